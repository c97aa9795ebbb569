//! All choices about the physics in one value, and the table of the numbers that `--set`
//! changes.

use std::ops::RangeInclusive;

use bevy_reflect::Reflect;
use serde::{Deserialize, Serialize};

use super::{Constant, Constants, Law};

/// The number of dimensions of the layout.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dimensions {
    /// Two: the plane z = 0.
    Two,
    /// Three: space.
    #[default]
    Three,
}

impl Dimensions {
    /// The number: 2 or 3.
    pub const fn count(self) -> u32 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }
}

/// The arrangement: plane or space, with or without layers.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Free in space.
    #[default]
    Space,
    /// Free in the plane.
    Plane,
    /// In layers from left to right, in space.
    LayersInSpace,
    /// In layers from left to right, in the plane.
    LayersInPlane,
}

impl Arrangement {
    /// All arrangements, in the order of the panel.
    pub const ALL: [Self; 4] = [
        Self::Space,
        Self::Plane,
        Self::LayersInSpace,
        Self::LayersInPlane,
    ];

    /// The dimensions, and whether there are layers.
    pub const fn parts(self) -> (Dimensions, bool) {
        match self {
            Self::Space => (Dimensions::Three, false),
            Self::Plane => (Dimensions::Two, false),
            Self::LayersInSpace => (Dimensions::Three, true),
            Self::LayersInPlane => (Dimensions::Two, true),
        }
    }

    /// The arrangement with these parts.
    pub const fn from_parts(dimensions: Dimensions, layered: bool) -> Self {
        match (dimensions, layered) {
            (Dimensions::Three, false) => Self::Space,
            (Dimensions::Two, false) => Self::Plane,
            (Dimensions::Three, true) => Self::LayersInSpace,
            (Dimensions::Two, true) => Self::LayersInPlane,
        }
    }

    /// The next arrangement, cyclically.
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|&other| other == self);
        Self::ALL[place.map_or(0, |place| (place + 1) % Self::ALL.len())]
    }

    /// The title on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Space => "3D",
            Self::Plane => "2D",
            Self::LayersInSpace => "Layers 3D",
            Self::LayersInPlane => "Layers 2D",
        }
    }

    /// The name in a page's address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Space => "3d",
            Self::Plane => "2d",
            Self::LayersInSpace => "layers-3d",
            Self::LayersInPlane => "layers-2d",
        }
    }

    /// The arrangement with this name.
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

/// The integrator: how a tick turns forces into motion.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Integrator {
    /// Semi-implicit Euler: one force evaluation a tick.
    #[default]
    SemiImplicitEuler,
    /// The classic fourth-order Runge–Kutta method: four force evaluations a tick.
    RungeKutta4,
}

impl Integrator {
    /// All integrators, in the order of the panel.
    pub const ALL: [Self; 2] = [Self::SemiImplicitEuler, Self::RungeKutta4];

    /// The title on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::SemiImplicitEuler => "Euler",
            Self::RungeKutta4 => "RK4",
        }
    }
}

/// Whether coarser levels take part in the dynamics.
#[derive(Reflect, Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Multilevel {
    /// The graph moves alone.
    #[default]
    Off,
    /// Coarser levels move too and carry the finer ones along (Veldhuizen, arXiv:0712.1549,
    /// §4).
    Projection,
}

impl Multilevel {
    /// Both, in the order of the panel.
    pub const ALL: [Self; 2] = [Self::Off, Self::Projection];

    /// The title on the panel.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Off => "Direct",
            Self::Projection => "Multilevel",
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
    /// The integrator. Default: semi-implicit Euler.
    pub integrator: Integrator,
    /// The dimensions. Default: three.
    pub dimensions: Dimensions,
    /// Whether every vertex is attracted to the layer of its depth, along +x from the sources
    /// to the sinks. Default: off.
    #[serde(default)]
    pub layered: bool,
    /// Spacing of the layers, in units of a legible spacing; any finite number. Wide layers are
    /// farther apart than narrow ones; the whole is at most about three times as long as wide.
    /// Default 1. Higher: longer and thinner. Negative: from right to left.
    #[serde(default = "Settings::default_layer_spacing")]
    pub layer_spacing: f64,
    /// Gravity: pull of an edge's target below its source, along −y; force a unit of strength.
    /// Any finite number, default 0. Higher: directed edges point down more.
    pub gravity: f64,
    /// The multilevel time dilation φ (Veldhuizen, eq. 13), no unit, 0.1 … 1. Default 0.15.
    /// Higher: coarser levels carry the finer ones along more slowly. A single level does not
    /// use it.
    pub phi: f64,
    /// Whether coarser levels take part in the dynamics. Default: off.
    pub multilevel: Multilevel,
    /// The largest number of levels that take part, the finest included, 1 … 64. Default 64, as
    /// many as the graph has. Higher: more levels.
    pub levels: u32,
    /// Whether the stability guard acts. Default: on. Without it the layout can blow up, and
    /// components drift apart without end.
    pub guard: bool,
}

