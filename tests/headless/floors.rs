//! The floors of the house: a room imports only rooms below its own, and files form no circles.
//!
//! The test reads `src/` as text: `use` trees, and inline paths that begin with `crate`, `super`
//! or a child module. A re-export is followed to the file that defines the item. Code behind
//! `#[cfg(test)]` is left out.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A folder or file of `src/` on its floor. Rooms of one folder are ordered by `step`.
struct Room {
    path: &'static str,
    floor: u32,
    step: u32,
}

const fn room(path: &'static str, floor: u32, step: u32) -> Room {
    Room { path, floor, step }
}

/// The floors, from the top. Code on the highest floor may import everything.
const TOP: u32 = 9;
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
    room("escape", 0, 0),
    room("interface", 0, 0),
    room("autograd", 0, 0),
    room("topology", 0, 0),
];

/// Imports that break the rule, as `(importing room, imported room, reason)`.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "view/picture",
    "files",
    "pictures are written by the same atomic writer",
)];

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
    (
        "preferences",
        &["preferences", "follow", "merge", "native", "web"],
        "the room's page and its platforms",
    ),
];

// ------------------------------------------------------------------------------------- the tests

#[test]
fn rooms_import_only_rooms_below() {
    let sources = Sources::read();
    let broken: BTreeSet<String> = sources
        .imports()
        .into_iter()
        .filter_map(|(file, import)| broken_floor(&file, &import))
        .collect();
    let lines: Vec<String> = broken.into_iter().collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}

#[test]
fn files_form_no_circles() {
    let circles: Vec<String> = Sources::read()
        .circles()
        .into_iter()
        .filter(|circle| !is_allowed(circle))
        .map(|circle| circle.join(" ↔ "))
        .collect();
    assert!(circles.is_empty(), "\n{}\n", circles.join("\n"));
}

// ------------------------------------------------------------------------------------- the floors

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
fn broken_floor(file: &str, import: &str) -> Option<String> {
    let Some(from) = room_of(file) else {
        return (file != "lib").then(|| format!("{} is in no room", path_of(file)));
    };
    let to = room_of(import)?;
    let folder = |room: &Room| room.path.split('/').next();
    let fine = from.floor == TOP
        || to.floor < from.floor
        || from.path == to.path
        || (folder(from) == folder(to) && (to.step < from.step || from.step == 0 || to.step == 0))
        || EXCEPTIONS
            .iter()
            .any(|&(a, b, _)| (a, b) == (from.path, to.path));
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
fn is_allowed(circle: &[String]) -> bool {
    CIRCLES.iter().any(|(folder, files, _)| {
        circle.iter().all(|file| {
            let mut parts = file.rsplit('/');
            let (name, parent) = (parts.next(), parts.next());
            (parent == Some(folder) || *file == **folder)
                && name.is_some_and(|name| files.contains(&name))
        })
    })
}

// ------------------------------------------------------------------------------------ the sources

/// Module paths such as `graph/scenes/build`, each with its text without comments, strings and
/// tests. A `mod.rs` has the path of its folder.
struct Sources(BTreeMap<String, String>);

impl Sources {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut sources = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let module = path.strip_prefix(&root).unwrap().with_extension("");
                    let module = module.to_str().unwrap().replace('\\', "/");
                    let module = module.strip_suffix("/mod").unwrap_or(&module).to_owned();
                    sources.insert(module, fs::read_to_string(&path).unwrap());
                }
            }
        }
        Self::new(sources)
    }

    fn new(texts: BTreeMap<String, String>) -> Self {
        let mut sources = BTreeMap::new();
        let mut tests = BTreeSet::new();
        for (module, text) in texts {
            let (text, test_modules) = without_tests(&without_comments(&text));
            tests.extend(test_modules.iter().map(|name| child_of(&module, name)));
            sources.insert(module, text);
        }
        sources.retain(|module, _| !tests.contains(module));
        Self(sources)
    }

    /// Every pair of an importing file and the module path that it imports.
    fn imports(&self) -> BTreeSet<(String, String)> {
        let mut imports = BTreeSet::new();
        for (module, text) in &self.0 {
            let (uses, rest) = split_uses(text);
            let paths = uses.into_iter().map(|(_, path)| path);
            for path in paths.chain(inline_paths(&rest)) {
                if let Some(target) = self.resolve(module, &path, 8) {
                    imports.insert((module.clone(), target));
                }
            }
        }
        imports.retain(|(file, import)| file != import);
        imports
    }

    /// The file that defines the item of a path, as seen from `module`.
    fn resolve(&self, module: &str, path: &str, depth: u32) -> Option<String> {
        let mut segments = path.split("::").peekable();
        let mut at = match *segments.peek()? {
            "crate" => String::new(),
            "self" | "super" => module.to_owned(),
            first if self.0.contains_key(&child_of(module, first)) => module.to_owned(),
            _ => return None,
        };
        for segment in segments {
            match segment {
                "crate" | "self" => {}
                "super" => {
                    at = at
                        .rsplit_once('/')
                        .map_or("", |(above, _)| above)
                        .to_owned();
                }
                name => {
                    let child = child_of(&at, name);
                    if self.0.contains_key(&child) {
                        at = child;
                        continue;
                    }
                    // An item of `at`, or a re-export from elsewhere.
                    let text = self.0.get(if at.is_empty() { "lib" } else { &at })?;
                    let exported = split_uses(text).0.into_iter().find(|(public, path)| {
                        *public && path.rsplit("::").next() == Some(name) && depth > 0
                    });
                    let origin = exported.and_then(|(_, path)| self.resolve(&at, &path, depth - 1));
                    return origin.or((!at.is_empty()).then_some(at));
                }
            }
        }
        (!at.is_empty()).then_some(at)
    }

    /// Sets of files that import each other, directly or through others. A re-export is no
    /// import: [`Self::resolve`] looks through it.
    fn circles(&self) -> Vec<Vec<String>> {
        let mut reachable: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (module, text) in &self.0 {
            let (uses, rest) = split_uses(text);
            let private = uses.into_iter().filter(|(public, _)| !public);
            let paths = private.map(|(_, path)| path).chain(inline_paths(&rest));
            let targets = paths.filter_map(|path| self.resolve(module, &path, 8));
            let targets = targets.filter(|target| target != module).collect();
            reachable.insert(module.clone(), targets);
        }
        // The transitive closure, small enough to repeat until nothing is added.
        loop {
            let mut grown = false;
            for module in self.0.keys() {
                let next: Vec<String> = reachable[module]
                    .iter()
                    .filter_map(|target| reachable.get(target))
                    .flatten()
                    .cloned()
                    .collect();
                let known = reachable.entry(module.clone()).or_default();
                for target in next {
                    grown |= known.insert(target);
                }
            }
            if !grown {
                break;
            }
        }
        let mut circles = BTreeSet::new();
        for (module, targets) in &reachable {
            if targets.contains(module) {
                let members = targets.iter().filter(|&target| {
                    reachable
                        .get(target)
                        .is_some_and(|back| back.contains(module))
                });
                circles.insert(members.cloned().collect::<Vec<_>>());
            }
        }
        circles.into_iter().collect()
    }
}

