//! Where every control is on the screen: what a test presses, and what a page asks for.

use std::{borrow::Cow, collections::BTreeMap};

use bevy::prelude::*;
use bevy_egui::egui::{self, Response};

/// The visible part of each control of the last frame, logical pixels from
/// the window's top left, by a stable name such as `training/train`.
#[derive(Resource, Clone, Debug, Default)]
pub struct Controls {
    rects: BTreeMap<Cow<'static, str>, Rect>,
    zoom: f32,
}

impl Controls {
    /// Where a control is, if any of it can be seen.
    pub fn get(&self, name: &str) -> Option<Rect> {
        self.rects.get(name).copied()
    }

    /// Every control that can be seen, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Rect)> {
        self.rects.iter().map(|(name, rect)| (name.as_ref(), *rect))
    }

    /// Forgets the last frame. `zoom` is egui's zoom factor.
    pub(in crate::panel) fn begin(&mut self, zoom: f32) {
        self.rects.clear();
        self.zoom = zoom;
    }

    /// Notes where a control is and hands it back.
    pub(in crate::panel) fn note(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        response: Response,
    ) -> Response {
        let visible = response.interact_rect;
        if visible.is_positive() {
            self.rects.insert(name.into(), self.logical(visible));
        }
        response
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
