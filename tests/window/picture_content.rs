//! Pictures of graphs at rest: what of them can be seen, in which colours, and what a frame uploads.

use std::sync::LazyLock;

use bevy::{
    camera::Camera,
    color::ColorToPacked,
    ecs::query::With,
    math::{UVec2, Vec2, Vec3},
    transform::components::GlobalTransform,
};
use gradswarm::{
    app::offscreen::Studio,
    graph::{Graph, SceneSpec},
    layout::Settings,
    physics::{self, DensePositions, StartMode},
    view::{
        Appearance, ColourVision, DrawStatistics, GraphCamera, Legend, LegendShape, LookCommand,
        Picture, Theme, ViewMode,
        palette::{OperationKind, Rgb},
    },
};

use crate::pixels::{OpenStudio, count_hue, has_hue, is_lit, open_studio};

const SIZE: UVec2 = UVec2::new(640, 480);

/// The seed's graph at rest, laid out once for all tests here.
static SETTLED_SEED: LazyLock<Graph> = LazyLock::new(|| settled("seed"));

/// A studio of the usual size with the light theme.
fn open_on_paper() -> Option<OpenStudio> {
    let mut open = open_studio(|| Studio::open(SIZE))?;
    let light = LookCommand::Theme(Theme::Light);
    open.studio.world_mut().write_message(light);
    Some(open)
}

#[test]
fn an_empty_graph_is_an_empty_picture() {
    let Some(mut open) = open_studio(|| Studio::open(SIZE)) else {
        return;
    };
    let studio = &mut open.studio;
    studio.show(&Graph::default());
    let empty = studio.picture().expect("a picture of nothing");
    assert_eq!(lit(&empty, Theme::Dark).count(), 0);
}

#[test]
fn the_settled_seed_fills_the_picture_and_can_be_read() {
    let Some(mut open) = open_studio(|| Studio::open(SIZE)) else {
        return;
    };
    let studio = &mut open.studio;
    studio.show(&SETTLED_SEED);
    for theme in [Theme::Dark, Theme::Light] {
        studio.world_mut().write_message(LookCommand::Theme(theme));
        let picture = studio.picture().expect("a picture");
        check_framing(&picture, theme);
        // Edges have a share of their source's hue: without them, only a box has the box's colour.
        let without_edges = |studio: &mut Studio, mode: ViewMode| {
            studio.world_mut().write_message(LookCommand::Mode(mode));
            studio
                .world_mut()
                .write_message(LookCommand::ShowEdges(false));
            let picture = studio.picture().expect("a picture");
            studio
                .world_mut()
                .write_message(LookCommand::ShowEdges(true));
            picture
        };
        let operations = without_edges(studio, ViewMode::Operation);
        let picture = without_edges(studio, ViewMode::Data);
        for kind in [
            OperationKind::Sum,
            OperationKind::Product,
            OperationKind::Activation,
        ] {
            let hue = theme.palette().operation_colour(kind);
            assert!(
                count_hue(&operations.pixels, hue) > 30,
                "{theme:?}: {kind:?} cannot be seen"
            );
            assert_eq!(
                count_hue(&picture.pixels, hue),
                0,
                "{theme:?}: {kind:?} is neutral beside numbers"
            );
        }
        let palette = theme.palette();
        for (what, rgb) in [("below", palette.negative), ("above", palette.positive)] {
            assert!(
                count_hue(&picture.pixels, rgb) > 30,
                "{theme:?}: no value {what} zero can be seen"
            );
        }
    }
}

#[test]
fn edges_can_be_seen_without_vertices() {
    let Some(mut open) = open_on_paper() else {
        return;
    };
    let studio = &mut open.studio;
    studio.show(&SETTLED_SEED);
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
}

