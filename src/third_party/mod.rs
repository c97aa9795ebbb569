//! Glue to other people's plugins, one file each: version traps stay there.

mod egui;
mod egui_theme;
mod interface;

pub use egui::{InterfacePlugin, InterfaceSystems};
pub use interface::{InterfaceArea, InterfaceMotion, InterfaceTheme};
