//! What a person has picked out: hovered and selected entities.

use bevy::{
    ecs::{entity::EntityHashSet, system::SystemParam},
    prelude::*,
};

use super::{
    adjacency::Adjacency,
    commands::Select,
    components::{Edge, Vertex, VertexKind},
    index::GraphIndex,
    kin,
    scene::{CurrentScene, Network},
};

/// The selected vertices, in the order in which they were selected. Asking for one
/// takes the same time however many there are.
#[derive(Resource, Reflect, Clone, Debug, Default)]
#[reflect(Resource, Default)]
pub struct Selection {
    /// Vertex entities; the last one is what the inspector shows.
    order: Vec<Entity>,
    /// A selected edge entity, if an edge is what was picked last.
    pub edge: Option<Entity>,
    /// The same vertices, to be asked for.
    #[reflect(ignore)]
    members: EntityHashSet,
}

impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order && self.edge == other.edge
    }
}

impl Selection {
    /// The selected vertices, in the order in which they were selected.
    pub fn vertices(&self) -> &[Entity] {
        &self.order
    }

    /// Whether a vertex is selected.
    pub fn contains(&self, vertex: Entity) -> bool {
        self.members.contains(&vertex)
    }

    /// The vertex that the inspector shows.
    pub fn primary(&self) -> Option<Entity> {
        self.order.last().copied()
    }

    /// Whether neither a vertex nor an edge is selected.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty() && self.edge.is_none()
    }

    fn replace(&mut self, vertices: Vec<Entity>) {
        self.edge = None;
        self.members = vertices.iter().copied().collect();
        self.order = vertices;
        if self.order.len() != self.members.len() {
            let mut seen = EntityHashSet::default();
            self.order.retain(|&vertex| seen.insert(vertex));
        }
    }

    fn add(&mut self, vertices: &[Entity]) {
        self.edge = None;
        for &vertex in vertices {
            if self.members.insert(vertex) {
                self.order.push(vertex);
            }
        }
    }

    fn remove(&mut self, vertex: Entity) {
        if self.members.remove(&vertex) {
            self.order.retain(|&other| other != vertex);
        }
    }

    fn retain(&mut self, keep: impl Fn(Entity) -> bool) {
        self.order.retain(|&vertex| keep(vertex));
        self.members = self.order.iter().copied().collect();
    }
}

/// The vertex under the pointer.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct Hovered(pub Option<Entity>);

/// Vertices that are of no interest at the moment: whoever selects everything, walks or points
/// leaves them out. Whoever has a reason to (a filter) says which.
#[derive(Resource, Clone, Debug, Default)]
pub struct Excluded {
    /// By dense index; empty if nothing is excluded.
    vertices: Vec<bool>,
}

impl Excluded {
    /// Whether everything is of interest.
    pub fn is_empty(&self) -> bool {
        self.vertices.is_empty()
    }

    /// Whether a vertex is excluded, by its dense index.
    pub fn contains(&self, dense: usize) -> bool {
        self.vertices.get(dense).is_some_and(|&out| out)
    }

    /// From now on these are excluded: one answer for each vertex, in dense order, or none at
    /// all if nothing is. Returns how many are not.
    pub fn replace(&mut self, vertices: impl Iterator<Item = bool>) -> usize {
        self.vertices.clear();
        self.vertices.extend(vertices);
        self.vertices.iter().filter(|&&out| !out).count()
    }
}

/// The graph as selections by kinship see it: dense indices and who leads to whom.
#[derive(SystemParam)]
pub(super) struct Family<'w, 's> {
    index: Res<'w, GraphIndex>,
    adjacency: ResMut<'w, Adjacency>,
    scene: Res<'w, CurrentScene>,
    network: Res<'w, Network>,
    vertices: Query<'w, 's, &'static Vertex>,
    excluded: Res<'w, Excluded>,
}

impl Family<'_, '_> {
    /// Everything that is of interest, in dense order.
    fn everything(&self) -> impl Iterator<Item = Entity> {
        let vertices = self.index.vertices.iter().enumerate();
        vertices
            .filter(|&(dense, _)| !self.excluded.contains(dense))
            .map(|(_, &vertex)| vertex)
    }

