//! The sections of the panels open and close, and leave the graph room at every window size.

use bevy::prelude::*;
use gradswarm::{
    panel::{Panels, Section},
    third_party::InterfaceArea,
    view::ViewMode,
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    title_bars_open_and_close_their_sections,
    every_window_size_leaves_room_for_the_graph,
}

fn title_bars_open_and_close_their_sections(rig: &mut Rig) {
    rig.grow_seed();
    for section in Section::ALL {
        let open = rig.resource::<Panels>().open.contains(&section);
        rig.press(section.control());
        assert_eq!(
            rig.resource::<Panels>().open.contains(&section),
            !open,
            "{section:?}"
        );
        rig.press(section.control());
        assert_eq!(
            rig.resource::<Panels>().open.contains(&section),
            open,
            "{section:?}"
        );
    }
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
            area.free.width() >= 340.0 && area.free.height() >= 400.0,
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
                free.intersect(legend).height() < 1.0 && free.height() > 380.0,
                "{mode:?} at {width}: {legend:?} covers {free:?}"
            );
        }
        rig.letter("2");
    }
    rig.press("panel/training");
    assert!(
        rig.rect("training/train").is_some(),
        "a narrow window opens one section as a sheet"
    );
    let free = rig.resource::<InterfaceArea>().free;
    assert!(free.height() >= 844.0 * 0.35);
    let legend = rig
        .rect("legend")
        .expect("a sheet leaves room for a legend");
    assert!(
        legend.min.y > free.center().y,
        "it leaves the graph's middle free"
    );
}
