//! The coarsest level: descent on distances, packing, scaling, and pinned vertices.

use glam::{DVec3, Vec3};

use super::{
    balance,
    descent::Descent,
    distances::Distances,
    finer, packing, places,
    state::{Unfolding, UnfoldingPhase},
};
use crate::layout::{
    dynamics::{Dynamics, Springs, WORLD_RADIUS},
    model::{Budget, hash, rest_length},
};

impl Unfolding {
    /// Begins the coarsest level, at the present positions, once all levels are built.
    pub(super) fn begin_coarsest(&mut self, finest: &Dynamics) {
        self.ancestors = self.hierarchy.find_ancestors();
        let levels = &self.hierarchy.levels;
        let vertices = levels[levels.len() - 1].masses.len();
        let distances = Distances::new(&finest.edges, &self.ancestors, vertices);
        let flat = finest.is_flat();
        let place = |&representative: &u32| {
            let place = finest.positions[representative as usize];
            if flat { place.with_z(0.0) } else { place }
        };
        let start = distances.representatives.iter().map(place).collect();
        self.level = finer::build_level(finest, &self.hierarchy, start, &self.ancestors);
        self.distances = Some(distances);
        self.phase = if self.hierarchy.is_small {
            UnfoldingPhase::Search
        } else {
            UnfoldingPhase::Move
        };
    }

    pub(super) fn search_distances(&mut self, budget: &mut Budget) -> bool {
        if let Some(mut distances) = self.distances.take() {
            if !distances.advance(budget) {
                self.distances = Some(distances);
                return false;
            }
            let constants = &self.level.settings.constants;
            let length = rest_length(
                self.level.settings.law,
                constants.attraction,
                constants.repulsion,
            );
            let key = self.level.digest();
            let key = hash::mix(key as u32 ^ hash::mix((key >> 32) as u32));
            self.descent = Descent::new(distances.pairs, length, key);
            self.phase = UnfoldingPhase::Descend;
        }
        true
    }

    pub(super) fn descend_stress(&mut self, finest: &Dynamics) {
        let free;
        let level = &mut self.level.dynamics;
        let fixed = if self.held {
            &level.pinned
        } else {
            free = vec![false; level.positions.len()];
            &free
        };
        let flat = level.is_flat();
        self.descent.sweep_pairs(&mut level.positions, fixed, flat);
        level.snap_to_layers();
        if !self.descent.is_done() {
            return;
        }
        if self.held {
            self.finish_coarsest(finest);
        } else {
            let length = self.descent.length;
            packing::pack_components(&mut level.positions, &level.edges, length);
            level.snap_to_layers();
            self.phase = UnfoldingPhase::Balance(0);
        }
    }

    /// Scales the level so that springs and repulsion balance; returns whether it is done.
    pub(super) fn balance_forces(&mut self, budget: &mut Budget) -> bool {
        let level = &mut self.level.dynamics;
        if !self.measuring {
            level.start_repulsion();
        }
        self.measuring = true;
        if !level.advance_repulsion(budget) {
            return false;
        }
        self.measuring = false;
        // Layers fix positions along the axis: scale across it only.
        if level.settings.layered {
            let vectors = level.positions.iter_mut().chain(&mut level.forces);
            vectors.for_each(|vector| vector.x = 0.0);
        }
        let springs = Springs::new(&level.settings, false);
        let scale = balance::balancing_scale(
            level.settings.law,
            &springs,
            &level.positions,
            &level.edges,
            &level.strengths,
            &level.forces,
        )
        .unwrap_or(1.0);
        let sum: DVec3 = level.positions.iter().map(|p| p.as_dvec3()).sum();
        let centre = (sum / level.positions.len() as f64).as_vec3();
        let farthest = level
            .positions
            .iter()
            .fold(f32::MIN_POSITIVE, |most, p| most.max(p.distance(centre)));
        let scale = scale.min(WORLD_RADIUS / 2.0 / farthest);
        for position in &mut level.positions {
            *position = centre + (*position - centre) * scale;
        }
        level.snap_to_layers();
        // The vertices have jumped.
        level.wake();
        self.descent.length *= scale;
        true
    }

    /// If vertices are pinned, starts a second descent that places the others around them.
    pub(super) fn hold_pins(&mut self, finest: &Dynamics) {
        let level = &mut self.level.dynamics;
        let free = level.positions.clone();
        level.pinned.fill(false);
        places::pin_clusters(level, finest, &self.ancestors);
        let mut shift = Vec3::ZERO;
        let mut pins = 0.0;
        for (vertex, place) in free.iter().enumerate() {
            if level.pinned[vertex] {
                shift += level.positions[vertex] - *place;
                pins += 1.0;
            }
        }
        if pins == 0.0 {
            return self.finish_coarsest(finest);
        }
        for (position, &pinned) in level.positions.iter_mut().zip(&level.pinned) {
            if !pinned {
                *position += shift / pins;
            }
        }
        self.held = true;
        self.descent.restart();
        self.phase = UnfoldingPhase::Descend;
    }

    /// Ends the descent: the coarsest level has its positions.
    fn finish_coarsest(&mut self, finest: &Dynamics) {
        self.descent = Descent::default();
        self.level.velocities.fill(Vec3::ZERO);
        self.level.wake();
        self.phase = UnfoldingPhase::Move;
        if self.hierarchy.levels.len() == 1 {
            self.phase = UnfoldingPhase::Done;
        } else {
            places::pin_clusters(&mut self.level, finest, &self.ancestors);
        }
    }
}
