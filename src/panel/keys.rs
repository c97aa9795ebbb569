//! The keys: one table that the keyboard and the help both read.

use bevy::{
    ecs::system::SystemParam,
    input::{
        ButtonState,
        keyboard::{Key, KeyboardInput},
    },
    prelude::*,
};

use super::{state::PanelCommand, training::TrainingDraft};
use crate::{
    graph::commands::Select,
    growth::commands::GrowthCommand,
    panel::Panels,
    physics::commands::ClockCommand,
    third_party::InterfaceArea,
    training::{Trainer, commands::TrainingCommand},
    view::{ViewCommand, ViewMode, Wave, WaveCommand},
};

/// How much nearer or farther a key brings one.
const STEP: f32 = 1.25;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Stops the clock or lets it run.
    TogglePause,
    /// One tick.
    StepOnce,
    /// The camera follows the whole graph again.
    Frame,
    /// The camera comes to what is selected.
    FrameSelection,
    /// The camera comes nearer.
    Nearer,
    /// The camera goes farther away.
    Farther,
    /// Saves the view.
    SaveView,
    /// The next saved view.
    NextView,
    /// The automatic orbit on or off.
    ToggleAutoOrbit,
    /// The small map on or off.
    ToggleMinimap,
    /// Trains.
    Train,
    /// Grows the graph again.
    RestartGrowth,
    /// Labels on or off.
    ToggleLabels,
    /// What colours mean.
    Mode(ViewMode),
    /// Sizes follow the number that the mode shows, or not.
    ToggleSize,
    /// The colours for the next kind of eyes.
    NextVision,
    /// The legend on or off.
    ToggleLegend,
    /// A wave through the graph, or its pause.
    ToggleWave,
    /// Panels on or off.
    TogglePanels,
    /// The list of keys.
    ToggleHelp,
    /// The entity inspector.
    ToggleEntities,
    /// Closes the help, else clears the selection.
    Escape,
}

/// A key and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// The key as the help shows it.
    pub shown: &'static str,
    /// What it does, for people.
    pub does: &'static str,
    /// What it does.
    pub action: Action,
}

/// Every key.
pub const SHORTCUTS: [Shortcut; 31] = [
    Shortcut {
        shown: "Space",
        does: "stop the simulation, or let it run",
        action: Action::TogglePause,
    },
    Shortcut {
        shown: ".",
        does: "one tick",
        action: Action::StepOnce,
    },
    Shortcut {
        shown: "F",
        does: "frame the whole graph",
        action: Action::Frame,
    },
    Shortcut {
        shown: "Z",
        does: "frame what is selected",
        action: Action::FrameSelection,
    },
    Shortcut {
        shown: "+",
        does: "come nearer",
        action: Action::Nearer,
    },
    Shortcut {
        shown: "-",
        does: "go farther",
        action: Action::Farther,
    },
    Shortcut {
        shown: "B",
        does: "save this view",
        action: Action::SaveView,
    },
    Shortcut {
        shown: "N",
        does: "next saved view",
        action: Action::NextView,
    },
    Shortcut {
        shown: "Y",
        does: "circle the graph, in space",
        action: Action::ToggleAutoOrbit,
    },
    Shortcut {
        shown: "G",
        does: "small map, in the plane",
        action: Action::ToggleMinimap,
    },
    Shortcut {
        shown: "T",
        does: "train",
        action: Action::Train,
    },
    Shortcut {
        shown: "V",
        does: "a wave: forward pass and backward pass",
        action: Action::ToggleWave,
    },
    Shortcut {
        shown: "R",
        does: "grow the graph again",
        action: Action::RestartGrowth,
    },
    Shortcut {
        shown: "L",
        does: "labels",
        action: Action::ToggleLabels,
    },
    Shortcut {
        shown: "1",
        does: "colours: which operation",
        action: Action::Mode(ViewMode::Operation),
    },
    Shortcut {
        shown: "2",
        does: "colours: the numbers themselves",
        action: Action::Mode(ViewMode::Data),
    },
    Shortcut {
        shown: "3",
        does: "colours: gradients",
        action: Action::Mode(ViewMode::Gradient),
    },
    Shortcut {
        shown: "4",
        does: "colours: the size of gradients",
        action: Action::Mode(ViewMode::GradientMagnitude),
    },
    Shortcut {
        shown: "5",
        does: "colours: layer and neuron",
        action: Action::Mode(ViewMode::Layer),
    },
    Shortcut {
        shown: "6",
        does: "colours: sample",
        action: Action::Mode(ViewMode::Sample),
    },
    Shortcut {
        shown: "7",
        does: "colours: depth",
        action: Action::Mode(ViewMode::Depth),
    },
    Shortcut {
        shown: "8",
        does: "colours: degree",
        action: Action::Mode(ViewMode::Degree),
    },
    Shortcut {
        shown: "9",
        does: "colours: speed",
        action: Action::Mode(ViewMode::Speed),
    },
    Shortcut {
        shown: "0",
        does: "colours: how long it lasts when the graph is coarsened",
        action: Action::Mode(ViewMode::Level),
    },
    Shortcut {
        shown: "M",
        does: "sizes follow the number that colours show",
        action: Action::ToggleSize,
    },
    Shortcut {
        shown: "C",
        does: "colours for other eyes",
        action: Action::NextVision,
    },
    Shortcut {
        shown: "K",
        does: "legend",
        action: Action::ToggleLegend,
    },
    Shortcut {
        shown: "H",
        does: "hide or show the panels",
        action: Action::TogglePanels,
    },
    Shortcut {
        shown: "?",
        does: "this list",
        action: Action::ToggleHelp,
    },
    Shortcut {
        shown: "F12 or `",
        does: "entity inspector",
        action: Action::ToggleEntities,
    },
    Shortcut {
        shown: "Esc",
        does: "close this, or clear the selection",
        action: Action::Escape,
    },
];

