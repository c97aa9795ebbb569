//! Glue to bevy-inspector-egui: the fields of entities and resources by reflection.

use bevy::{ecs::component::Mutable, prelude::*};
use bevy_egui::egui::Ui;
use bevy_inspector_egui::{
    DefaultInspectorConfigPlugin,
    bevy_inspector::{ui_for_entity, ui_for_resource},
};

/// Registers the widgets of the fields.
pub struct ReflectionUiPlugin;

impl Plugin for ReflectionUiPlugin {
    fn build(&self, app: &mut App) {
        app.add_plugins(DefaultInspectorConfigPlugin);
    }
}

/// Draws every component of an entity; edits go directly into the world.
pub fn draw_entity_fields(world: &mut World, entity: Entity, ui: &mut Ui) {
    ui_for_entity(world, entity, ui);
}

/// Draws every field of a resource; edits go directly into the world.
pub fn draw_resource_fields<R: Resource<Mutability = Mutable> + Reflect>(
    world: &mut World,
    ui: &mut Ui,
) {
    ui_for_resource::<R>(world, ui);
}
