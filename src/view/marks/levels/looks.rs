//! The looks of the shown level: its vertices, its edges, and the frame's lines.

use bevy::prelude::*;

use super::{Bond, FrameFigure, HoveredPart, LevelView, Merged, state::LookInputs};
use crate::{
    graph::{GraphIndex, Selection, Vertex},
    layout::Dimensions,
    physics::Physics,
    view::look::{
        appearance::{EdgeInstance, HighlightFlags, VertexInstance},
        palette::{Palette, Rgb},
        settings::ViewSettings,
    },
};

/// Indices in the palette's series of the levels' colours, from level 2 on, repeated.
const LEVELS: [usize; 4] = [2, 5, 0, 6];
/// Index in the palette's series of the rings' colour.
const RINGS: usize = 1;
/// Largest size of a vertex, as a multiple of the usual one.
const LARGEST: f32 = 6.0;
/// Size of the tips of the axes, as a multiple of the usual radius.
const TIP: f32 = 0.8;

/// The colour of a level's vertices.
pub(in crate::view) fn level_colour(palette: &Palette, level: u32) -> Rgb {
    match level.checked_sub(2) {
        None => palette.plain,
        Some(above) => palette.series[LEVELS[above as usize % LEVELS.len()]],
    }
}

/// The colour of an axis of the frame, or of its rings if `axis` is `None`.
pub(in crate::view) const fn axis_colour(palette: &Palette, axis: Option<usize>) -> Rgb {
    match axis {
        Some(axis) => palette.axis_colour(axis),
        None => palette.series[RINGS],
    }
}

/// Updates looks and points when their inputs have changed.
pub(super) fn update_level_looks(
    settings: Res<ViewSettings>,
    physics: Option<Res<Physics>>,
    hovered: Res<HoveredPart>,
    selection: Res<Selection>,
    index: Res<GraphIndex>,
    vertices: Query<&Vertex>,
    mut view: ResMut<LevelView>,
) {
    if view.merged.is_none() {
        return;
    }
    let inputs = LookInputs {
        palette: settings.palette(),
        merged: view.versions.merged,
        hovered: hovered.0,
        axes: view.frame.as_ref().map_or(0, FrameFigure::axis_count),
        flat: physics.is_some_and(|physics| physics.dimensions == Dimensions::Two),
    };
    let stale = view.seen.looks != Some(inputs) || selection.is_changed();
    let moved = view.seen.placed != view.versions.places;
    if !stale && !moved {
        return;
    }
    let view = &mut *view;
    if stale && let Some(merged) = &view.merged {
        view.seen.looks = Some(inputs);
        let dense = selection.vertices().iter();
        let dense = dense.filter_map(|&vertex| index.dense(vertices.get(vertex).ok()?.id));
        let states = part_states(merged, dense);
        paint_level(&states, &inputs, view);
        view.versions.looks += 1;
    }
    place_level(inputs.flat, view);
    view.versions.places += 1;
    view.seen.placed = view.versions.places;
}

/// The state of each vertex of a level, when these vertices of the graph are selected.
fn part_states(merged: &Merged, selected: impl Iterator<Item = usize>) -> Vec<HighlightFlags> {
    let mut counts = vec![0.0; merged.ids.len()];
    let mut any = false;
    for dense in selected {
        any = true;
        if let Some(&part) = merged.part_of.get(dense) {
            counts[part as usize] += 1.0;
        }
    }
    let state = |(&count, &mass): (&f32, &f32)| match any {
        true if count == mass => HighlightFlags::SELECTED,
        true if count == 0.0 => HighlightFlags::DIMMED,
        _ => HighlightFlags::default(),
    };
    counts.iter().zip(&merged.masses).map(state).collect()
}

/// Computes the instances of the level's vertices and edges, then of the frame.
fn paint_level(states: &[HighlightFlags], inputs: &LookInputs, view: &mut LevelView) {
    let Some(merged) = &view.merged else { return };
    let palette = inputs.palette;
    let rgb = level_colour(palette, merged.level);
    view.vertices.clear();
    view.vertices
        .extend(states.iter().zip(0u32..).map(|(&state, part)| {
            let hovered = inputs.hovered == Some(part);
            let state = if hovered {
                state.without(HighlightFlags::DIMMED) | HighlightFlags::HOVERED
            } else {
                state
            };
            VertexInstance::new(rgb, 0).with_state(state)
        }));
    let first = view.vertices.len() as u32;
    view.vertices.extend((0..inputs.axes).map(|axis| {
        let rgb = axis_colour(palette, Some(axis));
        VertexInstance::new(rgb, 0)
    }));
    view.edges.clear();
    let edges = merged.ends.iter().zip(&merged.bonds);
    view.edges.extend(edges.map(|(&ends, bond)| {
        let dimmed = ends
            .iter()
            .all(|&end| states[end as usize] == HighlightFlags::DIMMED);
        let mut edge = EdgeInstance::new(ends, palette.edge);
        edge.set_state(match bond {
            Bond::Matched => HighlightFlags::SELECTED,
            Bond::Joins => HighlightFlags::NEIGHBOUR,
            Bond::Apart if dimmed => HighlightFlags::DIMMED,
            Bond::Apart => HighlightFlags::default(),
        });
        edge
    }));
    let lines = view.frame.iter().flat_map(FrameFigure::figure_lines);
    view.edges.extend(lines.map(|(ends, axis)| {
        let ends = ends.map(|end| first + end);
        EdgeInstance::new(ends, axis_colour(palette, axis))
    }));
}

/// Computes positions and scales. A vertex has the area (in the plane) or volume (in space) of all
/// vertices that it stands for, up to [`LARGEST`].
fn place_level(flat: bool, view: &mut LevelView) {
    let Some(merged) = &view.merged else { return };
    let root = if flat { f32::sqrt } else { f32::cbrt };
    let looks = &view.vertices;
    let vertices = view.positions.iter().zip(&merged.masses).zip(looks);
    view.points.clear();
    view.points.extend(
        vertices.map(|((position, &mass), look)| {
            position.extend(root(mass).min(LARGEST) * look.scale())
        }),
    );
    if let Some(frame) = &view.frame {
        let axes = frame.axis_count();
        let points = frame.figure_points().enumerate();
        view.points.extend(
            points.map(|(place, point)| point.extend(if place < axes { TIP } else { 0.0 })),
        );
    }
}
