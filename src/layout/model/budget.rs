//! Work, counted and not timed, so that it is the same everywhere.

/// How much may still be done before a pause. The unit is a pair of bodies in the
/// near field, about a nanosecond; everything else is counted in what it takes beside that.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    left: u64,
    spent: u64,
}

impl Budget {
    /// A budget of so many pairs.
    pub const fn new(pairs: u64) -> Self {
        Self {
            left: pairs,
            spent: 0,
        }
    }

    /// Counts work that was done.
    pub const fn spend(&mut self, pairs: u64) {
        self.left = self.left.saturating_sub(pairs);
        self.spent = self.spent.saturating_add(pairs);
    }

    /// What may still be done.
    pub const fn left(&self) -> u64 {
        self.left
    }

    /// What was done; what cannot be divided may lead beyond the budget.
    pub const fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether it is time to pause.
    pub const fn is_spent(&self) -> bool {
        self.left == 0
    }
}
