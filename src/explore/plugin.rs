//! Puts searching, filtering and walking into an app.

use bevy::prelude::*;

use super::{
    choices::{self, Choices},
    commands::{FilterCommand, SearchCommand, Walk, Walked},
    filtering::{self, Filtered},
    search::Search,
    searching,
    walk::{self, LastStep},
};

/// The systems of exploring; `app.rs` orders them among the others.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExploreSystems {
    /// In `PreUpdate`, before the graph's commands: the selection by a search or a step applies in
    /// the same frame.
    Command,
}

/// Search, filter, walk.
pub struct ExplorePlugin;

impl Plugin for ExplorePlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins((ExploreStatePlugin, super::escape::ExploreEscapePlugin))
            .add_systems(
                PreUpdate,
                (
                    choices::collect_choices,
                    filtering::apply_filter,
                    searching::apply_search,
                    walk::apply_walk,
                )
                    .chain()
                    .in_set(ExploreSystems::Command),
            );
    }
}

/// The messages and resources of exploring, without its systems. Adding it twice is harmless.
pub struct ExploreStatePlugin;

impl Plugin for ExploreStatePlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<SearchCommand>()
            .add_message::<FilterCommand>()
            .add_message::<Walk>()
            .add_message::<Walked>()
            .init_resource::<Search>()
            .init_resource::<Filtered>()
            .init_resource::<Choices>()
            .init_resource::<LastStep>();
    }

    fn is_unique(&self) -> bool {
        false
    }
}
