//! Progress bars: on a terminal only, silent in a pipe.

/// A bar that counts what is done.
pub struct Progress(#[cfg(not(target_arch = "wasm32"))] indicatif::ProgressBar);

/// A bar for so many ticks.
pub fn ticks(total: u64) -> Progress {
    bar(total, "ticks")
}

/// A bar for so many rounds of training.
pub fn rounds(total: u64) -> Progress {
    bar(total, "rounds")
}

#[cfg(not(target_arch = "wasm32"))]
fn bar(total: u64, what: &str) -> Progress {
    // indicatif draws on standard error, and not at all when that is no terminal.
    let bar = indicatif::ProgressBar::new(total);
    let template = format!("{{bar:40}} {{pos}}/{{len}} {what}, {{elapsed}}");
    if let Ok(style) = indicatif::ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    Progress(bar)
}

/// The browser has no terminal.
#[cfg(target_arch = "wasm32")]
fn bar(_total: u64, _what: &str) -> Progress {
    Progress()
}

impl Progress {
    /// One more.
    pub fn advance(&self) {
        #[cfg(not(target_arch = "wasm32"))]
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        #[cfg(not(target_arch = "wasm32"))]
        self.0.finish_and_clear();
    }
}
