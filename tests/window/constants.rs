//! Constants: sliders, fields and presets change the physics, and the panel says what holds.

use bevy::input::keyboard::Key;
use gradswarm::{
    clock::{SimulationClock, commands::ClockCommand},
    growth::Growth,
    layout::{
        Arrangement, Constant, Constants, Dimensions, Integrator, Law, Multilevel, Scientific,
    },
    panel::PanelPlace,
    physics::{DensePositions, Physics, SimulationStatus, commands::Preset},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    every_constant_slides_takes_numbers_and_resets,
    measurement_stiffness_and_presets_change_the_constants,
    law_integrator_space_and_layers_can_be_chosen,
    dynamics_can_be_chosen_and_the_graph_unfolded,
}

fn every_constant_slides_takes_numbers_and_resets(rig: &mut Rig) {
    rig.grow_seed();
    for constant in Constant::ALL {
        let name = constant.info().title.to_lowercase().replace(' ', "_");
        let before = rig.constant(constant);
        let Scientific { exponent, .. } = Scientific::split(before, 0);
        let scale = 10_f64.powi(exponent);
        let (low, high) = constant.info().base;

        rig.slide(&format!("constants/{name}/base"), 0.3, 0.9);
        let slid = rig.constant(constant);
        let share = (slid / scale - low) / (high - low);
        assert!(
            (0.85..1.0).contains(&share),
            "{name}'s base slider says where it stands: {slid}, share {share}"
        );

        rig.slide(&format!("constants/{name}/exponent"), 0.3, 0.8);
        assert!(
            rig.constant(constant).abs() > slid.abs(),
            "{name}'s exponent slider raises it"
        );

        rig.type_into(&format!("constants/{name}/value"), "-2.5e-3");
        assert_eq!(rig.constant(constant), -0.0025, "{name} can be typed");

        rig.press(&format!("constants/{name}/reset"));
        assert_eq!(
            rig.constant(constant),
            Constants::from_law(Law::default()).get(constant)
        );
    }
}

fn measurement_stiffness_and_presets_change_the_constants(rig: &mut Rig) {
    rig.grow_seed();
    let before = **rig.resource::<Physics>();
    rig.press("constants/force_error");
    rig.until("a measurement", |rig| {
        rig.resource::<SimulationStatus>().force_error.is_some()
    });
    rig.press("constants/stiffness/up");
    assert!(
        rig.resource::<SimulationStatus>().force_error.is_none(),
        "what was measured holds for its settings only"
    );
    assert_eq!(
        rig.constant(Constant::Attraction),
        before.constants.attraction * 10.0
    );
    assert_eq!(
        rig.constant(Constant::Repulsion),
        before.constants.repulsion * 10.0
    );
    rig.press("constants/stiffness/down");
    let stiffness = rig.constant(Constant::Attraction);
    rig.slide("constants/stiffness/slider", 0.5, 0.8);
    assert!(
        rig.constant(Constant::Attraction) > stiffness * 10.0,
        "the stiffness slider multiplies"
    );
    for preset in Preset::ALL {
        let before = **rig.resource::<Physics>();
        let name = match preset {
            Preset::Calm => "calm",
            Preset::Crisp => "crisp",
            Preset::Notebook => "notebook",
        };
        rig.press(&format!("constants/preset/{name}"));
        assert_eq!(
            **rig.resource::<Physics>(),
            preset.settings(&before),
            "{preset:?}"
        );
    }
}

fn law_integrator_space_and_layers_can_be_chosen(rig: &mut Rig) {
    rig.grow_seed();
    for law in [
        Law::Origin,
        Law::FruchtermanReingold,
        Law::Veldhuizen,
        Law::default(),
    ] {
        rig.press("constants/law");
        rig.press(&format!("constants/law/{}", law.name()));
        assert_eq!(rig.resource::<Physics>().law, law);
    }
    for (control, integrator) in [
        ("constants/integrator/rk4", Integrator::RungeKutta4),
        ("constants/integrator/euler", Integrator::SemiImplicitEuler),
    ] {
        rig.press(control);
        assert_eq!(rig.resource::<Physics>().integrator, integrator);
    }
    for (control, dimensions) in [
        ("constants/dimensions/2", Dimensions::Two),
        ("constants/dimensions/3", Dimensions::Three),
    ] {
        rig.press(control);
        assert_eq!(rig.resource::<Physics>().dimensions, dimensions);
    }
    assert!(rig.rect("constants/layer_spacing/value").is_none());
    for (control, arrangement) in [
        ("constants/layers/2", Arrangement::LayersInPlane),
        ("constants/layers/3", Arrangement::LayersInSpace),
    ] {
        rig.press(control);
        assert_eq!(rig.resource::<Physics>().arrangement(), arrangement);
    }
    rig.type_into("constants/layer_spacing/value", "2");
    assert_eq!(rig.resource::<Physics>().layer_spacing, 2.0);
    for next in [
        Arrangement::LayersInPlane,
        Arrangement::Space,
        Arrangement::Plane,
        Arrangement::LayersInSpace,
    ] {
        rig.chord(&[Key::Shift], Key::Character("R".into()));
        assert_eq!(rig.resource::<Physics>().arrangement(), next);
    }
    rig.press("constants/dimensions/3");
    assert_eq!(rig.resource::<Physics>().arrangement(), Arrangement::Space);
    rig.type_into("constants/gravity/value", "300");
    assert_eq!(rig.resource::<Physics>().gravity, 300.0);
    rig.press("constants/guard");
    assert!(!rig.resource::<Physics>().guard);
    rig.forget();
    rig.press("clock/rewind");
    rig.expect(ClockCommand::Rewind);
    rig.press("constants/guard");
    assert!(rig.resource::<Physics>().guard && rig.rect("clock/rewind").is_none());
    assert!(
        rig.resource::<SimulationClock>().paused,
        "rewound, it waits"
    );
    rig.press("clock/pause");
    rig.forget();
    rig.type_into("constants/theta/value", "0.9");
    rig.press("constants/reset_all");
    assert_eq!(
        rig.resource::<Physics>().constants,
        Constants::from_law(Law::default())
    );
}

