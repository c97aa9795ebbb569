//! Palettes: all colours of the view, for two themes and three kinds of colour vision.
//!
//! A palette has colours for operations, colours for layers and samples, a diverging map for signed
//! numbers, and a sequential map for sizes. The sequential map has monotone luminance: more is
//! brighter on the dark theme and darker on the light one. `vision.rs` checks that the intended
//! eyes can tell the colours apart.

mod operation;
mod tables;
#[cfg(test)]
mod vision;

use bevy::prelude::*;

pub use operation::OperationKind;
pub use tables::palette_for;

/// A colour: red, green and blue as sRGB bytes.
pub type Rgb = [u8; 3];

/// Number of colours for layers and samples. More classes than this share a continuous map.
pub const SERIES: usize = 8;
/// Share of [`Palette::behind`] in the faintest shade of a colour.
const FAINTEST_SHADE: f32 = 0.4;
/// Share of [`Palette::behind`] in the colour of operations beside numbers.
const NEUTRAL: f32 = 0.5;
/// Light paint of the signs on operations: a grey in linear light.
pub(in crate::view) const SIGN_LIGHT: f32 = 0.92;
/// Dark paint of these signs.
pub(in crate::view) const SIGN_DARK: f32 = 0.02;
/// Luminance from which a colour has a dark sign on it: about equally far from both paints.
pub(in crate::view) const SIGN_SWITCH: f32 = 0.21;
/// Share of the accent in the colour of an edge beside a selected or hovered vertex.
pub(in crate::view) const LIT_EDGE_TINT: f32 = 0.45;
/// Share of the accent in the colour of a selected edge.
pub(in crate::view) const SELECTED_EDGE_TINT: f32 = 0.8;

/// The colours of a theme, for one kind of colour vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The background.
    pub background: Rgb,
    /// Text on the background.
    pub ink: Rgb,
    /// Colour towards which set-back colours are mixed; it differs from the background.
    pub behind: Rgb,
    /// Edges that leave a value or a plain vertex.
    pub edge: Rgb,
    /// Rings and edges of hovered and selected vertices.
    pub accent: Rgb,
    /// *Not computed*: neither a sign nor a zero.
    pub ash: Rgb,
    /// Vertices of a graph that is not a computation.
    pub plain: Rgb,
    /// Leaves in the operation mode, and vertices for which a mode has no reading.
    pub leaf: Rgb,
    /// Diverging map: far below zero.
    pub negative: Rgb,
    /// Diverging map: zero.
    pub zero: Rgb,
    /// Diverging map: far above zero.
    pub positive: Rgb,
    /// Sequential map, from least to most, evenly spaced; luminance is monotone.
    pub sequential: [Rgb; 9],
    /// Layers and samples.
    pub series: [Rgb; SERIES],
    /// Operations, in the order of [`OperationKind::ALL`].
    pub operations: [Rgb; OperationKind::ALL.len()],
}

impl Palette {
    /// The colour of an operation.
    pub const fn operation_colour(&self, kind: OperationKind) -> Rgb {
        self.operations[kind as usize]
    }

    /// The diverging map at a position from −1 to 1.
    pub fn diverging_at(&self, position: f32) -> Rgb {
        let end = if position < 0.0 {
            self.negative
        } else {
            self.positive
        };
        mix_srgb(self.zero, end, position.abs().min(1.0))
    }

    /// The sequential map at a position from 0 (least) to 1 (most).
    pub fn sequential_at(&self, position: f32) -> Rgb {
        let last = self.sequential.len() - 1;
        let place = position.clamp(0.0, 1.0) * last as f32;
        let below = (place as usize).min(last - 1);
        let t = place - below as f32;
        mix_srgb(self.sequential[below], self.sequential[below + 1], t)
    }

    /// The colour of axis 0, 1 or 2.
    pub const fn axis_colour(&self, axis: usize) -> Rgb {
        const AXES: [usize; 3] = [4, 3, 0];
        self.series[AXES[axis % AXES.len()]]
    }

    /// The colour of operations where colours show numbers: a grey without a sign.
    pub fn neutral(&self) -> Rgb {
        mix_srgb(self.leaf, self.behind, NEUTRAL)
    }

    /// A shade of a colour, from −1 (set back) to 1 (towards the ink).
    pub fn shade_colour(&self, rgb: Rgb, shade: f32) -> Rgb {
        if shade < 0.0 {
            mix_srgb(rgb, self.behind, -FAINTEST_SHADE * shade)
        } else {
            mix_srgb(rgb, self.ink, 0.5 * shade)
        }
    }
}

/// Position of a signed number on the diverging map, −1 to 1: `sign(x) · √(|x| / (1 + |x|))`.
///
/// The root separates 0.01 from 0, and the quotient separates 100 from 1. The scale is fixed, so it
/// does not change while the network learns.
pub fn diverging_position(x: f64) -> f32 {
    if x.is_nan() {
        return 0.0;
    }
    let size = x.abs();
    let share = if size.is_infinite() {
        1.0
    } else {
        size / (1.0 + size)
    };
    (share.sqrt() * x.signum()) as f32
}

/// Contrast ratio of two colours as WCAG 2 defines it: 1 to 21. It is the ratio of their
/// luminances, with the light that the screen scatters.
pub fn contrast(a: Rgb, b: Rgb) -> f32 {
    let [a, b] = [a, b].map(|rgb| luminance(rgb) + 0.05);
    a.max(b) / a.min(b)
}

