//! Keeps the legend up to date.

use bevy::prelude::*;

use super::{Legend, LegendInputs, build_legend, level};
use crate::{
    graph::CurrentScene,
    view::{
        look::{
            appearance::Appearance, meaning::Attributes, settings::ViewSettings,
            wave_pass::ShownPass,
        },
        marks::levels::LevelView,
    },
};

/// Builds the legend again when one of its inputs has changed.
pub(in crate::view) fn update_legend(
    appearance: Res<Appearance>,
    attributes: Res<Attributes>,
    (settings, pass): (Res<ViewSettings>, Res<ShownPass>),
    scene: Option<Res<CurrentScene>>,
    level: Res<LevelView>,
    mut shown: ResMut<Legend>,
) {
    let scene_changed = scene.as_ref().is_some_and(Res::is_changed);
    let level_changed = level.is_changed();
    if !(appearance.is_changed()
        || settings.is_changed()
        || pass.is_changed()
        || scene_changed
        || level_changed)
    {
        return;
    }
    let facts = LegendInputs {
        palette: settings.palette(),
        present: appearance.present(),
        span: appearance.span(),
        scale: appearance.scale(),
        classes: attributes.classes(),
        directed: scene.as_ref().is_none_or(|scene| scene.graph.directed),
    };
    let mut next = match level.merged() {
        Some(merged) => level::build_level_legend(merged, &level, facts.palette),
        None => build_legend(settings.shown_mode(pass.0), &facts),
    };
    next.caption = scene.map(|scene| scene.caption.clone()).unwrap_or_default();
    shown.set_if_neq(next);
}
