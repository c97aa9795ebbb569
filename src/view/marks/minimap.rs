//! The minimap of a graph in the plane: a density image of its vertices, and the part in view.
//!
//! It reads positions and the camera. While the graph moves, it is drawn a few times a second.

use bevy::prelude::*;

use crate::{
    layout::Dimensions,
    physics::{DensePositions, Physics},
    view::camera::{CameraMotion, CameraSettings, Rig, extent::GraphExtent},
};

/// Cells along the longer side of the map.
const LONG_SIDE: f32 = 120.0;
/// The shorter side is at least this share of the longer one.
const NARROWEST: f32 = 0.45;
/// Room around the graph, as a share of its longer side.
const MARGIN: f32 = 0.04;
/// Shortest time between two drawings of a moving graph, seconds.
const PERIOD: f32 = 0.25;
/// Share of the picture by which the graph must leave or enter the view before the map appears or
/// disappears. It prevents flicker.
const HYSTERESIS: f32 = 0.03;

/// The map; empty while there is nothing to show.
#[derive(Resource, Clone, Debug, Default)]
pub struct Minimap {
    /// Whether it should be shown: in the plane, switched on, and a part of the graph out of view.
    pub shown: bool,
    /// The part of the world on the map, world units.
    pub world: Rect,
    /// The part of the world in the camera's view, world units.
    pub visible: Rect,
    /// Number of cells in a row and in a column.
    pub size: UVec2,
    /// Density of each cell, 0 to 255, row by row from the top.
    pub cells: Vec<u8>,
    /// Rises with every drawing of `cells`.
    pub version: u64,
    bounds: Option<Rect>,
    measured: Option<u64>,
    drawn: Option<u64>,
    /// Time of the last measurement, seconds since the start.
    when: f32,
    weights: Vec<f32>,
}

impl Minimap {
    /// Draws the density of positions within `bounds`.
    fn draw_cells(&mut self, positions: &[Vec3], bounds: Rect) {
        let long = bounds.size().max_element().max(f32::MIN_POSITIVE);
        let half = (bounds.size() * 0.5 + long * MARGIN).max(Vec2::splat(long * NARROWEST * 0.5));
        self.world = Rect::from_center_half_size(bounds.center(), half);
        let scale = LONG_SIDE / (2.0 * half.max_element());
        self.size = (half * 2.0 * scale).ceil().as_uvec2().max(UVec2::ONE);
        let (width, height) = (self.size.x as usize, self.size.y as usize);
        self.weights.clear();
        self.weights.resize(width * height, 0.0);
        // Bilinear splatting: each vertex is spread over the four nearest cells, so that it moves
        // smoothly over the map.
        let last = self.size.as_vec2() - 1.0;
        let origin = Vec2::new(self.world.min.x, self.world.max.y);
        for position in positions.iter().filter(|position| position.is_finite()) {
            let at = (position.truncate() - origin) * Vec2::new(scale, -scale) - 0.5;
            let at = at.clamp(Vec2::ZERO, last);
            let (cell, part) = (at.floor(), at.fract());
            let cell = cell.y as usize * width + cell.x as usize;
            for (step, weight) in [
                (0, (1.0 - part.x) * (1.0 - part.y)),
                (1, part.x * (1.0 - part.y)),
                (width, (1.0 - part.x) * part.y),
                (width + 1, part.x * part.y),
            ] {
                if let Some(sum) = self.weights.get_mut(cell + step) {
                    *sum += weight;
                }
            }
        }
        // Tone mapping by the mean density: a lone vertex is visible, and dense cells still differ.
        let (sum, count) = self
            .weights
            .iter()
            .filter(|&&weight| weight > 0.0)
            .fold((0.0, 0), |(sum, count), weight| (sum + weight, count + 1));
        let gain = 2.0 / (sum / count.max(1) as f32).max(0.5);
        self.cells.clear();
        let fill = |weight: &f32| ((1.0 - (-gain * weight).exp()) * 255.0) as u8;
        self.cells.extend(self.weights.iter().map(fill));
        self.version += 1;
    }
}

/// The smallest rectangle around all finite positions.
fn finite_bounds(positions: &[Vec3]) -> Option<Rect> {
    let (low, high) = positions
        .iter()
        .filter(|position| position.is_finite())
        .fold((Vec2::MAX, Vec2::MIN), |(low, high), position| {
            (low.min(position.truncate()), high.max(position.truncate()))
        });
    (low.x < high.x || low.y < high.y).then(|| Rect::from_corners(low, high))
}

