//! Puts the page around the program, and tells the page what it is about to load.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::program::WASM;
use crate::workspace::Workspace;

const HTML: &str = "index.html";
/// Files that are copied unchanged.
const COPIED: [&str; 10] = [
    "early.js",
    "old.js",
    "canvas.js",
    "messages.js",
    "loader.js",
    "page.css",
    "noscript.css",
    "manifest.webmanifest",
    "icon-192.png",
    "icon-512.webp",
];

/// Writes the page's files from `assets/web` into `folder`, where the program already lies.
///
/// # Errors
/// When a file is missing, or the page lacks a place that must be filled in.
pub fn write(workspace: &Workspace, folder: &Path) -> Result<()> {
    let assets = workspace.root.join("assets/web");
    let wasm = fs::read(folder.join(WASM)).context("the program is missing in the export")?;
    let html = fs::read_to_string(assets.join(HTML))
        .with_context(|| format!("cannot read {}", assets.join(HTML).display()))?;
    // A change of any part is another build.
    let mut build = Fingerprint::default();
    build.add(&wasm);
    for name in COPIED {
        let part = fs::read(assets.join(name))
            .with_context(|| format!("cannot read {}", assets.join(name).display()))?;
        build.add(&part);
        fs::write(folder.join(name), part)
            .with_context(|| format!("cannot write {}", folder.join(name).display()))?;
    }
    let html = fill(
        &html,
        &[
            ("version", &workspace.version),
            ("wasm-bytes", &wasm.len().to_string()),
            ("build", &build.finish()),
        ],
    )
    .with_context(|| format!("cannot fill in {}", assets.join(HTML).display()))?;
    fs::write(folder.join(HTML), html)
        .with_context(|| format!("cannot write {}", folder.join(HTML).display()))
}

/// Names one build, so that a browser never mixes two from its cache.
#[derive(Default)]
struct Fingerprint(DefaultHasher);

impl Fingerprint {
    fn add(&mut self, part: &[u8]) {
        self.0.write_usize(part.len());
        self.0.write(part);
    }

    fn finish(&self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

/// Replaces every `{{name}}` by its value.
fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (name, value) in values {
        let place = format!("{{{{{name}}}}}");
        if !text.contains(&place) {
            bail!("it has no {place}");
        }
        text = text.replace(&place, value);
    }
    if let Some((_, rest)) = text.split_once("{{") {
        let name: String = rest.chars().take_while(|&c| c != '}').take(40).collect();
        bail!("nothing is known for {{{{{name}}}}}");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let filled = fill("a {{x}} b {{y}} c {{x}}", &[("x", "1"), ("y", "2")]).unwrap();
        assert_eq!(filled, "a 1 b 2 c 1");
    }

    #[test]
    fn a_missing_or_unknown_place_is_an_error() {
        assert!(fill("nothing", &[("x", "1")]).is_err());
        let error = fill("{{x}} {{new}}", &[("x", "1")]).unwrap_err();
        assert!(error.to_string().contains("{{new}}"), "{error}");
    }

    #[test]
    fn the_page_in_the_repository_has_every_place() {
        let page = include_str!("../../../assets/web/index.html");
        let values = [("version", "1"), ("wasm-bytes", "2"), ("build", "3")];
        assert!(fill(page, &values).is_ok());
    }

    #[test]
    fn every_file_that_the_page_names_is_copied() {
        let page = include_str!("../../../assets/web/index.html");
        let named = page.split('"').filter_map(|text| {
            let name = text.split('?').next()?;
            let ending = name.rsplit_once('.')?.1;
            ["js", "css", "png", "webp", "webmanifest"]
                .contains(&ending)
                .then_some(name)
        });
        let missing: Vec<_> = named.filter(|name| !COPIED.contains(name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
