//! Labels: names and numbers beside vertices, and names over the columns of a layered network.
//!
//! It reads the positions, the looks, the camera and the area that no panel covers. Hovered and
//! selected vertices come first, then the nearest ones. No two labels overlap.

mod columns;
mod placement;
mod placing;
mod text;

use std::collections::HashMap;

use bevy::prelude::*;

pub use self::placement::{LabelPlacement, LabelPlacements};
use self::{
    columns::CaptionSpace,
    placement::GAP,
    placing::{Candidate, Obstacles},
};
use crate::{
    graph::{CurrentScene, GraphIndex, Network, Term, Vertex},
    layout::Arrangement,
    physics::{DensePositions, Physics},
    third_party::{InterfaceArea, InterfaceScale},
    view::{
        camera::{CameraSummary, GraphCamera, extent::GraphExtent, screen::Screen},
        look::{
            appearance::{ARROW_LENGTH, Appearance, HighlightFlags},
            settings::ViewSettings,
        },
    },
};

/// Most vertices that are tried, nearest first.
const CANDIDATES: usize = 1500;
/// Smallest radius on the screen of a labelled vertex, pixels. Vertices that stand out are exempt.
const SMALLEST_RADIUS: f32 = 3.5;
/// A graph with more vertices is too dense for labels to keep clear of every edge.
const CLEAR_OF_EDGES: usize = 400;

/// The inputs for which the labels were last placed.
#[derive(Clone, Debug, Default, PartialEq)]
struct LabelInputs {
    positions: u64,
    looks: u64,
    camera: CameraSummary,
    area: Rect,
    size: f32,
    settings: [bool; 4],
}

/// The inputs of the labels, and the side of its vertex on which each stood, by dense index.
#[derive(Resource, Debug, Default)]
pub(in crate::view) struct PlacedLabels {
    inputs: Option<LabelInputs>,
    sides: HashMap<usize, usize>,
}

/// Places the labels again when the graph, its looks, its numbers or the camera changed.
pub(in crate::view) fn place_labels(
    (settings, physics): (Res<ViewSettings>, Option<Res<Physics>>),
    (positions, index, scene): (
        Res<DensePositions>,
        Res<GraphIndex>,
        Option<Res<CurrentScene>>,
    ),
    (extent, appearance, summary): (Res<GraphExtent>, Res<Appearance>, Res<CameraSummary>),
    cameras: Query<(&Camera, &GlobalTransform), With<GraphCamera>>,
    vertices: Query<(&Vertex, Option<&Term>, Option<&Name>)>,
    (terms, network): (Query<(), Changed<Term>>, Option<Res<Network>>),
    (interface, scale): (Option<Res<InterfaceArea>>, Option<Res<InterfaceScale>>),
    mut placed: ResMut<PlacedLabels>,
    mut placements: ResMut<LabelPlacements>,
) {
    let screen = cameras
        .single()
        .ok()
        .and_then(|(camera, place)| Screen::from_camera(camera, place));
    let labels = settings.shows_labels(positions.positions.len());
    let arrangement = physics.map_or(Arrangement::Space, |physics| physics.arrangement());
    let in_line = arrangement == Arrangement::LayersInPlane;
    let layered = in_line || arrangement == Arrangement::LayersInSpace;
    let columns = layered && network.as_ref().is_some_and(|network| network.0.is_some());
    let Some(screen) = screen.filter(|_| labels || columns) else {
        placed.inputs = None;
        placements.set_if_neq(LabelPlacements::default());
        return;
    };
    let now = LabelInputs {
        positions: positions.version,
        looks: appearance.version,
        camera: summary.clone(),
        area: open_area(&screen, interface.as_deref()),
        size: scale.map_or(1.0, |scale| scale.factor()),
        settings: [labels, columns, in_line, settings.edges],
    };
    // Numbers may change without colours: training writes them without change detection.
    let learned = network.as_ref().is_some_and(DetectChanges::is_changed);
    if placed.inputs.as_ref() == Some(&now) && terms.is_empty() && !learned {
        return;
    }
    let (area, size) = (now.area, now.size);
    placed.inputs = Some(now);
    let nodes = scene.as_ref().map_or(&[][..], |scene| &scene.graph.nodes);
    let mut lines = Vec::new();
    if columns && let Some(program) = network.as_ref().and_then(|network| network.0.as_ref()) {
        let project = |dense: usize| {
            let (at, distance) = screen.project(*positions.positions.get(dense)?)?;
            let scale = appearance.vertices().get(dense)?.scale();
            Some((at, screen.radius(extent.vertex_radius * scale, distance)))
        };
        let space = CaptionSpace {
            area,
            size,
            in_line,
        };
        lines = columns::place_columns(&index, nodes, program, project, space);
    }
    if labels {
        let candidates = find_candidates(
            &screen,
            (area, size),
            &positions.positions,
            &appearance,
            &extent,
        );
        let mut obstacles = Obstacles::from_labels(&lines);
        if positions.positions.len() <= CLEAR_OF_EDGES {
            let ends: &[[u32; 2]] = if settings.edges { &index.ends } else { &[] };
            let directed = scene.as_ref().is_none_or(|scene| scene.graph.directed);
            add_graph_obstacles(
                &mut obstacles,
                &screen,
                &positions.positions,
                (&appearance, &extent),
                (ends, directed),
            );
        }
        let text = |dense: usize| {
            let (vertex, term, name) = vertices.get(*index.vertices.get(dense)?).ok()?;
            let node = nodes.get(vertex.id.0 as usize);
            Some(text::write_lines(vertex.kind, term, node, name))
        };
        let sides = &mut placed.sides;
        lines.extend(placing::place_candidates(
            candidates, area, obstacles, sides, text,
        ));
    }
    placements.set_if_neq(LabelPlacements(lines));
}

