//! From what a mode says of a vertex to how it looks.

use super::instance::{BOX, HOLLOW, SMALLEST, VertexInstance};
use crate::{
    graph::VertexKind,
    view::look::{
        meaning::{Classes, Present, Reading, Scale},
        mode::ViewMode,
        palette::{self, OperationKind, Palette, Rgb, SERIES},
        settings::ViewSettings,
        wave_pass::ShownPass,
    },
};

/// How much of its source's colour an edge wears: of an operation's …
const EDGE_OF_OPERATION: f32 = 0.65;
/// … and of anything's, where the mode tells parts of the graph apart.
const EDGE_OF_PART: f32 = 0.5;

/// How large the box of an operation is beside numbers, over its usual size: it stands back.
const BESIDE_NUMBERS: f32 = 0.85;
/// Sizes that follow a number go from this multiple of the usual one …
const LEAST: f32 = SMALLEST;
/// … to this, in even steps of its inverse: the largest stand out.
const MOST: f32 = 2.2;

/// What of the settings decides how vertices look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chosen {
    pub mode: ViewMode,
    pub palette: &'static Palette,
    pub size_follows: bool,
    pub passing: bool,
}

impl Chosen {
    pub fn new(settings: &ViewSettings, pass: ShownPass) -> Self {
        let mode = settings.shown_mode(pass.0);
        Self {
            mode,
            palette: settings.palette(),
            // Where colours are degrees, sizes are, too.
            size_follows: settings.size_follows && mode.lets_size_follow(),
            passing: pass.0.is_some(),
        }
    }

    /// How a vertex looks that has so many times as many edges as vertices have on average.
    pub fn look(
        &self,
        kind: VertexKind,
        reading: Reading,
        crowd: f32,
        scale: Scale,
        classes: &Classes,
    ) -> VertexInstance {
        let look = self.coloured(kind, reading, scale, classes);
        match reading {
            Reading::Number(number) if self.size_follows => {
                look.sized(size_of(scale.position(number)))
            }
            _ => look.sized(self.size_of_hub(reading, crowd)),
        }
    }

    /// A hub is seen to be one: its disc takes as much more room as it has more edges. Where colours
    /// are degrees, a vertex of few edges is as much smaller, too, and leaves the view to the hubs.
    fn size_of_hub(&self, reading: Reading, crowd: f32) -> f32 {
        let root = crowd.max(0.0).sqrt();
        match (self.mode, reading) {
            (ViewMode::Degree, _) => root.min(crowd),
            (ViewMode::Data | ViewMode::Gradient, Reading::Operation(_)) => {
                root.max(1.0) * BESIDE_NUMBERS
            }
            _ => root.max(1.0),
        }
    }

    fn coloured(
        &self,
        kind: VertexKind,
        reading: Reading,
        scale: Scale,
        classes: &Classes,
    ) -> VertexInstance {
        let palette = self.palette;
        let shape = if kind == VertexKind::Operation {
            BOX
        } else {
            0
        };
        match reading {
            Reading::Nothing if kind == VertexKind::Plain => VertexInstance::new(palette.plain, 0),
            Reading::Nothing => VertexInstance::new(palette.leaf, shape),
            Reading::NotComputed => VertexInstance::new(palette.ash, shape | HOLLOW),
            Reading::Operation(operation) => {
                VertexInstance::new(operation_colour(palette, self.mode, operation), shape)
            }
            Reading::Number(number) => {
                let position = scale.position(number);
                VertexInstance::new(number_colour(palette, scale, position), shape)
            }
            Reading::Class(class, shade) => VertexInstance::new(
                class_colour(palette, self.mode, class, shade, classes),
                shape,
            ),
        }
    }

    /// Another number on a vertex that looks as it does otherwise.
    pub fn repaint(&self, instance: VertexInstance, number: f64, scale: Scale) -> VertexInstance {
        let position = scale.position(number);
        let rgb = number_colour(self.palette, scale, position);
        let next = instance.coloured(rgb);
        if self.size_follows {
            next.sized(size_of(position))
        } else {
            next
        }
    }

