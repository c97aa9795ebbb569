//! Pictures and recordings that the app takes: what is seen is saved, at a time of its own.

use std::{io::Cursor, time::Duration};

use bevy::{ecs::message::Messages, math::UVec2, prelude::Camera, time::TimeUpdateStrategy};
use gradswarm::{
    app::offscreen::Studio,
    graph::{Graph, SceneSpec},
    view::{
        CameraCommand, Film, LevelCommand, Picture, PictureCommand, PictureNote, PictureSettings,
        PictureTaken, PictureWork,
    },
};

use crate::pixels::{OpenStudio, count_lit, decode_png, open_studio};

/// The window's size, pixels.
const SIZE: UVec2 = UVec2::new(600, 400);
/// A weak graphics card's largest picture, pixels a side: less than four times the window.
const MOST: u32 = 2048;

#[test]
fn a_saved_picture_is_what_is_seen_at_any_scale() {
    let Some(mut open) = open_weak_studio() else {
        return;
    };
    let studio = &mut open.studio;
    let seen = studio.picture().expect("what people look at");
    assert_eq!(count_cameras(studio), 1);
    for (scale, legend) in [(1, true), (1, false), (2, false), (4, false)] {
        ask(studio, PictureCommand::Legend(legend));
        studio.world_mut().write_message(PictureCommand::Save {
            scale,
            panels: false,
        });
        if !legend {
            studio.frame();
        }
        // A second one is refused, in the same frame or in a later one.
        ask(studio, PictureCommand::SaveSvg);
        let told: Vec<PictureNote> = drain(studio);
        assert!(
            told.len() == 1 && told[0].text.contains("in the making"),
            "{told:?}"
        );
        let taken = finished(studio);
        let (width, height, picture) = decode_png(&taken.bytes);
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
        let (lit, before) = (
            count_lit(&picture, picture[0]) as u32,
            count_lit(&seen.pixels, picture[0]) as u32,
        );
        let share = lit as f32 / (before * scale * scale) as f32;
        assert!(
            (0.75..1.25).contains(&share),
            "lines grow with the picture: {share}"
        );
        assert_eq!(count_cameras(studio), 1, "the picture's camera is gone");
    }
}

#[test]
fn a_level_is_on_the_saved_picture() {
    let Some(mut open) = open_weak_studio() else {
        return;
    };
    let studio = &mut open.studio;
    ask(studio, PictureCommand::Legend(false));
    let seen = studio.picture().expect("the graph alone");
    studio
        .world_mut()
        .write_message(LevelCommand::Look(Some(2)));
    let merged = studio.picture().expect("what people look at");
    let lit = |picture: &Picture| count_lit(&picture.pixels, picture.pixels[0]);
    assert!(
        lit(&merged) > lit(&seen),
        "the level is drawn over the graph"
    );
    ask(
        studio,
        PictureCommand::Save {
            scale: 1,
            panels: false,
        },
    );
    let taken = finished(studio);
    assert_eq!(decode_png(&taken.bytes).2, merged.pixels);
    studio.world_mut().write_message(LevelCommand::Look(None));
    studio.frame();
}

/// Frames of 7 ms, and a short recording at 10 frames a second without a legend.
fn prepare_recording(studio: &mut Studio) {
    let usual = TimeUpdateStrategy::ManualDuration(Duration::from_millis(7));
    studio.world_mut().insert_resource(usual);
    studio.world_mut().resource_mut::<PictureSettings>().rate = 10;
    ask(studio, PictureCommand::Legend(false));
    ask(studio, PictureCommand::Seconds(0.2));
}

#[test]
fn a_recording_keeps_its_own_time_and_sees_the_camera_turn() {
    let Some(mut open) = open_weak_studio() else {
        return;
    };
    let studio = &mut open.studio;
    prepare_recording(studio);
    ask(studio, PictureCommand::Record(Film::View));
    let (_, most, _) = recorded(studio).expect("a recording");
    assert_eq!(most, 10, "a second is the least");
    while recorded(studio).is_some_and(|(frames, ..)| frames < 3) {
        studio.frame();
        assert!(
            [Duration::ZERO, Duration::from_millis(50)].contains(&frame_time(studio)),
            "time waits, or goes on by half a frame of the recording"
        );
    }
    studio.world_mut().write_message(CameraCommand::Turn {
        yaw: 2.0,
        pitch: 0.5,
    });
    let film = finished(studio);
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
        (frame_time(studio), count_cameras(studio)),
        (Duration::from_millis(7), 1)
    );
}

#[test]
fn a_recording_can_be_finished_early_or_cancelled() {
    let Some(mut open) = open_weak_studio() else {
        return;
    };
    let studio = &mut open.studio;
    prepare_recording(studio);
    for command in [PictureCommand::Finish, PictureCommand::Cancel] {
        ask(studio, PictureCommand::Record(Film::View));
        while recorded(studio).is_some_and(|(frames, ..)| frames < 2) {
            studio.frame();
        }
        studio.world_mut().write_message(command);
        if command == PictureCommand::Finish {
            let film = finished(studio);
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
            assert!(drain::<PictureTaken>(studio).is_empty());
        }
        assert_eq!(
            (frame_time(studio), count_cameras(studio)),
            (Duration::from_millis(7), 1)
        );
    }
}

/// A studio of a weak graphics card that shows a lattice.
fn open_weak_studio() -> Option<OpenStudio> {
    let mut open = open_studio(|| Studio::open_weak(SIZE, MOST))?;
    open.studio.show(&cube());
    Some(open)
}

fn count_cameras(studio: &mut Studio) -> usize {
    let world = studio.world_mut();
    world.query::<&Camera>().iter(world).count()
}

/// The simulated time of a frame.
fn frame_time(studio: &mut Studio) -> Duration {
    match studio.world_mut().resource::<TimeUpdateStrategy>() {
        TimeUpdateStrategy::ManualDuration(step) => *step,
        _ => Duration::MAX,
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
