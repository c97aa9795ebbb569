//! The legend's bar: the colours of a scale, and the numbers along it.

use super::{LegendBar, LegendInputs, LegendTick};
use crate::view::look::{appearance::number_colour, meaning::Scale, palette};

/// Number of colours along a bar.
const STEPS: usize = 48;
/// Smallest distance between two numbers, as a share of the bar's length.
const TICK_GAP: f32 = 0.13;

/// The bar of a mode that shows numbers, from the least present number to the greatest.
pub(super) fn number_bar(facts: &LegendInputs) -> Option<LegendBar> {
    let (scale, span) = (facts.scale, facts.span);
    if span.is_empty() {
        return None;
    }
    // Candidates for ticks: round numbers within the span, and its ends.
    let numbers: Vec<f64> = match scale {
        Scale::None => return None,
        Scale::Signed => {
            let mut numbers: Vec<f64> = [-100.0, -10.0, -1.0, -0.1, 0.0, 0.1, 1.0, 10.0, 100.0]
                .into_iter()
                .filter(|number| (span.least..span.most).contains(number))
                .collect();
            numbers.push(span.most);
            numbers.push(span.least);
            numbers
        }
        Scale::Decades { top, count } => (top - count..=top).map(|k| 10f64.powi(k)).collect(),
        Scale::Counts {
            least,
            most,
            ratios: true,
        } => {
            let inner = (0..10).flat_map(|k| [1, 2, 5].map(|digit| digit * 10u32.pow(k.min(8))));
            let inner = inner.filter(|count| (least..=most).contains(count));
            inner.chain([least, most]).map(f64::from).collect()
        }
        Scale::Counts { least, most, .. } => {
            let step = ((most - least) / 6).max(1) as usize;
            let inner = (least..most).step_by(step);
            inner.chain([most]).map(f64::from).collect()
        }
    };
    // A signed bar shows only the part of the scale that the span covers.
    let (low, high) = match scale {
        Scale::Signed => (scale.position(span.least), scale.position(span.most)),
        _ => (0.0, 1.0),
    };
    let width = (high - low).max(f32::MIN_POSITIVE);
    let colours = (0..STEPS).map(|step| {
        let share = step as f32 / (STEPS - 1) as f32;
        palette::colour(number_colour(
            facts.palette,
            scale,
            low + share * (high - low),
        ))
    });
    let place = |number| ((scale.position(number) - low) / width).clamp(0.0, 1.0);
    Some(LegendBar {
        colours: colours.collect(),
        ticks: spaced_ticks(numbers, place),
        open_below: matches!(scale, Scale::Decades { top, count }
            if span.least.abs().min(span.smallest) < 10f64.powi(top - count)),
    })
}

/// The bar of samples, if there are too many for one colour each.
pub(super) fn samples_bar(facts: &LegendInputs) -> Option<LegendBar> {
    let last = facts.classes.samples.checked_sub(1)?;
    let colours = (0..STEPS).map(|step| {
        let share = step as f32 / (STEPS - 1) as f32;
        palette::colour(facts.palette.sequential_at(share))
    });
    let share = |number: f64| ((number - 1.0) / f64::from(last.max(1))) as f32;
    let step = ((last + 1) / 5).max(1) as usize;
    let numbers = (0..=last + 1).step_by(step).skip(1).chain([1, last + 1]);
    Some(LegendBar {
        colours: colours.collect(),
        ticks: spaced_ticks(numbers.map(f64::from).collect(), share),
        open_below: false,
    })
}

/// Ticks in ascending order. The ends are kept; a tick too near to a neighbour is left out.
fn spaced_ticks(mut numbers: Vec<f64>, place: impl Fn(f64) -> f32) -> Vec<LegendTick> {
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    let all = numbers.into_iter().map(|number| LegendTick {
        at: place(number),
        number,
    });
    let all: Vec<LegendTick> = all.collect();
    let Some((&last, inner)) = all.split_last() else {
        return all;
    };
    let mut kept: Vec<LegendTick> = Vec::new();
    for &tick in inner {
        let clear = kept.last().is_none_or(|kept| tick.at - kept.at >= TICK_GAP);
        let first = kept.is_empty();
        if first || clear && last.at - tick.at >= TICK_GAP {
            kept.push(tick);
        }
    }
    kept.push(last);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{
        look::{
            meaning::{Classes, LegendContents, Span},
            mode::ViewMode,
        },
        marks::legend::build::build_legend,
    };

    fn span_of(numbers: &[f64]) -> Span {
        let mut span = Span::default();
        numbers.iter().for_each(|&number| span.extend(number));
        span
    }

    #[test]
    fn a_bar_ends_at_the_numbers_that_there_are_and_its_ticks_keep_apart() {
        let present = LegendContents {
            values: true,
            numbers: true,
            ..LegendContents::default()
        };
        let classes = Classes::default();
        for (mode, numbers, scale) in [
            (ViewMode::Data, &[-3.0, 0.2, 9.1][..], Scale::Signed),
            (ViewMode::Data, &[2.0], Scale::Signed),
            (
                ViewMode::GradientMagnitude,
                &[1e-9, 20.0],
                Scale::Decades { top: 2, count: 6 },
            ),
            (
                ViewMode::Degree,
                &[1.0, 499.0],
                Scale::Counts {
                    least: 1,
                    most: 499,
                    ratios: true,
                },
            ),
            (
                ViewMode::Depth,
                &[0.0, 57.0],
                Scale::Counts {
                    least: 0,
                    most: 57,
                    ratios: true,
                },
            ),
            (
                ViewMode::Level,
                &[0.0, 0.0],
                Scale::Counts {
                    least: 0,
                    most: 0,
                    ratios: true,
                },
            ),
        ] {
            let span = span_of(numbers);
            let legend = build_legend(
                mode,
                &LegendInputs::on_dark(&present, &span, scale, &classes),
            );
            let bar = legend.bar.expect("numbers have a bar");
            let ticks = &bar.ticks;
            assert!(!ticks.is_empty() && bar.colours.len() == STEPS);
            for pair in ticks.windows(2) {
                assert!(pair[0].number < pair[1].number, "{mode:?}: {ticks:?}");
                assert!(
                    pair[1].at - pair[0].at >= TICK_GAP || ticks.len() == 2,
                    "{ticks:?}"
                );
            }
            if mode != ViewMode::GradientMagnitude {
                assert_eq!(ticks[0].number, span.least);
                assert_eq!(ticks.last().map(|tick| tick.number), Some(span.most));
            }
            assert_eq!(bar.open_below, mode == ViewMode::GradientMagnitude);
        }
    }
}