    /// Whether the edges that leave a vertex wear its colour.
    pub fn colours_edges(&self, vertex: &VertexInstance) -> bool {
        self.passing || self.edge([Some(vertex), None]) != self.palette.edge
    }

    /// An edge wears its source's colour faintly where that helps to follow it, and
    /// stays quiet where it would only repeat numbers.
    /// In a wave it wears what it carries: its source's number, or, where that is an
    /// operation, its result.
    pub fn edge(&self, [source, target]: [Option<&VertexInstance>; 2]) -> Rgb {
        if self.passing {
            let carried = source.filter(|source| !source.is_box()).or(target);
            return carried.map_or(self.palette.edge, |carried| carried.colour());
        }
        let share = match (self.mode, source) {
            (ViewMode::Operation | ViewMode::Data | ViewMode::Gradient, Some(source))
                if source.is_box() =>
            {
                EDGE_OF_OPERATION
            }
            (ViewMode::Layer | ViewMode::Sample | ViewMode::Depth | ViewMode::Level, Some(_)) => {
                EDGE_OF_PART
            }
            _ => return self.palette.edge,
        };
        source.map_or(self.palette.edge, |source| {
            palette::mix(self.palette.edge, source.colour(), share)
        })
    }
}

/// The size at a place of a scale, as a multiple of the usual one.
fn size_of(position: f32) -> f32 {
    LEAST / (1.0 - position.abs().min(1.0) * (1.0 - LEAST / MOST))
}

/// The colour of an operation. Beside signed numbers it stays back, so that an orange
/// box is not taken for a number above zero.
pub(in crate::view) fn operation_colour(
    palette: &Palette,
    mode: ViewMode,
    operation: OperationKind,
) -> Rgb {
    let rgb = palette.operation(operation);
    match mode {
        ViewMode::Operation => rgb,
        _ => palette.set_back(rgb),
    }
}

/// The colour at a place of a scale.
pub(in crate::view) fn number_colour(palette: &Palette, scale: Scale, position: f32) -> Rgb {
    if scale == Scale::Signed {
        palette.diverging_at(position)
    } else {
        palette.sequential_at(position)
    }
}

/// The colour of a layer, with its neurons' shades, or of a sample: a colour of the
/// series each, or of a continuous map if there are too many.
pub(in crate::view) fn class_colour(
    palette: &Palette,
    mode: ViewMode,
    class: u32,
    shade: f32,
    classes: &Classes,
) -> Rgb {
    let count = match mode {
        ViewMode::Sample => classes.samples as usize,
        _ => classes.neurons.len(),
    };
    let rgb = match palette.series.get(class as usize) {
        Some(&rgb) if count <= SERIES => rgb,
        _ => palette.sequential_at(class as f32 / (count.max(2) - 1) as f32),
    };
    palette.shade(rgb, shade)
}

