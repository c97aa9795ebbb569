//! What stands out: hovered, selected, found, pinned, and what steps back for it.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::appearance::{EdgeInstance, Restated, State, VertexInstance};
use crate::{
    explore::Search,
    graph::{Excluded, GraphIndex, Hovered, Pins, Selection, Vertex, VertexId},
};

/// The pointer rests so long on a vertex before the others step back, seconds: who only
/// passes by makes nothing flicker.
const REST: f32 = 0.08;
/// How long they take for it, seconds.
const FADE: f32 = 0.16;
/// No frame counts for more, seconds: the first one after a rest brings all of it.
const LONGEST_FRAME: f32 = 0.05;

/// How far the rest of the graph has stepped back for what the pointer is on.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct HoverFade {
    /// 0 not at all, 1 all the way.
    pub amount: f32,
    /// Whether it is on its way.
    pub easing: bool,
    /// The vertex it is for: the hovered one, and for a moment the one that was.
    shown: Option<Entity>,
    rested: f32,
}

/// Eases [`HoverFade`].
pub(in crate::view) fn fade_hover(
    time: Res<Time<Real>>,
    hovered: Res<Hovered>,
    mut fade: ResMut<HoverFade>,
) {
    let next = fade.next(hovered.0, time.delta_secs().min(LONGEST_FRAME));
    fade.set_if_neq(next);
}

