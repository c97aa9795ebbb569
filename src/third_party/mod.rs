//! Glue to other people's plugins, one file each: version traps stay there.

mod egui;
mod egui_encoded;
mod egui_theme;
mod entity_list;
mod fonts;
mod inspector;
mod interface;
mod letters;
#[cfg(target_arch = "wasm32")]
pub mod page;

pub use egui::{InterfacePlugin, InterfaceSystems, InterfaceTarget};
pub use egui_encoded::{is_encoded, load_srgb_shader};
pub use inspector::{EntityInspector, EntityInspectorPlugin};
pub use interface::{
    InterfaceArea, InterfaceCost, InterfaceMotion, InterfaceScale, InterfaceTheme,
};
pub use letters::{Covered, Letters};
