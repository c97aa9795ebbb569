//! Growth: its buttons pause it, slow it down, skip to its end and restart it.

use gradswarm::{
    graph::GraphIndex,
    growth::{EdgeArrival, Growth},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    growth_is_paused_slowed_skipped_and_restarted,
}

fn growth_is_paused_slowed_skipped_and_restarted(rig: &mut Rig) {
    rig.close_first_steps();
    rig.press("growth/pause");
    let grown = rig.resource::<Growth>().clone();
    (0..30).for_each(|_| rig.step());
    assert!(
        grown.paused && *rig.resource::<Growth>() == grown,
        "growth is paused"
    );
    rig.press("growth/pause");
    rig.until("growth going on", |rig| {
        rig.resource::<Growth>().vertices > grown.vertices
    });
    rig.type_into("growth/delay", "40");
    assert_eq!(rig.resource::<Growth>().delay, 0.04);
    rig.press("growth/edges/with_ends");
    assert_eq!(rig.resource::<Growth>().edge_arrival, EdgeArrival::WithEnds);
    rig.press("growth/edges/swarm");
    assert_eq!(rig.resource::<Growth>().edge_arrival, EdgeArrival::Swarm);
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    let index = rig.resource::<GraphIndex>();
    assert_eq!((index.vertices.len(), index.edges.len()), (741, 884));
    rig.press("growth/restart");
    assert!(rig.resource::<Growth>().vertices < 741, "it grows again");
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
}
