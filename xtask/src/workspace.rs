//! Cargo's knowledge of the workspace: its folders, and the packages that go into the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// The program that is exported, and the package that it comes from.
pub const PROGRAM: &str = "gradswarm";

/// The repository's root folder, where this program was built from.
pub fn root() -> &'static Path {
    // xtask lies one folder below it.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The workspace, read from `cargo metadata` for one platform.
pub struct Workspace {
    /// The repository's root folder.
    pub root: PathBuf,
    /// Where cargo puts what it builds, `CARGO_TARGET_DIR` included.
    pub target: PathBuf,
    /// The version of the exported program.
    pub version: String,
    /// Every package that is linked into the exported program, the program excepted, by name.
    pub linked: Vec<Package>,
}

/// One package, as `cargo metadata` describes it.
#[derive(Clone, Debug, Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    /// An SPDX expression such as `MIT OR Apache-2.0`.
    pub license: Option<String>,
    pub repository: Option<String>,
    pub manifest_path: PathBuf,
}

impl Workspace {
    /// Asks cargo about the workspace this program was built from.
    ///
    /// # Errors
    /// When cargo cannot read the workspace.
    pub fn load(platform: &str) -> Result<Self> {
        let mut command = process::cargo(root());
        command.args([
            "metadata",
            "--format-version",
            "1",
            "--filter-platform",
            platform,
        ]);
        let metadata: Metadata = serde_json::from_str(&process::output(&mut command)?)
            .context("cannot understand the output of `cargo metadata`")?;
        metadata.into_workspace()
    }

    /// The folder that exports are written to.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None` for an ordinary dependency, `dev` or `build` for the others.
    kind: Option<String>,
}

impl Metadata {
    fn into_workspace(self) -> Result<Workspace> {
        let program = self
            .packages
            .iter()
            .find(|package| package.name == PROGRAM)
            .with_context(|| format!("the workspace has no package `{PROGRAM}`"))?
            .clone();
        let ids = linked_ids(&self.resolve, &program.id);
        let mut linked: Vec<Package> = self
            .packages
            .into_iter()
            .filter(|package| ids.contains(package.id.as_str()) && package.id != program.id)
            .collect();
        linked.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
        Ok(Workspace {
            root: self.workspace_root,
            target: self.target_directory,
            version: program.version,
            linked,
        })
    }
}

/// The packages reachable from `root` through ordinary dependencies. What only
/// builds or tests the program is not in it, and needs no licence beside it.
fn linked_ids<'a>(resolve: &'a Resolve, root: &'a str) -> BTreeSet<&'a str> {
    let nodes: BTreeMap<&str, &Node> = resolve
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let mut found = BTreeSet::from([root]);
    let mut open = vec![root];
    while let Some(id) = open.pop() {
        let dependencies = nodes.get(id).map_or(&[][..], |node| &node.deps);
        for dependency in dependencies {
            let ordinary = dependency.dep_kinds.iter().any(|kind| kind.kind.is_none());
            if ordinary && found.insert(&dependency.pkg) {
                open.push(&dependency.pkg);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ordinary_dependencies_are_linked() {
        let metadata: Metadata = serde_json::from_value(serde_json::json!({
            "packages": [
                {"id": "p", "name": "gradswarm", "version": "1.2.3", "license": null, "repository": null, "manifest_path": "/p/Cargo.toml"},
                {"id": "z", "name": "zeta", "version": "1.0.0", "license": "MIT", "repository": null, "manifest_path": "/z/Cargo.toml"},
                {"id": "a", "name": "alpha", "version": "1.0.0", "license": "MIT", "repository": null, "manifest_path": "/a/Cargo.toml"},
                {"id": "t", "name": "tester", "version": "1.0.0", "license": "MIT", "repository": null, "manifest_path": "/t/Cargo.toml"},
            ],
            "workspace_root": "/p",
            "target_directory": "/elsewhere",
            "resolve": {"nodes": [
                {"id": "p", "deps": [
                    {"pkg": "z", "dep_kinds": [{"kind": "dev"}, {"kind": null}]},
                    {"pkg": "t", "dep_kinds": [{"kind": "dev"}]},
                ]},
                {"id": "z", "deps": [{"pkg": "a", "dep_kinds": [{"kind": null}]}]},
                {"id": "a", "deps": [{"pkg": "t", "dep_kinds": [{"kind": "build"}]}]},
                {"id": "t", "deps": []},
            ]},
        }))
        .unwrap();
        let workspace = metadata.into_workspace().unwrap();
        let names: Vec<_> = workspace
            .linked
            .iter()
            .map(|package| package.name.as_str())
            .collect();
        assert_eq!(names, ["alpha", "zeta"]);
        assert_eq!(workspace.version, "1.2.3");
        assert_eq!(workspace.target, Path::new("/elsewhere"));
    }
}
