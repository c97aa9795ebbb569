//! The options of every command that draws: mode, background, labels, level, camera.

use std::str::FromStr;

use bevy::math::Vec3;
use clap::Args;

use super::Failure;
use crate::{
    layout::Dimensions,
    view::{LevelCommand, LookCommand, Orbit, Theme, ViewMode, palette::Rgb},
};

/// The look of a picture.
#[derive(Args)]
pub struct ViewOptions {
    /// The meaning of colours: operation, data, gradient, gradient-size, layer, sample, depth,
    /// degree, speed, coarsening.
    #[arg(long, value_name = "MODE", default_value = "data")]
    mode: Mode,
    /// The size of vertices grows with the number that the mode shows.
    #[arg(long)]
    size_follows: bool,
    /// The background: dark, light or #rrggbb; the theme that is legible on it is chosen.
    #[arg(long, value_name = "dark|light|#rrggbb", default_value = "dark")]
    background: Backdrop,
    /// Labels near vertices with their data and gradient.
    #[arg(long)]
    labels: bool,
    /// A level of the coarsening over the graph: 1 is the graph itself with the pairs that
    /// merge, 2 the merged graph, and so on up to the coarsest; 0 is the graph alone.
    /// Default: the scene's own.
    #[arg(long, value_name = "N")]
    level: Option<u32>,
    /// Degrees to the right of the front.
    #[arg(
        long,
        value_name = "DEGREES",
        allow_hyphen_values = true,
        conflicts_with = "camera"
    )]
    yaw: Option<f32>,
    /// Degrees above the horizon, −90 to 90.
    #[arg(
        long,
        value_name = "DEGREES",
        allow_hyphen_values = true,
        conflicts_with = "camera"
    )]
    pitch: Option<f32>,
    /// Moves the camera nearer by a factor; less than 1 is farther.
    #[arg(
        long,
        default_value_t = 1.0,
        value_name = "FACTOR",
        conflicts_with = "camera"
    )]
    zoom: f32,
    /// The camera's place as `gradswarm.status().camera` of a page gives it: focus x,y,z, yaw,
    /// pitch (radians), radius.
    #[arg(
        long,
        value_name = "X,Y,Z,YAW,PITCH,RADIUS",
        allow_hyphen_values = true
    )]
    camera: Option<Standpoint>,
}

/// The viewpoint of a picture.
#[derive(Clone, Copy, Debug)]
pub enum Viewpoint {
    /// The whole graph from a direction, in radians, and nearer by a factor.
    Whole {
        /// The yaw, if it is not the usual one.
        yaw: Option<f32>,
        /// The pitch, if it is not the usual one.
        pitch: Option<f32>,
        /// More than 1 is nearer.
        zoom: f32,
    },
    /// A given place of the camera.
    Orbit(Orbit),
}

impl ViewOptions {
    /// The viewpoint that the options ask for.
    ///
    /// # Errors
    /// An option out of its range, or a direction for a graph in the plane.
    pub fn viewpoint(&self, dimensions: Dimensions) -> Result<Viewpoint, Failure> {
        let refuse = |what: &str| Err(Failure::Input(what.into()));
        if let Some(Standpoint(orbit)) = self.camera {
            return Ok(Viewpoint::Orbit(orbit));
        }
        let turned = self.yaw.is_some() || self.pitch.is_some();
        if turned && dimensions == Dimensions::Two {
            return refuse(
                "--yaw and --pitch: a graph in the plane is seen from the front; expected --dimensions 3 with them",
            );
        }
        let finite = |number: Option<f32>| number.is_none_or(f32::is_finite);
        if !finite(self.yaw) {
            return refuse("--yaw: expected a number of degrees");
        }
        if !(finite(self.pitch) && self.pitch.is_none_or(|pitch| pitch.abs() <= 90.0)) {
            return refuse("--pitch: expected degrees from -90 to 90");
        }
        if !(0.01..=1000.0).contains(&self.zoom) {
            return refuse("--zoom: expected a factor from 0.01 to 1000");
        }
        Ok(Viewpoint::Whole {
            yaw: self.yaw.map(f32::to_radians),
            pitch: self.pitch.map(f32::to_radians),
            zoom: self.zoom,
        })
    }

    /// The command that shows the level of `--level`; `None` leaves it to the scene.
    pub fn level_command(&self) -> Option<LevelCommand> {
        let level = self.level?;
        Some(LevelCommand::Look(Some(level).filter(|&level| level > 0)))
    }

