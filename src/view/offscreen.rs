//! Pictures without a window: the same view, drawn into an image.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex},
};

use bevy::{
    app::{PluginGroupBuilder, TerminalCtrlCHandlerPlugin},
    camera::{ImageRenderTarget, RenderTarget},
    log::LogPlugin,
    prelude::*,
    render::{
        RenderPlugin,
        pipelined_rendering::PipelinedRenderingPlugin,
        render_resource::{PollType, TextureFormat, TextureUsages},
        renderer::{RenderDevice, initialize_renderer},
        settings::{RenderCreation, RenderResources, WgpuLimits, WgpuSettings},
        view::screenshot::{Screenshot, ScreenshotCaptured},
    },
    tasks::block_on,
    window::ExitCondition,
    winit::WinitPlugin,
};

pub use super::picture::{Picture, PictureError};
use super::{
    Orbit, ViewCommand, ViewPlugin,
    camera::{CameraSummary, GraphTarget},
    draw::DrawStatistics,
    labels::LabelPlacements,
    legend::Legend,
    picture::{PictureHeight, list_signs, to_svg, write_labels, write_signs},
    settings::ViewSettings,
};
use crate::{
    graph::{CurrentScene, Edge, Graph, Stage, Vertex, spawn_graph},
    physics::DensePositions,
};

/// Frames after which a picture that has not come never will.
const PATIENCE: u32 = 600;
/// Frames for the camera to stand where it should and for buffers to be sent.
const SETTLING_IN: u32 = 3;

/// An app that draws into an image.
pub struct Studio {
    app: App,
    target: RenderTarget,
    fineness: f32,
}

impl Studio {
    /// Opens a studio for pictures of `size` pixels.
    ///
    /// # Errors
    /// [`PictureError::NoAdapter`] if nothing can draw here, [`PictureError::TooLarge`] if what
    /// can does not draw as large a picture.
    pub fn open(size: UVec2) -> Result<Self, PictureError> {
        Self::open_fine(size, 1.0)
    }

