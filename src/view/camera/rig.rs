//! What moves the camera: a hand, or the framing that was asked for last.

use bevy::prelude::*;

use super::{
    bookmarks::{Bookmark, Standpoint},
    input::Made,
    orbit::{Gesture, Lens, Orbit, Reach},
};
use crate::{
    layout::Dimensions,
    physics::DensePositions,
    view::{
        extent::Extent,
        framing::{self, View, ease},
    },
};

/// Where one first looks from, in space: a little from the side, a little from above.
pub(super) const FIRST_YAW: f32 = 0.55;
pub(super) const FIRST_PITCH: f32 = 0.32;
/// Distance of a focused vertex, in its radii.
const CLOSE_UP: f32 = 32.0;
/// How fast the camera comes to where it is wanted, a second: after a step of the wheel, on a flight that was
/// asked for, and following what moves.
const HAND_RATE: f32 = 24.0;
const FLIGHT_RATE: f32 = 7.0;
const FOLLOW_RATE: f32 = 4.0;
/// How fast a flight gathers speed, a second: it begins softly.
const TAKE_OFF: f32 = 9.0;
/// How fast flying by keys gathers and loses speed, a second.
const INERTIA: f32 = 9.0;
/// Closer to its goal than this share of its distance, the camera rests.
const RESTING: f32 = 4e-4;

/// What the camera is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// Keeps the whole graph in view.
    #[default]
    Whole,
    /// Was turned by hand: it grows with the graph and does nothing else by itself.
    Turned,
    /// Stays with a vertex.
    Vertex(Entity),
    /// Keeps some vertices in view.
    Group,
    /// Stands where a person left it.
    Free,
}

/// How the camera comes to where it is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Pace {
    /// After a hand.
    Hand,
    /// After what moves.
    Follow,
    /// On a flight that began so many seconds ago.
    Flight(f32),
}

impl Pace {
    /// The share of the way that remains after some seconds.
    fn left(&mut self, seconds: f32) -> f32 {
        let exponent = match self {
            Self::Hand => HAND_RATE * seconds,
            Self::Follow => FOLLOW_RATE * seconds,
            Self::Flight(age) => {
                // The rate itself rises from zero: this is its integral, the same at every frame rate.
                let rise = |age: f32| (-TAKE_OFF * age).exp() / TAKE_OFF;
                let from = *age;
                *age += seconds;
                FLIGHT_RATE * (seconds - (rise(from) - rise(*age)))
            }
        };
        (-exponent).exp()
    }
}

/// The camera's state between frames.
#[derive(Component, Debug)]
pub struct Rig {
    /// What it is doing.
    pub framing: Framing,
    /// Where it is.
    current: Orbit,
    /// Where it is wanted.
    wanted: Orbit,
    /// The centre of projection, from the centre of the picture, logical pixels.
    shift: Vec2,
    lens: Lens,
    free: Rect,
    reach: Reach,
    pace: Pace,
    dimensions: Option<Dimensions>,
    /// Where it was turned, relative to the graph.
    turned: Standpoint,
    /// The vertices of [`Framing::Group`], and where they are.
    group: Vec<Entity>,
    places: Vec<Vec3>,
    /// A vertex was just asked for: come close.
    approach: bool,
    /// The last fit, of which positions and view: nothing is measured twice.
    fit: Option<(u64, View, (Vec3, f32))>,
    /// Stands at its goal at once, without a way there.
    jump: bool,
    /// Where keys fly, in the camera's axes, and the speed that it has.
    flight: Vec3,
    speed: Vec3,
}

impl Default for Rig {
    fn default() -> Self {
        let orbit = Orbit {
            yaw: FIRST_YAW,
            pitch: FIRST_PITCH,
            ..Orbit::FRONT
        };
        let size = Vec2::splat(600.0);
        Self {
            framing: Framing::Whole,
            current: orbit,
            wanted: orbit,
            shift: Vec2::ZERO,
            lens: Lens {
                size,
                center: size * 0.5,
            },
            free: Rect::from_corners(Vec2::ZERO, size),
            reach: Reach {
                nearest: f32::MIN_POSITIVE,
                farthest: f32::MAX,
            },
            pace: Pace::Follow,
            dimensions: None,
            turned: Standpoint::default(),
            group: Vec::new(),
            places: Vec::new(),
            approach: false,
            fit: None,
            jump: true,
            flight: Vec3::ZERO,
            speed: Vec3::ZERO,
        }
    }
}

/// What people and scripts ask of it.
impl Rig {
    /// Frames the whole graph; `new` is a graph that was not there before.
    pub(super) fn frame(&mut self, new: bool) {
        self.framing = Framing::Whole;
        self.fit = None;
        self.jump |= new;
        self.take_off();
    }

    /// Comes to a vertex.
    pub(super) fn focus(&mut self, vertex: Entity) {
        self.framing = Framing::Vertex(vertex);
        self.approach = true;
        self.take_off();
    }

