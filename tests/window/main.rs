//! A window without a GPU: every button, slider and key is pressed by pointer
//! and key events, and its effect is seen.

mod camera;
mod interface;
mod levels;
mod pictures;
mod rig;
mod touch;
mod waves;

use bevy::{
    input::{keyboard::Key, touch::TouchPhase},
    prelude::*,
    winit::{UpdateMode, WinitSettings},
};
use gradswarm::{
    graph::{CurrentScene, GraphIndex, Hovered, Pinned, Selection, Term},
    growth::{EdgeArrival, Growth},
    layout::{
        Arrangement, Constant, Constants, Dimensions, Integrator, Law, Multilevel, Scientific,
    },
    panel::{Panels, SHORTCUTS, Section, TrainingDraft},
    physics::{
        DensePositions, Physics, SimulationClock, SimulationStatus,
        commands::{ClockCommand, Preset},
    },
    third_party::{EntityInspector, InterfaceArea},
    training::{Journal, Pace, Trainer, commands::TrainingCommand},
    view::{Appearance, ColourVision, Legend, State, Theme, ViewCommand, ViewMode, ViewSettings},
};
use rig::Rig;

/// One app for all of it: a process has one logger, and one window is enough.
#[test]
fn everything_can_be_pressed() {
    let mut rig = Rig::new();
    interface::first_steps(&mut rig);
    growth(&mut rig);
    training(&mut rig);
    constants(&mut rig);
    levels(&mut rig);
    levels::levels(&mut rig);
    view(&mut rig);
    waves::waves(&mut rig);
    inspector_and_log(&mut rig);
    scene(&mut rig);
    keys(&mut rig);
    typing_kills_the_keys(&mut rig);
    a_drag_belongs_to_where_it_began(&mut rig);
    title_bars(&mut rig);
    gestures(&mut rig);
    camera::views(&mut rig);
    camera::flight_and_orbit(&mut rig);
    camera::in_the_plane(&mut rig);
    touch::everything(&mut rig);
    pictures::pictures(&mut rig);
    a_graph_that_rests_asks_for_no_frames(&mut rig);
    interface::calm(&mut rig);
    interface::filtered_selection(&mut rig);
    interface::scale(&mut rig);
    every_size_leaves_room_for_the_graph(&mut rig);
    interface::every_scale_leaves_everything_in_reach(&mut rig);
    interface::kept(&mut rig);
    nothing_was_left_out(&rig);
}

