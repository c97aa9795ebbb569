//! Every key chord and its action: one table for the keyboard, the help and the documentation.

use bevy::input::keyboard::{Key, KeyCode};

use super::{
    action::{Action, PanelAction, SelectionAction, TimeAction, ViewAction},
    chord::{Chord, ChordKey, Modifiers},
};
use crate::{
    clock::commands::ClockCommand,
    explore::commands::Walk,
    graph::{Kin, commands::PinCommand},
    growth::commands::GrowthCommand,
    panel::{commands::PanelCommand, kit::browser_keys::is_kept_by_browser, state::PanelPlace},
    view::{CameraCommand, LevelCommand, LookCommand, ViewMode, WaveCommand},
};

/// Factor of the camera's distance for one press of `+` or `-`.
const ZOOM: f32 = 1.25;

/// The group of a key in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Time, growth and training.
    Time,
    /// Camera, panels and pictures.
    View,
    /// Colours and sizes.
    Colours,
    /// Selection and pins.
    Select,
    /// Search, and steps along the edges.
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

    /// The heading.
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

/// A key chord and its action.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// The group in the help.
    pub subject: Subject,
    /// The chord.
    pub chord: Chord,
    /// One line for people.
    pub does: &'static str,
    /// The action.
    pub action: Action,
}

impl Shortcut {
    /// Whether the chord reaches the program: a browser keeps some for itself.
    pub fn acts_here(&self) -> bool {
        !is_kept_by_browser(&self.chord.to_string())
    }

    /// The action of a pressed key, if the key has one.
    pub(super) fn find_action(key: &Key, code: KeyCode, modifiers: Modifiers) -> Option<Action> {
        let chord = Chord::from_input(key, code, modifiers)?;
        let found = SHORTCUTS.iter().find(|shortcut| shortcut.chord == chord);
        found.map(|shortcut| shortcut.action)
    }
}

const fn key(subject: Subject, chord: Chord, does: &'static str, action: Action) -> Shortcut {
    Shortcut {
        subject,
        chord,
        does,
        action,
    }
}

