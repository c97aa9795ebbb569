//! Tests that a search finds labels, follows growth and steps around.

use bevy::prelude::*;
use gradswarm::{
    explore::{Search, commands::SearchCommand},
    graph::{CurrentScene, commands::Select},
};

use super::{selected, send, vertices, walked};
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