/// In the operation mode, vertices near the camera have the pixel colour that the mode gives them.
#[test]
fn a_mode_colours_the_vertices_in_the_picture() {
    let Some(mut open) = open_on_paper() else {
        return;
    };
    let studio = &mut open.studio;
    studio.show(&SETTLED_SEED);
    let all = studio.picture().expect("a picture");
    studio
        .world_mut()
        .write_message(LookCommand::Mode(ViewMode::Operation));
    let recoloured = studio.picture().expect("a picture");
    assert_ne!(recoloured, all, "the colours mean something else now");
    let mut coloured = 0;
    let nearest = nearest_vertices(studio, 40);
    for &(at, colour) in &nearest {
        // Beside the middle, where the sign of an operation lies.
        let hue = |shift: Vec2| {
            let at = at + shift;
            let place = at.x as usize + at.y as usize * recoloured.width as usize;
            has_hue(recoloured.pixels[place], colour)
        };
        let around = [Vec2::ZERO, Vec2::new(2.0, 1.0), Vec2::new(1.0, 2.0)];
        coloured += usize::from(around.into_iter().any(hue));
    }
    assert!(
        !nearest.is_empty() && 2 * coloured > nearest.len(),
        "{coloured} of {} vertices have their colour",
        nearest.len()
    );
}

#[test]
fn a_frame_in_which_nothing_changed_uploads_nothing() {
    let Some(mut open) = open_studio(|| Studio::open(SIZE)) else {
        return;
    };
    let studio = &mut open.studio;
    studio.show(&SETTLED_SEED);
    studio.picture().expect("a picture");
    let statistics = studio.world_mut().resource::<DrawStatistics>().clone();
    let before = (statistics.draws(), statistics.uploaded_bytes());
    studio.frame();
    assert_eq!(statistics.draws(), before.0 + 2);
    assert_eq!(statistics.uploaded_bytes(), before.1);
}

/// Every mode, every kind of eyes, and sizes that follow give a picture that no other one equals.
#[test]
fn every_mode_has_a_picture_and_a_legend_of_its_own() {
    let Some(mut open) = open_on_paper() else {
        return;
    };
    let studio = &mut open.studio;
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
        // Every entry of the legend can be seen, except a shape that has many colours.
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
            .filter(|entry| !matches!(entry.shape, LegendShape::Line | LegendShape::Arrow))
            .filter(|entry| entry.text != "operation");
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

/// Modes that mean nothing for a lattice still draw it, and the legend says why it is plain.
#[test]
fn a_graph_that_is_no_computation_says_so() {
    let Some(mut open) = open_on_paper() else {
        return;
    };
    let studio = &mut open.studio;
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
    let mut engine = physics::engine_from_graph(&graph, Settings::default(), StartMode::Seeded, 1);
    for _ in 0..5000 {
        if engine.is_settled() {
            break;
        }
        engine.tick();
    }
    physics::store_positions(&engine, &mut graph);
    graph
}

/// Places on the picture and colours of the coloured vertices nearest to the camera.
fn nearest_vertices(studio: &mut Studio, most: usize) -> Vec<(Vec2, Rgb)> {
    let world = studio.world_mut();
    let positions = world.resource::<DensePositions>().positions.clone();
    let colours: Vec<Rgb> = world
        .resource::<Appearance>()
        .vertices()
        .iter()
        .map(|look| look.colour())
        .collect();
    let mut cameras = world.query_filtered::<(&Camera, &GlobalTransform), With<GraphCamera>>();
    let (camera, place) = cameras.single(world).expect("one camera of the graph");
    let eye = place.translation();
    let mut vertices: Vec<_> = positions
        .into_iter()
        .zip(colours)
        .filter(|(_, colour)| has_hue(*colour, *colour))
        .filter_map(|(position, colour)| {
            let at = camera.world_to_viewport(place, position).ok()?;
            Some((eye.distance(position), at, colour))
        })
        .collect();
    vertices.sort_by(|a, b| a.0.total_cmp(&b.0));
    vertices
        .into_iter()
        .take(most)
        .map(|(_, at, colour)| (at, colour))
        .collect()
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
    let span = ((high - low) / size).max_element();
    assert!((0.82..0.97).contains(&span), "{theme:?}: spans {span}");
    let off = ((low + high) * 0.5 - size * 0.5).abs().max_element() / size.min_element();
    assert!(off < 0.08, "{theme:?}: {off} away from the centre");
}

/// Places of the pixels that are not background.
fn lit(picture: &Picture, theme: Theme) -> impl Iterator<Item = Vec2> {
    let background = theme.palette().background;
    let width = picture.width;
    let lit = picture.pixels.iter().enumerate();
    lit.filter(move |(_, pixel)| is_lit(pixel, background))
        .map(move |(i, _)| UVec2::new(i as u32 % width, i as u32 / width).as_vec2())
}