    /// What is akin to `selected`, in dense order.
    fn kin(&mut self, selected: &[Entity], kin: kin::Kin) -> Vec<Entity> {
        let seeds: Vec<u32> = selected
            .iter()
            .filter_map(|&vertex| self.index.dense(self.vertices.get(vertex).ok()?.id))
            .map(|dense| dense as u32)
            .collect();
        let results = self.results();
        let adjacency = self.adjacency.of(&self.index);
        let found = kin::kin(adjacency, &seeds, kin, &results);
        found
            .into_iter()
            .map(|dense| self.index.vertices[dense as usize])
            .collect()
    }

    /// What a computation results in: a network's is its loss. Without a network,
    /// whatever leads nowhere.
    fn results(&mut self) -> Vec<u32> {
        let nodes = &self.scene.graph.nodes;
        let (index, network) = (&self.index, &self.network.0);
        if let Some(program) = network {
            let is_root = |id: usize| {
                let node = nodes.get(id)?;
                let root = program.roots.contains(&node.value?);
                (root && node.kind == VertexKind::Value).then_some(())
            };
            let ids = index.vertex_ids.iter().enumerate();
            let roots = ids.filter(|(_, id)| is_root(id.0 as usize).is_some());
            return roots.map(|(dense, _)| dense as u32).collect();
        }
        let adjacency = self.adjacency.of(index);
        let ends = |&dense: &u32| adjacency.outputs(dense).is_empty();
        (0..index.vertices.len() as u32).filter(ends).collect()
    }
}

/// Handles [`Select`].
pub(super) fn select(
    mut requests: MessageReader<Select>,
    mut selection: ResMut<Selection>,
    mut family: Family,
) {
    for request in requests.read() {
        match request {
            Select::Only(vertex) => selection.replace(vec![*vertex]),
            Select::Toggle(vertex) if selection.contains(*vertex) => {
                selection.edge = None;
                selection.remove(*vertex);
            }
            Select::Toggle(vertex) => selection.add(&[*vertex]),
            Select::Primary(vertex) => {
                selection.remove(*vertex);
                selection.add(&[*vertex]);
            }
            Select::Several {
                vertices,
                add: true,
            } => selection.add(vertices),
            Select::Several { vertices, .. } => selection.replace(vertices.clone()),
            Select::Edge(edge) => {
                selection.replace(Vec::new());
                selection.edge = Some(*edge);
            }
            Select::All => selection.replace(family.everything().collect()),
            Select::Invert => {
                let others = family.everything();
                let others = others.filter(|&vertex| !selection.contains(vertex));
                let others = others.collect();
                selection.replace(others);
            }
            Select::Kin { kin, add } => {
                let found = family.kin(&selection.order, *kin);
                match add {
                    true => {
                        // What the inspector shows stays what it shows.
                        let primary = selection.primary();
                        selection.add(&found);
                        if let Some(primary) = primary.filter(|_| !found.is_empty()) {
                            selection.remove(primary);
                            selection.add(&[primary]);
                        }
                    }
                    false if found.is_empty() => {}
                    false => selection.replace(found),
                }
            }
            Select::Clear => selection.replace(Vec::new()),
        }
    }
}

/// Drops entities that are gone from hover and selection.
pub(super) fn forget_the_gone(
    mut selection: ResMut<Selection>,
    mut hovered: ResMut<Hovered>,
    (mut lost_vertices, mut lost_edges): (RemovedComponents<Vertex>, RemovedComponents<Edge>),
    vertices: Query<(), With<Vertex>>,
    edges: Query<(), With<Edge>>,
) {
    let lost = lost_vertices.read().count() + lost_edges.read().count() > 0;
    // An inspector may have written what it likes, and so may a late command.
    if !lost && !selection.is_changed() && !hovered.is_changed() {
        return;
    }
    let there = |vertex: Entity| vertices.contains(vertex);
    let kept = selection.order.len() == selection.members.len()
        && selection
            .order
            .iter()
            .all(|&vertex| there(vertex) && selection.contains(vertex));
    if !kept {
        selection.retain(there);
    }
    if selection.edge.is_some_and(|edge| !edges.contains(edge)) {
        selection.edge = None;
    }
    if hovered.0.is_some_and(|vertex| !there(vertex)) {
        hovered.0 = None;
    }
}
