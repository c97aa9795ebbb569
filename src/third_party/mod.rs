//! Glue to other people's plugins, one file each: version traps stay there.

mod egui;
mod egui_encoded;
mod egui_theme;
mod letters;

pub use egui::{InterfacePlugin, InterfaceSystems, InterfaceTarget};
pub use egui_encoded::{is_encoded, load_srgb_shader};
pub use letters::{Covered, Letters};

pub use crate::interface::{
    InterfaceArea, InterfaceCost, InterfaceMotion, InterfaceScale, InterfaceTheme,
};
