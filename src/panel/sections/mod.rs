//! The sections of the drawers, one module each; each registers itself.

mod constants;
mod growth;
mod inspector;
pub(super) mod log;
mod pictures;
pub(super) mod scene;
mod search;
pub(super) mod training;
mod view;

use bevy::prelude::*;

/// Every section, and the search field over the graph.
pub(super) struct SectionsPlugin;

impl Plugin for SectionsPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins((
            scene::SceneSectionPlugin,
            growth::GrowthSectionPlugin,
            training::TrainingSectionPlugin,
            pictures::PicturesSectionPlugin,
            log::LogSectionPlugin,
            view::ViewSectionPlugin,
            inspector::InspectorSectionPlugin,
            constants::ConstantsSectionPlugin,
            search::SearchFieldPlugin,
        ));
    }
}
