//! Highlights: the states of hovered, selected, found and pinned elements, and of the others that
//! are dimmed for them.
//!
//! The hovered vertex lies in a layer of its own over the other states, so that moving the pointer
//! changes only the states near it.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::appearance::{EdgeInstance, HighlightFlags, StateChanges, VertexInstance};
use crate::{
    explore::Search,
    graph::{Excluded, GraphIndex, Hovered, Pins, Selection, Vertex, VertexId},
};

/// Time that the pointer rests on a vertex before the others fade, seconds. A pointer that passes
/// by must not cause flicker.
const REST: f32 = 0.08;
/// Duration of the fade, seconds.
const FADE: f32 = 0.16;
/// Longest frame time that counts, seconds. The first frame after a pause reports the whole pause.
const LONGEST_FRAME: f32 = 0.05;

/// How far the rest of the graph has faded for the vertex under the pointer.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct HoverFade {
    /// 0 not faded, 1 fully faded.
    pub amount: f32,
    /// Whether the fade is running or waiting to start: frames are needed.
    pub easing: bool,
    /// The vertex that it is for: the hovered one, or the last one while the fade runs back.
    shown: Option<Entity>,
    /// Time that the pointer has rested on `shown`, seconds.
    rested: f32,
}

/// Advances [`HoverFade`] with time.
pub(in crate::view) fn fade_hover(
    time: Res<Time<Real>>,
    hovered: Res<Hovered>,
    mut fade: ResMut<HoverFade>,
) {
    let next = fade.advanced_by(hovered.0, time.delta_secs().min(LONGEST_FRAME));
    fade.set_if_neq(next);
}

impl HoverFade {
    /// The fade after `seconds` with this hovered vertex.
    fn advanced_by(mut self, hovered: Option<Entity>, seconds: f32) -> Self {
        let goal = match hovered {
            // When the pointer moves from one vertex to the next, the rest stays faded.
            Some(_) if self.amount > 0.0 => 1.0,
            Some(_) => {
                self.rested = if self.shown == hovered {
                    self.rested + seconds
                } else {
                    0.0
                };
                f32::from(u8::from(self.rested >= REST))
            }
            None => 0.0,
        };
        let step = (goal - self.amount).clamp(-seconds / FADE, seconds / FADE);
        self.amount += step;
        if hovered.is_some() {
            self.shown = hovered;
        } else if self.amount == 0.0 {
            self.shown = None;
        }
        self.easing = self.amount != goal || (hovered.is_some() && self.amount == 0.0);
        self
    }
}

/// All sources of highlights.
#[derive(SystemParam)]
pub(in crate::view) struct Highlights<'w, 's> {
    selection: Res<'w, Selection>,
    hovered: Res<'w, Hovered>,
    fade: Res<'w, HoverFade>,
    pins: Res<'w, Pins>,
    search: Res<'w, Search>,
    excluded: Res<'w, Excluded>,
    vertices: Query<'w, 's, &'static Vertex>,
    hover: Local<'s, HoverLayer>,
}

/// The states that the pointer sets, with the states that they replaced.
#[derive(Default)]
struct HoverLayer {
    /// The vertex under the pointer when states were written last.
    shown: Option<Entity>,
    /// Each vertex with the state that it had before, in the order of writing.
    vertices: Vec<(u32, HighlightFlags)>,
    /// Each edge with the state that it had before, in the order of writing.
    edges: Vec<(u32, HighlightFlags)>,
}

impl Highlights<'_, '_> {
    /// Whether anything stands out.
    pub fn any_highlight(&self) -> bool {
        !self.selection.is_empty()
            || self.fade.shown.is_some()
            || !self.pins.is_empty()
            || self.search.active()
            || !self.excluded.is_empty()
    }

    /// Whether highlights differ from those that were written last.
    pub fn have_changed(&self) -> bool {
        self.hovered.is_changed()
            || self.hover.shown != self.fade.shown
            || self.more_than_hover_changed()
    }

    /// Whether the only difference is that the pointer moved from one vertex to another.
    pub fn only_hover_moved(&self) -> bool {
        // Elements away from the pointer have one state for any hovered vertex, and another for
        // none.
        let both = self.hover.shown.is_some() && self.fade.shown.is_some();
        !self.more_than_hover_changed() && (both || self.dims_the_rest())
    }

