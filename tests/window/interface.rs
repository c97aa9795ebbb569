//! The interface itself: first steps, calm, how large it is, and what is kept of it.

use bevy::{
    input::{keyboard::Key, touch::TouchPhase},
    prelude::*,
    winit::{UpdateMode, WinitSettings},
};
use gradswarm::{
    graph::{Excluded, GraphIndex, Selection},
    growth::Growth,
    panel::{FirstSteps, PanelCommand, PanelPlace, Panels, Section},
    physics::SimulationStatus,
    preferences::Preferences,
    third_party::{InterfaceArea, InterfaceScale},
    training::{Pace, Trainer},
    view::{CameraCommand, CameraSettings, LabelPlacements, Theme, ViewSettings},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    new_users_are_shown_first_steps,
    calm_stops_every_motion,
    a_filter_limits_select_all_and_invert,
    keys_and_buttons_scale_the_interface,
    every_scale_keeps_all_controls_in_reach,
    preferences_are_kept_and_reset,
}

fn rest(rig: &mut Rig) {
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
}

/// A new user is told four steps; each is ticked off when it was done, in any order.
fn new_users_are_shown_first_steps(rig: &mut Rig) {
    let done = |rig: &Rig| rig.resource::<FirstSteps>().done;
    let continuous =
        |rig: &Rig| rig.resource::<WinitSettings>().focused_mode == UpdateMode::Continuous;
    rig.press("growth/skip");
    rest(rig);
    let first = rig.camera();
    assert!(rig.rect("steps").is_some(), "somebody is new here");
    assert!(rig.reads("Drag to turn the graph") && rig.reads("Press Train and watch it learn"));
    (0..120).for_each(|_| rig.step());
    assert!(!continuous(rig), "a hint that stands still asks for frames");
    assert_eq!(done(rig), [false; 4], "nothing was done yet");

    // It lies over the graph and takes no pointer away from it.
    let steps = rig.rect("steps").expect("the steps are shown");
    let free = rig.resource::<InterfaceArea>().free;
    assert!(free.min.y >= steps.max.y, "the graph is framed under it");
    rig.look_at("steps");
    assert!(
        !rig.has_pointer(),
        "what says how to drag is not in the way of a drag"
    );
    let from = rig.empty();
    rig.drag(&[from, from + Vec2::X * 80.0]);
    assert_eq!(done(rig), [true, false, false, false]);
    rig.camera();
    let (_, at) = rig.nearest();
    rig.click(at);
    assert_eq!(done(rig), [true, true, false, false]);
    rig.key(Key::Escape);
    rig.letter("t");
    rig.step();
    assert_eq!(done(rig), [true, true, true, false]);
    assert!(rig.reads("You know the basics. Next:") && rig.painted("Press V"));
    rig.letter("v");
    rig.step();
    assert_eq!(done(rig), [true; 4]);
    assert!(rig.resource::<FirstSteps>().known() && rig.reads("You know the basics."));
    rig.press("wave/stop");
    rig.press("training/finish");
    rig.until("training", |rig| {
        rig.resource::<Trainer>().pace == Pace::Idle
    });
    (0..300).for_each(|_| rig.step());
    assert!(rig.rect("steps").is_none(), "and then they go");
    rig.press("training/reset");

    // The help has them, too; for fingers they say it otherwise.
    rig.press("panel/help");
    (0..3).for_each(|_| rig.step());
    rig.press("help/steps");
    assert!(!rig.resource::<Panels>().help && rig.rect("steps").is_some());
    assert_eq!(done(rig), [false; 4]);
    rig.letter("f");
    rig.camera();
    let from = rig.empty();
    rig.touch(1, TouchPhase::Started, from);
    (1..=5).for_each(|n| rig.touch(1, TouchPhase::Moved, from + Vec2::X * 16.0 * n as f32));
    rig.touch(1, TouchPhase::Ended, from + Vec2::X * 80.0);
    rig.camera();
    assert!(rig.reads("Tap a vertex to see its number"));
    assert_eq!(done(rig), [true, false, false, false]);
    rig.press("steps/close");
    assert!(rig.rect("steps").is_none() && rig.resource::<FirstSteps>().known());
    let (yaw, pitch) = (first[3], first[4]);
    rig.send(CameraCommand::Turn { yaw, pitch });
    rig.letter("f");
    rig.camera();
    rig.press("growth/restart");
    rig.forget();
}

