//! The simple undirected graph that the quality measures use, and breadth-first search in it.

/// A simple graph as neighbour lists, without loops and repetitions.
#[derive(Clone, Debug)]
pub struct SimpleGraph {
    starts: Vec<u32>,
    neighbours: Vec<u32>,
}

impl SimpleGraph {
    /// The graph of `vertices` vertices with these edges. Edges with an end beyond the last
    /// vertex are left out.
    pub fn new(vertices: usize, edges: &[[u32; 2]]) -> Self {
        let mut arcs: Vec<[u32; 2]> = edges
            .iter()
            .filter(|[a, b]| a != b && (*a.max(b) as usize) < vertices)
            .flat_map(|&[a, b]| [[a, b], [b, a]])
            .collect();
        arcs.sort_unstable();
        arcs.dedup();
        let mut starts = vec![0; vertices + 1];
        for &[from, _] in &arcs {
            starts[from as usize + 1] += 1;
        }
        for vertex in 0..vertices {
            starts[vertex + 1] += starts[vertex];
        }
        Self {
            starts,
            neighbours: arcs.into_iter().map(|[_, to]| to).collect(),
        }
    }

    /// The number of vertices.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is no vertex.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbours of a vertex, in ascending order.
    pub fn neighbours(&self, vertex: usize) -> &[u32] {
        &self.neighbours[self.starts[vertex] as usize..self.starts[vertex + 1] as usize]
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

/// Breadth-first search that reuses its memory between searches.
#[derive(Debug)]
pub(super) struct Search<'a> {
    graph: &'a SimpleGraph,
    distances: Vec<u32>,
    reached: Vec<u32>,
}

impl<'a> Search<'a> {
    /// The distance of a vertex that was not reached.
    const UNKNOWN: u32 = u32::MAX;

    /// Creates a search in `graph`.
    pub fn new(graph: &'a SimpleGraph) -> Self {
        Self {
            graph,
            distances: vec![Self::UNKNOWN; graph.len()],
            reached: Vec::new(),
        }
    }

    /// Visits the vertices up to `hops` hops away from `from`, the nearest first, with their
    /// distances. The start itself is left out.
    pub fn visit_within(
        &mut self,
        from: usize,
        hops: u32,
    ) -> impl Iterator<Item = (usize, u32)> + '_ {
        for vertex in self.reached.drain(..) {
            self.distances[vertex as usize] = Self::UNKNOWN;
        }
        self.distances[from] = 0;
        self.reached.push(from as u32);
        let mut next = 0;
        while let Some(&vertex) = self.reached.get(next) {
            next += 1;
            let distance = self.distances[vertex as usize];
            if distance == hops {
                break;
            }
            for &other in self.graph.neighbours(vertex as usize) {
                if self.distances[other as usize] == Self::UNKNOWN {
                    self.distances[other as usize] = distance + 1;
                    self.reached.push(other);
                }
            }
        }
        self.reached[1..]
            .iter()
            .map(|&vertex| (vertex as usize, self.distances[vertex as usize]))
    }

    /// Whether the last search reached `vertex`; the start counts.
    pub fn has_reached(&self, vertex: usize) -> bool {
        self.distances[vertex] != Self::UNKNOWN
    }
}
