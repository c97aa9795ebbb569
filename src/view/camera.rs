//! The camera: it frames the whole graph by itself until a person takes it.

use bevy::{
    camera::{CameraUpdateSystems, RenderTarget, SubCameraView},
    core_pipeline::tonemapping::Tonemapping,
    input::InputSystems,
    prelude::*,
    render::{extract_component::ExtractComponent, renderer::RenderAdapterInfo},
    transform::TransformSystems,
};

use super::{
    commands::ViewCommand,
    extent::{self, Extent},
    framing::{self, View, ease},
    grip::{self, Grip},
    palette,
    settings::ViewSettings,
};
use crate::{
    graph::{Position, SceneLoaded, Vertex},
    layout::Dimensions,
    physics::{DensePositions, Physics},
    third_party::{
        InterfaceArea, InterfaceSystems,
        camera::{self as glue, GestureSystems, Gestures, Orbit},
    },
};

/// Where one first looks from, in space: a little from the side, a little from above.
const FIRST_YAW: f32 = 0.55;
const FIRST_PITCH: f32 = 0.32;
/// Distance of a focused vertex, in its radii.
const CLOSE_UP: f32 = 32.0;
/// How fast the camera comes to where it is wanted, a second: after a
/// gesture, on the way to a vertex, and following the whole graph.
const GESTURE_RATE: f32 = 24.0;
const FOCUS_RATE: f32 = 6.0;
const FRAMING_RATE: f32 = 4.0;
/// Closer to its goal than this share of its distance, the camera rests.
const RESTING: f32 = 4e-4;

/// Marks the camera that shows the graph.
#[derive(Component, Clone, Copy, Debug, Default, ExtractComponent)]
pub struct GraphCamera;

/// Where the graph is drawn: the window, or an image when there is none.
#[derive(Resource, Clone, Default)]
pub struct GraphTarget(pub RenderTarget);

/// Whether the camera is still on its way, or in a person's hand.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CameraMotion {
    /// It will stand elsewhere in the next frame.
    pub moving: bool,
}

/// Where the camera stands: focus x, y, z, yaw, pitch, radius.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct CameraSummary(pub Vec<f32>);

impl CameraSummary {
    /// Distance from the camera to a point along the line of sight.
    pub fn distance_to(&self, point: Vec3) -> f32 {
        let &[x, y, z, yaw, pitch, radius] = &self.0[..] else {
            return 1.0;
        };
        let orbit = Orbit {
            focus: Vec3::new(x, y, z),
            yaw,
            pitch,
            radius,
        };
        let eye = orbit.transform();
        (point - eye.translation).dot(*eye.forward())
    }
}

/// What the camera is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// Keeps the whole graph in view.
    #[default]
    Whole,
    /// Stays with a vertex.
    Vertex(Entity),
    /// Stands where a person left it.
    Free,
}

/// The camera's state between frames.
#[derive(Component, Debug)]
pub struct Rig {
    /// What it is doing.
    pub framing: Framing,
    /// Where it is.
    current: Orbit,
    /// Where the gestures of this frame start.
    before: Orbit,
    /// The centre of projection, from the centre of the picture, logical pixels.
    shift: Vec2,
    rate: f32,
    dimensions: Option<Dimensions>,
    /// A vertex was just asked for: come close.
    approach: bool,
    /// The last fit, of which positions and view: nothing is measured twice.
    fit: Option<(u64, View, (Vec3, f32))>,
    /// Stands at its goal at once, without a way there.
    jump: bool,
}

/// Adds the camera and what moves it.
pub(super) struct CameraPlugin;

impl Plugin for CameraPlugin {
    fn build(&self, app: &mut App) {
        glue::add_gestures(app);
        app.init_resource::<GraphTarget>()
            .init_resource::<CameraMotion>()
            .init_resource::<CameraSummary>()
            .init_resource::<Grip>()
            .add_systems(Startup, spawn_camera)
            .add_systems(
                PreUpdate,
                grip::update_grip
                    .after(InputSystems)
                    .after(InterfaceSystems::Pointer),
            )
            .add_systems(Update, (hear_commands, repaint))
            .add_systems(
                PostUpdate,
                (
                    (extent::update_extent, before_gestures)
                        .chain()
                        .before(GestureSystems),
                    after_gestures
                        .after(GestureSystems)
                        .before(TransformSystems::Propagate)
                        .before(CameraUpdateSystems),
                ),
            );
    }
}

/// How many samples a pixel gets: four where a graphics card does it, one in
/// the browser and where the processor draws.
pub fn samples(adapter: Option<&RenderAdapterInfo>) -> Msaa {
    // Bevy does not re-export the enum of device types; its name does.
    let software = adapter.is_none_or(|info| format!("{:?}", info.device_type) == "Cpu");
    if cfg!(target_arch = "wasm32") || software {
        Msaa::Off
    } else {
        Msaa::Sample4
    }
}

