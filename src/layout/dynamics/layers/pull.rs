//! The layers of a graph's vertices, and the pull into them.

use glam::Vec3;

use super::spacing;
use crate::{
    layout::{
        dynamics::WORLD_RADIUS,
        model::{Dimensions, Fingerprint, Settings, rest_length},
    },
    topology::{distances, drawing_layers},
};

/// Stiffness of the pull where layers are far apart, over the stiffness of a spring at rest.
const HOLD: f64 = 2.0;

/// Costs in pairs: of finding the layers, a vertex or edge, and of a pull, a vertex.
const LAYERS_COST: u64 = 16;
const PULL_COST: u64 = 6;

/// The layers of a graph's vertices; empty without layers.
#[derive(Debug, Default)]
pub struct Layers {
    /// The place of each vertex's layer in spacings from the first; the mean over its members on a
    /// coarser level.
    of: Vec<f32>,
    /// Half-width of the band in which each vertex moves freely, spacings.
    halves: Vec<f32>,
    /// Factor on the stiffness of each vertex's pull; the sum over its members on a coarser level.
    holds: Vec<f32>,
    /// Whether each vertex stands for a group.
    grouped: bool,
    farthest: f32,
    /// The graph, whether it is directed, and its dimensions when the layers were found. Owners may
    /// replace the edges at any time.
    seen: Option<(Fingerprint, bool, Dimensions)>,
    /// Increases with every change.
    version: u64,
}

/// The places of the layers along the axis; the first layer is at zero.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places<'a> {
    of: &'a [f32],
    spacing: f64,
}

impl Places<'_> {
    /// The place of a vertex's layer; zero without layers.
    pub fn of(&self, vertex: usize) -> f64 {
        let layer = self.of.get(vertex);
        layer.map_or(0.0, |&layer| f64::from(layer) * self.spacing)
    }

    /// Whether there are no layers.
    pub const fn are_none(&self) -> bool {
        self.of.is_empty()
    }

    /// A position relative to the vertex's layer.
    pub fn relative(&self, vertex: usize, position: Vec3) -> Vec3 {
        if self.are_none() {
            return position;
        }
        position.with_x((f64::from(position.x) - self.of(vertex)) as f32)
    }
}

impl Layers {
    /// The version of the layers; every change gives another one.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Drops the layers.
    pub fn forget(&mut self) {
        if !self.of.is_empty() {
            *self = Self {
                version: self.version + 1,
                ..Self::default()
            };
        }
    }

    /// Finds the layers if the graph has changed: by depth, or by distance from the first vertex if
    /// edges have no direction. Layers of groups stay. Returns the cost, in pairs.
    pub fn find_layers(
        &mut self,
        graph: Fingerprint,
        edges: &[[u32; 2]],
        directed: bool,
        dimensions: Dimensions,
    ) -> u64 {
        let seen = Some((graph, directed, dimensions));
        if self.grouped || self.seen == seen {
            return 0;
        }
        let vertices = graph.vertices;
        let found = if directed {
            drawing_layers(vertices, edges)
        } else {
            distances(vertices, edges)
        };
        let layers = spacing::place_layers(&found, edges, dimensions);
        let of = |&layer: &u32| layers[layer as usize];
        self.holds = found.iter().map(|layer| of(layer).hold).collect();
        self.halves = found.iter().map(|layer| of(layer).half).collect();
        self.set_places(found.iter().map(|layer| of(layer).place).collect());
        self.seen = seen;
        (vertices + edges.len()) as u64 * LAYERS_COST
    }

