//! What a person chose, kept from one session to the next: a file on the desktop, the page's own
//! storage in the browser.

mod follow;
mod merge;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod saved;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod text;
#[cfg(target_arch = "wasm32")]
mod web;

use bevy::prelude::*;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

use follow::Kept;
pub use platform::Place;
pub use saved::{Interface, Look, Pictures, Preferences, SceneViews};

use crate::{
    graph::{CurrentScene, SceneLoaded},
    physics::SimulationClock,
    training::Journal,
    view::{Bookmarks, LookCommand, PictureFolder},
};

/// Everything as it was at first: colours, sizes, panels, pictures. Saved views stay, and hints
/// that were read do not come back.
#[derive(Message, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResetPreferences;

/// Brings back what a person chose in an earlier session, and keeps what they choose in this one.
pub struct PreferencesPlugin {
    /// Where; nowhere means that every session begins as the first one did.
    pub place: Option<Place>,
}

impl PreferencesPlugin {
    /// Where this system keeps such things.
    pub fn usual() -> Self {
        Self {
            place: Place::usual(),
        }
    }
}

impl Plugin for PreferencesPlugin {
    fn build(&self, app: &mut App) {
        let (mut kept, trouble) = Kept::open(self.place.clone());
        let world = app.world_mut();
        kept.bring_back(world);
        if let Some(trouble) = trouble {
            warn!("{trouble}");
            follow::tell(world, trouble);
        }
        app.insert_resource(kept)
            // Whoever owns these may come later, or not at all.
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
                (follow::reset, follow::hear_choices, follow::change_scene).chain(),
            )
            .add_systems(Last, follow::keep);
    }
}
