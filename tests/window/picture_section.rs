//! Pictures and recordings by buttons and keys. Nothing can draw here: what is
//! asked for is seen, what fails says so, and drawings for print need no graphics card.

use bevy::{input::keyboard::Key, prelude::*, time::TimeUpdateStrategy};
use gradswarm::{
    growth::{Growth, commands::GrowthCommand},
    journal::Journal,
    panel::Section,
    training::commands::TrainingCommand,
    view::{ChoosePictureFolder, PictureFolder},
    view::{Film, PictureCommand, PictureNote, PictureSettings, PictureTaken, PictureWork},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    picture_controls_save_and_say_what_failed,
}

fn idle(rig: &mut Rig) {
    rig.until("the picture's end", |rig| {
        !rig.resource::<PictureWork>().is_busy()
    });
    rig.step();
}

/// Every button of the picture rows, and F2.
fn picture_controls_save_and_say_what_failed(rig: &mut Rig) {
    rig.close_first_steps();
    rig.load("expression");
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.forget();
    rig.open_section(Section::Pictures);
    for scale in [3, 4, 1, 2] {
        rig.press(&format!("picture/scale/{scale}"));
        assert_eq!(rig.resource::<PictureSettings>().scale, scale);
    }
    for panels in [true, false] {
        rig.press("picture/panels");
        assert_eq!(rig.resource::<PictureSettings>().panels, panels);
    }
    for legend in [false, true] {
        rig.press("picture/legend");
        assert_eq!(rig.resource::<PictureSettings>().legend, legend);
    }
    rig.type_into("picture/seconds", "3");
    assert_eq!(rig.resource::<PictureSettings>().seconds, 3.0);
    rig.take::<ChoosePictureFolder>();
    rig.type_into("picture/folder", "/x");
    let chosen = rig.take::<ChoosePictureFolder>();
    assert_eq!(chosen.last(), Some(&ChoosePictureFolder("/x".into())));
    assert_eq!(rig.resource::<PictureFolder>().folder, "/x");

    // A drawing is made without a graphics card, and handed over.
    rig.take::<PictureTaken>();
    rig.press("picture/svg");
    idle(rig);
    let taken = rig.take::<PictureTaken>();
    assert_eq!(taken.len(), 1);
    assert_eq!(
        (taken[0].scene.as_str(), taken[0].ending),
        ("expression", "svg")
    );
    let drawn = String::from_utf8(taken[0].bytes.to_vec()).expect("UTF-8");
    assert!(drawn.contains("<title>Gradswarm: expression</title>"));
    let told = rig.take::<PictureNote>();
    assert!(
        told.len() == 1 && !told[0].good && told[0].text.contains("/x"),
        "no such folder: {told:?}"
    );

    // Without a graphics card, who asks for pixels is told so, and nothing else changes.
    let (cameras, pace) = (rig.cameras(), paced(rig));
    rig.take::<GrowthCommand>();
    for (control, asked) in [
        (
            "F2",
            PictureCommand::Save {
                scale: 2,
                panels: false,
            },
        ),
        (
            "picture/png",
            PictureCommand::Save {
                scale: 2,
                panels: false,
            },
        ),
        ("picture/record/view", PictureCommand::Record(Film::View)),
        (
            "picture/record/growth",
            PictureCommand::Record(Film::Growth),
        ),
    ] {
        rig.take::<PictureCommand>();
        if control == "F2" {
            rig.key(Key::F2);
        } else {
            rig.press(control);
        }
        assert_eq!(rig.take::<PictureCommand>(), [asked], "by {control}");
        rig.step();
        let told = rig.take::<PictureNote>();
        assert!(
            told.len() == 1 && told[0].text.contains("can draw"),
            "{control}: {told:?}"
        );
        assert!(rig.reads(&told[0].text), "it is on the screen");
        let lines = &rig.resource::<Journal>().lines;
        assert!(
            lines.iter().any(|line| line.text == told[0].text),
            "and in the log"
        );
        assert!(!rig.resource::<PictureWork>().is_busy());
        assert_eq!((rig.cameras(), paced(rig)), (cameras, pace));
    }
    assert!(
        rig.take::<GrowthCommand>().is_empty(),
        "nothing grows for it"
    );
    rig.load("seed");
    rig.take::<TrainingCommand>();
    rig.press("picture/record/training");
    assert!(rig.take::<TrainingCommand>().is_empty());
    // Only there while something is recorded: `taken_pictures.rs` does what they do.
    rig.notice_used("picture/finish");
    rig.notice_used("picture/cancel");
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.take::<PictureNote>();
}

fn paced(rig: &Rig) -> std::time::Duration {
    match rig.resource::<TimeUpdateStrategy>() {
        TimeUpdateStrategy::ManualDuration(step) => *step,
        _ => panic!("the test's own time"),
    }
}
