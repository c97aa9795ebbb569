//! Waves: they run, stand still, go step by step, and leave the graph as it was.

use bevy::input::keyboard::Key;
use gradswarm::{
    panel::Section,
    view::{Legend, LookCommand, PassDirection, ViewMode, ViewSettings, Wave},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    passes_run_pause_step_and_end,
}

fn passes_run_pause_step_and_end(rig: &mut Rig) {
    rig.grow_seed();
    rig.open_section(Section::View);
    let taken = |rig: &Rig| rig.resource::<Wave>().taken();
    let phase = |rig: &Rig| rig.resource::<Wave>().phase();
    let legend = |rig: &Rig| rig.resource::<Legend>().title;
    let chosen = rig.resource::<ViewSettings>().mode;
    assert_eq!(phase(rig), None);

    rig.press("training/forward");
    assert_eq!(phase(rig), Some(PassDirection::Forward));
    rig.until("half of the pass", |rig| {
        let wave = rig.resource::<Wave>();
        wave.taken() > wave.turns / 2
    });
    rig.step();
    assert_eq!(legend(rig), ViewMode::Data.title());
    rig.press("wave/play");
    let stands = taken(rig);
    (0..5).for_each(|_| rig.step());
    assert_eq!(taken(rig), stands, "it stands still");
    rig.press("wave/step");
    assert_eq!(taken(rig), stands + 1);
    rig.press("wave/back");
    assert_eq!(taken(rig), stands);
    rig.slide("wave/scrub", 0.1, 0.9);
    assert_eq!(phase(rig), Some(PassDirection::Backward), "the right half");
    rig.step();
    assert_eq!(legend(rig), ViewMode::Gradient.title());
    rig.type_into("wave/speed", "7");
    assert_eq!(rig.resource::<Wave>().speed, 7.0);
    rig.type_into("wave/speed", "at once");
    assert_eq!(rig.resource::<Wave>().speed, f32::INFINITY);
    rig.press("wave/stop");
    assert_eq!(phase(rig), None);
    rig.step();
    assert_eq!(legend(rig), chosen.title(), "as before");

    rig.press("training/backward");
    assert_eq!(phase(rig), Some(PassDirection::Backward));
    rig.until("its end", |rig| rig.resource::<Wave>().phase().is_none());
    rig.letter("v");
    assert!(rig.resource::<Wave>().playing);
    rig.key(Key::Escape);
    assert_eq!(phase(rig), None);
    assert_eq!(rig.resource::<ViewSettings>().mode, chosen);

    rig.press("view/calm");
    assert!(rig.resource::<ViewSettings>().calm);
    rig.expect(LookCommand::Calm(true));
    rig.press("view/calm");
}
