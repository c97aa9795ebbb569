//! Measures the graph: its bounding sphere, the spread of its edges, and the drawn size of
//! vertices.

use bevy::prelude::*;

use crate::{
    graph::GraphIndex,
    layout::Arrangement,
    physics::{DensePositions, Physics},
};

/// Greatest number of edges in the sample for [`GraphExtent::mean_edge`].
const SAMPLED_EDGES: usize = 2048;
/// A vertex's radius as a share of the bounding sphere's, times the cube root of the number of
/// vertices.
const FILLING: f32 = 0.165;
/// The same share for a graph in a plane, times the square root of the number of vertices.
const FILLING_PLANE: f32 = 0.36;
/// Largest share of the bounding sphere's radius for a vertex, reached by graphs of a few vertices.
const LARGEST_SHARE: f32 = 0.12;
/// Largest vertex radius as a share of the mean edge: edges stay visible where a graph is dense.
const EDGE_SHARE: f32 = 0.3;
/// Reach of the graph to either side of its middle, in standard deviations: √5, as in a uniform
/// ball.
const DEVIATIONS: f32 = 2.236;
/// Rate at which the drawn size approaches its target, per second.
const EASING: f32 = 4.0;

/// The graph's bounding sphere and the sizes that follow from it, world units.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct GraphExtent {
    /// Centre of the bounding box.
    pub center: Vec3,
    /// Radius of the sphere around `center` that holds every vertex; never zero.
    pub radius: f32,
    /// Mean length of the edges, from a sample.
    pub mean_edge: f32,
    /// Mean of the points along the edges, from a sample.
    pub middle: Vec3,
    /// Covariance of these points around `middle`.
    spread: Mat3,
    /// Drawn radius of a vertex; eased, so that it never jumps.
    pub vertex_radius: f32,
    /// Whether `vertex_radius` still approaches its target.
    pub easing: bool,
    target: f32,
    seen: Option<u64>,
}

impl Default for GraphExtent {
    fn default() -> Self {
        Self {
            center: Vec3::ZERO,
            radius: 1.0,
            mean_edge: 1.0,
            middle: Vec3::ZERO,
            spread: Mat3::ZERO,
            vertex_radius: LARGEST_SHARE,
            easing: false,
            target: LARGEST_SHARE,
            seen: None,
        }
    }
}

impl GraphExtent {
    /// Measures a graph. Positions that are not finite are left out.
    pub fn measure(positions: &[Vec3], ends: &[[u32; 2]], arrangement: Arrangement) -> Self {
        let (center, radius) = bounding_sphere(positions).unwrap_or((Vec3::ZERO, 1.0));
        // The vertex radius by the room for each vertex: the cube or square root of their number.
        let count = positions.len().max(1) as f32;
        let share = match arrangement {
            Arrangement::Space => FILLING / count.cbrt(),
            Arrangement::LayersInSpace => FILLING / count.cbrt() * slimness(positions).sqrt(),
            Arrangement::Plane | Arrangement::LayersInPlane => FILLING_PLANE / count.sqrt(),
        };
        let moments = EdgeMoments::from_edges(positions, ends);
        let mean_edge = moments.mean_edge();
        // Without edges: the covariance of a uniform ball.
        let (middle, spread) = moments.middle_and_spread().unwrap_or((
            center,
            Mat3::from_diagonal(Vec3::splat(radius * radius / 5.0)),
        ));
        // The vertex radius by the length of the edges; the smaller bound holds.
        let by_edge = mean_edge.map_or(f32::INFINITY, |length| length * EDGE_SHARE);
        let target = (radius * share.min(LARGEST_SHARE)).min(by_edge);
        Self {
            center,
            radius,
            mean_edge: mean_edge.unwrap_or(radius),
            middle,
            spread,
            vertex_radius: target,
            easing: false,
            target,
            seen: None,
        }
    }

    /// Reach of the graph in front of and behind its middle along `sight`, world units; zero for a
    /// flat graph seen face on.
    pub fn depth(&self, sight: Vec3) -> f32 {
        let sight = sight.normalize_or(Vec3::Z);
        let deviation = sight.dot(self.spread * sight).max(0.0).sqrt();
        (DEVIATIONS * deviation).min(self.radius)
    }

