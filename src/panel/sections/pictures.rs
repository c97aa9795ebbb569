//! The pictures section: settings, folder, recordings, and the outcome of the last picture.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{self, TextEdit, Ui};

use crate::{
    growth::Growth,
    panel::{
        kit::{
            controls::Controls,
            notice::{Notice, draw_notice_text},
            number_field::{NumberField, Step},
            numbers,
            section::{AddSection, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
    training::Trainer,
    view::{
        ChoosePictureFolder, Film, PictureCommand, PictureFolder, PictureSettings, PictureWork,
    },
};

/// The progress of a recording.
fn describe_frame(frames: u32, most: u32) -> String {
    let (frames, most) = (
        numbers::format_count(frames.into()),
        numbers::format_count(most.into()),
    );
    format!("frame {frames} of {most}")
}

/// Adds the pictures section.
pub(in crate::panel) struct PicturesSectionPlugin;

impl Plugin for PicturesSectionPlugin {
    fn build(&self, app: &mut App) {
        app.add_section::<PicturePanel<'static>>(SectionInfo {
            section: Section::Pictures,
            title: "Pictures",
            order: 2,
        });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct PicturePanel<'w> {
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
            Some((frames, most, _)) => describe_frame(frames, most),
            None => String::new(),
        }
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.horizontal(|ui| self.draw_size(ui, controls));
        self.draw_legend_choice(ui, controls);
        if PictureFolder::CHOSEN {
            ui.horizontal(|ui| self.draw_folder(ui, controls));
        }
        if let Some((frames, most, bytes)) = self.work.recording_progress() {
            self.draw_progress(ui, controls, (frames, most, bytes));
        } else {
            ui.horizontal(|ui| self.draw_buttons(ui, controls));
            ui.horizontal(|ui| self.draw_seconds(ui, controls));
            ui.horizontal_wrapped(|ui| self.draw_films(ui, controls));
        }
        if !self.notice.picture.text.is_empty() {
            draw_notice_text(ui, &self.notice.picture);
        }
    }
}

impl PicturePanel<'_> {
    fn draw_size(&mut self, ui: &mut Ui, controls: &mut Controls) {
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

    /// Whether the legend is in the picture.
    fn draw_legend_choice(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let mut legend = self.settings.legend;
        let with = egui::Checkbox::new(&mut legend, "Include legend");
        let with = controls
            .note(
                "picture/legend",
                ui.add_enabled(!self.settings.panels, with),
            )
            .on_hover_text("Adds the meaning of colours and shapes in the lower left corner")
            .on_disabled_hover_text("With panels the picture has the window's own legend");
        if with.changed() {
            self.commands.write(PictureCommand::Legend(legend));
        }
    }

    fn draw_folder(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.label("Save to");
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

    fn draw_buttons(&mut self, ui: &mut Ui, controls: &mut Controls) {
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
    }

    fn draw_seconds(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.label("Record");
        let (least, most) = PictureSettings::SECONDS.into_inner();
        let field = NumberField::new(f64::from(self.settings.seconds))
            .step(Step::Add(1.0))
            .range(f64::from(least)..=f64::from(most))
            .suffix(" s")
            .width(56.0);
        let meaning = "The longest recording, in simulated seconds";
        if let Some(seconds) = field.show(ui, controls, "picture/seconds", meaning) {
            self.commands.write(PictureCommand::Seconds(seconds as f32));
        }
        ui.label("of");
    }

    fn draw_films(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.spacing_mut().item_spacing.x = 4.0;
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

    fn draw_progress(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        (frames, most, bytes): (u32, u32, usize),
    ) {
        let share = frames as f32 / most.max(1) as f32;
        let megabytes = bytes as f64 / 1e6;
        let text = format!("{}, {megabytes:.1} MB", describe_frame(frames, most));
        widgets::gauge(ui, share, 18.0, &text);
        ui.horizontal(|ui| {
            let finish = controls.note("picture/finish", widgets::button(ui, frames > 0, "Finish"));
            if finish.on_hover_text("Saves the frames so far").clicked() {
                self.commands.write(PictureCommand::Finish);
            }
            let cancel = controls.note("picture/cancel", widgets::button(ui, true, "Cancel"));
            if cancel.on_hover_text("Throws the recording away").clicked() {
                self.commands.write(PictureCommand::Cancel);
            }
        });
    }
}
