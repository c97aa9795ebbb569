//! Takes the place of egui's default fonts, 1.4 MB that Gradswarm does not use.
//!
//! `bevy-inspector-egui` switches them on, and a feature cannot be switched off. The interface sets
//! fonts of its own before its first pass (`src/third_party/fonts.rs`); these only have to be
//! valid fonts. `[patch.crates-io]` in the workspace's `Cargo.toml` puts this package in.

/// The smallest font of the interface, for all of egui's four.
const SYMBOLS: &[u8] = include_bytes!("../../NotoSansSymbols2-subset.ttf");

/// egui's monospace font.
pub const HACK_REGULAR: &[u8] = SYMBOLS;
/// egui's font of emoji.
pub const NOTO_EMOJI_REGULAR: &[u8] = SYMBOLS;
/// egui's font of text.
pub const UBUNTU_LIGHT: &[u8] = SYMBOLS;
/// egui's font of icons.
pub const EMOJI_ICON: &[u8] = SYMBOLS;
