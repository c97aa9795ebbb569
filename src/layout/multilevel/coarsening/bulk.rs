//! Builds a whole level at once on dense arrays, and the next level from it.

use std::collections::BTreeMap;

use super::{
    graph::Graph,
    index::Index,
    level::{COARSEST, Level, Vertex},
    order::{HalfEdge, edge_rank},
    sorted::{Natural, SortedMap},
};

/// An edge, ordered by its place: rank, then ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    rank: u32,
    /// Dense indices, the lesser first; indices ascend like ids.
    ends: [u32; 2],
    count: u32,
}

/// The vertices and edges of a level as arrays.
#[derive(Debug, Default)]
pub(in super::super) struct Bulk {
    depth: u32,
    ids: Vec<u32>,
    masses: Vec<u32>,
    links: Vec<Link>,
}

impl Level {
    /// The arrays of this level.
    pub(super) fn to_bulk(&self) -> Bulk {
        let vertices = self.vertices.iter();
        let (ids, masses) = vertices.map(|(id, vertex)| (id, vertex.mass)).unzip();
        Bulk::new(self.graph.depth(), ids, masses, self.graph.edges())
    }

    /// The arrays of the next level, from the parents of this one.
    pub(super) fn bulk_above(&self) -> Bulk {
        let mut masses = BTreeMap::<u32, u32>::new();
        for (_, vertex) in self.vertices.iter() {
            *masses.entry(vertex.parent).or_default() += vertex.mass;
        }
        let (ids, masses) = masses.into_iter().unzip();
        let edges = self
            .graph
            .edges()
            .map(|(ends, count)| (ends.map(|end| self.parent_of(end)), count));
        Bulk::new(self.graph.depth() + 1, ids, masses, edges)
    }
}

/// One-time coarsening: a chain that is used once and never edited.
impl Bulk {
    /// The finest level of a graph whose edges are given by dense indices.
    pub fn finest(vertices: usize, edges: &[[u32; 2]]) -> Self {
        let ids = (0..vertices as u32).collect();
        let edges = edges.iter().map(|&ends| (ends, 1));
        Self::new(0, ids, vec![1; vertices], edges)
    }

    /// The parent index of each vertex on the next level, and that level; `None` if the chain
    /// ends here.
    pub fn coarsen(&self) -> Option<(Vec<u32>, Self)> {
        if self.is_coarsest(COARSEST) {
            return None;
        }
        let heads = self.assign_parents(&self.greedy_matching());
        let above = self.aggregate_above(&heads);
        let index = Index::new(&above.ids);
        let parents = heads
            .iter()
            .map(|&head| index.index_of(self.ids[head as usize]));
        Some((parents.collect(), above))
    }

    /// The ids of the vertices, ascending. Each id is that of a finest vertex.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// Mass: the number of finest vertices in each vertex.
    pub fn masses(&self) -> &[u32] {
        &self.masses
    }
}

impl Bulk {
    /// Creates a level from ids in ascending order, their masses, and edges between ids, in any
    /// order, with their weights. Parallel edges are summed, loops left out.
    pub fn new(
        depth: u32,
        ids: Vec<u32>,
        masses: Vec<u32>,
        edges: impl Iterator<Item = ([u32; 2], u32)>,
    ) -> Self {
        let index = Index::new(&ids);
        let links = edges
            .filter(|([a, b], _)| a != b)
            .map(|([a, b], count)| Link {
                rank: edge_rank(depth, [a, b]),
                ends: [index.index_of(a.min(b)), index.index_of(a.max(b))],
                count,
            })
            .collect();
        let mut bulk = Self {
            depth,
            ids,
            masses,
            links,
        };
        bulk.sort_links();
        bulk
    }

    /// Whether the chain ends with this level: it has fewer than `fewest` vertices, or no
    /// edges.
    pub fn is_coarsest(&self, fewest: usize) -> bool {
        self.ids.len() < fewest || self.links.is_empty()
    }

