//! Menus: a button that opens a list, for pointer, fingers and keyboard.
//!
//! Arrows, `Home` and `End` move along the list, letters jump to the entry that they begin,
//! `Enter` chooses, `Esc` closes. The list is opaque.

use bevy_egui::egui::{
    self, Button, Event, EventFilter, Key, Modifiers, Popup, PopupCloseBehavior, Response,
    RichText, ScrollArea, Ui, vec2,
};

use super::{controls::Controls, fingers};

/// Time after which typed letters begin a new word, seconds.
const TYPE_AHEAD: f64 = 1.0;

/// An entry of a menu.
#[derive(Clone, Debug, Default)]
pub(in crate::panel) struct MenuEntry {
    /// Its name in [`Controls`].
    pub name: String,
    /// The text.
    pub text: String,
    /// The key that does the same, or a second text at the right end.
    pub note: String,
    /// The hover text.
    pub meaning: String,
    /// Whether it cannot be chosen now.
    pub disabled: bool,
    /// Whether it is the current choice.
    pub chosen: bool,
    /// Whether a line separates it from the entry before.
    pub separated: bool,
}

impl MenuEntry {
    /// An entry with a text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// Sets the key that does the same.
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Sets the hover text.
    pub fn with_meaning(mut self, meaning: impl Into<String>) -> Self {
        self.meaning = meaning.into();
        self
    }

    /// Sets whether it is the current choice.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// Sets whether it can be chosen now.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.disabled = !enabled;
        self
    }

    /// Draws a line over it.
    pub fn separated(mut self) -> Self {
        self.separated = true;
        self
    }
}

/// The place of the keyboard in an open menu.
#[derive(Clone, Debug, Default)]
struct MenuState {
    active: Option<usize>,
    /// Whether it was open in the last frame.
    open: bool,
    typed: String,
    typed_at: f64,
}

/// Opens the menu of a button that was just drawn, and draws it while it is open. Returns the
/// entry that was chosen.
pub(in crate::panel) fn show_menu(
    ui: &Ui,
    controls: &mut Controls,
    button: &Response,
    entries: &[MenuEntry],
) -> Option<usize> {
    let id = button.id.with("menu");
    let popup_id = Popup::default_response_id(button);
    let was_open = Popup::is_id_open(ui.ctx(), popup_id);
    let mut state: MenuState = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut picked = None;
    if was_open {
        hold_keys(ui, button);
        picked = move_by_keys(ui, &mut state, entries);
        if picked.is_some() || ui.input_mut(|input| take_key(input, Key::Escape)) {
            Popup::close_id(ui.ctx(), popup_id);
        }
    }
    let popup = Popup::menu(button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .gap(2.0)
        .frame(opaque_frame(ui));
    popup.show(|ui| {
        let height = ui.ctx().viewport_rect().height() * 0.7;
        ui.set_max_height(height);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            picked = draw_entries(ui, controls, &mut state, entries).or(picked);
        });
    });
    let is_open = Popup::is_id_open(ui.ctx(), popup_id);
    if state.open && !is_open {
        // The keys belong to the graph again.
        button.surrender_focus();
        state.open = false;
        ui.data_mut(|data| data.insert_temp(id, state.clone()));
    }
    if is_open {
        if !was_open {
            // The keyboard begins at the current choice.
            state = MenuState {
                open: true,
                active: entries.iter().position(|entry| entry.chosen),
                ..MenuState::default()
            };
            button.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(id, state));
    }
    picked
}

/// A button with the current choice and a triangle, and its menu.
pub(in crate::panel) fn choice_button(
    ui: &mut Ui,
    controls: &mut Controls,
    name: &str,
    text: &str,
    meaning: &str,
    entries: &[MenuEntry],
) -> Option<usize> {
    let button = Button::new(text).right_text(RichText::new("⏷").small().weak());
    let button = controls.note(name.to_owned(), ui.add(button));
    let button = button.on_hover_text(meaning);
    show_menu(ui, controls, &button, entries)
}

/// A frame without transparency: what lies under an open list must not be read through it.
fn opaque_frame(ui: &Ui) -> egui::Frame {
    let fill = ui.visuals().window_fill.to_opaque();
    egui::Frame::popup(ui.style()).fill(fill)
}

/// Keeps arrows and `Esc` from moving the focus away from the button of an open menu.
fn hold_keys(ui: &Ui, button: &Response) {
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        escape: true,
        tab: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(button.id, filter));
}

