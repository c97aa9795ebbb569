//! Several levels of one graph: coarsening makes them, projection moves them with the graph, and
//! unfolding lays the graph out from the coarsest down.
//!
//! Each level is a [`Dynamics`](super::dynamics::Dynamics) of its own.

pub mod coarsening;
mod projection;
mod unfolding;

pub use projection::{Coarser, Frame, ProjectedDynamics};
pub use unfolding::Levels;
pub(super) use unfolding::Unfolding;
