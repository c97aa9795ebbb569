//! Pictures in a folder.

use std::{env, fs, io::ErrorKind, path::Path, path::PathBuf};

use super::name::{number, numbered};
use crate::disk::save_atomically;

/// Names that are tried, should others save at the same time.
const ATTEMPTS: u32 = 100;

/// The user's folder for pictures if it is there, else the current one.
pub(super) fn usual_folder() -> String {
    let given = env::var_os("XDG_PICTURES_DIR").map(PathBuf::from);
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    let own = home.map(|home| Path::new(&home).join("Pictures"));
    [given, own, env::current_dir().ok()]
        .into_iter()
        .flatten()
        .find(|folder| folder.is_dir())
        .unwrap_or_else(|| PathBuf::from("."))
        .display()
        .to_string()
}

/// Saves a picture under the next free number, whole or not at all, and never
/// over another file. Says where it is.
pub(super) fn keep(
    folder: &str,
    _number: u32,
    scene: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<String, String> {
    let folder = Path::new(if folder.is_empty() { "." } else { folder });
    let remedy = "choose another folder under Pictures";
    let refused = |problem: &dyn std::fmt::Display| {
        format!(
            "{}: cannot save here: {problem}; {remedy}",
            folder.display()
        )
    };
    let entries = fs::read_dir(folder).map_err(|error| match error.kind() {
        ErrorKind::NotFound => refused(&"there is no such folder"),
        ErrorKind::NotADirectory => refused(&"it is no folder"),
        _ => refused(&error),
    })?;
    let last = entries
        .flatten()
        .filter_map(|entry| number(entry.file_name().to_str()?, scene))
        .max()
        .unwrap_or(0);
    for attempt in 1..=ATTEMPTS {
        let path = folder.join(numbered(scene, last.saturating_add(attempt), ending));
        // An empty file takes the name; the picture replaces it as a whole.
        match fs::File::create_new(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(refused(&error)),
            Ok(_) => {
                return match save_atomically(&path, bytes) {
                    Ok(()) => Ok(format!("saved {}", path.display())),
                    Err(error) => {
                        // There may be nothing left to remove.
                        let _ = fs::remove_file(&path);
                        Err(format!("{error}; make room, or {remedy}"))
                    }
                };
            }
        }
    }
    Err(refused(&"others save here all the time"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_numbered_and_never_overwritten() {
        let folder = env::temp_dir().join(format!("gradswarm-pictures-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("gradswarm-seed-007.svg"), "theirs").unwrap();
        let place = folder.display().to_string();
        for (wanted, bytes) in [
            ("gradswarm-seed-008.png", b"one"),
            ("gradswarm-seed-009.png", b"two"),
        ] {
            let told = keep(&place, 1, "seed", "png", bytes).unwrap();
            assert!(told.ends_with(wanted), "{told}");
            assert_eq!(fs::read(folder.join(wanted)).unwrap(), bytes);
        }
        assert!(
            keep(&place, 1, "moons", "png", b"x")
                .unwrap()
                .ends_with("moons-001.png")
        );
        let files = fs::read_dir(&folder).unwrap().count();
        assert_eq!(files, 4, "nothing else is left");
        fs::remove_dir_all(&folder).unwrap();
        let told = keep(&place, 1, "seed", "png", b"x").unwrap_err();
        assert!(
            told.contains("no such folder") && told.contains("under Pictures"),
            "{told}"
        );
    }
}
