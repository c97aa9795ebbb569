//! A random graph while its edge probability rises: its largest connected part.

use bevy::prelude::*;

use crate::topology::UnionFind;

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
    /// The connected components.
    components: UnionFind,
}

impl RisingGraph {
    /// A graph without edges.
    pub(super) fn new(vertices: u32, most: f64) -> Self {
        Self {
            most,
            largest: vertices.min(1),
            vertices,
            components: UnionFind::new(vertices),
            ..Self::default()
        }
    }

    /// Joins the components of two vertices.
    pub(super) fn join_vertices(&mut self, a: u32, b: u32) {
        if let Some(size) = self.components.join_sets(a, b) {
            self.largest = self.largest.max(size);
        }
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