fn spawn_camera(
    mut commands: Commands,
    target: Res<GraphTarget>,
    settings: Res<ViewSettings>,
    adapter: Option<Res<RenderAdapterInfo>>,
) {
    let orbit = Orbit {
        yaw: FIRST_YAW,
        pitch: FIRST_PITCH,
        ..Orbit::FRONT
    };
    commands.spawn((
        Name::new("graph camera"),
        GraphCamera,
        Camera3d::default(),
        Camera {
            clear_color: background(&settings),
            ..default()
        },
        target.0.clone(),
        Projection::Perspective(PerspectiveProjection {
            fov: framing::FIELD_OF_VIEW,
            ..default()
        }),
        orbit.transform(),
        // The default needs lookup tables, and would change the palette's colours.
        Tonemapping::None,
        samples(adapter.as_deref()),
        glue::gestures(orbit),
        Rig {
            framing: Framing::Whole,
            current: orbit,
            before: orbit,
            shift: Vec2::ZERO,
            rate: FRAMING_RATE,
            dimensions: None,
            approach: false,
            fit: None,
            jump: true,
        },
    ));
}

fn background(settings: &ViewSettings) -> ClearColorConfig {
    ClearColorConfig::Custom(palette::colour(settings.theme.palette().background))
}

fn repaint(settings: Res<ViewSettings>, mut cameras: Query<&mut Camera, With<GraphCamera>>) {
    if settings.is_changed() {
        for mut camera in &mut cameras {
            camera.clear_color = background(&settings);
        }
    }
}

fn hear_commands(
    mut commands: MessageReader<ViewCommand>,
    mut loaded: MessageReader<SceneLoaded>,
    vertices: Query<(), With<Vertex>>,
    mut rigs: Query<&mut Rig>,
) {
    let new_scene = loaded.read().count() > 0;
    let framing =
        commands.read().fold(
            new_scene.then_some(Framing::Whole),
            |framing, command| match *command {
                ViewCommand::Frame => Some(Framing::Whole),
                ViewCommand::Focus(vertex) if vertices.contains(vertex) => {
                    Some(Framing::Vertex(vertex))
                }
                _ => framing,
            },
        );
    let Some(framing) = framing else { return };
    for mut rig in &mut rigs {
        rig.framing = framing;
        rig.jump |= new_scene;
        rig.rate = if framing == Framing::Whole {
            FRAMING_RATE
        } else {
            FOCUS_RATE
        };
        rig.approach = matches!(framing, Framing::Vertex(_));
    }
}

/// Lets gestures through, or not, and remembers where they start.
fn before_gestures(grip: Res<Grip>, mut cameras: Query<(&mut Gestures, &mut Rig)>) {
    for (mut gestures, mut rig) in &mut cameras {
        if gestures.enabled != grip.on_graph() {
            gestures.enabled = grip.on_graph();
        }
        rig.before = glue::wanted(&gestures);
    }
}