/// The part of the picture that no panel covers. A label beneath a panel could not be read.
fn open_area(screen: &Screen, interface: Option<&InterfaceArea>) -> Rect {
    let picture = Rect::from_corners(Vec2::ZERO, screen.size());
    let free = interface.map_or(picture, |interface| interface.free.intersect(picture));
    if free.is_empty() { picture } else { free }
}

/// Adds the vertices, the edges and the arrowheads, which no label may cover.
fn add_graph_obstacles(
    obstacles: &mut Obstacles,
    screen: &Screen,
    positions: &[Vec3],
    (appearance, extent): (&Appearance, &GraphExtent),
    (ends, directed): (&[[u32; 2]], bool),
) {
    let looks = appearance.vertices();
    let disc = |dense: usize| {
        let (at, distance) = screen.project(*positions.get(dense)?)?;
        let scale = looks.get(dense)?.scale();
        Some((at, screen.radius(extent.vertex_radius * scale, distance)))
    };
    obstacles
        .discs
        .extend((0..positions.len()).filter_map(disc));
    for &[source, target] in ends {
        let [source, target] = [source, target].map(|end| end as usize);
        let (Some(&a), Some(&b)) = (positions.get(source), positions.get(target)) else {
            continue;
        };
        let Some(segment) = screen.project_segment(a, b) else {
            continue;
        };
        obstacles.segments.push(segment);
        // An arrowhead ends at the rim of its target. A disc of the same length stands for it.
        if let (true, Some((goal, rim))) = (directed, disc(target)) {
            let length = screen.radius(extent.vertex_radius * ARROW_LENGTH, screen.distance(b));
            let back = (segment.0 - goal).normalize_or_zero();
            let middle = goal + back * (rim + length * 0.5);
            obstacles.discs.push((middle, length * 0.5));
        }
    }
}

/// Finds the vertices that are near enough or stand out, in the order of placement.
fn find_candidates(
    screen: &Screen,
    (area, size): (Rect, f32),
    positions: &[Vec3],
    appearance: &Appearance,
    extent: &GraphExtent,
) -> Vec<Candidate> {
    // Most vertices are too far away: reject them by distance, before projecting them.
    let near_enough = screen.near_enough(extent.vertex_radius, SMALLEST_RADIUS);
    let mut candidates: Vec<Candidate> = positions
        .iter()
        .zip(appearance.vertices())
        .enumerate()
        .filter_map(|(dense, (&position, look))| {
            let emphasis = look
                .state()
                .intersects(HighlightFlags::HOVERED | HighlightFlags::SELECTED);
            let scale = look.scale();
            if !emphasis && screen.distance(position) > near_enough * scale {
                return None;
            }
            let (at, distance) = screen.project(position)?;
            let radius = screen.radius(extent.vertex_radius * scale, distance);
            area.contains(at).then_some(Candidate {
                dense,
                at,
                reach: radius + GAP,
                emphasis,
                distance,
                size,
            })
        })
        .collect();
    let order = |a: &Candidate, b: &Candidate| {
        b.emphasis
            .cmp(&a.emphasis)
            .then(a.distance.total_cmp(&b.distance))
            .then(a.dense.cmp(&b.dense))
    };
    // Select the first ones before sorting: sorting all would cost more.
    if candidates.len() > CANDIDATES {
        candidates.select_nth_unstable_by(CANDIDATES, order);
        candidates.truncate(CANDIDATES);
    }
    candidates.sort_unstable_by(order);
    candidates
}
