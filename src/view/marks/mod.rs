//! The marks around the graph: labels, legend, minimap, the coarsening shown, and waves.
//!
//! This room reads the look and the camera, and places its marks for the rooms that draw.

pub(crate) mod labels;
pub(crate) mod legend;
pub(crate) mod levels;
pub(crate) mod minimap;
pub(crate) mod waves;
