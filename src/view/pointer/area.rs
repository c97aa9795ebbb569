//! Boxes and lassos: regions of the screen.

use bevy::prelude::*;

use super::tool::Tool;

/// Least distance between two corners of a lasso, logical pixels.
const STITCH: f32 = 4.0;

/// The region that is being drawn; the interface paints it.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Marquee(pub Option<Region>);

/// A region of the screen, logical pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Region {
    /// Between two corners.
    Box(Vec2, Vec2),
    /// Inside a closed polygon.
    Lasso(Vec<Vec2>),
}

impl Region {
    /// Begins a region at the place of the press; `None` for a tool that draws none.
    pub(super) fn begin_at(tool: Tool, at: Vec2) -> Option<Self> {
        match tool {
            Tool::Hand => None,
            Tool::Box => Some(Self::Box(at, at)),
            Tool::Lasso => Some(Self::Lasso(vec![at])),
        }
    }

    /// Extends the region to the pointer.
    pub(super) fn extend_to(&mut self, at: Vec2) {
        match self {
            Self::Box(_, corner) => *corner = at,
            Self::Lasso(line) => {
                if line.last().is_none_or(|last| last.distance(at) >= STITCH) {
                    line.push(at);
                }
            }
        }
    }

    /// The bounding rectangle.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Box(a, b) => Rect::from_corners(*a, *b),
            Self::Lasso(line) => {
                let first = line.first().copied().unwrap_or_default();
                line.iter()
                    .fold(Rect::from_corners(first, first), |all, &at| {
                        all.union_point(at)
                    })
            }
        }
    }

    /// Whether a point is inside. For a lasso that crosses itself the even–odd rule counts.
    pub fn contains(&self, at: Vec2) -> bool {
        let inside = match self {
            Self::Box(..) => true,
            Self::Lasso(line) => {
                let mut inside = false;
                for (i, &a) in line.iter().enumerate() {
                    let b = line[(i + 1) % line.len()];
                    // Half open: a corner is counted once.
                    if (a.y <= at.y) != (b.y <= at.y) {
                        let x = a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x);
                        inside ^= at.x < x;
                    }
                }
                inside
            }
        };
        inside && self.bounds().contains(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_lasso_encloses_what_it_goes_around() {
        // An L: a square without its upper right quarter.
        let corners = [(0, 0), (10, 0), (10, 20), (20, 20), (20, 30), (0, 30)];
        let line = corners.map(|(x, y)| Vec2::new(x as f32, y as f32));
        let lasso = Region::Lasso(line.to_vec());
        assert!(lasso.contains(Vec2::new(5.0, 5.0)) && lasso.contains(Vec2::new(15.0, 25.0)));
        assert!(!lasso.contains(Vec2::new(15.0, 10.0)) && !lasso.contains(Vec2::new(-1.0, 5.0)));
    }

    proptest! {
        #[test]
        fn a_box_and_a_lasso_around_it_agree(
            a in (0.0_f32..100.0, 0.0_f32..100.0), b in (0.0_f32..100.0, 0.0_f32..100.0),
            at in (0.0_f32..100.0, 0.0_f32..100.0),
        ) {
            let (a, b, at) = (Vec2::from(a), Vec2::from(b), Vec2::from(at));
            prop_assume!((a - at).abs().min_element() > 1e-3 && (b - at).abs().min_element() > 1e-3);
            let line = vec![a, Vec2::new(b.x, a.y), b, Vec2::new(a.x, b.y)];
            prop_assert_eq!(Region::Box(a, b).contains(at), Region::Lasso(line).contains(at));
        }
    }
}
