//! The chain of coarser graphs: what it is, that edits lead where a new start leads,
//! and what they cost.

use std::collections::{BTreeMap, BTreeSet};

use gradswarm::layout::coarsening::{COARSEST, Chain, Edit, EditError, Level, View};
use proptest::prelude::*;

/// Edges by id, with the vertices 0 to n − 1.
#[derive(Clone, Debug, Default)]
struct Graph {
    vertices: BTreeSet<u32>,
    edges: BTreeMap<u32, [u32; 2]>,
}

impl Graph {
    fn new(n: u32, edges: impl IntoIterator<Item = [u32; 2]>) -> Self {
        Self {
            vertices: (0..n).collect(),
            edges: (0..).zip(edges).collect(),
        }
    }

    fn chain(&self) -> Chain {
        let edges = self.edges.values().copied();
        Chain::build(self.vertices.iter().copied(), edges).unwrap()
    }

    /// Applies an edit to the plain graph that the chain is compared with.
    fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        match edit {
            Edit::AddVertex(id) => self
                .vertices
                .insert(id)
                .then_some(())
                .ok_or(EditError::VertexExists(id)),
            Edit::RemoveVertex(id) => {
                self.edges.retain(|_, ends| !ends.contains(&id));
                self.vertices
                    .remove(&id)
                    .then_some(())
                    .ok_or(EditError::UnknownVertex(id))
            }
            Edit::AddEdge(ends) => {
                if let Some(&end) = ends.iter().find(|end| !self.vertices.contains(end)) {
                    return Err(EditError::UnknownVertex(end));
                }
                let free = self.edges.last_key_value().map_or(0, |(&last, _)| last + 1);
                self.edges.insert(free, ends);
                Ok(())
            }
            // Any of those between the two; there are no edges inside one vertex.
            Edit::RemoveEdge([a, b]) => {
                let same = |ends: &[u32; 2]| a != b && (*ends == [a, b] || *ends == [b, a]);
                let found = self.edges.iter().find(|(_, ends)| same(ends));
                let edge = found.map(|(&edge, _)| edge);
                edge.and_then(|edge| self.edges.remove(&edge))
                    .map(|_| ())
                    .ok_or(EditError::UnknownEdge([a, b]))
            }
        }
    }
}

fn path(n: u32) -> Graph {
    Graph::new(n, (1..n).map(|i| [i - 1, i]))
}

fn tree(n: u32) -> Graph {
    Graph::new(n, (1..n).map(|i| [(i - 1) / 2, i]))
}

fn star(leaves: u32) -> Graph {
    Graph::new(leaves + 1, (1..=leaves).map(|i| [0, i]))
}

fn grid(side: u32) -> Graph {
    let right = (0..side * side).filter(move |i| i % side + 1 < side);
    let down = 0..side * (side - 1);
    Graph::new(
        side * side,
        right.map(|i| [i, i + 1]).chain(down.map(|i| [i, i + side])),
    )
}

/// Small numbers from a hash, for shuffles and choices.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        ((self.0 >> 33) % bound as u64) as usize
    }
}

/// A random graph of degree 3, loops and parallel edges included.
fn cubic(n: u32) -> Graph {
    let mut dice = Dice(3);
    let mut ends: Vec<u32> = (0..3 * n).map(|i| i / 3).collect();
    for i in (1..ends.len()).rev() {
        ends.swap(i, dice.below(i + 1));
    }
    let (pairs, _) = ends.as_chunks::<2>();
    Graph::new(n, pairs.iter().copied())
}

/// A layer of neurons applied to many samples: the weights are hubs.
fn perceptron(samples: u32, inputs: u32, neurons: u32) -> Graph {
    let weights = inputs * neurons;
    let mut n = weights;
    let mut edges = Vec::new();
    for _ in 0..samples {
        let first = n;
        n += inputs;
        for neuron in 0..neurons {
            let mut sum = None;
            for input in 0..inputs {
                let product = n;
                edges.push([neuron * inputs + input, product]);
                edges.push([first + input, product]);
                n += 1;
                if let Some(sum) = sum {
                    edges.extend([[sum, n], [product, n]]);
                    n += 1;
                }
                sum = Some(n - 1);
            }
        }
    }
    Graph::new(n, edges)
}

