//! A progress bar for long work: drawn on a terminal, silent in a pipe.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::Progress;
#[cfg(target_arch = "wasm32")]
pub use web::Progress;
