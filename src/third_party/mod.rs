//! Glue to egui and to bevy-inspector-egui: workarounds for their versions stay here.
//!
//! No file knows the product; the interface's resources come from [`crate::interface`].

mod egui;
mod egui_encoded;
mod egui_refresh;
mod egui_systems;
mod egui_theme;
mod fonts;
mod inspector;
mod letters;

pub use egui::{InterfacePlugin, InterfaceTarget};
pub use egui_encoded::{is_encoded, load_srgb_shader};
pub use egui_systems::InterfaceSystems;
pub use inspector::{ReflectionUiPlugin, draw_entity_fields, draw_resource_fields};
pub use letters::{Covered, Letters};

pub use crate::interface::{
    InterfaceArea, InterfaceCost, InterfaceMotion, InterfaceScale, InterfaceTheme,
};
