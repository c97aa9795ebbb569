//! Walking: from vertex to vertex along the edges, or through a list.

use bevy::prelude::*;

use super::{commands::Walk, search::Search};
use crate::graph::{Adjacency, Excluded, GraphIndex, Selection, Vertex, commands::Select};

/// Somebody walked to a vertex: it wants to be seen.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Where they are.
    pub vertex: Entity,
    /// Whether they want to see it from near; else it is enough that it is in view.
    pub close: bool,
}

/// The step that was made last, so that siblings are known. Dense indices.
#[derive(Resource, Debug, Default)]
pub(super) struct LastStep {
    /// The vertex that one came from, the one that one came to, and whether that is an input.
    step: Option<(u32, u32, bool)>,
    version: u64,
}

/// Handles [`Walk`].
pub(super) fn walk(
    mut requests: MessageReader<Walk>,
    (index, mut adjacency): (Res<GraphIndex>, ResMut<Adjacency>),
    (selection, search, excluded): (Res<Selection>, Res<Search>, Res<Excluded>),
    vertices: Query<&Vertex>,
    mut last: ResMut<LastStep>,
    mut select: MessageWriter<Select>,
    mut walked: MessageWriter<Walked>,
) {
    if requests.is_empty() {
        return;
    }
    if last.version != index.version {
        *last = LastStep {
            step: None,
            version: index.version,
        };
    }
    let dense = |vertex: Entity| {
        let id = vertices.get(vertex).ok()?.id;
        index.dense(id).map(|dense| dense as u32)
    };
    let mut at = selection.primary().and_then(dense);
    let adjacency = adjacency.of(&index);
    for request in requests.read() {
        let rotates = selection.vertices().len() > 1;
        let passes = |vertex: u32| !excluded.contains(vertex as usize);
        let goal = match request {
            Walk::Next | Walk::Previous => {
                last.step = None;
                let step = if *request == Walk::Next { 1 } else { -1 };
                if rotates {
                    let mut selected: Vec<u32> = selection
                        .vertices()
                        .iter()
                        .filter_map(|&vertex| dense(vertex))
                        .collect();
                    selected.sort_unstable();
                    beside(&selected, at, step)
                } else if search.active() && !search.matches().is_empty() {
                    let matches = search.matches().iter().filter_map(|&id| index.dense(id));
                    let matches: Vec<u32> = matches.map(|dense| dense as u32).collect();
                    beside(&matches, at, step)
                } else {
                    let all: Vec<u32> = (0..index.vertices.len() as u32)
                        .filter(|&v| passes(v))
                        .collect();
                    beside(&all, at, step)
                }
            }
            // Who is nowhere yet begins at the first vertex: in a network, the loss.
            _ if at.is_none() => (0..index.vertices.len() as u32).find(|&v| passes(v)),
            Walk::Input | Walk::Output => at.and_then(|from| {
                let input = *request == Walk::Input;
                let back = last.step.filter(|&(_, to, was)| to == from && was != input);
                let ways = ways(adjacency, from, input, passes);
                // The way back leads where one came from.
                let to = back
                    .map(|(came_from, ..)| came_from)
                    .filter(|came_from| ways.contains(came_from))
                    .or_else(|| ways.first().copied())?;
                last.step = Some((from, to, input));
                Some(to)
            }),
            Walk::NextSibling | Walk::PreviousSibling => at.and_then(|here| {
                let step = if *request == Walk::NextSibling { 1 } else { -1 };
                let known = last.step.filter(|&(_, to, _)| to == here);
                // Who came from nowhere is among the inputs of what it flows into.
                let (parent, input) = match known {
                    Some((parent, _, input)) => (parent, input),
                    None => match ways(adjacency, here, false, passes).first() {
                        Some(&output) => (output, true),
                        None => (*ways(adjacency, here, true, passes).first()?, false),
                    },
                };
                let to = beside(&ways(adjacency, parent, input, passes), Some(here), step)?;
                last.step = Some((parent, to, input));
                Some(to)
            }),
        };
        let Some(goal) = goal.filter(|&goal| Some(goal) != at) else {
            continue;
        };
        let vertex = index.vertices[goal as usize];
        let in_list = matches!(request, Walk::Next | Walk::Previous);
        select.write(if in_list && rotates {
            Select::Primary(vertex)
        } else {
            Select::Only(vertex)
        });
        walked.write(Walked {
            vertex,
            close: false,
        });
        at = Some(goal);
    }
}

/// Where one can go from a vertex, ascending, each once.
fn ways(adjacency: &Adjacency, from: u32, inputs: bool, passes: impl Fn(u32) -> bool) -> Vec<u32> {
    let ways = if inputs {
        adjacency.inputs(from)
    } else {
        adjacency.outputs(from)
    };
    let mut ways: Vec<u32> = ways
        .iter()
        .copied()
        .filter(|&to| to != from && passes(to))
        .collect();
    ways.sort_unstable();
    ways.dedup();
    ways
}

/// The one beside `at` in an ascending list, around its end; the first, or the last, if
/// `at` is nowhere.
fn beside(list: &[u32], at: Option<u32>, step: isize) -> Option<u32> {
    let count = list.len() as isize;
    let place = match at.map(|at| list.binary_search(&at)) {
        Some(Ok(place)) => place as isize + step,
        // Between two: the next is already there.
        Some(Err(place)) if step > 0 => place as isize,
        Some(Err(place)) => place as isize - 1,
        None if step > 0 => 0,
        None => count - 1,
    };
    (count > 0).then(|| list[place.rem_euclid(count) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_walked_around_its_end() {
        let list = [2, 5, 9];
        assert_eq!(beside(&list, None, 1), Some(2));
        assert_eq!(beside(&list, None, -1), Some(9));
        assert_eq!(beside(&list, Some(9), 1), Some(2));
        assert_eq!(beside(&list, Some(2), -1), Some(9));
        assert_eq!(beside(&list, Some(6), 1), Some(9));
        assert_eq!(beside(&list, Some(6), -1), Some(5));
        assert_eq!(beside(&[], Some(6), 1), None);
    }
}
