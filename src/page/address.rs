//! What an address asks for, what of it cannot be understood, and when it is out of date.
//!
//! Nothing here knows the browser.

use std::str::FromStr;

use serde_json::{Value, json};

use crate::{
    graph::{START_SCENE, SceneInfo, SceneSpec},
    layout::Arrangement,
    nn::DEFAULT_SEED,
};

/// A graph with more vertices is drawn only after the visitor agreed.
pub(super) const MANY_VERTICES: usize = 200_000;

/// The start that an address asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    /// The scene; `None` is the scene that the program opens with.
    pub scene: Option<SceneSpec>,
    /// The seed of its random numbers.
    pub seed: u64,
    /// The arrangement, if the address names one.
    pub arrangement: Option<Arrangement>,
    /// The parts that could not be understood.
    pub problems: Vec<Problem>,
}

/// A part of the address that could not be understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problem {
    /// A sentence for people.
    pub text: String,
    /// The name of the scene that was probably meant.
    pub meant: Option<&'static str>,
}

impl Problem {
    /// The problem as the page reads it.
    pub fn to_json(&self) -> Value {
        json!({ "text": self.text, "meant": self.meant })
    }

    fn without_guess(text: String) -> Self {
        Self { text, meant: None }
    }
}

impl Start {
    /// Reads the parameters `scene`, `seed` and `layout`.
    pub fn from_parameters(scene: Option<&str>, seed: Option<&str>, layout: Option<&str>) -> Self {
        let mut start = Self {
            scene: None,
            seed: DEFAULT_SEED,
            arrangement: None,
            problems: Vec::new(),
        };
        if let Some(text) = scene {
            match SceneSpec::from_str(text) {
                Ok(spec) => start.scene = Some(spec),
                Err(reason) => start.problems.push(describe_scene_problem(text, &reason)),
            }
        }
        if let Some(text) = seed {
            match text.parse() {
                Ok(seed) => start.seed = seed,
                Err(_) => start.problems.push(Problem::without_guess(format!(
                    "The seed “{}” is not a whole number from 0 to {}; this is seed {DEFAULT_SEED}.",
                    shorten(text, QUOTED),
                    u64::MAX,
                ))),
            }
        }
        if let Some(text) = layout {
            match Arrangement::from_name(text) {
                Some(arrangement) => start.arrangement = Some(arrangement),
                None => start.problems.push(Problem::without_guess(format!(
                    "There is no layout “{}”; there are {}.",
                    shorten(text, QUOTED),
                    Arrangement::ALL.map(Arrangement::name).join(", "),
                ))),
            }
        }
        start
    }

    /// Whether the program's opening is played: it leads into layers in the plane.
    pub fn has_opening(&self) -> bool {
        self.scene.is_none() && self.arrangement.is_none()
    }

    /// What the page shows after this start.
    pub fn to_shown(&self) -> Shown {
        let usual = if self.has_opening() {
            Arrangement::LayersInPlane
        } else {
            Arrangement::default()
        };
        Shown {
            scene: self.scene.clone().or_else(|| START_SCENE.parse().ok()),
            seed: self.seed,
            arrangement: self.arrangement.unwrap_or(usual),
        }
    }
}

/// What a page shows, as far as an address can say it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// The scene; `None` for a graph that no address names.
    pub scene: Option<SceneSpec>,
    /// The seed of its random numbers.
    pub seed: u64,
    /// The arrangement.
    pub arrangement: Arrangement,
}

impl Shown {
    /// The parameters of an address that leads here, unless `address` already does, or none can.
    pub fn parameters_missing_in(&self, address: &Start) -> Option<Value> {
        let scene = self.scene.as_ref()?;
        // The seed is a text: JavaScript would round a large number.
        (address.to_shown() != *self).then(|| {
            json!({
                "scene": scene.to_string(),
                "seed": self.seed.to_string(),
                "layout": self.arrangement.name(),
            })
        })
    }
}

/// A sentence about a scene that does not exist or cannot be built.
fn describe_scene_problem(text: &str, reason: &str) -> Problem {
    let name = text.split(':').next().unwrap_or_default();
    if SceneSpec::ALL.iter().any(|info| info.name == name) {
        return Problem::without_guess(format!(
            "The scene of this address cannot be built: {}; this is the start scene.",
            shorten(reason, REASON)
        ));
    }
    Problem {
        text: format!(
            "There is no scene “{}”; this is the start scene.",
            shorten(name, QUOTED)
        ),
        meant: nearest_scene(name).map(|info| info.name),
    }
}