/// Decides where the camera is wanted, brings it nearer, and writes its transform and projection.
fn after_gestures(
    (time, grip): (Res<Time<Real>>, Res<Grip>),
    (extent, positions): (Res<Extent>, Res<DensePositions>),
    physics: Option<Res<Physics>>,
    interface: Option<Res<InterfaceArea>>,
    places: Query<&Position>,
    mut cameras: Query<(
        &mut Camera,
        &mut Projection,
        &mut Transform,
        &mut Gestures,
        &mut Rig,
    )>,
    (mut motion, mut summary): (ResMut<CameraMotion>, ResMut<CameraSummary>),
) {
    let Ok((mut camera, mut projection, mut transform, mut gestures, mut rig)) =
        cameras.single_mut()
    else {
        return;
    };
    let size = camera.logical_viewport_size().unwrap_or(Vec2::splat(600.0));
    let free = framing::usable_area(size, interface.map(|area| area.free).unwrap_or_default());
    let mut wanted = glue::wanted(&gestures);

    // Turning keeps the framing; moving or zooming is a person's own choice.
    let turned = (wanted.yaw, wanted.pitch) != (rig.before.yaw, rig.before.pitch);
    let moved = wanted.focus.distance(rig.before.focus) > 1e-5 * wanted.radius;
    let zoomed = (wanted.radius / rig.before.radius - 1.0).abs() > 1e-5;
    if moved || (zoomed && rig.framing == Framing::Whole) {
        rig.framing = Framing::Free;
    }
    if turned || moved || zoomed {
        rig.rate = GESTURE_RATE;
    }

    let dimensions = physics
        .map(|physics| physics.dimensions)
        .unwrap_or_default();
    if rig.dimensions.replace(dimensions) != Some(dimensions) {
        (wanted.yaw, wanted.pitch) = match dimensions {
            Dimensions::Two => (0.0, 0.0),
            Dimensions::Three => (FIRST_YAW, FIRST_PITCH),
        };
        rig.rate = FRAMING_RATE;
    }
    match rig.framing {
        Framing::Whole => {
            let view = View {
                rotation: wanted.transform().rotation,
                size,
                free,
                margin: extent.vertex_radius,
            };
            (wanted.focus, wanted.radius) = rig.fit(view, &positions, extent.center);
        }
        Framing::Vertex(vertex) => match places.get(vertex) {
            Ok(place) if place.is_finite() => {
                wanted.focus = place.0;
                if std::mem::take(&mut rig.approach) {
                    wanted.radius = wanted.radius.min(extent.vertex_radius * CLOSE_UP);
                }
            }
            _ => rig.framing = Framing::Free,
        },
        Framing::Free => {}
    }
    // Never so far that the graph is lost, never through the vertex that one looks at.
    wanted.focus =
        extent.center + (wanted.focus - extent.center).clamp_length_max(2.0 * extent.radius);
    // The drawn size is eased: behind a graph that has just shrunk, it is larger than the graph.
    let farthest = extent.radius * 40.0;
    let nearest = (extent.vertex_radius * 2.0).min(farthest);
    wanted.radius = wanted.radius.clamp(nearest, farthest);
    glue::want(&mut gestures, wanted);

    let shift = framing::projection_offset(size, free);
    let jump = std::mem::take(&mut rig.jump) || positions.positions.is_empty();
    // The first frame after a rest brings all the time that passed in it; a slow
    // machine's long frames are to be eased over in full.
    let seconds = if motion.moving {
        time.delta_secs()
    } else {
        time.delta_secs().min(0.1)
    };
    let rate = rig.rate;
    let resting = rig.step(wanted, shift, if jump { f32::INFINITY } else { seconds });
    // A view that follows the graph must not lag behind for good after a gesture.
    if resting && rate == GESTURE_RATE {
        rig.rate = if rig.framing == Framing::Whole {
            FRAMING_RATE
        } else {
            FOCUS_RATE
        };
    }

    let current = rig.current;
    transform.set_if_neq(current.transform());
    // Bevy's own systems read what is the camera's distance from here.
    (
        gestures.focus,
        gestures.yaw,
        gestures.pitch,
        gestures.radius,
    ) = (
        wanted.focus,
        Some(wanted.yaw),
        Some(wanted.pitch),
        Some(wanted.radius),
    );
    let near = framing::near_plane(current.radius);
    if let Projection::Perspective(perspective) = projection.bypass_change_detection()
        && perspective.near != near
    {
        perspective.near = near;
        perspective.far = near * 1e9;
        projection.set_changed();
    }
    let view = off_center(&camera, size, rig.shift);
    if camera.sub_camera_view != view {
        camera.sub_camera_view = view;
    }
    motion.set_if_neq(CameraMotion {
        moving: !resting || extent.easing || grip.held(),
    });
    let Orbit {
        focus,
        yaw,
        pitch,
        radius,
    } = current;
    let now = [focus.x, focus.y, focus.z, yaw, pitch, radius];
    if summary.0 != now {
        summary.0.clear();
        summary.0.extend(now);
    }
}

/// The view whose centre of projection is `shift` away from the centre of the picture.
fn off_center(camera: &Camera, size: Vec2, shift: Vec2) -> Option<SubCameraView> {
    let full_size = camera
        .physical_viewport_size()
        .filter(|size| size.min_element() > 0)?;
    let offset = -shift * (full_size.as_vec2() / size);
    (offset != Vec2::ZERO).then_some(SubCameraView {
        full_size,
        offset,
        size: full_size,
    })
}

impl Rig {
    /// What to look at, and from how far, to see the whole graph.
    fn fit(&mut self, view: View, positions: &DensePositions, center: Vec3) -> (Vec3, f32) {
        match self.fit {
            Some((version, of, fit)) if version == positions.version && of == view => fit,
            _ => {
                let fit = framing::fit(&positions.positions, center, &view);
                self.fit = Some((positions.version, view, fit));
                fit
            }
        }
    }

    /// Moves towards `wanted` for some seconds; true when it is there.
    fn step(&mut self, wanted: Orbit, shift: Vec2, seconds: f32) -> bool {
        let (at, rate) = (self.current, self.rate);
        let near = |a: f32, b: f32| (a - b).abs() < RESTING;
        let resting = seconds.is_infinite()
            || (at.focus.distance(wanted.focus) < RESTING * wanted.radius
                && near(at.yaw, wanted.yaw)
                && near(at.pitch, wanted.pitch)
                && near(at.radius / wanted.radius, 1.0)
                && self.shift.distance(shift) < 0.25);
        if resting {
            self.current = wanted;
            self.shift = shift;
        } else {
            self.current = Orbit {
                focus: at
                    .focus
                    .lerp(wanted.focus, 1.0 - ease(1.0, 0.0, rate, seconds)),
                yaw: ease(at.yaw, wanted.yaw, rate, seconds),
                pitch: ease(at.pitch, wanted.pitch, rate, seconds),
                radius: ease(at.radius.ln(), wanted.radius.ln(), rate, seconds).exp(),
            };
            self.shift = self
                .shift
                .lerp(shift, 1.0 - ease(1.0, 0.0, FOCUS_RATE, seconds));
        }
        resting
    }
}
