//! The status of the product as one value, for the status line and the web page.
//!
//! It reads every room and writes none.

use std::sync::Arc;

use bevy::{diagnostic::FrameCount, ecs::system::SystemParam, prelude::*, time::Real};
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
    /// Seed of the scene.
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

fn serialize_ids<S: Serializer>(ids: &Arc<Vec<String>>, serializer: S) -> Result<S::Ok, S::Error> {
    ids.serialize(serializer)
}

/// Keeps the status: frame times and the ids of the selection.
pub struct StatusPlugin;

impl Plugin for StatusPlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<FrameStatistics>()
            .init_resource::<SelectedIds>()
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
    /// A longer gap is a pause between frames and not a frame, milliseconds.
    const REST: f64 = 400.0;
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

    fn add_frame(&mut self, frame_ms: f64) {
        if frame_ms <= 0.0 || frame_ms > Self::REST {
            return;
        }
        let share = if self.frame_ms == 0.0 {
            1.0
        } else {
            Self::SHARE
        };
        self.frame_ms += (frame_ms - self.frame_ms) * share;
    }
}

fn measure_frames(time: Res<Time<Real>>, mut statistics: ResMut<FrameStatistics>) {
    statistics.add_frame(time.delta_secs_f64() * 1000.0);
}

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
    }

    #[test]
    fn a_rest_is_not_a_slow_frame() {
        let mut statistics = FrameStatistics::default();
        statistics.add_frame(16.0);
        statistics.add_frame(5000.0);
        assert_eq!(statistics.frame_ms, 16.0);
    }
}
