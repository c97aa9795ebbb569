//! The place of the preferences on each platform: a file, or the storage of the page.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::Place;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use native::{Keeper, has_fingers, wants_calm};
#[cfg(target_arch = "wasm32")]
pub use web::Place;
#[cfg(target_arch = "wasm32")]
pub(super) use web::{Keeper, has_fingers, wants_calm};
