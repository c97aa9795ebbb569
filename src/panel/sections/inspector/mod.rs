//! The inspector section: every number of the selected vertex or edge.

mod selection;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::{Grid, Label, RichText, Ui};

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
            names::Names,
            numbers,
            section::{AddSection, Column, Content, SectionInfo},
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
            title: "Inspector",
            column: Column::Right,
            order: 1,
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
        if let Some(edge) = self.selection.edge {
            self.draw_edge(ui, controls, edge);
        } else if let Some(vertex) = self.selection.primary() {
            self.draw_vertex(ui, controls, vertex);
        } else {
            widgets::hint(ui, "Click a vertex or an edge to look inside it.");
        }
        self.buttons
            .draw_buttons(ui, controls, &self.selection, &mut self.select);
    }
}

impl InspectorPanel<'_, '_> {
    fn draw_vertex(&mut self, ui: &mut Ui, controls: &mut Controls, entity: Entity) {
        let Ok((vertex, position, velocity, term, pinned, incoming, outgoing)) =
            self.vertices.get(entity)
        else {
            widgets::hint(ui, "This vertex is gone.");
            return;
        };
        let id = self
            .names
            .node(vertex.id)
            .map_or_else(String::new, |node| node.id.clone());
        let label = self
            .names
            .node(vertex.id)
            .map_or("", |node| node.label.as_str());
        ui.horizontal_wrapped(|ui| {
            ui.strong(&id);
            ui.label(label);
        });
        let kind = match (vertex.kind, term) {
            (VertexKind::Value, Some(term)) if term.operation.is_empty() => {
                "value · leaf".to_owned()
            }
            (VertexKind::Value, Some(term)) => format!("value · result of {}", term.operation),
            (VertexKind::Value, None) => "value".to_owned(),
            (VertexKind::Operation, term) => {
                format!(
                    "operation {}",
                    term.map_or("", |term| term.operation.as_ref())
                )
            }
            (VertexKind::Plain, _) => "vertex".to_owned(),
        };
        let is_leaf = vertex.kind == VertexKind::Value
            && term.is_some_and(|term| term.operation.is_empty() && term.value.is_some());
        Grid::new("vertex")
            .num_columns(2)
            .spacing([10.0, 3.0])
            .show(ui, |ui| {
                draw_row(ui, "kind", kind);
                if let Some(term) = term {
                    ui.weak("data");
                    if is_leaf {
                        let mut data = term.data;
                        let field =
                            controls.note("inspector/data", ui.add(widgets::number(&mut data)));
                        let field = field.on_hover_text(
                            "A leaf: type another number, and the graph is recomputed",
                        );
                        if field.changed() && data != term.data {
                            self.leaf.write(SetLeaf {
                                vertex: entity,
                                data,
                            });
                        }
                    } else {
                        ui.monospace(format_exact(term.data));
                    }
                    ui.end_row();
                    ui.weak("gradient");
                    match term.gradient {
                        Some(gradient) => ui.monospace(format_exact(gradient)),
                        None => ui.label(RichText::new("not computed").italics()),
                    };
                    ui.end_row();
                }
                draw_row(
                    ui,
                    "degree",
                    format!("{} in · {} out", incoming.len(), outgoing.len()),
                );
                draw_row(ui, "position", format_vector(position.0));
                draw_row(ui, "velocity", format_vector(velocity.0));
            });
        self.draw_formula(ui, term);
        ui.horizontal(|ui| {
            let mut pin = pinned;
            let toggle = controls.note("inspector/pin", ui.checkbox(&mut pin, "Pinned"));
            if toggle
                .on_hover_text("A pinned vertex stays where it is")
                .changed()
            {
                self.pin.write(SetPinned {
                    vertex: entity,
                    pinned: pin,
                });
            }
            let focus = controls.note("inspector/focus", widgets::button(ui, true, "Focus"));
            if focus.on_hover_text("Brings the camera here").clicked() {
                self.commands.write_message(CameraCommand::Focus(entity));
            }
        });
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
        self.draw_neighbours(ui, controls, "in", &inputs, counts.0);
        self.draw_neighbours(ui, controls, "out", &outputs, counts.1);
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
        Grid::new("edge")
            .num_columns(2)
            .spacing([10.0, 3.0])
            .show(ui, |ui| {
                for (title, name, end) in [
                    ("source", "inspector/source", source.0),
                    ("target", "inspector/target", target.0),
                ] {
                    ui.weak(title);
                    let link = ui.link(self.names.display_name(end));
                    if controls.note(name, link).clicked() {
                        self.select.write(Select::Only(end));
                    }
                    ui.end_row();
                }
                draw_row(ui, "strength", numbers::format_short(edge.strength.into()));
                draw_row(
                    ui,
                    "force",
                    format!(
                        "{} {}",
                        numbers::format_short(force.0.into()),
                        if force.0 >= 0.0 {
                            "(pulls)"
                        } else {
                            "(pushes)"
                        }
                    ),
                );
            });
    }
}

fn draw_row(ui: &mut Ui, title: &str, text: String) {
    ui.weak(title);
    ui.add(Label::new(text).wrap());
    ui.end_row();
}

fn format_exact(number: f64) -> String {
    if number.abs() < 1e5 && (number == 0.0 || number.abs() > 1e-4) {
        format!("{number:.6}")
    } else {
        format!("{number:.5e}")
    }
}

fn format_vector(vector: Vec3) -> String {
    let [x, y, z] = vector
        .to_array()
        .map(|axis| numbers::format_short(axis.into()));
    format!("{x}, {y}, {z}")
}
