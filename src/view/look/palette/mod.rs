//! The one home of colours: two themes for three kinds of eyes.
//!
//! Every palette has a set of colours for operations and one for layers and
//! samples, a diverging map for signed numbers, and a map of monotone luminance
//! for sizes: the more, the brighter by night and the darker on paper.
//! `vision.rs` checks that the eyes which each is for can tell its colours apart.

mod operation;
mod tables;
#[cfg(test)]
mod vision;

use bevy::prelude::*;

use super::theme::{ColourVision, Theme};
pub use operation::OperationKind;

/// A colour: sRGB bytes.
pub type Rgb = [u8; 3];

/// Colours of layers and samples that can be told apart; more of them wear a
/// continuous map.
pub const SERIES: usize = 8;
/// How far what is set back goes.
const SET_BACK: f32 = 0.4;

/// The colours of a theme, for one kind of eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Rgb,
    /// Text on the background.
    pub ink: Rgb,
    /// What steps back goes this way, and never so far as the background.
    pub behind: Rgb,
    /// Edges that leave a value or a plain vertex.
    pub edge: Rgb,
    /// Rings and edges of what is hovered or selected.
    pub accent: Rgb,
    /// *Not computed*: neither a sign nor a zero.
    pub ash: Rgb,
    /// Vertices of a graph that is not a computation.
    pub plain: Rgb,
    /// Leaves, where colour means the operation, and whatever a mode does not speak of.
    pub leaf: Rgb,
    /// Diverging map: far below zero.
    pub negative: Rgb,
    /// Diverging map: zero.
    pub zero: Rgb,
    /// Diverging map: far above zero.
    pub positive: Rgb,
    /// Map of sizes, from least to most, evenly spaced; luminance is monotone.
    pub sequential: [Rgb; 9],
    /// Layers and samples.
    pub series: [Rgb; SERIES],
    /// Operations, in the order of [`OperationKind::ALL`].
    pub operations: [Rgb; OperationKind::ALL.len()],
}

/// The colours of a theme for the given eyes.
pub const fn of(theme: Theme, vision: ColourVision) -> &'static Palette {
    match (theme, vision) {
        (Theme::Dark, ColourVision::Common) => &tables::DARK,
        (Theme::Light, ColourVision::Common) => &tables::LIGHT,
        (Theme::Dark, ColourVision::RedGreen) => &tables::DARK_RED_GREEN,
        (Theme::Light, ColourVision::RedGreen) => &tables::LIGHT_RED_GREEN,
        (Theme::Dark, ColourVision::BlueYellow) => &tables::DARK_BLUE_YELLOW,
        (Theme::Light, ColourVision::BlueYellow) => &tables::LIGHT_BLUE_YELLOW,
    }
}

impl Theme {
    /// The theme's colours for most eyes.
    pub const fn palette(self) -> &'static Palette {
        of(self, ColourVision::Common)
    }
}

impl Palette {
    /// The colour of an operation.
    pub const fn operation(&self, kind: OperationKind) -> Rgb {
        self.operations[kind as usize]
    }

    /// The diverging map at −1 … 1.
    pub fn diverging_at(&self, position: f32) -> Rgb {
        let end = if position < 0.0 {
            self.negative
        } else {
            self.positive
        };
        mix(self.zero, end, position.abs().min(1.0))
    }

    /// The map of sizes at 0 (least) … 1 (most).
    pub fn sequential_at(&self, position: f32) -> Rgb {
        let last = self.sequential.len() - 1;
        let place = position.clamp(0.0, 1.0) * last as f32;
        let below = (place as usize).min(last - 1);
        let t = place - below as f32;
        mix(self.sequential[below], self.sequential[below + 1], t)
    }

    /// The colour of an axis: 0, 1 or 2.
    pub const fn axis(&self, axis: usize) -> Rgb {
        const AXES: [usize; 3] = [4, 3, 0];
        self.series[AXES[axis % AXES.len()]]
    }

    /// The same colour, but it leaves the front to others.
    pub fn set_back(&self, rgb: Rgb) -> Rgb {
        mix(rgb, self.behind, SET_BACK)
    }

    /// A shade of a colour, from −1 (faint) to 1 (towards the ink).
    pub fn shade(&self, rgb: Rgb, shade: f32) -> Rgb {
        if shade < 0.0 {
            mix(rgb, self.behind, -SET_BACK * shade)
        } else {
            mix(rgb, self.ink, 0.5 * shade)
        }
    }
}

/// Where a signed number stands on the diverging map, −1 … 1: the square root
/// of `|x| / (1 + |x|)` with the sign of `x`, so that 0.01 can be told from 0,
/// and 100 from 1, without a scale that changes as the network learns.
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

/// How many times the luminance of one colour is that of the other, light scattered on the
/// screen included: 1 to 21, as WCAG 2 defines it.
pub fn contrast(a: Rgb, b: Rgb) -> f32 {
    const LUMINANCE: Vec3 = Vec3::new(0.2126, 0.7152, 0.0722);
    let [a, b] = [a, b].map(|rgb| linear(rgb, 0.0).truncate().dot(LUMINANCE) + 0.05);
    a.max(b) / a.min(b)
}

/// From `a` (at 0) to `b` (at 1), in sRGB.
pub fn mix(a: Rgb, b: Rgb, t: f32) -> Rgb {
    std::array::from_fn(|i| {
        (f32::from(a[i]) + (f32::from(b[i]) - f32::from(a[i])) * t).round() as u8
    })
}

/// From `a` (at 0) to `b` (at 1), in linear light: as the shaders mix.
pub fn blend(a: Rgb, b: Rgb, t: f32) -> Rgb {
    blended(a, b, t).to_u8_array_no_alpha()
}

/// The colour of an edge that is lit: of what is selected, or beside what is; as in `edges.wgsl`.
pub fn lit_edge(rgb: Rgb, accent: Rgb, selected: bool) -> Rgb {
    blend(rgb, accent, if selected { 0.8 } else { 0.45 })
}

/// The opacity with which `rgb`, mixed over `behind` in sRGB, looks as it does with `opacity` in
/// linear light; as `stored_over` in `graph.wgsl`.
pub fn encoded_opacity(rgb: Rgb, behind: Rgb, opacity: f32) -> f32 {
    let [full, none] = [rgb, behind].map(|rgb| colour(rgb).to_srgba().to_vec3());
    let mixed = blended(behind, rgb, opacity).to_vec3();
    let span = full - none;
    ((mixed - none).dot(span) / span.length_squared().max(1e-6)).clamp(0.0, 1.0)
}

fn blended(a: Rgb, b: Rgb, t: f32) -> Srgba {
    let [r, g, b] = linear(a, 0.0).lerp(linear(b, 0.0), t).truncate().to_array();
    LinearRgba::rgb(r, g, b).into()
}

/// As Bevy's colour.
pub const fn colour(rgb: Rgb) -> Color {
    Color::srgb_u8(rgb[0], rgb[1], rgb[2])
}

/// Linear red, green and blue, 0 … 1, with a fourth number beside them.
pub(in crate::view) fn linear(rgb: Rgb, w: f32) -> Vec4 {
    colour(rgb).to_linear().to_vec3().extend(w)
}

#[cfg(test)]
mod tests {
    use super::*;

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
                [blend(background, edge, 0.0), blend(background, edge, 1.0)],
                [background, edge]
            );
            let half = encoded_opacity(edge, background, 0.5);
            assert_eq!(half > 0.5, theme == Theme::Dark);
            let (wanted, got) = (blend(background, edge, 0.5), mix(background, edge, half));
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
