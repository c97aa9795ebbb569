//! What moves the camera: a hand, keys that fly, and the way to where it is wanted.

use bevy::prelude::*;

use super::{
    Framing, Rig,
    pace::{FLIGHT_RATE, Pace},
};
use crate::{
    layout::Dimensions,
    view::camera::{
        bookmarks::Standpoint,
        extent::GraphExtent,
        framing::{self, ease},
        input::Made,
        orbit::{Gesture, Orbit},
    },
};

/// How fast flying by keys gathers and loses speed, a second.
const INERTIA: f32 = 9.0;
/// Closer to its goal than this share of its distance, the camera rests.
const RESTING: f32 = 4e-4;

/// What happens in a frame, in this order.
impl Rig {
    /// Does what a hand did.
    pub(in crate::view::camera) fn gesture(&mut self, made: Made, extent: &GraphExtent) {
        match made.gesture {
            Gesture::Turn(_) => self.keep_distance(extent),
            _ => self.take(),
        }
        let after = |orbit: Orbit| {
            let moved = orbit.after(made.gesture, &self.lens, &self.reach);
            held_in(orbit, moved, extent)
        };
        let (wanted, current) = (after(self.wanted), after(self.current));
        self.wanted = wanted;
        if !made.stepped {
            self.current = current;
        }
    }

    /// Circles the graph.
    pub(in crate::view::camera) fn circle(&mut self, angle: f32, extent: &GraphExtent) {
        self.keep_distance(extent);
        self.wanted.yaw += angle;
        self.current.yaw += angle;
    }

    /// Flies for some seconds, `speed` distances a second.
    pub(in crate::view::camera) fn glide(
        &mut self,
        speed: f32,
        seconds: f32,
        extent: &GraphExtent,
    ) {
        if !self.flies() {
            return;
        }
        self.take();
        // The integral of a speed that eases towards what is wanted.
        let lag = (self.speed - self.flight) * (1.0 - (-INERTIA * seconds).exp()) / INERTIA;
        let way = (self.flight * seconds + lag) * speed;
        self.speed = self.flight + (self.speed - self.flight) * ease(1.0, 0.0, INERTIA, seconds);
        if self.flight == Vec3::ZERO && self.speed.length() < 0.01 {
            self.speed = Vec3::ZERO;
        }
        let flat = self.dimensions == Some(Dimensions::Two);
        for orbit in [&mut self.wanted, &mut self.current] {
            let from = *orbit;
            let mut by = way;
            if flat {
                // In a plane forward is up, and up is nearer.
                by = Vec3::new(way.x, -way.z, 0.0);
                orbit.radius = self.reach.limit(from.radius, from.radius * (-way.y).exp());
            }
            orbit.focus += orbit.rotation() * by * orbit.radius;
            *orbit = held_in(from, *orbit, extent);
        }
    }

    /// Spares motion: where the camera is wanted it is at once. What moves it still follows
    /// softly, which is the quieter way.
    pub(in crate::view::camera) fn spare_motion(&mut self) {
        self.jump |= self.pace != Pace::Follow;
    }

    /// Brings the camera nearer to where it is wanted; true when it is there.
    pub(in crate::view::camera) fn step(&mut self, seconds: f32, empty: bool) -> bool {
        let (at, wanted) = (self.current, self.wanted);
        let shift = framing::projection_offset(self.lens.size, self.free);
        let near = |a: f32, b: f32| (a - b).abs() < RESTING;
        // The first vertex of a graph is where one looks, too: there is no way to it.
        let resting = std::mem::replace(&mut self.jump, empty)
            || empty
            || (at.focus.distance(wanted.focus) < RESTING * wanted.radius
                && near(at.yaw, wanted.yaw)
                && near(at.pitch, wanted.pitch)
                && near(at.radius / wanted.radius, 1.0)
                && self.shift.distance(shift) < 0.25);
        if resting {
            // No angle grows without end.
            if wanted.yaw.abs() > std::f32::consts::PI {
                self.wanted.yaw = nearest_turn(0.0, wanted.yaw);
            }
            self.current = self.wanted;
            self.shift = shift;
            self.pace = if self.framing == Framing::Free {
                Pace::Hand
            } else {
                Pace::Follow
            };
        } else {
            let left = self.pace.left(seconds);
            self.current = at.towards(wanted, left);
            self.shift = self
                .shift
                .lerp(shift, 1.0 - ease(1.0, 0.0, FLIGHT_RATE, seconds));
        }
        resting
    }

