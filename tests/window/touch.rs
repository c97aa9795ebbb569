//! Selecting, moving, pinning, searching, filtering and walking, as people do it.

use bevy::{
    input::{keyboard::Key, touch::TouchPhase},
    prelude::*,
};
use gradswarm::{
    explore::{Filtered, Search},
    graph::{
        Adjacency, CurrentScene, Excluded, GraphIndex, Kin, Pinned, Pins, Position, Selection,
        Vertex, commands::Select, kin,
    },
    growth::Growth,
    physics::SimulationStatus,
    view::{Appearance, EdgeInstance, Grip, HighlightFlags, HoverFade, Marquee, Tool, ViewCommand},
};

use crate::rig::Rig;

pub fn everything(rig: &mut Rig) {
    rest(rig);
    the_rest_steps_back(rig);
    boxes_and_lassos(rig);
    kinship(rig);
    a_vertex_in_the_hand(rig);
    pins(rig);
    fingers(rig);
    searching(rig);
    filtering(rig);
    walking(rig);
}

/// The whole seed, at rest, framed, and nothing selected.
fn rest(rig: &mut Rig) {
    rig.load("seed");
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.letter("f");
    rig.camera();
}

fn selected(rig: &Rig) -> Vec<Entity> {
    rig.resource::<Selection>().vertices().to_vec()
}

/// Whether a camera is where it was, but for the last bits of its easing.
fn same(a: &[f32], b: &[f32]) -> bool {
    a.iter()
        .zip(b)
        .all(|(a, b)| (a - b).abs() <= 1e-4 * b.abs().max(1.0))
}

fn place(rig: &Rig, vertex: Entity) -> Vec3 {
    rig.get::<Position>(vertex).expect("the vertex is there").0
}

fn dense(rig: &Rig, vertex: Entity) -> usize {
    let id = rig.get::<Vertex>(vertex).expect("the vertex is there").id;
    rig.resource::<GraphIndex>()
        .dense(id)
        .expect("it is indexed")
}

fn state(rig: &Rig, vertex: Entity) -> HighlightFlags {
    rig.resource::<Appearance>().vertices()[dense(rig, vertex)].state()
}

fn name(rig: &Rig, vertex: Entity) -> String {
    let id = rig.get::<Vertex>(vertex).expect("the vertex is there").id;
    rig.resource::<CurrentScene>().graph.nodes[id.0 as usize]
        .id
        .clone()
}

/// What is akin to some vertices, sorted.
fn akin(rig: &Rig, vertices: &[Entity], which: Kin) -> Vec<Entity> {
    let index = rig.resource::<GraphIndex>();
    let seeds: Vec<u32> = vertices
        .iter()
        .map(|&vertex| dense(rig, vertex) as u32)
        .collect();
    let mut adjacency = Adjacency::default();
    // The seed's loss is the first vertex.
    let mut found: Vec<Entity> = kin(adjacency.of(index), &seeds, which, &[0])
        .into_iter()
        .map(|dense| index.vertices[dense as usize])
        .collect();
    found.sort();
    found
}

fn sorted(mut vertices: Vec<Entity>) -> Vec<Entity> {
    vertices.sort();
    vertices
}

fn the_rest_steps_back(rig: &mut Rig) {
    rig.key(Key::Escape);
    let (vertex, at) = rig.nearest();
    rig.move_to(at);
    (0..30).for_each(|_| rig.step());
    assert_eq!(
        rig.resource::<HoverFade>().amount,
        1.0,
        "the pointer rests on a vertex"
    );
    assert!(state(rig, vertex).intersects(HighlightFlags::HOVERED));
    let others = rig.resource::<Appearance>().vertices().iter();
    assert!(
        others
            .filter(|look| look.state().intersects(HighlightFlags::QUIET))
            .count()
            > 500
    );
    the_pointer_takes_its_light_along(rig, vertex);
    let away = rig.empty();
    rig.move_to(away);
    (0..30).for_each(|_| rig.step());
    let hover = *rig.resource::<HoverFade>();
    assert!(hover.amount == 0.0 && !hover.easing, "{hover:?}");
    let looks = rig.resource::<Appearance>().vertices();
    assert!(
        looks
            .iter()
            .all(|look| look.state() == HighlightFlags::default())
    );
}

