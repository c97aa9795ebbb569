//! Tests that a search finds labels and roles, follows growth and gradients, and steps around.

use bevy::prelude::*;
use gradswarm::{
    explore::{Choices, Search, commands::SearchCommand},
    graph::{CurrentScene, Network, VertexKind, commands::Select},
    training::commands::TrainingCommand,
};

use super::{grown, selected, send, vertices, walked};
use crate::common::{self, app, grow};

#[test]
fn a_search_finds_follows_growth_and_steps_around() {
    let mut app = app("seed", 7);
    send(&mut app, SearchCommand::Find("neuron 3".into()));
    let found = |app: &App| app.world().resource::<Search>().matches().len();
    let early = found(&app);
    grow(&mut app);
    app.update();
    let nodes = &app.world().resource::<CurrentScene>().graph.nodes;
    // The parameters of the neuron have labels; the steps of its computation have none.
    let wanted = nodes.iter().filter(|node| node.origin.neuron == Some(2));
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

fn find(app: &mut App, text: &str) -> usize {
    send(app, SearchCommand::Find(text.into()));
    app.world().resource::<Search>().matches().len()
}

/// The searches that the empty field suggests.
fn suggestions(app: &App) -> Vec<&'static str> {
    let suggestions = &app.world().resource::<Choices>().suggestions;
    suggestions.iter().map(|chip| chip.text).collect()
}

/// The id of the value with the largest magnitude of the gradient.
fn largest_gradient(app: &App) -> String {
    let network = app.world().resource::<Network>();
    let tape = &network.0.as_ref().expect("a network").tape;
    let nodes = &app.world().resource::<CurrentScene>().graph.nodes;
    let mut best = (0.0, String::new());
    for node in nodes.iter().filter(|node| node.kind == VertexKind::Value) {
        let gradient = node.value.and_then(|value| tape.grad(value));
        let size = gradient.unwrap_or(0.0).abs();
        if size > best.0 {
            best = (size, node.id.clone());
        }
    }
    best.1
}

#[test]
fn the_words_of_a_learner_find_parameters_inputs_and_outputs() {
    let mut app = grown("mlp:sizes=2x3x1");
    assert_eq!(
        suggestions(&app),
        ["weights", "biases", "loss", "largest gradient"]
    );
    let examples = &app.world().resource::<Choices>().examples;
    assert_eq!(*examples, ["weight", "bias", "input", "loss", "tanh"]);
    for (text, wanted) in [
        ("weights", 9),
        ("BIAS", 4),
        ("inputs of sample 2", 2),
        ("predictions", 4),
        ("loss", 1),
        ("activations of layer 1 in sample 3", 6),
        ("w1 neuron 3 layer 1", 1),
        ("layer 7", 0),
        ("foo", 0),
    ] {
        assert_eq!(find(&mut app, text), wanted, "{text}");
    }
    assert_eq!(app.world().resource::<Search>().found(), 0);
    find(&mut app, "W1 of neuron 3, layer 1");
    send(&mut app, SearchCommand::Next);
    let id = selected(&app).pop().expect("it is selected");
    let nodes = &app.world().resource::<CurrentScene>().graph.nodes;
    let node = nodes.iter().find(|node| node.id == id).expect("a node");
    assert_eq!(node.label, "layer 1 · neuron 3 · w1");
}

#[test]
fn the_largest_gradient_is_found_before_and_after_training() {
    let mut app = grown("mlp:sizes=2x3x1");
    assert_eq!(find(&mut app, "largest gradient"), 1);
    send(&mut app, SearchCommand::Next);
    assert_eq!(selected(&app), [largest_gradient(&app)]);
    // The match follows the gradients while the network learns.
    send(&mut app, TrainingCommand::Train { rounds: 500 });
    send(&mut app, TrainingCommand::Finish);
    (0..3).for_each(|_| app.update());
    send(&mut app, SearchCommand::SelectAll);
    assert_eq!(selected(&app), [largest_gradient(&app)]);
    // Among the weights alone.
    assert_eq!(find(&mut app, "largest gradient of the weights"), 1);

    common::load(&mut app, "star:leaves=5", 1);
    grow(&mut app);
    app.update();
    assert_eq!(suggestions(&app), ["highest degree"]);
    assert!(app.world().resource::<Choices>().examples.is_empty());
    assert_eq!(find(&mut app, "highest degree"), 1);
    send(&mut app, SearchCommand::Next);
    assert_eq!(selected(&app), ["v1"]);
    assert_eq!(find(&mut app, "largest gradient"), 0);
}

#[test]
fn a_match_that_has_not_grown_yet_is_known() {
    let mut app = app("seed", 7);
    let living = find(&mut app, "weights");
    let found = app.world().resource::<Search>().found();
    assert!(living < found && found == 32, "{living} of {found}");
}
