//! Places connected components beside each other, because no graph distance joins them.

use glam::Vec3;

use crate::topology::ConnectedComponents;

/// Margin around a component, in hops.
const MARGIN: f32 = 1.0;

/// Places the components of a level in rows, the largest first, in the plane of x and y. A
/// connected graph stays in place.
pub fn pack_components(points: &mut [Vec3], edges: &[[u32; 2]], hop: f32) {
    let parts = ConnectedComponents::new(points.len(), edges);
    if parts.count < 2 {
        return;
    }
    let mut centres = vec![(Vec3::ZERO, 0.0f32); parts.count];
    for (point, &part) in points.iter().zip(&parts.component_of) {
        let (sum, count) = &mut centres[part as usize];
        *sum += *point;
        *count += 1.0;
    }
    let mut discs: Vec<(f32, u32)> = (0..parts.count as u32).map(|part| (0.0, part)).collect();
    for (sum, count) in &mut centres {
        *sum /= *count;
    }
    for (point, &part) in points.iter().zip(&parts.component_of) {
        let radius = &mut discs[part as usize].0;
        *radius = radius.max(point.distance(centres[part as usize].0));
    }
    for (radius, _) in &mut discs {
        *radius += hop * MARGIN;
    }
    discs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let area: f32 = discs.iter().map(|(radius, _)| 4.0 * radius * radius).sum();
    let width = area.sqrt();
    let mut shifts = vec![Vec3::ZERO; parts.count];
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0f32);
    for &(radius, part) in &discs {
        if x > 0.0 && x + 2.0 * radius > width {
            (x, y, height) = (0.0, y + height, 0.0);
        }
        shifts[part as usize] = Vec3::new(x + radius, y + radius, 0.0) - centres[part as usize].0;
        x += 2.0 * radius;
        height = height.max(2.0 * radius);
    }
    for (point, &part) in points.iter_mut().zip(&parts.component_of) {
        *point += shifts[part as usize];
    }
}
