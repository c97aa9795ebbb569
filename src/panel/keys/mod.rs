//! The keys: from what was pressed to the messages that it means.

mod actions;
mod fly;
mod meaning;
mod press;
pub(super) mod shortcuts;

pub(super) use fly::{HeldKeys, fly};
pub(super) use press::press_keys;
