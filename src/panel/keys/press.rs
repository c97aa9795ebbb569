//! The keys: from what was pressed to the messages that it means.

use bevy::{
    ecs::system::SystemParam,
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
    },
    prelude::*,
};

use super::{
    shortcuts::{Action, SHORTCUTS},
    state::PanelCommand,
    training::TrainingDraft,
};
use crate::{
    explore::{
        Filtered, Search,
        commands::{FilterCommand, SearchCommand, Walk},
    },
    graph::{
        Held, Selection,
        commands::{Drag, PinCommand, Select},
    },
    growth::commands::GrowthCommand,
    panel::Panels,
    physics::{
        Physics,
        commands::{ChangeSettings, ClockCommand},
    },
    third_party::InterfaceArea,
    training::{Trainer, commands::TrainingCommand},
    view::{
        LevelCommand, LevelView, PictureCommand, PictureSettings, Tool, UseTool, ViewCommand, Wave,
        WaveCommand,
    },
};

/// How much nearer or farther a key brings one.
const STEP: f32 = 1.25;

/// Keys that are held while another is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Modifiers {
    shift: bool,
    /// Ctrl, or what stands for it on a Mac.
    control: bool,
}

/// The action of a key, by what the key writes and not by where it is: `?`
/// is elsewhere on every keyboard. The exception is the key under `Esc`,
/// which many keyboards use for an accent.
fn action(key: &Key, code: KeyCode, modifiers: Modifiers) -> Option<Action> {
    let mut shift = modifiers.shift;
    let shown = match key {
        Key::Space => "Space",
        Key::Escape => "Esc",
        Key::Enter => "Enter",
        Key::Tab => "Tab",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::F6 => "F6",
        Key::F2 => "F2",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        // Plus without Shift on many keyboards.
        Key::Character(text) if text == "=" => "+",
        Key::Home => "F",
        Key::F12 => "F12 or `",
        _ if code == KeyCode::Backquote => "F12 or `",
        Key::Character(text) => {
            // Which signs are written with Shift is the keyboard's business.
            shift &= text.chars().all(char::is_alphabetic);
            text
        }
        _ => return None,
    };
    let wanted = |shown: &str, prefix: &str| shown.strip_prefix(prefix).map(str::to_owned);
    SHORTCUTS
        .iter()
        .find(|shortcut| {
            let (control, rest) = match wanted(shortcut.shown, "Ctrl+") {
                Some(rest) => (true, rest),
                None => (false, shortcut.shown.to_owned()),
            };
            let (shifted, rest) = match wanted(&rest, "Shift+") {
                Some(rest) => (true, rest),
                None => (false, rest),
            };
            control == modifiers.control && shifted == shift && rest.eq_ignore_ascii_case(shown)
        })
        .map(|shortcut| shortcut.action)
}

/// What the keys act through: the same messages as the panels.
#[derive(SystemParam)]
pub(super) struct Actions<'w> {
    panels: Res<'w, Panels>,
    trainer: Res<'w, Trainer>,
    draft: Res<'w, TrainingDraft>,
    clock: MessageWriter<'w, ClockCommand>,
    physics: Res<'w, Physics>,
    settings: MessageWriter<'w, ChangeSettings>,
    view: MessageWriter<'w, ViewCommand>,
    growth: MessageWriter<'w, GrowthCommand>,
    training: MessageWriter<'w, TrainingCommand>,
    selection: MessageWriter<'w, Select>,
    selected: Res<'w, Selection>,
    held: Res<'w, Held>,
    drag: MessageWriter<'w, Drag>,
    pin: MessageWriter<'w, PinCommand>,
    looks: Res<'w, Search>,
    search: MessageWriter<'w, SearchCommand>,
    filtered: Res<'w, Filtered>,
    filter: MessageWriter<'w, FilterCommand>,
    walk: MessageWriter<'w, Walk>,
    tool: Res<'w, Tool>,
    tools: MessageWriter<'w, UseTool>,
    panel: MessageWriter<'w, PanelCommand>,
    wave: Res<'w, Wave>,
    level: Res<'w, LevelView>,
    levels: MessageWriter<'w, LevelCommand>,
    wave_commands: MessageWriter<'w, WaveCommand>,
    picture_settings: Res<'w, PictureSettings>,
    pictures: MessageWriter<'w, PictureCommand>,
}

