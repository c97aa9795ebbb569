//! Tests that no start loses the graph: in one place, far away or not finite.

use bevy::math::Vec3;
use gradswarm::layout::{Dimensions, Settings};

use super::{TICKS, case, engine, kinds, name};
use crate::common::mishaps::{
    Dice, Ward,
    comparison::{insanity, nearest_pair, untouched},
};

fn start(spoil: impl Fn(&mut [Vec3])) {
    case(|engine| spoil(&mut engine.positions), |_| ());
}

#[test]
fn one_coordinate_is_infinite() {
    start(|p| p[60].y = f32::INFINITY);
    start(|p| p[0].x = f32::NEG_INFINITY);
}

#[test]
fn one_vertex_is_not_a_number_at_the_start() {
    start(|p| p[60] = Vec3::NAN);
    start(|p| p[119].z = f32::NAN);
}

#[test]
fn one_vertex_becomes_not_a_number() {
    case(|_| (), |engine| engine.positions[60] = Vec3::NAN);
    case(|_| (), |engine| engine.velocities[60].x = f32::NAN);
    case(|_| (), |engine| engine.velocities[60].x = f32::MAX);
}

#[test]
fn every_vertex_becomes_not_a_number() {
    start(|p| p.fill(Vec3::NAN));
    start(|p| p.fill(Vec3::INFINITY));
}

#[test]
fn all_start_at_the_origin() {
    start(|p| p.fill(Vec3::ZERO));
}

#[test]
fn all_start_in_one_point_elsewhere() {
    start(|p| p.fill(Vec3::splat(5.0)));
}

#[test]
fn all_start_within_a_billionth() {
    start(|p| {
        let mut dice = Dice::new(1);
        p.fill_with(|| dice.vector(-9..=-9));
    });
}

#[test]
fn all_start_within_less_than_can_be_squared() {
    start(|p| {
        let mut dice = Dice::new(1);
        p.fill_with(|| dice.vector(-30..=-30));
    });
}

#[test]
fn one_vertex_is_a_million_million_away() {
    start(|p| p[60] = Vec3::new(1e12, 0.0, 0.0));
}

#[test]
fn one_vertex_is_farther_than_can_be_squared() {
    start(|p| p[60] = Vec3::new(-1e30, 1e30, 0.0));
}

/// A path in line is unfolded better than one that began in a heap: what it must
/// not be wider than is the line.
#[test]
fn all_start_in_line() {
    for axis in [Vec3::X, Vec3::ONE] {
        for settings in kinds() {
            let mut ward = Ward::new(engine("path:vertices=120", settings));
            for (index, p) in ward.engine.positions.iter_mut().enumerate() {
                *p = axis * index as f32 * 5.0;
            }
            let mut control = untouched(&ward.engine);
            control.positions.clone_from(&ward.engine.positions);
            let outcome = ward
                .ticks(TICKS)
                .and_then(|()| insanity(&ward.engine, &control).map_or(Ok(()), Err));
            assert!(outcome.is_ok(), "{}: {outcome:?}", name(&settings));
        }
    }
}

/// The tree, not the exact sum: graphs above the size that is summed exactly.
#[test]
fn large_graphs_in_awkward_places() {
    let places: [(&str, fn(usize) -> Vec3); 6] = [
        ("one point", |_| Vec3::splat(5.0)),
        ("two points", |i| Vec3::splat((i % 2) as f32)),
        ("a line", |i| Vec3::ONE * i as f32),
        ("a far line", |i| Vec3::new(9e4, i as f32 * 1e-2, 0.0)),
        ("a crowd and one far away", |i| {
            Vec3::new(if i == 0 { 9e4 } else { i as f32 * 1e-6 }, 0.0, 0.0)
        }),
        ("nothing finite", |_| Vec3::NAN),
    ];
    for (place, at) in places {
        for dimensions in [Dimensions::Two, Dimensions::Three] {
            let settings = Settings {
                dimensions,
                ..Settings::default()
            };
            let mut ward = Ward::new(engine("random:vertices=3000,degree=3", settings));
            for (index, p) in ward.engine.positions.iter_mut().enumerate() {
                *p = at(index);
            }
            let run = ward.ticks(60);
            assert!(run.is_ok(), "{place}, {dimensions:?}: {run:?}");
            assert!(
                nearest_pair(&ward.engine.positions) > 0.0,
                "{place}, {dimensions:?}: two in one place"
            );
        }
    }
}
