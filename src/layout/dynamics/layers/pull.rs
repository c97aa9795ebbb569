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

/// Stiffness of the pull, in that of a spring at rest, where layers are far apart.
const HOLD: f64 = 2.0;

/// What finding the layers costs, in pairs a vertex or edge, and what a pull costs, a vertex.
const LAYERS_COST: u64 = 16;
const PULL_COST: u64 = 6;

/// The layers of a graph. Nothing is kept without them.
#[derive(Debug, Default)]
pub struct Layers {
    /// Where the layer of each vertex is, or where those of its members are on average, in
    /// spacings from the first.
    of: Vec<f32>,
    /// How far from there each is free, spacings.
    halves: Vec<f32>,
    /// How hard each is pulled there, in the pull on a vertex whose next layer is far enough.
    holds: Vec<f32>,
    /// Whether each stands for several.
    grouped: bool,
    farthest: f32,
    /// Of which graph: whoever owns the engine may write others at any time. Whether it is
    /// directed, and how many dimensions it has.
    seen: Option<(Fingerprint, bool, Dimensions)>,
    /// Grows whenever they changed.
    version: u64,
}

/// Where the layers are along the axis, from the first, which is at zero.
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

    /// Whether there are any.
    pub const fn are_none(&self) -> bool {
        self.of.is_empty()
    }

    /// A position, from its layer.
    pub fn relative(&self, vertex: usize, position: Vec3) -> Vec3 {
        if self.are_none() {
            return position;
        }
        position.with_x((f64::from(position.x) - self.of(vertex)) as f32)
    }
}

impl Layers {
    /// Which layers these are: others have another version.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Forgets them.
    pub fn forget(&mut self) {
        if !self.of.is_empty() {
            *self = Self {
                version: self.version + 1,
                ..Self::default()
            };
        }
    }

    /// Finds the layers, if this is not the graph that was looked at last: by depth, or
    /// where edges have no direction by the distance from the first vertex. Those of
    /// groups stay. Returns what it took, in pairs.
    pub fn look(
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
        let layers = spacing::of(&found, edges, dimensions);
        let of = |&layer: &u32| layers[layer as usize];
        self.holds = found.iter().map(|layer| of(layer).hold).collect();
        self.halves = found.iter().map(|layer| of(layer).half).collect();
        self.take(found.iter().map(|layer| of(layer).place).collect());
        self.seen = seen;
        (vertices + edges.len()) as u64 * LAYERS_COST
    }

    /// Takes those of groups of the vertices that `finer` knows: the pull on a group is the
    /// sum of those on its members.
    pub fn group(&mut self, finer: &Self, groups: &[u32], count: usize) {
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
        self.take(mean_of(0).collect());
        self.halves = mean_of(1).collect();
        self.holds = sums.iter().map(|sum| sum[2] as f32).collect();
        self.grouped = true;
    }

    fn take(&mut self, of: Vec<f32>) {
        self.farthest = of.iter().copied().fold(0.0, f32::max);
        self.of = of;
        self.version += 1;
    }

    /// Where they are under these settings: within the world, whatever those are. None if
    /// they are not wanted.
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

    /// Where the vertices that count are from their layers, on average, each by how hard it is
    /// pulled. Sums in order.
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

    /// Adds the pull to each vertex's force, and says what it costs: how stiff each is along
    /// the axis beside what it is anyway, or nothing if there is no pull. Returns what it
    /// took, in pairs.
    pub fn pull(
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
        // None with what is not a number: then nothing is pulled.
        let Some(origin) = self.origin(places, positions, |_| true) else {
            return 0;
        };
        let constants = &settings.constants;
        let (attraction, repulsion) = (constants.attraction, constants.repulsion);
        let length = f64::from(rest_length(settings.law, attraction, repulsion));
        let exponent = settings.law.spring_exponent();
        let slope = (1..exponent).fold(f64::from(exponent), |slope, _| slope * length);
        let stiffness = (attraction.abs() * slope * HOLD).min(1e20);
        // Without the guard nobody is made heavy enough for more.
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
        // What bands take is given back, so that the graph as a whole is not pulled.
        let back = pulled / holds;
        if back != 0.0 {
            for (vertex, force) in forces.iter_mut().enumerate() {
                force.x -= (hold(vertex) * back) as f32;
            }
        }
        positions.len() as u64 * PULL_COST
    }
}
