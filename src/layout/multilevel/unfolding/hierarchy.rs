//! The coarser levels that an unfolding uses.

use crate::layout::{model::Budget, multilevel::coarsening::Bulk};
use crate::topology::ConnectedComponents;

/// Most pairs of connected vertices for which a level is laid out by its distances: those of 210
/// vertices in one component.
const MOST_PAIRS: u64 = 210 * 209 / 2;

/// The cost of building a level, in pairs a vertex and edge of the next finer one.
const LEVEL_COST: u64 = 128;

/// One level. Level 0 is the graph itself.
#[derive(Debug)]
pub struct HierarchyLevel {
    /// Finest vertices in each vertex.
    pub masses: Vec<f32>,
    /// Edges, loops left out; above level 0 no two join the same vertices.
    pub edges: Vec<[u32; 2]>,
    /// The sum of the strengths of the finest edges in each edge.
    pub strengths: Vec<f32>,
    /// The vertex of the next coarser level that each vertex is part of.
    pub parents: Vec<u32>,
}

/// The levels, finest first.
#[derive(Debug)]
pub struct Hierarchy {
    /// The levels that are not finished, the present one last.
    pub levels: Vec<HierarchyLevel>,
    /// Whether the coarsest is small enough for its distances.
    pub is_small: bool,
    /// The coarsest level so far, until all are built.
    coarsest: Option<Bulk>,
    /// The connected components, by the vertices of the coarsest level so far.
    parts: ConnectedComponents,
    /// Greatest number of levels.
    most: usize,
}

impl Hierarchy {
    /// The graph, for coarsening level by level ([`Self::advance`]) until a level is small enough
    /// or `most` levels exist. `None` if there is nothing to unfold.
    pub fn new(
        vertices: usize,
        edges: &[[u32; 2]],
        strengths: &[f32],
        most: usize,
    ) -> Option<Self> {
        if most < 2 || edges.is_empty() {
            return None;
        }
        let parts = ConnectedComponents::new(vertices, edges);
        let is_small = count_pairs(&parts.component_of, parts.count) <= MOST_PAIRS;
        let finest = HierarchyLevel {
            masses: vec![1.0; vertices],
            edges: edges.to_vec(),
            strengths: strengths.to_vec(),
            parents: Vec::new(),
        };
        Some(Self {
            levels: vec![finest],
            is_small,
            coarsest: (!is_small).then(|| Bulk::finest(vertices, edges)),
            parts,
            most,
        })
    }

    /// Whether the graph is connected.
    pub const fn is_connected(&self) -> bool {
        self.parts.count == 1
    }

    /// Builds levels within `budget`; returns whether all are built.
    pub fn advance(&mut self, budget: &mut Budget) -> bool {
        while let Some(bulk) = self.coarsest.take() {
            if budget.is_spent() {
                self.coarsest = Some(bulk);
                return false;
            }
            if self.is_small || self.levels.len() >= self.most {
                break;
            }
            let (Some((parents, above)), Some(below)) = (bulk.coarsen(), self.levels.last_mut())
            else {
                break;
            };
            budget.spend((below.masses.len() + below.edges.len()) as u64 * LEVEL_COST);
            let mut part_of = vec![0; above.masses().len()];
            for (&part, &parent) in self.parts.component_of.iter().zip(&parents) {
                part_of[parent as usize] = part;
            }
            self.parts.component_of = part_of;
            self.is_small = count_pairs(&self.parts.component_of, self.parts.count) <= MOST_PAIRS;
            below.parents = parents;
            let masses = above.masses().iter().map(|&mass| mass as f32).collect();
            let level = below.coarsen_edges(masses);
            self.levels.push(level);
            self.coarsest = Some(above);
        }
        true
    }

    /// The vertex of the coarsest level that each finest vertex is part of.
    pub fn find_ancestors(&self) -> Vec<u32> {
        let mut ancestors: Vec<u32> = (0..self.levels[0].masses.len() as u32).collect();
        let coarsest = self.levels.len() - 1;
        for level in &self.levels[..coarsest] {
            for ancestor in &mut ancestors {
                *ancestor = level.parents[*ancestor as usize];
            }
        }
        ancestors
    }
}

impl HierarchyLevel {
    /// The next coarser level.
    fn coarsen_edges(&self, masses: Vec<f32>) -> Self {
        let mut merged: Vec<([u32; 2], f32)> = self
            .edges
            .iter()
            .zip(&self.strengths)
            .filter_map(|(&ends, &strength)| {
                let [a, b] = ends.map(|end| self.parents[end as usize]);
                (a != b).then_some(([a.min(b), a.max(b)], strength))
            })
            .collect();
        // Stable: sums are in the order of the finest edges.
        merged.sort_by_key(|&(ends, _)| ends);
        merged.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        Self {
            masses,
            edges: merged.iter().map(|&(ends, _)| ends).collect(),
            strengths: merged.iter().map(|&(_, strength)| strength).collect(),
            parents: Vec::new(),
        }
    }
}

/// The number of pairs of vertices in the same component.
fn count_pairs(part_of: &[u32], parts: usize) -> u64 {
    let mut sizes = vec![0u64; parts];
    for &part in part_of {
        sizes[part as usize] += 1;
    }
    sizes
        .iter()
        .map(|size| size * size.saturating_sub(1) / 2)
        .sum()
}
