//! What a mode says of one vertex.

use super::attributes::Attributes;
use crate::{
    graph::{CurrentScene, Term, Vertex, VertexKind},
    view::look::{mode::ViewMode, palette::OperationKind},
};

/// What a mode says of a vertex.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::view) enum Reading {
    /// Nothing: the mode does not speak of such a vertex.
    Nothing,
    /// A gradient that nobody has computed, which is not zero.
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
    /// What the mode says of a vertex; `speed` is asked only if that is what it shows.
    pub fn read(
        &self,
        vertex: &Vertex,
        dense: usize,
        term: Option<&Term>,
        speed: impl FnOnce() -> f32,
    ) -> Reading {
        let operation = || match term.and_then(|term| OperationKind::of(&term.operation)) {
            None if vertex.kind == VertexKind::Operation => Some(OperationKind::Other),
            kind => kind,
        };
        let gradient = |shown: fn(f64) -> f64| match term.map(|term| term.gradient) {
            Some(Some(gradient)) => Reading::Number(shown(gradient)),
            Some(None) if vertex.kind != VertexKind::Plain => Reading::NotComputed,
            _ => Reading::Nothing,
        };
        let found = match self.mode {
            // The box of an operation wears its operation beside signed numbers, too.
            ViewMode::Data | ViewMode::Gradient if vertex.kind == VertexKind::Operation => {
                operation().map(Reading::Operation)
            }
            ViewMode::Operation => operation().map(Reading::Operation),
            ViewMode::Data => term.map(|term| Reading::Number(term.data)),
            ViewMode::Gradient => Some(gradient(|gradient| gradient)),
            ViewMode::GradientMagnitude => Some(gradient(f64::abs)),
            ViewMode::Layer | ViewMode::Sample => self.class(vertex),
            ViewMode::Depth | ViewMode::Degree | ViewMode::Level => self
                .attributes
                .count(self.mode, vertex.id.0, dense)
                .map(|count| Reading::Number(count.into())),
            ViewMode::Speed => Some(Reading::Number(speed().into())),
        };
        found.unwrap_or(Reading::Nothing)
    }

    fn class(&self, vertex: &Vertex) -> Option<Reading> {
        let node = self.scene?.graph.nodes.get(vertex.id.0 as usize)?;
        if self.mode == ViewMode::Sample {
            return node.origin.sample.map(|sample| Reading::Class(sample, 0.0));
        }
        let layer = node.origin.layer?;
        let neurons = self.attributes.classes().neurons.get(layer as usize);
        let neuron = node.origin.neuron.unwrap_or(0);
        Some(Reading::Class(
            layer,
            shade(neuron, neurons.copied().unwrap_or(1)),
        ))
    }
}

/// The shade of one of several neurons: from dark to light, the only one in the middle.
pub(in crate::view) fn shade(neuron: u32, neurons: u32) -> f32 {
    if neurons < 2 {
        0.0
    } else {
        2.0 * neuron as f32 / (neurons - 1) as f32 - 1.0
    }
}
