//! The bar of the shown level under the graph: its number, its size and its frame.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts,
    egui::{self, Align, Button, Color32, Grid, Layout, RichText, Ui, vec2},
};

use crate::{
    interface::InterfaceArea,
    layout::Multilevel,
    panel::kit::{bar::Bar, controls::Controls, numbers, widgets},
    physics::{Physics, commands::ChangeSettings},
    view::{FrameFigure, LevelCommand, LevelView, Merged, ViewSettings},
};

/// Width of the bar, at most, points.
const WIDTH: f32 = 420.0;

/// Commands of the bar.
#[derive(SystemParam)]
pub(in crate::panel) struct LevelBarCommands<'w> {
    levels: MessageWriter<'w, LevelCommand>,
    settings: MessageWriter<'w, ChangeSettings>,
}

/// Draws the bar while a level is shown.
pub(in crate::panel) fn draw_level_bar(
    mut contexts: EguiContexts,
    (view, physics, settings): (Res<LevelView>, Res<Physics>, Res<ViewSettings>),
    mut area: ResMut<InterfaceArea>,
    mut controls: ResMut<Controls>,
    mut commands: LevelBarCommands,
) {
    let (Some(merged), Ok(context)) = (view.merged(), contexts.ctx_mut()) else {
        return;
    };
    let bar = Bar {
        name: "level",
        width: WIDTH,
        bottom: area.free.max.y,
        interactable: true,
    };
    bar.show_under_graph(context, &mut area, &mut controls, |ui, controls| {
        ui.spacing_mut().item_spacing.y = 4.0;
        draw_steering(ui, &view, merged, controls, &mut commands.levels);
        draw_size(ui, merged);
        match view.frame() {
            Some(frame) => draw_frame_numbers(ui, frame, &settings, controls),
            None if merged.level > 1 => {
                draw_missing_frame(ui, physics.multilevel, controls, &mut commands.settings);
            }
            None => {}
        }
    });
}

/// Buttons: finer, coarser, close.
fn draw_steering(
    ui: &mut Ui,
    view: &LevelView,
    merged: &Merged,
    controls: &mut Controls,
    commands: &mut MessageWriter<LevelCommand>,
) {
    let count = view.sizes().len();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let size = vec2(26.0, 22.0);
        let mut step = |ui: &mut Ui, name, text, hover, step, there: bool| {
            let button = ui.add_enabled(there, Button::new(text).min_size(size));
            let button = widgets::name_button(controls.note(name, button), hover);
            if button.on_hover_text(hover).clicked() {
                commands.write(LevelCommand::Step(step));
            }
        };
        let first = merged.level == 1;
        step(ui, "level/finer", "◀", "A level finer (PgDn)", -1, !first);
        let coarsest = merged.level as usize >= count;
        let hover = "A level coarser: the lit pairs merge (PgUp)";
        step(ui, "level/coarser", "▶", hover, 1, !coarsest);
        ui.strong(format!("Level {} of {count}", merged.level));
        if first {
            ui.label(RichText::new("the graph itself").small().weak());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new("×").min_size(size));
            let close = controls.note("level/close", close);
            if widgets::name_button(close, "Leave the level")
                .on_hover_text("Leaves the level (Esc)")
                .clicked()
            {
                commands.write(LevelCommand::Look(None));
            }
        });
    });
}

/// The size of the level, and the pairs that merge.
fn draw_size(ui: &mut Ui, merged: &Merged) {
    let count = |number: usize| numbers::format_count(number as u64);
    let mut text = format!(
        "{} vertices · {} edges",
        count(merged.ids.len()),
        count(merged.ends.len())
    );
    match merged.pairs {
        0 => text.push_str(" · the coarsest level"),
        1 => text.push_str(" · 1 pair merges"),
        pairs => text.push_str(&format!(" · {} pairs merge", count(pairs))),
    }
    ui.label(RichText::new(text).small());
}

/// The affine frame: its two centres, its linear part, the determinant and φ.
fn draw_frame_numbers(
    ui: &mut Ui,
    frame: &FrameFigure,
    settings: &ViewSettings,
    controls: &mut Controls,
) {
    let small = |text: String| RichText::new(text).small().monospace();
    let number = |number: f64| small(format!("{:>7}", numbers::format_fixed(number, 3)));
    ui.spacing_mut().interact_size.y = 0.0;
    let grid = Grid::new("frame")
        .min_col_width(0.0)
        .spacing([10.0, 1.0])
        .show(ui, |ui| {
            let at = |v: bevy::math::DVec3| {
                let [x, y, z] = v.to_array().map(|axis| numbers::format_fixed(axis, 2));
                format!("({x}, {y}, {z})")
            };
            let beside = [
                format!("centre {}", at(frame.centre)),
                format!("from   {}", at(frame.origin)),
                format!(
                    "det {:.3}   φ {}",
                    frame.determinant(),
                    numbers::format_short(frame.phi)
                ),
            ];
            for (row, beside) in beside.into_iter().enumerate() {
                ui.label(small(if row == 0 { "α" } else { "" }.into()));
                for axis in 0..3 {
                    let rgb = settings.palette().axis_colour(axis);
                    let ink = Color32::from_rgb(rgb[0], rgb[1], rgb[2]);
                    ui.label(number(frame.linear.col(axis)[row]).color(ink));
                }
                ui.label(small(beside));
                ui.end_row();
            }
        });
    let grid = grid.response.interact(egui::Sense::hover());
    controls.note("level/frame", grid).on_hover_text(
        "The affine frame by which the finer level sees this one: x ≈ α·(y − from) + centre. The \
         columns of α are the axes in the picture, and the ellipsoid is the ball around this \
         level. φ is the time dilation: the lower, the faster the finer level is taken along.",
    );
}

/// The reason for a missing frame, and a button that starts the projection.
fn draw_missing_frame(
    ui: &mut Ui,
    multilevel: Multilevel,
    controls: &mut Controls,
    commands: &mut MessageWriter<ChangeSettings>,
) {
    ui.horizontal(|ui| {
        if multilevel == Multilevel::Projection {
            ui.label(
                RichText::new("No frame: this level does not move.")
                    .small()
                    .weak(),
            );
            return;
        }
        ui.label(
            RichText::new("No frame: levels do not move.")
                .small()
                .weak(),
        );
        let start = ui.small_button("Let them move");
        if controls
            .note("level/project", start)
            .on_hover_text(Multilevel::Projection.meaning())
            .clicked()
        {
            commands.write(ChangeSettings::Multilevel(Multilevel::Projection));
        }
    });
}
