//! Training: one round, rounds that play, the rest at once, reset, and the whole notebook.

use gradswarm::{
    clock::SimulationClock,
    growth::Growth,
    panel::{PanelCommand, TrainingDraft},
    third_party::InterfaceArea,
    training::{Pace, Trainer, commands::TrainingCommand},
    view::Appearance,
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    training_runs_pauses_and_resets,
    hidden_panels_leave_the_whole_window_to_a_training_graph,
}

/// As in a recording without panels.
fn hidden_panels_leave_the_whole_window_to_a_training_graph(rig: &mut Rig) {
    rig.grow_seed();
    rig.resize(480.0, 900.0);
    rig.send(PanelCommand::ToggleVisible);
    let whole = rig.resource::<InterfaceArea>().free;
    rig.send(TrainingCommand::Train { rounds: 100 });
    (0..30).for_each(|_| rig.step());
    assert!(rig.resource::<Trainer>().round > 1);
    assert!(rig.rect("loss_curve").is_none());
    assert_eq!(rig.resource::<InterfaceArea>().free, whole);
    rig.send(PanelCommand::ToggleVisible);
    (0..3).for_each(|_| rig.step());
    assert!(rig.rect("loss_curve").is_some(), "it is back");
}

fn training_runs_pauses_and_resets(rig: &mut Rig) {
    rig.grow_seed();
    let idle = |rig: &Rig| rig.resource::<Trainer>().pace == Pace::Idle;
    let untrained = rig.resource::<Trainer>().loss.expect("the seed has a loss");
    let colours = |rig: &Rig| -> Vec<_> {
        let looks = rig.resource::<Appearance>().vertices();
        looks.iter().map(|look| look.colour()).collect()
    };
    let before = colours(rig);
    rig.press("training/one_round");
    rig.until("a round", idle);
    assert_eq!(rig.resource::<Trainer>().round, 1);
    rig.type_into("training/rounds", "250");
    rig.press("training/train");
    (0..60).for_each(|_| rig.step());
    let round = rig.resource::<Trainer>().round;
    assert!(
        (15..60).contains(&round),
        "ten seconds for 250 rounds, not a moment: {round}"
    );
    assert!(rig.rect("loss_curve").is_some() || rig.rect("training/loss_curve").is_some());
    rig.press("training/finish");
    rig.until("250 rounds", |rig| rig.resource::<Trainer>().round == 251);
    assert!(
        rig.resource::<Trainer>()
            .loss
            .is_some_and(|loss| loss < untrained)
    );
    rig.step();
    assert_ne!(colours(rig), before, "the colours follow the numbers");
    rig.press("training/reset");
    let trainer = rig.resource::<Trainer>();
    assert_eq!(
        (trainer.round, trainer.loss),
        (0, Some(untrained)),
        "the same start"
    );

    rig.press("training/train");
    assert!(matches!(
        rig.resource::<Trainer>().pace,
        Pace::Playing { .. }
    ));
    speed_is_chosen(rig);
    rig.press("training/train");
    assert!(idle(rig), "the same button stops it");
    rig.press("training/log_axis");
    assert!(!rig.resource::<TrainingDraft>().logarithmic);
    rig.press("training/reset");
    rig.type_into("training/learning_rate", "0.02");
    assert_eq!(rig.resource::<Trainer>().learning_rate, 0.02);

    rig.press("training/notebook");
    rig.until("the notebook's run", |rig| {
        rig.resource::<Trainer>().round == 1000
    });
    rig.step();
    (0..3).for_each(|_| rig.step());
    assert!(
        rig.resource::<Growth>().growing(),
        "the trained graph grows"
    );
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.forget();
}

/// A menu and keys choose the speed of everything that plays.
fn speed_is_chosen(rig: &mut Rig) {
    let speed = |rig: &Rig| rig.resource::<SimulationClock>().speed;
    assert_eq!(speed(rig), 1.0);
    rig.press("clock/speed");
    rig.press("clock/speed/0.25");
    assert_eq!(speed(rig), 0.25);
    let round = rig.resource::<Trainer>().round;
    (0..30).for_each(|_| rig.step());
    assert!(
        rig.resource::<Trainer>().round <= round + 8,
        "it plays slowly"
    );
    rig.letter(">");
    rig.step();
    assert_eq!(speed(rig), 0.5);
    rig.letter(">");
    rig.step();
    assert_eq!(speed(rig), 1.0);
}
