//! Parses the settings of a scene: `name:key=value,key=value`. Every error is a sentence for the
//! user.

use super::{MOST_VERTICES, catalog::SceneInfo, living};

/// Samples in the loss of the scene `mlp`, unless its settings say fewer.
pub(super) const MLP_SAMPLES: usize = 4;

/// The least and the largest number of a scene's setting.
fn setting_range(scene: &str, setting: &str) -> (f64, f64) {
    let (least, most) = match (scene, setting) {
        ("mlp", "samples") => (1, MLP_SAMPLES),
        ("moons", "samples") => (1, 3000),
        ("cube", "side") => (1, 125),
        ("grid", "side") => (1, 1414),
        ("tree", "depth") => (0, 19),
        ("star", "leaves") => (0, MOST_VERTICES - 1),
        ("two-levels" | "three-levels", "side") => (2, 30),
        ("compare", "vertices") => (3, 10_000),
        ("rising", "vertices") => (2, living::MOST_RISING),
        ("insertions", _) => (1, 100_000),
        (_, "degree") => (0, 64),
        _ => (1, MOST_VERTICES),
    };
    (least as f64, most as f64)
}

impl SceneInfo {
    /// The least and the largest number of a setting of this scene.
    pub fn setting_range(&self, setting: &str) -> (f64, f64) {
        setting_range(self.name, setting)
    }
}

/// `key=value` pairs over a scene's defaults.
pub(super) struct Settings {
    scene: &'static str,
    pairs: Vec<(&'static str, String)>,
}

impl Settings {
    /// Parses the settings over the defaults of a scene.
    pub fn parse(info: &SceneInfo, text: &str) -> Result<Self, String> {
        let pair = |text: &str| {
            text.split_once('=')
                .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
        };
        let mut pairs: Vec<(&'static str, String)> = info
            .settings
            .split(',')
            .filter_map(|text| text.split_once('='))
            .map(|(key, value)| (key, value.to_owned()))
            .collect();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (key, value) = pair(part).ok_or_else(|| {
                format!("`{part}` is not a setting; write {}:key=value", info.name)
            })?;
            let known = pairs
                .iter_mut()
                .find(|(known, _)| *known == key)
                .ok_or_else(|| match info.settings {
                    "" => format!("the scene `{}` has no settings", info.name),
                    settings => format!(
                        "the scene `{}` has no setting `{key}`; it takes {}:{settings}",
                        info.name, info.name
                    ),
                })?;
            known.1 = value;
        }
        Ok(Self {
            scene: info.name,
            pairs,
        })
    }

    /// The text of a setting; empty if the scene has no such setting.
    fn setting_text(&self, key: &str) -> &str {
        self.pairs
            .iter()
            .find(|(known, _)| *known == key)
            .map_or("", |(_, value)| value)
    }

    /// A setting that is a whole number in its range.
    pub fn read_count(&self, key: &str) -> Result<usize, String> {
        let text = self.setting_text(key);
        let (least, most) = setting_range(self.scene, key);
        let (least, most) = (least as usize, most as usize);
        text.parse().ok().filter(|count| (least..=most).contains(count)).ok_or_else(|| {
            format!("`{key}` of the scene `{}` must be a whole number from {least} to {most}, not `{text}`", self.scene)
        })
    }

    /// A setting that is a number in its range.
    pub fn read_number(&self, key: &str) -> Result<f64, String> {
        let text = self.setting_text(key);
        let (least, most) = setting_range(self.scene, key);
        text.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(|| {
            format!("`{key}` of the scene `{}` must be a number from {least} to {most}, not `{text}`", self.scene)
        })
    }

    /// The layer sizes of `sizes=3x4x4x1`, inputs first.
    pub fn layer_sizes(&self) -> Result<Vec<usize>, String> {
        let text = self.setting_text("sizes");
        let sizes: Option<Vec<usize>> = text
            .split('x')
            .map(|size| size.parse().ok().filter(|&s| s > 0))
            .collect();
        let weights = |sizes: &[usize]| {
            sizes.windows(2).try_fold(0usize, |sum, pair| {
                sum.checked_add(pair[0].checked_mul(pair[1])?)
            })
        };
        match sizes {
            Some(sizes)
                if sizes.len() >= 2 && weights(&sizes).is_some_and(|n| n <= MOST_VERTICES / 16) =>
            {
                Ok(sizes)
            }
            Some(sizes) if sizes.len() >= 2 => Err(format!(
                "`sizes={text}` has more weights than {MOST_VERTICES} vertices can show"
            )),
            _ => Err(format!(
                "`sizes` of the scene `mlp` must be layer sizes such as 3x4x4x1 (inputs first), not `{text}`"
            )),
        }
    }
}