    /// Area that the edges cover seen along `sight`, world units squared: that of a disc with the
    /// same covariance, but at least a strip along the graph as wide as the mean edge.
    pub fn shadow(&self, sight: Vec3) -> f32 {
        let (u, v) = sight.normalize_or(Vec3::Z).any_orthonormal_pair();
        let across = |a: Vec3, b: Vec3| a.dot(self.spread * b);
        let square = across(u, u) * across(v, v) - across(u, v).powi(2);
        // The variance of a disc along an axis is a quarter of its radius' square.
        let disc = 4.0 * std::f32::consts::PI * square.max(0.0).sqrt();
        disc.max(self.radius * self.mean_edge)
    }
}

/// Centre of the bounding box, and the radius around it that holds every finite position. The
/// radius is 1 for a single point and for coincident points. `None` without a finite position.
fn bounding_sphere(positions: &[Vec3]) -> Option<(Vec3, f32)> {
    let finite = || positions.iter().copied().filter(|p| p.is_finite());
    let (low, high) = finite().fold((Vec3::MAX, Vec3::MIN), |(low, high), p| {
        (low.min(p), high.max(p))
    });
    if low.x > high.x {
        return None;
    }
    // Halves first: the sum of two large coordinates may overflow.
    let center = low * 0.5 + high * 0.5;
    let radius = finite()
        .fold(0.0_f32, |largest, p| {
            largest.max(p.distance_squared(center))
        })
        .sqrt();
    // Points closer together than the resolution of a coordinate count as one.
    let resolution = center.abs().max_element() * 1e-6;
    Some((
        center,
        if radius > resolution && radius.is_finite() {
            radius
        } else {
            1.0
        },
    ))
}

/// Ratio of the radii of a ball with the bounding box's volume and a ball around the box, 0 to 1: a
/// long graph leaves its vertices less room than a round one.
fn slimness(positions: &[Vec3]) -> f32 {
    let finite = positions.iter().copied().filter(|p| p.is_finite());
    let (low, high) = finite.fold((Vec3::MAX, Vec3::MIN), |(low, high), p| {
        (low.min(p), high.max(p))
    });
    let sides = high - low;
    let longest = sides.max_element();
    if longest > 0.0 && longest.is_finite() {
        (sides / longest)
            .max(Vec3::splat(0.02))
            .element_product()
            .cbrt()
    } else {
        1.0
    }
}

/// Length-weighted moments of the points along edges, from a sample.
#[derive(Default)]
struct EdgeMoments {
    edges: u32,
    length: f32,
    origin: Option<Vec3>,
    /// Sum of the edges' midpoints relative to `origin`, weighted by length.
    first: Vec3,
    /// Sum of the outer products, weighted by length.
    second: Mat3,
}

impl EdgeMoments {
    fn from_edges(positions: &[Vec3], ends: &[[u32; 2]]) -> Self {
        let step = ends.len().div_ceil(SAMPLED_EDGES).max(1);
        // The default of a matrix is the identity.
        let mut moments = Self {
            second: Mat3::ZERO,
            ..Self::default()
        };
        for &[a, b] in ends.iter().step_by(step) {
            let (Some(&a), Some(&b)) = (positions.get(a as usize), positions.get(b as usize))
            else {
                continue;
            };
            let along = b - a;
            let length = along.length();
            if !length.is_finite() {
                continue;
            }
            moments.edges += 1;
            moments.length += length;
            // Relative to the first edge: far from the origin, squares would lose their precision.
            let middle = a - *moments.origin.get_or_insert(a) + along * 0.5;
            // Covariance of a uniform segment around its midpoint: the outer product over 12.
            moments.first += length * middle;
            moments.second +=
                length * (outer_product(middle) + outer_product(along) * (1.0 / 12.0));
        }
        moments
    }

    fn mean_edge(&self) -> Option<f32> {
        (self.edges > 0 && self.length > 0.0).then(|| self.length / self.edges as f32)
    }

