//! Input: pointer, wheel, keys, fingers and the size of the window.

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
        mouse::{MouseButtonInput, MouseMotion, MouseScrollUnit, MouseWheel},
        touch::{TouchInput, TouchPhase},
    },
    prelude::*,
    window::{CursorMoved, WindowEvent, WindowResized},
};

use super::Rig;

impl Rig {
    pub fn move_to(&mut self, position: Vec2) {
        self.queue_move(position);
        self.step();
    }

    /// Moves the mouse in the next frame.
    pub fn queue_move(&mut self, position: Vec2) {
        let window = self.window;
        let mut entity = self.app.world_mut().get_mut::<Window>(window).unwrap();
        let delta = entity.cursor_position().map(|before| position - before);
        entity.set_physical_cursor_position(Some(position.as_dvec2()));
        let moved = CursorMoved {
            window,
            position,
            delta,
        };
        let world = self.app.world_mut();
        world.write_message(WindowEvent::from(moved.clone()));
        world.write_message(moved);
        world.write_message(MouseMotion {
            delta: delta.unwrap_or_default(),
        });
    }

    pub fn wheel(&mut self, y: f32) {
        let window = self.window;
        let (unit, phase) = (MouseScrollUnit::Line, TouchPhase::Moved);
        self.app.world_mut().write_message(MouseWheel {
            unit,
            x: 0.0,
            y,
            window,
            phase,
        });
        (0..3).for_each(|_| self.step());
    }

    pub fn button(&mut self, pressed: bool) {
        self.button_of(MouseButton::Left, pressed);
    }

    pub fn button_of(&mut self, button: MouseButton, pressed: bool) {
        self.queue_button(button, pressed);
        self.step();
    }

    /// Presses or releases a button in the next frame.
    pub fn queue_button(&mut self, button: MouseButton, pressed: bool) {
        let state = if pressed {
            ButtonState::Pressed
        } else {
            ButtonState::Released
        };
        let window = self.window;
        let input = MouseButtonInput {
            button,
            state,
            window,
        };
        let world = self.app.world_mut();
        world.write_message(WindowEvent::from(input));
        world.write_message(input);
    }

    /// Presses a control in its middle.
    pub fn press(&mut self, control: &str) {
        let centre = self.shown(control).center();
        self.click(centre);
    }

    pub fn click(&mut self, at: Vec2) {
        self.move_to(at);
        self.button(true);
        self.button(false);
        (0..4).for_each(|_| self.step());
    }

    /// Drags along a control, from one share of its width to another.
    pub fn slide(&mut self, control: &str, from: f32, to: f32) {
        let rect = self.shown(control);
        let at = |share: f32| Vec2::new(rect.min.x + rect.width() * share, rect.center().y);
        self.move_to(at(from));
        self.button(true);
        for step in 1..=5 {
            self.move_to(at(from.lerp(to, step as f32 / 5.0)));
        }
        self.button(false);
        (0..2).for_each(|_| self.step());
    }

    /// Holds the left button still on a vertex until it is in the hand, then drags along a line.
    pub fn begin_hold(&mut self, line: &[Vec2]) {
        self.move_to(line[0]);
        self.button(true);
        (0..22).for_each(|_| self.step());
        for corners in line.windows(2) {
            for step in 1..=6 {
                self.move_to(corners[0].lerp(corners[1], step as f32 / 6.0));
            }
        }
    }

    /// Waits until single letters act again after a field was left.
    pub fn rest_keys(&mut self) {
        (0..32).for_each(|_| self.step());
    }

    /// Clicks a field, replaces what it says and presses Enter.
    pub fn type_into(&mut self, control: &str, text: &str) {
        self.press(control);
        self.chord_select_all();
        for letter in text.chars() {
            self.letter(&letter.to_string());
        }
        self.key(Key::Enter);
        self.rest_keys();
    }

    pub fn letter(&mut self, letter: &str) {
        self.key(Key::Character(letter.into()));
    }

