//! Scales: from a number to its position on a map of colours.

use crate::view::look::palette::diverging_position;

/// Most decades of a logarithmic scale.
const MOST_DECADES: i32 = 6;
/// Decades of the speed scale: a vertex that is slower than the fastest by more looks at rest.
const SPEED_DECADES: i32 = 4;

/// The span of the finite numbers on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The least number.
    pub least: f64,
    /// The greatest number.
    pub most: f64,
    /// The smallest absolute value that is not zero.
    pub smallest: f64,
}

impl Default for Span {
    fn default() -> Self {
        Self {
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
            smallest: f64::INFINITY,
        }
    }
}

impl Span {
    /// Extends the span to a number; infinities and NaN are ignored.
    pub fn extend(&mut self, number: f64) {
        if !number.is_finite() {
            return;
        }
        self.least = self.least.min(number);
        self.most = self.most.max(number);
        if number != 0.0 {
            self.smallest = self.smallest.min(number.abs());
        }
    }

    /// Whether there is no number.
    pub fn is_empty(&self) -> bool {
        self.least > self.most
    }

    fn largest_size(&self) -> f64 {
        self.most.abs().max(self.least.abs())
    }
}

/// A map from numbers to positions, 0 to 1, or −1 to 1 for signed numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Scale {
    /// The mode shows no numbers.
    #[default]
    None,
    /// Signed: [`diverging_position`], the same for every graph and all of its training.
    Signed,
    /// Powers of ten, from 10^(`top` − `count`) to 10^`top`. The exponents are integers, so that
    /// small changes of the numbers do not move the scale.
    Decades {
        /// The exponent at its upper end.
        top: i32,
        /// Number of decades.
        count: i32,
    },
    /// Counts from `least` to `most`.
    Counts {
        /// The least count.
        least: u32,
        /// The greatest count.
        most: u32,
        /// Whether the scale is logarithmic. A hub may have a thousand times as many edges as a
        /// leaf, and differences between leaves must stay visible.
        ratios: bool,
    },
}

impl Scale {
    /// Decades that hold the absolute values of a span, at most six.
    pub fn from_decades(span: &Span) -> Self {
        let top = decade_exponent(span.largest_size(), f64::ceil);
        let bottom = decade_exponent(span.smallest.min(span.largest_size()), f64::floor);
        Self::Decades {
            top,
            count: (top - bottom).clamp(1, MOST_DECADES),
        }
    }

    /// Decades for speeds, given the scale before. The scale follows rising speeds at once, and
    /// falling speeds only when all would look at rest: a settling graph visibly slows down.
    pub fn from_speeds(span: &Span, before: Self) -> Self {
        let count = SPEED_DECADES;
        let fastest = if span.is_empty() {
            0.0
        } else {
            span.largest_size()
        };
        let before = match before {
            Self::Decades { top, .. } => Some(top),
            _ => None,
        };
        let top = if fastest == 0.0 {
            before.unwrap_or(0)
        } else {
            let wanted = decade_exponent(fastest, f64::ceil);
            before
                .filter(|top| (wanted..wanted + count - 1).contains(top))
                .unwrap_or(wanted)
        };
        Self::Decades { top, count }
    }

    /// The position of a number on the scale; NaN is at 0.
    pub fn position(self, number: f64) -> f32 {
        if number.is_nan() {
            return 0.0;
        }
        match self {
            Self::None => 0.0,
            Self::Signed => diverging_position(number),
            Self::Decades { top, count } => {
                let above = number.abs().log10() - f64::from(top - count);
                (above / f64::from(count)).clamp(0.0, 1.0) as f32
            }
            Self::Counts {
                least,
                most,
                ratios,
            } => {
                let (least, most) = (f64::from(least), f64::from(most));
                if least >= most {
                    return 0.0;
                }
                let number = number.clamp(least, most);
                let share = if ratios {
                    ((number + 1.0) / (least + 1.0)).ln() / ((most + 1.0) / (least + 1.0)).ln()
                } else {
                    (number - least) / (most - least).max(1.0)
                };
                share as f32
            }
        }
    }
}

/// The exponent of a size in base ten, rounded by `round`; 0 for zero, infinities and NaN.
fn decade_exponent(size: f64, round: fn(f64) -> f64) -> i32 {
    let exponent = size.log10();
    if exponent.is_finite() {
        // The logarithm of 10³ may be 3.0000000000000004: treat it as exactly 3.
        let nearest = exponent.round();
        let exact = (exponent - nearest).abs() < 1e-9;
        (if exact { nearest } else { round(exponent) }) as i32
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(numbers: &[f64]) -> Span {
        let mut span = Span::default();
        numbers.iter().for_each(|&number| span.extend(number));
        span
    }

    #[test]
    fn decades_are_whole_and_not_too_many() {
        let decades = |top, count| Scale::Decades { top, count };
        assert_eq!(Scale::from_decades(&span(&[0.02, -30.0])), decades(2, 4));
        assert_eq!(Scale::from_decades(&span(&[1000.0, 10.0])), decades(3, 2));
        assert_eq!(
            Scale::from_decades(&span(&[1.0, 1e-30, f64::NAN])),
            decades(0, 6)
        );
        assert_eq!(Scale::from_decades(&span(&[0.0])), decades(0, 1));
        assert_eq!(Scale::from_decades(&Span::default()), decades(0, 1));
        let scale = decades(2, 4);
        for (number, place) in [
            (100.0, 1.0),
            (-1.0, 0.5),
            (0.01, 0.0),
            (0.0, 0.0),
            (1e9, 1.0),
        ] {
            assert_eq!(scale.position(number), place, "{number}");
        }
        assert_eq!(scale.position(f64::NAN), 0.0);
    }

    #[test]
    fn the_scale_of_speeds_follows_up_at_once_and_down_late() {
        let mut scale = Scale::None;
        for (fastest, top) in [
            (3.0, 1),
            (30.0, 2),
            (0.5, 2),
            (0.2, 2),
            (0.05, -1),
            (0.0, -1),
            (0.9, 0),
        ] {
            scale = Scale::from_speeds(&span(&[fastest, 0.0]), scale);
            assert_eq!(scale, Scale::Decades { top, count: 4 }, "{fastest}");
        }
    }

    #[test]
    fn counts_go_from_end_to_end_and_hubs_leave_the_leaves_a_difference() {
        let counts = |least, most, ratios| Scale::Counts {
            least,
            most,
            ratios,
        };
        let scale = counts(2, 6, false);
        assert_eq!([2.0, 4.0, 6.0].map(|x| scale.position(x)), [0.0, 0.5, 1.0]);
        assert_eq!(counts(3, 3, true).position(3.0), 0.0);
        let hubs = counts(1, 999, true);
        assert_eq!(counts(0, 100, false).position(50.0), 0.5);
        assert!(hubs.position(9.0) > 0.2);
        assert_eq!([1.0, 999.0].map(|x| hubs.position(x)), [0.0, 1.0]);
    }
}
