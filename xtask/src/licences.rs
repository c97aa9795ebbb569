//! The third-party licences that every export carries.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace::Package;

/// How deep below a package's root a licence may lie: fonts keep theirs in a folder of their own.
const DEPTH: usize = 2;

/// Where the fonts lie that are compiled into the program, each with its licence as `LICENSE-NAME.txt`.
const FONTS_FOLDER: &str = "assets/fonts";

/// The fonts: name, licence, home.
const FONTS: [(&str, &str, &str); 3] = [
    (
        "Hack",
        "MIT AND Bitstream-Vera",
        "https://github.com/source-foundry/Hack",
    ),
    ("Inter", "OFL-1.1", "https://github.com/rsms/inter"),
    (
        "NotoSansSymbols2",
        "OFL-1.1",
        "https://github.com/notofonts/symbols",
    ),
];

/// A Markdown document: a table of all packages and a table of the fonts, then every licence text
/// once, each with the packages and fonts that carry it. `root` is the repository's folder.
///
/// # Errors
/// When the sources of a package or the licence of a font cannot be read.
pub fn document(packages: &[Package], root: &Path) -> Result<String> {
    let mut text = "# Third-party licences\n\n\
        Gradswarm is built from these packages and from Rust's standard library (MIT OR Apache-2.0).\n\n\
        | package | version | licence | repository |\n| --- | --- | --- | --- |\n"
        .to_owned();
    // Equal texts differ in their line breaks: compare them word by word.
    let mut texts: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    let mut add_text = |found: String, carrier: String| {
        let words = found.split_whitespace().collect::<Vec<_>>().join(" ");
        let carriers = &mut texts.entry(words).or_insert((found, Vec::new())).1;
        if !carriers.contains(&carrier) {
            carriers.push(carrier);
        }
    };
    for package in packages {
        let licence = package.license.as_deref().unwrap_or("see its own text");
        let repository = package.repository.as_deref().unwrap_or("");
        let _ = writeln!(
            text,
            "| {} | {} | {licence} | {repository} |",
            package.name, package.version
        );
        for found in licence_texts(package)? {
            add_text(found, format!("{} {}", package.name, package.version));
        }
    }
    text += "\nIt contains subsets of these fonts.\n\n\
        | font | licence | repository |\n| --- | --- | --- |\n";
    for (name, licence, repository) in FONTS {
        let _ = writeln!(text, "| {name} | {licence} | {repository} |");
        add_text(font_licence(root, name)?, format!("the font {name}"));
    }
    let mut texts: Vec<_> = texts.into_values().collect();
    texts.sort_by(|a, b| a.1.cmp(&b.1));
    for (licence, carriers) in texts {
        let licence = licence.replace("```", "'''");
        let _ = write!(
            text,
            "\n## {}\n\n```text\n{}\n```\n",
            carriers.join(", "),
            licence.trim()
        );
    }
    Ok(text)
}

fn font_licence(root: &Path, name: &str) -> Result<String> {
    let path = root.join(FONTS_FOLDER).join(format!("LICENSE-{name}.txt"));
    fs::read_to_string(&path).with_context(|| format!("cannot read the licence {}", path.display()))
}

fn licence_texts(package: &Package) -> Result<Vec<String>> {
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let mut texts = Vec::new();
    collect(folder, DEPTH, &mut texts)
        .with_context(|| format!("cannot read the licences in {}", folder.display()))?;
    Ok(texts)
}

fn collect(folder: &Path, depth: usize, texts: &mut Vec<String>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 1 {
            collect(&entry.path(), depth - 1, texts)?;
        } else if kind.is_file() && is_licence(&entry.file_name().to_string_lossy()) {
            texts.push(String::from_utf8_lossy(&fs::read(entry.path())?).into_owned());
        }
    }
    Ok(())
}

/// Whether a file of this name holds a licence or a notice, not code.
fn is_licence(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let text =
        matches!(ending, "" | "md" | "txt") || !ending.chars().all(|c| c.is_ascii_alphabetic());
    let words = ["license", "licence", "copying", "copyright", "notice"];
    text && (words.iter().any(|word| name.contains(word))
        || matches!(stem, "ofl" | "ufl" | "hack-regular"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::root;

    #[test]
    fn licence_files_are_known_by_name() {
        for name in [
            "LICENSE",
            "LICENSE-MIT",
            "LICENSE-APACHE-2.0",
            "license.md",
            "COPYING",
            "NOTICE.txt",
            "OFL.txt",
            "emoji-icon-font-mit-license.txt",
        ] {
            assert!(is_licence(name), "{name}");
        }
        for name in ["license.rs", "README.md", "notices.toml", "Cargo.toml"] {
            assert!(!is_licence(name), "{name}");
        }
    }

    #[test]
    fn equal_texts_are_printed_once() {
        let folder =
            std::env::temp_dir().join(format!("gradswarm-licences-{}", std::process::id()));
        let package = |name: &str, licence: &str| {
            let home = folder.join(name);
            fs::create_dir_all(&home).unwrap();
            fs::write(home.join("LICENSE"), licence).unwrap();
            Package {
                id: name.into(),
                name: name.into(),
                version: "1.0.0".into(),
                license: Some("MIT".into()),
                repository: Some(format!("https://example.org/{name}")),
                manifest_path: home.join("Cargo.toml"),
            }
        };
        let packages = [
            package("a", "do what\nyou like"),
            package("b", "do  what you\nlike\n"),
        ];
        let text = document(&packages, root()).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(text.contains("| a | 1.0.0 | MIT | https://example.org/a |"));
        assert!(text.contains("## a 1.0.0, b 1.0.0"));
        assert_eq!(text.matches("```text").count(), 1 + FONTS.len());
    }

    #[test]
    fn every_font_has_a_licence_and_is_listed() {
        for entry in fs::read_dir(root().join(FONTS_FOLDER)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if let Some((font, _)) = name.split_once("-subset.") {
                assert!(FONTS.iter().any(|(listed, ..)| *listed == font), "{name}");
            }
        }
        for (name, ..) in FONTS {
            assert!(font_licence(root(), name).unwrap().contains("Copyright"));
        }
    }
}
