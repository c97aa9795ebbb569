//! Numbers to type or to drag; for fingers, numbers with a button on each side.
//!
//! A text that is no number keeps the focus and says so: nothing typed is lost.

use std::{cell::RefCell, ops::RangeInclusive};

use bevy_egui::egui::{self, Button, DragValue, Id, Label, Response, RichText, Ui, vec2};

use super::{controls::Controls, fingers, numbers, widgets};

/// The effect of the buttons beside a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::panel) enum Step {
    /// Adds and subtracts this number.
    Add(f64),
    /// Multiplies and divides by this factor, greater than 1. A zero becomes the least number.
    Multiply(f64),
}

/// A field for one number. It has no state of its own.
#[derive(Clone, Debug)]
pub(in crate::panel) struct NumberField {
    value: f64,
    range: RangeInclusive<f64>,
    step: Step,
    suffix: &'static str,
    largest: &'static str,
    width: f32,
}

impl NumberField {
    /// A field for any number.
    pub fn new(value: f64) -> Self {
        Self {
            value,
            range: f64::MIN..=f64::MAX,
            step: Step::Multiply(2.0),
            suffix: "",
            largest: "",
            width: 64.0,
        }
    }

    /// Clamps typed numbers to a range.
    pub fn range(mut self, range: RangeInclusive<f64>) -> Self {
        self.range = range;
        self
    }

    /// Sets the effect of the buttons.
    pub fn step(mut self, step: Step) -> Self {
        self.step = step;
        self
    }

    /// Sets the unit after the number.
    pub fn suffix(mut self, suffix: &'static str) -> Self {
        self.suffix = suffix;
        self
    }

    /// Sets a word that stands for the end of the range.
    pub fn largest(mut self, word: &'static str) -> Self {
        self.largest = word;
        self
    }

    /// Sets the least width, points.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws the field as the control `name`; returns the number if the user entered another one.
    pub fn show(
        self,
        ui: &mut Ui,
        controls: &mut Controls,
        name: &str,
        meaning: &str,
    ) -> Option<f64> {
        let entered = if fingers::has_fingers(ui.ctx()) {
            self.show_buttons(ui, controls, name, meaning)
        } else {
            self.show_field(ui, controls, name, meaning)
        };
        entered.filter(|entered| *entered != self.value)
    }

    /// A number with its unit, or the word for the end of the range.
    fn format(&self, number: f64) -> String {
        if !self.largest.is_empty() && number >= *self.range.end() {
            return self.largest.to_owned();
        }
        format!("{}{}", numbers::format_short(number), self.suffix)
    }

    /// A number between two buttons: no text is typed, and a thumb that scrolls changes nothing.
    fn show_buttons(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        name: &str,
        meaning: &str,
    ) -> Option<f64> {
        let mut entered = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (end, text, up) in [("less", "−", false), ("more", "+", true)] {
                if up {
                    let number = Label::new(RichText::new(self.format(self.value)).monospace());
                    let shown =
                        ui.add_sized(vec2(self.width, ui.spacing().interact_size.y), number);
                    controls.note(name.to_owned(), shown).on_hover_text(meaning);
                }
                let next = self.next_number(up);
                let button = Button::new(text).min_size(ui.spacing().interact_size);
                let button = ui.add_enabled(next != self.value, button);
                let button = controls.note(format!("{name}/{end}"), button);
                let button = widgets::name_button(button, &format!("{}: {end}", spoken_name(name)));
                if button.on_hover_text(meaning).clicked() {
                    entered = Some(next);
                }
            }
        });
        entered
    }

    /// The number after a press of the upper or the lower button.
    fn next_number(&self, up: bool) -> f64 {
        let next = match (self.step, up) {
            (Step::Add(step), true) => self.value + step,
            (Step::Add(step), false) => self.value - step,
            (Step::Multiply(factor), up) => {
                let grows = up == (self.value >= 0.0);
                match (self.value == 0.0, grows) {
                    (true, _) => {
                        if up {
                            1e-3
                        } else {
                            -1e-3
                        }
                    }
                    (false, true) => self.value * factor,
                    (false, false) => self.value / factor,
                }
            }
        };
        round_digits(next.clamp(*self.range.start(), *self.range.end()))
    }

    /// A field to type into, which a drag changes, too.
    fn show_field(
        &self,
        ui: &mut Ui,
        controls: &mut Controls,
        name: &str,
        meaning: &str,
    ) -> Option<f64> {
        let mut value = self.value;
        let refused = RefCell::new(None);
        let (before, suffix, largest) = (self.value, self.suffix, self.largest);
        let most = *self.range.end();
        let speed = match self.step {
            Step::Add(step) => step * 0.1,
            Step::Multiply(_) => (value.abs() * 0.01).max(1e-6),
        };
        let field = DragValue::new(&mut value)
            .speed(speed)
            .range(self.range.clone())
            .update_while_editing(false)
            .custom_formatter(|number, _| self.format(number))
            .custom_parser(|text| {
                let text = text.trim();
                if !largest.is_empty() && text == largest {
                    return Some(most);
                }
                let text = text.strip_suffix(suffix.trim()).unwrap_or(text).trim();
                // A field that was opened and left holds the short form of the number. Parsing it
                // would round the number, so the old value stays.
                if text == numbers::format_short(before) {
                    return Some(before);
                }
                let number = numbers::parse_typed(text);
                if number.is_none() {
                    *refused.borrow_mut() = Some(text.to_owned());
                }
                number
            });
        let size = vec2(self.width, ui.spacing().interact_size.y);
        let response = ui.add_sized(size, field);
        let response = controls.note(name.to_owned(), response);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::drag_value(true, self.value);
            info.label = Some(spoken_name(name));
            info
        });
        let response = response.on_hover_text(meaning);
        let given_up = ui.input(|input| input.key_pressed(egui::Key::Escape));
        show_refusal(ui, &response, refused.into_inner().filter(|_| !given_up));
        (response.changed() && value.is_finite()).then_some(value)
    }
}

