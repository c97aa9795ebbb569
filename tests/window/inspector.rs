//! The inspector edits what is selected, and the log can be copied and cleared.

use gradswarm::{
    graph::{GraphIndex, Pinned, Selection, Term},
    growth::Growth,
    journal::Journal,
    panel::{Panels, Section},
    training::Trainer,
    view::CameraCommand,
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    the_inspector_edits_and_the_log_is_copied,
}

fn the_inspector_edits_and_the_log_is_copied(rig: &mut Rig) {
    rig.grow_seed();
    rig.press("training/notebook");
    rig.until("the notebook's run", |rig| {
        rig.resource::<Trainer>().round == 1000
    });
    (0..4).for_each(|_| rig.step());
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    let (leaf, target) = rig.select_a_leaf();
    rig.press("inspector/pin");
    assert!(rig.get::<Pinned>(leaf).is_some());
    rig.press("inspector/pin");
    assert!(rig.get::<Pinned>(leaf).is_none());
    let loss = rig.resource::<Trainer>().loss;
    rig.type_into("inspector/data", "1.5");
    assert_eq!(rig.get::<Term>(leaf).map(|term| term.data), Some(1.5));
    assert_ne!(
        rig.resource::<Trainer>().loss,
        loss,
        "the graph is computed anew"
    );
    rig.forget();
    rig.press("inspector/focus");
    rig.expect(CameraCommand::Focus(leaf));
    rig.press("inspector/out/0");
    assert_eq!(rig.resource::<Selection>().primary(), Some(target));
    let edge = rig.resource::<GraphIndex>().edges[0];
    for (end, place) in [("inspector/source", 0), ("inspector/target", 1)] {
        rig.select_edge(edge);
        let index = rig.resource::<GraphIndex>();
        let wanted = index.vertices[index.ends[0][place] as usize];
        rig.press(end);
        assert_eq!(rig.resource::<Selection>().primary(), Some(wanted));
    }

    assert!(
        rig.resource::<Panels>().open.contains(&Section::Log),
        "the notebook's run opened the log"
    );
    let first = rig
        .resource::<Journal>()
        .lines
        .first()
        .map(|line| line.text.clone());
    rig.press("log/copy");
    let copied = rig.copied().expect("the log is copied");
    assert!(first.is_some_and(|first| copied.starts_with(&first)));
    rig.press("log/clear");
    assert!(rig.resource::<Journal>().lines.is_empty());
    rig.step();
    assert!(
        rig.rect("panel/log").is_none(),
        "an empty report is not there"
    );
}
