//! Notices: short messages over the graph that vanish after a while.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{
        self, Align2, Color32, Context, Frame, Id, LayerId, Order, RichText, Sense, TextStyle, Ui,
        UiBuilder, Visuals, WidgetInfo, WidgetType, pos2, vec2,
    },
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
    paint_notice(context, &notice.shown, &area);
}

/// Paints a notice at the top of the graph. It is no widget, so a press goes through it to the
/// control or the vertex beneath.
fn paint_notice(context: &Context, said: &NoticeText, area: &InterfaceArea) {
    let zoom = context.zoom_factor();
    let free = area.free;
    let width = (free.width() / zoom - 4.0 * GAP).clamp(160.0, 480.0);
    let layer = LayerId::new(Order::Tooltip, Id::new("notice"));
    let painter = context.layer_painter(layer);
    let style = context.global_style();
    let frame = Frame::popup(&style);
    let font = TextStyle::Small.resolve(&style);
    let colour = text_colour(&style.visuals, said);
    let galley = painter.layout(said.text.clone(), font, colour, width);
    let outer = galley.size() + frame.total_margin().sum();
    let top = pos2(free.center().x, free.min.y) / zoom + vec2(0.0, GAP);
    let rect = Align2::CENTER_TOP.anchor_size(top, outer);
    painter.add(frame.paint(rect - frame.outer_margin - frame.inner_margin));
    painter.galley(rect.min + frame.total_margin().left_top(), galley, colour);
    let said = said.text.clone();
    announce(context, layer, said);
}

/// Tells a screen reader a text that is painted without a widget.
fn announce(context: &Context, layer: LayerId, text: String) {
    // Outside the window, where no pointer finds it.
    let nowhere = egui::Rect::from_min_size(pos2(-2.0, -2.0), vec2(1.0, 1.0));
    let builder = UiBuilder::new().layer_id(layer).max_rect(nowhere);
    let ui = Ui::new(context.clone(), Id::new("notice text"), builder);
    let heard = ui.interact(nowhere, Id::new("notice heard"), Sense::hover());
    heard.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &text));
}

/// Draws the text, in the colour of errors if it reports a failure.
pub(in crate::panel) fn draw_notice_text(ui: &mut Ui, said: &NoticeText) {
    let colour = text_colour(ui.visuals(), said);
    let text = RichText::new(&said.text).small().color(colour);
    ui.add(egui::Label::new(text).wrap());
}

fn text_colour(visuals: &Visuals, said: &NoticeText) -> Color32 {
    if said.good {
        visuals.text_color()
    } else {
        visuals.error_fg_color
    }
}
