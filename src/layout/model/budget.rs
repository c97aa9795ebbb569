//! Counted work: unlike time, it is the same on every machine.

/// The work that may be done before a pause. The unit is a pair of bodies in the near field, about
/// a nanosecond; all other work is counted in equivalent pairs.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    left: u64,
    spent: u64,
}

impl Budget {
    /// A budget in pairs.
    pub const fn new(pairs: u64) -> Self {
        Self {
            left: pairs,
            spent: 0,
        }
    }

    /// Spends pairs of work.
    pub const fn spend(&mut self, pairs: u64) {
        self.left = self.left.saturating_sub(pairs);
        self.spent = self.spent.saturating_add(pairs);
    }

    /// The remaining work.
    pub const fn left(&self) -> u64 {
        self.left
    }

    /// The work that was spent. It may exceed the budget, because some work is indivisible.
    pub const fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether nothing remains.
    pub const fn is_spent(&self) -> bool {
        self.left == 0
    }
}
