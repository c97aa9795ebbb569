//! The values that the loaded scene offers to the filter.

use std::{borrow::Cow, collections::BTreeSet};

use bevy::prelude::*;

use crate::graph::{CurrentScene, Network, SceneLoaded};

/// The values that the loaded scene offers to the filter.
#[derive(Resource, Debug, Default)]
pub struct Choices {
    /// Operations, sorted; the empty one stands for leaves.
    pub operations: Vec<Cow<'static, str>>,
    /// Number of layers.
    pub layers: u32,
    /// Number of samples.
    pub samples: u32,
    /// The largest magnitude of a gradient, if any was computed.
    pub gradient: Option<f64>,
}

/// Collects the choices of a scene that was just loaded.
pub(super) fn collect_choices(
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
