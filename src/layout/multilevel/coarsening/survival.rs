//! The coarsest level at which each vertex keeps its id.

use super::bulk::Bulk;

/// For each vertex, the coarsest level on which an aggregate has its id: 0 if it merges into
/// another one at once. `ids` ascend and name the vertices as the layout's chain does; `ends`
/// are dense indices.
pub fn survival(ids: &[u32], ends: &[[u32; 2]]) -> Vec<u32> {
    let edges = ends
        .iter()
        .map(|ends| (ends.map(|end| ids[end as usize]), 1));
    let mut level = Bulk::new(0, ids.to_vec(), vec![1; ids.len()], edges);
    let mut lasts = vec![0; ids.len()];
    let mut depth = 0;
    while let Some((_, above)) = level.coarsen() {
        depth += 1;
        for id in above.ids() {
            if let Ok(place) = ids.binary_search(id) {
                lasts[place] = depth;
            }
        }
        level = above;
    }
    lasts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::coarsening::Chain;

    #[test]
    fn a_vertex_lasts_as_long_as_the_chain_knows_its_id() {
        // A path whose ids have gaps, as after removals.
        let ids: Vec<u32> = (0..500).map(|i| 3 * i + 1).collect();
        let ends: Vec<[u32; 2]> = (1..500).map(|i| [i - 1, i]).collect();
        let lasts = survival(&ids, &ends);
        let named = ends.iter().map(|ends| ends.map(|end| ids[end as usize]));
        let chain = Chain::build(ids.iter().copied(), named).unwrap();
        for (depth, level) in (0u32..).zip(chain.levels()) {
            let known = lasts.iter().filter(|&&lasts| lasts >= depth).count();
            assert_eq!(known, level.len());
            for (id, &lasts) in ids.iter().zip(&lasts) {
                assert_eq!(level.mass(*id).is_some(), lasts >= depth);
            }
        }
        assert!(chain.levels().len() > 3);
        assert_eq!(survival(&[7], &[]), [0]);
    }
}
