//! Dragging: vertices follow the hand, pins hold them, fingers do what the pointer does.

use bevy::{input::keyboard::Key, input::touch::TouchPhase, prelude::*};
use gradswarm::{
    graph::commands::Select,
    graph::{Kin, Pinned, Pins},
    growth::commands::GrowthCommand,
    interface::InterfaceArea,
    physics::SimulationStatus,
    view::{CameraMotion, Grip, HighlightFlags},
};

use crate::{
    on_screen::{akin, name, place, same, selected, state},
    rig::Rig,
    scenario::scenarios,
};

scenarios! {
    a_dragged_vertex_pulls_its_neighbours,
    pins_hold_a_vertex_until_they_are_released,
    fingers_drag_vertices_and_draw_boxes,
    a_drag_turns_and_a_selected_vertex_moves,
    where_a_click_selects_a_drag_moves,
    a_press_counts_where_it_was_made,
}

fn a_dragged_vertex_pulls_its_neighbours(rig: &mut Rig) {
    rig.settle_seed();
    let camera = rig.camera();
    let (vertex, at) = rig.nearest();
    let before = place(rig, vertex);
    let neighbours = akin(rig, &[vertex], Kin::Neighbours);
    let were: Vec<Vec3> = neighbours.iter().map(|&other| place(rig, other)).collect();
    // How far it is from the middle of its neighbours.
    let gap = |rig: &Rig| {
        let sum: Vec3 = neighbours.iter().map(|&other| place(rig, other)).sum();
        place(rig, vertex).distance(sum / neighbours.len() as f32)
    };
    let rested = gap(rig);
    let away = at + Vec2::new(-150.0, 60.0);
    rig.begin_hold(&[at, away]);
    let pulled = gap(rig);
    assert!(
        pulled > 1.2 * rested,
        "its springs are drawn: {rested} → {pulled}"
    );
    assert_eq!(*rig.resource::<Grip>(), Grip::Vertex);
    (0..90).for_each(|_| rig.step());
    let (now, _) = rig.project(vertex).expect("it is in view");
    assert!(
        now.distance(away) < 4.0,
        "it is where the pointer is: {now} and {away}"
    );
    let far = place(rig, vertex);
    let dragged = far - before;
    for (&other, &was) in neighbours.iter().zip(&were) {
        let along = (place(rig, other) - was).dot(dragged.normalize());
        assert!(
            along > 0.05 * dragged.length(),
            "{} follows",
            name(rig, other)
        );
    }
    assert!(
        same(&rig.camera(), &camera),
        "the camera stays while a vertex is in the hand"
    );
    rig.button(false);
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    let back = gap(rig) / rested;
    assert!(
        (back - 1.0).abs() < 0.35,
        "it springs back among its neighbours: {back}"
    );
    assert!(rig.get::<Pinned>(vertex).is_none());

    // Several at once keep their places to each other.
    rig.rest_on_seed();
    let (vertex, at) = rig.nearest();
    rig.send(Select::Only(vertex));
    rig.letter("n");
    rig.step();
    let group = selected(rig);
    let were: Vec<Vec3> = group.iter().map(|&other| place(rig, other)).collect();
    rig.begin_drag(&[at, at + Vec2::new(0.0, -90.0)]);
    let moved: Vec<Vec3> = group
        .iter()
        .zip(&were)
        .map(|(&other, &was)| place(rig, other) - was)
        .collect();
    assert!(moved[0].length() > 0.1);
    for other in &moved {
        assert!(other.distance(moved[0]) < 1e-3, "{moved:?}");
    }
    // Esc lets go.
    rig.key(Key::Escape);
    (0..30).for_each(|_| rig.step());
    assert_ne!(place(rig, group[0]) - were[0], moved[0]);
    rig.button(false);
    rig.key(Key::Escape);
}

fn pins_hold_a_vertex_until_they_are_released(rig: &mut Rig) {
    rig.settle_seed();
    let (vertex, at) = rig.nearest();
    rig.begin_hold(&[at, at + Vec2::new(110.0, 40.0)]);
    rig.letter("p");
    rig.step();
    let here = place(rig, vertex);
    rig.button(false);
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    assert!(rig.get::<Pinned>(vertex).is_some(), "P during a drag pins");
    assert_eq!(place(rig, vertex), here, "it stays where it was put");
    assert!(
        state(rig, vertex).intersects(HighlightFlags::PINNED),
        "and shows it"
    );
    // A pinned vertex can be moved, and stays there.
    let (at, _) = rig.project(vertex).expect("it is in view");
    rig.begin_hold(&[at, at + Vec2::new(-60.0, 0.0)]);
    rig.button(false);
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    assert!(place(rig, vertex).distance(here) > 0.1 && rig.get::<Pinned>(vertex).is_some());

    let (leaf, _) = rig.select_a_leaf();
    let others = usize::from(leaf != vertex);
    if others == 0 {
        // The nearest vertex was a leaf: it is pinned already.
        rig.letter("p");
        rig.step();
    }
    rig.letter("p");
    rig.step();
    assert!(rig.get::<Pinned>(leaf).is_some(), "P pins the selection");
    assert_eq!(rig.resource::<Pins>().len(), 1 + others);
    rig.chord(&[Key::Shift], Key::Character("P".into()));
    assert!(rig.resource::<Pins>().is_empty(), "Shift+P lets all go");
    for count in [1, 0] {
        rig.press("select/pin");
        assert_eq!(rig.resource::<Pins>().len(), count);
    }
    rig.letter("p");
    rig.step();
    rig.press("select/unpin_all");
    assert!(
        rig.resource::<Pins>().is_empty() && !state(rig, leaf).intersects(HighlightFlags::PINNED)
    );
    rig.key(Key::Escape);
}

