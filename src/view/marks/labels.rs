//! Labels: chooses the vertices that get one and places the labels so that no two overlap.
//!
//! It reads the positions, the looks, the camera and the area that no panel covers. Hovered and
//! selected vertices come first, then the nearest ones.

use bevy::prelude::*;

use crate::{
    graph::{CurrentScene, GraphIndex, Network, Term, Vertex, VertexKind},
    physics::DensePositions,
    third_party::{InterfaceArea, InterfaceScale},
    view::{
        camera::{CameraSummary, GraphCamera, extent::GraphExtent, screen::Screen},
        look::{
            appearance::{Appearance, HighlightFlags},
            settings::ViewSettings,
        },
    },
};

/// Most labels on the screen.
const MOST: usize = 150;
/// Most vertices that are tried, nearest first.
const CANDIDATES: usize = 1500;
/// Smallest radius on the screen of a labelled vertex, pixels. Vertices that stand out are exempt.
const SMALLEST_RADIUS: f32 = 3.5;
/// Width of a character at the usual interface size, logical pixels: Hack at 11 points advances
/// 1233/2048 em.
const CHARACTER: f32 = 6.65;
/// Height of a line at the usual interface size, logical pixels.
const LINE: f32 = 15.0;
/// Distance from the vertex's rim, and around the text, logical pixels.
const GAP: f32 = 4.0;

/// One label.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelPlacement {
    /// Left end of the text's middle line, logical pixels from the upper left corner of the window.
    pub position: Vec2,
    /// The text.
    pub text: String,
    /// Whether the vertex is hovered or selected.
    pub emphasis: bool,
    /// Size of the letters, as a multiple of the usual 11 logical pixels.
    pub size: f32,
}

/// The labels to paint, nearest first; empty when they are off.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct LabelPlacements(pub Vec<LabelPlacement>);

/// A vertex that may get a label.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    dense: usize,
    /// Position of the vertex on the screen, logical pixels.
    at: Vec2,
    /// Distance from there to the nearer end of the label, logical pixels.
    reach: f32,
    /// Whether the vertex stands out: it comes before all others.
    emphasis: bool,
    distance: f32,
    /// Size of the letters, as a multiple of the usual size.
    size: f32,
}

/// The inputs for which the labels were last placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::view) struct LabelInputs {
    positions: u64,
    looks: u64,
    camera: CameraSummary,
    area: Rect,
    size: f32,
}

/// Places the labels again when the graph, its looks, its numbers or the camera changed.
pub(in crate::view) fn place_labels(
    settings: Res<ViewSettings>,
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
    mut placed: Local<Option<LabelInputs>>,
    mut placements: ResMut<LabelPlacements>,
) {
    let screen = cameras
        .single()
        .ok()
        .and_then(|(camera, place)| Screen::from_camera(camera, place));
    let Some(screen) = screen.filter(|_| settings.labels) else {
        *placed = None;
        placements.set_if_neq(LabelPlacements::default());
        return;
    };
    let now = LabelInputs {
        positions: positions.version,
        looks: appearance.version,
        camera: summary.clone(),
        area: open_area(&screen, interface.as_deref()),
        size: scale.map_or(1.0, |scale| scale.factor()),
    };
    // Numbers may change without colours: training writes them without change detection.
    let learned = network.is_some_and(|network| network.is_changed());
    if placed.as_ref() == Some(&now) && terms.is_empty() && !learned {
        return;
    }
    let (area, size) = (now.area, now.size);
    *placed = Some(now);
    let candidates = find_candidates(
        &screen,
        (area, size),
        &positions.positions,
        &appearance,
        &extent,
    );
    let nodes = scene.as_ref().map_or(&[][..], |scene| &scene.graph.nodes);
    let text = |dense: usize| {
        let (vertex, term, name) = vertices.get(*index.vertices.get(dense)?).ok()?;
        let id = || {
            let node = nodes.get(vertex.id.0 as usize).map(|node| node.id.as_str());
            node.or(name.map(Name::as_str))
                .unwrap_or_default()
                .to_owned()
        };
        Some(match (vertex.kind, term) {
            (VertexKind::Value, Some(term)) => format_term(term),
            _ => id(),
        })
    };
    placements.0 = place_candidates(candidates, area, text);
}

/// The part of the picture that no panel covers. A label beneath a panel could not be read.
fn open_area(screen: &Screen, interface: Option<&InterfaceArea>) -> Rect {
    let picture = Rect::from_corners(Vec2::ZERO, screen.size());
    let free = interface.map_or(picture, |interface| interface.free.intersect(picture));
    if free.is_empty() { picture } else { free }
}

