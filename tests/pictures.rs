//! `render` and `record`, and the app's own pictures: what they show, from where, in which
//! form, and what they say when it cannot be. Tiny pictures: the processor may have to draw them.
#![cfg(feature = "window")]

#[path = "common/command.rs"]
mod command;

use std::{collections::BTreeSet, io::Cursor, path::PathBuf, time::Duration};

use bevy::{ecs::message::Messages, math::UVec2, prelude::Camera, time::TimeUpdateStrategy};
use command::{gradswarm, refused_at_length as refused};
use gradswarm::{
    graph::{Graph, SceneSpec},
    view::{
        CameraCommand, Film, LevelCommand, PictureCommand, PictureNote, PictureSettings,
        PictureTaken, PictureWork,
        offscreen::{PictureError, Studio},
    },
};

fn place(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).expect("a folder of the test's own");
    folder.join(name).to_str().expect("UTF-8").to_owned()
}

/// The file that a command makes; `None` where nothing can draw.
fn made(name: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let path = place(name);
    let _ = std::fs::remove_file(&path);
    let output = gradswarm(&[arguments, &["-o", &path]].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("nothing was found that can draw")
        && std::env::var_os("GRADSWARM_REQUIRE_GPU").is_none()
    {
        println!("nothing can draw here: skipped");
        return None;
    }
    assert!(output.status.success(), "{arguments:?}: {said}");
    Some(std::fs::read(&path).expect("the picture"))
}

/// Width, height and pixels.
fn pixels(png: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
    let mut reader = png::Decoder::new(Cursor::new(png))
        .read_info()
        .expect("PNG");
    let info = reader.info();
    assert_eq!(
        (info.color_type, info.bit_depth),
        (png::ColorType::Rgb, png::BitDepth::Eight)
    );
    let (width, height) = (info.width, info.height);
    let mut bytes = vec![0; (3 * width * height) as usize];
    reader.next_frame(&mut bytes).expect("a frame");
    (width, height, bytes.as_chunks::<3>().0.to_vec())
}

const QUICK: [&str; 4] = ["expression", "--ticks", "30", "--size"];

#[test]
fn a_picture_is_what_was_asked_for() {
    let render = |name: &str, more: &[&str]| {
        made(
            name,
            &[&["render"], &QUICK[..], &["160x100"], more].concat(),
        )
    };
    let Some(plain) = render("plain.png", &[]) else {
        return;
    };
    let (width, height, usual) = pixels(&plain);
    assert_eq!((width, height), (160, 100));
    let same = pixels(&render("same.png", &[]).expect("a renderer")).2;
    assert_eq!(usual, same, "the same command, the same picture");
    let mut seen = vec![("nothing", usual.clone())];
    for (name, more) in [
        ("mode", &["--mode", "operation"][..]),
        ("light", &["--background", "light"]),
        ("labels", &["--labels"]),
        ("turned", &["--yaw", "-100", "--pitch", "-20"]),
        ("near", &["--zoom", "2.5"]),
        ("flat", &["--dimensions", "2"]),
        ("law", &["--law", "veldhuizen", "--set", "K=0.2"]),
        ("camera", &["--camera", "0,0,0,0.3,0.1,4"]),
        ("panels", &["--panels"]),
    ] {
        let picture = render(&format!("{name}.png"), more).expect("a renderer");
        let picture = pixels(&picture).2;
        for (other, before) in &seen {
            assert_ne!(&picture, before, "--{name} looks as --{other}");
        }
        seen.push((name, picture));
    }
    let behind = render("colour.png", &["--background", "#204060"]).expect("a renderer");
    assert_eq!(
        pixels(&behind).2[0],
        [0x20, 0x40, 0x60],
        "the corner is background"
    );
}

#[test]
fn a_picture_higher_than_a_screen_is_as_full_as_any() {
    let arguments = ["render", "expression", "--ticks", "60", "--size", "64x1000"];
    let Some(tall) = made("tall.png", &arguments) else {
        return;
    };
    let (width, height, pixels) = pixels(&tall);
    assert_eq!((width, height), (64, 1000));
    let background = pixels[0];
    let drawn = pixels.iter().filter(|&&pixel| pixel != background).count();
    assert!(drawn > 200, "{drawn} pixels drawn on");
    assert_ne!(background, [0; 3], "the background is the theme's");
}

#[test]
fn a_drawing_has_every_vertex_and_edge() {
    let arguments = [
        "render", "seed", "--ticks", "400", "--size", "400x300", "--labels", "--legend",
    ];
    let Some(svg) = made("seed.svg", &arguments) else {
        return;
    };
    let svg = String::from_utf8(svg).expect("UTF-8");
    assert!(svg.starts_with("<?xml") && svg.ends_with("</svg>\n"));
    let count = |what: &str| svg.matches(what).count();
    // A box that is small is a circle; signs of the legend come on top.
    let (vertices, edges) = (count("<circle") + count("<rect"), count("<path"));
    assert!((741..790).contains(&vertices), "{vertices} vertices");
    assert!((600..=885).contains(&edges), "{edges} edges");
    assert!(count("<text") > 5, "labels and a legend");
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

/// What is flat has no fog, and its colours all the same.
#[test]
fn a_drawing_in_the_plane_has_colours() {
    let arguments = ["render", "cube", "--dimensions", "2", "--ticks", "60"];
    let Some(svg) = made("flat.svg", &arguments) else {
        return;
    };
    let svg = String::from_utf8(svg).expect("UTF-8");
    let values = |name: &str| -> BTreeSet<&str> {
        let quote = format!("{name}=\"");
        let places = svg.match_indices(&quote).map(|(at, _)| at + quote.len());
        places
            .filter_map(|at| svg[at..].split('"').next())
            .collect()
    };
    assert!(!values("fill").contains("#000000"), "{:?}", values("fill"));
    assert!(!values("opacity").contains("1"), "edges let through");
    assert!(values("fill").len() > 2, "{:?}", values("fill"));
}

/// A scene's level is on its picture and its drawing; another one, or none, where it is asked for.
#[test]
fn a_level_is_looked_at_in_pictures_drawings_and_recordings() {
    let scene = ["render", "two-levels", "--ticks", "60"];
    let render = |name: &str, more: &[&str]| made(name, &[&scene[..], more].concat());
    let size = ["--size", "240x160"];
    let Some(shown) = render("two-levels.png", &size) else {
        return;
    };
    let of = |level: &'static str| [&size[..], &["--level", level]].concat();
    let mut seen = vec![pixels(&shown).2];
    for level in ["0", "1"] {
        let picture = render("level.png", &of(level)).expect("a renderer");
        let picture = pixels(&picture).2;
        assert!(
            !seen.contains(&picture),
            "level {level} has a look of its own"
        );
        seen.push(picture);
    }
    // It is looked at by its second, which is the coarsest.
    for level in ["2", "9"] {
        let picture = render("level.png", &of(level)).expect("a renderer");
        assert_eq!(seen[0], pixels(&picture).2, "level {level}");
    }

    let drawn = |level: &'static str| {
        let svg = render("level.svg", &of(level)).expect("a renderer");
        let svg = String::from_utf8(svg).expect("UTF-8");
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        ["<circle", "<path"].map(|what| svg.matches(what).count())
    };
    let [alone, paired, merged] = ["0", "1", "2"].map(drawn);
    // Over the graph lies the graph with its pairs, or what they become, and the frame.
    assert_eq!(paired[0], 2 * alone[0]);
    assert!(
        (alone[0] + alone[0] / 3..2 * alone[0]).contains(&merged[0]),
        "{merged:?}"
    );
    // Three rings, and edges between what is merged.
    assert!(merged[1] > alone[1] + 100, "{merged:?} over {alone:?}");

    let film = [
        "record",
        "seed",
        "--seconds",
        "0.3",
        "--fps",
        "10",
        "--size",
        "96x64",
    ];
    let record = |name: &str, more: &[&str]| made(name, &[&film[..], more].concat());
    let plain = record("plain-film.png", &[]).expect("a renderer");
    let merged = record("level-film.png", &["--level", "2"]).expect("a renderer");
    assert_ne!(plain, merged);
    assert!(refused(&[&scene[..], &["--level", "x", "-o", "x.png"]].concat()).contains("--level"));
}

#[test]
fn a_recording_moves_and_is_the_same_again() {
    let arguments = [
        "record",
        "seed",
        "--seconds",
        "0.6",
        "--fps",
        "10",
        "--size",
        "96x64",
        "--mode",
        "operation",
    ];
    let Some(film) = made("growth.png", &arguments) else {
        return;
    };
    assert_eq!(
        Some(&film),
        made("again.apng", &arguments).as_ref(),
        "deterministic"
    );
    let mut reader = png::Decoder::new(Cursor::new(&film))
        .read_info()
        .expect("PNG");
    let control = *reader.info().animation_control().expect("an animation");
    assert_eq!((control.num_frames, control.num_plays), (6, 0));
    let mut changed = 0;
    for frame in 0..6 {
        let mut part = vec![0; 96 * 64 * 3];
        reader.next_frame(&mut part).expect("a frame");
        let shown = *reader.info().frame_control().expect("its place");
        assert_eq!((shown.delay_num, shown.delay_den), (1, 10));
        changed += u32::from(frame > 0 && shown.width * shown.height > 1);
    }
    assert!(changed >= 4, "frames differ: {changed} of 5");
    assert!(
        reader.next_frame(&mut vec![0; 96 * 64 * 3]).is_err(),
        "no seventh frame"
    );

    let learning = [
        "record",
        "neuron",
        "--train",
        "--seconds",
        "0.3",
        "--fps",
        "10",
        "--size",
        "64x48",
    ];
    // Whether a neuron can be trained is the scene's own affair: it says so, or it learns.
    let output = gradswarm(&[&learning[..], &["-o", &place("neuron.png")]].concat());
    assert!(matches!(output.status.code(), Some(0 | 2)));
}

#[test]
fn what_cannot_be_is_refused_by_name_and_with_a_remedy() {
    let (png, svg) = (place("never.png"), place("never.svg"));
    for (arguments, words) in [
        (
            &["render", "seed", "-o", "x.gif"][..],
            &[".png", ".svg"][..],
        ),
        (
            &["render", "seed", "--mode", "colour", "-o", &png],
            &["colour", "gradient-size"],
        ),
        (
            &["render", "seed", "--background", "blue", "-o", &png],
            &["blue", "dark, light"],
        ),
        (
            &["render", "seed", "--pitch", "91", "-o", &png],
            &["--pitch", "-90 to 90"],
        ),
        (
            &["render", "seed", "--zoom", "0", "-o", &png],
            &["--zoom", "0.01"],
        ),
        (
            &["render", "seed", "--camera", "1,2,3", "-o", &png],
            &["1,2,3", "six numbers"],
        ),
        (
            &[
                "render",
                "seed",
                "--dimensions",
                "2",
                "--yaw",
                "10",
                "-o",
                &png,
            ],
            &["--yaw", "--dimensions 3"],
        ),
        (
            &["render", "seed", "--set", "Q=1", "-o", &png],
            &["--set Q=1"],
        ),
        (
            &["render", "seed", "--panels", "-o", &svg],
            &["--panels", ".png"],
        ),
        (
            &["render", "cube", "--train", "5", "-o", &png],
            &["--train", "seed or moons"],
        ),
        (
            &["render", "seed", "-o", "no/such/folder/x.png"],
            &["no folder"],
        ),
        (&["record", "seed", "-o", "x.gif"], &[".png or .apng"]),
        (
            &["record", "seed", "--seconds", "0", "-o", &png],
            &["--seconds", "0.1 to 60"],
        ),
        (
            &["record", "seed", "--fps", "99", "-o", &png],
            &["99", "5..=30"],
        ),
        (
            &["record", "seed", "--size", "1x1", "-o", &png],
            &["1x1", "1280x800"],
        ),
        (&["record", "nowhere", "-o", &png], &["nowhere", "seed"]),
    ] {
        let said = refused(arguments);
        assert!(
            words.iter().all(|word| said.contains(word)),
            "{arguments:?}: {said}"
        );
    }
    assert!(!PathBuf::from(png).exists() && !PathBuf::from(svg).exists());
}

/// The one test that has a renderer of its own: a process can have one.
#[test]
fn the_app_takes_pictures_and_records_at_a_time_of_its_own() {
    // As on a weak graphics card: four times the window is more than it draws.
    const SIZE: UVec2 = UVec2::new(600, 400);
    const MOST: u32 = 2048;
    let mut studio = match Studio::open_weak(SIZE, MOST) {
        Err(PictureError::NoAdapter) if std::env::var_os("GRADSWARM_REQUIRE_GPU").is_none() => {
            println!("nothing can draw here: skipped");
            return;
        }
        studio => studio.expect("a renderer"),
    };
    studio.show(&cube());
    let seen = studio.picture().expect("what people look at");
    let cameras = |studio: &mut Studio| {
        let world = studio.world_mut();
        world.query::<&Camera>().iter(world).count()
    };
    assert_eq!(cameras(&mut studio), 1);
    for (scale, legend) in [(1, true), (1, false), (2, false), (4, false)] {
        ask(&mut studio, PictureCommand::Legend(legend));
        studio.world_mut().write_message(PictureCommand::Save {
            scale,
            panels: false,
        });
        if !legend {
            studio.frame();
        }
        // A second one is refused, in the same frame or in a later one.
        ask(&mut studio, PictureCommand::SaveSvg);
        let told: Vec<PictureNote> = drain(&mut studio);
        assert!(
            told.len() == 1 && told[0].text.contains("in the making"),
            "{told:?}"
        );
        let taken = finished(&mut studio);
        let (width, height, picture) = pixels(&taken.bytes);
        if scale == 4 {
            assert_eq!((width, height), (MOST, 1365));
            let told = taken.remark.expect("it is smaller than was asked for");
            assert!(told.contains("2048 × 1365") && told.contains("no more than 2048"));
            continue;
        }
        assert_eq!((width, height), (SIZE.x * scale, SIZE.y * scale));
        assert_eq!(taken.remark, None);
        if legend {
            // Its lower left corner says what colours mean.
            let pairs = seen.pixels.iter().zip(&picture).enumerate();
            let columns = pairs.filter(|(_, (a, b))| a != b);
            let mut columns = columns.map(|(place, _)| place % width as usize);
            assert!(columns.any(|column| column < 30), "the legend");
            continue;
        }
        if scale == 1 {
            assert_eq!(picture, seen.pixels, "what is saved is what is seen");
        }
        let far = |pixel: &&[u8; 3]| {
            pixel
                .iter()
                .zip(picture[0])
                .any(|(a, b)| a.abs_diff(b) > 20)
        };
        let (lit, before) = (
            picture.iter().filter(far).count() as u32,
            seen.pixels.iter().filter(far).count() as u32,
        );
        let share = lit as f32 / (before * scale * scale) as f32;
        assert!(
            (0.75..1.25).contains(&share),
            "lines grow with the picture: {share}"
        );
        assert_eq!(cameras(&mut studio), 1, "the picture's camera is gone");
    }

    // A level that is looked at is on the picture, too, and on the drawing.
    studio
        .world_mut()
        .write_message(LevelCommand::Look(Some(2)));
    let merged = studio.picture().expect("what people look at");
    assert_ne!(merged.pixels, seen.pixels);
    ask(
        &mut studio,
        PictureCommand::Save {
            scale: 1,
            panels: false,
        },
    );
    let taken = finished(&mut studio);
    assert_eq!(pixels(&taken.bytes).2, merged.pixels);
    studio.world_mut().write_message(LevelCommand::Look(None));
    studio.frame();

    let usual = TimeUpdateStrategy::ManualDuration(Duration::from_millis(7));
    studio.world_mut().insert_resource(usual);
    let pace = |studio: &mut Studio| match studio.world_mut().resource::<TimeUpdateStrategy>() {
        TimeUpdateStrategy::ManualDuration(step) => *step,
        _ => Duration::MAX,
    };
    studio.world_mut().resource_mut::<PictureSettings>().rate = 10;
    ask(&mut studio, PictureCommand::Seconds(0.2));
    ask(&mut studio, PictureCommand::Record(Film::View));
    let (_, most, _) = recorded(&mut studio).expect("a recording");
    assert_eq!(most, 10, "a second is the least");
    while recorded(&mut studio).is_some_and(|(frames, ..)| frames < 3) {
        studio.frame();
        assert!(
            [Duration::ZERO, Duration::from_millis(50)].contains(&pace(&mut studio)),
            "time waits, or goes on by half a frame of the recording"
        );
    }
    studio.world_mut().write_message(CameraCommand::Turn {
        yaw: 2.0,
        pitch: 0.5,
    });
    let film = finished(&mut studio);
    let mut reader = png::Decoder::new(Cursor::new(&film.bytes[..]))
        .read_info()
        .expect("PNG");
    assert_eq!(
        reader
            .info()
            .animation_control()
            .map(|control| control.num_frames),
        Some(10)
    );
    let mut turned = false;
    for _ in 0..10 {
        reader
            .next_frame(&mut vec![0; (3 * SIZE.x * SIZE.y) as usize])
            .expect("a frame");
        turned |= reader
            .info()
            .frame_control()
            .is_some_and(|part| part.y_offset > 0 && part.width > 9);
    }
    assert!(turned, "it saw the camera turn");
    assert_eq!(
        (pace(&mut studio), cameras(&mut studio)),
        (Duration::from_millis(7), 1)
    );

    // Cut short, it is shorter; thrown away, it is nothing.
    for command in [PictureCommand::Finish, PictureCommand::Cancel] {
        ask(&mut studio, PictureCommand::Record(Film::View));
        while recorded(&mut studio).is_some_and(|(frames, ..)| frames < 2) {
            studio.frame();
        }
        studio.world_mut().write_message(command);
        if command == PictureCommand::Finish {
            let film = finished(&mut studio);
            let reader = png::Decoder::new(Cursor::new(&film.bytes[..]))
                .read_info()
                .expect("PNG");
            let frames = reader
                .info()
                .animation_control()
                .expect("an animation")
                .num_frames;
            assert!((2..6).contains(&frames), "{frames}");
        } else {
            studio.frame();
            assert!(!studio.world_mut().resource::<PictureWork>().is_busy());
            assert!(drain::<PictureTaken>(&mut studio).is_empty());
        }
        assert_eq!(
            (pace(&mut studio), cameras(&mut studio)),
            (Duration::from_millis(7), 1)
        );
    }
}

/// A lattice in its place.
fn cube() -> Graph {
    let scene: SceneSpec = "cube:side=3".parse().expect("a scene");
    let mut graph = scene.build(1).expect("it can be built").graph;
    for (n, node) in graph.nodes.iter_mut().enumerate() {
        node.position = Some(bevy::math::Vec3::new(
            (n % 3) as f32,
            (n / 3 % 3) as f32,
            (n / 9) as f32,
        ));
    }
    graph
}

fn ask(studio: &mut Studio, command: PictureCommand) {
    studio.world_mut().write_message(command);
    studio.frame();
}

fn recorded(studio: &mut Studio) -> Option<(u32, u32, usize)> {
    studio
        .world_mut()
        .resource::<PictureWork>()
        .recording_progress()
}

fn drain<T: bevy::ecs::message::Message>(studio: &mut Studio) -> Vec<T> {
    studio
        .world_mut()
        .resource_mut::<Messages<T>>()
        .drain()
        .collect()
}

/// Frames until what was asked for is there.
fn finished(studio: &mut Studio) -> PictureTaken {
    for _ in 0..2000 {
        if let Some(taken) = drain::<PictureTaken>(studio).pop() {
            assert!(!studio.world_mut().resource::<PictureWork>().is_busy());
            return taken;
        }
        studio.frame();
        // Encoding is beside the frames.
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("it never came: {:?}", drain::<PictureNote>(studio));
}
