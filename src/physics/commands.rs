//! What a person, a test or a script can ask of the physics.

use bevy::prelude::*;

use crate::layout::{Arrangement, Constant, Constants, Integrator, Law, Multilevel, Settings};

/// Changes the physics' settings. Waking up is automatic.
#[derive(Message, Clone, Copy, Debug, PartialEq)]
pub enum ChangeSettings {
    /// Sets one constant; a value that is not finite is refused.
    Set(Constant, f64),
    /// Back to the law's default for one constant.
    Reset(Constant),
    /// Back to the law's defaults for all constants, Euler, a single level, gravity 0.
    ResetAll,
    /// Another law, with its own default constants.
    Law(Law),
    /// Euler or Runge–Kutta.
    Integrator(Integrator),
    /// Plane or space, with or without layers.
    Arrange(Arrangement),
    /// From one layer to the next, in lengths of an edge at rest.
    LayerSpacing(f64),
    /// Whether coarser levels move with the graph.
    Multilevel(Multilevel),
    /// Most levels that move, the finest included; kept within 1 … 64.
    Levels(u32),
    /// The time dilation φ between two levels; kept within 0.1 … 1.
    Phi(f64),
    /// Multiplies attraction and repulsion together: the shape stays, the
    /// stiffness changes (the notebook's "both × 10").
    Stiffness(f64),
    /// Pull of directed edges' targets downwards.
    Gravity(f64),
    /// All at once: a preset.
    Preset(Preset),
    /// Whether the stability guard acts.
    Guard(bool),
}

/// Named settings to start from.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Soft springs, much damping: slow and smooth.
    Calm,
    /// Stiff springs, quick to settle.
    Crisp,
    /// The notebook's own law and constants.
    Notebook,
}

impl Preset {
    /// Every preset, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Calm, Self::Crisp, Self::Notebook];

    /// What it is called on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Calm => "Calm",
            Self::Crisp => "Crisp",
            Self::Notebook => "Notebook",
        }
    }

    /// One line for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Calm => "Soft springs and much damping: slow, smooth motion.",
            Self::Crisp => "Stiff springs: settles quickly.",
            Self::Notebook => "The law and the constants that the notebook's site ran on.",
        }
    }

    /// The settings, on top of the arrangement, the dynamics and the guard in use.
    pub fn settings(self, current: &Settings) -> Settings {
        let base = match self {
            Self::Calm | Self::Crisp => Settings::default(),
            Self::Notebook => Settings::from_law(Law::Origin),
        };
        let mut settings = Settings {
            dimensions: current.dimensions,
            layered: current.layered,
            layer_spacing: current.layer_spacing,
            phi: current.phi,
            multilevel: current.multilevel,
            levels: current.levels,
            guard: current.guard,
            ..base
        };
        let constants = &mut settings.constants;
        match self {
            Self::Calm => {
                constants.attraction /= 4.0;
                constants.repulsion /= 4.0;
                constants.damping = 0.8;
            }
            Self::Crisp => {
                constants.attraction *= 4.0;
                constants.repulsion *= 4.0;
                constants.damping = 0.9;
            }
            Self::Notebook => *constants = Constants::NOTEBOOK,
        }
        settings
    }
}

/// Measures the repulsion against the direct sum on vertices spread over the graph.
/// The result is [`super::SimulationStatus::force_error`].
#[derive(Message, Clone, Copy, Debug, Default)]
pub struct MeasureForceError;

/// Lays the graph out anew, coarse to fine, from the next tick on. A change of the graph
/// or the settings ends it where it stands.
#[derive(Message, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unfold;

/// Starts, stops or steps the simulation's clock.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockCommand {
    /// Stops the clock, or lets it run again.
    Pause(bool),
    /// The other of the two.
    TogglePause,
    /// One tick, then pause.
    StepOnce,
    /// Back to where every vertex was when the guard was switched off.
    Rewind,
}

/// Puts a vertex somewhere; its velocity becomes zero.
#[derive(Message, Clone, Copy, Debug)]
pub struct MoveVertex {
    /// The vertex.
    pub vertex: Entity,
    /// Where to, world units; must be finite.
    pub to: Vec3,
}
