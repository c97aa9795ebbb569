//! Walking: from vertex to vertex along the edges, or through a list.

use bevy::prelude::*;

use super::{
    commands::{Walk, Walked},
    search::Search,
};
use crate::graph::{Adjacency, Excluded, GraphIndex, Selection, Vertex, commands::Select};

/// The last step, which defines the siblings. Dense indices.
#[derive(Resource, Debug, Default)]
pub(super) struct LastStep {
    /// The vertices before and after the step, and whether it led to an input.
    step: Option<(u32, u32, bool)>,
    /// Version of the index that the dense indices belong to.
    version: u64,
}

/// Handles [`Walk`].
pub(super) fn apply_walk(
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
    let adjacency = adjacency.updated(&index);
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
                    step_in_list(&selected, at, step)
                } else if search.active() && !search.matches().is_empty() {
                    let matches = search.matches().iter().filter_map(|&id| index.dense(id));
                    let matches: Vec<u32> = matches.map(|dense| dense as u32).collect();
                    step_in_list(&matches, at, step)
                } else {
                    let all: Vec<u32> = (0..index.vertices.len() as u32)
                        .filter(|&v| passes(v))
                        .collect();
                    step_in_list(&all, at, step)
                }
            }
            // Without a selection the walk begins at the first vertex: in a network, the loss.
            _ if at.is_none() => (0..index.vertices.len() as u32).find(|&v| passes(v)),
            Walk::Input | Walk::Output => at.and_then(|from| {
                let input = *request == Walk::Input;
                let back = last.step.filter(|&(_, to, was)| to == from && was != input);
                let ways = list_ways(adjacency, from, input, passes);
                // Walking back returns to the vertex of the last step.
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
                // Without a last step, the siblings are the other inputs of its first output.
                let (parent, input) = match known {
                    Some((parent, _, input)) => (parent, input),
                    None => match list_ways(adjacency, here, false, passes).first() {
                        Some(&output) => (output, true),
                        None => (*list_ways(adjacency, here, true, passes).first()?, false),
                    },
                };
                let to = step_in_list(
                    &list_ways(adjacency, parent, input, passes),
                    Some(here),
                    step,
                )?;
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

/// The inputs (or outputs) of a vertex that can be walked to, ascending, each once.
fn list_ways(
    adjacency: &Adjacency,
    from: u32,
    inputs: bool,
    passes: impl Fn(u32) -> bool,
) -> Vec<u32> {
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

/// The neighbour of `at` in an ascending list, around its end. Without `at` the first entry for
/// a step forward, the last for a step back.
fn step_in_list(list: &[u32], at: Option<u32>, step: isize) -> Option<u32> {
    let count = list.len() as isize;
    let place = match at.map(|at| list.binary_search(&at)) {
        Some(Ok(place)) => place as isize + step,
        // Between two entries, the place is that of the next one.
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
        assert_eq!(step_in_list(&list, None, 1), Some(2));
        assert_eq!(step_in_list(&list, None, -1), Some(9));
        assert_eq!(step_in_list(&list, Some(9), 1), Some(2));
        assert_eq!(step_in_list(&list, Some(2), -1), Some(9));
        assert_eq!(step_in_list(&list, Some(6), 1), Some(9));
        assert_eq!(step_in_list(&list, Some(6), -1), Some(5));
        assert_eq!(step_in_list(&[], Some(6), 1), None);
    }
}
