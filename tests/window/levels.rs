//! The coarsening, looked at: which level, what it is, what its vertices stand for.

use bevy::{input::keyboard::Key, prelude::*};
use gradswarm::{
    graph::{GraphIndex, Hovered, Selection},
    growth::{Growth, RisingGraph},
    layout::{
        Multilevel,
        coarsening::{Follower, Level},
    },
    physics::{
        Comparison, DensePositions, Physics, Simulation, SimulationStatus, commands::ChangeSettings,
    },
    view::{Bond, EdgeInstance, HighlightFlags, HoveredPart, Legend, LevelView, VertexInstance},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    a_level_shows_the_coarsening_and_its_members,
}

fn a_level_shows_the_coarsening_and_its_members(rig: &mut Rig) {
    rig.close_first_steps();
    rig.load("cube:side=6");
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    let level = |rig: &Rig| rig.resource::<LevelView>().level();
    assert_eq!(level(rig), None);
    rig.camera();

    rig.press("constants/levels/show");
    rig.step();
    assert_eq!(level(rig), Some(2));
    shows_what_the_coarsening_has(rig);
    is_in_the_middle_of_its_members(rig);
    rig.press("level/coarser");
    rig.step();
    assert_eq!(level(rig), Some(3));
    assert!(rig.reads("Level 3 of 4"));
    shows_what_the_coarsening_has(rig);
    rig.press("level/finer");
    rig.key(Key::PageDown);
    rig.step();
    assert_eq!(level(rig), Some(1));
    shows_what_the_coarsening_has(rig);
    rig.key(Key::PageDown);
    rig.step();
    assert_eq!(level(rig), None, "below the first level is the graph");
    for wanted in [1, 2, 3, 4, 4] {
        rig.key(Key::PageUp);
        rig.step();
        assert_eq!(level(rig), Some(wanted));
    }
    assert_eq!(rig.resource::<Legend>().title, "Merged graph");
    rig.press("level/close");
    rig.step();
    let view = rig.resource::<LevelView>();
    assert!(view.level().is_none() && view.vertices().is_empty() && view.edges().is_empty());

    rig.press("constants/levels/show");
    a_part_is_its_members(rig);
    the_frame_is_the_simulation_s(rig);
    demonstrations(rig);
}

/// Counts, matched pairs and members are those of the layout's own coarsening.
fn shows_what_the_coarsening_has(rig: &Rig) {
    let index = rig.resource::<GraphIndex>();
    let ids: Vec<u32> = index.vertex_ids.iter().map(|id| id.0).collect();
    let mut chain = Follower::default();
    chain.refresh(&ids, &index.ends);
    let view = rig.resource::<LevelView>();
    let sizes: Vec<usize> = chain.levels().iter().map(Level::len).collect();
    assert_eq!(view.sizes(), sizes);
    let merged = view.merged().expect("a level is looked at");
    let known = &chain.levels()[merged.level as usize - 1];
    assert_eq!(view.positions().len(), known.len());
    assert_eq!(merged.ids.len(), known.len());
    assert_eq!(merged.ends.len(), known.edge_count());
    assert!(rig.reads(&format!(
        "{} vertices · {} edges · {} pairs merge",
        known.len(),
        known.edge_count(),
        merged.pairs
    )));
    let lit = |edge: &&EdgeInstance| edge.state().intersects(HighlightFlags::SELECTED);
    assert_eq!(view.edges().iter().filter(lit).count(), merged.pairs);
    for (ends, bond) in merged.ends.iter().zip(&merged.bonds) {
        let [a, b] = ends.map(|end| merged.ids[end as usize]);
        assert_eq!(known.partner(a) == Some(b), *bond == Bond::Matched);
    }
}

fn is_in_the_middle_of_its_members(rig: &Rig) {
    let (view, dense) = (
        rig.resource::<LevelView>(),
        rig.resource::<DensePositions>(),
    );
    assert!(!view.moves() && view.frame().is_none());
    for (part, &position) in (0u32..).zip(view.positions()) {
        let members: Vec<Vec3> = view.members(part).map(|i| dense.positions[i]).collect();
        let middle = members.iter().sum::<Vec3>() / members.len() as f32;
        assert!(middle.distance(position) < 1e-3);
    }
}

