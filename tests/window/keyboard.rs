//! Five tasks by keyboard alone: choose a scene, find a weight, change it, train, save a picture.

use bevy::{input::keyboard::Key, prelude::Entity};
use gradswarm::{
    graph::{CurrentScene, Selection, Term},
    growth::Growth,
    physics::SimulationStatus,
    training::{Pace, Trainer},
    view::{ChoosePictureFolder, PictureWork},
};

use crate::{on_screen::name, rig::Rig, scenario::scenarios};

scenarios! {
    five_tasks_need_no_pointer,
}

fn five_tasks_need_no_pointer(rig: &mut Rig) {
    // The first steps take no key.
    rig.until("the first steps", |rig| rig.rect("steps/close").is_some());
    choose_scene(rig);
    let weight = find_weight(rig);
    change_weight(rig, weight);
    train(rig);
    save_drawing(rig);
}

/// Presses a key and lets the panels answer.
fn press(rig: &mut Rig, key: Key) {
    rig.key(key);
    (0..3).for_each(|_| rig.step());
}

/// Writes a text, letter by letter.
fn write(rig: &mut Rig, text: &str) {
    for letter in text.chars() {
        let key = match letter {
            ' ' => Key::Space,
            _ => Key::Character(letter.to_string().into()),
        };
        rig.key(key);
    }
    (0..3).for_each(|_| rig.step());
}

/// Presses `F6` until the focus is in the region that begins with a control, then `Tab` until it
/// is on a control.
fn walk_to(rig: &mut Rig, region: &str, control: &str) {
    let focused = |rig: &mut Rig| rig.focused_control().unwrap_or_default();
    for _ in 0..6 {
        press(rig, Key::F6);
        if focused(rig).starts_with(region) {
            break;
        }
    }
    let mut passed = vec![focused(rig)];
    for _ in 0..40 {
        if passed.last().is_some_and(|last| last == control) {
            return;
        }
        press(rig, Key::Tab);
        passed.push(focused(rig));
    }
    panic!("no way to {control}, but {passed:?}");
}

fn choose_scene(rig: &mut Rig) {
    walk_to(rig, "menu", "scene/choice");
    press(rig, Key::Enter);
    write(rig, "small");
    press(rig, Key::Enter);
    rig.until("the small network", |rig| {
        rig.resource::<CurrentScene>().name.starts_with("mlp")
    });
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
}

fn find_weight(rig: &mut Rig) -> Entity {
    press(rig, Key::Escape);
    rig.rest_keys();
    write(rig, "/");
    write(rig, "w1 neuron 3");
    press(rig, Key::Enter);
    let weight = rig.resource::<Selection>().primary().expect("it was found");
    let id = name(rig, weight);
    let nodes = &rig.resource::<CurrentScene>().graph.nodes;
    let found = nodes.iter().find(|node| node.id == id).expect("a vertex");
    assert_eq!(found.label, "layer 1 · neuron 3 · w1");
    press(rig, Key::Escape);
    rig.rest_keys();
    weight
}

fn change_weight(rig: &mut Rig, weight: Entity) {
    walk_to(rig, "inspector", "inspector/data");
    rig.chord(&[Key::Control], Key::Character("a".into()));
    write(rig, "0.75");
    press(rig, Key::Enter);
    let term = rig.get::<Term>(weight).expect("a weight has a number");
    assert_eq!(term.data, 0.75);
    press(rig, Key::Escape);
    rig.rest_keys();
}

fn train(rig: &mut Rig) {
    write(rig, "t");
    assert!(matches!(
        rig.resource::<Trainer>().pace,
        Pace::Playing { .. }
    ));
    walk_to(rig, "clock", "training/finish");
    press(rig, Key::Enter);
    rig.until("all rounds", |rig| {
        rig.resource::<Trainer>().pace == Pace::Idle
    });
    assert!(rig.resource::<Trainer>().round >= 100);
}

fn save_drawing(rig: &mut Rig) {
    let folder = std::env::temp_dir().join(format!("gradswarm-keyboard-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the drawing");
    rig.write(ChoosePictureFolder(folder.display().to_string()));
    walk_to(rig, "menu", "menu");
    press(rig, Key::Enter);
    write(rig, "save");
    press(rig, Key::ArrowDown);
    press(rig, Key::Enter);
    rig.until("the drawing", |rig| {
        !rig.resource::<PictureWork>().is_busy()
            && std::fs::read_dir(&folder).is_ok_and(|mut files| files.next().is_some())
    });
    std::fs::remove_dir_all(&folder).expect("the folder goes away");
}
