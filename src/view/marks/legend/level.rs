//! Builds the legend of a shown level of the coarsening.

use std::borrow::Cow;

use super::{Legend, LegendEntry, LegendShape};
use crate::view::{
    look::palette::{self, Palette, Rgb},
    marks::levels::{LevelView, Merged, axis_colour, level_colour},
};

/// Builds the legend: the level's vertices, the merges, the frame, and the graph beneath.
pub(super) fn build_level_legend(merged: &Merged, view: &LevelView, palette: &Palette) -> Legend {
    let mut entries = Vec::new();
    let mut add = |rgb: Rgb, shape, text: Cow<'static, str>| {
        entries.push(LegendEntry {
            colours: vec![palette::colour(rgb)],
            shape,
            text,
        });
    };
    let whole = merged.level == 1;
    let vertex = if whole {
        "a vertex"
    } else {
        "the larger, the more it stands for"
    };
    add(
        level_colour(palette, merged.level),
        LegendShape::Ball,
        vertex.into(),
    );
    let next = merged.level + 1;
    let lit = |matched| palette::lit_edge(palette.edge, palette.accent, matched);
    if merged.pairs > 0 {
        let text = format!("matched: one vertex on level {next}");
        add(lit(true), LegendShape::Line, text.into());
    }
    if merged.joins > 0 {
        add(
            lit(false),
            LegendShape::Line,
            "left over: joins the pair".into(),
        );
    }
    if view.frame().is_some() {
        let text = "the frame: how the finer level sees this one";
        add(axis_colour(palette, None), LegendShape::Line, text.into());
    }
    if !whole {
        let faint = palette::mix_srgb(palette.background, palette.leaf, 0.35);
        add(faint, LegendShape::Ball, "the graph beneath".into());
    }
    Legend {
        title: "Merged graph",
        note: Some(match (whole, view.moves()) {
            (true, _) => "pairs of neighbours merge, and so level by level",
            (false, true) => "each level moves by itself, and takes the finer one along",
            (false, false) => "each in the middle of what it stands for",
        }),
        entries,
        ..Legend::default()
    }
}