/// Pointing at a vertex of a level says what it stands for, and a click selects just that.
fn a_part_is_its_members(rig: &mut Rig) {
    rig.camera();
    let (part, at) = rig.nearest_part();
    rig.move_to(at);
    (0..3).for_each(|_| rig.step());
    assert_eq!(rig.resource::<HoveredPart>().0, Some(part));
    assert_eq!(
        rig.resource::<Hovered>().0,
        None,
        "not a vertex of the graph"
    );
    let members: Vec<Entity> = {
        let (view, index) = (rig.resource::<LevelView>(), rig.resource::<GraphIndex>());
        view.members(part)
            .map(|dense| index.vertices[dense])
            .collect()
    };
    let count = members.len();
    assert!(count > 1 && rig.reads(&format!("stands for {count} vertices")));
    rig.click(at);
    rig.step();
    assert_eq!(rig.resource::<Selection>().vertices(), members);
    let selected = |rig: &Rig| {
        let looks = rig.resource::<LevelView>().vertices();
        let selected = |look: &&VertexInstance| look.state().intersects(HighlightFlags::SELECTED);
        looks.iter().filter(selected).count()
    };
    assert_eq!(selected(rig), 1);
    rig.key(Key::Escape);
    rig.step();
    assert!(rig.resource::<Selection>().is_empty() && selected(rig) == 0);
    rig.key(Key::Escape);
    rig.step();
    assert_eq!(rig.resource::<LevelView>().level(), None, "Esc leaves");
}

/// The frame that is drawn and printed is the one that the dynamics use.
fn the_frame_is_the_simulation_s(rig: &mut Rig) {
    rig.press("constants/levels/show");
    rig.step();
    rig.press("level/project");
    let projected = rig.resource::<Physics>().multilevel == Multilevel::Projection;
    assert!(projected);
    rig.until("a frame", |rig| {
        rig.resource::<LevelView>().frame().is_some()
    });
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    (0..3).for_each(|_| rig.step());
    let view = rig.resource::<LevelView>();
    let engine = rig.resource::<Simulation>().engine();
    let known = engine.coarser(0).expect("a level moves");
    let seen = view.frame().expect("a frame");
    assert_eq!(seen.linear, known.frame.linear);
    assert_eq!(
        (seen.origin, seen.centre),
        (known.frame.origin, known.frame.centre)
    );
    assert!(view.moves());
    // Where it is, but about the middle of the graph.
    for (shown, own) in view.positions().iter().zip(known.positions) {
        let own = own.as_dvec3() - seen.origin;
        assert!(own.distance(shown.as_dvec3() - seen.middle) < 1e-4);
    }
    // At rest it is the fit of the graph on the level: the middle of all vertices.
    let dense = &rig.resource::<DensePositions>().positions;
    let middle = dense.iter().sum::<Vec3>() / dense.len() as f32;
    assert!(middle.distance(seen.centre.as_vec3()) < 1e-2);
    assert!(rig.reads(&format!("{:>7.3}", seen.linear.x_axis.x)));
    assert!(rig.reads(&format!("det {:.3}   φ 0.15", seen.determinant())));
    rig.look_at("level/frame");
    rig.press("level/close");
    rig.write(ChangeSettings::Multilevel(Multilevel::Off));
}

/// The demonstrations show what they are about by themselves.
fn demonstrations(rig: &mut Rig) {
    for (scene, levels) in [("two-levels", 2), ("three-levels", 3)] {
        rig.load(scene);
        rig.press("growth/skip");
        rig.until("its frame", |rig| {
            rig.resource::<LevelView>().frame().is_some()
        });
        let view = rig.resource::<LevelView>();
        assert_eq!((view.level(), view.sizes().len()), (Some(2), levels));
    }
    rig.load("compare:vertices=40");
    assert_eq!(rig.resource::<LevelView>().level(), None);
    rig.until("a measure", |rig| {
        rig.resource::<Comparison>().halves.is_some()
    });
    rig.step();
    assert!(rig.reads("Direct"));
    rig.look_at("compare");
    rig.load("rising:vertices=60");
    rig.until("some edges", |rig| {
        rig.resource::<RisingGraph>().largest > 3
    });
    rig.step();
    let largest = rig.resource::<RisingGraph>().largest;
    assert!(rig.resource::<Comparison>().halves.is_none());
    let text = rig.painted(&format!("largest connected part {largest} of 60"));
    assert!(text, "the status says how far it is");
}
