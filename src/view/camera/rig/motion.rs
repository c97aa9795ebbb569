//! The motion of the rig: gestures, flight by keys, and easing towards the goal.

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
        framing::{self, ease_towards},
        input::MadeGesture,
        orbit::{Gesture, Orbit},
    },
};

/// Rate at which flight by keys gains and loses speed, per second.
const INERTIA: f32 = 9.0;
/// The camera rests within this share of its distance from the goal; radians for angles.
const RESTING: f32 = 8e-4;

/// The steps of a frame, in this order.
impl Rig {
    /// Applies a gesture to the goal, and to the current orbit unless the gesture came in steps.
    pub(in crate::view::camera) fn apply_gesture(
        &mut self,
        made: MadeGesture,
        extent: &GraphExtent,
    ) {
        match made.gesture {
            Gesture::Turn(_) => self.keep_distance(extent),
            _ => self.take_over(),
        }
        // Both orbits move, so that the grabbed point stays under the pointer at once.
        let after = |orbit: Orbit| {
            let moved = orbit.apply_gesture(made.gesture, &self.lens, &self.reach);
            clamp_focus(orbit, moved, extent)
        };
        let (wanted, current) = (after(self.wanted), after(self.current));
        self.wanted = wanted;
        if !made.stepped {
            self.current = current;
        }
    }

    /// Turns around the graph by an angle, radians.
    pub(in crate::view::camera) fn circle_by(&mut self, angle: f32, extent: &GraphExtent) {
        self.keep_distance(extent);
        self.wanted.yaw += angle;
        self.current.yaw += angle;
    }

    /// Advances the flight by keys by a time step, at `speed` distances per second.
    pub(in crate::view::camera) fn advance_flight(
        &mut self,
        speed: f32,
        seconds: f32,
        extent: &GraphExtent,
    ) {
        if !self.is_flying() {
            return;
        }
        self.take_over();
        // Way: the integral of a velocity v that eases towards the requested flight f at rate k:
        // f·t + (v − f)·(1 − e^(−k·t)) / k.
        let lag = (self.speed - self.flight) * (1.0 - (-INERTIA * seconds).exp()) / INERTIA;
        let way = (self.flight * seconds + lag) * speed;
        self.speed =
            self.flight + (self.speed - self.flight) * ease_towards(1.0, 0.0, INERTIA, seconds);
        // Stop coasting below a hundredth of the full speed.
        if self.flight == Vec3::ZERO && self.speed.length() < 0.01 {
            self.speed = Vec3::ZERO;
        }
        // Goal and current orbit move together: the flight itself is the easing.
        let flat = self.dimensions == Some(Dimensions::Two);
        for orbit in [&mut self.wanted, &mut self.current] {
            let from = *orbit;
            let mut by = way;
            if flat {
                // In the plane, forward moves up, and up zooms in.
                by = Vec3::new(way.x, -way.z, 0.0);
                orbit.radius = self
                    .reach
                    .limit_radius(from.radius, from.radius * (-way.y).exp());
            }
            orbit.focus += orbit.rotation() * by * orbit.radius;
            *orbit = clamp_focus(from, *orbit, extent);
        }
    }

    /// Reduces motion: flights become jumps. Following stays eased, which is calmer than jumps.
    pub(in crate::view::camera) fn spare_motion(&mut self) {
        self.jump |= self.pace != Pace::Follow;
    }

    /// Moves the camera towards its goal; returns whether it has arrived.
    pub(in crate::view::camera) fn advance_to_goal(&mut self, seconds: f32, empty: bool) -> bool {
        let (at, wanted) = (self.current, self.wanted);
        // A view that the user has taken stays where it is when panels open or close.
        let shift = match self.framing {
            Framing::Free => self.shift,
            _ => framing::projection_offset(self.lens.size, self.free),
        };
        // Arrived: within the resting share of the distance, and within a quarter of a pixel.
        let near = |a: f32, b: f32| (a - b).abs() < RESTING;
        // An empty graph has no way either: its first vertex appears at the focus.
        let resting = std::mem::replace(&mut self.jump, empty)
            || empty
            || (at.focus.distance(wanted.focus) < RESTING * wanted.radius
                && near(at.yaw, wanted.yaw)
                && near(at.pitch, wanted.pitch)
                && near(at.radius / wanted.radius, 1.0)
                && self.shift.distance(shift) < 0.25);
        if resting {
            // Arrived: snap to the goal, and keep the angle within half a turn.
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
            // On the way: ease the orbit at its pace, and the shift at the pace of a flight.
            let left = self.pace.remaining_share(seconds);
            self.current = at.interpolate_towards(wanted, left);
            self.shift = self
                .shift
                .lerp(shift, 1.0 - ease_towards(1.0, 0.0, FLIGHT_RATE, seconds));
        }
        resting
    }

