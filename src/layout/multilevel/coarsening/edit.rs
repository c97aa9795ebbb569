//! Edits of the finest graph, and the reasons for refusing one.

use std::{error::Error, fmt};

/// An edit of the finest graph. Ids are stable numbers of the caller's choice; every `u32` is
/// allowed, and an id can be reused after its removal. Edges are named by their ends, in either
/// order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Adds a vertex of mass 1, without edges.
    AddVertex(u32),
    /// Removes a vertex and its edges.
    RemoveVertex(u32),
    /// Adds an edge between two vertices. Parallel edges add to the weight. A loop affects no
    /// level and is not stored.
    AddEdge([u32; 2]),
    /// Removes one of the parallel edges between two vertices.
    RemoveEdge([u32; 2]),
}

/// The reason why an edit was refused. A refused edit has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// A vertex with this id exists already.
    VertexExists(u32),
    /// No vertex has this id.
    UnknownVertex(u32),
    /// No edge joins these vertices.
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
