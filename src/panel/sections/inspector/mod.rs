//! The inspector section: every number of the selected vertex or edge.

mod selection;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Align, Checkbox, Label, Layout, RichText, Ui};

use self::selection::SelectionButtons;
use crate::{
    autograd::ValueId,
    graph::{
        Edge, EdgeForce, EdgeSource, EdgeTarget, IncomingEdges, Network, OutgoingEdges, Pinned,
        Position, Selection, Term, Velocity, Vertex, VertexKind,
        commands::{Select, SetLeaf, SetPinned},
    },
    panel::{
        kit::{
            controls::Controls,
            fingers,
            names::{self, Names},
            number_field::{NumberField, Step},
            numbers,
            section::{AddSection, Content, SectionInfo},
            widgets,
        },
        state::Section,
    },
    view::CameraCommand,
};

/// Most listed neighbours, each way.
const NEIGHBOURS: usize = 24;

type VertexParts = (
    &'static Vertex,
    &'static Position,
    &'static Velocity,
    Option<&'static Term>,
    Has<Pinned>,
    &'static IncomingEdges,
    &'static OutgoingEdges,
);
type EdgeParts = (
    &'static Edge,
    &'static EdgeSource,
    &'static EdgeTarget,
    &'static EdgeForce,
);

/// Adds the inspector section.
pub(in crate::panel) struct InspectorSectionPlugin;

impl Plugin for InspectorSectionPlugin {
    fn build(&self, app: &mut App) {
        app.add_section::<InspectorPanel<'static, 'static>>(SectionInfo {
            section: Section::Inspector,
            title: "Inspect",
            order: 0,
        });
    }
}

/// Data and commands of the section.
#[derive(SystemParam)]
pub(in crate::panel) struct InspectorPanel<'w, 's> {
    selection: Res<'w, Selection>,
    network: Res<'w, Network>,
    names: Names<'w, 's>,
    vertices: Query<'w, 's, VertexParts>,
    edges: Query<'w, 's, EdgeParts>,
    select: MessageWriter<'w, Select>,
    pin: MessageWriter<'w, SetPinned>,
    leaf: MessageWriter<'w, SetLeaf>,
    commands: Commands<'w, 's>,
    buttons: SelectionButtons<'w>,
}

impl Content for InspectorPanel<'_, '_> {
    fn summary(&self) -> String {
        match (self.selection.edge, self.selection.primary()) {
            (Some(edge), _) => self.names.display_name(edge),
            (None, Some(vertex)) if self.selection.vertices().len() > 1 => {
                format!(
                    "{} and {} more",
                    self.names.display_name(vertex),
                    self.selection.vertices().len() - 1
                )
            }
            (None, Some(vertex)) => self.names.display_name(vertex),
            (None, None) => String::new(),
        }
    }

    fn draw_content(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let edge = self.selection.edge;
        let vertex = self.selection.primary().filter(|_| edge.is_none());
        if edge.is_none() && vertex.is_none() {
            let press = fingers::say_press(ui.ctx());
            widgets::hint(
                ui,
                format!("{press} a vertex to see {}.", self.seen_first()),
            );
            return;
        }
        // The heading and the buttons keep their places from vertex to vertex.
        if let Some(vertex) = vertex {
            self.draw_heading(ui, vertex);
        } else if let Some(edge) = edge {
            ui.strong(self.names.display_name(edge));
        }
        self.draw_actions(ui, controls, edge, vertex);
        // A sheet is low: its number must be in sight without scrolling.
        let numbers_first = fingers::is_coarse(ui.ctx());
        if let (true, Some(vertex)) = (numbers_first, vertex) {
            self.draw_numbers(ui, controls, vertex);
        }
        let directed = self.names.is_directed();
        let selected = (&*self.selection, directed);
        self.buttons
            .draw_buttons(ui, controls, selected, &mut self.select);
        ui.separator();
        if let Some(edge) = edge {
            self.draw_edge(ui, controls, edge);
        } else if let Some(vertex) = vertex {
            if !numbers_first {
                self.draw_numbers(ui, controls, vertex);
            }
            self.draw_details(ui, controls, vertex);
        }
    }
}

