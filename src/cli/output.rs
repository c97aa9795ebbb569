//! The outputs of commands: checked before the long work, written after it.

use std::path::Path;

use super::{Failure, print::print_note};
use crate::{disk, files, graph::Graph};

/// Checks that a graph can be written to a path: its ending and its folder.
///
/// # Errors
/// The ending names no format, or the folder is missing.
pub fn check_graph_path(path: &Path) -> Result<(), Failure> {
    files::check_ending(path)?;
    Ok(disk::check_place(path)?)
}

/// Writes a graph, and notes what its format cannot hold.
///
/// # Errors
/// The file cannot be written.
pub fn write_graph(path: &Path, graph: &Graph) -> Result<(), Failure> {
    files::write_graph(path, graph)?;
    if let Some(loss) = files::describe_loss(path, graph) {
        print_note(format_args!("{}: {loss}", path.display()));
    }
    Ok(())
}

/// The format that the ending of a picture's path names, in any case. `rule` begins the message,
/// such as *a picture is written as PNG or SVG*.
///
/// # Errors
/// The ending is none of `endings`.
#[cfg(feature = "window")]
pub fn picture_format<T: Copy>(
    path: &Path,
    rule: &str,
    endings: [(&str, T); 2],
) -> Result<T, Failure> {
    let ending = path.extension().unwrap_or_default();
    let known = endings
        .iter()
        .find(|(known, _)| ending.eq_ignore_ascii_case(known));
    known.map(|&(_, format)| format).ok_or_else(|| {
        let [(first, _), (second, _)] = endings;
        Failure::Input(format!(
            "{}: {rule}; expected a name that ends in .{first} or .{second}",
            path.display()
        ))
    })
}
