//! The loss curve: the loss of each round, drawn with the painter.

use bevy_egui::egui::{
    self, Align2, FontId, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2,
};

use super::numbers;
use crate::training::Trainer;

/// Most points of a curve; more would not be visible.
const POINTS: usize = 240;
/// A loss of zero has no logarithm; it is drawn as this.
const SMALLEST: f64 = 1e-16;

/// A curve of losses.
#[derive(Clone, Copy, Debug)]
pub(in crate::panel) struct LossCurve<'a> {
    /// The loss of each round.
    pub losses: &'a [f64],
    /// Whether the axis of the loss is logarithmic.
    pub logarithmic: bool,
    /// Rounds that the width stands for, at least.
    pub rounds: usize,
}

impl LossCurve<'_> {
    /// Draws the curve with its greatest and its least loss, and the number under the pointer.
    pub fn draw_chart(&self, ui: &mut Ui, size: Vec2) -> Response {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| {
            let last = self.losses.last().copied().unwrap_or(f64::NAN);
            let words = format!("Loss curve, now {}", numbers::format_short(last));
            egui::WidgetInfo::labeled(egui::WidgetType::Image, true, words)
        });
        if ui.is_rect_visible(rect) {
            let visuals = ui.visuals();
            let axis = visuals.weak_text_color();
            let painter = ui.painter();
            let plot = rect.shrink2(vec2(1.0, 3.0));
            painter.line_segment(
                [plot.left_bottom(), plot.right_bottom()],
                Stroke::new(1.0, axis.gamma_multiply(0.5)),
            );
            self.paint_line(painter, plot, Stroke::new(1.8, visuals.hyperlink_color));
            let font = FontId::proportional(11.0);
            if let Some((least, most)) = self.range() {
                for (at, align, loss) in [
                    (plot.right_top(), Align2::RIGHT_TOP, most),
                    (plot.right_bottom(), Align2::RIGHT_BOTTOM, least),
                ] {
                    let text = numbers::format_short(loss);
                    painter.text(at, align, text, font.clone(), axis);
                }
            }
            self.draw_reading(ui, &response, plot);
        }
        response
    }

    /// Paints the line alone.
    pub fn paint_line(&self, painter: &Painter, rect: Rect, stroke: Stroke) {
        let points = self.points(rect);
        if points.len() > 1 {
            painter.add(Shape::line(points, stroke));
        }
    }

    /// The round and the loss under the pointer.
    fn draw_reading(&self, ui: &Ui, response: &Response, plot: Rect) {
        let Some(pointer) = response.hover_pos() else {
            return;
        };
        let share = ((pointer.x - plot.left()) / plot.width()).clamp(0.0, 1.0);
        let round = (share * self.width().saturating_sub(1) as f32).round() as usize;
        let Some(&loss) = self.losses.get(round) else {
            return;
        };
        let colour = ui.visuals().weak_text_color();
        let x = plot.left() + plot.width() * round as f32 / (self.width() - 1).max(1) as f32;
        ui.painter().line_segment(
            [pos2(x, plot.top()), pos2(x, plot.bottom())],
            Stroke::new(1.0, colour),
        );
        let text = format!("round {round}: loss {}", numbers::format_short(loss));
        response.clone().on_hover_text_at_pointer(text);
    }

    /// Rounds that the width stands for.
    fn width(&self) -> usize {
        self.losses.len().max(self.rounds).max(1)
    }

    /// The least and the greatest finite loss.
    fn range(&self) -> Option<(f64, f64)> {
        let mut finite = self.losses.iter().copied().filter(|loss| loss.is_finite());
        let first = finite.next()?;
        Some(finite.fold((first, first), |(least, most), loss| {
            (least.min(loss), most.max(loss))
        }))
    }

    fn points(&self, rect: Rect) -> Vec<Pos2> {
        let Some((least, most)) = self.range() else {
            return Vec::new();
        };
        let (low, high) = (self.height(least), self.height(most));
        let span = (high - low).max(f64::MIN_POSITIVE);
        let last = (self.width() - 1).max(1) as f32;
        rounds_to_draw(self.losses.len())
            .filter_map(|round| {
                let loss = self.losses[round];
                loss.is_finite().then(|| {
                    let share = ((self.height(loss) - low) / span) as f32;
                    pos2(
                        rect.left() + rect.width() * round as f32 / last,
                        rect.bottom() - rect.height() * share,
                    )
                })
            })
            .collect()
    }

    fn height(&self, loss: f64) -> f64 {
        if self.logarithmic {
            loss.max(SMALLEST).log10()
        } else {
            loss
        }
    }
}

/// Rounds of a curve whose training still runs: the ones that were done, and those that are left.
/// A training without an end leaves no room.
pub(in crate::panel) fn planned_rounds(trainer: &Trainer) -> usize {
    let left = match trainer.planned {
        u32::MAX => 0,
        _ => trainer.pace.rounds_left() as usize,
    };
    trainer.losses.len() + left
}

/// The drawn rounds: evenly spread, with the first and the last.
fn rounds_to_draw(rounds: usize) -> impl Iterator<Item = usize> {
    let points = rounds.min(POINTS);
    (0..points).map(move |point| point * (rounds - 1) / (points - 1).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_round_are_always_drawn() {
        for rounds in [1, 2, 3, 239, 240, 241, 1000, 99_999] {
            let drawn: Vec<_> = rounds_to_draw(rounds).collect();
            assert_eq!(drawn.first(), Some(&0));
            assert_eq!(drawn.last(), Some(&(rounds - 1)));
            assert!(drawn.len() <= POINTS && drawn.is_sorted());
        }
    }

    #[test]
    fn the_line_falls_with_the_loss_and_leaves_room_for_rounds_to_come() {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 50.0));
        let losses = [4.0, f64::NAN, 1.0, 0.0];
        let curve = LossCurve {
            losses: &losses,
            logarithmic: false,
            rounds: 7,
        };
        let points = curve.points(rect);
        assert_eq!(points.len(), 3, "a loss that is no number is left out");
        assert_eq!(points[0], pos2(0.0, 0.0));
        assert_eq!(points[2], pos2(50.0, 50.0));
        let empty = LossCurve {
            losses: &[],
            ..curve
        };
        assert!(empty.points(rect).is_empty());
    }
}
