//! Tests that a graph grows in time, and can be paused, skipped, restarted and cut meanwhile.

use gradswarm::{
    clock::{SimulationClock, commands::ClockCommand},
    graph::{CurrentScene, Edge, GraphIndex, Vertex, VertexKind},
    growth::{EdgeArrival, Growth, commands::GrowthCommand},
};

use super::count;
use crate::common;

#[test]
fn growth_ends_whatever_an_inspector_writes() {
    let mut app = common::app("expression", 1);
    for edges in [u32::MAX, 0] {
        let mut growth = app.world_mut().resource_mut::<Growth>();
        growth.total_vertices = u32::MAX;
        growth.total_edges = u32::MAX;
        growth.edges = edges;
        (growth.delay, growth.waited) = (f64::NAN, f64::INFINITY);
        assert!((0.0..=1.0).contains(&growth.progress()));
        app.update();
        common::grow(&mut app);
        let growth = app.world().resource::<Growth>().clone();
        assert_eq!(growth.progress(), 1.0);
        assert!((0.0..=1.0).contains(&growth.delay) && growth.waited.is_finite());
        let links = app.world().resource::<CurrentScene>().graph.links.len();
        assert_eq!(
            (growth.edges, count::<Edge>(&mut app)),
            (links as u32, links)
        );
    }
}

#[test]
fn edges_come_as_a_swarm_or_with_their_ends() {
    for (arrival, early) in [(EdgeArrival::Swarm, false), (EdgeArrival::WithEnds, true)] {
        let mut app = common::app("seed", 1);
        app.world_mut().write_message(GrowthCommand::Edges(arrival));
        for _ in 0..200 {
            app.update();
        }
        let growth = app.world().resource::<Growth>().clone();
        let mut operations = app.world_mut().query::<&Vertex>();
        let own = operations
            .iter(app.world())
            .filter(|vertex| vertex.kind == VertexKind::Operation)
            .count() as u32;
        assert!(growth.vertices > 300 && growth.growing());
        // An operation vertex brings its own edge; the others wait for the swarm.
        assert_eq!(
            growth.edges > own,
            early,
            "{arrival:?}: {} edges, {own} operations",
            growth.edges
        );
        if !early {
            assert_eq!(growth.edges, own);
        }
    }
}

#[test]
fn who_changes_his_mind_gets_the_edges_that_are_due() {
    let mut app = common::app("seed", 1);
    for _ in 0..200 {
        app.update();
    }
    app.world_mut()
        .write_message(GrowthCommand::Edges(EdgeArrival::WithEnds));
    for _ in 0..2 {
        app.update();
    }
    let growth = app.world().resource::<Growth>().clone();
    let graph = &app.world().resource::<CurrentScene>().graph;
    let due = graph
        .links
        .iter()
        .filter(|link| link.source.max(link.target) < growth.vertices)
        .count();
    assert_eq!(growth.edges as usize, due);
    assert_eq!(count::<Edge>(&mut app), due);
}

#[test]
fn a_vertex_takes_its_edges_along() {
    let mut app = common::app("star:leaves=20", 1);
    common::grow(&mut app);
    let hub = app.world().resource::<GraphIndex>().vertices[0];
    app.world_mut().entity_mut(hub).despawn();
    app.update();
    app.update();
    assert_eq!(
        (count::<Vertex>(&mut app), count::<Edge>(&mut app)),
        (20, 0)
    );
    let index = app.world().resource::<GraphIndex>();
    assert_eq!((index.vertices.len(), index.edges.len()), (20, 0));
}

#[test]
fn skipping_does_not_wait_for_the_clock() {
    let mut app = common::app("seed", 1);
    app.world_mut().write_message(ClockCommand::Pause(true));
    app.world_mut().write_message(GrowthCommand::Skip);
    for _ in 0..3 {
        app.update();
    }
    assert_eq!(count::<Vertex>(&mut app), 741);
    assert!(app.world().resource::<SimulationClock>().paused);
    app.world_mut().write_message(GrowthCommand::Restart);
    for _ in 0..6 {
        app.update();
    }
    assert!((1..20).contains(&count::<Vertex>(&mut app)));
}

#[test]
fn every_scene_grows_within_ten_seconds() {
    for scene in [
        "expression",
        "neuron",
        "layer",
        "mlp",
        "cube",
        "tree",
        "path",
        "star",
    ] {
        let mut app = common::app(scene, 1);
        let ticks = common::grow(&mut app);
        assert!(ticks <= 600, "{scene} took {ticks} ticks");
    }
}

#[test]
fn growth_can_be_paused_skipped_and_restarted() {
    let mut app = common::app("seed", 1);
    for _ in 0..50 {
        app.update();
    }
    app.world_mut().write_message(GrowthCommand::Pause(true));
    app.update();
    let paused = app.world().resource::<Growth>().vertices;
    for _ in 0..20 {
        app.update();
    }
    assert_eq!(app.world().resource::<Growth>().vertices, paused);
    app.world_mut().write_message(GrowthCommand::Skip);
    for _ in 0..3 {
        app.update();
    }
    assert_eq!(
        (count::<Vertex>(&mut app), count::<Edge>(&mut app)),
        (741, 884)
    );
    app.world_mut().write_message(GrowthCommand::Restart);
    for _ in 0..6 {
        app.update();
    }
    assert!(count::<Vertex>(&mut app) < 20);
}
