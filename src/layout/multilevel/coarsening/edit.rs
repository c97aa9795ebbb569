//! What can be done to the finest graph, and why it may be refused.

use std::{error::Error, fmt};

/// One change of the finest graph. Ids are stable numbers of the caller's choice;
/// every `u32` is allowed, and an id may be used again after its removal. Edges are
/// named by their ends, in either order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A vertex of mass 1, without edges.
    AddVertex(u32),
    /// A vertex goes, and its edges with it.
    RemoveVertex(u32),
    /// An edge between two vertices. Parallel edges count together; an edge from a
    /// vertex to itself matters to no level, and is not remembered.
    AddEdge([u32; 2]),
    /// An edge goes, one of those that count together.
    RemoveEdge([u32; 2]),
}

/// Why an edit was left out. The chain is as if it had not been asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// A vertex of this id is there already.
    VertexExists(u32),
    /// There is no vertex of this id.
    UnknownVertex(u32),
    /// There is no edge between these vertices.
    UnknownEdge([u32; 2]),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VertexExists(id) => write!(f, "vertex {id} exists already"),
            Self::UnknownVertex(id) => write!(f, "there is no vertex {id}"),
            Self::UnknownEdge([a, b]) => write!(f, "there is no edge between {a} and {b}"),
        }
    }
}

impl Error for EditError {}
