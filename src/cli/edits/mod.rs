//! `--edits`: changes of a graph at their ticks, and what each disturbed.

mod editor;
mod file;
mod watch;

pub use editor::Editor;
pub use file::read;
pub use watch::EditLog;
