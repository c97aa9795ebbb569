//! The place of every control on the screen, for tests and the web page, and the walk of the
//! keyboard from region to region.

use std::{borrow::Cow, collections::BTreeMap};

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{self, Response},
};

use super::fingers as pointing;
use crate::interface::{InterfaceArea, PointsWithFingers};

/// A group of controls that `F6` walks to, in the order of the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::panel) enum Region {
    /// The bar at the upper edge.
    TopBar,
    /// The open drawer, or the open sheet of a narrow window.
    Drawer,
    /// The inspector card.
    Inspector,
    /// Cards over the graph: search, level, selected vertex, first steps.
    Overlay,
    /// The tabs of a narrow window.
    Tabs,
    /// The bar at the lower edge.
    Timeline,
}

impl Region {
    const ALL: [Self; 6] = [
        Self::TopBar,
        Self::Drawer,
        Self::Inspector,
        Self::Overlay,
        Self::Tabs,
        Self::Timeline,
    ];
}

/// The visible part of each control of the last frame, logical pixels from
/// the window's top left, by a stable name such as `training/train`.
#[derive(Resource, Clone, Debug, Default)]
pub struct Controls {
    rects: BTreeMap<Cow<'static, str>, Rect>,
    zoom: f32,
    /// The region that is being drawn.
    region: Option<Region>,
    /// The region whose first control gets the focus.
    wanted: Option<Region>,
    /// Whether that region was drawn once without a control that could take it.
    tried: bool,
    /// The region of the control that has the focus.
    focused: Option<Region>,
}

impl Controls {
    /// The visible part of a control, if there is one.
    pub fn get(&self, name: &str) -> Option<Rect> {
        self.rects.get(name).copied()
    }

    /// The visible part of every control, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Rect)> {
        self.rects.iter().map(|(name, rect)| (name.as_ref(), *rect))
    }

    /// Records the place of a control and returns its response.
    pub(in crate::panel) fn note(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        response: Response,
    ) -> Response {
        let visible = response.interact_rect;
        if visible.is_positive() {
            self.rects.insert(name.into(), self.logical(visible));
        }
        if self.region.is_some() {
            if self.wanted == self.region && response.enabled() && response.sense.is_focusable() {
                response.request_focus();
                self.wanted = None;
                self.focused = self.region;
            } else if response.has_focus() {
                self.focused = self.region;
            }
        }
        response
    }

    /// The controls noted from now on belong to `region`.
    pub(in crate::panel) fn enter_region(&mut self, region: Region) {
        self.region = Some(region);
    }

    /// The controls noted from now on belong to no region.
    pub(in crate::panel) fn leave_region(&mut self) {
        self.region = None;
    }

    /// Gives the focus to the first control of the region after the focused one.
    pub(in crate::panel) fn focus_next_region(&mut self) {
        self.wanted = Some(next_region(self.focused));
        self.tried = false;
    }

    /// Logical pixels that one of egui's points takes.
    pub(in crate::panel) fn zoom(&self) -> f32 {
        self.zoom
    }

    /// egui's points as the window's logical pixels.
    pub(in crate::panel) fn logical(&self, rect: egui::Rect) -> Rect {
        Rect {
            min: Vec2::new(rect.min.x, rect.min.y) * self.zoom,
            max: Vec2::new(rect.max.x, rect.max.y) * self.zoom,
        }
    }
}

/// The region after another one, around the end.
fn next_region(region: Option<Region>) -> Region {
    let after = region.and_then(|region| {
        let mut later = Region::ALL.into_iter();
        later.find(|next| *next > region)
    });
    after.unwrap_or(Region::TopBar)
}

/// Forgets the controls and the rectangles of the last frame.
pub(in crate::panel) fn forget_last_frame(
    mut contexts: EguiContexts,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
    fingers: Res<PointsWithFingers>,
) {
    if let Ok(context) = contexts.ctx_mut() {
        pointing::record_fingers(context, fingers.0);
        controls.rects.clear();
        controls.zoom = context.zoom_factor();
        controls.region = None;
        // A region without a control cannot take the focus: the next one does.
        if controls.wanted.is_some() && std::mem::replace(&mut controls.tried, true) {
            controls.wanted = Some(next_region(controls.wanted));
        }
        if context.memory(|memory| memory.focused().is_none()) {
            controls.focused = None;
        }
        area.rects.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_meets_every_region_and_starts_again() {
        let mut region = None;
        let walk: Vec<Region> = (0..7)
            .map(|_| {
                let next = next_region(region);
                region = Some(next);
                next
            })
            .collect();
        assert_eq!(walk[..6], Region::ALL);
        assert_eq!(walk[6], Region::TopBar);
    }
}