/// Hover, click, double click, drags, wheel and fingers on the graph itself.
fn gestures(rig: &mut Rig) {
    rig.load("seed");
    if rig.resource::<SimulationClock>().paused {
        rig.press("clock/pause");
    }
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
    let (vertex, at) = rig.nearest();
    rig.move_to(at);
    rig.step();
    assert_eq!(rig.resource::<Hovered>().0, Some(vertex), "hover");
    let lit = |rig: &Rig| {
        let looks = rig.resource::<Appearance>().vertices();
        looks
            .iter()
            .filter(|look| look.state().any(State::NEIGHBOUR))
            .count()
    };
    assert!(lit(rig) > 0, "its neighbours are lit");
    rig.click(at);
    assert_eq!(rig.resource::<Selection>().primary(), Some(vertex), "click");
    // Long after, so that it is no double click.
    (0..60).for_each(|_| rig.step());
    let whole = rig.camera();
    rig.forget();
    rig.click(at);
    rig.click(at);
    let close = rig.camera();
    assert!(
        close[5] < whole[5] * 0.8,
        "double click goes near: {whole:?} → {close:?}"
    );
    rig.letter("f");
    let framed = rig.camera();
    assert!(close[5] < framed[5] * 0.8, "F frames the whole graph again");

    let moved = |rig: &mut Rig, button: MouseButton| {
        let before = rig.camera();
        // What begins on a vertex would move the vertex.
        let middle = rig.empty();
        rig.move_to(middle);
        rig.button_of(button, true);
        for step in 1..=5 {
            rig.move_to(middle + Vec2::new(12.0, 4.0) * step as f32);
        }
        rig.button_of(button, false);
        (before, rig.camera())
    };
    let (before, after) = moved(rig, MouseButton::Left);
    assert_ne!(before[3], after[3], "a drag turns");
    let (before, after) = moved(rig, MouseButton::Right);
    assert!(
        before[3] == after[3] && before[..3] != after[..3],
        "a right drag moves"
    );
    let before = rig.camera();
    let middle = rig.empty();
    rig.move_to(middle);
    rig.wheel(2.0);
    assert!(rig.camera()[5] < before[5], "the wheel brings near");

    // A field that was only looked into takes nothing away from the graph.
    rig.press("scene/seed");
    let (before, after) = moved(rig, MouseButton::Left);
    assert_ne!(before, after, "a drag after a look into a field turns");

    let before = rig.camera();
    let middle = rig.empty();
    rig.touch(1, TouchPhase::Started, middle);
    for step in 1..=5 {
        rig.touch(1, TouchPhase::Moved, middle + Vec2::X * 12.0 * step as f32);
    }
    rig.touch(1, TouchPhase::Ended, middle + Vec2::X * 60.0);
    let turned = rig.camera();
    assert_ne!(before[3], turned[3], "one finger turns");
    rig.touch(1, TouchPhase::Started, middle - Vec2::X * 40.0);
    rig.touch(2, TouchPhase::Started, middle + Vec2::X * 40.0);
    for step in 1..=5 {
        let out = Vec2::X * (40.0 + 10.0 * step as f32);
        rig.touch(1, TouchPhase::Moved, middle - out);
        rig.touch(2, TouchPhase::Moved, middle + out);
    }
    rig.touch(1, TouchPhase::Ended, middle - Vec2::X * 90.0);
    rig.touch(2, TouchPhase::Ended, middle + Vec2::X * 90.0);
    assert!(rig.camera()[5] < turned[5], "two fingers bring near");
    rig.letter("f");
    rig.camera();
    rig.key(Key::Escape);
}

/// What the browser tests see as a frame counter that stands still.
fn a_graph_that_rests_asks_for_no_frames(rig: &mut Rig) {
    let continuous =
        |rig: &Rig| rig.resource::<WinitSettings>().focused_mode == UpdateMode::Continuous;
    rig.move_to(Vec2::new(640.0, 1990.0));
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
    (0..120).for_each(|_| rig.step());
    assert!(!continuous(rig), "a resting graph asks for frames");
    rig.press("clock/step");
    rig.press("clock/pause");
    rig.press("growth/restart");
    assert!(continuous(rig), "a growing graph asks for none");
    // What is to come at once comes while time stands still, too, in as many frames as it takes.
    rig.load("cube:side=30");
    if !rig.resource::<SimulationClock>().paused {
        rig.press("clock/pause");
    }
    rig.press("growth/skip");
    (0..14).for_each(|_| rig.step());
    assert!(
        rig.resource::<Growth>().growing(),
        "it is not all there yet"
    );
    assert!(continuous(rig), "and nobody has to move the pointer for it");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.load("seed");
    rig.press("clock/pause");
    rig.press("growth/skip");
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
}

/// Every button, slider, field and choice that was ever shown has been used.
fn nothing_was_left_out(rig: &Rig) {
    // One of many that are alike, or nothing to press.
    const ALIKE: [&str; 5] = [
        "filter/operation/",
        "inspector/in/",
        "inspector/out/",
        "scene/choice/",
        "training/loss_curve",
    ];
    let left: Vec<_> = rig
        .unused()
        .into_iter()
        .filter(|name| !ALIKE.iter().any(|alike| name.starts_with(alike)))
        .collect();
    assert!(left.is_empty(), "never used: {left:?}");
}

