//! Gestures of pointer and fingers, and the documentation of all controls.

use std::fmt::Write;

use super::shortcuts::{SHORTCUTS, Subject};

/// A gesture and its effect, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gesture {
    /// The gesture as the help shows it.
    pub shown: &'static str,
    /// One line for people.
    pub does: &'static str,
}

const fn gesture(shown: &'static str, does: &'static str) -> Gesture {
    Gesture { shown, does }
}

/// The heading over [`GESTURES`].
pub const GESTURES_TITLE: &str = "Mouse";

/// Every gesture of the mouse on the graph, and the keys that act while they are held.
pub const GESTURES: &[Gesture] = &[
    gesture("Hover", "show a vertex's numbers and neighbours"),
    gesture("Click", "select; with Ctrl or Shift, several"),
    gesture("Double-click", "bring a vertex to the middle"),
    gesture(
        "Drag a selected vertex",
        "move it, or the whole selection; others after a hold of 0.3 s",
    ),
    gesture(
        "Shift-drag",
        "select a box; with Ctrl, add it (also Alt-drag)",
    ),
    gesture("Ctrl-drag", "add the vertices inside a lasso"),
    gesture("Drag", "orbit; in the plane, pan"),
    gesture("Right-drag", "pan"),
    gesture("Wheel", "zoom at the pointer"),
    gesture("W A S D, Q E", "fly; with Shift, faster"),
];

/// The heading over [`FINGER_GESTURES`].
pub const FINGER_GESTURES_TITLE: &str = "Fingers";

/// Every gesture of fingers on the graph.
pub const FINGER_GESTURES: &[Gesture] = &[
    gesture("Tap", "select, and show the number"),
    gesture("Tap twice", "bring a vertex to the middle"),
    gesture("Drag", "orbit; in the plane, pan"),
    gesture("Drag a selected vertex", "move it, or the whole selection"),
    gesture("Hold, then drag", "move any vertex"),
    gesture("Two fingers", "pan; pinch to zoom"),
];

/// The lists of gestures with their headings, those of the present pointing device first. Help for
/// `fingers` leaves out the mouse.
pub fn gesture_lists(fingers: bool) -> Vec<(&'static str, &'static [Gesture])> {
    let of_fingers = (FINGER_GESTURES_TITLE, FINGER_GESTURES);
    if fingers {
        vec![of_fingers]
    } else {
        vec![(GESTURES_TITLE, GESTURES), of_fingers]
    }
}

/// Every gesture and every key as Markdown tables, one a subject, in the order of the help.
pub fn controls_markdown() -> String {
    let mut text = String::new();
    for (title, gestures) in gesture_lists(false) {
        let rows = gestures.iter();
        let rows = rows.map(|gesture| (gesture.shown.to_owned(), gesture.does));
        if !text.is_empty() {
            text.push('\n');
        }
        write_table(&mut text, title, rows);
    }
    for subject in Subject::ALL {
        let keys = SHORTCUTS.iter().filter(|key| key.subject == subject);
        let rows = keys.map(|key| (format_code(&key.chord.to_string()), key.does));
        text.push('\n');
        write_table(&mut text, subject.title(), rows);
    }
    text
}

/// A text as code; a backquote in it needs a fence of two.
fn format_code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

fn write_table(text: &mut String, title: &str, rows: impl Iterator<Item = (String, &'static str)>) {
    let _ = write!(text, "## {title}\n\n| control | effect |\n| --- | --- |\n");
    for (shown, does) in rows {
        let _ = writeln!(text, "| {shown} | {does} |");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_has_every_control_once() {
        let text = controls_markdown();
        let rows = text.lines().filter(|line| line.starts_with("| "));
        let headings = 2 * (2 + Subject::ALL.len());
        let gestures = GESTURES.len() + FINGER_GESTURES.len();
        assert_eq!(rows.count(), gestures + SHORTCUTS.len() + headings);
        assert!(text.contains("| `Shift+R` | rearrange"), "{text}");
    }
}
