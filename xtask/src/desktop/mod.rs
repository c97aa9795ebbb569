//! `cargo xtask desktop`: one archive that a person unpacks and runs.

mod archive;
mod linux;
mod macos;
mod windows;

use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::licences;
use crate::process;
use crate::sizes::Table;
use crate::workspace::{PROGRAM, Workspace};
use archive::Entry;

/// The contents of an archive on every operating system.
struct Contents {
    /// Name of the archive and of the folder in it, such as `gradswarm-0.1.0-linux-x86_64`.
    name: String,
    version: String,
    binary: Vec<u8>,
    /// A PNG of 256 by 256 pixels.
    icon: Vec<u8>,
    /// README and everything that it links to, by path.
    documents: Vec<(String, Vec<u8>)>,
}

/// A finished archive: its file name, what is in it, its bytes.
struct Archive {
    file: String,
    entries: Vec<Entry>,
    bytes: Vec<u8>,
}

/// Builds the archive for the operating system this runs on into `dist/desktop`.
///
/// # Errors
/// When a step fails, or when the operating system has no archive of its own here.
pub fn export() -> Result<()> {
    let pack = match OS {
        "linux" => linux::pack,
        "windows" => windows::pack,
        "macos" => macos::pack,
        other => bail!(
            "there is no archive for {other} yet; `cargo build --profile dist` builds the program"
        ),
    };
    let workspace = Workspace::load(&host()?)?;
    let archive = pack(gather(&workspace)?)?;

    let folder = workspace.dist().join("desktop");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let file = folder.join(&archive.file);
    fs::write(&file, &archive.bytes).with_context(|| format!("cannot write {}", file.display()))?;

    let mut table = Table::new(&["size"]);
    for entry in &archive.entries {
        table.row(&entry.path, &[Some(entry.data.len() as u64)]);
    }
    table.row(&archive.file, &[Some(archive.bytes.len() as u64)]);
    println!("{}\n{}", file.display(), table.render());
    if OS != "linux" {
        println!(
            "Note: the layout of this archive follows the documentation of {OS} and is untested: \
             please say how it went."
        );
    }
    Ok(())
}

/// The platform that this toolchain builds for by default.
fn host() -> Result<String> {
    let about = process::output(Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("`rustc -vV` names no host")?.trim().to_owned())
}

/// Builds the program and reads all that goes with it.
fn gather(workspace: &Workspace) -> Result<Contents> {
    println!("Building for {OS}; link-time optimisation takes some minutes …");
    let mut cargo = process::cargo(&workspace.root);
    cargo.args([
        "build",
        "--profile",
        "dist",
        "--package",
        PROGRAM,
        "--bin",
        PROGRAM,
    ]);
    process::run(&mut cargo)?;
    let built = workspace
        .target
        .join("dist")
        .join(format!("{PROGRAM}{EXE_SUFFIX}"));

    let mut documents = Vec::new();
    for path in document_paths(&workspace.root)? {
        let data = read(&workspace.root.join(&path))?;
        documents.push((path, data));
    }
    documents.push((
        "THIRD-PARTY.md".to_owned(),
        licences::document(&workspace.linked, &workspace.root)?.into_bytes(),
    ));
    Ok(Contents {
        name: format!("{PROGRAM}-{}-{OS}-{ARCH}", workspace.version),
        version: workspace.version.clone(),
        binary: read(&built)?,
        icon: read(&workspace.root.join("assets/icon.png"))?,
        documents,
    })
}

/// The README and the files that it links to, relative to the workspace, so that its links lead
/// somewhere in the archive too.
fn document_paths(root: &Path) -> Result<Vec<String>> {
    let mut paths = [
        "README.md",
        "CHANGELOG.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "assets/screenshots/growth.png",
    ]
    .map(str::to_owned)
    .to_vec();
    let docs = root.join("docs");
    let files = fs::read_dir(&docs).with_context(|| format!("cannot read {}", docs.display()))?;
    let mut names = Vec::new();
    for file in files {
        names.push(file?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name.ends_with(".md"));
    names.sort();
    paths.extend(names.into_iter().map(|name| format!("docs/{name}")));
    Ok(paths)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
impl Contents {
    fn sample() -> Self {
        Self {
            name: "gradswarm-1.2.3-os-arch".into(),
            version: "1.2.3".into(),
            binary: b"program".to_vec(),
            icon: b"icon".to_vec(),
            documents: vec![
                ("README.md".into(), b"read".to_vec()),
                ("LICENSE-MIT".into(), b"mit".to_vec()),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_of_the_readme_leads_into_the_archive() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let paths = document_paths(root).unwrap();
        let readme = fs::read_to_string(root.join("README.md")).unwrap();
        let links: Vec<_> = readme
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .filter(|link| !link.contains("://"))
            .collect();
        assert!(links.len() > 5, "{links:?}");
        for link in links {
            assert!(paths.iter().any(|path| path == link), "{link}");
        }
    }
}
