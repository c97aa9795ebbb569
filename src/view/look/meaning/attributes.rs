//! Attributes of the vertices that follow from the graph's shape and its network: depth, degree,
//! coarsening level, layers and samples.
//!
//! Each is measured when a mode first needs it, and again only when the graph has changed.

use bevy::prelude::*;

use super::scale::Scale;
use crate::{
    graph::{CurrentScene, GraphIndex, Vertex, VertexKind},
    growth::Growth,
    layout::coarsening::survival,
    topology::{degrees, depths, distances},
    view::look::{mode::ViewMode, settings::ViewSettings, wave_pass::ShownPass},
};

/// The graph on which counts were measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MeasuredGraph {
    /// The scene's whole graph, known before it has grown. Holds the scene's generation.
    Scene(u64),
    /// The present graph, because it was edited. Holds the index's version.
    Current(u64),
}

/// A count for every vertex.
#[derive(Default, Debug)]
struct Counts {
    measured: Option<MeasuredGraph>,
    /// By stable id if the scene's graph was measured, else by dense index.
    counts: Vec<u32>,
    least: u32,
    most: u32,
    mean: f32,
}

impl Counts {
    /// Stores the counts with their least, greatest and mean.
    fn set_counts(&mut self, counts: Vec<u32>) {
        let sum: f64 = counts.iter().copied().map(f64::from).sum();
        self.least = counts.iter().copied().min().unwrap_or(0);
        self.most = counts.iter().copied().max().unwrap_or(0);
        self.mean = (sum / counts.len().max(1) as f64) as f32;
        self.counts = counts;
    }

    /// Whether the scale must be logarithmic: on a linear one, differences at the lower end would
    /// be invisible. For example, a sum over all samples is a long chain after short calculations.
    fn need_ratios(&self, mode: ViewMode) -> bool {
        let wide = match mode {
            ViewMode::Degree => 12,
            ViewMode::Depth => 100,
            _ => return false,
        };
        self.most > wide && self.most / wide >= self.least
    }
}

/// The layers, neurons and samples of the scene's network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// The number of neurons of each layer.
    pub neurons: Vec<u32>,
    /// The number of samples.
    pub samples: u32,
}

/// The quantities that view modes show beside the vertices' own numbers.
#[derive(Resource, Default, Debug)]
pub struct Attributes {
    depth: Counts,
    degree: Counts,
    level: Counts,
    classes: Classes,
    classes_of: Option<u64>,
    /// Grows with every change.
    pub(in crate::view) version: u64,
}

impl Attributes {
    /// The layers, neurons and samples; empty until a mode has needed them.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Depth, degree or level of a vertex, if the mode shows one of them and it is known.
    pub(super) fn vertex_count(&self, mode: ViewMode, id: u32, dense: usize) -> Option<u32> {
        let counts = self.mode_counts(mode)?;
        let place = match counts.measured? {
            MeasuredGraph::Scene(_) => id as usize,
            MeasuredGraph::Current(_) => dense,
        };
        counts.counts.get(place).copied()
    }

    /// Degree of a vertex as a multiple of the mean degree; 1 if it is unknown.
    pub(in crate::view) fn relative_degree(&self, id: u32, dense: usize) -> f32 {
        match self.vertex_count(ViewMode::Degree, id, dense) {
            Some(degree) if self.degree.mean > 0.0 => degree as f32 / self.degree.mean,
            _ => 1.0,
        }
    }

    /// The scale of depth, degree or level.
    pub(in crate::view) fn count_scale(&self, mode: ViewMode) -> Scale {
        self.mode_counts(mode)
            .map_or(Scale::None, |counts| Scale::Counts {
                least: counts.least,
                most: counts.most,
                ratios: counts.need_ratios(mode),
            })
    }

    const fn mode_counts(&self, mode: ViewMode) -> Option<&Counts> {
        match mode {
            ViewMode::Depth => Some(&self.depth),
            ViewMode::Degree => Some(&self.degree),
            ViewMode::Level => Some(&self.level),
            _ => None,
        }
    }

    fn mode_counts_mut(&mut self, mode: ViewMode) -> Option<&mut Counts> {
        match mode {
            ViewMode::Depth => Some(&mut self.depth),
            ViewMode::Degree => Some(&mut self.degree),
            ViewMode::Level => Some(&mut self.level),
            _ => None,
        }
    }
}

/// Measures the quantity of the current mode, and degrees, if this graph has not been measured yet.
pub(in crate::view) fn update_attributes(
    (settings, pass): (Res<ViewSettings>, Res<ShownPass>),
    index: Res<GraphIndex>,
    scene: Option<Res<CurrentScene>>,
    growth: Option<Res<Growth>>,
    vertices: Query<&Vertex>,
    mut attributes: ResMut<Attributes>,
) {
    let mode = settings.shown_mode(pass.0);
    let scene = scene.as_deref();
    let generation = scene.map(|scene| scene.generation);
    if matches!(mode, ViewMode::Layer | ViewMode::Sample) && attributes.classes_of != generation {
        attributes.classes = scene.map_or_else(Classes::default, collect_classes);
        attributes.classes_of = generation;
        attributes.version += 1;
    }
    // A growing graph is measured as a whole. Afterwards, the present graph is the scene's graph
    // unless an edit has added or removed something.
    let growing = growth.is_some_and(|growth| growth.growing());
    let whole = scene.filter(|scene| {
        let (nodes, links) = (&scene.graph.nodes, &scene.graph.links);
        growing || nodes.len() == index.vertices.len() && links.len() == index.ends.len()
    });
    let wanted = whole.map_or(MeasuredGraph::Current(index.version), |scene| {
        MeasuredGraph::Scene(scene.generation)
    });
    let mut shape = None;
    // Hubs are large in every mode, so degrees are always needed.
    for mode in [ViewMode::Degree, mode] {
        let known = attributes.mode_counts(mode).map(|counts| counts.measured);
        if known.is_none_or(|measured| measured == Some(wanted)) {
            continue;
        }
        let shape = shape.get_or_insert_with(|| {
            whole.map_or_else(
                || GraphShape::from_index(&index, &vertices, scene),
                GraphShape::from_scene,
            )
        });
        let measured = shape.measure_mode(mode);
        if let Some(counts) = attributes.mode_counts_mut(mode) {
            counts.measured = Some(wanted);
            counts.set_counts(measured);
            attributes.version += 1;
        }
    }
}