/// The scene whose name needs the fewest changes, if these are few.
fn nearest_scene(name: &str) -> Option<&'static SceneInfo> {
    let wanted: Vec<char> = name.to_lowercase().chars().take(40).collect();
    let distances = SceneSpec::ALL.iter().map(|info| {
        let known: Vec<char> = info.name.chars().collect();
        (count_changes(&wanted, &known), info)
    });
    let (changes, info) = distances.min_by_key(|(changes, _)| *changes)?;
    (changes <= 1 + info.name.len() / 3).then_some(info)
}

/// Letters to insert, delete or replace to make one word of the other (V. Levenshtein, 1966).
fn count_changes(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

/// Characters of an address that a sentence quotes at most.
const QUOTED: usize = 40;
/// Characters of a reason that a sentence gives at most: it may quote the address, too.
const REASON: usize = 200;

/// The beginning of a text that may be of any length.
fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    format!("{start}…")
}

/// About how many vertices a scene has, without building it.
pub(super) fn estimate_vertices(spec: &SceneSpec) -> usize {
    /// Vertices of a sample of the moons.
    const MOON: usize = 1310;
    /// Vertices of a weight in a sample: the product, its operation, the sum and its operation.
    const WEIGHT: usize = 5;
    match spec {
        SceneSpec::Moons { samples } => samples.saturating_mul(MOON),
        SceneSpec::Mlp { sizes, samples } => {
            let weights = sizes.windows(2).map(|pair| pair[0].saturating_mul(pair[1]));
            let weights = weights.fold(0, usize::saturating_add);
            weights.saturating_mul(WEIGHT).saturating_mul(*samples)
        }
        SceneSpec::Cube { side } => side.saturating_pow(3),
        SceneSpec::Grid { side } => side.saturating_pow(2),
        SceneSpec::Tree { depth } => 1_usize.checked_shl(*depth as u32 + 1).unwrap_or(usize::MAX),
        SceneSpec::Random { vertices, .. } | SceneSpec::Path { vertices } => *vertices,
        SceneSpec::Star { leaves } => leaves + 1,
        // The others are bounded far below the limit.
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(scene: &str) -> Start {
        Start::from_parameters(Some(scene), None, None)
    }

    #[test]
    fn a_mistyped_scene_is_said_with_the_nearest_name() {
        for (typed, meant) in [("mons", "moons"), ("Moons", "moons"), ("sead", "seed")] {
            let start = start(typed);
            assert_eq!(start.scene, None);
            assert_eq!(start.problems[0].meant, Some(meant), "{typed}");
        }
        let start = Start::from_parameters(Some("qqqqqqqqqq"), Some("-1"), Some("spiral"));
        assert_eq!(start.problems.len(), 3);
        assert_eq!(start.problems[0].meant, None);
    }

    #[test]
    fn a_wrong_setting_is_said_with_its_name() {
        let start = start("moons:samples=0");
        assert!(start.problems[0].text.contains("samples"), "{start:?}");
    }

    #[test]
    fn an_address_is_out_of_date_when_it_leads_elsewhere() {
        let bare = Start::from_parameters(None, None, None);
        // The opening ends in layers, which is no reason to write an address.
        let opened = bare.to_shown();
        assert_eq!(opened.arrangement, Arrangement::LayersInPlane);
        assert_eq!(opened.parameters_missing_in(&bare), None);

        let moons = Start::from_parameters(Some("moons:samples=4"), Some("5"), Some("2d"));
        assert_eq!(moons.to_shown().parameters_missing_in(&moons), None);
        let parameters = moons.to_shown().parameters_missing_in(&bare);
        let wanted = json!({ "scene": "moons:samples=4", "seed": "5", "layout": "2d" });
        assert_eq!(parameters, Some(wanted));

        let file = Shown {
            scene: None,
            ..opened
        };
        assert_eq!(file.parameters_missing_in(&bare), None);
    }

    #[test]
    fn estimates_are_near_the_counts() {
        for text in [
            "moons:samples=4",
            "cube:side=6",
            "tree:depth=7",
            "star:leaves=99",
        ] {
            let spec: SceneSpec = text.parse().expect("a scene");
            let (vertices, _) = spec.counts(1).expect("it can be built");
            let estimate = estimate_vertices(&spec);
            let ratio = estimate as f64 / vertices as f64;
            assert!(
                (0.8..1.3).contains(&ratio),
                "{text}: {estimate} of {vertices}"
            );
        }
    }
}
