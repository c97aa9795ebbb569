//! The status of the product as one value, for the status line and the web page.
//!
//! It reads every room and writes none.

use std::sync::Arc;

use bevy::{
    diagnostic::FrameCount,
    ecs::system::SystemParam,
    prelude::*,
    time::Real,
    winit::{UpdateMode, WinitSettings},
};
use serde::{Serialize, Serializer};

use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, GraphIndex, GraphSystems, Selection, Vertex},
    growth::{Growth, RisingGraph},
    layout::Constants,
    physics::{Physics, SimulationStatus},
    training::Trainer,
    view::CameraSummary,
};

/// The status of the product. A web page gets it as JSON from
/// `window.gradswarm.status()`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Status {
    /// Version of the product.
    pub version: &'static str,
    /// Name of the scene with its settings.
    pub scene: String,
    /// Seed of the scene: a number, or a text above 2⁵³, which JavaScript could not hold.
    #[serde(serialize_with = "serialize_seed")]
    pub seed: u64,
    /// Frames drawn so far.
    pub frame: u32,
    /// Frames a second, while frames are drawn.
    pub fps: f64,
    /// Wall time from one frame to the next, milliseconds.
    pub frame_ms: f64,
    /// Ticks since the scene was loaded.
    pub tick: u64,
    /// Wall time of a tick, milliseconds.
    pub tick_ms: f64,
    /// Whether the layout is at rest.
    pub settled: bool,
    /// Number of vertices.
    pub vertices: usize,
    /// Number of edges.
    pub edges: usize,
    /// Whether the graph still grows.
    pub growing: bool,
    /// Rounds of training since the start.
    pub round: u32,
    /// Loss of the last forward pass.
    pub loss: Option<f64>,
    /// The constants of the physics.
    pub constants: Constants,
    /// Ids of the selected vertices, as in files: `v5`, `v5+`.
    #[serde(serialize_with = "serialize_ids")]
    pub selection: Arc<Vec<String>>,
    /// The camera in the order of [`CameraSummary`].
    pub camera: Vec<f32>,
    /// One short phrase: `steady`, `12 vertices held`.
    pub stability: String,
}

/// The largest number up to which every whole one is exact in JavaScript, 2⁵³.
const LARGEST_EXACT: u64 = 1 << 53;

fn serialize_seed<S: Serializer>(seed: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    if *seed <= LARGEST_EXACT {
        serializer.serialize_u64(*seed)
    } else {
        serializer.serialize_str(&seed.to_string())
    }
}

fn serialize_ids<S: Serializer>(ids: &Arc<Vec<String>>, serializer: S) -> Result<S::Ok, S::Error> {
    ids.serialize(serializer)
}

/// Keeps the status: frame times and the ids of the selection.
pub struct StatusPlugin;

impl Plugin for StatusPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<FrameStatistics>()
            .init_resource::<SelectedIds>()
            .init_resource::<Rests>()
            .add_systems(First, measure_frames.after(bevy::time::TimeSystems))
            .add_systems(Update, name_selection.after(GraphSystems::Mirror));
    }
}

/// Ids of the selected vertices, rebuilt only when the selection changes: it may hold a hundred
/// thousand.
#[derive(Resource, Clone, Debug, Default)]
pub struct SelectedIds(Arc<Vec<String>>);

fn name_selection(
    selection: Res<Selection>,
    scene: Res<CurrentScene>,
    vertices: Query<&Vertex>,
    mut ids: ResMut<SelectedIds>,
) {
    if !selection.is_changed() {
        return;
    }
    let node = |vertex: &Entity| {
        let id = vertices.get(*vertex).ok()?.id;
        let node = scene.graph.nodes.get(id.0 as usize)?;
        Some(node.id.clone())
    };
    ids.0 = Arc::new(selection.vertices().iter().filter_map(node).collect());
}

/// How long frames take, smoothed over about half a second.
#[derive(Resource, Reflect, Clone, Copy, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct FrameStatistics {
    /// Wall time from one frame to the next, milliseconds; 0 before the first.
    pub frame_ms: f64,
}

impl FrameStatistics {
    /// Share of the newest frame in the mean.
    const SHARE: f64 = 0.05;

    /// Frames a second.
    pub fn fps(&self) -> f64 {
        if self.frame_ms > 0.0 {
            1000.0 / self.frame_ms
        } else {
            0.0
        }
    }

