//! `Esc` closes the search, then clears the filter.

use bevy::prelude::*;

use super::{
    commands::{FilterCommand, SearchCommand},
    filtering::Filtered,
    search::Search,
};
use crate::escape::{EscapeLayer, EscapePlugin, EscapePressed, EscapeStack};

/// Declares and closes the layers of search and filter.
pub(super) struct ExploreEscapePlugin;

impl Plugin for ExploreEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_layers(app, declare_layers, close_layers);
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
