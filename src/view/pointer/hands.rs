//! Buttons, modifier keys and fingers, as a press on the graph needs them.

use bevy::{
    ecs::system::SystemParam,
    input::touch::{Touch, Touches},
    prelude::*,
    window::PrimaryWindow,
};

use super::tool::Tool;
use crate::view::camera::{button_places::ButtonPlaces, grip};

/// Buttons, keys and fingers.
#[derive(SystemParam)]
pub(super) struct Hands<'w, 's> {
    buttons: Res<'w, ButtonInput<MouseButton>>,
    keys: Res<'w, ButtonInput<KeyCode>>,
    touches: Res<'w, Touches>,
    places: Res<'w, ButtonPlaces>,
    window: Query<'w, 's, &'static Window, With<PrimaryWindow>>,
    tool: Res<'w, Tool>,
}

impl Hands<'_, '_> {
    /// The place of the first finger or the mouse; at a release, where it was released.
    pub fn pointer_position(&self) -> Option<Vec2> {
        let pointer = grip::pointer_position(self.window.single().ok(), &self.touches);
        let released = self.buttons.just_released(MouseButton::Left);
        let place = self.places.released_at(MouseButton::Left);
        place.filter(|_| released && !self.is_finger()).or(pointer)
    }

    /// The place of the press that began in this frame: the pointer may have left it since.
    pub fn press_position(&self) -> Option<Vec2> {
        let finger = self.touches.iter_just_pressed().next();
        finger
            .map(Touch::start_position)
            .or_else(|| self.places.pressed_at(MouseButton::Left))
    }

    pub fn has_begun(&self) -> bool {
        self.buttons.just_pressed(MouseButton::Left) || self.touches.any_just_pressed()
    }

    pub fn has_ended(&self) -> bool {
        self.buttons.just_released(MouseButton::Left) || self.touches.any_just_released()
    }

    pub fn is_down(&self) -> bool {
        self.buttons.pressed(MouseButton::Left) || self.is_finger()
    }

    pub fn is_finger(&self) -> bool {
        self.touches.iter().next().is_some()
    }

    /// Whether there is no second finger or button, which would rule out a click.
    pub fn is_alone(&self) -> bool {
        self.touches.iter().count() <= 1 && self.buttons.get_pressed().count() <= 1
    }

    pub fn holds_shift(&self) -> bool {
        self.keys
            .any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight])
    }

    pub fn holds_alt(&self) -> bool {
        self.keys.any_pressed([KeyCode::AltLeft, KeyCode::AltRight])
    }

    /// Whether the selection is extended.
    pub fn holds_control(&self) -> bool {
        self.keys.any_pressed([
            KeyCode::ControlLeft,
            KeyCode::ControlRight,
            KeyCode::SuperLeft,
            KeyCode::SuperRight,
        ])
    }

    pub fn chosen_tool(&self) -> Tool {
        match (
            self.holds_shift() || self.holds_alt(),
            self.holds_control(),
            *self.tool,
        ) {
            (true, ..) => Tool::Box,
            (false, true, Tool::Hand) => Tool::Lasso,
            (_, _, tool) => tool,
        }
    }
}