    fn more_than_hover_changed(&self) -> bool {
        self.selection.is_changed()
            || self.pins.is_changed()
            || self.search.is_changed()
            || self.excluded.is_changed()
    }

    /// Whether everything that does not stand out is dimmed.
    fn dims_the_rest(&self) -> bool {
        !self.selection.is_empty() || self.search.active()
    }

    /// Writes every state again: one pass over the vertices, one over the edges. The elements that
    /// stand out are looked up one by one.
    pub fn write_states(
        &mut self,
        index: &GraphIndex,
        vertices: &mut [VertexInstance],
        edges: &mut [EdgeInstance],
    ) {
        // The background state of all vertices.
        let rest = match (self.dims_the_rest(), self.fade.shown) {
            (true, _) => HighlightFlags::DIMMED,
            (false, Some(_)) => HighlightFlags::QUIET,
            (false, None) => HighlightFlags::default(),
        };
        for (dense, instance) in vertices.iter_mut().enumerate() {
            let out = self.excluded.contains(dense);
            instance.set_state(if out { HighlightFlags::FILTERED } else { rest });
        }
        let mut mark = |id: Option<VertexId>, state: HighlightFlags| {
            let Some(vertex) = id.and_then(|id| vertices.get_mut(index.dense(id)?)) else {
                return;
            };
            // An element that stands out is not dimmed. A filtered one stays filtered, except for
            // its pin.
            let before = vertex.state();
            if before.intersects(HighlightFlags::FILTERED) && state != HighlightFlags::PINNED {
                return;
            }
            let kept = if state == HighlightFlags::PINNED {
                before
            } else {
                before.without(HighlightFlags::DIMMED | HighlightFlags::QUIET)
            };
            vertex.set_state(kept | state);
        };
        // Search results, then the selection, then pins.
        if self.search.active() {
            let matches = self.search.matches().iter();
            matches.for_each(|&id| mark(Some(id), HighlightFlags::MATCH));
        }
        let selected = self.selection.vertices().iter();
        selected.for_each(|&vertex| mark(self.vertex_id(vertex), HighlightFlags::SELECTED));
        self.pins
            .iter()
            .for_each(|&vertex| mark(self.vertex_id(vertex), HighlightFlags::PINNED));
        // Edges follow from their ends, and light the neighbours of selected vertices.
        for ((&ends, &entity), edge) in index.ends.iter().zip(&index.edges).zip(&mut *edges) {
            let states = ends.map(|end| vertices[end as usize].state());
            let either = states[0] | states[1];
            let own = self.selection.edge == Some(entity);
            let lit = own || either.intersects(HighlightFlags::SELECTED);
            edge.set_state(
                match (either.intersects(HighlightFlags::FILTERED), own, lit) {
                    (true, ..) => HighlightFlags::FILTERED,
                    (false, true, _) => HighlightFlags::SELECTED,
                    (false, false, true) => HighlightFlags::NEIGHBOUR,
                    (false, false, false) => rest,
                },
            );
            if lit && !either.intersects(HighlightFlags::FILTERED) {
                for (end, state) in ends.into_iter().zip(states) {
                    // A selected end stays selected; a neighbour is not dimmed.
                    if !state.intersects(HighlightFlags::SELECTED) {
                        vertices[end as usize].set_state(as_neighbour(state));
                    }
                }
            }
        }
        // The pointer's layer comes last.
        self.hover.vertices.clear();
        self.hover.edges.clear();
        self.apply_hover(index, vertices, edges);
    }

    /// Restores the states beneath the pointer's layer and writes the layer for the vertex that is
    /// hovered now. That is sufficient if [`Self::only_hover_moved`]. Returns the changed elements.
    pub fn move_hover(
        &mut self,
        index: &GraphIndex,
        vertices: &mut [VertexInstance],
        edges: &mut [EdgeInstance],
    ) -> StateChanges {
        let mut state_changes = StateChanges::default();
        let layer = &mut *self.hover;
        for (vertex, state) in layer.vertices.drain(..).rev() {
            vertices[vertex as usize].set_state(state);
            state_changes.vertices.push(vertex);
        }
        for (edge, state) in layer.edges.drain(..).rev() {
            edges[edge as usize].set_state(state);
            state_changes.edges.push(edge);
        }
        self.apply_hover(index, vertices, edges);
        let layer = &*self.hover;
        state_changes
            .vertices
            .extend(layer.vertices.iter().map(|&(vertex, _)| vertex));
        state_changes
            .edges
            .extend(layer.edges.iter().map(|&(edge, _)| edge));
        state_changes
    }