/// The module path of a child module.
fn child_of(module: &str, name: &str) -> String {
    match module {
        "" | "lib" => name.to_owned(),
        _ => format!("{module}/{name}"),
    }
}

// --------------------------------------------------------------------------------------- the text

/// The text without comments, and with empty strings.
fn without_comments(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if let Some(raw) = raw_string(rest) {
            bare.push_str("\"\"");
            rest = &rest[raw..];
        } else if first == '"' {
            bare.push_str("\"\"");
            rest = &rest[1..];
            while let Some(next) = rest.chars().next() {
                rest = &rest[next.len_utf8()..];
                match next {
                    '\\' => rest = rest.get(1..).unwrap_or(""),
                    '"' => break,
                    _ => {}
                }
            }
        } else if let Some(length) = character(rest) {
            bare.push_str("' '");
            rest = &rest[length..];
        } else {
            bare.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    bare
}

/// The length of a raw string at the beginning of a text.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    hashes[count..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(count));
    let begin = count + 2;
    text[begin..].find(&end).map(|at| begin + at + end.len())
}

/// The length of a character literal at the beginning of a text; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let first = inner.chars().next()?;
    if first == '\\' {
        // The escaped character may itself be a quote.
        return inner[2..].find('\'').map(|end| end + 4);
    }
    inner[first.len_utf8()..]
        .starts_with('\'')
        .then_some(first.len_utf8() + 2)
}

/// The text without modules behind `#[cfg(test)]`, and the names of those in files of their own.
fn without_tests(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut names) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find("#[cfg(") {
        let Some(close) = rest[at..].find(")]") else {
            break;
        };
        let (attribute, after) = (&rest[at..at + close], &rest[at + close + 2..]);
        let item = after.trim_start();
        let tests = attribute
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "test");
        let module = item.strip_prefix("mod ");
        let Some(module) = module.filter(|_| tests) else {
            kept.push_str(&rest[..at + close + 2]);
            rest = after;
            continue;
        };
        kept.push_str(&rest[..at]);
        let end = module.find([';', '{']).unwrap_or(module.len());
        if module[end..].starts_with(';') {
            names.push(module[..end].trim().to_owned());
            rest = &module[end + 1..];
        } else {
            rest = &module[end + block_length(&module[end..])..];
        }
    }
    kept.push_str(rest);
    (kept, names)
}

/// The length of a block in braces.
fn block_length(text: &str) -> usize {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + character.len_utf8();
        }
    }
    text.len()
}

