//! Checks that the intended eyes can tell a palette's colours apart.
//!
//! Simulation: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, *A
//! physiologically-based model for simulation of color vision deficiency*, IEEE
//! TVCG 15(6), 2009, severity 1.0, applied to linear RGB.

use bevy::prelude::*;

use super::{Palette, Rgb, palette_for, to_linear};
use crate::view::look::theme::{ColourVision, Theme};

/// A kind of colour vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Eyes {
    Normal,
    Protan,
    Deutan,
    Tritan,
}

impl Eyes {
    const ALL: [Self; 4] = [Self::Normal, Self::Protan, Self::Deutan, Self::Tritan];

    /// The simulation's matrix: rows give the perceived red, green and blue.
    const fn matrix(self) -> [[f32; 3]; 3] {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protan => [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
            Self::Deutan => [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
            Self::Tritan => [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        }
    }

    /// The perceived colour, with gamma: distances are about as large as they look.
    fn perceive(self, rgb: Rgb) -> Vec3 {
        let colour = to_linear(rgb);
        let seen = Vec3::from_array(self.matrix().map(|row| Vec3::from_array(row).dot(colour)));
        seen.clamp(Vec3::ZERO, Vec3::ONE).powf(1.0 / 2.2)
    }
}

/// The palettes with their intended eyes.
const PALETTES: [(ColourVision, &[Eyes]); 3] = [
    (ColourVision::Common, &Eyes::ALL),
    (
        ColourVision::RedGreen,
        &[Eyes::Normal, Eyes::Protan, Eyes::Deutan],
    ),
    (ColourVision::BlueYellow, &[Eyes::Normal, Eyes::Tritan]),
];

fn check_every_palette(check: impl Fn(&str, &Palette, Eyes)) {
    for theme in [Theme::Dark, Theme::Light] {
        for (vision, eyes) in PALETTES {
            for &eyes in eyes {
                let name = format!("{theme:?} {vision:?} seen by {eyes:?}");
                check(&name, palette_for(theme, vision), eyes);
            }
        }
    }
}

fn assert_apart(name: &str, colours: &[Rgb], eyes: Eyes, least: f32) {
    for (i, &a) in colours.iter().enumerate() {
        for &b in &colours[..i] {
            let distance = eyes.perceive(a).distance(eyes.perceive(b));
            assert!(
                distance > least,
                "{name}: {a:?} and {b:?} are {distance} apart"
            );
        }
    }
}

#[test]
fn colours_stay_apart_for_the_eyes_that_they_are_for() {
    check_every_palette(|name, palette, eyes| {
        // A palette for special eyes has larger distances than the common one.
        let own = name.contains("RedGreen") || name.contains("BlueYellow");
        let least = if own { 0.28 } else { 0.19 };
        assert_apart(name, &palette.operations, eyes, least);
        assert_apart(name, &palette.series, eyes, if own { 0.2 } else { 0.1 });
        let signed = [
            palette.negative,
            palette.zero,
            palette.positive,
            palette.ash,
        ];
        assert_apart(name, &signed, eyes, if own { 0.3 } else { 0.23 });
        let ends = [palette.negative, palette.positive];
        assert_apart(name, &ends, eyes, 0.5);
    });
}

#[test]
fn nothing_sinks_into_the_background() {
    check_every_palette(|name, palette, eyes| {
        let lone = [
            palette.negative,
            palette.zero,
            palette.positive,
            palette.ash,
            palette.plain,
            palette.leaf,
        ];
        let groups = [
            &lone[..],
            &palette.operations,
            &palette.series,
            &palette.sequential,
        ];
        for &rgb in groups.into_iter().flatten() {
            let distance = eyes
                .perceive(rgb)
                .distance(eyes.perceive(palette.background));
            assert!(
                distance > 0.25,
                "{name}: {rgb:?} sinks into the background ({distance})"
            );
        }
    });
}

#[test]
fn more_is_brighter_by_night_and_darker_on_paper_for_every_eye() {
    // Relative luminance of the perceived colour.
    let luminance = |seen: Vec3| seen.powf(2.2).dot(Vec3::new(0.2126, 0.7152, 0.0722));
    check_every_palette(|name, palette, eyes| {
        let stops = palette
            .sequential
            .map(|rgb| luminance(eyes.perceive(rgb)).sqrt());
        let night = luminance(Eyes::Normal.perceive(palette.background)) < 0.5;
        for pair in stops.windows(2) {
            let step = pair[1] - pair[0];
            let step = if night { step } else { -step };
            assert!(
                step > 0.015,
                "{name}: the map of sizes stands still: {stops:?}"
            );
        }
    });
}
