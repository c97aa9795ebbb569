//! Reads and writes graph files; the ending of the name chooses the format.
//!
//! Every error names the file, the line where there is one, the problem, and what was expected.

mod edge_list;
mod json;
mod matrix_market;

use std::path::Path;

pub use json::format as format_json;

use crate::{
    disk::{FileError, Problem, read_text, save_atomically, strip_mark},
    graph::Graph,
};

/// The graph formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Node-link JSON.
    Json,
    /// An edge list, with the character between its columns; `None` is white space.
    EdgeList(Option<u8>),
    /// MatrixMarket coordinate.
    MatrixMarket,
}

impl Format {
    /// The format that the ending of a path names.
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::EdgeList(Some(b','))),
            "tsv" => Some(Self::EdgeList(Some(b'\t'))),
            "txt" => Some(Self::EdgeList(None)),
            "mtx" => Some(Self::MatrixMarket),
            _ => None,
        }
    }

    /// The format that the ending of a path names.
    ///
    /// # Errors
    /// The ending names no format.
    fn required_for(path: &Path) -> Result<Self, FileError> {
        Self::from_path(path).ok_or_else(|| {
            FileError::whole_file(
                path,
                "the ending names no graph format; expected .json, .csv, .tsv, .txt or .mtx",
            )
        })
    }
}

/// Reads a graph file.
///
/// # Errors
/// The file cannot be read, or its text is not of its format.
pub fn read_graph(path: &Path) -> Result<Graph, FileError> {
    let format = Format::required_for(path)?;
    let text = read_text(path)?;
    parse_graph(&text, format).map_err(|problem| FileError::new(path, problem))
}

/// Reads a graph from text.
///
/// # Errors
/// The first problem, with its line.
pub fn parse_graph(text: &str, format: Format) -> Result<Graph, Problem> {
    let text = strip_mark(text);
    match format {
        Format::Json => json::parse(text),
        Format::EdgeList(delimiter) => edge_list::parse(text, delimiter),
        Format::MatrixMarket => matrix_market::parse(text),
    }
}

/// Writes a graph file, whole or not at all.
///
/// # Errors
/// The ending names no format, the format cannot hold an id, or the file cannot be written.
pub fn write_graph(path: &Path, graph: &Graph) -> Result<(), FileError> {
    let text = match Format::required_for(path)? {
        Format::Json => json::format(graph),
        Format::EdgeList(delimiter) => {
            edge_list::format(graph, delimiter).map_err(|what| FileError::whole_file(path, what))?
        }
        Format::MatrixMarket => matrix_market::format(graph),
    };
    save_atomically(path, text.as_bytes())
}

/// Checks that the ending of a path names a graph format.
///
/// # Errors
/// It does not.
pub fn check_ending(path: &Path) -> Result<(), FileError> {
    Format::required_for(path).map(|_| ())
}

/// Checks that the format of a path can hold the ids of a graph.
///
/// # Errors
/// The first id that it cannot hold.
pub fn check_names(path: &Path, graph: &Graph) -> Result<(), FileError> {
    match Format::required_for(path)? {
        Format::EdgeList(delimiter) => edge_list::check_names(graph, delimiter)
            .map_err(|what| FileError::whole_file(path, what)),
        Format::Json | Format::MatrixMarket => Ok(()),
    }
}

/// A sentence about the part of a graph that the format of a path cannot hold, if any.
pub fn describe_loss(path: &Path, graph: &Graph) -> Option<String> {
    match Format::from_path(path)? {
        Format::EdgeList(_) => edge_list::describe_loss(graph),
        Format::Json | Format::MatrixMarket => None,
    }
}