/// Every key chord.
#[rustfmt::skip]
pub const SHORTCUTS: &[Shortcut] = &[
    key(Subject::Time, Chord::plain(ChordKey::Space), "pause or play", Action::Time(TimeAction::Clock(ClockCommand::TogglePause))),
    key(Subject::Time, Chord::plain(ChordKey::Character('.')), "one step", Action::Time(TimeAction::Clock(ClockCommand::StepOnce))),
    key(Subject::Time, Chord::plain(ChordKey::Character('T')), "train", Action::Time(TimeAction::Train)),
    key(Subject::Time, Chord::plain(ChordKey::Character('<')), "slower", Action::Time(TimeAction::Clock(ClockCommand::Slower))),
    key(Subject::Time, Chord::plain(ChordKey::Character('>')), "faster", Action::Time(TimeAction::Clock(ClockCommand::Faster))),
    key(Subject::Time, Chord::plain(ChordKey::Character('V')), "a wave: forward pass, then backward pass", Action::View(ViewAction::Wave(WaveCommand::Toggle))),
    key(Subject::Time, Chord::plain(ChordKey::Character('R')), "grow the graph again", Action::Time(TimeAction::Growth(GrowthCommand::Restart))),
    key(Subject::View, Chord::shifted(ChordKey::Character('R')), "rearrange: 3D, 2D, layers", Action::Time(TimeAction::NextArrangement)),
    key(Subject::View, Chord::plain(ChordKey::Character('F')), "frame the whole graph", Action::View(ViewAction::Camera(CameraCommand::Frame))),
    key(Subject::View, Chord::plain(ChordKey::Character('Z')), "frame what is selected", Action::View(ViewAction::Camera(CameraCommand::FrameSelection))),
    key(Subject::View, Chord::plain(ChordKey::Character('+')), "zoom in", Action::View(ViewAction::Camera(CameraCommand::Zoom(1.0 / ZOOM)))),
    key(Subject::View, Chord::plain(ChordKey::Character('-')), "zoom out", Action::View(ViewAction::Camera(CameraCommand::Zoom(ZOOM)))),
    key(Subject::View, Chord::plain(ChordKey::Character('X')), "save this view", Action::View(ViewAction::Camera(CameraCommand::SaveView(None)))),
    key(Subject::View, Chord::plain(ChordKey::Character('J')), "jump to the next saved view", Action::View(ViewAction::Camera(CameraCommand::NextView))),
    key(Subject::View, Chord::plain(ChordKey::Character('Y')), "orbit the graph (in space)", Action::View(ViewAction::Camera(CameraCommand::ToggleAutoOrbit))),
    key(Subject::View, Chord::plain(ChordKey::Character('G')), "small map (in the plane)", Action::View(ViewAction::Camera(CameraCommand::ToggleMinimap))),
    key(Subject::View, Chord::plain(ChordKey::PageUp), "merge: one level coarser", Action::View(ViewAction::Level(LevelCommand::Step(1)))),
    key(Subject::View, Chord::plain(ChordKey::PageDown), "one level finer, and back to the graph", Action::View(ViewAction::Level(LevelCommand::Step(-1)))),
    key(Subject::View, Chord::plain(ChordKey::Character('L')), "labels", Action::View(ViewAction::Look(LookCommand::ToggleLabels))),
    key(Subject::View, Chord::plain(ChordKey::Character('H')), "hide or show the panels", Action::Panel(PanelAction::Panel(PanelCommand::ToggleVisible))),
    key(Subject::View, Chord::plain(ChordKey::F2), "save a picture of the view", Action::View(ViewAction::SavePicture)),
    key(Subject::View, Chord::plain(ChordKey::F3), "show or hide the developer's figures", Action::Panel(PanelAction::Panel(PanelCommand::ToggleFigures))),
    key(Subject::View, Chord::plain(ChordKey::F6), "the panels by keyboard, one after the other; Esc returns to the graph", Action::Panel(PanelAction::Panel(PanelCommand::FocusNextRegion))),
    key(Subject::View, Chord::plain(ChordKey::F7), "open or close the look", Action::Panel(PanelAction::Panel(PanelCommand::TogglePlace(PanelPlace::Look)))),
    key(Subject::View, Chord::plain(ChordKey::F8), "open or close the physics", Action::Panel(PanelAction::Panel(PanelCommand::TogglePlace(PanelPlace::Physics)))),
    key(Subject::View, Chord::controlled(ChordKey::Character('+')), "larger panels and labels", Action::Panel(PanelAction::Panel(PanelCommand::Larger))),
    key(Subject::View, Chord::controlled(ChordKey::Character('-')), "smaller panels and labels", Action::Panel(PanelAction::Panel(PanelCommand::Smaller))),
    key(Subject::View, Chord::controlled(ChordKey::Character('0')), "panels and labels of the usual size", Action::Panel(PanelAction::Panel(PanelCommand::Scale(100)))),
    key(Subject::View, Chord::plain(ChordKey::Character('?')), "this list", Action::Panel(PanelAction::Panel(PanelCommand::ToggleHelp))),
    key(Subject::View, Chord::plain(ChordKey::F12), "entity inspector", Action::Panel(PanelAction::Panel(PanelCommand::ToggleEntities))),
    key(Subject::Walk, Chord::plain(ChordKey::Character('/')), "search by word, id or label", Action::Panel(PanelAction::OpenSearch)),
    key(Subject::Walk, Chord::plain(ChordKey::Tab), "the next vertex: selected, found, or any", Action::Selection(SelectionAction::Walk(Walk::Next))),
    key(Subject::Walk, Chord::shifted(ChordKey::Tab), "the previous vertex", Action::Selection(SelectionAction::Walk(Walk::Previous))),
    key(Subject::Walk, Chord::plain(ChordKey::Left), "to an input", Action::Selection(SelectionAction::Walk(Walk::Input))),
    key(Subject::Walk, Chord::plain(ChordKey::Right), "to an output", Action::Selection(SelectionAction::Walk(Walk::Output))),
    key(Subject::Walk, Chord::plain(ChordKey::Down), "to a sibling: the next input or output", Action::Selection(SelectionAction::Walk(Walk::NextSibling))),
    key(Subject::Walk, Chord::plain(ChordKey::Up), "to the previous sibling", Action::Selection(SelectionAction::Walk(Walk::PreviousSibling))),
    key(Subject::Walk, Chord::plain(ChordKey::Enter), "bring the camera there", Action::View(ViewAction::FocusSelection)),
    key(Subject::Walk, Chord::plain(ChordKey::Escape), "one step back: help, drag, wave, search, filter, selection, level", Action::Escape),
    key(Subject::Select, Chord::plain(ChordKey::Character('I')), "select the inputs", Action::Selection(SelectionAction::Kin { kin: Kin::Inputs, add: false })),
    key(Subject::Select, Chord::plain(ChordKey::Character('O')), "select the outputs", Action::Selection(SelectionAction::Kin { kin: Kin::Outputs, add: false })),
    key(Subject::Select, Chord::shifted(ChordKey::Character('I')), "add the inputs", Action::Selection(SelectionAction::Kin { kin: Kin::Inputs, add: true })),
    key(Subject::Select, Chord::shifted(ChordKey::Character('O')), "add the outputs", Action::Selection(SelectionAction::Kin { kin: Kin::Outputs, add: true })),
    key(Subject::Select, Chord::plain(ChordKey::Character('N')), "add the neighbours", Action::Selection(SelectionAction::Kin { kin: Kin::Neighbours, add: true })),
    key(Subject::Select, Chord::shifted(ChordKey::Left), "add all that leads here", Action::Selection(SelectionAction::Kin { kin: Kin::Ancestors, add: true })),
    key(Subject::Select, Chord::shifted(ChordKey::Right), "add all that it leads to", Action::Selection(SelectionAction::Kin { kin: Kin::Descendants, add: true })),
    key(Subject::Select, Chord::shifted(ChordKey::Character('L')), "add a shortest way to the loss", Action::Selection(SelectionAction::Kin { kin: Kin::WayToResult, add: true })),
    key(Subject::Select, Chord::controlled(ChordKey::Character('A')), "select everything", Action::Selection(SelectionAction::SelectAll)),
    key(Subject::Select, Chord::plain(ChordKey::Character('U')), "invert the selection", Action::Selection(SelectionAction::Invert)),
    key(Subject::Select, Chord::plain(ChordKey::Character('B')), "next tool: hand, box, lasso", Action::Selection(SelectionAction::NextTool)),
    key(Subject::Select, Chord::plain(ChordKey::Character('P')), "pin or unpin; also during a drag", Action::Selection(SelectionAction::Pin(PinCommand::Toggle))),
    key(Subject::Select, Chord::shifted(ChordKey::Character('P')), "unpin every vertex", Action::Selection(SelectionAction::Pin(PinCommand::ReleaseAll))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('1')), "operation", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Operation)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('2')), "data", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Data)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('3')), "gradient", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Gradient)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('4')), "gradient size", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::GradientMagnitude)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('5')), "layer and neuron", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Layer)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('6')), "sample", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Sample)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('7')), "depth", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Depth)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('8')), "degree", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Degree)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('9')), "speed", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Speed)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('0')), "coarsening level", Action::View(ViewAction::Look(LookCommand::Mode(ViewMode::Level)))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('M')), "size follows the number that colours show", Action::View(ViewAction::Look(LookCommand::ToggleSize))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('C')), "palette for the next kind of colour vision", Action::View(ViewAction::Look(LookCommand::NextVision))),
    key(Subject::Colours, Chord::plain(ChordKey::Character('K')), "legend", Action::View(ViewAction::Look(LookCommand::ToggleLegend))),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// A key press that writes the chord, on a keyboard that needs no Shift for signs.
    fn press(chord: Chord) -> (Key, KeyCode, Modifiers) {
        let key = match chord.key {
            ChordKey::Character(character) if chord.shift => {
                Key::Character(character.to_string().into())
            }
            ChordKey::Character(character) => {
                Key::Character(character.to_lowercase().collect::<String>().into())
            }
            ChordKey::Space => Key::Space,
            ChordKey::Enter => Key::Enter,
            ChordKey::Escape => Key::Escape,
            ChordKey::Tab => Key::Tab,
            ChordKey::Left => Key::ArrowLeft,
            ChordKey::Right => Key::ArrowRight,
            ChordKey::Up => Key::ArrowUp,
            ChordKey::Down => Key::ArrowDown,
            ChordKey::PageUp => Key::PageUp,
            ChordKey::PageDown => Key::PageDown,
            ChordKey::F2 => Key::F2,
            ChordKey::F3 => Key::F3,
            ChordKey::F6 => Key::F6,
            ChordKey::F7 => Key::F7,
            ChordKey::F8 => Key::F8,
            ChordKey::F12 => Key::F12,
        };
        let modifiers = Modifiers {
            shift: chord.shift,
            control: chord.control,
        };
        (key, KeyCode::Lang1, modifiers)
    }

    #[test]
    fn every_shortcut_can_be_pressed_and_none_shares_a_chord() {
        let mut chords = HashSet::new();
        for shortcut in SHORTCUTS {
            let (key, code, modifiers) = press(shortcut.chord);
            let found = Shortcut::find_action(&key, code, modifiers);
            assert_eq!(found, Some(shortcut.action), "{}", shortcut.chord);
            assert!(chords.insert(shortcut.chord), "{} twice", shortcut.chord);
        }
    }

    #[test]
    fn other_keys_do_nothing() {
        let control = Modifiers {
            control: true,
            ..Modifiers::default()
        };
        for (key, modifiers) in [("§", Modifiers::default()), ("r", control)] {
            let key = Key::Character(key.into());
            assert_eq!(Shortcut::find_action(&key, KeyCode::KeyX, modifiers), None);
        }
    }
}
