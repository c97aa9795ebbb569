//! A machine that computes a layout: a program, and how it is started.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::stats::Stats;
use crate::process;
use crate::target::{self, COMMAND_LINE};
use crate::workspace::{PROGRAM, Workspace};

/// Starts a WASI program in Node.
const RUNNER: &str = "xtask/src/determinism/wasi.mjs";

/// Keeps Node from calling its WASI functions by a short cut, which crashes it
/// (<https://github.com/nodejs/node/issues/53087>): seldom in Node 20, always in Node 22.
const NO_FAST_CALLS: &str = "--no-turbo-fast-api-calls";

/// The program's choice of instructions: `plain`, `avx2`, `avx512` or `auto`.
const SIMD: &str = "GRADSWARM_SIMD";

/// One way to compute a layout.
pub struct Machine {
    /// Its name in the table.
    pub name: &'static str,
    command: Vec<String>,
    threads: u32,
    plain: bool,
}

impl Machine {
    /// The program of this machine, with so many threads.
    pub fn native(name: &'static str, program: &Path, threads: u32) -> Self {
        Self {
            name,
            command: vec![program.display().to_string()],
            threads,
            plain: false,
        }
    }

    /// The WebAssembly program, in Node.
    pub fn wasm(name: &'static str, program: &Path) -> Self {
        let words = ["node", "--no-warnings", NO_FAST_CALLS, RUNNER];
        let mut command: Vec<String> = words.map(str::to_owned).into();
        command.push(program.display().to_string());
        Self {
            name,
            command,
            threads: 1,
            plain: false,
        }
    }

    /// The same by scalar instructions alone.
    pub fn without_simd(self) -> Self {
        Self {
            plain: true,
            ..self
        }
    }

    /// Runs the command line with these words.
    ///
    /// # Errors
    /// When it cannot be started, fails, or prints something else than its statistics.
    pub fn lay_out(&self, root: &Path, words: &[&str]) -> Result<Stats> {
        let mut command = Command::new(&self.command[0]);
        command.current_dir(root).args(&self.command[1..]);
        command.args(words);
        command.args(["--threads", &self.threads.to_string()]);
        command.env(SIMD, if self.plain { "plain" } else { "auto" });
        let output = command
            .output()
            .with_context(|| format!("cannot start `{}`", self.command[0]))?;
        // Its remarks would tear the table apart; they are of use if it fails.
        if !output.status.success() {
            let remarks = String::from_utf8_lossy(&output.stderr);
            bail!("{} failed ({}): {remarks}", self.name, output.status);
        }
        Stats::parse(&String::from_utf8_lossy(&output.stdout))
    }
}

/// Builds the headless program for this machine; returns where it lies.
///
/// # Errors
/// When it does not compile.
pub fn build_native(workspace: &Workspace, profile: &str) -> Result<PathBuf> {
    println!("Building the headless program …");
    let mut cargo = headless(workspace, profile);
    process::run(&mut cargo)?;
    let folder = workspace.target.join(folder(profile));
    Ok(folder
        .join(PROGRAM)
        .with_extension(std::env::consts::EXE_EXTENSION))
}

/// Builds the headless program for Node; returns where it lies.
///
/// # Errors
/// When the target cannot be installed, or the program does not compile.
pub fn build_wasm(workspace: &Workspace, profile: &str) -> Result<PathBuf> {
    target::ensure(COMMAND_LINE)?;
    println!("Building the headless program as WebAssembly …");
    let mut cargo = headless(workspace, profile);
    target::choose(&mut cargo, COMMAND_LINE);
    process::run(&mut cargo)?;
    let folder = workspace.target.join(COMMAND_LINE).join(folder(profile));
    Ok(folder.join(PROGRAM).with_extension("wasm"))
}

fn headless(workspace: &Workspace, profile: &str) -> Command {
    let mut cargo = process::cargo(&workspace.root);
    cargo.args(["build", "--profile", profile, "--no-default-features"]);
    cargo.args(["--package", PROGRAM, "--bin", PROGRAM]);
    cargo
}

/// The folder that cargo gives a profile: `dev` is the only one under another name.
fn folder(profile: &str) -> &str {
    if profile == "dev" { "debug" } else { profile }
}