/// From vertex to vertex only what is near the pointer is written; that must be what writing
/// everything gives, also beside what is selected.
fn the_pointer_takes_its_light_along(rig: &mut Rig, selected: Entity) {
    let states = |rig: &Rig| -> (Vec<HighlightFlags>, Vec<HighlightFlags>) {
        let looks = rig.resource::<Appearance>();
        (
            looks.vertices().iter().map(|look| look.state()).collect(),
            looks.edges().iter().map(EdgeInstance::state).collect(),
        )
    };
    let all = rig.resource::<GraphIndex>().vertices.clone();
    for vertices in [vec![], vec![selected]] {
        rig.send(Select::Several {
            vertices,
            add: false,
        });
        rig.step();
        let mut lit = 0;
        for &vertex in all.iter().step_by(37) {
            let Some((at, _)) = rig.project(vertex) else {
                continue;
            };
            rig.move_to(at);
            (0..2).for_each(|_| rig.step());
            let moved = states(rig);
            lit += moved
                .0
                .iter()
                .filter(|state| state.intersects(HighlightFlags::HOVERED))
                .count();
            rig.write_states_anew();
            assert_eq!(moved, states(rig), "as if written anew");
        }
        assert!(lit > 5, "{lit} vertices were under the pointer");
    }
    rig.key(Key::Escape);
    rig.forget();
}

fn boxes_and_lassos(rig: &mut Rig) {
    let camera = rig.camera();
    let (vertex, at) = rig.nearest();
    let near = Rect::from_center_half_size(at, Vec2::splat(42.0));
    let vertices = rig.resource::<GraphIndex>().vertices.clone();
    let inside: Vec<Entity> = vertices
        .iter()
        .copied()
        .filter(|&vertex| rig.project(vertex).is_some_and(|(at, _)| near.contains(at)))
        .collect();
    for modifier in [Key::Shift, Key::Alt] {
        rig.key(Key::Escape);
        rig.hold(&modifier, true);
        rig.begin_drag(&[near.min, near.max]);
        assert!(rig.resource::<Marquee>().0.is_some(), "the box is drawn");
        rig.button(false);
        rig.hold(&modifier, false);
        assert!(rig.resource::<Marquee>().0.is_none());
        assert_eq!(selected(rig), inside, "what is in the box, by {modifier:?}");
    }
    let corner = rig.resource::<Selection>().clone();
    rig.hold(&Key::Control, true);
    rig.hold(&Key::Shift, true);
    rig.drag(&[near.min + Vec2::X * 60.0, near.max + Vec2::X * 60.0]);
    rig.hold(&Key::Shift, false);
    rig.hold(&Key::Control, false);
    let both = rig.resource::<Selection>();
    assert!(both.vertices().len() > inside.len() && both.vertices().starts_with(corner.vertices()));
    rig.key(Key::Escape);

    let round = [
        (0.0, -30.0),
        (30.0, 0.0),
        (0.0, 30.0),
        (-30.0, 0.0),
        (-2.0, -28.0),
    ];
    let round = round.map(|(x, y)| at + Vec2::new(x, y));
    rig.hold(&Key::Control, true);
    rig.drag(&round);
    rig.hold(&Key::Control, false);
    let lassoed = selected(rig);
    assert!(
        lassoed.contains(&vertex) && lassoed.len() < inside.len(),
        "a lasso"
    );
    // By the tools, without a key.
    for (control, tool, line) in [
        ("select/tool/box", Tool::Box, vec![near.min, near.max]),
        ("select/tool/lasso", Tool::Lasso, round.to_vec()),
    ] {
        rig.key(Key::Escape);
        rig.press(control);
        assert_eq!(*rig.resource::<Tool>(), tool);
        rig.drag(&line);
        assert!(selected(rig).contains(&vertex), "{tool:?}");
    }
    rig.press("select/tool/hand");
    for tool in [Tool::Box, Tool::Lasso, Tool::Hand] {
        rig.letter("b");
        rig.step();
        assert_eq!(*rig.resource::<Tool>(), tool);
    }
    assert!(same(&rig.camera(), &camera), "none of it turned the camera");

    // Clicks: with a key, one more or one less.
    rig.key(Key::Escape);
    for (count, key) in [(1, Key::Control), (0, Key::Shift)] {
        rig.hold(&key, true);
        rig.click(at);
        rig.hold(&key, false);
        assert_eq!(selected(rig).len(), count);
    }
}

