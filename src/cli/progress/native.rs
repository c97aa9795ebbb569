//! The bar on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar on standard error. It is drawn only on a terminal, and only for work that takes
/// longer than 0.3 seconds.
pub struct Progress {
    bar: ProgressBar,
    begun: std::time::Instant,
}

impl Progress {
    const NOTICEABLE: Duration = Duration::from_millis(300);

    /// A bar for `steps` units of `what`, a noun in the plural.
    pub fn new(steps: u64, what: &str) -> Self {
        let bar = ProgressBar::new(steps);
        let template = format!("{{bar:40}} {{pos}}/{{len}} {what}, {{eta}} left");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        Self {
            bar,
            begun: std::time::Instant::now(),
        }
    }

    /// Sets the number of finished steps.
    pub fn set(&self, done: u64) {
        if self.begun.elapsed() > Self::NOTICEABLE {
            self.bar.set_position(done);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
