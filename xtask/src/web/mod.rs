//! `cargo xtask web`: from the source to a folder that any web server can serve.

mod budget;
mod optimise;
mod page;
mod program;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::compress::{Packed, compress_folder};
use crate::licences;
use crate::sizes::{Table, human};
use crate::target::{self, PAGE};
use crate::workspace::Workspace;
use budget::Verdict;

/// The licences of all that is in the program; the page does not load it.
const LICENCES: &str = "THIRD-PARTY.md";

/// Builds the page into `dist/web`.
///
/// # Errors
/// When a step fails, or the page is larger than its budget.
pub fn export() -> Result<()> {
    let workspace = Workspace::load(PAGE)?;
    let optimiser = optimise::find(&workspace.root)?;
    target::ensure(PAGE)?;
    let wasm = program::build(&workspace)?;

    let folder = workspace.dist().join("web");
    start_empty(&folder)?;
    program::bind(&wasm, &folder)?;
    if let Some(optimiser) = &optimiser {
        optimiser.run(&folder.join(program::WASM))?;
    }
    page::write(&workspace, &folder)?;
    let licences = folder.join(LICENCES);
    fs::write(
        &licences,
        licences::document(&workspace.linked, &workspace.root)?,
    )
    .with_context(|| format!("cannot write {}", licences.display()))?;

    println!("Compressing …");
    let files = compress_folder(&folder)?;
    report(&folder, &files, optimiser.is_some())
}

fn start_empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// Prints what was made and how large it is, and holds it against the budget.
fn report(folder: &Path, files: &[Packed], optimised: bool) -> Result<()> {
    let mut table = Table::new(&["raw", "gzip", "brotli"]);
    let (loaded, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.name != LICENCES);
    let row = |table: &mut Table, name: &str, files: &[&Packed]| {
        let total = |size: fn(&Packed) -> u64| Some(files.iter().map(|file| size(file)).sum());
        table.row(
            name,
            &[
                total(|file| file.raw),
                total(|file| file.gzip),
                total(|file| file.brotli),
            ],
        );
    };
    for file in &loaded {
        row(&mut table, &file.name, &[file]);
    }
    row(&mut table, "what a visitor loads", &loaded);
    for file in &others {
        row(&mut table, &file.name, &[file]);
    }
    println!("{}\n{}", folder.display(), table.render());

    let download = loaded.iter().map(|file| file.brotli).sum();
    let limit = human(budget::LIMIT);
    match budget::judge(download, optimised) {
        Verdict::Within => println!("Budget: {} of {limit} (brotli).", human(download)),
        Verdict::NotEnforced => println!(
            "Budget: {} (brotli); the limit of {limit} is not enforced without wasm-opt.",
            human(download),
        ),
        Verdict::Over => bail!(
            "the page is {} (brotli), its budget is {limit}: see what grew with \
             `cargo bloat --profile web --target {PAGE}`, or drop a feature in Cargo.toml",
            human(download),
        ),
    }
    println!("See it with `cargo xtask serve`.");
    Ok(())
}
