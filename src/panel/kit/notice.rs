//! What is to be said, over the graph for a while.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{self, Align2, Area, Frame, Id, Order, RichText, Ui, vec2},
};

use crate::{
    physics::SimulationClock,
    training::Journal,
    view::{PictureNote, ViewRefusal},
};

/// How long a note stays over the graph, seconds.
const NOTICED: f64 = 5.0;

/// Something that is said to people.
#[derive(Reflect, Clone, Debug, Default, PartialEq)]
pub(in crate::panel) struct Said {
    good: bool,
    pub(in crate::panel) text: String,
}

/// What was said last, and until when that is shown over the graph.
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub(in crate::panel) struct Notice {
    shown: Said,
    until: Option<f64>,
    /// What became of the last picture.
    pub(in crate::panel) picture: Said,
}

/// Writes what became of pictures into the log, and over the graph; there, too, why something
/// did not come about.
pub(in crate::panel) fn take_notes(
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
        notice.picture = Said {
            good: note.good,
            text: note.text.clone(),
        };
        notice.shown = notice.picture.clone();
        notice.until = until;
    }
    for refusal in refusals.read() {
        notice.shown = Said {
            good: true,
            text: refusal.0.to_owned(),
        };
        notice.until = until;
    }
}

/// Shows the last note at the top of the graph for a while.
pub(in crate::panel) fn show(
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
            Frame::popup(ui.style()).show(ui, |ui| tell(ui, &notice.shown));
        });
}

pub(in crate::panel) fn tell(ui: &mut Ui, said: &Said) {
    let colour = if said.good {
        ui.visuals().text_color()
    } else {
        ui.visuals().error_fg_color
    };
    let text = RichText::new(&said.text).small().color(colour);
    ui.add(egui::Label::new(text).wrap());
}