/// The action of a key, by what the key writes and not by where it is: `?`
/// is elsewhere on every keyboard. The exception is the key under `Esc`,
/// which many keyboards use for an accent.
fn action(key: &Key, code: KeyCode) -> Option<Action> {
    let shown = match key {
        Key::Space => "Space",
        Key::Escape => "Esc",
        // Plus without Shift on many keyboards.
        Key::Character(text) if text == "=" => "+",
        Key::Home => "F",
        Key::F12 => "F12 or `",
        _ if code == KeyCode::Backquote => "F12 or `",
        Key::Character(text) => {
            return SHORTCUTS
                .iter()
                .find(|shortcut| shortcut.shown.eq_ignore_ascii_case(text))
                .map(|shortcut| shortcut.action);
        }
        _ => return None,
    };
    SHORTCUTS
        .iter()
        .find(|shortcut| shortcut.shown == shown)
        .map(|shortcut| shortcut.action)
}

/// What the keys act through: the same messages as the panels.
#[derive(SystemParam)]
pub(super) struct Actions<'w> {
    panels: Res<'w, Panels>,
    trainer: Res<'w, Trainer>,
    draft: Res<'w, TrainingDraft>,
    clock: MessageWriter<'w, ClockCommand>,
    view: MessageWriter<'w, ViewCommand>,
    growth: MessageWriter<'w, GrowthCommand>,
    training: MessageWriter<'w, TrainingCommand>,
    selection: MessageWriter<'w, Select>,
    panel: MessageWriter<'w, PanelCommand>,
    wave: Res<'w, Wave>,
    wave_commands: MessageWriter<'w, WaveCommand>,
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
            Action::ToggleWave => {
                self.wave_commands.write(WaveCommand::Toggle);
            }
            Action::TogglePanels => {
                self.panel.write(PanelCommand::ToggleVisible);
            }
            Action::ToggleHelp => {
                self.panel.write(PanelCommand::ToggleHelp);
            }
            Action::ToggleEntities => {
                self.panel.write(PanelCommand::ToggleEntities);
            }
            Action::Escape if self.panels.help => {
                self.panel.write(PanelCommand::CloseHelp);
            }
            Action::Escape if self.wave.at.is_some() => {
                self.wave_commands.write(WaveCommand::Stop);
            }
            Action::Escape => {
                self.selection.write(Select::Clear);
            }
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
    // Ctrl+R and its like are the browser's and the system's.
    let chord = held.is_some_and(|held| {
        held.any_pressed([
            KeyCode::ControlLeft,
            KeyCode::ControlRight,
            KeyCode::AltLeft,
            KeyCode::SuperLeft,
            KeyCode::SuperRight,
        ])
    });
    for input in pressed.read() {
        if input.state != ButtonState::Pressed || area.has_keyboard || chord {
            continue;
        }
        let Some(action) = action(&input.logical_key, input.key_code) else {
            continue;
        };
        let repeats = matches!(action, Action::StepOnce | Action::Nearer | Action::Farther);
        let presses_a_widget = action == Action::TogglePause && area.has_focus;
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
            let key = match shortcut.shown {
                "Space" => Key::Space,
                "Esc" => Key::Escape,
                "F12 or `" => Key::F12,
                text => Key::Character(text.to_lowercase().into()),
            };
            assert_eq!(
                action(&key, KeyCode::Lang1),
                Some(shortcut.action),
                "{}",
                shortcut.shown
            );
        }
        assert_eq!(
            action(&Key::Dead(Some('`')), KeyCode::Backquote),
            Some(Action::ToggleEntities)
        );
        assert_eq!(action(&Key::Character("x".into()), KeyCode::KeyX), None);
    }
}