/// The paths of all `use` items, each with whether it is public, and the text without them.
fn split_uses(text: &str) -> (Vec<(bool, String)>, String) {
    let (mut uses, mut rest) = (Vec::new(), String::new());
    let mut from = 0;
    for (at, _) in text.match_indices("use ") {
        let line = text[..at]
            .rfind(['\n', ';', '{', '}'])
            .map_or(0, |end| end + 1);
        let before = text[line..at].trim();
        let begins = before.is_empty() || before == "pub" || before.starts_with("pub(");
        if at < from || !begins || before.contains('"') {
            continue;
        }
        let Some(end) = text[at..].find(';') else {
            continue;
        };
        let tree: String = text[at + 4..at + end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let mut paths = Vec::new();
        expand_tree("", &tree, &mut paths);
        uses.extend(
            paths
                .into_iter()
                .map(|path| (before.starts_with("pub"), path)),
        );
        rest.push_str(&text[from..line]);
        from = at + end + 1;
    }
    rest.push_str(&text[from.min(text.len())..]);
    (uses, rest)
}

/// Expands `a::{b, c::d}` to paths. A renaming keeps the new name as the last segment.
fn expand_tree(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let name = tree.split(" as ").next().unwrap_or(tree).trim();
        let path = format!("{prefix}{name}");
        let path = path.strip_suffix("::self").unwrap_or(&path);
        if !path.is_empty() {
            paths.push(path.strip_suffix("::*").unwrap_or(path).to_owned());
        }
        return;
    };
    let prefix = format!("{prefix}{}", &tree[..open]);
    let inner = tree[open + 1..].trim_end().strip_suffix('}').unwrap_or("");
    let (mut depth, mut begin) = (0, 0);
    for (at, character) in inner.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand_tree(&prefix, &inner[begin..at], paths);
                begin = at + 1;
            }
            _ => {}
        }
    }
    if !inner[begin..].trim().is_empty() {
        expand_tree(&prefix, &inner[begin..], paths);
    }
}

/// Paths with `::` in code outside of `use`.
fn inline_paths(text: &str) -> Vec<String> {
    // The path of a visibility imports nothing.
    let text = &text.replace("(in crate::", "(in ");
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    text.split(|c: char| !is_path(c))
        .map(|path| path.trim_matches(':'))
        .filter(|path| path.contains("::"))
        .map(str::to_owned)
        .collect()
}

// --------------------------------------------------------------------------- tests of the checker

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Sources {
        let texts = files.iter().map(|&(name, text)| (name.into(), text.into()));
        Sources::new(texts.collect())
    }

    #[test]
    fn imports_above_and_beside_are_broken() {
        let line = broken_floor("physics/motion", "view/draw").unwrap();
        assert_eq!(
            line,
            "src/physics/motion.rs (floor 3) imports crate::view::draw (floor 4)"
        );
        assert!(broken_floor("growth/plan", "physics").is_some());
        assert!(broken_floor("view/look/palette", "view/camera/rig").is_some());
        assert!(broken_floor("view/camera/rig", "view/look/palette").is_none());
        assert!(broken_floor("graph/bundle", "nn/program").is_none());
        assert!(broken_floor("cli/layout", "app").is_none());
        assert!(broken_floor("attic/chest", "nn").is_some());
    }

    #[test]
    fn uses_are_expanded_and_re_exports_followed() {
        let sources = sources(&[
            ("lib", "pub mod a; pub mod b;"),
            ("a", "mod inner; pub use inner::Thing;"),
            ("a/inner", "pub struct Thing;"),
            (
                "b",
                "use crate::{a::{Thing, other as name}, std}; fn f() { crate::a::go(super::b::X) }",
            ),
        ]);
        let imports: Vec<String> = sources
            .imports()
            .into_iter()
            .filter(|(file, _)| file == "b")
            .map(|(_, import)| import)
            .collect();
        assert_eq!(imports, ["a", "a/inner"]);
    }

    #[test]
    fn comments_strings_and_tests_are_left_out() {
        let sources = sources(&[
            (
                "a",
                "// use crate::b::X;\nfn f() -> &'static str { \"crate::b::X\" }\nconst Q: char = '\"';\n#[cfg(test)]\nmod tests { use crate::b::X; mod deep { } }\n#[cfg(all(test, unix))]\nmod more;",
            ),
            ("a/more", "use crate::b::X;"),
            ("b", "pub struct X;"),
        ]);
        assert!(sources.imports().is_empty(), "{:?}", sources.imports());
    }

    #[test]
    fn circles_are_found_through_other_files() {
        let sources = sources(&[
            ("a", "mod x; mod y; mod z; pub use x::X;"),
            ("a/x", "use super::y::Y;"),
            ("a/y", "use super::z::Z;"),
            ("a/z", "use super::X;"),
        ]);
        assert_eq!(sources.circles(), [["a/x", "a/y", "a/z"].map(String::from)]);
        assert!(is_allowed(&[
            "autograd/tape".into(),
            "autograd/value".into()
        ]));
        assert!(!is_allowed(&["autograd/tape".into(), "autograd/op".into()]));
    }
}
