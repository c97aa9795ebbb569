//! The list of keys and gestures, over everything.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Align2, Area, Grid, Id, Label, Order, RichText, ScrollArea, Ui, vec2},
};

use crate::panel::{
    keys::shortcuts::{SHORTCUTS, Subject},
    kit::{columns::card, controls::Controls, widgets},
    state::{PanelCommand, Panels},
};

/// What the pointer and fingers do to the graph.
const GESTURES: [(&str, &str); 11] = [
    ("Hover", "a vertex's numbers and neighbours"),
    ("Click", "select; with Ctrl or Shift, several"),
    ("Double-click", "bring a vertex to the middle"),
    ("Drag a vertex", "move it, or all that is selected"),
    ("Shift-drag", "select a box; with Ctrl, add it"),
    ("Ctrl-drag", "add what a lasso goes around"),
    ("Drag", "turn around the graph; in the plane, shift"),
    ("Right-drag", "shift it"),
    ("Wheel", "come nearer to the pointer, go farther"),
    ("Two fingers", "shift, pinch to come nearer"),
    ("W A S D, Q E", "fly; with Shift, faster"),
];

pub(in crate::panel) fn show(
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
                    let steps = steps.on_hover_text("Three steps to begin with");
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
                    .show(ui, list);
            });
        });
}

fn list(ui: &mut Ui) {
    rows(ui, "Mouse and fingers", GESTURES.into_iter());
    for subject in Subject::ALL {
        let keys = SHORTCUTS
            .iter()
            .filter(|shortcut| shortcut.subject == subject);
        rows(
            ui,
            subject.title(),
            keys.map(|shortcut| (shortcut.shown, shortcut.does)),
        );
    }
}

fn rows(ui: &mut Ui, title: &str, rows: impl Iterator<Item = (&'static str, &'static str)>) {
    ui.add_space(6.0);
    ui.label(RichText::new(title).weak());
    Grid::new(title)
        .num_columns(2)
        .spacing([14.0, 4.0])
        .min_col_width(104.0)
        .show(ui, |ui| {
            for (shown, does) in rows {
                // The arrows are in this font alone.
                ui.label(RichText::new(shown).monospace().strong());
                ui.add(Label::new(does).wrap());
                ui.end_row();
            }
        });
}
