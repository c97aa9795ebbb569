//! Looks: from a mode's reading of a vertex to colour, shape and size, and from its vertices to an
//! edge's colour.

use super::instance::{SMALLEST, VertexInstance};
use crate::{
    graph::VertexKind,
    view::look::{
        meaning::{Classes, LegendContents, Reading, Scale},
        mode::ViewMode,
        palette::{self, OperationKind, Palette, Rgb, SERIES},
        settings::ViewSettings,
        wave_pass::ShownPass,
    },
};

/// Share of an operation's colour in the edges that leave it.
const EDGE_OF_OPERATION: f32 = 0.65;
/// Share of the source's colour in an edge, in modes that tell parts of the graph apart.
const EDGE_OF_PART: f32 = 0.5;

/// Size of an operation's box in modes that show numbers, as a multiple of its usual size. The
/// numbers matter more there.
const BESIDE_NUMBERS: f32 = 0.85;
/// Smallest size that follows a number, as a multiple of the usual one.
const LEAST: f32 = SMALLEST;
/// Largest size that follows a number. The inverse of the size has even steps between both.
const MOST: f32 = 2.2;

/// The settings that decide how vertices look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chosen {
    pub mode: ViewMode,
    pub palette: &'static Palette,
    pub size_follows: bool,
    pub passing: bool,
}

impl Chosen {
    pub fn from_settings(settings: &ViewSettings, pass: ShownPass) -> Self {
        let mode = settings.shown_mode(pass.0);
        Self {
            mode,
            palette: settings.palette(),
            // In the degree mode, sizes follow degrees anyway.
            size_follows: settings.size_follows && mode.lets_size_follow(),
            passing: pass.0.is_some(),
        }
    }

    /// The look of a vertex. `crowd` is its degree, as a multiple of the mean degree.
    pub fn compute_look(
        &self,
        kind: VertexKind,
        reading: Reading,
        crowd: f32,
        scale: Scale,
        classes: &Classes,
    ) -> VertexInstance {
        let look = self.colour_reading(kind, reading, scale, classes);
        match reading {
            Reading::Number(number) if self.size_follows => {
                look.with_size(size_at(scale.position(number)))
            }
            _ => look.with_size(self.hub_size(reading, crowd)),
        }
    }

    /// The size of a vertex by its degree: the area of a hub's disc grows with its edges. In the
    /// degree mode, vertices of few edges are also smaller than usual, so that hubs stand out.
    fn hub_size(&self, reading: Reading, crowd: f32) -> f32 {
        let root = crowd.max(0.0).sqrt();
        match (self.mode, reading) {
            (ViewMode::Degree, _) => root.min(crowd),
            (ViewMode::Data | ViewMode::Gradient, Reading::Operation(_)) => {
                root.max(1.0) * BESIDE_NUMBERS
            }
            _ => root.max(1.0),
        }
    }

    /// A look of the usual size: colour and shape by the reading.
    fn colour_reading(
        &self,
        kind: VertexKind,
        reading: Reading,
        scale: Scale,
        classes: &Classes,
    ) -> VertexInstance {
        let palette = self.palette;
        let shape = if kind == VertexKind::Operation {
            VertexInstance::BOX
        } else {
            0
        };
        match reading {
            Reading::Nothing if kind == VertexKind::Plain => VertexInstance::new(palette.plain, 0),
            Reading::Nothing => VertexInstance::new(palette.leaf, shape),
            Reading::NotComputed => {
                VertexInstance::new(palette.ash, shape | VertexInstance::HOLLOW)
            }
            Reading::Operation(operation) => {
                let rgb = operation_colour(palette, self.mode, operation);
                let look = VertexInstance::new(rgb, shape);
                // The result of an operation may share its colour, but not its sign.
                match kind {
                    VertexKind::Operation => look.with_sign(operation),
                    _ => look,
                }
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

    /// Gives a vertex another number; everything else of its look stays.
    pub fn repaint_number(
        &self,
        instance: VertexInstance,
        number: f64,
        scale: Scale,
    ) -> VertexInstance {
        let position = scale.position(number);
        let rgb = number_colour(self.palette, scale, position);
        let next = instance.with_colour(rgb);
        if self.size_follows {
            next.with_size(size_at(position))
        } else {
            next
        }
    }

    /// Whether the edges that leave a vertex have its colour.
    pub fn colours_edges(&self, vertex: &VertexInstance) -> bool {
        self.passing || self.edge_colour([Some(vertex), None]) != self.palette.edge
    }

    /// The colour of an edge. It has some of its source's colour in modes where that helps to
    /// follow it, and none where it would repeat a number. In a wave it has the colour of the
    /// number that it carries: the source's, or the target's if the source is an operation.
    pub fn edge_colour(&self, [source, target]: [Option<&VertexInstance>; 2]) -> Rgb {
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
            palette::mix_srgb(self.palette.edge, source.colour(), share)
        })
    }
}

/// The size at a position of a scale, as a multiple of the usual one.
fn size_at(position: f32) -> f32 {
    LEAST / (1.0 - position.abs().min(1.0) * (1.0 - LEAST / MOST))
}

/// The colour of an operation. In modes that show numbers it is neutral, so that an orange box
/// does not look like a number above zero; its sign tells the operation.
pub(in crate::view) fn operation_colour(
    palette: &Palette,
    mode: ViewMode,
    operation: OperationKind,
) -> Rgb {
    match mode {
        ViewMode::Operation => palette.operation_colour(operation),
        _ => palette.neutral(),
    }
}

/// The colour at a position of a scale.
pub(in crate::view) fn number_colour(palette: &Palette, scale: Scale, position: f32) -> Rgb {
    if scale == Scale::Signed {
        palette.diverging_at(position)
    } else {
        palette.sequential_at(position)
    }
}

/// The colour of a layer, shaded by neuron, or of a sample. Few classes have colours of the series;
/// more than [`SERIES`] share a continuous map.
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
    palette.shade_colour(rgb, shade)
}