    /// As [`Self::open`], with a graphics card that draws no more than `most` pixels on a side,
    /// whatever the one that is here could: what a weaker one does.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_weak(size: UVec2, most: u32) -> Result<Self, PictureError> {
        Self::open_on(acquire_renderer(Some(most))?, size, 1.0)
    }

    /// As [`Self::open`], where so many pixels count as one: labels, lines and
    /// smallest sizes are as much larger.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_fine(size: UVec2, fineness: f32) -> Result<Self, PictureError> {
        Self::open_on(acquire_renderer(None)?, size, fineness)
    }

    fn open_on(
        renderer: RenderResources,
        size: UVec2,
        fineness: f32,
    ) -> Result<Self, PictureError> {
        let windowless = DefaultPlugins.set(WindowPlugin {
            primary_window: None,
            exit_condition: ExitCondition::DontExit,
            ..default()
        });
        let mut app = App::new();
        app.add_plugins(drawn_by(renderer, windowless, size)?)
            .add_plugins(ViewPlugin);
        let (_, image) = target(&mut app, size);
        let target = RenderTarget::Image(ImageRenderTarget {
            handle: image,
            scale_factor: fineness,
        });
        app.insert_resource(GraphTarget(target.clone()));
        app.world_mut().resource_mut::<PictureHeight>().fineness = fineness;
        app.finish();
        app.cleanup();
        Ok(Self {
            app,
            target,
            fineness,
        })
    }

    /// The world of the studio, to send commands to.
    pub fn world_mut(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// Shows `graph` at the positions that its nodes have; whatever was shown goes.
    pub fn show(&mut self, graph: &Graph) {
        self.show_as(graph, Stage::default());
    }

    /// As [`Self::show`], for a scene that wants to be played somehow.
    pub fn show_as(&mut self, graph: &Graph, stage: Stage) {
        let world = self.app.world_mut();
        let old: Vec<Entity> = world
            .query_filtered::<Entity, Or<(With<Vertex>, With<Edge>)>>()
            .iter(world)
            .collect();
        for entity in old {
            // An edge goes with its vertex: it may be gone already.
            if let Ok(entity) = world.get_entity_mut(entity) {
                entity.despawn();
            }
        }
        spawn_graph(world, graph);
        // What modes and labels say beyond the entities' own numbers comes from the scene.
        let generation = 1 + world
            .get_resource::<CurrentScene>()
            .map_or(0, |scene| scene.generation);
        world.insert_resource(CurrentScene {
            graph: graph.clone(),
            stage,
            generation,
            ..CurrentScene::default()
        });
        let mut dense = world.resource_mut::<DensePositions>();
        dense.positions.clear();
        dense.positions.extend(
            graph
                .nodes
                .iter()
                .map(|node| node.position.unwrap_or_default()),
        );
        dense.version += 1;
        world.write_message(crate::graph::SceneLoaded { generation });
    }

    /// Runs one frame to its end on the graphics card.
    pub fn frame(&mut self) {
        frame(&mut self.app);
    }

    /// Draws until the graph is in the picture, and takes it.
    ///
    /// # Errors
    /// [`PictureError::NoPicture`] if the graphics driver never delivers.
    pub fn picture(&mut self) -> Result<Picture, PictureError> {
        self.picture_with(false)
    }

    /// As [`Self::picture`], with or without a legend.
    ///
    /// # Errors
    /// [`PictureError::NoPicture`] if the graphics driver never delivers.
    pub fn picture_with(&mut self, legend: bool) -> Result<Picture, PictureError> {
        self.settle_in()?;
        let mut picture = self.capture()?;
        if legend {
            let world = self.app.world();
            let (legend, settings) = (world.resource::<Legend>(), world.resource::<ViewSettings>());
            let (ink, background) = (settings.palette().ink, settings.background());
            let signs = list_signs(legend);
            write_signs(&mut picture, &signs, self.fineness, ink, background);
        }
        Ok(picture)
    }

    fn settle_in(&mut self) -> Result<(), PictureError> {
        let drawn = self.drawn();
        for _ in 0..PATIENCE {
            self.frame();
            if self.drawn() >= drawn + u64::from(SETTLING_IN) {
                return Ok(());
            }
        }
        Err(PictureError::NoPicture)
    }

    fn drawn(&self) -> u64 {
        self.app.world().resource::<DrawStatistics>().frames()
    }

    fn capture(&mut self) -> Result<Picture, PictureError> {
        let mut picture = capture(&mut self.app, &self.target)?;
        let world = self.app.world();
        let (labels, settings) = (
            world.resource::<LabelPlacements>(),
            world.resource::<ViewSettings>(),
        );
        let (ink, background) = (settings.palette().ink, settings.background());
        write_labels(&mut picture, &labels.0, self.fineness, ink, background);
        Ok(picture)
    }

    /// The view as SVG, with or without a legend.
    ///
    /// # Errors
    /// [`PictureError::NoPicture`] if the graphics driver never delivers.
    pub fn svg(&mut self, legend: bool) -> Result<Vec<u8>, PictureError> {
        self.settle_in()?;
        to_svg(self.app.world_mut(), legend)
    }

    /// Frames the whole graph from a direction (radians; where none is given, the
    /// usual one), and comes nearer by a factor.
    pub fn look(&mut self, yaw: Option<f32>, pitch: Option<f32>, zoom: f32) {
        self.frame();
        if yaw.is_some() || pitch.is_some() {
            let Some(now) = self.orbit() else { return };
            self.app.world_mut().write_message(ViewCommand::Turn {
                yaw: yaw.unwrap_or(now.yaw),
                pitch: pitch.unwrap_or(now.pitch),
            });
            self.frame();
        }
        if zoom != 1.0
            && let Some(now) = self.orbit()
        {
            self.stand(Orbit {
                radius: now.radius / zoom,
                ..now
            });
        }
    }

    /// Looks from a place.
    pub fn stand(&mut self, orbit: Orbit) {
        // The first frame finds out about the graph and its dimensions.
        self.frame();
        self.app
            .world_mut()
            .write_message(ViewCommand::Stand(orbit));
        self.frame();
    }

    fn orbit(&self) -> Option<Orbit> {
        self.app.world().resource::<CameraSummary>().orbit()
    }
}

