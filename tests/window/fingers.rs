//! On a phone: numbers change by buttons, and every place opens by one tap.

use gradswarm::{
    clock::SimulationClock,
    graph::{CurrentScene, Term},
    growth::Growth,
    panel::{PanelPlace, Panels, TrainingDraft},
    training::{Pace, Trainer},
    view::Wave,
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    thumbs_change_numbers_by_buttons,
    one_tap_answers,
    the_selected_vertex_leads_to_all_about_it,
}

fn open_phone(rig: &mut Rig) {
    rig.settle_seed();
    rig.resize(390.0, 844.0);
    rig.tap("place/explore");
    // The first touch has changed the size of everything.
    (0..4).for_each(|_| rig.step());
}

/// Presses *more* and *less* of a number; returns it before, between and after.
fn press_both(rig: &mut Rig, name: &str, read: impl Fn(&Rig) -> f64) -> [f64; 3] {
    let before = read(rig);
    rig.tap(&format!("{name}/more"));
    let between = read(rig);
    rig.tap(&format!("{name}/less"));
    [before, between, read(rig)]
}

fn thumbs_change_numbers_by_buttons(rig: &mut Rig) {
    open_phone(rig);
    rig.tap("place/learn");
    let rounds = press_both(rig, "training/rounds", |rig| {
        f64::from(rig.resource::<TrainingDraft>().rounds)
    });
    assert_eq!(rounds, [1000.0, 10_000.0, 1000.0]);
    let rates = press_both(rig, "training/learning_rate", |rig| {
        rig.resource::<Trainer>().learning_rate
    });
    assert!(
        rates[1] > rates[0] && (rates[2] - rates[0]).abs() < 1e-12,
        "{rates:?}"
    );
    let (leaf, _) = rig.select_a_leaf();
    rig.tap("place/inspector");
    let data = press_both(rig, "inspector/data", |rig| {
        rig.get::<Term>(leaf).expect("a leaf").data
    });
    assert!(data[1] > data[0] && data[2] < data[1], "{data:?}");
    rig.tap("place/explore");
    let delays = press_both(rig, "growth/delay", |rig| rig.resource::<Growth>().delay);
    assert!(
        delays[1] > delays[0] && (delays[2] - delays[0]).abs() < 1e-9,
        "{delays:?}"
    );
    let seeds = press_both(rig, "scene/seed", |rig| {
        rig.resource::<CurrentScene>().seed as f64
    });
    assert_eq!(seeds, [seeds[0], seeds[0] + 1.0, seeds[0]]);
}

fn one_tap_answers(rig: &mut Rig) {
    open_phone(rig);
    for place in PanelPlace::ALL {
        let open = rig.resource::<Panels>().tab == Some(place);
        if open {
            rig.tap(place.control());
        }
        rig.tap(place.control());
        assert_eq!(rig.resource::<Panels>().tab, Some(place));
        rig.tap(place.control());
        assert_eq!(rig.resource::<Panels>().tab, None, "a second tap closes");
    }
    rig.tap("clock/pause");
    assert!(rig.resource::<SimulationClock>().paused);
    rig.tap("clock/pause");
    assert!(!rig.resource::<SimulationClock>().paused);
    rig.tap("training/train");
    assert!(matches!(
        rig.resource::<Trainer>().pace,
        Pace::Playing { .. }
    ));
    rig.tap("training/train");
    assert_eq!(rig.resource::<Trainer>().pace, Pace::Idle);
    rig.tap("wave/run");
    assert!(rig.resource::<Wave>().playing);
    rig.tap("wave/run");
    assert!(!rig.resource::<Wave>().playing);
    rig.load("grid");
    rig.tap("place/learn");
    (0..3).for_each(|_| rig.step());
    rig.tap("training/try/moons");
    rig.until("the moons", |rig| {
        rig.resource::<CurrentScene>().name.starts_with("moons")
    });
}

fn the_selected_vertex_leads_to_all_about_it(rig: &mut Rig) {
    open_phone(rig);
    rig.tap("place/explore");
    rig.select_a_leaf();
    (0..3).for_each(|_| rig.step());
    rig.tap("selected/more");
    assert_eq!(
        rig.resource::<Panels>().tab,
        Some(PanelPlace::Inspector),
        "one tap opens the whole card"
    );
}
