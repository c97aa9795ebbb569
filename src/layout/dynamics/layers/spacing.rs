//! How far layers are from each other.
//!
//! Each gap has a width that it would have for itself, by the vertices beside it. A deep graph
//! would be a bar of them, and nobody could read it. So the whole is no longer than a few
//! times what a graph of its size is wide; the more it has to give way for that, the more
//! does a gap take room by how many vertices use it: what hundreds of layers of one vertex each
//! add up to must not press those together in which the network computes.

use crate::{
    layout::model::{Dimensions, positive_root},
    topology::longest_path,
};

/// The gap between two layers of `n` vertices each is, for itself, so many times `1 + √n`
/// spacings: the wider layers are, the steeper would edges between them be otherwise.
const WIDENING: f64 = 0.6;

/// How long a layered graph of `n` vertices is at most, in spacings, by `∛n` in space and by
/// `√n` in the plane: from as long as wide to three times that, measured at rest.
const LONGEST: (f64, f64) = (8.4, 2.2);

/// What no edges fold cannot be short: a path of so many edges is as long as it is, in
/// spacings an edge.
const STRETCH: f64 = 1.2;

/// The pull into a layer is stiffer by the square of how much nearer the next one is than
/// narrow layers are for themselves, up to so many times.
const STIFFEST: f64 = 1e4;

/// A layer in the plane has room for so many times `√n` vertices on its line. Where it has
/// more, they could not pass each other and would push for ever: it is a band, a spacing wide
/// for each row of those that have no room.
const LINE: f64 = 4.7;
const ROW: f64 = 0.47;

/// Half the width of a band, at most, in gaps to the next layer.
const BAND: f64 = 0.3;

/// A layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Where it is along the axis, in spacings from the first.
    pub place: f32,
    /// How far from there its vertices are free, spacings.
    pub half: f32,
    /// How hard it holds its vertices; 1 if the next layer is far enough.
    pub hold: f32,
}

/// The layers of a graph whose vertices belong to `layers`.
pub fn of(layers: &[u32], edges: &[[u32; 2]], dimensions: Dimensions) -> Vec<Layer> {
    let deepest = layers.iter().copied().max().unwrap_or(0);
    let mut sizes = vec![0u32; deepest as usize + 1];
    for &layer in layers {
        sizes[layer as usize] += 1;
    }
    let gaps = gaps(&sizes, |wanted| {
        longest(wanted, layers.len(), edges, dimensions)
    });
    let side = (layers.len() as f64).sqrt();
    let band = |size: u32| match dimensions {
        Dimensions::Two => (f64::from(size) - LINE * side).max(0.0) / (ROW * side),
        Dimensions::Three => 0.0,
    };
    let mut place = 0.0;
    (0..sizes.len())
        .map(|layer| {
            let before = layer.checked_sub(1).and_then(|gap| gaps.get(gap));
            place += before.unwrap_or(&0.0);
            let beside = before.into_iter().chain(gaps.get(layer));
            let nearest = beside.copied().fold(f64::INFINITY, f64::min);
            let half = (band(sizes[layer]) / 2.0).min(BAND * nearest);
            let crowding = (2.0 * WIDENING / nearest).max(1.0);
            Layer {
                place: place as f32,
                half: half as f32,
                hold: (crowding * crowding).min(STIFFEST) as f32,
            }
        })
        .collect()
}

/// How long a graph is to be at most, spacings, whose gaps would make it as long as `wanted`.
fn longest(wanted: f64, vertices: usize, edges: &[[u32; 2]], dimensions: Dimensions) -> f64 {
    let n = vertices as f64;
    let by_size = match dimensions {
        Dimensions::Three => LONGEST.0 * positive_root(n, 3).unwrap_or(0.0),
        Dimensions::Two => LONGEST.1 * n.sqrt(),
    };
    if by_size < wanted {
        by_size.max(STRETCH * f64::from(longest_path(vertices, edges)))
    } else {
        by_size
    }
}

/// The gaps between layers of these sizes, spacings, none of them zero: all of them together
/// are as long as they want to be or as `longest` allows then, whichever is less.
fn gaps(sizes: &[u32], longest: impl FnOnce(f64) -> f64) -> Vec<f64> {
    let mean = |pair: &[u32]| f64::from(pair[0]).midpoint(f64::from(pair[1]));
    let means: Vec<f64> = sizes.windows(2).map(mean).collect();
    let mut gaps: Vec<f64> = means
        .iter()
        .map(|mean| WIDENING * (1.0 + mean.sqrt()))
        .collect();
    let whole: f64 = gaps.iter().sum();
    let all: f64 = means.iter().sum();
    let longest = longest(whole);
    let kept = longest / whole;
    if kept < 1.0 {
        for (gap, mean) in gaps.iter_mut().zip(means) {
            let by_itself = *gap / whole;
            *gap = longest * (by_itself * kept + mean / all * (1.0 - kept));
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_shallow_graph_has_the_gaps_that_it_wants_and_a_path_is_as_long_as_it_is() {
        let gap = |n: f64| WIDENING * (1.0 + n.sqrt());
        let wanted = [gap(6.0), gap(6.5), gap(2.5)];
        assert_eq!(gaps(&[4, 8, 5, 0], |_| 100.0), wanted);
        let path: Vec<_> = (1..1000u32).map(|vertex| [vertex - 1, vertex]).collect();
        let layers: Vec<u32> = (0..1000).collect();
        for dimensions in [Dimensions::Two, Dimensions::Three] {
            let last = of(&layers, &path, dimensions)[999];
            assert!((last.place - 1198.8).abs() < 0.1, "{}", last.place);
            assert!(last.hold < 1.01);
        }
        assert_eq!(of(&[], &[], Dimensions::Three).len(), 1);
    }

    #[test]
    fn in_the_plane_what_has_no_room_on_a_line_has_a_band() {
        let star: Vec<_> = (1..1000u32).map(|leaf| [0, leaf]).collect();
        let layers: Vec<u32> = (0..1000).map(|vertex| u32::from(vertex > 0)).collect();
        let of = |dimensions| of(&layers, &star, dimensions);
        assert!(of(Dimensions::Three).iter().all(|layer| layer.half == 0.0));
        let [root, leaves] = of(Dimensions::Two)[..] else {
            panic!("two layers");
        };
        assert!(root.half == 0.0 && leaves.half > 1.0);
        assert!(leaves.half < 0.31 * leaves.place);
    }

    #[test]
    fn a_long_tail_leaves_room_for_what_is_wide() {
        // Forty layers of a hundred vertices, six hundred of one.
        let sizes: Vec<u32> = [100; 40].into_iter().chain([1; 600]).collect();
        let gaps = gaps(&sizes, |_| 140.0);
        let (wide, tail): (f64, f64) = (gaps[..40].iter().sum(), gaps[40..].iter().sum());
        assert!((wide + tail - 140.0).abs() < 1e-9);
        assert!(tail < 0.4 * wide, "{tail} beside {wide}");
    }

    proptest! {
        #[test]
        fn gaps_are_as_long_as_allowed_and_none_is_lost(
            sizes in prop::collection::vec(1u32..100_000, 2..400), longest in 0.1f64..1e4,
        ) {
            let free = gaps(&sizes, |_| f64::INFINITY);
            let whole: f64 = free.iter().sum();
            let gaps = gaps(&sizes, |_| longest);
            let length: f64 = gaps.iter().sum();
            prop_assert!((length / whole.min(longest) - 1.0).abs() < 1e-9);
            prop_assert!(gaps.iter().all(|gap| *gap > 0.0));
        }
    }
}
