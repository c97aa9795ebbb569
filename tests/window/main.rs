//! A window without a GPU: every button, slider and key is pressed by pointer
//! and key events, and its effect is seen.

mod rig;

use bevy::{input::keyboard::Key, prelude::*};
use gradswarm::{
    graph::commands::{LoadScene, Select, SetPinned},
    growth::{EdgeArrival, commands::GrowthCommand},
    layout::{Constant, Dimensions, Integrator, Law, Scientific},
    panel::{ClearLog, PanelCommand, Panels, SHORTCUTS, Section},
    physics::commands::{ChangeSettings, ClockCommand, Preset},
    third_party::{EntityInspector, InterfaceArea},
    training::commands::TrainingCommand,
    view::{ColourBy, Theme, ViewCommand},
};
use rig::Rig;

/// One app for all of it: a process has one logger, and one window is enough.
#[test]
fn everything_can_be_pressed() {
    let mut rig = Rig::new();
    training_and_growth(&mut rig);
    constants(&mut rig);
    scene_and_view(&mut rig);
    inspector_and_log(&mut rig);
    keys(&mut rig);
    typing_kills_the_keys(&mut rig);
    a_drag_belongs_to_where_it_began(&mut rig);
    title_bars(&mut rig);
    every_size_leaves_room_for_the_graph(&mut rig);
}

fn training_and_growth(rig: &mut Rig) {
    rig.press("training/train");
    rig.expect(TrainingCommand::Train { rounds: 1000 });
    rig.type_into("training/rounds", "250");
    rig.press("training/train");
    rig.expect(TrainingCommand::Train { rounds: 250 });
    rig.press("training/notebook");
    rig.expect(TrainingCommand::RunNotebook);
    rig.press("training/watch");
    rig.expect(TrainingCommand::Watch {
        rounds_per_second: 10.0,
    });
    rig.slide("training/rate", 0.0, 0.64);
    rig.press("training/watch");
    let rates = rig.take::<TrainingCommand>();
    assert!(
        matches!(rates[..], [TrainingCommand::Watch { rounds_per_second }] if rounds_per_second > 10.0),
        "{rates:?}"
    );
    rig.training();
    for (control, command) in [
        ("training/pause", TrainingCommand::Pause),
        ("training/one_round", TrainingCommand::OneRound),
        ("training/reset", TrainingCommand::Reset),
    ] {
        rig.press(control);
        rig.expect(command);
    }
    rig.type_into("training/learning_rate", "0.05");
    rig.expect(TrainingCommand::LearningRate(0.05));

    for (control, command) in [
        ("growth/restart", GrowthCommand::Restart),
        ("growth/pause", GrowthCommand::Pause(true)),
        ("growth/skip", GrowthCommand::Skip),
        (
            "growth/edges/with_ends",
            GrowthCommand::Edges(EdgeArrival::WithEnds),
        ),
        (
            "growth/edges/swarm",
            GrowthCommand::Edges(EdgeArrival::Swarm),
        ),
    ] {
        rig.press(control);
        rig.expect(command);
    }
    rig.slide("growth/delay", 0.05, 0.4);
    let delays = rig.take::<GrowthCommand>();
    assert!(
        matches!(delays.last(), Some(GrowthCommand::Delay(delay)) if *delay > 0.02),
        "{delays:?}"
    );
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
        assert_eq!(
            rig.constant(constant),
            Law::default().default_constants().get(constant)
        );
    }
    rig.take::<ChangeSettings>();
    for (control, command) in [
        ("constants/stiffness/up", ChangeSettings::Stiffness(10.0)),
        ("constants/stiffness/down", ChangeSettings::Stiffness(0.1)),
        (
            "constants/preset/calm",
            ChangeSettings::Preset(Preset::Calm),
        ),
        (
            "constants/preset/crisp",
            ChangeSettings::Preset(Preset::Crisp),
        ),
        (
            "constants/preset/notebook",
            ChangeSettings::Preset(Preset::Notebook),
        ),
        ("constants/reset_all", ChangeSettings::ResetAll),
        (
            "constants/dimensions/2",
            ChangeSettings::Dimensions(Dimensions::Two),
        ),
        (
            "constants/dimensions/3",
            ChangeSettings::Dimensions(Dimensions::Three),
        ),
        (
            "constants/integrator/rk4",
            ChangeSettings::Integrator(Integrator::RungeKutta4),
        ),
        (
            "constants/integrator/euler",
            ChangeSettings::Integrator(Integrator::SemiImplicitEuler),
        ),
    ] {
        rig.press(control);
        rig.expect(command);
    }
    let attraction = rig.constant(Constant::Attraction);
    rig.slide("constants/stiffness/slider", 0.5, 0.8);
    assert!(
        rig.constant(Constant::Attraction) > attraction * 10.0,
        "the stiffness slider multiplies"
    );
    rig.take::<ChangeSettings>();
    for law in [Law::Origin, Law::Veldhuizen] {
        rig.press("constants/law");
        rig.press(&format!("constants/law/{}", law.name()));
        rig.expect(ChangeSettings::Law(law));
    }
}

