//! What the panels show, watched for changes: without news they are not laid out again.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    kit::notice::Notice,
    overlay::{entities::EntityInspector, first_steps::FirstSteps},
    sections::training::TrainingDraft,
    state::Panels,
};
use crate::{
    clock::SimulationClock,
    explore::{Choices, Filtered, Search},
    graph::{CurrentScene, GraphIndex, Held, Hovered, Network, Pins, Selection},
    growth::{Growth, RisingGraph},
    interface::{CoarseTargets, InterfaceNews, InterfaceScale, InterfaceTheme},
    journal::Journal,
    physics::{Comparison, Physics, SimulationStatus},
    training::{Pace, Trainer},
    view::{
        Bookmarks, CameraSettings, HoveredPart, LabelPlacements, Legend, LevelView, Marquee,
        Minimap, PictureFolder, PictureSettings, PictureWork, Tool, ViewSettings, Wave,
    },
};

/// Resources whose change is shown in the next frame.
#[derive(SystemParam)]
pub(super) struct ShownAtOnce<'w> {
    graph: (
        Res<'w, CurrentScene>,
        Res<'w, Selection>,
        Res<'w, Hovered>,
        Res<'w, Held>,
        Res<'w, Pins>,
        Res<'w, Search>,
        Res<'w, Filtered>,
        Res<'w, Choices>,
    ),
    panels: (
        Res<'w, Panels>,
        Res<'w, Notice>,
        Res<'w, FirstSteps>,
        Res<'w, EntityInspector>,
        Res<'w, TrainingDraft>,
        Res<'w, InterfaceScale>,
        Res<'w, InterfaceTheme>,
        Res<'w, CoarseTargets>,
    ),
    rooms: (
        Res<'w, Physics>,
        Res<'w, Journal>,
        Res<'w, Comparison>,
        Res<'w, Tool>,
    ),
    view: (
        Res<'w, ViewSettings>,
        Res<'w, LabelPlacements>,
        Option<Res<'w, Legend>>,
        Res<'w, LevelView>,
        Res<'w, HoveredPart>,
        Res<'w, Marquee>,
        Res<'w, Minimap>,
        Res<'w, Wave>,
        Res<'w, CameraSettings>,
        Res<'w, Bookmarks>,
    ),
    pictures: (Res<'w, PictureSettings>, Res<'w, PictureFolder>),
}

/// Resources with numbers that may change with every tick.
#[derive(SystemParam)]
pub(super) struct ShownLater<'w> {
    status: Res<'w, SimulationStatus>,
    clock: Res<'w, SimulationClock>,
    growth: Res<'w, Growth>,
    rising: Res<'w, RisingGraph>,
    trainer: Res<'w, Trainer>,
    network: Res<'w, Network>,
    index: Res<'w, GraphIndex>,
    pictures: Res<'w, PictureWork>,
}

/// The numbers that were shown last. Their rooms write them with every tick, whether they change
/// or not, so they are compared.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub(super) struct ShownNumbers {
    status: SimulationStatus,
    clock: SimulationClock,
    growth: Growth,
    rising: RisingGraph,
    training: (Pace, u32, u32, usize, Option<f64>, f64, bool),
    version: u64,
    pictures: (bool, Option<(u32, u32, usize)>),
}

impl ShownLater<'_> {
    fn read_numbers(&self) -> ShownNumbers {
        let trainer = &self.trainer;
        ShownNumbers {
            status: self.status.clone(),
            clock: *self.clock,
            growth: self.growth.clone(),
            rising: self.rising.clone(),
            training: (
                trainer.pace,
                trainer.round,
                trainer.planned,
                trainer.losses.len(),
                trainer.loss,
                trainer.learning_rate,
                trainer.available,
            ),
            version: self.index.version,
            pictures: (self.pictures.is_busy(), self.pictures.recording_progress()),
        }
    }
}

impl ShownAtOnce<'_> {
    fn is_changed(&self) -> bool {
        let (scene, selection, hovered, held, pins, search, filtered, choices) = &self.graph;
        let graph = scene.is_changed()
            || selection.is_changed()
            || hovered.is_changed()
            || held.is_changed()
            || pins.is_changed()
            || search.is_changed()
            || filtered.is_changed()
            || choices.is_changed();
        let (panels, notice, steps, entities, draft, scale, theme, coarse) = &self.panels;
        let interface = panels.is_changed()
            || notice.is_changed()
            || steps.is_changed()
            || entities.is_changed()
            || draft.is_changed()
            || scale.is_changed()
            || theme.is_changed()
            || coarse.is_changed()
            // An open entity inspector shows every component.
            || entities.open;
        let (physics, journal, comparison, tool) = &self.rooms;
        let rooms = physics.is_changed()
            || journal.is_changed()
            || comparison.is_changed()
            || tool.is_changed();
        let (settings, labels, legend, level, part, marquee, map, wave, camera, views) = &self.view;
        let view = settings.is_changed()
            || labels.is_changed()
            || legend.as_ref().is_some_and(DetectChanges::is_changed)
            || level.is_changed()
            || part.is_changed()
            || marquee.is_changed()
            || map.is_changed()
            || wave.is_changed()
            || camera.is_changed()
            || views.is_changed();
        let (pictures, folder) = &self.pictures;
        let pictures = pictures.is_changed() || folder.is_changed();
        graph || interface || rooms || view || pictures
    }
}

/// Notes what has changed since the last frame. A change of the numbers may wait for a moment.
pub(super) fn gather_news(
    at_once: ShownAtOnce,
    later: ShownLater,
    mut numbers: ResMut<ShownNumbers>,
    mut news: ResMut<InterfaceNews>,
) {
    let next = later.read_numbers();
    let changed = later.network.is_changed() || *numbers != next;
    if changed {
        *numbers = next;
    }
    let now = InterfaceNews {
        now: news.now || at_once.is_changed(),
        later: news.later || changed,
    };
    news.set_if_neq(now);
}
