//! What is drawn of the graph: its commands, settings and legend.

pub mod commands;
mod legend;
mod settings;

pub use legend::{Legend, LegendEntry, LegendShape};
pub use settings::{ColourBy, Theme, ViewSettings};
