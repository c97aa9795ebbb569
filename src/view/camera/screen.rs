//! Projection from the world to the screen, and the search for vertices and edges near the pointer:
//! plain maths.

use bevy::prelude::*;

/// A camera's projection to logical pixels from the top left.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    clip_from_world: Mat4,
    clip_from_view: Mat4,
    world_from_view: Mat4,
    size: Vec2,
    /// Size of a world unit at distance 1, pixels.
    focal: f32,
    near: f32,
}

impl Screen {
    /// The projection of `camera` at `place`; `None` before it has a picture.
    pub fn from_camera(camera: &Camera, place: &GlobalTransform) -> Option<Self> {
        let size = camera.logical_viewport_size()?;
        Some(Self::new(camera.clip_from_view(), place, size))
    }

    /// The projection by a matrix with an infinite far plane.
    pub fn new(clip_from_view: Mat4, place: &GlobalTransform, size: Vec2) -> Self {
        Self {
            clip_from_world: clip_from_view * place.to_matrix().inverse(),
            clip_from_view,
            world_from_view: place.to_matrix(),
            size,
            focal: clip_from_view.y_axis.y * 0.5 * size.y,
            near: clip_from_view.w_axis.z,
        }
    }

    /// Size of the picture.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// Place of a point on the screen, and its distance along the line of sight; `None` behind the
    /// camera and for points that are not finite.
    pub fn project(&self, point: Vec3) -> Option<(Vec2, f32)> {
        self.clip_to_pixel(self.project_to_clip(point))
            .filter(|(at, _)| at.is_finite())
    }

    /// The world point seen at a place of the screen, at a distance along the line of sight.
    pub fn unproject(&self, at: Vec2, distance: f32) -> Vec3 {
        let ndc = (at / self.size - 0.5) * Vec2::new(2.0, -2.0);
        let clip = &self.clip_from_view;
        let scale = Vec2::new(clip.x_axis.x, clip.y_axis.y);
        // The centre of projection may lie off the centre of the picture.
        let side = (ndc + clip.z_axis.xy()) * distance / scale;
        self.world_from_view
            .transform_point3(side.extend(-distance))
    }

    /// Radius on the screen of a ball at a distance.
    pub fn radius(&self, radius: f32, distance: f32) -> f32 {
        radius * self.focal / distance
    }

    /// Both ends, on the screen, of the part of a segment in front of the camera.
    pub fn project_segment(&self, a: Vec3, b: Vec3) -> Option<(Vec2, Vec2)> {
        // Cut the segment at the near plane, in clip coordinates.
        let (a, b) = (self.project_to_clip(a), self.project_to_clip(b));
        let near = self.near * 1.01;
        let cut = |from: Vec4, to: Vec4| {
            if from.w >= near {
                from
            } else {
                from.lerp(to, (near - from.w) / (to.w - from.w))
            }
        };
        // NaN passes this test and is filtered out at the end.
        if a.w.max(b.w) <= near {
            return None;
        }
        let (from, to) = (cut(a, b), cut(b, a));
        Some((self.clip_to_pixel(from)?.0, self.clip_to_pixel(to)?.0))
            .filter(|(a, b)| a.is_finite() && b.is_finite())
    }

    /// Distance of a point along the line of sight; negative behind the camera.
    pub fn distance(&self, point: Vec3) -> f32 {
        self.clip_from_world.row(3).dot(point.extend(1.0))
    }

    /// Distance at which a ball of this radius appears with a radius of `pixels`.
    pub fn near_enough(&self, radius: f32, pixels: f32) -> f32 {
        radius * self.focal / pixels
    }

    /// The line of sight through `pointer`.
    fn sight_beam(&self, pointer: Vec2) -> Beam {
        let [x, y, ahead] = [0, 1, 3].map(|row| self.clip_from_world.row(row));
        // `at = (clip / w · ½ + ½) · size`, with y downwards, times w.
        let half = self.size * 0.5;
        Beam {
            right: x * half.x + ahead * (half.x - pointer.x),
            down: y * -half.y + ahead * (half.y - pointer.y),
            ahead,
        }
    }

