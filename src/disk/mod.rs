//! Text files on the disk: reads them, saves them whole or not at all, and names the place of an
//! error in them.

mod error;
mod save;

use std::{fs, path::Path};

pub use error::{FileError, Problem, without_place};
pub use save::{check_place, save_atomically};

/// The mark that some editors write before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Reads a text file, without its byte order mark.
///
/// # Errors
/// The file cannot be read, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    let mut text = fs::read_to_string(path)
        .map_err(|error| FileError::whole_file(path, format!("cannot be read: {error}")))?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}

/// A text without its byte order mark.
pub fn strip_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}
