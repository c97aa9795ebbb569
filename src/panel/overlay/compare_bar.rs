//! The bar of a scene that compares two layouts: the progress of both.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{RichText, Ui},
};

use crate::{
    interface::InterfaceArea,
    panel::kit::{bar::Bar, controls::Controls, numbers},
    physics::{Comparison, HalfStatus},
    view::LevelView,
};

/// Width of the bar, at most, points.
const WIDTH: f32 = 420.0;

/// Draws the bar of a scene that compares two layouts.
pub(in crate::panel) fn draw_compare_bar(
    mut contexts: EguiContexts,
    (comparison, level): (Res<Comparison>, Res<LevelView>),
    mut area: ResMut<InterfaceArea>,
    mut controls: ResMut<Controls>,
) {
    let (Some(halves), Ok(context)) = (comparison.halves, contexts.ctx_mut()) else {
        return;
    };
    // The bar of the level takes the same place.
    if level.merged().is_some() {
        return;
    }
    let bar = Bar {
        name: "compare",
        width: WIDTH,
        bottom: area.free.max.y,
        interactable: false,
    };
    let shown = bar.show_under_graph(context, &mut area, &mut controls, |ui, _| {
        ui.columns(2, |columns| {
            for ((ui, half), first) in columns.iter_mut().zip(halves).zip([true, false]) {
                ui.vertical_centered(|ui| draw_half(ui, &half, first));
            }
        });
    });
    controls.note("compare", shown);
}

fn draw_half(ui: &mut Ui, half: &HalfStatus, first: bool) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.strong(match (first, half.levels) {
        (true, _) => "Direct".to_owned(),
        (false, levels) => format!("{levels} levels"),
    });
    ui.label(format!("stress {:.4}", half.stress));
    let ticks = numbers::format_count(half.half.ticks);
    let text = if half.half.settled {
        format!("at rest after {ticks} ticks")
    } else {
        format!("tick {ticks}")
    };
    ui.label(RichText::new(text).small().weak());
}
