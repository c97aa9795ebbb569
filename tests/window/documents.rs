//! The documents: generated blocks agree with the tables in the code, links lead somewhere.
//!
//! `GRADSWARM_UPDATE_DOCS=1 cargo test --release --test window documents` rewrites the generated blocks.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use gradswarm::layout::constants_table;

const BEGIN: &str = "<!-- generated: begin -->\n";
const END: &str = "<!-- generated: end -->\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares the generated block of a document with `generated`, or rewrites it on request.
fn assert_block_is_current(document: &str, generated: &str) {
    let path = root().join(document);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (block, after) = rest.split_once(END).unwrap();
    let generated = format!("\n{}\n\n", generated.trim());
    if block == generated {
        return;
    }
    assert!(
        std::env::var_os("GRADSWARM_UPDATE_DOCS").is_some(),
        "{document} is out of date; run `GRADSWARM_UPDATE_DOCS=1 cargo test --release --test window documents`\n{generated}"
    );
    fs::write(&path, format!("{before}{BEGIN}{generated}{END}{after}")).unwrap();
}

#[test]
fn constants_are_those_of_the_code() {
    let mut table = "| constant | `--set` name | default | range of the control | meaning |\n\
         | --- | --- | --- | --- | --- |\n"
        .to_owned();
    let number = |number: f64| number.to_string().replace('-', "−");
    for info in constants_table() {
        let (low, high) = info.range;
        let range = if low.is_finite() && high.is_finite() {
            format!("{} … {}", number(low), number(high))
        } else {
            "any".to_owned()
        };
        writeln!(
            table,
            "| {} | `{}` | {} | {range} | {} |",
            info.title.to_lowercase(),
            info.name,
            number(info.default),
            info.meaning
        )
        .unwrap();
    }
    assert_block_is_current("docs/constants.md", &table);
}

#[test]
fn keys_are_those_of_the_code() {
    assert_block_is_current("docs/controls.md", &gradswarm::panel::controls_markdown());
}

fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["", "docs", "assets/fonts"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn links_and_pictures_of_the_documents_are_there() {
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            let file = target.split('#').next().unwrap();
            if !file.is_empty() && !file.contains("://") {
                let path = document.parent().unwrap().join(file);
                assert!(path.exists(), "{}: {target}", document.display());
            }
        }
    }
}

#[test]
fn the_readme_is_short() {
    let lines = fs::read_to_string(root().join("README.md"))
        .unwrap()
        .lines()
        .count();
    assert!(lines <= 120, "{lines} lines");
}
