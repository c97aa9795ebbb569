//! The physics of the layout on slices of vectors: laws, springs, octree,
//! integrators, the stability guard, settling. No ECS, no `App`.

mod constants;
mod law;
mod settings;

pub use constants::{Constant, ConstantInfo, Constants, Scientific};
pub use law::{Law, LawParseError};
pub use settings::{Dimensions, Integrator, Settings};
