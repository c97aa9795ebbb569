//! Finds a free place for each label beside its vertex.

use std::collections::HashMap;

use bevy::prelude::*;

use super::placement::{CHARACTER, GAP, LINE, LabelPlacement};

/// Most labels on the screen.
const MOST: usize = 150;

/// A vertex that may get a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub dense: usize,
    /// Position of the vertex on the screen, logical pixels.
    pub at: Vec2,
    /// Distance from there to the nearer end of the label, logical pixels.
    pub reach: f32,
    /// Whether the vertex stands out: it comes before all others.
    pub emphasis: bool,
    pub distance: f32,
    /// Size of the letters, as a multiple of the usual size.
    pub size: f32,
}

/// What a label must not cover, logical pixels.
#[derive(Clone, Debug, Default)]
pub(super) struct Obstacles {
    /// Labels that were placed.
    pub labels: Vec<Rect>,
    /// Vertices: centre and radius.
    pub discs: Vec<(Vec2, f32)>,
    /// Edges.
    pub segments: Vec<(Vec2, Vec2)>,
}

impl Obstacles {
    /// Labels that are placed already.
    pub fn from_labels(labels: &[LabelPlacement]) -> Self {
        let rects = labels.iter().map(|label| {
            let size = Vec2::new(label.text.chars().count() as f32 * CHARACTER, LINE) * label.size;
            Rect::from_center_size(label.position + Vec2::X * size.x * 0.5, size)
        });
        Self {
            labels: rects.collect(),
            ..Self::default()
        }
    }

    fn covers_label(&self, rect: Rect) -> bool {
        self.labels
            .iter()
            .any(|other| !other.intersect(rect).is_empty())
    }

    /// Number of edges and vertices that a label at `rect` would cover.
    fn count_covered(&self, rect: Rect) -> usize {
        let inner = rect.inflate(-1.0);
        let discs = self.discs.iter();
        let discs = discs.filter(|(at, radius)| {
            let nearest = at.clamp(inner.min, inner.max);
            nearest.distance(*at) < *radius
        });
        let segments = self.segments.iter();
        discs.count() + segments.filter(|(a, b)| crosses(inner, *a, *b)).count()
    }
}

/// Whether a segment meets a rectangle (C. Liang and B. Barsky, 1984).
fn crosses(rect: Rect, a: Vec2, b: Vec2) -> bool {
    let along = b - a;
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for axis in 0..2 {
        let (low, high) = (rect.min[axis] - a[axis], rect.max[axis] - a[axis]);
        if along[axis].abs() < 1e-6 {
            if low > 0.0 || high < 0.0 {
                return false;
            }
            continue;
        }
        let (one, other) = (low / along[axis], high / along[axis]);
        enter = enter.max(one.min(other));
        leave = leave.min(one.max(other));
    }
    enter <= leave
}

/// Places labels in order, each where it covers no earlier one, no vertex and no edge, up to
/// [`MOST`] vertices. `text` has the lines of a vertex and whether the first is a name. `sides`
/// keeps the side of each vertex, so that no label jumps while its side is free.
pub(super) fn place_candidates(
    candidates: Vec<Candidate>,
    area: Rect,
    mut obstacles: Obstacles,
    sides: &mut HashMap<usize, usize>,
    text: impl Fn(usize) -> Option<(Vec<String>, bool)>,
) -> Vec<LabelPlacement> {
    let mut placements = Vec::new();
    let mut kept = HashMap::new();
    for candidate in candidates {
        if kept.len() == MOST {
            break;
        }
        // Try the shortest label first: most candidates of a dense graph fail here, before a
        // string is built.
        let shortest = || (0..SIDES).map(|side| candidate.label_rect(side, Vec2::ONE));
        if !candidate.emphasis && shortest().all(|rect| obstacles.covers_label(rect)) {
            continue;
        }
        let Some((lines, named)) = text(candidate.dense).filter(|(lines, _)| !lines.is_empty())
        else {
            continue;
        };
        let longest = lines.iter().map(|line| line.chars().count()).max();
        let size = Vec2::new(longest.unwrap_or(0) as f32, lines.len() as f32);
        let before = sides.get(&candidate.dense).copied();
        let order = before.into_iter().chain(0..SIDES);
        let free = order
            .map(|side| (side, candidate.label_rect(side, size)))
            .filter(|(_, rect)| contains_rect(area, *rect) && !obstacles.covers_label(*rect));
        let best = free
            .map(|(side, rect)| (obstacles.count_covered(rect), side, rect))
            .min_by_key(|(covered, ..)| *covered);
        let (side, rect) = match best {
            Some((0, side, rect)) => (side, rect),
            // A vertex that stands out must have its label, wherever it is.
            Some((_, side, rect)) if candidate.emphasis => (side, rect),
            None if candidate.emphasis => {
                let rect = candidate.clamped_rect(size, area);
                if obstacles.covers_label(rect) || !contains_rect(area, rect) {
                    continue;
                }
                (0, rect)
            }
            _ => continue,
        };
        kept.insert(candidate.dense, side);
        obstacles.labels.push(rect);
        let line = LINE * candidate.size;
        for (number, text) in lines.into_iter().enumerate() {
            let y = rect.min.y + line * (number as f32 + 0.5);
            placements.push(LabelPlacement {
                position: Vec2::new(rect.min.x, y),
                text,
                emphasis: candidate.emphasis || (named && number == 0),
                caption: false,
                size: candidate.size,
            });
        }
    }
    *sides = kept;
    placements
}

