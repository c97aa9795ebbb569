//! A level of the coarsening as a graph of its own.
//!
//! Level 1 is the graph itself. Each coarser level merges matched pairs, and what the matching left
//! over joins a pair.

use crate::layout::coarsening::{Follower, Level, View};

/// The fate of an edge on the next coarser level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bond {
    /// The ends stay two vertices, unless other edges merge them.
    #[default]
    Apart,
    /// The edge is matched: its ends become one vertex.
    Matched,
    /// One end is left over by the matching and joins the pair of the other end.
    Joins,
}

/// A level as a graph: vertices that stand for several, and the edges between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Number of the level; 1 is the graph itself.
    pub level: u32,
    /// The vertices' ids, ascending.
    pub ids: Vec<u32>,
    /// Number of the graph's vertices that each vertex stands for.
    pub masses: Vec<f32>,
    /// Number of the next finer level's vertices that each vertex merges.
    pub parts: Vec<u32>,
    /// The edges as indices of their ends.
    pub ends: Vec<[u32; 2]>,
    /// The fate of each edge; on the coarsest level, all are apart.
    pub bonds: Vec<Bond>,
    /// Number of matched edges: pairs that become one vertex on the next level.
    pub pairs: usize,
    /// Number of edges that join a left-over vertex to a pair.
    pub joins: usize,
    /// For each vertex of the graph, by dense index: the vertex here that stands for it.
    pub part_of: Vec<u32>,
}

impl Merged {
    /// The level `wanted` of a coarsening, or its coarsest one if it has fewer.
    pub(super) fn from_chain(chain: &mut Follower, wanted: u32) -> Self {
        let count = chain.levels().len();
        let place = (wanted.max(1) as usize - 1).min(count - 1);
        let mut merged = Self {
            level: place as u32 + 1,
            ..Self::default()
        };
        if place == 0 {
            merged.copy_graph(&chain.levels()[0]);
        } else {
            let views = &chain.views()[..place];
            let [.., view] = views else {
                return merged;
            };
            merged.ids.clone_from(&view.ids);
            merged.masses.clone_from(&view.masses);
            merged.ends.clone_from(&view.edges);
            merged.parts = vec![0; view.ids.len()];
            for &parent in &view.parents {
                merged.parts[parent as usize] += 1;
            }
            let next = |at: u32, view: &View| view.parents[at as usize];
            let through = |&first: &u32| views[1..].iter().fold(first, next);
            // Follow the parents through all views up to this level.
            merged.part_of = views[0].parents.iter().map(through).collect();
        }
        merged.bonds = vec![Bond::Apart; merged.ends.len()];
        if place + 1 < count {
            merged.record_bonds(&chain.levels()[place]);
        }
        merged
    }

    /// Copies level 1.
    fn copy_graph(&mut self, graph: &Level) {
        self.ids = graph.ids().collect();
        let index = |id: u32| self.ids.binary_search(&id).unwrap_or(0) as u32;
        self.ends = graph.edges().map(|(ends, _)| ends.map(index)).collect();
        self.masses = vec![1.0; self.ids.len()];
        self.parts = vec![1; self.ids.len()];
        self.part_of = (0..self.ids.len() as u32).collect();
    }

    /// Records the fate of each edge on the next level.
    fn record_bonds(&mut self, level: &Level) {
        // For each vertex: the other end of the edge that merges it, and the kind of merge.
        let bond = |&id: &u32| match level.partner(id) {
            Some(partner) => Some((partner, Bond::Matched)),
            None => {
                let (other, _) = level.neighbours(id).next()?;
                Some((other, Bond::Joins))
            }
        };
        let bonds: Vec<_> = self.ids.iter().map(bond).collect();
        for (ends, becomes) in self.ends.iter().zip(&mut self.bonds) {
            for [here, there] in [[ends[0], ends[1]], [ends[1], ends[0]]] {
                match bonds[here as usize] {
                    Some((other, bond)) if other == self.ids[there as usize] => *becomes = bond,
                    _ => {}
                }
            }
            match becomes {
                Bond::Matched => self.pairs += 1,
                Bond::Joins => self.joins += 1,
                Bond::Apart => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::SceneSpec;

    /// The coarsening of a scene's graph. The ids are three apart, as after removals.
    fn chain_of(scene: &str) -> (Follower, Vec<[u32; 2]>) {
        let scene: SceneSpec = scene.parse().unwrap();
        let graph = scene.build(7).unwrap().graph;
        let ends = graph.links.iter().map(|link| [link.source, link.target]);
        let ends: Vec<_> = ends.collect();
        let keys: Vec<u32> = (0..graph.nodes.len() as u32).map(|id| 3 * id + 1).collect();
        let mut chain = Follower::default();
        chain.refresh(&keys, &ends);
        (chain, ends)
    }

    #[test]
    fn every_level_is_what_the_coarsening_has() {
        for scene in ["cube:side=6", "seed", "star:leaves=90", "tree:depth=7"] {
            let (mut chain, finest) = chain_of(scene);
            let count = chain.levels().len();
            assert!(count > 1, "{scene}");
            for level in 1..=count as u32 {
                let merged = Merged::from_chain(&mut chain, level);
                let known = &chain.levels()[level as usize - 1];
                assert_eq!(merged.level, level);
                assert_eq!(merged.ids, known.ids().collect::<Vec<_>>());
                assert_eq!(merged.ends.len(), known.edge_count());
                // Masses equal the number of members, and edges are those between members.
                for (part, &mass) in (0u32..).zip(&merged.masses) {
                    let members = merged.part_of.iter().filter(|&&of| of == part).count();
                    assert_eq!(members as f32, mass);
                }
                let joined: std::collections::BTreeSet<_> = finest
                    .iter()
                    .map(|ends| ends.map(|end| merged.part_of[end as usize]))
                    .filter(|[a, b]| a != b)
                    .map(|[a, b]| [a.min(b), a.max(b)])
                    .collect();
                let ends: std::collections::BTreeSet<_> = merged.ends.iter().copied().collect();
                assert_eq!(joined, ends, "{scene}, level {level}");
            }
            assert_eq!(Merged::from_chain(&mut chain, 99).level, count as u32);
        }
    }

    #[test]
    fn bonds_become_one_vertex_on_the_next_level() {
        for scene in ["cube:side=6", "seed", "star:leaves=90", "tree:depth=7"] {
            let (mut chain, _) = chain_of(scene);
            let count = chain.levels().len() as u32;
            for level in 1..count {
                let merged = Merged::from_chain(&mut chain, level);
                let next = Merged::from_chain(&mut chain, level + 1);
                let mut parent = vec![0; merged.ids.len()];
                for (&here, &there) in merged.part_of.iter().zip(&next.part_of) {
                    parent[here as usize] = there;
                }
                let mut pairs = vec![0; merged.ids.len()];
                let mut merges = 0;
                for (ends, bond) in merged.ends.iter().zip(&merged.bonds) {
                    let [a, b] = ends.map(|end| end as usize);
                    if *bond != Bond::Apart {
                        assert_eq!(parent[a], parent[b], "{scene}, level {level}");
                        merges += 1;
                    }
                    if *bond == Bond::Matched {
                        pairs[a] += 1;
                        pairs[b] += 1;
                    }
                }
                assert!(pairs.iter().all(|&pairs| pairs <= 1), "a matching");
                assert!(merged.pairs > 0);
                // Each merging edge reduces the number of vertices by one.
                assert_eq!(merged.ids.len() - merges, next.ids.len());
            }
            let coarsest = Merged::from_chain(&mut chain, count);
            assert_eq!(coarsest.pairs, 0);
        }
    }
}
