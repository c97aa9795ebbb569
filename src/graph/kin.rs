//! Kin of vertices: neighbours, ancestors, descendants, the way to the result. Plain graph
//! searches in linear time.

use super::adjacency::Adjacency;

/// A kind of kin of a vertex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kin {
    /// The sources of its incoming edges.
    Inputs,
    /// The targets of its outgoing edges.
    Outputs,
    /// Inputs and outputs.
    Neighbours,
    /// Every vertex that leads to it.
    Ancestors,
    /// Every vertex that it leads to.
    Descendants,
    /// A shortest path from it to the result: in a network, to the loss.
    WayToResult,
}

/// The kin of `seeds`, ascending, without the seeds themselves. A path to the result may end at
/// any of `results`. All are dense indices; unknown ones are ignored.
pub fn find_kin(adjacency: &Adjacency, seeds: &[u32], kin: Kin, results: &[u32]) -> Vec<u32> {
    let inputs = |vertex: u32| adjacency.inputs(vertex).iter();
    let outputs = |vertex: u32| adjacency.outputs(vertex).iter();
    let mut found = Marks::new(adjacency.len());
    match kin {
        Kin::Inputs => found.insert_all(seeds.iter().flat_map(|&seed| inputs(seed))),
        Kin::Outputs => found.insert_all(seeds.iter().flat_map(|&seed| outputs(seed))),
        Kin::Neighbours => {
            found.insert_all(
                seeds
                    .iter()
                    .flat_map(|&seed| inputs(seed).chain(outputs(seed))),
            );
        }
        Kin::Ancestors => found.insert_reachable(seeds, |vertex| adjacency.inputs(vertex)),
        Kin::Descendants => found.insert_reachable(seeds, |vertex| adjacency.outputs(vertex)),
        Kin::WayToResult => {
            let next = next_steps(adjacency, results);
            for &seed in seeds {
                let mut at = seed;
                while let Some(&step) = next.get(at as usize).filter(|&&step| step != NOWHERE) {
                    // A result leads to itself. A path that was walked before needs no second walk.
                    if step == at || !found.insert(step) {
                        break;
                    }
                    at = step;
                }
            }
        }
    }
    found.remove_all(seeds);
    found.to_list()
}

const NOWHERE: u32 = u32::MAX;

/// For every vertex the next one on a shortest path to one of `results`: breadth first from them.
fn next_steps(adjacency: &Adjacency, results: &[u32]) -> Vec<u32> {
    let mut next = vec![NOWHERE; adjacency.len()];
    let mut queue: Vec<u32> = Vec::new();
    for &result in results {
        if let Some(slot) = next.get_mut(result as usize) {
            *slot = result;
            queue.push(result);
        }
    }
    let mut head = 0;
    while let Some(&vertex) = queue.get(head) {
        head += 1;
        for &input in adjacency.inputs(vertex) {
            if next[input as usize] == NOWHERE {
                next[input as usize] = vertex;
                queue.push(input);
            }
        }
    }
    next
}

/// The vertices that were found.
struct Marks(Vec<bool>);

impl Marks {
    fn new(vertices: usize) -> Self {
        Self(vec![false; vertices])
    }

    /// Marks a vertex. Returns whether it was unmarked.
    fn insert(&mut self, vertex: u32) -> bool {
        match self.0.get_mut(vertex as usize) {
            Some(mark) => !std::mem::replace(mark, true),
            None => false,
        }
    }

    fn insert_all<'a>(&mut self, vertices: impl Iterator<Item = &'a u32>) {
        vertices.for_each(|&vertex| {
            self.insert(vertex);
        });
    }

    /// Marks every vertex that can be reached from the seeds.
    fn insert_reachable<'a>(&mut self, seeds: &[u32], onward: impl Fn(u32) -> &'a [u32]) {
        let mut stack: Vec<u32> = seeds
            .iter()
            .copied()
            .filter(|&seed| self.insert(seed))
            .collect();
        while let Some(vertex) = stack.pop() {
            stack.extend(onward(vertex).iter().filter(|&&other| self.insert(other)));
        }
    }

    fn remove_all(&mut self, vertices: &[u32]) {
        for &vertex in vertices {
            if let Some(mark) = self.0.get_mut(vertex as usize) {
                *mark = false;
            }
        }
    }

    /// The marked vertices, ascending.
    fn to_list(&self) -> Vec<u32> {
        let marked = self.0.iter().enumerate().filter(|&(_, &mark)| mark);
        marked.map(|(vertex, _)| vertex as u32).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::GraphIndex;
    use bevy::prelude::Entity;
    use proptest::prelude::*;

    fn build_adjacency(vertices: usize, ends: &[[u32; 2]]) -> Adjacency {
        let mut index = GraphIndex::default();
        index.vertices = vec![Entity::PLACEHOLDER; vertices];
        index.ends = ends.to_vec();
        let mut adjacency = Adjacency::default();
        adjacency.updated(&index);
        adjacency
    }

    #[test]
    fn kin_of_a_small_family() {
        // 0 → 2 → 3 → 5, 1 → 2, 0 → 4 → 5, and 6 by itself.
        let adjacency = build_adjacency(7, &[[0, 2], [2, 3], [3, 5], [1, 2], [0, 4], [4, 5]]);
        let of = |seeds: &[u32], which| find_kin(&adjacency, seeds, which, &[5]);
        assert_eq!(of(&[2], Kin::Inputs), [0, 1]);
        assert_eq!(of(&[0], Kin::Outputs), [2, 4]);
        assert_eq!(of(&[2], Kin::Neighbours), [0, 1, 3]);
        assert_eq!(of(&[3], Kin::Ancestors), [0, 1, 2]);
        assert_eq!(of(&[0], Kin::Descendants), [2, 3, 4, 5]);
        assert_eq!(of(&[0], Kin::WayToResult), [4, 5]);
        assert_eq!(of(&[1, 2], Kin::WayToResult), [3, 5]);
        assert_eq!(of(&[6, 99], Kin::WayToResult), [] as [u32; 0]);
        assert_eq!(of(&[5], Kin::Descendants), [] as [u32; 0]);
    }

    proptest! {
        /// Cycles, loops and double edges included.
        #[test]
        fn ancestors_and_descendants_mirror_each_other(
            ends in prop::collection::vec([0_u32..12, 0_u32..12], 0..40),
        ) {
            let adjacency = build_adjacency(12, &ends);
            let all = |vertex, which| find_kin(&adjacency, &[vertex], which, &[]);
            for a in 0..12 {
                for b in (0..12).filter(|&b| b != a) {
                    prop_assert_eq!(
                        all(a, Kin::Descendants).contains(&b),
                        all(b, Kin::Ancestors).contains(&a)
                    );
                    let way = find_kin(&adjacency, &[a], Kin::WayToResult, &[b]);
                    prop_assert_eq!(way.contains(&b), all(a, Kin::Descendants).contains(&b));
                }
            }
        }
    }
}