    /// The user takes the camera over from its current orbit.
    pub(super) fn take_over(&mut self) {
        if self.pace != Pace::Hand {
            self.wanted = self.current;
        }
        self.pace = Pace::Hand;
        self.framing = Framing::Free;
    }

    /// Stops measuring the distance for each direction: turning must not change it.
    fn keep_distance(&mut self, extent: &GraphExtent) {
        match self.framing {
            Framing::Whole => {
                self.turned = Standpoint::from_orbit(self.wanted, extent, self.framed_slope());
                self.turned_area = self.free;
                self.framing = Framing::Turned;
            }
            Framing::Group => self.framing = Framing::Free,
            _ => {}
        }
    }
}

/// Limits the focus to twice the graph's radius from its centre, so that the graph is never lost.
fn clamp_focus(from: Orbit, to: Orbit, extent: &GraphExtent) -> Orbit {
    let farthest = (2.0 * extent.radius).max(from.focus.distance(extent.center));
    Orbit {
        focus: extent.center + (to.focus - extent.center).clamp_length_max(farthest),
        ..to
    }
}

/// The angle equivalent to `yaw` that is nearest to `from`, radians.
pub(super) fn nearest_turn(from: f32, yaw: f32) -> f32 {
    use std::f32::consts::{PI, TAU};
    from + (yaw - from + PI).rem_euclid(TAU) - PI
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::Arrangement,
        physics::DensePositions,
        view::{
            camera::{Bookmark, rig::DrawnGraph},
            look::appearance::Appearance,
        },
    };

    #[test]
    fn a_hand_takes_the_camera_where_it_is() {
        let extent = GraphExtent::default();
        let mut rig = Rig::default();
        rig.update_lens(
            Vec2::splat(600.0),
            Rect::default(),
            &extent,
            Arrangement::Space,
        );
        let graph = DrawnGraph {
            positions: &DensePositions::default(),
            appearance: &Appearance::default(),
            extent: &extent,
        };
        rig.aim_at_framing(&graph, |_| None);
        rig.advance_to_goal(0.0, true);
        // A shift stops a camera on its way elsewhere, and nothing sends it on.
        rig.recall_view(
            Bookmark {
                standpoint: Standpoint {
                    focus: Vec3::X,
                    distance: 9.0,
                },
                ..rig.to_bookmark(&extent)
            },
            &extent,
        );
        rig.framing = Framing::Free;
        (0..9).for_each(|_| {
            rig.advance_to_goal(1.0 / 60.0, false);
        });
        let before = rig.current();
        let gesture = Gesture::Shift {
            from: Vec2::ZERO,
            to: Vec2::X,
        };
        rig.apply_gesture(
            MadeGesture {
                gesture,
                stepped: false,
            },
            &extent,
        );
        assert_eq!(
            rig.current(),
            before.apply_gesture(gesture, &rig.lens, &rig.reach)
        );
        assert!(
            rig.advance_to_goal(1.0 / 60.0, false),
            "it rests in the hand"
        );
    }

    #[test]
    fn whoever_stands_somewhere_stands_upright() {
        use std::f32::consts::FRAC_PI_2;
        let mut rig = Rig::default();
        let before = rig.current();
        rig.stand_at(Orbit {
            radius: f32::NAN,
            ..before
        });
        rig.advance_to_goal(0.1, false);
        assert_eq!(rig.current(), before, "nowhere is no place");
        for (pitch, stands) in [(0.3, 0.3), (9.0, FRAC_PI_2), (-9.0, -FRAC_PI_2)] {
            rig.stand_at(Orbit { pitch, ..before });
            rig.advance_to_goal(0.1, false);
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
