//! Tests that every message by which a hand touches the graph works without a window.

mod dragging;
mod filtering;
mod searching;
mod selecting;
mod walking;

use bevy::{ecs::message::Messages, prelude::*};
use gradswarm::{
    explore::Walked,
    graph::{CurrentScene, GraphIndex, Selection},
};

use crate::common::{app, grow};

fn grown(scene: &str) -> App {
    let mut app = app(scene, 7);
    grow(&mut app);
    app.update();
    app
}

fn send<M: Message>(app: &mut App, message: M) {
    app.world_mut().write_message(message);
    app.update();
}

fn vertices(app: &App) -> Vec<Entity> {
    app.world().resource::<GraphIndex>().vertices.clone()
}

/// Ids of the selected vertices, in the order of the selection.
fn selected(app: &App) -> Vec<String> {
    let (index, scene) = (
        app.world().resource::<GraphIndex>(),
        app.world().resource::<CurrentScene>(),
    );
    let id = |vertex: &Entity| {
        let dense = index.vertices.iter().position(|other| other == vertex)?;
        Some(
            scene.graph.nodes[index.vertex_ids[dense].0 as usize]
                .id
                .clone(),
        )
    };
    let selection = app.world().resource::<Selection>();
    selection.vertices().iter().filter_map(id).collect()
}

/// Where somebody walked to since the last look.
fn walked(app: &mut App) -> Vec<Walked> {
    let mut messages = app.world_mut().resource_mut::<Messages<Walked>>();
    messages.drain().collect()
}
