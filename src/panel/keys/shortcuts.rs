//! Every key and what it does: one table that the keyboard and the help both read.

use crate::{explore::commands::Walk, graph::Kin, view::ViewMode};

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
    /// So many levels coarser.
    LevelStep(i32),
    /// The next of 3D, 2D and layers.
    NextArrangement,
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
    /// Larger panels and labels.
    Larger,
    /// Smaller ones.
    Smaller,
    /// The usual size.
    UsualSize,
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
    key(Subject::View, "Shift+R", "rearrange: 3D, 2D, layers", Action::NextArrangement),
    key(Subject::View, "F", "frame the whole graph", Action::Frame),
    key(Subject::View, "Z", "frame what is selected", Action::FrameSelection),
    key(Subject::View, "+", "come nearer", Action::Nearer),
    key(Subject::View, "-", "go farther", Action::Farther),
    key(Subject::View, "X", "save this view: X marks the spot", Action::SaveView),
    key(Subject::View, "J", "jump to the next saved view", Action::NextView),
    key(Subject::View, "Y", "circle the graph, in space", Action::ToggleAutoOrbit),
    key(Subject::View, "G", "small map, in the plane", Action::ToggleMinimap),
    key(Subject::View, "PgUp", "merge: a level coarser", Action::LevelStep(1)),
    key(Subject::View, "PgDn", "a level finer, and back to the graph", Action::LevelStep(-1)),
    key(Subject::View, "L", "labels", Action::ToggleLabels),
    key(Subject::View, "H", "hide or show the panels", Action::TogglePanels),
    key(Subject::View, "F2", "save a picture of the view", Action::SavePicture),
    key(Subject::View, "F6", "the panels by keyboard, Esc comes back", Action::TakeKeyboard),
    key(Subject::View, "Ctrl++", "larger panels and labels", Action::Larger),
    key(Subject::View, "Ctrl+-", "smaller ones", Action::Smaller),
    key(Subject::View, "Ctrl+0", "their usual size", Action::UsualSize),
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
