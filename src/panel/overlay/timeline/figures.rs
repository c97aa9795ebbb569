//! The developer's figures: ticks, times, stability, seed.

use bevy_egui::egui::{Label, RichText, Ui};

use crate::{
    panel::kit::{controls::Controls, numbers},
    status::{Status, StatusReader},
};

/// Draws the figures in one line.
pub(super) fn draw_figures(ui: &mut Ui, controls: &mut Controls, reader: &StatusReader) {
    let text = RichText::new(list_figures(reader))
        .small()
        .monospace()
        .weak();
    let line = ui.add(Label::new(text).truncate());
    controls.note("figures", line);
}

fn list_figures(reader: &StatusReader) -> String {
    let status = reader.read();
    let Status {
        vertices, edges, ..
    } = status;
    let count = |number: usize| numbers::format_count(number as u64);
    // The rate dates from the last frame, and a graph at rest draws no frames.
    let rate = if status.settled || reader.clock.paused {
        0.0
    } else {
        reader.simulation.ticks_per_second
    };
    [
        format!("{} vertices · {} edges", count(vertices), count(edges)),
        status.stability.clone(),
        format!("seed {}", status.seed),
        format!("tick {}", numbers::format_count(status.tick)),
        format!(
            "{rate:.0} ticks/s · tick {:.1} ms · frame {:.1} ms",
            status.tick_ms, status.frame_ms
        ),
    ]
    .join("   ")
}
