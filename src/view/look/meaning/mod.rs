//! What the view modes say of each vertex, and on which scale.

mod attributes;
mod present;
mod reading;
mod scale;

pub use attributes::{Attributes, Classes};
pub use present::Present;
pub use scale::{Scale, Span};

pub(in crate::view) use attributes::keep_attributes;
pub(in crate::view) use reading::{Reader, Reading, shade};
