//! The camera: framing, saved views, flight, the orbit, and the plane with its map.

use bevy::{
    input::touch::TouchPhase,
    prelude::*,
    winit::{UpdateMode, WinitSettings},
};
use gradswarm::{
    graph::{GraphIndex, Selection, commands::Select},
    growth::Growth,
    layout::Dimensions,
    panel::Section,
    physics::{DensePositions, Physics, SimulationStatus},
    third_party::InterfaceArea,
    view::{Bookmarks, CameraCommand, CameraMotion, CameraSettings, CameraSummary, GraphExtent},
};

use crate::{rig::Rig, scenario::scenarios};

scenarios! {
    a_flat_graph_is_seen_face_on,
    framing_sides_and_saved_views,
    keys_fly_zoom_and_orbit,
    the_plane_pans_zooms_and_has_a_map,
}

fn now(rig: &Rig) -> Vec<f32> {
    rig.resource::<CameraSummary>().0.clone()
}

fn rest(rig: &mut Rig) {
    rig.press("growth/skip");
    rig.until("the whole graph", |rig| !rig.resource::<Growth>().growing());
    rig.until("rest", |rig| rig.resource::<SimulationStatus>().settled);
    rig.camera();
}

fn middle(rig: &Rig) -> Vec2 {
    rig.resource::<InterfaceArea>().free.center()
}

/// A place near another one, as far from every vertex as there is one.
fn beside(rig: &mut Rig, at: Vec2) -> Vec2 {
    let vertices = rig.resource::<GraphIndex>().vertices.clone();
    let places: Vec<_> = vertices
        .into_iter()
        .filter_map(|vertex| Some(rig.project(vertex)?.0))
        .collect();
    let room = |from: &Vec2| {
        let away = places.iter().map(|place| place.distance(*from));
        away.fold(f32::MAX, f32::min)
    };
    (0..24)
        .map(|i| at + Vec2::from_angle(i as f32) * (40.0 + 3.0 * i as f32))
        .max_by(|a, b| room(a).total_cmp(&room(b)))
        .expect("there are some")
}

/// A lattice at rest is nearly flat: the camera looks along its normal.
fn a_flat_graph_is_seen_face_on(rig: &mut Rig) {
    rig.close_first_steps();
    rig.load("grid:side=9");
    rest(rig);
    let stands = rig.camera();
    let positions = rig.resource::<DensePositions>().positions.clone();
    let middle = positions.iter().sum::<Vec3>() / positions.len() as f32;
    let rotation = Quat::from_rotation_y(stands[3]) * Quat::from_rotation_x(-stands[4]);
    let (mut along, mut all) = (0.0, 0.0);
    for position in positions {
        let from = position - middle;
        along += from.dot(rotation * Vec3::Z).powi(2);
        all += from.length_squared();
    }
    assert!(along < 0.15 * all, "{along} of {all} is out of sight");
}

/// Framing what is selected, sides, and views that are saved and found again.
fn framing_sides_and_saved_views(rig: &mut Rig) {
    rig.settle_seed();
    rig.open_section(Section::View);
    let whole = rig.camera();
    let index = rig.resource::<GraphIndex>().vertices.clone();
    let positions = rig.resource::<DensePositions>().positions.clone();
    let mut near: Vec<_> = index.into_iter().zip(&positions).collect();
    near.sort_by(|(_, a), (_, b)| {
        let away = |place: &Vec3| place.distance(positions[0]);
        away(a).total_cmp(&away(b))
    });
    let some: Vec<_> = near[..3].iter().map(|(vertex, _)| *vertex).collect();
    rig.write(Select::Clear);
    for &vertex in &some {
        rig.write(Select::Toggle(vertex));
    }
    assert_eq!(rig.resource::<Selection>().vertices(), some);
    rig.letter("z");
    let near = rig.camera();
    assert!(
        near[5] < whole[5],
        "three vertices are nearer than all: {whole:?} {near:?}"
    );
    let free = rig.resource::<InterfaceArea>().free;
    for &vertex in &some {
        let (at, _) = rig.project(vertex).expect("in front of the camera");
        assert!(free.contains(at), "{at} is not in {free:?}");
    }
    rig.press("view/frame");
    rig.camera();
    rig.press("view/frame_selection");
    let again = rig.camera();
    assert!(
        (again[5] / near[5] - 1.0).abs() < 1e-2,
        "{near:?} {again:?}"
    );
    rig.press("view/save");
    rig.write(Select::Clear);

    rig.letter("f");
    rig.camera();
    for (side, yaw, pitch) in [
        ("top", 0.0, 1.571),
        ("front", 0.0, 0.0),
        ("side", 1.571, 0.0),
    ] {
        rig.press(&format!("view/from/{side}"));
        let stands = rig.camera();
        assert!(
            (stands[3] - yaw).abs() < 1e-2 && (stands[4] - pitch).abs() < 1e-2,
            "{side}: {stands:?}"
        );
    }
    rig.letter("x");
    let side = rig.camera();
    assert_eq!(rig.resource::<Bookmarks>().views.len(), 2);
    for (wanted, way) in [(&again, "view/saved/1"), (&side, "view/saved/2")] {
        rig.press(way);
        let stands = rig.camera();
        let apart = Vec3::from_slice(&stands).distance(Vec3::from_slice(wanted));
        assert!(
            apart < 1e-2 * wanted[5] && (stands[5] / wanted[5] - 1.0).abs() < 1e-2,
            "{way}"
        );
    }
    rig.letter("j");
    let next = rig.camera();
    assert!((next[5] / again[5] - 1.0).abs() < 1e-2, "J goes around");
    rig.letter("r");
    rest(rig);
    rig.load("seed");
    assert_eq!(
        rig.resource::<Bookmarks>().views.len(),
        2,
        "they outlive a scene"
    );
    rig.press("view/forget");
    assert_eq!(rig.resource::<Bookmarks>().views.len(), 1);
    rest(rig);
}

