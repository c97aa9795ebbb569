//! Aggregation: assigns each vertex its parent on the next level, and records the changes
//! there.

use super::{changes::Changes, level::Level};

/// The parent of a vertex: the lesser id of its pair. An unmatched vertex belongs to the pair
/// at the other end of its earliest edge; a vertex without edges is its own parent.
fn find_parent(level: &Level, id: u32) -> u32 {
    let partner = level.partner_of(id);
    if partner != id {
        return id.min(partner);
    }
    level.graph.earliest_neighbour(id).map_or(id, |anchor| {
        // The matching is maximal, so the anchor has a partner.
        anchor.min(level.partner_of(anchor))
    })
}

/// Recomputes the parents of the touched vertices and of their satellites.
pub(super) fn reassign_parents(
    level: &mut Level,
    touched: Vec<u32>,
    above: &mut Changes,
    work: &mut u64,
) {
    // Collect the moves first: carrying one out needs the level mutably.
    let mut moves = Vec::new();
    for id in touched {
        *work += 1;
        let Some(vertex) = level.vertices.get(&id) else {
            continue;
        };
        let to = find_parent(level, id);
        if to == vertex.parent {
            continue;
        }
        moves.push((id, to));
        // A pair takes its satellites along.
        if vertex.partner != id {
            for (other, _) in level.graph.neighbours(id) {
                *work += 1;
                if level.partner_of(other) == other
                    && level.graph.earliest_neighbour(other) == Some(id)
                {
                    moves.push((other, to));
                }
            }
        }
    }
    // Carry out the moves and record the changes above.
    for (id, to) in moves {
        move_to_parent(level, id, to, above, work);
    }
}

/// Moves a vertex, with its mass and its edges, from its parent to another.
fn move_to_parent(level: &mut Level, id: u32, to: u32, above: &mut Changes, work: &mut u64) {
    let Some(vertex) = level.vertices.get_mut(&id) else {
        return;
    };
    let from = std::mem::replace(&mut vertex.parent, to);
    if from == to {
        return;
    }
    // The mass goes from the old parent to the new one.
    above.add_mass(from, -i64::from(vertex.mass));
    above.add_mass(to, i64::from(vertex.mass));
    *work += 1;
    // So does the weight of every edge.
    for (other, count) in level.graph.neighbours(id) {
        let beyond = level.parent_of(other);
        above.add_weight([from, beyond], -i64::from(count));
        above.add_weight([to, beyond], i64::from(count));
        *work += 1;
    }
}
