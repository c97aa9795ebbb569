//! What an action does: it writes the same messages as the panels.

use bevy::{ecs::system::SystemParam, prelude::*};

use crate::{
    explore::{
        Filtered, Search,
        commands::{FilterCommand, SearchCommand, Walk},
    },
    graph::{
        Held, Selection,
        commands::{Drag, PinCommand, Select},
    },
    growth::commands::GrowthCommand,
    panel::{Panels, shortcuts::Action, state::PanelCommand, training::TrainingDraft},
    physics::{
        Physics,
        commands::{ChangeSettings, ClockCommand},
    },
    training::{Trainer, commands::TrainingCommand},
    view::{
        CameraCommand, LevelCommand, LevelView, LookCommand, PictureCommand, PictureSettings, Tool,
        UseTool, Wave, WaveCommand,
    },
};

/// How much nearer or farther a key brings one.
const STEP: f32 = 1.25;

/// What the keys act through: the same messages as the panels.
#[derive(SystemParam)]
pub(in crate::panel) struct Actions<'w> {
    panels: Res<'w, Panels>,
    trainer: Res<'w, Trainer>,
    draft: Res<'w, TrainingDraft>,
    clock: MessageWriter<'w, ClockCommand>,
    physics: Res<'w, Physics>,
    settings: MessageWriter<'w, ChangeSettings>,
    camera: MessageWriter<'w, CameraCommand>,
    look: MessageWriter<'w, LookCommand>,
    growth: MessageWriter<'w, GrowthCommand>,
    training: MessageWriter<'w, TrainingCommand>,
    selection: MessageWriter<'w, Select>,
    selected: Res<'w, Selection>,
    held: Res<'w, Held>,
    drag: MessageWriter<'w, Drag>,
    pin: MessageWriter<'w, PinCommand>,
    looks: Res<'w, Search>,
    search: MessageWriter<'w, SearchCommand>,
    filtered: Res<'w, Filtered>,
    filter: MessageWriter<'w, FilterCommand>,
    walk: MessageWriter<'w, Walk>,
    tool: Res<'w, Tool>,
    tools: MessageWriter<'w, UseTool>,
    panel: MessageWriter<'w, PanelCommand>,
    wave: Res<'w, Wave>,
    level: Res<'w, LevelView>,
    levels: MessageWriter<'w, LevelCommand>,
    wave_commands: MessageWriter<'w, WaveCommand>,
    picture_settings: Res<'w, PictureSettings>,
    pictures: MessageWriter<'w, PictureCommand>,
}

impl Actions<'_> {
    pub(super) fn perform(&mut self, action: Action) {
        match action {
            Action::TogglePause => {
                self.clock.write(ClockCommand::TogglePause);
            }
            Action::StepOnce => {
                self.clock.write(ClockCommand::StepOnce);
            }
            Action::NextArrangement => {
                let next = self.physics.arrangement().next();
                self.settings.write(ChangeSettings::Arrange(next));
            }
            Action::Frame => {
                self.camera.write(CameraCommand::Frame);
            }
            Action::FrameSelection => {
                self.camera.write(CameraCommand::FrameSelection);
            }
            Action::Nearer => {
                self.camera.write(CameraCommand::Zoom(1.0 / STEP));
            }
            Action::Farther => {
                self.camera.write(CameraCommand::Zoom(STEP));
            }
            Action::SaveView => {
                self.camera.write(CameraCommand::SaveView(None));
            }
            Action::NextView => {
                self.camera.write(CameraCommand::NextView);
            }
            Action::ToggleAutoOrbit => {
                self.camera.write(CameraCommand::ToggleAutoOrbit);
            }
            Action::ToggleMinimap => {
                self.camera.write(CameraCommand::ToggleMinimap);
            }
            Action::ToggleWave => {
                self.wave_commands.write(WaveCommand::Toggle);
            }
            Action::LevelStep(step) => {
                self.levels.write(LevelCommand::Step(step));
            }
            Action::ToggleLabels => {
                self.look.write(LookCommand::ToggleLabels);
            }
            Action::Mode(mode) => {
                self.look.write(LookCommand::Mode(mode));
            }
            Action::ToggleSize => {
                self.look.write(LookCommand::ToggleSize);
            }
            Action::NextVision => {
                self.look.write(LookCommand::NextVision);
            }
            Action::ToggleLegend => {
                self.look.write(LookCommand::ToggleLegend);
            }
            Action::Train => {
                if self.trainer.available {
                    self.training.write(self.draft.train());
                }
            }
            Action::RestartGrowth => {
                self.growth.write(GrowthCommand::Restart);
            }
            Action::TogglePanels => {
                self.panel.write(PanelCommand::ToggleVisible);
            }
            Action::SavePicture => {
                self.pictures.write(self.picture_settings.save_command());
            }
            Action::ToggleHelp => {
                self.panel.write(PanelCommand::ToggleHelp);
            }
            Action::ToggleEntities => {
                self.panel.write(PanelCommand::ToggleEntities);
            }
            Action::TakeKeyboard => {
                self.panel.write(PanelCommand::TakeKeyboard);
            }
            Action::Larger => {
                self.panel.write(PanelCommand::Larger);
            }
            Action::Smaller => {
                self.panel.write(PanelCommand::Smaller);
            }
            Action::UsualSize => {
                self.panel.write(PanelCommand::Scale(100));
            }
            Action::Search => {
                self.search.write(SearchCommand::Open);
            }
            Action::Walk(walk) => {
                self.walk.write(walk);
            }
            Action::Focus => {
                if let Some(vertex) = self.selected.primary() {
                    self.camera.write(CameraCommand::Focus(vertex));
                }
            }
            Action::Kin(kin, add) => {
                self.selection.write(Select::Kin { kin, add });
            }
            Action::SelectAll => {
                self.selection.write(Select::All);
            }
            Action::Invert => {
                self.selection.write(Select::Invert);
            }
            Action::NextTool => {
                self.tools.write(UseTool(self.tool.next()));
            }
            Action::Pin => {
                self.pin.write(PinCommand::Toggle);
            }
            Action::UnpinAll => {
                self.pin.write(PinCommand::ReleaseAll);
            }
            Action::Escape => self.step_back(),
        }
    }

    /// What came last goes first.
    fn step_back(&mut self) {
        if self.panels.help {
            self.panel.write(PanelCommand::CloseHelp);
        } else if !self.held.is_empty() {
            self.drag.write(Drag::Release);
        } else if self.wave.at.is_some() {
            self.wave_commands.write(WaveCommand::Stop);
        } else if self.looks.open || self.looks.active() {
            self.search.write(SearchCommand::Close);
        } else if self.filtered.filter().active() {
            self.filter.write(FilterCommand::Clear);
        } else if self.level.merged().is_some() && self.selected.is_empty() {
            self.levels.write(LevelCommand::Look(None));
        } else {
            self.selection.write(Select::Clear);
        }
    }
}