    /// Writes the pointer's layer over the states without it, and saves the replaced states.
    fn apply_hover(
        &mut self,
        index: &GraphIndex,
        vertices: &mut [VertexInstance],
        edges: &mut [EdgeInstance],
    ) {
        self.hover.shown = self.fade.shown;
        let Some(entity) = self.fade.shown else {
            return;
        };
        let dense = self.vertex_id(entity).and_then(|id| index.dense(id));
        let Some(shown) = dense.filter(|&dense| dense < vertices.len()) else {
            return;
        };
        // While the fade runs back, the last vertex is shown as a neighbour.
        let hovered = self.hovered.0 == Some(entity);
        let own = self.selection.edge;
        let layer = &mut *self.hover;
        let before = vertices[shown].state();
        if !before.intersects(HighlightFlags::FILTERED) {
            let kept = before.without(HighlightFlags::DIMMED | HighlightFlags::QUIET);
            let state = if hovered {
                kept.without(HighlightFlags::NEIGHBOUR) | HighlightFlags::HOVERED
            } else {
                kept | HighlightFlags::NEIGHBOUR
            };
            layer.vertices.push((shown as u32, before));
            vertices[shown].set_state(state);
        }
        let shown = shown as u32;
        for (edge, ends) in index.ends.iter().enumerate() {
            if !ends.contains(&shown) {
                continue;
            }
            let states = ends.map(|end| vertices[end as usize].state());
            if (states[0] | states[1]).intersects(HighlightFlags::FILTERED) {
                continue;
            }
            if own != index.edges.get(edge).copied() {
                layer.edges.push((edge as u32, edges[edge].state()));
                edges[edge].set_state(HighlightFlags::NEIGHBOUR);
            }
            for (&end, state) in ends.iter().zip(states) {
                if !state.intersects(HighlightFlags::SELECTED | HighlightFlags::HOVERED) {
                    layer.vertices.push((end, state));
                    vertices[end as usize].set_state(as_neighbour(state));
                }
            }
        }
    }

    fn vertex_id(&self, vertex: Entity) -> Option<VertexId> {
        Some(self.vertices.get(vertex).ok()?.id)
    }
}

/// The state of a vertex beside one that stands out.
fn as_neighbour(state: HighlightFlags) -> HighlightFlags {
    state.without(HighlightFlags::DIMMED | HighlightFlags::QUIET) | HighlightFlags::NEIGHBOUR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_steps_back_when_the_pointer_rests_and_returns_when_it_leaves() {
        let frame = 0.016;
        let [a, b] = [1, 2].map(|row| Entity::from_raw_u32(row).unwrap());
        let mut fade = HoverFade::default();
        let run = |fade: &mut HoverFade, hovered, frames| {
            (0..frames).for_each(|_| *fade = fade.advanced_by(hovered, frame));
        };
        // A pointer that passes over many vertices changes nothing.
        for vertex in [a, b, a, b, a, b, a, b] {
            run(&mut fade, Some(vertex), 2);
        }
        assert_eq!(fade.amount, 0.0);
        assert!(fade.easing, "it waits for the pointer to rest");
        run(&mut fade, Some(b), 20);
        assert_eq!((fade.amount, fade.easing), (1.0, false));
        run(&mut fade, Some(a), 1);
        assert_eq!(
            (fade.amount, fade.shown),
            (1.0, Some(a)),
            "no flicker from one to the next"
        );
        run(&mut fade, None, 3);
        assert!(fade.amount > 0.0 && fade.amount < 1.0 && fade.easing && fade.shown == Some(a));
        run(&mut fade, None, 20);
        assert_eq!(
            fade,
            HoverFade {
                rested: fade.rested,
                ..HoverFade::default()
            }
        );
    }
}
