//! What belongs together: the parts of a graph that no edge joins would push each other
//! away for ever, and nothing would come to rest. The guard keeps their centres within a
//! ball, so that they find a place beside each other.

use glam::{DVec3, Vec3};

use super::step::own_mass;
use crate::layout::model::{Fingerprint, Settings, positive_root, rest_length};
use crate::topology::ConnectedComponents;

/// Radius of the ball over that of all parts packed tightly: where its wall begins, and
/// where a small part outside all others is at rest.
const ROOM: (f64, f64) = (1.0, 1.5);

/// The pull grows no more beyond so many times the way from the wall to that place: what
/// was blown far away comes back without being bent by the bound on its steps.
const MOST: f64 = 1.2;

/// What the passes over the vertices cost, in pairs a vertex, and what finding the parts
/// costs, a vertex or edge.
const PASSES_COST: u64 = 12;
const PARTS_COST: u64 = 4;

/// Radius of a ball of even density over the root mean square distance from its centre.
const BALL: f64 = 1.29;

/// What draws the parts of a graph together.
#[derive(Debug, Default)]
pub(in crate::layout) struct Gathering {
    /// The parts, if the graph has several.
    parts: Option<ConnectedComponents>,
    /// Of which graph: whoever owns the engine may write others at any time.
    seen: Option<Fingerprint>,
    bodies: Vec<Body>,
}

/// A part as a whole.
#[derive(Clone, Copy, Debug, Default)]
struct Body {
    centre: DVec3,
    size: f64,
    /// Sum of squared distances from the centre.
    spread: f64,
    /// One of its vertices is pinned: it stays where it is.
    held: bool,
    pull: Vec3,
}

impl Gathering {
    /// Adds the pull into the ball to each vertex's force and what it costs to its
    /// stiffness. It is the same for all vertices of a part, so that no part is bent by it;
    /// it is the gradient of one potential as long as the parts keep their sizes, so that
    /// there is a rest; and inside the ball there is none, so that a part which was caught in
    /// another can leave it.
    ///
    /// The ball is about the middle of all vertices, which takes the reaction. Where parts are
    /// held by pinned vertices it is about those, and they take it.
    ///
    /// A vertex counts for its weight; all for 1 without weights. The parts are those that
    /// [`Self::look`] found. Returns what it took, in pairs.
    pub fn pull(
        &mut self,
        settings: &Settings,
        (positions, pinned, weights): (&[Vec3], &[bool], &[f32]),
        (forces, stiffness): (&mut [Vec3], &mut [f32]),
    ) -> u64 {
        let Some(parts) = &self.parts else {
            return 0;
        };
        let cost = positions.len() as u64 * PASSES_COST;
        self.bodies.clear();
        self.bodies.resize(parts.count, Body::default());
        let weight = |vertex| own_mass(weights, vertex);
        let vertices = || positions.iter().zip(&parts.component_of).enumerate();
        for (vertex, (position, &part)) in vertices() {
            let body = &mut self.bodies[part as usize];
            body.centre += position.as_dvec3() * weight(vertex);
            body.size += weight(vertex);
            body.held |= pinned[vertex];
        }
        let n: f64 = self.bodies.iter().map(|body| body.size).sum();
        let held = self.bodies.iter().any(|body| body.held);
        let anchors = self.bodies.iter().filter(|body| body.held == held);
        let (sum, count) = anchors.fold((DVec3::ZERO, 0.0), |(sum, count), body| {
            (sum + body.centre, count + body.size)
        });
        let middle = sum / count;
        // Where layers hold them along the axis, the ball is a cylinder about it.
        let across = if settings.layered {
            DVec3::new(0.0, 1.0, 1.0)
        } else {
            DVec3::ONE
        };
        for body in &mut self.bodies {
            body.centre /= body.size;
        }
        for (vertex, (position, &part)) in vertices() {
            let body = &mut self.bodies[part as usize];
            let squared = position.as_dvec3().distance_squared(body.centre);
            body.spread += squared * weight(vertex);
        }
        let packed = self.packed_radius(settings);
        let (wall, rest) = (packed * ROOM.0, packed * ROOM.1);
        // Outside, all others push a small part by about f0·n / R^q.
        let push = settings.constants.repulsion * n;
        let falls = (0..settings.law.repulsion_exponent()).fold(1.0, |power, _| power * rest);
        let slope = push / (falls * (rest - wall));
        if !(slope.is_finite() && slope > 0.0) {
            return cost;
        }
        let mut total = DVec3::ZERO;
        for body in &mut self.bodies {
            let out = (body.centre - middle) * across;
            let distance = out.length();
            if distance > wall && !body.held {
                let beyond = (distance - wall).min((rest - wall) * MOST);
                let pull = out * (slope * -beyond / distance);
                total += pull * body.size;
                body.pull = pull.as_vec3();
            }
        }
        // What the ball's centre, the middle of all, is pushed by.
        let reaction = if held {
            Vec3::ZERO
        } else {
            (total / n).as_vec3()
        };
        for (vertex, &part) in parts.component_of.iter().enumerate() {
            let body = &self.bodies[part as usize];
            if !body.held {
                let weight = weight(vertex) as f32;
                forces[vertex] += (body.pull - reaction) * weight;
                stiffness[vertex] += slope as f32 * weight;
            }
        }
        cost
    }

    /// Finds the parts, if this is not the graph that was looked at last. Returns what it
    /// took, in pairs.
    pub fn look(&mut self, graph: Fingerprint, edges: &[[u32; 2]]) -> u64 {
        if self.seen == Some(graph) {
            return 0;
        }
        self.seen = Some(graph);
        let vertices = graph.vertices;
        self.parts =
            Some(ConnectedComponents::new(vertices, edges)).filter(|parts| parts.count > 1);
        (vertices + edges.len()) as u64 * PARTS_COST
    }

    /// The radius of all parts in one ball (disc in the plane), each with a rest length
    /// about it.
    fn packed_radius(&self, settings: &Settings) -> f64 {
        let constants = &settings.constants;
        let length = rest_length(settings.law, constants.attraction, constants.repulsion);
        let radii = self.bodies.iter().map(|body| {
            // Across layers a part bends easily. A ball that followed it would push it about
            // without end: there, its size has to do.
            let inner = if settings.layered {
                body.size.sqrt() * f64::from(length) * 0.5
            } else {
                (body.spread / body.size).sqrt() * BALL
            };
            inner + f64::from(length) * 0.5
        });
        // Layers take one dimension for themselves.
        match settings.dimensions.count() - u32::from(settings.layered) {
            1 => radii.sum(),
            2 => radii.map(|radius| radius * radius).sum::<f64>().sqrt(),
            _ => {
                let cubes = radii.map(|radius| radius * radius * radius).sum();
                // Not a number where there is none: then nothing is pulled.
                positive_root(cubes, 3).unwrap_or(f64::NAN)
            }
        }
    }
}
