//! Several levels of one graph: coarsening makes them, projection moves them with the graph, and
//! unfolding lays the graph out from the coarsest down.

pub mod coarsening;
pub(super) mod projection;
pub(super) mod unfolding;

pub use projection::{Coarser, Frame};
pub use unfolding::Levels;
