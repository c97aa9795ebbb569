//! The layout engine as a resource.

use bevy::prelude::*;

use crate::layout::{Engine, Settings};

/// The engine, the part of the graph that it has gathered, and the tick under way.
#[derive(Resource)]
pub struct Simulation {
    /// The layout engine. Its state between ticks is a copy of the components.
    pub(super) engine: Engine,
    /// Versions of the graph that the engine holds.
    pub(super) gathered: Gathered,
    /// The tick under way, or the last one.
    pub(super) tick: TickProgress,
    /// Work that waits until no tick is under way.
    pub(super) requested: Requested,
    /// Ticks finished since the rate was measured last.
    pub(super) ticks_since_rate: u32,
}

/// Versions of the graph that the engine has gathered; other versions mean stale slices.
#[derive(Default)]
pub(super) struct Gathered {
    /// [`crate::graph::GraphIndex::version`].
    pub version: u64,
    /// [`crate::graph::GraphIndex::reorders`].
    pub reorders: u64,
    /// [`crate::graph::Held::version`].
    pub held_version: u64,
    /// Whether a pin was added or removed since.
    pub pins_stale: bool,
}

/// The progress of a tick, which may span several frames.
#[derive(Default)]
pub(super) struct TickProgress {
    /// Wall time that it has taken, seconds.
    pub seconds: f64,
    /// Whether the last step finished it.
    pub finished: bool,
    /// Vertices that another room moved while the tick was under way; its result for them is
    /// out of date.
    pub touched: Vec<Entity>,
}

/// Requests that are served between two ticks.
#[derive(Default)]
pub(super) struct Requested {
    /// Measure the force error.
    pub force_error: bool,
    /// Unfold the graph, coarse to fine.
    pub unfold: bool,
}

impl Default for Simulation {
    /// An engine with the default settings and without vertices.
    fn default() -> Self {
        Self::from_engine(Engine::new(Settings::default()))
    }
}

impl Simulation {
    /// An engine with a finished layout, for commands that only draw it.
    pub fn from_engine(engine: Engine) -> Self {
        Self {
            engine,
            gathered: Gathered::default(),
            tick: TickProgress::default(),
            requested: Requested::default(),
            ticks_since_rate: 0,
        }
    }

    /// The engine, read-only.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

/// Run condition: no tick is under way. Only then may the graph change.
pub fn between_ticks(simulation: Res<Simulation>) -> bool {
    !simulation.engine.is_mid_tick()
}
