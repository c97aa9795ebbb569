//! Scenes as text: `name` or `name:key=value,key=value`.

use std::{fmt, str::FromStr};

use super::{
    settings::{MLP_SAMPLES, Settings},
    spec::SceneSpec,
};

impl fmt::Display for SceneSpec {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = self.info().name;
        match self {
            Self::Seed | Self::Expression | Self::Neuron | Self::Layer => f.write_str(name),
            Self::Mlp { sizes, samples } => {
                let sizes: Vec<String> = sizes.iter().map(ToString::to_string).collect();
                write!(f, "{name}:sizes={}", sizes.join("x"))?;
                match *samples {
                    MLP_SAMPLES => Ok(()),
                    samples => write!(f, ",samples={samples}"),
                }
            }
            Self::Moons { samples } => write!(f, "{name}:samples={samples}"),
            Self::Cube { side }
            | Self::Grid { side }
            | Self::TwoLevels { side }
            | Self::ThreeLevels { side } => write!(f, "{name}:side={side}"),
            Self::Tree { depth } => write!(f, "{name}:depth={depth}"),
            Self::Random { vertices, degree } | Self::Rising { vertices, degree } => {
                write!(f, "{name}:vertices={vertices},degree={degree}")
            }
            Self::Star { leaves } => write!(f, "{name}:leaves={leaves}"),
            Self::Path { vertices } | Self::Compare { vertices } => {
                write!(f, "{name}:vertices={vertices}")
            }
            Self::Insertions { vertices, rate } => {
                write!(f, "{name}:vertices={vertices},rate={rate}")
            }
        }
    }
}

impl FromStr for SceneSpec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, settings) = text.split_once(':').unwrap_or((text, ""));
        let info = Self::ALL
            .into_iter()
            .find(|info| info.name == name)
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|info| info.name).collect();
                format!(
                    "no scene is called `{name}`; there are {}",
                    names.join(", ")
                )
            })?;
        let settings = Settings::parse(&info, settings)?;
        let spec = match name {
            "seed" => Self::Seed,
            "expression" => Self::Expression,
            "neuron" => Self::Neuron,
            "layer" => Self::Layer,
            "mlp" => Self::Mlp {
                sizes: settings.layer_sizes()?,
                samples: settings.read_count("samples")?,
            },
            "moons" => Self::Moons {
                samples: settings.read_count("samples")?,
            },
            "cube" => Self::Cube {
                side: settings.read_count("side")?,
            },
            "grid" => Self::Grid {
                side: settings.read_count("side")?,
            },
            "tree" => Self::Tree {
                depth: settings.read_count("depth")?,
            },
            "random" => Self::Random {
                vertices: settings.read_count("vertices")?,
                degree: settings.read_number("degree")?,
            },
            "star" => Self::Star {
                leaves: settings.read_count("leaves")?,
            },
            "two-levels" => Self::TwoLevels {
                side: settings.read_count("side")?,
            },
            "three-levels" => Self::ThreeLevels {
                side: settings.read_count("side")?,
            },
            "compare" => Self::Compare {
                vertices: settings.read_count("vertices")?,
            },
            "rising" => Self::Rising {
                vertices: settings.read_count("vertices")?,
                degree: settings.read_number("degree")?,
            },
            "insertions" => Self::Insertions {
                vertices: settings.read_count("vertices")?,
                rate: settings.read_number("rate")?,
            },
            _ => Self::Path {
                vertices: settings.read_count("vertices")?,
            },
        };
        Ok(spec)
    }
}
