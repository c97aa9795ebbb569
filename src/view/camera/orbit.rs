//! The orbit of a camera around its focus, and the effect of gestures: plain maths.
//!
//! A gesture keeps the grabbed point under the pointer. This is exact at the distance of the focus.

use std::f32::consts::FRAC_PI_2;

use bevy::prelude::*;

use crate::view::camera::framing::FIELD_OF_VIEW;

/// Least distance between two fingers in a pinch, logical pixels: it bounds the zoom factor.
const NEAREST_FINGERS: f32 = 12.0;

/// A camera's place on a sphere around its focus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Orbit {
    /// The point that the camera looks at, world units.
    pub focus: Vec3,
    /// Angle around the vertical, radians.
    pub yaw: f32,
    /// Angle above the horizon, radians, within a right angle up or down.
    pub pitch: f32,
    /// Distance from `focus`, world units.
    pub radius: f32,
}

/// The picture on which gestures are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Size of the picture, logical pixels.
    pub size: Vec2,
    /// Place of the focus in the picture, logical pixels from the top left.
    pub center: Vec2,
}

/// The distances that gestures may set, world units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The least distance from the focus.
    pub nearest: f32,
    /// The greatest distance from the focus.
    pub farthest: f32,
}

/// A gesture of one frame, in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Turns by angles to the right and down, radians.
    Turn(Vec2),
    /// Moves the point seen at one place of the picture to another place.
    Shift {
        /// Where it was.
        from: Vec2,
        /// Where it is now.
        to: Vec2,
    },
    /// Multiplies the distance; the point seen at a place stays there.
    Zoom {
        /// Factor of the distance; more than one moves away.
        factor: f32,
        /// The place that stays, logical pixels.
        at: Vec2,
    },
    /// Moves and zooms so that the points under two fingers stay under them.
    Pinch {
        /// Where they were.
        from: [Vec2; 2],
        /// Where they are now.
        to: [Vec2; 2],
    },
}

impl Lens {
    /// Size of a pixel at distance 1, world units.
    pub fn pixel_slope(&self) -> f32 {
        2.0 * (FIELD_OF_VIEW * 0.5).tan() / self.size.y.max(1.0)
    }

    /// Offset to the right of and above the line of sight, at distance 1, of the point seen at
    /// `place`.
    pub fn ray_slope(&self, place: Vec2) -> Vec2 {
        (place - self.center) * Vec2::new(1.0, -1.0) * self.pixel_slope()
    }
}

impl Orbit {
    /// An orbit that looks along −z.
    pub const FRONT: Self = Self {
        focus: Vec3::ZERO,
        yaw: 0.0,
        pitch: 0.0,
        radius: 1.0,
    };

    /// The rotation whose axes point right, up, and towards the viewer.
    pub fn rotation(self) -> Quat {
        Quat::from_rotation_y(self.yaw) * Quat::from_rotation_x(-self.pitch)
    }

    /// The camera's place and direction.
    pub fn transform(self) -> Transform {
        let rotation = self.rotation();
        Transform::from_rotation(rotation)
            .with_translation(self.focus + rotation * Vec3::Z * self.radius)
    }

    /// The point at the distance of the focus that is seen at a place.
    pub fn seen_at(self, lens: &Lens, place: Vec2) -> Vec3 {
        self.focus + self.rotation() * (lens.ray_slope(place) * self.radius).extend(0.0)
    }