fn growth(rig: &mut Rig) {
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
    rig.slide("growth/delay", 0.05, 0.4);
    assert!(rig.resource::<Growth>().delay > 0.02);
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

fn training(rig: &mut Rig) {
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

fn constants(rig: &mut Rig) {
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
        assert_eq!(rig.constant(constant), Constants::default().get(constant));
    }
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
        rig.press(&format!(
            "constants/preset/{}",
            preset.title().to_lowercase()
        ));
        assert_eq!(
            **rig.resource::<Physics>(),
            preset.settings(&before),
            "{preset:?}"
        );
    }
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
    assert_eq!(rig.resource::<Physics>().constants, Constants::default());
}

/// The panel says which levels there are; the dynamics can be chosen, and the graph unfolded.
fn levels(rig: &mut Rig) {
    let settings = |rig: &Rig| **rig.resource::<Physics>();
    let levels = |rig: &Rig| rig.resource::<SimulationStatus>().levels.clone();
    let unfolding = |rig: &Rig| rig.resource::<SimulationStatus>().unfolding;
    let listed = |levels: &[usize]| {
        let sizes: Vec<_> = levels.iter().map(ToString::to_string).collect();
        format!("{}: {}", levels.len(), sizes.join(" › "))
    };
    assert_eq!(rig.says("constants/levels"), "1 (single level)");

    rig.press("constants/multilevel/projection");
    assert_eq!(settings(rig).multilevel, Multilevel::Projection);
    rig.until("coarser levels", |rig| levels(rig).len() > 3);
    rig.step();
    let all = levels(rig);
    assert_eq!(all[0], 741);
    assert_eq!(rig.says("constants/levels"), listed(&all));
    rig.look_at("constants/levels");
    assert!(
        rig.reads("1, the graph") && all.iter().all(|size| rig.reads(&size.to_string())),
        "a look at the line gives every level"
    );
    rig.type_into("constants/levels/most", "3");
    assert_eq!(settings(rig).levels, 3);
    assert_eq!(levels(rig), all[..3]);
    assert_eq!(rig.says("constants/levels"), listed(&all[..3]));
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
    assert_eq!(rig.says("constants/levels"), "1 (single level)");
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
    assert_eq!(rig.says("constants/levels"), listed(&unfolded));
    assert_ne!(rig.resource::<DensePositions>().positions, before);

    rig.press("growth/restart");
    rig.press("constants/unfold");
    (0..3).for_each(|_| rig.step());
    assert!(!unfolding(rig), "what grows does not unfold");
    assert_eq!(rig.says("constants/levels"), "1 (single level)");
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.press("constants/reset_all");
}

fn view(rig: &mut Rig) {
    rig.press("panel/view");
    for mode in ViewMode::ALL {
        rig.press(&format!("view/mode/{}", mode.key()));
        assert_eq!(rig.resource::<ViewSettings>().mode, mode);
        rig.step();
        let legend = rig.resource::<Legend>().clone();
        assert_eq!(legend.title, mode.title());
        assert_eq!(
            legend.bar.is_some(),
            mode.is_number(),
            "{mode:?}: {legend:?}"
        );
        assert!(legend.bar.is_some() || legend.entries.len() > 2);
    }
    rig.look_at("legend");
    let sizes = |rig: &Rig| {
        let looks = rig.resource::<Appearance>().vertices();
        let scales = || looks.iter().map(|look| look.scale());
        (
            scales().fold(f32::MAX, f32::min),
            scales().fold(0.0, f32::max),
        )
    };
    let usual = sizes(rig);
    assert!(usual.1 > 1.3, "hubs stand out in every mode: {usual:?}");
    rig.press("view/mode/8");
    rig.step();
    let (small, large) = sizes(rig);
    assert!(small < usual.0 && large >= usual.1, "sizes are degrees");
    rig.press("view/mode/7");
    rig.press("view/size");
    assert!(rig.resource::<ViewSettings>().size_follows);
    let (small, large) = sizes(rig);
    assert!(small < usual.0 && large > 1.2 * usual.1, "sizes are depths");
    rig.press("view/mode/6");
    assert_eq!(sizes(rig), usual, "a sample is no number");
    rig.press("view/mode/7");
    rig.press("view/size");
    assert_eq!(sizes(rig), usual);
    rig.press("view/mode/2");
    for (control, vision) in [
        ("view/eyes/red_green", ColourVision::RedGreen),
        ("view/eyes/blue_yellow", ColourVision::BlueYellow),
        ("view/eyes/common", ColourVision::Common),
    ] {
        rig.press(control);
        assert_eq!(rig.resource::<ViewSettings>().vision, vision);
    }
    for (control, theme) in [
        ("view/theme/light", Theme::Light),
        ("view/theme/dark", Theme::Dark),
    ] {
        rig.press(control);
        assert_eq!(rig.resource::<ViewSettings>().theme, theme);
    }
    for (control, read) in [
        (
            "view/labels",
            (|view| view.labels) as fn(&ViewSettings) -> bool,
        ),
        ("view/legend", |view| view.legend),
        ("view/vertices", |view| view.vertices),
        ("view/edges", |view| view.edges),
    ] {
        for _ in 0..2 {
            let before = read(rig.resource());
            rig.press(control);
            assert_ne!(read(rig.resource()), before, "{control}");
        }
    }
    rig.forget();
    rig.press("view/frame");
    rig.expect(ViewCommand::Frame);
}

