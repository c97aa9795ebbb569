//! The tick in `FixedUpdate`: gather, advance, write back.

use bevy::{platform::time::Instant, prelude::*};

use super::{
    frame_budget::FrameBudget,
    hand,
    motion::Motion,
    status::{Physics, SimulationClock, SimulationStatus},
};
use crate::{
    graph::{CurrentScene, GraphIndex, Held, Pinned, Position, SceneLoaded, Velocity, Vertex},
    layout::{Constant, Engine, Settings},
};

/// The engine, and what of the graph it has taken in.
#[derive(Resource, Default)]
pub struct Simulation {
    /// The layout engine. Its state between ticks is a copy of the components.
    pub(super) engine: Engine,
    version: u64,
    reorders: u64,
    pins_stale: bool,
    /// Which vertices were in a hand when the graph was taken in last.
    hands: u64,
    /// Wall time that the tick under way has taken, seconds.
    pub(super) spent: f64,
    /// Whether the last step finished a tick.
    pub(super) finished: bool,
    /// Ticks finished since the rate was measured last.
    pub(super) finished_ticks: u32,
    /// Positions and velocities when the guard was switched off.
    safe: Option<(Vec<Vec3>, Vec<Vec3>)>,
    /// Vertices that a foreign hand moved while a tick was under way: what the
    /// tick says of them is out of date.
    pub(super) touched: Vec<Entity>,
    /// The force error is to be measured when no tick is under way.
    pub(super) measure: bool,
    /// The graph is to unfold when no tick is under way.
    pub(super) unfold: bool,
}

impl Simulation {
    /// An engine with the default settings and without vertices.
    pub fn new() -> Self {
        Self {
            engine: Engine::new(Settings::default()),
            ..Self::default()
        }
    }

    /// An engine as it is, for those who draw what it has laid out.
    pub fn of(engine: Engine) -> Self {
        Self {
            engine,
            ..Self::default()
        }
    }

