//! The selection's buttons at the end of the inspector: tools, kin, pins.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Ui;

use crate::{
    graph::{
        GraphIndex, Kin, Pins, Selection,
        commands::{PinCommand, Select},
    },
    panel::kit::{controls::Controls, numbers, widgets},
    view::{Tool, UseTool},
};

/// Kin that a button adds to the selection: control, title, relation, hover text.
const KIN: [(&str, &str, Kin, &str); 6] = [
    (
        "inputs",
        "Inputs",
        Kin::Inputs,
        "Adds where its edges come from (Shift+I)",
    ),
    (
        "outputs",
        "Outputs",
        Kin::Outputs,
        "Adds where its edges lead to (Shift+O)",
    ),
    (
        "neighbours",
        "Neighbours",
        Kin::Neighbours,
        "Adds what its edges lead to and come from (N)",
    ),
    (
        "ancestors",
        "Ancestors",
        Kin::Ancestors,
        "Adds everything that leads here (Shift and the left arrow)",
    ),
    (
        "descendants",
        "Descendants",
        Kin::Descendants,
        "Adds everything that it leads to (Shift and the right arrow)",
    ),
    (
        "way",
        "Way to the loss",
        Kin::WayToResult,
        "Adds a shortest way to the result (Shift+L)",
    ),
];

/// Data and commands of the buttons.
#[derive(SystemParam)]
pub(super) struct SelectionButtons<'w> {
    index: Res<'w, GraphIndex>,
    pins: Res<'w, Pins>,
    tool: Res<'w, Tool>,
    pin: MessageWriter<'w, PinCommand>,
    tools: MessageWriter<'w, UseTool>,
}

impl SelectionButtons<'_> {
    pub fn draw_buttons(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        (selection, directed): (&Selection, bool),
        select: &mut MessageWriter<Select>,
    ) {
        let selected = selection.vertices().len();
        let all = self.index.vertices.len();
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding.x = 5.0;
        ui.horizontal_wrapped(|ui| {
            widgets::hint(ui, "Drag");
            for (tool, name) in Tool::ALL.into_iter().zip(["hand", "box", "lasso"]) {
                let choice = ui.selectable_label(*self.tool == tool, tool.title());
                let choice = controls.note(format!("select/tool/{name}"), choice);
                if choice
                    .on_hover_text(format!("{} (B)", tool.meaning()))
                    .clicked()
                {
                    self.tools.write(UseTool(tool));
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            // A button without effect is grey and keeps its place.
            let mut button =
                |name: &str, offered: bool, title: &str, meaning: &str, ui: &mut Ui| {
                    let button = widgets::button(ui, offered, title);
                    let button = controls.note(format!("select/{name}"), button);
                    button.on_hover_text(meaning).clicked()
                };
            if button(
                "all",
                selected < all,
                "All",
                "Selects every vertex that no filter keeps out (Ctrl+A)",
                ui,
            ) {
                select.write(Select::All);
            }
            if button(
                "none",
                !selection.is_empty(),
                "None",
                "Selects nothing (Esc)",
                ui,
            ) {
                select.write(Select::Clear);
            }
            if button(
                "invert",
                selected > 0,
                "Invert",
                "Selects the rest instead (U)",
                ui,
            ) {
                select.write(Select::Invert);
            }
            for (name, title, kin, meaning) in KIN {
                // Without directions every relation is that of a neighbour.
                if !directed && kin != Kin::Neighbours {
                    continue;
                }
                if button(name, selected > 0, title, meaning, ui) {
                    select.write(Select::Kin { kin, add: true });
                }
            }
            if button(
                "pin",
                selected > 0,
                "Pin",
                "Pins or unpins the selection (P)",
                ui,
            ) {
                self.pin.write(PinCommand::Toggle);
            }
            let pinned = self.pins.len();
            let title = match pinned {
                0 => "Unpin all".to_owned(),
                count => format!("Unpin all {}", numbers::format_count(count as u64)),
            };
            if button(
                "unpin_all",
                pinned > 0,
                &title,
                "Unpins every vertex (Shift+P)",
                ui,
            ) {
                self.pin.write(PinCommand::ReleaseAll);
            }
        });
    }
}
