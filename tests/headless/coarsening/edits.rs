//! Tests that edits lead where a new start leads, and that senseless ones are refused.

use gradswarm::layout::coarsening::{Chain, Edit, EditError};
use proptest::prelude::*;

use super::{
    graphs::{Dice, Graph, cubic, families, grid, path, perceptron, star, tree},
    invariants::check,
};

#[test]
fn senseless_edits_are_refused_and_leave_no_trace() {
    let graph = grid(8);
    let mut chain = graph.chain();
    let refused = chain.apply(&[
        Edit::AddVertex(3),
        Edit::RemoveVertex(64),
        Edit::AddEdge([1, u32::MAX]),
        Edit::RemoveEdge([0, 9]),
        Edit::AddEdge([5, 5]),
        Edit::RemoveEdge([5, 5]),
    ]);
    assert_eq!(
        refused,
        Err(vec![
            EditError::VertexExists(3),
            EditError::UnknownVertex(64),
            EditError::UnknownVertex(u32::MAX),
            EditError::UnknownEdge([0, 9]),
            EditError::UnknownEdge([5, 5]),
        ])
    );
    assert_eq!(chain, graph.chain());
    assert_eq!(Chain::build([1, 2, 1], []), Err(EditError::VertexExists(1)));
    assert_eq!(
        Chain::build([1, 2], [[1, 3]]),
        Err(EditError::UnknownVertex(3))
    );
}

#[test]
fn views_are_laid_out_anew_only_where_something_changed() {
    let graph = grid(20);
    let mut chain = graph.chain();
    let versions = |chain: &mut Chain| -> Vec<[u64; 2]> {
        chain.views().iter().map(|view| view.versions).collect()
    };
    let before = versions(&mut chain);
    // A loop is in no level, and an edge inside a coarse vertex in the finest only.
    chain.apply(&[Edit::AddEdge([7, 7])]).unwrap();
    assert_eq!(versions(&mut chain), before);
    let partner = chain.levels()[0].partner(7).unwrap();
    chain.apply(&[Edit::AddEdge([7, partner])]).unwrap();
    let after = versions(&mut chain);
    assert_eq!(after[0][0], before[0][0]);
    assert_ne!(after[0][1], before[0][1]);
    assert_eq!(after[1..], before[1..]);
}

/// Edits of a graph of about 200 vertices; numbers choose among what is there.
fn edit(graph: &Graph, kind: u8, a: u32, b: u32) -> Edit {
    let vertex = |choice: u32| {
        let n = graph.vertices.len().max(1);
        let mut ids = graph.vertices.iter().copied();
        ids.nth(choice as usize % n).unwrap_or(choice)
    };
    match kind {
        0 => Edit::AddVertex(a % 400),
        1 => Edit::AddVertex(u32::MAX - a % 4),
        2 | 3 => Edit::RemoveVertex(vertex(a)),
        4 => Edit::RemoveVertex(0),
        5 => Edit::AddEdge([0, a % 400]),
        6..12 => Edit::AddEdge([vertex(a), vertex(b)]),
        12 => Edit::RemoveEdge([vertex(a), b % 400]),
        _ => {
            let n = graph.edges.len().max(1);
            let mut edges = graph.edges.values().copied();
            let [source, target] = edges.nth(a as usize % n).unwrap_or([a, b]);
            let turned = b.is_multiple_of(2);
            Edit::RemoveEdge(if turned {
                [target, source]
            } else {
                [source, target]
            })
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_lead_where_a_new_start_leads(
        start in 0usize..7,
        script in prop::collection::vec((0u8..18, any::<u32>(), any::<u32>()), 1..80),
        batch in 1usize..6,
    ) {
        let mut graph = match start {
            0 => star(200),
            1 => path(200),
            2 => grid(14),
            3 => cubic(160),
            4 => tree(200),
            5 => perceptron(6, 3, 4),
            _ => Graph::default(),
        };
        let mut chain = graph.chain();
        for part in script.chunks(batch) {
            let (mut edits, mut refused) = (Vec::new(), Vec::new());
            for &(kind, a, b) in part {
                let edit = edit(&graph, kind, a, b);
                refused.extend(graph.apply(edit).err());
                edits.push(edit);
            }
            prop_assert_eq!(chain.apply(&edits).err().unwrap_or_default(), refused);
            prop_assert!(chain == graph.chain());
        }
        check(&mut chain, graph.vertices.len());
    }
}

/// The same for a long chain that is never rebuilt: vertices leave, and return one
/// edge at a time.
#[test]
fn long_chains_end_where_a_new_start_ends() {
    for (name, mut graph) in families() {
        let mut chain = graph.chain();
        let mut dice = Dice(11);
        for round in 0..40 {
            let ids: Vec<u32> = graph.vertices.iter().copied().collect();
            let gone = if round == 7 {
                0
            } else {
                ids[dice.below(ids.len())]
            };
            let edges = graph.edges.clone();
            let mut edits = vec![Edit::RemoveVertex(gone), Edit::AddVertex(gone)];
            edits.extend(
                edges
                    .iter()
                    .filter(|(_, ends)| ends.contains(&gone))
                    .map(|(_, &ends)| Edit::AddEdge(ends))
                    .rev(),
            );
            let until = 1 + dice.below(edits.len());
            for edit in &edits[..until] {
                graph.apply(*edit).unwrap();
                chain.apply(&[*edit]).unwrap();
            }
        }
        check(&mut chain, graph.vertices.len());
        assert!(chain == graph.chain(), "{name}");
    }
}
