//! Labels: which vertices get one, and where it stands so that no two overlap.

use bevy::prelude::*;

use crate::{
    graph::{CurrentScene, GraphIndex, Network, Term, Vertex, VertexKind},
    physics::DensePositions,
    third_party::{InterfaceArea, InterfaceScale},
    view::{
        camera::{CameraSummary, GraphCamera, extent::GraphExtent, screen::Screen},
        look::{
            appearance::{Appearance, State},
            settings::ViewSettings,
        },
    },
};

/// Labels on the screen, at most.
const MOST: usize = 150;
/// Vertices that are tried, nearest first, at most.
const CANDIDATES: usize = 1500;
/// A vertex whose radius on the screen is less has no label unless it stands out.
const NEAR: f32 = 3.5;
/// Width of a character (Hack advances 1233/2048 em, at 11 points) and height of a
/// line, logical pixels at the usual size of the interface.
const CHARACTER: f32 = 6.65;
const LINE: f32 = 15.0;
/// Distance from the vertex's rim, and around the text.
const GAP: f32 = 4.0;

/// One label.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelPlacement {
    /// Left end of the text's middle line, logical pixels from the window's top left.
    pub position: Vec2,
    /// What it says.
    pub text: String,
    /// Whether its vertex is hovered or selected.
    pub emphasis: bool,
    /// How large its letters are, beside their usual 11 logical pixels.
    pub size: f32,
}

/// The labels to paint, nearest first; empty when they are off.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct LabelPlacements(pub Vec<LabelPlacement>);

/// A vertex that may get a label.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    dense: usize,
    /// Where its vertex is on the screen.
    at: Vec2,
    /// From there to where its label may begin, right or left.
    reach: f32,
    /// Stands out: comes before all others.
    emphasis: bool,
    distance: f32,
    /// How large its letters are, beside their usual size.
    size: f32,
}

/// What the labels were last placed for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::view) struct Placed {
    positions: u64,
    looks: u64,
    camera: CameraSummary,
    area: Rect,
    size: f32,
}

/// Places the labels anew when the graph, its looks or the camera changed.
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
    mut placed: Local<Option<Placed>>,
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
    let now = Placed {
        positions: positions.version,
        looks: appearance.version,
        camera: summary.clone(),
        area: open_area(&screen, interface.as_deref()),
        size: scale.map_or(1.0, |scale| scale.factor()),
    };
    // The numbers may change without the colours; a hidden change of the last bit may not matter.
    let learned = network.is_some_and(|network| network.is_changed());
    if placed.as_ref() == Some(&now) && terms.is_empty() && !learned {
        return;
    }
    let (area, size) = (now.area, now.size);
    *placed = Some(now);
    let candidates = candidates(
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
            (VertexKind::Value, Some(term)) => label(term),
            _ => id(),
        })
    };
    placements.0 = place(candidates, area, text);
}

/// The part of the picture that no panel covers: a label that runs under a
/// column cannot be read.
fn open_area(screen: &Screen, interface: Option<&InterfaceArea>) -> Rect {
    let picture = Rect::from_corners(Vec2::ZERO, screen.size());
    let free = interface.map_or(picture, |interface| interface.free.intersect(picture));
    if free.is_empty() { picture } else { free }
}

/// The seed's label of a value.
fn label(term: &Term) -> String {
    match term.gradient {
        Some(gradient) => format!("{{ data {:.2} | grad {gradient:.2} }}", term.data),
        None => format!("{{ data {:.2} | grad – }}", term.data),
    }
}

/// What is near enough or stands out, in the order in which labels are given.
fn candidates(
    screen: &Screen,
    (area, size): (Rect, f32),
    positions: &[Vec3],
    appearance: &Appearance,
    extent: &GraphExtent,
) -> Vec<Candidate> {
    // Most vertices are too far away to be large enough: that is all to find out about them.
    let near_enough = screen.near_enough(extent.vertex_radius, NEAR);
    let mut candidates: Vec<Candidate> = positions
        .iter()
        .zip(appearance.vertices())
        .enumerate()
        .filter_map(|(dense, (&position, look))| {
            let emphasis = look.state().any(State::HOVERED | State::SELECTED);
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
    if candidates.len() > CANDIDATES {
        candidates.select_nth_unstable_by(CANDIDATES, order);
        candidates.truncate(CANDIDATES);
    }
    candidates.sort_unstable_by(order);
    candidates
}

/// Gives labels in order, each where none stands yet, until there are enough.
fn place(
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
        // The least that any label takes: most candidates fail here, before a string is made.
        if !candidate.emphasis && candidate.sides(1).all(|rect| overlaps(&taken, rect)) {
            continue;
        }
        let Some(text) = text(candidate.dense).filter(|text| !text.is_empty()) else {
            continue;
        };
        let characters = text.chars().count();
        let fits = |rect: &Rect| encloses(area, *rect) && !overlaps(&taken, *rect);
        let squeezed = candidate
            .emphasis
            .then(|| candidate.squeezed(characters, area));
        let Some(rect) = candidate.sides(characters).chain(squeezed).find(fits) else {
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
    /// Where a label of so many characters may stand: right of the vertex, else left.
    fn sides(&self, characters: usize) -> impl Iterator<Item = Rect> {
        let right = self.rect(self.reach, characters);
        let left = self.rect(-self.reach - right.width(), characters);
        [right, left].into_iter()
    }

    /// The room of so many characters, beginning so far from the vertex.
    fn rect(&self, from: f32, characters: usize) -> Rect {
        let size = Vec2::new(characters as f32 * CHARACTER + GAP, LINE) * self.size;
        let middle = self.at + Vec2::X * (from + size.x * 0.5);
        Rect::from_center_size(middle, size)
    }

    /// As near as the area lets it: what is asked about must have its label.
    fn squeezed(&self, characters: usize, area: Rect) -> Rect {
        let rect = self.rect(self.reach, characters);
        let into = (area.max - rect.max).min(Vec2::ZERO) + (area.min - rect.min).max(Vec2::ZERO);
        Rect {
            min: rect.min + into,
            max: rect.max + into,
        }
    }
}

fn encloses(area: Rect, rect: Rect) -> bool {
    area.contains(rect.min) && area.contains(rect.max)
}

fn overlaps(taken: &[Rect], rect: Rect) -> bool {
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
            let placements = place(candidates, area, |dense| Some("x".repeat(places[dense].2)));
            prop_assert!(placements.len() <= MOST);
            prop_assert!(places.is_empty() || placements.len() <= places.len());
            let rects: Vec<Rect> =
                placements.iter().map(|label| {
                    let characters = label.text.chars().count() as f32;
                    let room = Vec2::new(characters * CHARACTER + GAP, LINE) * size;
                    Rect::from_center_size(label.position + Vec2::X * room.x * 0.5, room)
                }).collect();
            for (i, &rect) in rects.iter().enumerate() {
                prop_assert!(encloses(area.inflate(1e-3), rect));
                prop_assert!(!overlaps(&rects[..i], rect.inflate(-1e-3)));
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
        assert_eq!(label(&term), "{ data -0.13 | grad 2.00 }");
        term.gradient = None;
        assert_eq!(label(&term), "{ data -0.13 | grad – }");
    }
}