/// Relative luminance, 0 to 1; the weights are those of `vertices.wgsl`.
fn luminance(rgb: Rgb) -> f32 {
    to_linear(rgb).dot(Vec3::new(0.2126, 0.7152, 0.0722))
}

/// The colour of the sign on an operation of this colour: the paint that contrasts more. It is the
/// twin of the choice in `vertices.wgsl`.
pub(in crate::view) fn sign_colour(rgb: Rgb) -> Rgb {
    let paint = if luminance(rgb) < SIGN_SWITCH {
        SIGN_LIGHT
    } else {
        SIGN_DARK
    };
    mix_linear([0; 3], [255; 3], paint)
}

/// Mixes in sRGB: `a` at 0, `b` at 1.
pub fn mix_srgb(a: Rgb, b: Rgb, t: f32) -> Rgb {
    std::array::from_fn(|i| {
        (f32::from(a[i]) + (f32::from(b[i]) - f32::from(a[i])) * t).round() as u8
    })
}

/// Mixes in linear light, as the shaders do: `a` at 0, `b` at 1.
pub fn mix_linear(a: Rgb, b: Rgb, t: f32) -> Rgb {
    mix_to_srgba(a, b, t).to_u8_array_no_alpha()
}

/// The colour of a lit edge, selected or beside a selected vertex; as in `edges.wgsl`.
pub fn lit_edge(rgb: Rgb, accent: Rgb, selected: bool) -> Rgb {
    let share = if selected {
        SELECTED_EDGE_TINT
    } else {
        LIT_EDGE_TINT
    };
    mix_linear(rgb, accent, share)
}

/// The opacity with which `rgb` over `behind`, blended in sRGB, looks as with `opacity` in linear
/// light. It is the twin of `stored_over` in `graph.wgsl`.
pub fn encoded_opacity(rgb: Rgb, behind: Rgb, opacity: f32) -> f32 {
    let [full, none] = [rgb, behind].map(|rgb| colour(rgb).to_srgba().to_vec3());
    let mixed = mix_to_srgba(behind, rgb, opacity).to_vec3();
    let span = full - none;
    ((mixed - none).dot(span) / span.length_squared().max(1e-6)).clamp(0.0, 1.0)
}

fn mix_to_srgba(a: Rgb, b: Rgb, t: f32) -> Srgba {
    let [r, g, b] = to_linear(a).lerp(to_linear(b), t).to_array();
    LinearRgba::rgb(r, g, b).into()
}

/// The colour as Bevy's [`Color`].
pub const fn colour(rgb: Rgb) -> Color {
    Color::srgb_u8(rgb[0], rgb[1], rgb[2])
}

/// Red, green and blue in linear light, 0 to 1.
pub(in crate::view) fn to_linear(rgb: Rgb) -> Vec3 {
    colour(rgb).to_linear().to_vec3()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::look::theme::{ColourVision, Theme};

    #[test]
    fn a_sign_can_be_read_on_every_operation() {
        for theme in [Theme::Dark, Theme::Light] {
            for vision in ColourVision::ALL {
                let palette = palette_for(theme, vision);
                for rgb in [&palette.operations[..], &[palette.neutral()]].concat() {
                    let seen = contrast(rgb, sign_colour(rgb));
                    assert!(seen >= 3.0, "{theme:?} {vision:?}: {rgb:?} {seen}:1");
                }
            }
        }
    }

    #[test]
    fn the_diverging_map_is_odd_monotone_and_bounded() {
        let numbers = [0.0, 1e-6, 0.01, 0.1, 1.0, 10.0, 1e5, f64::INFINITY];
        for pair in numbers.windows(2) {
            assert!(diverging_position(pair[0]) < diverging_position(pair[1]));
        }
        for x in numbers {
            assert_eq!(diverging_position(x), -diverging_position(-x));
            assert!(diverging_position(x).abs() <= 1.0);
        }
        assert_eq!(diverging_position(f64::NAN), 0.0);
    }

    #[test]
    fn light_mixes_to_more_of_the_brighter_colour_and_an_opacity_follows_it() {
        for theme in [Theme::Dark, Theme::Light] {
            let Palette {
                edge, background, ..
            } = *theme.palette();
            assert_eq!(
                [
                    mix_linear(background, edge, 0.0),
                    mix_linear(background, edge, 1.0)
                ],
                [background, edge]
            );
            let half = encoded_opacity(edge, background, 0.5);
            assert_eq!(half > 0.5, theme == Theme::Dark);
            let (wanted, got) = (
                mix_linear(background, edge, 0.5),
                mix_srgb(background, edge, half),
            );
            for (wanted, got) in wanted.into_iter().zip(got) {
                assert!(wanted.abs_diff(got) <= 6, "{wanted} {got}");
            }
        }
    }

    #[test]
    fn the_map_of_sizes_meets_its_stops_and_stays_within() {
        let palette = Theme::Dark.palette();
        for (place, stop) in palette.sequential.into_iter().enumerate() {
            assert_eq!(palette.sequential_at(place as f32 / 8.0), stop);
        }
        assert_eq!(palette.sequential_at(-3.0), palette.sequential[0]);
        assert_eq!(palette.sequential_at(7.0), palette.sequential[8]);
    }
}
