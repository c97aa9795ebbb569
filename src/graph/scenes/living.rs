//! Graphs that show how the layout works: rings to compare, a random graph that grows edge by
//! edge, a tree that grows leaf by leaf.

use glam::Vec3;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::shapes::{add_edge, plain_vertices};
use crate::graph::{
    plain::{Graph, Link},
    room::side_with_room,
};

/// The most vertices of a rising random graph: every pair has its own probability.
pub const MOST_RISING: usize = 3000;

/// Two rings of `count` vertices each, tangled in the same way; the second starts to the right of
/// the first.
pub fn tangled_rings(count: usize, seed: u64) -> Graph {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut graph = plain_vertices(2 * count);
    let side = side_with_room(count, 3);
    for vertex in 0..count {
        // Multiples of 1/256, so that moving them aside rounds nothing.
        let place = (random_place(&mut generator, side) * 256.0).round() / 256.0;
        graph.nodes[vertex].position = Some(place - Vec3::X * side);
        graph.nodes[count + vertex].position = Some(place + Vec3::X * side);
    }
    for first in [0, count] {
        for vertex in 0..count {
            add_edge(&mut graph, first + vertex, first + (vertex + 1) % count);
        }
    }
    graph
}

/// A uniformly random place in a cube around the origin.
fn random_place(generator: &mut ChaCha8Rng, side: f32) -> Vec3 {
    let mut place = || (generator.random::<f32>() - 0.5) * side;
    Vec3::new(place(), place(), place())
}

/// The edge probability at which a random graph of `count` vertices has this mean degree.
pub fn chance_for_degree(count: usize, degree: f64) -> f64 {
    (degree / count.saturating_sub(1).max(1) as f64).min(1.0)
}

/// The random graph G(n, p) while p rises from 0 until the mean degree is `degree`: its edges in
/// the order in which they appear, and the p at which each appears.
pub fn rising_graph(count: usize, degree: f64, seed: u64) -> (Graph, Vec<f64>) {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut graph = plain_vertices(count);
    let side = side_with_room(count, 3);
    // Random places: a vertex must not start beside neighbours that it gets only later.
    for node in &mut graph.nodes {
        node.position = Some(random_place(&mut generator, side));
    }
    let most = chance_for_degree(count, degree);
    let mut appear = Vec::new();
    for b in 1..count {
        for a in 0..b {
            // Every pair has its own threshold: the graph at one p is part of any at a greater p.
            let chance = generator.random::<f64>();
            if chance < most {
                appear.push((chance, a, b));
            }
        }
    }
    appear.sort_by(|one, other| one.0.total_cmp(&other.0));
    for &(_, a, b) in &appear {
        add_edge(&mut graph, a, b);
    }
    let chances = appear.into_iter().map(|(chance, ..)| chance).collect();
    (graph, chances)
}

/// A binary search tree into which `count` numbers are inserted in random order. Edges point from
/// parent to child and arrive with the child.
pub fn search_tree(count: usize, seed: u64) -> Graph {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut graph = Graph {
        directed: true,
        ..plain_vertices(count)
    };
    // The number of each vertex, and its children with lesser and greater numbers.
    let mut nodes: Vec<(u64, [Option<usize>; 2])> = Vec::with_capacity(count);
    for vertex in 0..count {
        let number = generator.random::<u64>();
        let mut parent = None;
        let mut next = (vertex > 0).then_some(0);
        while let Some(at) = next {
            let side = usize::from(number >= nodes[at].0);
            parent = Some((at, side));
            next = nodes[at].1[side];
        }
        nodes.push((number, [None; 2]));
        if let Some((parent, side)) = parent {
            nodes[parent].1[side] = Some(vertex);
            graph.links.push(Link {
                own: true,
                ..Link::new(parent as u32, vertex as u32)
            });
        }
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_begin_alike() {
        let graph = tangled_rings(30, 5);
        assert_eq!((graph.nodes.len(), graph.links.len()), (60, 60));
        let places: Vec<Vec3> = graph
            .nodes
            .iter()
            .filter_map(|node| node.position)
            .collect();
        let shift = places[30] - places[0];
        for vertex in 0..30 {
            assert!((places[30 + vertex] - places[vertex]).eq(&shift));
        }
    }

    #[test]
    fn the_edges_of_a_random_graph_appear_in_the_order_of_their_chances() {
        let (graph, chances) = rising_graph(300, 4.0, 1);
        assert_eq!(graph.links.len(), chances.len());
        assert!(chances.is_sorted() && chances.last().is_some_and(|&c| c < 4.0 / 299.0));
        // 600 expected, with a standard deviation of 24.
        assert!((480..720).contains(&chances.len()), "{}", chances.len());
        // The edges at a lesser p are the first ones of those at a greater p.
        let (less, _) = rising_graph(300, 2.0, 1);
        for (a, b) in less.links.iter().zip(&graph.links) {
            assert_eq!((a.source, a.target), (b.source, b.target));
        }
        assert!(rising_graph(2, 64.0, 1).1.len() == 1);
    }

    #[test]
    fn a_search_tree_is_a_tree_with_two_children_at_most() {
        let graph = search_tree(500, 3);
        assert_eq!(graph.links.len(), 499);
        let mut children = vec![0; 500];
        for (child, link) in (1u32..).zip(&graph.links) {
            assert!(link.target == child && link.source < child && link.own);
            children[link.source as usize] += 1;
        }
        assert!(children.iter().all(|&count| count <= 2));
    }
}