/// Notes that a reading is on the screen.
pub(super) fn note(present: &mut Present, kind: VertexKind, reading: Reading) {
    match kind {
        VertexKind::Plain => present.plain = true,
        VertexKind::Value => present.values = true,
        VertexKind::Operation => present.boxes = true,
    }
    match reading {
        Reading::Nothing => present.unsaid = true,
        Reading::NotComputed => present.not_computed = true,
        Reading::Operation(operation) => present.operations[operation as usize] = true,
        Reading::Number(_) => present.numbers = true,
        Reading::Class(..) => present.classes = true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::look::{
        appearance::State,
        palette::contrast,
        theme::{ColourVision, Theme},
    };

    /// Contrast with the background of what is drawn of a number …
    const OF_NUMBERS: f32 = 3.0;
    /// … and of everything else.
    const OF_OTHERS: f32 = 2.0;

    fn kinds() -> impl Strategy<Value = VertexKind> {
        prop::sample::select(vec![
            VertexKind::Value,
            VertexKind::Operation,
            VertexKind::Plain,
        ])
    }

    fn readings() -> impl Strategy<Value = Reading> {
        let number = prop_oneof![
            Just(0.0),
            -1.0..1.0f64,
            any::<f64>(),
            (-12.0..3.0f64).prop_map(|power| 10f64.powf(power)),
        ];
        prop_oneof![
            Just(Reading::Nothing),
            Just(Reading::NotComputed),
            prop::sample::select(OperationKind::ALL.to_vec()).prop_map(Reading::Operation),
            number.prop_map(Reading::Number),
            (0..40u32, -1.0..=1.0f32).prop_map(|(class, shade)| Reading::Class(class, shade)),
        ]
    }

    fn scale_of(mode: ViewMode) -> Scale {
        match mode {
            ViewMode::Data | ViewMode::Gradient => Scale::Signed,
            ViewMode::GradientMagnitude | ViewMode::Speed => Scale::Decades { top: 1, count: 6 },
            ViewMode::Depth | ViewMode::Degree | ViewMode::Level => Scale::Counts {
                least: 0,
                most: 500,
                ratios: true,
            },
            _ => Scale::None,
        }
    }

    fn chosen(mode: ViewMode, theme: Theme, vision: ColourVision) -> Chosen {
        Chosen::of(&ViewSettings {
            mode,
            theme,
            vision,
            ..ViewSettings::default()
        })
    }

    /// Paper swallows what is pale, night what is dark: whatever a mode says of whatever vertex, it is
    /// seen, by all three kinds of eyes and in both themes.
    #[test]
    fn everything_that_a_mode_shows_keeps_a_contrast_with_what_is_behind() {
        proptest!(|(
            kind in kinds(),
            reading in readings(),
            mode in prop::sample::select(ViewMode::ALL.to_vec()),
            theme in prop::sample::select(vec![Theme::Dark, Theme::Light]),
            vision in prop::sample::select(ColourVision::ALL.to_vec()),
            layers in 1..40usize,
        )| {
            let chosen = chosen(mode, theme, vision);
            let classes = Classes { neurons: vec![3; layers], samples: layers as u32 };
            let look = chosen.look(kind, reading, 1.0, scale_of(mode), &classes);
            let seen = contrast(look.colour(), chosen.palette.background);
            let least = match reading {
                Reading::Number(_) if mode.is_number() => OF_NUMBERS,
                _ => OF_OTHERS,
            };
            prop_assert!(seen >= least, "{:?} is {seen}:1", look.colour());
        });
    }

    /// Nothing is taken for zero that nobody has computed: another shape, and another shade.
    #[test]
    fn not_computed_is_not_zero() {
        for (theme, vision) in [Theme::Dark, Theme::Light]
            .into_iter()
            .flat_map(|theme| ColourVision::ALL.map(|vision| (theme, vision)))
        {
            let chosen = chosen(ViewMode::Gradient, theme, vision);
            let classes = Classes::default();
            let [zero, unknown] = [Reading::Number(0.0), Reading::NotComputed].map(|reading| {
                chosen.look(VertexKind::Value, reading, 1.0, Scale::Signed, &classes)
            });
            assert!(unknown.is_hollow() && !zero.is_hollow());
            let apart = contrast(zero.colour(), unknown.colour());
            assert!(apart > 1.6, "{theme:?} {vision:?}: {apart}:1");
        }
    }

    #[test]
    fn a_hub_is_larger_in_every_mode_and_its_disc_grows_with_its_edges_where_colours_are_degrees() {
        let classes = Classes::default();
        for mode in ViewMode::ALL {
            let chosen = chosen(mode, Theme::Dark, ColourVision::Common);
            let size = |crowd| {
                let reading = Reading::Number(7.0);
                let look = chosen.look(VertexKind::Value, reading, crowd, scale_of(mode), &classes);
                look.in_state(State::default()).scale()
            };
            assert_eq!(size(1.0), 1.0, "{mode:?}: what is usual stays so");
            let hub = size(6.0);
            assert!((hub - 6f32.sqrt()).abs() < 0.05, "{mode:?}: {hub}");
            // A star's middle does not cover its leaves.
            assert!(size(250.0) <= 5.01);
            assert_eq!(size(0.5) < 1.0, mode == ViewMode::Degree, "{mode:?}");
        }
    }
}
