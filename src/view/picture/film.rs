//! Recordings of growth, training or the view, as animated PNGs.
//!
//! During a recording, the app's clock is set by hand: every frame has the same simulated duration,
//! however long it takes to draw and encode. A task encodes; at most two raw frames exist, the one
//! that is encoded and the one that waits.

use std::time::Duration;

use bevy::{
    prelude::*,
    render::{renderer::RenderAdapterInfo, view::screenshot::Screenshot},
    tasks::{AsyncComputeTaskPool, Task, futures::check_ready},
    time::TimeUpdateStrategy,
};

use super::{
    Animation, Film, Picture, PictureCommand, PictureError, PictureNote, PictureSettings,
    PictureTaken, PictureWork, camera, caption,
    capture::{Captures, PATIENCE},
    work::Work,
};
use crate::{
    graph::CurrentScene,
    growth::commands::GrowthCommand,
    training::commands::TrainingCommand,
    view::{
        camera::{GraphCamera, samples},
        draw::DrawStatistics,
        look::settings::ViewSettings,
        marks::labels::{LabelPlacement, LabelPlacements},
    },
};

/// Longest time step of one frame of the app, seconds: the ticks of a frame are bounded.
const LONGEST_STEP: f64 = 0.05;

/// Number of the app's frames per frame of a recording at `rate` frames per second, and the time
/// step of each.
pub fn film_steps(rate: u16) -> (u32, Duration) {
    let seconds = 1.0 / f64::from(rate.max(1));
    let steps = (seconds / LONGEST_STEP - 1e-3).ceil().max(1.0) as u32;
    (steps, Duration::from_secs_f64(seconds / f64::from(steps)))
}

/// A recording in progress.
pub(super) struct FilmWork {
    film: Film,
    camera: Entity,
    image: Handle<Image>,
    /// Pixels per logical pixel of the window.
    scale: f32,
    rate: u16,
    most_frames: u32,
    most_bytes: usize,
    shutter: Shutter,
    captured: Captures,
    coder: Coder,
    frames: u32,
    bytes: usize,
    /// Whether the recording ends: no more captures, the frames so far are saved.
    ending: bool,
    /// The clock's strategy before the recording.
    clock: Option<TimeUpdateStrategy>,
}

/// The purpose of the app's next frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shutter {
    /// Pipelines and the camera's image are being prepared. Time stands still until the number of
    /// drawn pictures exceeds the second field; the first counts the frames so far.
    WarmUp(u32, u64),
    /// Time runs: this number of frames is left to the next capture.
    Runs(u32),
    /// Time stands still until the picture arrives; the field counts the frames so far.
    Waits(u32),
}

/// The encoder's state, and the owner of the animation.
enum Coder {
    Idle(Animation),
    Busy(Task<Result<Animation, PictureError>>),
    /// Between both states, within a function.
    Away,
}

impl FilmWork {
    /// Frames so far, most frames, bytes so far.
    pub fn progress(&self) -> (u32, u32, usize) {
        (self.frames, self.most_frames, self.bytes)
    }

    /// Starts a task that adds a frame; the encoder must be idle.
    fn start_encoding(
        &mut self,
        mut picture: Picture,
        labels: Vec<LabelPlacement>,
        settings: &ViewSettings,
    ) {
        let Coder::Idle(mut animation) = std::mem::replace(&mut self.coder, Coder::Away) else {
            return;
        };
        let (ink, background) = (settings.palette().ink, settings.background());
        let scale = self.scale;
        self.coder = Coder::Busy(AsyncComputeTaskPool::get().spawn(async move {
            caption::write_labels(&mut picture, &labels, scale, ink, background);
            animation.push(picture)?;
            Ok(animation)
        }));
    }

    /// Captures this frame.
    fn capture_frame(&self, commands: &mut Commands) -> Shutter {
        self.captured
            .request(commands, Screenshot::image(self.image.clone()));
        Shutter::Waits(0)
    }