    /// The engine, to look at.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

/// Whether no tick is under way: only then may the graph change.
pub fn between_ticks(simulation: Res<Simulation>) -> bool {
    !simulation.engine.is_mid_tick()
}

/// Whether simulated time goes on in this step.
pub fn time_runs(clock: Res<SimulationClock>, budget: Res<FrameBudget>) -> bool {
    clock.runs() && budget.left > 0
}

/// Notes that pins have changed.
pub(super) fn note_pin(_: On<Add, Pinned>, mut simulation: ResMut<Simulation>) {
    simulation.pins_stale = true;
}

/// Notes that pins have changed.
pub(super) fn note_unpin(_: On<Remove, Pinned>, mut simulation: ResMut<Simulation>) {
    simulation.pins_stale = true;
}

/// A new scene: an unfinished tick is for nothing, and the clock starts anew.
pub(super) fn start_anew(
    mut loaded: MessageReader<SceneLoaded>,
    mut simulation: ResMut<Simulation>,
    mut clock: ResMut<SimulationClock>,
    mut status: ResMut<SimulationStatus>,
) {
    if loaded.read().last().is_none() {
        return;
    }
    simulation.engine.cancel_tick();
    simulation.engine.wake();
    simulation.unfold = false;
    simulation.measure = false;
    *clock = SimulationClock {
        paused: clock.paused,
        ..SimulationClock::default()
    };
    *status = SimulationStatus::default();
}

/// Takes settings over, after putting back what is not a finite number.
pub(super) fn take_settings(
    mut physics: ResMut<Physics>,
    mut simulation: ResMut<Simulation>,
    mut status: ResMut<SimulationStatus>,
) {
    let known = simulation.engine.settings;
    if physics.0 == known {
        return;
    }
    let (wanted, refused) = finite(physics.0, &known);
    if refused > 0 {
        physics.0 = wanted;
        status.quarantined += u64::from(refused);
    }
    if known.guard && !wanted.guard {
        let engine = &simulation.engine;
        simulation.safe = Some((engine.positions.clone(), engine.velocities.clone()));
    }
    simulation.engine.settings = wanted;
    simulation.engine.wake();
    status.force_error = None;
}

/// Puts the graph back to where it was when the guard was switched off, as far
/// as it is still the same graph. Returns whether there was anything to go back to.
pub(super) fn rewind(simulation: &mut Simulation) -> bool {
    let engine = &mut simulation.engine;
    let Some((positions, velocities)) = simulation
        .safe
        .as_ref()
        .filter(|(positions, _)| positions.len() <= engine.positions.len())
    else {
        return false;
    };
    engine.cancel_tick();
    engine.positions[..positions.len()].clone_from_slice(positions);
    engine.velocities[..velocities.len()].clone_from_slice(velocities);
    engine.wake();
    simulation.finished = true;
    true
}

/// Notes what a foreign hand moves while a tick is under way, so that the tick's
/// end does not undo it.
pub(super) fn note_touched(
    mut simulation: ResMut<Simulation>,
    changed: Query<Entity, (With<Vertex>, Changes)>,
) {
    let simulation = &mut *simulation;
    if simulation.engine.is_mid_tick() {
        simulation.touched.extend(&changed);
    } else {
        simulation.touched.clear();
    }
}

/// The wanted settings, with numbers that are not finite as they were before.
fn finite(wanted: Settings, known: &Settings) -> (Settings, u32) {
    let mut settings = wanted;
    let mut refused = 0;
    for constant in Constant::ALL {
        if !wanted.constants.get(constant).is_finite() {
            settings
                .constants
                .set(constant, known.constants.get(constant));
            refused += 1;
        }
    }
    for (number, before) in [
        (&mut settings.gravity, known.gravity),
        (&mut settings.phi, known.phi),
        (&mut settings.layer_spacing, known.layer_spacing),
    ] {
        if !number.is_finite() {
            *number = before;
            refused += 1;
        }
    }
    (settings, refused)
}

type Changes = Or<(Changed<Position>, Changed<Velocity>)>;

/// Takes in what others did to the graph since the last tick: topology, pins,
/// positions and velocities that a foreign hand wrote.
pub(super) fn gather(
    mut simulation: ResMut<Simulation>,
    mut motion: ResMut<Motion>,
    mut status: ResMut<SimulationStatus>,
    index: Res<GraphIndex>,
    (scene, held): (Option<Res<CurrentScene>>, Res<Held>),
    vertices: Query<(&Position, &Velocity, Has<Pinned>), With<Vertex>>,
    ids: Query<&Vertex>,
    changed: Query<(&Vertex, &Position, &Velocity), Changes>,
) {
    let simulation = &mut *simulation;
    let engine = &mut simulation.engine;
    if simulation.version != index.version {
        let keep = if simulation.reorders == index.reorders {
            engine.positions.len()
        } else {
            0
        };
        engine.positions.truncate(keep);
        engine.velocities.truncate(keep);
        engine.pinned.truncate(keep);
        engine.keys.truncate(keep);
        motion.keep(keep);
        for (&entity, id) in index.vertices.iter().zip(&index.vertex_ids).skip(keep) {
            let (position, velocity, pinned) = vertices
                .get(entity)
                .map_or_else(|_| default(), |(p, v, pinned)| (p.0, v.0, pinned));
            let dense = engine.add_vertex(position, id.0);
            engine.velocities[dense] = velocity;
            engine.pinned[dense] = pinned;
        }
        engine.directed = scene.as_ref().is_none_or(|scene| scene.graph.directed);
        engine.edges.clone_from(&index.ends);
        engine.strengths.clone_from(&index.strengths);
        engine.wake();
        engine.forget_levels();
        simulation.version = index.version;
        simulation.reorders = index.reorders;
    }
    // What a hand holds is pinned to the hand; what it lets go is as it was.
    let other_hands = std::mem::replace(&mut simulation.hands, held.version()) != held.version();
    if std::mem::take(&mut simulation.pins_stale) || other_hands {
        for (dense, &entity) in index.vertices.iter().enumerate() {
            engine.pinned[dense] = vertices.get(entity).is_ok_and(|(_, _, pinned)| pinned);
        }
        for (dense, _) in hand::places(&held, &index, &ids) {
            engine.pinned[dense] = true;
        }
        engine.wake();
    }
    motion.add(&engine.positions);
    let mut quarantined = 0;
    for (vertex, position, velocity) in &changed {
        let Some(dense) = index.dense(vertex.id) else {
            continue;
        };
        // What is not a number is refused at the door: the tick's end shows the
        // component what the engine has.
        let wanted = if position.0.is_finite() && velocity.0.is_finite() {
            (position.0, velocity.0)
        } else {
            quarantined += 1;
            let kept = engine.positions[dense];
            let kept = if kept.is_finite() { kept } else { Vec3::ZERO };
            (kept, Vec3::ZERO)
        };
        if position.0 != wanted.0
            || engine.positions[dense] != wanted.0
            || engine.velocities[dense] != wanted.1
        {
            (engine.positions[dense], engine.velocities[dense]) = wanted;
            engine.wake();
            motion.put(dense, wanted.0);
        }
    }
    if quarantined > 0 {
        status.quarantined += quarantined;
    }
}

/// Works on the tick within the frame's share.
pub(super) fn advance(
    mut simulation: ResMut<Simulation>,
    mut budget: ResMut<FrameBudget>,
    mut clock: ResMut<SimulationClock>,
    mut status: ResMut<SimulationStatus>,
) {
    simulation.finished = false;
    if clock.held {
        return;
    }
    let engine = &mut simulation.engine;
    let asleep = engine.is_settled() && !engine.is_mid_tick() && clock.steps == 0;
    if status.settled != asleep {
        status.settled = asleep;
    }
    if asleep {
        return;
    }
    let begun = Instant::now();
    let outcome = engine.advance(budget.left);
    simulation.spent += begun.elapsed().as_secs_f64();
    budget.left = outcome.unwrap_or(0);
    if outcome.is_some() {
        simulation.finished = true;
        clock.tick += 1;
        clock.steps = clock.steps.saturating_sub(1);
    }
}

/// Measures ticks a second of wall time, twice a second.
pub(super) fn measure_rate(
    mut simulation: ResMut<Simulation>,
    mut status: ResMut<SimulationStatus>,
    mut clock: ResMut<RateClock>,
    time: Res<Time<Real>>,
) {
    clock.seconds += time.delta_secs_f64();
    if clock.seconds >= 0.5 {
        let ticks = std::mem::take(&mut simulation.finished_ticks);
        let rate = f64::from(ticks) / std::mem::take(&mut clock.seconds);
        if status.ticks_per_second != rate {
            status.ticks_per_second = rate;
        }
    }
}

/// Wall time since the rate of ticks was measured last, seconds.
#[derive(Resource, Default)]
pub(super) struct RateClock {
    seconds: f64,
}

/// Handles [`super::commands::MoveVertex`].
pub(super) fn move_vertices(
    mut requests: MessageReader<super::commands::MoveVertex>,
    mut vertices: Query<(&mut Position, &mut Velocity), With<Vertex>>,
) {
    for request in requests.read() {
        if request.to.is_finite()
            && let Ok((mut position, mut velocity)) = vertices.get_mut(request.vertex)
        {
            position.0 = request.to;
            velocity.0 = Vec3::ZERO;
        }
    }
}
