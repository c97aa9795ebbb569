//! Selecting: hover, boxes, lassos, clicks with keys, and kinship.

use bevy::{input::keyboard::Key, prelude::*};
use gradswarm::{
    graph::commands::Select,
    graph::{GraphIndex, Kin, Selection},
    view::{Appearance, EdgeInstance, HighlightFlags, HoverFade, Marquee, Tool},
};

use crate::{
    on_screen::{akin, same, selected, sorted, state},
    rig::Rig,
    scenario::scenarios,
};

scenarios! {
    vertices_far_from_the_pointer_step_back,
    boxes_and_lassos_select_what_is_inside,
    kinship_is_selected_by_buttons_and_keys,
}

fn vertices_far_from_the_pointer_step_back(rig: &mut Rig) {
    rig.settle_seed();
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

/// A move of the pointer rewrites only states near it. The result must equal a full rewrite, also
/// beside selected vertices.
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

fn boxes_and_lassos_select_what_is_inside(rig: &mut Rig) {
    rig.settle_seed();
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
        ("menu/tool/box", Tool::Box, vec![near.min, near.max]),
        ("menu/tool/lasso", Tool::Lasso, round.to_vec()),
    ] {
        rig.key(Key::Escape);
        rig.press("menu");
        rig.press(control);
        assert_eq!(*rig.resource::<Tool>(), tool);
        rig.drag(&line);
        assert!(selected(rig).contains(&vertex), "{tool:?}");
    }
    // The inspector has the same choice for whoever has selected something.
    for (control, tool) in [
        ("select/tool/box", Tool::Box),
        ("select/tool/lasso", Tool::Lasso),
    ] {
        rig.press(control);
        assert_eq!(*rig.resource::<Tool>(), tool);
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

fn kinship_is_selected_by_buttons_and_keys(rig: &mut Rig) {
    rig.settle_seed();
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
