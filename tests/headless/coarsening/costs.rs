//! Tests that an edit is cheap on every level, however large the graph.

use gradswarm::layout::coarsening::Edit;

use super::graphs::{Dice, Graph, cubic, grid, path, star, tree};

#[test]
fn a_hub_gains_and_loses_edges_cheaply() {
    let graph = star(65_000);
    let mut chain = graph.chain();
    for round in 0..200 {
        // Its matched edge every other time: the hub seeks, and finds the next one.
        let leaf = match chain.levels()[0].partner(0) {
            Some(partner) if round % 2 == 0 => partner,
            _ => 1 + round * 300,
        };
        let before: u64 = chain.work().iter().sum();
        chain.apply(&[Edit::RemoveEdge([0, leaf])]).unwrap();
        chain.apply(&[Edit::AddEdge([leaf, 0])]).unwrap();
        let work = chain.work().iter().sum::<u64>() - before;
        assert!(work <= 60, "{work}");
    }
    assert!(chain == graph.chain());
}

/// Counted work of each of 300 random edges removed and added again, by level.
fn costs(graph: &Graph) -> Vec<Vec<u64>> {
    let mut chain = graph.chain();
    let mut dice = Dice(5);
    let edges = graph.edges.values().copied();
    let edges: Vec<[u32; 2]> = edges.filter(|[a, b]| a != b).collect();
    (0..300)
        .map(|_| {
            let ends = edges[dice.below(edges.len())];
            let before = chain.work().to_vec();
            chain.apply(&[Edit::RemoveEdge(ends)]).unwrap();
            chain.apply(&[Edit::AddEdge(ends)]).unwrap();
            let before = before.into_iter().chain(std::iter::repeat(0));
            chain
                .work()
                .iter()
                .zip(before)
                .map(|(a, b)| a - b)
                .collect()
        })
        .collect()
}

/// Median and mean of the work up to some level.
fn typical(costs: &[Vec<u64>], levels: usize) -> [f64; 2] {
    let mut sums: Vec<u64> = costs
        .iter()
        .map(|cost| cost.iter().take(levels).sum())
        .collect();
    sums.sort_unstable();
    let mean = sums.iter().sum::<u64>() as f64 / sums.len() as f64;
    [sums[sums.len() / 2] as f64, mean]
}

#[test]
fn an_edit_costs_the_same_on_every_level_however_large_the_graph() {
    let families: [(&str, fn(u32) -> Graph); 3] = [
        ("path", path),
        ("tree", tree),
        ("grid", |n| grid(n.isqrt())),
    ];
    for (name, family) in families {
        let mut first = None;
        for n in [1_000, 10_000, 100_000] {
            let graph = family(n);
            let levels = graph.chain().levels().len();
            let costs = costs(&graph);
            let all = typical(&costs, levels).map(|work| work / levels as f64);
            let lower = typical(&costs, 3);
            let (all_first, lower_first) = *first.get_or_insert((all, lower));
            for statistic in 0..2 {
                assert!(
                    all[statistic] <= 1.5 * all_first[statistic],
                    "{name} of {n}: {all:?} a level, {all_first:?} when small"
                );
                assert!(
                    lower[statistic] <= 1.5 * lower_first[statistic],
                    "{name} of {n}: {lower:?} on three levels, {lower_first:?} when small"
                );
            }
        }
    }
}

/// On an expander the neighbourhood of a change grows with every level, until it is the
/// whole level: flat below, and bounded by a rebuild above.
#[test]
fn on_an_expander_an_edit_costs_at_most_a_rebuild() {
    let mut first = None;
    for n in [1_000, 10_000] {
        let graph = cubic(n);
        let rebuild: u64 = graph.chain().work().iter().sum();
        let costs = costs(&graph);
        let lower = typical(&costs, 3);
        let lower_first = *first.get_or_insert(lower);
        for statistic in 0..2 {
            assert!(
                lower[statistic] <= 1.5 * lower_first[statistic],
                "cubic of {n}: {lower:?} on three levels, {lower_first:?} when small"
            );
        }
        let most = costs.iter().map(|cost| cost.iter().sum()).max();
        assert!(
            most <= Some(2 * rebuild),
            "{most:?} for two edits, {rebuild}"
        );
    }
}
