//! From the world to what is kept, and back.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Interface, Look, Pictures, Place, Preferences, ResetPreferences,
    merge::Choice,
    platform::{self, Keeper},
};
use crate::{
    graph::{CurrentScene, SceneLoaded},
    panel::{FirstSteps, Panels, Section},
    physics::SimulationClock,
    third_party::{EntityInspector, InterfaceScale},
    training::Journal,
    view::{Bookmarks, CameraSettings, LookCommand, PictureFolder, PictureSettings, ViewSettings},
};

/// What is kept, and where.
#[derive(Resource)]
pub(super) struct Kept {
    keeper: Option<Keeper>,
    /// What was handed over last.
    saved: Preferences,
    /// Whether somebody chose to spare motion, or not to.
    calm: Option<bool>,
    /// Whether everything was reset since.
    reset: bool,
    /// The scene that the saved views belong to.
    scene: Option<String>,
}

impl Kept {
    /// Reads what is kept, and says what is wrong with it.
    pub(super) fn open(place: Option<Place>) -> (Self, Option<String>) {
        let mut trouble = None;
        let mut saved = Preferences::default();
        // Where something may be kept: what cannot be read, or moved, is not ours to replace.
        let usable = place.filter(|place| match place.read() {
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
                    let name = place.name();
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

    /// Puts into the world what was chosen before, ahead of whoever would put defaults there.
    pub(super) fn bring_back(&mut self, world: &mut World) {
        let Preferences {
            look,
            interface,
            pictures,
            ..
        } = &self.saved;
        let calm = look.calm.unwrap_or_else(platform::wants_calm);
        dress(look, calm, &mut world.get_resource_or_init());
        world.get_resource_or_init::<CameraSettings>().minimap = look.minimap;
        furnish(interface, &mut world.get_resource_or_init::<Panels>());
        world.insert_resource(InterfaceScale::new(interface.scale));
        world.insert_resource(inspector(interface));
        set_up(pictures, &mut world.get_resource_or_init());
        if let Some(folder) = &pictures.folder {
            world
                .get_resource_or_init::<PictureFolder>()
                .folder
                .clone_from(folder);
        }
        let steps = FirstSteps::new(interface.knows_first_steps, platform::has_fingers());
        world.insert_resource(steps);
    }
}

fn dress(look: &Look, calm: bool, view: &mut ViewSettings) {
    let Look {
        mode,
        theme,
        vision,
        size_follows,
        labels,
        legend,
        calm: _,
        minimap: _,
    } = *look;
    *view = ViewSettings {
        mode,
        calm,
        size_follows,
        theme,
        vision,
        labels,
        legend,
        ..*view
    };
}

fn furnish(interface: &Interface, panels: &mut Panels) {
    panels.visible = interface.visible;
    panels.open.clone_from(&interface.open);
    panels.sheet = interface.sheet;
}

fn inspector(interface: &Interface) -> EntityInspector {
    EntityInspector {
        open: interface.entities,
        corner: interface.entities_corner.map(Vec2::from),
    }
}

fn set_up(kept: &Pictures, pictures: &mut PictureSettings) {
    pictures.scale = kept.scale;
    pictures.panels = kept.panels;
    pictures.legend = kept.legend;
    pictures.seconds = kept.seconds;
}

/// Writes a line where people look.
pub(super) fn tell(world: &mut World, text: String) {
    world
        .get_resource_or_init::<Panels>()
        .open
        .insert(Section::Log);
    world.get_resource_or_init::<Journal>().write(0, text);
}

/// What is kept of the world.
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
    /// Whether something may be other than what was handed over.
    fn changed(&self, saved: &Interface) -> bool {
        self.view.is_changed()
            || self.camera.is_changed()
            || self.scale.is_changed()
            || self.entities.is_changed()
            || self.pictures.is_changed()
            || self.folder.is_changed()
            || self.bookmarks.is_changed()
            || self.steps.is_changed()
            // The columns open and close without a word.
            || self.panels.visible != saved.visible
            || self.panels.open != saved.open
            || self.panels.sheet != saved.sheet
    }

    fn gather(&self, calm: Option<bool>) -> (Look, Interface, Pictures) {
        let folder = &self.folder.folder;
        let chosen = (*folder != PictureFolder::default().folder).then(|| folder.clone());
        let look = Look::of(&self.view, &self.camera, calm);
        let steps = self.steps.known();
        let interface = Interface::of(*self.scale, &self.panels, &self.entities, steps);
        let pictures = Pictures::of(&self.pictures, chosen);
        (look, interface, pictures)
    }
}

/// Hands over what was chosen, when it is other than before.
pub(super) fn keep(mut kept: ResMut<Kept>, chosen: Chosen) {
    let kept = kept.bypass_change_detection();
    // Who chooses what the system had wished anyway changes nothing else.
    let decided = kept.reset || kept.calm != kept.saved.look.calm;
    if !decided && !chosen.changed(&kept.saved.interface) {
        return;
    }
    let (look, interface, pictures) = chosen.gather(kept.calm);
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
            keeper.keep(Choice { now, reset });
        }
        kept.saved = now;
    }
}

/// A scene has its own saved views.
pub(super) fn change_scene(
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

/// Whether motion is spared: who has chosen is not asked again.
pub(super) fn hear_choices(mut commands: MessageReader<LookCommand>, mut kept: ResMut<Kept>) {
    for command in commands.read() {
        if let LookCommand::Calm(calm) = *command {
            kept.calm = Some(calm);
        }
    }
}

/// Handles [`ResetPreferences`].
pub(super) fn reset(
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
    dress(&first.look, platform::wants_calm(), &mut chosen.view);
    chosen.camera.minimap = first.look.minimap;
    let open = chosen.panels.help;
    *chosen.panels = Panels {
        help: open,
        ..default()
    };
    *chosen.scale = InterfaceScale::new(first.interface.scale);
    *chosen.entities = inspector(&first.interface);
    set_up(&first.pictures, &mut chosen.pictures);
    chosen.folder.folder = PictureFolder::default().folder;
    journal.write(
        clock.tick,
        "everything is as it was at first; saved views stay",
    );
}
