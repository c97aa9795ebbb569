//! Rooms of `src/` on their floors, and the circles that may stay.

use std::path::Path;

/// A folder or file of `src/` on its floor. Rooms of one folder are ordered by `step`.
struct Room {
    path: &'static str,
    floor: i32,
    step: u32,
}

const fn room(path: &'static str, floor: i32, step: u32) -> Room {
    Room { path, floor, step }
}

/// The floors, from the top. Code on the highest floor may import everything.
const TOP: i32 = 9;
const ROOMS: &[Room] = &[
    room("app", TOP, 0),
    room("cli", TOP, 0),
    room("page", TOP, 0),
    room("frames", TOP, 0),
    room("main", TOP, 0),
    room("preferences", 8, 0),
    room("panel", 7, 0),
    room("panel/kit", 7, 1),
    room("panel/sections", 7, 2),
    room("panel/keys", 7, 3),
    room("panel/overlay", 7, 4),
    room("play", 6, 0),
    room("notebook", 6, 0),
    room("history", 6, 0),
    room("document", 6, 0),
    room("editor", 6, 0),
    room("command", 5, 0),
    room("status", 5, 0),
    room("view", 4, 0),
    room("view/look", 4, 1),
    room("view/camera", 4, 2),
    room("view/marks", 4, 3),
    room("view/draw", 4, 4),
    room("view/pointer", 4, 5),
    room("view/picture", 4, 6),
    room("files", 4, 0),
    room("physics", 3, 0),
    room("training", 3, 0),
    room("growth", 3, 0),
    room("explore", 3, 0),
    room("third_party", 3, 0),
    room("graph", 2, 0),
    room("clock", 2, 0),
    room("journal", 2, 0),
    room("nn", 1, 0),
    room("layout", 1, 0),
    room("layout/model", 1, 1),
    room("layout/dynamics", 1, 2),
    room("layout/multilevel", 1, 3),
    room("layout/engine", 1, 4),
    room("layout/quality", 1, 5),
    room("disk", 0, 0),
    room("escape", 0, 0),
    room("interface", 0, 0),
    room("autograd", 0, 0),
    room("topology", 0, 0),
    room("numbers", -1, 0),
];

/// Circles that may stay, as `(folder, files, reason)`.
const CIRCLES: &[(&str, &[&str], &str)] = &[
    (
        "autograd",
        &["tape", "value"],
        "a value is a handle to its tape",
    ),
    (
        "picture",
        &["film", "work"],
        "a film is one of the works, and advances the others",
    ),
    (
        "coarsening",
        &["level", "matching", "aggregate"],
        "one idea in three files",
    ),
];

/// The room of a module path such as `view/draw/style`.
fn room_of(module: &str) -> Option<&'static Room> {
    let holds = |room: &&Room| {
        module
            .strip_prefix(room.path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ROOMS
        .iter()
        .filter(holds)
        .max_by_key(|room| room.path.len())
}

/// A line about an import of a room above or beside, or of a room without a floor.
pub(super) fn broken_floor(file: &str, import: &str) -> Option<String> {
    let Some(from) = room_of(file) else {
        return (file != "lib").then(|| format!("{} is in no room", path_of(file)));
    };
    let to = room_of(import)?;
    let folder = |room: &Room| room.path.split('/').next();
    let fine = from.floor == TOP
        || to.floor < from.floor
        || from.path == to.path
        || (folder(from) == folder(to) && (to.step < from.step || from.step == 0 || to.step == 0));
    (!fine).then(|| {
        format!(
            "{} (floor {}) imports crate::{} (floor {})",
            path_of(file),
            from.floor,
            to.path.replace('/', "::"),
            to.floor
        )
    })
}

/// The path of a module's file.
fn path_of(module: &str) -> String {
    let folder = format!("src/{module}/mod.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    match root.join(&folder).exists() {
        true => folder,
        false => format!("src/{module}.rs"),
    }
}

/// Whether a circle of files is one of [`CIRCLES`].
pub(super) fn is_allowed(circle: &[String]) -> bool {
    CIRCLES.iter().any(|(folder, files, _)| {
        circle.iter().all(|file| {
            let mut parts = file.rsplit('/');
            let (name, parent) = (parts.next(), parts.next());
            (parent == Some(folder) || *file == **folder)
                && name.is_some_and(|name| files.contains(&name))
        })
    })
}
