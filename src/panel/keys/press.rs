//! Keys that are pressed once.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
    },
    prelude::*,
};

use super::{action::ActionPressed, chord::Modifiers, shortcuts::Shortcut};
use crate::interface::InterfaceArea;

/// Time for which single letters do nothing after a text field was left, seconds: whoever types
/// on does not mean a command.
const REST_AFTER_FIELD: f64 = 0.5;

/// The end of the rest of single letters.
#[derive(Resource, Default)]
pub(super) struct KeyRest {
    /// Seconds of wall time.
    until: f64,
    /// Seconds of wall time in this frame.
    now: f64,
}

impl KeyRest {
    /// Whether single letters rest.
    pub fn is_on(&self) -> bool {
        self.now < self.until
    }
}

fn is_letter(key: &Key) -> bool {
    matches!(key, Key::Character(text) if text.chars().all(char::is_alphanumeric))
}

/// Turns pressed keys into actions, unless a text field has the keyboard.
pub(super) fn press_keys(
    mut pressed: MessageReader<KeyboardInput>,
    (area, time, mut rest): (Res<InterfaceArea>, Res<Time<Real>>, ResMut<KeyRest>),
    held: Option<Res<ButtonInput<KeyCode>>>,
    mut actions: MessageWriter<ActionPressed>,
) {
    let held = |keys: &[KeyCode]| {
        held.as_ref()
            .is_some_and(|held| held.any_pressed(keys.iter().copied()))
    };
    let modifiers = Modifiers {
        shift: held(&[KeyCode::ShiftLeft, KeyCode::ShiftRight]),
        control: held(&[
            KeyCode::ControlLeft,
            KeyCode::ControlRight,
            KeyCode::SuperLeft,
            KeyCode::SuperRight,
        ]),
    };
    rest.now = time.elapsed_secs_f64();
    if area.has_keyboard {
        rest.until = rest.now + REST_AFTER_FIELD;
    }
    // Every chord with Alt belongs to the system or to the browser.
    let foreign = held(&[KeyCode::AltLeft]);
    for input in pressed.read() {
        if input.state != ButtonState::Pressed || area.has_keyboard || foreign {
            continue;
        }
        if rest.is_on() && is_letter(&input.logical_key) && !modifiers.control {
            continue;
        }
        let found = Shortcut::find_action(&input.logical_key, input.key_code, modifiers);
        let Some(action) = found else {
            continue;
        };
        // While a widget has the focus, these keys belong to the panels and not to the graph.
        let presses_a_widget = area.has_focus
            && matches!(
                input.logical_key,
                Key::Space
                    | Key::Enter
                    | Key::Tab
                    | Key::Escape
                    | Key::ArrowLeft
                    | Key::ArrowRight
                    | Key::ArrowUp
                    | Key::ArrowDown
            );
        if (!input.repeat || action.repeats()) && !presses_a_widget {
            actions.write(ActionPressed(action));
        }
    }
}
