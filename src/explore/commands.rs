//! What a person, a key, a test or a script can ask of search, filter and walk.

use bevy::prelude::*;

use super::filter::Filter;

/// Searches the graph.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub enum SearchCommand {
    /// Shows the search field.
    Open,
    /// Looks for vertices by id, label and operation: for the words as they stand, or, if
    /// that finds nothing, for all of them in any order.
    Find(String),
    /// Selects the next match, and brings the camera to it.
    Next,
    /// Selects the match before.
    Previous,
    /// Selects every match.
    SelectAll,
    /// Hides the search field and forgets what was looked for.
    Close,
}

/// Keeps out what is not of interest.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum FilterCommand {
    /// The filter from now on.
    Set(Filter),
    /// Nothing is kept out.
    Clear,
}

/// Steps from vertex to vertex. A step selects where it leads.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// The next one of the selected vertices, or else of the matches, or else of all.
    Next,
    /// The one before.
    Previous,
    /// To an input: where an edge comes from.
    Input,
    /// To an output: where an edge leads to.
    Output,
    /// To the next of the other inputs, or outputs, of the vertex one came from.
    NextSibling,
    /// To the one before.
    PreviousSibling,
}
