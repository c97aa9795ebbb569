//! Learning-rate schedules.

/// The learning rate as a function of the round. Units: parameter change a unit of gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Schedule {
    /// The same rate in every round.
    Constant(f64),
    /// Falls linearly, then stays constant: `start − (start − end) · round / rounds`.
    Linear {
        /// The rate of the first round.
        start: f64,
        /// The rate from round `rounds` on.
        end: f64,
        /// The number of rounds until the rate is `end`.
        rounds: u32,
    },
}

impl Schedule {
    /// The notebook's learning rate.
    pub const SEED: Self = Self::Constant(0.01);
    /// The learning rate of micrograd's demo: `1.0 − 0.9 k / 100` in round `k`.
    pub const MOONS: Self = Self::Linear {
        start: 1.0,
        end: 0.1,
        rounds: 100,
    };

    /// The learning rate of a round, counted from zero.
    pub fn rate(self, round: u32) -> f64 {
        match self {
            Self::Constant(rate) => rate,
            Self::Linear { end, rounds, .. } if round >= rounds => end,
            Self::Linear { start, end, rounds } => {
                start - (start - end) * f64::from(round) / f64::from(rounds)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Schedule;

    #[test]
    fn moons_falls_to_a_tenth_and_stays() {
        let rates = [0, 50, 100, 5000].map(|round| Schedule::MOONS.rate(round));
        assert_eq!(rates, [1.0, 0.55, 0.1, 0.1]);
    }
}