impl Settings {
    /// The range of [`Self::phi`].
    pub const PHI: RangeInclusive<f64> = 0.1..=1.0;
    /// The range of [`Self::levels`].
    pub const LEVELS: RangeInclusive<u32> = 1..=64;

    /// The arrangement: dimensions and layers.
    pub const fn arrangement(&self) -> Arrangement {
        Arrangement::from_parts(self.dimensions, self.layered)
    }

    /// Sets dimensions and layers.
    pub const fn set_arrangement(&mut self, arrangement: Arrangement) {
        (self.dimensions, self.layered) = arrangement.parts();
    }

    /// The default of [`Self::layer_spacing`].
    pub const LAYER_SPACING: f64 = 1.0;

    const fn default_layer_spacing() -> f64 {
        Self::LAYER_SPACING
    }

    /// The default settings of `law`.
    pub const fn from_law(law: Law) -> Self {
        Self {
            law,
            constants: Constants::from_law(law),
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

    /// Sets a constant or another number by its `--set` name; see [`constants_table`].
    ///
    /// # Errors
    /// The name is unknown, or the value is not finite; nothing changes then.
    pub fn set(&mut self, name: &str, value: f64) -> Result<(), String> {
        if !value.is_finite() {
            return Err(format!("`{name}` must be a finite number, not {value}"));
        }
        let Some(setting) = Setting::from_name(name) else {
            let names = Setting::ALL.map(|setting| setting.info().name).join(", ");
            return Err(format!("no constant is called `{name}`; there are {names}"));
        };
        *setting.value_mut(self) = value;
        Ok(())
    }
}

/// A number of the physics that `--set NAME=VALUE` changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// One of the seven constants.
    Constant(Constant),
    /// [`Settings::gravity`].
    Gravity,
    /// [`Settings::phi`].
    Phi,
    /// [`Settings::layer_spacing`].
    LayerSpacing,
}

/// The description of a [`Setting`]: a row of [`constants_table`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettingInfo {
    /// The title on the panel.
    pub title: &'static str,
    /// The name on the command line (`--set`) and in files of edits.
    pub name: &'static str,
    /// The default, for the default law.
    pub default: f64,
    /// The range of the control. For a constant, the range of the base slider, which an exponent
    /// slider multiplies. Infinite ends allow every finite value.
    pub range: (f64, f64),
    /// The meaning, and the effect of a higher value.
    pub meaning: &'static str,
}

impl Setting {
    /// All settings: the constants in the order of the sliders, then the others.
    pub const ALL: [Self; 10] = [
        Self::Constant(Constant::Attraction),
        Self::Constant(Constant::Repulsion),
        Self::Constant(Constant::TimeStep),
        Self::Constant(Constant::Damping),
        Self::Constant(Constant::Epsilon),
        Self::Constant(Constant::Theta),
        Self::Constant(Constant::InnerDistance),
        Self::Gravity,
        Self::Phi,
        Self::LayerSpacing,
    ];

    /// The setting with this `--set` name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|setting| setting.info().name == name)
    }

    /// Title, name, default, range and meaning.
    pub fn info(self) -> SettingInfo {
        const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
        let default = self.value(&Settings::default());
        let (title, name, range, meaning) = match self {
            Self::Constant(constant) => {
                let info = constant.info();
                (info.title, info.name, info.base, info.meaning)
            }
            Self::Gravity => (
                "Gravity",
                "gravity",
                ANY,
                "Pulls the target of every directed edge below its source. Higher: the graph \
                 hangs down more. Zero: no pull.",
            ),
            Self::Phi => (
                "Dilation φ",
                "phi",
                (*Settings::PHI.start(), *Settings::PHI.end()),
                "The time dilation φ between a level and the next finer one. Lower: the coarser \
                 levels take the finer ones along faster. One: they do not.",
            ),
            Self::LayerSpacing => (
                "Apart",
                "layer_spacing",
                ANY,
                "How far layers are from each other: 1 is as far as is legible, and wide layers \
                 are farther apart. Higher: longer and thinner. Negative: from right to left.",
            ),
        };
        SettingInfo {
            title,
            name,
            default,
            range,
            meaning,
        }
    }

    /// The number in `settings`.
    pub fn value(self, settings: &Settings) -> f64 {
        *self.value_mut(&mut { *settings })
    }

    /// The number in `settings`, mutable.
    const fn value_mut(self, settings: &mut Settings) -> &mut f64 {
        match self {
            Self::Constant(constant) => settings.constants.value_mut(constant),
            Self::Gravity => &mut settings.gravity,
            Self::Phi => &mut settings.phi,
            Self::LayerSpacing => &mut settings.layer_spacing,
        }
    }
}

/// The descriptions of all numbers that `--set` changes, in the order of [`Setting::ALL`]:
/// documentation tables are generated from them.
pub fn constants_table() -> [SettingInfo; 10] {
    Setting::ALL.map(Setting::info)
}

impl Default for Settings {
    fn default() -> Self {
        Self::from_law(Law::default())
    }
}
