//! Puts the journal into an app.

use bevy::prelude::*;

use super::log::Journal;

/// The log of lines. It has no systems, and adding it twice is harmless.
pub struct JournalPlugin;

impl Plugin for JournalPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<Journal>();
    }

    fn is_unique(&self) -> bool {
        false
    }
}
