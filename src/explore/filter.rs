//! The filter: which vertices are of interest, by operation, layer, sample and gradient.

use std::{borrow::Cow, collections::BTreeSet};

use bevy::prelude::*;

use super::commands::FilterCommand;
use crate::{
    graph::{CurrentScene, Excluded, GraphIndex, Network, Node, SceneLoaded},
    nn::Program,
};

/// What a vertex must be to be of interest; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The operation that made it; empty for leaves.
    pub operation: Option<Cow<'static, str>>,
    /// The layer of the network that it belongs to, from zero.
    pub layer: Option<u32>,
    /// The sample that it belongs to, from zero.
    pub sample: Option<u32>,
    /// The magnitude of its gradient, from … to. A gradient that was not computed is outside.
    pub gradient: Option<[f64; 2]>,
    /// Whether the others are hidden; if not, they are hardly to be seen.
    pub hide: bool,
}

impl Filter {
    /// Whether it keeps anything out.
    pub fn active(&self) -> bool {
        *self
            != Self {
                hide: self.hide,
                ..Self::default()
            }
    }

    fn passes(&self, node: &Node, program: Option<&Program>) -> bool {
        let value = node.value.zip(program);
        let origin = || {
            value
                .map(|(value, program)| program.origin(value))
                .unwrap_or_default()
        };
        let gradient = || match value {
            Some((value, program)) => program.tape.grad(value),
            None => node.gradient,
        };
        self.operation
            .as_ref()
            .is_none_or(|operation| *operation == node.operation)
            && self.layer.is_none_or(|layer| origin().layer == Some(layer))
            && self
                .sample
                .is_none_or(|sample| origin().sample == Some(sample))
            && self.gradient.is_none_or(|[from, to]| {
                gradient().is_some_and(|gradient| (from..=to).contains(&gradient.abs()))
            })
    }
}

/// The filter, and how many pass it; [`Excluded`] is who does not.
#[derive(Resource, Debug, Default)]
pub struct Filtered {
    filter: Filter,
    passing: usize,
    seen: Option<(u64, u64)>,
}

impl Filtered {
    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Vertices that pass.
    pub fn passing(&self) -> usize {
        self.passing
    }
}

/// What one can filter by in the scene that is loaded.
#[derive(Resource, Debug, Default)]
pub struct Choices {
    /// Operations, sorted; the empty one stands for leaves.
    pub operations: Vec<Cow<'static, str>>,
    /// Layers.
    pub layers: u32,
    /// Samples.
    pub samples: u32,
    /// The largest magnitude of a gradient, if any was computed.
    pub gradient: Option<f64>,
}

/// Looks once a scene what there is.
pub(super) fn find_choices(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Res<CurrentScene>,
    network: Res<Network>,
    mut choices: ResMut<Choices>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    let mut operations = BTreeSet::new();
    *choices = Choices::default();
    for node in &scene.graph.nodes {
        if !operations.contains(&node.operation) {
            operations.insert(node.operation.clone());
        }
        let gradient = match node.value.zip(network.0.as_ref()) {
            Some((value, program)) => {
                let origin = program.origin(value);
                let count = |index: Option<u32>| index.map_or(0, |index| index + 1);
                choices.layers = choices.layers.max(count(origin.layer));
                choices.samples = choices.samples.max(count(origin.sample));
                program.tape.grad(value)
            }
            None => node.gradient,
        };
        if let Some(gradient) = gradient
            .map(f64::abs)
            .filter(|gradient| gradient.is_finite())
        {
            choices.gradient = Some(choices.gradient.map_or(gradient, |most| most.max(gradient)));
        }
    }
    choices.operations.extend(operations);
}

/// Handles [`FilterCommand`], and keeps what is out in step with graph and numbers. A new
/// scene starts without a filter.
pub(super) fn filter(
    mut requests: MessageReader<FilterCommand>,
    (scene, network): (Res<CurrentScene>, Res<Network>),
    index: Res<GraphIndex>,
    (mut filtered, mut excluded): (ResMut<Filtered>, ResMut<Excluded>),
) {
    let mut wanted = None;
    let now = (scene.generation, index.version);
    if filtered
        .seen
        .is_some_and(|(generation, _)| generation != scene.generation)
    {
        wanted = Some(Filter::default());
    }
    for request in requests.read() {
        wanted = Some(match request {
            FilterCommand::Set(filter) => filter.clone(),
            FilterCommand::Clear => Filter::default(),
        });
    }
    let other = wanted.filter(|wanted| *wanted != filtered.filter);
    let learned = network.is_changed() && filtered.filter.gradient.is_some();
    if other.is_none() && (filtered.seen == Some(now) || !filtered.filter.active()) && !learned {
        filtered.bypass_change_detection().seen = Some(now);
        return;
    }
    let filtered = &mut *filtered;
    filtered.seen = Some(now);
    if let Some(other) = other {
        filtered.filter = other;
    }
    if !filtered.filter.active() {
        excluded.replace(std::iter::empty());
        filtered.passing = index.vertices.len();
        return;
    }
    let (filter, program) = (&filtered.filter, network.0.as_ref());
    filtered.passing = excluded.replace(index.vertex_ids.iter().map(|id| {
        let node = scene.graph.nodes.get(id.0 as usize);
        !node.is_some_and(|node| filter.passes(node, program))
    }));
}
