//! Which panels are visible, and which sections are open.

use std::collections::BTreeSet;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use crate::panel::kit::browser_keys::with_key;

/// A section of the interface. Preferences keep it by its name in snake case.
#[derive(
    Reflect, Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The scene, its seed and its caption.
    Scene,
    /// The growth of the graph.
    Growth,
    /// Training and its results.
    Training,
    /// Pictures and recordings.
    Pictures,
    /// The log.
    Log,
    /// Colours, labels, camera.
    View,
    /// The constants of the physics.
    Constants,
    /// The selected vertex or edge.
    Inspector,
}

impl Section {
    /// Every section, place by place, from the top.
    pub const ALL: [Self; 8] = [
        Self::Scene,
        Self::Growth,
        Self::Pictures,
        Self::Training,
        Self::Log,
        Self::View,
        Self::Constants,
        Self::Inspector,
    ];

    /// The name of its title bar in [`Controls`](super::Controls).
    pub const fn control(self) -> &'static str {
        match self {
            Self::Scene => "panel/scene",
            Self::Growth => "panel/growth",
            Self::Training => "panel/training",
            Self::Pictures => "panel/pictures",
            Self::Log => "panel/log",
            Self::View => "panel/view",
            Self::Constants => "panel/constants",
            Self::Inspector => "panel/inspector",
        }
    }

    /// The place where it is drawn.
    pub const fn place(self) -> PanelPlace {
        match self {
            Self::Scene | Self::Growth | Self::Pictures => PanelPlace::Explore,
            Self::Training | Self::Log => PanelPlace::Learn,
            Self::View => PanelPlace::Look,
            Self::Constants => PanelPlace::Physics,
            Self::Inspector => PanelPlace::Inspector,
        }
    }
}

/// A place for sections: a drawer beside the graph, or the inspector card. Preferences keep it by
/// its name in snake case.
#[derive(
    Reflect, Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
)]
#[serde(rename_all = "snake_case")]
pub enum PanelPlace {
    /// The drawer of the workspace *Explore*.
    Explore,
    /// The drawer of the workspace *Learn*.
    Learn,
    /// The drawer of the look.
    Look,
    /// The drawer of the physics.
    Physics,
    /// The inspector card.
    Inspector,
}

impl PanelPlace {
    /// Every place, in the order of the tabs in a narrow window.
    pub const ALL: [Self; 5] = [
        Self::Explore,
        Self::Learn,
        Self::Inspector,
        Self::Look,
        Self::Physics,
    ];

    /// The title on its tab and over its drawer.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Explore => "Explore",
            Self::Learn => "Learn",
            Self::Look => "Look",
            Self::Physics => "Physics",
            Self::Inspector => "Inspect",
        }
    }

    /// The name of its tab in [`Controls`](super::Controls).
    pub const fn control(self) -> &'static str {
        match self {
            Self::Explore => "place/explore",
            Self::Learn => "place/learn",
            Self::Look => "place/look",
            Self::Physics => "place/physics",
            Self::Inspector => "place/inspector",
        }
    }

    /// The hover text of its tab.
    pub fn meaning(self) -> String {
        match self {
            Self::Explore => "Choose a graph, grow it, arrange it, take pictures".to_owned(),
            Self::Learn => "Train the network and watch its numbers".to_owned(),
            Self::Look => with_key("Colours, sizes, labels and camera", "F7"),
            Self::Physics => with_key("The forces that lay the graph out", "F8"),
            Self::Inspector => "Every number of the selected vertex or edge".to_owned(),
        }
    }
}

/// Which panels are visible, and which sections are open.
#[derive(Resource, Reflect, Clone, Debug, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct Panels {
    /// Whether the panels are visible at all.
    pub visible: bool,
    /// The open drawer beside the graph; never the inspector. Default: Explore.
    pub drawer: Option<PanelPlace>,
    /// The open sections of the drawers.
    pub open: BTreeSet<Section>,
    /// The open place of a narrow window, which has room for one. Default: none.
    pub tab: Option<PanelPlace>,
    /// Whether the developer's figures are shown. Default: no.
    pub figures: bool,
    /// Whether the list of keys is shown.
    pub help: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            visible: true,
            drawer: Some(PanelPlace::Explore),
            open: [
                Section::Scene,
                Section::Growth,
                Section::Training,
                Section::View,
                Section::Constants,
                Section::Inspector,
            ]
            .into(),
            tab: None,
            figures: false,
            help: false,
        }
    }
}

impl Panels {
    /// Opens a closed section, closes an open one.
    pub fn toggle(&mut self, section: Section) {
        if !self.open.remove(&section) {
            self.open.insert(section);
        }
    }

    /// Opens the drawer of a place, or closes it if it is open. A narrow window shows the same
    /// place as a sheet.
    pub fn toggle_place(&mut self, place: PanelPlace) {
        if place != PanelPlace::Inspector {
            self.drawer = (self.drawer != Some(place)).then_some(place);
        }
        self.tab = (self.tab != Some(place)).then_some(place);
    }

    /// Shows a section: its drawer, and the section open.
    pub fn reveal(&mut self, section: Section) {
        let place = section.place();
        if place != PanelPlace::Inspector {
            self.drawer = Some(place);
        }
        self.open.insert(section);
    }
}