/// Captures what is in an image, and waits for it.
///
/// # Errors
/// [`PictureError::NoPicture`] if the graphics driver never delivers.
fn capture(app: &mut App, target: &RenderTarget) -> Result<Picture, PictureError> {
    let captured: Arc<Mutex<Option<Image>>> = Arc::default();
    let slot = captured.clone();
    app.world_mut()
        // The very target of the camera, its scale factor included: of another one, nothing is
        // drawn.
        .spawn(Screenshot(target.clone()))
        .observe(move |captured: On<ScreenshotCaptured>| {
            if let Ok(mut slot) = slot.lock() {
                *slot = Some(captured.image.clone());
            }
        });
    for _ in 0..PATIENCE {
        frame(app);
        let image = captured.lock().ok().and_then(|mut slot| slot.take());
        if let Some(image) = image {
            return Picture::from_image(&image);
        }
    }
    Err(PictureError::NoPicture)
}

/// Runs one frame to its end on the graphics card.
pub(crate) fn frame(app: &mut App) {
    app.update();
    let device = app.world().resource::<RenderDevice>();
    // A device that was lost draws no picture: whoever captures notices.
    let _ = device.wgpu_device().poll(PollType::wait_indefinitely());
}

/// One picture of a graph at the positions that its nodes have.
///
/// # Errors
/// When nothing can draw here, or the picture does not come.
pub fn render_to_image(graph: &Graph, size: UVec2) -> Result<Picture, PictureError> {
    let mut studio = Studio::open(size)?;
    studio.show(graph);
    studio.picture()
}

/// Bevy's plugins for an app that is advanced frame by frame, draws pictures of a size, and shows
/// its window to nobody.
///
/// # Errors
/// [`PictureError::NoAdapter`] if nothing can draw here, [`PictureError::TooLarge`] if what can
/// does not draw as large a picture.
pub(crate) fn without_window(
    plugins: impl PluginGroup,
    size: UVec2,
) -> Result<PluginGroupBuilder, PictureError> {
    drawn_by(acquire_renderer(None)?, plugins, size)
}

/// As [`without_window`], with what draws.
fn drawn_by(
    renderer: RenderResources,
    plugins: impl PluginGroup,
    size: UVec2,
) -> Result<PluginGroupBuilder, PictureError> {
    PictureError::check_size(size, renderer.0.limits().max_texture_dimension_2d)?;
    Ok(plugins
        .set(RenderPlugin {
            render_creation: RenderCreation::Manual(renderer),
            synchronous_pipeline_compilation: true,
            ..default()
        })
        // One frame after the other: a software renderer has no second thread
        // to give, and pictures come in order.
        .disable::<PipelinedRenderingPlugin>()
        .disable::<TerminalCtrlCHandlerPlugin>()
        .disable::<LogPlugin>()
        .disable::<WinitPlugin>())
}

/// An image of `size` pixels to draw the graph into, and its handle.
pub(crate) fn target(app: &mut App, size: UVec2) -> (GraphTarget, Handle<Image>) {
    let mut image = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let image = app.world_mut().resource_mut::<Assets<Image>>().add(image);
    (GraphTarget(image.clone().into()), image)
}

/// Bevy panics where it finds nothing that can draw. That is the one panic
/// which is an answer here; it is caught before there is an app. With `most`, textures have no
/// more pixels than that on a side.
fn acquire_renderer(most: Option<u32>) -> Result<RenderResources, PictureError> {
    let settings = WgpuSettings {
        constrained_limits: most.map(|most| WgpuLimits {
            max_texture_dimension_2d: most,
            ..default()
        }),
        ..default()
    };
    let backends = settings.backends.ok_or(PictureError::NoAdapter)?;
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let resources = panic::catch_unwind(AssertUnwindSafe(|| {
        block_on(initialize_renderer(backends, None, &settings))
    }));
    panic::set_hook(hook);
    resources.map_err(|_| PictureError::NoAdapter)
}
