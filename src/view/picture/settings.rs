//! The settings of pictures and recordings.

use bevy::prelude::*;

use super::PictureCommand;

/// The settings of pictures and recordings. Panels change them through [`PictureCommand`].
#[derive(Resource, Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Resource, Default)]
pub struct PictureSettings {
    /// Pixels of a picture per pixel of the window. Default 2, range 1 to 4. Higher: finer, larger
    /// files.
    pub scale: u32,
    /// Whether pictures show the panels. Default: no.
    pub panels: bool,
    /// Whether pictures without panels, and SVG files, show the legend. Default: yes.
    pub legend: bool,
    /// Longest recording, simulated seconds. Default 10, range 1 to 60.
    pub seconds: f32,
    /// Frames of a recording per simulated second. Default 20, range 5 to 30.
    pub rate: u16,
    /// Longest side of a recording, pixels. Default 640, range 64 to 1280.
    pub side: u32,
    /// Size of the file at which a recording ends, bytes. Default 32 MB.
    pub most_bytes: usize,
    /// Training rounds per simulated second of a recording. Default 20. Higher: faster learning.
    pub rounds: f32,
}

impl PictureSettings {
    /// Range of `scale`.
    pub const SCALES: std::ops::RangeInclusive<u32> = 1..=4;
    /// Range of `seconds`.
    pub const SECONDS: std::ops::RangeInclusive<f32> = 1.0..=60.0;
    /// Range of `rate`; the lowest rate bounds the time between two frames.
    pub const RATES: std::ops::RangeInclusive<u16> = 5..=30;
    /// Range of `side`.
    pub const SIDES: std::ops::RangeInclusive<u32> = 64..=1280;

    /// The command that saves a picture with these settings.
    pub fn save_command(&self) -> PictureCommand {
        PictureCommand::Save {
            scale: self.scale,
            panels: self.panels,
        }
    }

    /// Number of frames of the longest recording.
    pub fn most_frames(&self) -> u32 {
        let seconds = self
            .seconds
            .clamp(*Self::SECONDS.start(), *Self::SECONDS.end());
        (seconds * f32::from(self.rate())).round() as u32
    }

    /// `rate`, clamped to its range.
    pub fn rate(&self) -> u16 {
        self.rate.clamp(*Self::RATES.start(), *Self::RATES.end())
    }

    /// The size of a window's recording: no side longer than `side`, both sides even.
    pub fn film_size(&self, window: UVec2) -> UVec2 {
        let side = self.side.clamp(*Self::SIDES.start(), *Self::SIDES.end());
        let share = (side as f32 / window.max_element().max(1) as f32).min(1.0);
        (window.as_vec2() * share * 0.5)
            .round()
            .as_uvec2()
            .max(UVec2::ONE)
            * 2
    }
}

impl Default for PictureSettings {
    fn default() -> Self {
        Self {
            scale: 2,
            panels: false,
            legend: true,
            seconds: 10.0,
            rate: 20,
            side: 640,
            most_bytes: 32_000_000,
            rounds: 20.0,
        }
    }
}

/// Applies the commands that change settings.
pub(super) fn apply_commands(
    mut commands: MessageReader<PictureCommand>,
    mut settings: ResMut<PictureSettings>,
) {
    for command in commands.read() {
        match *command {
            PictureCommand::Scale(scale) => {
                let (least, most) = (
                    *PictureSettings::SCALES.start(),
                    *PictureSettings::SCALES.end(),
                );
                settings.scale = scale.clamp(least, most);
            }
            PictureCommand::Panels(panels) => settings.panels = panels,
            PictureCommand::Legend(legend) => settings.legend = legend,
            PictureCommand::Seconds(seconds) if seconds.is_finite() => {
                let (least, most) = (
                    *PictureSettings::SECONDS.start(),
                    *PictureSettings::SECONDS.end(),
                );
                settings.seconds = seconds.clamp(least, most);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_bounded_whatever_an_inspector_writes() {
        let mut settings = PictureSettings {
            seconds: 1e9,
            rate: 60_000,
            side: 1 << 30,
            ..default()
        };
        assert_eq!(settings.most_frames(), 60 * 30);
        assert_eq!(
            settings.film_size(UVec2::new(4000, 1000)),
            UVec2::new(1280, 320)
        );
        settings.side = 640;
        assert_eq!(
            settings.film_size(UVec2::new(500, 301)),
            UVec2::new(500, 302)
        );
        assert_eq!(settings.film_size(UVec2::ZERO), UVec2::splat(2));
    }
}
