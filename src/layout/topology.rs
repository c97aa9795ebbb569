//! What a graph's shape says of each vertex: depth, distance, degree. Plain functions
//! on dense indices, linear in vertices and edges.

use super::hash;

/// By what a graph is known again: its sizes, and a digest of its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The number of its vertices.
    pub vertices: usize,
    edges: usize,
    digest: u64,
}

impl Fingerprint {
    /// That of the graph with these edges, between dense indices.
    pub fn of(vertices: usize, edges: &[[u32; 2]]) -> Self {
        Self {
            vertices,
            edges: edges.len(),
            digest: hash::digest(edges.iter().map(|&ends| hash::pack_ends(ends))),
        }
    }
}

/// Marks what has not been visited.
const NONE: u32 = u32::MAX;

/// Neighbours of each vertex, side by side in one array.
struct Adjacency {
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Adjacency {
    fn new(vertices: usize, pairs: impl Iterator<Item = [u32; 2]> + Clone) -> Self {
        let mut starts = vec![0u32; vertices + 1];
        for [from, _] in pairs.clone() {
            starts[from as usize + 1] += 1;
        }
        for vertex in 0..vertices {
            starts[vertex + 1] += starts[vertex];
        }
        let mut free = starts.clone();
        let mut targets = vec![0; starts[vertices] as usize];
        for [from, to] in pairs {
            let place = &mut free[from as usize];
            targets[*place as usize] = to;
            *place += 1;
        }
        Self { starts, targets }
    }

    fn of(&self, vertex: u32) -> &[u32] {
        let vertex = vertex as usize;
        &self.targets[self.starts[vertex] as usize..self.starts[vertex + 1] as usize]
    }
}

/// The number of edge ends at each vertex; a loop counts twice.
pub fn degrees(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    let mut degrees = vec![0; vertices];
    for &end in ends.iter().flatten() {
        degrees[end as usize] += 1;
    }
    degrees
}

/// The number of edges on the longest directed path that ends at each vertex. A
/// vertex that can reach itself again is as deep as all those on its cycles: each
/// strongly connected component counts as one vertex.
pub fn depths(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    let forward = Adjacency::new(vertices, ends.iter().copied());
    let (component, order) = components(vertices, &forward);
    let mut deepest = vec![
        0u32;
        order
            .last()
            .map_or(0, |&last| component[last as usize] as usize + 1)
    ];
    // Components are found sinks first: backwards, every source comes before its targets.
    for &vertex in order.iter().rev() {
        let own = component[vertex as usize];
        let next = deepest[own as usize] + 1;
        for &target in forward.of(vertex) {
            let other = component[target as usize];
            if other != own {
                let depth = &mut deepest[other as usize];
                *depth = (*depth).max(next);
            }
        }
    }
    component
        .iter()
        .map(|&component| deepest[component as usize])
        .collect()
}

/// The layer of each vertex in a drawing from the sources to the sinks: its depth, but
/// where nothing leads to a vertex, the layer before the first of those that it leads to.
/// A parameter of a network stands where it is used, not far off among the data.
pub fn layers(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    let mut layers = depths(vertices, ends);
    let mut nearest = vec![NONE; vertices];
    for &[source, target] in ends {
        if source != target && layers[source as usize] == 0 {
            let near = &mut nearest[source as usize];
            *near = (*near).min(layers[target as usize]);
        }
    }
    for (layer, near) in layers.iter_mut().zip(nearest) {
        // Nothing is left to do where it leads nowhere, or around in a cycle.
        if near != NONE {
            *layer = near.saturating_sub(1);
        }
    }
    layers
}

/// The strongly connected component of each vertex, numbered sinks first, and the
/// vertices in the order of their components. R. Tarjan, *Depth-first search and
/// linear graph algorithms*, 1972, without recursion: a chain may be a million long.
fn components(vertices: usize, forward: &Adjacency) -> (Vec<u32>, Vec<u32>) {
    let mut component = vec![NONE; vertices];
    let mut order = Vec::with_capacity(vertices);
    let (mut found, mut low) = (vec![NONE; vertices], vec![0u32; vertices]);
    let (mut stack, mut path) = (Vec::new(), Vec::<(u32, u32)>::new());
    let (mut clock, mut count) = (0, 0);
    for root in 0..vertices as u32 {
        if found[root as usize] != NONE {
            continue;
        }
        path.push((root, 0));
        while let Some((vertex, next)) = path.last_mut() {
            let (v, place) = (*vertex as usize, *next as usize);
            if place == 0 {
                (found[v], low[v]) = (clock, clock);
                clock += 1;
                stack.push(*vertex);
            }
            *next += 1;
            if let Some(&target) = forward.of(*vertex).get(place) {
                let t = target as usize;
                if found[t] == NONE {
                    path.push((target, 0));
                } else if component[t] == NONE {
                    low[v] = low[v].min(found[t]);
                }
                continue;
            }
            path.pop();
            if low[v] == found[v] {
                while let Some(member) = stack.pop() {
                    component[member as usize] = count;
                    order.push(member);
                    if member as usize == v {
                        break;
                    }
                }
                count += 1;
            }
            if let Some(&(parent, _)) = path.last() {
                low[parent as usize] = low[parent as usize].min(low[v]);
            }
        }
    }
    (component, order)
}

/// The number of edges on the shortest path to each vertex from the first vertex of
/// its part of the graph; edges have no direction.
pub fn distances(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    Around::new(vertices, ends).distances(0..vertices as u32)
}

/// About the length of the longest shortest path, from one of its ends to the other; edges have
/// no direction. It is found from what is farthest from the first vertex: in a tree exactly.
pub fn span(vertices: usize, ends: &[[u32; 2]]) -> u32 {
    let around = Around::new(vertices, ends);
    let farthest = |distances: &[u32]| -> (u32, u32) {
        let far = distances.iter().copied().zip(0u32..).max();
        far.unwrap_or_default()
    };
    let (_, end) = farthest(&around.distances(0..vertices as u32));
    let order = std::iter::once(end).filter(|_| vertices > 0);
    farthest(&around.distances(order.chain(0..vertices as u32))).0
}

/// The neighbours of each vertex, whichever way edges point.
struct Around(Adjacency);

impl Around {
    fn new(vertices: usize, ends: &[[u32; 2]]) -> Self {
        let both = ends.iter().flat_map(|&[a, b]| [[a, b], [b, a]]);
        Self(Adjacency::new(vertices, both))
    }

