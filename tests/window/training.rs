//! Training: one round, many rounds, watched, paused, reset, and the whole notebook.

use gradswarm::{
    growth::Growth,
    panel::TrainingDraft,
    training::{Pace, Trainer},
    view::Appearance,
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    training_runs_pauses_and_resets,
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

    rig.press("training/watch");
    assert_eq!(rig.resource::<Trainer>().pace, Pace::Watching(10.0));
    rig.slide("training/rate", 0.3, 0.6);
    assert!(matches!(rig.resource::<Trainer>().pace, Pace::Watching(rate) if rate > 10.0));
    rig.press("training/pause");
    assert!(idle(rig));
    rig.type_into("training/learning_rate", "0.02");
    assert_eq!(rig.resource::<Trainer>().learning_rate, 0.02);
    rig.press("training/log_axis");
    assert!(!rig.resource::<TrainingDraft>().logarithmic);

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
