//! Numbers as text for people. A number that rounds to zero has no sign: never `-0.000`.

/// A number with a fixed number of decimals.
pub fn format_fixed(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    match text.strip_prefix('-') {
        Some(positive) if is_zero => positive.to_owned(),
        _ => text,
    }
}

/// A number with four significant digits. Below 100,000 all digits before the point stay; huge and
/// tiny numbers have a power of ten.
pub fn format_significant(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    // Rounding comes first: it may add a digit before the point. Adding zero turns the negative
    // zero into zero.
    let scientific = format!("{:.3e}", number + 0.0);
    let exponent = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i32>().ok())
        .unwrap_or(0);
    if exponent < -3 || number.abs().round() >= 1e5 {
        return scientific;
    }
    let decimals = usize::try_from(3 - exponent).unwrap_or(0);
    format_fixed(number, decimals)
}

/// The text of [`format_significant`] without zeros at the end of the decimals.
pub fn format_short(number: f64) -> String {
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
        for (number, significant, short) in [
            (5.276_12, "5.276", "5.276"),
            (12.345_6, "12.35", "12.35"),
            (0.911_82, "0.9118", "0.9118"),
            (0.02, "0.02000", "0.02"),
            (100.0, "100.0", "100"),
            (-0.75, "-0.7500", "-0.75"),
            (1000.0, "1000", "1000"),
            (12_345.6, "12346", "12346"),
            (0.001_234_56, "0.001235", "0.001235"),
            (1.234_56e-5, "1.235e-5", "1.235e-5"),
            (1e-7, "1.000e-7", "1e-7"),
            (-1.25e9, "-1.250e9", "-1.25e9"),
            (5e-324, "4.941e-324", "4.941e-324"),
            (0.0, "0.000", "0"),
            (-0.0, "0.000", "0"),
            (f64::NAN, "NaN", "NaN"),
            (f64::NEG_INFINITY, "-inf", "-inf"),
            // Rounding up adds a digit before the point.
            (0.999_99, "1.000", "1"),
            (-0.999_96, "-1.000", "-1"),
            (9.999_96, "10.00", "10"),
            (999.96, "1000", "1000"),
            (99_999.4, "99999", "99999"),
            (-99_999.6, "-1.000e5", "-1e5"),
            (0.000_999_96, "0.001000", "0.001"),
            (0.000_999_94, "9.999e-4", "9.999e-4"),
        ] {
            assert_eq!(format_significant(number), significant);
            assert_eq!(format_short(number), short);
        }
    }

    #[test]
    fn a_number_that_rounds_to_zero_has_no_sign() {
        assert_eq!(format_fixed(-0.0001, 3), "0.000");
        assert_eq!(format_fixed(-0.0005, 3), "-0.001");
        assert_eq!(format_fixed(-12.5, 1), "-12.5");
        assert_eq!(format_fixed(-0.4, 0), "0");
        assert_eq!(format_fixed(f64::NEG_INFINITY, 3), "-inf");
    }

    proptest! {
        /// Any magnitude, either sign: the text means the number to four digits.
        #[test]
        fn a_text_keeps_four_digits(digits in -9.999_99..9.999_99_f64, exponent in -290..300) {
            let number = digits * 10_f64.powi(exponent);
            let text = format_short(number);
            for text in [&text, &format_significant(number)] {
                let read: f64 = text.parse().expect("a number");
                let error = (read - number).abs();
                prop_assert!(error <= number.abs() * 5.000_001e-4, "{number:e}: {text}");
                prop_assert!(!text.starts_with('-') || read < 0.0, "{text}");
                prop_assert!(text.len() <= 11, "{text}");
            }
            // The text is short already: it is formatted to itself.
            let read: f64 = text.parse().expect("a number");
            prop_assert_eq!(format_short(read), text);
        }

        #[test]
        fn every_number_reads_back_as_nearly_the_same(number in any::<f64>()) {
            // Nearer to the largest number, rounding up gives infinity.
            prop_assume!(number.abs() < 1e300);
            for text in [format_significant(number), format_short(number)] {
                let read: f64 = text.parse().expect("a number");
                prop_assert!((read - number).abs() <= number.abs() * 1e-3, "{text}");
                prop_assert!(number < 0.0 || !text.starts_with('-'), "{text}");
            }
        }

        #[test]
        fn a_fixed_number_has_its_decimals_and_no_negative_zero(
            number in prop_oneof![-1e-3..1e-3_f64, -1e6..1e6_f64],
            decimals in 0..7_usize,
        ) {
            let text = format_fixed(number, decimals);
            let read: f64 = text.parse().expect("a number");
            let half_step = 0.5 * 10_f64.powi(-(decimals as i32));
            prop_assert!((read - number).abs() <= half_step + 1e-9, "{number}: {text}");
            let found = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            prop_assert_eq!(found, decimals);
            prop_assert!(!text.starts_with('-') || read < 0.0, "{text}");
        }
    }
}
