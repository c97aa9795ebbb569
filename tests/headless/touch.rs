//! Selecting, dragging, pinning, searching, filtering and walking without a window: every
//! message, as a script would write it.

use bevy::{ecs::message::Messages, prelude::*};
use gradswarm::{
    clock::commands::ClockCommand,
    explore::{
        Filter, Filtered, Search, Walked,
        commands::{FilterCommand, SearchCommand, Walk},
    },
    graph::{
        CurrentScene, Excluded, GraphIndex, Held, Kin, Pinned, Pins, Position, Selection,
        VertexKind,
        commands::{Drag, PinCommand, Select},
    },
    growth::commands::GrowthCommand,
    layout::Law,
    physics::{DensePositions, SimulationStatus, commands::ChangeSettings},
};
use proptest::prelude::*;

use crate::common::{self, app, grow, settle, updates_until};

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

fn place(app: &App, vertex: Entity) -> Vec3 {
    app.world().get::<Position>(vertex).expect("it is there").0
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

#[test]
fn a_held_vertex_is_where_the_hand_is_and_the_rest_follows() {
    let mut app = grown("path:vertices=5");
    settle(&mut app, 5000);
    let ends = [vertices(&app)[0], vertices(&app)[1]];
    let before = ends.map(|end| place(&app, end));
    let by = Vec3::new(0.0, 12.0, 5.0);
    send(&mut app, Drag::Grab(vec![ends[0]]));
    send(&mut app, Drag::By(by));
    for _ in 0..200 {
        app.update();
        assert_eq!(place(&app, ends[0]), before[0] + by);
        let shown = app.world().resource::<DensePositions>();
        assert!(shown.positions[0].distance(before[0] + by) < 1e-4);
    }
    assert!(
        (place(&app, ends[1]) - before[1]).dot(by) > 1.0,
        "its neighbour follows"
    );
    // A drag to a place that is not finite is ignored.
    send(&mut app, Drag::By(Vec3::NAN));
    send(&mut app, Drag::By(Vec3::splat(1e30)));
    app.update();
    assert!(place(&app, ends[0]).length() < 1e5);
    send(&mut app, Drag::By(by));
    send(&mut app, Drag::Release);
    assert!(app.world().resource::<Held>().is_empty());
    assert!(
        !app.world().resource::<SimulationStatus>().settled,
        "it springs back"
    );
    settle(&mut app, 5000);
    let length = |app: &App| place(app, ends[0]).distance(place(app, ends[1]));
    assert!((length(&app) / before[0].distance(before[1]) - 1.0).abs() < 0.05);

    // Pinned while held, it stays.
    let from = place(&app, ends[0]);
    send(&mut app, Drag::Grab(vec![ends[0]]));
    send(&mut app, Drag::By(by));
    send(&mut app, PinCommand::Toggle);
    send(&mut app, Drag::Release);
    settle(&mut app, 5000);
    assert_eq!(place(&app, ends[0]), from + by);
    assert!(app.world().get::<Pinned>(ends[0]).is_some());
    send(&mut app, PinCommand::ReleaseAll);
    app.update();
    assert!(app.world().resource::<Pins>().is_empty());
    settle(&mut app, 5000);
    assert_ne!(place(&app, ends[0]), from + by);

    // A vertex that goes while it is held is let go.
    send(&mut app, Drag::Grab(ends.to_vec()));
    app.world_mut().despawn(ends[0]);
    app.update();
    assert_eq!(
        app.world()
            .resource::<Held>()
            .vertices()
            .collect::<Vec<_>>(),
        [ends[1]]
    );
}

/// A hand moves while the clock stands: only what it holds moves.
#[test]
fn a_hand_moves_through_a_paused_graph() {
    let mut app = grown("path:vertices=5");
    settle(&mut app, 5000);
    send(&mut app, ClockCommand::Pause(true));
    let before = common::positions(&mut app);
    let vertex = vertices(&app)[2];
    send(&mut app, Drag::Grab(vec![vertex]));
    send(&mut app, Drag::By(Vec3::Y));
    (0..5).for_each(|_| app.update());
    for (dense, (was, now)) in before.iter().zip(common::positions(&mut app)).enumerate() {
        let wanted = if dense == 2 { *was + Vec3::Y } else { *was };
        assert!(now.distance(wanted) < 1e-4, "{dense}: {wanted} → {now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    /// However wildly one drags, by every law, guarded or not, nothing is lost.
    #[test]
    fn wild_drags_lose_nothing(
        moves in prop::collection::vec((0_usize..60, -6_i32..9, prop::array::uniform3(-1.0_f32..1.0)), 1..9),
        guard in any::<bool>(), law in 0..Law::ALL.len(),
    ) {
        let mut app = grown("random:vertices=60,degree=3");
        send(&mut app, ChangeSettings::Law(Law::ALL[law]));
        send(&mut app, ChangeSettings::Guard(guard));
        let all = vertices(&app);
        for (vertex, power, direction) in moves {
            send(&mut app, Drag::Grab(vec![all[vertex], all[(vertex + 7) % 60]]));
            for sign in [1.0, -1.0, f32::NAN, 1.0] {
                send(&mut app, Drag::By(Vec3::from(direction) * sign * 10_f32.powi(power)));
                for &vertex in &all {
                    prop_assert!(place(&app, vertex).is_finite());
                }
            }
        }
        send(&mut app, Drag::Release);
        (0..60).for_each(|_| app.update());
        // Without the guard there is no end of the world.
        let radius = if guard { 2e5 } else { f32::INFINITY };
        let positions = &app.world().resource::<DensePositions>().positions;
        for place in positions {
            prop_assert!(place.is_finite() && place.length() <= radius, "{place}");
        }
    }
}

#[test]
fn a_graph_that_was_torn_about_is_as_good_as_before() {
    let mut app = grown("grid:side=7");
    settle(&mut app, 10_000);
    let mean_edge = |app: &App| app.world().resource::<SimulationStatus>().mean_edge;
    let before = mean_edge(&app);
    let corners = [0, 6, 42, 48].map(|corner| vertices(&app)[corner]);
    for (step, corner) in corners.into_iter().cycle().take(12).enumerate() {
        send(&mut app, Drag::Grab(vec![corner]));
        for way in [1.0, -1.0] {
            send(
                &mut app,
                Drag::By(Vec3::new(way, 0.3, -way) * 10_f32.powi(step as i32 % 4)),
            );
            (0..5).for_each(|_| app.update());
        }
    }
    send(&mut app, Drag::Release);
    settle(&mut app, 20_000);
    assert!(
        (mean_edge(&app) / before - 1.0).abs() < 0.1,
        "{before} → {}",
        mean_edge(&app)
    );
}

#[test]
fn a_search_finds_follows_growth_and_steps_around() {
    let mut app = app("seed", 7);
    send(&mut app, SearchCommand::Find("neuron 3".into()));
    let found = |app: &App| app.world().resource::<Search>().matches().len();
    let early = found(&app);
    grow(&mut app);
    app.update();
    let nodes = &app.world().resource::<CurrentScene>().graph.nodes;
    let wanted = nodes.iter().filter(|node| node.label.contains("neuron 3"));
    let wanted = wanted.count();
    assert!(early < wanted && wanted > 4, "{early} of {wanted}");
    assert_eq!(found(&app), wanted);
    send(&mut app, SearchCommand::Next);
    let first = selected(&app);
    for _ in 0..wanted {
        send(&mut app, SearchCommand::Next);
        assert_eq!(selected(&app).len(), 1);
    }
    assert_eq!(selected(&app), first, "around and back");
    send(&mut app, SearchCommand::Previous);
    assert_eq!(app.world().resource::<Search>().current(), Some(wanted - 1));
    send(&mut app, SearchCommand::SelectAll);
    assert_eq!(selected(&app).len(), wanted);
    send(&mut app, SearchCommand::Find("no such thing".into()));
    send(&mut app, SearchCommand::Next);
    assert!(found(&app) == 0 && selected(&app).len() == wanted);
    // Another scene: what is looked for is looked for in it.
    send(&mut app, SearchCommand::Find("v3".into()));
    common::load(&mut app, "path:vertices=4", 1);
    grow(&mut app);
    (0..2).for_each(|_| app.update());
    assert_eq!(found(&app), 1);
    send(&mut app, SearchCommand::Close);
    assert!(!app.world().resource::<Search>().active());
    // A script writes all at once; each is about what the one before has found.
    let write = |app: &mut App, command| {
        app.world_mut().write_message(command);
    };
    send(&mut app, Select::Clear);
    write(&mut app, SearchCommand::Open);
    write(&mut app, SearchCommand::Find("v".into()));
    send(&mut app, SearchCommand::SelectAll);
    assert_eq!(selected(&app), ["v1", "v2", "v3", "v4"]);
    assert!(app.world().resource::<Search>().open);
    write(&mut app, SearchCommand::Find("v2".into()));
    write(&mut app, SearchCommand::Next);
    write(&mut app, SearchCommand::Find("v".into()));
    write(&mut app, SearchCommand::Next);
    send(&mut app, SearchCommand::Next);
    assert_eq!(selected(&app), ["v2"], "the first of all, and one on");
    let (second, seen) = (vertices(&app)[1], walked(&mut app));
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[2].vertex, second, "and it is to be seen");
    assert!(seen.iter().all(|walked| walked.close));
}

/// Where somebody walked to since the last look.
fn walked(app: &mut App) -> Vec<Walked> {
    let mut messages = app.world_mut().resource_mut::<Messages<Walked>>();
    messages.drain().collect()
}

#[test]
fn a_filter_lets_pass_what_it_says() {
    let mut app = grown("seed");
    let passing = |app: &App| app.world().resource::<Filtered>().passing();
    let all = vertices(&app).len();
    let nodes = &app.world().resource::<CurrentScene>().graph.nodes;
    let leaves = nodes
        .iter()
        .filter(|node| node.operation.is_empty())
        .count();
    let set = |app: &mut App, filter: Filter| send(app, FilterCommand::Set(filter));
    set(
        &mut app,
        Filter {
            operation: Some("".into()),
            ..Filter::default()
        },
    );
    assert_eq!(passing(&app), leaves);
    let by_sample: Vec<usize> = (0..5)
        .map(|sample| {
            set(
                &mut app,
                Filter {
                    sample: Some(sample),
                    ..Filter::default()
                },
            );
            passing(&app)
        })
        .collect();
    assert!(
        by_sample[..4]
            .iter()
            .all(|&count| count > 20 && count == by_sample[0])
            && by_sample[4] == 0
    );
    set(
        &mut app,
        Filter {
            layer: Some(2),
            sample: Some(1),
            ..Filter::default()
        },
    );
    assert!(passing(&app) > 0 && passing(&app) < by_sample[1]);
    set(
        &mut app,
        Filter {
            gradient: Some([0.0, f64::INFINITY]),
            ..Filter::default()
        },
    );
    let computed = passing(&app);
    set(
        &mut app,
        Filter {
            gradient: Some([0.0, 1e-3]),
            ..Filter::default()
        },
    );
    let small = passing(&app);
    set(
        &mut app,
        Filter {
            gradient: Some([1e-3, f64::INFINITY]),
            ..Filter::default()
        },
    );
    assert!(small + passing(&app) >= computed && small > 0 && computed <= all);
    // A walk does not lead to what is kept out.
    set(
        &mut app,
        Filter {
            operation: Some("tanh".into()),
            ..Filter::default()
        },
    );
    for _ in 0..5 {
        send(&mut app, Walk::Next);
        app.update();
        let dense = vertices(&app)
            .iter()
            .position(|v| Some(*v) == app.world().resource::<Selection>().primary());
        assert!(
            !app.world()
                .resource::<Excluded>()
                .contains(dense.expect("it is somewhere"))
        );
    }
    send(&mut app, FilterCommand::Clear);
    assert!(!app.world().resource::<Filtered>().filter().active());
    assert_eq!(passing(&app), all);
}

#[test]
fn a_walk_follows_the_edges() {
    let mut app = grown("tree:depth=2");
    // Undirected by meaning, but its edges lead from parent to child: v1 → v2, v3; v2 → v4, v5.
    let ends: Vec<[u32; 2]> = app.world().resource::<GraphIndex>().ends.clone();
    let child = |parent: u32| -> Vec<usize> {
        ends.iter()
            .filter(|ends| ends[0] == parent)
            .map(|ends| ends[1] as usize)
            .collect()
    };
    let at = |app: &App| {
        let primary = app.world().resource::<Selection>().primary();
        vertices(app)
            .iter()
            .position(|vertex| Some(*vertex) == primary)
    };
    let root = vertices(&app)[0];
    send(&mut app, Select::Only(root));
    let walk = |app: &mut App, step: Walk| {
        send(app, step);
        at(app).expect("it is somewhere")
    };
    let children = child(0);
    assert_eq!(children.len(), 2);
    assert_eq!(walk(&mut app, Walk::Output), children[0]);
    assert_eq!(walk(&mut app, Walk::NextSibling), children[1]);
    assert_eq!(walk(&mut app, Walk::NextSibling), children[0]);
    assert_eq!(walk(&mut app, Walk::PreviousSibling), children[1]);
    assert_eq!(walk(&mut app, Walk::Output), child(children[1] as u32)[0]);
    assert_eq!(
        walk(&mut app, Walk::Output),
        child(children[1] as u32)[0],
        "a leaf leads nowhere"
    );
    assert_eq!(walk(&mut app, Walk::Input), children[1]);
    assert_eq!(walk(&mut app, Walk::Input), 0);
    walked(&mut app);
    assert_eq!(walk(&mut app, Walk::Previous), vertices(&app).len() - 1);
    assert_eq!(walk(&mut app, Walk::Next), 0);
    let seen = [*vertices(&app).last().expect("a vertex"), root].map(|vertex| Walked {
        vertex,
        close: false,
    });
    assert_eq!(walked(&mut app), seen, "each is to be seen");
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
