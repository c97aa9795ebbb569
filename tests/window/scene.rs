//! The scene section: another seed, another scene, and its settings.

use gradswarm::{graph::CurrentScene, training::commands::TrainingCommand};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    scenes_seeds_and_settings_can_be_chosen,
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
    rig.type_into("scene/settings", "leaves=12");
    assert_eq!(rig.resource::<CurrentScene>().graph.nodes.len(), 13);
    rig.forget();
    rig.press("training/train");
    assert!(
        rig.take::<TrainingCommand>().is_empty(),
        "a star cannot be trained"
    );
    rig.load("seed");
    rig.press("growth/skip");
}
