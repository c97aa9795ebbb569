//! Graphs that are not computations: lattices, trees, random graphs, stars, paths. Only trees are
//! directed.

use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

use crate::graph::plain::{Graph, Link, Node};

/// A graph of `count` plain vertices `v1`, `v2`, …, without edges.
pub(super) fn plain_vertices(count: usize) -> Graph {
    Graph {
        nodes: (1..=count)
            .map(|i| Node {
                id: format!("v{i}"),
                ..Node::default()
            })
            .collect(),
        ..Graph::default()
    }
}

/// Adds an edge of strength 1.
pub(super) fn add_edge(graph: &mut Graph, a: usize, b: usize) {
    graph.links.push(Link::new(a as u32, b as u32));
}

/// A cubic lattice with `side`³ vertices.
pub fn cube_lattice(side: usize) -> Graph {
    let mut graph = plain_vertices(side * side * side);
    let at = |x: usize, y: usize, z: usize| (z * side + y) * side + x;
    for z in 0..side {
        for y in 0..side {
            for x in 0..side {
                for (nx, ny, nz) in [(x + 1, y, z), (x, y + 1, z), (x, y, z + 1)] {
                    if nx < side && ny < side && nz < side {
                        add_edge(&mut graph, at(x, y, z), at(nx, ny, nz));
                    }
                }
            }
        }
    }
    graph
}

/// A square lattice with `side`² vertices.
pub fn square_lattice(side: usize) -> Graph {
    let mut graph = plain_vertices(side * side);
    for y in 0..side {
        for x in 0..side {
            if x + 1 < side {
                add_edge(&mut graph, y * side + x, y * side + x + 1);
            }
            if y + 1 < side {
                add_edge(&mut graph, y * side + x, (y + 1) * side + x);
            }
        }
    }
    graph
}

/// A binary tree with 2^(depth+1) − 1 vertices; edges point from parent to child.
pub fn binary_tree(depth: u32) -> Graph {
    let count = (1usize << (depth + 1)) - 1;
    let mut graph = Graph {
        directed: true,
        ..plain_vertices(count)
    };
    for child in 1..count {
        add_edge(&mut graph, (child - 1) / 2, child);
    }
    graph
}

/// A connected random graph: a random tree, then edges between random pairs until the mean degree
/// is `degree`. No loops, no parallel edges.
pub fn random_graph(count: usize, degree: f64, seed: u64) -> Graph {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut graph = plain_vertices(count);
    let mut known = std::collections::BTreeSet::new();
    for vertex in 1..count {
        let other = generator.random_range(0..vertex);
        known.insert((other, vertex));
        add_edge(&mut graph, other, vertex);
    }
    let possible = count * count.saturating_sub(1) / 2;
    let wanted = ((count as f64 * degree / 2.0) as usize).min(possible);
    while graph.links.len() < wanted {
        let (a, b) = (
            generator.random_range(0..count),
            generator.random_range(0..count),
        );
        if a != b && known.insert((a.min(b), a.max(b))) {
            add_edge(&mut graph, a, b);
        }
    }
    graph
}

/// A hub with `leaves` leaves.
pub fn star_graph(leaves: usize) -> Graph {
    let mut graph = plain_vertices(leaves + 1);
    for leaf in 1..=leaves {
        add_edge(&mut graph, 0, leaf);
    }
    graph
}

/// A path of `count` vertices.
pub fn path_graph(count: usize) -> Graph {
    let mut graph = plain_vertices(count);
    for vertex in 1..count {
        add_edge(&mut graph, vertex - 1, vertex);
    }
    graph
}
