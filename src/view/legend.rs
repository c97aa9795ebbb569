//! What shapes and colours mean, as data that the interface draws.

use bevy::prelude::*;

use super::{
    appearance::Appearance,
    palette::{self, OperationKind},
    settings::{ColourBy, Theme, ViewSettings},
};
use crate::graph::CurrentScene;

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

/// One line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// Its colour.
    pub colour: Color,
    /// Its shape.
    pub shape: LegendShape,
    /// What it stands for.
    pub text: &'static str,
}

/// The legend of what is on the screen.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// Its lines.
    pub entries: Vec<LegendEntry>,
    /// One line for someone who has never heard of backpropagation.
    pub caption: String,
}

/// The kinds of vertices and operations that a graph has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// Which operations, by the order of [`OperationKind::ALL`].
    pub operations: [bool; OperationKind::ALL.len()],
    /// Whether there are value vertices.
    pub values: bool,
    /// Whether there are plain vertices.
    pub plain: bool,
    /// Whether there are edges.
    pub edges: bool,
}

/// The lines of the legend for what is present.
pub fn legend(colour_by: ColourBy, theme: Theme, present: &Present) -> Vec<LegendEntry> {
    let palette = theme.palette();
    let mut entries = Vec::new();
    let mut add = |rgb, shape, text| {
        entries.push(LegendEntry {
            colour: palette::colour(rgb),
            shape,
            text,
        });
    };
    if present.values {
        let (negative, zero, positive) = match colour_by {
            ColourBy::Operation => {
                add(
                    palette.leaf,
                    LegendShape::Ball,
                    "value: an input, a weight or a constant",
                );
                ("", "", "")
            }
            ColourBy::Data => ("value below zero", "value at zero", "value above zero"),
            ColourBy::Gradient => (
                "raising it lowers the loss",
                "no influence",
                "raising it raises the loss",
            ),
        };
        if colour_by != ColourBy::Operation {
            add(palette.negative, LegendShape::Ball, negative);
            add(palette.zero, LegendShape::Ball, zero);
            add(palette.positive, LegendShape::Ball, positive);
        }
        if colour_by == ColourBy::Gradient {
            add(palette.ash, LegendShape::Ring, "not computed");
        }
    }
    for (kind, present) in OperationKind::ALL.into_iter().zip(present.operations) {
        if present {
            add(kind.colour(theme), LegendShape::Box, kind.title());
        }
    }
    if present.plain {
        add(palette.plain, LegendShape::Ball, "vertex");
    }
    if present.edges {
        add(palette.edge, LegendShape::Line, "flows into");
    }
    entries
}

/// Writes the legend anew when what it speaks of changed.
pub(super) fn update_legend(
    appearance: Res<Appearance>,
    settings: Res<ViewSettings>,
    scene: Option<Res<CurrentScene>>,
    mut legend_resource: ResMut<Legend>,
) {
    let scene_changed = scene.as_ref().is_some_and(Res::is_changed);
    if !(appearance.is_changed() || settings.is_changed() || scene_changed) {
        return;
    }
    let caption = scene.map(|scene| scene.caption.clone()).unwrap_or_default();
    let entries = legend(settings.colour_by, settings.theme, appearance.present());
    legend_resource.set_if_neq(Legend { entries, caption });
}
