//! The coarser levels that an unfolding uses.

use super::{super::coarsening::Chain, parts::Parts};

/// Pairs of vertices that can reach each other, up to which a level is laid out by
/// its distances: 210 connected vertices.
const MOST_PAIRS: u64 = 210 * 209 / 2;

/// One level. Level 0 is the graph itself.
#[derive(Debug)]
pub struct Level {
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
    /// The levels that are still to come, the present one last.
    pub levels: Vec<Level>,
    /// Whether the coarsest is small enough for its distances.
    pub is_small: bool,
}

impl Hierarchy {
    /// The levels of a graph down to the first that is small enough, or to `most`.
    /// `None` if that leaves nothing to unfold.
    pub fn new(
        vertices: usize,
        edges: &[[u32; 2]],
        strengths: &[f32],
        most: usize,
    ) -> Option<Self> {
        if most < 2 || edges.is_empty() {
            return None;
        }
        let parts = Parts::new(vertices, edges);
        let finest = Level {
            masses: vec![1.0; vertices],
            edges: edges.to_vec(),
            strengths: strengths.to_vec(),
            parents: Vec::new(),
        };
        let mut is_small = pairs(&parts.of, parts.count) <= MOST_PAIRS;
        let mut levels = vec![finest];
        if !is_small {
            let numbered = (0u32..).zip(edges.iter().copied());
            // Indices are neither missing nor there twice.
            let mut chain = Chain::build(0..vertices as u32, numbered).ok()?;
            let mut part_of = parts.of;
            for [view, above] in chain.views().array_windows() {
                if is_small || levels.len() >= most {
                    break;
                }
                let mut parts_above = vec![0; above.ids.len()];
                for (vertex, &parent) in view.parents.iter().enumerate() {
                    parts_above[parent as usize] = part_of[vertex];
                }
                part_of = parts_above;
                is_small = pairs(&part_of, parts.count) <= MOST_PAIRS;
                let Some(below) = levels.last_mut() else {
                    break;
                };
                below.parents.clone_from(&view.parents);
                let masses = above.masses.iter().map(|&mass| mass as f32).collect();
                let level = below.above(masses);
                levels.push(level);
            }
        }
        Some(Self { levels, is_small })
    }

    /// The vertex of the coarsest level that each finest vertex is part of.
    pub fn ancestors(&self) -> Vec<u32> {
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

impl Level {
    /// The next coarser level.
    fn above(&self, masses: Vec<f32>) -> Self {
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

/// Pairs of vertices in the same part.
fn pairs(part_of: &[u32], parts: usize) -> u64 {
    let mut sizes = vec![0u64; parts];
    for &part in part_of {
        sizes[part as usize] += 1;
    }
    sizes
        .iter()
        .map(|size| size * size.saturating_sub(1) / 2)
        .sum()
}
