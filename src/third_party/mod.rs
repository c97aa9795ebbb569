//! Glue to other people's plugins, one file each: version traps stay there.

mod interface;

pub use interface::InterfaceArea;
