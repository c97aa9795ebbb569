//! The messages that change the physics and move vertices.

use bevy::prelude::*;

pub use super::presets::Preset;
use crate::layout::{Arrangement, Constant, Integrator, Law, Multilevel};

/// Changes the settings of the physics. A settled graph wakes up by itself.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum ChangeSettings {
    /// Sets one constant; a value that is not finite is refused.
    Set(Constant, f64),
    /// Resets one constant to the law's default.
    Reset(Constant),
    /// Resets everything but the arrangement: law, constants, integrator, levels, gravity.
    ResetAll,
    /// Chooses a law, with its own default constants.
    Law(Law),
    /// Chooses Euler or Runge–Kutta.
    Integrator(Integrator),
    /// Chooses plane or space, with or without layers.
    Arrange(Arrangement),
    /// Factor on the distances between layers; must be finite. Negative: from right to left.
    LayerSpacing(f64),
    /// Chooses whether coarser levels move with the graph.
    Multilevel(Multilevel),
    /// Most levels that move, the finest included; clamped to 1 … 64.
    Levels(u32),
    /// The time dilation φ between two levels; clamped to 0.1 … 1.
    Phi(f64),
    /// Multiplies attraction and repulsion by one factor: the shape stays, the stiffness
    /// changes (the notebook's "both × 10").
    Stiffness(f64),
    /// Downward pull on the targets of directed edges; must be finite.
    Gravity(f64),
    /// Applies a preset.
    Preset(Preset),
    /// Switches the stability guard on or off.
    Guard(bool),
}

/// Measures the repulsion against the direct sum at vertices spread over the graph.
/// The result is [`super::SimulationStatus::force_error`].
#[derive(Message, Clone, Copy, Debug, Default)]
pub struct MeasureForceError;

/// Unfolds the graph: lays it out again, coarse to fine, from the next tick on. A change of the
/// graph or the settings ends the unfolding where it is.
#[derive(Message, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unfold;

/// Moves a vertex to a place; its velocity becomes zero.
#[derive(Message, Clone, Copy, Debug)]
pub struct MoveVertex {
    /// The vertex.
    pub vertex: Entity,
    /// The place, world units; must be finite.
    pub to: Vec3,
}
