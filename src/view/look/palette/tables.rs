//! The tables of colours.
//!
//! Sources. Operations, common eyes: M. Okabe and K. Ito, *Color Universal Design*, 2008.
//! Maps of sizes: viridis and magma (S. van der Walt and N. Smith, 2015), cividis
//! (J. R. Nuñez, C. R. Anderton and R. S. Renslow, *PLOS ONE* 13(7), 2018), each without
//! the end that would sink into the background. A number's colour has a contrast of at least 3 with
//! the background, which WCAG 2 requires of graphics (1.4.11); any other colour has at least 2
//! (`look.rs` checks both). The other sets maximise the smallest distance in `OKLab` between two
//! colours, as seen by the intended eyes (`vision.rs` has the matrices).

use super::Palette;
use crate::view::look::theme::{ColourVision, Theme};

/// Dark theme, common vision: blue and orange, viridis.
pub(super) const DARK: Palette = Palette {
    background: [11, 14, 22],
    ink: [226, 230, 240],
    behind: [36, 40, 52],
    edge: [132, 150, 184],
    accent: [255, 255, 255],
    ash: [88, 88, 94],
    plain: [122, 182, 235],
    leaf: [205, 211, 224],
    negative: [38, 134, 255],
    zero: [150, 154, 166],
    positive: [255, 138, 20],
    sequential: [
        [51, 100, 141],
        [42, 121, 142],
        [34, 142, 140],
        [34, 162, 134],
        [54, 182, 120],
        [92, 199, 98],
        [142, 213, 68],
        [198, 224, 38],
        [253, 231, 37],
    ],
    series: [
        [86, 180, 233],
        [240, 190, 50],
        [204, 121, 167],
        [0, 158, 115],
        [213, 94, 0],
        [136, 110, 250],
        [230, 240, 150],
        [150, 120, 90],
    ],
    operations: [
        [0, 158, 115],
        [204, 121, 167],
        [213, 94, 0],
        [240, 228, 66],
        [86, 180, 233],
        [94, 94, 102],
    ],
};

/// Light theme, common vision. Yellow and pink are darker: pale ones would be invisible.
pub(super) const LIGHT: Palette = Palette {
    background: [246, 247, 250],
    ink: [30, 34, 44],
    behind: [130, 138, 156],
    edge: [92, 104, 130],
    accent: [16, 18, 26],
    ash: [174, 174, 178],
    plain: [58, 122, 184],
    leaf: [130, 138, 156],
    negative: [16, 92, 205],
    zero: [122, 126, 136],
    positive: [226, 102, 0],
    sequential: [
        [34, 159, 135],
        [34, 143, 140],
        [40, 125, 142],
        [47, 108, 142],
        [55, 90, 140],
        [64, 71, 136],
        [69, 49, 124],
        [71, 26, 107],
        [68, 1, 84],
    ],
    series: [
        [30, 120, 200],
        [225, 150, 10],
        [190, 80, 140],
        [110, 165, 60],
        [200, 75, 0],
        [85, 55, 200],
        [100, 174, 226],
        [105, 75, 45],
    ],
    operations: [
        [0, 158, 115],
        [190, 90, 185],
        [213, 94, 0],
        [198, 172, 0],
        [86, 180, 233],
        [92, 92, 100],
    ],
};

/// Dark theme, red–green deficiency: blue and yellow, cividis.
pub(super) const DARK_RED_GREEN: Palette = Palette {
    negative: [60, 110, 255],
    positive: [255, 205, 0],
    sequential: [
        [90, 96, 110],
        [109, 111, 114],
        [128, 126, 120],
        [146, 141, 119],
        [167, 158, 115],
        [188, 175, 107],
        [211, 193, 95],
        [234, 212, 77],
        [254, 232, 56],
    ],
    series: [
        [68, 225, 249],
        [231, 232, 36],
        [151, 84, 237],
        [6, 191, 168],
        [181, 139, 249],
        [119, 139, 32],
        [108, 254, 185],
        [190, 191, 40],
    ],
    operations: [
        [9, 183, 220],
        [109, 101, 254],
        [170, 171, 63],
        [231, 232, 36],
        [94, 249, 241],
        [94, 94, 102],
    ],
    ..DARK
};

