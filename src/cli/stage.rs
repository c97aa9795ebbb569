//! The whole product without a window, at a time of its own: what pictures
//! with panels and recordings are taken of. The same scene, seed and options
//! give the same frames.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bevy::{
    app::App,
    asset::Handle,
    ecs::{message::Message, observer::On, resource::Resource},
    image::Image,
    math::UVec2,
    render::view::screenshot::{Screenshot, ScreenshotCaptured},
    time::TimeUpdateStrategy,
};

use super::{
    Failure,
    view_options::{From, ViewOptions},
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
        CameraSummary, LabelPlacements, Orbit, ViewCommand, ViewSettings,
        offscreen::{self, Picture, PictureError},
        picture::write_labels,
    },
};

/// Frames that growth may take where nobody looks: simulated time waits for entities in portions.
const GROWING: u32 = 100_000;
/// Frames after which a captured picture that has not come never will.
const DELIVERY: u32 = 600;

/// The product, and the pictures that are on their way from the graphics card.
pub struct Stage {
    app: App,
    target: Handle<Image>,
    shots: Arc<Mutex<VecDeque<Result<Picture, PictureError>>>>,
    /// The labels that belong on them, in the same order.
    labels: VecDeque<LabelPlacements>,
    panels: bool,
}

/// What is put on the stage.
pub struct Play<'a> {
    /// The scene.
    pub first: LoadScene,
    /// The picture, pixels.
    pub size: UVec2,
    /// The physics.
    pub settings: Settings,
    /// What colours mean, and behind what.
    pub view: &'a ViewOptions,
    /// Whether the panels are there.
    pub panels: bool,
    /// What a frame takes, simulated.
    pub step: Duration,
}

impl Stage {
    /// Opens it on a scene of which nothing has grown.
    ///
    /// # Errors
    /// Nothing can draw here, or the scene cannot be built.
    pub fn open(play: Play) -> Result<Self, Failure> {
        let (mut app, target) = app::unseen(play.first, play.size).map_err(failed)?;
        app.insert_resource(Physics(play.settings));
        if play.panels {
            app.insert_resource(InterfaceTarget(target.clone().into()));
        }
        app.world_mut().resource_mut::<Panels>().visible = play.panels;
        let mut stage = Self {
            app,
            target,
            shots: Arc::default(),
            labels: VecDeque::new(),
            panels: play.panels,
        };
        stage.pace(play.step);
        for command in play.view.commands() {
            stage.send(command);
        }
        if !play.panels {
            stage.send(ViewCommand::Legend(false));
        }
        stage.frame();
        // The scene has said by now what it is looked at by.
        if let Some(level) = play.view.level() {
            stage.send(level);
        }
        check_scene(&stage.app)?;
        Ok(stage)
    }

    /// Asks for something.
    pub fn send(&mut self, message: impl Message) {
        self.app.world_mut().write_message(message);
    }

    /// What a frame takes from now on, simulated.
    pub fn pace(&mut self, step: Duration) {
        self.app
            .insert_resource(TimeUpdateStrategy::ManualDuration(step));
    }

    /// A resource of the product.
    pub fn get<R: Resource>(&self) -> &R {
        self.app.world().resource::<R>()
    }

    /// One frame.
    pub fn frame(&mut self) {
        offscreen::frame(&mut self.app);
    }

    /// One frame, which is captured.
    pub fn captured_frame(&mut self) {
        let shots = self.shots.clone();
        let screenshot = Screenshot::image(self.target.clone());
        self.app
            .world_mut()
            .spawn(screenshot)
            .observe(move |captured: On<ScreenshotCaptured>| {
                shots
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push_back(Picture::from_image(&captured.image));
            });
        self.frame();
        self.labels.push_back(self.get::<LabelPlacements>().clone());
    }

    /// The oldest captured frame that has come, with its labels on it.
    ///
    /// # Errors
    /// The graphics card delivered something strange.
    pub fn next(&mut self) -> Result<Option<Picture>, Failure> {
        let shot = self
            .shots
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        let Some(shot) = shot else { return Ok(None) };
        let mut picture = shot.map_err(failed)?;
        let labels = self.labels.pop_front().unwrap_or_default();
        // The interface, where it is drawn, has written them itself.
        if !self.panels {
            let settings = self.get::<ViewSettings>();
            let (ink, background) = (settings.palette().ink, settings.background());
            write_labels(&mut picture, &labels.0, 1.0, ink, background);
        }
        Ok(Some(picture))
    }

    /// The oldest captured frame; waits for it, while time stands still.
    ///
    /// # Errors
    /// It never comes.
    pub fn wait(&mut self) -> Result<Picture, Failure> {
        self.pace(Duration::ZERO);
        for _ in 0..DELIVERY {
            if let Some(picture) = self.next()? {
                return Ok(picture);
            }
            self.frame();
        }
        Err(failed(PictureError::NoPicture))
    }

    /// Lets the whole graph come at once, and move until it has settled, for so many frames at most;
    /// `see` hears how many there were.
    ///
    /// # Errors
    /// It never ends growing.
    pub fn settle(&mut self, most: u32, see: impl Fn(u32)) -> Result<(), Failure> {
        grow(&mut self.app, offscreen::frame)?;
        let mut frames = 1;
        see(frames);
        while frames < most && !(frames > 3 && self.get::<SimulationStatus>().settled) {
            self.frame();
            frames += 1;
            see(frames);
        }
        Ok(())
    }

    /// Brings the camera to where it was asked to be.
    pub fn stand(&mut self, from: From) {
        match from {
            From::Place(orbit) => self.send(ViewCommand::Stand(orbit)),
            From::Whole { yaw, pitch, zoom } => {
                let Some(now) = self.orbit() else { return };
                if yaw.is_some() || pitch.is_some() {
                    self.send(ViewCommand::Turn {
                        yaw: yaw.unwrap_or(now.yaw),
                        pitch: pitch.unwrap_or(now.pitch),
                    });
                    self.frame();
                }
                if zoom != 1.0
                    && let Some(now) = self.orbit()
                {
                    let radius = now.radius / zoom;
                    self.send(ViewCommand::Stand(Orbit { radius, ..now }));
                }
            }
        }
    }

    fn orbit(&self) -> Option<Orbit> {
        self.get::<CameraSummary>().orbit()
    }
}

/// Whether the scene that was asked for is there.
///
/// # Errors
/// It cannot be built.
pub fn check_scene(app: &App) -> Result<(), Failure> {
    let problem = app.world().resource::<CurrentScene>().problem.clone();
    problem.map_or(Ok(()), |problem| Err(Failure::Input(problem)))
}

/// Lets the whole graph come at once, `frame` by frame: whoever measures has frames of its own.
///
/// # Errors
/// It never ends growing.
pub fn grow(app: &mut App, mut frame: impl FnMut(&mut App)) -> Result<(), Failure> {
    app.world_mut().write_message(GrowthCommand::Skip);
    for _ in 0..GROWING {
        frame(app);
        let growth = app.world().resource::<Growth>();
        if growth.total_vertices > 0 && !growth.growing() {
            return Ok(());
        }
    }
    Err(Failure::Internal(
        "the graph does not finish growing".into(),
    ))
}

/// A picture that did not come is nobody's fault; one that is too large could be asked for otherwise.
pub fn failed(error: PictureError) -> Failure {
    match error {
        PictureError::TooLarge { .. } => Failure::Input(format!("--size: {error}")),
        error => Failure::Internal(error.to_string()),
    }
}
