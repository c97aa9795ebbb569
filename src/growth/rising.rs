//! A random graph while its edge probability rises: its largest connected part.

use bevy::prelude::*;

/// The state of a rising random graph; `vertices` is 0 in other scenes.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct RisingGraph {
    /// The edge probability now.
    pub chance: f64,
    /// The edge probability at the end.
    pub most: f64,
    /// Vertices of the largest connected part.
    pub largest: u32,
    /// Vertices in all.
    pub vertices: u32,
    /// Union–find forest: for each vertex its parent in the tree, or itself at the root.
    roots: Vec<u32>,
    /// Vertices in the part of each root.
    sizes: Vec<u32>,
}

impl RisingGraph {
    /// A graph without edges.
    pub(super) fn new(vertices: u32, most: f64) -> Self {
        Self {
            most,
            largest: vertices.min(1),
            vertices,
            roots: (0..vertices).collect(),
            sizes: vec![1; vertices as usize],
            ..Self::default()
        }
    }

    /// Joins the parts of two vertices: union by size with path halving (Tarjan and van Leeuwen,
    /// 1984).
    pub(super) fn join_vertices(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find_root(a), self.find_root(b));
        if a == b {
            return;
        }
        let (small, large) = if self.sizes[a as usize] < self.sizes[b as usize] {
            (a, b)
        } else {
            (b, a)
        };
        self.roots[small as usize] = large;
        self.sizes[large as usize] += self.sizes[small as usize];
        self.largest = self.largest.max(self.sizes[large as usize]);
    }

    fn find_root(&mut self, mut vertex: u32) -> u32 {
        while self.roots[vertex as usize] != vertex {
            let above = self.roots[self.roots[vertex as usize] as usize];
            self.roots[vertex as usize] = above;
            vertex = above;
        }
        vertex
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_part_grows_with_what_is_joined() {
        let mut graph = RisingGraph::new(6, 0.5);
        assert_eq!(graph.largest, 1);
        for ([a, b], largest) in [
            ([0, 1], 2),
            ([2, 3], 2),
            ([1, 0], 2),
            ([4, 5], 2),
            ([3, 1], 4),
            ([0, 2], 4),
            ([5, 0], 6),
        ] {
            graph.join_vertices(a, b);
            assert_eq!(graph.largest, largest);
        }
    }
}
