//! Flight: keys that move the camera while they are held.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardFocusLost, KeyboardInput},
    },
    prelude::*,
};

use super::press::KeyRest;
use crate::{interface::InterfaceArea, view::CameraCommand};

/// Factor of the flight's speed with Shift.
const HASTE: f32 = 3.0;

/// The direction of a letter: right, up and back.
fn flight_direction(key: &Key) -> Option<Vec3> {
    let Key::Character(text) = key else {
        return None;
    };
    Some(match text.to_lowercase().as_str() {
        "w" => Vec3::NEG_Z,
        "s" => Vec3::Z,
        "a" => Vec3::NEG_X,
        "d" => Vec3::X,
        "q" => Vec3::NEG_Y,
        "e" => Vec3::Y,
        _ => return None,
    })
}

/// The held keys, each with its direction when it was pressed: with Shift a key writes another
/// character.
#[derive(Resource, Debug, Default)]
pub(super) struct HeldKeys {
    held: Vec<(KeyCode, Vec3)>,
    /// The flight that was requested last.
    requested: Vec3,
}

impl HeldKeys {
    fn total_direction(&self) -> Vec3 {
        let sum: Vec3 = self.held.iter().map(|(_, direction)| direction).sum();
        sum.normalize_or_zero()
    }
}

/// Requests another flight when other keys are held, unless a text field has the keyboard.
pub(super) fn fly_by_keys(
    mut input: MessageReader<KeyboardInput>,
    mut lost: MessageReader<KeyboardFocusLost>,
    (area, rest): (Res<InterfaceArea>, Res<KeyRest>),
    codes: Option<Res<ButtonInput<KeyCode>>>,
    mut keys: ResMut<HeldKeys>,
    mut commands: MessageWriter<CameraCommand>,
) {
    let pressed = |wanted: &[KeyCode]| {
        let codes = codes.as_ref();
        codes.is_some_and(|codes| codes.any_pressed(wanted.iter().copied()))
    };
    let chord = pressed(&[
        KeyCode::ControlLeft,
        KeyCode::ControlRight,
        KeyCode::AltLeft,
        KeyCode::SuperLeft,
        KeyCode::SuperRight,
    ]);
    for input in input.read() {
        match (input.state, flight_direction(&input.logical_key)) {
            (ButtonState::Pressed, Some(direction)) => {
                let known = keys.held.iter().any(|(code, _)| *code == input.key_code);
                if !known && !input.repeat {
                    keys.held.push((input.key_code, direction));
                }
            }
            (ButtonState::Released, _) => keys.held.retain(|(code, _)| *code != input.key_code),
            _ => {}
        }
    }
    // Typing, a chord, and leaving the window stop the flight.
    if area.has_keyboard || rest.is_on() || chord || lost.read().count() > 0 {
        keys.held.clear();
    }
    let haste = if pressed(&[KeyCode::ShiftLeft, KeyCode::ShiftRight]) {
        HASTE
    } else {
        1.0
    };
    let wanted = keys.total_direction() * haste;
    if wanted != keys.requested {
        keys.requested = wanted;
        commands.write(CameraCommand::Fly(wanted));
    }
}
