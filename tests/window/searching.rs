//! Searching, filtering and walking from vertex to vertex.

use bevy::input::keyboard::Key;
use gradswarm::{
    explore::{Filtered, Search},
    graph::commands::Select,
    graph::{CurrentScene, Excluded, GraphIndex, Kin, Selection, Vertex},
    view::{Appearance, CameraCommand, HighlightFlags},
};

use crate::{
    on_screen::{akin, name, selected, sorted},
    rig::Rig,
    scenario::scenarios,
};

scenarios! {
    a_search_marks_and_visits_its_matches,
    an_empty_search_suggests_words_and_no_match_is_told,
    a_filter_keeps_vertices_out_until_escape,
    keys_walk_along_edges_and_through_the_selection,
}

fn a_search_marks_and_visits_its_matches(rig: &mut Rig) {
    rig.settle_seed();
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
        rig.take::<CameraCommand>(),
        primary.map(CameraCommand::Focus).as_slice()
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

    // A full name leads to its vertex at once, though other names contain it.
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

fn an_empty_search_suggests_words_and_no_match_is_told(rig: &mut Rig) {
    rig.settle_seed();
    let searched = |rig: &Rig| {
        let search = rig.resource::<Search>();
        (search.text().to_owned(), search.matches().len())
    };
    let reopen = |rig: &mut Rig| {
        rig.press("search/close");
        rig.press("panel/search");
    };
    rig.press("panel/search");
    assert!(
        rig.rect("search/chip/biases").is_none(),
        "the sums of the seed have no bias"
    );
    rig.press("search/chip/weights");
    assert_eq!(searched(rig), ("weights".to_owned(), 32));
    assert!(
        rig.rect("search/chip/loss").is_none(),
        "only an empty field suggests searches"
    );
    for (chip, text) in [
        ("search/chip/loss", "loss"),
        ("search/chip/largest-gradient", "largest gradient"),
    ] {
        reopen(rig);
        rig.press(chip);
        assert_eq!(searched(rig), (text.to_owned(), 1));
        assert_eq!(selected(rig).len(), 1, "{text}");
    }
    reopen(rig);
    rig.press("search/text");
    for letter in ["q", "q"] {
        rig.letter(letter);
    }
    (0..3).for_each(|_| rig.step());
    let sentence = "No vertex matches “qq”. Try weight, input, loss, tanh or an id such as v12.";
    assert!(rig.painted(sentence));
    rig.load("mlp");
    reopen(rig);
    rig.press("search/chip/biases");
    assert_eq!(searched(rig).0, "biases");
    rig.load("star:leaves=8");
    reopen(rig);
    rig.press("search/chip/highest-degree");
    assert_eq!(searched(rig).0, "highest degree");
    rig.press("search/close");
    rig.load("seed");
}

fn a_filter_keeps_vertices_out_until_escape(rig: &mut Rig) {
    rig.settle_seed();
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
    // An excluded vertex cannot be picked, hidden or not.
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

fn keys_walk_along_edges_and_through_the_selection(rig: &mut Rig) {
    rig.settle_seed();
    rig.key(Key::Escape);
    let vertices = rig.resource::<GraphIndex>().vertices.clone();
    let at = |rig: &Rig| {
        assert_eq!(selected(rig).len(), 1);
        selected(rig)[0]
    };
    let walk = |rig: &mut Rig, key: Key| rig.chord(&[], key);
    // Without a selection, walking begins at the first vertex.
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
    rig.expect(CameraCommand::Focus(vertices[0]));
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
