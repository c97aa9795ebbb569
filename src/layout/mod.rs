//! The physics of the layout on slices of vectors: laws, springs, the field of
//! repulsion, layers by depth, integrators, the stability guard, settling, coarser levels,
//! unfolding by them and how they take the finest along, quality.
//! No ECS, no `App`.

mod budget;
mod cascade;
pub mod coarsening;
mod constants;
mod engine;
mod field;
mod gathering;
mod guard;
mod halves;
mod hash;
mod integrate;
mod law;
mod layers;
mod projection;
pub mod quality;
mod runge_kutta;
mod settings;
mod settling;
mod springs;
mod start;
mod tick;
mod topology;

pub use cascade::Levels;
pub use constants::{Constant, ConstantInfo, Constants, Scientific};
pub use engine::Engine;
pub use field::Instructions;
pub use guard::{Extent, WORLD_RADIUS};
pub use halves::Half;
pub use law::{Law, LawParseError};
pub use layers::Tensions;
pub use projection::{Coarser, Frame};
pub use settings::{
    Arrangement, Dimensions, Integrator, Multilevel, Setting, SettingInfo, Settings,
    constants_table,
};
pub use springs::Springs;
pub use start::{Start, beside};
pub use tick::TickReport;
pub use topology::{degrees, depths, distances};
