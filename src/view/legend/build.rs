//! The legend of each mode.

use std::borrow::Cow;

use super::{Legend, LegendBar, LegendEntry, LegendShape, LegendTick, Present};
use crate::view::{
    appearance::{class_colour, number_colour, operation_colour},
    meaning::{Classes, Scale, Span, shade},
    mode::ViewMode,
    palette::{self, OperationKind, Palette, Rgb, SERIES},
};

/// Colours along a bar.
const STEPS: usize = 48;
/// Numbers along a bar keep so much of its length between each other.
const TICK_GAP: f32 = 0.13;
/// Neurons whose shades an entry shows, at most.
const SHADES: u32 = 6;

/// What a legend speaks of.
pub struct Facts<'a> {
    /// The colours.
    pub palette: &'a Palette,
    /// What is there.
    pub present: &'a Present,
    /// The numbers that there are.
    pub span: &'a Span,
    /// How they are shown.
    pub scale: Scale,
    /// Layers and samples.
    pub classes: &'a Classes,
    /// Whether edges have a direction that means something.
    pub directed: bool,
}

/// The legend of a mode, without the scene's caption.
pub fn legend(mode: ViewMode, facts: &Facts) -> Legend {
    let mut legend = Legend {
        title: mode.title(),
        ..Legend::default()
    };
    legend.note = note(mode, facts);
    if facts.present.numbers {
        legend.bar = bar(facts);
    }
    let mut entries = Entries(&mut legend.entries);
    match mode {
        ViewMode::Layer if facts.present.classes => entries.layers(facts),
        ViewMode::Sample if facts.present.classes => {
            if facts.classes.samples as usize > SERIES {
                legend.bar = samples_bar(facts);
            } else {
                entries.samples(facts);
            }
        }
        _ => {}
    }
    Entries(&mut legend.entries).common(mode, facts);
    legend
}

/// Why there is nothing to see, or what numbers mean here.
fn note(mode: ViewMode, facts: &Facts) -> Option<&'static str> {
    let present = facts.present;
    let empty = !(present.values || present.boxes || present.plain);
    Some(match mode {
        _ if empty => return None,
        ViewMode::Operation if !present.is_computation() => {
            "no operations here: this graph is not a computation"
        }
        ViewMode::Data if !present.is_computation() && !present.numbers => {
            "no numbers here: this graph is not a computation"
        }
        ViewMode::Gradient if present.numbers => "below zero: raising it lowers the loss",
        ViewMode::GradientMagnitude if present.numbers => "how much the loss answers to it",
        ViewMode::Gradient | ViewMode::GradientMagnitude if present.is_computation() => {
            "no gradient has been computed here"
        }
        ViewMode::Gradient | ViewMode::GradientMagnitude => {
            "no gradients here: this graph is not a computation"
        }
        ViewMode::Layer if !present.classes => {
            if present.is_computation() {
                "no layers here: nothing says which neuron a number belongs to"
            } else {
                "no layers here: this graph is not a network"
            }
        }
        ViewMode::Sample if !present.classes => {
            if present.is_computation() {
                "no samples here: everything is computed once"
            } else {
                "no samples here: this graph is not a network"
            }
        }
        ViewMode::Depth if facts.directed => "longest way from a leaf, in calculations",
        ViewMode::Depth => "steps from the first vertex: edges have no direction here",
        ViewMode::Degree => "edges at a vertex",
        ViewMode::Speed if facts.span.most <= 0.0 => "everything rests",
        ViewMode::Speed => "distance in a unit of time",
        ViewMode::Level => "levels until another vertex stands for it",
        _ => return None,
    })
}

/// The entries of a legend, in the making.
struct Entries<'a>(&'a mut Vec<LegendEntry>);

