//! Keys that are pressed once.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
    },
    prelude::*,
};

use super::{
    actions::Actions,
    meaning::{Modifiers, action},
    shortcuts::Action,
};
use crate::interface::InterfaceArea;

/// Turns pressed keys into messages, unless somebody is typing.
pub(in crate::panel) fn press_keys(
    mut pressed: MessageReader<KeyboardInput>,
    area: Res<InterfaceArea>,
    held: Option<Res<ButtonInput<KeyCode>>>,
    mut actions: Actions,
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
    // Ctrl+R and its like, and everything with Alt, are the browser's and the system's.
    let foreign = held(&[KeyCode::AltLeft]);
    for input in pressed.read() {
        if input.state != ButtonState::Pressed || area.has_keyboard || foreign {
            continue;
        }
        let Some(action) = action(&input.logical_key, input.key_code, modifiers) else {
            continue;
        };
        let repeats = matches!(
            action,
            Action::StepOnce
                | Action::Walk(_)
                | Action::Nearer
                | Action::Farther
                | Action::Larger
                | Action::Smaller
        );
        // Whoever walks through the panels by keyboard is not in the graph.
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
        if (!input.repeat || repeats) && !presses_a_widget {
            actions.perform(action);
        }
    }
}
