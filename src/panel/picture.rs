//! Pictures: what is saved and how, where it goes, and what became of it.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{self, TextEdit, Ui};

use super::{
    columns::Content,
    controls::Controls,
    notice::{Notice, tell},
    numbers, widgets,
};
use crate::{
    growth::Growth,
    training::Trainer,
    view::{
        ChoosePictureFolder, Film, PictureCommand, PictureFolder, PictureSettings, PictureWork,
    },
};

/// How far a recording is.
fn frame_of(frames: u32, most: u32) -> String {
    let (frames, most) = (numbers::count(frames.into()), numbers::count(most.into()));
    format!("frame {frames} of {most}")
}

/// What the section needs.
#[derive(SystemParam)]
pub(super) struct PicturePanel<'w> {
    settings: Res<'w, PictureSettings>,
    work: Res<'w, PictureWork>,
    folder: Res<'w, PictureFolder>,
    trainer: Res<'w, Trainer>,
    growth: Res<'w, Growth>,
    notice: Res<'w, Notice>,
    commands: MessageWriter<'w, PictureCommand>,
    choices: MessageWriter<'w, ChoosePictureFolder>,
}

impl Content for PicturePanel<'_> {
    fn summary(&self) -> String {
        match self.work.recording_progress() {
            Some((frames, most, _)) => frame_of(frames, most),
            None => String::new(),
        }
    }

    fn show(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| self.size(ui, controls));
        self.legend(ui, controls);
        if PictureFolder::CHOSEN {
            ui.horizontal(|ui| self.place(ui, controls));
        }
        if let Some((frames, most, bytes)) = self.work.recording_progress() {
            self.progress(ui, controls, (frames, most, bytes));
        } else {
            ui.horizontal(|ui| self.buttons(ui, controls));
            ui.horizontal(|ui| self.films(ui, controls));
        }
        if !self.notice.picture.text.is_empty() {
            tell(ui, &self.notice.picture);
        }
    }
}

impl PicturePanel<'_> {
    fn size(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.spacing_mut().button_padding.x = 5.0;
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.label("Size");
        for scale in PictureSettings::SCALES {
            let chosen = self.settings.scale == scale && !self.settings.panels;
            let choice = egui::Button::selectable(chosen, format!("{scale}×"));
            let choice = ui.add_enabled(!self.settings.panels, choice);
            let choice = controls
                .note(format!("picture/scale/{scale}"), choice)
                .on_hover_text("Pixels of the picture for one of the window")
                .on_disabled_hover_text("With panels the picture is the window, pixel by pixel");
            if choice.clicked() {
                self.commands.write(PictureCommand::Scale(scale));
            }
        }
        let mut panels = self.settings.panels;
        let with = controls
            .note("picture/panels", ui.checkbox(&mut panels, "Panels"))
            .on_hover_text("With panels the picture is the window, pixel by pixel");
        if with.changed() {
            self.commands.write(PictureCommand::Panels(panels));
        }
    }

    /// What else is on it.
    fn legend(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let mut legend = self.settings.legend;
        let with = egui::Checkbox::new(&mut legend, "Legend on it");
        let with = controls
            .note(
                "picture/legend",
                ui.add_enabled(!self.settings.panels, with),
            )
            .on_hover_text("What colours and shapes mean, in the lower left corner")
            .on_disabled_hover_text("With panels the picture has the window's own legend");
        if with.changed() {
            self.commands.write(PictureCommand::Legend(legend));
        }
    }

    fn place(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.label("into");
        let mut folder = self.folder.folder.clone();
        let field = TextEdit::singleline(&mut folder)
            .hint_text("folder")
            .desired_width(f32::INFINITY);
        let field = controls
            .note("picture/folder", ui.add(field))
            .on_hover_text("The folder for pictures; nothing there is ever overwritten");
        if field.changed() {
            self.choices.write(ChoosePictureFolder(folder));
        }
    }

    fn buttons(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let free = !self.work.is_busy();
        let png = controls.note("picture/png", widgets::button(ui, free, "PNG"));
        if png.on_hover_text("Saves the view as it is (F2)").clicked() {
            self.commands.write(self.settings.save_command());
        }
        let svg = controls.note("picture/svg", widgets::button(ui, free, "SVG"));
        if svg
            .on_hover_text(
                "Saves the view for print: circles and lines that stay sharp at any size",
            )
            .clicked()
        {
            self.commands.write(PictureCommand::SaveSvg);
        }
        let mut seconds = self.settings.seconds;
        let field = egui::DragValue::new(&mut seconds)
            .range(PictureSettings::SECONDS)
            .speed(0.1)
            .max_decimals(1)
            .suffix(" s");
        ui.label("Films of");
        let field = controls
            .note("picture/seconds", ui.add(field))
            .on_hover_text("The longest recording, in simulated seconds");
        if field.changed() {
            self.commands.write(PictureCommand::Seconds(seconds));
        }
    }

    fn films(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label("Record");
        let free = !self.work.is_busy();
        for (film, name, text, possible, meaning) in [
            (
                Film::Growth,
                "picture/record/growth",
                "Growth",
                self.growth.total_vertices > 0,
                "An animated PNG of the graph growing, from its first vertex on",
            ),
            (
                Film::Training,
                "picture/record/training",
                "Training",
                self.trainer.available,
                "An animated PNG of the network learning",
            ),
            (
                Film::View,
                "picture/record/view",
                "View",
                true,
                "An animated PNG of whatever happens, your own camera moves included",
            ),
        ] {
            let button = controls.note(name, widgets::button(ui, free && possible, text));
            if button.on_hover_text(meaning).clicked() {
                self.commands.write(PictureCommand::Record(film));
            }
        }
    }

    fn progress(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        (frames, most, bytes): (u32, u32, usize),
    ) {
        let share = frames as f32 / most.max(1) as f32;
        let megabytes = bytes as f64 / 1e6;
        let text = format!("{}, {megabytes:.1} MB", frame_of(frames, most));
        widgets::gauge(ui, share, 18.0, &text);
        ui.horizontal(|ui| {
            let finish = controls.note("picture/finish", widgets::button(ui, frames > 0, "Finish"));
            if finish.on_hover_text("Saves what there is").clicked() {
                self.commands.write(PictureCommand::Finish);
            }
            let cancel = controls.note("picture/cancel", widgets::button(ui, true, "Cancel"));
            if cancel.on_hover_text("Throws the recording away").clicked() {
                self.commands.write(PictureCommand::Cancel);
            }
        });
    }
}
