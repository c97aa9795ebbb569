//! Builds the program for the browser and gives it its JavaScript side.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::process;
use crate::target::{self, PAGE};
use crate::workspace::{PROGRAM, Workspace};

/// The program's file name in the exported folder.
pub const WASM: &str = "gradswarm_bg.wasm";

/// Compiles the program; returns where its WebAssembly lies.
///
/// # Errors
/// When it does not compile.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    println!("Building for the browser; link-time optimisation takes some minutes …");
    let mut cargo = process::cargo(&workspace.root);
    cargo.args(["build", "--profile", "web"]);
    target::choose(&mut cargo, PAGE);
    cargo.args(["--package", PROGRAM, "--bin", PROGRAM]);
    process::run(&mut cargo)?;
    Ok(workspace
        .target
        .join(PAGE)
        .join("web")
        .join(PROGRAM)
        .with_extension("wasm"))
}

/// Writes `gradswarm.js` and [`WASM`] into `folder`.
///
/// The generator is a library of the same workspace, so that it is always the
/// version that the program was built against.
///
/// # Errors
/// When the program is not what the generator understands.
pub fn bind(wasm: &Path, folder: &Path) -> Result<()> {
    println!("Writing the JavaScript side …");
    Bindgen::new()
        .input_path(wasm)
        .out_name(PROGRAM)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(folder)
        })
        .with_context(|| format!("wasm-bindgen cannot process {}", wasm.display()))
}
