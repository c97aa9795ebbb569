//! Motion between ticks: drawn positions move in every frame, at any rates of frames and ticks.

use bevy::{prelude::*, time::Real};

use super::{simulation::Simulation, status::DensePositions};
use crate::clock::SimulationClock;

/// The positions of the last two ticks, in the order of `GraphIndex`. Drawn positions are
/// interpolated between the two: they are a tick behind and never jump.
#[derive(Resource, Default)]
pub(super) struct Motion {
    from: Vec<Vec3>,
    to: Vec<Vec3>,
    /// The share of the way that [`DensePositions`] shows.
    shown: f32,
    /// Whether `from` or `to` changed since they were shown.
    fresh: bool,
    /// Ticks that ended in this frame.
    ticks: u32,
    /// Wall time since the last tick ended, seconds.
    since: f64,
    /// Wall time from the tick before it to the last one, seconds.
    interval: f64,
}

impl Motion {
    /// Drops all vertices but the first `count`.
    pub fn truncate_vertices(&mut self, count: usize) {
        self.fresh |= self.to.len() > count;
        self.from.truncate(count);
        self.to.truncate(count);
    }

    /// Adds the vertices beyond the known ones, at rest at their positions.
    pub fn add_vertices(&mut self, positions: &[Vec3]) {
        let known = self.to.len();
        if let Some(added) = positions.get(known..).filter(|added| !added.is_empty()) {
            self.from.extend_from_slice(added);
            self.to.extend_from_slice(added);
            self.fresh = true;
        }
    }

    /// Places a vertex at once, without motion towards the place.
    pub fn place_vertex(&mut self, dense: usize, position: Vec3) {
        if let (Some(from), Some(to)) = (self.from.get_mut(dense), self.to.get_mut(dense))
            && (*from, *to) != (position, position)
        {
            (*from, *to) = (position, position);
            self.fresh = true;
        }
    }

    /// Takes in the positions at the end of a tick.
    pub fn finish_tick(&mut self, positions: &[Vec3]) {
        std::mem::swap(&mut self.from, &mut self.to);
        self.to.clear();
        self.to.extend_from_slice(positions);
        self.from.resize(self.to.len(), Vec3::ZERO);
        self.ticks += 1;
        self.fresh = true;
    }

    /// The share of the way to show, 0 … 1 and beyond when a tick is late.
    ///
    /// `seconds` is the wall time since the last frame, and `overstep` the share of a tick's time
    /// since the last tick was due.
    fn share_of_way(&mut self, seconds: f64, overstep: f64, spans_frames: bool) -> f64 {
        let tick = 1.0 / SimulationClock::HERTZ;
        self.since += seconds;
        if self.ticks > 0 {
            self.interval = self.since / f64::from(self.ticks);
            self.since = 0.0;
            self.ticks = 0;
        }
        if spans_frames || self.interval > 1.5 * tick {
            // Ticks are slower than simulated time: spread the motion over the last tick's wall
            // time.
            self.since / self.interval.max(tick)
        } else {
            overstep
        }
    }
}

/// Interpolates the drawn positions between the last two ticks.
pub(super) fn interpolate_positions(
    mut motion: ResMut<Motion>,
    mut dense: ResMut<DensePositions>,
    simulation: Res<Simulation>,
    clock: Res<SimulationClock>,
    (fixed, real): (Res<Time<Fixed>>, Res<Time<Real>>),
) {
    let engine = simulation.engine();
    let share = motion.share_of_way(
        real.delta_secs_f64(),
        fixed.overstep_fraction_f64(),
        engine.is_mid_tick(),
    );
    // A settled or stopped graph is drawn at its last positions.
    let stands = !clock.runs() || (engine.is_settled() && !engine.is_mid_tick());
    let share = if stands {
        1.0
    } else {
        share.clamp(0.0, 1.0) as f32
    };
    if !motion.fresh && motion.shown == share {
        return;
    }
    motion.fresh = false;
    motion.shown = share;
    let Motion { from, to, .. } = &*motion;
    dense.positions.clear();
    if share == 1.0 {
        dense.positions.extend_from_slice(to);
    } else {
        dense
            .positions
            .extend(from.iter().zip(to).map(|(from, to)| from.lerp(*to, share)));
    }
    dense.version += 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: f64 = 1.0 / SimulationClock::HERTZ;

    #[test]
    fn what_comes_stands_and_what_moves_is_on_its_way() {
        let mut motion = Motion::default();
        motion.add_vertices(&[Vec3::X]);
        motion.finish_tick(&[Vec3::Y]);
        motion.add_vertices(&[Vec3::Y, Vec3::Z]);
        assert_eq!(motion.from, [Vec3::X, Vec3::Z]);
        assert_eq!(motion.to, [Vec3::Y, Vec3::Z]);
        motion.place_vertex(0, Vec3::ONE);
        assert_eq!((motion.from[0], motion.to[0]), (Vec3::ONE, Vec3::ONE));
        motion.truncate_vertices(1);
        assert_eq!((motion.from.len(), motion.to.len()), (1, 1));
    }

    #[test]
    fn ticks_in_time_follow_the_clock_and_slow_ones_their_own_pace() {
        let mut motion = Motion {
            ticks: 1,
            ..Motion::default()
        };
        assert_eq!(motion.share_of_way(TICK, 0.25, false), 0.25);
        // The motion of a tick that took six frames is spread over six frames.
        (0..5).for_each(|_| {
            motion.share_of_way(TICK, 0.0, true);
        });
        motion.ticks = 1;
        let shares: Vec<f64> = (0..6)
            .map(|_| motion.share_of_way(TICK, 0.9, false))
            .collect();
        for (frame, share) in shares.iter().enumerate() {
            assert!((share - frame as f64 / 6.0).abs() < 1e-9, "{shares:?}");
        }
    }
}
