//! The entity inspector: every entity and resource with all its fields.
//!
//! It writes components directly and not through commands; the physics validates such edits.

use bevy::{ecs::system::SystemState, prelude::*};
use bevy_egui::{
    EguiContext, EguiPrimaryContextPass, PrimaryEguiContext,
    egui::{self, CollapsingHeader, ScrollArea, TextEdit, TextStyle, Ui, Window, vec2},
};

use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, GraphIndex, Hovered, Selection, commands::Select},
    growth::Growth,
    interface::InterfaceArea,
    panel::kit::entity_list::EntityList,
    physics::{Physics, SimulationStatus},
    third_party::{InterfaceSystems, ReflectionUiPlugin, draw_entity_fields, draw_resource_fields},
    training::Trainer,
};

/// The entity inspector; it is drawn while [`EntityInspector`] is open.
pub struct EntityInspectorPlugin;

/// Whether the entity inspector is open, and where.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct EntityInspector {
    /// Whether it is open.
    pub open: bool,
    /// Its upper left corner, egui's points: the wanted one before the first frame, the last one
    /// afterwards.
    pub corner: Option<Vec2>,
}

impl Plugin for EntityInspectorPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(ReflectionUiPlugin)
            .init_resource::<EntityInspector>()
            .init_resource::<EntityList>()
            .add_systems(
                EguiPrimaryContextPass,
                draw_entities
                    .in_set(InterfaceSystems::Windows)
                    .run_if(|inspector: Res<EntityInspector>| inspector.open),
            );
    }
}

fn draw_entities(world: &mut World) {
    let mut contexts = world.query_filtered::<&EguiContext, With<PrimaryEguiContext>>();
    let Ok(mut context) = contexts.single(world).cloned() else {
        return;
    };
    let context = context.get_mut();
    let zoom = context.zoom_factor();
    // The window opens over the graph, beside the panels.
    let free = world.resource::<InterfaceArea>().free;
    let free = if free.is_empty() {
        context.viewport_rect()
    } else {
        egui::Rect::from_min_max(
            egui::pos2(free.min.x, free.min.y) / zoom,
            egui::pos2(free.max.x, free.max.y) / zoom,
        )
    };
    let width = 380.0_f32.min(free.width() - 36.0);
    let mut open = true;
    let before = world.resource::<EntityInspector>().corner;
    let corner = before.map_or_else(
        || free.center_top() + vec2(-0.5 * width - 9.0, 40.0),
        |corner| egui::pos2(corner.x, corner.y),
    );
    let shown = Window::new("Entities")
        .open(&mut open)
        .default_pos(corner)
        .default_size(vec2(width, free.height() * 0.7))
        .vscroll(true)
        .show(context, |ui| {
            draw_selection(world, ui);
            ui.separator();
            draw_list(world, ui);
            ui.separator();
            draw_resources(world, ui);
        });
    let corner = shown.map(|shown| shown.response.rect.min);
    let corner = corner.map(|corner| Vec2::new(corner.x, corner.y));
    if corner.is_some() && corner != before {
        world.resource_mut::<EntityInspector>().corner = corner;
    }
    if !open {
        world.resource_mut::<EntityInspector>().open = false;
    }
}

/// The selected edge and vertices with all their components, the last one first.
fn draw_selection(world: &mut World, ui: &mut Ui) {
    /// Components of more entities at once would make every frame slow.
    const SHOWN: usize = 4;

    let chosen = world.resource::<Selection>();
    let selected: Vec<_> = chosen
        .edge
        .into_iter()
        .chain(chosen.vertices().iter().rev().copied())
        .take(SHOWN)
        .collect();
    if selected.is_empty() {
        ui.weak("Nothing is selected: click in the graph or in the list.");
    }
    for entity in selected {
        ui.push_id(entity, |ui| draw_entity_fields(world, entity, ui));
    }
}

/// Every vertex and edge by name. Only the visible rows are built.
fn draw_list(world: &mut World, ui: &mut Ui) {
    let mut state: SystemState<(
        Res<GraphIndex>,
        Res<CurrentScene>,
        Res<Selection>,
        ResMut<EntityList>,
        MessageWriter<Select>,
    )> = SystemState::new(world);
    let Ok((index, scene, selection, mut list, mut select)) = state.get_mut(world) else {
        return;
    };
    let mut filter = list.filter().to_owned();
    ui.horizontal(|ui| {
        ui.label("Vertices and edges");
        ui.add(
            TextEdit::singleline(&mut filter)
                .hint_text("search: v12, tanh, neuron 3")
                .desired_width(f32::INFINITY),
        );
    });
    let searching = list.advance_search(&filter, &index, &scene);
    if searching {
        ui.ctx().request_repaint();
    }
    ui.weak(format!(
        "{} found{}",
        list.len(&index),
        if searching { ", searching on" } else { "" }
    ));
    let height = ui.text_style_height(&TextStyle::Body) + 4.0;
    ScrollArea::vertical()
        .id_salt("entities")
        .max_height(180.0)
        .auto_shrink([false, true])
        .show_rows(ui, height, list.len(&index), |ui, rows| {
            for row in rows {
                let Some(entry) = list.entry(row, &index) else {
                    continue;
                };
                let entity = entry.entity(&index);
                let chosen = selection.edge == Some(entity) || selection.contains(entity);
                if ui
                    .add(
                        egui::Button::selectable(chosen, entry.display_name(&index, &scene))
                            .truncate(),
                    )
                    .clicked()
                {
                    select.write(entry.select_command(&index));
                }
            }
        });
}

fn draw_resources(world: &mut World, ui: &mut Ui) {
    fn draw_resource<R: Resource<Mutability = bevy::ecs::component::Mutable> + Reflect>(
        world: &mut World,
        ui: &mut Ui,
        title: &str,
    ) {
        if world.contains_resource::<R>() {
            CollapsingHeader::new(title).show(ui, |ui| draw_resource_fields::<R>(world, ui));
        }
    }
    draw_resource::<Physics>(world, ui, "Physics");
    draw_resource::<SimulationClock>(world, ui, "Simulation clock");
    draw_resource::<SimulationStatus>(world, ui, "Simulation status");
    draw_resource::<Growth>(world, ui, "Growth");
    draw_resource::<Trainer>(world, ui, "Trainer");
    draw_resource::<Selection>(world, ui, "Selection");
    draw_resource::<Hovered>(world, ui, "Hovered");
}