    /// The level, and the arrays of the next one. Adds elementary operations to `work`, counted
    /// like those of [`Level::apply_changes`].
    pub fn into_level(self, version: u64, work: &mut u64) -> (Level, Self) {
        let partners = self.greedy_matching();
        let parents = self.assign_parents(&partners);
        let above = self.aggregate_above(&parents);
        // A vertex is added and assigned; an edge is added as two half-edges, evaluated, and
        // carried to the next level from both ends.
        *work += (2 * self.ids.len() + 5 * self.links.len()) as u64;
        let vertices: Vec<(u32, Vertex)> = (0..self.ids.len())
            .map(|index| {
                let vertex = Vertex {
                    partner: self.ids[partners[index] as usize],
                    parent: self.ids[parents[index] as usize],
                    mass: self.masses[index],
                };
                (self.ids[index], vertex)
            })
            .collect();
        let level = Level {
            vertices: SortedMap::from_sorted(Natural, &vertices),
            graph: Graph::from_sorted(self.depth, &self.half_edges()),
            version,
        };
        (level, above)
    }

    /// Sorts the links by place and sums those between the same vertices.
    fn sort_links(&mut self) {
        self.links
            .sort_unstable_by_key(|link| (link.rank, link.ends));
        self.links.dedup_by(|next, kept| {
            let same = next.ends == kept.ends;
            if same {
                kept.count += next.count;
            }
            same
        });
    }

    /// Greedy matching in the order of the links. Returns each vertex's partner, itself if it
    /// has none.
    fn greedy_matching(&self) -> Vec<u32> {
        let mut partners: Vec<u32> = (0..self.ids.len() as u32).collect();
        // Match an edge if both ends are free; earlier edges come first.
        for &Link { ends: [a, b], .. } in &self.links {
            if partners[a as usize] == a && partners[b as usize] == b {
                partners[a as usize] = b;
                partners[b as usize] = a;
            }
        }
        partners
    }

    /// Aggregation: returns the index of the vertex whose id the parent takes.
    fn assign_parents(&self, partners: &[u32]) -> Vec<u32> {
        // A pair is named by its lesser index.
        let pair = |index: u32| index.min(partners[index as usize]);
        let mut parents: Vec<u32> = (0..self.ids.len() as u32).map(pair).collect();
        let mut placed: Vec<bool> = (0u32..).zip(partners).map(|(a, &b)| a != b).collect();
        // A satellite joins the pair at the other end of its earliest edge.
        for &Link { ends: [a, b], .. } in &self.links {
            for (end, other) in [(a, b), (b, a)] {
                if !std::mem::replace(&mut placed[end as usize], true) {
                    parents[end as usize] = pair(other);
                }
            }
        }
        parents
    }

    /// Sums masses and weights into the next level.
    fn aggregate_above(&self, parents: &[u32]) -> Self {
        // Number the parents: a parent is a vertex that is its own parent.
        let mut dense = vec![0u32; self.ids.len()];
        let mut ids = Vec::new();
        for (index, &parent) in (0u32..).zip(parents) {
            if parent == index {
                dense[index as usize] = ids.len() as u32;
                ids.push(self.ids[index as usize]);
            }
        }
        // Sum the masses.
        let mut masses = vec![0u32; ids.len()];
        for (&parent, mass) in parents.iter().zip(&self.masses) {
            masses[dense[parent as usize] as usize] += mass;
        }
        // Map the links to the parents; those within one parent disappear.
        let links = self
            .links
            .iter()
            .map(|link| (link.ends.map(|end| parents[end as usize]), link.count))
            .filter(|([a, b], _)| a != b)
            .map(|([a, b], count)| Link {
                rank: edge_rank(self.depth + 1, [a, b].map(|end| self.ids[end as usize])),
                ends: [a.min(b), a.max(b)].map(|end| dense[end as usize]),
                count,
            })
            .collect();
        let mut above = Self {
            depth: self.depth + 1,
            ids,
            masses,
            links,
        };
        above.sort_links();
        above
    }

    /// Both half-edges of every edge, in their order. The links are sorted already, so a
    /// counting sort by vertex suffices.
    fn half_edges(&self) -> Vec<(HalfEdge, u32)> {
        // Count the half-edges of each vertex; prefix sums give the starts.
        let mut starts = vec![0usize; self.ids.len() + 1];
        for end in self.links.iter().flat_map(|link| link.ends) {
            starts[end as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let unset = HalfEdge {
            vertex: 0,
            other: 0,
        };
        // Distribute the links in their order.
        let mut halves = vec![(unset, 0); 2 * self.links.len()];
        for link in &self.links {
            let [a, b] = link.ends;
            for (end, other) in [(a, b), (b, a)] {
                let half = HalfEdge {
                    vertex: self.ids[end as usize],
                    other: self.ids[other as usize],
                };
                halves[starts[end as usize]] = (half, link.count);
                starts[end as usize] += 1;
            }
        }
        halves
    }
}
