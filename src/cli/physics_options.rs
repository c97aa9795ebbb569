//! The options of every command that lays a graph out: law, constants, arrangement.

use clap::Args;

use super::Failure;
use crate::layout::{Arrangement, Dimensions, Law, Settings};

/// The physics that lay a graph out.
#[derive(Args)]
pub struct PhysicsOptions {
    /// The force law: veldhuizen, origin, even, fruchterman-reingold.
    #[arg(long, value_name = "LAW")]
    law: Option<Law>,
    /// Sets a constant: `K`, `f0`, `dt`, `D`, `epsilon`, `theta`, `inner_distance`, `gravity`,
    /// `phi`, `layer_spacing`.
    #[arg(long = "set", value_name = "NAME=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
    #[command(flatten)]
    arrangement: ArrangementOptions,
}

/// Plane or space, with or without layers.
#[derive(Args, Clone, Copy, Debug)]
pub struct ArrangementOptions {
    /// In the plane or in space.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(2..=3))]
    dimensions: u8,
    /// In layers from left to right, by depth.
    #[arg(long)]
    layered: bool,
}

impl Default for ArrangementOptions {
    fn default() -> Self {
        Self {
            dimensions: 3,
            layered: false,
        }
    }
}

impl From<ArrangementOptions> for Arrangement {
    fn from(options: ArrangementOptions) -> Self {
        let dimensions = if options.dimensions == 2 {
            Dimensions::Two
        } else {
            Dimensions::Three
        };
        Self::from_parts(dimensions, options.layered)
    }
}

impl PhysicsOptions {
    /// The settings that the options ask for.
    ///
    /// # Errors
    /// A constant that does not exist, or a value that is no number.
    pub fn settings(&self) -> Result<Settings, Failure> {
        let mut settings = Settings::from_law(self.law.unwrap_or_default());
        settings.set_arrangement(self.arrangement.into());
        for pair in &self.set {
            let (name, value) = pair
                .split_once('=')
                .ok_or_else(|| Failure::Input(format!("--set {pair}: expected NAME=VALUE")))?;
            let number = value
                .trim()
                .parse()
                .map_err(|_| Failure::Input(format!("--set {pair}: `{value}` is not a number")))?;
            settings
                .set(name.trim(), number)
                .map_err(|problem| Failure::Input(format!("--set {pair}: {problem}")))?;
        }
        Ok(settings)
    }
}