/// Records that a reading is on the screen.
pub(super) fn record_reading(present: &mut LegendContents, kind: VertexKind, reading: Reading) {
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
        appearance::HighlightFlags,
        palette::contrast,
        theme::{ColourVision, Theme},
    };

    /// Least contrast of a number's colour with the background.
    const OF_NUMBERS: f32 = 3.0;
    /// Least contrast of any other colour with the background.
    const OF_OTHERS: f32 = 2.0;

    fn any_kind() -> impl Strategy<Value = VertexKind> {
        prop::sample::select(vec![
            VertexKind::Value,
            VertexKind::Operation,
            VertexKind::Plain,
        ])
    }

    fn any_reading() -> impl Strategy<Value = Reading> {
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

    fn look_settings(mode: ViewMode, theme: Theme, vision: ColourVision) -> Chosen {
        let settings = ViewSettings {
            mode,
            theme,
            vision,
            ..ViewSettings::default()
        };
        Chosen::from_settings(&settings, ShownPass::default())
    }

    /// Every look contrasts with the background, for each mode, reading, theme and kind of vision.
    #[test]
    fn everything_that_a_mode_shows_keeps_a_contrast_with_what_is_behind() {
        proptest!(|(
            kind in any_kind(),
            reading in any_reading(),
            mode in prop::sample::select(ViewMode::ALL.to_vec()),
            theme in prop::sample::select(vec![Theme::Dark, Theme::Light]),
            vision in prop::sample::select(ColourVision::ALL.to_vec()),
            layers in 1..40usize,
        )| {
            let chosen = look_settings(mode, theme, vision);
            let classes = Classes { neurons: vec![3; layers], samples: layers as u32 };
            let look = chosen.compute_look(kind, reading, 1.0, scale_of(mode), &classes);
            let seen = contrast(look.colour(), chosen.palette.background);
            let least = match reading {
                Reading::Number(_) if mode.is_number() => OF_NUMBERS,
                // Operations beside numbers are neutral.
                Reading::Operation(_) if mode != ViewMode::Operation => OF_NUMBERS,
                _ => OF_OTHERS,
            };
            prop_assert!(seen >= least, "{:?} is {seen}:1", look.colour());
        });
    }

    /// A gradient that is not computed has another shape and another shade than zero.
    #[test]
    fn not_computed_is_not_zero() {
        for (theme, vision) in [Theme::Dark, Theme::Light]
            .into_iter()
            .flat_map(|theme| ColourVision::ALL.map(|vision| (theme, vision)))
        {
            let chosen = look_settings(ViewMode::Gradient, theme, vision);
            let classes = Classes::default();
            let [zero, unknown] = [Reading::Number(0.0), Reading::NotComputed].map(|reading| {
                chosen.compute_look(VertexKind::Value, reading, 1.0, Scale::Signed, &classes)
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
            let chosen = look_settings(mode, Theme::Dark, ColourVision::Common);
            let size = |crowd| {
                let reading = Reading::Number(7.0);
                let scale = scale_of(mode);
                let look = chosen.compute_look(VertexKind::Value, reading, crowd, scale, &classes);
                look.with_state(HighlightFlags::default()).scale()
            };
            assert_eq!(size(1.0), 1.0, "{mode:?}: what is usual stays so");
            let hub = size(6.0);
            assert!((hub - 6f32.sqrt()).abs() < 0.05, "{mode:?}: {hub}");
            // The hub of a star does not cover its leaves.
            assert!(size(250.0) <= 5.01);
            assert_eq!(size(0.5) < 1.0, mode == ViewMode::Degree, "{mode:?}");
        }
    }
}
