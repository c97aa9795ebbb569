//! A linear Barnes–Hut tree over Morton-sorted bodies: an octree in space, a
//! quadtree in the plane. Leaves hold up to [`LEAF`] bodies and are also the
//! groups that share one traversal.

use glam::Vec3;

use super::morton::{LEVELS, MortonOrder};

/// Bodies in a leaf, at most (unless they share one cell of the last level).
pub const LEAF: usize = 32;

/// A cell: a range of the sorted bodies, its centre of mass and its tight box.
#[derive(Clone, Copy, Debug)]
struct Cell {
    centre: Vec3,
    low: Vec3,
    high: Vec3,
    mass: f32,
    /// Longest side of the tight box.
    size: f32,
    start: u32,
    end: u32,
    first_child: u32,
    children: u8,
}

/// Which cells may stand for their bodies.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// Opening angle θ: a cell of size `s` at distance `d` is taken whole when `s < θ·d`.
    pub theta: f32,
    /// Nearer than this, bodies are always summed one by one.
    pub inner_distance: f32,
}

/// Bodies and cells that act on one group, as separate coordinate arrays padded
/// to full lanes with massless bodies.
#[derive(Default, Clone, Debug)]
pub struct Interactions {
    /// x coordinates.
    pub x: Vec<f32>,
    /// y coordinates.
    pub y: Vec<f32>,
    /// z coordinates.
    pub z: Vec<f32>,
    /// Masses: the number of bodies that an entry stands for.
    pub mass: Vec<f32>,
    stack: Vec<u32>,
}

impl Interactions {
    fn clear(&mut self) {
        self.x.clear();
        self.y.clear();
        self.z.clear();
        self.mass.clear();
    }

    fn push(&mut self, p: Vec3, mass: f32) {
        self.x.push(p.x);
        self.y.push(p.y);
        self.z.push(p.z);
        self.mass.push(mass);
    }

    fn pad(&mut self, lanes: usize) {
        let length = self.x.len().next_multiple_of(lanes);
        self.x.resize(length, 0.0);
        self.y.resize(length, 0.0);
        self.z.resize(length, 0.0);
        self.mass.resize(length, 0.0);
    }
}

/// The tree. Its memory is kept from tick to tick.
#[derive(Default, Clone, Debug)]
pub struct Octree {
    order: MortonOrder,
    cells: Vec<Cell>,
    /// Leaf cells in the order of their bodies: the groups.
    leaves: Vec<u32>,
    pending: Vec<(u32, u32)>,
    /// Sorted coordinates.
    pub x: Vec<f32>,
    /// Sorted coordinates.
    pub y: Vec<f32>,
    /// Sorted coordinates.
    pub z: Vec<f32>,
}

impl Octree {
    /// Builds the tree over finite `points`; `flat` uses x and y only.
    pub fn build(&mut self, points: &[Vec3], flat: bool) {
        self.order.sort(points, flat, LEAF);
        self.x.clear();
        self.y.clear();
        self.z.clear();
        for &(_, body) in &self.order.sorted {
            let p = points[body as usize];
            self.x.push(p.x);
            self.y.push(p.y);
            self.z.push(p.z);
        }
        self.split_cells(if flat { 2 } else { 3 });
        self.sum_cells();
    }

    /// Number of groups.
    pub fn groups(&self) -> usize {
        self.leaves.len()
    }

    /// The range of sorted bodies in a group.
    pub fn group(&self, group: usize) -> std::ops::Range<usize> {
        let cell = &self.cells[self.leaves[group] as usize];
        cell.start as usize..cell.end as usize
    }

    /// The body that stands at a sorted place.
    pub fn body(&self, place: usize) -> usize {
        self.order.sorted[place].1 as usize
    }