/// Where frames are slow, the hand has moved on before the frame of its press ends.
fn a_press_counts_where_it_was_made(rig: &mut Rig) {
    rig.settle_seed();
    let (vertex, at) = rig.nearest();
    let (beside, far) = (at + Vec2::new(-60.0, 40.0), at + Vec2::new(150.0, -40.0));
    let everything_in_one_frame = |rig: &mut Rig| {
        rig.move_to(beside);
        rig.queue_move(at);
        rig.queue_button(MouseButton::Left, true);
        rig.queue_button(MouseButton::Left, false);
        rig.queue_move(far);
        (0..4).for_each(|_| rig.step());
    };
    // A click on the way.
    everything_in_one_frame(rig);
    assert_eq!(selected(rig), [vertex]);
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    // A grab of the selected vertex, which follows at once.
    let camera = rig.camera();
    let (at, _) = rig.project(vertex).expect("it is in view");
    rig.move_to(beside);
    rig.queue_move(at);
    rig.queue_button(MouseButton::Left, true);
    rig.queue_move(far);
    (0..3).for_each(|_| rig.step());
    assert_eq!(*rig.resource::<Grip>(), Grip::Vertex);
    (0..60).for_each(|_| rig.step());
    let (now, _) = rig.project(vertex).expect("it is in view");
    assert!(now.distance(far) < 4.0, "{now} and {far}");
    assert!(same(&rig.camera()[3..5], &camera[3..5]), "nothing turned");
    rig.button(false);
    rig.key(Key::Escape);
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    // A turn of the graph: the way to the press is no part of it.
    let turn_by = |rig: &mut Rig, from: Vec2| {
        let before = rig.camera();
        let start = Vec2::new(rig.resource::<InterfaceArea>().free.min.x + 30.0, 120.0);
        rig.move_to(start + from);
        rig.queue_move(start);
        rig.queue_button(MouseButton::Left, true);
        rig.queue_move(start + Vec2::new(60.0, 0.0));
        (0..3).for_each(|_| rig.step());
        rig.button(false);
        (0..30).for_each(|_| rig.step());
        let after = rig.camera();
        after[3] - before[3]
    };
    let (short, long) = (turn_by(rig, Vec2::ZERO), turn_by(rig, Vec2::new(0.0, 90.0)));
    assert!(short.abs() > 0.05, "it turned by {short}");
    assert!((short - long).abs() < 1e-3, "{short} and {long}");
}

/// The rim of a vertex forgives a drag as much as a click.
fn where_a_click_selects_a_drag_moves(rig: &mut Rig) {
    rig.close_first_steps();
    rig.load("star:leaves=6");
    rig.send(GrowthCommand::Skip);
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
    let (vertex, at) = rig.nearest();
    let outermost = (0..60).rev().map(|way| at + Vec2::new(0.0, way as f32));
    let mut clicked = None;
    for place in outermost {
        rig.click(place);
        (0..3).for_each(|_| rig.step());
        if selected(rig) == [vertex] {
            clicked = Some(place);
            break;
        }
    }
    let place = clicked.expect("a click on the vertex selects it");
    // Longer than a double click.
    (0..40).for_each(|_| rig.step());
    rig.begin_drag(&[place, place + Vec2::new(90.0, 0.0)]);
    assert_eq!(*rig.resource::<Grip>(), Grip::Vertex, "{place} and {at}");
    rig.button(false);
}

