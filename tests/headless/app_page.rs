//! The one page: every order of systems is decided, and the mode switches.

use bevy::{
    ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleLabel},
    prelude::*,
    state::state::StateTransition,
};
use gradswarm::app::{AppMode, ChangeMode, SimulationPlugins};

fn headless_app() -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, SimulationPlugins));
    app.finish();
    app.cleanup();
    app
}

/// Single-threaded schedules run in some order, so a missing one would never show.
#[test]
fn no_two_systems_touch_the_same_data_in_an_open_order() {
    let mut app = headless_app();
    let world = app.world_mut();
    let labels: Vec<_> = world
        .resource::<Schedules>()
        .iter()
        .map(|(_, schedule)| schedule.label())
        .collect();
    let mut open = Vec::new();
    // Bevy's own schedule of state transitions leaves its systems in open order.
    let own = labels
        .into_iter()
        .filter(|label| *label != StateTransition.intern());
    for label in own {
        let removed = world.resource_mut::<Schedules>().remove(label);
        let Some(mut schedule) = removed else {
            continue;
        };
        schedule.set_build_settings(ScheduleBuildSettings {
            ambiguity_detection: LogLevel::Error,
            ..default()
        });
        if let Err(error) = schedule.initialize(world) {
            open.push(format!(
                "{label:?}: {}",
                error.to_string(schedule.graph(), world)
            ));
        }
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
}

#[test]
fn a_message_switches_the_mode() {
    let mut app = headless_app();
    app.update();
    let mode = |app: &App| *app.world().resource::<State<AppMode>>().get();
    assert_eq!(mode(&app), AppMode::Exploring);
    app.world_mut().write_message(ChangeMode(AppMode::Learning));
    app.world_mut().write_message(ChangeMode(AppMode::Notebook));
    app.update();
    assert_eq!(mode(&app), AppMode::Notebook);
}