fn families() -> Vec<(&'static str, Graph)> {
    let mut apart = grid(12);
    apart.vertices.extend(1_000..1_040);
    apart
        .edges
        .extend([(9_000, [1_000, 1_001]), (9_001, [5, 5])]);
    vec![
        ("grid", grid(40)),
        ("tree", tree(8191)),
        ("path", path(1600)),
        ("star", star(499)),
        ("cubic", cubic(1000)),
        ("perceptron", perceptron(40, 6, 6)),
        ("components", apart),
    ]
}

/// Everything that a chain promises, looked up in the chain itself.
fn check(chain: &mut Chain, vertices: usize) {
    for level in chain.levels() {
        for id in level.ids() {
            let partner = level.partner(id);
            let earlier = |id: u32, than: u32| {
                let partner = level.partner(id);
                level
                    .neighbours(id)
                    .take_while(|&(other, _)| other != than)
                    .any(|(other, _)| Some(other) == partner)
            };
            // An edge is matched if and only if no earlier one at its ends is.
            for (other, count) in level.neighbours(id) {
                assert!(count > 0 && other != id);
                let blocked = earlier(id, other) || earlier(other, id);
                assert_eq!(partner == Some(other), !blocked);
            }
            let pair = |id: u32| level.partner(id).map(|partner| id.min(partner));
            let parent = match (partner, level.neighbours(id).next()) {
                (Some(_), _) => pair(id),
                (None, Some((anchor, _))) => pair(anchor),
                (None, None) => Some(id),
            };
            assert_eq!(level.parent(id), parent);
            if let Some(partner) = partner {
                assert_eq!(level.partner(partner), Some(id));
                assert!(level.neighbours(id).any(|(other, _)| other == partner));
            }
        }
    }
    for level in chain.levels() {
        assert!(level.ids().is_sorted_by(|a, b| a < b));
        let mass: u32 = level.ids().filter_map(|id| level.mass(id)).sum();
        assert_eq!(mass as usize, vertices, "every level holds every vertex");
    }
    for pair in chain.levels().windows(2) {
        check_step(&pair[0], &pair[1]);
    }
    let last = &chain.levels()[chain.levels().len() - 1];
    assert!(last.len() < COARSEST || last.edge_count() == 0);
    let views = chain.views().to_vec();
    assert_eq!(views.len(), chain.levels().len() - 1);
    for (view, pair) in views.iter().zip(chain.levels().windows(2)) {
        check_view(view, &pair[1], &pair[0]);
    }
}

/// The coarser level is the finer one with its vertices merged.
fn check_step(fine: &Level, coarse: &Level) {
    assert!(fine.len() >= COARSEST && fine.edge_count() > 0);
    let mut masses = BTreeMap::new();
    for id in fine.ids() {
        *masses.entry(fine.parent(id).unwrap()).or_insert(0) += fine.mass(id).unwrap();
    }
    let mut counts = BTreeMap::new();
    for (ends, count) in fine.edges() {
        let mut parents = ends.map(|end| fine.parent(end).unwrap());
        parents.sort_unstable();
        if parents[0] != parents[1] {
            *counts.entry(parents).or_insert(0) += count;
        }
    }
    let found = coarse.ids().map(|id| (id, coarse.mass(id).unwrap()));
    assert!(masses.into_iter().eq(found));
    let found: BTreeMap<[u32; 2], u32> = coarse.edges().collect();
    assert_eq!(found.len(), coarse.edge_count(), "no edge is there twice");
    assert_eq!(counts, found);
    let alone = fine
        .ids()
        .filter(|&id| fine.neighbours(id).next().is_none());
    let alone = alone.count();
    assert!(coarse.len() <= alone + (fine.len() - alone) / 2);
}

/// The view is the level, and says where the finer one's vertices are in it.
fn check_view(view: &View, level: &Level, finer: &Level) {
    let id = |index: u32| view.ids[index as usize];
    assert!(level.ids().eq(view.ids.iter().copied()));
    let masses = level.ids().map(|id| level.mass(id).unwrap() as f32);
    assert!(masses.eq(view.masses.iter().copied()));
    let edges = view.edges.iter().map(|&ends| ends.map(id));
    let edges = edges.zip(view.counts.iter().copied());
    assert!(edges.eq(level.edges().map(|(ends, count)| (ends, count as f32))));
    let parents = finer.ids().map(|id| finer.parent(id).unwrap());
    assert!(parents.eq(view.parents.iter().map(|&parent| id(parent))));
}

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
