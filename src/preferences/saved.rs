//! What is kept, as plain data.

use std::collections::BTreeSet;

use bevy::math::Vec2;
use serde::{Deserialize, Serialize};

use super::text::{FORMAT, VERSION};
use crate::{
    interface::InterfaceScale,
    panel::{EntityInspector, Panels, Section},
    view::{
        Bookmarks, CameraSettings, ColourVision, PictureSettings, Theme, ViewMode, ViewSettings,
    },
};

/// Scenes whose saved views are kept, at most; those looked at longest ago go.
pub(super) const MOST_SCENES: usize = 64;

/// Everything that is kept. What is missing in a text is as it was at first.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(default)]
pub struct Preferences {
    pub(super) format: String,
    pub(super) version: u32,
    /// What the picture looks like.
    pub look: Look,
    /// Panels and their sizes.
    pub interface: Interface,
    /// How pictures are saved.
    pub pictures: Pictures,
    /// Saved views, the scene looked at last at the end.
    pub views: Vec<SceneViews>,
}

/// What the picture looks like.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq)]
#[serde(default)]
pub struct Look {
    /// What colours mean.
    pub mode: ViewMode,
    /// Dark or light.
    pub theme: Theme,
    /// For whose eyes.
    pub vision: ColourVision,
    /// Whether sizes follow the number that colours show.
    pub size_follows: bool,
    /// Whether labels are drawn.
    pub labels: bool,
    /// Whether the legend is shown.
    pub legend: bool,
    /// Whether motion is spared; `None` until somebody chose, and then the system's wish counts.
    pub calm: Option<bool>,
    /// Whether there is a small map in the plane.
    pub minimap: bool,
}

/// Panels and their sizes.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(default)]
pub struct Interface {
    /// Percent of the usual size.
    pub scale: u16,
    /// Whether panels are shown at all.
    pub visible: bool,
    /// The open sections of the columns.
    pub open: BTreeSet<Section>,
    /// The open section of a narrow window.
    pub sheet: Option<Section>,
    /// Whether the entity inspector is open.
    pub entities: bool,
    /// Its upper left corner, points.
    pub entities_corner: Option<[f32; 2]>,
    /// Whether the first steps were taken, or waved away.
    pub knows_first_steps: bool,
}

/// How pictures are saved.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(default)]
pub struct Pictures {
    /// Pixels of a picture for one of the window.
    pub scale: u32,
    /// Whether panels are on it.
    pub panels: bool,
    /// Whether the legend is on it where panels are not.
    pub legend: bool,
    /// Longest recording, simulated seconds.
    pub seconds: f32,
    /// The folder; `None` is the usual one.
    pub folder: Option<String>,
}

impl Look {
    /// What is kept of these.
    pub fn of(view: &ViewSettings, camera: &CameraSettings, calm: Option<bool>) -> Self {
        let ViewSettings {
            mode,
            theme,
            vision,
            size_follows,
            labels,
            legend,
            ..
        } = *view;
        Self {
            mode,
            theme,
            vision,
            size_follows,
            labels,
            legend,
            calm,
            minimap: camera.minimap,
        }
    }
}

impl Default for Look {
    fn default() -> Self {
        Self::of(&ViewSettings::default(), &CameraSettings::default(), None)
    }
}

impl Interface {
    /// What is kept of these.
    pub fn of(
        scale: InterfaceScale,
        panels: &Panels,
        entities: &EntityInspector,
        knows_first_steps: bool,
    ) -> Self {
        Self {
            scale: scale.percent(),
            visible: panels.visible,
            open: panels.open.clone(),
            sheet: panels.sheet,
            entities: entities.open,
            entities_corner: entities.corner.map(Vec2::into),
            knows_first_steps,
        }
    }
}

impl Default for Interface {
    fn default() -> Self {
        Self::of(
            InterfaceScale::default(),
            &Panels::default(),
            &EntityInspector::default(),
            false,
        )
    }
}

impl Pictures {
    /// What is kept of these; `None` is the usual folder.
    pub fn of(settings: &PictureSettings, folder: Option<String>) -> Self {
        Self {
            scale: settings.scale,
            panels: settings.panels,
            legend: settings.legend,
            seconds: settings.seconds,
            folder,
        }
    }
}

impl Default for Pictures {
    fn default() -> Self {
        Self::of(&PictureSettings::default(), None)
    }
}

/// The saved views of a scene.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct SceneViews {
    /// Its name, with its settings.
    pub scene: String,
    /// The views.
    pub views: Bookmarks,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            look: Look::default(),
            interface: Interface::default(),
            pictures: Pictures::default(),
            views: Vec::new(),
        }
    }
}

impl Preferences {
    /// The saved views of a scene.
    pub fn views_of(&self, scene: &str) -> Bookmarks {
        let found = self.views.iter().rfind(|views| views.scene == scene);
        found.map(|found| found.views.clone()).unwrap_or_default()
    }

    /// Writes down the saved views of a scene.
    pub fn set_views(&mut self, scene: &str, views: &Bookmarks) {
        self.views.retain(|views| views.scene != scene);
        if !views.views.is_empty() {
            self.views.push(SceneViews {
                scene: scene.to_owned(),
                views: views.clone(),
            });
        }
        self.forget_the_oldest();
    }

    pub(super) fn forget_the_oldest(&mut self) {
        let surplus = self.views.len().saturating_sub(MOST_SCENES);
        self.views.drain(..surplus);
    }
}
