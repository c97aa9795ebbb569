//! The layout engine: positions of a graph's vertices by physics, without ECS and without `App`.
//!
//! Four floors: `model` (law, constants, settings, counted work), `dynamics` (the physics of one
//! level), `multilevel` (coarsening, projection, unfolding) and [`Engine`], which sequences them.
//! [`quality`] measures a finished layout.

mod dynamics;
mod engine;
mod halves;
mod model;
mod multilevel;
pub mod quality;

use model::{budget, hash};

pub use dynamics::{
    Dynamics, Instructions, LayoutExtent, Springs, Tensions, TickReport, WORLD_RADIUS,
};
pub use engine::Engine;
pub use halves::HalfProgress;
pub use model::{
    Arrangement, Constant, ConstantInfo, Constants, Dimensions, Integrator, Law, LawParseError,
    Multilevel, Scientific, Setting, SettingInfo, Settings, Start, beside, constants_table,
};
pub use multilevel::{Coarser, Frame, Levels, ProjectedDynamics, coarsening};
