//! Reads buttons, wheel, trackpad and fingers, and makes gestures of them.

use bevy::{
    ecs::system::SystemParam,
    input::{
        gestures::PinchGesture,
        mouse::{MouseScrollUnit, MouseWheel},
        touch::Touches,
    },
    prelude::*,
    window::{CursorMoved, PrimaryWindow},
};

use super::{
    hand::{Contact, Drag, Hand},
    orbit::Gesture,
    rig::Rig,
    settings::CameraSettings,
};
use crate::{layout::Dimensions, physics::Physics, view::camera::grip::Grip};

/// Pixels of a wheel that scrolls by pixels, a notch.
const NOTCH_PIXELS: f32 = 100.0;
/// Some browsers tell of several lines a notch.
const MOST_LINES: f32 = 2.0;

/// The hand between frames, and what it did in this one.
#[derive(Resource, Debug, Default)]
pub(super) struct Gestures {
    hand: Hand,
    /// Where the mouse was last, outside of the window, too.
    mouse: Option<Vec2>,
    /// What was done, in order.
    pub(super) made: Vec<Made>,
}

/// A gesture that was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Made {
    pub(super) gesture: Gesture,
    /// It came in steps, as of a wheel: the camera comes after it and does not jump.
    pub(super) stepped: bool,
}

/// What there is of input.
#[derive(SystemParam)]
pub(super) struct Input<'w, 's> {
    buttons: Res<'w, ButtonInput<MouseButton>>,
    touches: Res<'w, Touches>,
    moves: MessageReader<'w, 's, CursorMoved>,
    wheel: MessageReader<'w, 's, MouseWheel>,
    pinches: MessageReader<'w, 's, PinchGesture>,
    window: Option<Single<'w, 's, (Entity, &'static Window), With<PrimaryWindow>>>,
}

impl Input<'_, '_> {
    /// Where the mouse is; where it went, if it left the window in a drag.
    fn mouse(&mut self, last: Option<Vec2>) -> Option<Vec2> {
        let (primary, window) = **self.window.as_ref()?;
        let moved = self
            .moves
            .read()
            .filter(|moved| moved.window == primary)
            .last()
            .map(|moved| moved.position);
        moved.or(last).or_else(|| window.cursor_position())
    }

    /// The two fingers with the lowest numbers.
    fn fingers(&self) -> [Option<(u64, Vec2)>; 2] {
        let mut lowest = [None; 2];
        for touch in self.touches.iter() {
            let finger = (touch.id(), touch.position());
            match lowest {
                [Some((first, _)), _] if finger.0 > first => {
                    if lowest[1].is_none_or(|(second, _)| finger.0 < second) {
                        lowest[1] = Some(finger);
                    }
                }
                [first, _] => lowest = [Some(finger), first],
            }
        }
        lowest
    }

    /// Which drag a button makes that is down, or was until this frame.
    fn button(&self, primary: Drag) -> Option<Drag> {
        let down = |button| self.buttons.pressed(button) || self.buttons.just_released(button);
        if down(MouseButton::Right) || down(MouseButton::Middle) {
            Some(Drag::Shift)
        } else {
            down(MouseButton::Left).then_some(primary)
        }
    }

    /// How much farther the wheel and the trackpad bring one: a factor of the distance.
    fn zoom(&mut self, notch: f32) -> Option<f32> {
        let scale = self
            .window
            .as_ref()
            .map_or(1.0, |window| window.1.scale_factor());
        let notches: f32 = self
            .wheel
            .read()
            .map(|wheel| match wheel.unit {
                MouseScrollUnit::Line => wheel.y.clamp(-MOST_LINES, MOST_LINES),
                MouseScrollUnit::Pixel => wheel.y / (NOTCH_PIXELS * scale),
            })
            .sum();
        (notches != 0.0 && notches.is_finite()).then(|| (-notch * notches).exp())
    }

    /// As [`Self::zoom`], for fingers on a trackpad.
    fn pinch(&mut self) -> Option<f32> {
        let opened: f32 = self.pinches.read().map(|pinch| pinch.0).sum();
        (opened != 0.0 && opened.is_finite()).then(|| (-opened).exp())
    }
}

/// Makes gestures of this frame's input, as far as it is meant for the graph.
pub(super) fn read_gestures(
    mut input: Input,
    grip: Res<Grip>,
    settings: Res<CameraSettings>,
    physics: Option<Res<Physics>>,
    rigs: Query<&Rig>,
    mut gestures: ResMut<Gestures>,
) {
    let Ok(rig) = rigs.single() else { return };
    let mouse = input.mouse(gestures.mouse);
    gestures.mouse = mouse;
    let flat = physics.is_some_and(|physics| physics.dimensions == Dimensions::Two);
    let primary = if flat { Drag::Shift } else { Drag::Turn };
    let mut contact = match (input.fingers(), input.button(primary), mouse) {
        ([Some(first), Some(second)], ..) => Contact::Fingers([first, second]),
        ([Some((id, at)), None], ..) => Contact::Finger(primary, id, at),
        (_, Some(drag), Some(at)) => Contact::Button(drag, at),
        _ => Contact::None,
    };
    // The last stretch of a drag comes in the frame of its release, when nobody holds the graph any more.
    let released = grip.on_graph() && gestures.hand.continues(contact);
    if !(grip.held() || released) {
        contact = Contact::None;
    }
    let dragged = gestures.hand.follow(contact, settings.turn);
    if input.buttons.get_pressed().len() == 0 && matches!(contact, Contact::Button(..)) {
        gestures.hand = Hand::default();
    }
    gestures.made.extend(dragged.map(|gesture| Made {
        gesture,
        stepped: false,
    }));
    let at = mouse.unwrap_or(rig.lens().center);
    for (factor, stepped) in [(input.zoom(settings.notch), true), (input.pinch(), false)] {
        if let Some(factor) = factor.filter(|_| grip.on_graph()) {
            let gesture = Gesture::Zoom { factor, at };
            gestures.made.push(Made { gesture, stepped });
        }
    }
}
