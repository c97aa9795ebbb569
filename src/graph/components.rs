//! The components of vertices and edges, reflected so that any inspector can read and write them.

use std::{borrow::Cow, collections::BTreeSet, fmt};

use bevy::{ecs::reflect::ReflectComponent, prelude::*};

/// A vertex's stable number: its place in the scene's order. Never reused within a scene. All
/// deterministic computations follow this order.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VertexId(pub u32);

/// An edge's stable number: its place in the scene's order.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub u32);

/// The kind of a vertex.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum VertexKind {
    /// A scalar of the computation.
    Value,
    /// The operation that made a value.
    Operation,
    /// A vertex of a graph that is not a computation.
    #[default]
    Plain,
}

/// Marks a vertex of the graph.
#[derive(Component, Reflect, Clone, Copy, Debug, Default)]
#[reflect(Component, Default)]
#[require(Position, Velocity, OutgoingEdges, IncomingEdges)]
pub struct Vertex {
    /// Its stable number; also its node in [`super::CurrentScene`]'s graph.
    pub id: VertexId,
    /// Its kind.
    pub kind: VertexKind,
}

/// The position of a vertex, world units.
#[derive(Component, Reflect, Clone, Copy, Debug, Default, PartialEq, Deref, DerefMut)]
#[reflect(Component, Default)]
pub struct Position(pub Vec3);

/// The velocity of a vertex, world units per unit of integrator time.
#[derive(Component, Reflect, Clone, Copy, Debug, Default, PartialEq, Deref, DerefMut)]
#[reflect(Component, Default)]
pub struct Velocity(pub Vec3);

/// Marks a pinned vertex: forces do not move it.
#[derive(Component, Reflect, Clone, Copy, Debug, Default)]
#[reflect(Component, Default)]
pub struct Pinned;

/// The scalar that a vertex shows: a mirror of the tape, which owns it. A write to a leaf's `data`
/// changes the tape, and the graph is recomputed.
#[derive(Component, Reflect, Clone, Debug, Default)]
#[reflect(Component, Default)]
pub struct Term {
    /// The value's place on the tape, if the graph has one.
    pub value: Option<u32>,
    /// The operation's symbol; empty for a leaf.
    pub operation: Cow<'static, str>,
    /// The scalar.
    pub data: f64,
    /// The gradient of the loss by this scalar; `None` means *not computed*, which is not zero.
    pub gradient: Option<f64>,
}

/// Marks an edge of the graph: an entity of its own, related to both its ends.
#[derive(Component, Reflect, Clone, Copy, Debug)]
#[reflect(Component, Default)]
#[require(EdgeForce)]
pub struct Edge {
    /// Its stable number.
    pub id: EdgeId,
    /// Factor of its spring's force. Default 1.
    pub strength: f32,
}

impl Default for Edge {
    fn default() -> Self {
        Self {
            id: EdgeId::default(),
            strength: 1.0,
        }
    }
}

/// The tension of an edge's spring at the last tick; positive pulls its ends together.
#[derive(Component, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Component, Default)]
pub struct EdgeForce(pub f32);

/// The vertex that an edge leaves.
#[derive(Component, Reflect, Clone, Copy, Debug, PartialEq, Eq)]
#[reflect(Component)]
#[relationship(relationship_target = OutgoingEdges, allow_self_referential)]
pub struct EdgeSource(pub Entity);

/// The vertex that an edge enters.
#[derive(Component, Reflect, Clone, Copy, Debug, PartialEq, Eq)]
#[reflect(Component)]
#[relationship(relationship_target = IncomingEdges, allow_self_referential)]
pub struct EdgeTarget(pub Entity);

/// The edges that leave a vertex. Despawning the vertex despawns them.
#[derive(Component, Reflect, Clone, Debug, Default)]
#[reflect(Component, Default)]
#[relationship_target(relationship = EdgeSource, linked_spawn)]
pub struct OutgoingEdges(BTreeSet<Entity>);

/// The edges that enter a vertex. Despawning the vertex despawns them.
#[derive(Component, Reflect, Clone, Debug, Default)]
#[reflect(Component, Default)]
#[relationship_target(relationship = EdgeTarget, linked_spawn)]
pub struct IncomingEdges(BTreeSet<Entity>);

impl fmt::Display for VertexKind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Value => "value",
            Self::Operation => "op",
            Self::Plain => "plain",
        })
    }
}
