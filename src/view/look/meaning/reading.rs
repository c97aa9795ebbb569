//! The reading of one vertex in a mode.

use super::attributes::Attributes;
use crate::{
    graph::{CurrentScene, Term, Vertex, VertexKind},
    view::look::{mode::ViewMode, palette::OperationKind},
};

/// A mode's reading of a vertex.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::view) enum Reading {
    /// No reading: the mode's quantity does not exist for this vertex.
    Nothing,
    /// A gradient that has not been computed; it differs from zero.
    NotComputed,
    /// An operation.
    Operation(OperationKind),
    /// A number on the mode's scale.
    Number(f64),
    /// A layer or a sample, and a shade of it from −1 to 1.
    Class(u32, f32),
}

/// Reads vertices in a mode.
pub(in crate::view) struct Reader<'a> {
    pub mode: ViewMode,
    pub attributes: &'a Attributes,
    pub scene: Option<&'a CurrentScene>,
}

impl Reader<'_> {
    /// The reading of a vertex. `speed` is called only in the speed mode.
    pub fn read_vertex(
        &self,
        vertex: &Vertex,
        dense: usize,
        term: Option<&Term>,
        speed: impl FnOnce() -> f32,
    ) -> Reading {
        let operation = || match term.and_then(|term| OperationKind::from_symbol(&term.operation)) {
            None if vertex.kind == VertexKind::Operation => Some(OperationKind::Other),
            kind => kind,
        };
        let gradient = |shown: fn(f64) -> f64| match term.map(|term| term.gradient) {
            Some(Some(gradient)) => Reading::Number(shown(gradient)),
            Some(None) if vertex.kind != VertexKind::Plain => Reading::NotComputed,
            _ => Reading::Nothing,
        };
        let found = match self.mode {
            // An operation's box shows its operation in the modes of signed numbers, too.
            ViewMode::Data | ViewMode::Gradient if vertex.kind == VertexKind::Operation => {
                operation().map(Reading::Operation)
            }
            ViewMode::Operation => operation().map(Reading::Operation),
            ViewMode::Data => term.map(|term| Reading::Number(term.data)),
            ViewMode::Gradient => Some(gradient(|gradient| gradient)),
            ViewMode::GradientMagnitude => Some(gradient(f64::abs)),
            ViewMode::Layer | ViewMode::Sample => self.read_class(vertex),
            ViewMode::Depth | ViewMode::Degree | ViewMode::Level => self
                .attributes
                .vertex_count(self.mode, vertex.id.0, dense)
                .map(|count| Reading::Number(count.into())),
            ViewMode::Speed => Some(Reading::Number(speed().into())),
        };
        found.unwrap_or(Reading::Nothing)
    }

    /// The layer and the neuron's shade, or the sample.
    fn read_class(&self, vertex: &Vertex) -> Option<Reading> {
        let node = self.scene?.graph.nodes.get(vertex.id.0 as usize)?;
        if self.mode == ViewMode::Sample {
            return node.origin.sample.map(|sample| Reading::Class(sample, 0.0));
        }
        let layer = node.origin.layer?;
        let neurons = self.attributes.classes().neurons.get(layer as usize);
        let neuron = node.origin.neuron.unwrap_or(0);
        Some(Reading::Class(
            layer,
            neuron_shade(neuron, neurons.copied().unwrap_or(1)),
        ))
    }
}

/// The shade of one of several neurons, −1 to 1 by index; 0 for a single one.
pub(in crate::view) fn neuron_shade(neuron: u32, neurons: u32) -> f32 {
    if neurons < 2 {
        0.0
    } else {
        2.0 * neuron as f32 / (neurons - 1) as f32 - 1.0
    }
}
