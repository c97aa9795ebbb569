//! Saving a file whole or not at all.

use std::{fs, io::Write, path::Path};

use super::FileError;

/// Writes beside the target first and renames: nobody ever sees half a file.
///
/// # Errors
/// Names the file and what went wrong; the target is as it was then.
pub fn save_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let fail =
        |error: std::io::Error| FileError::whole(path, format!("cannot be written: {error}"));
    let name = path
        .file_name()
        .ok_or_else(|| FileError::whole(path, "is not the name of a file"))?;
    let mut unfinished = name.to_owned();
    unfinished.push(format!(".{}.part", std::process::id()));
    let unfinished = path.with_file_name(unfinished);
    let written = fs::File::create(&unfinished)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&unfinished, path));
    written.map_err(|error| {
        // The part may not exist; there is nothing more to be done about it.
        let _ = fs::remove_file(&unfinished);
        fail(error)
    })
}
