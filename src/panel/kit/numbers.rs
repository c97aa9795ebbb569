//! Numbers as text for people, and numbers that people type.

use crate::growth::RisingGraph;

/// A number in few characters: four significant digits, without trailing zeros and never `-0`.
/// Below 100,000 all digits before the point stay; huge and tiny numbers are scientific.
pub(crate) fn format_short(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        return number.to_string();
    }
    // Rounding comes first: it may add a digit before the point.
    let rounded = format!("{number:.3e}");
    let Some((mantissa, exponent)) = rounded.split_once('e') else {
        return rounded;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent < -3 || number.abs().round() >= 1e5 {
        return format!("{}e{exponent}", trim_zeros(mantissa));
    }
    let decimals = usize::try_from(3 - exponent).unwrap_or(0);
    trim_zeros(&format_fixed(number, decimals)).to_owned()
}

/// A number with a fixed number of decimals, never `-0.000`: a negative number that rounds to zero
/// loses its sign.
pub(in crate::panel) fn format_fixed(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    match text.strip_prefix('-') {
        Some(positive) if is_zero => positive.to_owned(),
        _ => text,
    }
}

/// Cuts trailing zeros after the decimal point.
fn trim_zeros(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

/// A count with commas between the thousands.
pub(in crate::panel) fn format_count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A typed text as a number; `None` if it is not a finite number.
/// A comma may stand for the decimal point, `×10^` for the exponent.
pub(in crate::panel) fn parse_typed(text: &str) -> Option<f64> {
    let text = text
        .trim()
        .replace(',', ".")
        .replace(['−', '–'], "-")
        .replace("×10^", "e");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The edge probability of a growing random graph, and its largest component.
pub(in crate::panel) fn describe_rising_graph(graph: &RisingGraph) -> Option<String> {
    (graph.vertices > 0).then(|| {
        let largest = format_count(graph.largest.into());
        let vertices = format_count(graph.vertices.into());
        let chance = format_short(graph.chance);
        format!("p {chance} · largest connected part {largest} of {vertices}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_stay_short_and_keep_their_meaning() {
        for (number, text) in [
            (0.0, "0"),
            (0.02, "0.02"),
            (100.0, "100"),
            (-0.75, "-0.75"),
            (1234.56, "1235"),
            (0.123456, "0.1235"),
            (2e-7, "2e-7"),
            (-3.25e9, "-3.25e9"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-inf"),
            (-0.0, "0"),
            // Rounding up adds a digit before the point.
            (9.99996, "10"),
            (-0.99996, "-1"),
            (999.96, "1000"),
            (99_999.4, "99999"),
            (99_999.6, "1e5"),
            (-99_999.6, "-1e5"),
            (0.000_999_96, "0.001"),
            (0.000_999_94, "9.999e-4"),
            (12_345.6, "12346"),
            (0.001_234_56, "0.001235"),
            (1.234_56e-5, "1.235e-5"),
            (5e-324, "4.941e-324"),
        ] {
            assert_eq!(format_short(number), text);
        }
        assert_eq!(format_fixed(-0.0001, 3), "0.000");
        assert_eq!(format_fixed(-0.0005, 3), "-0.001");
        assert_eq!(format_fixed(-12.5, 1), "-12.5");
        assert_eq!(format_count(130_895), "130,895");
        assert_eq!(format_count(741), "741");
    }

    proptest! {
        /// Any magnitude, either sign: the text means the number to four digits.
        #[test]
        fn a_short_number_keeps_four_digits(
            digits in -9.999_99..9.999_99_f64,
            exponent in -290..300,
        ) {
            let number = digits * 10_f64.powi(exponent);
            let text = format_short(number);
            let read: f64 = text.parse().expect("a number");
            let error = (read - number).abs();
            prop_assert!(error <= number.abs() * 5.000_001e-4, "{number:e}: {text}");
            prop_assert!(!text.starts_with('-') || read < 0.0, "{text}");
            prop_assert!(text.len() <= 11, "{text}");
            // The text is short already: it is formatted to itself.
            prop_assert_eq!(format_short(read), text);
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

    #[test]
    fn people_type_numbers_in_several_ways() {
        assert_eq!(parse_typed(" 1e3 "), Some(1000.0));
        assert_eq!(parse_typed("0,5"), Some(0.5));
        assert_eq!(parse_typed("−2×10^3"), Some(-2000.0));
        assert_eq!(parse_typed("inf"), None);
        assert_eq!(parse_typed("twelve"), None);
    }
}
