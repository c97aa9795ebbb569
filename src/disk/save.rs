//! Saves a file whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::FileError;

/// The longest chain of symbolic links that is followed.
const MOST_LINKS: usize = 40;

/// Writes beside the target first and renames, so that no reader sees half a file. A link stays,
/// and its target is replaced. A device or a pipe cannot be replaced; the bytes are written to it.
///
/// # Errors
/// The file cannot be written; the target is unchanged.
pub fn save_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    check_place(path)?;
    let found = fs::metadata(path).ok();
    let saved = match found {
        Some(found) if !found.is_file() => fs::OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut device| device.write_all(bytes)),
        found => replace_file(
            &resolve_links(path),
            bytes,
            found.map(|found| found.permissions()),
        ),
    };
    saved.map_err(|error| write_error(path, error))
}

/// Checks that a file can be written at a path, before long work.
///
/// # Errors
/// The path names a folder, or its folder is missing.
pub fn check_place(path: &Path) -> Result<(), FileError> {
    if path.file_name().is_none() || path.is_dir() {
        return Err(FileError::whole_file(
            path,
            "cannot be written: it is a folder; expected the name of a file",
        ));
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            Err(FileError::whole_file(
                path,
                format!(
                    "cannot be written: there is no folder `{}`",
                    folder.display()
                ),
            ))
        }
        _ => Ok(()),
    }
}

fn write_error(path: &Path, error: io::Error) -> FileError {
    FileError::whole_file(path, format!("cannot be written: {error}"))
}

/// The target of a path through its links, also if the file does not exist yet.
fn resolve_links(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        let mut place = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Ok(next) = fs::read_link(&place) else {
                break;
            };
            place = place.with_file_name("").join(next);
        }
        place
    })
}

/// Replaces `target` by a new file with the permissions of the old one.
fn replace_file(
    target: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<()> {
    let mut unfinished = target.file_name().unwrap_or_default().to_owned();
    unfinished.push(format!(".{}.part", std::process::id()));
    let unfinished = target.with_file_name(unfinished);
    let write = || {
        let mut file = fs::File::create(&unfinished)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, target)
    };
    write().inspect_err(|_| {
        // The partial file may not exist, and a second error would hide the first.
        let _ = fs::remove_file(&unfinished);
    })
}