/// Calm turns motion off: views jump, nothing circles.
fn calm_stops_every_motion(rig: &mut Rig) {
    rig.settle_seed();
    rig.open_section(Section::View);
    rig.letter("y");
    assert!(rig.resource::<CameraSettings>().auto_orbit);
    rig.press("view/calm");
    assert!(rig.resource::<ViewSettings>().calm);
    assert!(!rig.resource::<CameraSettings>().auto_orbit, "it stops");
    rig.letter("y");
    rig.step();
    assert!(
        !rig.resource::<CameraSettings>().auto_orbit,
        "nor begins again"
    );
    assert!(rig.painted("Reduce motion is on"), "and why");
    rig.press("view/auto_orbit");
    assert!(!rig.resource::<CameraSettings>().auto_orbit);
    // A control just clicked shows its tooltip only after the pointer has been elsewhere.
    rig.look_at("view/calm");
    rig.look_at("view/auto_orbit");
    assert!(
        rig.reads("Reduce motion is on: nothing orbits by itself"),
        "it says why"
    );
    let before = rig.camera();
    rig.send(CameraCommand::LookFrom(gradswarm::view::Side::Top));
    let soon = rig.resource::<gradswarm::view::CameraSummary>().0.clone();
    assert_ne!(before, soon);
    assert_eq!(soon, rig.camera(), "no way there");
    rig.press("view/calm");
    rig.letter("f");
    rig.camera();
}

/// Select all and invert leave out the vertices that the filter excludes.
fn a_filter_limits_select_all_and_invert(rig: &mut Rig) {
    rig.settle_seed();
    let out = |rig: &Rig| -> Vec<Entity> {
        let excluded = rig.resource::<Excluded>();
        let vertices = rig.resource::<GraphIndex>().vertices.iter().enumerate();
        let out = vertices.filter(|(dense, _)| excluded.contains(*dense));
        out.map(|(_, &vertex)| vertex).collect()
    };
    rig.letter("/");
    rig.step();
    rig.key(Key::Escape);
    rig.send(gradswarm::explore::commands::FilterCommand::Set(
        gradswarm::explore::Filter {
            operation: Some("tanh".into()),
            ..default()
        },
    ));
    let (kept_out, all) = (out(rig), rig.resource::<GraphIndex>().vertices.len());
    assert!(!kept_out.is_empty() && kept_out.len() < all);
    rig.chord(&[Key::Control], Key::Character("a".into()));
    let selection = rig.resource::<Selection>();
    assert_eq!(selection.vertices().len(), all - kept_out.len());
    assert!(!kept_out.iter().any(|&vertex| selection.contains(vertex)));
    let first = selection.vertices()[0];
    rig.send(gradswarm::graph::commands::Select::Only(first));
    rig.rest_keys();
    rig.letter("u");
    let selection = rig.resource::<Selection>();
    assert_eq!(selection.vertices().len(), all - kept_out.len() - 1);
    assert!(!selection.contains(first));
    rig.key(Key::Escape);
    rig.chord(&[Key::Control], Key::Character("a".into()));
    assert_eq!(rig.resource::<Selection>().vertices().len(), all);
    rig.key(Key::Escape);
    rig.forget();
}

/// Keys and buttons make the interface larger and smaller, labels included.
fn keys_and_buttons_scale_the_interface(rig: &mut Rig) {
    // Wide enough for drawers at every scale.
    rig.resize(2400.0, 2000.0);
    rig.settle_seed();
    rig.open_section(Section::View);
    let percent = |rig: &Rig| rig.resource::<InterfaceScale>().percent();
    let height = |rig: &Rig| rig.rect("clock/pause").expect("a button").height();
    rig.letter("f");
    rest(rig);
    rig.press("view/labels");
    let usual = height(rig);
    let letters = |rig: &Rig| {
        rig.resource::<LabelPlacements>()
            .0
            .first()
            .map(|label| label.size)
    };
    for wanted in [110, 125, 150, 175, 200, 200] {
        rig.chord(&[Key::Control], Key::Character("+".into()));
        (0..3).for_each(|_| rig.step());
        assert_eq!(percent(rig), wanted);
        let share = height(rig) / usual;
        assert!(
            (share - f32::from(wanted) / 100.0).abs() < 0.1,
            "{share} at {wanted} %"
        );
        assert!(letters(rig).is_none_or(|size| size == f32::from(wanted) / 100.0));
    }
    assert!(rig.camera().iter().all(|number| number.is_finite()));
    rig.chord(&[Key::Control], Key::Character("0".into()));
    assert_eq!(percent(rig), 100);
    for wanted in [90, 80, 80] {
        rig.chord(&[Key::Control], Key::Character("-".into()));
        assert_eq!(percent(rig), wanted);
    }
    (0..3).for_each(|_| rig.step());
    for (control, wanted) in [
        ("view/scale/larger", 90),
        ("view/scale/smaller", 80),
        ("view/scale/usual", 100),
    ] {
        rig.press(control);
        (0..3).for_each(|_| rig.step());
        assert_eq!(percent(rig), wanted, "{control}");
    }
    assert_eq!(height(rig), usual);
    rig.press("view/labels");
    // The keys of the view modes and of zooming go without Ctrl.
    assert_eq!(
        rig.resource::<ViewSettings>().mode,
        gradswarm::view::ViewMode::Data
    );
    rig.forget();
}

