//! Preferences from the world to the keeper, and back.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    merge::{Choice, TextStore},
    platform::{self, Keeper, Place},
    saved::{Interface, Look, MirroredGroup, Pictures, Preferences},
};
use crate::{
    clock::SimulationClock,
    graph::{CurrentScene, SceneLoaded},
    interface::{InterfaceScale, PointsWithFingers},
    journal::Journal,
    panel::{EntityInspector, FirstSteps, Panels, ResetPreferences, Section},
    view::{Bookmarks, CameraSettings, LookCommand, PictureFolder, PictureSettings, ViewSettings},
};

/// The preferences, and the keeper that writes them.
#[derive(Resource)]
pub(super) struct Kept {
    keeper: Option<Keeper>,
    /// The preferences that the keeper got last.
    saved: Preferences,
    /// The explicit choice about reduced motion; `None` until there is one.
    calm: Option<bool>,
    /// Whether the preferences were reset since then.
    reset: bool,
    /// The scene of the saved views.
    scene: Option<String>,
}

impl Kept {
    /// Reads the kept preferences; also returns a report if they are damaged.
    pub(super) fn read_from(place: Option<Place>) -> (Self, Option<String>) {
        let mut trouble = None;
        let mut saved = Preferences::default();
        // A file that can neither be read nor moved must not be replaced.
        let usable = place.filter(|place| match place.read_text() {
            Err(problem) => {
                trouble = Some(format!("{problem}; nothing is kept this time"));
                false
            }
            Ok(text) => match text.as_deref().map(Preferences::parse) {
                None => true,
                Some(Ok(read)) => {
                    saved = read;
                    true
                }
                Some(Err(problem)) => {
                    let name = place.display_name();
                    let aside = place.set_aside();
                    let so = match &aside {
                        Ok(aside) => format!("it is now {aside}"),
                        Err(reason) => format!("{reason}; nothing is kept this time"),
                    };
                    trouble = Some(format!(
                        "{name}: {problem}; everything is as it was at first, and {so}"
                    ));
                    aside.is_ok()
                }
            },
        });
        let kept = Self {
            keeper: usable.map(|place| Keeper::new(place, saved.clone())),
            calm: saved.look.calm,
            saved,
            reset: false,
            scene: None,
        };
        (kept, trouble)
    }

    /// Puts the preferences into the world, before other plugins insert the defaults.
    pub(super) fn restore_world(&mut self, world: &mut World) {
        let Preferences {
            look,
            interface,
            pictures,
            ..
        } = &self.saved;
        let calm = look.calm.unwrap_or_else(platform::wants_calm);
        restore_look(look, calm, &mut world.get_resource_or_init());
        world.get_resource_or_init::<CameraSettings>().minimap = look.minimap;
        interface.restore_state(&mut world.get_resource_or_init::<Panels>());
        world.insert_resource(InterfaceScale::new(interface.scale));
        world.insert_resource(entity_inspector(interface));
        pictures.restore_state(&mut world.get_resource_or_init::<PictureSettings>());
        if let Some(folder) = &pictures.folder {
            world
                .get_resource_or_init::<PictureFolder>()
                .folder
                .clone_from(folder);
        }
        let steps = FirstSteps::new(interface.knows_first_steps, platform::has_fingers());
        world.insert_resource(steps);
        world.insert_resource(PointsWithFingers(platform::has_fingers()));
    }
}

fn restore_look(look: &Look, calm: bool, view: &mut ViewSettings) {
    look.restore_state(view);
    view.calm = calm;
}

fn entity_inspector(interface: &Interface) -> EntityInspector {
    EntityInspector {
        open: interface.entities,
        corner: interface.entities_corner.map(Vec2::from),
    }
}

/// Writes a line into the log and opens the log.
pub(super) fn report_trouble(world: &mut World, text: String) {
    world.get_resource_or_init::<Panels>().reveal(Section::Log);
    world.get_resource_or_init::<Journal>().write(0, text);
}

/// The resources that hold preferences.
#[derive(SystemParam)]
pub(super) struct Chosen<'w> {
    view: ResMut<'w, ViewSettings>,
    camera: ResMut<'w, CameraSettings>,
    panels: ResMut<'w, Panels>,
    scale: ResMut<'w, InterfaceScale>,
    entities: ResMut<'w, EntityInspector>,
    pictures: ResMut<'w, PictureSettings>,
    folder: ResMut<'w, PictureFolder>,
    bookmarks: ResMut<'w, Bookmarks>,
    steps: Res<'w, FirstSteps>,
}

