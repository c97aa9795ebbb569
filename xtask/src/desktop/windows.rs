//! Windows: a `.zip` with the `.exe`. Written from documentation, untested on Windows.

use anyhow::Result;

use super::archive::{Entry, zip};
use super::{Archive, Contents};

/// Packs the archive.
///
/// # Errors
/// When the archive cannot be written.
pub fn pack(contents: Contents) -> Result<Archive> {
    let inside = |name: &str| format!("{}/{name}", contents.name);
    let mut entries = vec![
        Entry::program(inside("gradswarm.exe"), contents.binary),
        Entry::file(inside("gradswarm.png"), contents.icon),
    ];
    for (name, data) in contents.documents {
        // Double-click opens nothing without an ending.
        let name = if name.contains('.') {
            name
        } else {
            format!("{name}.txt")
        };
        entries.push(Entry::file(inside(&name), data));
    }
    let bytes = zip(&mut entries)?;
    Ok(Archive {
        file: format!("{}.zip", contents.name),
        entries,
        bytes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_holds_the_program_and_readable_licences() {
        let archive = pack(Contents::sample()).unwrap();
        assert_eq!(archive.file, "gradswarm-1.2.3-os-arch.zip");
        let paths: Vec<_> = archive
            .entries
            .iter()
            .map(|entry| &entry.path[..])
            .collect();
        assert_eq!(
            paths,
            [
                "gradswarm-1.2.3-os-arch/LICENSE-MIT.txt",
                "gradswarm-1.2.3-os-arch/README.md",
                "gradswarm-1.2.3-os-arch/gradswarm.exe",
                "gradswarm-1.2.3-os-arch/gradswarm.png",
            ]
        );
    }
}
