//! The parameters of the page's address, and what is wrong with them.

use std::str::FromStr;

use serde_json::json;

use crate::{
    graph::{SceneInfo, SceneSpec},
    layout::Arrangement,
    nn::DEFAULT_SEED,
};

/// A graph with more vertices is drawn only after the visitor agreed.
pub(super) const MANY_VERTICES: usize = 200_000;

/// A parameter of the page's address, such as `scene` of `?scene=moons`.
pub(super) fn read_parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search)
        .ok()?
        .get(name)
}

/// The start that an address asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    /// The scene; `None` is the scene that the program opens with.
    pub scene: Option<SceneSpec>,
    /// The seed of its random numbers.
    pub seed: u64,
    /// The arrangement, if the address names one.
    pub arrangement: Option<Arrangement>,
    /// Sentences about what could not be understood, each with the address of what was meant.
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
    pub fn to_json(&self) -> String {
        let link = self
            .meant
            .map(|name| json!({ "text": name, "href": format!("?scene={name}") }));
        json!({ "text": self.text, "link": link }).to_string()
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
                Err(_) => start.problems.push(Problem {
                    text: format!(
                        "The seed “{}” is not a whole number; this is seed {DEFAULT_SEED}.",
                        shorten(text)
                    ),
                    meant: None,
                }),
            }
        }
        if let Some(text) = layout {
            match Arrangement::from_name(text) {
                Some(arrangement) => start.arrangement = Some(arrangement),
                None => {
                    let names = Arrangement::ALL.map(Arrangement::name).join(", ");
                    start.problems.push(Problem {
                        text: format!("There is no layout “{}”; there are {names}.", shorten(text)),
                        meant: None,
                    });
                }
            }
        }
        start
    }
}

/// A sentence about a scene that does not exist or cannot be built.
fn describe_scene_problem(text: &str, reason: &str) -> Problem {
    let name = text.split(':').next().unwrap_or_default();
    let known = SceneSpec::ALL.iter().any(|info| info.name == name);
    if known {
        return Problem {
            text: format!("The scene of this address cannot be built: {reason}."),
            meant: None,
        };
    }
    let meant = nearest_scene(name).map(|info| info.name);
    let question = if meant.is_some() { " Did you mean" } else { "" };
    Problem {
        text: format!(
            "There is no scene “{}”; this is the small network.{question}",
            shorten(name)
        ),
        meant,
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

/// The beginning of a text that may be of any length.
fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
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

    #[test]
    fn a_mistyped_scene_is_said_with_the_nearest_name() {
        for (typed, meant) in [("mons", "moons"), ("Moons", "moons"), ("sead", "seed")] {
            let start = Start::from_parameters(Some(typed), None, None);
            assert_eq!(start.scene, None);
            assert_eq!(start.problems[0].meant, Some(meant), "{typed}");
        }
        let start = Start::from_parameters(Some("qqqqqqqqqq"), Some("-1"), Some("spiral"));
        assert_eq!(start.problems.len(), 3);
        assert_eq!(start.problems[0].meant, None);
        let start = Start::from_parameters(Some("moons:samples=0"), None, None);
        assert!(start.problems[0].text.contains("samples"), "{start:?}");
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
