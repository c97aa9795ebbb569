//! Tests that the whole experiment can be played by messages, without a window.

mod growth;
mod simulation;

use bevy::prelude::*;
use gradswarm::{
    graph::{Edge, GraphIndex, Network, Term, Vertex, VertexKind, commands::SetLeaf},
    journal::Journal,
    layout::{Arrangement, Constant, Constants, Integrator, Law},
    physics::{
        Physics,
        commands::{ChangeSettings, Preset},
    },
    training::{Trainer, commands::TrainingCommand},
};

use crate::common;

fn count<C: Component>(app: &mut App) -> usize {
    app.world_mut().query::<&C>().iter(app.world()).count()
}

#[test]
fn load_grow_train_change_and_reset() {
    let mut app = common::app("seed", 1);
    let ticks = common::grow(&mut app);
    assert!(
        (440..=450).contains(&ticks),
        "741 vertices, 10 ms each, took {ticks} ticks"
    );
    assert_eq!(
        (count::<Vertex>(&mut app), count::<Edge>(&mut app)),
        (741, 884)
    );

    let before = app.world().resource::<Trainer>().loss.unwrap();
    app.world_mut()
        .write_message(TrainingCommand::Train { rounds: 1000 });
    app.world_mut().write_message(TrainingCommand::Finish);
    app.update();
    app.update();
    let trainer = app.world().resource::<Trainer>();
    let after = trainer.loss.unwrap();
    assert_eq!(trainer.round, 1000);
    assert!(after < before / 10.0, "loss {before} → {after}");
    let lines = &app.world().resource::<Journal>().lines;
    assert!(
        lines
            .iter()
            .any(|line| line.text.starts_with("final loss: 0.0"))
    );

    app.world_mut()
        .write_message(ChangeSettings::Set(Constant::Repulsion, 1e4));
    app.update();
    assert_eq!(app.world().resource::<Physics>().constants.repulsion, 1e4);
    app.world_mut()
        .write_message(ChangeSettings::Law(Law::Origin));
    app.world_mut().write_message(ChangeSettings::ResetAll);
    app.update();
    // Default physics: the law included.
    let physics = app.world().resource::<Physics>();
    assert_eq!(physics.law, Law::default());
    assert_eq!(physics.constants, Constants::from_law(Law::default()));

    app.world_mut().write_message(TrainingCommand::Reset);
    app.update();
    assert_eq!(app.world().resource::<Trainer>().loss, Some(before));
}

#[test]
fn every_setting_is_heard_and_no_nonsense_is() {
    let mut app = common::app("expression", 1);
    let mut settings = |change: ChangeSettings| {
        app.world_mut().write_message(change);
        app.update();
        **app.world().resource::<Physics>()
    };
    let usual = settings(ChangeSettings::ResetAll);
    let stiff = settings(ChangeSettings::Stiffness(10.0)).constants;
    assert_eq!(stiff.attraction, usual.constants.attraction * 10.0);
    assert_eq!(stiff.repulsion, usual.constants.repulsion * 10.0);
    let half = settings(ChangeSettings::Reset(Constant::Repulsion)).constants;
    assert_eq!(
        (half.attraction, half.repulsion),
        (stiff.attraction, usual.constants.repulsion)
    );
    let heard = settings(ChangeSettings::Integrator(Integrator::RungeKutta4));
    assert_eq!(heard.integrator, Integrator::RungeKutta4);
    for arrangement in Arrangement::ALL {
        let heard = settings(ChangeSettings::Arrange(arrangement));
        assert_eq!(heard.arrangement(), arrangement);
    }
    assert_eq!(settings(ChangeSettings::Gravity(-0.5)).gravity, -0.5);
    let heard = settings(ChangeSettings::LayerSpacing(3.0));
    assert_eq!(heard.layer_spacing, 3.0);
    for nonsense in [
        ChangeSettings::Gravity(f64::NAN),
        ChangeSettings::LayerSpacing(f64::INFINITY),
        ChangeSettings::Stiffness(f64::NAN),
        ChangeSettings::Phi(f64::NAN),
        ChangeSettings::Set(Constant::Theta, f64::INFINITY),
    ] {
        assert_eq!(settings(nonsense), heard, "{nonsense:?}");
    }
    for preset in Preset::ALL {
        let heard = settings(ChangeSettings::Preset(preset));
        assert_eq!(heard, preset.settings(&heard));
    }
}

#[test]
fn an_edited_leaf_recomputes_the_network() {
    let mut app = common::app("expression", 1);
    common::grow(&mut app);
    let mut terms = app.world_mut().query::<(Entity, &Vertex, &Term)>();
    let (leaf, _, _) = terms
        .iter(app.world())
        .find(|(_, vertex, term)| {
            vertex.kind == VertexKind::Value && term.operation.is_empty() && term.data == 1.0
        })
        .unwrap();
    let result = app.world().resource::<GraphIndex>().vertices[0];
    assert_eq!(app.world().get::<Term>(result).unwrap().data, 3.0);
    app.world_mut().write_message(SetLeaf {
        vertex: leaf,
        data: 5.0,
    });
    app.update();
    let shown = app.world().get::<Term>(result).unwrap().data;
    let program = app.world().resource::<Network>().0.as_ref().unwrap();
    assert_eq!(shown, program.tape.data(program.roots[0]));
    assert!(shown > 3.0, "the result is {shown}");
}

/// A foreign component, such as a selection would leave.
#[derive(Component)]
struct Marker;

#[test]
fn the_same_seed_and_commands_give_the_same_bits_whatever_is_looked_at() {
    let run = |disturb: bool| {
        let mut app = common::app("seed", 3);
        for update in 0..500 {
            if disturb && update % 50 == 10 {
                // A marker moves its entity to another table, and reorders queries.
                let some: Vec<Entity> = app
                    .world()
                    .resource::<GraphIndex>()
                    .vertices
                    .iter()
                    .copied()
                    .step_by(7)
                    .collect();
                for entity in some {
                    app.world_mut().entity_mut(entity).insert(Marker);
                }
            }
            app.update();
        }
        common::positions(&mut app)
    };
    let bits = |positions: Vec<Vec3>| -> Vec<[u32; 3]> {
        positions
            .iter()
            .map(|p| p.to_array().map(f32::to_bits))
            .collect()
    };
    assert_eq!(bits(run(false)), bits(run(true)));
}