impl InspectorPanel<'_, '_> {
    /// What a vertex of this graph shows first.
    fn seen_first(&self) -> &'static str {
        match self.network.0 {
            Some(_) => "its number",
            None => "its edges",
        }
    }

    /// The label or the name of a vertex, and its kind.
    fn draw_heading(&self, ui: &mut Ui, entity: Entity) {
        let Ok((vertex, _, _, term, ..)) = self.vertices.get(entity) else {
            widgets::hint(ui, "This vertex is gone.");
            return;
        };
        let name = self.names.vertex(entity);
        let label = self.names.label(entity);
        ui.horizontal(|ui| {
            ui.add(Label::new(RichText::new(label).strong()).truncate());
            if label != name {
                ui.weak(name);
            }
            let more = self.selection.vertices().len().saturating_sub(1);
            if more > 0 {
                let more = numbers::format_count(more as u64);
                ui.weak(format!("and {more} more"));
            }
        });
        let kind = names::describe_kind(vertex.kind, term, self.network.0.as_ref());
        ui.add(Label::new(RichText::new(kind).small().weak()).truncate());
    }

    /// The buttons for the last selected vertex, or for an edge.
    fn draw_actions(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        edge: Option<Entity>,
        vertex: Option<Entity>,
    ) {
        ui.horizontal(|ui| {
            let focus = widgets::button(ui, true, "Zoom to it");
            let focus = controls.note("inspector/focus", focus);
            if focus
                .on_hover_text("Brings the camera here (Enter)")
                .clicked()
            {
                let command = match (edge, vertex) {
                    (None, Some(vertex)) => CameraCommand::Focus(vertex),
                    _ => CameraCommand::FrameSelection,
                };
                self.commands.write_message(command);
            }
            let pinned = vertex.and_then(|vertex| self.vertices.get(vertex).ok());
            let mut pin = pinned.is_some_and(|(_, _, _, _, pinned, ..)| pinned);
            let toggle = ui.add_enabled(vertex.is_some(), Checkbox::new(&mut pin, "Pinned"));
            let toggle = controls.note("inspector/pin", toggle);
            if let Some(vertex) = vertex
                && toggle
                    .on_hover_text("A pinned vertex stays where it is (P)")
                    .changed()
            {
                self.pin.write(SetPinned {
                    vertex,
                    pinned: pin,
                });
            }
        });
    }

    /// The value, which a leaf lets the user change, and the gradient.
    fn draw_numbers(&mut self, ui: &mut Ui, controls: &mut Controls, entity: Entity) {
        let Ok((vertex, _, _, term, ..)) = self.vertices.get(entity) else {
            return;
        };
        let is_leaf = vertex.kind == VertexKind::Value
            && term.is_some_and(|term| term.operation.is_empty() && term.value.is_some());
        if let Some(term) = term {
            draw_number_row(ui, "value", |ui| {
                if !is_leaf {
                    draw_number(ui, term.data);
                    return;
                }
                let field = NumberField::new(term.data).step(Step::Add(0.1)).width(88.0);
                let meaning = "Type another number: everything after it is recomputed";
                if let Some(data) = field.show(ui, controls, "inspector/data", meaning) {
                    self.leaf.write(SetLeaf {
                        vertex: entity,
                        data,
                    });
                }
            });
            draw_number_row(ui, "gradient", |ui| match term.gradient {
                Some(gradient) => draw_number(ui, gradient),
                None => {
                    ui.label(RichText::new("not computed").italics());
                }
            });
        }
    }

    /// The formula, the neighbours, and the place of a vertex.
    fn draw_details(&mut self, ui: &mut Ui, controls: &mut Controls, entity: Entity) {
        let Ok((_, position, velocity, term, _, incoming, outgoing)) = self.vertices.get(entity)
        else {
            return;
        };
        self.draw_formula(ui, term);
        let ends = |edges: &mut dyn Iterator<Item = Entity>, incoming: bool| -> Vec<Entity> {
            edges
                .filter_map(|edge| self.edges.get(edge).ok())
                .map(|(_, source, target, _)| if incoming { source.0 } else { target.0 })
                .take(NEIGHBOURS)
                .collect()
        };
        let inputs = ends(&mut incoming.iter(), true);
        let outputs = ends(&mut outgoing.iter(), false);
        let counts = (incoming.len(), outgoing.len());
        let (position, velocity) = (position.0, velocity.0);
        if self.names.is_directed() {
            self.draw_neighbours(ui, controls, "in", &inputs, counts.0);
            self.draw_neighbours(ui, controls, "out", &outputs, counts.1);
        } else {
            draw_row(ui, "degree", (counts.0 + counts.1).to_string());
            let all: Vec<Entity> = inputs.into_iter().chain(outputs).collect();
            self.draw_neighbours(ui, controls, "neighbours", &all, counts.0 + counts.1);
        }
        draw_row(ui, "position", format_vector(position));
        draw_row(ui, "velocity", format_vector(velocity));
    }

    /// The equation with numbers, and the gradients of its operands.
    fn draw_formula(&self, ui: &mut Ui, term: Option<&Term>) {
        let (Some(program), Some(value)) = (&self.network.0, term.and_then(|term| term.value))
        else {
            return;
        };
        let value = ValueId(value);
        if value.index() >= program.tape.len() {
            return;
        }
        let formula = program.tape.formula(value);
        ui.add_space(2.0);
        ui.add(
            Label::new(RichText::new(formula.equation).monospace().strong())
                .wrap()
                .selectable(true),
        );
        for flow in formula.flows {
            ui.add(
                Label::new(RichText::new(flow.text).monospace().size(11.0).weak())
                    .wrap()
                    .selectable(true),
            );
        }
    }

    fn draw_neighbours(
        &mut self,
        ui: &mut Ui,
        controls: &mut Controls,
        way: &str,
        entities: &[Entity],
        count: usize,
    ) {
        if count == 0 {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.weak(way);
            for (place, entity) in entities.iter().enumerate() {
                let link = ui.link(self.names.display_name(*entity));
                if controls
                    .note(format!("inspector/{way}/{place}"), link)
                    .clicked()
                {
                    self.select.write(Select::Only(*entity));
                }
            }
            if count > entities.len() {
                ui.weak(format!(
                    "and {} more",
                    numbers::format_count((count - entities.len()) as u64)
                ));
            }
        });
    }

    fn draw_edge(&mut self, ui: &mut Ui, controls: &mut Controls, entity: Entity) {
        let Ok((edge, source, target, force)) = self.edges.get(entity) else {
            widgets::hint(ui, "This edge is gone.");
            return;
        };
        let titles = match self.names.is_directed() {
            true => ["source", "target"],
            false => ["one end", "other end"],
        };
        let [from, to] = titles;
        for (title, name, end) in [
            (from, "inspector/source", source.0),
            (to, "inspector/target", target.0),
        ] {
            draw_number_row(ui, title, |ui| {
                let link = ui.link(self.names.display_name(end));
                if controls.note(name, link).clicked() {
                    self.select.write(Select::Only(end));
                }
            });
        }
        draw_row(ui, "strength", numbers::format_short(edge.strength.into()));
        let way = if force.0 >= 0.0 { "pulls" } else { "pushes" };
        let size = numbers::format_short(f64::from(force.0).abs());
        draw_row(ui, "force", format!("{way} with {size}"));
    }
}

/// A row with a weak title on the left and its content on the right.
fn draw_number_row(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.weak(title);
        ui.with_layout(Layout::right_to_left(Align::Center), content);
    });
}

fn draw_row(ui: &mut Ui, title: &str, text: String) {
    draw_number_row(ui, title, |ui| {
        ui.add(Label::new(RichText::new(text).monospace()).truncate());
    });
}

/// A number with four significant digits; all of its digits on hover.
fn draw_number(ui: &mut Ui, number: f64) {
    let shown = ui.monospace(numbers::format_short(number));
    shown.on_hover_text(number.to_string());
}

fn format_vector(vector: Vec3) -> String {
    let [x, y, z] = vector
        .to_array()
        .map(|axis| numbers::format_short(axis.into()));
    format!("{x}, {y}, {z}")
}
