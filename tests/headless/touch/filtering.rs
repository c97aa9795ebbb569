//! Tests that a filter lets pass only what it says.

use bevy::prelude::*;
use gradswarm::{
    explore::{
        Filter, Filtered,
        commands::{FilterCommand, Walk},
    },
    graph::{CurrentScene, Excluded, Selection},
};

use super::{grown, send, vertices};

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