/// At the least and the greatest scale, on usual and narrow windows: nothing overlaps, everything
/// lies in the window, and a section without room scrolls.
fn every_scale_keeps_all_controls_in_reach(rig: &mut Rig) {
    rig.settle_seed();
    rig.open_section(Section::View);
    for (percent, width, height) in [
        (80, 1280.0, 800.0),
        (150, 1280.0, 800.0),
        (200, 1280.0, 800.0),
        (150, 500.0, 900.0),
        (200, 1920.0, 1080.0),
    ] {
        rig.send(PanelCommand::Scale(percent));
        rig.resize(width, height);
        let what = format!("{percent} % at {width} × {height}");
        let window = Rect::new(0.0, 0.0, width, height);
        let inside = |rect: Rect| {
            window.inflate(1.0).contains(rect.min) && window.inflate(1.0).contains(rect.max)
        };
        let tabs = rig.rect("place/inspector").is_some();
        for place in PanelPlace::ALL {
            if tabs || place != PanelPlace::Inspector {
                rig.press(place.control());
            }
            (0..2).for_each(|_| rig.step());
            let area = rig.resource::<InterfaceArea>().clone();
            for (number, rect) in area.rects.iter().enumerate() {
                assert!(inside(*rect), "{what}, {place:?}: {rect:?}");
                for other in &area.rects[..number] {
                    let shared = rect.intersect(*other);
                    assert!(
                        shared.width() < 1.0 || shared.height() < 1.0,
                        "{what}, {place:?}: {rect:?} and {other:?} overlap"
                    );
                }
            }
            assert!(
                area.free.height() >= 120.0,
                "{what}: {:?} is left",
                area.free
            );
            let shown = rig.rect("panel/help").expect("the top bar is there");
            assert!(inside(shown), "{what}");
        }
        if tabs {
            // A sheet that is too low for its content scrolls.
            rig.press(PanelPlace::Physics.control());
            rig.press(PanelPlace::Physics.control());
            let tab = rig.rect("place/physics").expect("a tab").center();
            let sheets = rig.resource::<InterfaceArea>().rects.clone();
            let sheet = sheets.into_iter().find(|sheet| sheet.contains(tab));
            let sheet = sheet.expect("the tab lies on the sheet");
            rig.move_to(Vec2::new(width * 0.5, sheet.min.y + 40.0));
            rig.wheel(-60.0);
            (0..30).for_each(|_| rig.step());
            assert!(rig.rect("constants/guard").is_some(), "{what}: it scrolls");
            rig.wheel(60.0);
            (0..30).for_each(|_| rig.step());
            rig.press(PanelPlace::Physics.control());
            assert_eq!(rig.resource::<Panels>().tab, None);
        }
        rig.press("panel/help");
        (0..4).for_each(|_| rig.step());
        assert!(inside(rig.rect("help/close").expect("a way out")), "{what}");
        rig.press("help/close");
        rig.letter("/");
        (0..4).for_each(|_| rig.step());
        assert!(
            inside(rig.rect("search/text").expect("the search field")),
            "{what}"
        );
        rig.key(Key::Escape);
        rig.key(Key::Escape);
    }
    rig.send(PanelCommand::Scale(100));
    rig.resize(1280.0, 2000.0);
}

/// Choices are written to the disk, and a reset discards them.
fn preferences_are_kept_and_reset(rig: &mut Rig) {
    rig.grow_seed();
    rig.open_section(Section::View);
    rig.press("view/theme/light");
    rig.send(PanelCommand::Scale(125));
    // The clock of the test stands beside the one of the file.
    let file = rig.preferences_folder().join("preferences.json");
    let read = || {
        let text = std::fs::read_to_string(&file).ok()?;
        Preferences::parse(&text).ok()
    };
    let wanted =
        |kept: &Preferences| kept.interface.scale == 125 && kept.look.theme == Theme::Light;
    for _ in 0..400 {
        if read().as_ref().is_some_and(wanted) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let kept = read().expect("it is kept");
    assert!(
        wanted(&kept) && kept.interface.knows_first_steps,
        "{kept:?}"
    );
    rig.press("view/reset");
    assert_eq!(rig.resource::<ViewSettings>().theme, Theme::Dark);
    (0..3).for_each(|_| rig.step());
    assert_eq!(rig.resource::<InterfaceScale>().percent(), 100);
    assert_eq!(
        rig.resource::<Panels>().drawer,
        Panels::default().drawer,
        "as it was at first"
    );
}