/// Keys that fly while they are held, keys that come near, and the turntable.
fn keys_fly_zoom_and_orbit(rig: &mut Rig) {
    rig.settle_seed();
    rig.open_section(Section::View);
    let continuous =
        |rig: &Rig| rig.resource::<WinitSettings>().focused_mode == UpdateMode::Continuous;
    rig.letter("f");
    let whole = rig.camera();
    rig.letter("+");
    let near = rig.camera();
    rig.letter("-");
    rig.letter("-");
    let far = rig.camera();
    assert!((whole[5] / near[5] - 1.25).abs() < 1e-2 && (far[5] / near[5] - 1.5625).abs() < 1e-2);

    let eye = |summary: &[f32]| Vec3::from_slice(summary);
    for (letter, axis) in [("w", Vec3::NEG_Z), ("d", Vec3::X), ("e", Vec3::Y)] {
        let before = rig.camera();
        rig.hold_letter(letter, true);
        (0..6).for_each(|_| rig.step());
        assert!(rig.resource::<CameraMotion>().moving && continuous(rig));
        rig.hold_letter(letter, false);
        let after = rig.camera();
        let rotation = Quat::from_rotation_y(before[3]) * Quat::from_rotation_x(-before[4]);
        let way = rotation.inverse() * (eye(&after) - eye(&before));
        assert!(way.normalize().dot(axis) > 0.99, "{letter} flies to {way}");
        assert!((before[5], before[3]) == (after[5], after[3]));
        (0..30).for_each(|_| rig.step());
        assert_eq!(now(rig), after, "it stops when the key comes up");
    }

    rig.letter("f");
    rig.camera();
    rig.letter("y");
    assert!(rig.resource::<CameraSettings>().auto_orbit);
    let before = now(rig);
    (0..60).for_each(|_| rig.step());
    let after = now(rig);
    assert!(
        (after[3] - before[3]).abs() > 0.1
            && (after[5] / before[5] - 1.0).abs() < 1e-3
            && continuous(rig)
    );
    // Where no vertex is.
    let corner = rig.resource::<InterfaceArea>().free.min + Vec2::new(30.0, 60.0);
    rig.drag_with(MouseButton::Left, corner, corner + Vec2::new(40.0, 0.0));
    assert!(
        !rig.resource::<CameraSettings>().auto_orbit,
        "a hand stops it"
    );
    for on in [true, false] {
        rig.press("view/auto_orbit");
        assert_eq!(rig.resource::<CameraSettings>().auto_orbit, on);
    }
    rig.letter("f");
    rig.camera();
}

