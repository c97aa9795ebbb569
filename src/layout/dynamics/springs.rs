//! Springs: every edge pulls its ends together.

use glam::Vec3;

use super::layers::Places;
use crate::layout::model::Settings;

/// The attraction of a law, with the settings' constants.
#[derive(Clone, Copy, Debug)]
pub struct Springs {
    exponent: u32,
    stiffness: f32,
    gravity: f32,
}

impl Springs {
    /// The springs of these settings; gravity acts along directed edges only.
    pub fn new(settings: &Settings, directed: bool) -> Self {
        Self {
            exponent: settings.law.spring_exponent(),
            stiffness: settings.constants.attraction as f32,
            gravity: if directed {
                settings.gravity as f32
            } else {
                0.0
            },
        }
    }

    /// `K · d^(p−1) · strength`: the force divided by the distance.
    fn factor(&self, distance_squared: f32, distance: f32, strength: f32) -> f32 {
        let power = match self.exponent {
            1 => 1.0,
            2 => distance,
            _ => distance_squared,
        };
        self.stiffness * strength * power
    }

    /// The pull of one edge at its present length: positive draws its ends together.
    pub fn pull(&self, from: Vec3, to: Vec3, strength: f32) -> f32 {
        let distance_squared = from.distance_squared(to);
        let distance = distance_squared.sqrt();
        self.factor(distance_squared, distance, strength) * distance
    }

    /// Adds the springs' forces, and to each vertex's stiffness the change of its force a unit of
    /// displacement. Between layers, a spring is at rest along the axis at the distance of the
    /// layers. Returns the sum of the edges' lengths.
    pub(in crate::layout) fn add_forces(
        &self,
        (positions, places): (&[Vec3], Places),
        (edges, strengths): (&[[u32; 2]], &[f32]),
        forces: &mut [Vec3],
        stiffness: &mut [f32],
    ) -> f64 {
        if places.are_none() {
            return self.add_stretched(positions, edges, strengths, forces, stiffness, |_, _| None);
        }
        let between = |source, target| {
            let way = (places.of(target) - places.of(source)) as f32;
            let mut apart = positions[target] - positions[source];
            apart.x -= way;
            Some(apart)
        };
        self.add_stretched(positions, edges, strengths, forces, stiffness, between)
    }

    /// Does the work of [`Self::add_forces`]. The vector from `between`, if there is one, replaces
    /// the difference of the positions: the spring then stretches along that vector.
    fn add_stretched(
        &self,
        positions: &[Vec3],
        edges: &[[u32; 2]],
        strengths: &[f32],
        forces: &mut [Vec3],
        stiffness: &mut [f32],
        between: impl Fn(usize, usize) -> Option<Vec3>,
    ) -> f64 {
        let slope = self.exponent as f32;
        let mut lengths = 0.0;
        for (&[source, target], &strength) in edges.iter().zip(strengths) {
            let (source, target) = (source as usize, target as usize);
            let mut difference = positions[target] - positions[source];
            let mut squared = difference.length_squared();
            let mut length = squared.sqrt();
            lengths += f64::from(length);
            if let Some(stretched) = between(source, target) {
                difference = stretched;
                squared = difference.length_squared();
                length = squared.sqrt();
            }
            let factor = self.factor(squared, length, strength);
            let force = difference * factor;
            forces[source] += force;
            forces[target] -= force;
            if self.gravity != 0.0 {
                let fall = self.gravity * strength;
                forces[source].y += fall;
                forces[target].y -= fall;
            }
            let slope = factor.abs() * slope;
            stiffness[source] += slope;
            stiffness[target] += slope;
        }
        lengths
    }
}
