//! Layers: every vertex is drawn to the place of its depth along one axis, so that what
//! flows through a directed graph flows from left to right.
//!
//! A spring then is at rest along the axis when its ends are as far apart as their layers:
//! an edge that leads past many layers does not pull them together. Whatever else moves a
//! vertex out of its layer, repulsion or a hand, a harmonic pull takes it back: one more
//! force among the others. The layers float: they are where their vertices are on average,
//! so that the pull moves no graph as a whole. It is the gradient of
//!
//! ```text
//! U = ½ k Σ (x − t − c)²,  c = the mean of x − t
//! ```
//!
//! with the place `t` of the layer (the wider a layer, the farther its neighbours), whose
//! Hessian is at most `k`: the guard takes it as
//! it takes a spring, and there is a rest.
//!
//! The paper's gravity, a force along each edge, keeps the momentum too, but makes no layers:
//! where it is in balance with the springs, a vertex with many edges hangs as far down as
//! they are many. (The seed's graph at 4 and at 42 times the force of a spring at rest:
//! a layer's vertices are spread over 13 and 9 units, here over 0.1; heights go with layers
//! by 0.78 and 0.85, here by 0.99.)

use glam::Vec3;

use super::{
    cascade::rest_length,
    engine::Engine,
    guard::WORLD_RADIUS,
    hash,
    integrate::own_mass,
    settings::Settings,
    springs::Springs,
    topology::{distances, layers},
};

/// Stiffness of the pull, in that of a spring at rest.
const HOLD: f64 = 2.0;

/// The gap between two layers of `n` vertices each is so many times `1 + √n` spacings: the
/// wider layers are, the steeper would edges between them be otherwise, and a long chain
/// would leave no room for what is wide.
const WIDENING: f64 = 0.6;

/// What finding the layers costs, in pairs a vertex or edge, and what a pull costs, a vertex.
const LAYERS_COST: u64 = 12;
const PULL_COST: u64 = 4;

/// The layers of a graph. Nothing is kept without them.
#[derive(Debug, Default)]
pub(super) struct Layers {
    /// Where the layer of each vertex is, or where those of its members are on average, in
    /// spacings from the first.
    of: Vec<f32>,
    /// How many vertices each of them stands for; empty if all for themselves.
    counts: Vec<f32>,
    farthest: f32,
    /// Of which graph: its sizes, whether it is directed, and a digest of its edges. Whoever
    /// owns the engine may write others at any time.
    seen: Option<(usize, usize, bool, u64)>,
    /// Grows whenever they changed.
    version: u64,
}

/// Where the layers are along the axis, from the first, which is at zero.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places<'a> {
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
    pub fn look(&mut self, vertices: usize, edges: &[[u32; 2]], directed: bool) -> u64 {
        if !self.counts.is_empty() {
            return 0;
        }
        let digest = hash::digest(edges.iter().map(|&ends| hash::both(ends)));
        let seen = Some((vertices, edges.len(), directed, digest));
        let looked = edges.len() as u64;
        if self.seen == seen {
            return looked;
        }
        let found = if directed {
            layers(vertices, edges)
        } else {
            distances(vertices, edges)
        };
        let steps = steps(&found);
        self.take(found.iter().map(|&layer| steps[layer as usize]).collect());
        self.seen = seen;
        looked + (vertices + edges.len()) as u64 * LAYERS_COST
    }

    /// Takes those of groups of the vertices that `finer` knows: a group is where its
    /// members are on average.
    pub fn group(&mut self, finer: &Self, groups: &[u32], count: usize) {
        let mut sums = vec![(0.0f64, 0.0f64); count];
        for (member, (&layer, &group)) in finer.of.iter().zip(groups).enumerate() {
            let weight = own_mass(&finer.counts, member);
            let (sum, weights) = &mut sums[group as usize];
            *sum += f64::from(layer) * weight;
            *weights += weight;
        }
        let mean = |&(sum, weights): &(f64, f64)| (sum / weights.max(1.0)) as f32;
        self.take(sums.iter().map(mean).collect());
        self.counts = sums.iter().map(|&(_, weights)| weights as f32).collect();
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

    /// Where the vertices that count are from their layers, on average. Sums in order.
    fn origin(
        &self,
        places: Places,
        positions: &[Vec3],
        counts: impl Fn(usize) -> bool,
    ) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (vertex, position) in positions.iter().enumerate() {
            if counts(vertex) {
                let weight = own_mass(&self.counts, vertex);
                sum += (f64::from(position.x) - places.of(vertex)) * weight;
                weights += weight;
            }
        }
        Some(sum / weights).filter(|origin| origin.is_finite())
    }

    /// Adds the pull to each vertex's force, and what it costs to its stiffness. Returns
    /// what it took, in pairs.
    pub fn pull(
        &self,
        settings: &Settings,
        positions: &[Vec3],
        (forces, stiffness): (&mut [Vec3], &mut [f32]),
    ) -> u64 {
        let places = self.places(settings);
        if places.are_none() {
            return 0;
        }
        let constants = &settings.constants;
        let (attraction, repulsion) = (constants.attraction, constants.repulsion);
        let length = f64::from(rest_length(settings.law, attraction, repulsion));
        let exponent = settings.law.spring_exponent();
        let slope = (1..exponent).fold(f64::from(exponent), |slope, _| slope * length);
        let hold = (attraction.abs() * slope * HOLD).min(1e20);
        // None with what is not a number: then nothing is pulled.
        let Some(origin) = self.origin(places, positions, |_| true) else {
            return 0;
        };
        let vertices = positions.iter().zip(forces.iter_mut().zip(stiffness));
        for (vertex, (position, (force, stiffness))) in vertices.enumerate() {
            let place = origin + places.of(vertex);
            let hold = hold * own_mass(&self.counts, vertex);
            force.x += ((place - f64::from(position.x)) * hold) as f32;
            *stiffness += hold as f32;
        }
        positions.len() as u64 * PULL_COST
    }
}

