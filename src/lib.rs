//! Gradswarm shows the whole computation graph of a neural network: every scalar is a vertex, and
//! the graph grows, learns and settles under physics.
//!
//! A room knows only the floors below its own; rooms of one floor meet through components,
//! resources and messages. The floors, from the top: [`app`], `frames`, `cli` and `page`;
//! `preferences`; `panel`; `status`; `view` and [`files`]; [`physics`], [`training`], [`growth`],
//! [`explore`] and `third_party`; [`graph`], [`clock`], [`journal`]; [`nn`] and [`layout`];
//! [`autograd`], [`topology`], [`disk`], [`escape`] and `interface`; [`numbers`].
//! `tests/headless/floors/` checks them.

pub mod app;
pub mod autograd;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub mod cli;
pub mod clock;
pub mod disk;
pub mod escape;
pub mod explore;
pub mod files;
#[cfg(feature = "window")]
pub mod frames;
pub mod graph;
pub mod growth;
#[cfg(feature = "window")]
pub mod interface;
pub mod journal;
pub mod layout;
pub mod nn;
pub mod numbers;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod page;
#[cfg(feature = "window")]
pub mod panel;
pub mod physics;
#[cfg(feature = "window")]
pub mod preferences;
#[cfg(feature = "window")]
pub mod status;
#[cfg(feature = "window")]
pub mod third_party;
pub mod topology;
pub mod training;
#[cfg(feature = "window")]
pub mod view;
