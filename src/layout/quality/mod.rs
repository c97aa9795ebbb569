//! Quality measures of a finished layout: stress, neighbourhood preservation, edge-length
//! variation.
//!
//! Graphs are taken as simple and undirected: loops and parallel edges do not count. All sums
//! are in `f64` and in a fixed order.

mod edges;
mod neighbourhood;
mod report;
mod rows;
mod stress;

pub use crate::topology::SimpleGraph;
pub use edges::{edge_variation, mean_shift};
pub use neighbourhood::neighbourhood_preservation;
pub use report::Quality;
pub use rows::{EXACT_UP_TO, PIVOTS, Rows};
pub use stress::stress;
