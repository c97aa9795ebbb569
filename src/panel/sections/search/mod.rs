//! The search field over the graph: text, number of matches, and steps between them. An empty field
//! suggests searches.

mod filter;
mod suggestions;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts, EguiPrimaryContextPass,
    egui::{
        self, Align2, Area, Context, Id, Key, Modifiers, Order, TextEdit, Ui, WidgetInfo, pos2,
        vec2,
    },
};

use self::filter::FilterButtons;
use crate::{
    explore::{Choices, Search, commands::SearchCommand},
    interface::InterfaceArea,
    panel::{
        kit::{
            controls::{Controls, Region},
            fingers, numbers, places, widgets,
        },
        systems::PanelSystems,
    },
};

/// Width of the field and its buttons, points, where there is room.
const WIDTH: f32 = 360.0;

/// The hint in an empty field of a network.
const HINT: &str = "weight, loss, v12";
/// The hint in an empty field of any other graph.
const PLAIN_HINT: &str = "id or label";

/// Adds the search field over the graph.
pub(in crate::panel) struct SearchFieldPlugin;

impl Plugin for SearchFieldPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<SearchField>().add_systems(
            EguiPrimaryContextPass,
            draw_search_field.in_set(PanelSystems::Search),
        );
    }
}

fn draw_search_field(
    mut contexts: EguiContexts,
    mut search: SearchPanel,
    mut controls: ResMut<Controls>,
    mut area: ResMut<InterfaceArea>,
) {
    if let Ok(context) = contexts.ctx_mut() {
        search.draw_panel(context, &mut controls, &mut area);
    }
}

/// The state of the field.
#[derive(Resource, Default)]
struct SearchField {
    text: String,
    /// Whether the field was shown in the last frame.
    shown: bool,
    /// Whether the filter is shown under it.
    filter: bool,
}

/// Data and commands of the field.
#[derive(SystemParam)]
struct SearchPanel<'w> {
    search: Res<'w, Search>,
    choices: Res<'w, Choices>,
    field: ResMut<'w, SearchField>,
    commands: MessageWriter<'w, SearchCommand>,
    filter: FilterButtons<'w>,
}

