//! Building a level at once, on dense arrays.

use std::collections::BTreeMap;

use super::{
    chain::COARSEST,
    graph::Graph,
    index::Index,
    level::{Level, Vertex},
    order::{Half, rank},
    sorted::{Natural, SortedMap},
};

/// An edge in the making, sorted by its place: rank, then ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    rank: u32,
    /// Dense indices, ascending as the ids are.
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
    /// What the level itself is built from.
    pub(super) fn bulk(&self) -> Bulk {
        let vertices = self.vertices.iter();
        let (ids, masses) = vertices.map(|(id, vertex)| (id, vertex.mass)).unzip();
        Bulk::new(self.graph.depth(), ids, masses, self.graph.edges())
    }

    /// What the next level is to be built from.
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

/// A level for those who need the chain once, and never edit it.
impl Bulk {
    /// The finest level of a graph whose edges are given by dense indices.
    pub fn finest(vertices: usize, edges: &[[u32; 2]]) -> Self {
        let ids = (0..vertices as u32).collect();
        let edges = edges.iter().map(|&ends| (ends, 1));
        Self::new(0, ids, vec![1; vertices], edges)
    }

    /// The next level of the chain, and the vertex there that each vertex here is part
    /// of; `None` if the chain ends here.
    pub fn coarsen(&self) -> Option<(Vec<u32>, Self)> {
        if self.is_coarsest(COARSEST) {
            return None;
        }
        let heads = self.parents(&self.matching());
        let above = self.above(&heads);
        let index = Index::new(&above.ids);
        let parents = heads.iter().map(|&head| index.of(self.ids[head as usize]));
        Some((parents.collect(), above))
    }

    /// The ids of the vertices, ascending: each is that of a finest vertex.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// How many finest vertices each vertex stands for.
    pub fn masses(&self) -> &[u32] {
        &self.masses
    }
}

impl Bulk {
    /// Vertices in ascending order with their masses, and edges between ids among
    /// them, in any order, with their counts. Edges that occur several times are
    /// summed, loops left out.
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
                rank: rank(depth, [a, b]),
                ends: [index.of(a.min(b)), index.of(a.max(b))],
                count,
            })
            .collect();
        let mut bulk = Self {
            depth,
            ids,
            masses,
            links,
        };
        bulk.order();
        bulk
    }

    /// Whether the chain ends with this level.
    pub fn is_coarsest(&self, fewest: usize) -> bool {
        self.ids.len() < fewest || self.links.is_empty()
    }

    /// The level, and what the next one is to be built from. Adds the elementary
    /// operations to `work`, counted as [`Level::apply`] counts them.
    pub fn level(self, version: u64, work: &mut u64) -> (Level, Self) {
        let partners = self.matching();
        let parents = self.parents(&partners);
        let above = self.above(&parents);
        // A vertex to add and to assign; an edge to add by two halves, to evaluate,
        // and to carry over from both ends.
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
            graph: Graph::from_sorted(self.depth, &self.halves()),
            version,
        };
        (level, above)
    }

    /// Sorts the links, and sums those between the same vertices.
    fn order(&mut self) {
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

    /// The partner of each vertex, itself if it has none: the greedy matching.
    fn matching(&self) -> Vec<u32> {
        let mut partners: Vec<u32> = (0..self.ids.len() as u32).collect();
        for &Link { ends: [a, b], .. } in &self.links {
            if partners[a as usize] == a && partners[b as usize] == b {
                partners[a as usize] = b;
                partners[b as usize] = a;
            }
        }
        partners
    }

    /// The vertex whose id each vertex's parent bears.
    fn parents(&self, partners: &[u32]) -> Vec<u32> {
        let pair = |index: u32| index.min(partners[index as usize]);
        let mut parents: Vec<u32> = (0..self.ids.len() as u32).map(pair).collect();
        let mut placed: Vec<bool> = (0u32..).zip(partners).map(|(a, &b)| a != b).collect();
        for &Link { ends: [a, b], .. } in &self.links {
            for (end, other) in [(a, b), (b, a)] {
                if !std::mem::replace(&mut placed[end as usize], true) {
                    parents[end as usize] = pair(other);
                }
            }
        }
        parents
    }

    /// The next level.
    fn above(&self, parents: &[u32]) -> Self {
        let mut dense = vec![0u32; self.ids.len()];
        let mut ids = Vec::new();
        for (index, &parent) in (0u32..).zip(parents) {
            if parent == index {
                dense[index as usize] = ids.len() as u32;
                ids.push(self.ids[index as usize]);
            }
        }
        let mut masses = vec![0u32; ids.len()];
        for (&parent, mass) in parents.iter().zip(&self.masses) {
            masses[dense[parent as usize] as usize] += mass;
        }
        let links = self
            .links
            .iter()
            .map(|link| (link.ends.map(|end| parents[end as usize]), link.count))
            .filter(|([a, b], _)| a != b)
            .map(|([a, b], count)| Link {
                rank: rank(self.depth + 1, [a, b].map(|end| self.ids[end as usize])),
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
        above.order();
        above
    }

    /// Both halves of every edge in their order: the links are in theirs already, so
    /// that counting the vertices suffices.
    fn halves(&self) -> Vec<(Half, u32)> {
        let mut starts = vec![0usize; self.ids.len() + 1];
        for end in self.links.iter().flat_map(|link| link.ends) {
            starts[end as usize + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let nothing = Half {
            vertex: 0,
            other: 0,
        };
        let mut halves = vec![(nothing, 0); 2 * self.links.len()];
        for link in &self.links {
            let [a, b] = link.ends;
            for (end, other) in [(a, b), (b, a)] {
                let half = Half {
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
