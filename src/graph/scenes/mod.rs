//! The scenes: names, settings, captions, and the graph that each builds.

mod build;
mod catalog;
mod living;
mod settings;
mod shapes;
mod spec;
mod text;

pub use build::Built;
pub(super) use build::growth_delay;
pub use catalog::SceneInfo;
pub use spec::{START_SCENE, SceneSpec};

/// The most vertices that a scene's settings may ask for.
pub const MOST_VERTICES: usize = 2_000_000;
