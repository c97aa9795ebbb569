//! From where button and fingers are to gestures: plain values in and out.

use bevy::prelude::*;

use super::orbit::Gesture;

/// A press that moved no farther is a click, logical pixels.
const CLICK_TRAVEL: f32 = 5.0;
/// As [`CLICK_TRAVEL`], for a finger.
const TAP_TRAVEL: f32 = 10.0;

/// What a drag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drag {
    /// Turns.
    Turn,
    /// Shifts.
    Shift,
}

/// What touches the graph, and where, logical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Contact {
    /// Nothing.
    #[default]
    None,
    /// A button.
    Button(Drag, Vec2),
    /// One finger, by its number.
    Finger(Drag, u64, Vec2),
    /// Two fingers, by their numbers.
    Fingers([(u64, Vec2); 2]),
}

/// A hand between two frames.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hand {
    contact: Contact,
    /// It has moved so far that this is no click.
    dragging: bool,
}

impl Hand {
    /// Follows to where the hand is now. `turn` is radians a pixel.
    ///
    /// Whenever a button or finger comes or goes, a new gesture begins where they are: nothing jumps.
    pub fn follow(&mut self, now: Contact, turn: f32) -> Option<Gesture> {
        let before = std::mem::replace(&mut self.contact, now);
        match (before, now) {
            (Contact::Button(was, from), Contact::Button(is, to)) if was == is => {
                self.drag(is, from, to, CLICK_TRAVEL, turn)
            }
            (Contact::Finger(_, was, from), Contact::Finger(drag, is, to)) if was == is => {
                self.drag(drag, from, to, TAP_TRAVEL, turn)
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

    /// Whether a button is still where it was pressed on the graph.
    pub fn continues(&self, now: Contact) -> bool {
        matches!(
            (self.contact, now),
            (Contact::Button(was, _), Contact::Button(is, _)) if was == is
        )
    }

    fn drag(&mut self, drag: Drag, from: Vec2, to: Vec2, slack: f32, turn: f32) -> Option<Gesture> {
        let travel = from.distance(to);
        if travel == 0.0 {
            return None;
        }
        let mut begin = from;
        if !self.dragging {
            if travel <= slack {
                // Measured from where it began.
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
            Drag::Turn => Gesture::Turn((to - begin) * turn),
            Drag::Shift => Gesture::Shift { from: begin, to },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_moves_nothing_and_a_drag_loses_only_its_slack() {
        let mut hand = Hand::default();
        let press = |x: f32| Contact::Button(Drag::Shift, Vec2::new(x, 0.0));
        for x in [100.0, 103.0, 98.0, 104.0] {
            assert_eq!(hand.follow(press(x), 1.0), None, "a hand that trembles");
        }
        let (from, to) = (Vec2::new(105.0, 0.0), Vec2::new(130.0, 0.0));
        assert_eq!(
            hand.follow(press(130.0), 1.0),
            Some(Gesture::Shift { from, to })
        );
        let (from, to) = (to, Vec2::new(128.0, 0.0));
        assert_eq!(
            hand.follow(press(128.0), 1.0),
            Some(Gesture::Shift { from, to })
        );
        assert_eq!(hand.follow(Contact::None, 1.0), None);
        assert_eq!(
            hand.follow(press(300.0), 1.0),
            None,
            "the next drag begins anew"
        );
    }

    #[test]
    fn fingers_that_come_and_go_begin_anew() {
        let mut hand = Hand::default();
        let one = |id, x: f32| Contact::Finger(Drag::Turn, id, Vec2::new(x, 0.0));
        let two =
            |a: f32, b: f32| Contact::Fingers([(1, Vec2::new(a, 0.0)), (2, Vec2::new(b, 0.0))]);
        hand.follow(one(1, 0.0), 0.1);
        assert_eq!(
            hand.follow(one(1, 30.0), 0.1),
            Some(Gesture::Turn(Vec2::X * 2.0))
        );
        assert_eq!(hand.follow(two(30.0, 90.0), 0.1), None);
        assert!(matches!(
            hand.follow(two(20.0, 100.0), 0.1),
            Some(Gesture::Pinch { .. })
        ));
        assert_eq!(
            hand.follow(one(2, 100.0), 0.1),
            None,
            "the other finger stays"
        );
        assert_eq!(hand.follow(one(2, 106.0), 0.1), None, "and trembles");
    }
}
