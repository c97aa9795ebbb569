//! The physics of one level: springs, repulsion, layers, gathering, the stability guard,
//! integrators and settling, and [`Dynamics`], which advances them tick by tick.
//!
//! A tick repairs positions, sums forces, integrates them and observes the motion. It can pause
//! after any counted step of work, and every place of the pause gives the same bits. Nothing here
//! knows of other levels: their effect arrives as [`Drifts`].

mod drifts;
mod field;
mod gathering;
mod guard;
mod integrate;
mod layers;
mod report;
mod runge_kutta;
mod settling;
mod springs;
mod state;
mod step;
mod structure;
mod tensions;
mod tick;

pub use drifts::Drifts;
pub use field::Instructions;
pub use guard::{LayoutExtent, WORLD_RADIUS};
pub use report::TickReport;
pub use springs::Springs;
pub use state::Dynamics;
pub use tensions::Tensions;
pub(super) use tick::SPRING_COST;
