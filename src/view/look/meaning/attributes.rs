//! What of a graph's shape and of its network the view modes show, measured when a
//! mode first asks for it and again only when the graph has become another one.

use bevy::prelude::*;

use super::scale::Scale;
use crate::{
    graph::{CurrentScene, GraphIndex, Vertex, VertexKind, degrees, depths, distances},
    growth::Growth,
    layout::coarsening::survival,
    view::look::{mode::ViewMode, settings::ViewSettings, wave_pass::ShownPass},
};

/// The graph that something was measured on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measured {
    /// The scene's whole graph, which is known before it has grown: the scene's generation.
    Scene(u64),
    /// What is there, because hands have changed it: the index's version.
    Present(u64),
}

/// A count for every vertex.
#[derive(Default, Debug)]
struct Counts {
    of: Option<Measured>,
    /// By stable id if the scene's graph was measured, else by dense index.
    counts: Vec<u32>,
    least: u32,
    most: u32,
    mean: f32,
}

impl Counts {
    fn take(&mut self, counts: Vec<u32>) {
        let sum: f64 = counts.iter().copied().map(f64::from).sum();
        self.least = counts.iter().copied().min().unwrap_or(0);
        self.most = counts.iter().copied().max().unwrap_or(0);
        self.mean = (sum / counts.len().max(1) as f64) as f32;
        self.counts = counts;
    }

    /// Whether the differences at the lower end would be lost to the upper one. A sum
    /// over all samples is a long chain at the end of short calculations.
    fn go_by_ratios(&self, mode: ViewMode) -> bool {
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

/// What the view modes show beside the vertices' own numbers.
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
    /// The layers, neurons and samples, once a mode has asked for them.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Depth, degree or level of a vertex, if the mode shows one of them and it is known.
    pub(super) fn count(&self, mode: ViewMode, id: u32, dense: usize) -> Option<u32> {
        let counts = self.counts(mode)?;
        let place = match counts.of? {
            Measured::Scene(_) => id as usize,
            Measured::Present(_) => dense,
        };
        counts.counts.get(place).copied()
    }

    /// How many times as many edges a vertex has as vertices have on average; 1 where that is not known.
    pub(in crate::view) fn crowd(&self, id: u32, dense: usize) -> f32 {
        match self.count(ViewMode::Degree, id, dense) {
            Some(degree) if self.degree.mean > 0.0 => degree as f32 / self.degree.mean,
            _ => 1.0,
        }
    }

    /// The scale of depth, degree or level.
    pub(in crate::view) fn scale(&self, mode: ViewMode) -> Scale {
        self.counts(mode)
            .map_or(Scale::None, |counts| Scale::Counts {
                least: counts.least,
                most: counts.most,
                ratios: counts.go_by_ratios(mode),
            })
    }

    const fn counts(&self, mode: ViewMode) -> Option<&Counts> {
        match mode {
            ViewMode::Depth => Some(&self.depth),
            ViewMode::Degree => Some(&self.degree),
            ViewMode::Level => Some(&self.level),
            _ => None,
        }
    }

    fn counts_mut(&mut self, mode: ViewMode) -> Option<&mut Counts> {
        match mode {
            ViewMode::Depth => Some(&mut self.depth),
            ViewMode::Degree => Some(&mut self.degree),
            ViewMode::Level => Some(&mut self.level),
            _ => None,
        }
    }
}

/// Measures what the mode shows, if that has not been done for this graph.
pub(in crate::view) fn keep_attributes(
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
        attributes.classes = scene.map_or_else(Classes::default, classes);
        attributes.classes_of = generation;
        attributes.version += 1;
    }
    // While it grows the whole graph is known; afterwards it is what it should be,
    // unless a hand has added something or taken it away.
    let growing = growth.is_some_and(|growth| growth.growing());
    let whole = scene.filter(|scene| {
        let (nodes, links) = (&scene.graph.nodes, &scene.graph.links);
        growing || nodes.len() == index.vertices.len() && links.len() == index.ends.len()
    });
    let wanted = whole.map_or(Measured::Present(index.version), |scene| {
        Measured::Scene(scene.generation)
    });
    let mut shape = None;
    // Hubs are large in every mode: degrees are always known.
    for mode in [ViewMode::Degree, mode] {
        let known = attributes.counts(mode).map(|counts| counts.of);
        if known.is_none_or(|of| of == Some(wanted)) {
            continue;
        }
        let shape = shape.get_or_insert_with(|| {
            whole.map_or_else(
                || Shape::of_index(&index, &vertices, scene),
                Shape::of_scene,
            )
        });
        let measured = shape.measure(mode);
        if let Some(counts) = attributes.counts_mut(mode) {
            counts.of = Some(wanted);
            counts.take(measured);
            attributes.version += 1;
        }
    }
}

fn classes(scene: &CurrentScene) -> Classes {
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

/// A graph as far as its shape goes.
struct Shape {
    ids: Vec<u32>,
    ends: Vec<[u32; 2]>,
    /// Which vertices are operations.
    operations: Vec<bool>,
    directed: bool,
}

impl Shape {
    fn of_scene(scene: &CurrentScene) -> Self {
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

    fn of_index(
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

    fn measure(&self, mode: ViewMode) -> Vec<u32> {
        match mode {
            ViewMode::Depth if self.directed => self.depths(),
            ViewMode::Depth => distances(self.ids.len(), &self.ends),
            ViewMode::Level => survival(&self.ids, &self.ends),
            _ => degrees(self.ids.len(), &self.ends),
        }
    }

    /// Depths, in which an operation and the value that it makes are one vertex.
    fn depths(&self) -> Vec<u32> {
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

    fn scene(name: &str) -> CurrentScene {
        let spec: SceneSpec = name.parse().expect("a scene");
        CurrentScene {
            graph: spec.build(1).expect("it can be built").graph,
            ..CurrentScene::default()
        }
    }

    #[test]
    fn an_operation_is_as_deep_as_its_value_in_either_wiring() {
        for name in ["seed", "mlp:sizes=3x4x4x1"] {
            let scene = scene(name);
            let depths = Shape::of_scene(&scene).measure(ViewMode::Depth);
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
        let found = classes(&scene("mlp:sizes=3x5x4x2"));
        assert_eq!(found.neurons, [5, 4, 2]);
        assert_eq!(found.samples, 4);
        assert_eq!(classes(&scene("cube:side=3")), Classes::default());
    }

    #[test]
    fn where_edges_have_no_direction_depth_is_the_way_from_the_first_vertex() {
        let depths = Shape::of_scene(&scene("cube:side=4")).measure(ViewMode::Depth);
        assert_eq!((depths[0], depths[63]), (0, 9));
    }
}
