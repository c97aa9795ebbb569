//! The section from top to bottom.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Ui;

use super::{
    levels::{LevelsLine, LevelsPanel},
    sliders::ConstantSliders,
};
use crate::{
    graph::CurrentScene,
    layout::Constant,
    panel::{
        kit::{
            controls::Controls,
            section::{AddSection, Content, SectionInfo},
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
                title: "Physics",
                order: 0,
            });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct ConstantsPanel<'w> {
    pub(super) physics: Res<'w, Physics>,
    pub(super) sliders: ResMut<'w, ConstantSliders>,
    pub(super) status: Res<'w, SimulationStatus>,
    pub(super) scene: Res<'w, CurrentScene>,
    pub(super) commands: MessageWriter<'w, ChangeSettings>,
    pub(super) measure: MessageWriter<'w, MeasureForceError>,
    levels: LevelsPanel<'w>,
}

impl Content for ConstantsPanel<'_> {
    fn summary(&self) -> String {
        self.physics.law.title().to_owned()
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        // The stability comes first: every slider is judged by it.
        self.draw_stability(ui);
        self.sliders
            .follow_physics(&self.physics.constants, self.physics.law);
        self.draw_presets(ui, controls);
        self.draw_law(ui, controls);
        self.levels
            .draw_level_rows(ui, controls, &self.physics, &mut self.commands);
        for constant in Constant::ALL {
            self.draw_constant(ui, controls, constant);
            if constant == Constant::Theta {
                self.draw_force_error(ui, controls);
            }
        }
        self.draw_stiffness(ui, controls);
        self.draw_gravity_and_guard(ui, controls);
    }
}