impl Chosen<'_> {
    /// Whether a preference may differ from the kept one.
    fn has_changed(&self, saved: &Interface) -> bool {
        self.view.is_changed()
            || self.camera.is_changed()
            || self.scale.is_changed()
            || self.entities.is_changed()
            || self.pictures.is_changed()
            || self.folder.is_changed()
            || self.bookmarks.is_changed()
            || self.steps.is_changed()
            // Drawers and sections change without triggering change detection.
            || !saved.matches_state(&self.panels)
    }

    fn collect_groups(&self, calm: Option<bool>) -> (Look, Interface, Pictures) {
        let folder = &self.folder.folder;
        let chosen = (*folder != PictureFolder::default().folder).then(|| folder.clone());
        let look = Look::from_state(&self.view, calm, self.camera.minimap);
        let interface = Interface::from_state(
            &self.panels,
            self.scale.percent(),
            self.entities.open,
            self.entities.corner.map(Vec2::into),
            self.steps.known(),
        );
        let pictures = Pictures::from_state(&self.pictures, chosen);
        (look, interface, pictures)
    }
}

/// Gives changed preferences to the keeper.
pub(super) fn keep_choices(mut kept: ResMut<Kept>, chosen: Chosen) {
    let kept = kept.bypass_change_detection();
    // Choosing the system default explicitly still counts as a choice.
    let decided = kept.reset || kept.calm != kept.saved.look.calm;
    if !decided && !chosen.has_changed(&kept.saved.interface) {
        return;
    }
    let (look, interface, pictures) = chosen.collect_groups(kept.calm);
    let mut now = kept.saved.clone();
    (now.look, now.interface, now.pictures) = (look, interface, pictures);
    if let Some(scene) = &kept.scene
        && chosen.bookmarks.is_changed()
        && now.views_of(scene) != *chosen.bookmarks
    {
        now.set_views(scene, &chosen.bookmarks);
    }
    let reset = std::mem::take(&mut kept.reset);
    if reset || now != kept.saved {
        if let Some(keeper) = &mut kept.keeper {
            let now = now.clone();
            keeper.keep_choice(Choice { now, reset });
        }
        kept.saved = now;
    }
}

/// Loads the saved views of a new scene.
pub(super) fn switch_scene_views(
    mut loaded: MessageReader<SceneLoaded>,
    scene: Res<CurrentScene>,
    mut kept: ResMut<Kept>,
    mut bookmarks: ResMut<Bookmarks>,
) {
    if loaded.read().count() == 0 || kept.scene.as_ref() == Some(&scene.name) {
        return;
    }
    let views = kept.saved.views_of(&scene.name);
    kept.scene = Some(scene.name.clone());
    bookmarks.set_if_neq(views);
}

/// Records an explicit choice about reduced motion: the system default no longer counts.
pub(super) fn record_calm_choice(mut commands: MessageReader<LookCommand>, mut kept: ResMut<Kept>) {
    for command in commands.read() {
        if let LookCommand::Calm(calm) = *command {
            kept.calm = Some(calm);
        }
    }
}

/// Handles [`ResetPreferences`].
pub(super) fn reset_preferences(
    mut requests: MessageReader<ResetPreferences>,
    mut kept: ResMut<Kept>,
    mut chosen: Chosen,
    mut journal: ResMut<Journal>,
    clock: Res<SimulationClock>,
) {
    if requests.read().count() == 0 {
        return;
    }
    let first = Preferences::default();
    (kept.calm, kept.reset) = (None, true);
    restore_look(&first.look, platform::wants_calm(), &mut chosen.view);
    chosen.camera.minimap = first.look.minimap;
    let open = chosen.panels.help;
    *chosen.panels = Panels {
        help: open,
        ..default()
    };
    *chosen.scale = InterfaceScale::new(first.interface.scale);
    *chosen.entities = entity_inspector(&first.interface);
    first.pictures.restore_state(&mut chosen.pictures);
    chosen.folder.folder = PictureFolder::default().folder;
    journal.write(
        clock.tick,
        "everything is as it was at first; saved views stay",
    );
}
