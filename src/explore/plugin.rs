//! Puts searching, filtering and walking into an app.

use bevy::prelude::*;

use super::{
    commands::{FilterCommand, SearchCommand, Walk},
    filter::{self, Choices, Filtered},
    search::{self, Search},
    walk::{self, LastStep, Walked},
};
use crate::graph::Excluded;

/// The systems of this room; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExploreSystems {
    /// In `PreUpdate`, before the graph's commands: what a search or a step selects is
    /// selected in the same frame.
    Command,
}

/// Search, filter, walk.
pub struct ExplorePlugin;

impl Plugin for ExplorePlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(super::escape::ExploreEscapePlugin)
            .add_message::<SearchCommand>()
            .add_message::<FilterCommand>()
            .add_message::<Walk>()
            .add_message::<Walked>()
            .init_resource::<Search>()
            .init_resource::<Filtered>()
            .init_resource::<Excluded>()
            .init_resource::<Choices>()
            .init_resource::<LastStep>()
            .add_systems(
                PreUpdate,
                (
                    filter::find_choices,
                    filter::filter,
                    search::search,
                    walk::walk,
                )
                    .chain()
                    .in_set(ExploreSystems::Command),
            );
    }
}