impl HoverFade {
    fn next(mut self, hovered: Option<Entity>, seconds: f32) -> Self {
        let goal = match hovered {
            // From one vertex to the next, the rest stays back.
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

/// Everything that makes a vertex or an edge stand out.
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

/// What the pointer makes stand out lies over all else, so that it can be moved alone.
#[derive(Default)]
struct HoverLayer {
    /// What the pointer was on when states were written last.
    shown: Option<Entity>,
    /// What has another state for it, and which one it had, in the order in which it was written.
    vertices: Vec<(u32, State)>,
    edges: Vec<(u32, State)>,
}

impl Highlights<'_, '_> {
    /// Whether anything stands out at all.
    pub fn any(&self) -> bool {
        !self.selection.is_empty()
            || self.fade.shown.is_some()
            || !self.pins.is_empty()
            || self.search.active()
            || !self.excluded.is_empty()
    }

    /// Whether other things stand out than when states were written last.
    pub fn changed(&self) -> bool {
        self.hovered.is_changed()
            || self.hover.shown != self.fade.shown
            || self.more_than_hover_changed()
    }

    /// Whether the pointer went from one vertex to another since states were written last,
    /// and nothing else happened.
    pub fn only_hover_moved(&self) -> bool {
        // What is not near the pointer has the same state for any vertex, and another for none.
        let both = self.hover.shown.is_some() && self.fade.shown.is_some();
        !self.more_than_hover_changed() && (both || self.strict())
    }

    fn more_than_hover_changed(&self) -> bool {
        self.selection.is_changed()
            || self.pins.is_changed()
            || self.search.is_changed()
            || self.excluded.is_changed()
    }

    /// Whether what does not stand out is dimmed.
    fn strict(&self) -> bool {
        !self.selection.is_empty() || self.search.active()
    }

    /// Writes every state anew. One pass over vertices and edges each, and what stands
    /// out is asked for one by one.
    pub fn write(
        &mut self,
        index: &GraphIndex,
        vertices: &mut [VertexInstance],
        edges: &mut [EdgeInstance],
    ) {
        let rest = match (self.strict(), self.fade.shown) {
            (true, _) => State::DIMMED,
            (false, Some(_)) => State::QUIET,
            (false, None) => State::default(),
        };
        for (dense, instance) in vertices.iter_mut().enumerate() {
            let out = self.excluded.contains(dense);
            instance.set_state(if out { State::FILTERED } else { rest });
        }
        let mut mark = |id: Option<VertexId>, state: State| {
            let Some(vertex) = id.and_then(|id| vertices.get_mut(index.dense(id)?)) else {
                return;
            };
            // What stands out is not dimmed; what is kept out stays so, but for its pin.
            let before = vertex.state();
            if before.any(State::FILTERED) && state != State::PINNED {
                return;
            }
            let kept = if state == State::PINNED {
                before
            } else {
                before.without(State::DIMMED | State::QUIET)
            };
            vertex.set_state(kept | state);
        };
        if self.search.active() {
            let matches = self.search.matches().iter();
            matches.for_each(|&id| mark(Some(id), State::MATCH));
        }
        let selected = self.selection.vertices().iter();
        selected.for_each(|&vertex| mark(self.id(vertex), State::SELECTED));
        self.pins
            .iter()
            .for_each(|&vertex| mark(self.id(vertex), State::PINNED));
        for ((&ends, &entity), edge) in index.ends.iter().zip(&index.edges).zip(&mut *edges) {
            let states = ends.map(|end| vertices[end as usize].state());
            let either = states[0] | states[1];
            let own = self.selection.edge == Some(entity);
            let lit = own || either.any(State::SELECTED);
            edge.set_state(match (either.any(State::FILTERED), own, lit) {
                (true, ..) => State::FILTERED,
                (false, true, _) => State::SELECTED,
                (false, false, true) => State::NEIGHBOUR,
                (false, false, false) => rest,
            });
            if lit && !either.any(State::FILTERED) {
                for (end, state) in ends.into_iter().zip(states) {
                    // A selected end stays that; a neighbour is no longer dimmed.
                    if !state.any(State::SELECTED) {
                        vertices[end as usize].set_state(lighted(state));
                    }
                }
            }
        }
        self.hover.vertices.clear();
        self.hover.edges.clear();
        self.lay_hover(index, vertices, edges);
    }

    /// Takes what the pointer made stand out back, and lets what it is on now stand out:
    /// all that differs if [`Self::only_hover_moved`]. Returns what it restated.
    pub fn move_hover(
        &mut self,
        index: &GraphIndex,
        vertices: &mut [VertexInstance],
        edges: &mut [EdgeInstance],
    ) -> Restated {
        let mut restated = Restated::default();
        let layer = &mut *self.hover;
        for (vertex, state) in layer.vertices.drain(..).rev() {
            vertices[vertex as usize].set_state(state);
            restated.vertices.push(vertex);
        }
        for (edge, state) in layer.edges.drain(..).rev() {
            edges[edge as usize].set_state(state);
            restated.edges.push(edge);
        }
        self.lay_hover(index, vertices, edges);
        let layer = &*self.hover;
        restated
            .vertices
            .extend(layer.vertices.iter().map(|&(vertex, _)| vertex));
        restated
            .edges
            .extend(layer.edges.iter().map(|&(edge, _)| edge));
        restated
    }

    /// Lets stand out what the pointer is on, over states without it.
    fn lay_hover(
        &mut self,
        index: &GraphIndex,
        vertices: &mut [VertexInstance],
        edges: &mut [EdgeInstance],
    ) {
        self.hover.shown = self.fade.shown;
        let Some(entity) = self.fade.shown else {
            return;
        };
        let dense = self.id(entity).and_then(|id| index.dense(id));
        let Some(shown) = dense.filter(|&dense| dense < vertices.len()) else {
            return;
        };
        // While the rest comes back, what was hovered is a neighbour of nothing.
        let hovered = self.hovered.0 == Some(entity);
        let own = self.selection.edge;
        let layer = &mut *self.hover;
        let before = vertices[shown].state();
        if !before.any(State::FILTERED) {
            let kept = before.without(State::DIMMED | State::QUIET);
            let state = if hovered {
                kept.without(State::NEIGHBOUR) | State::HOVERED
            } else {
                kept | State::NEIGHBOUR
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
            if (states[0] | states[1]).any(State::FILTERED) {
                continue;
            }
            if own != index.edges.get(edge).copied() {
                layer.edges.push((edge as u32, edges[edge].state()));
                edges[edge].set_state(State::NEIGHBOUR);
            }
            for (&end, state) in ends.iter().zip(states) {
                if !state.any(State::SELECTED | State::HOVERED) {
                    layer.vertices.push((end, state));
                    vertices[end as usize].set_state(lighted(state));
                }
            }
        }
    }

    fn id(&self, vertex: Entity) -> Option<VertexId> {
        Some(self.vertices.get(vertex).ok()?.id)
    }
}

/// The state of what is beside something that stands out.
fn lighted(state: State) -> State {
    state.without(State::DIMMED | State::QUIET) | State::NEIGHBOUR
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
            (0..frames).for_each(|_| *fade = fade.next(hovered, frame));
        };
        // Who passes over many vertices changes nothing.
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
