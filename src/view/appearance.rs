//! What every vertex and edge looks like: the instance attributes of the two
//! draws, computed again only for what changed.

use std::ops::BitOr;

use bevy::{ecs::entity::EntityHashSet, prelude::*};

use super::{
    legend::Present,
    palette::{self, OperationKind, Palette, Rgb},
    settings::{ColourBy, ViewSettings},
};
use crate::graph::{GraphIndex, Hovered, Network, Selection, Term, Vertex, VertexKind};

/// How a vertex or an edge stands out, as bits of a byte; the shaders know them too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State(pub u8);

impl State {
    /// Under the pointer.
    pub const HOVERED: Self = Self(1);
    /// Joined to what is hovered or selected.
    pub const NEIGHBOUR: Self = Self(2);
    /// Selected.
    pub const SELECTED: Self = Self(4);
    /// Something else is selected.
    pub const DIMMED: Self = Self(8);

    /// Whether any bit of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for State {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// How a vertex is shaped, as bits of a byte; the shaders know them too.
const BOX: u8 = 1;
const HOLLOW: u8 = 2;

/// The attributes of a vertex, as the graphics card reads them: sRGB colour
/// and a spare byte, shape, state, two spare bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VertexInstance(pub [u8; 8]);

impl VertexInstance {
    /// Bytes of an instance.
    pub const SIZE: usize = 8;

    fn new(rgb: Rgb, shape: u8) -> Self {
        Self([rgb[0], rgb[1], rgb[2], 255, shape, 0, 0, 0])
    }

    /// Its colour.
    pub fn colour(self) -> Rgb {
        [self.0[0], self.0[1], self.0[2]]
    }

    /// How it stands out.
    pub fn state(self) -> State {
        State(self.0[5])
    }

    /// How large it is drawn, as a multiple of [`super::extent::Extent::vertex_radius`].
    pub fn scale(self) -> f32 {
        let shape = if self.0[4] & BOX != 0 { 0.92 } else { 1.0 };
        if self.state().any(State::HOVERED | State::SELECTED) {
            shape * 1.35
        } else {
            shape
        }
    }
}

/// The attributes of an edge, as the graphics card reads them: dense indices
/// of source and target, sRGB colour and its share of the tint, state, the share of
/// its length that is still missing while it arrives, two spare bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeInstance(pub [u8; 16]);

impl EdgeInstance {
    /// Bytes of an instance.
    pub const SIZE: usize = 16;
    /// The byte that says how much is missing, of 255.
    pub(super) const MISSING: usize = 13;

    fn new([source, target]: [u32; 2], rgb: Rgb) -> Self {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&source.to_le_bytes());
        bytes[4..8].copy_from_slice(&target.to_le_bytes());
        bytes[8..12].copy_from_slice(&[rgb[0], rgb[1], rgb[2], 255]);
        Self(bytes)
    }
}

/// Instance attributes in [`GraphIndex`] order. `version` grows with every
/// change; the last change left everything before `*_from` as it was.
#[derive(Resource, Default)]
pub struct Appearance {
    pub(super) vertices: Vec<VertexInstance>,
    pub(super) edges: Vec<EdgeInstance>,
    pub(super) version: u64,
    pub(super) vertices_from: usize,
    pub(super) edges_from: usize,
    present: Present,
    index_version: Option<u64>,
    last_vertex: Option<Entity>,
    last_edge: Option<Entity>,
    highlighted: bool,
}

impl Appearance {
    /// The kinds of vertices and operations that there are.
    pub fn present(&self) -> &Present {
        &self.present
    }

    /// The attributes of the vertices, in dense order.
    pub fn vertices(&self) -> &[VertexInstance] {
        &self.vertices
    }
}