/// Counts the neurons of each layer, and the samples, by the origins of the scene's vertices.
fn collect_classes(scene: &CurrentScene) -> Classes {
    let mut classes = Classes::default();
    for origin in scene.graph.nodes.iter().map(|node| node.origin) {
        if let Some(layer) = origin.layer.map(|layer| layer as usize) {
            if classes.neurons.len() <= layer {
                classes.neurons.resize(layer + 1, 0);
            }
            let neurons = &mut classes.neurons[layer];
            *neurons = (*neurons).max(origin.neuron.map_or(0, |neuron| neuron + 1));
        }
        if let Some(sample) = origin.sample {
            classes.samples = classes.samples.max(sample + 1);
        }
    }
    classes
}

/// The ids, edges and kinds of a graph: everything that counts depend on.
struct GraphShape {
    ids: Vec<u32>,
    ends: Vec<[u32; 2]>,
    /// Which vertices are operations.
    operations: Vec<bool>,
    directed: bool,
}

impl GraphShape {
    fn from_scene(scene: &CurrentScene) -> Self {
        let nodes = &scene.graph.nodes;
        let links = scene.graph.links.iter();
        Self {
            ids: (0..nodes.len() as u32).collect(),
            ends: links.map(|link| [link.source, link.target]).collect(),
            operations: nodes
                .iter()
                .map(|node| node.kind == VertexKind::Operation)
                .collect(),
            directed: scene.graph.directed,
        }
    }

    fn from_index(
        index: &GraphIndex,
        vertices: &Query<&Vertex>,
        scene: Option<&CurrentScene>,
    ) -> Self {
        let kind = |&entity| vertices.get(entity).map(|vertex| vertex.kind);
        Self {
            ids: index.vertex_ids.iter().map(|id| id.0).collect(),
            ends: index.ends.clone(),
            operations: index
                .vertices
                .iter()
                .map(|entity| kind(entity) == Ok(VertexKind::Operation))
                .collect(),
            directed: scene.is_none_or(|scene| scene.graph.directed),
        }
    }

    /// Depth, level or degree of every vertex.
    fn measure_mode(&self, mode: ViewMode) -> Vec<u32> {
        match mode {
            ViewMode::Depth if self.directed => self.value_depths(),
            ViewMode::Depth => distances(self.ids.len(), &self.ends),
            ViewMode::Level => survival(&self.ids, &self.ends),
            _ => degrees(self.ids.len(), &self.ends),
        }
    }

    /// Depths in the graph of values: an operation and the value that it makes count as one vertex.
    fn value_depths(&self) -> Vec<u32> {
        let mut stands_for: Vec<u32> = (0..self.ids.len() as u32).collect();
        for &[source, target] in &self.ends {
            if self.operations[source as usize] {
                stands_for[source as usize] = target;
            }
        }
        let merged: Vec<[u32; 2]> = self
            .ends
            .iter()
            .map(|ends| ends.map(|end| stands_for[end as usize]))
            .filter(|[source, target]| source != target)
            .collect();
        let depths = depths(self.ids.len(), &merged);
        stands_for
            .iter()
            .map(|&value| depths[value as usize])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::SceneSpec;

    fn built_scene(name: &str) -> CurrentScene {
        let spec: SceneSpec = name.parse().expect("a scene");
        CurrentScene {
            graph: spec.build(1).expect("it can be built").graph,
            ..CurrentScene::default()
        }
    }

    #[test]
    fn an_operation_is_as_deep_as_its_value_in_either_wiring() {
        for name in ["seed", "mlp:sizes=3x4x4x1"] {
            let scene = built_scene(name);
            let depths = GraphShape::from_scene(&scene).measure_mode(ViewMode::Depth);
            let nodes = &scene.graph.nodes;
            let depth_of = |value, kind| {
                let found = nodes
                    .iter()
                    .position(|node| node.value == Some(value) && node.kind == kind);
                found.map(|place| depths[place])
            };
            for node in &nodes[..200] {
                let value = node.value.expect("it was traced");
                let operation = depth_of(value, VertexKind::Operation);
                let depth = depth_of(value, VertexKind::Value);
                assert!(operation.is_none() || operation == depth, "{name}");
                assert_eq!(operation.is_none(), depth == Some(0), "leaves are sources");
            }
            // The loss is traced first, and is deepest.
            assert_eq!(depths.iter().max(), Some(&depths[0]));
        }
    }

    #[test]
    fn the_classes_are_those_of_the_network() {
        let found = collect_classes(&built_scene("mlp:sizes=3x5x4x2"));
        assert_eq!(found.neurons, [5, 4, 2]);
        assert_eq!(found.samples, 4);
        assert_eq!(
            collect_classes(&built_scene("cube:side=3")),
            Classes::default()
        );
    }

    #[test]
    fn depth_in_an_undirected_graph_is_the_distance_from_the_first_vertex() {
        let cube = built_scene("cube:side=4");
        let depths = GraphShape::from_scene(&cube).measure_mode(ViewMode::Depth);
        assert_eq!((depths[0], depths[63]), (0, 9));
    }
}