fn scene_and_view(rig: &mut Rig) {
    rig.press("scene/new_seed");
    let loads = rig.take::<LoadScene>();
    assert!(
        matches!(&loads[..], [load] if load.seed != rig::SEED),
        "a new seed is another seed: {loads:?}"
    );
    rig.type_into("scene/seed", "7");
    assert!(matches!(&rig.take::<LoadScene>()[..], [load] if load.seed == 7));
    rig.press("scene/choice");
    rig.press("scene/choice/star");
    assert_eq!(rig.loaded(), "star");
    rig.show_scene("star");
    rig.type_into("scene/settings", "leaves=12");
    assert_eq!(rig.loaded(), "star:leaves=12");

    rig.press("panel/view");
    for (control, command) in [
        (
            "view/colour/gradient",
            ViewCommand::ColourBy(ColourBy::Gradient),
        ),
        (
            "view/colour/operation",
            ViewCommand::ColourBy(ColourBy::Operation),
        ),
        ("view/colour/data", ViewCommand::ColourBy(ColourBy::Data)),
        ("view/labels", ViewCommand::Labels(true)),
        ("view/vertices", ViewCommand::ShowVertices(false)),
        ("view/edges", ViewCommand::ShowEdges(false)),
        ("view/theme/light", ViewCommand::Theme(Theme::Light)),
        ("view/theme/dark", ViewCommand::Theme(Theme::Dark)),
        ("view/frame", ViewCommand::Frame),
    ] {
        rig.press(control);
        rig.expect(command);
    }
    rig.press("clock/pause");
    rig.expect(ClockCommand::TogglePause);
    rig.press("clock/step");
    rig.expect(ClockCommand::StepOnce);
}

fn inspector_and_log(rig: &mut Rig) {
    let (vertex, neighbour) = rig.select_a_vertex();
    rig.press("inspector/pin");
    assert!(
        matches!(rig.take::<SetPinned>()[..], [SetPinned { vertex: pinned, pinned: true }] if pinned == vertex)
    );
    rig.press("inspector/focus");
    rig.expect(ViewCommand::Focus(vertex));
    rig.type_into("inspector/data", "1.5");
    let leaves = rig.take::<gradswarm::graph::commands::SetLeaf>();
    assert!(
        matches!(leaves[..], [leaf] if leaf.vertex == vertex && leaf.data == 1.5),
        "{leaves:?}"
    );
    rig.press("inspector/out/0");
    let selected = rig.take::<Select>();
    assert!(
        matches!(selected[..], [Select::Only(other)] if other == neighbour),
        "{selected:?}"
    );

    rig.write_a_line();
    rig.press("panel/log");
    rig.press("log/clear");
    assert_eq!(rig.take::<ClearLog>().len(), 1);
    assert_eq!(rig.lines(), 0);
    rig.press("panel/log");
}

fn keys(rig: &mut Rig) {
    rig.key(Key::Space);
    rig.expect(ClockCommand::TogglePause);
    rig.letter(".");
    rig.expect(ClockCommand::StepOnce);
    rig.letter("f");
    rig.expect(ViewCommand::Frame);
    rig.letter("t");
    rig.expect(TrainingCommand::Train { rounds: 250 });
    rig.letter("r");
    rig.expect(GrowthCommand::Restart);
    rig.letter("l");
    rig.expect(ViewCommand::ToggleLabels);
    rig.letter("h");
    rig.expect(PanelCommand::ToggleVisible);
    assert!(!rig.resource::<Panels>().visible && rig.rect("training/train").is_none());
    rig.press("panel/show");
    assert!(rig.resource::<Panels>().visible);
    rig.letter("?");
    assert!(rig.resource::<Panels>().help && rig.rect("help/close").is_some());
    rig.press("help/close");
    assert!(!rig.resource::<Panels>().help);
    rig.press("panel/help");
    rig.key(Key::Escape);
    assert!(!rig.resource::<Panels>().help);
    rig.key(Key::Escape);
    assert!(matches!(rig.take::<Select>()[..], [Select::Clear]));
    for _ in 0..2 {
        let open = rig.resource::<EntityInspector>().open;
        rig.key(Key::F12);
        assert_eq!(rig.resource::<EntityInspector>().open, !open);
    }
    assert_eq!(SHORTCUTS.len(), 10, "a new key wants a line above");
    rig.forget();
}

fn typing_kills_the_keys(rig: &mut Rig) {
    rig.press("scene/settings");
    assert!(rig.resource::<InterfaceArea>().has_keyboard);
    for letter in ["t", "r", "f", "l", "h", "?"] {
        rig.letter(letter);
    }
    rig.key(Key::Space);
    assert!(rig.resource::<Panels>().visible && !rig.resource::<Panels>().help);
    assert!(rig.take::<TrainingCommand>().is_empty() && rig.take::<ClockCommand>().is_empty());
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
    let graph = rig.resource::<InterfaceArea>().free.center();
    rig.move_to(graph);
    assert!(
        !rig.has_pointer(),
        "the graph has the pointer over the graph"
    );
    rig.move_to(panel);
    assert!(rig.has_pointer(), "a panel has the pointer over it");
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
    for (width, height) in [(1280.0, 800.0), (900.0, 600.0), (390.0, 844.0)] {
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
    }
    rig.press("panel/training");
    assert!(
        rig.rect("training/train").is_some(),
        "a narrow window opens one section as a sheet"
    );
    assert!(rig.resource::<InterfaceArea>().free.height() >= 844.0 * 0.35);
}
