//! The pointer on the graph: hover, clicks, drags, the wheel and fingers.

use bevy::{input::keyboard::Key, input::touch::TouchPhase, prelude::*};
use gradswarm::{
    clock::SimulationClock,
    graph::{Hovered, Selection},
    growth::{Growth, commands::GrowthCommand},
    physics::SimulationStatus,
    third_party::InterfaceArea,
    view::{Appearance, CameraCommand, HighlightFlags},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    a_long_press_of_a_button_counts,
    clicks_drags_wheel_and_fingers_reach_the_graph,
    a_drag_stays_where_it_began,
    nothing_is_hovered_before_the_pointer_moves,
}

fn a_long_press_of_a_button_counts(rig: &mut Rig) {
    rig.grow_seed();
    let button = rig.rect("clock/pause").expect("the timeline is shown");
    rig.notice_used("clock/pause");
    rig.move_to(button.center());
    rig.button(true);
    (0..90).for_each(|_| rig.step());
    rig.button(false);
    (0..2).for_each(|_| rig.step());
    assert!(rig.resource::<SimulationClock>().paused);
}

/// Hover, click, double click, drags, wheel and fingers on the graph itself.
fn clicks_drags_wheel_and_fingers_reach_the_graph(rig: &mut Rig) {
    rig.settle_seed();
    let (vertex, at) = rig.nearest();
    rig.move_to(at);
    rig.step();
    assert_eq!(rig.resource::<Hovered>().0, Some(vertex), "hover");
    let lit = |rig: &Rig| {
        let looks = rig.resource::<Appearance>().vertices();
        looks
            .iter()
            .filter(|look| look.state().intersects(HighlightFlags::NEIGHBOUR))
            .count()
    };
    assert!(lit(rig) > 0, "its neighbours are lit");
    rig.click(at);
    assert_eq!(rig.resource::<Selection>().primary(), Some(vertex), "click");
    // Long after, so that it is no double click.
    (0..60).for_each(|_| rig.step());
    let whole = rig.camera();
    rig.forget();
    rig.click(at);
    rig.click(at);
    let close = rig.camera();
    assert!(
        close[5] < whole[5] * 0.8,
        "double click goes near: {whole:?} → {close:?}"
    );
    rig.letter("f");
    let framed = rig.camera();
    assert!(close[5] < framed[5] * 0.8, "F frames the whole graph again");

    let moved = |rig: &mut Rig, button: MouseButton| {
        let before = rig.camera();
        // A press that is held on a vertex would move the vertex.
        let middle = rig.empty();
        rig.move_to(middle);
        rig.button_of(button, true);
        for step in 1..=5 {
            rig.move_to(middle + Vec2::new(12.0, 4.0) * step as f32);
        }
        rig.button_of(button, false);
        (before, rig.camera())
    };
    let (before, after) = moved(rig, MouseButton::Left);
    assert_ne!(before[3], after[3], "a drag turns");
    let (before, after) = moved(rig, MouseButton::Right);
    assert!(
        before[3] == after[3] && before[..3] != after[..3],
        "a right drag moves"
    );
    let before = rig.camera();
    let middle = rig.empty();
    rig.move_to(middle);
    rig.wheel(2.0);
    assert!(rig.camera()[5] < before[5], "the wheel brings near");

    // A field that was only looked into takes nothing away from the graph.
    rig.press("scene/seed");
    let (before, after) = moved(rig, MouseButton::Left);
    assert_ne!(before, after, "a drag after a look into a field turns");

    let before = rig.camera();
    let middle = rig.empty();
    rig.touch(1, TouchPhase::Started, middle);
    for step in 1..=5 {
        rig.touch(1, TouchPhase::Moved, middle + Vec2::X * 12.0 * step as f32);
    }
    rig.touch(1, TouchPhase::Ended, middle + Vec2::X * 60.0);
    let turned = rig.camera();
    assert_ne!(before[3], turned[3], "one finger turns");
    rig.touch(1, TouchPhase::Started, middle - Vec2::X * 40.0);
    rig.touch(2, TouchPhase::Started, middle + Vec2::X * 40.0);
    for step in 1..=5 {
        let out = Vec2::X * (40.0 + 10.0 * step as f32);
        rig.touch(1, TouchPhase::Moved, middle - out);
        rig.touch(2, TouchPhase::Moved, middle + out);
    }
    rig.touch(1, TouchPhase::Ended, middle - Vec2::X * 90.0);
    rig.touch(2, TouchPhase::Ended, middle + Vec2::X * 90.0);
    assert!(rig.camera()[5] < turned[5], "two fingers bring near");
    rig.letter("f");
    rig.camera();
    rig.key(Key::Escape);
}

fn a_drag_stays_where_it_began(rig: &mut Rig) {
    rig.settle_seed();
    let panel = rig
        .rect("panel/growth")
        .expect("the growth section is there")
        .center();
    let graph = rig.empty();
    rig.move_to(graph);
    assert!(
        !rig.has_pointer(),
        "the graph has the pointer over the graph"
    );
    rig.move_to(panel);
    assert!(rig.has_pointer(), "a panel has the pointer over it");
    // A graph that moves would move the camera that follows it.
    rig.key(Key::Space);
    let camera = rig.camera();
    rig.wheel(3.0);
    assert_eq!(rig.camera(), camera, "a wheel over a panel moves no camera");
    rig.button(true);
    rig.move_to(panel + Vec2::new(20.0, 40.0));
    rig.move_to(graph);
    assert!(
        rig.has_pointer(),
        "a drag that began on a panel stays the panel's"
    );
    rig.button(false);
    rig.step();
    assert!(!rig.has_pointer(), "it is let go over the graph");
    assert_eq!(rig.camera(), camera, "such a drag moves no camera");
    rig.button(true);
    rig.move_to(graph + Vec2::new(0.0, 60.0));
    rig.move_to(panel);
    assert!(
        !rig.has_pointer(),
        "a drag that began on the graph stays the graph's"
    );
    rig.button(false);
    rig.step();
    assert!(rig.has_pointer());
    assert_ne!(
        rig.camera(),
        camera,
        "a drag on the graph turns the camera, even over a panel"
    );
    rig.forget();
}

/// A graph that grows, or a camera that moves, under a resting pointer shows no numbers.
fn nothing_is_hovered_before_the_pointer_moves(rig: &mut Rig) {
    let hovered = |rig: &Rig| rig.resource::<Hovered>().0;
    rig.close_first_steps();
    let middle = rig.resource::<InterfaceArea>().free.center();
    rig.move_to(middle);
    rig.load("seed");
    rig.send(GrowthCommand::Skip);
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
    assert_eq!(hovered(rig), None);
    // The camera brings a vertex under the pointer.
    let (vertex, _) = rig.nearest();
    rig.send(CameraCommand::Focus(vertex));
    rig.camera();
    let (at, _) = rig.project(vertex).expect("it is in view");
    assert!(at.distance(middle) < 30.0, "{at} is not at {middle}");
    assert_eq!(hovered(rig), None);
    rig.move_to(middle + Vec2::X);
    rig.step();
    assert_eq!(hovered(rig), None, "a hand that trembles");
    rig.move_to(middle + Vec2::X * 4.0);
    rig.step();
    assert!(hovered(rig).is_some(), "it points at a vertex");
    // The graph grows again under the resting pointer.
    rig.letter("r");
    (0..4).for_each(|_| rig.step());
    for _ in 0..90 {
        rig.step();
        assert_eq!(hovered(rig), None);
    }
    rig.forget();
}
