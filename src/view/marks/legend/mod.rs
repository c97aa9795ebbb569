//! What shapes and colours mean, as data that the interface draws.

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

pub use build::{Facts, legend};

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
    /// Its colour; several, from first to last, are shades side by side.
    pub colours: Vec<Color>,
    /// Its shape.
    pub shape: LegendShape,
    /// What it stands for.
    pub text: Cow<'static, str>,
}

/// A place on the legend's bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LegendTick {
    /// Where, from 0 to 1.
    pub at: f32,
    /// The number there.
    pub number: f64,
}

/// The map from numbers to colours.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendBar {
    /// Colours, evenly spaced from one end to the other.
    pub colours: Vec<Color>,
    /// Numbers along it, ascending; the first and the last are its ends.
    pub ticks: Vec<LegendTick>,
    /// Whether everything below its lower end wears that end's colour, too.
    pub open_below: bool,
}

/// The legend of what is on the screen.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// What colours mean.
    pub title: &'static str,
    /// What is told apart by colour or shape.
    pub entries: Vec<LegendEntry>,
    /// The scale, if colours are numbers.
    pub bar: Option<LegendBar>,
    /// Why there is nothing to see in this mode, or what is special about it here.
    pub note: Option<&'static str>,
    /// One line about the scene, for someone who has never heard of backpropagation.
    pub caption: String,
}

/// Writes the legend anew when what it speaks of changed.
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
    let facts = Facts {
        palette: settings.palette(),
        present: appearance.present(),
        span: appearance.span(),
        scale: appearance.scale(),
        classes: attributes.classes(),
        directed: scene.as_ref().is_none_or(|scene| scene.graph.directed),
    };
    let mut next = match level.merged() {
        Some(merged) => level::legend(merged, &level, facts.palette),
        None => legend(settings.shown_mode(pass.0), &facts),
    };
    next.caption = scene.map(|scene| scene.caption.clone()).unwrap_or_default();
    shown.set_if_neq(next);
}