fn kinship(rig: &mut Rig) {
    let (leaf, _) = rig.select_a_leaf();
    for (control, which) in [
        ("select/inputs", Kin::Inputs),
        ("select/outputs", Kin::Outputs),
        ("select/neighbours", Kin::Neighbours),
        ("select/ancestors", Kin::Ancestors),
        ("select/descendants", Kin::Descendants),
        ("select/way", Kin::WayToResult),
    ] {
        rig.send(Select::Only(leaf));
        rig.press(control);
        let mut wanted = akin(rig, &[leaf], which);
        wanted.push(leaf);
        assert_eq!(sorted(selected(rig)), sorted(wanted), "{control}");
        assert_eq!(rig.resource::<Selection>().primary(), Some(leaf));
    }
    let loss = rig.resource::<GraphIndex>().vertices[0];
    assert!(
        rig.resource::<Selection>().contains(loss),
        "the way leads to the loss"
    );
    let all = rig.resource::<GraphIndex>().vertices.len();
    rig.press("select/invert");
    assert!(!rig.resource::<Selection>().contains(leaf));
    rig.press("select/all");
    assert_eq!(selected(rig).len(), all);
    rig.press("select/none");
    assert!(selected(rig).is_empty());
    rig.chord(&[Key::Control], Key::Character("a".into()));
    assert_eq!(selected(rig).len(), all);
    rig.letter("u");
    rig.step();
    assert!(selected(rig).is_empty(), "the rest of all is nothing");

    let letter = |letter: &str| Key::Character(letter.into());
    for (shift, key, which) in [
        (true, letter("I"), Kin::Inputs),
        (true, letter("O"), Kin::Outputs),
        (false, letter("n"), Kin::Neighbours),
        (true, Key::ArrowLeft, Kin::Ancestors),
        (true, Key::ArrowRight, Kin::Descendants),
        (true, letter("L"), Kin::WayToResult),
    ] {
        rig.send(Select::Only(leaf));
        let held = if shift { &[Key::Shift][..] } else { &[] };
        rig.chord(held, key.clone());
        let mut wanted = akin(rig, &[leaf], which);
        wanted.push(leaf);
        assert_eq!(sorted(selected(rig)), sorted(wanted), "{key:?}");
    }
    rig.send(Select::Only(leaf));
    rig.chord(&[], letter("o"));
    let outputs = akin(rig, &[leaf], Kin::Outputs);
    assert_eq!(sorted(selected(rig)), outputs, "O goes there");
    rig.chord(&[], letter("i"));
    assert_eq!(
        sorted(selected(rig)),
        akin(rig, &outputs, Kin::Inputs),
        "I comes back"
    );
    rig.key(Key::Escape);
}

