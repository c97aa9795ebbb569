//! Maths with the same bits on every machine.

/// The positive root of a positive `number`, by bisection in 200 steps. `None` if `number` is not
/// positive and finite.
pub fn positive_root(number: f64, exponent: u32) -> Option<f64> {
    if !(number.is_finite() && number > 0.0) {
        return None;
    }
    let power = |x: f64| (0..exponent).fold(1.0, |power, _| power * x);
    let (mut low, mut high) = (0.0, number.max(1.0));
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if power(middle) < number {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
