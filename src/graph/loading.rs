//! Loading a scene: despawns the old graph; the new one waits to grow.

use bevy::prelude::*;

use super::{
    commands::{LoadScene, SceneSource},
    components::Vertex,
    scene::{CurrentScene, Network, SceneLoaded},
    scenes::SceneSpec,
    selection::{Hovered, Selection},
};

/// Handles [`LoadScene`]; the last one of a frame wins. If the scene cannot be built, the old one
/// stays, with the reason in [`CurrentScene::problem`].
pub(super) fn load_scenes(
    mut requests: MessageReader<LoadScene>,
    mut loaded: MessageWriter<SceneLoaded>,
    mut commands: Commands,
    mut scene: ResMut<CurrentScene>,
    mut network: ResMut<Network>,
    mut selection: ResMut<Selection>,
    mut hovered: ResMut<Hovered>,
    vertices: Query<Entity, With<Vertex>>,
) {
    let Some(LoadScene { source, seed }) = requests.read().last() else {
        return;
    };
    let seed = *seed;
    let next = match source {
        SceneSource::Named(text) => text.parse::<SceneSpec>().and_then(|spec| {
            let built = spec.build(seed)?;
            Ok((
                CurrentScene {
                    name: spec.to_string(),
                    caption: spec.info().caption.to_owned(),
                    delay: spec.growth_delay(built.graph.nodes.len()),
                    rounds: spec.rounds(),
                    graph: built.graph,
                    setup: built.setup,
                    ..CurrentScene::default()
                },
                built.program,
            ))
        }),
        SceneSource::Given(name, graph) => Ok((
            CurrentScene {
                name: name.clone(),
                caption: String::from("A graph of your own."),
                delay: super::scenes::growth_delay(graph.nodes.len()),
                graph: (**graph).clone(),
                ..CurrentScene::default()
            },
            None,
        )),
    };
    match next {
        Ok((next, program)) => {
            // Edges are despawned with their vertices.
            vertices
                .iter()
                .for_each(|vertex| commands.entity(vertex).despawn());
            let generation = scene.generation + 1;
            *scene = CurrentScene {
                seed,
                generation,
                ..next
            };
            network.0 = program;
            *selection = Selection::default();
            hovered.0 = None;
            loaded.write(SceneLoaded { generation });
        }
        Err(problem) => scene.problem = Some(problem),
    }
}
