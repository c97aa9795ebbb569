//! The list of keys and gestures, over everything.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Align2, Area, Grid, Id, Order, RichText, ScrollArea, Ui, vec2},
};

use super::{
    Panels, columns::card, controls::Controls, keys::SHORTCUTS, state::PanelCommand, widgets,
};

/// What the pointer and fingers do to the graph.
const GESTURES: [(&str, &str); 7] = [
    ("W A S D, Q E", "fly; with Shift, faster"),
    ("Drag", "turn around the graph; in the plane, shift"),
    ("Right-drag, two fingers", "shift"),
    ("Wheel, pinch", "come nearer to the pointer, go farther"),
    ("Click", "select; with Shift, several"),
    ("Double-click", "bring a vertex to the middle"),
    ("Hover", "a vertex's numbers and neighbours"),
];

pub(super) fn show(
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
                    let close = controls.note("help/close", widgets::button(ui, true, "Close"));
                    if close.clicked() {
                        commands.write(PanelCommand::CloseHelp);
                    }
                });
                ui.add_space(4.0);
                ScrollArea::vertical().max_height(room.y).show(ui, list);
            });
        });
}

fn list(ui: &mut Ui) {
    Grid::new("keys")
        .num_columns(2)
        .spacing([18.0, 5.0])
        .show(ui, |ui| {
            let keys = SHORTCUTS
                .iter()
                .map(|shortcut| (shortcut.shown, shortcut.does));
            for (shown, does) in keys.chain(GESTURES) {
                ui.label(RichText::new(shown).strong());
                ui.label(does);
                ui.end_row();
            }
        });
}