    /// Takes the animation back if the encoder has finished.
    fn collect_encoded(&mut self) -> Result<(), PictureError> {
        if let Coder::Busy(task) = &mut self.coder
            && let Some(done) = check_ready(task)
        {
            let animation = done?;
            (self.frames, self.bytes) = (animation.frames(), animation.len());
            self.coder = Coder::Idle(animation);
        }
        Ok(())
    }
}

/// Handles the commands that begin, end or discard a recording.
pub(super) fn handle_film_requests(
    mut requests: MessageReader<PictureCommand>,
    mut commands: Commands,
    mut work: ResMut<PictureWork>,
    mut images: ResMut<Assets<Image>>,
    settings: Res<PictureSettings>,
    adapter: Option<Res<RenderAdapterInfo>>,
    cameras: Query<&Camera, With<GraphCamera>>,
    statistics: Res<DrawStatistics>,
    mut clock: ResMut<TimeUpdateStrategy>,
    (mut growth, mut training): (MessageWriter<GrowthCommand>, MessageWriter<TrainingCommand>),
    mut notes: MessageWriter<PictureNote>,
) {
    for request in requests.read() {
        match (*request, &mut work.now) {
            (PictureCommand::Finish, Some(Work::Film(film))) => film.ending = true,
            (PictureCommand::Cancel, Some(Work::Film(film))) => {
                restore_after_film(film, &mut commands, &mut clock, &mut training);
                work.now = None;
                notes.write(PictureNote::failed("the recording was thrown away"));
            }
            (PictureCommand::Record(_), Some(_)) => {
                work.is_free(&mut notes);
            }
            (PictureCommand::Record(_), None) if adapter.is_none() => {
                notes.write(PictureNote::failed(PictureError::NoAdapter.to_string()));
            }
            (PictureCommand::Record(film), None) => {
                let seen = cameras.single().ok();
                let Some((window, logical)) = seen.and_then(|seen| {
                    Some((camera::window_size(seen)?, seen.logical_viewport_size()?))
                }) else {
                    notes.write(PictureNote::failed(
                        "there is nothing to record: the window has no size",
                    ));
                    continue;
                };
                let size = settings.film_size(window);
                let animation = match Animation::begin(size, settings.rate()) {
                    Ok(animation) => animation,
                    Err(error) => {
                        notes.write(PictureNote::failed(error.to_string()));
                        continue;
                    }
                };
                let samples = samples(adapter.as_deref());
                let (camera, image) =
                    camera::spawn_picture_camera(&mut commands, &mut images, size, samples);
                match film {
                    Film::Growth => {
                        growth.write(GrowthCommand::Restart);
                    }
                    Film::Training => {
                        training.write(TrainingCommand::Play {
                            rounds: u32::MAX,
                            rounds_per_second: f64::from(settings.rounds.max(0.1)),
                        });
                    }
                    Film::View => {}
                }
                let still = TimeUpdateStrategy::ManualDuration(Duration::ZERO);
                let before = std::mem::replace(&mut *clock, still);
                work.now = Some(Work::Film(Box::new(FilmWork {
                    film,
                    camera,
                    image,
                    scale: size.y as f32 / logical.y,
                    rate: settings.rate(),
                    most_frames: settings.most_frames(),
                    most_bytes: settings.most_bytes,
                    shutter: Shutter::WarmUp(0, statistics.pictures()),
                    captured: Captures::default(),
                    coder: Coder::Idle(animation),
                    frames: 0,
                    bytes: 0,
                    ending: false,
                    clock: Some(before),
                })));
            }
            _ => {}
        }
    }
}

/// Removes the camera and restores the clock and the training of before.
fn restore_after_film(
    film: &mut FilmWork,
    commands: &mut Commands,
    clock: &mut TimeUpdateStrategy,
    training: &mut MessageWriter<TrainingCommand>,
) {
    commands.entity(film.camera).despawn();
    if let Some(before) = film.clock.take() {
        *clock = before;
    }
    if film.film == Film::Training {
        training.write(TrainingCommand::Pause);
    }
}

