//! Reading and writing graphs; the file's ending names its format.

mod edge_list;
pub mod error;
mod json;
mod matrix_market;
#[cfg(feature = "window")]
pub mod preferences;
mod save;

use std::path::Path;

pub use error::{FileError, without_place};
pub use json::format as format_json;
#[cfg(feature = "window")]
pub use preferences::{PreferencesPlugin, ResetPreferences};
pub use save::{check_place, save_atomically};

use crate::graph::Graph;

/// What some editors put before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The formats that graphs are read from and written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Node-link JSON.
    Json,
    /// An edge list; the character stands between the columns, `None` is white space.
    EdgeList(Option<u8>),
    /// MatrixMarket coordinate.
    MatrixMarket,
}

impl Format {
    /// The format that a file's ending names.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::EdgeList(Some(b','))),
            "tsv" => Some(Self::EdgeList(Some(b'\t'))),
            "txt" => Some(Self::EdgeList(None)),
            "mtx" => Some(Self::MatrixMarket),
            _ => None,
        }
    }

    fn required(path: &Path) -> Result<Self, FileError> {
        Self::of(path).ok_or_else(|| {
            FileError::whole(
                path,
                "the ending names no graph format; expected .json, .csv, .tsv, .txt or .mtx",
            )
        })
    }
}

/// Reads a graph file.
///
/// # Errors
/// Names the file, the line where there is one, what is wrong and what was expected.
pub fn read_graph(path: &Path) -> Result<Graph, FileError> {
    let format = Format::required(path)?;
    let text = read_text(path)?;
    parse_graph(&text, format).map_err(|problem| FileError::new(path, problem))
}

/// Reads a text file.
///
/// # Errors
/// Names the file and why it cannot be read.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let mut text = std::fs::read_to_string(path)
        .map_err(|error| FileError::whole(path, format!("cannot be read: {error}")))?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}

/// Reads a graph from text.
///
/// # Errors
/// Says what is wrong, and at which line.
pub fn parse_graph(text: &str, format: Format) -> Result<Graph, error::Problem> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    match format {
        Format::Json => json::parse(text),
        Format::EdgeList(delimiter) => edge_list::parse(text, delimiter),
        Format::MatrixMarket => matrix_market::parse(text),
    }
}

/// Writes a graph file, whole or not at all.
///
/// # Errors
/// Names the file and what went wrong.
pub fn write_graph(path: &Path, graph: &Graph) -> Result<(), FileError> {
    let text = match Format::required(path)? {
        Format::Json => json::format(graph),
        Format::EdgeList(delimiter) => {
            edge_list::format(graph, delimiter).map_err(|what| FileError::whole(path, what))?
        }
        Format::MatrixMarket => matrix_market::format(graph),
    };
    save_atomically(path, text.as_bytes())
}

/// Whether a file's ending names a graph format.
///
/// # Errors
/// Names the file and the endings that exist.
pub fn check_ending(path: &Path) -> Result<(), FileError> {
    Format::required(path).map(|_| ())
}

/// Whether the format that a file's ending names can hold a graph's ids.
///
/// # Errors
/// Names the file and the first id that it cannot hold.
pub fn check_names(path: &Path, graph: &Graph) -> Result<(), FileError> {
    match Format::required(path)? {
        Format::EdgeList(delimiter) => {
            edge_list::check_names(graph, delimiter).map_err(|what| FileError::whole(path, what))
        }
        Format::Json | Format::MatrixMarket => Ok(()),
    }
}

/// What the format that a file's ending names has no room for, if anything.
pub fn left_out(path: &Path, graph: &Graph) -> Option<String> {
    match Format::of(path)? {
        Format::EdgeList(_) => edge_list::left_out(graph),
        Format::Json | Format::MatrixMarket => None,
    }
}
