//! Which key means which action.

use bevy::{
    input::keyboard::{Key, KeyCode},
    prelude::*,
};

use super::shortcuts::{Action, SHORTCUTS};

/// Keys that are held while another is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Modifiers {
    pub shift: bool,
    /// Ctrl, or what stands for it on a Mac.
    pub control: bool,
}

/// The action of a key, by what the key writes and not by where it is: `?`
/// is elsewhere on every keyboard. The exception is the key under `Esc`,
/// which many keyboards use for an accent.
pub(super) fn action(key: &Key, code: KeyCode, modifiers: Modifiers) -> Option<Action> {
    let mut shift = modifiers.shift;
    let shown = match key {
        Key::Space => "Space",
        Key::Escape => "Esc",
        Key::Enter => "Enter",
        Key::Tab => "Tab",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::F6 => "F6",
        Key::F2 => "F2",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        // Plus without Shift on many keyboards.
        Key::Character(text) if text == "=" => "+",
        Key::Home => "F",
        Key::F12 => "F12 or `",
        _ if code == KeyCode::Backquote => "F12 or `",
        Key::Character(text) => {
            // Which signs are written with Shift is the keyboard's business.
            shift &= text.chars().all(char::is_alphabetic);
            text
        }
        _ => return None,
    };
    let wanted = |shown: &str, prefix: &str| shown.strip_prefix(prefix).map(str::to_owned);
    SHORTCUTS
        .iter()
        .find(|shortcut| {
            let (control, rest) = match wanted(shortcut.shown, "Ctrl+") {
                Some(rest) => (true, rest),
                None => (false, shortcut.shown.to_owned()),
            };
            let (shifted, rest) = match wanted(&rest, "Shift+") {
                Some(rest) => (true, rest),
                None => (false, rest),
            };
            control == modifiers.control && shifted == shift && rest.eq_ignore_ascii_case(shown)
        })
        .map(|shortcut| shortcut.action)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_pressed() {
        for shortcut in SHORTCUTS {
            let control = shortcut.shown.starts_with("Ctrl+");
            let rest = shortcut.shown.strip_prefix("Ctrl+");
            let rest = rest.unwrap_or(shortcut.shown);
            let shift = rest.starts_with("Shift+");
            let key = match rest.trim_start_matches("Shift+") {
                "Space" => Key::Space,
                "Esc" => Key::Escape,
                "Enter" => Key::Enter,
                "Tab" => Key::Tab,
                "←" => Key::ArrowLeft,
                "→" => Key::ArrowRight,
                "↑" => Key::ArrowUp,
                "↓" => Key::ArrowDown,
                "F6" => Key::F6,
                "F2" => Key::F2,
                "PgUp" => Key::PageUp,
                "PgDn" => Key::PageDown,
                "F12 or `" => Key::F12,
                text if shift => Key::Character(text.into()),
                text => Key::Character(text.to_lowercase().into()),
            };
            assert_eq!(
                action(&key, KeyCode::Lang1, Modifiers { shift, control }),
                Some(shortcut.action),
                "{}",
                shortcut.shown
            );
        }
        let none = Modifiers::default();
        let shifted = Modifiers {
            shift: true,
            ..none
        };
        assert_eq!(
            action(&Key::Character("?".into()), KeyCode::Slash, shifted),
            Some(Action::ToggleHelp)
        );
        assert_eq!(
            action(&Key::Dead(Some('`')), KeyCode::Backquote, none),
            Some(Action::ToggleEntities)
        );
        assert_eq!(
            action(&Key::Character("§".into()), KeyCode::KeyX, none),
            None
        );
        let control = Modifiers {
            control: true,
            ..none
        };
        assert_eq!(
            action(&Key::Character("r".into()), KeyCode::KeyR, control),
            None
        );
    }
}
