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
    explore::{
        Filtered, Search,
        commands::{FilterCommand, SearchCommand, Walk},
    },
    graph::{
        Held, Kin, Selection,
        commands::{Drag, PinCommand, Select},
    },
    growth::commands::GrowthCommand,
    panel::Panels,
    physics::commands::ClockCommand,
    third_party::InterfaceArea,
    training::{Trainer, commands::TrainingCommand},
    view::{
        PictureCommand, PictureSettings, Tool, UseTool, ViewCommand, ViewMode, Wave, WaveCommand,
    },
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
    /// A wave through the graph, or its pause.
    ToggleWave,
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
    /// Panels on or off.
    TogglePanels,
    /// A picture of the view.
    SavePicture,
    /// The list of keys.
    ToggleHelp,
    /// The entity inspector.
    ToggleEntities,
    /// The panels, by keyboard.
    TakeKeyboard,
    /// The search field.
    Search,
    /// Steps from vertex to vertex.
    Walk(Walk),
    /// Brings the camera to the vertex that one is on.
    Focus,
    /// Selects what is akin to the selection; whether the selection stays.
    Kin(Kin, bool),
    /// Selects everything.
    SelectAll,
    /// Selects the rest instead.
    Invert,
    /// The next tool.
    NextTool,
    /// Pins what is held, selected or hovered, or lets it go.
    Pin,
    /// Lets every vertex go.
    UnpinAll,
    /// One step back: closes the help, the search, the filter, or clears the selection.
    Escape,
}

/// What a key is about: the help lists the keys by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Time, growth and training.
    Time,
    /// What one sees.
    View,
    /// What colours and sizes mean.
    Colours,
    /// Which vertices are meant.
    Select,
    /// From vertex to vertex.
    Walk,
}

impl Subject {
    /// Every subject, in the order of the help.
    pub const ALL: [Self; 5] = [
        Self::Time,
        Self::View,
        Self::Walk,
        Self::Select,
        Self::Colours,
    ];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Time => "Time",
            Self::View => "View",
            Self::Colours => "Colours",
            Self::Select => "Select and move",
            Self::Walk => "Find and walk",
        }
    }
}

/// A key and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// What it is about.
    pub subject: Subject,
    /// The key as the help shows it; `Shift+` and `Ctrl+` before what is pressed with them.
    pub shown: &'static str,
    /// What it does, for people.
    pub does: &'static str,
    /// What it does.
    pub action: Action,
}

const fn key(
    subject: Subject,
    shown: &'static str,
    does: &'static str,
    action: Action,
) -> Shortcut {
    Shortcut {
        subject,
        shown,
        does,
        action,
    }
}

