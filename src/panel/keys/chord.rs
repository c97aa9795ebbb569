//! Key chords: a key with Ctrl and Shift, read from the keyboard and shown to people.

use std::fmt;

use bevy::input::keyboard::{Key, KeyCode};

/// Modifier keys that are held while another key is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Modifiers {
    pub shift: bool,
    /// Ctrl, or the key that stands for it on a Mac.
    pub control: bool,
}

/// The key of a chord.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChordKey {
    /// The character that the key writes, letters in capitals.
    Character(char),
    /// The space bar.
    Space,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Tab.
    Tab,
    /// The left arrow.
    Left,
    /// The right arrow.
    Right,
    /// The upward arrow.
    Up,
    /// The downward arrow.
    Down,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// F2.
    F2,
    /// F3.
    F3,
    /// F6.
    F6,
    /// F7.
    F7,
    /// F8.
    F8,
    /// F12, or the key under `Esc`.
    F12,
}

/// A key, and the modifiers that are held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Whether Ctrl is held.
    pub control: bool,
    /// Whether Shift is held. False for signs: keyboards differ in which signs need Shift.
    pub shift: bool,
    /// The key.
    pub key: ChordKey,
}

impl Chord {
    /// A key alone.
    pub(super) const fn plain(key: ChordKey) -> Self {
        Self {
            control: false,
            shift: false,
            key,
        }
    }

    /// A key with Shift.
    pub(super) const fn shifted(key: ChordKey) -> Self {
        Self {
            control: false,
            shift: true,
            key,
        }
    }

    /// A key with Ctrl.
    pub(super) const fn controlled(key: ChordKey) -> Self {
        Self {
            control: true,
            shift: false,
            key,
        }
    }

    /// The chord of a pressed key, by the character that it writes and not by its position:
    /// `?` is elsewhere on every keyboard. The exception is the key under `Esc`, which many
    /// keyboards use for an accent. `None` if the key is in no chord.
    pub(super) fn from_input(key: &Key, code: KeyCode, modifiers: Modifiers) -> Option<Self> {
        let mut shift = modifiers.shift;
        let key = match key {
            Key::Space => ChordKey::Space,
            Key::Escape => ChordKey::Escape,
            Key::Enter => ChordKey::Enter,
            Key::Tab => ChordKey::Tab,
            Key::ArrowLeft => ChordKey::Left,
            Key::ArrowRight => ChordKey::Right,
            Key::ArrowUp => ChordKey::Up,
            Key::ArrowDown => ChordKey::Down,
            Key::F2 => ChordKey::F2,
            Key::F3 => ChordKey::F3,
            Key::F6 => ChordKey::F6,
            Key::F7 => ChordKey::F7,
            Key::F8 => ChordKey::F8,
            Key::PageUp => ChordKey::PageUp,
            Key::PageDown => ChordKey::PageDown,
            // Many keyboards write plus with Shift on the key of the equals sign.
            Key::Character(text) if text == "=" => ChordKey::Character('+'),
            Key::Home => ChordKey::Character('F'),
            Key::F12 => ChordKey::F12,
            _ if code == KeyCode::Backquote => ChordKey::F12,
            Key::Character(text) => {
                let mut characters = text.chars();
                let (Some(character), None) = (characters.next(), characters.next()) else {
                    return None;
                };
                // The keyboard decides which signs are written with Shift.
                shift &= character.is_alphabetic();
                ChordKey::Character(character.to_ascii_uppercase())
            }
            _ => return None,
        };
        Some(Self {
            control: modifiers.control,
            shift,
            key,
        })
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.control {
            f.write_str("Ctrl+")?;
        }
        if self.shift {
            f.write_str("Shift+")?;
        }
        fmt::Display::fmt(&self.key, f)
    }
}

impl fmt::Display for ChordKey {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Character(character) => return write!(f, "{character}"),
            Self::Space => "Space",
            Self::Enter => "Enter",
            Self::Escape => "Esc",
            Self::Tab => "Tab",
            Self::Left => "←",
            Self::Right => "→",
            Self::Up => "↑",
            Self::Down => "↓",
            Self::PageUp => "PgUp",
            Self::PageDown => "PgDn",
            Self::F2 => "F2",
            Self::F3 => "F3",
            Self::F6 => "F6",
            Self::F7 => "F7",
            Self::F8 => "F8",
            Self::F12 => "F12 or `",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Modifiers = Modifiers {
        shift: false,
        control: false,
    };

    #[test]
    fn signs_need_no_shift_and_letters_keep_it() {
        let shift = Modifiers {
            shift: true,
            ..NONE
        };
        let read = |text: &str, modifiers| {
            Chord::from_input(&Key::Character(text.into()), KeyCode::Lang1, modifiers)
        };
        let sign = ChordKey::Character('?');
        assert_eq!(read("?", shift), Some(Chord::plain(sign)));
        let letter = ChordKey::Character('R');
        assert_eq!(read("R", shift), Some(Chord::shifted(letter)));
        assert_eq!(read("r", NONE), Some(Chord::plain(letter)));
        let plus = ChordKey::Character('+');
        assert_eq!(read("=", NONE), Some(Chord::plain(plus)));
        assert_eq!(read("ab", NONE), None);
    }

    #[test]
    fn the_key_under_escape_is_read_by_its_position() {
        let accent = Key::Dead(Some('`'));
        assert_eq!(
            Chord::from_input(&accent, KeyCode::Backquote, NONE),
            Some(Chord::plain(ChordKey::F12))
        );
    }

    #[test]
    fn a_chord_is_shown_with_its_modifiers_first() {
        let chord = Chord {
            control: true,
            shift: true,
            key: ChordKey::Left,
        };
        assert_eq!(chord.to_string(), "Ctrl+Shift+←");
        let plus = Chord::controlled(ChordKey::Character('+'));
        assert_eq!(plus.to_string(), "Ctrl++");
    }
}
