//! Preferences: the choices of the user, kept from one session to the next.
//!
//! They live in a file on the desktop and in the storage of the page in the browser. This room
//! reads the rooms that hold the choices, and writes them at the start and on a reset.

mod follow;
mod merge;
mod platform;
mod saved;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod text;

use bevy::prelude::*;

use follow::Kept;
pub use platform::Place;
pub use saved::{Interface, Look, Pictures, Preferences, SceneViews};

use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, SceneLoaded},
    journal::Journal,
    panel::ResetPreferences,
    view::{Bookmarks, LookCommand, PictureFolder},
};

/// Restores the choices of earlier sessions, and keeps those of this one.
pub struct PreferencesPlugin {
    /// The place of the preferences; without one, every session starts with the defaults.
    pub place: Option<Place>,
}

impl PreferencesPlugin {
    /// The usual place of this system.
    pub fn usual() -> Self {
        Self {
            place: Place::usual(),
        }
    }
}

impl Plugin for PreferencesPlugin {
    fn build(&self, app: &mut App) {
        let (mut kept, trouble) = Kept::read_from(self.place.clone());
        let world = app.world_mut();
        kept.restore_world(world);
        if let Some(trouble) = trouble {
            warn!("{trouble}");
            follow::report_trouble(world, trouble);
        }
        app.insert_resource(kept)
            // The rooms that own these may be added later, or not at all.
            .init_resource::<CurrentScene>()
            .init_resource::<Bookmarks>()
            .init_resource::<PictureFolder>()
            .init_resource::<SimulationClock>()
            .init_resource::<Journal>()
            .add_message::<SceneLoaded>()
            .add_message::<ResetPreferences>()
            .add_message::<LookCommand>()
            .add_systems(
                Update,
                (
                    follow::reset_preferences,
                    follow::record_calm_choice,
                    follow::switch_scene_views,
                )
                    .chain(),
            )
            .add_systems(Last, follow::keep_choices);
    }
}
