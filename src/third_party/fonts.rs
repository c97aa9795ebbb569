//! The interface's fonts: subsets in `assets/fonts`, compiled into the program.
//!
//! Every character of the product's own strings has a glyph in both families; a test scans the
//! sources for them.

use std::sync::Arc;

use bevy_egui::egui::{FontData, FontDefinitions, FontFamily, FontTweak};

const TEXT: &str = "Inter";
const MONOSPACE: &str = "Hack";
const SYMBOLS: &str = "Noto Sans Symbols 2";

/// The size of Inter's letters, as a share of the font size. Inter is drawn large in its em; at
/// this share it is as wide and as high as the text that the panels were laid out for.
/// `assets/fonts/subset.py` sets the row height for the same share.
const SCALE: f32 = 0.93;

/// The families of the interface and of labels: text with equally wide figures, monospace, and
/// the signs on buttons, which both families fall back to.
pub fn font_definitions() -> FontDefinitions {
    let text = FontData::from_static(include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/fonts/Inter-subset.otf"
    )))
    .tweak(FontTweak {
        scale: SCALE,
        ..FontTweak::default()
    });
    let monospace = FontData::from_static(include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/fonts/Hack-subset.ttf"
    )));
    let symbols = FontData::from_static(include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/fonts/NotoSansSymbols2-subset.ttf"
    )));
    let families = [
        (FontFamily::Proportional, [TEXT, SYMBOLS, MONOSPACE]),
        (FontFamily::Monospace, [MONOSPACE, SYMBOLS, TEXT]),
    ];
    FontDefinitions {
        font_data: [(TEXT, text), (MONOSPACE, monospace), (SYMBOLS, symbols)]
            .map(|(name, data)| (name.to_owned(), Arc::new(data)))
            .into(),
        families: families
            .map(|(family, fonts)| (family, fonts.map(str::to_owned).to_vec()))
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fs, path::Path};

    use bevy_egui::egui::{
        FontId,
        epaint::text::{Fonts, TextOptions},
    };

    use super::*;

    #[test]
    fn every_character_of_the_sources_strings_has_a_glyph() {
        let mut characters = BTreeMap::new();
        collect_characters(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
            &mut characters,
        );
        for expected in ['×', '−', 'θ', '⏸', '☰'] {
            assert!(characters.contains_key(&expected), "{expected} is not read");
        }
        let mut fonts = Fonts::new(TextOptions::default(), font_definitions());
        for font in [FontId::proportional(13.0), FontId::monospace(12.0)] {
            let missing: Vec<_> = characters
                .iter()
                .filter(|(character, _)| !fonts.has_glyph(&font, **character))
                .collect();
            assert!(missing.is_empty(), "no glyph in {font:?}: {missing:?}");
        }
    }

    #[test]
    fn figures_are_equally_wide_and_rows_keep_their_height() {
        let mut fonts = Fonts::new(TextOptions::default(), font_definitions());
        let mut view = fonts.with_pixels_per_point(1.0);
        for font in [FontId::proportional(13.0), FontId::monospace(12.0)] {
            let zero = view.glyph_width(&font, '0');
            for figure in '1'..='9' {
                assert_eq!(view.glyph_width(&font, figure), zero, "{figure}");
            }
            let rows = view.row_height(&font) / font.size;
            assert!((1.14..1.18).contains(&rows), "{font:?}: {rows}");
        }
    }

    /// Collects the non-ASCII characters of all string and character literals in a folder's
    /// sources, each with one file that has it.
    fn collect_characters(folder: &Path, characters: &mut BTreeMap<char, String>) {
        for entry in fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("the sources can be listed").path();
            if path.is_dir() {
                collect_characters(&path, characters);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = fs::read_to_string(&path).expect("the sources can be read");
                for character in literals(&source).chars().filter(|c| !c.is_ascii()) {
                    characters
                        .entry(character)
                        .or_insert_with(|| path.display().to_string());
                }
            }
        }
    }

    /// The text of the string and character literals of Rust source; escapes stay as written.
    fn literals(source: &str) -> String {
        let mut text = String::new();
        let mut rest = source;
        while let Some(first) = rest.chars().next() {
            let hashes = rest
                .strip_prefix('r')
                .map(|rest| rest.len() - rest.trim_start_matches('#').len())
                .filter(|&hashes| rest[1 + hashes..].starts_with('"'));
            let (skipped, end) = if rest.starts_with("//") {
                rest = rest.split_once('\n').map_or("", |(_, after)| after);
                continue;
            } else if let Some(hashes) = hashes {
                (hashes + 2, format!("\"{}", "#".repeat(hashes)))
            } else if first == '"' {
                (1, "\"".to_owned())
            } else if first == '\'' && is_character(rest) {
                (1, "'".to_owned())
            } else {
                rest = &rest[first.len_utf8()..];
                continue;
            };
            rest = &rest[skipped..];
            while !rest.is_empty() && !rest.starts_with(&end) {
                let escape = hashes.is_none() && rest.starts_with('\\');
                let length = rest
                    .chars()
                    .take(1 + usize::from(escape))
                    .map(char::len_utf8)
                    .sum();
                text += &rest[..length];
                rest = &rest[length..];
            }
            rest = rest.strip_prefix(&end).unwrap_or(rest);
        }
        text
    }

    /// Whether a quote begins a character literal, not a lifetime.
    fn is_character(source: &str) -> bool {
        let mut characters = source.chars().skip(1);
        characters.next() == Some('\\') || characters.next() == Some('\'')
    }

    #[test]
    fn literals_are_told_from_comments_and_lifetimes() {
        let source = r##"
            // "no"
            fn f<'a>(x: &'a str) { g('×', '\'', "a\"b", r#"c"d"#, 'e'); } // 'no'
        "##;
        assert_eq!(literals(source), r#"×\'a\"bc"de"#);
    }
}