    /// How far each vertex is from the one of its part that `firsts` names first; they name
    /// one of each part at least.
    fn distances(&self, firsts: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut distances = vec![NONE; self.0.starts.len() - 1];
        let mut queue = std::collections::VecDeque::new();
        for first in firsts {
            if distances[first as usize] != NONE {
                continue;
            }
            distances[first as usize] = 0;
            queue.push_back(first);
            while let Some(vertex) = queue.pop_front() {
                let next = distances[vertex as usize] + 1;
                for &other in self.0.of(vertex) {
                    if distances[other as usize] == NONE {
                        distances[other as usize] = next;
                        queue.push_back(other);
                    }
                }
            }
        }
        distances
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_diamonds_and_parts() {
        assert_eq!(depths(4, &[[0, 1], [1, 2], [2, 3]]), [0, 1, 2, 3]);
        // The longest way counts: 0 → 3 is an edge, too.
        assert_eq!(depths(4, &[[0, 3], [0, 1], [1, 2], [2, 3]]), [0, 1, 2, 3]);
        assert_eq!(depths(4, &[[3, 2], [1, 0]]), [1, 0, 1, 0]);
        assert_eq!(depths(2, &[]), [0, 0]);
        assert_eq!(depths(0, &[]), Vec::<u32>::new());
        assert_eq!(
            distances(4, &[[0, 3], [0, 1], [1, 2], [2, 3]]),
            [0, 1, 2, 1]
        );
        assert_eq!(distances(4, &[[3, 2], [1, 0]]), [0, 1, 0, 1]);
        assert_eq!(degrees(3, &[[0, 1], [1, 1]]), [1, 3, 0]);
    }

    #[test]
    fn the_longest_shortest_path_is_found_from_its_end() {
        assert_eq!(span(0, &[]), 0);
        assert_eq!(span(3, &[]), 0);
        // From the middle of a path, and beside a shorter part.
        assert_eq!(span(7, &[[0, 1], [1, 2], [3, 0], [4, 3], [5, 6]]), 4);
        let ring: Vec<_> = (0..10u32).map(|v| [v, (v + 1) % 10]).collect();
        assert_eq!(span(10, &ring), 5);
    }

    #[test]
    fn what_nothing_leads_to_stands_before_its_first_use() {
        // 4 is first used at depth 2; 5 leads nowhere.
        let ends = [[0, 1], [1, 2], [2, 3], [4, 2], [4, 3]];
        assert_eq!(layers(6, &ends), [0, 1, 2, 3, 1, 0]);
        // Two in a cycle are one layer; what leads to it stands before.
        assert_eq!(layers(4, &[[0, 1], [1, 0], [1, 2], [3, 2]]), [0, 0, 1, 0]);
    }

    #[test]
    fn a_cycle_is_as_deep_as_its_entrance() {
        // 0 → {1, 2, 3 in a ring} → 4, and 4 has a loop.
        let ends = [[0, 1], [1, 2], [2, 3], [3, 1], [3, 4], [4, 4]];
        assert_eq!(depths(5, &ends), [0, 1, 1, 1, 2]);
    }

    #[test]
    fn a_binary_tree_is_as_deep_as_it_says_and_a_long_path_needs_no_stack() {
        let ends: Vec<_> = (1..1023u32).map(|child| [(child - 1) / 2, child]).collect();
        let depths_of = depths(1023, &ends);
        assert_eq!(depths_of, distances(1023, &ends));
        assert_eq!(depths_of[1022], 9);
        let path: Vec<_> = (1..200_000u32).map(|i| [i - 1, i]).collect();
        assert_eq!(depths(200_000, &path)[199_999], 199_999);
    }

    proptest! {
        #[test]
        fn a_target_is_deeper_than_its_source_where_there_is_no_cycle(
            pairs in prop::collection::vec((0u32..60, 0u32..60), 0..200),
            order in Just((0..60u32).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            // Edges lead from earlier to later in a hidden order: no cycle.
            let ends: Vec<[u32; 2]> = pairs
                .into_iter()
                .filter(|(a, b)| a != b)
                .map(|(a, b)| [order[a.min(b) as usize], order[a.max(b) as usize]])
                .collect();
            let depth = depths(60, &ends);
            let layer = layers(60, &ends);
            for &[source, target] in &ends {
                prop_assert!(depth[target as usize] > depth[source as usize]);
                prop_assert!(layer[target as usize] > layer[source as usize]);
            }
            // Every depth is reached from one that is one less.
            for vertex in 0..60u32 {
                let reached = ends.iter().any(|&[source, target]| {
                    target == vertex && depth[source as usize] + 1 == depth[vertex as usize]
                });
                prop_assert!(reached || depth[vertex as usize] == 0);
            }
        }

        #[test]
        fn depth_never_falls_along_an_edge(
            ends in prop::collection::vec(prop::array::uniform2(0u32..30), 0..90),
        ) {
            let depth = depths(30, &ends);
            for [source, target] in ends {
                prop_assert!(depth[target as usize] >= depth[source as usize]);
            }
        }
    }
}