fn take_key(input: &mut egui::InputState, key: Key) -> bool {
    input.consume_key(Modifiers::NONE, key)
}

/// Moves along the entries; returns the one that `Enter` chose.
fn move_by_keys(ui: &Ui, state: &mut MenuState, entries: &[MenuEntry]) -> Option<usize> {
    let before = state.active;
    let (chosen, letters, now) = ui.input_mut(|input| {
        let steps = [(Key::ArrowDown, 1), (Key::ArrowUp, -1)];
        for (key, step) in steps {
            while take_key(input, key) {
                state.active = step_to_entry(entries, state.active, step);
            }
        }
        if take_key(input, Key::Home) {
            state.active = step_to_entry(entries, None, 1);
        }
        if take_key(input, Key::End) {
            state.active = step_to_entry(entries, None, -1);
        }
        let chosen = take_key(input, Key::Enter) || take_key(input, Key::Space);
        let mut letters = String::new();
        input.events.retain(|event| match event {
            Event::Text(text) => {
                letters.push_str(text.trim());
                false
            }
            _ => true,
        });
        (chosen, letters, input.time)
    });
    if !letters.is_empty() {
        if now - state.typed_at > TYPE_AHEAD {
            state.typed.clear();
        }
        state.typed.push_str(&letters.to_lowercase());
        state.typed_at = now;
        state.active = find_typed(entries, &state.typed).or(state.active);
    }
    if state.active != before {
        ui.ctx().request_repaint();
    }
    state.active.filter(|_| chosen)
}

/// The next entry that can be chosen in steps of 1 or −1, around the end.
fn step_to_entry(entries: &[MenuEntry], from: Option<usize>, step: isize) -> Option<usize> {
    let count = entries.len() as isize;
    let start = match from {
        Some(from) => from as isize,
        None if step > 0 => -1,
        None => count,
    };
    (1..=count)
        .map(|steps| (start + step * steps).rem_euclid(count) as usize)
        .find(|&place| !entries[place].disabled)
}

/// The first entry that begins with the typed letters.
fn find_typed(entries: &[MenuEntry], typed: &str) -> Option<usize> {
    entries
        .iter()
        .position(|entry| !entry.disabled && entry.text.to_lowercase().starts_with(typed))
}

fn draw_entries(
    ui: &mut Ui,
    controls: &mut Controls,
    state: &mut MenuState,
    entries: &[MenuEntry],
) -> Option<usize> {
    let mut clicked = None;
    let height = if fingers::is_coarse(ui.ctx()) {
        44.0
    } else {
        26.0
    };
    for (place, entry) in entries.iter().enumerate() {
        if entry.separated {
            ui.separator();
        }
        let mut text = RichText::new(&entry.text);
        if entry.chosen {
            text = text.strong();
        }
        let lit = state.active == Some(place) || (state.active.is_none() && entry.chosen);
        let button = Button::selectable(lit, text)
            .shortcut_text(RichText::new(&entry.note).weak())
            .min_size(vec2(168.0, height))
            .wrap_mode(egui::TextWrapMode::Extend);
        let response = ui.add_enabled(!entry.disabled, button);
        let response = controls.note(entry.name.clone(), response);
        if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
            state.active = Some(place);
        }
        let response = match entry.meaning.as_str() {
            "" => response,
            meaning => response
                .on_hover_text(meaning)
                .on_disabled_hover_text(meaning),
        };
        if response.clicked() {
            clicked = Some(place);
        }
    }
    clicked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<MenuEntry> {
        vec![
            MenuEntry::new("a", "Apple"),
            MenuEntry::new("b", "Banana").enabled(false),
            MenuEntry::new("c", "Cherry"),
        ]
    }

    #[test]
    fn arrows_pass_over_disabled_entries_and_around_the_end() {
        let entries = entries();
        assert_eq!(step_to_entry(&entries, None, 1), Some(0));
        assert_eq!(step_to_entry(&entries, Some(0), 1), Some(2));
        assert_eq!(step_to_entry(&entries, Some(2), 1), Some(0));
        assert_eq!(step_to_entry(&entries, None, -1), Some(2));
        assert_eq!(step_to_entry(&[], None, 1), None);
    }

    #[test]
    fn letters_find_the_entry_that_they_begin() {
        let entries = entries();
        assert_eq!(find_typed(&entries, "ch"), Some(2));
        assert_eq!(find_typed(&entries, "b"), None, "it is disabled");
    }
}
