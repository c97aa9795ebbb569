//! Gradswarm shows the whole computation graph of a neural network, every
//! scalar a vertex, growing, learning and settling under real physics.
//!
//! The floors of the house, from the top; a room knows only what is below it:
//! [`app`] and `cli`; `view`, `panel`, [`files`]; [`physics`], [`training`],
//! [`growth`], [`explore`]; [`graph`]; [`nn`]; [`autograd`] and [`layout`].

pub mod app;
pub mod autograd;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub mod cli;
pub mod explore;
pub mod files;
#[cfg(feature = "window")]
pub mod frames;
pub mod graph;
pub mod growth;
pub mod layout;
pub mod nn;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod page;
#[cfg(feature = "window")]
pub mod panel;
pub mod physics;
#[cfg(feature = "window")]
pub mod third_party;
pub mod training;
#[cfg(feature = "window")]
pub mod view;
