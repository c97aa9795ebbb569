//! Glue to other people's plugins, one file each: version traps stay there.

pub mod camera;
mod interface;

pub use interface::InterfaceArea;