fn inspector_and_log(rig: &mut Rig) {
    let (leaf, target) = rig.select_a_leaf();
    rig.press("inspector/pin");
    assert!(rig.get::<Pinned>(leaf).is_some());
    rig.press("inspector/pin");
    assert!(rig.get::<Pinned>(leaf).is_none());
    let loss = rig.resource::<Trainer>().loss;
    rig.type_into("inspector/data", "1.5");
    assert_eq!(rig.get::<Term>(leaf).map(|term| term.data), Some(1.5));
    assert_ne!(
        rig.resource::<Trainer>().loss,
        loss,
        "the graph is computed anew"
    );
    rig.forget();
    rig.press("inspector/focus");
    rig.expect(ViewCommand::Focus(leaf));
    rig.press("inspector/out/0");
    assert_eq!(rig.resource::<Selection>().primary(), Some(target));
    let edge = rig.resource::<GraphIndex>().edges[0];
    for (end, place) in [("inspector/source", 0), ("inspector/target", 1)] {
        rig.select_edge(edge);
        let index = rig.resource::<GraphIndex>();
        let wanted = index.vertices[index.ends[0][place] as usize];
        rig.press(end);
        assert_eq!(rig.resource::<Selection>().primary(), Some(wanted));
    }

    assert!(
        rig.resource::<Panels>().open.contains(&Section::Log),
        "the notebook's run opened the log"
    );
    let first = rig
        .resource::<Journal>()
        .lines
        .first()
        .map(|line| line.text.clone());
    rig.press("log/copy");
    let copied = rig.copied().expect("the log is copied");
    assert!(first.is_some_and(|first| copied.starts_with(&first)));
    rig.press("log/clear");
    assert!(rig.resource::<Journal>().lines.is_empty());
    rig.press("panel/log");
}