/// At the end of a frame: captures it, or lets time run to the next one; sends the finished file.
pub(super) fn advance_film(
    mut commands: Commands,
    mut work: ResMut<PictureWork>,
    mut clock: ResMut<TimeUpdateStrategy>,
    (labels, view): (Res<LabelPlacements>, Res<ViewSettings>),
    (scene, statistics): (Option<Res<CurrentScene>>, Res<DrawStatistics>),
    cameras: Query<&Camera, With<GraphCamera>>,
    mut training: MessageWriter<TrainingCommand>,
    mut taken: MessageWriter<PictureTaken>,
    mut notes: MessageWriter<PictureNote>,
) {
    let Some(Work::Film(film)) = &mut work.now else {
        return;
    };
    let drawn = statistics.pictures();
    let labels = || camera::labels_for(cameras.single().ok(), &labels.0);
    match advance_shutter(film, drawn, &mut commands, &mut clock, labels, &view) {
        Ok(None) => return,
        Ok(Some(bytes)) => {
            taken.write(PictureTaken {
                remark: None,
                scene: scene.map(|scene| scene.name.clone()).unwrap_or_default(),
                ending: "png",
                bytes: bytes.into(),
            });
        }
        Err(error) => {
            notes.write(PictureNote::failed(error.to_string()));
        }
    }
    restore_after_film(film, &mut commands, &mut clock, &mut training);
    work.now = None;
}

/// Advances the recording by one frame of the app; returns the file at its end.
fn advance_shutter(
    film: &mut FilmWork,
    drawn: u64,
    commands: &mut Commands,
    clock: &mut TimeUpdateStrategy,
    labels: impl FnOnce() -> Vec<LabelPlacement>,
    view: &ViewSettings,
) -> Result<Option<Vec<u8>>, PictureError> {
    film.collect_encoded()?;
    film.ending |= film.frames >= film.most_frames || film.bytes >= film.most_bytes;
    if film.ending && film.frames > 0 {
        return match std::mem::replace(&mut film.coder, Coder::Away) {
            Coder::Idle(animation) => animation.finish().map(Some),
            busy => {
                film.coder = busy;
                Ok(None)
            }
        };
    }
    let (steps, step) = film_steps(film.rate);
    let mut run = false;
    film.shutter = match film.shutter {
        Shutter::WarmUp(_, before) if drawn > before => film.capture_frame(commands),
        Shutter::WarmUp(frames, _) if frames > PATIENCE => return Err(PictureError::NoPicture),
        Shutter::WarmUp(frames, before) => Shutter::WarmUp(frames + 1, before),
        Shutter::Runs(0) => film.capture_frame(commands),
        Shutter::Runs(left) => {
            run = true;
            Shutter::Runs(left - 1)
        }
        Shutter::Waits(frames) if matches!(film.coder, Coder::Idle(_)) => {
            match film.captured.take() {
                Some(picture) => {
                    film.start_encoding(picture?, labels(), view);
                    run = true;
                    Shutter::Runs(steps - 1)
                }
                None if frames > PATIENCE => return Err(PictureError::NoPicture),
                None => Shutter::Waits(frames + 1),
            }
        }
        waits => waits,
    };
    let step = if run { step } else { Duration::ZERO };
    *clock = TimeUpdateStrategy::ManualDuration(step);
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_of_a_recording_is_made_of_frames_that_may_be_so_long() {
        assert_eq!(film_steps(20), (1, Duration::from_millis(50)));
        assert_eq!(film_steps(30).0, 1);
        assert_eq!(film_steps(10), (2, Duration::from_millis(50)));
        assert_eq!(film_steps(5), (4, Duration::from_millis(50)));
        assert_eq!(film_steps(0), film_steps(1));
    }
}