/// Light theme, red–green deficiency.
pub(super) const LIGHT_RED_GREEN: Palette = Palette {
    negative: [20, 60, 200],
    positive: [186, 132, 0],
    sequential: [
        [148, 142, 119],
        [131, 129, 120],
        [114, 115, 116],
        [96, 101, 111],
        [79, 87, 108],
        [60, 74, 108],
        [31, 60, 110],
        [6, 47, 104],
        [0, 34, 78],
    ],
    series: [
        [75, 174, 237],
        [119, 16, 139],
        [152, 178, 36],
        [52, 69, 215],
        [176, 16, 3],
        [49, 190, 152],
        [80, 127, 205],
        [23, 151, 101],
    ],
    operations: [
        [25, 175, 254],
        [108, 25, 152],
        [177, 112, 0],
        [49, 190, 152],
        [66, 90, 236],
        [92, 92, 100],
    ],
    ..LIGHT
};

/// Dark theme, blue–yellow deficiency: teal and red, magma.
pub(super) const DARK_BLUE_YELLOW: Palette = Palette {
    negative: [0, 190, 180],
    positive: [255, 70, 90],
    sequential: [
        [165, 49, 125],
        [194, 59, 118],
        [219, 75, 105],
        [238, 97, 97],
        [250, 126, 95],
        [253, 159, 110],
        [254, 191, 133],
        [253, 223, 161],
        [252, 253, 191],
    ],
    series: [
        [33, 209, 202],
        [218, 68, 51],
        [250, 171, 243],
        [170, 171, 63],
        [98, 146, 225],
        [183, 68, 207],
        [187, 243, 124],
        [235, 129, 130],
    ],
    operations: [
        [98, 187, 120],
        [215, 119, 237],
        [230, 46, 30],
        [247, 224, 79],
        [94, 249, 241],
        [94, 94, 102],
    ],
    ..DARK
};

/// Light theme, blue–yellow deficiency.
pub(super) const LIGHT_BLUE_YELLOW: Palette = Palette {
    negative: [0, 125, 130],
    positive: [215, 30, 70],
    sequential: [
        [236, 95, 97],
        [217, 71, 106],
        [190, 58, 118],
        [161, 48, 125],
        [132, 38, 129],
        [104, 27, 128],
        [75, 19, 118],
        [47, 15, 94],
        [20, 14, 54],
    ],
    series: [
        [6, 191, 168],
        [249, 65, 115],
        [128, 2, 124],
        [223, 143, 72],
        [48, 153, 9],
        [177, 145, 234],
        [176, 81, 197],
        [176, 16, 3],
    ],
    operations: [
        [190, 178, 40],
        [183, 68, 207],
        [144, 19, 8],
        [230, 46, 30],
        [51, 122, 239],
        [92, 92, 100],
    ],
    ..LIGHT
};

/// The palette of a theme for one kind of colour vision.
pub const fn palette_for(theme: Theme, vision: ColourVision) -> &'static Palette {
    match (theme, vision) {
        (Theme::Dark, ColourVision::Common) => &DARK,
        (Theme::Light, ColourVision::Common) => &LIGHT,
        (Theme::Dark, ColourVision::RedGreen) => &DARK_RED_GREEN,
        (Theme::Light, ColourVision::RedGreen) => &LIGHT_RED_GREEN,
        (Theme::Dark, ColourVision::BlueYellow) => &DARK_BLUE_YELLOW,
        (Theme::Light, ColourVision::BlueYellow) => &LIGHT_BLUE_YELLOW,
    }
}

impl Theme {
    /// The theme's palette for common colour vision.
    pub const fn palette(self) -> &'static Palette {
        palette_for(self, ColourVision::Common)
    }
}
