//! The tension of edges at the present positions.

use super::{layers::Places, springs::Springs, state::Dynamics};

/// Measures the tension of edges.
#[derive(Debug)]
pub struct Tensions<'a> {
    springs: Springs,
    places: Places<'a>,
    dynamics: &'a Dynamics,
}

impl Tensions<'_> {
    /// The tension of an edge; positive if it draws its ends together. `None` if there is no such
    /// edge.
    pub fn of(&self, edge: usize) -> Option<f32> {
        let Dynamics {
            positions,
            edges,
            strengths,
            ..
        } = self.dynamics;
        let [from, to] = edges.get(edge)?.map(|end| {
            let end = end as usize;
            self.places.relative(end, positions[end])
        });
        Some(self.springs.pull(from, to, strengths[edge]))
    }
}

impl Dynamics {
    /// The tensions of the edges at the present positions.
    pub fn tensions(&self) -> Tensions<'_> {
        Tensions {
            springs: Springs::new(&self.settings, self.directed),
            places: self.layers.places(&self.settings),
            dynamics: self,
        }
    }
}
