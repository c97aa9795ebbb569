//! Tests that a walk follows the edges.

use bevy::prelude::*;
use gradswarm::{
    explore::{Walked, commands::Walk},
    graph::{GraphIndex, Selection, commands::Select},
};

use super::{grown, send, vertices, walked};

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
