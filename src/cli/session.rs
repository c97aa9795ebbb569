//! The whole product without a window, for pictures with panels and recordings.
//!
//! The session advances simulated time itself, so the same scene, seed and options give the same
//! frames.

use std::{collections::VecDeque, time::Duration};

use bevy::{
    app::App,
    asset::Handle,
    ecs::{message::Message, resource::Resource},
    image::Image,
    math::UVec2,
    render::view::screenshot::Screenshot,
    time::TimeUpdateStrategy,
};

use super::{
    Failure,
    view_options::{ViewOptions, Viewpoint},
};
use crate::{
    app,
    graph::{CurrentScene, commands::LoadScene},
    growth::{Growth, commands::GrowthCommand},
    layout::Settings,
    panel::Panels,
    physics::{Physics, SimulationStatus},
    third_party::InterfaceTarget,
    view::{
        CameraCommand, CameraSummary, LabelPlacements, LookCommand, Orbit, Picture, PictureError,
        ViewSettings,
        picture::{Captures, run_frame, write_labels},
    },
};

/// Frames that growth may take, at most: simulated time waits for entities in portions.
const MOST_GROWTH_FRAMES: u32 = 100_000;

/// The product, and the captured pictures that the graphics card has not delivered yet.
pub struct OffscreenSession {
    app: App,
    target: Handle<Image>,
    captures: Captures,
    /// The labels of the captured pictures, in the same order.
    labels: VecDeque<LabelPlacements>,
    panels: bool,
}

/// Options of a session.
pub struct SessionOptions<'a> {
    /// The first scene.
    pub first: LoadScene,
    /// Size of the picture, pixels.
    pub size: UVec2,
    /// Settings of the physics.
    pub settings: Settings,
    /// Mode, theme, labels and camera.
    pub view: &'a ViewOptions,
    /// Whether the panels are drawn.
    pub panels: bool,
    /// Simulated time of a frame.
    pub step: Duration,
}

impl OffscreenSession {
    /// Opens a session before the first vertex of its scene.
    ///
    /// # Errors
    /// No graphics device is found, or the scene cannot be built.
    pub fn open(options: SessionOptions) -> Result<Self, Failure> {
        let (mut app, target) =
            app::offscreen_app(options.first, options.size).map_err(picture_failure)?;
        app.insert_resource(Physics(options.settings));
        if options.panels {
            app.insert_resource(InterfaceTarget(target.clone().into()));
        }
        app.world_mut().resource_mut::<Panels>().visible = options.panels;
        let mut session = Self {
            app,
            target,
            captures: Captures::default(),
            labels: VecDeque::new(),
            panels: options.panels,
        };
        session.set_frame_time(options.step);
        for command in options.view.view_commands() {
            // With panels it is the window, where small graphs are labelled without being asked.
            if !(options.panels && command == LookCommand::Labels(false)) {
                session.send(command);
            }
        }
        if !options.panels {
            session.send(LookCommand::Legend(false));
        }
        session.run_frame();
        // The scene sets its own level in the first frame; the option overrides it afterwards.
        if let Some(level) = options.view.level_command() {
            session.send(level);
        }
        check_scene(&session.app)?;
        Ok(session)
    }

    /// Sends a command to the product.
    pub fn send(&mut self, message: impl Message) {
        self.app.world_mut().write_message(message);
    }

    /// Sets the simulated time of the next frames.
    pub fn set_frame_time(&mut self, step: Duration) {
        self.app
            .insert_resource(TimeUpdateStrategy::ManualDuration(step));
    }

    /// A resource of the product.
    pub fn get<R: Resource>(&self) -> &R {
        self.app.world().resource::<R>()
    }

    /// Runs one frame.
    pub fn run_frame(&mut self) {
        run_frame(&mut self.app);
    }

    /// Runs one frame and captures it.
    pub fn capture_frame(&mut self) {
        let screenshot = Screenshot::image(self.target.clone());
        self.captures.request_in(self.app.world_mut(), screenshot);
        self.run_frame();
        self.labels.push_back(self.get::<LabelPlacements>().clone());
    }