/// Whether a part of the graph is out of view, with hysteresis around the current answer `shown`.
fn is_wanted(shown: bool, bounds: Rect, visible: Rect) -> bool {
    let slack = visible.size() * HYSTERESIS * if shown { -0.5 } else { 0.5 };
    let seen = Rect {
        min: visible.min - slack,
        max: visible.max + slack,
    };
    !(seen.contains(bounds.min) && seen.contains(bounds.max))
}

/// Updates the map: at most one pass over the vertices each [`PERIOD`], and none while nothing
/// moves.
pub(in crate::view) fn update_minimap(
    settings: Res<CameraSettings>,
    physics: Option<Res<Physics>>,
    (positions, extent, time): (Res<DensePositions>, Res<GraphExtent>, Res<Time<Real>>),
    rigs: Query<&Rig>,
    mut map: ResMut<Minimap>,
    mut motion: ResMut<CameraMotion>,
) {
    let flat = physics.is_some_and(|physics| physics.dimensions == Dimensions::Two);
    let (true, Ok(rig)) = (flat && settings.minimap, rigs.single()) else {
        if map.shown {
            map.shown = false;
        }
        return;
    };
    let now = time.elapsed_secs();
    // Most frames change nothing that is shown.
    let watched = &mut map;
    let map = watched.bypass_change_detection();
    let before = (map.shown, map.visible, map.version);
    let due = map.bounds.is_none() || now - map.when >= PERIOD || now < map.when;
    if due && map.measured != Some(positions.version) {
        map.measured = Some(positions.version);
        map.when = now;
        map.bounds = finite_bounds(&positions.positions);
    }
    map.visible = rig.visible_rect();
    map.shown = map.bounds.is_some_and(|bounds| {
        // A vertex counts as visible while any part of its disc is in view.
        is_wanted(map.shown, bounds, map.visible.inflate(extent.vertex_radius))
    });
    if let (true, Some(bounds)) = (map.shown && map.drawn != map.measured, map.bounds) {
        map.drawn = map.measured;
        map.draw_cells(&positions.positions, bounds);
    }
    let changed = before != (map.shown, map.visible, map.version);
    let behind = map.measured != Some(positions.version);
    if changed {
        watched.set_changed();
    }
    // The final rest positions must be drawn, too: ask for another frame.
    if behind && !motion.moving {
        motion.moving = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vertex_is_on_the_map_and_none_beside_it() {
        let positions: Vec<Vec3> = (0..40)
            .flat_map(|x| (0..10).map(move |y| Vec3::new(x as f32 * 3.0, y as f32 * -2.0, 0.0)))
            .chain([Vec3::NAN])
            .collect();
        let mut map = Minimap::default();
        let bounds = finite_bounds(&positions).unwrap();
        assert_eq!(bounds, Rect::new(0.0, -18.0, 117.0, 0.0));
        map.draw_cells(&positions, bounds);
        assert!(map.world.contains(bounds.min) && map.world.contains(bounds.max));
        let (width, height) = (map.size.x as usize, map.size.y as usize);
        assert_eq!(map.cells.len(), width * height);
        for position in positions.iter().filter(|position| position.is_finite()) {
            let share = (position.truncate() - map.world.min) / map.world.size();
            let (x, y) = (share.x * width as f32, (1.0 - share.y) * height as f32);
            let near = |at: f32, last: usize| {
                (at - 1.0).max(0.0) as usize..=(at as usize + 1).min(last - 1)
            };
            let seen = near(y, height).flat_map(|y| near(x, width).map(move |x| (x, y)));
            let brightest = seen.map(|(x, y)| map.cells[y * width + x]).max();
            assert!(
                brightest > Some(80),
                "{position} at {x}, {y}: {brightest:?}"
            );
        }
        assert!(
            map.cells[..width].iter().all(|&cell| cell == 0),
            "the margin is empty"
        );
        assert_eq!(
            finite_bounds(&[Vec3::ONE, Vec3::NAN]),
            None,
            "a point needs no map"
        );
    }

    #[test]
    fn the_map_comes_when_something_is_out_of_view_and_does_not_flicker() {
        let graph = Rect::new(-1.0, -1.0, 1.0, 1.0);
        let view = |half: f32| Rect::from_center_half_size(Vec2::ZERO, Vec2::splat(half));
        assert!(!is_wanted(false, graph, view(1.2)) && !is_wanted(true, graph, view(1.2)));
        assert!(is_wanted(false, graph, view(0.8)) && is_wanted(true, graph, view(0.8)));
        assert!(!is_wanted(false, graph, view(1.0)) && is_wanted(true, graph, view(1.0)));
    }
}
