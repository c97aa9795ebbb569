//! The table of targets and predictions, before and after training.

use bevy_egui::egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use crate::{panel::kit::numbers, training::Trainer};

/// Rows that are visible at once.
const ROWS: f32 = 5.0;

/// Draws one row a target.
pub(super) fn draw_predictions(ui: &mut Ui, trainer: &Trainer) {
    if trainer.targets.is_empty() {
        return;
    }
    let width = ui.available_width();
    let height = ui.text_style_height(&bevy_egui::egui::TextStyle::Monospace) + 2.0;
    draw_row(
        ui,
        width,
        height,
        ["target", "before", "after"].map(|text| RichText::new(text).small().weak()),
    );
    let trained = trainer.round > 0;
    let spacing = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("predictions")
        .max_height(ROWS * height)
        .show_rows(ui, height, trainer.targets.len(), |ui, rows| {
            let width = ui.available_width();
            for sample in rows {
                let figure = |numbers: &[f64]| {
                    numbers
                        .get(sample)
                        .map_or("–".to_owned(), |number| numbers::format_fixed(*number, 3))
                };
                let target = RichText::new(figure(&trainer.targets)).monospace();
                let before = RichText::new(figure(&trainer.before)).monospace().weak();
                let after = if trained {
                    figure(&trainer.after)
                } else {
                    "–".to_owned()
                };
                draw_row(
                    ui,
                    width,
                    height,
                    [target, before, RichText::new(after).monospace().strong()],
                );
            }
        });
    ui.spacing_mut().item_spacing.y = spacing;
}

fn draw_row(ui: &mut Ui, width: f32, height: f32, cells: [RichText; 3]) {
    ui.allocate_ui_with_layout(
        vec2(width, height),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for cell in cells {
                ui.allocate_ui_with_layout(
                    vec2(width / 3.0, height),
                    Layout::right_to_left(Align::Center),
                    |ui| {
                        ui.set_min_width(width / 3.0);
                        ui.add_space(8.0);
                        ui.label(cell);
                    },
                );
            }
        },
    );
}