    /// Splits cells top-down by the next bits of the key.
    fn split_cells(&mut self, bits: u32) {
        self.cells.clear();
        self.leaves.clear();
        self.pending.clear();
        let sorted = &self.order.sorted;
        if sorted.is_empty() {
            return;
        }
        self.cells.push(Cell::over(0, sorted.len() as u32));
        self.pending.push((0, 0));
        while let Some((index, level)) = self.pending.pop() {
            let (start, end) = (
                self.cells[index as usize].start as usize,
                self.cells[index as usize].end as usize,
            );
            if end - start <= LEAF || level == LEVELS {
                self.leaves.push(index);
                continue;
            }
            let shift = bits * (LEVELS - 1 - level);
            let child_of = |key: u64| (key >> shift) & ((1 << bits) - 1);
            let first = self.cells.len() as u32;
            let mut from = start;
            while from < end {
                let child = child_of(sorted[from].0);
                let length = sorted[from..end].partition_point(|&(key, _)| child_of(key) <= child);
                self.cells
                    .push(Cell::over(from as u32, (from + length) as u32));
                from += length;
            }
            let children = self.cells.len() as u32 - first;
            self.cells[index as usize].first_child = first;
            self.cells[index as usize].children = children as u8;
            // Backwards, so that leaves are met in the order of their bodies.
            for child in (0..children).rev() {
                self.pending.push((first + child, level + 1));
            }
        }
    }

    /// Sums masses, centres and boxes bottom-up; children stand behind their parents.
    fn sum_cells(&mut self) {
        for index in (0..self.cells.len()).rev() {
            let mut cell = self.cells[index];
            cell.low = Vec3::INFINITY;
            cell.high = Vec3::NEG_INFINITY;
            let mut sum = Vec3::ZERO;
            if cell.children == 0 {
                for place in cell.start as usize..cell.end as usize {
                    let p = self.at(place);
                    sum += p;
                    cell.low = cell.low.min(p);
                    cell.high = cell.high.max(p);
                }
            } else {
                let first = cell.first_child as usize;
                for child in &self.cells[first..first + cell.children as usize] {
                    sum += child.centre * child.mass;
                    cell.low = cell.low.min(child.low);
                    cell.high = cell.high.max(child.high);
                }
            }
            cell.mass = (cell.end - cell.start) as f32;
            cell.centre = sum / cell.mass;
            cell.size = (cell.high - cell.low).max_element();
            self.cells[index] = cell;
        }
    }

    /// Where a sorted body is.
    pub fn at(&self, place: usize) -> Vec3 {
        Vec3::new(self.x[place], self.y[place], self.z[place])
    }

    /// Collects every body: the exact sum.
    pub fn everything(&self, lanes: usize, into: &mut Interactions) {
        into.clear();
        into.x.extend_from_slice(&self.x);
        into.y.extend_from_slice(&self.y);
        into.z.extend_from_slice(&self.z);
        into.mass.resize(self.x.len(), 1.0);
        into.pad(lanes);
    }

    /// Collects what acts on a group: cells that are small for their distance,
    /// and the bodies of all others, the group's own included.
    pub fn interactions(
        &self,
        group: usize,
        opening: Opening,
        lanes: usize,
        into: &mut Interactions,
    ) {
        into.clear();
        let here = self.cells[self.leaves[group] as usize];
        let theta_squared = opening.theta * opening.theta;
        let inner = opening.inner_distance.max(0.0);
        let mut stack = std::mem::take(&mut into.stack);
        stack.clear();
        stack.push(0);
        while let Some(index) = stack.pop() {
            let cell = &self.cells[index as usize];
            let gap = (here.low - cell.centre)
                .max(cell.centre - here.high)
                .max(Vec3::ZERO);
            let far = cell.size * cell.size < theta_squared * gap.length_squared()
                && !(cell.start <= here.start && here.end <= cell.end)
                && (inner == 0.0 || boxes_apart(&here, cell) > inner * inner);
            if far {
                into.push(cell.centre, cell.mass);
            } else if cell.children == 0 {
                let range = cell.start as usize..cell.end as usize;
                into.x.extend_from_slice(&self.x[range.clone()]);
                into.y.extend_from_slice(&self.y[range.clone()]);
                into.z.extend_from_slice(&self.z[range.clone()]);
                into.mass.resize(into.x.len(), 1.0);
            } else {
                stack.extend(cell.first_child..cell.first_child + u32::from(cell.children));
            }
        }
        into.stack = stack;
        into.pad(lanes);
    }
}

impl Cell {
    const fn over(start: u32, end: u32) -> Self {
        Self {
            centre: Vec3::ZERO,
            low: Vec3::ZERO,
            high: Vec3::ZERO,
            mass: 0.0,
            size: 0.0,
            start,
            end,
            first_child: 0,
            children: 0,
        }
    }
}

/// The squared distance of two boxes.
fn boxes_apart(a: &Cell, b: &Cell) -> f32 {
    (a.low - b.high)
        .max(b.low - a.high)
        .max(Vec3::ZERO)
        .length_squared()
}
