//! Tests that selections change as they are told to, also that of the largest scene.

use bevy::prelude::*;
use gradswarm::{
    clock::commands::ClockCommand,
    graph::{CurrentScene, GraphIndex, Kin, Selection, VertexKind, commands::Select},
    growth::commands::GrowthCommand,
};

use super::{grown, selected, send, vertices};
use crate::common::{app, updates_until};

fn entity(app: &App, id: &str) -> Entity {
    let scene = app.world().resource::<CurrentScene>();
    let node = scene
        .graph
        .nodes
        .iter()
        .position(|node| node.id == id)
        .expect("there is such a node");
    vertices(app)[node]
}

#[test]
fn selections_add_toggle_turn_around_and_forget_what_is_gone() {
    let mut app = grown("path:vertices=6");
    let all = vertices(&app);
    send(
        &mut app,
        Select::Several {
            vertices: vec![all[2], all[4], all[2]],
            add: false,
        },
    );
    assert_eq!(selected(&app), ["v3", "v5"]);
    send(
        &mut app,
        Select::Several {
            vertices: vec![all[4], all[0]],
            add: true,
        },
    );
    assert_eq!(selected(&app), ["v3", "v5", "v1"]);
    send(&mut app, Select::Toggle(all[4]));
    send(&mut app, Select::Primary(all[2]));
    assert_eq!(selected(&app), ["v1", "v3"]);
    send(&mut app, Select::Invert);
    assert_eq!(selected(&app), ["v2", "v4", "v5", "v6"]);
    app.world_mut().despawn(all[3]);
    app.update();
    assert_eq!(selected(&app), ["v2", "v5", "v6"]);
    send(&mut app, Select::All);
    assert_eq!(selected(&app).len(), 5);
    let edge = app.world().resource::<GraphIndex>().edges[0];
    send(&mut app, Select::Edge(edge));
    assert!(selected(&app).is_empty());
    assert_eq!(app.world().resource::<Selection>().edge, Some(edge));
    send(&mut app, Select::Clear);
    assert!(app.world().resource::<Selection>().is_empty());
}

#[test]
fn the_way_to_the_loss_is_a_way_to_the_loss() {
    let mut app = grown("seed");
    let scene = app.world().resource::<CurrentScene>();
    let leaf = scene
        .graph
        .nodes
        .iter()
        .rposition(|node| node.kind == VertexKind::Value && node.operation.is_empty());
    let leaf = vertices(&app)[leaf.expect("the seed has leaves")];
    send(&mut app, Select::Only(leaf));
    send(
        &mut app,
        Select::Kin {
            kin: Kin::WayToResult,
            add: true,
        },
    );
    let selection = app.world().resource::<Selection>();
    let way = selection.vertices();
    assert!(way.len() > 3 && selection.primary() == Some(leaf));
    assert!(
        selection.contains(vertices(&app)[0]),
        "the loss is the first vertex"
    );
    // A chain: as many edges between its vertices as it takes, and no more vertices than edges + 1.
    let index = app.world().resource::<GraphIndex>();
    let inside = |dense: u32| selection.contains(index.vertices[dense as usize]);
    let edges = index
        .ends
        .iter()
        .filter(|ends| ends.iter().all(|&end| inside(end)))
        .count();
    assert_eq!(edges, way.len() - 1);
    // Nobody is akin to the loss that way: the selection stays.
    let loss = vertices(&app)[0];
    send(&mut app, Select::Only(loss));
    send(
        &mut app,
        Select::Kin {
            kin: Kin::Outputs,
            add: false,
        },
    );
    assert_eq!(app.world().resource::<Selection>().vertices(), [loss]);
}

/// Everything selected, turned around, dragged: the largest scene stays usable. No clock
/// is asked; what is asked is that it ends.
#[test]
fn the_largest_scene_can_be_selected_as_a_whole() {
    let mut app = app("path:vertices=130895", 1);
    // Growth that hurries does not wait for time.
    send(&mut app, ClockCommand::Pause(true));
    send(&mut app, GrowthCommand::Skip);
    updates_until(&mut app, 4000, |app| {
        app.world().resource::<GraphIndex>().edges.len() == 130_894
    });
    send(&mut app, Select::All);
    let selection = app.world().resource::<Selection>();
    assert_eq!(selection.vertices().len(), 130_895);
    let last = vertices(&app)[77];
    for _ in 0..20 {
        send(&mut app, Select::Toggle(last));
    }
    send(&mut app, Select::Invert);
    assert!(selected(&app).is_empty());
    let first = entity(&app, "v1");
    send(&mut app, Select::Only(first));
    send(
        &mut app,
        Select::Kin {
            kin: Kin::Descendants,
            add: true,
        },
    );
    assert_eq!(
        app.world().resource::<Selection>().vertices().len(),
        130_895
    );
}