/// A drag turns the graph even if it begins on a vertex, unless that is selected. A short hold
/// without a move selects.
fn a_drag_turns_and_a_selected_vertex_moves(rig: &mut Rig) {
    rig.settle_seed();
    let camera = rig.camera();
    let (vertex, at) = rig.nearest();
    let before = place(rig, vertex);
    rig.begin_drag(&[at, at + Vec2::new(120.0, 0.0)]);
    assert_eq!(*rig.resource::<Grip>(), Grip::Graph);
    // A press that has moved takes nothing, however long it lasts.
    (0..30).for_each(|_| rig.step());
    assert_eq!(*rig.resource::<Grip>(), Grip::Graph);
    rig.button(false);
    (0..3).for_each(|_| rig.step());
    assert_eq!(place(rig, vertex), before, "an unselected vertex stays");
    assert!(!same(&rig.camera(), &camera), "the graph turned");
    assert!(selected(rig).is_empty(), "a drag selects nothing");
    // Shorter than a hold: a click. Longer: the vertex is in the hand, and shows it.
    let (vertex, at) = rig.nearest();
    let before = place(rig, vertex);
    rig.move_to(at);
    rig.button(true);
    (0..12).for_each(|_| rig.step());
    assert_eq!(*rig.resource::<Grip>(), Grip::Graph);
    assert!(
        rig.resource::<CameraMotion>().moving,
        "a press asks for frames"
    );
    (0..12).for_each(|_| rig.step());
    assert_eq!(*rig.resource::<Grip>(), Grip::Vertex, "a hold takes it");
    assert!(state(rig, vertex).intersects(HighlightFlags::HOVERED));
    rig.move_to(at + Vec2::new(3.0, 2.0));
    assert!(
        place(rig, vertex).distance(before) < 1e-4,
        "it does not tremble with the hand"
    );
    rig.button(false);
    (0..3).for_each(|_| rig.step());
    assert_eq!(selected(rig), [vertex], "and selects it");
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    let turned = rig.camera();
    let (at, _) = rig.project(vertex).expect("it is in view");
    let before = place(rig, vertex);
    rig.drag(&[at, at + Vec2::new(-80.0, 0.0)]);
    assert!(
        place(rig, vertex).distance(before) > 0.1,
        "a selected one moves"
    );
    let now = rig.camera();
    assert!(
        same(&now[3..5], &turned[3..5]),
        "and the graph does not turn"
    );
    rig.key(Key::Escape);
}

fn fingers_drag_vertices_and_draw_boxes(rig: &mut Rig) {
    rig.settle_seed();
    let camera = rig.camera();
    let (vertex, at) = rig.nearest();
    let before = place(rig, vertex);
    rig.touch(1, TouchPhase::Started, at);
    (0..22).for_each(|_| rig.step());
    for step in 1..=5 {
        rig.touch(1, TouchPhase::Moved, at + Vec2::X * 16.0 * step as f32);
    }
    (0..2).for_each(|_| rig.step());
    assert!(
        place(rig, vertex).distance(before) > 0.1,
        "a finger moves a vertex"
    );
    assert!(same(&rig.camera()[3..5], &camera[3..5]));
    // A second finger makes it the camera's, and the vertex is let go.
    let other = at + Vec2::Y * 80.0;
    rig.touch(2, TouchPhase::Started, other);
    assert_eq!(*rig.resource::<Grip>(), Grip::Graph);
    for step in 1..=5 {
        rig.touch(
            1,
            TouchPhase::Moved,
            at + Vec2::X * (80.0 + 10.0 * step as f32),
        );
        rig.touch(2, TouchPhase::Moved, other - Vec2::X * 10.0 * step as f32);
    }
    rig.touch(1, TouchPhase::Ended, at + Vec2::X * 130.0);
    rig.touch(2, TouchPhase::Ended, other - Vec2::X * 50.0);
    assert_ne!(rig.camera(), camera, "two fingers are the camera's");
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);

    // A selected vertex is taken from wherever a tap would have found it.
    rig.rest_on_seed();
    let (vertex, at) = rig.nearest();
    rig.send(Select::Only(vertex));
    let (before, beside) = (place(rig, vertex), at + Vec2::Y * 13.0);
    rig.touch(1, TouchPhase::Started, beside);
    for step in 1..=5 {
        rig.touch(1, TouchPhase::Moved, beside + Vec2::X * 16.0 * step as f32);
    }
    (0..2).for_each(|_| rig.step());
    assert!(place(rig, vertex).distance(before) > 0.1, "it was meant");
    rig.touch(1, TouchPhase::Ended, beside + Vec2::X * 80.0);
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);

    // The box is there for fingers, too.
    rig.rest_on_seed();
    rig.press("menu");
    rig.press("menu/tool/box");
    let (vertex, at) = rig.nearest();
    rig.touch(1, TouchPhase::Started, at - 40.0);
    for step in 1..=4 {
        rig.touch(1, TouchPhase::Moved, at - 40.0 + 20.0 * step as f32);
    }
    rig.touch(1, TouchPhase::Ended, at + 40.0);
    rig.step();
    assert!(selected(rig).contains(&vertex));
    rig.press("menu");
    rig.press("menu/tool/hand");
    rig.key(Key::Escape);
}