    /// The commands that give the view this look.
    pub fn view_commands(&self) -> Vec<LookCommand> {
        let backdrop = self.background;
        vec![
            LookCommand::Mode(self.mode.0),
            LookCommand::SizeFollows(self.size_follows),
            LookCommand::Theme(backdrop.theme),
            LookCommand::Backdrop(backdrop.colour),
            LookCommand::Labels(self.labels),
        ]
    }
}

/// A view mode by name.
#[derive(Clone, Copy, Debug)]
struct Mode(ViewMode);

/// The name of a mode on the command line.
fn mode_name(mode: ViewMode) -> &'static str {
    match mode {
        ViewMode::Operation => "operation",
        ViewMode::Data => "data",
        ViewMode::Gradient => "gradient",
        ViewMode::GradientMagnitude => "gradient-size",
        ViewMode::Layer => "layer",
        ViewMode::Sample => "sample",
        ViewMode::Depth => "depth",
        ViewMode::Degree => "degree",
        ViewMode::Speed => "speed",
        ViewMode::Level => "coarsening",
    }
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = ViewMode::ALL
            .into_iter()
            .find(|&mode| mode_name(mode) == text);
        known.map(Self).ok_or_else(|| {
            format!(
                "there is no mode `{text}`: expected one of {}",
                ViewMode::ALL.map(mode_name).join(", ")
            )
        })
    }
}

/// The background of the graph.
#[derive(Clone, Copy, Debug)]
struct Backdrop {
    theme: Theme,
    /// `None` is the theme's own colour.
    colour: Option<Rgb>,
}

impl FromStr for Backdrop {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let backdrop = |theme, colour| Ok(Self { theme, colour });
        match text {
            "dark" => return backdrop(Theme::Dark, None),
            "light" => return backdrop(Theme::Light, None),
            _ => {}
        }
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some([_, red, green, blue]) = number.map(u32::to_be_bytes) else {
            return Err(format!(
                "`{text}` is no background: expected dark, light or a colour such as #102030"
            ));
        };
        // Perceived brightness: the luma weights of ITU-R BT.601, in thousandths.
        let bright = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
        let theme = if bright > 128 * 1000 {
            Theme::Light
        } else {
            Theme::Dark
        };
        backdrop(theme, Some([red, green, blue]))
    }
}

/// The camera's place, in the form of the page's status.
#[derive(Clone, Copy, Debug)]
struct Standpoint(Orbit);

impl FromStr for Standpoint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Result<Vec<f32>, _> =
            text.split(',').map(|part| part.trim().parse()).collect();
        match numbers.as_deref() {
            Ok(&[x, y, z, yaw, pitch, radius])
                if [x, y, z, yaw, pitch, radius].iter().all(|n| n.is_finite()) && radius > 0.0 =>
            {
                Ok(Self(Orbit {
                    focus: Vec3::new(x, y, z),
                    yaw,
                    pitch,
                    radius,
                }))
            }
            _ => Err(format!(
                "`{text}` is no place of a camera: expected focus x,y,z, yaw, pitch and a radius above zero, \
                 six numbers with commas between them"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_has_a_name_of_its_own() {
        for mode in ViewMode::ALL {
            assert_eq!(mode_name(mode).parse::<Mode>().map(|mode| mode.0), Ok(mode));
        }
        let told = "colour".parse::<Mode>().unwrap_err();
        assert!(told.contains("gradient-size"), "{told}");
    }

    #[test]
    fn a_colour_behind_the_graph_chooses_the_theme_that_is_legible_on_it() {
        for (text, theme, colour) in [
            ("dark", Theme::Dark, None),
            ("light", Theme::Light, None),
            ("#102030", Theme::Dark, Some([16, 32, 48])),
            ("#FFFFE0", Theme::Light, Some([255, 255, 224])),
        ] {
            let backdrop: Backdrop = text.parse().unwrap();
            assert_eq!((backdrop.theme, backdrop.colour), (theme, colour), "{text}");
        }
        for text in ["", "#12345", "#1234567", "#+12345", "blue", "#éa"] {
            assert!(text.parse::<Backdrop>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_standpoint_is_six_numbers() {
        assert!("1,2,-3,0.5,0.1,9".parse::<Standpoint>().is_ok());
        for text in [
            "",
            "1,2,3",
            "1,2,3,4,5,0",
            "1,2,3,4,5,-1",
            "1,2,3,NaN,5,6",
            "a,b,c,d,e,f",
        ] {
            assert!(text.parse::<Standpoint>().is_err(), "{text}");
        }
    }
}
