//! The compiler's WebAssembly target, installed when it is missing.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The target that the page's program is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler can build for [`TARGET`].
///
/// # Errors
/// When the target is missing and rustup cannot add it.
pub fn ensure() -> Result<()> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let folder = process::output(Command::new(rustc).args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding the target {TARGET} …");
    process::run(Command::new("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!(
            "this Rust toolchain has no {TARGET}: add it with `rustup target add {TARGET}`, \
             or install the package of your system that holds Rust's standard library for it"
        )
    })
}
