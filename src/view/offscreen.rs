//! Pictures without a window: the same view, drawn into an image.

use std::{
    fmt,
    io::Cursor,
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex},
};

use bevy::{
    app::{PluginGroupBuilder, TerminalCtrlCHandlerPlugin},
    asset::RenderAssetUsages,
    image::ImageFormat,
    log::LogPlugin,
    prelude::*,
    render::{
        RenderPlugin,
        pipelined_rendering::PipelinedRenderingPlugin,
        render_resource::{Extent3d, PollType, TextureDimension, TextureFormat, TextureUsages},
        renderer::{RenderDevice, initialize_renderer},
        settings::{RenderCreation, RenderResources, WgpuSettings},
        view::screenshot::{Screenshot, ScreenshotCaptured},
    },
    tasks::block_on,
    window::ExitCondition,
    winit::WinitPlugin,
};

use super::{ViewPlugin, camera::GraphTarget, draw::DrawStatistics};
use crate::{
    graph::{CurrentScene, Edge, Graph, Vertex, spawn_graph},
    physics::DensePositions,
};

/// Frames after which a picture that has not come never will.
const PATIENCE: u32 = 600;
/// Frames for the camera to stand where it should and for buffers to be sent.
const SETTLING_IN: u32 = 3;

/// Why there is no picture.
#[derive(Debug)]
pub enum OffscreenError {
    /// Nothing that can draw was found.
    NoAdapter,
    /// The picture never came.
    NoPicture,
    /// The picture could not be encoded.
    Encoding(String),
}

impl fmt::Display for OffscreenError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::NoAdapter => f.write_str(
                "nothing was found that can draw: no graphics card and no software renderer; \
                 on Linux `mesa-vulkan-drivers` is one",
            ),
            Self::NoPicture => f.write_str("the graphics driver did not finish the picture"),
            Self::Encoding(problem) => write!(f, "the picture cannot be encoded: {problem}"),
        }
    }
}

impl std::error::Error for OffscreenError {}

/// A picture: eight bits each of red, green and blue, sRGB, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The pixels.
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Its bytes as PNG.
    ///
    /// # Errors
    /// What the encoder says.
    pub fn to_png(&self) -> Result<Vec<u8>, OffscreenError> {
        let rgba = self.pixels.iter().flat_map(|&[r, g, b]| [r, g, b, 255]);
        let image = Image::new(
            Extent3d {
                width: self.width,
                height: self.height,
                depth_or_array_layers: 1,
            },
            TextureDimension::D2,
            rgba.collect(),
            TextureFormat::Rgba8UnormSrgb,
            RenderAssetUsages::MAIN_WORLD,
        );
        let encoding = |problem: String| OffscreenError::Encoding(problem);
        let format = ImageFormat::Png
            .as_image_crate_format()
            .ok_or_else(|| encoding("PNG is not built in".into()))?;
        let mut png = Cursor::new(Vec::new());
        image
            .try_into_dynamic()
            .map_err(|error| encoding(error.to_string()))?
            .to_rgb8()
            .write_to(&mut png, format)
            .map_err(|error| encoding(error.to_string()))?;
        Ok(png.into_inner())
    }
}

/// An app that draws into an image.
pub struct Studio {
    app: App,
    target: Handle<Image>,
}

impl Studio {
    /// Opens a studio for pictures of `size` pixels.
    ///
    /// # Errors
    /// [`OffscreenError::NoAdapter`] if nothing can draw here.
    pub fn open(size: UVec2) -> Result<Self, OffscreenError> {
        let windowless = DefaultPlugins.set(WindowPlugin {
            primary_window: None,
            exit_condition: ExitCondition::DontExit,
            ..default()
        });
        let mut app = App::new();
        app.add_plugins(without_window(windowless)?)
            .add_plugins(ViewPlugin);
        let (target, image) = target(&mut app, size);
        app.insert_resource(target);
        app.finish();
        app.cleanup();
        Ok(Self { app, target: image })
    }

    /// The world of the studio, to send commands to.
    pub fn world_mut(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// Shows `graph` at the positions that its nodes have; whatever was shown goes.
    pub fn show(&mut self, graph: &Graph) {
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
        self.app.update();
        let device = self.app.world().resource::<RenderDevice>();
        // A device that was lost draws no picture: `picture` notices.
        let _ = device.wgpu_device().poll(PollType::wait_indefinitely());
    }

    /// Draws until the graph is in the picture, and takes it.
    ///
    /// # Errors
    /// [`OffscreenError::NoPicture`] if the graphics driver never delivers.
    pub fn picture(&mut self) -> Result<Picture, OffscreenError> {
        let drawn = self.drawn();
        for _ in 0..PATIENCE {
            self.frame();
            if self.drawn() >= drawn + u64::from(SETTLING_IN) {
                return self.capture();
            }
        }
        Err(OffscreenError::NoPicture)
    }

    fn drawn(&self) -> u64 {
        self.app.world().resource::<DrawStatistics>().frames()
    }

    fn capture(&mut self) -> Result<Picture, OffscreenError> {
        let captured: Arc<Mutex<Option<Image>>> = Arc::default();
        let slot = captured.clone();
        self.app
            .world_mut()
            .spawn(Screenshot::image(self.target.clone()))
            .observe(move |captured: On<ScreenshotCaptured>| {
                if let Ok(mut slot) = slot.lock() {
                    *slot = Some(captured.image.clone());
                }
            });
        for _ in 0..PATIENCE {
            self.frame();
            let image = captured.lock().ok().and_then(|mut slot| slot.take());
            if let Some(image) = image {
                let (width, height) = (image.width(), image.height());
                let data = image.data.ok_or(OffscreenError::NoPicture)?;
                let pixels = data.chunks_exact(4).map(|p| [p[0], p[1], p[2]]).collect();
                return Ok(Picture {
                    width,
                    height,
                    pixels,
                });
            }
        }
        Err(OffscreenError::NoPicture)
    }
}

/// One picture of a graph at the positions that its nodes have.
///
/// # Errors
/// When nothing can draw here, or the picture does not come.
pub fn render_to_image(graph: &Graph, size: UVec2) -> Result<Picture, OffscreenError> {
    let mut studio = Studio::open(size)?;
    studio.show(graph);
    studio.picture()
}

/// Bevy's plugins for an app that is advanced frame by frame and shows its
/// window to nobody.
///
/// # Errors
/// [`OffscreenError::NoAdapter`] if nothing can draw here.
pub(crate) fn without_window(
    plugins: impl PluginGroup,
) -> Result<PluginGroupBuilder, OffscreenError> {
    Ok(plugins
        .set(RenderPlugin {
            render_creation: RenderCreation::Manual(acquire_renderer()?),
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
/// which is an answer here; it is caught before there is an app.
fn acquire_renderer() -> Result<RenderResources, OffscreenError> {
    let settings = WgpuSettings::default();
    let backends = settings.backends.ok_or(OffscreenError::NoAdapter)?;
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let resources = panic::catch_unwind(AssertUnwindSafe(|| {
        block_on(initialize_renderer(backends, None, &settings))
    }));
    panic::set_hook(hook);
    resources.map_err(|_| OffscreenError::NoAdapter)
}
