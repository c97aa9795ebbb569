//! The legend of each mode.

use std::borrow::Cow;

use super::{
    Legend, LegendEntry, LegendShape,
    bar::{bar, samples_bar},
};
use crate::view::look::{
    appearance::{class_colour, operation_colour},
    meaning::{Classes, Present, Scale, Span, shade},
    mode::ViewMode,
    palette::{self, OperationKind, Palette, Rgb, SERIES},
};

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

#[cfg(test)]
impl<'a> Facts<'a> {
    /// Of a directed graph, on the dark theme.
    pub(super) fn on_dark(
        present: &'a Present,
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
            let legend = legend(mode, &Facts::on_dark(present, &none, Scale::None, classes));
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
