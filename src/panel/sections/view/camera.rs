//! The camera rows of the view section: framing, sides, saved views, orbit and minimap.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{self, Ui};

use crate::{
    graph::Selection,
    layout::Dimensions,
    panel::kit::{controls::Controls, widgets},
    physics::Physics,
    view::{Bookmarks, CameraCommand, CameraSettings, MOST_BOOKMARKS, Side, ViewSettings},
};

/// Data of the rows.
#[derive(SystemParam)]
pub(super) struct CameraPanel<'w> {
    settings: Res<'w, CameraSettings>,
    bookmarks: Res<'w, Bookmarks>,
    selection: Res<'w, Selection>,
    physics: Res<'w, Physics>,
    view: Res<'w, ViewSettings>,
}

impl CameraPanel<'_> {
    /// Draws the rows.
    pub(super) fn draw_camera_rows(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        commands: &mut MessageWriter<CameraCommand>,
    ) {
        ui.horizontal(|ui| self.draw_framing(ui, controls, commands));
        if self.physics.dimensions == Dimensions::Three {
            ui.horizontal(|ui| self.draw_sides(ui, controls, commands));
        } else {
            self.draw_map_choice(ui, controls, commands);
        }
        ui.horizontal_wrapped(|ui| self.draw_saved_views(ui, controls, commands));
    }

    fn draw_framing(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        commands: &mut MessageWriter<CameraCommand>,
    ) {
        let all = controls.note("view/frame", widgets::button(ui, true, "Frame all"));
        if all
            .on_hover_text("The camera follows the whole graph again (F)")
            .clicked()
        {
            commands.write(CameraCommand::Frame);
        }
        let selected = !self.selection.vertices().is_empty() || self.selection.edge.is_some();
        let selection = widgets::button(ui, selected, "Frame selection");
        if controls
            .note("view/frame_selection", selection)
            .on_hover_text("Brings the selection into view (Z)")
            .clicked()
        {
            commands.write(CameraCommand::FrameSelection);
        }
    }

    fn draw_sides(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        commands: &mut MessageWriter<CameraCommand>,
    ) {
        ui.label("From");
        ui.spacing_mut().item_spacing.x = 4.0;
        for side in Side::ALL {
            let name = match side {
                Side::Front => "view/from/front",
                Side::Right => "view/from/side",
                Side::Top => "view/from/top",
            };
            let button = controls.note(name, widgets::button(ui, true, side.title()));
            if button.clicked() {
                commands.write(CameraCommand::LookFrom(side));
            }
        }
        let mut circling = self.settings.auto_orbit;
        let orbit = egui::Checkbox::new(&mut circling, "Orbit");
        if controls
            .note("view/auto_orbit", ui.add_enabled(!self.view.calm, orbit))
            .on_hover_text("The camera orbits the graph until you move it (Y)")
            .on_disabled_hover_text("Reduce motion is on: nothing orbits by itself")
            .changed()
        {
            commands.write(CameraCommand::AutoOrbit(circling));
        }
    }

    fn draw_map_choice(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        commands: &mut MessageWriter<CameraCommand>,
    ) {
        let mut map = self.settings.minimap;
        if controls
            .note("view/minimap", ui.checkbox(&mut map, "Map"))
            .on_hover_text("A small map while not all of the graph is in view (G)")
            .changed()
        {
            commands.write(CameraCommand::Minimap(map));
        }
    }

    fn draw_saved_views(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        commands: &mut MessageWriter<CameraCommand>,
    ) {
        ui.label("Views");
        ui.spacing_mut().item_spacing.x = 3.0;
        for slot in 0..self.bookmarks.views.len() {
            let current = self.bookmarks.current == Some(slot);
            let number = ui.selectable_label(current, format!(" {} ", slot + 1));
            if controls
                .note(format!("view/saved/{}", slot + 1), number)
                .on_hover_text("Goes to this view (J: to the next one)")
                .clicked()
            {
                commands.write(CameraCommand::RecallView(slot));
            }
        }
        let room = self.bookmarks.views.len() < MOST_BOOKMARKS;
        let save = controls.note("view/save", widgets::button(ui, room, "+"));
        if widgets::name_button(save, "Save this view")
            .on_hover_text("Saves this view (X)")
            .clicked()
        {
            commands.write(CameraCommand::SaveView(None));
        }
        if let Some(current) = self.bookmarks.current
            && widgets::name_button(
                controls.note("view/forget", widgets::button(ui, true, "−")),
                "Forget this view",
            )
            .on_hover_text(format!("Forgets view {}", current + 1))
            .clicked()
        {
            commands.write(CameraCommand::ForgetView(current));
        }
    }
}