/// The wheel keeps the vertex under the pointer, growth keeps the user's view, the map moves it.
fn the_plane_pans_zooms_and_has_a_map(rig: &mut Rig) {
    rig.close_first_steps();
    rig.open_section(Section::View);
    rig.load("grid:side=9");
    rig.press("constants/dimensions/2");
    assert_eq!(rig.resource::<Physics>().dimensions, Dimensions::Two);
    rest(rig);
    rig.letter("f");
    rig.camera();
    let middle = middle(rig);
    let vertices = rig.resource::<GraphIndex>().vertices.clone();
    let places: Vec<_> = vertices
        .into_iter()
        .filter_map(|vertex| Some((vertex, rig.project(vertex)?.0)))
        .collect();
    let (vertex, at) = *places
        .iter()
        .filter(|(_, at)| (60.0..200.0).contains(&at.distance(middle)))
        .max_by(|a, b| a.1.x.total_cmp(&b.1.x))
        .expect("a vertex beside the middle");
    let is_at = |rig: &mut Rig, wanted: Vec2, what: &str| {
        let (at, _) = rig.project(vertex).expect("in front of the camera");
        assert!(at.distance(wanted) < 0.5, "{what}: {at} and not {wanted}");
    };
    let whole = rig.camera();
    rig.move_to(at);
    (0..4).for_each(|_| rig.wheel(2.0));
    // On the way there, too.
    is_at(rig, at, "midway");
    let near = rig.camera();
    assert!(near[5] < whole[5] * 0.6);
    is_at(rig, at, "the wheel");
    // Beside every vertex, so that nothing but the view is dragged.
    let from = beside(rig, at);
    let by = Vec2::new(90.0, 40.0);
    rig.drag_with(MouseButton::Left, from, from + by);
    let mut wanted = at + by - by.normalize() * 5.0;
    is_at(rig, wanted, "a drag");
    let shifted = rig.camera();
    is_at(rig, wanted, "a drag has no after-effect");
    assert_eq!(shifted[3..5], [0.0, 0.0], "nothing turns in the plane");
    // Fingers around it.
    let finger = |side: f32, apart: f32| wanted + Vec2::new(apart, 20.0) * side;
    rig.touch(1, TouchPhase::Started, finger(-1.0, 60.0));
    rig.touch(2, TouchPhase::Started, finger(1.0, 60.0));
    let (left, right) = (finger(-1.0, 90.0), finger(1.0, 90.0));
    let by = Vec2::new(-30.0, 50.0);
    rig.touch(1, TouchPhase::Moved, left + by);
    rig.touch(2, TouchPhase::Moved, right + by);
    rig.touch(1, TouchPhase::Ended, left + by);
    rig.touch(2, TouchPhase::Ended, right + by);
    wanted += by;
    is_at(rig, wanted, "two fingers");
    let pinched = rig.camera();
    assert!(pinched[5] < shifted[5] * 0.75);

    // A graph that grows again does not take the view away.
    rig.letter("r");
    (0..90).for_each(|_| rig.step());
    assert_eq!(now(rig), pinched, "the person's view stands");
    rest(rig);

    // Not all of it is in view: there is a map, and it moves the view.
    let map = rig.rect("minimap").expect("a map");
    for other in rig
        .resource::<InterfaceArea>()
        .rects
        .iter()
        .filter(|rect| !rect.contains(map.center()))
    {
        assert!(other.intersect(map).is_empty(), "the map covers {other:?}");
    }
    rig.forget();
    rig.press("minimap");
    assert!(
        rig.take::<CameraCommand>()
            .iter()
            .any(|command| matches!(command, CameraCommand::CenterOn(_)))
    );
    let centred = rig.camera();
    let center = rig.resource::<GraphExtent>().center.truncate();
    assert!(
        Vec2::from_slice(&centred).distance(center) < 0.05 * whole[5],
        "{centred:?}"
    );
    rig.slide("minimap", 0.5, 0.9);
    let right = rig.camera();
    assert!(
        right[0] > centred[0] && right[5] == centred[5] && right[3] == 0.0,
        "{right:?}"
    );
    rig.letter("g");
    rig.step();
    assert!(rig.rect("minimap").is_none());
    rig.press("view/minimap");
    rig.until("the map", |rig| rig.rect("minimap").is_some());
    rig.resize(500.0, 900.0);
    assert!(
        rig.rect("minimap").is_none(),
        "a narrow window has no room for it"
    );
    rig.resize(1280.0, 2000.0);
    rig.letter("f");
    rig.camera();
    (0..3).for_each(|_| rig.step());
    assert!(rig.rect("minimap").is_none(), "all of the graph is in view");
    rig.press("constants/dimensions/3");
    rig.load("seed");
    rest(rig);
}
