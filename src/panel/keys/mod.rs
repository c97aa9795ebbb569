//! The keys: chords, the table of shortcuts, and the handlers that send commands.
//!
//! A pressed key becomes [`action::ActionPressed`]; one handler a group of actions sends the
//! commands. Keys are dead while a text field has the keyboard.

pub(super) mod action;
mod actions;
pub(super) mod chord;
mod fly;
pub(super) mod gestures;
mod press;
pub(super) mod shortcuts;

use bevy::{input::InputSystems, prelude::*};

use self::action::ActionPressed;
use crate::escape::{EscapePlugin, EscapeSystems};

/// Reads the keyboard, in `PreUpdate`.
pub(super) struct KeysPlugin;

impl Plugin for KeysPlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_once(app);
        app.init_resource::<fly::HeldKeys>()
            .init_resource::<press::KeyRest>()
            .add_message::<ActionPressed>()
            .add_systems(
                PreUpdate,
                (
                    fly::fly_by_keys
                        .after(InputSystems)
                        .after(press::press_keys),
                    (
                        press::press_keys,
                        (
                            actions::handle_time_actions,
                            actions::handle_view_actions,
                            actions::handle_panel_actions,
                            actions::handle_selection_actions,
                            actions::press_escape,
                        ),
                    )
                        .chain()
                        .after(InputSystems)
                        .in_set(EscapeSystems::Press),
                ),
            );
    }
}
