//! The view section: modes, sizes, eyes, themes and what is shown.

use gradswarm::{
    panel::Section,
    view::{Appearance, CameraCommand, ColourVision, Legend, Theme, ViewMode, ViewSettings},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    modes_sizes_and_colours_follow_their_controls,
}

fn modes_sizes_and_colours_follow_their_controls(rig: &mut Rig) {
    rig.grow_seed();
    rig.open_section(Section::View);
    for mode in ViewMode::ALL {
        rig.press(&format!("view/mode/{}", mode.key()));
        assert_eq!(rig.resource::<ViewSettings>().mode, mode);
        rig.step();
        let legend = rig.resource::<Legend>().clone();
        assert_eq!(legend.title, mode.title());
        assert_eq!(
            legend.bar.is_some(),
            mode.is_number(),
            "{mode:?}: {legend:?}"
        );
        assert!(legend.bar.is_some() || legend.entries.len() > 2);
    }
    rig.look_at("legend");
    let sizes = |rig: &Rig| {
        let looks = rig.resource::<Appearance>().vertices();
        let scales = || looks.iter().map(|look| look.scale());
        (
            scales().fold(f32::MAX, f32::min),
            scales().fold(0.0, f32::max),
        )
    };
    let usual = sizes(rig);
    assert!(usual.1 > 1.3, "hubs stand out in every mode: {usual:?}");
    rig.press("view/mode/8");
    rig.step();
    let (small, large) = sizes(rig);
    assert!(small < usual.0 && large >= usual.1, "sizes are degrees");
    rig.press("view/mode/7");
    rig.press("view/size");
    assert!(rig.resource::<ViewSettings>().size_follows);
    let (small, large) = sizes(rig);
    assert!(small < usual.0 && large > 1.2 * usual.1, "sizes are depths");
    rig.press("view/mode/6");
    assert_eq!(sizes(rig), usual, "a sample is no number");
    rig.press("view/mode/7");
    rig.press("view/size");
    assert_eq!(sizes(rig), usual);
    rig.press("view/mode/2");
    for (control, vision) in [
        ("view/eyes/red_green", ColourVision::RedGreen),
        ("view/eyes/blue_yellow", ColourVision::BlueYellow),
        ("view/eyes/common", ColourVision::Common),
    ] {
        rig.press(control);
        assert_eq!(rig.resource::<ViewSettings>().vision, vision);
    }
    for (control, theme) in [
        ("view/theme/light", Theme::Light),
        ("view/theme/dark", Theme::Dark),
    ] {
        rig.press(control);
        assert_eq!(rig.resource::<ViewSettings>().theme, theme);
    }
    for (control, read) in [
        (
            "view/labels",
            (|view| view.labels) as fn(&ViewSettings) -> bool,
        ),
        ("view/legend", |view| view.legend),
        ("view/vertices", |view| view.vertices),
        ("view/edges", |view| view.edges),
    ] {
        for _ in 0..2 {
            let before = read(rig.resource());
            rig.press(control);
            assert_ne!(read(rig.resource()), before, "{control}");
        }
    }
    rig.forget();
    rig.press("view/frame");
    rig.expect(CameraCommand::Frame);
}