    /// The orbit after a gesture.
    pub fn apply_gesture(self, gesture: Gesture, lens: &Lens, reach: &Reach) -> Self {
        match gesture {
            Gesture::Turn(by) => Self {
                yaw: self.yaw - by.x,
                pitch: (self.pitch + by.y).clamp(-FRAC_PI_2, FRAC_PI_2),
                ..self
            },
            Gesture::Shift { from, to } => Self {
                focus: self.focus + self.seen_at(lens, from) - self.seen_at(lens, to),
                ..self
            },
            Gesture::Zoom { factor, at } => {
                let radius = reach.limit_radius(self.radius, self.radius * factor);
                let zoomed = Self { radius, ..self };
                Self {
                    focus: self.focus + self.seen_at(lens, at) - zoomed.seen_at(lens, at),
                    ..zoomed
                }
            }
            Gesture::Pinch { from, to } => {
                let middle = |[a, b]: [Vec2; 2]| a.midpoint(b);
                let spread = |[a, b]: [Vec2; 2]| a.distance(b).max(NEAREST_FINGERS);
                let shift = Gesture::Shift {
                    from: middle(from),
                    to: middle(to),
                };
                let zoom = Gesture::Zoom {
                    factor: spread(from) / spread(to),
                    at: middle(to),
                };
                self.apply_gesture(shift, lens, reach)
                    .apply_gesture(zoom, lens, reach)
            }
        }
    }

    /// An orbit on the way to `goal`; `left` is the remaining share of the way, 0 to 1.
    ///
    /// The distance changes by equal factors. The focus moves straight, in step with the distance:
    /// a point at the same place of the picture at both ends stays there on the way.
    pub fn interpolate_towards(self, goal: Self, left: f32) -> Self {
        let nearer = (self.radius / goal.radius).ln();
        let share = if nearer.abs() < 1e-3 {
            left
        } else {
            (nearer * left).exp_m1() / nearer.exp_m1()
        };
        Self {
            focus: goal.focus + (self.focus - goal.focus) * share,
            yaw: goal.yaw + (self.yaw - goal.yaw) * left,
            pitch: goal.pitch + (self.pitch - goal.pitch) * left,
            radius: goal.radius * (nearer * left).exp(),
        }
    }
}

