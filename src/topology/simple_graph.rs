//! The simple undirected graph that layouts are measured against.

use super::{adjacency::Adjacency, search::BreadthFirstSearch};

/// Neighbour lists without loops and without repetitions, each in ascending order.
#[derive(Clone, Debug)]
pub struct SimpleGraph {
    adjacency: Adjacency,
}

impl SimpleGraph {
    /// The graph of `vertices` vertices with these edges. Edges that end beyond the last vertex
    /// are left out.
    pub fn new(vertices: usize, edges: &[[u32; 2]]) -> Self {
        let mut arcs: Vec<[u32; 2]> = edges
            .iter()
            .filter(|[a, b]| a != b && (*a.max(b) as usize) < vertices)
            .flat_map(|&[a, b]| [[a, b], [b, a]])
            .collect();
        arcs.sort_unstable();
        arcs.dedup();
        Self {
            adjacency: Adjacency::from_arcs(vertices, arcs.iter().copied()),
        }
    }

    /// The adjacency of the graph.
    pub fn adjacency(&self) -> &Adjacency {
        &self.adjacency
    }

    /// The number of vertices.
    pub fn len(&self) -> usize {
        self.adjacency.len()
    }

    /// Whether there is no vertex.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbours of a vertex, in ascending order.
    pub fn neighbours(&self, vertex: usize) -> &[u32] {
        self.adjacency.neighbours(vertex as u32)
    }

    /// Every edge once, its lower end first.
    pub fn edges(&self) -> impl Iterator<Item = [usize; 2]> + '_ {
        (0..self.len()).flat_map(move |from| {
            self.neighbours(from)
                .iter()
                .map(move |&to| [from, to as usize])
                .filter(|[from, to]| from < to)
        })
    }
}

/// Repeated breadth-first searches in one simple graph.
#[derive(Debug)]
pub struct Search<'a> {
    graph: &'a SimpleGraph,
    search: BreadthFirstSearch,
}

impl<'a> Search<'a> {
    /// Creates a search in `graph`.
    pub fn new(graph: &'a SimpleGraph) -> Self {
        Self {
            graph,
            search: BreadthFirstSearch::new(graph.len()),
        }
    }

    /// Visits every vertex up to `hops` away from `from`, nearest first, with its distance. The
    /// start itself is left out.
    pub fn visit_within(
        &mut self,
        from: usize,
        hops: u32,
    ) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.search.clear();
        self.search
            .visit_from(&self.graph.adjacency, from as u32, hops);
        let distances = self.search.distances();
        self.search.reached()[1..]
            .iter()
            .map(move |&vertex| (vertex as usize, distances[vertex as usize]))
    }

    /// Whether the last search reached `vertex`, the start included.
    pub fn has_reached(&self, vertex: usize) -> bool {
        self.search.has_reached(vertex as u32)
    }
}