/// The panel says which levels there are; the dynamics can be chosen, and the graph unfolded.
fn dynamics_can_be_chosen_and_the_graph_unfolded(rig: &mut Rig) {
    rig.grow_seed();
    let settings = |rig: &Rig| **rig.resource::<Physics>();
    let levels = |rig: &Rig| rig.resource::<SimulationStatus>().levels.clone();
    let unfolding = |rig: &Rig| rig.resource::<SimulationStatus>().unfolding;
    // Where not all of them fit, some before the coarsest are left out.
    let lists = |line: &str, levels: &[usize]| {
        let (count, sizes) = line.split_once(": ").expect("a count and sizes");
        let shown: Vec<&str> = sizes.split(" › ").collect();
        let all: Vec<String> = levels.iter().map(ToString::to_string).collect();
        let from_start = shown
            .iter()
            .zip(&all)
            .take_while(|(a, b)| **a == b.as_str());
        let whole = from_start.count() == all.len() && shown.len() == all.len();
        let cut = shown.contains(&"…") && shown[0] == all[0];
        count == levels.len().to_string() && (whole || cut)
    };
    rig.open_place(PanelPlace::Physics);
    (0..2).for_each(|_| rig.step());
    assert_eq!(rig.says("constants/levels"), "1 (direct)");

    rig.press("constants/multilevel/projection");
    assert_eq!(settings(rig).multilevel, Multilevel::Projection);
    rig.until("coarser levels", |rig| levels(rig).len() > 3);
    rig.step();
    let all = levels(rig);
    assert_eq!(all[0], 741);
    assert!(lists(&rig.says("constants/levels"), &all));
    rig.look_at("constants/levels");
    assert!(
        rig.reads("1, the graph") && all.iter().all(|size| rig.reads(&size.to_string())),
        "a look at the line gives every level"
    );
    rig.type_into("constants/levels/most", "3");
    assert_eq!(settings(rig).levels, 3);
    assert_eq!(levels(rig), all[..3]);
    assert!(lists(&rig.says("constants/levels"), &all[..3]));
    rig.type_into("constants/levels/most", "900");
    assert_eq!(settings(rig).levels, 64);
    rig.type_into("constants/phi", "0.4");
    assert_eq!(settings(rig).phi, 0.4);
    rig.press("constants/preset/crisp");
    assert_eq!(
        settings(rig).multilevel,
        Multilevel::Projection,
        "a preset leaves the dynamics"
    );
    rig.press("constants/multilevel/off");
    assert_eq!(settings(rig).multilevel, Multilevel::Off);
    assert_eq!(rig.says("constants/levels"), "1 (direct)");
    assert!(rig.rect("constants/phi").is_none());

    let before = rig.resource::<DensePositions>().positions.clone();
    rig.press("constants/unfold");
    rig.until("unfolding", unfolding);
    rig.until("the finest level", |rig| !unfolding(rig));
    rig.step();
    let unfolded = levels(rig);
    assert!(
        unfolded.len() > 1 && all.starts_with(&unfolded),
        "{unfolded:?}"
    );
    assert!(lists(&rig.says("constants/levels"), &unfolded));
    assert_ne!(rig.resource::<DensePositions>().positions, before);

    rig.press("growth/restart");
    rig.press("constants/unfold");
    (0..3).for_each(|_| rig.step());
    assert!(!unfolding(rig), "what grows does not unfold");
    rig.open_place(PanelPlace::Physics);
    (0..2).for_each(|_| rig.step());
    assert_eq!(rig.says("constants/levels"), "1 (direct)");
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.press("constants/reset_all");
}
