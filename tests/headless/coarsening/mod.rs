//! Tests that the levels of a chain of coarser graphs are matchings, whatever the graph.

mod costs;
mod edits;
mod graphs;
mod invariants;

use std::collections::BTreeMap;

use gradswarm::layout::coarsening::{COARSEST, Chain, Level};

use graphs::{Graph, families, star};
use invariants::check;

#[test]
fn every_level_is_the_first_maximal_matching_of_the_one_below() {
    for (name, graph) in families() {
        let mut chain = graph.chain();
        check(&mut chain, graph.vertices.len());
        let sizes: Vec<usize> = chain.levels().iter().map(Level::len).collect();
        if name != "components" {
            for pair in sizes.windows(2) {
                assert!(pair[1] * 10 <= pair[0] * 7, "{name}: {sizes:?}");
            }
            assert!(sizes[sizes.len() - 1] < COARSEST, "{name}: {sizes:?}");
        }
    }
}

#[test]
fn a_star_becomes_one_vertex_and_scattered_vertices_stay() {
    let mut chain = star(499).chain();
    let views = chain.views();
    assert_eq!(views.len(), 1);
    assert_eq!(views[0].masses, [500.0]);
    assert_eq!(views[0].parents, [0; 500]);

    let mut chain = Graph::new(100, []).chain();
    assert_eq!((chain.levels().len(), chain.levels()[0].len()), (1, 100));
    assert_eq!(chain.views(), []);
    let mut empty = Chain::new();
    assert_eq!((empty.levels().len(), empty.levels()[0].len()), (1, 0));
    assert_eq!(empty.views(), []);
}

#[test]
fn parallel_edges_count_and_loops_do_not() {
    let chain = Graph::new(3, [[0, 1], [1, 0], [1, 1], [2, 1], [0, 1]]).chain();
    let level = &chain.levels()[0];
    let neighbours: BTreeMap<u32, u32> = level.neighbours(1).collect();
    assert_eq!(neighbours, BTreeMap::from([(0, 3), (2, 1)]));
    assert_eq!(level.edge_count(), 2);
    assert!((0..3).all(|id| level.parent(id) == level.parent(1)));
}
