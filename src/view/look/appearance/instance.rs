//! Instance attributes: the bytes that the two draws read for each vertex and each edge.

use std::ops::BitOr;

use crate::view::look::palette::{OperationKind, Rgb};

/// How a vertex or an edge stands out, as bits of a byte. The shaders read the same bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HighlightFlags(pub u8);

impl HighlightFlags {
    /// Under the pointer.
    pub const HOVERED: Self = Self(1);
    /// Beside a hovered or selected vertex.
    pub const NEIGHBOUR: Self = Self(2);
    /// Selected.
    pub const SELECTED: Self = Self(4);
    /// Something else is selected, or found.
    pub const DIMMED: Self = Self(8);
    /// Pinned: keeps its position and has a mark.
    pub const PINNED: Self = Self(16);
    /// Found by the search.
    pub const MATCH: Self = Self(32);
    /// Something else is under the pointer: a little fainter.
    pub const QUIET: Self = Self(64);
    /// Excluded by the filter: very faint, or hidden.
    pub const FILTERED: Self = Self(128);

    /// Whether any bit of `other` is set.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The state without the bits of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for HighlightFlags {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Smallest size, as a multiple of the usual one.
pub(super) const SMALLEST: f32 = 0.55;
/// Largest size, as a multiple of the usual one. The inverse of the size has even steps between
/// both: small sizes can be told apart, and large ones stand out.
pub(super) const LARGEST: f32 = 5.0;
/// The size that each code stands for. A table, because every frame with motion looks up the size
/// of every vertex.
const SIZES: [f32; 256] = {
    let mut sizes = [1.0; 256];
    let mut code = 1;
    while code < 256 {
        let share = (code - 1) as f32 / 254.0;
        sizes[code] = SMALLEST / (1.0 - share * (1.0 - SMALLEST / LARGEST));
        code += 1;
    }
    sizes
};
/// Length of an arrowhead, as a share of the radius of a usual vertex.
pub(in crate::view) const ARROW_LENGTH: f32 = 1.1;
/// Size of a hovered, selected or found vertex, as a multiple of its own.
const STANDS_OUT: f32 = 1.35;

/// The attributes of a vertex as the graphics card reads them.
///
/// Bytes: 0–2 colour in sRGB, 3 high byte of the turn in a wave, 4 shape, 5 state, 6 code of the
/// size (0: the usual one; the shaders read the size with the position), 7 low byte of the turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VertexInstance(pub [u8; 8]);

impl VertexInstance {
    /// Bytes of an instance.
    pub const SIZE: usize = 8;
    /// Bit of the shape: drawn as a rounded box.
    pub(in crate::view) const BOX: u8 = 1;
    /// Bit of the shape: drawn hollow.
    pub(in crate::view) const HOLLOW: u8 = 2;
    /// First of the three bits of the shape that hold the sign of an operation: 0 for none, else
    /// its place in [`OperationKind::ALL`] plus one.
    pub(in crate::view) const SIGN_SHIFT: u8 = 2;

    /// The largest [`Self::scale`].
    pub const LARGEST: f32 = LARGEST * STANDS_OUT;

    pub(in crate::view) const fn new(rgb: Rgb, shape: u8) -> Self {
        Self([rgb[0], rgb[1], rgb[2], 0, shape, 0, 0, 0])
    }

    /// The instance with this size, clamped to [`SMALLEST`] and [`LARGEST`].
    pub(super) fn with_size(mut self, multiple: f32) -> Self {
        let multiple = multiple.clamp(SMALLEST, LARGEST);
        let share = (1.0 - SMALLEST / multiple) / (1.0 - SMALLEST / LARGEST);
        self.0[6] = if multiple == 1.0 {
            0
        } else {
            1 + (share * 254.0).round() as u8
        };
        self
    }

    /// The instance with this colour.
    pub(super) const fn with_colour(mut self, rgb: Rgb) -> Self {
        (self.0[0], self.0[1], self.0[2]) = (rgb[0], rgb[1], rgb[2]);
        self
    }

    /// The instance with the sign of an operation on it.
    pub(super) const fn with_sign(mut self, kind: OperationKind) -> Self {
        self.0[4] |= (kind as u8 + 1) << Self::SIGN_SHIFT;
        self
    }

    /// The operation whose sign is on the vertex.
    pub(in crate::view) fn sign(self) -> Option<OperationKind> {
        let place = self.0[4] >> Self::SIGN_SHIFT & 7;
        OperationKind::ALL
            .get(usize::from(place).checked_sub(1)?)
            .copied()
    }

    /// The instance with this turn in a wave.
    pub(super) const fn with_turn(mut self, turn: u16) -> Self {
        [self.0[3], self.0[7]] = turn.to_be_bytes();
        self
    }

