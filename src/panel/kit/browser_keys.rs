//! Key chords that a browser keeps for itself: texts do not offer them on the page.

/// Whether the program runs in a browser that keeps a chord, as the help shows it, for itself.
pub(in crate::panel) fn is_kept_by_browser(chord: &str) -> bool {
    const KEPT: [&str; 5] = ["F3", "F7", "Ctrl++", "Ctrl+-", "Ctrl+0"];
    cfg!(target_arch = "wasm32") && KEPT.contains(&chord)
}

/// A hover text with the chord that does the same, if the chord reaches the program.
pub(in crate::panel) fn with_key(text: &str, chord: &str) -> String {
    if is_kept_by_browser(chord) {
        text.to_owned()
    } else {
        format!("{text} ({chord})")
    }
}