impl Actions<'_> {
    fn perform(&mut self, action: Action) {
        match action {
            Action::TogglePause => {
                self.clock.write(ClockCommand::TogglePause);
            }
            Action::StepOnce => {
                self.clock.write(ClockCommand::StepOnce);
            }
            Action::NextArrangement => {
                let next = self.physics.arrangement().next();
                self.settings.write(ChangeSettings::Arrange(next));
            }
            Action::Frame => {
                self.view.write(ViewCommand::Frame);
            }
            Action::FrameSelection => {
                self.view.write(ViewCommand::FrameSelection);
            }
            Action::Nearer => {
                self.view.write(ViewCommand::Zoom(1.0 / STEP));
            }
            Action::Farther => {
                self.view.write(ViewCommand::Zoom(STEP));
            }
            Action::SaveView => {
                self.view.write(ViewCommand::SaveView(None));
            }
            Action::NextView => {
                self.view.write(ViewCommand::NextView);
            }
            Action::ToggleAutoOrbit => {
                self.view.write(ViewCommand::ToggleAutoOrbit);
            }
            Action::ToggleMinimap => {
                self.view.write(ViewCommand::ToggleMinimap);
            }
            Action::ToggleWave => {
                self.wave_commands.write(WaveCommand::Toggle);
            }
            Action::LevelStep(step) => {
                self.levels.write(LevelCommand::Step(step));
            }
            Action::ToggleLabels => {
                self.view.write(ViewCommand::ToggleLabels);
            }
            Action::Mode(mode) => {
                self.view.write(ViewCommand::Mode(mode));
            }
            Action::ToggleSize => {
                self.view.write(ViewCommand::ToggleSize);
            }
            Action::NextVision => {
                self.view.write(ViewCommand::NextVision);
            }
            Action::ToggleLegend => {
                self.view.write(ViewCommand::ToggleLegend);
            }
            Action::Train => {
                if self.trainer.available {
                    self.training.write(self.draft.train());
                }
            }
            Action::RestartGrowth => {
                self.growth.write(GrowthCommand::Restart);
            }
            Action::TogglePanels => {
                self.panel.write(PanelCommand::ToggleVisible);
            }
            Action::SavePicture => {
                self.pictures.write(self.picture_settings.save());
            }
            Action::ToggleHelp => {
                self.panel.write(PanelCommand::ToggleHelp);
            }
            Action::ToggleEntities => {
                self.panel.write(PanelCommand::ToggleEntities);
            }
            Action::TakeKeyboard => {
                self.panel.write(PanelCommand::TakeKeyboard);
            }
            Action::Larger => {
                self.panel.write(PanelCommand::Larger);
            }
            Action::Smaller => {
                self.panel.write(PanelCommand::Smaller);
            }
            Action::UsualSize => {
                self.panel.write(PanelCommand::Scale(100));
            }
            Action::Search => {
                self.search.write(SearchCommand::Open);
            }
            Action::Walk(walk) => {
                self.walk.write(walk);
            }
            Action::Focus => {
                if let Some(vertex) = self.selected.primary() {
                    self.view.write(ViewCommand::Focus(vertex));
                }
            }
            Action::Kin(kin, add) => {
                self.selection.write(Select::Kin { kin, add });
            }
            Action::SelectAll => {
                self.selection.write(Select::All);
            }
            Action::Invert => {
                self.selection.write(Select::Invert);
            }
            Action::NextTool => {
                self.tools.write(UseTool(self.tool.next()));
            }
            Action::Pin => {
                self.pin.write(PinCommand::Toggle);
            }
            Action::UnpinAll => {
                self.pin.write(PinCommand::ReleaseAll);
            }
            Action::Escape => self.step_back(),
        }
    }

    /// What came last goes first.
    fn step_back(&mut self) {
        if self.panels.help {
            self.panel.write(PanelCommand::CloseHelp);
        } else if !self.held.is_empty() {
            self.drag.write(Drag::Release);
        } else if self.wave.at.is_some() {
            self.wave_commands.write(WaveCommand::Stop);
        } else if self.looks.open || self.looks.active() {
            self.search.write(SearchCommand::Close);
        } else if self.filtered.filter().active() {
            self.filter.write(FilterCommand::Clear);
        } else if self.level.merged().is_some() && self.selected.is_empty() {
            self.levels.write(LevelCommand::Look(None));
        } else {
            self.selection.write(Select::Clear);
        }
    }
}

