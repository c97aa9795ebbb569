//! Which scenes can be trained, and for how long by default.

use crate::{
    cli::Failure,
    graph::SceneSpec,
    nn::{Program, programs},
};

/// A program and the rounds that its authors gave it.
pub(super) struct Trainable {
    pub program: Program,
    pub rounds: u32,
}

/// Builds a scene's program, without the graph that is drawn of it.
pub(super) fn program(scene: &str, seed: u64) -> Result<Trainable, Failure> {
    let spec: SceneSpec = scene.parse().map_err(Failure::Input)?;
    let (program, rounds) = match &spec {
        SceneSpec::Seed => (Ok(programs::seed(seed)), 1000),
        SceneSpec::Mlp { sizes } => (programs::mlp(sizes, seed), 1000),
        SceneSpec::Moons { samples } => (programs::moons(*samples, seed), 100),
        _ => {
            return Err(Failure::Input(format!(
                "the scene `{scene}` cannot be trained; expected seed, mlp or moons"
            )));
        }
    };
    Ok(Trainable {
        program: program.map_err(Failure::Input)?,
        rounds,
    })
}
