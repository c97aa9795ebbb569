//! Under the search field: searches that the graph suggests, or the reason for no match.

use bevy_egui::egui::{Ui, vec2};

use crate::{
    explore::{Choices, Search, Suggestion},
    panel::kit::{controls::Controls, widgets},
};

/// Most characters of the text that a sentence repeats.
const MOST_REPEATED: usize = 40;

/// Draws a button for each suggested search; returns the one that was clicked.
pub(super) fn draw_suggestions(
    ui: &mut Ui,
    controls: &mut Controls,
    suggestions: &[Suggestion],
) -> Option<Suggestion> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for &suggestion in suggestions {
            let text = suggestion.text;
            let chip = widgets::button(ui, true, text);
            let chip = controls.note(format!("search/chip/{}", text.replace(' ', "-")), chip);
            let meaning = match suggestion.selects {
                true => format!("Selects the {text}"),
                false => format!("Finds the {text}"),
            };
            if chip.on_hover_text(meaning).clicked() {
                clicked = Some(suggestion);
            }
        }
    });
    clicked
}

/// The reason for a search without a match, in a sentence; `None` if there are matches or nothing
/// is searched for.
pub(super) fn explain_no_match(search: &Search, choices: &Choices) -> Option<String> {
    if !search.active() || !search.matches().is_empty() {
        None
    } else if search.found() > 0 {
        Some("The vertices that match have not grown yet.".to_owned())
    } else {
        Some(describe_no_match(search.text(), &choices.examples))
    }
}

/// A sentence that says that nothing matches, and what would.
fn describe_no_match(text: &str, examples: &[&str]) -> String {
    let text = text.trim();
    let mut repeated: String = text.chars().take(MOST_REPEATED).collect();
    if repeated.len() < text.len() {
        repeated.push('…');
    }
    let advice = match examples {
        [] => "Try an id or a label.".to_owned(),
        words => format!("Try {} or an id such as v12.", words.join(", ")),
    };
    format!("No vertex matches “{repeated}”. {advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_match_is_told_with_what_would_match() {
        assert_eq!(
            describe_no_match(" foo ", &["weight", "bias", "input", "loss", "tanh"]),
            "No vertex matches “foo”. Try weight, bias, input, loss, tanh or an id such as v12."
        );
        assert_eq!(
            describe_no_match("foo", &[]),
            "No vertex matches “foo”. Try an id or a label."
        );
        let long = describe_no_match(&"∇".repeat(500), &[]);
        assert!(long.chars().count() < 100 && long.contains("∇…”"), "{long}");
    }
}
