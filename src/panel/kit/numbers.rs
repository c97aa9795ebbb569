//! Numbers as text for people, and numbers that people type.

use crate::growth::RisingGraph;

/// A number in few characters: four significant digits, scientific where it is huge or tiny.
pub(in crate::panel) fn format_short(number: f64) -> String {
    let magnitude = number.abs();
    if number == 0.0 {
        "0".to_owned()
    } else if !number.is_finite() {
        number.to_string()
    } else if !(1e-3..1e5).contains(&magnitude) {
        let text = format!("{number:.2e}");
        match text.split_once('e') {
            Some((mantissa, exponent)) => format!("{}e{exponent}", trim_zeros(mantissa)),
            None => text,
        }
    } else {
        let whole_digits = magnitude.log10().floor() as i32 + 1;
        let decimals = usize::try_from((4 - whole_digits).clamp(0, 6)).unwrap_or(0);
        trim_zeros(&format_fixed(number, decimals)).to_owned()
    }
}

/// A number with a fixed number of decimals; a negative number that rounds to zero loses its sign.
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
        ] {
            assert_eq!(format_short(number), text);
        }
        assert_eq!(format_fixed(-0.0001, 3), "0.000");
        assert_eq!(format_fixed(-0.0005, 3), "-0.001");
        assert_eq!(format_fixed(-12.5, 1), "-12.5");
        assert_eq!(format_count(130_895), "130,895");
        assert_eq!(format_count(741), "741");
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
