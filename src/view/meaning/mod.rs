//! What the view modes say of each vertex, and on which scale.

mod attributes;
mod reading;
mod scale;

pub use attributes::{Attributes, Classes};
pub use scale::{Scale, Span};

pub(super) use attributes::keep_attributes;
pub(super) use reading::{Reader, Reading, shade};
