//! Finding one's way in a graph: searching, filtering, walking along the edges.

pub mod commands;
mod escape;
mod filter;
mod names;
mod plugin;
mod search;
mod walk;

pub use filter::{Choices, Filter, Filtered};
pub use plugin::{ExplorePlugin, ExploreSystems};
pub use search::Search;
pub use walk::Walked;
