//! Keeping the lexicographically first maximal matching.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{level::Level, order::Place};

/// The repair of a level's matching after its edges changed: a queue of edges to
/// evaluate, in the order of the edges. When an edge's turn comes, everything earlier
/// is final, so that one look at the matched edges of its two ends decides it.
///
/// The paper enqueues all later edges at a vertex that lost its match. Here the vertex
/// seeks: it enqueues its next edge only, and, if that one is taken at the other end,
/// the one after it. The outcome is the same, and a hub looks at few of its edges.
#[derive(Debug, Default)]
pub(super) struct Repair {
    /// An edge, and the vertex that seeks a match there, if that is why.
    queue: BinaryHeap<Reverse<(Place, Option<u32>)>>,
    /// Vertices that lost their match to a removal, with the place of that edge.
    freed: Vec<(u32, Place)>,
    /// Vertices whose match or earliest edge may have changed.
    touched: Vec<u32>,
}

impl Repair {
    /// The level has an edge more.
    pub fn appeared(&mut self, level: &Level, ends: [u32; 2]) {
        self.touched.extend(ends);
        self.queue.push(Reverse((level.graph.place(ends), None)));
    }

    /// The level has an edge less.
    pub fn vanished(&mut self, level: &mut Level, ends: [u32; 2]) {
        self.touched.extend(ends);
        if level.partner_of(ends[0]) == ends[1] {
            let place = level.graph.place(ends);
            for end in ends {
                set_partner(level, end, end);
                self.freed.push((end, place));
            }
        }
    }

    /// Repairs the matching. Returns the vertices that may belong elsewhere now,
    /// ascending.
    pub fn run(mut self, level: &mut Level, work: &mut u64) -> Vec<u32> {
        // Only now: the edges that they seek among are all there.
        for (vertex, place) in std::mem::take(&mut self.freed) {
            self.seek(level, vertex, place);
        }
        while let Some(Reverse((place, seeker))) = self.queue.pop() {
            *work += 1;
            let [a, b] = place.ends;
            if level.partner_of(a) == b {
                continue;
            }
            if free_at(level, a, place) && free_at(level, b, place) {
                self.join(level, place);
            } else if let Some(seeker) = seeker
                && level.partner_of(seeker) == seeker
            {
                self.seek(level, seeker, place);
            }
        }
        self.touched.sort_unstable();
        self.touched.dedup();
        self.touched
    }

    /// Enqueues the next edge that a vertex without match could have.
    fn seek(&mut self, level: &Level, vertex: u32, after: Place) {
        if let Some(place) = level.graph.next(vertex, after) {
            self.queue.push(Reverse((place, Some(vertex))));
        }
    }

    /// Matches an edge; later matches at its ends yield.
    fn join(&mut self, level: &mut Level, place: Place) {
        let [a, b] = place.ends;
        for end in [a, b] {
            let left = level.partner_of(end);
            if left != end {
                set_partner(level, left, left);
                self.touched.push(left);
                let yielded = level.graph.place([end, left]);
                self.seek(level, left, yielded);
            }
        }
        set_partner(level, a, b);
        set_partner(level, b, a);
        self.touched.extend([a, b]);
    }
}

/// Whether no edge of a vertex that is earlier than `place` is matched.
fn free_at(level: &Level, vertex: u32, place: Place) -> bool {
    let partner = level.partner_of(vertex);
    partner == vertex || level.graph.place([vertex, partner]) > place
}

fn set_partner(level: &mut Level, id: u32, partner: u32) {
    if let Some(vertex) = level.vertices.get_mut(&id) {
        vertex.partner = partner;
    }
}
