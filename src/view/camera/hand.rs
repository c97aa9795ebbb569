//! Turns the places of button and fingers into gestures: plain values in and out.

use bevy::prelude::*;

use super::orbit::Gesture;

/// A press that moves no farther is a click, logical pixels.
pub const CLICK_TRAVEL: f32 = 5.0;
/// The same limit for a finger, which is less steady, logical pixels.
pub const TAP_TRAVEL: f32 = 10.0;

/// The effect of a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DragKind {
    /// Turns the camera.
    Turn,
    /// Shifts the picture.
    Shift,
}

/// The button or fingers on the graph, with their places in logical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Contact {
    /// Nothing.
    #[default]
    None,
    /// A button.
    Button(DragKind, Vec2),
    /// One finger, by its number.
    Finger(DragKind, u64, Vec2),
    /// Two fingers, by their numbers.
    Fingers([(u64, Vec2); 2]),
}

/// The state of the hand between two frames.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hand {
    contact: Contact,
    /// It has moved farther than a click may.
    dragging: bool,
}

impl Hand {
    /// Updates the contact and returns the gesture made since the last one. `turn` is radians per
    /// pixel.
    ///
    /// When a button or finger is added or lifted, a new gesture begins at their places, so that
    /// nothing jumps.
    pub fn update_contact(&mut self, now: Contact, turn: f32) -> Option<Gesture> {
        let before = std::mem::replace(&mut self.contact, now);
        match (before, now) {
            (Contact::Button(was, from), Contact::Button(is, to)) if was == is => {
                self.apply_drag(is, from, to, CLICK_TRAVEL, turn)
            }
            (Contact::Finger(_, was, from), Contact::Finger(drag, is, to)) if was == is => {
                self.apply_drag(drag, from, to, TAP_TRAVEL, turn)
            }
            (Contact::Fingers(was), Contact::Fingers(is))
                if was.map(|(id, _)| id) == is.map(|(id, _)| id) =>
            {
                let (from, to) = (was.map(|(_, at)| at), is.map(|(_, at)| at));
                (from != to).then_some(Gesture::Pinch { from, to })
            }
            _ => {
                self.dragging = false;
                None
            }
        }
    }

    /// Whether the same button is still down.
    pub fn is_continued_by(&self, now: Contact) -> bool {
        matches!(
            (self.contact, now),
            (Contact::Button(was, _), Contact::Button(is, _)) if was == is
        )
    }

    fn apply_drag(
        &mut self,
        drag: DragKind,
        from: Vec2,
        to: Vec2,
        slack: f32,
        turn: f32,
    ) -> Option<Gesture> {
        let travel = from.distance(to);
        if travel == 0.0 {
            return None;
        }
        let mut begin = from;
        if !self.dragging {
            if travel <= slack {
                // The travel counts from the beginning of the press.
                self.contact = match self.contact {
                    Contact::Button(drag, _) => Contact::Button(drag, from),
                    Contact::Finger(drag, id, _) => Contact::Finger(drag, id, from),
                    other => other,
                };
                return None;
            }
            self.dragging = true;
            begin = from.move_towards(to, slack);
        }
        Some(match drag {
            DragKind::Turn => Gesture::Turn((to - begin) * turn),
            DragKind::Shift => Gesture::Shift { from: begin, to },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_moves_nothing_and_a_drag_loses_only_its_slack() {
        let mut hand = Hand::default();
        let press = |x: f32| Contact::Button(DragKind::Shift, Vec2::new(x, 0.0));
        for x in [100.0, 103.0, 98.0, 104.0] {
            assert_eq!(
                hand.update_contact(press(x), 1.0),
                None,
                "a hand that trembles"
            );
        }
        let (from, to) = (Vec2::new(105.0, 0.0), Vec2::new(130.0, 0.0));
        assert_eq!(
            hand.update_contact(press(130.0), 1.0),
            Some(Gesture::Shift { from, to })
        );
        let (from, to) = (to, Vec2::new(128.0, 0.0));
        assert_eq!(
            hand.update_contact(press(128.0), 1.0),
            Some(Gesture::Shift { from, to })
        );
        assert_eq!(hand.update_contact(Contact::None, 1.0), None);
        assert_eq!(
            hand.update_contact(press(300.0), 1.0),
            None,
            "the next drag begins anew"
        );
    }

    #[test]
    fn fingers_that_come_and_go_begin_anew() {
        let mut hand = Hand::default();
        let one = |id, x: f32| Contact::Finger(DragKind::Turn, id, Vec2::new(x, 0.0));
        let two =
            |a: f32, b: f32| Contact::Fingers([(1, Vec2::new(a, 0.0)), (2, Vec2::new(b, 0.0))]);
        hand.update_contact(one(1, 0.0), 0.1);
        assert_eq!(
            hand.update_contact(one(1, 30.0), 0.1),
            Some(Gesture::Turn(Vec2::X * 2.0))
        );
        assert_eq!(hand.update_contact(two(30.0, 90.0), 0.1), None);
        assert!(matches!(
            hand.update_contact(two(20.0, 100.0), 0.1),
            Some(Gesture::Pinch { .. })
        ));
        assert_eq!(
            hand.update_contact(one(2, 100.0), 0.1),
            None,
            "the other finger stays"
        );
        assert_eq!(
            hand.update_contact(one(2, 106.0), 0.1),
            None,
            "and trembles"
        );
    }
}
