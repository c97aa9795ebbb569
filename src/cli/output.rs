//! Where a command writes: looked at before the long work, written after it.

use std::path::Path;

use super::{Failure, print::note};
use crate::{files, graph::Graph};

/// Whether a graph can be written to a place: its ending and its folder.
///
/// # Errors
/// Names the place and what is wrong with it.
pub fn check_graph(path: &Path) -> Result<(), Failure> {
    files::check_ending(path)?;
    Ok(files::check_place(path)?)
}

/// Writes a graph, and says what its format has no room for.
///
/// # Errors
/// Names the file and what went wrong.
pub fn write_graph(path: &Path, graph: &Graph) -> Result<(), Failure> {
    files::write_graph(path, graph)?;
    if let Some(loss) = files::left_out(path, graph) {
        note(format_args!("{}: {loss}", path.display()));
    }
    Ok(())
}