    /// Frames some vertices.
    pub(super) fn frame_group(&mut self, vertices: impl IntoIterator<Item = Entity>) {
        self.group.clear();
        self.group.extend(vertices);
        match self.group[..] {
            [] => {}
            [vertex] => self.focus(vertex),
            _ => {
                self.framing = Framing::Group;
                self.fit = None;
                self.take_off();
            }
        }
    }

    /// Comes nearer, or goes farther, by a factor of the distance.
    pub(super) fn zoom(&mut self, factor: f32) {
        if !matches!(self.framing, Framing::Vertex(_)) {
            self.take();
        }
        let at = self.lens.center;
        self.wanted = self
            .wanted
            .after(Gesture::Zoom { factor, at }, &self.lens, &self.reach);
    }

    /// Brings a point of the plane to the middle.
    pub(super) fn center_on(&mut self, point: Vec2) {
        if point.is_finite() {
            self.take();
            self.wanted.focus = point.extend(self.wanted.focus.z);
        }
    }

    /// Looks from somewhere else at the same thing.
    pub(super) fn look_from(&mut self, yaw: f32, pitch: f32) {
        if self.dimensions != Some(Dimensions::Two) {
            self.wanted.yaw = nearest_turn(self.current.yaw, yaw);
            self.wanted.pitch = pitch;
            self.take_off();
        }
    }

    /// Flies; right, up and back, in [`CameraSettings::flight`](super::CameraSettings::flight); zero stops.
    pub(super) fn fly(&mut self, direction: Vec3) {
        if direction.is_finite() {
            self.flight = direction;
        }
    }

    /// The view as it is wanted now, relative to the graph.
    pub(super) fn bookmark(&self, extent: &Extent) -> Bookmark {
        Bookmark {
            standpoint: Standpoint::of(self.wanted, extent, self.slope()),
            yaw: self.wanted.yaw,
            pitch: self.wanted.pitch,
            whole: self.framing == Framing::Whole,
        }
    }

    /// Goes to a saved view.
    pub(super) fn recall(&mut self, view: Bookmark, extent: &Extent) {
        self.look_from(view.yaw, view.pitch);
        if view.whole {
            self.frame(false);
        } else {
            self.framing = Framing::Free;
            (self.wanted.focus, self.wanted.radius) = view.standpoint.place(extent, self.slope());
            self.take_off();
        }
    }
}

/// What happens in a frame, in this order.
impl Rig {
    /// Looks at the picture and the graph. Another number of dimensions is looked at from its own side.
    pub(super) fn look(&mut self, size: Vec2, free: Rect, extent: &Extent, dimensions: Dimensions) {
        self.free = framing::usable_area(size, free);
        self.lens = Lens {
            size,
            center: size * 0.5 + self.shift,
        };
        // The drawn size is eased: behind a graph that has just shrunk, it is larger than the graph.
        let farthest = extent.radius * 40.0;
        self.reach = Reach {
            nearest: (extent.vertex_radius * 2.0).min(farthest),
            farthest,
        };
        if self.dimensions.replace(dimensions) != Some(dimensions) {
            (self.wanted.yaw, self.wanted.pitch) = match dimensions {
                Dimensions::Two => (0.0, 0.0),
                Dimensions::Three => (FIRST_YAW, FIRST_PITCH),
            };
            if self.framing == Framing::Turned {
                self.framing = Framing::Whole;
            }
            self.pace = Pace::Follow;
        }
    }

