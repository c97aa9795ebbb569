//! WebAssembly has no terminal: nothing to draw.

/// Stands in for the bar.
pub struct Progress;

impl Progress {
    /// Draws nothing.
    pub fn new(_steps: u64, _what: &str) -> Self {
        Self
    }

    /// Draws nothing.
    pub fn set(&self, _done: u64) {}
}
