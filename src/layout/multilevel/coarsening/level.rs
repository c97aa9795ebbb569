//! One level of the chain: vertices, edges, matching, and parents.

use super::{
    aggregate,
    changes::Changes,
    graph::{EdgeChange, Graph},
    matching::Repair,
    sorted::SortedMap,
};

/// A level with fewer vertices than this is the coarsest.
pub const COARSEST: usize = 32;

/// A vertex of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vertex {
    /// The vertex at the other end of its matched edge; itself if it has none.
    pub partner: u32,
    /// Its parent on the next level.
    pub parent: u32,
    /// The number of finest vertices in it.
    pub mass: u32,
}

impl Vertex {
    /// A vertex without edges and mass.
    const fn new(id: u32) -> Self {
        Self {
            partner: id,
            parent: id,
            mass: 0,
        }
    }
}

/// One level: a simple graph with masses and edge weights, its matching, and each vertex's
/// parent on the next level. Level 0 is the finest.
#[derive(Clone, Debug)]
pub struct Level {
    pub(super) vertices: SortedMap<u32, Vertex>,
    pub(super) graph: Graph,
    pub(super) version: u64,
}

impl Level {
    /// Applies changes, repairs the matching and returns the changes of the next level. Adds
    /// the elementary operations to `work`.
    pub(super) fn apply_changes(&mut self, changes: &Changes, work: &mut u64) -> Changes {
        let mut above = Changes::default();
        let mut repair = Repair::default();
        // Masses first: new vertices must exist before their edges.
        for (&id, &difference) in &changes.masses {
            let vertex = self.add_mass(id, difference);
            above.add_mass(vertex.parent, difference);
        }
        for (&ends, &difference) in &changes.edges {
            above.add_weight(ends.map(|end| self.parent_of(end)), difference);
            // Note which edges appeared or vanished; the repair starts from them.
            match self.graph.change_weight(ends, difference) {
                EdgeChange::Appeared => repair.edge_appeared(self, ends),
                EdgeChange::Vanished => repair.edge_vanished(self, ends),
                EdgeChange::Stayed => {}
            }
        }
        self.drop_weightless(changes);
        *work += changes.step_count();
        // Repair the matching, then move the vertices whose parent changed.
        let touched = repair.repair_matching(self, work);
        aggregate::reassign_parents(self, touched, &mut above, work);
        above.drop_zeros();
        above
    }

    /// Applies changes of masses and weights only, without repair: for a rebuild.
    pub(super) fn overwrite_changes(&mut self, changes: &Changes, work: &mut u64) {
        for (&id, &difference) in &changes.masses {
            self.add_mass(id, difference);
        }
        for (&ends, &difference) in &changes.edges {
            self.graph.change_weight(ends, difference);
        }
        self.drop_weightless(changes);
        *work += changes.step_count();
    }

    /// Changes the mass of a vertex, and creates it if necessary.
    fn add_mass(&mut self, id: u32, difference: i64) -> &Vertex {
        let vertex = self.vertices.get_or_insert(id, Vertex::new(id));
        let mass = i64::from(vertex.mass) + difference;
        debug_assert!(mass >= 0, "a vertex lost more mass than it had");
        vertex.mass = mass.clamp(0, i64::from(u32::MAX)) as u32;
        vertex
    }

    /// Removes the vertices without mass.
    fn drop_weightless(&mut self, changes: &Changes) {
        for id in changes.masses.keys() {
            if self.vertices.get(id).is_some_and(|vertex| vertex.mass == 0) {
                self.vertices.remove(id);
            }
        }
    }

    /// The partner of an existing vertex; itself if it has none.
    pub(super) fn partner_of(&self, id: u32) -> u32 {
        self.vertices.get(&id).map_or(id, |vertex| vertex.partner)
    }

    /// The parent of an existing vertex.
    pub(super) fn parent_of(&self, id: u32) -> u32 {
        self.vertices.get(&id).map_or(id, |vertex| vertex.parent)
    }

    /// The number of vertices and edges.
    pub(super) fn entry_count(&self) -> usize {
        self.len() + self.edge_count()
    }

    /// Number of vertices.
    pub fn len(&self) -> usize {
        self.vertices.len()
    }

    /// Whether there is no vertex.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of edges; parallel edges count once.
    pub fn edge_count(&self) -> usize {
        self.graph.len()
    }

    /// The ids of the vertices, ascending.
    pub fn ids(&self) -> impl Iterator<Item = u32> {
        self.vertices.iter().map(|(id, _)| id)
    }

    /// All edges by the ids of their ends, the lesser first, with their weights: sorted by the
    /// lesser end, then in the order of the matching.
    pub fn edges(&self) -> impl Iterator<Item = ([u32; 2], u32)> {
        self.graph.edges()
    }

    /// The number of finest vertices in a vertex; `None` if it does not exist.
    pub fn mass(&self, id: u32) -> Option<u32> {
        self.vertices.get(&id).map(|vertex| vertex.mass)
    }

    /// The partner in the matching, if there is one.
    pub fn partner(&self, id: u32) -> Option<u32> {
        let vertex = self.vertices.get(&id)?;
        (vertex.partner != id).then_some(vertex.partner)
    }

    /// The parent on the next level; `None` if the vertex does not exist. The coarsest level
    /// answers too, although it has no next level.
    pub fn parent(&self, id: u32) -> Option<u32> {
        self.vertices.get(&id).map(|vertex| vertex.parent)
    }

    /// The neighbours of a vertex with the edge weights, in the order of the matching; empty if
    /// the vertex does not exist.
    pub fn neighbours(&self, id: u32) -> impl Iterator<Item = (u32, u32)> {
        self.graph.neighbours(id)
    }

    /// A number that changes whenever the level changes.
    pub fn version(&self) -> u64 {
        self.version
    }
}

/// Compares all that is a function of the graph.
impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        self.vertices == other.vertices && self.graph == other.graph
    }
}

impl Eq for Level {}