    fn project_to_clip(&self, point: Vec3) -> Vec4 {
        self.clip_from_world * point.extend(1.0)
    }

    fn clip_to_pixel(&self, clip: Vec4) -> Option<(Vec2, f32)> {
        (clip.w >= self.near).then(|| {
            let ndc = clip.truncate().truncate() / clip.w;
            ((ndc * Vec2::new(0.5, -0.5) + 0.5) * self.size, clip.w)
        })
    }
}

/// Finds the vertex nearest to the pointer, at most `forgiveness` pixels beside its rim. Of several
/// vertices under the pointer the one in front wins.
///
/// `radius` returns the drawn radius of a vertex in world units, or `None` if it is hidden. It is
/// called only for vertices that would be near the pointer if they had the radius `largest`, the
/// greatest of all.
pub fn vertex_at(
    screen: &Screen,
    pointer: Vec2,
    positions: &[Vec3],
    radius: impl Fn(usize) -> Option<f32>,
    largest: f32,
    forgiveness: f32,
) -> Option<usize> {
    let beam = screen.sight_beam(pointer);
    let reach = largest * screen.focal;
    let mut best: Option<(f32, f32, usize)> = None;
    for (i, &position) in positions.iter().enumerate() {
        // Coarse test without a division or a call of `radius`.
        let (beside, distance) = beam.offset_to(position);
        let near = forgiveness * distance + reach;
        // NaN is never near.
        let candidate = distance >= screen.near && beside.length_squared() <= near * near;
        if !candidate || !beside.is_finite() {
            continue;
        }
        // Exact test with the drawn radius.
        let Some(radius) = radius(i) else {
            continue;
        };
        let beside = (beside.length() / distance - screen.radius(radius, distance)).max(0.0);
        if beside > forgiveness {
            continue;
        }
        // The same depth as in `vertices.wgsl`: a ball covers the balls inside it.
        let front = (distance - 0.5 * radius).max(0.5 * distance);
        if best.is_none_or(|(least, nearest, _)| (beside, front) < (least, nearest)) {
            best = Some((beside, front, i));
        }
    }
    best.map(|(.., i)| i)
}

/// The line of sight through a place of the screen, as three planes: the offset of a point from it
/// needs no division.
struct Beam {
    right: Vec4,
    down: Vec4,
    ahead: Vec4,
}

impl Beam {
    /// Offset of a point from the line in pixels, times its distance; and its distance along the
    /// line.
    fn offset_to(&self, point: Vec3) -> (Vec2, f32) {
        let point = point.extend(1.0);
        let beside = Vec2::new(self.right.dot(point), self.down.dot(point));
        (beside, self.ahead.dot(point))
    }
}

