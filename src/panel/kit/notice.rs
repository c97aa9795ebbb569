//! Notices: short messages over the graph that vanish after a while.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{self, Align2, Area, Frame, Id, Order, RichText, Ui},
};

use crate::{
    clock::SimulationClock,
    interface::InterfaceArea,
    journal::Journal,
    view::{PictureNote, ViewRefusal},
};

/// Time for which a notice stays, seconds.
const NOTICED: f64 = 5.0;
/// Time for which a toast stays, seconds.
const TOASTED: f64 = 3.0;
/// Distance from the upper edge of the free area, points.
const GAP: f32 = 10.0;

/// The text of a notice.
#[derive(Reflect, Clone, Debug, Default, PartialEq)]
pub(in crate::panel) struct NoticeText {
    good: bool,
    pub(in crate::panel) text: String,
}

/// The last notice, and the end of its time.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub(in crate::panel) struct Notice {
    shown: NoticeText,
    until: Option<f64>,
    /// The outcome of the last picture.
    pub(in crate::panel) picture: NoticeText,
}

impl Notice {
    /// Shows what a command has changed, from `now` on, seconds.
    pub(in crate::panel) fn show_toast(&mut self, text: String, now: f64) {
        self.shown = NoticeText { good: true, text };
        self.until = Some(now + TOASTED);
    }

    /// Ends the message.
    pub(in crate::panel) fn clear(&mut self) {
        if self.until.is_some() {
            self.until = None;
        }
    }
}

/// Writes the outcome of pictures into the log and over the graph, and refusals over the graph.
pub(in crate::panel) fn record_notes(
    mut notes: MessageReader<PictureNote>,
    mut refusals: MessageReader<ViewRefusal>,
    mut journal: ResMut<Journal>,
    mut notice: ResMut<Notice>,
    clock: Res<SimulationClock>,
    time: Res<Time<Real>>,
) {
    let until = Some(time.elapsed_secs_f64() + NOTICED);
    for note in notes.read() {
        journal.write(clock.tick, note.text.clone());
        notice.picture = NoticeText {
            good: note.good,
            text: note.text.clone(),
        };
        notice.shown = notice.picture.clone();
        notice.until = until;
    }
    for refusal in refusals.read() {
        notice.shown = NoticeText {
            good: true,
            text: refusal.0.to_owned(),
        };
        notice.until = until;
    }
}

/// Draws the last notice at the top of the graph until its time ends.
pub(in crate::panel) fn draw_notice(
    mut contexts: EguiContexts,
    mut notice: ResMut<Notice>,
    (area, time): (Res<InterfaceArea>, Res<Time<Real>>),
) {
    let Some(until) = notice.until else { return };
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    if time.elapsed_secs_f64() > until {
        notice.until = None;
        return;
    }
    let left = std::time::Duration::from_secs_f64((until - time.elapsed_secs_f64()).max(0.0));
    context.request_repaint_after(left);
    let zoom = context.zoom_factor();
    let free = area.free;
    let width = (free.width() / zoom - 4.0 * GAP).clamp(160.0, 480.0);
    let at = egui::pos2(free.center().x / zoom, free.min.y / zoom + GAP);
    Area::new(Id::new("notice"))
        .order(Order::Tooltip)
        .interactable(false)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(at)
        .show(context, |ui| {
            ui.set_max_width(width);
            Frame::popup(ui.style()).show(ui, |ui| draw_notice_text(ui, &notice.shown));
        });
}

/// Draws the text, in the colour of errors if it reports a failure.
pub(in crate::panel) fn draw_notice_text(ui: &mut Ui, said: &NoticeText) {
    let colour = if said.good {
        ui.visuals().text_color()
    } else {
        ui.visuals().error_fg_color
    };
    let text = RichText::new(&said.text).small().color(colour);
    ui.add(egui::Label::new(text).wrap());
}
