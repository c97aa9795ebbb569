//! Components: connected ones of an undirected graph, strongly connected ones of a directed graph.

use super::{adjacency::Adjacency, union_find::UnionFind};

/// The connected components of an undirected graph, numbered in the order of their first vertices.
#[derive(Debug)]
pub struct ConnectedComponents {
    /// The component of each vertex.
    pub component_of: Vec<u32>,
    /// The number of components.
    pub count: usize,
}

impl ConnectedComponents {
    /// Finds the components of a graph.
    pub fn new(vertices: usize, edges: &[[u32; 2]]) -> Self {
        let mut sets = UnionFind::new(vertices as u32);
        for &[a, b] in edges {
            sets.join_sets(a, b);
        }
        let mut component_of = Vec::with_capacity(vertices);
        let mut number_of_root = vec![NONE; vertices];
        let mut count = 0;
        for vertex in 0..vertices as u32 {
            let number = &mut number_of_root[sets.find_root(vertex) as usize];
            if *number == NONE {
                *number = count;
                count += 1;
            }
            component_of.push(*number);
        }
        Self {
            component_of,
            count: count as usize,
        }
    }
}

/// Marks a vertex or set without a number.
const NONE: u32 = u32::MAX;

/// The strongly connected component of each vertex, numbered sinks first, and the
/// vertices in the order of their components. R. Tarjan, *Depth-first search and
/// linear graph algorithms*, 1972, without recursion: a chain may be a million long.
pub fn find_strong_components(vertices: usize, forward: &Adjacency) -> (Vec<u32>, Vec<u32>) {
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
            if let Some(&target) = forward.neighbours(*vertex).get(place) {
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
