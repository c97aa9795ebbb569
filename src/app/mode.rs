//! The mode of the app: the activity that the user has chosen.

use bevy::prelude::*;

/// The activity that the user has chosen. No room depends on it yet.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AppMode {
    /// Looking around in a graph and changing it.
    #[default]
    Exploring,
    /// Following a guided lesson.
    Learning,
    /// Solving challenges.
    Playing,
    /// Running the notebook.
    Notebook,
}

/// Switches the mode; the new one applies from the same frame's `Update` on.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeMode(pub AppMode);

/// Handles [`ChangeMode`]; the last one of a frame wins.
pub(super) fn switch_mode(
    mut requests: MessageReader<ChangeMode>,
    mut next: ResMut<NextState<AppMode>>,
) {
    if let Some(&ChangeMode(mode)) = requests.read().last() {
        NextState::set_if_neq(&mut next, mode);
    }
}
