//! The physics of the layout on slices of vectors: laws, springs, octree,
//! integrators, the stability guard, settling, quality. No ECS, no `App`.

mod constants;
mod engine;
mod guard;
mod hash;
mod law;
mod morton;
mod octree;
pub mod quality;
mod repulsion;
mod rigid;
mod settings;
mod settling;
mod springs;
mod start;

pub use constants::{Constant, ConstantInfo, Constants, Scientific};
pub use engine::{Engine, TickReport};
pub use guard::{Extent, WORLD_RADIUS};
pub use law::{Law, LawParseError};
pub use settings::{Dimensions, Integrator, Settings};
pub use springs::Springs;
pub use start::{Start, beside};