fn a_vertex_in_the_hand(rig: &mut Rig) {
    rest(rig);
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
    rig.begin_drag(&[at, away]);
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
    rest(rig);
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

fn pins(rig: &mut Rig) {
    rest(rig);
    let (vertex, at) = rig.nearest();
    rig.begin_drag(&[at, at + Vec2::new(110.0, 40.0)]);
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
    rig.drag(&[at, at + Vec2::new(-60.0, 0.0)]);
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

fn fingers(rig: &mut Rig) {
    rest(rig);
    let camera = rig.camera();
    let (vertex, at) = rig.nearest();
    let before = place(rig, vertex);
    rig.touch(1, TouchPhase::Started, at);
    for step in 1..=5 {
        rig.touch(1, TouchPhase::Moved, at + Vec2::X * 16.0 * step as f32);
    }
    (0..2).for_each(|_| rig.step());
    assert!(
        place(rig, vertex).distance(before) > 0.1,
        "a finger moves a vertex"
    );
    assert!(same(&rig.camera(), &camera));
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
    rest(rig);
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
    rest(rig);
    rig.press("select/tool/box");
    let (vertex, at) = rig.nearest();
    rig.touch(1, TouchPhase::Started, at - 40.0);
    for step in 1..=4 {
        rig.touch(1, TouchPhase::Moved, at - 40.0 + 20.0 * step as f32);
    }
    rig.touch(1, TouchPhase::Ended, at + 40.0);
    rig.step();
    assert!(selected(rig).contains(&vertex));
    rig.press("select/tool/hand");
    rig.key(Key::Escape);
}

fn searching(rig: &mut Rig) {
    rest(rig);
    rig.letter("/");
    (0..3).for_each(|_| rig.step());
    assert!(rig.resource::<Search>().open);
    for letter in ["t", "a", "n", "h"] {
        rig.letter(letter);
    }
    (0..3).for_each(|_| rig.step());
    assert_eq!(rig.resource::<Search>().text(), "tanh");
    let matches = rig.resource::<Search>().matches().to_vec();
    let nodes = &rig.resource::<CurrentScene>().graph.nodes;
    let wanted = nodes.iter().filter(|node| node.operation == "tanh").count();
    assert!(
        wanted > 10 && matches.len() == wanted,
        "{} and {wanted}",
        matches.len()
    );
    let looks = rig.resource::<Appearance>().vertices().iter();
    assert_eq!(
        looks
            .filter(|look| look.state().intersects(HighlightFlags::MATCH))
            .count(),
        wanted,
        "they glow"
    );
    let at = |rig: &Rig| {
        let primary = rig.resource::<Selection>().primary()?;
        let id = rig.get::<Vertex>(primary)?.id;
        rig.resource::<Search>()
            .matches()
            .iter()
            .position(|&other| other == id)
    };
    rig.forget();
    rig.key(Key::Enter);
    rig.step();
    assert_eq!(at(rig), Some(0), "Enter: the first");
    let primary = rig.resource::<Selection>().primary();
    assert_eq!(
        rig.take::<ViewCommand>(),
        primary.map(ViewCommand::Focus).as_slice()
    );
    assert!(rig.reads(&format!("1 of {wanted}")));
    rig.key(Key::ArrowDown);
    rig.step();
    assert_eq!(at(rig), Some(1), "↓: the next");
    rig.chord(&[Key::Shift], Key::Enter);
    assert_eq!(at(rig), Some(0), "Shift+Enter: back");
    rig.press("search/previous");
    assert_eq!(at(rig), Some(wanted - 1), "around the end");
    rig.press("search/next");
    assert_eq!(at(rig), Some(0));
    rig.press("search/all");
    assert_eq!(selected(rig).len(), wanted);
    // From outside of the field, Esc ends the search before it clears the selection.
    rig.key(Key::Escape);
    rig.step();
    assert!(!rig.resource::<Search>().open && !rig.resource::<Search>().active());
    assert_eq!(selected(rig).len(), wanted);
    rig.key(Key::Escape);
    rig.step();
    assert!(selected(rig).is_empty());

    // Who knows the name comes to it at once, though others contain it.
    rig.press("panel/search");
    rig.press("search/text");
    for letter in ["V", "1"] {
        rig.letter(letter);
    }
    rig.key(Key::Enter);
    (0..2).for_each(|_| rig.step());
    let primary = rig.resource::<Selection>().primary().expect("it was found");
    assert_eq!(name(rig, primary), "v1");
    rig.key(Key::Escape);
    (0..2).for_each(|_| rig.step());
    assert!(
        !rig.resource::<Search>().open,
        "Esc in the field ends the search"
    );
    rig.letter("/");
    (0..3).for_each(|_| rig.step());
    rig.press("search/close");
    assert!(!rig.resource::<Search>().open);
    rig.key(Key::Escape);
}

fn filtering(rig: &mut Rig) {
    rest(rig);
    rig.press("panel/search");
    rig.press("search/filter");
    let all = rig.resource::<GraphIndex>().vertices.len();
    let passing = |rig: &Rig| rig.resource::<Filtered>().passing();
    rig.press("filter/operation");
    rig.press("filter/operation/tanh");
    let tanh = passing(rig);
    assert!(tanh > 10 && tanh < 100, "{tanh}");
    let out = rig.resource::<Appearance>().vertices().iter();
    assert_eq!(
        out.filter(|look| look.state().intersects(HighlightFlags::FILTERED))
            .count(),
        all - tanh
    );
    // What is kept out cannot be picked, hidden or not.
    for hide in [true, false] {
        rig.press("filter/hide");
        assert_eq!(rig.resource::<Filtered>().filter().hide, hide);
        let index = rig.resource::<GraphIndex>().vertices.clone();
        let out = index.iter().position(|_| true).unwrap_or_default();
        assert!(rig.resource::<Excluded>().contains(out));
        let (at, _) = rig.project(index[out]).expect("it is in view");
        rig.key(Key::Escape);
        rig.click(at);
        assert_ne!(rig.resource::<Selection>().primary(), Some(index[out]));
        if !rig.resource::<Filtered>().filter().active() {
            panic!("Esc ended the filter before the search");
        }
        if !rig.resource::<Search>().open {
            rig.press("panel/search");
        }
    }
    rig.press("filter/operation");
    rig.press("filter/operation/any");
    assert!(!rig.resource::<Filtered>().filter().active());
    for (check, number, most) in [
        ("filter/layer", "filter/layer/number", 1),
        ("filter/sample", "filter/sample/number", 2),
    ] {
        rig.press(check);
        let first = passing(rig);
        assert!(first > 0 && first < all, "{check}: {first}");
        rig.type_into(number, "2");
        let filter = rig.resource::<Filtered>().filter().clone();
        assert!(filter.layer.or(filter.sample) == Some(1) && most > 0);
        rig.press(check);
    }
    rig.press("filter/gradient");
    rig.type_into("filter/gradient/from", "0.01");
    let some = passing(rig);
    assert!(some > 0 && some < all);
    rig.type_into("filter/gradient/to", "0.02");
    assert!(passing(rig) < some);
    rig.press("filter/clear");
    assert!(!rig.resource::<Filtered>().filter().active());
    rig.press("filter/gradient");
    rig.press("search/filter");
    rig.press("search/close");
    assert!(
        rig.resource::<Filtered>().filter().active(),
        "a filter outlives the search"
    );
    rig.key(Key::Escape);
    rig.step();
    assert!(!rig.resource::<Filtered>().filter().active(), "Esc ends it");
}

fn walking(rig: &mut Rig) {
    rest(rig);
    rig.key(Key::Escape);
    let vertices = rig.resource::<GraphIndex>().vertices.clone();
    let at = |rig: &Rig| {
        assert_eq!(selected(rig).len(), 1);
        selected(rig)[0]
    };
    let walk = |rig: &mut Rig, key: Key| rig.chord(&[], key);
    // Who is nowhere begins at the first vertex.
    walk(rig, Key::Tab);
    assert_eq!(at(rig), vertices[0]);
    walk(rig, Key::Tab);
    assert_eq!(at(rig), vertices[1]);
    rig.chord(&[Key::Shift], Key::Tab);
    assert_eq!(at(rig), vertices[0]);
    // Along edges: in and back.
    walk(rig, Key::ArrowLeft);
    let input = at(rig);
    let inputs = akin(rig, &[vertices[0]], Kin::Inputs);
    assert!(inputs.contains(&input), "← goes to an input");
    let mut seen = vec![input];
    for _ in 1..inputs.len() {
        walk(rig, Key::ArrowDown);
        seen.push(at(rig));
    }
    assert_eq!(sorted(seen), inputs, "↓ goes through all inputs");
    walk(rig, Key::ArrowDown);
    assert_eq!(at(rig), input, "and around");
    walk(rig, Key::ArrowUp);
    walk(rig, Key::ArrowDown);
    assert_eq!(at(rig), input, "↑ is the way back");
    walk(rig, Key::ArrowRight);
    assert_eq!(at(rig), vertices[0], "→ goes back to the output");
    rig.forget();
    walk(rig, Key::Enter);
    rig.expect(ViewCommand::Focus(vertices[0]));
    // From near, a step leads out of the picture: the camera comes along.
    rig.camera();
    for _ in 0..20 {
        walk(rig, Key::Tab);
    }
    rig.camera();
    let walked = at(rig);
    let (place, _) = rig.project(walked).expect("it is in front of the camera");
    let free = rig.resource::<gradswarm::third_party::InterfaceArea>().free;
    assert!(free.contains(place), "{place} is not in {free:?}");
    // Through the selection, which stays.
    let chosen = [vertices[3], vertices[9], vertices[6]];
    rig.send(Select::Several {
        vertices: chosen.to_vec(),
        add: false,
    });
    for wanted in [9, 3, 6] {
        walk(rig, Key::Tab);
        assert_eq!(
            rig.resource::<Selection>().primary(),
            Some(vertices[wanted])
        );
        assert_eq!(selected(rig).len(), 3);
    }
    rig.key(Key::Escape);
    rig.letter("f");
    rig.camera();
}
