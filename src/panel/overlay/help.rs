//! The list of keys and gestures, over everything.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Align2, Area, Grid, Id, Label, Order, RichText, ScrollArea, Ui, vec2},
};

use crate::panel::{
    commands::PanelCommand,
    keys::{
        gestures::gesture_lists,
        shortcuts::{SHORTCUTS, Subject},
    },
    kit::{controls::Controls, fingers, places::card, widgets},
    state::Panels,
};

/// Draws the list while it is open.
pub(in crate::panel) fn draw_help(
    mut contexts: EguiContexts,
    panels: Res<Panels>,
    mut controls: ResMut<Controls>,
    mut commands: MessageWriter<PanelCommand>,
) {
    let (true, Ok(context)) = (panels.help, contexts.ctx_mut()) else {
        return;
    };
    let room = context.viewport_rect().size() - vec2(40.0, 60.0);
    Area::new(Id::new("help"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .show(context, |ui| {
            card(ui).inner_margin(16).show(ui, |ui| {
                ui.set_max_size(room);
                ui.horizontal(|ui| {
                    ui.heading("Keys and gestures");
                    ui.add_space(24.0);
                    let steps =
                        controls.note("help/steps", widgets::button(ui, true, "First steps"));
                    let steps = steps.on_hover_text("Shows four hints for new users");
                    if steps.clicked() {
                        commands.write(PanelCommand::ShowFirstSteps);
                    }
                    let close = controls.note("help/close", widgets::button(ui, true, "Close"));
                    if close.clicked() {
                        commands.write(PanelCommand::CloseHelp);
                    }
                });
                ui.add_space(4.0);
                ScrollArea::vertical()
                    .max_height(room.y - 60.0)
                    .show(ui, draw_lists);
            });
        });
}

fn draw_lists(ui: &mut Ui) {
    for (title, gestures) in gesture_lists(fingers::has_fingers(ui.ctx())) {
        let rows = gestures.iter();
        let rows = rows.map(|gesture| (gesture.shown.to_owned(), gesture.does));
        draw_rows(ui, title, rows);
    }
    for subject in Subject::ALL {
        let keys = SHORTCUTS
            .iter()
            .filter(|shortcut| shortcut.subject == subject && shortcut.acts_here());
        let rows = keys.map(|shortcut| (shortcut.chord.to_string(), shortcut.does));
        draw_rows(ui, subject.title(), rows);
    }
}

fn draw_rows(ui: &mut Ui, title: &str, rows: impl Iterator<Item = (String, &'static str)>) {
    ui.add_space(6.0);
    ui.label(RichText::new(title).weak());
    Grid::new(title)
        .num_columns(2)
        .spacing([14.0, 4.0])
        .min_col_width(104.0)
        .show(ui, |ui| {
            for (shown, does) in rows {
                // Only the monospaced font has the arrows.
                ui.label(RichText::new(shown).monospace().strong());
                ui.add(Label::new(does).wrap());
                ui.end_row();
            }
        });
}

/// Whether the list is open: `Esc` closes it first.
pub(in crate::panel) fn is_help_open(panels: Res<Panels>) -> bool {
    panels.help
}
