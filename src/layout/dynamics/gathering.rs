//! Gathering: the pull that keeps the connected components of a graph beside each other. Without
//! it, components push each other away without end and the layout never rests. The pull keeps
//! their centres within a ball.

use glam::{DVec3, Vec3};

use super::step::own_mass;
use crate::layout::model::{Fingerprint, Settings, positive_root, rest_length};
use crate::topology::ConnectedComponents;

/// Radius of the ball's wall, and radius at which a small component outside all others is at rest;
/// both over the radius of all components packed tightly.
const ROOM: (f64, f64) = (1.0, 1.5);

/// Distance from the wall beyond which the pull is constant, over the distance from the wall to the
/// place of rest. A component far away then returns without being deformed by the bound on steps.
const MOST: f64 = 1.2;

/// Costs in pairs: of all passes for each vertex, and of finding the components for each vertex and
/// each edge.
const PASSES_COST: u64 = 12;
const PARTS_COST: u64 = 4;

/// Radius of a uniform ball over the root mean square distance from its centre.
const BALL: f64 = 1.29;

/// The pull between connected components.
#[derive(Debug, Default)]
pub(in crate::layout) struct Gathering {
    /// The components, if there are several.
    parts: Option<ConnectedComponents>,
    /// The graph whose components these are. Owners may replace the edges at any time.
    seen: Option<Fingerprint>,
    bodies: Vec<Body>,
}

/// One component as a whole.
#[derive(Clone, Copy, Debug, Default)]
struct Body {
    centre: DVec3,
    size: f64,
    /// Sum of squared distances from the centre.
    spread: f64,
    /// Whether one of its vertices is pinned, so that the component stays.
    held: bool,
    pull: Vec3,
}

impl Gathering {
    /// Adds the pull into the ball to the forces, and its stiffness to the stiffness. The pull is
    /// equal for all vertices of a component, so it deforms none. It is the gradient of one
    /// potential while components keep their sizes, so an equilibrium exists. Inside the ball it is
    /// zero, so a component that is caught in another can leave it.
    ///
    /// The centre of the ball is the centre of all vertices, which take the reaction. If components
    /// have pinned vertices, the centre is theirs and they take the reaction.
    ///
    /// Vertices count by weight, or 1 without weights. The components are those that
    /// [`Self::find_components`] found. Returns the cost, in pairs.
    pub fn add_pull(
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
        // Layers hold vertices along the axis: there the ball is a cylinder around the axis.
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
        // Outside, all others push a small component with about f0·n / R^q.
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
        // The reaction on the centre of the ball, shared by all vertices.
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

    /// Finds the components if the graph has changed. Returns the cost, in pairs.
    pub fn find_components(&mut self, graph: Fingerprint, edges: &[[u32; 2]]) -> u64 {
        if self.seen == Some(graph) {
            return 0;
        }
        self.seen = Some(graph);
        let vertices = graph.vertices;
        self.parts =
            Some(ConnectedComponents::new(vertices, edges)).filter(|parts| parts.count > 1);
        (vertices + edges.len()) as u64 * PARTS_COST
    }

    /// The radius of the ball (disc in the plane) that holds all components, each with half a rest
    /// length around it.
    fn packed_radius(&self, settings: &Settings) -> f64 {
        let constants = &settings.constants;
        let length = rest_length(settings.law, constants.attraction, constants.repulsion);
        let radii = self.bodies.iter().map(|body| {
            // Across layers a component bends easily, and a ball that followed its shape would push
            // it without end: use its number of vertices instead.
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
                // NaN without a root: then no component is pulled.
                positive_root(cubes, 3).unwrap_or(f64::NAN)
            }
        }
    }
}
