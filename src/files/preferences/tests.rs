//! Sessions one after the other: what one chose is there in the next.

use std::{env, fs, path::PathBuf};

use bevy::prelude::*;

use super::{Place, PreferencesPlugin, ResetPreferences};
use crate::{
    graph::{CurrentScene, SceneLoaded},
    panel::{FirstSteps, Panels, Section},
    third_party::{EntityInspector, InterfaceScale},
    training::Journal,
    view::{
        Bookmark, Bookmarks, CameraSettings, LookCommand, PictureFolder, PictureSettings,
        Standpoint, Theme, ViewMode, ViewSettings,
    },
};

/// A folder of its own for a test, and the file in it.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("gradswarm-{name}-{}", std::process::id()));
        // Left by a run that was stopped.
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("preferences.json")
    }

    fn session(&self) -> App {
        let mut app = App::new();
        app.add_plugins(PreferencesPlugin {
            place: Some(Place::in_folder(&self.0)),
        });
        app.update();
        app
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn set<R: Resource<Mutability = bevy::ecs::component::Mutable>>(
    app: &mut App,
    change: impl FnOnce(&mut R),
) {
    change(&mut app.world_mut().resource_mut::<R>());
}

fn get<R: Resource>(app: &App) -> &R {
    app.world().resource()
}

fn open(app: &mut App, scene: &str) {
    set::<CurrentScene>(app, |current| current.name = scene.into());
    app.world_mut().write_message(SceneLoaded { generation: 1 });
    app.update();
}

fn views(distance: f32) -> Bookmarks {
    let standpoint = Standpoint {
        distance,
        ..default()
    };
    Bookmarks {
        views: vec![Bookmark {
            standpoint,
            ..default()
        }],
        current: Some(0),
    }
}

#[test]
fn what_was_chosen_is_there_the_next_time() {
    let home = Home::new("sessions");
    let mut app = home.session();
    assert!(get::<FirstSteps>(&app).open, "somebody is new here");
    app.update();
    drop(app);
    assert!(!home.file().exists(), "nothing was chosen, nothing is kept");

    let mut app = home.session();
    open(&mut app, "seed");
    set::<ViewSettings>(&mut app, |view| {
        (view.theme, view.mode, view.calm) = (Theme::Light, ViewMode::Depth, true);
    });
    app.world_mut().write_message(LookCommand::Calm(true));
    set::<CameraSettings>(&mut app, |camera| camera.minimap = false);
    set::<Panels>(&mut app, |panels| {
        panels.toggle(Section::View);
        panels.sheet = Some(Section::Training);
        panels.help = true;
    });
    set::<InterfaceScale>(&mut app, |scale| *scale = InterfaceScale::new(150));
    set::<EntityInspector>(&mut app, |entities| {
        *entities = EntityInspector {
            open: true,
            corner: Some(Vec2::new(12.5, 40.0)),
        };
    });
    set::<PictureSettings>(&mut app, |pictures| pictures.scale = 4);
    set::<PictureFolder>(&mut app, |folder| folder.folder = "/elsewhere".into());
    set::<FirstSteps>(&mut app, |steps| *steps = FirstSteps::new(true, false));
    set::<Bookmarks>(&mut app, |bookmarks| *bookmarks = views(2.0));
    app.update();
    open(&mut app, "star");
    assert_eq!(
        *get::<Bookmarks>(&app),
        Bookmarks::default(),
        "a scene has its own views"
    );
    set::<Bookmarks>(&mut app, |bookmarks| *bookmarks = views(3.0));
    app.update();
    let chosen = get::<Panels>(&app).clone();
    drop(app);

    let mut app = home.session();
    open(&mut app, "seed");
    let view = *get::<ViewSettings>(&app);
    assert_eq!(
        (view.theme, view.mode, view.calm),
        (Theme::Light, ViewMode::Depth, true)
    );
    assert!(!get::<CameraSettings>(&app).minimap);
    let panels = get::<Panels>(&app);
    assert_eq!((&panels.open, panels.sheet), (&chosen.open, chosen.sheet));
    assert!(!panels.help, "nobody asked for the help this time");
    assert_eq!(get::<InterfaceScale>(&app).percent(), 150);
    let corner = Some(Vec2::new(12.5, 40.0));
    assert_eq!(
        *get::<EntityInspector>(&app),
        EntityInspector { open: true, corner }
    );
    assert_eq!(get::<PictureSettings>(&app).scale, 4);
    assert_eq!(get::<PictureFolder>(&app).folder, "/elsewhere");
    assert!(
        !get::<FirstSteps>(&app).open,
        "who knows the steps is not told again"
    );
    assert_eq!(*get::<Bookmarks>(&app), views(2.0));
    open(&mut app, "star");
    assert_eq!(*get::<Bookmarks>(&app), views(3.0));

    // What does not change is not written again.
    fs::remove_file(home.file()).unwrap();
    set::<ViewSettings>(&mut app, |view| view.theme = Theme::Light);
    set::<CameraSettings>(&mut app, |camera| camera.auto_orbit = true);
    (0..3).for_each(|_| app.update());
    drop(app);
    assert!(!home.file().exists());
}

#[test]
fn everything_can_be_as_it_was_at_first() {
    let home = Home::new("reset");
    let mut app = home.session();
    open(&mut app, "seed");
    set::<FirstSteps>(&mut app, |steps| *steps = FirstSteps::new(true, false));
    set::<ViewSettings>(&mut app, |view| view.theme = Theme::Light);
    set::<InterfaceScale>(&mut app, |scale| *scale = InterfaceScale::new(200));
    set::<Panels>(&mut app, |panels| panels.open.clear());
    set::<PictureSettings>(&mut app, |pictures| pictures.panels = true);
    set::<Bookmarks>(&mut app, |bookmarks| *bookmarks = views(2.0));
    app.world_mut().write_message(LookCommand::Calm(true));
    app.update();
    app.world_mut().write_message(ResetPreferences);
    app.update();
    drop(app);
    let mut app = home.session();
    open(&mut app, "seed");
    assert_eq!(*get::<ViewSettings>(&app), ViewSettings::default());
    assert_eq!(*get::<Panels>(&app), Panels::default());
    assert_eq!(*get::<InterfaceScale>(&app), InterfaceScale::default());
    assert_eq!(*get::<PictureSettings>(&app), PictureSettings::default());
    assert_eq!(*get::<Bookmarks>(&app), views(2.0), "saved views stay");
    assert!(
        !get::<FirstSteps>(&app).open,
        "what was learnt is not forgotten"
    );
}

#[test]
fn two_windows_at_once_keep_what_was_chosen_in_each() {
    let home = Home::new("two");
    let (mut one, mut other) = (home.session(), home.session());
    open(&mut one, "seed");
    open(&mut other, "star");
    set::<ViewSettings>(&mut one, |view| view.theme = Theme::Light);
    set::<Bookmarks>(&mut one, |bookmarks| *bookmarks = views(2.0));
    set::<FirstSteps>(&mut one, |steps| *steps = FirstSteps::new(true, false));
    // As the system would have it, and yet chosen.
    one.world_mut().write_message(LookCommand::Calm(false));
    set::<ViewSettings>(&mut other, |view| view.mode = ViewMode::Depth);
    set::<InterfaceScale>(&mut other, |scale| *scale = InterfaceScale::new(150));
    set::<Bookmarks>(&mut other, |bookmarks| *bookmarks = views(3.0));
    one.update();
    other.update();
    drop(one);
    drop(other);
    let mut app = home.session();
    open(&mut app, "seed");
    let view = get::<ViewSettings>(&app);
    assert_eq!((view.theme, view.mode), (Theme::Light, ViewMode::Depth));
    assert_eq!(get::<InterfaceScale>(&app).percent(), 150);
    assert!(!get::<FirstSteps>(&app).open);
    assert_eq!(*get::<Bookmarks>(&app), views(2.0));
    open(&mut app, "star");
    assert_eq!(*get::<Bookmarks>(&app), views(3.0));
    let text = fs::read_to_string(home.file()).unwrap();
    assert!(text.contains(r#""calm": false"#), "{text}");

    // A reset is one of everything, whatever the other window did meanwhile.
    let mut other = home.session();
    set::<PictureSettings>(&mut other, |pictures| pictures.scale = 4);
    other.update();
    drop(other);
    app.world_mut().write_message(ResetPreferences);
    app.update();
    drop(app);
    let mut app = home.session();
    open(&mut app, "seed");
    assert_eq!(*get::<ViewSettings>(&app), ViewSettings::default());
    assert_eq!(*get::<PictureSettings>(&app), PictureSettings::default());
    assert_eq!(*get::<Bookmarks>(&app), views(2.0), "saved views stay");
    drop(app);

    // What another program has put there meanwhile is put out of the way, not lost.
    let mut app = home.session();
    fs::write(home.file(), "{}").unwrap();
    set::<ViewSettings>(&mut app, |view| view.theme = Theme::Light);
    app.update();
    drop(app);
    assert_eq!(get::<ViewSettings>(&home.session()).theme, Theme::Light);
    let aside = home.0.join("preferences.json.bad");
    assert_eq!(fs::read_to_string(aside).unwrap(), "{}");
}

#[test]
fn a_damaged_file_is_put_aside_and_said() {
    let home = Home::new("damaged");
    fs::create_dir_all(&home.0).unwrap();
    for damaged in [
        &b"}{"[..],
        b"{\"version\": 1}",
        b"\xff\xfe\x00",
        b"[[[[[[[[",
    ] {
        fs::write(home.file(), damaged).unwrap();
        let mut app = home.session();
        assert_eq!(*get::<ViewSettings>(&app), ViewSettings::default());
        let told = &get::<Journal>(&app).lines[0].text;
        assert!(
            told.contains("preferences.json:") && told.contains(".bad"),
            "{told}"
        );
        let aside = home.0.join("preferences.json.bad");
        assert_eq!(fs::read(&aside).unwrap(), damaged, "nothing is lost");
        set::<InterfaceScale>(&mut app, |scale| *scale = InterfaceScale::new(80));
        app.update();
        drop(app);
        let app = home.session();
        assert_eq!(get::<InterfaceScale>(&app).percent(), 80, "and it goes on");
        assert!(get::<Journal>(&app).lines.is_empty());
    }
    // What cannot be read is left alone.
    fs::remove_file(home.file()).unwrap();
    fs::create_dir(home.file()).unwrap();
    let app = home.session();
    assert!(
        get::<Journal>(&app).lines[0]
            .text
            .contains("cannot be read")
    );
    drop(app);
    assert!(home.file().is_dir());
}