/// Turns pressed keys into messages, unless somebody is typing.
pub(super) fn press_keys(
    mut pressed: MessageReader<KeyboardInput>,
    area: Res<InterfaceArea>,
    held: Option<Res<ButtonInput<KeyCode>>>,
    mut actions: Actions,
) {
    let held = |keys: &[KeyCode]| {
        held.as_ref()
            .is_some_and(|held| held.any_pressed(keys.iter().copied()))
    };
    let modifiers = Modifiers {
        shift: held(&[KeyCode::ShiftLeft, KeyCode::ShiftRight]),
        control: held(&[
            KeyCode::ControlLeft,
            KeyCode::ControlRight,
            KeyCode::SuperLeft,
            KeyCode::SuperRight,
        ]),
    };
    // Ctrl+R and its like, and everything with Alt, are the browser's and the system's.
    let foreign = held(&[KeyCode::AltLeft]);
    for input in pressed.read() {
        if input.state != ButtonState::Pressed || area.has_keyboard || foreign {
            continue;
        }
        let Some(action) = action(&input.logical_key, input.key_code, modifiers) else {
            continue;
        };
        let repeats = matches!(
            action,
            Action::StepOnce
                | Action::Walk(_)
                | Action::Nearer
                | Action::Farther
                | Action::Larger
                | Action::Smaller
        );
        // Whoever walks through the panels by keyboard is not in the graph.
        let presses_a_widget = area.has_focus
            && matches!(
                input.logical_key,
                Key::Space
                    | Key::Enter
                    | Key::Tab
                    | Key::Escape
                    | Key::ArrowLeft
                    | Key::ArrowRight
                    | Key::ArrowUp
                    | Key::ArrowDown
            );
        if (!input.repeat || repeats) && !presses_a_widget {
            actions.perform(action);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_pressed() {
        for shortcut in SHORTCUTS {
            let control = shortcut.shown.starts_with("Ctrl+");
            let rest = shortcut.shown.strip_prefix("Ctrl+");
            let rest = rest.unwrap_or(shortcut.shown);
            let shift = rest.starts_with("Shift+");
            let key = match rest.trim_start_matches("Shift+") {
                "Space" => Key::Space,
                "Esc" => Key::Escape,
                "Enter" => Key::Enter,
                "Tab" => Key::Tab,
                "←" => Key::ArrowLeft,
                "→" => Key::ArrowRight,
                "↑" => Key::ArrowUp,
                "↓" => Key::ArrowDown,
                "F6" => Key::F6,
                "F2" => Key::F2,
                "PgUp" => Key::PageUp,
                "PgDn" => Key::PageDown,
                "F12 or `" => Key::F12,
                text if shift => Key::Character(text.into()),
                text => Key::Character(text.to_lowercase().into()),
            };
            assert_eq!(
                action(&key, KeyCode::Lang1, Modifiers { shift, control }),
                Some(shortcut.action),
                "{}",
                shortcut.shown
            );
        }
        let none = Modifiers::default();
        let shifted = Modifiers {
            shift: true,
            ..none
        };
        assert_eq!(
            action(&Key::Character("?".into()), KeyCode::Slash, shifted),
            Some(Action::ToggleHelp)
        );
        assert_eq!(
            action(&Key::Dead(Some('`')), KeyCode::Backquote, none),
            Some(Action::ToggleEntities)
        );
        assert_eq!(
            action(&Key::Character("§".into()), KeyCode::KeyX, none),
            None
        );
        let control = Modifiers {
            control: true,
            ..none
        };
        assert_eq!(
            action(&Key::Character("r".into()), KeyCode::KeyR, control),
            None
        );
    }
}
