//! The one home of colours: two themes, operations after Okabe and Ito, and a
//! diverging blue–orange map for signed numbers. Both can be told apart with
//! any common colour-vision deficiency.
//!
//! Source of the qualitative colours: M. Okabe and K. Ito, *Color Universal
//! Design*, 2008.

use bevy::prelude::*;

use super::settings::Theme;

/// A colour: sRGB bytes.
pub type Rgb = [u8; 3];

/// The colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub background: Rgb,
    /// Text on the background.
    pub ink: Rgb,
    /// Edges that leave a value or a plain vertex.
    pub edge: Rgb,
    /// Rings and edges of what is hovered or selected.
    pub accent: Rgb,
    /// *Not computed*: neither a sign nor a zero.
    pub ash: Rgb,
    /// Vertices of a graph that is not a computation.
    pub plain: Rgb,
    /// Leaves, where colour means the operation.
    pub leaf: Rgb,
    /// Diverging map: far below zero.
    pub negative: Rgb,
    /// Diverging map: zero.
    pub zero: Rgb,
    /// Diverging map: far above zero.
    pub positive: Rgb,
}

const DARK: Palette = Palette {
    background: [11, 14, 22],
    ink: [226, 230, 240],
    edge: [132, 150, 184],
    accent: [255, 255, 255],
    ash: [112, 112, 120],
    plain: [122, 182, 235],
    leaf: [205, 211, 224],
    negative: [38, 134, 255],
    zero: [196, 200, 214],
    positive: [255, 138, 20],
};

const LIGHT: Palette = Palette {
    background: [246, 247, 250],
    ink: [30, 34, 44],
    edge: [92, 104, 130],
    accent: [16, 18, 26],
    ash: [150, 150, 154],
    plain: [58, 122, 184],
    leaf: [150, 157, 172],
    negative: [16, 92, 205],
    zero: [182, 186, 198],
    positive: [232, 108, 0],
};

impl Theme {
    /// The theme's colours.
    pub const fn palette(self) -> &'static Palette {
        match self {
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
        }
    }
}

/// Kinds of operations that are told apart by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// `+` and `−`.
    Sum,
    /// `×` and `÷`.
    Product,
    /// Power by a number.
    Power,
    /// `tanh` and `relu`: what makes a neuron nonlinear.
    Activation,
    /// `exp` and `log`.
    Exponential,
    /// Anything else.
    Other,
}

impl OperationKind {
    /// Every kind, in the legend's order.
    pub const ALL: [Self; 6] = [
        Self::Sum,
        Self::Product,
        Self::Power,
        Self::Activation,
        Self::Exponential,
        Self::Other,
    ];

    /// The kind of an operation by its symbol; a leaf has none.
    pub fn of(symbol: &str) -> Option<Self> {
        Some(match symbol {
            "" => return None,
            "+" | "-" | "−" | "neg" => Self::Sum,
            "*" | "×" | "·" | "/" | "÷" => Self::Product,
            "tanh" | "relu" | "ReLU" => Self::Activation,
            "exp" | "log" => Self::Exponential,
            power if power.starts_with("**") || power.starts_with('^') => Self::Power,
            _ => Self::Other,
        })
    }

    /// Its colour, the same on both themes but for yellow, which light paper swallows.
    pub const fn colour(self, theme: Theme) -> Rgb {
        match (self, theme) {
            (Self::Sum, _) => [0, 158, 115],
            (Self::Product, _) => [204, 121, 167],
            (Self::Power, _) => [213, 94, 0],
            (Self::Activation, Theme::Dark) => [240, 228, 66],
            (Self::Activation, Theme::Light) => [214, 190, 0],
            (Self::Exponential, _) => [86, 180, 233],
            (Self::Other, _) => [92, 92, 100],
        }
    }

    /// What the legend calls it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sum => "add",
            Self::Product => "multiply",
            Self::Power => "power",
            Self::Activation => "activate",
            Self::Exponential => "exp, log",
            Self::Other => "operation",
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

/// The colour of a signed number.
pub fn diverging(x: f64, palette: &Palette) -> Rgb {
    let position = diverging_position(x);
    let end = if position < 0.0 {
        palette.negative
    } else {
        palette.positive
    };
    mix(palette.zero, end, position.abs())
}

/// From `a` (at 0) to `b` (at 1), in sRGB.
pub fn mix(a: Rgb, b: Rgb, t: f32) -> Rgb {
    std::array::from_fn(|i| {
        (f32::from(a[i]) + (f32::from(b[i]) - f32::from(a[i])) * t).round() as u8
    })
}

/// As Bevy's colour.
pub const fn colour(rgb: Rgb) -> Color {
    Color::srgb_u8(rgb[0], rgb[1], rgb[2])
}

/// Linear red, green and blue, 0 … 1, with a fourth number beside them.
pub(super) fn linear(rgb: Rgb, w: f32) -> Vec4 {
    colour(rgb).to_linear().to_vec3().extend(w)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Viénot, Brettel and Mollon 1999: what a protanope (`true`) or a deuteranope sees, linear RGB.
    fn dichromat(rgb: Rgb, protan: bool) -> Vec3 {
        let [r, g, b] = linear(rgb, 0.0).truncate().to_array();
        let (red, green) = if protan {
            (0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g)
        } else {
            (0.29275 * r + 0.70725 * g, 0.29275 * r + 0.70725 * g)
        };
        let blue = if protan {
            0.00401 * r - 0.00401 * g + b
        } else {
            -0.02234 * r + 0.02234 * g + b
        };
        Vec3::new(red, green, blue)
    }

    fn distance(a: Vec3, b: Vec3) -> f32 {
        let perceived = |v: Vec3| v.max(Vec3::ZERO).powf(1.0 / 2.2);
        perceived(a).distance(perceived(b))
    }

    #[test]
    fn colours_stay_apart_for_every_eye() {
        for theme in [Theme::Dark, Theme::Light] {
            let palette = theme.palette();
            let kinds = OperationKind::ALL.map(|kind| kind.colour(theme));
            let signed = [
                palette.negative,
                palette.zero,
                palette.positive,
                palette.ash,
            ];
            for group in [&kinds[..], &signed[..]] {
                for (i, &a) in group.iter().enumerate() {
                    for &b in &group[..i] {
                        for protan in [true, false] {
                            let apart = distance(dichromat(a, protan), dichromat(b, protan));
                            assert!(
                                apart > 0.1,
                                "{theme:?}: {a:?} and {b:?} are {apart} apart (protan: {protan})"
                            );
                        }
                    }
                }
            }
            for seen in kinds
                .iter()
                .chain(&signed)
                .chain([&palette.plain, &palette.leaf])
            {
                let apart = distance(
                    linear(*seen, 0.0).truncate(),
                    linear(palette.background, 0.0).truncate(),
                );
                assert!(
                    apart > 0.25,
                    "{theme:?}: {seen:?} sinks into the background ({apart})"
                );
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
    fn every_operation_of_the_scenes_has_a_kind() {
        for (symbol, kind) in [
            ("+", OperationKind::Sum),
            ("*", OperationKind::Product),
            ("**2", OperationKind::Power),
            ("**-1", OperationKind::Power),
            ("**", OperationKind::Power),
            ("tanh", OperationKind::Activation),
            ("relu", OperationKind::Activation),
            ("exp", OperationKind::Exponential),
        ] {
            assert_eq!(OperationKind::of(symbol), Some(kind));
        }
        assert_eq!(OperationKind::of(""), None);
    }
}
