//! Exploring a graph: searching, filtering, walking along the edges.
//!
//! The room reads the scene and the index. It selects by sending
//! [`crate::graph::commands::Select`], and excludes vertices through [`crate::graph::Excluded`].

mod best;
mod choices;
pub mod commands;
mod escape;
mod filter;
mod filtering;
mod names;
mod plugin;
mod query;
mod search;
mod searching;
mod walk;

pub use choices::{Choices, Suggestion};
pub use commands::Walked;
pub use filter::Filter;
pub use filtering::Filtered;
pub use plugin::{ExplorePlugin, ExploreStatePlugin, ExploreSystems};
pub use search::Search;
