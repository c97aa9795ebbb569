//! Everything a person can choose about the physics, in one value.

use std::ops::RangeInclusive;

use bevy_reflect::Reflect;
use serde::{Deserialize, Serialize};

use super::{Constants, Law};

/// How many dimensions the layout uses.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dimensions {
    /// The plane z = 0.
    Two,
    /// Space.
    #[default]
    Three,
}

impl Dimensions {
    /// 2 or 3.
    pub const fn count(self) -> u32 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// What the vertices are free to do: plane or space, with or without layers.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Anywhere in space.
    #[default]
    Space,
    /// Anywhere in the plane.
    Plane,
    /// In layers from left to right, in space.
    LayersInSpace,
    /// In layers from left to right, in the plane.
    LayersInPlane,
}

impl Arrangement {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Space,
        Self::Plane,
        Self::LayersInSpace,
        Self::LayersInPlane,
    ];

    /// How many dimensions there are, and whether there are layers.
    pub const fn parts(self) -> (Dimensions, bool) {
        match self {
            Self::Space => (Dimensions::Three, false),
            Self::Plane => (Dimensions::Two, false),
            Self::LayersInSpace => (Dimensions::Three, true),
            Self::LayersInPlane => (Dimensions::Two, true),
        }
    }

    /// The one with these parts.
    pub const fn of(dimensions: Dimensions, layered: bool) -> Self {
        match (dimensions, layered) {
            (Dimensions::Three, false) => Self::Space,
            (Dimensions::Two, false) => Self::Plane,
            (Dimensions::Three, true) => Self::LayersInSpace,
            (Dimensions::Two, true) => Self::LayersInPlane,
        }
    }

    /// The next one, around in a circle.
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|&other| other == self);
        Self::ALL[place.map_or(0, |place| (place + 1) % Self::ALL.len())]
    }

    /// What it is called on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Space => "3D",
            Self::Plane => "2D",
            Self::LayersInSpace => "Layers 3D",
            Self::LayersInPlane => "Layers 2D",
        }
    }

    /// What it is called in a page's address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Space => "3d",
            Self::Plane => "2d",
            Self::LayersInSpace => "layers-3d",
            Self::LayersInPlane => "layers-2d",
        }
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// One line for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Space => "Vertices find their places in space.",
            Self::Plane => "Vertices find their places in the plane.",
            Self::LayersInSpace => {
                "Layers in space: every vertex is drawn to the layer of its depth, inputs on the \
                 left, the loss on the right. All other forces stay."
            }
            Self::LayersInPlane => {
                "Layers in the plane: every vertex is drawn to the layer of its depth, inputs on \
                 the left, the loss on the right. All other forces stay."
            }
        }
    }
}

/// How a tick turns forces into motion.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Integrator {
    /// Semi-implicit Euler: one force evaluation a tick.
    #[default]
    SemiImplicitEuler,
    /// The classic fourth-order Runge–Kutta: four force evaluations a tick.
    RungeKutta4,
}

impl Integrator {
    /// Every integrator, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::SemiImplicitEuler, Self::RungeKutta4];

    /// What it is called on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::SemiImplicitEuler => "Euler",
            Self::RungeKutta4 => "RK4",
        }
    }
}

/// Whether coarser levels take part.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Multilevel {
    /// The graph moves by itself.
    #[default]
    Off,
    /// Coarser levels move with it and take it along (the paper, §4).
    Projection,
}

impl Multilevel {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Off, Self::Projection];

    /// What it is called on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Off => "Single level",
            Self::Projection => "Projection",
        }
    }

    /// One line for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Off => "The graph moves by itself, without coarser levels.",
            Self::Projection => {
                "Coarser levels of the graph move too and take the finer ones along: the dynamics \
                 of Veldhuizen's paper. Where the graph comes to rest stays the same."
            }
        }
    }
}

/// The settings of the physics.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The force law.
    pub law: Law,
    /// The seven constants.
    pub constants: Constants,
    /// Euler or Runge–Kutta.
    pub integrator: Integrator,
    /// Plane or space.
    pub dimensions: Dimensions,
    /// Whether every vertex is drawn to the layer of its depth: along +x, from the
    /// sources to the sinks. Default: off.
    #[serde(default)]
    pub layered: bool,
    /// How far layers are from each other: 1 is as far as is legible, wide layers farther
    /// than narrow ones, the whole no longer than about three times as wide. Higher: longer
    /// and thinner. Negative: from right to left. Default 1.
    #[serde(default = "Settings::default_layer_spacing")]
    pub layer_spacing: f64,
    /// Pull of an edge's target below its source, along −y; force a unit of
    /// strength. Higher: directed edges point down more. Default 0.
    pub gravity: f64,
    /// The multilevel time dilation φ (the paper, eq. 13), 0.1 … 1. A single
    /// level does not use it. Default 0.15.
    pub phi: f64,
    /// Whether coarser levels take part. Default: off.
    pub multilevel: Multilevel,
    /// Most levels that take part, the finest included, 1 … 64. Default 64: as many
    /// as the graph has.
    pub levels: u32,
    /// Whether the stability guard acts. Without it a blow-up is possible, and parts that no
    /// edge joins push each other away for ever.
    pub guard: bool,
}

impl Settings {
    /// What [`Self::phi`] may be.
    pub const PHI: RangeInclusive<f64> = 0.1..=1.0;
    /// What [`Self::levels`] may be.
    pub const LEVELS: RangeInclusive<u32> = 1..=64;

    /// Plane or space, with or without layers.
    pub const fn arrangement(&self) -> Arrangement {
        Arrangement::of(self.dimensions, self.layered)
    }

    /// Takes another arrangement.
    pub const fn arrange(&mut self, arrangement: Arrangement) {
        (self.dimensions, self.layered) = arrangement.parts();
    }

    /// What [`Self::layer_spacing`] starts with.
    pub const LAYER_SPACING: f64 = 1.0;

    const fn default_layer_spacing() -> f64 {
        Self::LAYER_SPACING
    }

    /// The settings that `law` starts with.
    pub const fn of(law: Law) -> Self {
        Self {
            law,
            constants: law.default_constants(),
            integrator: Integrator::SemiImplicitEuler,
            dimensions: Dimensions::Three,
            layered: false,
            layer_spacing: Self::LAYER_SPACING,
            gravity: 0.0,
            phi: 0.15,
            multilevel: Multilevel::Off,
            levels: *Self::LEVELS.end(),
            guard: true,
        }
    }

    /// Sets a constant, `gravity`, `phi` or `layer_spacing` by its command-line name.
    ///
    /// # Errors
    /// Says which names exist, or that the value is not finite; nothing changes then.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), String> {
        if !value.is_finite() {
            return Err(format!("`{name}` must be a finite number, not {value}"));
        }
        match (name, super::Constant::from_name(name)) {
            (_, Some(constant)) => {
                self.constants.set(constant, value);
            }
            ("gravity", _) => self.gravity = value,
            ("phi", _) => self.phi = value,
            ("layer_spacing", _) => self.layer_spacing = value,
            _ => {
                return Err(format!(
                    "no constant is called `{name}`; there are K, f0, dt, D, epsilon, theta, inner_distance, gravity, phi, layer_spacing"
                ));
            }
        }
        Ok(())
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::of(Law::default())
    }
}
