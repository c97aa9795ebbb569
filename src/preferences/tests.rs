//! Sessions one after the other: each restores the choices of the previous one.

use std::{env, fs, path::PathBuf};

use bevy::prelude::*;

use super::{Place, PreferencesPlugin};
use crate::{
    graph::{CurrentScene, SceneLoaded},
    interface::InterfaceScale,
    journal::Journal,
    panel::{EntityInspector, FirstSteps, PanelPlace, Panels, ResetPreferences, Section},
    view::{
        Bookmark, Bookmarks, CameraSettings, LookCommand, PictureFolder, PictureSettings,
        Standpoint, Theme, ViewMode, ViewSettings,
    },
};

/// The folder of a test, and the file in it.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("gradswarm-{name}-{}", std::process::id()));
        // A run that was stopped may have left the folder.
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn file_path(&self) -> PathBuf {
        self.0.join("preferences.json")
    }

    fn start_session(&self) -> App {
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

fn open_scene(app: &mut App, scene: &str) {
    set::<CurrentScene>(app, |current| current.name = scene.into());
    app.world_mut().write_message(SceneLoaded { generation: 1 });
    app.update();
}

fn views_at(distance: f32) -> Bookmarks {
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
fn choices_survive_the_session() {
    let home = Home::new("sessions");
    let mut app = home.start_session();
    assert!(get::<FirstSteps>(&app).open, "somebody is new here");
    app.update();
    drop(app);
    assert!(
        !home.file_path().exists(),
        "nothing was chosen, nothing is kept"
    );

    let mut app = home.start_session();
    open_scene(&mut app, "seed");
    set::<ViewSettings>(&mut app, |view| {
        (view.theme, view.mode, view.calm) = (Theme::Light, ViewMode::Depth, true);
    });
    app.world_mut().write_message(LookCommand::Calm(true));
    set::<CameraSettings>(&mut app, |camera| camera.minimap = false);
    set::<Panels>(&mut app, |panels| {
        panels.toggle(Section::View);
        panels.tab = Some(PanelPlace::Learn);
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
    set::<Bookmarks>(&mut app, |bookmarks| *bookmarks = views_at(2.0));
    app.update();
    open_scene(&mut app, "star");
    assert_eq!(
        *get::<Bookmarks>(&app),
        Bookmarks::default(),
        "a scene has its own views"
    );
    set::<Bookmarks>(&mut app, |bookmarks| *bookmarks = views_at(3.0));
    app.update();
    let chosen = get::<Panels>(&app).clone();
    drop(app);

    let mut app = home.start_session();
    open_scene(&mut app, "seed");
    let view = *get::<ViewSettings>(&app);
    assert_eq!(
        (view.theme, view.mode, view.calm),
        (Theme::Light, ViewMode::Depth, true)
    );
    assert!(!get::<CameraSettings>(&app).minimap);
    let panels = get::<Panels>(&app);
    assert_eq!((&panels.open, panels.tab), (&chosen.open, chosen.tab));
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
    assert_eq!(*get::<Bookmarks>(&app), views_at(2.0));
    open_scene(&mut app, "star");
    assert_eq!(*get::<Bookmarks>(&app), views_at(3.0));

    // Unchanged preferences are not written again.
    fs::remove_file(home.file_path()).unwrap();
    set::<ViewSettings>(&mut app, |view| view.theme = Theme::Light);
    set::<CameraSettings>(&mut app, |camera| camera.auto_orbit = true);
    (0..3).for_each(|_| app.update());
    drop(app);
    assert!(!home.file_path().exists());
}

#[test]
fn a_reset_restores_the_defaults() {
    let home = Home::new("reset");
    let mut app = home.start_session();
    open_scene(&mut app, "seed");
    set::<FirstSteps>(&mut app, |steps| *steps = FirstSteps::new(true, false));
    set::<ViewSettings>(&mut app, |view| view.theme = Theme::Light);
    set::<InterfaceScale>(&mut app, |scale| *scale = InterfaceScale::new(200));
    set::<Panels>(&mut app, |panels| panels.open.clear());
    set::<PictureSettings>(&mut app, |pictures| pictures.panels = true);
    set::<Bookmarks>(&mut app, |bookmarks| *bookmarks = views_at(2.0));
    app.world_mut().write_message(LookCommand::Calm(true));
    app.update();
    app.world_mut().write_message(ResetPreferences);
    app.update();
    drop(app);
    let mut app = home.start_session();
    open_scene(&mut app, "seed");
    assert_eq!(*get::<ViewSettings>(&app), ViewSettings::default());
    assert_eq!(*get::<Panels>(&app), Panels::default());
    assert_eq!(*get::<InterfaceScale>(&app), InterfaceScale::default());
    assert_eq!(*get::<PictureSettings>(&app), PictureSettings::default());
    assert_eq!(*get::<Bookmarks>(&app), views_at(2.0), "saved views stay");
    assert!(
        !get::<FirstSteps>(&app).open,
        "what was learnt is not forgotten"
    );
}

#[test]
fn two_windows_at_once_keep_the_choices_of_both() {
    let home = Home::new("two");
    let (mut one, mut other) = (home.start_session(), home.start_session());
    open_scene(&mut one, "seed");
    open_scene(&mut other, "star");
    set::<ViewSettings>(&mut one, |view| view.theme = Theme::Light);
    set::<Bookmarks>(&mut one, |bookmarks| *bookmarks = views_at(2.0));
    set::<FirstSteps>(&mut one, |steps| *steps = FirstSteps::new(true, false));
    // The system default, chosen explicitly.
    one.world_mut().write_message(LookCommand::Calm(false));
    set::<ViewSettings>(&mut other, |view| view.mode = ViewMode::Depth);
    set::<InterfaceScale>(&mut other, |scale| *scale = InterfaceScale::new(150));
    set::<Bookmarks>(&mut other, |bookmarks| *bookmarks = views_at(3.0));
    one.update();
    other.update();
    drop(one);
    drop(other);
    let mut app = home.start_session();
    open_scene(&mut app, "seed");
    let view = get::<ViewSettings>(&app);
    assert_eq!((view.theme, view.mode), (Theme::Light, ViewMode::Depth));
    assert_eq!(get::<InterfaceScale>(&app).percent(), 150);
    assert!(!get::<FirstSteps>(&app).open);
    assert_eq!(*get::<Bookmarks>(&app), views_at(2.0));
    open_scene(&mut app, "star");
    assert_eq!(*get::<Bookmarks>(&app), views_at(3.0));
    let text = fs::read_to_string(home.file_path()).unwrap();
    assert!(text.contains(r#""calm": false"#), "{text}");

    // A reset covers everything, whatever the other window did meanwhile.
    let mut other = home.start_session();
    set::<PictureSettings>(&mut other, |pictures| pictures.scale = 4);
    other.update();
    drop(other);
    app.world_mut().write_message(ResetPreferences);
    app.update();
    drop(app);
    let mut app = home.start_session();
    open_scene(&mut app, "seed");
    assert_eq!(*get::<ViewSettings>(&app), ViewSettings::default());
    assert_eq!(*get::<PictureSettings>(&app), PictureSettings::default());
    assert_eq!(*get::<Bookmarks>(&app), views_at(2.0), "saved views stay");
    drop(app);

    // The text of another program is set aside and not lost.
    let mut app = home.start_session();
    fs::write(home.file_path(), "{}").unwrap();
    set::<ViewSettings>(&mut app, |view| view.theme = Theme::Light);
    app.update();
    drop(app);
    assert_eq!(
        get::<ViewSettings>(&home.start_session()).theme,
        Theme::Light
    );
    let aside = home.0.join("preferences.json.bad");
    assert_eq!(fs::read_to_string(aside).unwrap(), "{}");
}

#[test]
fn a_damaged_file_is_set_aside_and_reported() {
    let home = Home::new("damaged");
    fs::create_dir_all(&home.0).unwrap();
    for damaged in [
        &b"}{"[..],
        b"{\"version\": 1}",
        b"\xff\xfe\x00",
        b"[[[[[[[[",
    ] {
        fs::write(home.file_path(), damaged).unwrap();
        let mut app = home.start_session();
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
        let app = home.start_session();
        assert_eq!(get::<InterfaceScale>(&app).percent(), 80, "and it goes on");
        assert!(get::<Journal>(&app).lines.is_empty());
    }
    // A place that cannot be read is left alone.
    fs::remove_file(home.file_path()).unwrap();
    fs::create_dir(home.file_path()).unwrap();
    let app = home.start_session();
    assert!(
        get::<Journal>(&app).lines[0]
            .text
            .contains("cannot be read")
    );
    drop(app);
    assert!(home.file_path().is_dir());
}
