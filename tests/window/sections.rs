//! The sections of the panels open and close, and leave the graph room at every window size.

use bevy::prelude::*;
use gradswarm::{
    graph::START_SCENE,
    growth::Growth,
    panel::{Controls, PanelPlace, Panels, Section},
    third_party::InterfaceArea,
    view::ViewMode,
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    title_bars_open_and_close_their_sections,
    every_window_size_leaves_room_for_the_graph,
    drawers_have_one_width,
    panels_leave_most_of_the_window_to_the_graph,
    narrow_windows_have_targets_for_fingers,
}

fn title_bars_open_and_close_their_sections(rig: &mut Rig) {
    rig.grow_seed();
    for place in [
        PanelPlace::Look,
        PanelPlace::Physics,
        PanelPlace::Learn,
        PanelPlace::Explore,
    ] {
        rig.press(place.control());
        assert_eq!(rig.resource::<Panels>().drawer, Some(place), "one drawer");
    }
    for section in Section::ALL {
        rig.open_place(section.place());
        // A place with one section has no title bars, and an empty section is not there.
        if rig.rect(section.control()).is_none() {
            continue;
        }
        let open = rig.resource::<Panels>().open.contains(&section);
        for wanted in [!open, open] {
            rig.press(section.control());
            let now = rig.resource::<Panels>().open.contains(&section);
            assert_eq!(now, wanted, "{section:?}");
        }
    }
    rig.open_place(PanelPlace::Explore);
    rig.press("drawer/close");
    assert_eq!(rig.resource::<Panels>().drawer, None);
    rig.press(PanelPlace::Explore.control());
}

/// The share of the window that panels, legend and bars cover.
fn covered_share(rig: &Rig, window: Vec2) -> f32 {
    let area = rig.resource::<InterfaceArea>();
    let legend = rig.rect("legend");
    let covered: f32 = area
        .rects
        .iter()
        .chain(&legend)
        .map(|rect| rect.width() * rect.height())
        .sum();
    covered / (window.x * window.y)
}

/// A row that is too wide would widen its drawer, and the graph would jump aside.
fn drawers_have_one_width(rig: &mut Rig) {
    rig.resize(1280.0, 2000.0);
    for scene in [
        "seed",
        "mlp",
        "compare",
        "rising",
        "grid",
        "cube",
        START_SCENE,
    ] {
        rig.load(scene);
        rig.press("growth/skip");
        rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
        for place in [
            PanelPlace::Explore,
            PanelPlace::Learn,
            PanelPlace::Look,
            PanelPlace::Physics,
        ] {
            rig.open_place(place);
            for section in Section::ALL {
                if section.place() == place {
                    rig.open_section(section);
                }
            }
            (0..3).for_each(|_| rig.step());
            let heading = rig.rect("drawer/close").expect("a drawer");
            let area = rig.resource::<InterfaceArea>();
            let drawer = area
                .rects
                .iter()
                .find(|rect| rect.contains(heading.center()));
            let drawer = drawer.expect("a drawer");
            assert_eq!(drawer.width(), 266.0, "{scene}, {place:?}");
            assert!(heading.max.x > drawer.max.x - 24.0, "{scene}, {place:?}");
        }
    }
}

fn panels_leave_most_of_the_window_to_the_graph(rig: &mut Rig) {
    rig.close_first_steps();
    rig.load(START_SCENE);
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.open_place(PanelPlace::Explore);
    for (width, height, most) in [(1280.0, 800.0, 0.30), (900.0, 600.0, 0.40)] {
        rig.resize(width, height);
        (0..4).for_each(|_| rig.step());
        let share = covered_share(rig, Vec2::new(width, height));
        assert!(share <= most, "{share} of {width} × {height} is covered");
    }
    rig.resize(1280.0, 2000.0);
}

/// At 44 logical pixels and more, a thumb hits every target.
fn narrow_windows_have_targets_for_fingers(rig: &mut Rig) {
    rig.grow_seed();
    for (width, height) in [(390.0, 844.0), (500.0, 900.0)] {
        rig.resize(width, height);
        for place in PanelPlace::ALL {
            rig.press(place.control());
            (0..3).for_each(|_| rig.step());
            let controls: Vec<(String, Rect)> = rig
                .resource::<Controls>()
                .iter()
                .map(|(name, rect)| (name.to_owned(), rect))
                .collect();
            for (name, rect) in controls {
                // Texts and drawings are no targets; what scrolls may be cut.
                let passive = [
                    "constants/levels",
                    "legend",
                    "loss",
                    "status",
                    "steps",
                    "timeline/progress",
                ];
                let cut = rig.is_cut(&name);
                if passive.contains(&name.as_str()) || name.starts_with("inspector/") || cut {
                    continue;
                }
                assert!(
                    rect.height() >= 43.0 && rect.width() >= 28.0,
                    "{name} of {place:?} is {} × {} at {width}",
                    rect.width(),
                    rect.height()
                );
            }
            let free = rig.resource::<InterfaceArea>().free;
            assert!(free.height() >= height * 0.3, "{place:?}: {free:?}");
            rig.press(place.control());
        }
    }
    rig.resize(1280.0, 2000.0);
}

fn every_window_size_leaves_room_for_the_graph(rig: &mut Rig) {
    rig.settle_seed();
    for (width, height) in [
        (1280.0, 800.0),
        (900.0, 600.0),
        (880.0, 600.0),
        (860.0, 600.0),
        (720.0, 600.0),
        (390.0, 844.0),
    ] {
        rig.resize(width, height);
        let area = rig.resource::<InterfaceArea>().clone();
        let window = Rect::new(0.0, 0.0, width, height);
        for (place, rect) in area.rects.iter().enumerate() {
            assert!(
                window.inflate(1.0).contains(rect.min) && window.inflate(1.0).contains(rect.max),
                "{rect:?} at {width}"
            );
            for other in &area.rects[..place] {
                let shared = rect.intersect(*other);
                assert!(
                    shared.width() < 1.0 || shared.height() < 1.0,
                    "{rect:?} and {other:?} overlap at {width}"
                );
            }
        }
        assert!(
            area.free.width() >= 300.0 && area.free.height() >= 330.0,
            "{:?} is left at {width}",
            area.free
        );
        for mode in ViewMode::ALL {
            rig.letter(mode.key());
            (0..2).for_each(|_| rig.step());
            let legend = rig.rect("legend").expect("there is room for a legend");
            assert!(window.contains(legend.min) && window.contains(legend.max));
            let free = rig.resource::<InterfaceArea>().free;
            assert!(
                free.intersect(legend).height() < 1.0 && free.height() > 310.0,
                "{mode:?} at {width}: {legend:?} covers {free:?}"
            );
        }
        rig.letter("2");
    }
    rig.press(PanelPlace::Learn.control());
    assert!(
        rig.rect("training/one_round").is_some(),
        "a narrow window opens one place as a sheet"
    );
    let free = rig.resource::<InterfaceArea>().free;
    assert!(free.height() >= 844.0 * 0.35);
}
