//! `render` and `record`: what their files show, from where, in which form, and what they say
//! when they refuse. Tiny pictures: the processor may have to draw them.

use std::{collections::BTreeSet, io::Cursor, path::PathBuf};

use gradswarm::view::{Theme, palette::OperationKind};

use crate::{
    command::{gradswarm, refused_at_length as refused},
    pixels::{count_hue, count_lit, decode_png},
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

const QUICK: [&str; 4] = ["expression", "--ticks", "30", "--size"];

#[test]
fn a_picture_is_what_was_asked_for() {
    let render = |name: &str, more: &[&str]| {
        // Panels leave nothing of so small a window.
        let size = match name {
            "panels.png" => "480x400",
            _ => "160x100",
        };
        made(name, &[&["render"], &QUICK[..], &[size], more].concat())
    };
    let Some(plain) = render("plain.png", &[]) else {
        return;
    };
    let (width, height, usual) = decode_png(&plain);
    assert_eq!((width, height), (160, 100));
    let same = decode_png(&render("same.png", &[]).expect("a renderer")).2;
    assert_eq!(usual, same, "the same command, the same picture");
    let (dark, light) = (Theme::Dark.palette(), Theme::Light.palette());
    let drawn = count_lit(&usual, dark.background);
    assert_eq!(usual[0], dark.background, "the corner is background");
    assert!((400..1600).contains(&drawn), "{drawn} pixels drawn on");
    let above_zero = count_hue(&usual, dark.positive);
    assert!(above_zero > 200, "{above_zero} pixels of values above zero");
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
        let picture = decode_png(&picture).2;
        for (other, before) in &seen {
            assert_ne!(&picture, before, "--{name} looks as --{other}");
        }
        let lit = count_lit(&picture, dark.background);
        match name {
            "mode" => {
                assert_eq!(
                    count_hue(&picture, dark.positive),
                    0,
                    "no sign has a colour"
                );
                for (kind, least) in [(OperationKind::Sum, 30), (OperationKind::Product, 100)] {
                    let seen = count_hue(&picture, dark.operation_colour(kind));
                    assert!(seen > least, "{seen} pixels of {kind:?}");
                }
            }
            "light" => {
                assert_eq!(picture[0], light.background);
                let lit = count_lit(&picture, light.background);
                assert!((400..1600).contains(&lit), "{lit} pixels on paper");
            }
            "labels" => assert!(lit > drawn, "letters are drawn: {lit} over {drawn} pixels"),
            "near" => assert!(lit > 2 * drawn, "it fills the picture: {lit} of {drawn}"),
            "camera" => assert!(lit > 6 * drawn / 5, "it stands nearer: {lit} of {drawn}"),
            "panels" => {
                assert!(lit > drawn + 400, "panels have words: {lit} pixels");
                let left = count_hue(&picture, dark.positive);
                assert!(
                    left * 8 > above_zero,
                    "panels leave the graph in sight: {left} of {above_zero} pixels"
                );
            }
            _ => assert!((400..1600).contains(&lit), "{name}: {lit} pixels drawn on"),
        }
        seen.push((name, picture));
    }
    let behind = render("colour.png", &["--background", "#204060"]).expect("a renderer");
    assert_eq!(
        decode_png(&behind).2[0],
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
    let (width, height, pixels) = decode_png(&tall);
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

/// A flat drawing has no fog, and has colours all the same.
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
    assert!(values("fill").len() > 1, "{:?}", values("fill"));
    assert!(values("stroke").len() > 1, "{:?}", values("stroke"));
    assert!(!svg.contains("Z\""), "a lattice has no arrowheads");
}

/// The names over the columns need no labels, and are on every picture.
#[test]
fn a_network_in_layers_has_its_columns_named() {
    let network = ["render", "mlp:sizes=2x3x1,samples=1", "--layered"];
    let plane = ["--dimensions", "2", "--ticks", "200", "--size", "640x400"];
    let arguments = [&network[..], &plane].concat();
    let Some(svg) = made("columns.svg", &arguments) else {
        return;
    };
    let svg = String::from_utf8(svg).expect("UTF-8");
    let texts: Vec<&str> = svg
        .lines()
        .filter_map(|line| line.strip_prefix("<text")?.split(['>', '<']).nth(1))
        .collect();
    assert_eq!(
        texts[..3],
        ["inputs", "layer 1 · 3 neurons", "layer 2 · 1 neuron"]
    );
    assert!(texts[3].starts_with("loss "), "{texts:?}");
    assert_eq!(texts.len(), 4, "no labels: {texts:?}");
    assert!(svg.contains("Z\""), "edges of a network have arrowheads");
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
    let lit = |picture: &[[u8; 3]]| count_lit(picture, picture[0]);
    let of = |level: &'static str| [&size[..], &["--level", level]].concat();
    let mut seen = vec![decode_png(&shown).2];
    for level in ["0", "1"] {
        let picture = render("level.png", &of(level)).expect("a renderer");
        let picture = decode_png(&picture).2;
        assert!(
            !seen.contains(&picture),
            "level {level} has a look of its own"
        );
        seen.push(picture);
    }
    // Over the graph lies the level: seen[0] shows the second, seen[1] none.
    assert!(lit(&seen[0]) > lit(&seen[1]) && lit(&seen[2]) > lit(&seen[1]));
    // It is looked at by its second, which is the coarsest.
    for level in ["2", "9"] {
        let picture = render("level.png", &of(level)).expect("a renderer");
        assert_eq!(seen[0], decode_png(&picture).2, "level {level}");
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
    let first = |film: &[u8]| lit(&decode_png(film).2);
    assert!(
        first(&merged) > first(&plain),
        "the level is on the first frame"
    );
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