impl Reach {
    /// Clamps `radius` to the reach. A camera at `from` that is already beyond it, because the
    /// graph changed, may stay there.
    pub fn limit_radius(&self, from: f32, radius: f32) -> f32 {
        let nearest = self.nearest.min(from);
        radius.clamp(nearest, self.farthest.max(from).max(nearest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LENS: Lens = Lens {
        size: Vec2::new(900.0, 600.0),
        center: Vec2::new(520.0, 280.0),
    };
    const FAR: Reach = Reach {
        nearest: 1e-6,
        farthest: 1e9,
    };

    prop_compose! {
        fn orbits()(
            focus in prop::array::uniform3(-5.0_f32..5.0), yaw in -9.0_f32..9.0,
            pitch in -1.57_f32..1.57, exponent in -2.0_f32..4.0,
        ) -> Orbit {
            Orbit { focus: Vec3::from(focus), yaw, pitch, radius: 10.0_f32.powf(exponent) }
        }
    }

    fn places() -> impl Strategy<Value = Vec2> {
        (0.0_f32..900.0, 0.0_f32..600.0).prop_map(Vec2::from)
    }

    /// Where a point is on the screen.
    fn project(orbit: Orbit, point: Vec3) -> Vec2 {
        let eye = orbit.transform();
        let seen = eye.rotation.inverse() * (point - eye.translation);
        LENS.center + seen.truncate() / -seen.z / LENS.pixel_slope() * Vec2::new(1.0, -1.0)
    }

    /// How exact a pixel is where distances differ by as much as they do here.
    fn close(orbit: Orbit, a: Vec2, b: Vec2) -> bool {
        a.distance(b) < 0.1 + 5e-3 / orbit.radius
    }

    proptest! {
        #[test]
        fn a_point_stays_under_the_pointer_that_zooms_or_shifts(
            orbit in orbits(), from in places(), to in places(), factor in 0.2_f32..5.0, left in 0.0_f32..1.0,
        ) {
            let held = orbit.seen_at(&LENS, from);
            prop_assert!(close(orbit, project(orbit, held), from));
            let zoomed = orbit.apply_gesture(Gesture::Zoom { factor, at: from }, &LENS, &FAR);
            prop_assert!((zoomed.radius / orbit.radius / factor - 1.0).abs() < 1e-4);
            prop_assert!(close(zoomed, project(zoomed, held), from), "zoomed");
            // The point stays on the way there, too.
            let midway = orbit.interpolate_towards(zoomed, left);
            prop_assert!(close(midway, project(midway, held), from), "midway {:?}", project(midway, held));
            let shifted = orbit.apply_gesture(Gesture::Shift { from, to }, &LENS, &FAR);
            prop_assert!(close(shifted, project(shifted, held), to), "shifted");
            // At the limit of the reach the point stays, too.
            let reach = Reach { nearest: orbit.radius, farthest: orbit.radius };
            let stuck = orbit.apply_gesture(Gesture::Zoom { factor, at: from }, &LENS, &reach);
            prop_assert!(close(stuck, project(stuck, held), from) && stuck.radius == orbit.radius);
            let beyond = Reach { nearest: orbit.radius * 0.01, farthest: orbit.radius * 0.1 };
            let back = orbit.apply_gesture(Gesture::Zoom { factor, at: from }, &LENS, &beyond);
            prop_assert!(back.radius <= orbit.radius && back.radius >= orbit.radius * factor.min(1.0) * 0.999);
        }

        #[test]
        fn turning_keeps_focus_and_distance_and_never_turns_over(
            orbit in orbits(), turns in prop::collection::vec((-2.0_f32..2.0, -2.0_f32..2.0), 1..20),
        ) {
            let mut turned = orbit;
            for by in turns {
                turned = turned.apply_gesture(Gesture::Turn(by.into()), &LENS, &FAR);
                prop_assert!(turned.pitch.abs() <= FRAC_PI_2);
                prop_assert!(turned.transform().up().y >= -1e-6, "upside down");
            }
            prop_assert_eq!((turned.focus, turned.radius), (orbit.focus, orbit.radius));
            let eye = turned.transform().translation;
            prop_assert!((eye.distance(turned.focus) / orbit.radius - 1.0).abs() < 1e-2 + 1e-5 / orbit.radius);
        }

        #[test]
        fn fingers_take_along_what_is_between_them_in_any_number_of_steps(
            orbit in orbits(), way in prop::array::uniform6(places()),
        ) {
            let pairs = [[way[0], way[1]], [way[2], way[3]], [way[4], way[5]]];
            prop_assume!(pairs.iter().all(|[a, b]| a.distance(*b) > 40.0));
            let pinch = |orbit: Orbit, from: usize, to: usize| {
                let gesture = Gesture::Pinch { from: pairs[from], to: pairs[to] };
                orbit.apply_gesture(gesture, &LENS, &FAR)
            };
            let held = orbit.seen_at(&LENS, pairs[0][0].midpoint(pairs[0][1]));
            let (once, twice) = (pinch(orbit, 0, 2), pinch(pinch(orbit, 0, 1), 1, 2));
            prop_assert!(close(once, project(once, held), pairs[2][0].midpoint(pairs[2][1])));
            prop_assert!((once.radius / twice.radius - 1.0).abs() < 1e-4);
            prop_assert!(once.focus.distance(twice.focus) < 1e-3 * once.radius.max(orbit.radius).max(twice.radius).max(1.0));
        }

        #[test]
        fn a_way_never_overshoots_and_is_the_same_at_every_frame_rate(
            from in orbits(), goal in orbits(), left in 0.0_f32..1.0, share in 0.05_f32..1.0,
        ) {
            let once = from.interpolate_towards(goal, left * share);
            let twice = from.interpolate_towards(goal, left).interpolate_towards(goal, share);
            let size = from.focus.distance(goal.focus) + from.radius.min(goal.radius);
            prop_assert!(once.focus.distance(twice.focus) < 1e-2 * size, "{once:?} {twice:?}");
            prop_assert!((once.radius / twice.radius - 1.0).abs() < 1e-2);
            let (low, high) = (from.radius.min(goal.radius), from.radius.max(goal.radius));
            prop_assert!(once.radius >= low * 0.999 && once.radius <= high * 1.001);
            prop_assert!(once.focus.distance(goal.focus) <= from.focus.distance(goal.focus) * 1.001 + 1e-5);
        }
    }
}
