//! The colours themselves.
//!
//! Sources. Operations, common eyes: M. Okabe and K. Ito, *Color Universal Design*, 2008.
//! Maps of sizes: viridis and magma (S. van der Walt and N. Smith, 2015), cividis
//! (J. R. Nuñez, C. R. Anderton and R. S. Renslow, *PLOS ONE* 13(7), 2018), each without
//! the end that would sink into the background. The other sets were chosen so that the
//! smallest distance of two colours in `OKLab` is largest, as the eyes that they are for
//! see them (`vision.rs` has the matrices).

use super::Palette;

/// Night, for most eyes: blue and orange, viridis.
pub(super) const DARK: Palette = Palette {
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
    sequential: [
        [65, 68, 135],
        [53, 95, 141],
        [42, 120, 142],
        [33, 145, 140],
        [34, 168, 132],
        [68, 191, 112],
        [122, 209, 81],
        [189, 223, 38],
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
        [92, 92, 100],
    ],
};

/// Paper, for most eyes. Yellow is darker: paper would swallow it.
pub(super) const LIGHT: Palette = Palette {
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
    sequential: [
        [189, 223, 38],
        [122, 209, 81],
        [68, 191, 112],
        [34, 168, 132],
        [33, 145, 140],
        [42, 120, 142],
        [53, 95, 141],
        [65, 68, 135],
        [72, 36, 117],
    ],
    series: [
        [30, 120, 200],
        [225, 150, 10],
        [190, 80, 140],
        [110, 165, 60],
        [200, 75, 0],
        [85, 55, 200],
        [120, 190, 235],
        [105, 75, 45],
    ],
    operations: [
        [0, 158, 115],
        [204, 121, 167],
        [213, 94, 0],
        [214, 190, 0],
        [86, 180, 233],
        [92, 92, 100],
    ],
};

/// Night, for eyes that mix up red and green: blue and yellow, cividis.
pub(super) const DARK_RED_GREEN: Palette = Palette {
    negative: [60, 110, 255],
    positive: [255, 205, 0],
    sequential: [
        [53, 69, 108],
        [79, 87, 108],
        [102, 105, 112],
        [125, 124, 120],
        [148, 142, 119],
        [174, 163, 113],
        [200, 184, 102],
        [229, 207, 82],
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
        [92, 92, 100],
    ],
    ..DARK
};

/// Paper, for eyes that mix up red and green.
pub(super) const LIGHT_RED_GREEN: Palette = Palette {
    negative: [20, 60, 200],
    positive: [205, 150, 0],
    ash: [138, 138, 142],
    sequential: [
        [229, 207, 82],
        [200, 184, 102],
        [174, 163, 113],
        [148, 142, 119],
        [125, 124, 120],
        [102, 105, 112],
        [79, 87, 108],
        [53, 69, 108],
        [8, 51, 112],
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

/// Night, for eyes that mix up blue and yellow tones: teal and red, magma.
pub(super) const DARK_BLUE_YELLOW: Palette = Palette {
    negative: [0, 190, 180],
    positive: [255, 70, 90],
    sequential: [
        [81, 18, 124],
        [118, 33, 129],
        [156, 46, 127],
        [196, 60, 117],
        [231, 82, 99],
        [249, 121, 93],
        [254, 167, 114],
        [254, 211, 149],
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
        [92, 92, 100],
    ],
    ..DARK
};

/// Paper, for eyes that mix up blue and yellow tones.
pub(super) const LIGHT_BLUE_YELLOW: Palette = Palette {
    negative: [0, 125, 130],
    positive: [215, 30, 70],
    ash: [138, 138, 142],
    sequential: [
        [254, 207, 146],
        [254, 159, 109],
        [247, 112, 92],
        [222, 73, 104],
        [183, 55, 121],
        [140, 41, 129],
        [100, 26, 128],
        [59, 15, 112],
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
