//! Saving a file whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::FileError;

/// Links that are followed from one to the next, at most.
const MOST_LINKS: usize = 40;

/// Writes beside the target first and renames: nobody ever sees half a file. A
/// link stays and what it points to is replaced; a device or a pipe cannot be
/// replaced and takes the bytes as they are.
///
/// # Errors
/// Names the file and what went wrong; the target is as it was then.
pub fn save_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    check_place(path)?;
    let found = fs::metadata(path).ok();
    let saved = match found {
        Some(found) if !found.is_file() => fs::OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut device| device.write_all(bytes)),
        found => replace(&follow(path), bytes, found.map(|found| found.permissions())),
    };
    saved.map_err(|error| cannot(path, error))
}

/// Whether a file can be put at a place: looked at before long work.
///
/// # Errors
/// The name is no file's, or its folder is missing.
pub fn check_place(path: &Path) -> Result<(), FileError> {
    if path.file_name().is_none() || path.is_dir() {
        return Err(FileError::whole(
            path,
            "cannot be written: it is a folder; expected the name of a file",
        ));
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            Err(FileError::whole(
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

fn cannot(path: &Path, error: io::Error) -> FileError {
    FileError::whole(path, format!("cannot be written: {error}"))
}

/// Where a path leads through links, also to a file that is not there yet.
fn follow(path: &Path) -> PathBuf {
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

/// Puts a new file in the place of `target`, with the permissions of the old one.
fn replace(target: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> io::Result<()> {
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
        // The part may not exist; there is nothing more to be done about it.
        let _ = fs::remove_file(&unfinished);
    })
}
