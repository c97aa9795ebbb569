//! Places of the mouse when its buttons were pressed and released.
//!
//! Bevy's cursor position is that of the end of the frame. Where frames are slow, a quick hand
//! has moved on since the press, so the order of moves and presses within the frame counts.

use bevy::{
    input::{ButtonState, mouse::MouseButtonInput},
    prelude::*,
    window::{PrimaryWindow, WindowEvent},
};

/// The places of the presses and releases of this frame, logical pixels.
#[derive(Resource, Debug, Default)]
pub(in crate::view) struct ButtonPlaces {
    /// The last known place of the mouse.
    mouse: Option<Vec2>,
    changes: Vec<(MouseButton, ButtonState, Vec2)>,
}

impl ButtonPlaces {
    /// The place of the mouse at the last press of a button in this frame.
    pub fn pressed_at(&self, button: MouseButton) -> Option<Vec2> {
        self.find(|change, state| change == button && state == ButtonState::Pressed)
    }

    /// The place of the mouse at the last release of a button in this frame.
    pub fn released_at(&self, button: MouseButton) -> Option<Vec2> {
        self.find(|change, state| change == button && state == ButtonState::Released)
    }

    /// The place of the mouse at the last press in this frame.
    pub fn last_press(&self) -> Option<Vec2> {
        self.find(|_, state| state == ButtonState::Pressed)
    }

    fn find(&self, is_wanted: impl Fn(MouseButton, ButtonState) -> bool) -> Option<Vec2> {
        let mut changes = self.changes.iter().rev();
        let (.., place) = changes.find(|(button, state, _)| is_wanted(*button, *state))?;
        Some(*place)
    }
}

/// Reads the window's events in their order.
pub(super) fn read_button_places(
    mut events: MessageReader<WindowEvent>,
    primary: Option<Single<Entity, With<PrimaryWindow>>>,
    mut places: ResMut<ButtonPlaces>,
) {
    places.changes.clear();
    let primary = primary.map(|primary| *primary);
    for event in events.read() {
        match event {
            WindowEvent::CursorMoved(moved) if Some(moved.window) == primary => {
                places.mouse = Some(moved.position);
            }
            WindowEvent::MouseButtonInput(MouseButtonInput {
                button,
                state,
                window,
            }) if Some(*window) == primary => {
                if let Some(mouse) = places.mouse {
                    places.changes.push((*button, *state, mouse));
                }
            }
            _ => {}
        }
    }
}
