//! Repairs the lexicographically first maximal matching after edges changed.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{level::Level, order::Place};

/// The repair of a level's matching. A priority queue holds edges to evaluate, the earliest
/// first. When an edge is popped, everything earlier is final, so the matched edges of its two
/// ends decide it.
///
/// Veldhuizen's paper enqueues all later edges of a vertex that lost its match. Here the vertex
/// *seeks*: it enqueues only its next edge, and the one after that if the other end is taken.
/// The outcome is the same, and a hub visits few of its edges.
#[derive(Debug, Default)]
pub(super) struct Repair {
    /// An edge, and the vertex that seeks a match through it, if any.
    queue: BinaryHeap<Reverse<(Place, Option<u32>)>>,
    /// Vertices that lost their match to a removal, with the place of that edge.
    freed: Vec<(u32, Place)>,
    /// Vertices whose match or earliest edge may have changed.
    touched: Vec<u32>,
}

impl Repair {
    /// Records an edge that appeared.
    pub fn edge_appeared(&mut self, level: &Level, ends: [u32; 2]) {
        self.touched.extend(ends);
        self.queue
            .push(Reverse((level.graph.edge_place(ends), None)));
    }

    /// Records an edge that vanished; its ends, if matched, become free.
    pub fn edge_vanished(&mut self, level: &mut Level, ends: [u32; 2]) {
        self.touched.extend(ends);
        if level.partner_of(ends[0]) == ends[1] {
            let place = level.graph.edge_place(ends);
            for end in ends {
                set_partner(level, end, end);
                self.freed.push((end, place));
            }
        }
    }

    /// Repairs the matching. Returns the vertices whose parent may have changed, ascending.
    pub fn repair_matching(mut self, level: &mut Level, work: &mut u64) -> Vec<u32> {
        // Freed vertices seek only now, when all edges are up to date.
        for (vertex, place) in std::mem::take(&mut self.freed) {
            self.enqueue_next(level, vertex, place);
        }
        while let Some(Reverse((place, seeker))) = self.queue.pop() {
            *work += 1;
            let [a, b] = place.ends;
            // The edge is matched already.
            if level.partner_of(a) == b {
                continue;
            }
            // Both ends are free or matched later: this edge wins.
            if is_free_before(level, a, place) && is_free_before(level, b, place) {
                self.match_edge(level, place);
            } else if let Some(seeker) = seeker
                && level.partner_of(seeker) == seeker
            {
                self.enqueue_next(level, seeker, place);
            }
        }
        self.touched.sort_unstable();
        self.touched.dedup();
        self.touched
    }

    /// Enqueues the next edge after a place at which an unmatched vertex could be matched.
    fn enqueue_next(&mut self, level: &Level, vertex: u32, after: Place) {
        if let Some(place) = level.graph.next_place(vertex, after) {
            self.queue.push(Reverse((place, Some(vertex))));
        }
    }

    /// Matches an edge; later matches at its ends are dissolved.
    fn match_edge(&mut self, level: &mut Level, place: Place) {
        let [a, b] = place.ends;
        for end in [a, b] {
            // The former partner of this end becomes free and seeks on.
            let left = level.partner_of(end);
            if left != end {
                set_partner(level, left, left);
                self.touched.push(left);
                let yielded = level.graph.edge_place([end, left]);
                self.enqueue_next(level, left, yielded);
            }
        }
        // Join both ends.
        set_partner(level, a, b);
        set_partner(level, b, a);
        self.touched.extend([a, b]);
    }
}

/// Whether no edge of a vertex earlier than `place` is matched.
fn is_free_before(level: &Level, vertex: u32, place: Place) -> bool {
    let partner = level.partner_of(vertex);
    partner == vertex || level.graph.edge_place([vertex, partner]) > place
}

fn set_partner(level: &mut Level, id: u32, partner: u32) {
    if let Some(vertex) = level.vertices.get_mut(&id) {
        vertex.partner = partner;
    }
}