    /// The oldest captured frame that was delivered, with its labels.
    ///
    /// # Errors
    /// The graphics card delivered an image in an unknown format.
    pub fn next_picture(&mut self) -> Result<Option<Picture>, Failure> {
        match self.captures.take() {
            Some(picture) => self.add_labels(picture).map(Some),
            None => Ok(None),
        }
    }

    /// Writes the labels of its frame on a picture.
    fn add_labels(&mut self, picture: Result<Picture, PictureError>) -> Result<Picture, Failure> {
        let mut picture = picture.map_err(picture_failure)?;
        let labels = self.labels.pop_front().unwrap_or_default();
        // With panels, the interface has drawn the labels itself.
        if !self.panels {
            let settings = self.get::<ViewSettings>();
            let (ink, background) = (settings.palette().ink, settings.background());
            write_labels(&mut picture, &labels.0, 1.0, ink, background);
        }
        Ok(picture)
    }

    /// Waits for the oldest captured frame, while simulated time stands still.
    ///
    /// # Errors
    /// It does not arrive.
    pub fn wait_for_picture(&mut self) -> Result<Picture, Failure> {
        self.set_frame_time(Duration::ZERO);
        let picture = self.captures.wait(&mut self.app);
        self.add_labels(picture)
    }

    /// Grows the whole graph at once, then runs until it has settled, for `most` frames at most.
    /// `report` receives the number of frames so far.
    ///
    /// # Errors
    /// The graph does not finish growing.
    pub fn settle_graph(&mut self, most: u32, report: impl Fn(u32)) -> Result<(), Failure> {
        grow_whole_graph(&mut self.app, run_frame)?;
        let mut frames = 1;
        report(frames);
        while frames < most && !(frames > 3 && self.get::<SimulationStatus>().settled) {
            self.run_frame();
            frames += 1;
            report(frames);
        }
        Ok(())
    }

    /// Moves the camera to a viewpoint.
    pub fn place_camera(&mut self, from: Viewpoint) {
        match from {
            Viewpoint::Orbit(orbit) => self.send(CameraCommand::Stand(orbit)),
            Viewpoint::Whole { yaw, pitch, zoom } => {
                let Some(now) = self.current_orbit() else {
                    return;
                };
                if yaw.is_some() || pitch.is_some() {
                    self.send(CameraCommand::Turn {
                        yaw: yaw.unwrap_or(now.yaw),
                        pitch: pitch.unwrap_or(now.pitch),
                    });
                    self.run_frame();
                }
                if zoom != 1.0
                    && let Some(now) = self.current_orbit()
                {
                    let radius = now.radius / zoom;
                    self.send(CameraCommand::Stand(Orbit { radius, ..now }));
                }
            }
        }
    }

    fn current_orbit(&self) -> Option<Orbit> {
        self.get::<CameraSummary>().orbit()
    }
}

/// Checks that the requested scene was loaded.
///
/// # Errors
/// It cannot be built.
pub fn check_scene(app: &App) -> Result<(), Failure> {
    let problem = app.world().resource::<CurrentScene>().problem.clone();
    problem.map_or(Ok(()), |problem| Err(Failure::Input(problem)))
}

/// Grows the whole graph at once. `run_frame` runs one frame of the app.
///
/// # Errors
/// The graph does not finish growing.
pub fn grow_whole_graph(app: &mut App, mut run_frame: impl FnMut(&mut App)) -> Result<(), Failure> {
    app.world_mut().write_message(GrowthCommand::Skip);
    for _ in 0..MOST_GROWTH_FRAMES {
        run_frame(app);
        let growth = app.world().resource::<Growth>();
        if growth.total_vertices > 0 && !growth.growing() {
            return Ok(());
        }
    }
    Err(Failure::Internal(
        "the graph does not finish growing".into(),
    ))
}

/// The failure for a picture error. A size that is too large is a wrong input.
pub fn picture_failure(error: PictureError) -> Failure {
    match error {
        PictureError::TooLarge { .. } => Failure::Input(format!("--size: {error}")),
        error => Failure::Internal(error.to_string()),
    }
}
