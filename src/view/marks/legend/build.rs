//! Builds the legend of each mode.

use std::borrow::Cow;

use super::{
    Legend, LegendEntry, LegendShape,
    bar::{number_bar, samples_bar},
    inputs::LegendInputs,
};
use crate::view::look::{
    appearance::{class_colour, operation_colour},
    meaning::neuron_shade,
    mode::ViewMode,
    palette::{self, OperationKind, Rgb, SERIES},
};

#[cfg(test)]
use crate::view::look::meaning::{Classes, LegendContents, Scale, Span};

/// Most neurons whose shades an entry shows.
const SHADES: u32 = 6;

/// Builds the legend of a mode, without the scene's caption.
pub fn build_legend(mode: ViewMode, facts: &LegendInputs) -> Legend {
    let mut legend = Legend {
        title: mode.title(),
        ..Legend::default()
    };
    legend.note = mode_note(mode, facts);
    if facts.present.numbers {
        legend.bar = number_bar(facts);
    }
    let mut entries = Entries(&mut legend.entries);
    match mode {
        ViewMode::Layer if facts.present.classes => entries.add_layers(facts),
        ViewMode::Sample if facts.present.classes => {
            if facts.classes.samples as usize > SERIES {
                legend.bar = samples_bar(facts);
            } else {
                entries.add_samples(facts);
            }
        }
        _ => {}
    }
    Entries(&mut legend.entries).add_common(mode, facts);
    legend
}

/// The note of a mode: the reason why it shows nothing here, or the meaning of its numbers.
fn mode_note(mode: ViewMode, facts: &LegendInputs) -> Option<&'static str> {
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
        ViewMode::Depth if facts.directed => "longest way from an input or weight, in calculations",
        ViewMode::Depth => "steps from the first vertex: edges have no direction here",
        ViewMode::Degree => "edges at a vertex",
        ViewMode::Speed if facts.span.most <= 0.0 => "everything rests",
        ViewMode::Speed => "distance in a unit of time",
        ViewMode::Level => "how many merges it survives",
        _ => return None,
    })
}

/// Adds entries to a legend.
struct Entries<'a>(&'a mut Vec<LegendEntry>);

impl Entries<'_> {
    fn add_entry(&mut self, rgb: Rgb, shape: LegendShape, text: impl Into<Cow<'static, str>>) {
        self.0.push(LegendEntry {
            colours: vec![palette::colour(rgb)],
            shape,
            text: text.into(),
        });
    }

    /// Adds an entry for each layer, with the shades of its neurons.
    fn add_layers(&mut self, facts: &LegendInputs) {
        let layers = facts.classes.neurons.len();
        for (layer, &neurons) in (0u32..).zip(&facts.classes.neurons) {
            // Of many layers, list the first ones and the last one.
            if layers > SERIES && layer as usize >= SERIES - 1 && (layer as usize) < layers - 1 {
                continue;
            }
            let shown = neurons.clamp(1, SHADES);
            let colours = (0..shown).map(|place| {
                let shade = neuron_shade(place, shown);
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

    /// Adds an entry for each sample.
    fn add_samples(&mut self, facts: &LegendInputs) {
        for sample in 0..facts.classes.samples {
            let mode = ViewMode::Sample;
            let rgb = class_colour(facts.palette, mode, sample, 0.0, facts.classes);
            self.add_entry(rgb, LegendShape::Ball, format!("sample {}", sample + 1));
        }
    }

    /// Adds entries for everything that is neither a number nor a class.
    fn add_common(&mut self, mode: ViewMode, facts: &LegendInputs) {
        let (present, palette) = (facts.present, facts.palette);
        if present.not_computed {
            self.add_entry(palette.ash, LegendShape::Ring, "not computed");
        }
        for (kind, present) in OperationKind::ALL.into_iter().zip(present.operations) {
            if present {
                let rgb = operation_colour(palette, mode, kind);
                self.add_entry(rgb, LegendShape::Box, kind.title());
            }
        }
        if present.unsaid && present.is_computation() {
            let text = match mode {
                ViewMode::Operation => "a number that was given",
                ViewMode::Layer => "outside the network",
                ViewMode::Sample => "shared by all samples",
                _ => "value",
            };
            self.add_entry(palette.leaf, LegendShape::Ball, text);
        }
        if present.unsaid && present.plain {
            self.add_entry(palette.plain, LegendShape::Ball, "vertex");
        }
        if present.boxes && present.operations == [false; OperationKind::ALL.len()] {
            self.add_entry(palette.leaf, LegendShape::Box, "operation");
        }
        if present.edges && facts.directed {
            self.add_entry(palette.edge, LegendShape::Arrow, "flows into");
        } else if present.edges {
            self.add_entry(palette.edge, LegendShape::Line, "edge");
        }
    }
}

#[cfg(test)]
impl<'a> LegendInputs<'a> {
    /// Inputs for a directed graph on the dark theme.
    pub(super) fn on_dark(
        present: &'a LegendContents,
        span: &'a Span,
        scale: Scale,
        classes: &'a Classes,
    ) -> Self {
        Self {
            palette: crate::view::look::theme::Theme::Dark.palette(),
            present,
            span,
            scale,
            classes,
            directed: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_lists_what_is_present_and_notes_what_is_missing() {
        let classes = Classes {
            neurons: vec![4, 4, 1],
            samples: 4,
        };
        let mut present = LegendContents {
            values: true,
            boxes: true,
            classes: true,
            unsaid: true,
            ..LegendContents::default()
        };
        let none = Span::default();
        let texts = |mode, present: &LegendContents, classes: &Classes| {
            let legend = build_legend(
                mode,
                &LegendInputs::on_dark(present, &none, Scale::None, classes),
            );
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
        present = LegendContents {
            plain: true,
            unsaid: true,
            ..LegendContents::default()
        };
        for mode in &ViewMode::ALL[..6] {
            let (_, note, _) = texts(*mode, &present, &Classes::default());
            assert!(note.is_some_and(|note| note.contains("here")), "{mode:?}");
        }
    }

    #[test]
    fn only_edges_with_a_direction_are_arrows() {
        let present = LegendContents {
            plain: true,
            edges: true,
            ..LegendContents::default()
        };
        let (none, classes) = (Span::default(), Classes::default());
        for (directed, shape) in [(true, LegendShape::Arrow), (false, LegendShape::Line)] {
            let facts = LegendInputs {
                directed,
                ..LegendInputs::on_dark(&present, &none, Scale::None, &classes)
            };
            let legend = build_legend(ViewMode::Data, &facts);
            let last = legend.entries.last().map(|entry| entry.shape);
            assert_eq!(last, Some(shape));
        }
    }
}
