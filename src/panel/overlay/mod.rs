//! The interface over the graph: labels, legend, bars, maps and windows that belong to no column.

pub(super) mod compare_bar;
pub(super) mod entities;
pub(super) mod first_steps;
pub(super) mod help;
pub(super) mod labels;
pub(super) mod legend;
pub(super) mod level_bar;
pub(super) mod minimap;
pub(super) mod status_line;
pub(super) mod wave_bar;
