//! Progress bars: on a terminal only, silent in a pipe.

/// A bar that counts ticks.
pub struct Progress(#[cfg(not(target_arch = "wasm32"))] indicatif::ProgressBar);

/// A bar for so many ticks.
#[cfg(not(target_arch = "wasm32"))]
pub fn ticks(total: u64) -> Progress {
    // indicatif draws on standard error, and not at all when that is no terminal.
    let bar = indicatif::ProgressBar::new(total);
    if let Ok(style) = indicatif::ProgressStyle::with_template("{bar:40} {pos}/{len} ticks, {elapsed}") {
        bar.set_style(style);
    }
    Progress(bar)
}

/// A bar for so many ticks: the browser has no terminal.
#[cfg(target_arch = "wasm32")]
pub fn ticks(_total: u64) -> Progress {
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
