//! The pace at which the camera approaches its goal: the same path at every frame rate.

/// Rate of approach after a gesture in steps, per second.
const HAND_RATE: f32 = 24.0;
/// Rate of approach on a requested flight, per second.
pub(super) const FLIGHT_RATE: f32 = 8.0;
/// Rate of approach while following a moving graph, per second.
const FOLLOW_RATE: f32 = 4.0;
/// Rate at which a flight reaches its full rate, per second: it begins softly.
const TAKE_OFF: f32 = 9.0;

/// The way of approaching the goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pace {
    /// After a gesture.
    Hand,
    /// Following a moving graph.
    Follow,
    /// On a flight; its age in seconds.
    Flight(f32),
}

impl Pace {
    /// The share of the way that remains after a time step, `exp(−∫ rate dt)`.
    pub(super) fn remaining_share(&mut self, seconds: f32) -> f32 {
        let exponent = match self {
            Self::Hand => HAND_RATE * seconds,
            Self::Follow => FOLLOW_RATE * seconds,
            Self::Flight(age) => {
                // The rate rises as 1 − e^(−k·age); the exponent is its integral over the step.
                let rise = |age: f32| (-TAKE_OFF * age).exp() / TAKE_OFF;
                let from = *age;
                *age += seconds;
                FLIGHT_RATE * (seconds - (rise(from) - rise(*age)))
            }
        };
        (-exponent).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flight_begins_softly_and_takes_as_long_at_every_frame_rate() {
        for mut pace in [Pace::Hand, Pace::Follow, Pace::Flight(0.0)] {
            let once = { pace }.remaining_share(0.6);
            let many: f32 = (0..60).map(|_| pace.remaining_share(0.01)).product();
            assert!((once - many).abs() < 1e-4, "{pace:?}: {once} {many}");
        }
        let mut flight = Pace::Flight(0.0);
        let steps: Vec<f32> = (0..6)
            .map(|_| 1.0 - flight.remaining_share(1.0 / 60.0))
            .collect();
        assert!(steps[0] < 0.02 && steps.is_sorted(), "{steps:?}");
        assert!(
            Pace::Flight(0.0).remaining_share(1.2) < 2e-3,
            "and is soon over"
        );
    }
}
