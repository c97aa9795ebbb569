//! The bar at the upper edge: document menu, scene picker, workspaces, drawers, loss, search, help.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts,
    egui::{self, Align, Align2, Area, Button, Id, Layout, Order, RichText, Ui, vec2},
};

use super::document_menu::DocumentMenu;
use crate::{
    explore::commands::SearchCommand,
    graph::{
        CurrentScene, SceneInfo, SceneSpec,
        commands::{LoadScene, SceneSource},
    },
    interface::InterfaceArea,
    panel::{
        commands::PanelCommand,
        kit::{
            controls::{Controls, Region},
            menu::{self, MenuEntry},
            numbers,
            places::{self, BarHeights},
            widgets,
        },
        state::{PanelPlace, Panels},
    },
    training::Trainer,
};

/// Height of the bar, points.
const HEIGHT: f32 = 40.0;
/// Width of the word *loss* with its gap, points.
const WORD: f32 = 40.0;

/// Data and commands of the bar.
#[derive(SystemParam)]
pub(in crate::panel) struct TopBar<'w> {
    scene: Res<'w, CurrentScene>,
    trainer: Res<'w, Trainer>,
    panels: Res<'w, Panels>,
    menu: DocumentMenu<'w>,
    load: MessageWriter<'w, LoadScene>,
    commands: MessageWriter<'w, PanelCommand>,
    search: MessageWriter<'w, SearchCommand>,
}

/// Draws the bar while the panels are visible.
pub(in crate::panel) fn draw_top_bar(
    mut contexts: EguiContexts,
    mut bar: TopBar,
    mut heights: ResMut<BarHeights>,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
) {
    let (true, Ok(context)) = (bar.panels.visible, contexts.ctx_mut()) else {
        heights.top = 0.0;
        return;
    };
    let window = context.viewport_rect();
    let narrow = places::is_narrow(context);
    let height = context
        .global_style()
        .spacing
        .interact_size
        .y
        .max(HEIGHT - 8.0);
    let shown = Area::new(Id::new("top bar"))
        .order(Order::Middle)
        .constrain(false)
        .anchor(Align2::LEFT_TOP, vec2(0.0, 0.0))
        .show(context, |ui| {
            places::card(ui)
                .corner_radius(0)
                .inner_margin(egui::Margin::symmetric(8, 3))
                .shadow(egui::Shadow::NONE)
                .show(ui, |ui| {
                    ui.set_width(window.width() - 18.0);
                    ui.set_height(height);
                    controls.enter_region(Region::TopBar);
                    ui.horizontal_centered(|ui| bar.draw_content(ui, &mut controls, narrow));
                    controls.leave_region();
                });
        });
    let rect = shown.response.rect;
    area.rects.push(controls.logical(rect));
    heights.top = rect.height();
}

impl TopBar<'_> {
    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls, narrow: bool) {
        self.menu.draw_menu(ui, controls, &mut self.commands);
        self.draw_scene_picker(ui, controls);
        if !narrow {
            ui.separator();
            self.draw_places(ui, controls);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let help = Button::new("?").min_size(vec2(28.0, 0.0));
            let help = controls.note("panel/help", ui.add(help));
            if widgets::name_button(help, "Keys and gestures")
                .on_hover_text("Keys and gestures (?)")
                .clicked()
            {
                self.commands.write(PanelCommand::ToggleHelp);
            }
            let find = Button::new("🔍").min_size(vec2(28.0, 0.0));
            let find = controls.note("panel/search", ui.add(find));
            if widgets::name_button(find, "Search")
                .on_hover_text("Finds vertices by name, role or number (/)")
                .clicked()
            {
                self.search.write(SearchCommand::Open);
            }
            self.draw_loss(ui, controls, narrow);
        });
    }

    /// The scenes by their titles.
    fn draw_scene_picker(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let current = self.scene.name.split(':').next().unwrap_or_default();
        let entries: Vec<MenuEntry> = SceneSpec::ALL
            .iter()
            .map(|info| {
                let SceneInfo {
                    name,
                    title,
                    caption,
                    ..
                } = info;
                MenuEntry::new(format!("scene/choice/{name}"), *title)
                    .with_meaning(*caption)
                    .with_note(*name)
                    .chosen(*name == current)
            })
            .collect();
        let chosen = SceneSpec::ALL.iter().find(|info| info.name == current);
        // The name of a file may be long.
        let title = chosen.map_or_else(|| shorten_name(current), |info| info.title.to_owned());
        let picked = menu::choice_button(
            ui,
            controls,
            "scene/choice",
            &title,
            "The graph that is shown",
            &entries,
        );
        if let Some(info) = picked.and_then(|place| SceneSpec::ALL.get(place)) {
            self.load.write(LoadScene {
                source: SceneSource::Named(info.name.to_owned()),
                seed: self.scene.seed,
            });
        }
    }

    /// The workspaces and the drawers.
    fn draw_places(&mut self, ui: &mut Ui, controls: &mut Controls) {
        ui.spacing_mut().item_spacing.x = 4.0;
        for place in [
            PanelPlace::Explore,
            PanelPlace::Learn,
            PanelPlace::Look,
            PanelPlace::Physics,
        ] {
            if place == PanelPlace::Look {
                ui.separator();
            }
            let open = self.panels.drawer == Some(place);
            let tab = Button::selectable(open, place.title()).min_size(vec2(64.0, 28.0));
            let tab = controls.note(place.control(), ui.add(tab));
            if tab.on_hover_text(place.meaning()).clicked() {
                self.commands.write(PanelCommand::TogglePlace(place));
            }
        }
    }

    /// The loss in large figures.
    fn draw_loss(&self, ui: &mut Ui, controls: &mut Controls, narrow: bool) {
        let Some(loss) = self.trainer.loss.filter(|_| self.trainer.available) else {
            return;
        };
        ui.add_space(4.0);
        let text = RichText::new(numbers::format_short(loss))
            .heading()
            .strong();
        let number = controls.note("loss", ui.label(text));
        number.on_hover_text("The loss: how far the predictions are from the targets");
        // A long number leaves no room for the word in a narrow window.
        if !narrow || ui.available_width() > WORD {
            ui.label(RichText::new("loss").weak());
        }
        if narrow {
            return;
        }
        if let Some(accuracy) = self.trainer.accuracy {
            let text = format!("{:.0} % classified correctly", accuracy * 100.0);
            ui.add_space(8.0);
            ui.label(RichText::new(text).small().weak());
        }
    }
}

/// The end of a name that is too long for the picker.
fn shorten_name(name: &str) -> String {
    const MOST: usize = 24;
    let count = name.chars().count();
    if count <= MOST {
        return name.to_owned();
    }
    let end: String = name.chars().skip(count - MOST + 1).collect();
    format!("…{end}")
}
