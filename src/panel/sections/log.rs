//! The log section: the lines of the journal.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Label, RichText, ScrollArea, TextStyle, Ui};

use crate::{
    journal::Journal,
    panel::{
        kit::{
            controls::Controls,
            section::{AddSection, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
};

/// Height of the log, points.
const HEIGHT: f32 = 150.0;

/// Empties the log.
#[derive(Message, Clone, Copy, Debug)]
pub struct ClearLog;

/// Handles [`ClearLog`].
fn clear_log(mut commands: MessageReader<ClearLog>, mut journal: ResMut<Journal>) {
    if commands.read().last().is_some() {
        journal.lines.clear();
    }
}

/// Adds the log section.
pub(in crate::panel) struct LogSectionPlugin;

impl Plugin for LogSectionPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<ClearLog>()
            .add_systems(Update, clear_log)
            .add_section::<LogPanel<'static>>(SectionInfo {
                section: Section::Log,
                title: "Report",
                order: 1,
            });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct LogPanel<'w> {
    journal: Res<'w, Journal>,
    commands: MessageWriter<'w, ClearLog>,
}

impl Content for LogPanel<'_> {
    fn summary(&self) -> String {
        self.journal
            .lines
            .last()
            .map(|line| line.text.clone())
            .unwrap_or_default()
    }

    fn is_relevant(&self) -> bool {
        !self.journal.lines.is_empty()
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let lines = &self.journal.lines;
        let height = ui.text_style_height(&TextStyle::Monospace);
        ScrollArea::both()
            .id_salt("log")
            .max_height(HEIGHT)
            .auto_shrink([false, true])
            .stick_to_bottom(true)
            .show_rows(ui, height, lines.len(), |ui, rows| {
                for line in &lines[rows.start.min(lines.len())..rows.end.min(lines.len())] {
                    ui.add(
                        Label::new(RichText::new(&line.text).monospace())
                            .extend()
                            .selectable(true),
                    );
                }
            });
        ui.horizontal(|ui| {
            let copy = controls.note("log/copy", widgets::button(ui, true, "Copy all"));
            if copy.clicked() {
                let text: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
                ui.copy_text(text.join("\n"));
            }
            if controls
                .note("log/clear", widgets::button(ui, true, "Clear"))
                .clicked()
            {
                self.commands.write(ClearLog);
            }
        });
    }
}