/// Finds the edge nearest to the pointer, at most `forgiveness` pixels away, among those that
/// `shown` accepts.
pub fn edge_at(
    screen: &Screen,
    pointer: Vec2,
    positions: &[Vec3],
    ends: &[[u32; 2]],
    forgiveness: f32,
    shown: impl Fn([u32; 2]) -> bool,
) -> Option<usize> {
    let away = |&[a, b]: &[u32; 2]| {
        let (a, b) = (*positions.get(a as usize)?, *positions.get(b as usize)?);
        let (a, b) = screen.project_segment(a, b)?;
        // Distance to the nearest point of the projected segment.
        let line = b - a;
        let t = ((pointer - a).dot(line) / line.length_squared().max(1e-9)).clamp(0.0, 1.0);
        Some(pointer.distance(a + line * t))
    };
    ends.iter()
        .enumerate()
        .filter_map(|(i, ends)| Some((away(ends)?, i)))
        .filter(|&(away, i)| away <= forgiveness && shown(ends[i]))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, i)| i)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Ten units in front of the origin, looking at it.
    fn screen() -> Screen {
        let projection = Mat4::perspective_infinite_reverse_rh(0.7, 1.5, 0.01);
        let place = GlobalTransform::from(Transform::from_xyz(0.0, 0.0, 10.0));
        Screen::new(projection, &place, Vec2::new(900.0, 600.0))
    }

    proptest! {
        #[test]
        fn a_vertex_is_found_where_it_is_drawn(
            x in -4.0_f32..4.0, y in -2.5_f32..2.5, z in -20.0_f32..5.0, angle in 0.0_f32..6.3, share in 0.0_f32..0.95,
        ) {
            let (screen, position) = (screen(), Vec3::new(x, y, z));
            let (at, distance) = screen.project(position).unwrap();
            let rim = screen.radius(0.2, distance);
            let pointer = at + Vec2::from_angle(angle) * rim * share;
            prop_assert_eq!(vertex_at(&screen, pointer, &[position], |_| Some(0.2), 0.2, 0.0), Some(0));
            let beside = at + Vec2::from_angle(angle) * (rim + 9.0);
            prop_assert_eq!(vertex_at(&screen, beside, &[position], |_| Some(0.2), 0.2, 8.0), None);
            prop_assert!(screen.unproject(at, distance).distance(position) < 1e-3);
            let hidden = |_| None;
            prop_assert_eq!(vertex_at(&screen, at, &[position], hidden, 0.2, 8.0), None);
            // The vertex in front hides it.
            let in_front = position.lerp(Vec3::new(0.0, 0.0, 10.0), 0.3);
            prop_assert_eq!(vertex_at(&screen, at, &[position, in_front], |_| Some(0.2), 0.2, 8.0), Some(1));
        }
    }

    #[test]
    fn a_hub_is_found_before_what_it_covers() {
        let (screen, places) = (screen(), [Vec3::X * 0.3, Vec3::ZERO, Vec3::X * 5.0]);
        let pointer = screen.project(places[0]).unwrap().0;
        let found = |hub| {
            vertex_at(
                &screen,
                pointer,
                &places,
                |i| Some([0.1, hub, 0.1][i]),
                1.0,
                0.0,
            )
        };
        assert_eq!(found(1.0), Some(1), "the hub lies over it");
        assert_eq!(found(0.2), Some(0), "a small one is beside it");
    }

    #[test]
    fn the_centre_of_the_view_is_the_centre_of_the_picture() {
        let (at, distance) = screen().project(Vec3::ZERO).unwrap();
        assert!(at.distance(Vec2::new(450.0, 300.0)) < 1e-2);
        assert!((distance - 10.0).abs() < 1e-4);
        assert_eq!(screen().project(Vec3::new(0.0, 0.0, 11.0)), None);
        assert_eq!(screen().project(Vec3::NAN), None);
    }

    #[test]
    fn an_edge_is_found_along_its_whole_length_even_past_the_camera() {
        let screen = screen();
        let positions = [
            Vec3::new(-3.0, 0.0, 0.0),
            Vec3::new(3.0, 0.0, 0.0),
            Vec3::new(1.0, 1.0, 30.0),
            Vec3::NAN,
        ];
        let ends = [[0, 1], [0, 2], [2, 2], [1, 3]];
        let at = |x: f32| screen.project(Vec3::new(x, 0.0, 0.0)).unwrap().0 + Vec2::Y * 2.0;
        assert_eq!(
            edge_at(&screen, at(2.0), &positions, &ends, 4.0, |_| true),
            Some(0)
        );
        assert_eq!(
            edge_at(&screen, at(5.0), &positions, &ends, 4.0, |_| true),
            None
        );
        let midway = screen
            .project(positions[0].lerp(positions[2], 0.2))
            .unwrap()
            .0;
        assert_eq!(
            edge_at(&screen, midway, &positions, &ends, 4.0, |_| true),
            Some(1)
        );
    }
}
