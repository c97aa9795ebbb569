//! What is kept, as plain data, and its text.

use std::collections::BTreeSet;

use bevy::math::Vec2;
use serde::{Deserialize, Serialize};

use crate::{
    files::without_place,
    panel::{Panels, Section},
    third_party::{EntityInspector, InterfaceScale},
    view::{
        Bookmark, Bookmarks, CameraSettings, ColourVision, MOST_BOOKMARKS, PictureSettings, Theme,
        ViewMode, ViewSettings,
    },
};

/// What says that a text is ours.
const FORMAT: &str = "gradswarm-preferences";
/// Grows when an older program would misread a newer one's text.
const VERSION: u32 = 1;
/// Scenes whose saved views are kept, at most; those looked at longest ago go.
const MOST_SCENES: usize = 64;

/// Everything that is kept. What is missing in a text is as it was at first.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(default)]
pub struct Preferences {
    format: String,
    version: u32,
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
    /// The text that [`Preferences::parse`] reads.
    pub fn text(&self) -> String {
        // There is nothing in it that has no JSON: no map with strange keys, no foreign type.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Reads a text; what is out of range is brought into it.
    ///
    /// # Errors
    /// It is damaged, or none of ours, or from a later version.
    pub fn parse(text: &str) -> Result<Self, String> {
        /// What tells our texts from others.
        #[derive(Deserialize)]
        struct Head {
            format: String,
            version: u32,
        }
        let fault = |error| {
            let (line, what) = without_place(&error);
            format!("line {line}: {what}")
        };
        let head: Head = serde_json::from_str(text).map_err(fault)?;
        if head.format != FORMAT {
            let found = head.format;
            return Err(format!("the format is `{found}`; expected `{FORMAT}`"));
        }
        if head.version != VERSION {
            let found = head.version;
            return Err(format!("the version is {found}; expected {VERSION}"));
        }
        let read: Self = serde_json::from_str(text).map_err(fault)?;
        Ok(read.in_range())
    }

    fn in_range(mut self) -> Self {
        let Interface {
            scale,
            entities_corner,
            ..
        } = &mut self.interface;
        *scale = InterfaceScale::new(*scale).percent();
        *entities_corner =
            entities_corner.filter(|corner| corner.iter().all(|part| part.is_finite()));
        let Pictures { scale, seconds, .. } = &mut self.pictures;
        let (scales, lengths) = (PictureSettings::SCALES, PictureSettings::SECONDS);
        *scale = (*scale).clamp(*scales.start(), *scales.end());
        *seconds = seconds.clamp(*lengths.start(), *lengths.end());
        for SceneViews { views, .. } in &mut self.views {
            views.views.retain(Bookmark::is_valid);
            views.views.truncate(MOST_BOOKMARKS);
            let last = views.views.len();
            views.current = views.current.filter(|&current| current < last);
        }
        self.forget_the_oldest();
        self
    }

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

    fn forget_the_oldest(&mut self) {
        let surplus = self.views.len().saturating_sub(MOST_SCENES);
        self.views.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::view::Standpoint;

    fn sections() -> impl Strategy<Value = Section> {
        let all: Vec<_> = Section::LEFT.into_iter().chain(Section::RIGHT).collect();
        prop::sample::select(all)
    }

    fn looks() -> impl Strategy<Value = Look> {
        (
            prop::sample::select(ViewMode::ALL.to_vec()),
            prop::sample::select(vec![Theme::Dark, Theme::Light]),
            prop::sample::select(ColourVision::ALL.to_vec()),
            any::<[bool; 4]>(),
            any::<Option<bool>>(),
        )
            .prop_map(
                |(mode, theme, vision, [size_follows, labels, legend, minimap], calm)| Look {
                    mode,
                    theme,
                    vision,
                    size_follows,
                    labels,
                    legend,
                    calm,
                    minimap,
                },
            )
    }

    fn interfaces() -> impl Strategy<Value = Interface> {
        (
            80_u16..=200,
            any::<[bool; 3]>(),
            prop::collection::btree_set(sections(), 0..7),
            prop::option::of(sections()),
            prop::option::of([-9e3_f32..9e3, -9e3_f32..9e3]),
        )
            .prop_map(
                |(scale, [visible, entities, knows_first_steps], open, sheet, entities_corner)| {
                    Interface {
                        scale,
                        visible,
                        open,
                        sheet,
                        entities,
                        entities_corner,
                        knows_first_steps,
                    }
                },
            )
    }

    fn views() -> impl Strategy<Value = Vec<(String, Vec<[f32; 3]>)>> {
        let view = [-4.0_f32..4.0, -1.5_f32..1.5, 1e-6_f32..1e6];
        prop::collection::vec((".{0,9}", prop::collection::vec(view, 1..=9)), 0..9)
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back(
            look in looks(),
            interface in interfaces(),
            (scale, [panels, legend], seconds) in (1_u32..=4, any::<[bool; 2]>(), 1.0_f32..=60.0),
            folder in prop::option::of(".{0,20}"),
            scenes in views(),
        ) {
            let pictures = Pictures { scale, panels, legend, seconds, folder };
            let mut kept = Preferences { look, interface, pictures, ..Preferences::default() };
            for (scene, places) in &scenes {
                let view = |&[yaw, pitch, distance]: &[f32; 3]| Bookmark {
                    standpoint: Standpoint { distance, ..Standpoint::default() },
                    yaw,
                    pitch,
                    whole: false,
                };
                let views = places.iter().map(view).collect();
                kept.set_views(scene, &Bookmarks { views, current: Some(0) });
            }
            prop_assert_eq!(Preferences::parse(&kept.text()), Ok(kept));
        }

        #[test]
        fn no_text_is_a_panic(text in ".{0,200}", cut in 0_usize..2000) {
            let _ = Preferences::parse(&text);
            let whole = Preferences::default().text();
            let part = whole.get(..cut.min(whole.len() - 1)).unwrap_or_default();
            prop_assert!(Preferences::parse(part).is_err(), "half a text is damaged");
        }
    }

    #[test]
    fn what_is_foreign_is_refused_and_what_is_out_of_range_is_brought_into_it() {
        let head = r#""format": "gradswarm-preferences", "version": 1"#;
        for foreign in [
            "",
            "[]",
            "{}",
            r#"{"format": "other", "version": 1}"#,
            r#"{"format": "gradswarm-preferences", "version": 2}"#,
            &format!(r#"{{{head}, "look": {{"theme": "pink"}}}}"#),
            &format!(r#"{{{head}, "interface": {{"scale": -4}}}}"#),
        ] {
            assert!(Preferences::parse(foreign).is_err(), "{foreign}");
        }
        let text = format!(
            r#"{{{head}, "later": 3, "look": {{"theme": "light"}}, "interface": {{"scale": 9000}},
            "pictures": {{"scale": 0, "seconds": 1e30}}, "views": [{{"scene": "seed", "views":
            {{"views": [{{"standpoint": {{"focus": [0, 0, 0], "distance": -1}}, "yaw": 0,
            "pitch": 0, "whole": false}}], "current": 7}}}}]}}"#
        );
        let read = Preferences::parse(&text).unwrap();
        assert_eq!((read.look.theme, read.look.legend), (Theme::Light, true));
        assert_eq!((read.interface.scale, read.pictures.scale), (200, 1));
        assert_eq!(read.pictures.seconds, 60.0);
        assert_eq!(read.views_of("seed"), Bookmarks::default());
    }

    #[test]
    fn the_scenes_looked_at_longest_ago_are_forgotten() {
        let mut kept = Preferences::default();
        let views = Bookmarks {
            views: vec![Bookmark::default()],
            current: None,
        };
        for scene in 0..100 {
            kept.set_views(&scene.to_string(), &views);
        }
        assert_eq!(kept.views.len(), MOST_SCENES);
        assert_eq!(
            (kept.views_of("99"), kept.views_of("1")),
            (views, Bookmarks::default())
        );
        kept.set_views("99", &Bookmarks::default());
        assert_eq!(kept.views.len(), MOST_SCENES - 1);
    }
}
