//! How fast the camera comes to where it is wanted: the same way at every frame rate.

/// How fast the camera comes to where it is wanted, a second: after a step of the wheel, on a flight that was
/// asked for, and following what moves.
const HAND_RATE: f32 = 24.0;
pub(super) const FLIGHT_RATE: f32 = 7.0;
const FOLLOW_RATE: f32 = 4.0;
/// How fast a flight gathers speed, a second: it begins softly.
const TAKE_OFF: f32 = 9.0;

/// How the camera comes to where it is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pace {
    /// After a hand.
    Hand,
    /// After what moves.
    Follow,
    /// On a flight that began so many seconds ago.
    Flight(f32),
}

impl Pace {
    /// The share of the way that remains after some seconds.
    pub(super) fn left(&mut self, seconds: f32) -> f32 {
        let exponent = match self {
            Self::Hand => HAND_RATE * seconds,
            Self::Follow => FOLLOW_RATE * seconds,
            Self::Flight(age) => {
                // The rate itself rises from zero: this is its integral, the same at every frame rate.
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
            let once = { pace }.left(0.6);
            let many: f32 = (0..60).map(|_| pace.left(0.01)).product();
            assert!((once - many).abs() < 1e-4, "{pace:?}: {once} {many}");
        }
        let mut flight = Pace::Flight(0.0);
        let steps: Vec<f32> = (0..6).map(|_| 1.0 - flight.left(1.0 / 60.0)).collect();
        assert!(steps[0] < 0.02 && steps.is_sorted(), "{steps:?}");
        assert!(Pace::Flight(0.0).left(1.2) < 2e-3, "and is soon over");
    }
}
