//! The SVG and the raster picture of one view show the same vertices, signs and edges, at the same
//! places, in the same sizes and colours. The SVG is written by Rust code and the raster by
//! shaders: this test holds both together.
#![cfg(feature = "window")]

use std::{io::Cursor, path::PathBuf, process::Command};

const SIZE: [u32; 2] = [480, 360];

/// Least and greatest light on the middle of a ball: shaders shade it, the SVG does not.
const SHADES: [f32; 2] = [0.74, 1.0];
/// Allowed difference of a colour channel beyond shading, of 255.
const TOLERANCE: f32 = 10.0;
/// Balls with a smaller radius are not compared, pixels.
const SMALLEST_BALL: f32 = 5.0;
/// Signs of thinner lines are not compared, pixels: the raster picture fades them in.
const THINNEST_SIGN: f32 = 1.3;

/// Renders a scene to a file; `None` if nothing can draw here.
fn render(scene: &str, name: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("svg_against_raster");
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let path = folder.join(name);
    let size = format!("{}x{}", SIZE[0], SIZE[1]);
    let output = Command::new(env!("CARGO_BIN_EXE_gradswarm"))
        .args(["render", scene, "--ticks", "300", "--size", &size, "-o"])
        .arg(&path)
        .output()
        .expect("gradswarm runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let cannot_draw = said.contains("nothing was found that can draw");
    if cannot_draw && std::env::var_os("GRADSWARM_REQUIRE_GPU").is_none() {
        println!("nothing can draw here: skipped");
        return None;
    }
    assert!(output.status.success(), "{scene}: {said}");
    Some(std::fs::read(&path).expect("the picture"))
}

/// The pixels of a PNG, row by row.
fn decode_png(png: &[u8]) -> Vec<[u8; 3]> {
    let mut reader = png::Decoder::new(Cursor::new(png))
        .read_info()
        .expect("a PNG file");
    let mut bytes = vec![0; (3 * SIZE[0] * SIZE[1]) as usize];
    reader.next_frame(&mut bytes).expect("a frame");
    bytes.as_chunks::<3>().0.to_vec()
}

/// An element of the SVG, in the order of drawing.
enum Mark {
    Ball {
        at: [f32; 2],
        radius: f32,
        fill: [u8; 3],
    },
    Box {
        at: [f32; 2],
        radius: f32,
        fill: [u8; 3],
    },
    /// The sign of an operation, on the box before it.
    Sign {
        /// Middles of its straight lines.
        middles: Vec<[f32; 2]>,
        width: f32,
        ink: [u8; 3],
    },
    Edge {
        /// Middle of the line, without the arrowhead.
        middle: [f32; 2],
        /// Source and tip.
        ends: [[f32; 2]; 2],
        /// Of the line or the arrowhead, the wider one.
        half_width: f32,
        opacity: f32,
    },
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let quote = format!(" {name}=\"");
    let start = tag.find(&quote)? + quote.len();
    tag[start..].split('"').next()
}

fn number_of(tag: &str, name: &str) -> Option<f32> {
    attribute(tag, name)?.parse().ok()
}

fn colour_of(tag: &str, name: &str) -> Option<[u8; 3]> {
    let digits = attribute(tag, name)?.strip_prefix('#')?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// The points of a polyline, `x y` separated by `L`.
fn parse_points(text: &str) -> Option<Vec<[f32; 2]>> {
    let points = text.trim_end_matches('Z').split('L').map(|point| {
        let (x, y) = point.split_once(' ')?;
        Some([x.parse().ok()?, y.parse().ok()?])
    });
    points.collect()
}

fn parse_mark(tag: &str) -> Option<Mark> {
    if tag.starts_with("<circle") {
        return Some(Mark::Ball {
            at: [number_of(tag, "cx")?, number_of(tag, "cy")?],
            radius: number_of(tag, "r")?,
            fill: colour_of(tag, "fill")?,
        });
    }
    if tag.starts_with("<rect") {
        let half = number_of(tag, "width")? * 0.5;
        return Some(Mark::Box {
            at: [number_of(tag, "x")? + half, number_of(tag, "y")? + half],
            // Half the diagonal: no part of a box is farther from its middle.
            radius: half * 1.5,
            fill: colour_of(tag, "fill")?,
        });
    }
    if tag.starts_with("<path") && attribute(tag, "stroke-linecap").is_some() {
        let parts = attribute(tag, "d")?.split('M').skip(1);
        let lines = parts.map(parse_points).collect::<Option<Vec<_>>>()?;
        let ends = lines.iter().flat_map(|line| line.windows(2));
        return Some(Mark::Sign {
            middles: ends.map(|ends| middle_of(ends[0], ends[1])).collect(),
            width: number_of(tag, "stroke-width")?,
            ink: colour_of(tag, "stroke")?,
        });
    }
    if tag.starts_with("<path") {
        // A line, and after it the triangle of an arrowhead: wing, tip, wing.
        let mut parts = attribute(tag, "d")?.split('M').skip(1);
        let line = parse_points(parts.next()?)?;
        let (start, end) = (*line.first()?, *line.last()?);
        let head = parts.next().and_then(parse_points).unwrap_or_default();
        let head_width = match head[..] {
            [wing, _, other] => distance(wing, other),
            _ => 0.0,
        };
        return Some(Mark::Edge {
            middle: middle_of(start, end),
            ends: [start, head.get(1).copied().unwrap_or(end)],
            half_width: number_of(tag, "stroke-width")?.max(head_width) * 0.5,
            opacity: number_of(tag, "opacity")?,
        });
    }
    None
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

fn middle_of(a: [f32; 2], b: [f32; 2]) -> [f32; 2] {
    [(a[0] + b[0]) * 0.5, (a[1] + b[1]) * 0.5]
}

/// Sum of the differences of the channels of two colours.
fn difference(a: [u8; 3], b: [u8; 3]) -> u32 {
    let channels = a.into_iter().zip(b);
    channels.map(|(a, b)| u32::from(a.abs_diff(b))).sum()
}

impl Mark {
    /// Distance of a place from the mark's outline, pixels; negative inside.
    fn distance_to(&self, place: [f32; 2]) -> f32 {
        match *self {
            Self::Ball { at, radius, .. } | Self::Box { at, radius, .. } => {
                distance(at, place) - radius
            }
            // It covers nothing but its box.
            Self::Sign { .. } => f32::INFINITY,
            Self::Edge {
                ends: [a, b],
                half_width,
                ..
            } => {
                let along = [b[0] - a[0], b[1] - a[1]];
                let length = (along[0] * along[0] + along[1] * along[1]).max(1e-6);
                let share = (place[0] - a[0]) * along[0] + (place[1] - a[1]) * along[1];
                let share = (share / length).clamp(0.0, 1.0);
                let nearest = [a[0] + share * along[0], a[1] + share * along[1]];
                distance(nearest, place) - half_width
            }
        }
    }
}

fn to_linear(channel: u8) -> f32 {
    let share = f32::from(channel) / 255.0;
    if share <= 0.04045 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

fn to_srgb(linear: f32) -> f32 {
    let share = if linear <= 0.003_130_8 {
        linear * 12.92
    } else {
        1.055 * linear.powf(1.0 / 2.4) - 0.055
    };
    share * 255.0
}

/// Whether a pixel has the colour `fill`, up to the light on the middle of a ball.
fn has_colour(pixel: [u8; 3], fill: [u8; 3]) -> bool {
    pixel.into_iter().zip(fill).all(|(pixel, fill)| {
        let [darkest, brightest] = SHADES.map(|shade| to_srgb(to_linear(fill) * shade));
        (darkest - TOLERANCE..=brightest + TOLERANCE).contains(&f32::from(pixel))
    })
}

#[test]
fn the_svg_and_the_raster_picture_of_a_view_agree() {
    for scene in ["neuron", "expression"] {
        let Some(png) = render(scene, &format!("{scene}.png")) else {
            return;
        };
        let svg = render(scene, &format!("{scene}.svg")).expect("an SVG file");
        let svg = String::from_utf8(svg).expect("UTF-8");
        let pixels = decode_png(&png);
        let background = pixels[0];
        let pixel_at = |place: [f32; 2]| {
            let [x, y] = place.map(f32::floor);
            let inside = x >= 0.0 && y >= 0.0 && x < SIZE[0] as f32 && y < SIZE[1] as f32;
            inside.then(|| pixels[(y as u32 * SIZE[0] + x as u32) as usize])
        };
        let marks: Vec<Mark> = svg.lines().filter_map(parse_mark).collect();
        // A mark's own parts do not count as other marks.
        let is_free = |own: usize, place: [f32; 2], first: usize| {
            let others = marks.iter().enumerate().skip(first);
            let mut others = others.filter(|&(other, _)| other != own);
            others.all(|(_, mark)| mark.distance_to(place) > 2.0)
        };

        let (mut balls, mut rims, mut edges, mut signs) = (0, 0, 0, 0);
        for (own, mark) in marks.iter().enumerate() {
            match *mark {
                Mark::Ball { at, radius, fill } if radius >= SMALLEST_BALL => {
                    if is_free(own, at, own + 1)
                        && let Some(pixel) = pixel_at(at)
                    {
                        let message = format!("{scene}: {fill:?} at {at:?} is {pixel:?}");
                        assert!(has_colour(pixel, fill), "{message}");
                        balls += 1;
                    }
                    // Two pixels outside of the rim, where nothing else is, there is background.
                    for [x, y] in [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]] {
                        let reach = radius + 2.0;
                        let place = [at[0] + x * reach, at[1] + y * reach];
                        if is_free(own, place, 0)
                            && let Some(pixel) = pixel_at(place)
                        {
                            assert_eq!(pixel, background, "{scene}: beside {at:?}, {radius}");
                            let inner = [at[0] + x * (radius - 2.0), at[1] + y * (radius - 2.0)];
                            if is_free(own, inner, own + 1) {
                                assert_ne!(pixel_at(inner), Some(background), "{scene}: in {at:?}");
                                rims += 1;
                            }
                        }
                    }
                }
                Mark::Sign {
                    ref middles,
                    width,
                    ink,
                } if width >= THINNEST_SIGN => {
                    let before = own.checked_sub(1).and_then(|before| marks.get(before));
                    let Some(&Mark::Box { fill, .. }) = before else {
                        panic!("{scene}: a sign without a box");
                    };
                    for &middle in middles {
                        if is_free(own, middle, own + 1)
                            && let Some(pixel) = pixel_at(middle)
                        {
                            let message = format!("{scene}: {ink:?} at {middle:?} is {pixel:?}");
                            let apart = [ink, fill].map(|colour| difference(pixel, colour));
                            assert!(apart[0] < apart[1], "{message}");
                            signs += 1;
                        }
                    }
                }
                Mark::Edge {
                    middle, opacity, ..
                } if opacity > 0.2 => {
                    if is_free(own, middle, 0)
                        && let Some(pixel) = pixel_at(middle)
                    {
                        assert_ne!(pixel, background, "{scene}: an edge at {middle:?}");
                        edges += 1;
                    }
                }
                _ => {}
            }
        }
        println!("{scene}: compared {balls} balls, {rims} rims, {edges} edges, {signs} signs");
        assert!(
            balls >= 3 && rims >= 4 && edges >= 3 && signs >= 3,
            "{balls} {rims} {edges} {signs}"
        );
    }
}
