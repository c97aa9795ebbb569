//! The kept preferences as plain data.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    interface::InterfaceScale,
    panel::{PanelPlace, Panels, Section},
    view::{
        Bookmarks, CameraSettings, ColourVision, PictureSettings, Theme, ViewMode, ViewSettings,
    },
};

/// The name of the format in the text.
pub(super) const FORMAT: &str = "gradswarm-preferences";
/// Version of the format; it grows when an older program would misread a newer text.
pub(super) const VERSION: u32 = 1;

/// Most scenes with kept views; the scenes opened longest ago are dropped first.
pub(super) const MOST_SCENES: usize = 64;

/// All preferences. Fields missing in a text have their defaults.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(default)]
pub struct Preferences {
    pub(super) format: String,
    pub(super) version: u32,
    /// The look of the picture.
    pub look: Look,
    /// Panels and their sizes.
    pub interface: Interface,
    /// The settings of saved pictures.
    pub pictures: Pictures,
    /// Saved views; the scene opened last is at the end.
    pub views: Vec<SceneViews>,
}

/// A group of preferences that mirrors fields of a resource.
pub(super) trait MirroredGroup {
    /// The resource.
    type State;

    /// Writes the mirrored fields into the resource.
    fn restore_state(&self, state: &mut Self::State);

    /// Whether the mirrored fields equal those of the resource.
    fn matches_state(&self, state: &Self::State) -> bool;
}

/// Declares a group of preferences. Each field is listed once: `mirrored` fields have the name
/// and the type of a field of the resource, `first` and `last` fields are converted by hand.
/// The order of the fields is the order in the file.
macro_rules! mirrored_group {
    (
        $(#[$group_meta:meta])*
        pub struct $Group:ident mirrors $State:ident {
            first { $( $(#[$first_meta:meta])* $first:ident: $First:ty, )* }
            mirrored { $( $(#[$field_meta:meta])* $field:ident: $Field:ty, )* }
            last { $( $(#[$last_meta:meta])* $last:ident: $Last:ty, )* }
        }
    ) => {
        $(#[$group_meta])*
        #[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
        #[serde(default)]
        pub struct $Group {
            $( $(#[$first_meta])* pub $first: $First, )*
            $( $(#[$field_meta])* pub $field: $Field, )*
            $( $(#[$last_meta])* pub $last: $Last, )*
        }

        impl $Group {
            /// Reads the mirrored fields from the resource and takes the others as they are.
            pub(super) fn from_state(
                state: &$State,
                $( $first: $First, )*
                $( $last: $Last, )*
            ) -> Self {
                Self {
                    $( $first, )*
                    $( $field: Clone::clone(&state.$field), )*
                    $( $last, )*
                }
            }
        }

        impl MirroredGroup for $Group {
            type State = $State;

            fn restore_state(&self, state: &mut $State) {
                $( state.$field.clone_from(&self.$field); )*
            }

            fn matches_state(&self, state: &$State) -> bool {
                true $( && self.$field == state.$field )*
            }
        }
    };
}

mirrored_group! {
    /// The look of the picture.
    #[derive(Copy)]
    pub struct Look mirrors ViewSettings {
        first {}
        mirrored {
            /// The meaning of colours.
            mode: ViewMode,
            /// Dark or light.
            theme: Theme,
            /// The kind of colour vision that the palette suits.
            vision: ColourVision,
            /// Whether sizes follow the number that colours show.
            size_follows: bool,
            /// Whether labels are drawn on graphs of any size.
            labels: bool,
            /// Whether labels are drawn by themselves on small graphs.
            automatic_labels: bool,
            /// Whether the legend is shown.
            legend: bool,
        }
        last {
            /// Whether motion is reduced; `None` until the user chooses: the system decides.
            calm: Option<bool>,
            /// Whether the minimap is shown in the plane.
            minimap: bool,
        }
    }
}

mirrored_group! {
    /// Panels and their sizes.
    pub struct Interface mirrors Panels {
        first {
            /// Percent of the usual size.
            scale: u16,
        }
        mirrored {
            /// Whether panels are visible at all.
            visible: bool,
            /// The open drawer beside the graph.
            drawer: Option<PanelPlace>,
            /// The open sections of the drawers.
            open: BTreeSet<Section>,
            /// The open place of a narrow window.
            tab: Option<PanelPlace>,
            /// Whether the developer's figures are shown.
            figures: bool,
        }
        last {
            /// Whether the entity inspector is open.
            entities: bool,
            /// Its upper left corner, points.
            entities_corner: Option<[f32; 2]>,
            /// Whether the first steps were done or dismissed.
            knows_first_steps: bool,
        }
    }
}

mirrored_group! {
    /// The settings of saved pictures.
    pub struct Pictures mirrors PictureSettings {
        first {}
        mirrored {
            /// Pixels of a picture for one of the window.
            scale: u32,
            /// Whether panels are in the picture.
            panels: bool,
            /// Whether the legend is in a picture without panels.
            legend: bool,
            /// Longest recording, simulated seconds.
            seconds: f32,
        }
        last {
            /// The folder; `None` is the usual one.
            folder: Option<String>,
        }
    }
}

impl Default for Look {
    fn default() -> Self {
        let minimap = CameraSettings::default().minimap;
        Self::from_state(&ViewSettings::default(), None, minimap)
    }
}

impl Default for Interface {
    fn default() -> Self {
        let scale = InterfaceScale::default().percent();
        Self::from_state(&Panels::default(), scale, false, None, false)
    }
}

impl Default for Pictures {
    fn default() -> Self {
        Self::from_state(&PictureSettings::default(), None)
    }
}

/// The saved views of a scene.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct SceneViews {
    /// Name of the scene with its settings.
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

    /// Replaces the saved views of a scene.
    pub fn set_views(&mut self, scene: &str, views: &Bookmarks) {
        self.views.retain(|views| views.scene != scene);
        if !views.views.is_empty() {
            self.views.push(SceneViews {
                scene: scene.to_owned(),
                views: views.clone(),
            });
        }
        self.drop_oldest_scenes();
    }

    pub(super) fn drop_oldest_scenes(&mut self) {
        let surplus = self.views.len().saturating_sub(MOST_SCENES);
        self.views.drain(..surplus);
    }
}
