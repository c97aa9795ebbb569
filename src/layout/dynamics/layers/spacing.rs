//! The spacing of layers along their axis, in multiples of the layer spacing.
//!
//! Each gap has a preferred width, which grows with the vertices beside it. The sum of the
//! preferred widths would turn a deep graph into an unreadable bar, so the whole has a greatest
//! length. The more the whole must shrink, the more the gaps share the length by their number of
//! vertices: hundreds of single-vertex layers must not squeeze the layers that do the computing.

use crate::{
    layout::model::{Dimensions, positive_root},
    topology::longest_path,
};

/// The preferred gap between two layers of `n` vertices each, over `1 + √n` spacings. Wider layers
/// need wider gaps, or edges between them become too steep.
const WIDENING: f64 = 0.6;

/// Greatest length of a layered graph of `n` vertices, in spacings: over `∛n` in space and over
/// `√n` in the plane. Measured at rest, length over width then is from 1 to 3.
const LONGEST: (f64, f64) = (8.4, 2.2);

/// A long path cannot fold, so its length is a lower bound: spacings an edge.
const STRETCH: f64 = 1.2;

/// Greatest factor on the stiffness of the pull into a layer. The factor is the square of the
/// preferred gap between narrow layers over the gap to the nearest layer.
const STIFFEST: f64 = 1e4;

/// Capacity of a layer's line in the plane, in vertices over `√n`, and vertices over `√n` in each
/// further row. Vertices beyond the capacity could not pass each other and would push for ever, so
/// the layer becomes a band that is one spacing wider for each further row.
const LINE: f64 = 4.7;
const ROW: f64 = 0.47;

/// Greatest half-width of a band, in gaps to the nearest layer.
const BAND: f64 = 0.3;

/// The place of one layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Position along the axis, in spacings from the first layer.
    pub place: f32,
    /// Half-width of the band in which its vertices move freely, spacings.
    pub half: f32,
    /// Factor on the stiffness of the pull into the layer; 1 if the nearest layer is far enough.
    pub hold: f32,
}

/// Places the layers of a graph; `layers` gives the layer of each vertex.
pub fn place_layers(layers: &[u32], edges: &[[u32; 2]], dimensions: Dimensions) -> Vec<Layer> {
    let deepest = layers.iter().copied().max().unwrap_or(0);
    let mut sizes = vec![0u32; deepest as usize + 1];
    for &layer in layers {
        sizes[layer as usize] += 1;
    }
    let gaps = fit_gaps(&sizes, |wanted| {
        greatest_length(wanted, layers.len(), edges, dimensions)
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

/// The greatest length of a graph in spacings; `wanted` is the sum of its preferred gaps.
fn greatest_length(
    wanted: f64,
    vertices: usize,
    edges: &[[u32; 2]],
    dimensions: Dimensions,
) -> f64 {
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

/// The gaps between layers of these sizes, in spacings, none of them zero. Their sum is the sum of
/// the preferred gaps or the length that `longest` allows for it, whichever is less.
fn fit_gaps(sizes: &[u32], longest: impl FnOnce(f64) -> f64) -> Vec<f64> {
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
        assert_eq!(fit_gaps(&[4, 8, 5, 0], |_| 100.0), wanted);
        let path: Vec<_> = (1..1000u32).map(|vertex| [vertex - 1, vertex]).collect();
        let layers: Vec<u32> = (0..1000).collect();
        for dimensions in [Dimensions::Two, Dimensions::Three] {
            let last = place_layers(&layers, &path, dimensions)[999];
            assert!((last.place - 1198.8).abs() < 0.1, "{}", last.place);
            assert!(last.hold < 1.01);
        }
        assert_eq!(place_layers(&[], &[], Dimensions::Three).len(), 1);
    }

    #[test]
    fn in_the_plane_what_has_no_room_on_a_line_has_a_band() {
        let star: Vec<_> = (1..1000u32).map(|leaf| [0, leaf]).collect();
        let layers: Vec<u32> = (0..1000).map(|vertex| u32::from(vertex > 0)).collect();
        let of = |dimensions| place_layers(&layers, &star, dimensions);
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
        let gaps = fit_gaps(&sizes, |_| 140.0);
        let (wide, tail): (f64, f64) = (gaps[..40].iter().sum(), gaps[40..].iter().sum());
        assert!((wide + tail - 140.0).abs() < 1e-9);
        assert!(tail < 0.4 * wide, "{tail} beside {wide}");
    }

    proptest! {
        #[test]
        fn gaps_are_as_long_as_allowed_and_none_is_lost(
            sizes in prop::collection::vec(1u32..100_000, 2..400), longest in 0.1f64..1e4,
        ) {
            let free = fit_gaps(&sizes, |_| f64::INFINITY);
            let whole: f64 = free.iter().sum();
            let gaps = fit_gaps(&sizes, |_| longest);
            let length: f64 = gaps.iter().sum();
            prop_assert!((length / whole.min(longest) - 1.0).abs() < 1e-9);
            prop_assert!(gaps.iter().all(|gap| *gap > 0.0));
        }
    }
}
