//! Notices: short messages over the graph that vanish after a while.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{self, Align2, Area, Frame, Id, Order, RichText, Ui, vec2},
};

use crate::{
    clock::SimulationClock,
    journal::Journal,
    view::{PictureNote, ViewRefusal},
};

/// Time for which a notice stays, seconds.
const NOTICED: f64 = 5.0;

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
    time: Res<Time<Real>>,
) {
    let Some(until) = notice.until else { return };
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    if time.elapsed_secs_f64() > until {
        notice.until = None;
        return;
    }
    context.request_repaint();
    let width = (context.viewport_rect().width() - 40.0).min(560.0);
    Area::new(Id::new("notice"))
        .order(Order::Tooltip)
        .interactable(false)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 10.0))
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
