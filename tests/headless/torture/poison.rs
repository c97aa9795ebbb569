//! Tests that the app catches the poison that a foreign hand writes into components and settings.

use bevy::prelude::*;
use gradswarm::{
    graph::{Edge, GraphIndex, Position, Velocity},
    physics::{Physics, SimulationStatus},
};

use crate::common::{
    self,
    mishaps::{comparison::nearest_pair, numbers::POISON},
};

fn lost(app: &mut App) -> usize {
    let mut vertices = app.world_mut().query::<(&Position, &Velocity)>();
    vertices
        .iter(app.world())
        .filter(|(position, velocity)| !(position.is_finite() && velocity.is_finite()))
        .count()
}

fn vertices(app: &App) -> Vec<Entity> {
    app.world().resource::<GraphIndex>().vertices.clone()
}

fn radius_of(app: &mut App) -> f32 {
    let positions = common::positions(app);
    gradswarm::layout::LayoutExtent::from_graph(&positions, &[]).radius
}

#[test]
fn poison_in_components_is_caught() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    common::settle(&mut app, 3000);
    let before = radius_of(&mut app);
    for poison in POISON {
        for axis in 0..3 {
            let entity = vertices(&app)[axis];
            app.world_mut().get_mut::<Position>(entity).unwrap().0[axis] = poison;
            app.update();
            app.update();
            assert_eq!(lost(&mut app), 0, "position {poison}");
            app.world_mut().get_mut::<Velocity>(entity).unwrap().0[axis] = poison;
            app.update();
            app.update();
            assert_eq!(lost(&mut app), 0, "velocity {poison}");
        }
    }
    common::settle(&mut app, 6000);
    let after = radius_of(&mut app);
    assert!(after < 2.0 * before, "radius {before} → {after}");
}

#[test]
fn poison_in_every_component_at_once_is_caught() {
    for poison in POISON {
        let mut app = common::app("expression", 1);
        common::grow(&mut app);
        common::settle(&mut app, 3000);
        let before = radius_of(&mut app);
        for entity in vertices(&app) {
            app.world_mut().get_mut::<Position>(entity).unwrap().0 = Vec3::splat(poison);
            app.world_mut().get_mut::<Velocity>(entity).unwrap().0 = Vec3::splat(poison);
        }
        app.update();
        app.update();
        assert_eq!(lost(&mut app), 0, "{poison}");
        common::settle(&mut app, 6000);
        let after = radius_of(&mut app);
        assert!(after < 2.0 * before, "{poison}: radius {before} → {after}");
        assert!(nearest_pair(&common::positions(&mut app)) > 0.1, "{poison}");
    }
}

#[test]
fn poison_in_the_settings_is_caught() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    let known = app.world().resource::<Physics>().0;
    for poison in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut settings = app.world_mut().resource_mut::<Physics>();
        let constants = &mut settings.0.constants;
        for number in [
            &mut constants.attraction,
            &mut constants.repulsion,
            &mut constants.time_step,
            &mut constants.damping,
            &mut constants.epsilon,
            &mut constants.theta,
            &mut constants.inner_distance,
        ] {
            *number = poison;
        }
        settings.0.gravity = poison;
        settings.0.phi = poison;
        for _ in 0..5 {
            app.update();
        }
        assert_eq!(lost(&mut app), 0);
        assert_eq!(app.world().resource::<Physics>().0, known);
    }
    assert!(app.world().resource::<SimulationStatus>().quarantined >= 27);
}

#[test]
fn poison_in_an_edges_strength_is_caught() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    common::settle(&mut app, 3000);
    let before = radius_of(&mut app);
    let mut edges = app.world_mut().query_filtered::<Entity, With<Edge>>();
    let edge = edges.iter(app.world()).next().unwrap();
    for poison in POISON {
        app.world_mut().get_mut::<Edge>(edge).unwrap().strength = poison;
        for _ in 0..120 {
            app.update();
            assert_eq!(lost(&mut app), 0, "strength {poison}");
        }
    }
    app.world_mut().get_mut::<Edge>(edge).unwrap().strength = 1.0;
    for _ in 0..3000 {
        app.update();
    }
    let after = radius_of(&mut app);
    assert!(after < 2.0 * before, "radius {before} → {after}");
}
