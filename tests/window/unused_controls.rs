//! Every button, slider, field and choice that any scenario shows is used by some scenario.

use std::collections::BTreeSet;

use crate::{
    camera, constants, dragging, fingers, frames, framing, growth, inspector, interface, keyboard,
    keys, levels, picture_section, pointer, roles, scenario::UsedControls, scene, searching,
    sections, selecting, training, view_section, waves,
};

/// Beginnings of the names of controls that are one of many alike, or have nothing to press.
const EXEMPT: [&str; 18] = [
    "clock/speed/",
    "constants/law/",
    "figures",
    "filter/operation/",
    "inspector/in/",
    "inspector/neighbours/",
    "inspector/out/",
    "legend",
    "loss",
    "loss_curve",
    "scene/choice/",
    "scene/layers/",
    "scene/setting/",
    "selected/number",
    "status",
    "steps",
    "timeline/progress",
    "training/loss_curve",
];

#[test]
fn there_are_none() {
    let mut all = UsedControls::default();
    let scenarios = [
        &camera::SCENARIOS[..],
        &constants::SCENARIOS[..],
        &dragging::SCENARIOS[..],
        &fingers::SCENARIOS[..],
        &frames::SCENARIOS[..],
        &framing::SCENARIOS[..],
        &growth::SCENARIOS[..],
        &inspector::SCENARIOS[..],
        &interface::SCENARIOS[..],
        &keyboard::SCENARIOS[..],
        &keys::SCENARIOS[..],
        &levels::SCENARIOS[..],
        &picture_section::SCENARIOS[..],
        &pointer::SCENARIOS[..],
        &roles::SCENARIOS[..],
        &scene::SCENARIOS[..],
        &searching::SCENARIOS[..],
        &sections::SCENARIOS[..],
        &selecting::SCENARIOS[..],
        &training::SCENARIOS[..],
        &view_section::SCENARIOS[..],
        &waves::SCENARIOS[..],
    ];
    for scenario in scenarios.into_iter().flatten() {
        let controls = scenario.run().clone();
        all.shown.extend(controls.shown);
        all.used.extend(controls.used);
    }
    let unused: BTreeSet<_> = all
        .shown
        .difference(&all.used)
        .filter(|name| !EXEMPT.iter().any(|exempt| name.starts_with(exempt)))
        .collect();
    assert!(unused.is_empty(), "never used: {unused:?}");
}
