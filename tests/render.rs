//! What one sees of the seed's graph once it has settled. One test: a
//! process can have one renderer.
#![cfg(feature = "window")]

use bevy::{
    color::ColorToPacked,
    math::{UVec2, Vec2, Vec3},
};
use gradswarm::{
    graph::{Graph, SceneSpec},
    layout::Settings,
    physics::{self, StartMode},
    view::{
        Appearance, ColourVision, DrawStatistics, Legend, LegendShape, LookCommand, Theme,
        ViewMode,
        offscreen::{Picture, PictureError, Studio},
        palette::{OperationKind, Rgb},
    },
};

const SIZE: UVec2 = UVec2::new(640, 480);

#[test]
fn the_settled_seed_fills_the_picture_and_can_be_read() {
    let mut studio = match Studio::open(SIZE) {
        Err(PictureError::NoAdapter) if std::env::var_os("GRADSWARM_REQUIRE_GPU").is_none() => {
            println!("nothing can draw here: skipped");
            return;
        }
        studio => studio.expect("a renderer"),
    };
    studio.show(&Graph::default());
    let empty = studio.picture().expect("a picture of nothing");
    assert_eq!(
        lit(&empty, Theme::Dark).count(),
        0,
        "an empty graph is an empty picture"
    );

    studio.show(&settled("seed"));
    for theme in [Theme::Dark, Theme::Light] {
        studio.world_mut().write_message(LookCommand::Theme(theme));
        let picture = studio.picture().expect("a picture");
        check_framing(&picture, theme);
        // Edges wear a share of their source's hue: without them, only a box can be the box's colour.
        studio
            .world_mut()
            .write_message(LookCommand::ShowEdges(false));
        let picture = studio.picture().expect("a picture");
        studio
            .world_mut()
            .write_message(LookCommand::ShowEdges(true));
        for kind in [
            OperationKind::Sum,
            OperationKind::Product,
            OperationKind::Activation,
        ] {
            let hue = theme.palette().operation_colour(kind);
            assert!(
                near_hue(&picture, hue) > 30,
                "{theme:?}: {kind:?} cannot be seen"
            );
        }
        let palette = theme.palette();
        for (what, rgb) in [("below", palette.negative), ("above", palette.positive)] {
            assert!(
                near_hue(&picture, rgb) > 30,
                "{theme:?}: no value {what} zero can be seen"
            );
        }
    }

    let all = studio.picture().expect("a picture");
    studio
        .world_mut()
        .write_message(LookCommand::ShowVertices(false));
    let edges = studio.picture().expect("a picture");
    let (with, without) = (
        lit(&all, Theme::Light).count(),
        lit(&edges, Theme::Light).count(),
    );
    assert!(without > 2000, "edges cannot be seen: {without} pixels");
    assert!(without < with, "vertices were not hidden");
    studio
        .world_mut()
        .write_message(LookCommand::ShowVertices(true));

    studio
        .world_mut()
        .write_message(LookCommand::Mode(ViewMode::Operation));
    let recoloured = studio.picture().expect("a picture");
    assert_ne!(recoloured, all, "the colours mean something else now");

    // A frame in which nothing changed: two draws, no upload.
    let statistics = studio.world_mut().resource::<DrawStatistics>().clone();
    let before = (statistics.draws(), statistics.uploaded_bytes());
    studio.frame();
    assert_eq!(statistics.draws(), before.0 + 2);
    assert_eq!(statistics.uploaded_bytes(), before.1);

    every_mode_has_a_picture_and_a_legend_of_its_own(&mut studio);
    a_graph_that_is_no_computation_says_so(&mut studio);
}

