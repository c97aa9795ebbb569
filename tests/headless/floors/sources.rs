//! Source files of `src/`, their imports of each other and the circles that these form.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::text::{inline_paths, split_uses, without_comments, without_tests};

/// Module paths such as `graph/scenes/build`, each with its text without comments, strings and
/// tests. A `mod.rs` has the path of its folder.
pub(super) struct Sources(BTreeMap<String, String>);

impl Sources {
    pub(super) fn read() -> Self {
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

    pub(super) fn new(texts: BTreeMap<String, String>) -> Self {
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
    pub(super) fn imports(&self) -> BTreeSet<(String, String)> {
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
    pub(super) fn circles(&self) -> Vec<Vec<String>> {
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
