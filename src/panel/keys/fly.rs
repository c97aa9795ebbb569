//! The keys that fly while they are held.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardFocusLost, KeyboardInput},
    },
    prelude::*,
};

use crate::{third_party::InterfaceArea, view::CameraCommand};

/// How many times faster one flies with Shift.
const HASTE: f32 = 3.0;

/// What a letter flies to: right, up and back.
fn direction(key: &Key) -> Option<Vec3> {
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

/// The keys that are held, with what they wrote when they were pressed: with Shift they write something else.
#[derive(Resource, Debug, Default)]
pub(in crate::panel) struct HeldKeys {
    held: Vec<(KeyCode, Vec3)>,
    /// What was asked for last.
    asked: Vec3,
}

impl HeldKeys {
    fn direction(&self) -> Vec3 {
        let sum: Vec3 = self.held.iter().map(|(_, direction)| direction).sum();
        sum.normalize_or_zero()
    }
}

/// Asks for another flight when other keys are held, unless somebody is typing.
pub(in crate::panel) fn fly(
    mut input: MessageReader<KeyboardInput>,
    mut lost: MessageReader<KeyboardFocusLost>,
    area: Res<InterfaceArea>,
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
        match (input.state, direction(&input.logical_key)) {
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
    // Whoever types, presses a chord or leaves the window stops.
    if area.has_keyboard || chord || lost.read().count() > 0 {
        keys.held.clear();
    }
    let haste = if pressed(&[KeyCode::ShiftLeft, KeyCode::ShiftRight]) {
        HASTE
    } else {
        1.0
    };
    let wanted = keys.direction() * haste;
    if wanted != keys.asked {
        keys.asked = wanted;
        commands.write(CameraCommand::Fly(wanted));
    }
}
