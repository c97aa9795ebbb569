//! `Esc` closes the search, then clears the filter.

use bevy::prelude::*;

use super::{
    commands::{FilterCommand, SearchCommand},
    filtering::Filtered,
    search::Search,
};
use crate::escape::{EscapeLayer, EscapePlugin};

/// Adds the layers of search and filter.
pub(super) struct ExploreEscapePlugin;

impl Plugin for ExploreEscapePlugin {
    fn build(&self, app: &mut App) {
        EscapePlugin::add_layer(app, EscapeLayer::Search, searches, || SearchCommand::Close);
        EscapePlugin::add_layer(app, EscapeLayer::Filter, filters, || FilterCommand::Clear);
    }
}

fn searches(search: Res<Search>) -> bool {
    search.open || search.active()
}

fn filters(filtered: Res<Filtered>) -> bool {
    filtered.filter().active()
}
