//! How large the graph is, where it is, and how large its vertices are drawn.

use bevy::prelude::*;

use crate::{
    graph::GraphIndex,
    layout::Arrangement,
    physics::{DensePositions, Physics},
};

/// Edges that are measured for [`Extent::mean_edge`], at most.
const SAMPLED_EDGES: usize = 2048;
/// Share of the bounding sphere that a vertex's radius takes, times the
/// number of vertices along its diameter.
const FILLING: f32 = 0.21;
/// As [`FILLING`], for a graph in a plane.
const FILLING_PLANE: f32 = 0.36;
/// The largest share of the bounding sphere that a vertex may take: graphs of
/// a handful of vertices.
const LARGEST_SHARE: f32 = 0.12;
/// The largest share of the mean edge that a vertex's radius may take: edges are to be seen
/// in a graph that is dense in places.
const EDGE_SHARE: f32 = 0.46;
/// How fast sizes follow, a second.
const EASING: f32 = 4.0;

/// The graph's bounding sphere and the sizes that follow from it, world units.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Centre of the bounding box.
    pub center: Vec3,
    /// Radius of the sphere around `center` that holds every vertex; never zero.
    pub radius: f32,
    /// Mean length of the edges, from a sample.
    pub mean_edge: f32,
    /// Radius at which a vertex is drawn; eased, so that it never jumps.
    pub vertex_radius: f32,
    /// Whether `vertex_radius` is still on its way.
    pub easing: bool,
    target: f32,
    seen: Option<u64>,
}

impl Default for Extent {
    fn default() -> Self {
        Self {
            center: Vec3::ZERO,
            radius: 1.0,
            mean_edge: 1.0,
            vertex_radius: LARGEST_SHARE,
            easing: false,
            target: LARGEST_SHARE,
            seen: None,
        }
    }
}

impl Extent {
    /// Measures a graph. Positions that are not finite are left out.
    pub fn measure(positions: &[Vec3], ends: &[[u32; 2]], arrangement: Arrangement) -> Self {
        let (center, radius) = bounding_sphere(positions).unwrap_or((Vec3::ZERO, 1.0));
        let count = positions.len().max(1) as f32;
        let share = match arrangement {
            Arrangement::Space => FILLING / count.cbrt(),
            Arrangement::LayersInSpace => FILLING / count.cbrt() * slimness(positions).sqrt(),
            Arrangement::Plane | Arrangement::LayersInPlane => FILLING_PLANE / count.sqrt(),
        };
        let mean_edge = mean_edge(positions, ends);
        let by_edge = mean_edge.map_or(f32::INFINITY, |length| length * EDGE_SHARE);
        let target = (radius * share.min(LARGEST_SHARE)).min(by_edge);
        Self {
            center,
            radius,
            mean_edge: mean_edge.unwrap_or(radius),
            vertex_radius: target,
            easing: false,
            target,
            seen: None,
        }
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

fn mean_edge(positions: &[Vec3], ends: &[[u32; 2]]) -> Option<f32> {
    let step = ends.len().div_ceil(SAMPLED_EDGES).max(1);
    let (sum, count) = ends
        .iter()
        .step_by(step)
        .filter_map(|&[a, b]| {
            Some(
                positions
                    .get(a as usize)?
                    .distance(*positions.get(b as usize)?),
            )
        })
        .filter(|length| length.is_finite())
        .fold((0.0, 0), |(sum, count), length| (sum + length, count + 1));
    (count > 0 && sum > 0.0).then(|| sum / count as f32)
}

/// Measures the graph when its vertices moved, and eases the drawn size.
pub(super) fn update_extent(
    positions: Res<DensePositions>,
    index: Res<GraphIndex>,
    physics: Option<Res<Physics>>,
    time: Res<Time<Real>>,
    mut extent: ResMut<Extent>,
) {
    if extent.seen != Some(positions.version) {
        let arrangement = physics
            .map(|physics| physics.arrangement())
            .unwrap_or_default();
        let measured = Extent::measure(&positions.positions, &index.ends, arrangement);
        let first = extent.seen.is_none() || positions.positions.len() <= 1;
        let vertex_radius = if first {
            measured.target
        } else {
            extent.vertex_radius
        };
        *extent = Extent {
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
            let extent = Extent::measure(&positions, &[[0, 1], [5, 9]], Arrangement::Space);
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
            let extent = Extent::measure(positions, &[], Arrangement::Space);
            assert!(extent.center.is_finite());
            assert_eq!(extent.radius, 1.0);
            assert!(extent.vertex_radius > 0.0);
        }
    }
}
