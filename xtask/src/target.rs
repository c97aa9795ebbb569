//! The compiler's WebAssembly targets, installed when they are missing.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The target that the page's program is built for.
pub const PAGE: &str = "wasm32-unknown-unknown";

/// The target of the command line in Node: the same instructions as the page's,
/// with files and arguments.
pub const COMMAND_LINE: &str = "wasm32-wasip1";

/// Compiler flags of every WebAssembly target: one string, words separated by spaces. They are
/// the same for all, so that results of the command line in Node hold for the page. Every browser that the page runs in has had 128-bit SIMD for years.
const FLAGS: &str = "-C target-feature=+simd128";

/// Has `cargo` build for `target`, with [`FLAGS`]. The builder's own folders do not get into the
/// program: messages of panics name files of the registry without them.
pub fn choose(cargo: &mut Command, target: &str) {
    let name = target.to_uppercase().replace('-', "_");
    let mut flags = FLAGS.to_owned();
    let home =
        env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")));
    // Flags are separated by spaces: a folder with spaces cannot be renamed.
    if let Ok(home) = home.map(|home| home.trim_end_matches('/').to_owned())
        && !home.contains(' ')
    {
        flags.push_str(&format!(" --remap-path-prefix={home}=cargo"));
    }
    cargo
        .args(["--target", target])
        .env(format!("CARGO_TARGET_{name}_RUSTFLAGS"), flags);
}

/// Makes sure that the compiler can build for `target`.
///
/// # Errors
/// When the target is missing and rustup cannot add it.
pub fn ensure(target: &str) -> Result<()> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
    let folder = process::output(Command::new(rustc).args([
        "--print",
        "target-libdir",
        "--target",
        target,
    ]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding the target {target} …");
    process::run(Command::new("rustup").args(["target", "add", target])).with_context(|| {
        format!(
            "this Rust toolchain has no {target}: add it with `rustup target add {target}`, \
             or install the package of your system that holds Rust's standard library for it"
        )
    })
}
