//! The one system that draws the panels.

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{Align2, Area, Context, Id, Order, vec2},
};

use super::{
    kit::{columns, controls::Controls},
    overlay::{first_steps::FirstStepsPanel, legend, status_line},
    sections::{
        constants::ConstantsPanel, growth::GrowthPanel, inspector::InspectorPanel, log::LogPanel,
        pictures::PicturePanel, scene::ScenePanel, search::SearchPanel, training::TrainingPanel,
        view::ViewPanel,
    },
    state::{PanelCommand, Panels, Section},
};
use crate::{
    interface::InterfaceArea,
    physics::commands::ClockCommand,
    status::StatusReader,
    view::{Legend, ViewSettings},
};

#[expect(clippy::too_many_arguments, reason = "one argument a section")]
pub(super) fn draw_panels(
    mut contexts: EguiContexts,
    mut panels: ResMut<Panels>,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
    status: StatusReader,
    (mut scene, mut growth, mut training, mut pictures, mut log): (
        ScenePanel,
        GrowthPanel,
        TrainingPanel,
        PicturePanel,
        LogPanel,
    ),
    (mut view, mut constants, mut inspector): (ViewPanel, ConstantsPanel, InspectorPanel),
    (shown_legend, settings): (Option<Res<Legend>>, Res<ViewSettings>),
    steps: FirstStepsPanel,
    mut search: SearchPanel,
    mut clock: MessageWriter<ClockCommand>,
    mut commands: MessageWriter<PanelCommand>,
) {
    let Ok(context) = contexts.ctx_mut() else {
        return;
    };
    controls.begin(context.zoom_factor());
    area.rects.clear();
    let shown_legend = shown_legend.as_deref().filter(|_| settings.legend);
    if !panels.visible {
        columns::hide(context, &controls, &mut area);
        if let Some(shown) = shown_legend {
            legend::show(context, shown, &mut controls, &mut area);
        }
        if show_button(context, &mut controls, &mut area) {
            commands.write(PanelCommand::ToggleVisible);
        }
        commands.write_batch(steps.show(context, &panels, &mut controls, &mut area));
        search.show(context, &mut controls, &mut area);
        return;
    }
    let (bottom, pressed) = status_line::show(context, &status, &mut controls, &mut area);
    if let Some(command) = pressed.clock {
        clock.write(command);
    }
    if let Some(command) = pressed.panels {
        commands.write(command);
    }
    if let Some(command) = pressed.search {
        search.ask(command);
    }
    columns::show(
        context,
        bottom,
        panels.bypass_change_detection(),
        &mut controls,
        &mut area,
        &mut [
            (Section::Scene, &mut scene),
            (Section::Growth, &mut growth),
            (Section::Training, &mut training),
            (Section::Pictures, &mut pictures),
            (Section::Log, &mut log),
            (Section::View, &mut view),
            (Section::Constants, &mut constants),
            (Section::Inspector, &mut inspector),
        ],
    );
    commands.write_batch(view.asked.take());
    if let Some(shown) = shown_legend {
        legend::show(context, shown, &mut controls, &mut area);
    }
    commands.write_batch(steps.show(context, &panels, &mut controls, &mut area));
    search.show(context, &mut controls, &mut area);
}

/// The way back for those who have no keyboard.
fn show_button(context: &Context, controls: &mut Controls, area: &mut InterfaceArea) -> bool {
    let shown = Area::new(Id::new("show panels"))
        .order(Order::Middle)
        .anchor(Align2::LEFT_TOP, vec2(8.0, 8.0))
        .show(context, |ui| {
            controls
                .note("panel/show", ui.button("☰"))
                .on_hover_text("Shows the panels (H)")
                .clicked()
        });
    area.rects.push(controls.logical(shown.response.rect));
    shown.inner
}
