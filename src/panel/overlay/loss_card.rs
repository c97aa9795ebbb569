//! The loss curve over the graph, from the first round on: in the lower right corner, and in a
//! narrow window above the graph.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Align2, Area, Frame, Id, Margin, Order, Rect, RichText, pos2, vec2},
};

use crate::{
    explore::Search,
    interface::InterfaceArea,
    panel::{
        kit::{
            controls::Controls,
            curve::{LossCurve, planned_rounds},
            numbers,
            places::{self, BarHeights},
        },
        sections::training::TrainingDraft,
        state::{PanelPlace, Panels},
    },
    training::{Pace, Trainer},
};

/// Size of the curve, points.
const SIZE: [f32; 2] = [208.0, 72.0];
/// Height of the card, points.
const OUTER: f32 = 112.0;
/// Distance from the corner, points.
const GAP: f32 = 8.0;
/// A smaller free area has no room for the curve, points.
const ROOM: [f32; 2] = [420.0, 300.0];

/// Draws the curve while a network learns, and afterwards until its training starts over. Hidden
/// panels hide it, too, and so it is on no recording without panels. The
/// drawer *Learn* has the curve of its own.
pub(in crate::panel) fn draw_loss_card(
    mut contexts: EguiContexts,
    (trainer, draft): (Res<Trainer>, Res<TrainingDraft>),
    (panels, search, heights): (Res<Panels>, Res<Search>, Res<BarHeights>),
    mut area: ResMut<InterfaceArea>,
    mut controls: ResMut<Controls>,
) {
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    let zoom = context.zoom_factor();
    let free = area.free.size() / zoom;
    let shown_elsewhere =
        panels.drawer == Some(PanelPlace::Learn) || panels.tab == Some(PanelPlace::Learn);
    let idle = trainer.pace == Pace::Idle;
    if !panels.visible
        || trainer.losses.len() < 2
        || free.x < ROOM[0].min(if idle { f32::MAX } else { 300.0 })
        || free.y < ROOM[1]
        || search.open
        || (shown_elsewhere && idle)
    {
        return;
    }
    let narrow = places::is_narrow(context);
    let window = context.viewport_rect();
    let (pivot, at) = if narrow {
        let corner = pos2(area.free.min.x, area.free.min.y) / zoom;
        (Align2::LEFT_TOP, corner + vec2(GAP, GAP))
    } else {
        let bottom = window.bottom() - heights.bottom;
        (
            Align2::RIGHT_BOTTOM,
            pos2(window.right() - GAP, bottom - GAP),
        )
    };
    // A long inspector card reaches down to the corner: the timeline has the curve, too.
    let corner = controls.logical(Rect::from_min_max(at - vec2(SIZE[0], OUTER), at));
    let covered = |rect: &bevy::math::Rect| !rect.intersect(corner).is_empty();
    if !narrow && area.rects.iter().any(covered) {
        return;
    }
    let shown = Area::new(Id::new("loss curve"))
        .pivot(pivot)
        .order(Order::Background)
        .interactable(false)
        .constrain(false)
        .fixed_pos(at)
        .show(context, |ui| {
            Frame::new()
                .fill(ui.visuals().panel_fill.gamma_multiply(0.8))
                .corner_radius(8)
                .inner_margin(Margin::same(8))
                .show(ui, |ui| {
                    ui.set_width(SIZE[0]);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.horizontal(|ui| {
                        ui.label(RichText::new("Loss").small().strong());
                        let round = numbers::format_count(trainer.round.into());
                        ui.label(RichText::new(format!("round {round}")).small().weak());
                    });
                    let curve = LossCurve {
                        losses: &trainer.losses,
                        logarithmic: draft.logarithmic,
                        rounds: planned_rounds(&trainer),
                    };
                    curve.draw_chart(ui, vec2(SIZE[0], SIZE[1]));
                });
        });
    let bottom = controls.logical(shown.response.rect).max.y;
    if narrow && bottom > area.free.min.y {
        area.free.min.y = bottom;
    }
    controls.note("loss_curve", shown.response);
}
