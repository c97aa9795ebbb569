//! The messages that search, filter and walk.

use bevy::prelude::*;

use super::filter::Filter;

/// Searches the graph for vertices.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum SearchCommand {
    /// Shows the search field.
    Open,
    /// Finds vertices by id, label, operation, and the words of a learner such as `weights of
    /// layer 2`: by the whole phrase, or by all of its words in any order. `largest gradient` and
    /// `highest degree` find one vertex.
    Find(String),
    /// Selects the next match and moves the camera to it. The first one is the match whose id is
    /// the text, if there is one.
    Next,
    /// Selects the previous match and moves the camera to it.
    Previous,
    /// Selects every match.
    SelectAll,
    /// Hides the search field and clears the search.
    Close,
}

/// Filters the graph.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum FilterCommand {
    /// Replaces the filter.
    Set(Filter),
    /// Removes the filter.
    Clear,
}

/// Steps from vertex to vertex. A step selects the vertex that it leads to.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// To the next one of the selected vertices, or else of the matches, or else of all.
    Next,
    /// To the previous one.
    Previous,
    /// To an input: the source of an edge.
    Input,
    /// To an output: the target of an edge.
    Output,
    /// To the next of the other inputs or outputs of the vertex before the last step.
    NextSibling,
    /// To the previous one of them.
    PreviousSibling,
}

/// The user walked to a vertex: the camera should show it.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walked {
    /// The vertex.
    pub vertex: Entity,
    /// Whether the camera moves close to it; otherwise the vertex only has to be in view.
    pub close: bool,
}
