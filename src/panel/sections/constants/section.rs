//! The section: what it needs, and what stands in it from top to bottom.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Ui;

use super::{
    choices::law_title,
    levels::{LevelsLine, LevelsPanel},
    sliders::ConstantSliders,
};
use crate::{
    layout::Constant,
    panel::{
        kit::{
            controls::Controls,
            section::{AddSection, Column, Content, SectionInfo},
        },
        state::Section,
    },
    physics::{
        Physics, SimulationStatus,
        commands::{ChangeSettings, MeasureForceError},
    },
};

/// Adds the constants section.
pub(in crate::panel) struct ConstantsSectionPlugin;

impl Plugin for ConstantsSectionPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<ConstantSliders>()
            .init_resource::<LevelsLine>()
            .add_section::<ConstantsPanel<'static>>(SectionInfo {
                section: Section::Constants,
                title: "Constants",
                column: Column::Right,
                order: 2,
            });
    }
}

/// What the constants section needs.
#[derive(SystemParam)]
pub(in crate::panel) struct ConstantsPanel<'w> {
    pub(super) physics: Res<'w, Physics>,
    pub(super) sliders: ResMut<'w, ConstantSliders>,
    pub(super) status: Res<'w, SimulationStatus>,
    pub(super) commands: MessageWriter<'w, ChangeSettings>,
    pub(super) measure: MessageWriter<'w, MeasureForceError>,
    levels: LevelsPanel<'w>,
}

impl Content for ConstantsPanel<'_> {
    fn summary(&self) -> String {
        law_title(self.physics.law).to_owned()
    }

    fn show(&mut self, ui: &mut Ui, controls: &mut Controls) {
        // All of it is to be seen in a window of the usual height.
        ui.spacing_mut().item_spacing.y -= 1.0;
        // What every slider is turned for comes first, wherever the sections above leave it.
        self.stability(ui);
        self.sliders
            .follow(&self.physics.constants, self.physics.law);
        self.presets(ui, controls);
        self.law(ui, controls);
        self.levels
            .show(ui, controls, &self.physics, &mut self.commands);
        for constant in Constant::ALL {
            self.constant(ui, controls, constant);
            if constant == Constant::Theta {
                self.force_error(ui, controls);
            }
        }
        self.stiffness(ui, controls);
        self.gravity_and_guard(ui, controls);
    }
}
