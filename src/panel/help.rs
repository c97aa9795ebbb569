//! The list of keys and gestures, over everything.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Align2, Grid, RichText, Window, vec2},
};

use super::{Panels, controls::Controls, keys::SHORTCUTS, state::PanelCommand, widgets};

/// What the pointer and fingers do to the graph.
const GESTURES: [(&str, &str); 6] = [
    ("Drag", "turn around the graph"),
    ("Right-drag, two fingers", "shift"),
    ("Wheel, pinch", "come nearer, go farther"),
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
    Window::new("Keys and gestures")
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .collapsible(false)
        .resizable(false)
        .max_width(context.viewport_rect().width() - 30.0)
        .vscroll(true)
        .show(context, |ui| {
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
            ui.add_space(4.0);
            let close = controls.note("help/close", widgets::button(ui, true, "Close"));
            if close.clicked() {
                commands.write(PanelCommand::CloseHelp);
            }
        });
}
