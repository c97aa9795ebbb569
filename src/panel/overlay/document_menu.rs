//! The document menu: pictures, recordings, and what concerns the whole window.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Button, Ui, vec2};

use crate::{
    graph::commands::Select,
    growth::{Growth, commands::GrowthCommand},
    panel::{
        commands::PanelCommand,
        kit::{
            browser_keys::is_kept_by_browser,
            controls::Controls,
            menu::{self, MenuEntry},
            widgets,
        },
    },
    training::{Trainer, commands::TrainingCommand},
    view::{Film, PictureCommand, PictureSettings, PictureWork, Tool, UseTool},
};

/// The effect of an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
enum MenuAction {
    SavePicture,
    SaveDrawing,
    Record(Film),
    EndRecording,
    GrowAgain,
    BackToRoundZero,
    Tool(Tool),
    SelectAll,
    Panel(PanelCommand),
}

/// Data and commands of the menu.
#[derive(SystemParam)]
pub(super) struct DocumentMenu<'w> {
    settings: Res<'w, PictureSettings>,
    work: Res<'w, PictureWork>,
    trainer: Res<'w, Trainer>,
    growth: Res<'w, Growth>,
    pictures: MessageWriter<'w, PictureCommand>,
    tool: Res<'w, Tool>,
    tools: MessageWriter<'w, UseTool>,
    select: MessageWriter<'w, Select>,
    growing: MessageWriter<'w, GrowthCommand>,
    training: MessageWriter<'w, TrainingCommand>,
}

impl DocumentMenu<'_> {
    /// Draws the button and the menu.
    pub(super) fn draw_menu(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        panels: &mut MessageWriter<PanelCommand>,
    ) {
        let button = ui.add(Button::new("☰").min_size(vec2(32.0, 28.0)));
        let button = widgets::name_button(controls.note("menu", button), "Menu");
        let button = button.on_hover_text("Pictures, recordings, panels");
        let list = self.list_entries();
        let entries: Vec<MenuEntry> = list.iter().map(|(entry, _)| entry.clone()).collect();
        let picked = menu::show_menu(ui, controls, &button, &entries);
        let Some(&(_, action)) = picked.and_then(|place| list.get(place)) else {
            return;
        };
        match action {
            MenuAction::SavePicture => {
                self.pictures.write(self.settings.save_command());
            }
            MenuAction::SaveDrawing => {
                self.pictures.write(PictureCommand::SaveSvg);
            }
            MenuAction::Record(film) => {
                self.pictures.write(PictureCommand::Record(film));
            }
            MenuAction::EndRecording => {
                self.pictures.write(PictureCommand::Finish);
            }
            MenuAction::GrowAgain => {
                self.growing.write(GrowthCommand::Restart);
            }
            MenuAction::BackToRoundZero => {
                self.training.write(TrainingCommand::Reset);
            }
            MenuAction::Tool(tool) => {
                self.tools.write(UseTool(tool));
            }
            MenuAction::SelectAll => {
                self.select.write(Select::All);
            }
            MenuAction::Panel(command) => {
                panels.write(command);
            }
        }
    }

    fn list_entries(&self) -> Vec<(MenuEntry, MenuAction)> {
        let free = !self.work.is_busy();
        let mut list = vec![
            (
                MenuEntry::new("menu/grow", "Grow again").with_note("R"),
                MenuAction::GrowAgain,
            ),
            (
                MenuEntry::new("menu/round_zero", "Back to round 0")
                    .enabled(self.trainer.available && self.trainer.round > 0),
                MenuAction::BackToRoundZero,
            ),
            (
                MenuEntry::new("menu/png", "Save picture")
                    .with_note("F2")
                    .enabled(free)
                    .separated(),
                MenuAction::SavePicture,
            ),
            (
                MenuEntry::new("menu/svg", "Save drawing (SVG)").enabled(free),
                MenuAction::SaveDrawing,
            ),
        ];
        if self.work.recording_progress().is_some() {
            list.push((
                MenuEntry::new("menu/record/end", "End the recording").separated(),
                MenuAction::EndRecording,
            ));
        } else {
            for (film, name, text, possible) in [
                (
                    Film::Growth,
                    "menu/record/growth",
                    "Record the growth",
                    self.growth.total_vertices > 0,
                ),
                (
                    Film::Training,
                    "menu/record/training",
                    "Record the training",
                    self.trainer.available,
                ),
                (Film::View, "menu/record/view", "Record the view", true),
            ] {
                let mut entry = MenuEntry::new(name, text).enabled(free && possible);
                entry.separated = film == Film::Growth;
                list.push((entry, MenuAction::Record(film)));
            }
        }
        for (tool, name, text) in [
            (Tool::Hand, "menu/tool/hand", "Drag turns the graph"),
            (Tool::Box, "menu/tool/box", "Drag selects a box"),
            (Tool::Lasso, "menu/tool/lasso", "Drag selects by a lasso"),
        ] {
            let mut entry = MenuEntry::new(name, text)
                .with_note("B")
                .with_meaning(tool.meaning())
                .chosen(*self.tool == tool);
            entry.separated = tool == Tool::Hand;
            list.push((entry, MenuAction::Tool(tool)));
        }
        list.push((
            MenuEntry::new("menu/select_all", "Select all").with_note("Ctrl+A"),
            MenuAction::SelectAll,
        ));
        let panels = [
            (
                "menu/first_steps",
                "First steps",
                "",
                PanelCommand::ShowFirstSteps,
            ),
            (
                "menu/help",
                "Keys and gestures",
                "?",
                PanelCommand::ToggleHelp,
            ),
            (
                "menu/figures",
                "Developer's figures",
                "F3",
                PanelCommand::ToggleFigures,
            ),
            (
                "menu/entities",
                "Entity inspector",
                if cfg!(target_arch = "wasm32") {
                    "`"
                } else {
                    "F12"
                },
                PanelCommand::ToggleEntities,
            ),
            (
                "menu/hide",
                "Hide the panels",
                "H",
                PanelCommand::ToggleVisible,
            ),
        ];
        for (name, text, key, command) in panels {
            let key = if is_kept_by_browser(key) { "" } else { key };
            let mut entry = MenuEntry::new(name, text).with_note(key);
            entry.separated = command == PanelCommand::ShowFirstSteps;
            list.push((entry, MenuAction::Panel(command)));
        }
        list
    }
}