/// Brings the attributes up to date with the graph, its terms, the settings and the selection.
pub(super) fn update_appearance(
    index: Res<GraphIndex>,
    settings: Res<ViewSettings>,
    selection: Res<Selection>,
    hovered: Res<Hovered>,
    looks: Query<(&Vertex, Option<&Term>)>,
    changed: Query<(&Vertex, Option<&Term>), Or<(Changed<Term>, Changed<Vertex>)>>,
    network: Option<Res<Network>>,
    mut appearance: ResMut<Appearance>,
) {
    let palette = settings.theme.palette();
    // Read past change detection: *changed* is for the legend and the upload.
    let this = appearance.bypass_change_detection();
    let (mut vertices_from, mut edges_from) = (this.vertices.len(), this.edges.len());
    let topology = this.index_version != Some(index.version);
    if topology {
        this.index_version = Some(index.version);
        // Stable ids only ever come at the end, so if the last one of before
        // is still in its place, everything before it is.
        let kept = |all: &[Entity], count: usize, last: Option<Entity>| {
            if count > 0 && all.get(count - 1).copied() == last {
                count
            } else {
                0
            }
        };
        vertices_from = kept(&index.vertices, vertices_from, this.last_vertex);
        edges_from = if vertices_from == 0 {
            0
        } else {
            kept(&index.edges, edges_from, this.last_edge)
        };
        this.last_vertex = index.vertices.last().copied();
        this.last_edge = index.edges.last().copied();
    }
    if settings.is_changed() {
        (vertices_from, edges_from) = (0, 0);
    }
    let mut dirty = vertices_from < index.vertices.len() || vertices_from < this.vertices.len();
    dirty |= edges_from < index.ends.len() || edges_from < this.edges.len();

    if vertices_from == 0 {
        this.present = Present::default();
    }
    this.vertices.truncate(vertices_from);
    for &entity in &index.vertices[vertices_from.min(index.vertices.len())..] {
        let instance = looks
            .get(entity)
            .map(|(vertex, term)| {
                look(
                    vertex.kind,
                    term,
                    settings.colour_by,
                    &settings,
                    &mut this.present,
                )
            })
            .unwrap_or_default();
        this.vertices.push(instance);
    }
    let (mut lowest, mut recoloured_operation) = (vertices_from, false);
    let mut recolour = |vertex: &Vertex, term: Option<&Term>| {
        let Some(dense) = index
            .dense(vertex.id)
            .filter(|&dense| dense < vertices_from)
        else {
            return;
        };
        let mut instance = look(
            vertex.kind,
            term,
            settings.colour_by,
            &settings,
            &mut this.present,
        );
        instance.0[5] = this.vertices[dense].0[5];
        if instance != this.vertices[dense] {
            this.vertices[dense] = instance;
            lowest = lowest.min(dense);
            recoloured_operation |= vertex.kind == VertexKind::Operation;
            dirty = true;
        }
    };
    // The network's numbers are mirrored past change detection: all may be new.
    if network.is_some_and(|network| network.is_changed()) {
        looks
            .iter()
            .for_each(|(vertex, term)| recolour(vertex, term));
    } else {
        changed
            .iter()
            .for_each(|(vertex, term)| recolour(vertex, term));
    }
    vertices_from = lowest;
    if recoloured_operation {
        edges_from = 0;
    }
    this.edges.truncate(edges_from);
    for &ends in &index.ends[edges_from.min(index.ends.len())..] {
        let source = this.vertices.get(ends[0] as usize);
        this.edges
            .push(EdgeInstance::new(ends, edge_colour(source, palette)));
    }
    this.present.edges = !this.edges.is_empty();

    let highlight =
        !selection.vertices.is_empty() || selection.edge.is_some() || hovered.0.is_some();
    let states_differ = selection.is_changed() || hovered.is_changed() || dirty;
    if states_differ && (highlight || this.highlighted) {
        this.highlighted = highlight;
        highlight_states(
            &index,
            &selection,
            &hovered,
            &mut this.vertices,
            &mut this.edges,
        );
        (vertices_from, edges_from, dirty) = (0, 0, true);
    }
    if dirty {
        this.vertices_from = vertices_from;
        this.edges_from = edges_from;
        this.version += 1;
        appearance.set_changed();
    }
}

fn look(
    kind: VertexKind,
    term: Option<&Term>,
    colour_by: ColourBy,
    settings: &ViewSettings,
    present: &mut Present,
) -> VertexInstance {
    let palette = settings.theme.palette();
    let operation = term.and_then(|term| OperationKind::of(&term.operation));
    match (kind, term, colour_by) {
        (VertexKind::Plain, ..) => {
            present.plain = true;
            VertexInstance::new(palette.plain, 0)
        }
        (VertexKind::Operation, ..) => {
            let operation = operation.unwrap_or(OperationKind::Other);
            present.operations[operation as usize] = true;
            VertexInstance::new(operation.colour(settings.theme), BOX)
        }
        (VertexKind::Value, Some(term), colour_by) => {
            present.values = true;
            match (colour_by, term.gradient) {
                (ColourBy::Data, _) => {
                    VertexInstance::new(palette::diverging(term.data, palette), 0)
                }
                (ColourBy::Gradient, Some(gradient)) => {
                    VertexInstance::new(palette::diverging(gradient, palette), 0)
                }
                (ColourBy::Gradient, None) => VertexInstance::new(palette.ash, HOLLOW),
                (ColourBy::Operation, _) => {
                    let rgb = operation
                        .map_or(palette.leaf, |operation| operation.colour(settings.theme));
                    VertexInstance::new(rgb, 0)
                }
            }
        }
        (VertexKind::Value, None, _) => {
            present.values = true;
            VertexInstance::new(palette.leaf, 0)
        }
    }
}

/// An edge that leaves an operation wears its colour; the others stay quiet.
fn edge_colour(source: Option<&VertexInstance>, palette: &Palette) -> Rgb {
    match source {
        Some(source) if source.0[4] & BOX != 0 => palette::mix(palette.edge, source.colour(), 0.65),
        _ => palette.edge,
    }
}

/// Writes every state anew: what is hovered, selected, joined to those, and the rest.
fn highlight_states(
    index: &GraphIndex,
    selection: &Selection,
    hovered: &Hovered,
    vertices: &mut [VertexInstance],
    edges: &mut [EdgeInstance],
) {
    let selected: EntityHashSet = selection.vertices.iter().copied().collect();
    let rest = if selected.is_empty() && selection.edge.is_none() {
        State::default()
    } else {
        State::DIMMED
    };
    for (&entity, instance) in index.vertices.iter().zip(vertices.iter_mut()) {
        let mut state = State::default();
        if selected.contains(&entity) {
            state = state | State::SELECTED;
        }
        if hovered.0 == Some(entity) {
            state = state | State::HOVERED;
        }
        instance.0[5] = if state == State::default() {
            rest.0
        } else {
            state.0
        };
    }
    for ((&ends, &entity), edge) in index.ends.iter().zip(&index.edges).zip(edges) {
        let [a, b] = ends.map(|end| vertices[end as usize].state());
        let own = selection.edge == Some(entity);
        let lit = own || (a | b).any(State::SELECTED | State::HOVERED);
        edge.0[12] = match (own, lit) {
            (true, _) => State::SELECTED.0,
            (false, true) => State::NEIGHBOUR.0,
            (false, false) => rest.0,
        };
        if lit {
            for end in ends {
                let state = &mut vertices[end as usize].0[5];
                // A selected or hovered end stays that; a neighbour is no longer dimmed.
                if *state & (State::SELECTED.0 | State::HOVERED.0) == 0 {
                    *state = State::NEIGHBOUR.0;
                }
            }
        }
    }
}
