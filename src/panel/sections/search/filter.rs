//! The filter under the search field: operation, layer, sample, gradient.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::egui::Ui;

use crate::{
    explore::{Choices, Filter, Filtered, commands::FilterCommand},
    graph::GraphIndex,
    panel::kit::{
        controls::Controls,
        menu::{self, MenuEntry},
        names,
        number_field::{NumberField, Step},
        numbers, widgets,
    },
};

/// Data and commands of the filter.
#[derive(SystemParam)]
pub(super) struct FilterButtons<'w> {
    filtered: Res<'w, Filtered>,
    choices: Res<'w, Choices>,
    index: Res<'w, GraphIndex>,
    commands: MessageWriter<'w, FilterCommand>,
}

impl FilterButtons<'_> {
    /// Whether the filter excludes any vertex.
    pub fn is_active(&self) -> bool {
        self.filtered.filter().active()
    }

    /// Number of vertices that pass.
    pub fn summary(&self) -> String {
        if !self.is_active() {
            return String::new();
        }
        format!(
            "{} of {} pass",
            numbers::format_count(self.filtered.passing() as u64),
            numbers::format_count(self.index.vertices.len() as u64)
        )
    }

    /// Draws the filter, and sends a changed one.
    pub fn draw_filter(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let before = self.filtered.filter();
        let mut filter = before.clone();
        ui.horizontal_wrapped(|ui| {
            self.draw_operation(ui, controls, &mut filter);
            draw_number(
                ui,
                controls,
                "layer",
                self.choices.layers,
                &mut filter.layer,
            );
            draw_number(
                ui,
                controls,
                "sample",
                self.choices.samples,
                &mut filter.sample,
            );
        });
        ui.horizontal_wrapped(|ui| {
            self.draw_gradient(ui, controls, &mut filter);
            let hide = ui.checkbox(&mut filter.hide, "Hide the others");
            controls
                .note("filter/hide", hide)
                .on_hover_text("Otherwise they are drawn faintly");
            let clear = widgets::button(ui, before.active(), "Clear");
            if controls.note("filter/clear", clear).clicked() {
                filter = Filter::default();
            }
        });
        if filter != *before {
            self.commands.write(FilterCommand::Set(filter));
        }
    }

    fn draw_operation(&self, ui: &mut Ui, controls: &mut Controls, filter: &mut Filter) {
        if self.choices.operations.len() < 2 {
            return;
        }
        // Inputs and weights have no operation.
        const LEAF: &str = "input or weight";
        let title = |operation: &str| match operation {
            "" => LEAF.to_owned(),
            operation => names::describe_operation(operation),
        };
        let text = filter
            .operation
            .as_deref()
            .map_or("any operation".to_owned(), title);
        let chosen = &filter.operation;
        let any = MenuEntry::new("filter/operation/any", "any operation").chosen(chosen.is_none());
        let others = self.choices.operations.iter().map(|operation| {
            let name = match &**operation {
                "" => LEAF,
                operation => operation,
            };
            MenuEntry::new(format!("filter/operation/{name}"), title(operation))
                .chosen(chosen.as_ref() == Some(operation))
        });
        let entries: Vec<MenuEntry> = [any].into_iter().chain(others).collect();
        let meaning = "Which operation computes the vertices that pass";
        let name = "filter/operation";
        if let Some(place) = menu::choice_button(ui, controls, name, &text, meaning, &entries) {
            let operation = place.checked_sub(1);
            filter.operation = operation.and_then(|at| self.choices.operations.get(at).cloned());
        }
    }

    fn draw_gradient(&self, ui: &mut Ui, controls: &mut Controls, filter: &mut Filter) {
        let Some(most) = self.choices.gradient else {
            return;
        };
        let mut on = filter.gradient.is_some();
        let check = controls.note("filter/gradient", ui.checkbox(&mut on, "|gradient|"));
        if check
            .on_hover_text("Its magnitude lies between two numbers")
            .changed()
        {
            filter.gradient = on.then_some([0.0, most]);
        }
        let Some([from, to]) = &mut filter.gradient else {
            return;
        };
        let meaning = "The magnitude of the gradient lies between two numbers";
        for (name, number) in [("filter/gradient/from", from), ("filter/gradient/to", to)] {
            if name.ends_with("to") {
                ui.label("to");
            }
            let field = NumberField::new(*number).range(0.0..=f64::MAX);
            if let Some(entered) = field.show(ui, controls, name, meaning) {
                *number = entered;
            }
        }
    }
}

/// A choice of one number below `count`, or any. The interface counts from one, like the labels.
fn draw_number(
    ui: &mut Ui,
    controls: &mut Controls,
    title: &str,
    count: u32,
    choice: &mut Option<u32>,
) {
    if count < 2 {
        return;
    }
    let mut on = choice.is_some();
    let check = controls.note(format!("filter/{title}"), ui.checkbox(&mut on, title));
    if check.changed() {
        *choice = on.then_some(0);
    }
    if let Some(number) = choice {
        let field = NumberField::new(f64::from(*number + 1))
            .step(Step::Add(1.0))
            .range(1.0..=f64::from(count));
        let name = format!("filter/{title}/number");
        if let Some(entered) = field.show(ui, controls, &name, "Counted from 1") {
            *number = (entered.round() as u32).saturating_sub(1);
        }
    }
}
