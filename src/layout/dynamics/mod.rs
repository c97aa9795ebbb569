//! The physics of one level: springs, repulsion, layers, gathering, the stability guard,
//! integrators and settling.

pub(super) mod field;
pub(super) mod gathering;
pub(super) mod guard;
pub(super) mod integrate;
pub(super) mod layers;
pub(super) mod runge_kutta;
pub(super) mod settling;
pub(super) mod springs;
pub(super) mod tick;

pub use field::Instructions;
pub use guard::{Extent, WORLD_RADIUS};
pub use layers::Tensions;
pub use springs::Springs;
pub use tick::TickReport;
