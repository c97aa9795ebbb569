//! The loss curve.

use bevy_egui::egui::{Ui, Vec2};
use egui_plot::{GridMark, Line, Plot, PlotPoints};

use crate::panel::kit::{controls::Controls, numbers};

/// Most points of the curve; more would not be visible.
const POINTS: usize = 240;
/// A loss of zero has no logarithm; it is drawn as this.
const SMALLEST: f64 = 1e-16;

/// Draws the loss of each round.
pub(super) fn draw_loss_curve(
    ui: &mut Ui,
    controls: &mut Controls,
    losses: &[f64],
    logarithmic: &mut bool,
) {
    let log = *logarithmic;
    let points: PlotPoints = rounds_to_draw(losses.len())
        .filter_map(|round| losses.get(round).map(|loss| (round, *loss)))
        .filter(|(_, loss)| loss.is_finite())
        .map(|(round, loss)| {
            [
                round as f64,
                if log {
                    loss.max(SMALLEST).log10()
                } else {
                    loss
                },
            ]
        })
        .collect();
    let colour = ui.visuals().hyperlink_color;
    let response = Plot::new("loss")
        .height(96.0)
        // The last number of the axis is centred under the plot's end.
        .width(ui.available_width() - 12.0)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .show_background(false)
        .set_margin_fraction(Vec2::new(0.02, 0.08))
        .x_axis_formatter(|mark: GridMark, _| numbers::format_short(mark.value))
        .y_axis_formatter(move |mark: GridMark, _| axis_text(mark.value, log))
        .label_formatter(move |_, point| {
            let loss = if log { 10_f64.powf(point.y) } else { point.y };
            format!(
                "round {:.0}\nloss {}",
                point.x.max(0.0),
                numbers::format_short(loss)
            )
        })
        .show(ui, |plot| {
            plot.line(Line::new("loss", points).color(colour).width(1.6));
        })
        .response;
    controls.note("training/loss_curve", response);
    let toggle = ui.checkbox(logarithmic, "logarithmic loss axis");
    controls.note("training/log_axis", toggle);
}

/// The drawn rounds: evenly spread, with the first and the last.
fn rounds_to_draw(rounds: usize) -> impl Iterator<Item = usize> {
    let points = rounds.min(POINTS);
    (0..points).map(move |point| point * (rounds - 1) / (points - 1).max(1))
}

fn axis_text(value: f64, logarithmic: bool) -> String {
    if !logarithmic {
        numbers::format_short(value)
    } else if (value - value.round()).abs() < 1e-6 {
        numbers::format_short(10_f64.powf(value.round()))
    } else {
        String::new()
    }
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
}
