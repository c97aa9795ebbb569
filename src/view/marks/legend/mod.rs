//! The legend: the meaning of shapes and colours, as data that the interface and pictures draw.
//!
//! It reads the appearance, the attributes, the settings and the shown level.

mod bar;
mod build;
mod level;

use std::borrow::Cow;

use bevy::prelude::*;

use super::levels::LevelView;
use crate::{
    graph::CurrentScene,
    view::look::{
        appearance::Appearance, meaning::Attributes, settings::ViewSettings, wave_pass::ShownPass,
    },
};

pub use build::{LegendInputs, build_legend};

/// A shape of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegendShape {
    /// A ball: a value, or a plain vertex.
    Ball,
    /// A box: an operation.
    Box,
    /// A hollow ball: *not computed*.
    Ring,
    /// An edge.
    Line,
}

/// One entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The colour; several colours are shades side by side.
    pub colours: Vec<Color>,
    /// The shape.
    pub shape: LegendShape,
    /// The meaning.
    pub text: Cow<'static, str>,
}

/// A number at a position on the legend's bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegendTick {
    /// Position on the bar, from 0 to 1.
    pub at: f32,
    /// The number.
    pub number: f64,
}

/// The bar: the map from numbers to colours.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendBar {
    /// Colours, evenly spaced from one end to the other.
    pub colours: Vec<Color>,
    /// Numbers along the bar, ascending; the first and the last are its ends.
    pub ticks: Vec<LegendTick>,
    /// Whether numbers below the lower end share that end's colour.
    pub open_below: bool,
}

/// The current legend.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// The title: the name of the quantity that colours show.
    pub title: &'static str,
    /// The entries: each explains a colour or a shape.
    pub entries: Vec<LegendEntry>,
    /// The bar, if colours show numbers.
    pub bar: Option<LegendBar>,
    /// The reason why this mode shows nothing here, or the meaning of its numbers.
    pub note: Option<&'static str>,
    /// One line about the scene for someone who does not know backpropagation.
    pub caption: String,
}

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
