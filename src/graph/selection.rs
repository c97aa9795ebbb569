//! Selection: the hovered, selected and excluded vertices.

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

/// The selected vertices, in the order in which they were selected. A lookup takes constant time.
#[derive(Resource, Reflect, Clone, Debug, Default)]
#[reflect(Resource, Default)]
pub struct Selection {
    /// Vertex entities; the inspector shows the last one.
    order: Vec<Entity>,
    /// The selected edge entity, if an edge was selected last.
    pub edge: Option<Entity>,
    /// The same vertices as a set.
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

    /// Selects only these vertices; of repeated ones, the first counts.
    fn replace_all(&mut self, vertices: Vec<Entity>) {
        self.edge = None;
        self.members = vertices.iter().copied().collect();
        self.order = vertices;
        if self.order.len() != self.members.len() {
            let mut seen = EntityHashSet::default();
            self.order.retain(|&vertex| seen.insert(vertex));
        }
    }

    /// Adds vertices; selected ones keep their place.
    fn add_all(&mut self, vertices: &[Entity]) {
        self.edge = None;
        for &vertex in vertices {
            if self.members.insert(vertex) {
                self.order.push(vertex);
            }
        }
    }

    fn remove_vertex(&mut self, vertex: Entity) {
        if self.members.remove(&vertex) {
            self.order.retain(|&other| other != vertex);
        }
    }

    fn retain_vertices(&mut self, keep: impl Fn(Entity) -> bool) {
        self.order.retain(|&vertex| keep(vertex));
        self.members = self.order.iter().copied().collect();
    }
}

/// The vertex under the pointer.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct Hovered(pub Option<Entity>);

/// Vertices that are excluded at the moment (by the filter): selecting all, walking and pointing
/// skip them.
#[derive(Resource, Clone, Debug, Default)]
pub struct Excluded {
    /// By dense index; empty if nothing is excluded.
    vertices: Vec<bool>,
}

impl Excluded {
    /// Whether nothing is excluded.
    pub fn is_empty(&self) -> bool {
        self.vertices.is_empty()
    }

    /// Whether a vertex is excluded, by its dense index.
    pub fn contains(&self, dense: usize) -> bool {
        self.vertices.get(dense).is_some_and(|&out| out)
    }

    /// Replaces the excluded vertices: one flag for each vertex in dense order, or no flags to
    /// exclude nothing. Returns the number of flags that are false.
    pub fn replace_all(&mut self, vertices: impl Iterator<Item = bool>) -> usize {
        self.vertices.clear();
        self.vertices.extend(vertices);
        self.vertices.iter().filter(|&&out| !out).count()
    }
}

/// The graph for selections by kin: dense indices, adjacency and results.
#[derive(SystemParam)]
pub(super) struct KinGraph<'w, 's> {
    index: Res<'w, GraphIndex>,
    adjacency: ResMut<'w, Adjacency>,
    scene: Res<'w, CurrentScene>,
    network: Res<'w, Network>,
    vertices: Query<'w, 's, &'static Vertex>,
    excluded: Res<'w, Excluded>,
}

impl KinGraph<'_, '_> {
    /// Every vertex that is not excluded, in dense order.
    fn included_vertices(&self) -> impl Iterator<Item = Entity> {
        let vertices = self.index.vertices.iter().enumerate();
        vertices
            .filter(|&(dense, _)| !self.excluded.contains(dense))
            .map(|(_, &vertex)| vertex)
    }

    /// The kin of `selected`, in dense order.
    fn kin_of(&mut self, selected: &[Entity], kin: kin::Kin) -> Vec<Entity> {
        let seeds: Vec<u32> = selected
            .iter()
            .filter_map(|&vertex| self.index.dense(self.vertices.get(vertex).ok()?.id))
            .map(|dense| dense as u32)
            .collect();
        let results = self.result_vertices();
        let adjacency = self.adjacency.updated(&self.index);
        let found = kin::find_kin(adjacency, &seeds, kin, &results);
        found
            .into_iter()
            .map(|dense| self.index.vertices[dense as usize])
            .collect()
    }

    /// The results of the computation: the roots of a network (its loss), or without a network
    /// every vertex without an output.
    fn result_vertices(&mut self) -> Vec<u32> {
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
        let adjacency = self.adjacency.updated(index);
        let ends = |&dense: &u32| adjacency.outputs(dense).is_empty();
        (0..index.vertices.len() as u32).filter(ends).collect()
    }
}

/// Handles [`Select`].
pub(super) fn apply_select(
    mut requests: MessageReader<Select>,
    mut selection: ResMut<Selection>,
    mut graph: KinGraph,
) {
    for request in requests.read() {
        match request {
            Select::Only(vertex) => selection.replace_all(vec![*vertex]),
            Select::Toggle(vertex) if selection.contains(*vertex) => {
                selection.edge = None;
                selection.remove_vertex(*vertex);
            }
            Select::Toggle(vertex) => selection.add_all(&[*vertex]),
            Select::Primary(vertex) => {
                selection.remove_vertex(*vertex);
                selection.add_all(&[*vertex]);
            }
            Select::Several {
                vertices,
                add: true,
            } => selection.add_all(vertices),
            Select::Several { vertices, .. } => selection.replace_all(vertices.clone()),
            Select::Edge(edge) => {
                selection.replace_all(Vec::new());
                selection.edge = Some(*edge);
            }
            Select::All => selection.replace_all(graph.included_vertices().collect()),
            Select::Invert => {
                let others = graph.included_vertices();
                let others = others.filter(|&vertex| !selection.contains(vertex));
                let others = others.collect();
                selection.replace_all(others);
            }
            Select::Kin { kin, add } => {
                let found = graph.kin_of(&selection.order, *kin);
                match add {
                    true => {
                        // The inspector goes on showing the same vertex.
                        let primary = selection.primary();
                        selection.add_all(&found);
                        if let Some(primary) = primary.filter(|_| !found.is_empty()) {
                            selection.remove_vertex(primary);
                            selection.add_all(&[primary]);
                        }
                    }
                    false if found.is_empty() => {}
                    false => selection.replace_all(found),
                }
            }
            Select::Clear => selection.replace_all(Vec::new()),
        }
    }
}

/// Removes despawned entities from hover and selection.
pub(super) fn deselect_despawned(
    mut selection: ResMut<Selection>,
    mut hovered: ResMut<Hovered>,
    (mut lost_vertices, mut lost_edges): (RemovedComponents<Vertex>, RemovedComponents<Edge>),
    vertices: Query<(), With<Vertex>>,
    edges: Query<(), With<Edge>>,
) {
    let lost = lost_vertices.read().count() + lost_edges.read().count() > 0;
    // An inspector or a late command may have written anything.
    if !lost && !selection.is_changed() && !hovered.is_changed() {
        return;
    }
    let exists = |vertex: Entity| vertices.contains(vertex);
    let consistent = selection.order.len() == selection.members.len()
        && selection
            .order
            .iter()
            .all(|&vertex| exists(vertex) && selection.contains(vertex));
    if !consistent {
        selection.retain_vertices(exists);
    }
    if selection.edge.is_some_and(|edge| !edges.contains(edge)) {
        selection.edge = None;
    }
    if hovered.0.is_some_and(|vertex| !exists(vertex)) {
        hovered.0 = None;
    }
}