/// The name of a number for screen readers, from the name of its control:
/// `training/learning_rate` is *learning rate*. Two are called as the words beside them.
fn spoken_name(control: &str) -> String {
    match control {
        "inspector/data" => return "value".to_owned(),
        "scene/seed" => return "random seed".to_owned(),
        _ => {}
    }
    let parts: Vec<&str> = control
        .split('/')
        .skip(1)
        .filter(|part| *part != "value")
        .collect();
    parts.join(" ").replace('_', " ")
}

/// Rounds to six significant digits: repeated steps would collect errors of binary fractions.
fn round_digits(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number)
}

/// Keeps the focus in a field whose text is no number, and says so under it until the text
/// changes or the field is left with `Esc`.
fn show_refusal(ui: &Ui, response: &Response, refused: Option<String>) {
    let id = response.id.with("refused");
    if let Some(text) = refused {
        response.request_focus();
        ui.data_mut(|data| {
            data.insert_temp(response.id, text.clone());
            data.insert_temp(id, text);
        });
    } else if !response.has_focus() {
        ui.data_mut(|data| data.remove_temp::<String>(id));
    }
    let Some(text) = ui.data(|data| data.get_temp::<String>(id)) else {
        return;
    };
    let colour = ui.visuals().error_fg_color;
    ui.painter().rect_stroke(
        response.rect,
        4.0,
        egui::Stroke::new(1.5, colour),
        egui::StrokeKind::Outside,
    );
    egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), Id::new(id), response.rect).show(
        |ui| {
            ui.colored_label(colour, format!("“{text}” is no number"));
            ui.label("Type one such as 0.01 or 2e-3; Esc keeps the old one.");
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_have_names_to_speak() {
        assert_eq!(spoken_name("training/learning_rate"), "learning rate");
        assert_eq!(spoken_name("constants/theta/value"), "theta");
    }

    #[test]
    fn buttons_step_by_a_sum_or_a_factor() {
        let field = NumberField::new(3.0).step(Step::Add(1.0)).range(1.0..=3.0);
        assert_eq!(
            (field.next_number(false), field.next_number(true)),
            (2.0, 3.0)
        );
        let field = NumberField::new(0.01).step(Step::Multiply(2.0));
        assert_eq!(
            (field.next_number(false), field.next_number(true)),
            (0.005, 0.02)
        );
        let field = NumberField::new(-4.0);
        assert_eq!(
            (field.next_number(false), field.next_number(true)),
            (-8.0, -2.0)
        );
        assert!(NumberField::new(0.0).next_number(true) > 0.0);
    }

    proptest! {
        #[test]
        fn a_step_stays_in_the_range_and_goes_its_way(value in -1e6_f64..1e6, up: bool) {
            let field = NumberField::new(value).range(-1e6..=1e6);
            let next = field.next_number(up);
            prop_assert!((-1e6..=1e6).contains(&next));
            let way = if up { next - value } else { value - next };
            prop_assert!(way >= 0.0, "{value} → {next}");
        }
    }
}
