//! Which scenes can be trained, and for how long by default.

use crate::{
    cli::Failure,
    nn::{Program, programs},
};

/// A program and the rounds that its authors gave it.
pub(super) struct Trainable {
    pub program: Program,
    pub rounds: u32,
}

/// Reads `seed`, `mlp[:sizes=3x4x4x1]` or `moons[:samples=100]` and builds it.
pub(super) fn program(scene: &str, seed: u64) -> Result<Trainable, Failure> {
    let refuse = |what: String| Failure::Input(format!("scene {scene}: {what}"));
    let (name, setting) = match scene.split_once(':') {
        Some((name, settings)) => match settings.split_once('=') {
            Some(setting) => (name, Some(setting)),
            None => {
                return Err(refuse(format!(
                    "setting `{settings}` has no value, expected key=value"
                )));
            }
        },
        None => (scene, None),
    };
    let (program, rounds) = match (name, setting) {
        ("seed", None) => (Ok(programs::seed(seed)), 1000),
        ("mlp", None) => (programs::mlp(&[3, 4, 4, 1], seed), 1000),
        ("mlp", Some(("sizes", sizes))) => {
            let parsed: Result<Vec<usize>, _> = sizes.split('x').map(str::parse).collect();
            let sizes = parsed.map_err(|_| {
                refuse(format!("sizes `{sizes}`, expected numbers such as 3x4x4x1"))
            })?;
            (programs::mlp(&sizes, seed), 1000)
        }
        ("moons", None) => (programs::moons(100, seed), 100),
        ("moons", Some(("samples", samples))) => {
            let samples = samples
                .parse()
                .map_err(|_| refuse(format!("samples `{samples}`, expected a number")))?;
            (programs::moons(samples, seed), 100)
        }
        ("seed" | "mlp" | "moons", Some((key, _))) => {
            return Err(refuse(format!("there is no setting `{key}`")));
        }
        _ => {
            return Err(refuse(
                "cannot be trained, expected seed, mlp or moons".into(),
            ));
        }
    };
    Ok(Trainable {
        program: program.map_err(refuse)?,
        rounds,
    })
}
