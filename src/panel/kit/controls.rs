//! The place of every control on the screen, for tests and the web page.

use std::{borrow::Cow, collections::BTreeMap};

use bevy::prelude::*;
use bevy_egui::{
    EguiContexts,
    egui::{self, Response},
};

use crate::interface::InterfaceArea;

/// The visible part of each control of the last frame, logical pixels from
/// the window's top left, by a stable name such as `training/train`.
#[derive(Resource, Clone, Debug, Default)]
pub struct Controls {
    rects: BTreeMap<Cow<'static, str>, Rect>,
    zoom: f32,
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

/// Forgets the controls and the rectangles of the last frame.
pub(in crate::panel) fn forget_last_frame(
    mut contexts: EguiContexts,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
) {
    if let Ok(context) = contexts.ctx_mut() {
        controls.rects.clear();
        controls.zoom = context.zoom_factor();
        area.rects.clear();
    }
}