impl Entries<'_> {
    fn add(&mut self, rgb: Rgb, shape: LegendShape, text: impl Into<Cow<'static, str>>) {
        self.0.push(LegendEntry {
            colours: vec![palette::colour(rgb)],
            shape,
            text: text.into(),
        });
    }

    fn layers(&mut self, facts: &Facts) {
        let layers = facts.classes.neurons.len();
        for (layer, &neurons) in (0u32..).zip(&facts.classes.neurons) {
            // Many layers: the first ones and the last one say how it goes on.
            if layers > SERIES && layer as usize >= SERIES - 1 && (layer as usize) < layers - 1 {
                continue;
            }
            let shown = neurons.clamp(1, SHADES);
            let colours = (0..shown).map(|place| {
                let shade = shade(place, shown);
                let mode = ViewMode::Layer;
                palette::colour(class_colour(
                    facts.palette,
                    mode,
                    layer,
                    shade,
                    facts.classes,
                ))
            });
            let unit = if neurons == 1 { "neuron" } else { "neurons" };
            self.0.push(LegendEntry {
                colours: colours.collect(),
                shape: LegendShape::Ball,
                text: format!("layer {}, {neurons} {unit}", layer + 1).into(),
            });
        }
    }

    fn samples(&mut self, facts: &Facts) {
        for sample in 0..facts.classes.samples {
            let mode = ViewMode::Sample;
            let rgb = class_colour(facts.palette, mode, sample, 0.0, facts.classes);
            self.add(rgb, LegendShape::Ball, format!("sample {}", sample + 1));
        }
    }

    /// What is neither a number nor a class.
    fn common(&mut self, mode: ViewMode, facts: &Facts) {
        let (present, palette) = (facts.present, facts.palette);
        if present.not_computed {
            self.add(palette.ash, LegendShape::Ring, "not computed");
        }
        for (kind, present) in OperationKind::ALL.into_iter().zip(present.operations) {
            if present {
                let rgb = operation_colour(palette, mode, kind);
                self.add(rgb, LegendShape::Box, kind.title());
            }
        }
        if present.unsaid && present.is_computation() {
            let text = match mode {
                ViewMode::Operation => "a number that was given",
                ViewMode::Layer => "outside the network",
                ViewMode::Sample => "shared by all samples",
                _ => "value",
            };
            self.add(palette.leaf, LegendShape::Ball, text);
        }
        if present.unsaid && present.plain {
            self.add(palette.plain, LegendShape::Ball, "vertex");
        }
        if present.boxes && present.operations == [false; OperationKind::ALL.len()] {
            self.add(palette.leaf, LegendShape::Box, "operation");
        }
        if present.edges && facts.directed {
            self.add(palette.edge, LegendShape::Line, "flows into");
        } else if present.edges {
            self.add(palette.edge, LegendShape::Line, "edge");
        }
    }
}

/// The bar of a mode that shows numbers: from the least one that there is to the largest.
fn bar(facts: &Facts) -> Option<LegendBar> {
    let (scale, span) = (facts.scale, facts.span);
    if span.is_empty() {
        return None;
    }
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
        ticks: ticks(numbers, place),
        open_below: matches!(scale, Scale::Decades { top, count }
            if span.least.abs().min(span.smallest) < 10f64.powi(top - count)),
    })
}

fn samples_bar(facts: &Facts) -> Option<LegendBar> {
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
        ticks: ticks(numbers.map(f64::from).collect(), share),
        open_below: false,
    })
}

/// Ticks in order, those too near to a neighbour left out; the ends are kept.
fn ticks(mut numbers: Vec<f64>, place: impl Fn(f64) -> f32) -> Vec<LegendTick> {
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
    use crate::view::settings::Theme;

    fn facts<'a>(
        present: &'a Present,
        span: &'a Span,
        scale: Scale,
        classes: &'a Classes,
    ) -> Facts<'a> {
        Facts {
            palette: Theme::Dark.palette(),
            present,
            span,
            scale,
            classes,
            directed: true,
        }
    }

    fn span(numbers: &[f64]) -> Span {
        let mut span = Span::default();
        numbers.iter().for_each(|&number| span.extend(number));
        span
    }

    #[test]
    fn a_bar_ends_at_the_numbers_that_there_are_and_its_ticks_keep_apart() {
        let present = Present {
            values: true,
            numbers: true,
            ..Present::default()
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
            let span = span(numbers);
            let legend = legend(mode, &facts(&present, &span, scale, &classes));
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

    #[test]
    fn what_is_there_is_listed_and_what_is_missing_is_said() {
        let classes = Classes {
            neurons: vec![4, 4, 1],
            samples: 4,
        };
        let mut present = Present {
            values: true,
            boxes: true,
            classes: true,
            unsaid: true,
            ..Present::default()
        };
        let none = Span::default();
        let texts = |mode, present: &Present, classes: &Classes| {
            let legend = legend(mode, &facts(present, &none, Scale::None, classes));
            let entries = legend.entries.into_iter();
            let texts: Vec<_> = entries.map(|entry| entry.text.into_owned()).collect();
            (texts, legend.note, legend.bar.is_some())
        };
        let (layers, note, _) = texts(ViewMode::Layer, &present, &classes);
        assert_eq!(layers[0], "layer 1, 4 neurons");
        assert_eq!(layers[2], "layer 3, 1 neuron");
        assert!(note.is_none());
        let (samples, ..) = texts(ViewMode::Sample, &present, &classes);
        assert_eq!(
            samples
                .iter()
                .filter(|text| text.starts_with("sample "))
                .count(),
            4
        );
        let many = Classes {
            samples: 100,
            ..classes.clone()
        };
        assert!(
            texts(ViewMode::Sample, &present, &many).2,
            "many samples have a bar"
        );
        present = Present {
            plain: true,
            unsaid: true,
            ..Present::default()
        };
        for mode in &ViewMode::ALL[..6] {
            let (_, note, _) = texts(*mode, &present, &Classes::default());
            assert!(note.is_some_and(|note| note.contains("here")), "{mode:?}");
        }
    }
}
