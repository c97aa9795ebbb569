//! Counts as text, and numbers that people type, beside the texts of [`crate::numbers`].

pub(in crate::panel) use crate::numbers::{format_fixed, format_short};

use crate::growth::RisingGraph;

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
    fn a_count_has_commas() {
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