    /// Does what a hand did.
    pub(super) fn gesture(&mut self, made: Made, extent: &Extent) {
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
    pub(super) fn circle(&mut self, angle: f32, extent: &Extent) {
        self.keep_distance(extent);
        self.wanted.yaw += angle;
        self.current.yaw += angle;
    }

    /// Flies for some seconds, `speed` distances a second.
    pub(super) fn glide(&mut self, speed: f32, seconds: f32, extent: &Extent) {
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

    /// Decides where the camera is wanted.
    pub(super) fn aim(
        &mut self,
        positions: &DensePositions,
        extent: &Extent,
        place: impl Fn(Entity) -> Option<Vec3>,
    ) {
        match self.framing {
            Framing::Whole => {
                (self.wanted.focus, self.wanted.radius) = self.fit(
                    positions.version,
                    extent,
                    &positions.positions,
                    extent.center,
                );
            }
            Framing::Turned => {
                (self.wanted.focus, self.wanted.radius) = self.turned.place(extent, self.slope());
            }
            Framing::Group => {
                let mut places = std::mem::take(&mut self.places);
                places.clear();
                places.extend(self.group.iter().filter_map(|&vertex| place(vertex)));
                if places.is_empty() {
                    self.framing = Framing::Free;
                } else {
                    let middle = places.iter().sum::<Vec3>() / places.len() as f32;
                    let (focus, radius) = self.fit(positions.version, extent, &places, middle);
                    self.wanted.focus = focus;
                    self.wanted.radius = radius.max(extent.vertex_radius * CLOSE_UP);
                }
                self.places = places;
            }
            Framing::Vertex(vertex) => match place(vertex) {
                Some(place) => {
                    self.wanted.focus = place;
                    if std::mem::take(&mut self.approach) {
                        let close = extent.vertex_radius * CLOSE_UP;
                        self.wanted.radius = self.wanted.radius.min(close);
                    }
                }
                None => self.framing = Framing::Free,
            },
            Framing::Free => {}
        }
        if self.dimensions == Some(Dimensions::Two) {
            self.wanted.focus.z = extent.center.z;
        }
        // A person's own view stands, whatever becomes of the graph.
        if self.framing != Framing::Free {
            let Reach { nearest, farthest } = self.reach;
            self.wanted.radius = self.wanted.radius.clamp(nearest, farthest);
        }
    }

    /// Brings the camera nearer to where it is wanted; true when it is there.
    pub(super) fn step(&mut self, seconds: f32, empty: bool) -> bool {
        let (at, wanted) = (self.current, self.wanted);
        let shift = framing::projection_offset(self.lens.size, self.free);
        let near = |a: f32, b: f32| (a - b).abs() < RESTING;
        let resting = std::mem::take(&mut self.jump)
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

    /// Where the camera is.
    pub(super) fn current(&self) -> Orbit {
        self.current
    }

    /// The centre of projection, from the centre of the picture, logical pixels.
    pub(super) fn shift(&self) -> Vec2 {
        self.shift
    }

    /// The picture as gestures see it.
    pub fn lens(&self) -> Lens {
        self.lens
    }

    /// The world's rectangle that is in the free part of the picture, of a camera that looks along −z.
    pub fn visible(&self) -> Rect {
        let corner = |place| self.current.seen_at(&self.lens, place).truncate();
        Rect::from_corners(corner(self.free.min), corner(self.free.max))
    }

    /// Whether keys fly it, or it still glides.
    pub(super) fn flies(&self) -> bool {
        self.flight != Vec3::ZERO || self.speed != Vec3::ZERO
    }

    fn slope(&self) -> f32 {
        framing::slope(self.lens.size, self.free)
    }

    /// A flight begins.
    fn take_off(&mut self) {
        self.pace = Pace::Flight(0.0);
    }

    /// A person takes the camera, from where it is.
    fn take(&mut self) {
        if self.pace != Pace::Hand {
            self.wanted = self.current;
        }
        self.pace = Pace::Hand;
        self.framing = Framing::Free;
    }

    /// Turning changes no distance: it is no longer measured anew from every side.
    fn keep_distance(&mut self, extent: &Extent) {
        match self.framing {
            Framing::Whole => {
                self.turned = Standpoint::of(self.wanted, extent, self.slope());
                self.framing = Framing::Turned;
            }
            Framing::Group => self.framing = Framing::Free,
            _ => {}
        }
    }

    /// What to look at, and from how far, to see some points.
    fn fit(&mut self, version: u64, extent: &Extent, points: &[Vec3], center: Vec3) -> (Vec3, f32) {
        let view = View {
            rotation: self.wanted.rotation(),
            size: self.lens.size,
            free: self.free,
            margin: extent.vertex_radius,
        };
        match self.fit {
            Some((of, seen, fit)) if of == version && seen == view => fit,
            _ => {
                let fit = framing::fit(points, center, &view);
                self.fit = Some((version, view, fit));
                fit
            }
        }
    }
}

/// Where one moved to, not so far away that the graph is lost.
fn held_in(from: Orbit, to: Orbit, extent: &Extent) -> Orbit {
    let farthest = (2.0 * extent.radius).max(from.focus.distance(extent.center));
    Orbit {
        focus: extent.center + (to.focus - extent.center).clamp_length_max(farthest),
        ..to
    }
}

/// The same direction as `yaw`, less than half a turn from another.
fn nearest_turn(from: f32, yaw: f32) -> f32 {
    use std::f32::consts::{PI, TAU};
    from + (yaw - from + PI).rem_euclid(TAU) - PI
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flight_begins_softly_and_takes_as_long_at_every_frame_rate() {
        for mut pace in [Pace::Hand, Pace::Follow, Pace::Flight(0.0)] {
            let once = { pace }.left(0.6);
            let many: f32 = (0..60).map(|_| pace.left(0.01)).product();
            assert!((once - many).abs() < 1e-4, "{pace:?}: {once} {many}");
        }
        let mut flight = Pace::Flight(0.0);
        let steps: Vec<f32> = (0..6).map(|_| 1.0 - flight.left(1.0 / 60.0)).collect();
        assert!(steps[0] < 0.02 && steps.is_sorted(), "{steps:?}");
        assert!(Pace::Flight(0.0).left(1.2) < 2e-3, "and is soon over");
    }

    #[test]
    fn a_hand_takes_the_camera_where_it_is() {
        let extent = Extent::default();
        let mut rig = Rig::default();
        rig.look(
            Vec2::splat(600.0),
            Rect::default(),
            &extent,
            Dimensions::Three,
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
