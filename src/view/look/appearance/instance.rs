//! What the two draws read of each vertex and each edge, byte by byte.

use std::ops::BitOr;

use crate::view::look::palette::Rgb;

/// How a vertex or an edge stands out, as bits of a byte; the shaders know them too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State(pub u8);

impl State {
    /// Under the pointer.
    pub const HOVERED: Self = Self(1);
    /// Joined to what is hovered or selected.
    pub const NEIGHBOUR: Self = Self(2);
    /// Selected.
    pub const SELECTED: Self = Self(4);
    /// Something else is selected, or found.
    pub const DIMMED: Self = Self(8);
    /// Stays where it is: wears a mark.
    pub const PINNED: Self = Self(16);
    /// Found by the search.
    pub const MATCH: Self = Self(32);
    /// Something else is under the pointer: steps back a little.
    pub const QUIET: Self = Self(64);
    /// Kept out by the filter: hardly there, or not at all.
    pub const FILTERED: Self = Self(128);

    /// Whether any bit of `other` is set.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Without the bits of `other`.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for State {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// How a vertex is shaped, as bits of a byte; the shaders know them too.
pub(super) const BOX: u8 = 1;
pub(super) const HOLLOW: u8 = 2;

/// Sizes go from this multiple of the usual one …
pub(super) const SMALLEST: f32 = 0.55;
/// … to this, in even steps of its inverse: small ones are told apart, and large ones stand out.
pub(super) const LARGEST: f32 = 5.0;
/// The multiple that each code of a size stands for; it is looked up for every vertex in every
/// frame in which something moves.
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
/// How much larger a vertex is that is hovered, selected or found.
const STANDS_OUT: f32 = 1.35;

/// The attributes of a vertex, as the graphics card reads them: sRGB colour, high
/// byte of its turn in a wave, shape, state, size (0: the usual one; the shaders have
/// it with the position), low byte of its turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VertexInstance(pub [u8; 8]);

impl VertexInstance {
    /// Bytes of an instance.
    pub const SIZE: usize = 8;

    /// The largest [`Self::scale`].
    pub const LARGEST: f32 = LARGEST * STANDS_OUT;

    pub(in crate::view) const fn new(rgb: Rgb, shape: u8) -> Self {
        Self([rgb[0], rgb[1], rgb[2], 0, shape, 0, 0, 0])
    }

    /// The same, so many times as large as usual, within [`SMALLEST`] and [`LARGEST`].
    pub(super) fn sized(mut self, multiple: f32) -> Self {
        let multiple = multiple.clamp(SMALLEST, LARGEST);
        let share = (1.0 - SMALLEST / multiple) / (1.0 - SMALLEST / LARGEST);
        self.0[6] = if multiple == 1.0 {
            0
        } else {
            1 + (share * 254.0).round() as u8
        };
        self
    }

    /// The same, in another colour.
    pub(super) const fn coloured(mut self, rgb: Rgb) -> Self {
        (self.0[0], self.0[1], self.0[2]) = (rgb[0], rgb[1], rgb[2]);
        self
    }

    /// The same, with this turn in a wave.
    pub(super) const fn at_turn(mut self, turn: u16) -> Self {
        [self.0[3], self.0[7]] = turn.to_be_bytes();
        self
    }

    /// Its turn in a wave.
    pub(super) const fn turn(self) -> u16 {
        u16::from_be_bytes([self.0[3], self.0[7]])
    }

    /// The same, in another state.
    pub(in crate::view) const fn in_state(mut self, state: State) -> Self {
        self.0[5] = state.0;
        self
    }

    /// Whether it is drawn as a box.
    pub(in crate::view) const fn is_box(self) -> bool {
        self.0[4] & BOX != 0
    }

    /// Whether it is drawn hollow.
    pub(in crate::view) const fn is_hollow(self) -> bool {
        self.0[4] & HOLLOW != 0
    }

    /// Its colour.
    pub fn colour(self) -> Rgb {
        [self.0[0], self.0[1], self.0[2]]
    }

    /// How it stands out.
    pub fn state(self) -> State {
        State(self.0[5])
    }

    pub(in crate::view) fn set_state(&mut self, state: State) {
        self.0[5] = state.0;
    }

    /// How large it is drawn, as a multiple of [`GraphExtent::vertex_radius`](crate::view::GraphExtent::vertex_radius).
    pub fn scale(self) -> f32 {
        let shape = if self.is_box() { 0.92 } else { 1.0 };
        let size = SIZES[usize::from(self.0[6])];
        if self
            .state()
            .any(State::HOVERED | State::SELECTED | State::MATCH)
        {
            shape * size * STANDS_OUT
        } else {
            shape * size
        }
    }
}

/// The attributes of an edge, as the graphics card reads them: dense indices
/// of source and target, sRGB colour and its share of the tint, state, the share of
/// its length that is still missing while it arrives, high and low byte of its
/// target's turn in a wave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeInstance(pub [u8; 16]);

impl EdgeInstance {
    /// Bytes of an instance.
    pub const SIZE: usize = 16;
    /// The byte that says how much is missing, of 255.
    pub(in crate::view) const MISSING: usize = 13;

    pub(in crate::view) fn new([source, target]: [u32; 2], rgb: Rgb) -> Self {
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&source.to_le_bytes());
        bytes[4..8].copy_from_slice(&target.to_le_bytes());
        bytes[8..12].copy_from_slice(&[rgb[0], rgb[1], rgb[2], 255]);
        Self(bytes)
    }

    /// The same, with this turn of its target in a wave.
    pub(super) const fn at_turn(mut self, turn: u16) -> Self {
        [self.0[14], self.0[15]] = turn.to_be_bytes();
        self
    }

    pub(in crate::view) fn set_state(&mut self, state: State) {
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

    /// Its colour.
    pub fn colour(&self) -> Rgb {
        [self.0[8], self.0[9], self.0[10]]
    }

    /// How it stands out.
    pub fn state(&self) -> State {
        State(self.0[12])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_bounded_and_the_usual_one_is_no_size_at_all() {
        let ball = VertexInstance::new([1, 2, 3], 0);
        assert_eq!(ball.scale(), 1.0);
        assert_eq!(ball.sized(1.0), ball);
        assert_eq!(ball.sized(-7.0).scale(), SMALLEST);
        assert!((ball.sized(f32::INFINITY).scale() - LARGEST).abs() < 1e-5);
        for multiple in [0.6, 0.75, 1.3, 2.0, 4.4] {
            let drawn = ball.sized(multiple).scale();
            assert!((drawn / multiple - 1.0).abs() < 0.02, "{multiple}: {drawn}");
        }
        let selected = ball.sized(2.0).in_state(State::SELECTED);
        assert!(selected.scale() > ball.sized(2.0).scale());
        assert_eq!(selected.colour(), [1, 2, 3]);
    }
}