    /// A person takes the camera, from where it is.
    pub(super) fn take(&mut self) {
        if self.pace != Pace::Hand {
            self.wanted = self.current;
        }
        self.pace = Pace::Hand;
        self.framing = Framing::Free;
    }

    /// Turning changes no distance: it is no longer measured anew from every side.
    fn keep_distance(&mut self, extent: &GraphExtent) {
        match self.framing {
            Framing::Whole => {
                self.turned = Standpoint::of(self.wanted, extent, self.slope());
                self.framing = Framing::Turned;
            }
            Framing::Group => self.framing = Framing::Free,
            _ => {}
        }
    }
}

/// Where one moved to, not so far away that the graph is lost.
fn held_in(from: Orbit, to: Orbit, extent: &GraphExtent) -> Orbit {
    let farthest = (2.0 * extent.radius).max(from.focus.distance(extent.center));
    Orbit {
        focus: extent.center + (to.focus - extent.center).clamp_length_max(farthest),
        ..to
    }
}

/// The same direction as `yaw`, less than half a turn from another.
pub(super) fn nearest_turn(from: f32, yaw: f32) -> f32 {
    use std::f32::consts::{PI, TAU};
    from + (yaw - from + PI).rem_euclid(TAU) - PI
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{layout::Arrangement, physics::DensePositions, view::camera::Bookmark};

    #[test]
    fn a_hand_takes_the_camera_where_it_is() {
        let extent = GraphExtent::default();
        let mut rig = Rig::default();
        rig.look(
            Vec2::splat(600.0),
            Rect::default(),
            &extent,
            Arrangement::Space,
        );
        rig.aim(&DensePositions::default(), &extent, |_| None);
        rig.step(0.0, true);
        // On its way somewhere else it is stopped by a shift, and never sent on.
        rig.recall(
            Bookmark {
                standpoint: Standpoint {
                    focus: Vec3::X,
                    distance: 9.0,
                },
                ..rig.bookmark(&extent)
            },
            &extent,
        );
        rig.framing = Framing::Free;
        (0..9).for_each(|_| {
            rig.step(1.0 / 60.0, false);
        });
        let before = rig.current();
        let gesture = Gesture::Shift {
            from: Vec2::ZERO,
            to: Vec2::X,
        };
        rig.gesture(
            Made {
                gesture,
                stepped: false,
            },
            &extent,
        );
        assert_eq!(rig.current(), before.after(gesture, &rig.lens, &rig.reach));
        assert!(rig.step(1.0 / 60.0, false), "it rests in the hand");
    }

    #[test]
    fn whoever_stands_somewhere_stands_upright() {
        use std::f32::consts::FRAC_PI_2;
        let mut rig = Rig::default();
        let before = rig.current();
        rig.stand(Orbit {
            radius: f32::NAN,
            ..before
        });
        rig.step(0.1, false);
        assert_eq!(rig.current(), before, "nowhere is no place");
        for (pitch, stands) in [(0.3, 0.3), (9.0, FRAC_PI_2), (-9.0, -FRAC_PI_2)] {
            rig.stand(Orbit { pitch, ..before });
            rig.step(0.1, false);
            assert_eq!(rig.current().pitch, stands);
        }
    }

    #[test]
    fn the_way_to_an_angle_is_the_short_one() {
        use std::f32::consts::PI;
        for (from, yaw, wanted) in [
            (3.0, -3.0, 2.0 * PI - 3.0),
            (20.0, 0.0, 6.0 * PI),
            (0.1, 0.4, 0.4),
        ] {
            assert!(
                (nearest_turn(from, yaw) - wanted).abs() < 1e-4,
                "{from} {yaw}"
            );
        }
    }
}
