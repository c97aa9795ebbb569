//! How far the two layouts are of a scene that compares them, under the graph.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Align2, Area, Id, Order, RichText, Ui, pos2, vec2},
};

use super::{columns::card, controls::Controls, numbers};
use crate::{
    physics::{Comparison, HalfStatus},
    third_party::InterfaceArea,
    view::LevelView,
};

/// Width of the bar, at most, points.
const WIDTH: f32 = 420.0;
/// Distance from what is around, points.
const GAP: f32 = 8.0;
/// A window lower than this keeps the graph where it is, points.
const ROOM: f32 = 420.0;

pub(super) fn show(
    mut contexts: EguiContexts,
    (comparison, level): (Res<Comparison>, Res<LevelView>),
    mut area: ResMut<InterfaceArea>,
    mut controls: ResMut<Controls>,
) {
    let (Some(halves), Ok(context)) = (comparison.halves, contexts.ctx_mut()) else {
        return;
    };
    // The level's bar is where this one would be.
    if level.merged().is_some() {
        return;
    }
    let zoom = context.zoom_factor();
    let at = pos2(area.free.center().x, area.free.max.y) / zoom;
    let width = (area.free.width() / zoom - 4.0 * GAP).clamp(200.0, WIDTH);
    let shown = Area::new(Id::new("compare"))
        .order(Order::Middle)
        .interactable(false)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(at - vec2(0.0, GAP))
        .show(context, |ui| {
            card(ui).show(ui, |ui| {
                ui.set_width(width);
                ui.columns(2, |columns| {
                    for ((ui, half), first) in columns.iter_mut().zip(halves).zip([true, false]) {
                        ui.vertical_centered(|ui| says(ui, &half, first));
                    }
                });
            });
        });
    let rect = controls.logical(shown.response.rect);
    controls.note("compare", shown.response);
    if area.free.height() / zoom > ROOM {
        area.free.max.y = area.free.max.y.min(rect.min.y);
    }
}

fn says(ui: &mut Ui, half: &HalfStatus, first: bool) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.strong(match (first, half.levels) {
        (true, _) => "Single level".to_owned(),
        (false, levels) => format!("{levels} levels"),
    });
    ui.label(format!("stress {:.4}", half.stress));
    let ticks = numbers::count(half.half.ticks);
    let text = if half.half.settled {
        format!("at rest after {ticks} ticks")
    } else {
        format!("tick {ticks}")
    };
    ui.label(RichText::new(text).small().weak());
}
