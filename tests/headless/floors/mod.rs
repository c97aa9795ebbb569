//! Tests that a room of `src/` imports only rooms below its own, and that files form no circles.
//!
//! The test reads `src/` as text: `use` trees, and inline paths that begin with `crate`, `super`
//! or a child module. A re-export is followed to the file that defines the item. Code behind
//! `#[cfg(test)]` is left out.

mod checker;
mod rooms;
mod sources;
mod text;

use std::collections::BTreeSet;

use rooms::{broken_floor, is_allowed};
use sources::Sources;

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