/// Where each layer is, in spacings from the first.
fn steps(layers: &[u32]) -> Vec<f32> {
    let deepest = layers.iter().copied().max().unwrap_or(0);
    let mut sizes = vec![0u32; deepest as usize + 1];
    for &layer in layers {
        sizes[layer as usize] += 1;
    }
    let gaps = sizes.windows(2).scan(0.0, |step, sizes| {
        let mean = (f64::from(sizes[0]) + f64::from(sizes[1])) / 2.0;
        *step += WIDENING * (1.0 + mean.sqrt());
        Some(*step as f32)
    });
    std::iter::once(0.0).chain(gaps).collect()
}

/// How hard edges pull.
#[derive(Debug)]
pub struct Tensions<'a> {
    springs: Springs,
    places: Places<'a>,
    engine: &'a Engine,
}

impl Tensions<'_> {
    /// The pull of an edge, if there is that edge: positive draws its ends together.
    pub fn of(&self, edge: usize) -> Option<f32> {
        let Engine {
            positions,
            edges,
            strengths,
            ..
        } = self.engine;
        let [from, to] = edges.get(edge)?.map(|end| {
            let end = end as usize;
            self.places.relative(end, positions[end])
        });
        Some(self.springs.pull(from, to, strengths[edge]))
    }
}

impl Engine {
    /// How hard edges pull, at the present positions.
    pub fn tensions(&self) -> Tensions<'_> {
        Tensions {
            springs: Springs::new(&self.settings, self.directed),
            places: self.layers.places(&self.settings),
            engine: self,
        }
    }

    /// Finds the layers of the graph, if there are to be any. Returns what it took, in pairs.
    pub(super) fn look_at_layers(&mut self) -> u64 {
        if !self.settings.layered {
            self.layers.forget();
            return 0;
        }
        self.layers
            .look(self.positions.len(), &self.edges, self.directed)
    }

    /// Puts vertices into their layers at once, on a level that is on its way to a start, if
    /// there are to be any. Pinned ones stay, and the layers are about them.
    pub(super) fn snap_to_layers(&mut self) {
        let places = self.layers.places(&self.settings);
        if places.are_none() {
            return;
        }
        let held = self.pinned.contains(&true);
        let counts = |vertex| !held || self.pinned[vertex];
        let Some(origin) = self.layers.origin(places, &self.positions, counts) else {
            return;
        };
        let vertices = self.positions.iter_mut().zip(&self.pinned).enumerate();
        for (vertex, (position, _)) in vertices.filter(|(_, (_, pinned))| !**pinned) {
            position.x = (origin + places.of(vertex)) as f32;
        }
    }
}
