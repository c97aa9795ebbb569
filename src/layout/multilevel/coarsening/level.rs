//! One level of the chain: its vertices, its edges, and what they merge into.

use super::{
    aggregate,
    changes::Changes,
    graph::{Fate, Graph},
    matching::Repair,
    sorted::SortedMap,
};

/// A vertex of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vertex {
    /// The vertex at the other end of its matched edge, or itself.
    pub partner: u32,
    /// The vertex of the next level that it is part of.
    pub parent: u32,
    /// Number of finest vertices.
    pub mass: u32,
}

impl Vertex {
    /// A vertex that has no edges, and no mass yet.
    const fn new(id: u32) -> Self {
        Self {
            partner: id,
            parent: id,
            mass: 0,
        }
    }
}

/// One level: a simple graph with masses and counts, its matching, and the vertex of
/// the next level that each vertex belongs to. Level 0 is the finest.
#[derive(Clone, Debug)]
pub struct Level {
    pub(super) vertices: SortedMap<u32, Vertex>,
    pub(super) graph: Graph,
    pub(super) version: u64,
}

impl Level {
    /// Takes in changes, repairs the matching and returns what changes on the next
    /// level. Adds the elementary operations to `work`.
    pub(super) fn apply(&mut self, changes: &Changes, work: &mut u64) -> Changes {
        let mut above = Changes::default();
        let mut repair = Repair::default();
        for (&id, &difference) in &changes.masses {
            let vertex = self.weigh(id, difference);
            above.mass(vertex.parent, difference);
        }
        for (&ends, &difference) in &changes.edges {
            above.edge(ends.map(|end| self.parent_of(end)), difference);
            match self.graph.change(ends, difference) {
                Fate::Appeared => repair.appeared(self, ends),
                Fate::Vanished => repair.vanished(self, ends),
                Fate::Stayed => {}
            }
        }
        self.drop_weightless(changes);
        *work += changes.steps();
        let touched = repair.run(self, work);
        aggregate::regroup(self, touched, &mut above, work);
        above.settle();
        above
    }

    /// Takes in changes of masses and counts, and leaves all else as it was: for those who
    /// build the level anew from them.
    pub(super) fn overwrite(&mut self, changes: &Changes, work: &mut u64) {
        for (&id, &difference) in &changes.masses {
            self.weigh(id, difference);
        }
        for (&ends, &difference) in &changes.edges {
            self.graph.change(ends, difference);
        }
        self.drop_weightless(changes);
        *work += changes.steps();
    }

    /// Changes the mass of a vertex, which appears if it was not there.
    fn weigh(&mut self, id: u32, difference: i64) -> &Vertex {
        let vertex = self.vertices.get_or_insert(id, Vertex::new(id));
        let mass = i64::from(vertex.mass) + difference;
        debug_assert!(mass >= 0, "a vertex lost more mass than it had");
        vertex.mass = mass.clamp(0, i64::from(u32::MAX)) as u32;
        vertex
    }

    /// Drops the vertices that lost all of their mass.
    fn drop_weightless(&mut self, changes: &Changes) {
        for id in changes.masses.keys() {
            if self.vertices.get(id).is_some_and(|vertex| vertex.mass == 0) {
                self.vertices.remove(id);
            }
        }
    }

    /// The partner of a vertex that must be there; itself if it has none.
    pub(super) fn partner_of(&self, id: u32) -> u32 {
        self.vertices.get(&id).map_or(id, |vertex| vertex.partner)
    }

    /// The parent of a vertex that must be there.
    pub(super) fn parent_of(&self, id: u32) -> u32 {
        self.vertices.get(&id).map_or(id, |vertex| vertex.parent)
    }

    /// Vertices and edges.
    pub(super) fn size(&self) -> usize {
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

    /// Number of edges, parallel ones counted once.
    pub fn edge_count(&self) -> usize {
        self.graph.len()
    }

    /// The ids of the vertices, ascending.
    pub fn ids(&self) -> impl Iterator<Item = u32> {
        self.vertices.iter().map(|(id, _)| id)
    }

    /// All edges by the ids of their ends, the lesser first, with their counts: by the
    /// lesser end, then in the order that the matching considers them.
    pub fn edges(&self) -> impl Iterator<Item = ([u32; 2], u32)> {
        self.graph.edges()
    }

    /// How many finest vertices a vertex stands for; nothing if it is not there.
    pub fn mass(&self, id: u32) -> Option<u32> {
        self.vertices.get(&id).map(|vertex| vertex.mass)
    }

    /// The vertex that this one is matched with, if there is one.
    pub fn partner(&self, id: u32) -> Option<u32> {
        let vertex = self.vertices.get(&id)?;
        (vertex.partner != id).then_some(vertex.partner)
    }

    /// The vertex of the next level that this one is part of; nothing if this one is not
    /// there. The coarsest level answers too, although it has no next level.
    pub fn parent(&self, id: u32) -> Option<u32> {
        self.vertices.get(&id).map(|vertex| vertex.parent)
    }

    /// The neighbours of a vertex with the counts of the edges, in the order that the
    /// matching considers them; none if the vertex is not there.
    pub fn neighbours(&self, id: u32) -> impl Iterator<Item = (u32, u32)> {
        self.graph.neighbours(id)
    }

    /// A number that changes whenever anything of the level changes.
    pub fn version(&self) -> u64 {
        self.version
    }
}

/// Equal in all that is a function of the graph.
impl PartialEq for Level {
    fn eq(&self, other: &Self) -> bool {
        self.vertices == other.vertices && self.graph == other.graph
    }
}

impl Eq for Level {}
