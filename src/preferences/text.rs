//! The text of the preferences: JSON that people can read.

use serde::Deserialize;

use super::saved::{FORMAT, Interface, Pictures, Preferences, SceneViews, VERSION};
use crate::{
    disk::without_place,
    interface::InterfaceScale,
    panel::PanelPlace,
    view::{Bookmark, MOST_BOOKMARKS, PictureSettings},
};

impl Preferences {
    /// The text that [`Preferences::parse`] reads.
    pub fn text(&self) -> String {
        // Every field has a JSON form: no map with other keys than text, no foreign type.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Reads a text and clamps every number to its range.
    ///
    /// # Errors
    /// The text is damaged, has another format, or comes from a later version.
    pub fn parse(text: &str) -> Result<Self, String> {
        /// The fields that identify the format.
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
        Ok(read.clamp_to_ranges())
    }

    fn clamp_to_ranges(mut self) -> Self {
        let Interface {
            scale,
            entities_corner,
            drawer,
            ..
        } = &mut self.interface;
        *drawer = drawer.filter(|place| *place != PanelPlace::Inspector);
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
        self.drop_oldest_scenes();
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::saved::{Look, MOST_SCENES},
        *,
    };
    use crate::{
        panel::Section,
        view::{Bookmarks, ColourVision, Standpoint, Theme, ViewMode},
    };

    fn sections() -> impl Strategy<Value = Section> {
        let all: Vec<_> = Section::ALL.into_iter().collect();
        prop::sample::select(all)
    }

    fn places() -> impl Strategy<Value = PanelPlace> {
        prop::sample::select(PanelPlace::ALL.to_vec())
    }

    fn looks() -> impl Strategy<Value = Look> {
        (
            prop::sample::select(ViewMode::ALL.to_vec()),
            prop::sample::select(vec![Theme::Dark, Theme::Light]),
            prop::sample::select(ColourVision::ALL.to_vec()),
            any::<[bool; 5]>(),
            any::<Option<bool>>(),
        )
            .prop_map(
                |(
                    mode,
                    theme,
                    vision,
                    [size_follows, labels, automatic_labels, legend, minimap],
                    calm,
                )| Look {
                    mode,
                    theme,
                    vision,
                    size_follows,
                    labels,
                    automatic_labels,
                    legend,
                    calm,
                    minimap,
                },
            )
    }

    fn interfaces() -> impl Strategy<Value = Interface> {
        (
            80_u16..=200,
            any::<[bool; 4]>(),
            prop::collection::btree_set(sections(), 0..7),
            prop::option::of(places()),
            prop::option::of([-9e3_f32..9e3, -9e3_f32..9e3]),
        )
            .prop_map(
                |(
                    scale,
                    [visible, entities, knows_first_steps, figures],
                    open,
                    tab,
                    entities_corner,
                )| {
                    Interface {
                        scale,
                        visible,
                        open,
                        tab,
                        drawer: tab.filter(|place| *place != PanelPlace::Inspector),
                        figures,
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
        fn preferences_survive_their_text(
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
        fn no_text_causes_a_panic(text in ".{0,200}", cut in 0_usize..2000) {
            let _ = Preferences::parse(&text);
            let whole = Preferences::default().text();
            let part = whole.get(..cut.min(whole.len() - 1)).unwrap_or_default();
            prop_assert!(Preferences::parse(part).is_err(), "half a text is damaged");
        }
    }

    #[test]
    fn foreign_texts_are_refused_and_numbers_are_clamped() {
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
    fn the_oldest_scenes_are_dropped() {
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