    /// Replaces the layers by those of groups of the vertices in `finer`. The pull on a group is
    /// the sum of the pulls on its members.
    pub fn group_layers(&mut self, finer: &Self, groups: &[u32], count: usize) {
        let mut sums = vec![[0.0f64; 3]; count];
        for (member, &group) in groups.iter().enumerate().take(finer.of.len()) {
            let hold = f64::from(finer.holds[member]);
            let [places, halves, holds] = &mut sums[group as usize];
            *places += f64::from(finer.of[member]) * hold;
            *halves += f64::from(finer.halves[member]) * hold;
            *holds += hold;
        }
        let mean = |sum: f64, holds: f64| (sum / holds.max(1.0)) as f32;
        let mean_of = |which: usize| sums.iter().map(move |sum| mean(sum[which], sum[2]));
        self.set_places(mean_of(0).collect());
        self.halves = mean_of(1).collect();
        self.holds = sums.iter().map(|sum| sum[2] as f32).collect();
        self.grouped = true;
    }

    fn set_places(&mut self, of: Vec<f32>) {
        self.farthest = of.iter().copied().fold(0.0, f32::max);
        self.of = of;
        self.version += 1;
    }

    /// The places under these settings, always within the world. Empty if the settings ask for no
    /// layers.
    pub fn places(&self, settings: &Settings) -> Places<'_> {
        if !settings.layered {
            return Places::default();
        }
        let constants = &settings.constants;
        let length = rest_length(settings.law, constants.attraction, constants.repulsion);
        let most = f64::from(WORLD_RADIUS / (self.farthest + 1.0));
        Places {
            of: &self.of,
            spacing: (f64::from(length) * settings.layer_spacing).clamp(-most, most),
        }
    }

    /// The mean displacement of the counted vertices from their layers, weighted by the factors of
    /// their pulls. Sums in order.
    pub fn origin(
        &self,
        places: Places,
        positions: &[Vec3],
        counts: impl Fn(usize) -> bool,
    ) -> Option<f64> {
        let (mut sum, mut holds) = (0.0, 0.0);
        for (vertex, (position, &hold)) in positions.iter().zip(&self.holds).enumerate() {
            if counts(vertex) {
                sum += (f64::from(position.x) - places.of(vertex)) * f64::from(hold);
                holds += f64::from(hold);
            }
        }
        Some(sum / holds).filter(|origin| origin.is_finite())
    }

    /// Adds the pull to each vertex's force, and writes its stiffness along the axis to `along`,
    /// which is empty if there is no pull. Returns the cost, in pairs.
    pub fn add_pull(
        &self,
        settings: &Settings,
        positions: &[Vec3],
        (forces, along): (&mut [Vec3], &mut Vec<f32>),
    ) -> u64 {
        along.clear();
        let places = self.places(settings);
        if places.are_none() {
            return 0;
        }
        // The origin is `None` if a position is not finite: then no vertex is pulled.
        let Some(origin) = self.origin(places, positions, |_| true) else {
            return 0;
        };
        let constants = &settings.constants;
        let (attraction, repulsion) = (constants.attraction, constants.repulsion);
        let length = f64::from(rest_length(settings.law, attraction, repulsion));
        let exponent = settings.law.spring_exponent();
        let slope = (1..exponent).fold(f64::from(exponent), |slope, _| slope * length);
        let stiffness = (attraction.abs() * slope * HOLD).min(1e20);
        // Only the guard makes vertices heavy enough for a greater stiffness.
        let hold = |vertex: usize| match settings.guard {
            true => f64::from(self.holds[vertex]) * stiffness,
            false => stiffness,
        };
        along.reserve_exact(positions.len());
        let (mut pulled, mut holds) = (0.0, 0.0);
        for (vertex, (position, force)) in positions.iter().zip(&mut *forces).enumerate() {
            let away = origin + places.of(vertex) - f64::from(position.x);
            let free = f64::from(self.halves[vertex]) * places.spacing.abs();
            let hold = hold(vertex);
            let pull = away - away.clamp(-free, free);
            force.x += (pull * hold) as f32;
            along.push(hold as f32);
            pulled += pull * hold;
            holds += hold;
        }
        // Bands make the sum of the pulls nonzero. Subtract it: the graph as a whole must not move.
        let back = pulled / holds;
        if back != 0.0 {
            for (vertex, force) in forces.iter_mut().enumerate() {
                force.x -= (hold(vertex) * back) as f32;
            }
        }
        positions.len() as u64 * PULL_COST
    }
}
