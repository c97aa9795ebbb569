//! Numbers as text with four significant digits, for captions and legends.

/// Exponents of ten between which a number is written without a power of ten.
const PLAIN: std::ops::Range<i32> = -3..5;

/// A number with four significant digits, never `-0`; huge and tiny ones with a power of ten.
pub(in crate::view) fn format_significant(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    // Adding zero turns the negative zero into zero.
    let number = number + 0.0;
    // Rounding comes first: it may add a digit before the point.
    let scientific = format!("{number:.3e}");
    let exponent = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i32>().ok())
        .unwrap_or(0);
    if !PLAIN.contains(&exponent) {
        return scientific;
    }
    let decimals = usize::try_from(3 - exponent).unwrap_or(0);
    format!("{number:.decimals$}")
}

/// The text of [`format_significant`] without zeros at the end of the decimals.
pub(in crate::view) fn format_trimmed(number: f64) -> String {
    let text = format_significant(number);
    let power = text.find('e').unwrap_or(text.len());
    let (digits, power) = text.split_at(power);
    let digits = if digits.contains('.') {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    };
    format!("{digits}{power}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_have_four_significant_digits() {
        for (number, text, trimmed) in [
            (5.276_12, "5.276", "5.276"),
            (12.345_6, "12.35", "12.35"),
            (0.911_82, "0.9118", "0.9118"),
            (0.999_99, "1.000", "1"),
            (9.999_96, "10.00", "10"),
            (-0.5, "-0.5000", "-0.5"),
            (1000.0, "1000", "1000"),
            (-0.0, "0.000", "0"),
            (1e-7, "1.000e-7", "1e-7"),
            (-1.25e9, "-1.250e9", "-1.25e9"),
            (f64::INFINITY, "inf", "inf"),
        ] {
            assert_eq!(format_significant(number), text);
            assert_eq!(format_trimmed(number), trimmed);
        }
        assert_eq!(format_trimmed(f64::NAN), "NaN");
    }

    proptest! {
        #[test]
        fn a_text_reads_back_as_nearly_the_same_number(number in any::<f64>()) {
            // Nearer to the largest number, rounding up gives infinity.
            prop_assume!(number.abs() < 1e300);
            for text in [format_significant(number), format_trimmed(number)] {
                let read: f64 = text.parse().expect("a number");
                prop_assert!((read - number).abs() <= number.abs() * 1e-3, "{text}");
                prop_assert!(number < 0.0 || !text.starts_with('-'), "{text}");
            }
        }
    }
}
