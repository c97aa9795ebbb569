//! The number of the selected vertex, over the graph in a narrow window: the inspector is a closed
//! sheet there.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts,
    egui::{Align, Button, Label, Layout, RichText, Ui, vec2},
};

use crate::{
    graph::{Network, Selection, Term, Vertex},
    interface::InterfaceArea,
    panel::{
        commands::PanelCommand,
        kit::{
            bar::Bar,
            controls::Controls,
            names::{self, Names},
            numbers, places, widgets,
        },
        state::{PanelPlace, Panels},
    },
};

/// Largest width of the card, points.
const WIDTH: f32 = 420.0;
/// Side of the button, points.
const BUTTON: f32 = 44.0;

/// The selected vertex.
#[derive(SystemParam)]
pub(in crate::panel) struct SelectedVertex<'w, 's> {
    selection: Res<'w, Selection>,
    network: Res<'w, Network>,
    names: Names<'w, 's>,
    vertices: Query<'w, 's, (&'static Vertex, Option<&'static Term>)>,
}

/// Draws the card while a vertex is selected and its sheet is closed.
pub(in crate::panel) fn draw_selected_card(
    mut contexts: EguiContexts,
    selected: SelectedVertex,
    panels: Res<Panels>,
    mut area: ResMut<InterfaceArea>,
    mut controls: ResMut<Controls>,
    mut commands: MessageWriter<PanelCommand>,
) {
    let (Some(vertex), Ok(context)) = (selected.selection.primary(), contexts.ctx_mut()) else {
        return;
    };
    let has_sheet = panels.visible && panels.tab == Some(PanelPlace::Inspector);
    if !places::is_narrow(context) || has_sheet || selected.vertices.get(vertex).is_err() {
        return;
    }
    let bar = Bar {
        name: "selected",
        width: WIDTH,
        bottom: area.free.max.y,
        interactable: true,
    };
    let mut opens = false;
    bar.show_under_graph(context, &mut area, &mut controls, |ui, controls| {
        opens = selected.draw_card(ui, controls, vertex);
    });
    if opens {
        commands.write(PanelCommand::TogglePlace(PanelPlace::Inspector));
    }
}

impl SelectedVertex<'_, '_> {
    /// Draws name, kind and number; returns whether the button was pressed.
    fn draw_card(&self, ui: &mut Ui, controls: &mut Controls, entity: Entity) -> bool {
        let Ok((vertex, term)) = self.vertices.get(entity) else {
            return false;
        };
        let mut opens = false;
        ui.horizontal(|ui| {
            ui.set_height(BUTTON);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let more = ui.add(Button::new("…").min_size(vec2(BUTTON, BUTTON)));
                let more = widgets::name_button(controls.note("selected/more", more), "Inspect");
                opens = more.on_hover_text("Shows all about this vertex").clicked();
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let kind = names::describe_kind(vertex.kind, term, self.network.0.as_ref());
                    let name = self.names.label(entity);
                    ui.add(Label::new(RichText::new(name).strong()).truncate());
                    let words = match term {
                        Some(term) => describe_number(&kind, term),
                        None if self.names.is_directed() => kind,
                        None => format!("{kind} · degree {}", self.names.degree(entity)),
                    };
                    let words = Label::new(RichText::new(words).small()).truncate();
                    controls.note("selected/number", ui.add(words));
                });
            });
        });
        opens
    }
}

/// The kind, the number, and the gradient.
fn describe_number(kind: &str, term: &Term) -> String {
    let number = numbers::format_short(term.data);
    match term.gradient {
        Some(gradient) => {
            let gradient = numbers::format_short(gradient);
            format!("{kind} · {number} · gradient {gradient}")
        }
        None => format!("{kind} · {number}"),
    }
}
