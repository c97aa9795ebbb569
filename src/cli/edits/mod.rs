//! `--edits`: changes of a graph at given ticks, and the disturbance by each.

mod editor;
mod file;
mod watch;

pub use editor::Editor;
pub use file::read_edits;
pub use watch::EditLog;
