//! What the level looks like: its vertices, its edges, the frame's lines.

use bevy::prelude::*;

use super::{Bond, HoveredPart, LevelView, Merged, SeenFrame};
use crate::{
    graph::{GraphIndex, Selection, Vertex},
    layout::Dimensions,
    physics::Physics,
    view::look::{
        appearance::{EdgeInstance, State, VertexInstance},
        palette::{Palette, Rgb},
        settings::ViewSettings,
    },
};

/// The colours of the levels among the series, from the second level on, over and over.
const LEVELS: [usize; 4] = [2, 5, 0, 6];
/// The colour of the frame's rings among the series.
const RINGS: usize = 1;
/// A vertex that stands for many is no larger than so many usual ones.
const LARGEST: f32 = 6.0;
/// How large the tips of the axes are, as a multiple of the usual radius.
const TIP: f32 = 0.8;

/// The colour of a level's vertices.
pub(in crate::view) fn colour_of(palette: &Palette, level: u32) -> Rgb {
    match level.checked_sub(2) {
        None => palette.plain,
        Some(above) => palette.series[LEVELS[above as usize % LEVELS.len()]],
    }
}

/// The colour of an axis of the frame; of its rings.
pub(in crate::view) const fn colour_of_axis(palette: &Palette, axis: Option<usize>) -> Rgb {
    match axis {
        Some(axis) => palette.axis(axis),
        None => palette.series[RINGS],
    }
}

/// Why the looks are what they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reasons {
    palette: &'static Palette,
    merged: u64,
    hovered: Option<u32>,
    /// Axes of the frame that are drawn.
    axes: usize,
    flat: bool,
}

/// Brings looks and points up to date.
pub(super) fn follow(
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
    let reasons = Reasons {
        palette: settings.palette(),
        merged: view.versions.merged,
        hovered: hovered.0,
        axes: view.frame.as_ref().map_or(0, SeenFrame::axes),
        flat: physics.is_some_and(|physics| physics.dimensions == Dimensions::Two),
    };
    let stale = view.seen.looks != Some(reasons) || selection.is_changed();
    let moved = view.seen.placed != view.versions.places;
    if !stale && !moved {
        return;
    }
    let view = &mut *view;
    if stale && let Some(merged) = &view.merged {
        view.seen.looks = Some(reasons);
        let dense = selection.vertices().iter();
        let dense = dense.filter_map(|&vertex| index.dense(vertices.get(vertex).ok()?.id));
        let states = states_of(merged, dense);
        paint(&states, &reasons, view);
        view.versions.looks += 1;
    }
    place(reasons.flat, view);
    view.versions.places += 1;
    view.seen.placed = view.versions.places;
}

/// How each vertex of a level stands out, when these vertices of the graph are selected.
fn states_of(merged: &Merged, selected: impl Iterator<Item = usize>) -> Vec<State> {
    let mut counts = vec![0.0; merged.ids.len()];
    let mut any = false;
    for dense in selected {
        any = true;
        if let Some(&part) = merged.of.get(dense) {
            counts[part as usize] += 1.0;
        }
    }
    let state = |(&count, &mass): (&f32, &f32)| match any {
        true if count == mass => State::SELECTED,
        true if count == 0.0 => State::DIMMED,
        _ => State::default(),
    };
    counts.iter().zip(&merged.masses).map(state).collect()
}

fn paint(states: &[State], reasons: &Reasons, view: &mut LevelView) {
    let Some(merged) = &view.merged else { return };
    let palette = reasons.palette;
    let rgb = colour_of(palette, merged.level);
    view.vertices.clear();
    view.vertices
        .extend(states.iter().zip(0u32..).map(|(&state, part)| {
            let hovered = reasons.hovered == Some(part);
            let state = if hovered {
                state.without(State::DIMMED) | State::HOVERED
            } else {
                state
            };
            VertexInstance::new(rgb, 0).in_state(state)
        }));
    let first = view.vertices.len() as u32;
    view.vertices.extend((0..reasons.axes).map(|axis| {
        let rgb = colour_of_axis(palette, Some(axis));
        VertexInstance::new(rgb, 0)
    }));
    view.edges.clear();
    let edges = merged.ends.iter().zip(&merged.bonds);
    view.edges.extend(edges.map(|(&ends, bond)| {
        let dimmed = ends
            .iter()
            .all(|&end| states[end as usize] == State::DIMMED);
        let mut edge = EdgeInstance::new(ends, palette.edge);
        edge.set_state(match bond {
            Bond::Matched => State::SELECTED,
            Bond::Joins => State::NEIGHBOUR,
            Bond::Apart if dimmed => State::DIMMED,
            Bond::Apart => State::default(),
        });
        edge
    }));
    let lines = view.frame.iter().flat_map(SeenFrame::lines);
    view.edges.extend(lines.map(|(ends, axis)| {
        let ends = ends.map(|end| first + end);
        EdgeInstance::new(ends, colour_of_axis(palette, axis))
    }));
}

/// The larger what a vertex stands for, the larger it is: as much room as all of it.
fn place(flat: bool, view: &mut LevelView) {
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
        let axes = frame.axes();
        let points = frame.points().enumerate();
        view.points.extend(
            points.map(|(place, point)| point.extend(if place < axes { TIP } else { 0.0 })),
        );
    }
}
