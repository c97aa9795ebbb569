//! The settings of a scene as steppers: numbers, and the layers of a network.

use std::ops::RangeInclusive;

use bevy_egui::egui::{Button, Ui, vec2};

use crate::{
    graph::SceneInfo,
    panel::kit::{
        controls::Controls,
        number_field::{NumberField, Step},
        widgets,
    },
};

/// Most layers of a network, its inputs included.
const MOST_LAYERS: usize = 8;
/// Most neurons of a layer.
const MOST_NEURONS: usize = 32;

/// The value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SettingValue {
    /// A number.
    Number(f64),
    /// The number of inputs, then the neurons of each layer: `2x3x1`.
    Layers(Vec<usize>),
}

/// The settings of a scene by name: those of `own`, and the others of `example`.
pub(super) fn read_settings(example: &str, own: &str) -> Vec<(String, SettingValue)> {
    let mut values = parse_settings(example);
    for (name, value) in parse_settings(own) {
        match values.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => values.push((name, value)),
        }
    }
    values
}

/// The settings as the text after the scene's name.
pub(super) fn write_settings(values: &[(String, SettingValue)]) -> String {
    let texts: Vec<String> = values
        .iter()
        .map(|(name, value)| match value {
            SettingValue::Number(number) => format!("{name}={number}"),
            SettingValue::Layers(sizes) => {
                let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
                format!("{name}={}", sizes.join("x"))
            }
        })
        .collect();
    texts.join(",")
}

fn parse_settings(text: &str) -> Vec<(String, SettingValue)> {
    text.split(',')
        .filter_map(|part| part.split_once('='))
        .filter_map(|(name, value)| {
            let value = if name == "sizes" {
                let sizes: Option<Vec<usize>> =
                    value.split('x').map(|size| size.parse().ok()).collect();
                SettingValue::Layers(sizes?)
            } else {
                SettingValue::Number(value.parse().ok()?)
            };
            Some((name.to_owned(), value))
        })
        .collect()
}

/// Draws the settings; returns whether the user changed one.
pub(super) fn draw_settings(
    ui: &mut Ui,
    controls: &mut Controls,
    info: &SceneInfo,
    values: &mut [(String, SettingValue)],
) -> bool {
    let mut changed = false;
    for (name, value) in values {
        changed |= match value {
            SettingValue::Number(number) => {
                let (least, most) = info.setting_range(name);
                draw_number(ui, controls, name, number, least..=most)
            }
            SettingValue::Layers(sizes) => draw_layers(ui, controls, sizes),
        };
    }
    changed
}

fn draw_number(
    ui: &mut Ui,
    controls: &mut Controls,
    name: &str,
    number: &mut f64,
    range: RangeInclusive<f64>,
) -> bool {
    let mut entered = None;
    ui.horizontal(|ui| {
        ui.label(capitalize(name));
        let step = if *number >= 20.0 {
            Step::Multiply(2.0)
        } else {
            Step::Add(1.0)
        };
        let field = NumberField::new(*number).step(step).range(range);
        let control = format!("scene/setting/{name}");
        entered = field.show(ui, controls, &control, "The graph is built again");
    });
    match entered {
        Some(entered) => {
            // A mean degree alone may lie between two whole numbers.
            *number = if name == "degree" {
                entered
            } else {
                entered.round()
            };
            true
        }
        None => false,
    }
}

/// A row a layer: its neurons, with a button on each side; and buttons for layers.
fn draw_layers(ui: &mut Ui, controls: &mut Controls, sizes: &mut Vec<usize>) -> bool {
    let mut changed = false;
    let last = sizes.len().saturating_sub(1);
    for (layer, neurons) in sizes.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            let title = match layer {
                0 => "Inputs".to_owned(),
                layer if layer == last => "Outputs".to_owned(),
                layer => format!("Layer {layer}"),
            };
            let size = vec2(64.0, ui.spacing().interact_size.y);
            ui.allocate_ui(size, |ui| {
                ui.set_min_size(size);
                ui.label(title);
            });
            changed |= draw_stepper(ui, controls, layer, neurons);
        });
    }
    ui.horizontal(|ui| {
        let add = widgets::button(ui, sizes.len() < MOST_LAYERS, "Add a layer");
        let add = controls.note("scene/layers/add", add);
        if add
            .on_hover_text("Adds a layer like the last hidden one, before the outputs")
            .clicked()
        {
            let size = sizes.get(last.saturating_sub(1)).copied().unwrap_or(2);
            sizes.insert(last, size.max(2));
            changed = true;
        }
        let remove = widgets::button(ui, sizes.len() > 2, "Remove a layer");
        let remove = controls.note("scene/layers/remove", remove);
        if remove
            .on_hover_text("Removes the last hidden layer")
            .clicked()
            && sizes.len() > 2
        {
            sizes.remove(last - 1);
            changed = true;
        }
    });
    changed
}

fn draw_stepper(ui: &mut Ui, controls: &mut Controls, layer: usize, size: &mut usize) -> bool {
    let before = *size;
    let button = vec2(28.0, ui.spacing().interact_size.y);
    let steps = [
        ("less", "−", before.saturating_sub(1).max(1)),
        ("more", "+", (before + 1).min(MOST_NEURONS)),
    ];
    for (end, text, next) in steps {
        if end == "more" {
            let room = vec2(24.0, ui.spacing().interact_size.y);
            ui.add_sized(room, bevy_egui::egui::Label::new(before.to_string()));
        }
        let shown = ui.add_enabled(next != before, Button::new(text).min_size(button));
        let shown = controls.note(format!("scene/layers/{layer}/{end}"), shown);
        let shown = widgets::name_button(shown, &format!("Layer {layer}: {end} neurons"));
        if shown.clicked() {
            *size = next;
        }
    }
    *size != before
}

fn capitalize(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_over_the_example_and_written_back() {
        let values = read_settings("sizes=3x4x4x1", "sizes=2x3x1,samples=1");
        assert_eq!(
            values,
            [
                ("sizes".to_owned(), SettingValue::Layers(vec![2, 3, 1])),
                ("samples".to_owned(), SettingValue::Number(1.0)),
            ]
        );
        assert_eq!(write_settings(&values), "sizes=2x3x1,samples=1");
        let values = read_settings("vertices=1000,degree=3", "degree=2.5");
        assert_eq!(write_settings(&values), "vertices=1000,degree=2.5");
        assert!(read_settings("", "").is_empty());
    }
}
