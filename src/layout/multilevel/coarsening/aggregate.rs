//! Which vertices merge, and what that changes on the next level.

use super::{changes::Changes, level::Level};

/// The vertex of the next level that a vertex belongs to: named by the lesser id of
/// its pair; without a match, by the pair at the other end of the earliest edge;
/// without edges, by itself.
fn parent(level: &Level, id: u32) -> u32 {
    let partner = level.partner_of(id);
    if partner != id {
        return id.min(partner);
    }
    level.graph.earliest(id).map_or(id, |anchor| {
        // The matching is maximal: the anchor has a partner.
        anchor.min(level.partner_of(anchor))
    })
}

/// Gives the touched vertices, and the satellites that follow them, the parents that
/// they have by now.
pub(super) fn regroup(level: &mut Level, touched: Vec<u32>, above: &mut Changes, work: &mut u64) {
    let mut moves = Vec::new();
    for id in touched {
        *work += 1;
        let Some(vertex) = level.vertices.get(&id) else {
            continue;
        };
        let to = parent(level, id);
        if to == vertex.parent {
            continue;
        }
        moves.push((id, to));
        if vertex.partner != id {
            for (other, _) in level.graph.neighbours(id) {
                *work += 1;
                if level.partner_of(other) == other && level.graph.earliest(other) == Some(id) {
                    moves.push((other, to));
                }
            }
        }
    }
    for (id, to) in moves {
        carry(level, id, to, above, work);
    }
}

/// Moves a vertex with its mass and its edges from one parent to another.
fn carry(level: &mut Level, id: u32, to: u32, above: &mut Changes, work: &mut u64) {
    let Some(vertex) = level.vertices.get_mut(&id) else {
        return;
    };
    let from = std::mem::replace(&mut vertex.parent, to);
    if from == to {
        return;
    }
    above.mass(from, -i64::from(vertex.mass));
    above.mass(to, i64::from(vertex.mass));
    *work += 1;
    for (other, count) in level.graph.neighbours(id) {
        let beyond = level.parent_of(other);
        above.edge([from, beyond], -i64::from(count));
        above.edge([to, beyond], i64::from(count));
        *work += 1;
    }
}
