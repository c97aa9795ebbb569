//! `Esc` closes the search, then clears the filter.

use bevy::prelude::*;

use super::{
    commands::{FilterCommand, SearchCommand},
    filtering::Filtered,
    search::Search,
};
use crate::escape::{EscapeLayer, EscapePlugin, EscapePressed, EscapeStack, EscapeSystems};

/// Declares and closes the layers of search and filter.
pub(super) struct ExploreEscapePlugin;

impl Plugin for ExploreEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_once(app);
        app.add_systems(
            PreUpdate,
            (
                declare_layers
                    .in_set(EscapeSystems::Declare)
                    // Each room opens and closes its own layers: any order gives the same stack.
                    .ambiguous_with(EscapeSystems::Declare),
                close_layers.in_set(EscapeSystems::Close),
            ),
        );
    }
}

fn declare_layers(search: Res<Search>, filtered: Res<Filtered>, mut stack: ResMut<EscapeStack>) {
    stack.set_open(EscapeLayer::Search, search.open || search.active());
    stack.set_open(EscapeLayer::Filter, filtered.filter().active());
}

fn close_layers(
    mut pressed: MessageReader<EscapePressed>,
    mut search: MessageWriter<SearchCommand>,
    mut filter: MessageWriter<FilterCommand>,
) {
    for EscapePressed(layer) in pressed.read() {
        match layer {
            EscapeLayer::Search => {
                search.write(SearchCommand::Close);
            }
            EscapeLayer::Filter => {
                filter.write(FilterCommand::Clear);
            }
            _ => {}
        }
    }
}
