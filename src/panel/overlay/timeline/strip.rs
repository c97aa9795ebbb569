//! The progress of growth or training with a small loss curve, and the state in words.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{
    self, Align, Align2, Color32, FontId, Label, Layout, RichText, Sense, Stroke, TextStyle, Ui,
    vec2,
};

use crate::{
    growth::Growth,
    panel::kit::{controls::Controls, curve::LossCurve, numbers},
    status::StatusReader,
    training::Trainer,
};

/// Least width of the strip, points; without this room it is left out.
const LEAST: f32 = 96.0;
/// Room for the state in words, points.
const WORDS: f32 = 232.0;

/// Data of the strip.
#[derive(SystemParam)]
pub(super) struct Strip<'w> {
    growth: Res<'w, Growth>,
    trainer: Res<'w, Trainer>,
}

impl Strip<'_> {
    pub(super) fn draw_strip(&self, ui: &mut Ui, controls: &mut Controls, status: &StatusReader) {
        let height = ui.available_height().min(32.0);
        let (share, text) = self.describe_progress(status);
        let room = ui.available_width();
        let words = WORDS.min(room * 0.5);
        let width = room - words - ui.spacing().item_spacing.x;
        let empty = share.is_none() && text.is_empty() && self.trainer.losses.len() < 2;
        if width >= LEAST && !empty {
            self.draw_progress(ui, controls, vec2(width, height), share, &text);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = describe_state(status);
            let label = Label::new(RichText::new(&words).small()).truncate();
            controls.note("status", ui.add(label)).on_hover_text(words);
        });
    }

    /// The share that is done, if anything is under way, and a few words.
    fn describe_progress(&self, status: &StatusReader) -> (Option<f32>, String) {
        let growth = &self.growth;
        if growth.growing() {
            let count = |number: u32| numbers::format_count(number.into());
            let text = if growth.vertices < growth.total_vertices {
                format!(
                    "growing: {} of {} vertices",
                    count(growth.vertices),
                    count(growth.total_vertices)
                )
            } else {
                format!(
                    "growing: {} of {} edges",
                    count(growth.edges),
                    count(growth.total_edges)
                )
            };
            return (Some(growth.progress()), text);
        }
        let trainer = &self.trainer;
        let left = trainer.pace.rounds_left();
        // A recording trains without an end.
        if left > 0 && trainer.planned < u32::MAX {
            let done = trainer.planned.saturating_sub(left);
            let text = format!(
                "round {} of {}",
                numbers::format_count(done.into()),
                numbers::format_count(trainer.planned.into())
            );
            return (Some(done as f32 / trainer.planned as f32), text);
        }
        if trainer.round > 0 {
            let round = numbers::format_count(trainer.round.into());
            return (None, format!("round {round}"));
        }
        if let Some(text) = numbers::describe_rising_graph(&status.rising) {
            return (None, text);
        }
        (None, String::new())
    }

    fn draw_progress(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        size: egui::Vec2,
        share: Option<f32>,
        text: &str,
    ) {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| {
            let kind = egui::WidgetType::ProgressIndicator;
            let mut info = egui::WidgetInfo::labeled(kind, true, text);
            info.value = share.map(|share| f64::from((share * 100.0).floor()));
            info
        });
        let visuals = ui.visuals();
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, 4.0, visuals.extreme_bg_color);
        if let Some(share) = share {
            let done = rect.with_max_x(rect.left() + rect.width() * share.clamp(0.0, 1.0));
            let fill = visuals.selection.bg_fill.gamma_multiply(0.7);
            painter.with_clip_rect(done).rect_filled(rect, 4.0, fill);
        }
        if self.trainer.losses.len() > 1 {
            let curve = LossCurve {
                losses: &self.trainer.losses,
                logarithmic: true,
                rounds: 0,
            };
            let line = Stroke::new(1.5, visuals.hyperlink_color);
            curve.paint_line(&painter, rect.shrink2(vec2(1.0, 4.0)), line);
        }
        let font = FontId::proportional(TextStyle::Small.resolve(ui.style()).size);
        let at = rect.left_center() + vec2(8.0, 0.0);
        let galley = painter.layout_no_wrap(text.to_owned(), font, visuals.strong_text_color());
        let words = Align2::LEFT_CENTER.anchor_size(at, galley.size());
        let behind: Color32 = visuals.extreme_bg_color.gamma_multiply(0.75);
        painter.rect_filled(words.expand2(vec2(3.0, 0.0)), 3.0, behind);
        painter.galley(words.min, galley, Color32::PLACEHOLDER);
        controls.note("timeline/progress", response);
    }
}

/// The state of the graph in words for people.
fn describe_state(status: &StatusReader) -> String {
    let now = status.read();
    let state = match () {
        () if status.clock.paused => "paused",
        () if now.growing => "growing",
        () if now.settled => "settled",
        () if status.simulation.unfolding => "laying out again",
        () => "moving",
    };
    let count = |number: usize| numbers::format_count(number as u64);
    let mut words = format!("{state} · {} vertices", count(now.vertices));
    if status.simulation.blown_up {
        "blew up: paused; ⏮ goes back".clone_into(&mut words);
    } else if status.simulation.guarded > 0 && !now.settled {
        words.push_str(" · steps limited");
    }
    words
}
