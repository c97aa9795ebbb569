//! A level of the coarsening as a graph of its own.

use crate::layout::coarsening::{Follower, Level, View};

/// What becomes of an edge on the next coarser level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bond {
    /// Its ends stay two, unless other edges join them.
    #[default]
    Apart,
    /// It is matched: its ends are one vertex there.
    Matched,
    /// One end, left over by the matching, joins the pair of the other.
    Joins,
}

/// A level as a graph: vertices that stand for several, and the edges between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Which level; 1 is the graph itself.
    pub level: u32,
    /// The vertices' ids, ascending.
    pub ids: Vec<u32>,
    /// Vertices of the graph in each vertex.
    pub masses: Vec<f32>,
    /// Vertices of the next finer level in each vertex.
    pub parts: Vec<u32>,
    /// The edges as indices of their ends.
    pub ends: Vec<[u32; 2]>,
    /// What becomes of each edge; all are apart on the coarsest level.
    pub bonds: Vec<Bond>,
    /// How many edges are matched: pairs that are one vertex on the next level.
    pub pairs: usize,
    /// How many edges join what was left over to a pair.
    pub joins: usize,
    /// The vertex here that each vertex of the graph, by dense index, is part of.
    pub of: Vec<u32>,
}

impl Merged {
    /// The level `wanted` of a chain, or its coarsest if it has fewer.
    pub(super) fn of(chain: &mut Follower, wanted: u32) -> Self {
        let count = chain.levels().len();
        let place = (wanted.max(1) as usize - 1).min(count - 1);
        let mut merged = Self {
            level: place as u32 + 1,
            ..Self::default()
        };
        if place == 0 {
            merged.take_graph(&chain.levels()[0]);
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
            merged.of = views[0].parents.iter().map(through).collect();
        }
        merged.bonds = vec![Bond::Apart; merged.ends.len()];
        if place + 1 < count {
            merged.bind(&chain.levels()[place]);
        }
        merged
    }

    fn take_graph(&mut self, graph: &Level) {
        self.ids = graph.ids().collect();
        let index = |id: u32| self.ids.binary_search(&id).unwrap_or(0) as u32;
        self.ends = graph.edges().map(|(ends, _)| ends.map(index)).collect();
        self.masses = vec![1.0; self.ids.len()];
        self.parts = vec![1; self.ids.len()];
        self.of = (0..self.ids.len() as u32).collect();
    }

    /// Notes what merges by which edge.
    fn bind(&mut self, level: &Level) {
        // The other end of each vertex's edge that merges it, and how.
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

    /// A scene's graph, its ids three apart as after removals.
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
                let merged = Merged::of(&mut chain, level);
                let known = &chain.levels()[level as usize - 1];
                assert_eq!(merged.level, level);
                assert_eq!(merged.ids, known.ids().collect::<Vec<_>>());
                assert_eq!(merged.ends.len(), known.edge_count());
                // Each vertex stands for as many as it says, and edges for edges below.
                for (part, &mass) in (0u32..).zip(&merged.masses) {
                    let members = merged.of.iter().filter(|&&of| of == part).count();
                    assert_eq!(members as f32, mass);
                }
                let joined: std::collections::BTreeSet<_> = finest
                    .iter()
                    .map(|ends| ends.map(|end| merged.of[end as usize]))
                    .filter(|[a, b]| a != b)
                    .map(|[a, b]| [a.min(b), a.max(b)])
                    .collect();
                let ends: std::collections::BTreeSet<_> = merged.ends.iter().copied().collect();
                assert_eq!(joined, ends, "{scene}, level {level}");
            }
            assert_eq!(Merged::of(&mut chain, 99).level, count as u32);
        }
    }

    #[test]
    fn what_is_bound_is_one_vertex_on_the_next_level() {
        for scene in ["cube:side=6", "seed", "star:leaves=90", "tree:depth=7"] {
            let (mut chain, _) = chain_of(scene);
            let count = chain.levels().len() as u32;
            for level in 1..count {
                let merged = Merged::of(&mut chain, level);
                let next = Merged::of(&mut chain, level + 1);
                let mut parent = vec![0; merged.ids.len()];
                for (&here, &there) in merged.of.iter().zip(&next.of) {
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
                // Every edge that binds makes one vertex less.
                assert_eq!(merged.ids.len() - merges, next.ids.len());
            }
            let coarsest = Merged::of(&mut chain, count);
            assert_eq!(coarsest.pairs, 0);
        }
    }
}
