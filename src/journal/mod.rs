//! The app's log of lines: the notebook's report, and notices for the user.
//!
//! Any room may write a line; the panels show them. The journal knows no other room.

mod log;
mod plugin;

pub use log::{Journal, Line};
pub use plugin::JournalPlugin;
