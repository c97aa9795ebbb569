//! Reads buttons, wheel, trackpad and fingers, and turns them into gestures.

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
    button_places::ButtonPlaces,
    hand::{Contact, DragKind, Hand},
    orbit::Gesture,
    rig::Rig,
    settings::CameraSettings,
};
use crate::{layout::Dimensions, physics::Physics, view::camera::grip::Grip};

/// Pixels of one notch, for a wheel that scrolls by pixels.
const NOTCH_PIXELS: f32 = 100.0;
/// Greatest number of lines in one event: some browsers report several lines per notch.
const MOST_LINES: f32 = 2.0;

/// The hand between frames, and its gestures of this frame.
#[derive(Resource, Debug, Default)]
pub(super) struct Gestures {
    hand: Hand,
    /// Last place of the mouse, which may lie outside of the window.
    mouse: Option<Vec2>,
    /// The gestures of this frame, in order.
    pub(super) made: Vec<MadeGesture>,
}

/// A gesture and its kind of input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MadeGesture {
    pub(super) gesture: Gesture,
    /// Whether it came in steps, for example from a wheel: the camera then eases towards its goal.
    pub(super) stepped: bool,
}

/// The input of this frame.
#[derive(SystemParam)]
pub(super) struct CameraInput<'w, 's> {
    buttons: Res<'w, ButtonInput<MouseButton>>,
    touches: Res<'w, Touches>,
    places: Res<'w, ButtonPlaces>,
    moves: MessageReader<'w, 's, CursorMoved>,
    wheel: MessageReader<'w, 's, MouseWheel>,
    pinches: MessageReader<'w, 's, PinchGesture>,
    window: Option<Single<'w, 's, (Entity, &'static Window), With<PrimaryWindow>>>,
}

impl CameraInput<'_, '_> {
    /// The place of the mouse, also while a drag leaves the window.
    fn read_mouse(&mut self, last: Option<Vec2>) -> Option<Vec2> {
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
    fn lowest_fingers(&self) -> [Option<(u64, Vec2)>; 2] {
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

    /// The button that drags, and the effect: it is down, or was released in this frame.
    fn button_drag(&self, primary: DragKind) -> Option<(MouseButton, DragKind)> {
        let buttons = [
            (MouseButton::Right, DragKind::Shift),
            (MouseButton::Middle, DragKind::Shift),
            (MouseButton::Left, primary),
        ];
        buttons
            .into_iter()
            .find(|&(button, _)| self.buttons.pressed(button) || self.buttons.just_released(button))
    }

    /// The factor of the distance from wheel and trackpad scrolling.
    fn wheel_zoom(&mut self, notch: f32) -> Option<f32> {
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

    /// The factor of the distance from a pinch on a trackpad.
    fn trackpad_zoom(&mut self) -> Option<f32> {
        let opened: f32 = self.pinches.read().map(|pinch| pinch.0).sum();
        (opened != 0.0 && opened.is_finite()).then(|| (-opened).exp())
    }
}

/// Reads the gestures of this frame, except those that belong to the interface.
pub(super) fn read_gestures(
    mut input: CameraInput,
    grip: Res<Grip>,
    settings: Res<CameraSettings>,
    physics: Option<Res<Physics>>,
    rigs: Query<&Rig>,
    mut gestures: ResMut<Gestures>,
) {
    let Ok(rig) = rigs.single() else { return };
    let mouse = input.read_mouse(gestures.mouse);
    gestures.mouse = mouse;
    let flat = physics.is_some_and(|physics| physics.dimensions == Dimensions::Two);
    let primary = if flat {
        DragKind::Shift
    } else {
        DragKind::Turn
    };
    let mut begun = None;
    // Fingers come before buttons; a single finger drags like the left button.
    let mut contact = match (input.lowest_fingers(), input.button_drag(primary), mouse) {
        ([Some(first), Some(second)], ..) => Contact::Fingers([first, second]),
        ([Some((id, at)), None], ..) => Contact::Finger(primary, id, at),
        (_, Some((button, drag)), Some(mouse)) => {
            // The drag reaches from the place of the press to that of the release.
            begun = input.places.pressed_at(button);
            let end = input.places.released_at(button);
            let end = end.filter(|_| input.buttons.just_released(button));
            Contact::Button(drag, end.unwrap_or(mouse))
        }
        _ => Contact::None,
    };
    // A drag may still move in the frame of its release, after the grip has let go.
    let released = grip.on_graph() && gestures.hand.is_continued_by(contact);
    if !(grip.is_held() || released) {
        contact = Contact::None;
    }
    let begin = match (contact, begun) {
        (Contact::Button(drag, _), Some(begun)) => Some(Contact::Button(drag, begun)),
        _ => None,
    };
    let hand = &mut gestures.hand;
    let dragged: Vec<Gesture> = begin
        .into_iter()
        .chain([contact])
        .filter_map(|contact| hand.update_contact(contact, settings.turn))
        .collect();
    if input.buttons.get_pressed().len() == 0 && matches!(contact, Contact::Button(..)) {
        gestures.hand = Hand::default();
    }
    gestures
        .made
        .extend(dragged.into_iter().map(|gesture| MadeGesture {
            gesture,
            stepped: false,
        }));
    // Zoom around the pointer.
    let at = mouse.unwrap_or(rig.lens().center);
    for (factor, stepped) in [
        (input.wheel_zoom(settings.notch), true),
        (input.trackpad_zoom(), false),
    ] {
        if let Some(factor) = factor.filter(|_| grip.on_graph()) {
            let gesture = Gesture::Zoom { factor, at };
            gestures.made.push(MadeGesture { gesture, stepped });
        }
    }
}