    /// The vertex's turn in a wave.
    pub(super) const fn wave_turn(self) -> u16 {
        u16::from_be_bytes([self.0[3], self.0[7]])
    }

    /// The instance with this state.
    pub(in crate::view) const fn with_state(mut self, state: HighlightFlags) -> Self {
        self.0[5] = state.0;
        self
    }

    /// Whether the vertex is drawn as a box.
    pub(in crate::view) const fn is_box(self) -> bool {
        self.0[4] & Self::BOX != 0
    }

    /// Whether the vertex is drawn hollow.
    pub(in crate::view) const fn is_hollow(self) -> bool {
        self.0[4] & Self::HOLLOW != 0
    }

    /// The colour, sRGB.
    pub fn colour(self) -> Rgb {
        [self.0[0], self.0[1], self.0[2]]
    }

    /// The state: how the element stands out.
    pub fn state(self) -> HighlightFlags {
        HighlightFlags(self.0[5])
    }

    pub(in crate::view) fn set_state(&mut self, state: HighlightFlags) {
        self.0[5] = state.0;
    }

    /// The drawn size, as a multiple of
    /// [`GraphExtent::vertex_radius`](crate::view::GraphExtent::vertex_radius).
    pub fn scale(self) -> f32 {
        let shape = if self.is_box() { 0.92 } else { 1.0 };
        let size = SIZES[usize::from(self.0[6])];
        if self
            .state()
            .intersects(HighlightFlags::HOVERED | HighlightFlags::SELECTED | HighlightFlags::MATCH)
        {
            shape * size * STANDS_OUT
        } else {
            shape * size
        }
    }
}

/// The attributes of an edge as the graphics card reads them.
///
/// Bytes: 0–3 and 4–7 dense indices of source and target (little-endian), 8–10 colour in sRGB,
/// 11 always 255, 12 state, 13 share of the length that is missing while the edge arrives,
/// 14–15 the target's turn in a wave (big-endian).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeInstance(pub [u8; 16]);

impl EdgeInstance {
    /// Bytes of an instance.
    pub const SIZE: usize = 16;
    /// Index of the byte with the missing share of the length.
    pub(in crate::view) const MISSING: usize = 13;

    pub(in crate::view) fn new([source, target]: [u32; 2], rgb: Rgb) -> Self {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&source.to_le_bytes());
        bytes[4..8].copy_from_slice(&target.to_le_bytes());
        bytes[8..12].copy_from_slice(&[rgb[0], rgb[1], rgb[2], 255]);
        Self(bytes)
    }

    /// The instance with this turn of its target in a wave.
    pub(super) const fn with_turn(mut self, turn: u16) -> Self {
        [self.0[14], self.0[15]] = turn.to_be_bytes();
        self
    }

    pub(in crate::view) fn set_state(&mut self, state: HighlightFlags) {
        self.0[12] = state.0;
    }

    /// Dense indices of source and target.
    pub fn ends(&self) -> [u32; 2] {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        [
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        ]
    }

    /// The colour, sRGB.
    pub fn colour(&self) -> Rgb {
        [self.0[8], self.0[9], self.0[10]]
    }

    /// The state: how the element stands out.
    pub fn state(&self) -> HighlightFlags {
        HighlightFlags(self.0[12])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_kept_beside_the_shape() {
        let plain = VertexInstance::new([1, 2, 3], VertexInstance::BOX);
        assert_eq!(plain.sign(), None);
        for kind in OperationKind::ALL {
            let signed = plain.with_sign(kind);
            assert_eq!(signed.sign(), Some(kind));
            assert!(signed.is_box() && !signed.is_hollow());
        }
    }

    #[test]
    fn sizes_are_bounded_and_the_usual_one_is_no_size_at_all() {
        let ball = VertexInstance::new([1, 2, 3], 0);
        assert_eq!(ball.scale(), 1.0);
        assert_eq!(ball.with_size(1.0), ball);
        assert_eq!(ball.with_size(-7.0).scale(), SMALLEST);
        assert!((ball.with_size(f32::INFINITY).scale() - LARGEST).abs() < 1e-5);
        for multiple in [0.6, 0.75, 1.3, 2.0, 4.4] {
            let drawn = ball.with_size(multiple).scale();
            assert!((drawn / multiple - 1.0).abs() < 0.02, "{multiple}: {drawn}");
        }
        let selected = ball.with_size(2.0).with_state(HighlightFlags::SELECTED);
        assert!(selected.scale() > ball.with_size(2.0).scale());
        assert_eq!(selected.colour(), [1, 2, 3]);
    }
}
