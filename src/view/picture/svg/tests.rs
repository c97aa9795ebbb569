//! The SVG is well-formed XML for any graph, ordered from back to front, and honours the filter.

use bevy::prelude::*;

use super::format::{Share, Short};
use super::*;
use crate::view::{
    camera::{CameraSummary, extent::GraphExtent},
    draw::{StyleModifiers, compute_style},
    look::{appearance::HighlightFlags, settings::ViewSettings},
    picture::signs::{Sign, SignShape},
};

/// The names of all elements, after checking that each is closed in the right place.
fn element_names(xml: &str) -> Vec<&str> {
    let mut rest = xml
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        .expect("a prolog");
    let (mut open, mut names) = (Vec::new(), Vec::new());
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(!text.contains('>'), "{text}");
        for entity in text.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;"];
            assert!(
                known.iter().any(|known| entity.starts_with(known)),
                "{entity}"
            );
        }
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let alone = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let name = tag.split(' ').next().expect("a name");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        names.push(name);
        if !alone {
            open.push(name);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
    names
}

fn draw_svg(positions: &[Vec3], labels: &[LabelPlacement], title: &str) -> String {
    draw_filtered_svg(positions, labels, title, |_| false, false)
}

/// Draws with a filter that hides or fades the vertices for which `out` holds.
fn draw_filtered_svg(
    positions: &[Vec3],
    labels: &[LabelPlacement],
    title: &str,
    out: impl Fn(usize) -> bool,
    hides: bool,
) -> String {
    let place = Transform::from_xyz(0.0, 0.0, 10.0);
    let projection = Mat4::perspective_infinite_reverse_rh(0.7, 1.5, 0.01);
    let screen = Screen::new(projection, &place.into(), Vec2::new(300.0, 200.0));
    let vertices: Vec<_> = (0..positions.len())
        .map(|n| {
            let vertex = VertexInstance([
                200,
                100,
                50,
                255,
                (n % 4) as u8,
                (1 << (n % 5)) as u8 >> 1,
                0,
                0,
            ]);
            if out(n) {
                vertex.with_state(HighlightFlags::FILTERED)
            } else {
                vertex
            }
        })
        .collect();
    let edges: Vec<_> = (1..positions.len() as u32)
        .map(|n| {
            let mut bytes = [0; 16];
            bytes[..4].copy_from_slice(&n.to_le_bytes());
            EdgeInstance(bytes)
        })
        .collect();
    let looks = positions.iter().zip(&vertices);
    let points: Vec<_> = looks.map(|(at, look)| at.extend(look.scale())).collect();
    let settings = ViewSettings::default();
    let camera = CameraSummary(vec![0.0, 0.0, 0.0, 0.0, 0.0, 10.0]);
    let palette = settings.palette();
    let mut bytes = Vec::new();
    write_svg(
        &mut bytes,
        &Drawing {
            screen,
            layers: &[SvgLayer {
                points: &points,
                vertices: &vertices,
                edges: &edges,
                style: compute_style(
                    &settings,
                    &GraphExtent::default(),
                    &camera,
                    edges.len(),
                    StyleModifiers::from_filter(hides),
                ),
            }],
            show_vertices: true,
            show_edges: true,
            background: palette.background,
            ink: palette.ink,
            accent: palette.accent,
            labels,
            legend: &[Sign {
                colours: vec![[1, 2, 3], [4, 5, 6]],
                shape: SignShape::Box,
                text: "a < b".into(),
            }],
            title,
        },
    )
    .expect("a vector takes everything");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn it_is_well_formed_whatever_the_graph_and_its_names_are() {
    let nan = Vec3::splat(f32::NAN);
    let strange = [
        Vec3::ZERO,
        Vec3::X,
        nan,
        Vec3::Z * 20.0,
        Vec3::splat(f32::INFINITY),
        Vec3::Y,
        Vec3::ZERO,
        Vec3::Z * 9.99,
        Vec3::splat(f32::MAX),
    ];
    let label = LabelPlacement {
        position: Vec2::splat(50.0),
        text: "<&\"\u{0}\u{7}\n' ]]> \u{ffff}é</svg>".into(),
        emphasis: false,
        caption: false,
        size: 1.0,
    };
    for positions in [&strange[..], &[], &[Vec3::ZERO]] {
        let svg = draw_svg(positions, std::slice::from_ref(&label), "a & b <c>");
        let names = element_names(&svg);
        assert_eq!(names[0], "svg");
        for forbidden in [
            "NaN", "inf", "\u{0}", "\u{7}", "\u{ffff}", "\"-0\"", "=\"\"",
        ] {
            assert!(!svg.contains(forbidden), "{forbidden}: {svg}");
        }
    }
}

#[test]
fn front_pieces_come_last() {
    let svg = draw_svg(&[Vec3::Z * 3.0, Vec3::Z * -3.0 + Vec3::X], &[], "");
    let (front, back) = (svg.find("cx=\"150\""), svg.rfind("<path"));
    assert!(back.is_some() && front > back, "{svg}");
}

#[test]
fn filtered_elements_are_faint_or_hidden() {
    let places = [Vec3::ZERO, Vec3::X];
    let pieces = |svg: &str| element_names(svg).len();
    let all = draw_svg(&places, &[], "");
    let filtered = |hides| draw_filtered_svg(&places, &[], "", |n| n == 1, hides);
    let (faint, hidden) = (filtered(false), filtered(true));
    assert_ne!(faint, all);
    assert!(pieces(&hidden) < pieces(&faint));
}

#[test]
fn numbers_are_short() {
    for (number, wanted) in [
        (1.0, "1"),
        (0.049, "0.05"),
        (-0.001, "0"),
        (12.34, "12.35"),
        (-7.5, "-7.5"),
    ] {
        assert_eq!(Short(number).to_string(), wanted);
    }
    assert_eq!(Share(0.126).to_string(), "0.126");
}