/// The label of a value, in the seed's format.
fn format_term(term: &Term) -> String {
    match term.gradient {
        Some(gradient) => format!("{{ data {:.2} | grad {gradient:.2} }}", term.data),
        None => format!("{{ data {:.2} | grad – }}", term.data),
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

/// Places labels in order, each where no earlier one is, up to [`MOST`].
fn place_candidates(
    candidates: Vec<Candidate>,
    area: Rect,
    text: impl Fn(usize) -> Option<String>,
) -> Vec<LabelPlacement> {
    let mut taken: Vec<Rect> = Vec::new();
    let mut placements = Vec::new();
    for candidate in candidates {
        if placements.len() == MOST {
            break;
        }
        // Try the shortest label first: most candidates fail here, before a string is built.
        if !candidate.emphasis
            && candidate
                .label_rects(1)
                .all(|rect| overlaps_any(&taken, rect))
        {
            continue;
        }
        let Some(text) = text(candidate.dense).filter(|text| !text.is_empty()) else {
            continue;
        };
        let characters = text.chars().count();
        let fits = |rect: &Rect| contains_rect(area, *rect) && !overlaps_any(&taken, *rect);
        let squeezed = candidate
            .emphasis
            .then(|| candidate.clamped_rect(characters, area));
        let mut rects = candidate.label_rects(characters).chain(squeezed);
        let Some(rect) = rects.find(fits) else {
            continue;
        };
        taken.push(rect);
        placements.push(LabelPlacement {
            position: Vec2::new(rect.min.x, rect.center().y),
            text,
            emphasis: candidate.emphasis,
            size: candidate.size,
        });
    }
    placements
}

impl Candidate {
    /// The places of a label with this number of characters: right of the vertex, then left.
    fn label_rects(&self, characters: usize) -> impl Iterator<Item = Rect> {
        let right = self.label_rect(self.reach, characters);
        let left = self.label_rect(-self.reach - right.width(), characters);
        [right, left].into_iter()
    }

    /// The rectangle of a label that begins at the distance `from` to the right of the vertex.
    fn label_rect(&self, from: f32, characters: usize) -> Rect {
        let size = Vec2::new(characters as f32 * CHARACTER + GAP, LINE) * self.size;
        let middle = self.at + Vec2::X * (from + size.x * 0.5);
        Rect::from_center_size(middle, size)
    }

    /// The label moved into the area: a vertex that stands out must have its label.
    fn clamped_rect(&self, characters: usize, area: Rect) -> Rect {
        let rect = self.label_rect(self.reach, characters);
        let into = (area.max - rect.max).min(Vec2::ZERO) + (area.min - rect.min).max(Vec2::ZERO);
        Rect {
            min: rect.min + into,
            max: rect.max + into,
        }
    }
}

fn contains_rect(area: Rect, rect: Rect) -> bool {
    area.contains(rect.min) && area.contains(rect.max)
}

fn overlaps_any(taken: &[Rect], rect: Rect) -> bool {
    taken.iter().any(|other| !other.intersect(rect).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn labels_never_overlap_nor_run_under_a_panel(
            places in prop::collection::vec((0.0_f32..800.0, 0.0_f32..600.0, 1_usize..30, any::<bool>()), 0..400),
            size in 0.8_f32..2.0,
        ) {
            let area = Rect::new(150.0, 20.0, 650.0, 580.0);
            let candidates: Vec<Candidate> = places
                .iter()
                .enumerate()
                .map(|(dense, &(x, y, _, emphasis))| Candidate {
                    dense, at: Vec2::new(x, y), reach: 9.0, emphasis, distance: dense as f32, size,
                })
                .collect();
            let placements = place_candidates(candidates, area, |dense| Some("x".repeat(places[dense].2)));
            prop_assert!(placements.len() <= MOST);
            prop_assert!(places.is_empty() || placements.len() <= places.len());
            let rects: Vec<Rect> =
                placements.iter().map(|label| {
                    let characters = label.text.chars().count() as f32;
                    let room = Vec2::new(characters * CHARACTER + GAP, LINE) * size;
                    Rect::from_center_size(label.position + Vec2::X * room.x * 0.5, room)
                }).collect();
            for (i, &rect) in rects.iter().enumerate() {
                prop_assert!(contains_rect(area.inflate(1e-3), rect));
                prop_assert!(!overlaps_any(&rects[..i], rect.inflate(-1e-3)));
            }
        }
    }

    #[test]
    fn a_label_reads_as_the_seeds() {
        let mut term = Term {
            data: -0.126,
            gradient: Some(2.0),
            ..default()
        };
        assert_eq!(format_term(&term), "{ data -0.13 | grad 2.00 }");
        term.gradient = None;
        assert_eq!(format_term(&term), "{ data -0.13 | grad – }");
    }
}
