//! Pictures without a window: a host for the view that draws into an image.
//!
//! [`Studio`] owns an app with the view alone; the command line and tests take pictures with it.

use std::panic::{self, AssertUnwindSafe};

use bevy::{
    app::{PluginGroupBuilder, TerminalCtrlCHandlerPlugin},
    camera::{ImageRenderTarget, RenderTarget},
    log::LogPlugin,
    prelude::*,
    render::{
        RenderPlugin,
        pipelined_rendering::PipelinedRenderingPlugin,
        render_resource::{TextureFormat, TextureUsages},
        renderer::initialize_renderer,
        settings::{RenderCreation, RenderResources, WgpuLimits, WgpuSettings},
        view::screenshot::Screenshot,
    },
    tasks::block_on,
    window::ExitCondition,
    winit::WinitPlugin,
};

use super::order_view;
use crate::{
    graph::{CurrentScene, Edge, Graph, SceneLoaded, SceneSetup, Vertex, spawn_graph},
    physics::DensePositions,
    view::{
        CameraCommand, CameraSummary, DrawStatistics, GraphTarget, LabelPlacements, Legend, Orbit,
        Picture, PictureError, ViewPlugin, ViewSettings,
        draw::PictureHeight,
        picture::{
            Captures, caption::write_signs, capture::PATIENCE, run_frame, signs, to_svg,
            write_labels,
        },
    },
};

/// Frames until the camera stands at its goal and all buffers are uploaded.
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
    /// [`PictureError::NoAdapter`] without a renderer, [`PictureError::TooLarge`] if the renderer's
    /// limit is lower than `size`.
    pub fn open(size: UVec2) -> Result<Self, PictureError> {
        Self::open_fine(size, 1.0)
    }

    /// Opens a studio whose renderer is limited to `most` pixels on a side: it simulates a weaker
    /// graphics card.
    ///
    /// # Errors
    /// The same as of [`Self::open`].
    pub fn open_weak(size: UVec2, most: u32) -> Result<Self, PictureError> {
        Self::open_on(acquire_renderer(Some(most))?, size, 1.0)
    }

    /// Opens a studio with a scale factor: labels, lines and smallest sizes are `fineness` times
    /// larger in pixels.
    ///
    /// # Errors
    /// The same as of [`Self::open`].
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
        order_view(&mut app);
        let (_, image) = create_target(&mut app, size);
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

    /// The world of the studio, for sending commands.
    pub fn world_mut(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// Replaces the shown graph by `graph`, at the positions of its nodes.
    pub fn show(&mut self, graph: &Graph) {
        self.show_as(graph, SceneSetup::default());
    }

    /// Replaces the shown graph by `graph`, with `stage`, the setup of its scene.
    pub fn show_as(&mut self, graph: &Graph, stage: SceneSetup) {
        let world = self.app.world_mut();
        let old: Vec<Entity> = world
            .query_filtered::<Entity, Or<(With<Vertex>, With<Edge>)>>()
            .iter(world)
            .collect();
        for entity in old {
            // An edge despawns with its vertex, so it may be missing.
            if let Ok(entity) = world.get_entity_mut(entity) {
                entity.despawn();
            }
        }
        spawn_graph(world, graph);
        // Modes and labels read names, layers and samples from the scene.
        let generation = 1 + world
            .get_resource::<CurrentScene>()
            .map_or(0, |scene| scene.generation);
        world.insert_resource(CurrentScene {
            graph: graph.clone(),
            setup: stage,
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
        world.write_message(SceneLoaded { generation });
    }

    /// Runs one frame, and waits for the graphics card.
    pub fn frame(&mut self) {
        run_frame(&mut self.app);
    }

    /// Draws until the view has settled, and takes a picture.
    ///
    /// # Errors
    /// [`PictureError::NoPicture`] if the graphics driver never delivers.
    pub fn picture(&mut self) -> Result<Picture, PictureError> {
        self.picture_with(false)
    }

    /// Takes a picture with or without a legend.
    ///
    /// # Errors
    /// [`PictureError::NoPicture`] if the graphics driver never delivers.
    pub fn picture_with(&mut self, legend: bool) -> Result<Picture, PictureError> {
        self.settle_in()?;
        let mut picture = self.capture_picture()?;
        if legend {
            let world = self.app.world();
            let (legend, settings) = (world.resource::<Legend>(), world.resource::<ViewSettings>());
            let (ink, background) = (settings.palette().ink, settings.background());
            let signs = signs::list_signs(legend);
            write_signs(&mut picture, &signs, self.fineness, ink, background);
        }
        Ok(picture)
    }

    fn settle_in(&mut self) -> Result<(), PictureError> {
        let drawn = self.frames_drawn();
        for _ in 0..PATIENCE {
            self.frame();
            if self.frames_drawn() >= drawn + u64::from(SETTLING_IN) {
                return Ok(());
            }
        }
        Err(PictureError::NoPicture)
    }

    fn frames_drawn(&self) -> u64 {
        self.app.world().resource::<DrawStatistics>().frames()
    }

    fn capture_picture(&mut self) -> Result<Picture, PictureError> {
        // The camera's own target, with its scale factor: any other one captures nothing.
        let screenshot = Screenshot(self.target.clone());
        let captures = Captures::default();
        captures.request_in(self.app.world_mut(), screenshot);
        let mut picture = captures.wait(&mut self.app)?;
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

    /// Frames the whole graph from a direction in radians, and moves nearer by a factor. A missing
    /// angle keeps its default.
    pub fn look(&mut self, yaw: Option<f32>, pitch: Option<f32>, zoom: f32) {
        self.frame();
        if yaw.is_some() || pitch.is_some() {
            let Some(now) = self.orbit() else { return };
            self.app.world_mut().write_message(CameraCommand::Turn {
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

    /// Moves the camera to an orbit.
    pub fn stand(&mut self, orbit: Orbit) {
        // The first frame measures the graph and its dimensions.
        self.frame();
        self.app
            .world_mut()
            .write_message(CameraCommand::Stand(orbit));
        self.frame();
    }

    fn orbit(&self) -> Option<Orbit> {
        self.app.world().resource::<CameraSummary>().orbit()
    }
}

/// Changes Bevy's plugins for an app that runs frame by frame, draws pictures of a size, and opens
/// no window.
///
/// # Errors
/// [`PictureError::NoAdapter`] without a renderer, [`PictureError::TooLarge`] if the renderer's
/// limit is lower than `size`.
pub(crate) fn without_window(
    plugins: impl PluginGroup,
    size: UVec2,
) -> Result<PluginGroupBuilder, PictureError> {
    drawn_by(acquire_renderer(None)?, plugins, size)
}

/// Changes Bevy's plugins to draw with a given renderer.
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
        // No pipelining: a software renderer has no spare thread, and pictures arrive in order.
        .disable::<PipelinedRenderingPlugin>()
        .disable::<TerminalCtrlCHandlerPlugin>()
        .disable::<LogPlugin>()
        .disable::<WinitPlugin>())
}

/// Creates an image of `size` pixels as the target of the graph's camera.
pub(crate) fn create_target(app: &mut App, size: UVec2) -> (GraphTarget, Handle<Image>) {
    let mut image = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let image = app.world_mut().resource_mut::<Assets<Image>>().add(image);
    (GraphTarget(image.clone().into()), image)
}

/// Acquires a renderer, with textures of at most `most` pixels on a side. Bevy panics if there is
/// none; this panic is caught, before an app exists.
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
