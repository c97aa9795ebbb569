//! Numbers of each vertex that follow from the edges alone: degree, depth, layer, distance.

use super::{adjacency::Adjacency, components::find_strong_components, search::BreadthFirstSearch};

/// Marks a vertex without a successor.
const NONE: u32 = u32::MAX;

/// The number of edge ends at each vertex; a loop counts twice.
pub fn degrees(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    let mut degrees = vec![0; vertices];
    for &end in ends.iter().flatten() {
        degrees[end as usize] += 1;
    }
    degrees
}

/// The number of edges on the longest directed path that ends at each vertex. Each strongly
/// connected component counts as one vertex: all vertices on a cycle are equally deep.
pub fn depths(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    let forward = Adjacency::from_arcs(vertices, ends.iter().copied());
    let (component, order) = find_strong_components(vertices, &forward);
    let mut deepest = vec![
        0u32;
        order
            .last()
            .map_or(0, |&last| component[last as usize] as usize + 1)
    ];
    // Components are found sinks first. In reverse, every source precedes its targets.
    for &vertex in order.iter().rev() {
        let own = component[vertex as usize];
        let next = deepest[own as usize] + 1;
        for &target in forward.neighbours(vertex) {
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

/// The layer of each vertex in a drawing from the sources to the sinks: its depth. A source is an
/// exception: it stands in the layer before its first target, so that a parameter of a network
/// stands where it is used and not among the data.
pub fn drawing_layers(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    let mut layers = depths(vertices, ends);
    let mut nearest = vec![NONE; vertices];
    for &[source, target] in ends {
        if source != target && layers[source as usize] == 0 {
            let near = &mut nearest[source as usize];
            *near = (*near).min(layers[target as usize]);
        }
    }
    for (layer, near) in layers.iter_mut().zip(nearest) {
        // A vertex that leads nowhere, or only around a cycle, keeps its depth.
        if near != NONE {
            *layer = near.saturating_sub(1);
        }
    }
    layers
}

/// The number of edges on the shortest path to each vertex from the first vertex of its connected
/// component; edges have no direction.
pub fn distances(vertices: usize, ends: &[[u32; 2]]) -> Vec<u32> {
    let adjacency = Adjacency::from_edges(vertices, ends);
    distances_from(&adjacency, 0..vertices as u32)
}

/// About the number of edges on the longest shortest path; edges have no direction. It is searched
/// from the vertex that is farthest from the first one of its component: exact in a tree, a lower
/// bound elsewhere.
pub fn longest_path(vertices: usize, ends: &[[u32; 2]]) -> u32 {
    let adjacency = Adjacency::from_edges(vertices, ends);
    let farthest = |distances: &[u32]| -> (u32, u32) {
        let far = distances.iter().copied().zip(0u32..).max();
        far.unwrap_or_default()
    };
    let (_, end) = farthest(&distances_from(&adjacency, 0..vertices as u32));
    let order = std::iter::once(end).filter(|_| vertices > 0);
    farthest(&distances_from(&adjacency, order.chain(0..vertices as u32))).0
}

/// The distance of each vertex from the one of its component that `starts` names first. `starts`
/// must name at least one vertex of each component.
fn distances_from(adjacency: &Adjacency, starts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut search = BreadthFirstSearch::new(adjacency.len());
    for start in starts {
        search.visit_from(adjacency, start, u32::MAX);
    }
    search.into_distances()
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
        assert_eq!(longest_path(0, &[]), 0);
        assert_eq!(longest_path(3, &[]), 0);
        // From the middle of a path, and beside a shorter part.
        assert_eq!(
            longest_path(7, &[[0, 1], [1, 2], [3, 0], [4, 3], [5, 6]]),
            4
        );
        let ring: Vec<_> = (0..10u32).map(|v| [v, (v + 1) % 10]).collect();
        assert_eq!(longest_path(10, &ring), 5);
    }

    #[test]
    fn what_nothing_leads_to_stands_before_its_first_use() {
        // 4 is first used at depth 2; 5 leads nowhere.
        let ends = [[0, 1], [1, 2], [2, 3], [4, 2], [4, 3]];
        assert_eq!(drawing_layers(6, &ends), [0, 1, 2, 3, 1, 0]);
        // Two in a cycle are one layer; what leads to it stands before.
        assert_eq!(
            drawing_layers(4, &[[0, 1], [1, 0], [1, 2], [3, 2]]),
            [0, 0, 1, 0]
        );
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
            let layer = drawing_layers(60, &ends);
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
