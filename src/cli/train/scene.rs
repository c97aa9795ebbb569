//! The scenes that can be trained, and their default rounds.

use crate::{cli::Failure, graph::SceneSpec, nn::Program};

/// A program and its scene's default rounds.
pub(super) struct Trainable {
    pub program: Program,
    pub rounds: u32,
}

/// Builds a scene that can be trained.
///
/// # Errors
/// The scene does not exist, cannot be built, or has no network.
pub(super) fn build_trainable(scene: &str, seed: u64) -> Result<Trainable, Failure> {
    let spec: SceneSpec = scene.parse().map_err(Failure::Input)?;
    let rounds = spec.rounds();
    let built = spec.build(seed).map_err(Failure::Input)?;
    match built.program {
        Some(program) if program.learner.is_some() => Ok(Trainable { program, rounds }),
        _ => Err(Failure::Input(format!(
            "scene {scene}: cannot be trained, expected seed, mlp or moons"
        ))),
    }
}
