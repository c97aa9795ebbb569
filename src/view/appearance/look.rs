//! From what a mode says of a vertex to how it looks.

use super::instance::{BOX, HOLLOW, VertexInstance};
use crate::{
    graph::VertexKind,
    view::{
        legend::Present,
        meaning::{Classes, Reading, Scale},
        mode::ViewMode,
        palette::{self, OperationKind, Palette, Rgb, SERIES},
        settings::ViewSettings,
    },
};

/// How much of its source's colour an edge wears: of an operation's …
const EDGE_OF_OPERATION: f32 = 0.65;
/// … and of anything's, where the mode tells parts of the graph apart.
const EDGE_OF_PART: f32 = 0.5;

/// How far towards the background an operation's colour stands back beside numbers.
const STANDS_BACK: f32 = 0.4;

/// What of the settings decides how vertices look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Chosen {
    pub mode: ViewMode,
    pub palette: &'static Palette,
    pub size_follows: bool,
    pub passing: bool,
}

impl Chosen {
    pub fn of(settings: &ViewSettings) -> Self {
        Self {
            mode: settings.shown_mode(),
            palette: settings.palette(),
            size_follows: settings.size_follows && settings.shown_mode().is_number(),
            passing: settings.passing.is_some(),
        }
    }

    /// How a vertex looks.
    pub fn look(
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
                let instance = VertexInstance::new(number_colour(palette, scale, position), shape);
                if self.size_follows {
                    instance.sized(position.abs())
                } else {
                    instance
                }
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
            next.sized(position.abs())
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
        _ => palette::mix(rgb, palette.background, STANDS_BACK),
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
