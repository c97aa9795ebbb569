//! Checks that a chain, its levels and its views keep what they promise.

use std::collections::BTreeMap;

use gradswarm::layout::coarsening::{COARSEST, Chain, Level, View};

/// Everything that a chain promises, looked up in the chain itself.
pub(super) fn check(chain: &mut Chain, vertices: usize) {
    for level in chain.levels() {
        for id in level.ids() {
            let partner = level.partner(id);
            let earlier = |id: u32, than: u32| {
                let partner = level.partner(id);
                level
                    .neighbours(id)
                    .take_while(|&(other, _)| other != than)
                    .any(|(other, _)| Some(other) == partner)
            };
            // An edge is matched if and only if no earlier one at its ends is.
            for (other, count) in level.neighbours(id) {
                assert!(count > 0 && other != id);
                let blocked = earlier(id, other) || earlier(other, id);
                assert_eq!(partner == Some(other), !blocked);
            }
            let pair = |id: u32| level.partner(id).map(|partner| id.min(partner));
            let parent = match (partner, level.neighbours(id).next()) {
                (Some(_), _) => pair(id),
                (None, Some((anchor, _))) => pair(anchor),
                (None, None) => Some(id),
            };
            assert_eq!(level.parent(id), parent);
            if let Some(partner) = partner {
                assert_eq!(level.partner(partner), Some(id));
                assert!(level.neighbours(id).any(|(other, _)| other == partner));
            }
        }
    }
    for level in chain.levels() {
        assert!(level.ids().is_sorted_by(|a, b| a < b));
        let mass: u32 = level.ids().filter_map(|id| level.mass(id)).sum();
        assert_eq!(mass as usize, vertices, "every level holds every vertex");
    }
    for pair in chain.levels().windows(2) {
        check_step(&pair[0], &pair[1]);
    }
    let last = &chain.levels()[chain.levels().len() - 1];
    assert!(last.len() < COARSEST || last.edge_count() == 0);
    let views = chain.views().to_vec();
    assert_eq!(views.len(), chain.levels().len() - 1);
    for (view, pair) in views.iter().zip(chain.levels().windows(2)) {
        check_view(view, &pair[1], &pair[0]);
    }
}

/// The coarser level is the finer one with its vertices merged.
fn check_step(fine: &Level, coarse: &Level) {
    assert!(fine.len() >= COARSEST && fine.edge_count() > 0);
    let mut masses = BTreeMap::new();
    for id in fine.ids() {
        *masses.entry(fine.parent(id).unwrap()).or_insert(0) += fine.mass(id).unwrap();
    }
    let mut counts = BTreeMap::new();
    for (ends, count) in fine.edges() {
        let mut parents = ends.map(|end| fine.parent(end).unwrap());
        parents.sort_unstable();
        if parents[0] != parents[1] {
            *counts.entry(parents).or_insert(0) += count;
        }
    }
    let found = coarse.ids().map(|id| (id, coarse.mass(id).unwrap()));
    assert!(masses.into_iter().eq(found));
    let found: BTreeMap<[u32; 2], u32> = coarse.edges().collect();
    assert_eq!(found.len(), coarse.edge_count(), "no edge is there twice");
    assert_eq!(counts, found);
    let alone = fine
        .ids()
        .filter(|&id| fine.neighbours(id).next().is_none());
    let alone = alone.count();
    assert!(coarse.len() <= alone + (fine.len() - alone) / 2);
}

/// The view is the level, and says where the finer one's vertices are in it.
fn check_view(view: &View, level: &Level, finer: &Level) {
    let id = |index: u32| view.ids[index as usize];
    assert!(level.ids().eq(view.ids.iter().copied()));
    let masses = level.ids().map(|id| level.mass(id).unwrap() as f32);
    assert!(masses.eq(view.masses.iter().copied()));
    let edges = view.edges.iter().map(|&ends| ends.map(id));
    let edges = edges.zip(view.counts.iter().copied());
    assert!(edges.eq(level.edges().map(|(ends, count)| (ends, count as f32))));
    let parents = finer.ids().map(|id| finer.parent(id).unwrap());
    assert!(parents.eq(view.parents.iter().map(|&parent| id(parent))));
}