    /// Adds the time since the last frame, unless the program rested in between. A slow frame
    /// counts for the time that it took.
    fn add_frame(&mut self, frame_ms: f64, rested: bool) {
        if frame_ms <= 0.0 || rested {
            return;
        }
        let share = if self.frame_ms == 0.0 {
            1.0
        } else {
            // Half a second of frames of 16 ms, and most of the mean after one of half a second.
            (Self::SHARE * frame_ms / 16.0).clamp(Self::SHARE, 0.9)
        };
        self.frame_ms += (frame_ms - self.frame_ms) * share;
    }
}

fn measure_frames(
    time: Res<Time<Real>>,
    drawing: Option<Res<WinitSettings>>,
    mut rests: ResMut<Rests>,
    mut statistics: ResMut<FrameStatistics>,
) {
    statistics.add_frame(time.delta_secs_f64() * 1000.0, rests.0);
    // Bevy's time comes from the renderer and is a frame late: the wait before this frame is part
    // of the next frame's time.
    rests.0 = drawing.is_some_and(|drawing| drawing.focused_mode != UpdateMode::Continuous);
}

/// Whether the program waited for an event before this frame, or drew on at once.
#[derive(Resource, Clone, Copy, Debug, Default)]
struct Rests(bool);

/// Reads the status of everything.
#[derive(SystemParam)]
pub struct StatusReader<'w> {
    scene: Res<'w, CurrentScene>,
    index: Res<'w, GraphIndex>,
    growth: Res<'w, Growth>,
    pub(crate) rising: Res<'w, RisingGraph>,
    pub(crate) physics: Res<'w, Physics>,
    pub(crate) clock: Res<'w, SimulationClock>,
    pub(crate) simulation: Res<'w, SimulationStatus>,
    trainer: Res<'w, Trainer>,
    selection: Res<'w, SelectedIds>,
    statistics: Res<'w, FrameStatistics>,
    frames: Option<Res<'w, FrameCount>>,
    camera: Option<Res<'w, CameraSummary>>,
}

impl StatusReader<'_> {
    /// The status now.
    pub fn read(&self) -> Status {
        Status {
            version: env!("CARGO_PKG_VERSION"),
            scene: self.scene.name.clone(),
            seed: self.scene.seed,
            frame: self.frames.as_ref().map_or(0, |frames| frames.0),
            fps: self.statistics.fps(),
            frame_ms: self.statistics.frame_ms,
            tick: self.clock.tick,
            tick_ms: self.simulation.tick_ms,
            settled: self.simulation.settled,
            vertices: self.index.vertices.len(),
            edges: self.index.edges.len(),
            growing: self.growth.growing(),
            round: self.trainer.round,
            loss: self.trainer.loss.filter(|loss| loss.is_finite()),
            constants: self.physics.constants,
            selection: self.selection.0.clone(),
            camera: self
                .camera
                .as_ref()
                .map(|camera| camera.0.clone())
                .unwrap_or_default(),
            stability: self.simulation.stability(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_the_names_it_was_promised() {
        let status = serde_json::to_value(Status::default()).expect("a status is plain data");
        let names: Vec<_> = status
            .as_object()
            .expect("an object")
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            names,
            [
                "version",
                "scene",
                "seed",
                "frame",
                "fps",
                "frame_ms",
                "tick",
                "tick_ms",
                "settled",
                "vertices",
                "edges",
                "growing",
                "round",
                "loss",
                "constants",
                "selection",
                "camera",
                "stability",
            ]
        );
        assert!(status["constants"]["K"].is_number() && status["loss"].is_null());
        let seeds = [7, LARGEST_EXACT, u64::MAX].map(|seed| {
            let status = Status {
                seed,
                ..Status::default()
            };
            serde_json::to_value(status).expect("plain data")["seed"].clone()
        });
        assert!(seeds[0].is_u64() && seeds[1].is_u64());
        assert_eq!(seeds[2], "18446744073709551615");
    }

    #[test]
    fn a_rest_is_not_a_slow_frame() {
        let mut statistics = FrameStatistics::default();
        statistics.add_frame(16.0, false);
        statistics.add_frame(5000.0, true);
        assert_eq!(statistics.frame_ms, 16.0);
        statistics.add_frame(4500.0, false);
        assert!(statistics.frame_ms > 3000.0, "{statistics:?}");
    }
}
