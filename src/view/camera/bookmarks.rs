//! Saved views: relative to the graph, so that they outlive its growth and the next scene.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use super::orbit::Orbit;
use crate::view::camera::extent::GraphExtent;

/// Views that can be saved, at most.
pub const MOST_BOOKMARKS: usize = 9;

/// A place relative to the graph and to the free part of the picture.
#[derive(Reflect, Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq)]
pub struct Standpoint {
    /// What is looked at, from the graph's centre, in its radii.
    pub focus: Vec3,
    /// Distance from there; 1 is where the graph's bounding sphere fills the picture as a framed graph does.
    pub distance: f32,
}

impl Standpoint {
    /// The standpoint of a camera. `slope` is `framing::slope` of the picture.
    pub fn of(orbit: Orbit, extent: &GraphExtent, slope: f32) -> Self {
        Self {
            focus: (orbit.focus - extent.center) / extent.radius,
            distance: orbit.radius * slope / extent.radius,
        }
    }

    /// Where that is now: what to look at, and from how far.
    pub fn place(self, extent: &GraphExtent, slope: f32) -> (Vec3, f32) {
        (
            extent.center + self.focus * extent.radius,
            self.distance * extent.radius / slope,
        )
    }
}

/// A saved view.
#[derive(Reflect, Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq)]
pub struct Bookmark {
    /// From where.
    pub standpoint: Standpoint,
    /// Turn around the vertical, radians.
    pub yaw: f32,
    /// Height above the horizon, radians.
    pub pitch: f32,
    /// Whether it keeps the whole graph in view, whatever its standpoint says.
    pub whole: bool,
}

impl Bookmark {
    /// Whether it can be shown; what was read from a file may say anything.
    pub fn is_valid(&self) -> bool {
        let Standpoint { focus, distance } = self.standpoint;
        focus.is_finite()
            && distance.is_finite()
            && distance > 0.0
            && (self.yaw + self.pitch).is_finite()
    }
}

/// The saved views, in the order of their numbers.
#[derive(Resource, Reflect, Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct Bookmarks {
    /// Nine at most.
    pub views: Vec<Bookmark>,
    /// The place in `views` of the one that was saved or shown last.
    pub current: Option<usize>,
}

impl Bookmarks {
    /// Saves a view in a slot, or in a new one. When there is no room left, the one shown last makes room.
    pub(super) fn save(&mut self, slot: Option<usize>, view: Bookmark) {
        let next = if self.views.len() < MOST_BOOKMARKS {
            self.views.len()
        } else {
            self.current.unwrap_or(MOST_BOOKMARKS - 1)
        };
        let slot = slot.map_or(next, |slot| slot.min(next));
        match self.views.get_mut(slot) {
            Some(saved) => *saved = view,
            None => self.views.push(view),
        }
        self.current = Some(slot);
    }

    /// The view in a slot, which is then the current one.
    pub(super) fn recall(&mut self, slot: usize) -> Option<Bookmark> {
        let view = self.views.get(slot).copied().filter(Bookmark::is_valid)?;
        self.current = Some(slot);
        Some(view)
    }

    /// The slot after the current one, around the end.
    pub(super) fn next(&self) -> usize {
        let next = self.current.map_or(0, |current| current + 1);
        if next < self.views.len() { next } else { 0 }
    }

    /// Forgets a view; those after it move up.
    pub(super) fn forget(&mut self, slot: usize) {
        if slot < self.views.len() {
            self.views.remove(slot);
            self.current = self
                .current
                .filter(|&current| current != slot)
                .map(|current| current - usize::from(current > slot));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(yaw: f32) -> Bookmark {
        Bookmark {
            standpoint: Standpoint {
                focus: Vec3::X,
                distance: 0.5,
            },
            yaw,
            ..default()
        }
    }

    #[test]
    fn nine_views_are_kept_and_walked_around() {
        let mut saved = Bookmarks::default();
        (0..12).for_each(|i| saved.save(None, view(i as f32)));
        assert_eq!(saved.views.len(), MOST_BOOKMARKS);
        assert_eq!((saved.views[8].yaw, saved.current), (11.0, Some(8)));
        assert_eq!(saved.next(), 0);
        saved.save(Some(2), view(-1.0));
        assert_eq!((saved.views[2].yaw, saved.next()), (-1.0, 3));
        saved.forget(0);
        assert_eq!((saved.views.len(), saved.current), (8, Some(1)));
        assert_eq!(saved.recall(1), Some(view(-1.0)));
        saved.forget(1);
        assert_eq!((saved.current, saved.recall(40)), (None, None));
        saved.views[0].yaw = f32::NAN;
        assert_eq!(saved.recall(0), None, "what is no number is not shown");
    }

    #[test]
    fn a_standpoint_follows_the_graph_and_survives_a_file() {
        let small = GraphExtent::default();
        let mut large = small;
        (large.center, large.radius) = (Vec3::splat(7.0), 100.0);
        let orbit = Orbit {
            focus: Vec3::new(0.0, 0.5, 0.0),
            radius: 4.0,
            ..Orbit::FRONT
        };
        let standpoint = Standpoint::of(orbit, &small, 0.2);
        let text = serde_json::to_string(&standpoint).unwrap();
        let read: Standpoint = serde_json::from_str(&text).unwrap();
        let (focus, radius) = read.place(&large, 0.2);
        assert!(focus.distance(Vec3::new(7.0, 57.0, 7.0)) < 1e-3 && (radius - 400.0).abs() < 1e-2);
        let (_, nearer) = read.place(&small, 0.4);
        assert!(
            (nearer - 2.0).abs() < 1e-5,
            "a larger picture is seen from nearer"
        );
    }
}
