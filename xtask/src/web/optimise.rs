//! Finds Binaryen's `wasm-opt` and shrinks the program with it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// The oldest Binaryen that understands what Rust 1.95 emits. Debian 12's own,
/// 108, fails with "invalid code after misc prefix".
const OLDEST: u32 = 116;

/// Optimise for size, and accept the features that Rust's wasm32 target turns
/// on by itself: `wasm-opt` assumes none of them.
const FLAGS: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// A `wasm-opt` that is new enough.
pub struct Optimiser {
    program: PathBuf,
}

impl Optimiser {
    /// Replaces `wasm` by a smaller equal.
    ///
    /// # Errors
    /// When `wasm-opt` fails.
    pub fn run(&self, wasm: &Path) -> Result<()> {
        println!("Optimising for size with {} …", self.program.display());
        let smaller = wasm.with_extension("smaller");
        process::run(
            Command::new(&self.program)
                .args(FLAGS)
                .arg(wasm)
                .arg("-o")
                .arg(&smaller),
        )?;
        fs::rename(&smaller, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
    }
}

/// Looks for `wasm-opt` where `$WASM_OPT` says, in the repository's
/// `node_modules`, and on the path; says aloud what it found.
///
/// # Errors
/// When `$WASM_OPT` is set and cannot be used: then somebody counts on it.
pub fn find(root: &Path) -> Result<Option<Optimiser>> {
    if let Some(program) = env::var_os("WASM_OPT").filter(|name| !name.is_empty()) {
        let program = PathBuf::from(program);
        let version = version(&program).context("WASM_OPT does not name a working wasm-opt")?;
        if version < OLDEST {
            bail!("WASM_OPT names Binaryen {version}; Rust's output needs {OLDEST} or newer");
        }
        return Ok(Some(Optimiser { program }));
    }
    let mut remark = "wasm-opt was not found".to_owned();
    for program in [
        root.join("node_modules/.bin/wasm-opt"),
        PathBuf::from("wasm-opt"),
    ] {
        match version(&program) {
            Ok(version) if version >= OLDEST => return Ok(Some(Optimiser { program })),
            Ok(version) => {
                remark = format!("{} is of Binaryen {version}, too old", program.display());
            }
            Err(_) => {}
        }
    }
    println!(
        "Note: {remark}: the page will be larger than it needs to be. `npm install binaryen` \
         brings one ({OLDEST} or newer); WASM_OPT may name it."
    );
    Ok(None)
}

fn version(program: &Path) -> Result<u32> {
    let output = Command::new(program)
        .arg("--version")
        .output()
        .with_context(|| format!("cannot start {}", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    parse_version(&text)
        .with_context(|| format!("{} --version printed {text:?}", program.display()))
}

/// Reads `wasm-opt version 132 (version_132)` and `wasm-opt version 108`.
fn parse_version(text: &str) -> Option<u32> {
    text.split_once("version ")?
        .1
        .split(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_every_packaging() {
        assert_eq!(
            parse_version("wasm-opt version 132 (version_132)\n"),
            Some(132)
        );
        assert_eq!(parse_version("wasm-opt version 108"), Some(108));
        assert_eq!(
            parse_version("wasm-opt version 116 (version_116-5-gabc)"),
            Some(116)
        );
        assert_eq!(parse_version("something else"), None);
    }
}
