//! Saved views, relative to the graph, so that they stay valid while it grows.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use super::orbit::Orbit;
use crate::view::camera::extent::GraphExtent;

/// Greatest number of saved views.
pub const MOST_BOOKMARKS: usize = 9;

/// A place relative to the graph and to the free part of the picture.
#[derive(Reflect, Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq)]
pub struct Standpoint {
    /// The focus, from the graph's centre, in radii of the graph.
    pub focus: Vec3,
    /// Distance from the focus; at 1 the graph's bounding sphere spans as much of the picture as a
    /// framed graph.
    pub distance: f32,
}

impl Standpoint {
    /// The standpoint of a camera. `slope` is `framing::framed_slope` of the picture.
    pub fn from_orbit(orbit: Orbit, extent: &GraphExtent, slope: f32) -> Self {
        Self {
            focus: (orbit.focus - extent.center) / extent.radius,
            distance: orbit.radius * slope / extent.radius,
        }
    }

    /// The focus and the distance for the graph as it is now, world units.
    pub fn focus_and_radius(self, extent: &GraphExtent, slope: f32) -> (Vec3, f32) {
        (
            extent.center + self.focus * extent.radius,
            self.distance * extent.radius / slope,
        )
    }
}

/// A saved view.
#[derive(Reflect, Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq)]
pub struct Bookmark {
    /// Focus and distance.
    pub standpoint: Standpoint,
    /// Angle around the vertical, radians.
    pub yaw: f32,
    /// Angle above the horizon, radians.
    pub pitch: f32,
    /// Whether it frames the whole graph instead of using its standpoint.
    pub whole: bool,
}

impl Bookmark {
    /// Whether it can be shown: a file may hold any number.
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
    /// At most [`MOST_BOOKMARKS`] views.
    pub views: Vec<Bookmark>,
    /// Index of the view that was saved or shown last.
    pub current: Option<usize>,
}

impl Bookmarks {
    /// Saves a view in a slot, or in a new one. Without a free slot it replaces the view shown
    /// last.
    pub(super) fn save_view(&mut self, slot: Option<usize>, view: Bookmark) {
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

    /// The view in a slot, which becomes the current one.
    pub(super) fn recall_view(&mut self, slot: usize) -> Option<Bookmark> {
        let view = self.views.get(slot).copied().filter(Bookmark::is_valid)?;
        self.current = Some(slot);
        Some(view)
    }

    /// The slot after the current one; after the last, the first.
    pub(super) fn next_slot(&self) -> usize {
        let next = self.current.map_or(0, |current| current + 1);
        if next < self.views.len() { next } else { 0 }
    }

    /// Deletes a view; later ones move up.
    pub(super) fn forget_view(&mut self, slot: usize) {
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
        (0..12).for_each(|i| saved.save_view(None, view(i as f32)));
        assert_eq!(saved.views.len(), MOST_BOOKMARKS);
        assert_eq!((saved.views[8].yaw, saved.current), (11.0, Some(8)));
        assert_eq!(saved.next_slot(), 0);
        saved.save_view(Some(2), view(-1.0));
        assert_eq!((saved.views[2].yaw, saved.next_slot()), (-1.0, 3));
        saved.forget_view(0);
        assert_eq!((saved.views.len(), saved.current), (8, Some(1)));
        assert_eq!(saved.recall_view(1), Some(view(-1.0)));
        saved.forget_view(1);
        assert_eq!((saved.current, saved.recall_view(40)), (None, None));
        saved.views[0].yaw = f32::NAN;
        assert_eq!(saved.recall_view(0), None, "what is no number is not shown");
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
        let standpoint = Standpoint::from_orbit(orbit, &small, 0.2);
        let text = serde_json::to_string(&standpoint).unwrap();
        let read: Standpoint = serde_json::from_str(&text).unwrap();
        let (focus, radius) = read.focus_and_radius(&large, 0.2);
        assert!(focus.distance(Vec3::new(7.0, 57.0, 7.0)) < 1e-3 && (radius - 400.0).abs() < 1e-2);
        let (_, nearer) = read.focus_and_radius(&small, 0.4);
        assert!(
            (nearer - 2.0).abs() < 1e-5,
            "a larger picture is seen from nearer"
        );
    }
}