    pub fn key(&mut self, key: Key) {
        let code = match key {
            Key::Enter => KeyCode::Enter,
            Key::Escape => KeyCode::Escape,
            Key::Space => KeyCode::Space,
            Key::Control => KeyCode::ControlLeft,
            Key::Shift => KeyCode::ShiftLeft,
            Key::Alt => KeyCode::AltLeft,
            Key::Tab => KeyCode::Tab,
            // Where a letter is on the keyboard must not matter.
            _ => KeyCode::Lang1,
        };
        self.key_state(key.clone(), code, ButtonState::Pressed);
        self.key_state(key, code, ButtonState::Released);
    }

    /// A letter goes down and stays there, or comes up.
    pub fn hold_letter(&mut self, letter: &str, down: bool) {
        let state = if down {
            ButtonState::Pressed
        } else {
            ButtonState::Released
        };
        self.key_state(Key::Character(letter.into()), KeyCode::Lang2, state);
    }

    /// Drags with a button in five steps.
    pub fn drag_with(&mut self, button: MouseButton, from: Vec2, to: Vec2) {
        self.move_to(from);
        self.button_of(button, true);
        for step in 1..=5 {
            self.move_to(from.lerp(to, step as f32 / 5.0));
        }
        self.button_of(button, false);
    }

    /// Presses a key while others are held.
    pub fn chord(&mut self, held: &[Key], key: Key) {
        held.iter().for_each(|held| self.hold(held, true));
        self.key(key);
        held.iter().for_each(|held| self.hold(held, false));
        (0..2).for_each(|_| self.step());
    }

    /// Holds a modifier, or lets it go.
    pub fn hold(&mut self, key: &Key, down: bool) {
        let code = match key {
            Key::Control => KeyCode::ControlLeft,
            Key::Alt => KeyCode::AltLeft,
            _ => KeyCode::ShiftLeft,
        };
        let state = if down {
            ButtonState::Pressed
        } else {
            ButtonState::Released
        };
        self.key_state(key.clone(), code, state);
    }

    /// Drags with the left button along a line of the screen.
    pub fn drag(&mut self, line: &[Vec2]) {
        self.begin_drag(line);
        self.button(false);
        (0..3).for_each(|_| self.step());
    }

    /// The same, without letting go.
    pub fn begin_drag(&mut self, line: &[Vec2]) {
        self.move_to(line[0]);
        self.button(true);
        for corners in line.windows(2) {
            for step in 1..=6 {
                self.move_to(corners[0].lerp(corners[1], step as f32 / 6.0));
            }
        }
    }

    fn key_state(&mut self, logical_key: Key, key_code: KeyCode, state: ButtonState) {
        let window = self.window;
        self.app.world_mut().write_message(KeyboardInput {
            key_code,
            logical_key,
            state,
            text: None,
            repeat: false,
            window,
        });
        self.step();
    }

    fn chord_select_all(&mut self) {
        self.key_state(Key::Control, KeyCode::ControlLeft, ButtonState::Pressed);
        self.key_state(
            Key::Character("a".into()),
            KeyCode::KeyA,
            ButtonState::Pressed,
        );
        self.key_state(
            Key::Character("a".into()),
            KeyCode::KeyA,
            ButtonState::Released,
        );
        self.key_state(Key::Control, KeyCode::ControlLeft, ButtonState::Released);
    }

    pub fn resize(&mut self, width: f32, height: f32) {
        let window = self.window;
        self.app
            .world_mut()
            .get_mut::<Window>(window)
            .unwrap()
            .resolution
            .set(width, height);
        self.app.world_mut().write_message(WindowResized {
            window,
            width,
            height,
        });
        (0..6).for_each(|_| self.step());
    }

    /// A short touch on a control.
    pub fn tap(&mut self, control: &str) {
        let at = self.shown(control).center();
        self.touch(7, TouchPhase::Started, at);
        self.touch(7, TouchPhase::Ended, at);
        (0..4).for_each(|_| self.step());
    }

    /// A finger touches, moves or leaves the screen.
    pub fn touch(&mut self, id: u64, phase: TouchPhase, position: Vec2) {
        let window = self.window;
        self.app.world_mut().write_message(TouchInput {
            phase,
            position,
            window,
            force: None,
            id,
        });
        self.step();
    }
}
