//! The scenes: their names, their settings, and how each is built.

mod build;
mod catalog;
mod live;
mod settings;
mod shapes;
mod spec;
mod text;

pub use build::Built;
pub(super) use build::delay_for;
pub use catalog::SceneInfo;
pub use spec::SceneSpec;

/// The most vertices that a scene's settings may ask for.
pub const MOST_VERTICES: usize = 2_000_000;
