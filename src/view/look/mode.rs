//! The view modes: the quantity that the colours of the vertices show.

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

/// The quantity that the colours of the vertices show. If a graph does not have the quantity, its
/// vertices have a quiet colour and the legend gives the reason.
#[derive(Reflect, Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum ViewMode {
    /// The operation that made a value.
    Operation,
    /// The data of a value, signed.
    #[default]
    Data,
    /// The gradient of the loss with respect to a value, signed, or *not computed*.
    Gradient,
    /// The gradient's size, by powers of ten.
    GradientMagnitude,
    /// The layer of a value; shades tell its neurons apart.
    Layer,
    /// The sample that a value was computed for.
    Sample,
    /// The longest path that leads to a vertex, in edges between values.
    Depth,
    /// The number of edges at a vertex.
    Degree,
    /// The speed of a vertex, by powers of ten.
    Speed,
    /// The coarsest level of the layout on which a vertex still stands for others.
    Level,
}

impl ViewMode {
    /// Every mode, in the order of its keys.
    pub const ALL: [Self; 10] = [
        Self::Operation,
        Self::Data,
        Self::Gradient,
        Self::GradientMagnitude,
        Self::Layer,
        Self::Sample,
        Self::Depth,
        Self::Degree,
        Self::Speed,
        Self::Level,
    ];

    /// The mode's name in the interface.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Operation => "Operation",
            Self::Data => "Data",
            Self::Gradient => "Gradient",
            Self::GradientMagnitude => "Gradient size",
            Self::Layer => "Layer, neuron",
            Self::Sample => "Sample",
            Self::Depth => "Depth",
            Self::Degree => "Degree",
            Self::Speed => "Speed",
            Self::Level => "Coarsening",
        }
    }

    /// The key that chooses the mode.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Operation => "1",
            Self::Data => "2",
            Self::Gradient => "3",
            Self::GradientMagnitude => "4",
            Self::Layer => "5",
            Self::Sample => "6",
            Self::Depth => "7",
            Self::Degree => "8",
            Self::Speed => "9",
            Self::Level => "0",
        }
    }

    /// One sentence about the mode for someone who does not know backpropagation.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Operation => {
                "Which calculation made each number: a sum, a product, an activation."
            }
            Self::Data => {
                "The numbers themselves: one colour below zero, another above, stronger the larger they are."
            }
            Self::Gradient => {
                "Which way the loss would go if a number grew a little: down or up. Hatched where nobody has worked that out."
            }
            Self::GradientMagnitude => {
                "How strongly a number pulls on the loss, whichever way, by powers of ten."
            }
            Self::Layer => {
                "Which layer of the network a number belongs to; shades tell its neurons apart."
            }
            Self::Sample => {
                "Which example of the data a number was computed for; the parameters serve them all."
            }
            Self::Depth => {
                "How many calculations come before a number, on the longest way from inputs and weights."
            }
            Self::Degree => "How many edges meet at a vertex: the more, the larger it is.",
            Self::Speed => "How fast a vertex moves right now, by powers of ten.",
            Self::Level => {
                "The layout merges neighbours into ever coarser graphs: how many merges a vertex survives."
            }
        }
    }

    /// Whether the mode shows a number.
    pub const fn is_number(self) -> bool {
        !matches!(self, Self::Operation | Self::Layer | Self::Sample)
    }

    /// Whether the user can choose that sizes follow the number. In the degree mode they always do.
    pub const fn lets_size_follow(self) -> bool {
        self.is_number() && !matches!(self, Self::Degree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_choose_the_modes_in_their_order() {
        let keys: String = ViewMode::ALL.map(ViewMode::key).concat();
        assert_eq!(keys, "1234567890");
    }
}
