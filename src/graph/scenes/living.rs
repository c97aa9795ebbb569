//! Graphs that show how the layout works: rings to compare, a random graph that grows edge
//! by edge, a tree that grows leaf by leaf.

use glam::Vec3;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use super::shapes::{join, vertices};
use crate::graph::plain::{Graph, Link};

/// The most vertices of a random graph whose every pair has its own chance.
pub const MOST_RISING: usize = 3000;

/// Room of a vertex of a tangle, world units a side.
const ROOM: f32 = 4.0;

/// A ring of `count` vertices, twice, both tangled in the same way: what comes second begins
/// where what comes first does, to its right.
pub fn rings(count: usize, seed: u64) -> Graph {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut graph = vertices(2 * count);
    let side = side_of(count);
    for vertex in 0..count {
        // To a 256th, so that nothing is rounded where it is moved aside.
        let place = (tangled(&mut generator, side) * 256.0).round() / 256.0;
        graph.nodes[vertex].position = Some(place - Vec3::X * side);
        graph.nodes[count + vertex].position = Some(place + Vec3::X * side);
    }
    for first in [0, count] {
        for vertex in 0..count {
            join(&mut graph, first + vertex, first + (vertex + 1) % count);
        }
    }
    graph
}

/// The side of a cube with room for so many vertices.
fn side_of(count: usize) -> f32 {
    // Whole-number roots by search: no libm in anything that positions depend on.
    let cells = (1usize..).find(|side| side.pow(3) >= count).unwrap_or(1);
    cells as f32 * ROOM
}

/// Anywhere in a cube.
fn tangled(generator: &mut ChaCha8Rng, side: f32) -> Vec3 {
    let mut place = || (generator.random::<f32>() - 0.5) * side;
    Vec3::new(place(), place(), place())
}

/// The edge probability at which a random graph of `count` vertices has this mean degree.
pub fn chance_of(count: usize, degree: f64) -> f64 {
    (degree / count.saturating_sub(1).max(1) as f64).min(1.0)
}

/// The random graph G(n, p) with its edges in the order in which they appear while p rises
/// from 0 to where the mean degree is `degree`; with each the p at which it appears.
pub fn rising(count: usize, degree: f64, seed: u64) -> (Graph, Vec<f64>) {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut graph = vertices(count);
    let side = side_of(count);
    // Nobody begins beside those whom it is joined to only later.
    for node in &mut graph.nodes {
        node.position = Some(tangled(&mut generator, side));
    }
    let most = chance_of(count, degree);
    let mut appear = Vec::new();
    for b in 1..count {
        for a in 0..b {
            // Every pair has its own: the graph at one p is part of that at a greater one.
            let chance = generator.random::<f64>();
            if chance < most {
                appear.push((chance, a, b));
            }
        }
    }
    appear.sort_by(|one, other| one.0.total_cmp(&other.0));
    for &(_, a, b) in &appear {
        join(&mut graph, a, b);
    }
    let chances = appear.into_iter().map(|(chance, ..)| chance).collect();
    (graph, chances)
}

/// A binary search tree into which `count` numbers are inserted in random order; edges point
/// from parent to child, and come with the child.
pub fn search_tree(count: usize, seed: u64) -> Graph {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut graph = Graph {
        directed: true,
        ..vertices(count)
    };
    // The number of each vertex, and its lesser and greater child.
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
        let graph = rings(30, 5);
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
        let (graph, chances) = rising(300, 4.0, 1);
        assert_eq!(graph.links.len(), chances.len());
        assert!(chances.is_sorted() && chances.last().is_some_and(|&c| c < 4.0 / 299.0));
        // 600 expected, with a standard deviation of 24.
        assert!((480..720).contains(&chances.len()), "{}", chances.len());
        // The one at a lesser p is the beginning of the one at a greater.
        let (less, _) = rising(300, 2.0, 1);
        for (a, b) in less.links.iter().zip(&graph.links) {
            assert_eq!((a.source, a.target), (b.source, b.target));
        }
        assert!(rising(2, 64.0, 1).1.len() == 1);
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