/// Every key.
#[rustfmt::skip]
pub const SHORTCUTS: &[Shortcut] = &[
    key(Subject::Time, "Space", "stop the simulation, or let it run", Action::TogglePause),
    key(Subject::Time, ".", "one tick", Action::StepOnce),
    key(Subject::Time, "T", "train", Action::Train),
    key(Subject::Time, "V", "a wave: forward pass and backward pass", Action::ToggleWave),
    key(Subject::Time, "R", "grow the graph again", Action::RestartGrowth),
    key(Subject::View, "F", "frame the whole graph", Action::Frame),
    key(Subject::View, "Z", "frame what is selected", Action::FrameSelection),
    key(Subject::View, "+", "come nearer", Action::Nearer),
    key(Subject::View, "-", "go farther", Action::Farther),
    key(Subject::View, "X", "save this view: X marks the spot", Action::SaveView),
    key(Subject::View, "J", "jump to the next saved view", Action::NextView),
    key(Subject::View, "Y", "circle the graph, in space", Action::ToggleAutoOrbit),
    key(Subject::View, "G", "small map, in the plane", Action::ToggleMinimap),
    key(Subject::View, "L", "labels", Action::ToggleLabels),
    key(Subject::View, "H", "hide or show the panels", Action::TogglePanels),
    key(Subject::View, "F2", "save a picture of the view", Action::SavePicture),
    key(Subject::View, "F6", "the panels by keyboard, Esc comes back", Action::TakeKeyboard),
    key(Subject::View, "?", "this list", Action::ToggleHelp),
    key(Subject::View, "F12 or `", "entity inspector", Action::ToggleEntities),
    key(Subject::Walk, "/", "search by id, label or operation", Action::Search),
    key(Subject::Walk, "Tab", "the next vertex: selected, found, or any", Action::Walk(Walk::Next)),
    key(Subject::Walk, "Shift+Tab", "the one before", Action::Walk(Walk::Previous)),
    key(Subject::Walk, "←", "to an input", Action::Walk(Walk::Input)),
    key(Subject::Walk, "→", "to an output", Action::Walk(Walk::Output)),
    key(Subject::Walk, "↓", "to a sibling: the next input or output", Action::Walk(Walk::NextSibling)),
    key(Subject::Walk, "↑", "to the sibling before", Action::Walk(Walk::PreviousSibling)),
    key(Subject::Walk, "Enter", "bring the camera there", Action::Focus),
    key(Subject::Walk, "Esc", "back: close this, search, filter; select none", Action::Escape),
    key(Subject::Select, "I", "the inputs", Action::Kin(Kin::Inputs, false)),
    key(Subject::Select, "O", "the outputs", Action::Kin(Kin::Outputs, false)),
    key(Subject::Select, "Shift+I", "add the inputs", Action::Kin(Kin::Inputs, true)),
    key(Subject::Select, "Shift+O", "add the outputs", Action::Kin(Kin::Outputs, true)),
    key(Subject::Select, "N", "add the neighbours", Action::Kin(Kin::Neighbours, true)),
    key(Subject::Select, "Shift+←", "add all that leads here", Action::Kin(Kin::Ancestors, true)),
    key(Subject::Select, "Shift+→", "add all that it leads to", Action::Kin(Kin::Descendants, true)),
    key(Subject::Select, "Shift+L", "add the way to the loss", Action::Kin(Kin::WayToResult, true)),
    key(Subject::Select, "Ctrl+A", "everything", Action::SelectAll),
    key(Subject::Select, "U", "the rest instead", Action::Invert),
    key(Subject::Select, "B", "hand, box, lasso", Action::NextTool),
    key(Subject::Select, "P", "pin, or let go; also during a drag", Action::Pin),
    key(Subject::Select, "Shift+P", "let every vertex go", Action::UnpinAll),
    key(Subject::Colours, "1", "which operation", Action::Mode(ViewMode::Operation)),
    key(Subject::Colours, "2", "the numbers themselves", Action::Mode(ViewMode::Data)),
    key(Subject::Colours, "3", "gradients", Action::Mode(ViewMode::Gradient)),
    key(Subject::Colours, "4", "the size of gradients", Action::Mode(ViewMode::GradientMagnitude)),
    key(Subject::Colours, "5", "layer and neuron", Action::Mode(ViewMode::Layer)),
    key(Subject::Colours, "6", "sample", Action::Mode(ViewMode::Sample)),
    key(Subject::Colours, "7", "depth", Action::Mode(ViewMode::Depth)),
    key(Subject::Colours, "8", "degree", Action::Mode(ViewMode::Degree)),
    key(Subject::Colours, "9", "speed", Action::Mode(ViewMode::Speed)),
    key(Subject::Colours, "0", "how long it lasts when the graph is coarsened", Action::Mode(ViewMode::Level)),
    key(Subject::Colours, "M", "sizes follow the number that colours show", Action::ToggleSize),
    key(Subject::Colours, "C", "for other eyes", Action::NextVision),
    key(Subject::Colours, "K", "legend", Action::ToggleLegend),
];

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
            Action::StepOnce | Action::Walk(_) | Action::Nearer | Action::Farther
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
            let rest = shortcut.shown.trim_start_matches("Ctrl+");
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
