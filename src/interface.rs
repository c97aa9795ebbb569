//! The interface's share of the window, its theme, its size and its cost.
//!
//! The panels write these resources; camera, picking and keys read them. Nothing here knows egui.

use bevy::prelude::*;

/// The interface's share of the window. The panels write it each frame; camera, picking and keys
/// read it.
#[derive(Resource, Clone, Debug, Default)]
pub struct InterfaceArea {
    /// Rectangles of the visible panels, logical pixels from the window's top left.
    pub rects: Vec<Rect>,
    /// Part of the window that no panel covers; the camera frames the graph in it.
    pub free: Rect,
    /// Whether the pointer is over a panel, or drags something that began on one.
    pub has_pointer: bool,
    /// Whether a text field has the keyboard: shortcuts are dead then.
    pub has_keyboard: bool,
    /// Whether any widget has the focus: `Space` presses it and must do nothing else.
    pub has_focus: bool,
}

/// Whether the user points with fingers: the last press was a touch.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PointsWithFingers(pub bool);

/// Whether targets are large enough for fingers, 44 logical pixels.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoarseTargets(pub bool);

/// Whether the interface needs more frames without input: for a fading tooltip, an opening panel,
/// or an unfinished hover effect.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InterfaceMotion {
    /// Whether the next frame comes without input.
    pub wants_frames: bool,
}

/// Whether something that the interface shows has changed since it was last laid out.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InterfaceNews {
    /// Something that must be seen in the next frame.
    pub now: bool,
    /// A number that may wait for a tenth of a second.
    pub later: bool,
}

/// Whether the interface is dark or light.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InterfaceTheme {
    /// Light text on dark panels.
    #[default]
    Dark,
    /// Dark text on light panels.
    Light,
}

/// Wall time of the interface in the last frame: drawing the panels, laying out their text,
/// tessellating their shapes.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct InterfaceCost {
    /// Seconds.
    pub seconds: f64,
}

/// Size of the interface relative to its usual size.
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct InterfaceScale {
    percent: u16,
}

impl InterfaceScale {
    /// The steps of keys and buttons, percent; browsers have the same steps.
    pub const STEPS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

    /// A scale in percent, clamped to 80 … 200.
    pub fn new(percent: u16) -> Self {
        let [least, .., most] = Self::STEPS;
        Self {
            percent: percent.clamp(least, most),
        }
    }

    /// Percent of the usual size, 80 … 200. Default: 100.
    pub const fn percent(self) -> u16 {
        self.percent
    }

    /// The scale as a factor: logical pixels of an egui point.
    pub fn factor(self) -> f32 {
        f32::from(self.percent) / 100.0
    }

    /// The next larger step, if there is one.
    pub fn larger(self) -> Option<Self> {
        let larger = Self::STEPS.into_iter().find(|&step| step > self.percent);
        larger.map(Self::new)
    }

    /// The next smaller step, if there is one.
    pub fn smaller(self) -> Option<Self> {
        let mut steps = Self::STEPS.into_iter().rev();
        steps.find(|&step| step < self.percent).map(Self::new)
    }
}

impl Default for InterfaceScale {
    fn default() -> Self {
        Self { percent: 100 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_goes_from_end_to_end_and_no_farther() {
        assert_eq!(InterfaceScale::new(0), InterfaceScale::new(80));
        assert_eq!(InterfaceScale::new(u16::MAX).factor(), 2.0);
        let up = std::iter::successors(Some(InterfaceScale::new(80)), |scale| scale.larger());
        let mut up: Vec<_> = up.map(InterfaceScale::percent).collect();
        assert_eq!(up, InterfaceScale::STEPS);
        let down = std::iter::successors(Some(InterfaceScale::new(200)), |scale| scale.smaller());
        up.reverse();
        assert_eq!(down.map(InterfaceScale::percent).collect::<Vec<_>>(), up);
        let between = InterfaceScale::new(130);
        assert_eq!(between.larger(), Some(InterfaceScale::new(150)));
        assert_eq!(between.smaller(), Some(InterfaceScale::new(125)));
    }
}
