//! Which panels are visible, and which sections are open.

use std::collections::BTreeSet;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

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
    /// Every section: the left column from the top, then the right one.
    pub const ALL: [Self; 8] = [
        Self::Scene,
        Self::Growth,
        Self::Training,
        Self::Pictures,
        Self::Log,
        Self::View,
        Self::Inspector,
        Self::Constants,
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
}

/// Which panels are visible, and which sections are open.
#[derive(Resource, Reflect, Clone, Debug, PartialEq, Eq)]
#[reflect(Resource, Default)]
pub struct Panels {
    /// Whether the panels are visible at all.
    pub visible: bool,
    /// The open sections, where the window has room for columns.
    pub open: BTreeSet<Section>,
    /// The open section of a narrow window, which has room for one.
    pub sheet: Option<Section>,
    /// Whether the list of keys is shown.
    pub help: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            visible: true,
            open: [
                Section::Scene,
                Section::Growth,
                Section::Training,
                Section::Constants,
                Section::Inspector,
            ]
            .into(),
            sheet: None,
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
}