impl SearchPanel<'_> {
    /// Draws the field at the top of the part of the window that is free.
    fn draw_panel(&mut self, context: &Context, controls: &mut Controls, area: &mut InterfaceArea) {
        if !self.search.open {
            self.field.shown = false;
            return;
        }
        let zoom = context.zoom_factor();
        let free = Rect {
            min: area.free.min / zoom,
            max: area.free.max / zoom,
        };
        let width = WIDTH.min(free.width() - 36.0);
        controls.enter_region(Region::Overlay);
        let shown = Area::new(Id::new("search"))
            .order(Order::Middle)
            .pivot(Align2::CENTER_TOP)
            .fixed_pos(pos2(free.center().x, free.min.y + 8.0))
            .show(context, |ui| {
                places::card(ui).show(ui, |ui| {
                    ui.set_width(width);
                    self.draw_field(ui, controls);
                    self.draw_answer(ui, controls);
                    self.draw_filter_line(ui, controls);
                    if self.field.filter {
                        ui.separator();
                        self.filter.draw_filter(ui, controls);
                    }
                });
            });
        controls.leave_region();
        area.rects.push(controls.logical(shown.response.rect));
    }

    fn draw_field(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let Self {
            search,
            choices,
            field,
            commands,
            filter,
        } = self;
        let field = &mut **field;
        let opened = !std::mem::replace(&mut field.shown, true);
        if opened {
            field.text = search.text().to_owned();
            field.filter = filter.is_active();
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let id = field_id();
            if ui.memory(|memory| memory.has_focus(id)) {
                step_by_keys(ui, commands);
            }
            let hint = match choices.examples.is_empty() {
                true => PLAIN_HINT,
                false => HINT,
            };
            let edit = TextEdit::singleline(&mut field.text)
                .id(id)
                .hint_text(hint)
                .desired_width(ui.available_width() - 188.0);
            let edit = controls.note("search/text", ui.add(edit));
            edit.widget_info(|| {
                let mut info = WidgetInfo::text_edit(true, &field.text, &field.text, hint);
                info.label = Some("Search".to_owned());
                info
            });
            if opened {
                // The focus comes with the next frame: the key that opened the field is not typed.
                edit.request_focus();
            }
            // egui has already taken the focus from the field when `Esc` is read.
            if edit.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                commands.write(SearchCommand::Close);
            }
            if edit.changed() {
                commands.write(SearchCommand::Find(field.text.clone()));
            }
            let count = numbers::format_count(search.matches().len() as u64);
            let found = match search.current() {
                _ if !search.active() => String::new(),
                Some(current) => {
                    format!("{} of {count}", numbers::format_count(current as u64 + 1))
                }
                None => count,
            };
            let (size, any) = (
                vec2(74.0, ui.spacing().interact_size.y),
                !search.matches().is_empty(),
            );
            ui.allocate_ui_with_layout(
                size,
                egui::Layout::right_to_left(egui::Align::Center),
                |ui| {
                    ui.set_min_size(size);
                    ui.weak(found);
                },
            );
            let mut button = |name: &str, text: &str, enabled: bool, meaning: &str, ui: &mut Ui| {
                let button = widgets::button(ui, enabled, text);
                let button = controls.note(format!("search/{name}"), button);
                widgets::name_button(button, meaning)
                    .on_hover_text(meaning)
                    .clicked()
            };
            if button("previous", "⏶", any, "The match before (Shift+Enter)", ui) {
                commands.write(SearchCommand::Previous);
            }
            if button("next", "⏷", any, "The next match (Enter)", ui) {
                commands.write(SearchCommand::Next);
            }
            if button("all", "All", any, "Selects every match", ui) {
                commands.write(SearchCommand::SelectAll);
            }
            if button("close", "✖", true, "Ends the search (Esc)", ui) {
                commands.write(SearchCommand::Close);
            }
        });
    }

    /// Suggestions under an empty field, and the reason for no match under a full one.
    fn draw_answer(&mut self, ui: &mut Ui, controls: &mut Controls) {
        if self.field.text.trim().is_empty() {
            let suggestions = &self.choices.suggestions;
            let Some(chosen) = suggestions::draw_suggestions(ui, controls, suggestions) else {
                return;
            };
            chosen.text.clone_into(&mut self.field.text);
            self.commands
                .write(SearchCommand::Find(chosen.text.to_owned()));
            if chosen.selects {
                self.commands.write(SearchCommand::Next);
            }
            // The field keeps the keyboard, so that Enter goes on to the next match. Under fingers
            // the focus would open the screen's keyboard.
            if !fingers::has_fingers(ui.ctx()) {
                ui.memory_mut(|memory| memory.request_focus(field_id()));
            }
        } else if let Some(reason) = suggestions::explain_no_match(&self.search, &self.choices) {
            widgets::hint(ui, reason);
        }
    }

    /// The button that shows the filter, and the number of vertices that pass it.
    fn draw_filter_line(&mut self, ui: &mut Ui, controls: &mut Controls) {
        let (field, filter) = (&mut *self.field, &self.filter);
        let title = if filter.is_active() {
            "Filter ·"
        } else {
            "Filter"
        };
        ui.horizontal(|ui| {
            let open = ui.selectable_label(field.filter, title);
            let open = controls.note("search/filter", open);
            if open
                .on_hover_text("Hides or fades the vertices outside the filter")
                .clicked()
            {
                field.filter = !field.filter;
            }
            widgets::hint(ui, filter.summary());
        });
    }
}

/// The field in egui's memory.
fn field_id() -> Id {
    Id::new("search field")
}

/// Keys that step between matches while the field has the keyboard.
fn step_by_keys(ui: &mut Ui, commands: &mut MessageWriter<SearchCommand>) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    // Shift+Enter comes first: Enter alone would consume both.
    let back = pressed(Modifiers::SHIFT, Key::Enter) || pressed(Modifiers::NONE, Key::ArrowUp);
    let on = pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::ArrowDown);
    if back {
        commands.write(SearchCommand::Previous);
    }
    if on {
        commands.write(SearchCommand::Next);
    }
}
