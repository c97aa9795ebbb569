//! Keys: each does what its button does, except while a field has the keyboard.

use bevy::input::keyboard::Key;
use gradswarm::{
    clock::SimulationClock,
    graph::Selection,
    growth::Growth,
    panel::{EntityInspector, PanelPlace, Panels, SHORTCUTS},
    third_party::InterfaceArea,
    training::{Pace, Trainer, commands::TrainingCommand},
    view::{
        CameraCommand, ChoosePictureFolder, ColourVision, PictureCommand, PictureWork, ViewMode,
        ViewSettings,
    },
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    keys_pause_step_frame_train_and_regrow,
    keys_change_what_the_view_shows,
    keys_open_and_close_the_panels,
    keys_do_nothing_while_a_field_is_typed_into,
    f6_walks_from_region_to_region,
}

fn keys_pause_step_frame_train_and_regrow(rig: &mut Rig) {
    rig.grow_seed();
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
    rig.expect(CameraCommand::Frame);
    rig.letter("t");
    rig.expect(TrainingCommand::Train { rounds: 1000 });
    rig.press("training/finish");
    rig.until("1000 rounds", |rig| {
        rig.resource::<Trainer>().pace == Pace::Idle
    });
    assert_eq!(rig.resource::<Trainer>().round, 1000);
    rig.letter("r");
    rig.step();
    assert!(rig.resource::<Growth>().growing());
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
}

fn keys_change_what_the_view_shows(rig: &mut Rig) {
    rig.grow_seed();
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
}

fn keys_open_and_close_the_panels(rig: &mut Rig) {
    rig.grow_seed();
    rig.letter("h");
    rig.step();
    assert!(!rig.resource::<Panels>().visible && rig.rect("training/train").is_none());
    rig.press("panel/show");
    assert!(rig.resource::<Panels>().visible);
    rig.press("menu");
    rig.press("menu/hide");
    assert!(!rig.resource::<Panels>().visible);
    rig.letter("h");
    for (key, place) in [(Key::F7, PanelPlace::Look), (Key::F8, PanelPlace::Physics)] {
        rig.key(key.clone());
        assert_eq!(rig.resource::<Panels>().drawer, Some(place));
        (0..3).for_each(|_| rig.step());
        rig.press("drawer/close");
        assert_eq!(rig.resource::<Panels>().drawer, None);
    }
    rig.open_place(PanelPlace::Explore);
    menu_entries_act(rig);
    for figures in [true, false] {
        rig.key(Key::F3);
        (0..3).for_each(|_| rig.step());
        assert_eq!(rig.rect("figures").is_some(), figures);
    }
    rig.rest_keys();
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
}

fn keys_do_nothing_while_a_field_is_typed_into(rig: &mut Rig) {
    rig.grow_seed();
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
    assert!(
        rig.take::<CameraCommand>().is_empty(),
        "letters rest for half a second"
    );
    (0..32).for_each(|_| rig.step());
    rig.letter("f");
    rig.expect(CameraCommand::Frame);
}

/// Every entry of the document menu does what it says.
fn menu_entries_act(rig: &mut Rig) {
    let choose = |rig: &mut Rig, entry: &str| {
        rig.press("menu");
        rig.press(entry);
    };
    choose(rig, "menu/tool/hand");
    choose(rig, "menu/select_all");
    assert_eq!(rig.resource::<Selection>().vertices().len(), 741);
    rig.key(Key::Escape);
    choose(rig, "menu/help");
    assert!(rig.resource::<Panels>().help);
    rig.key(Key::Escape);
    choose(rig, "menu/first_steps");
    (0..3).for_each(|_| rig.step());
    rig.press("steps/close");
    for entry in ["menu/figures", "menu/entities"] {
        choose(rig, entry);
        choose(rig, entry);
    }
    // No such folder: nothing is left behind.
    rig.send(ChoosePictureFolder("/x".into()));
    rig.take::<PictureCommand>();
    for entry in [
        "menu/png",
        "menu/record/view",
        "menu/record/growth",
        "menu/record/training",
        "menu/svg",
    ] {
        choose(rig, entry);
        assert_eq!(rig.take::<PictureCommand>().len(), 1, "{entry}");
        (0..20).for_each(|_| rig.step());
    }
    rig.until("the drawing", |rig| {
        !rig.resource::<PictureWork>().is_busy()
    });
    rig.press("training/one_round");
    rig.until("a round", |rig| {
        rig.resource::<Trainer>().pace == Pace::Idle
    });
    choose(rig, "menu/round_zero");
    assert_eq!(rig.resource::<Trainer>().round, 0);
    choose(rig, "menu/grow");
    assert!(rig.resource::<Growth>().growing());
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    // Nothing can draw here: recordings end with a message.
    rig.notice_used("menu/record/end");
}

/// `F6` walks from region to region; `Tab` walks through the controls of one.
fn f6_walks_from_region_to_region(rig: &mut Rig) {
    rig.grow_seed();
    let mut focused = Vec::new();
    for _ in 0..4 {
        rig.key(Key::F6);
        (0..3).for_each(|_| rig.step());
        assert!(rig.resource::<InterfaceArea>().has_focus);
        focused.push(rig.focused_control());
    }
    assert_eq!(
        focused,
        ["menu", "drawer/close", "clock/pause", "menu"].map(|name| Some(name.to_owned())),
        "top bar, drawer, timeline, and around; an empty card has nothing to focus"
    );
    rig.key(Key::Escape);
}

/// A new key needs a press here, in `levels.rs` or in the files about selecting.
#[test]
fn every_key_of_the_table_is_pressed_somewhere() {
    assert_eq!(SHORTCUTS.len(), 65);
}
