//! Linux: a `.tar.gz` with the program and its `.desktop` file.

use anyhow::Result;

use super::archive::{Entry, tar_gz};
use super::{Archive, Contents};
use crate::workspace::PROGRAM;

/// The freedesktop.org entry (Desktop Entry Specification 1.5). Copied to
/// `~/.local/share/applications`, with the program on the path and the icon in
/// `~/.local/share/icons`, it puts Gradswarm into the menu.
const DESKTOP_FILE: &str = "\
[Desktop Entry]
Type=Application
Version=1.5
Name=Gradswarm
GenericName=Neural network graph
Comment=The whole computation graph of a neural network, every scalar a vertex
Exec=gradswarm
TryExec=gradswarm
Icon=gradswarm
Terminal=false
Categories=Education;Science;ArtificialIntelligence;
Keywords=neural;network;graph;autograd;physics;
StartupWMClass=gradswarm
";

/// Packs the archive.
///
/// # Errors
/// When the archive cannot be written.
pub fn pack(contents: Contents) -> Result<Archive> {
    let inside = |name: &str| format!("{}/{name}", contents.name);
    let mut entries = vec![
        Entry::program(inside(PROGRAM), contents.binary),
        Entry::file(inside("gradswarm.desktop"), DESKTOP_FILE.into()),
        Entry::file(inside("gradswarm.png"), contents.icon),
    ];
    for (name, data) in contents.documents {
        entries.push(Entry::file(inside(&name), data));
    }
    let bytes = tar_gz(&mut entries)?;
    Ok(Archive {
        file: format!("{}.tar.gz", contents.name),
        entries,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_holds_one_folder_with_one_program() {
        let archive = pack(Contents::sample()).unwrap();
        assert_eq!(archive.file, "gradswarm-1.2.3-os-arch.tar.gz");
        let programs: Vec<_> = archive
            .entries
            .iter()
            .filter(|entry| entry.executable)
            .map(|entry| &entry.path[..])
            .collect();
        assert_eq!(programs, ["gradswarm-1.2.3-os-arch/gradswarm"]);
        for name in [
            "gradswarm.desktop",
            "gradswarm.png",
            "README.md",
            "LICENSE-MIT",
        ] {
            let path = format!("gradswarm-1.2.3-os-arch/{name}");
            assert!(
                archive.entries.iter().any(|entry| entry.path == path),
                "{name}"
            );
        }
    }
}