fn scene(rig: &mut Rig) {
    let scene = |rig: &Rig| {
        (
            rig.resource::<CurrentScene>().name.clone(),
            rig.resource::<CurrentScene>().seed,
        )
    };
    rig.press("scene/new_seed");
    assert_ne!(scene(rig).1, rig::SEED);
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

fn keys(rig: &mut Rig) {
    for paused in [true, false] {
        rig.key(Key::Space);
        assert_eq!(rig.resource::<SimulationClock>().paused, paused);
    }
    rig.press("clock/pause");
    for step in ["key", "button"] {
        let tick = rig.resource::<SimulationClock>().tick;
        if step == "key" {
            rig.letter(".");
        } else {
            rig.press("clock/step");
        }
        (0..5).for_each(|_| rig.step());
        assert_eq!(
            rig.resource::<SimulationClock>().tick,
            tick + 1,
            "one tick by {step}"
        );
    }
    rig.press("clock/pause");
    rig.forget();
    rig.letter("f");
    rig.expect(ViewCommand::Frame);
    rig.letter("t");
    rig.expect(TrainingCommand::Train { rounds: 1000 });
    rig.until("1000 rounds", |rig| {
        rig.resource::<Trainer>().pace == Pace::Idle
    });
    assert_eq!(rig.resource::<Trainer>().round, 1000);
    rig.letter("r");
    rig.step();
    assert!(rig.resource::<Growth>().growing());
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    for labels in [true, false] {
        rig.letter("l");
        assert_eq!(rig.resource::<ViewSettings>().labels, labels);
    }
    for mode in ViewMode::ALL.into_iter().chain([ViewMode::Data]) {
        rig.letter(mode.key());
        assert_eq!(rig.resource::<ViewSettings>().mode, mode);
    }
    for on in [true, false] {
        rig.letter("m");
        assert_eq!(rig.resource::<ViewSettings>().size_follows, on);
        rig.letter("k");
        rig.step();
        assert_eq!(rig.resource::<ViewSettings>().legend, !on);
        assert_eq!(rig.rect("legend").is_some(), !on);
    }
    let next = [
        ColourVision::RedGreen,
        ColourVision::BlueYellow,
        ColourVision::Common,
    ];
    for vision in next {
        rig.letter("c");
        assert_eq!(rig.resource::<ViewSettings>().vision, vision);
    }
    rig.letter("h");
    rig.step();
    assert!(!rig.resource::<Panels>().visible && rig.rect("training/train").is_none());
    rig.press("panel/show");
    assert!(rig.resource::<Panels>().visible);
    rig.press("panel/hide");
    assert!(!rig.resource::<Panels>().visible);
    rig.letter("h");
    rig.letter("?");
    assert!(rig.resource::<Panels>().help);
    rig.until("the list of keys", |rig| rig.rect("help/close").is_some());
    // Its place is known when its size is.
    (0..3).for_each(|_| rig.step());
    rig.press("help/close");
    assert!(!rig.resource::<Panels>().help);
    rig.press("panel/help");
    rig.select_a_leaf();
    rig.key(Key::Escape);
    assert!(!rig.resource::<Panels>().help && rig.resource::<Selection>().primary().is_some());
    rig.key(Key::Escape);
    assert!(rig.resource::<Selection>().primary().is_none());
    for open in [true, false] {
        rig.key(Key::F12);
        (0..3).for_each(|_| rig.step());
        assert_eq!(rig.resource::<EntityInspector>().open, open);
    }
    rig.key(Key::F6);
    (0..3).for_each(|_| rig.step());
    assert!(
        rig.resource::<InterfaceArea>().has_focus,
        "the panels have the keyboard"
    );
    rig.key(Key::Escape);
    (0..3).for_each(|_| rig.step());
    assert!(!rig.resource::<InterfaceArea>().has_focus);
    assert_eq!(
        SHORTCUTS.len(),
        60,
        "a new key wants a line above, in levels.rs or in touch.rs"
    );
    rig.forget();
}

fn typing_kills_the_keys(rig: &mut Rig) {
    rig.forget();
    rig.press("scene/seed");
    assert!(rig.resource::<InterfaceArea>().has_keyboard);
    for letter in ["t", "r", "f", "l", "h", "?"] {
        rig.letter(letter);
    }
    rig.key(Key::Space);
    assert!(rig.resource::<Panels>().visible && !rig.resource::<Panels>().help);
    assert!(rig.take::<TrainingCommand>().is_empty() && !rig.resource::<SimulationClock>().paused);
    rig.key(Key::Escape);
    rig.forget();
    rig.letter("f");
    rig.expect(ViewCommand::Frame);
}

fn a_drag_belongs_to_where_it_began(rig: &mut Rig) {
    let panel = rig
        .rect("panel/growth")
        .expect("the growth section is there")
        .center();
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
    let graph = rig.empty();
    rig.move_to(graph);
    assert!(
        !rig.has_pointer(),
        "the graph has the pointer over the graph"
    );
    rig.move_to(panel);
    assert!(rig.has_pointer(), "a panel has the pointer over it");
    // A graph that moves would move the camera that follows it.
    rig.key(Key::Space);
    let camera = rig.camera();
    rig.wheel(3.0);
    assert_eq!(rig.camera(), camera, "a wheel over a panel moves no camera");
    rig.button(true);
    rig.move_to(panel + Vec2::new(20.0, 40.0));
    rig.move_to(graph);
    assert!(
        rig.has_pointer(),
        "a drag that began on a panel stays the panel's"
    );
    rig.button(false);
    rig.step();
    assert!(!rig.has_pointer(), "it is let go over the graph");
    assert_eq!(rig.camera(), camera, "such a drag moves no camera");
    rig.button(true);
    rig.move_to(graph + Vec2::new(0.0, 60.0));
    rig.move_to(panel);
    assert!(
        !rig.has_pointer(),
        "a drag that began on the graph stays the graph's"
    );
    rig.button(false);
    rig.step();
    assert!(rig.has_pointer());
    assert_ne!(
        rig.camera(),
        camera,
        "a drag on the graph turns the camera, even over a panel"
    );
    rig.forget();
}

fn title_bars(rig: &mut Rig) {
    for section in Section::LEFT.into_iter().chain(Section::RIGHT) {
        let open = rig.resource::<Panels>().open.contains(&section);
        rig.press(section.control());
        assert_eq!(
            rig.resource::<Panels>().open.contains(&section),
            !open,
            "{section:?}"
        );
        rig.press(section.control());
        assert_eq!(
            rig.resource::<Panels>().open.contains(&section),
            open,
            "{section:?}"
        );
    }
}

fn every_size_leaves_room_for_the_graph(rig: &mut Rig) {
    for (width, height) in [
        (1280.0, 800.0),
        (900.0, 600.0),
        (880.0, 600.0),
        (860.0, 600.0),
        (720.0, 600.0),
        (390.0, 844.0),
    ] {
        rig.resize(width, height);
        let area = rig.resource::<InterfaceArea>().clone();
        let window = Rect::new(0.0, 0.0, width, height);
        for (place, rect) in area.rects.iter().enumerate() {
            assert!(
                window.inflate(1.0).contains(rect.min) && window.inflate(1.0).contains(rect.max),
                "{rect:?} at {width}"
            );
            for other in &area.rects[..place] {
                let shared = rect.intersect(*other);
                assert!(
                    shared.width() < 1.0 || shared.height() < 1.0,
                    "{rect:?} and {other:?} overlap at {width}"
                );
            }
        }
        assert!(
            area.free.width() >= 340.0 && area.free.height() >= 400.0,
            "{:?} is left at {width}",
            area.free
        );
        for mode in ViewMode::ALL {
            rig.letter(mode.key());
            (0..2).for_each(|_| rig.step());
            let legend = rig.rect("legend").expect("there is room for a legend");
            assert!(window.contains(legend.min) && window.contains(legend.max));
            let free = rig.resource::<InterfaceArea>().free;
            assert!(
                free.intersect(legend).height() < 1.0 && free.height() > 380.0,
                "{mode:?} at {width}: {legend:?} covers {free:?}"
            );
        }
        rig.letter("2");
    }
    rig.press("panel/training");
    assert!(
        rig.rect("training/train").is_some(),
        "a narrow window opens one section as a sheet"
    );
    let free = rig.resource::<InterfaceArea>().free;
    assert!(free.height() >= 844.0 * 0.35);
    let legend = rig
        .rect("legend")
        .expect("a sheet leaves room for a legend");
    assert!(
        legend.min.y > free.center().y,
        "it leaves the graph's middle free"
    );
}