/// Ten modes, ten pictures; other eyes and sizes that follow change them again.
fn every_mode_has_a_picture_and_a_legend_of_its_own(studio: &mut Studio) {
    let mut graph = settled("mlp:sizes=2x3x1");
    for (place, node) in graph.nodes.iter_mut().enumerate() {
        node.velocity = Some(Vec3::X * 0.01 * place as f32);
    }
    studio.show(&graph);
    let mut pictures: Vec<(ViewMode, Picture)> = Vec::new();
    for mode in ViewMode::ALL {
        studio.world_mut().write_message(LookCommand::Mode(mode));
        let picture = studio.picture().expect("a picture");
        for (other, before) in &pictures {
            assert_ne!(&picture, before, "{mode:?} looks like {other:?}");
        }
        let statistics = studio.world_mut().resource::<DrawStatistics>().clone();
        let uploaded = statistics.uploaded_bytes();
        studio.frame();
        assert_eq!(statistics.uploaded_bytes(), uploaded, "{mode:?} rests");
        let legend = studio.world_mut().resource::<Legend>().clone();
        assert_eq!(legend.title, mode.title());
        assert_eq!(legend.bar.is_some(), mode.is_number(), "{mode:?}");
        if let Some(bar) = &legend.bar {
            assert!(bar.ticks.len() > 1, "{mode:?} says from where to where");
        }
        // What the legend lists can be seen, but for a shape that has many colours.
        let looks: Vec<Rgb> = studio
            .world_mut()
            .resource::<Appearance>()
            .vertices()
            .iter()
            .map(|look| look.colour())
            .collect();
        let listed = legend
            .entries
            .iter()
            .filter(|entry| entry.shape != LegendShape::Line && entry.text != "operation");
        for entry in listed.filter(|entry| entry.colours.len() == 1) {
            let [r, g, b, _] = entry.colours[0].to_srgba().to_u8_array();
            assert!(looks.contains(&[r, g, b]), "{mode:?}: no {}", entry.text);
        }
        pictures.push((mode, picture));
    }
    studio
        .world_mut()
        .write_message(LookCommand::SizeFollows(true));
    for vision in ColourVision::ALL {
        studio
            .world_mut()
            .write_message(LookCommand::Vision(vision));
        let picture = studio.picture().expect("a picture");
        assert!(
            pictures.iter().all(|(_, before)| *before != picture),
            "{vision:?}"
        );
        pictures.push((ViewMode::Level, picture));
    }
    for command in [
        LookCommand::SizeFollows(false),
        LookCommand::Vision(ColourVision::Common),
    ] {
        studio.world_mut().write_message(command);
    }
}

/// Modes that mean nothing for a lattice show it all the same, and say why it is plain.
fn a_graph_that_is_no_computation_says_so(studio: &mut Studio) {
    studio.show(&settled("cube:side=4"));
    for mode in ViewMode::ALL {
        studio.world_mut().write_message(LookCommand::Mode(mode));
        let picture = studio.picture().expect("a picture");
        assert!(lit(&picture, Theme::Light).count() > 1000, "{mode:?}");
        let legend = studio.world_mut().resource::<Legend>();
        let shape = matches!(
            mode,
            ViewMode::Depth | ViewMode::Degree | ViewMode::Speed | ViewMode::Level
        );
        assert_eq!(legend.bar.is_some(), shape);
        let says_why = legend
            .note
            .is_some_and(|note| note.ends_with("computation") || note.ends_with("network"));
        assert_eq!(says_why, !shape, "{mode:?}: {:?}", legend.note);
    }
}

/// A scene's graph, laid out until it has settled.
fn settled(scene: &str) -> Graph {
    let spec: SceneSpec = scene.parse().expect("a scene");
    let mut graph = spec.build(1).expect("it can be built").graph;
    let mut engine = physics::engine_of(&graph, Settings::default(), StartMode::Seeded, 1);
    for _ in 0..5000 {
        if engine.is_settled() {
            break;
        }
        engine.tick();
    }
    physics::write_back(&engine, &mut graph);
    graph
}

fn check_framing(picture: &Picture, theme: Theme) {
    let (mut low, mut high, mut count) = (Vec2::MAX, Vec2::MIN, 0.0);
    for at in lit(picture, theme) {
        (low, high) = (low.min(at), high.max(at));
        count += 1.0;
    }
    let size = SIZE.as_vec2();
    let coverage = count / (size.x * size.y);
    assert!(
        (0.03..0.40).contains(&coverage),
        "{theme:?}: covers {coverage}"
    );
    let span = (high - low).max_element() / size.min_element();
    assert!((0.50..0.85).contains(&span), "{theme:?}: spans {span}");
    let off = ((low + high) * 0.5 - size * 0.5).abs().max_element() / size.min_element();
    assert!(off < 0.08, "{theme:?}: {off} away from the centre");
}

/// Places of the pixels that are not background.
fn lit(picture: &Picture, theme: Theme) -> impl Iterator<Item = Vec2> {
    let background = theme.palette().background;
    let width = picture.width;
    picture
        .pixels
        .iter()
        .enumerate()
        .filter_map(move |(i, pixel)| {
            let far = pixel
                .iter()
                .zip(background)
                .any(|(&a, b)| a.abs_diff(b) > 20);
            far.then(|| UVec2::new(i as u32 % width, i as u32 / width).as_vec2())
        })
}

/// Pixels whose hue is that of `rgb`: light and shade change the rest.
fn near_hue(picture: &Picture, rgb: Rgb) -> usize {
    let chroma = |rgb: Rgb| {
        let [r, g, b] = rgb.map(f32::from);
        let (high, low) = (r.max(g).max(b), r.min(g).min(b));
        (high - low > 40.0).then(|| [r, g, b].map(|x| (x - low) / (high - low)))
    };
    let Some(wanted) = chroma(rgb) else { return 0 };
    let like = |pixel: &&Rgb| {
        chroma(**pixel).is_some_and(|hue| hue.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.16))
    };
    picture.pixels.iter().filter(like).count()
}
