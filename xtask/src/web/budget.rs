//! How large the page may be: people leave before a slow page is there.

/// The most a visitor may have to download, in bytes, with brotli.
pub const LIMIT: u64 = 4_050_000;

/// The verdict of the budget on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The page fits.
    Within,
    /// The page is too large.
    Over,
    /// The program was not optimised for size, so its size says nothing.
    NotEnforced,
}

/// Holds a download of `bytes` against the budget.
pub fn judge(bytes: u64, optimised: bool) -> Verdict {
    match (optimised, bytes <= LIMIT) {
        (false, _) => Verdict::NotEnforced,
        (true, true) => Verdict::Within,
        (true, false) => Verdict::Over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_itself_is_within() {
        assert_eq!(judge(LIMIT, true), Verdict::Within);
        assert_eq!(judge(LIMIT + 1, true), Verdict::Over);
    }

    #[test]
    fn an_unoptimised_page_is_never_judged() {
        assert_eq!(judge(0, false), Verdict::NotEnforced);
        assert_eq!(judge(u64::MAX, false), Verdict::NotEnforced);
    }
}
