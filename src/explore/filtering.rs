//! Applies the filter: excludes the vertices that it does not accept.

use bevy::prelude::*;

use super::{commands::FilterCommand, filter::Filter};
use crate::graph::{CurrentScene, Excluded, GraphIndex, Network};

/// The filter, and the number of vertices that pass it. [`Excluded`] holds the others.
#[derive(Resource, Debug, Default)]
pub struct Filtered {
    filter: Filter,
    passing: usize,
    /// Scene generation and index version that it was applied to.
    applied_to: Option<(u64, u64)>,
}

impl Filtered {
    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Number of vertices that pass.
    pub fn passing(&self) -> usize {
        self.passing
    }
}

/// Handles [`FilterCommand`], and updates the excluded vertices after a change of the graph or of
/// the gradients. A new scene starts without a filter.
pub(super) fn apply_filter(
    mut requests: MessageReader<FilterCommand>,
    (scene, network): (Res<CurrentScene>, Res<Network>),
    index: Res<GraphIndex>,
    (mut filtered, mut excluded): (ResMut<Filtered>, ResMut<Excluded>),
) {
    let mut wanted = None;
    let now = (scene.generation, index.version);
    if filtered
        .applied_to
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
    if other.is_none()
        && (filtered.applied_to == Some(now) || !filtered.filter.active())
        && !learned
    {
        filtered.bypass_change_detection().applied_to = Some(now);
        return;
    }
    let filtered = &mut *filtered;
    filtered.applied_to = Some(now);
    if let Some(other) = other {
        filtered.filter = other;
    }
    if !filtered.filter.active() {
        excluded.replace_all(std::iter::empty());
        filtered.passing = index.vertices.len();
        return;
    }
    let (filter, program) = (&filtered.filter, network.0.as_ref());
    filtered.passing = excluded.replace_all(index.vertex_ids.iter().map(|id| {
        let node = scene.graph.nodes.get(id.0 as usize);
        !node.is_some_and(|node| filter.accepts(node, program))
    }));
}