    /// The mean and the covariance.
    fn middle_and_spread(&self) -> Option<(Vec3, Mat3)> {
        let mean = self.first / self.length;
        let middle = self.origin? + mean;
        let spread = self.second * self.length.recip() - outer_product(mean);
        (middle.is_finite() && spread.is_finite()).then_some((middle, spread))
    }
}

fn outer_product(v: Vec3) -> Mat3 {
    Mat3::from_cols(v * v.x, v * v.y, v * v.z)
}

/// Measures the graph after its vertices moved, and eases the drawn size.
pub(in crate::view) fn update_extent(
    positions: Res<DensePositions>,
    index: Res<GraphIndex>,
    physics: Option<Res<Physics>>,
    time: Res<Time<Real>>,
    mut extent: ResMut<GraphExtent>,
) {
    if extent.seen != Some(positions.version) {
        let arrangement = physics
            .map(|physics| physics.arrangement())
            .unwrap_or_default();
        let measured = GraphExtent::measure(&positions.positions, &index.ends, arrangement);
        let first = extent.seen.is_none() || positions.positions.len() <= 1;
        // The first measure sets the size at once; later ones ease it.
        let vertex_radius = if first {
            measured.target
        } else {
            extent.vertex_radius
        };
        *extent = GraphExtent {
            vertex_radius,
            easing: extent.easing,
            seen: Some(positions.version),
            ..measured
        };
    }
    let error = extent.target - extent.vertex_radius;
    let easing = error.abs() > 1e-3 * extent.target;
    if easing {
        extent.vertex_radius += error * (1.0 - (-EASING * time.delta_secs()).exp());
        extent.easing = true;
    } else if extent.easing {
        extent.vertex_radius = extent.target;
        extent.easing = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sphere_holds_every_vertex_at_any_scale() {
        for scale in [1e-3, 1.0, 1e6] {
            let positions: Vec<Vec3> = (0..200)
                .map(|i| Vec3::new((i % 7) as f32, (i % 11) as f32, (i % 13) as f32) * scale)
                .collect();
            let extent = GraphExtent::measure(&positions, &[[0, 1], [5, 9]], Arrangement::Space);
            for p in &positions {
                assert!(p.distance(extent.center) <= extent.radius * 1.000_1);
            }
            assert!(extent.vertex_radius > 0.0 && extent.vertex_radius < extent.radius);
            assert!(extent.mean_edge > 0.0);
        }
    }

    #[test]
    fn nothing_one_vertex_and_what_is_not_finite_have_an_extent() {
        let nan = Vec3::splat(f32::NAN);
        for positions in [
            &[][..],
            &[Vec3::ONE][..],
            &[Vec3::ONE, Vec3::ONE][..],
            &[nan][..],
            &[nan, Vec3::ONE][..],
        ] {
            let extent = GraphExtent::measure(positions, &[], Arrangement::Space);
            assert!(extent.center.is_finite());
            assert_eq!(extent.radius, 1.0);
            assert!(extent.vertex_radius > 0.0);
        }
    }

    #[test]
    fn the_shadow_of_a_square_of_edges_is_about_as_large_as_the_square() {
        let side = 40;
        let positions: Vec<Vec3> = (0..side * side)
            .map(|i| Vec3::new((i % side) as f32, (i / side) as f32, 1e4))
            .collect();
        let ends: Vec<[u32; 2]> = (0..side * side - side).map(|i| [i, i + side]).collect();
        let extent = GraphExtent::measure(&positions, &ends, Arrangement::Space);
        let area = (39 * 39) as f32;
        let front = extent.shadow(Vec3::Z) / area;
        assert!((0.9..1.2).contains(&front), "{front}");
        let [flat, deep] = [Vec3::Z, Vec3::X].map(|sight| extent.depth(sight));
        assert!(flat < 1e-2 && deep > 20.0, "{flat}, {deep}, {extent:?}");
        assert!(extent.middle.distance(Vec3::new(19.5, 19.5, 1e4)) < 1.0);
        // Seen edge on the square covers a strip; a single edge covers an area, too.
        assert!(extent.shadow(Vec3::X) < 0.1 * area);
        let one = GraphExtent::measure(&positions[..2], &[[0, 1]], Arrangement::Space);
        assert!(one.shadow(Vec3::X) > 0.0);
    }
}
