//! The scene section: another seed, another scene, and its settings.

use bevy::input::keyboard::Key;
use gradswarm::{graph::CurrentScene, panel::PanelPlace, training::commands::TrainingCommand};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    scenes_seeds_and_settings_can_be_chosen,
    the_scene_menu_is_used_by_keyboard,
}

fn scenes_seeds_and_settings_can_be_chosen(rig: &mut Rig) {
    rig.grow_seed();
    let scene = |rig: &Rig| {
        (
            rig.resource::<CurrentScene>().name.clone(),
            rig.resource::<CurrentScene>().seed,
        )
    };
    rig.press("scene/new_seed");
    assert_ne!(scene(rig).1, crate::rig::SEED);
    rig.type_into("scene/seed", "7");
    assert_eq!(scene(rig), ("seed".into(), 7));
    rig.press("scene/choice");
    rig.press("scene/choice/star");
    assert!(scene(rig).0.starts_with("star"));
    rig.type_into("scene/setting/leaves", "12");
    assert_eq!(rig.resource::<CurrentScene>().graph.nodes.len(), 13);
    rig.forget();
    assert!(
        rig.rect("training/train").is_none(),
        "a star cannot be trained"
    );
    rig.open_place(PanelPlace::Learn);
    assert!(rig.painted("Nothing to train here"), "and why");
    rig.letter("t");
    assert!(rig.take::<TrainingCommand>().is_empty());
    rig.press("training/try/mlp");
    assert!(scene(rig).0.starts_with("mlp"));
    shape_of_a_network(rig);
    rig.load("seed");
    rig.press("growth/skip");
}

/// The steppers build another network at once.
fn shape_of_a_network(rig: &mut Rig) {
    let name = |rig: &Rig| rig.resource::<CurrentScene>().name.clone();
    let sizes = |rig: &Rig| {
        let name = name(rig);
        let sizes = name.split("sizes=").nth(1).unwrap_or("3x4x4x1");
        sizes.split(',').next().unwrap_or_default().to_owned()
    };
    assert_eq!(sizes(rig), "3x4x4x1");
    rig.press("scene/layers/1/less");
    assert_eq!(sizes(rig), "3x3x4x1");
    rig.press("scene/layers/0/more");
    assert_eq!(sizes(rig), "4x3x4x1");
    rig.press("scene/layers/remove");
    assert_eq!(sizes(rig), "4x3x1");
    rig.press("scene/layers/add");
    assert_eq!(sizes(rig), "4x3x3x1");
    rig.press("scene/bigger/moons");
    assert!(name(rig).starts_with("moons"));
    rig.load("mlp");
    rig.press("scene/bigger/seed");
    assert_eq!(name(rig), "seed");
}

/// Arrows, letters, Enter and Esc steer an open menu, and no key acts behind it.
fn the_scene_menu_is_used_by_keyboard(rig: &mut Rig) {
    rig.grow_seed();
    let name = |rig: &Rig| rig.resource::<CurrentScene>().name.clone();
    rig.press("scene/choice");
    assert!(rig.rect("scene/choice/star").is_some(), "the list is open");
    rig.letter("t");
    rig.letter("r");
    rig.key(Key::Escape);
    (0..3).for_each(|_| rig.step());
    assert!(rig.rect("scene/choice/star").is_none(), "Esc closes it");
    assert_eq!(
        name(rig),
        "seed",
        "and nothing was chosen, grown or trained"
    );
    assert!(rig.take::<TrainingCommand>().is_empty());
    rig.press("scene/choice");
    rig.key(Key::ArrowDown);
    rig.key(Key::Enter);
    (0..4).for_each(|_| rig.step());
    assert_eq!(name(rig), "expression", "the entry after the current one");
    rig.load("seed");
}
