//! How large the graph is, where it is, and how large its vertices are drawn.

use bevy::prelude::*;

use crate::{
    graph::GraphIndex,
    layout::Arrangement,
    physics::{DensePositions, Physics},
};

/// Edges that are measured for [`GraphExtent::mean_edge`], at most.
const SAMPLED_EDGES: usize = 2048;
/// Share of the bounding sphere that a vertex's radius takes, times the
/// number of vertices along its diameter.
const FILLING: f32 = 0.165;
/// As [`FILLING`], for a graph in a plane.
const FILLING_PLANE: f32 = 0.36;
/// The largest share of the bounding sphere that a vertex may take: graphs of
/// a handful of vertices.
const LARGEST_SHARE: f32 = 0.12;
/// The largest share of the mean edge that a vertex's radius may take: edges are to be seen
/// in a graph that is dense in places.
const EDGE_SHARE: f32 = 0.3;
/// Standard deviations that the graph reaches to either side of its middle: as many as an even
/// ball does.
const DEVIATIONS: f32 = 2.236;
/// How fast sizes follow, a second.
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
    /// The middle of the places along edges, from a sample …
    pub middle: Vec3,
    /// … and how they lie around it: their covariance.
    spread: Mat3,
    /// Radius at which a vertex is drawn; eased, so that it never jumps.
    pub vertex_radius: f32,
    /// Whether `vertex_radius` is still on its way.
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
        let count = positions.len().max(1) as f32;
        let share = match arrangement {
            Arrangement::Space => FILLING / count.cbrt(),
            Arrangement::LayersInSpace => FILLING / count.cbrt() * slimness(positions).sqrt(),
            Arrangement::Plane | Arrangement::LayersInPlane => FILLING_PLANE / count.sqrt(),
        };
        let ink = Ink::of(positions, ends);
        let mean_edge = ink.mean_edge();
        // Without edges, as in an even ball.
        let (middle, spread) = ink.spread().unwrap_or((
            center,
            Mat3::from_diagonal(Vec3::splat(radius * radius / 5.0)),
        ));
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

    /// How far the graph reaches before and behind its middle as one sees it along `sight`; nothing
    /// if it is flat and one looks at its face.
    pub fn depth(&self, sight: Vec3) -> f32 {
        let sight = sight.normalize_or(Vec3::Z);
        let deviation = sight.dot(self.spread * sight).max(0.0).sqrt();
        (DEVIATIONS * deviation).min(self.radius)
    }

    /// The area that edges cover as one sees them along `sight`, if they lay on a disc as they
    /// spread; at least a strip along the graph, as wide as an edge is long.
    pub fn shadow(&self, sight: Vec3) -> f32 {
        let (u, v) = sight.normalize_or(Vec3::Z).any_orthonormal_pair();
        let across = |a: Vec3, b: Vec3| a.dot(self.spread * b);
        let square = across(u, u) * across(v, v) - across(u, v).powi(2);
        // The variance of a disc along an axis is a quarter of its radius' square.
        let disc = 4.0 * std::f32::consts::PI * square.max(0.0).sqrt();
        disc.max(self.radius * self.mean_edge)
    }
}

/// Centre of the bounding box and the radius around it that holds every
/// finite position. One point, or points that coincide, get a sphere of
/// radius 1; no point gets none.
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
    // Closer together than a coordinate can tell apart is one point.
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

/// How much smaller a ball would be that has the room of the bounding box than one about it:
/// a long graph leaves its vertices less room than a round one.
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

/// What lines lie where, from a sample of the edges.
#[derive(Default)]
struct Ink {
    edges: u32,
    length: f32,
    origin: Option<Vec3>,
    /// Sums, weighed by length: of middles from `origin`, and of their products.
    first: Vec3,
    second: Mat3,
}

impl Ink {
    fn of(positions: &[Vec3], ends: &[[u32; 2]]) -> Self {
        let step = ends.len().div_ceil(SAMPLED_EDGES).max(1);
        // The default of a matrix is not nothing.
        let mut ink = Self {
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
            ink.edges += 1;
            ink.length += length;
            // From where the first one lies: far from zero, squares would lose what matters.
            let middle = a - *ink.origin.get_or_insert(a) + along * 0.5;
            ink.first += length * middle;
            ink.second += length * (outer(middle) + outer(along) * (1.0 / 12.0));
        }
        ink
    }

    fn mean_edge(&self) -> Option<f32> {
        (self.edges > 0 && self.length > 0.0).then(|| self.length / self.edges as f32)
    }

    /// The middle, and the covariance around it.
    fn spread(&self) -> Option<(Vec3, Mat3)> {
        let mean = self.first / self.length;
        let middle = self.origin? + mean;
        let spread = self.second * self.length.recip() - outer(mean);
        (middle.is_finite() && spread.is_finite()).then_some((middle, spread))
    }
}

fn outer(v: Vec3) -> Mat3 {
    Mat3::from_cols(v * v.x, v * v.y, v * v.z)
}

/// Measures the graph when its vertices moved, and eases the drawn size.
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
        // From its edge it is a strip; and a single edge has a shadow, too.
        assert!(extent.shadow(Vec3::X) < 0.1 * area);
        let one = GraphExtent::measure(&positions[..2], &[[0, 1]], Arrangement::Space);
        assert!(one.shadow(Vec3::X) > 0.0);
    }
}
