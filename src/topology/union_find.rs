//! Disjoint sets under union (R. Tarjan, *Efficiency of a good but not linear set union algorithm*,
//! 1975): union by size, paths halved.

use bevy_reflect::Reflect;

/// Disjoint sets of the numbers from 0.
#[derive(Reflect, Clone, Debug, Default, PartialEq)]
pub struct UnionFind {
    /// For each number another one of its set, or itself for the root.
    parents: Vec<u32>,
    /// Members of the set of each root.
    sizes: Vec<u32>,
}

impl UnionFind {
    /// Sets of one number each.
    pub fn new(count: u32) -> Self {
        Self {
            parents: (0..count).collect(),
            sizes: vec![1; count as usize],
        }
    }

    /// The number that stands for the set of `member`.
    pub fn find_root(&mut self, mut member: u32) -> u32 {
        while self.parents[member as usize] != member {
            let above = self.parents[self.parents[member as usize] as usize];
            self.parents[member as usize] = above;
            member = above;
        }
        member
    }

    /// Joins the sets of `a` and `b`. Returns the size of their union; `None` if they were one.
    pub fn join_sets(&mut self, a: u32, b: u32) -> Option<u32> {
        let (a, b) = (self.find_root(a), self.find_root(b));
        if a == b {
            return None;
        }
        let (small, large) = if self.sizes[a as usize] < self.sizes[b as usize] {
            (a, b)
        } else {
            (b, a)
        };
        self.parents[small as usize] = large;
        self.sizes[large as usize] += self.sizes[small as usize];
        Some(self.sizes[large as usize])
    }
}