/// Number of places around a vertex: right, left, above, below, and the four corners.
const SIDES: usize = 8;

impl Candidate {
    /// The rectangle of a label of some characters and lines on one side of the vertex.
    fn label_rect(&self, side: usize, characters: Vec2) -> Rect {
        let size = Vec2::new(characters.x * CHARACTER + GAP, characters.y * LINE) * self.size;
        let away = Vec2::new(
            self.reach + size.x * 0.5,
            self.reach + size.y * 0.5 - GAP * 0.5,
        );
        let slanted = Vec2::splat(self.reach * 0.7) + size * 0.5;
        let offset = match side {
            0 => Vec2::new(away.x, 0.0),
            1 => Vec2::new(-away.x, 0.0),
            2 => Vec2::new(0.0, -away.y),
            3 => Vec2::new(0.0, away.y),
            4 => slanted * Vec2::new(1.0, -1.0),
            5 => slanted,
            6 => slanted * Vec2::new(-1.0, -1.0),
            _ => slanted * Vec2::new(-1.0, 1.0),
        };
        Rect::from_center_size(self.at + offset, size)
    }

    /// The label moved into the area.
    fn clamped_rect(&self, characters: Vec2, area: Rect) -> Rect {
        let rect = self.label_rect(0, characters);
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rectangle of a line.
    fn line_rect(label: &LabelPlacement) -> Rect {
        let size = Vec2::new(label.text.chars().count() as f32 * CHARACTER, LINE) * label.size;
        Rect::from_center_size(label.position + Vec2::X * size.x * 0.5, size)
    }

    proptest! {
        #[test]
        fn labels_never_overlap_nor_run_under_a_panel_nor_over_the_graph(
            places in prop::collection::vec((0.0_f32..800.0, 0.0_f32..600.0, 1_usize..30, any::<bool>()), 0..200),
            segments in prop::collection::vec((0.0_f32..800.0, 0.0_f32..600.0, 0.0_f32..800.0, 0.0_f32..600.0), 0..9),
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
            let segments: Vec<(Vec2, Vec2)> = segments
                .into_iter()
                .map(|(ax, ay, bx, by)| (Vec2::new(ax, ay), Vec2::new(bx, by)))
                .collect();
            let discs: Vec<(Vec2, f32)> = candidates.iter().map(|one| (one.at, 5.0)).collect();
            let obstacles = Obstacles {
                discs: discs.clone(),
                segments: segments.clone(),
                ..Obstacles::default()
            };
            let mut sides = HashMap::new();
            let lines = |dense: usize| {
                Some((vec!["w1".to_owned(), "x".repeat(places[dense].2)], true))
            };
            let placements = place_candidates(candidates.clone(), area, obstacles.clone(), &mut sides, lines);
            prop_assert!(placements.len() <= 2 * MOST);
            let rects: Vec<Rect> = placements.iter().map(line_rect).collect();
            for (i, &rect) in rects.iter().enumerate() {
                prop_assert!(contains_rect(area.inflate(1e-2), rect));
                prop_assert!(rects[..i].iter().all(|other| other.intersect(rect.inflate(-1e-2)).is_empty()));
            }
            let shy = |dense: &usize| !places[*dense].3;
            let labelled: Vec<usize> = sides.keys().copied().filter(shy).collect();
            for dense in labelled {
                let characters = Vec2::new(places[dense].2.max(2) as f32, 2.0);
                let rect = candidates[dense].label_rect(sides[&dense], characters);
                let inner = rect.inflate(-1.0);
                prop_assert!(segments.iter().all(|(a, b)| !crosses(inner, *a, *b)));
                let beside = |(at, radius): &(Vec2, f32)| {
                    at.clamp(inner.min, inner.max).distance(*at) >= *radius
                };
                prop_assert!(discs.iter().all(beside));
            }
            // The same view gives the same labels.
            let again = place_candidates(candidates, area, obstacles, &mut sides, lines);
            prop_assert_eq!(placements.len(), again.len());
        }
    }

    #[test]
    fn a_segment_meets_a_rectangle_or_passes_it() {
        let rect = Rect::new(0.0, 0.0, 10.0, 4.0);
        for (a, b, meets) in [
            ((-5.0, 2.0), (15.0, 2.0), true),
            ((5.0, -5.0), (5.0, 9.0), true),
            ((1.0, 1.0), (2.0, 2.0), true),
            ((-5.0, 5.0), (15.0, 5.0), false),
            ((-5.0, 2.0), (-1.0, 2.0), false),
            ((11.0, -1.0), (20.0, 9.0), false),
        ] {
            let (a, b) = (Vec2::from(a), Vec2::from(b));
            assert_eq!(crosses(rect, a, b), meets, "{a} {b}");
        }
    }
}
