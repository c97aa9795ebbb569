//! A sorted map of short runs: the memory of an array, and edits at the cost of a tree.

use std::cmp::Ordering;

/// A run with more entries is split in two.
const LONGEST: usize = 128;

/// Entries of a run in a map that is made at once.
const FILL: usize = 96;

/// A run with fewer entries is merged with a neighbour if both together have at most [`FILL`].
const SHORTEST: usize = 32;

/// Spare entries that a full run allocates.
const ROOM: usize = 16;

/// A total order of keys, constant while they are in a map.
pub(super) trait Order<K> {
    /// Compares two keys.
    fn compare(&self, a: &K, b: &K) -> Ordering;
}

/// The natural order of the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Natural;

impl<K: Ord> Order<K> for Natural {
    fn compare(&self, a: &K, b: &K) -> Ordering {
        a.cmp(b)
    }
}

/// A map of small plain keys and values in ascending order. A B-tree's nodes are half empty
/// after a graph has grown; these runs have at most [`ROOM`] spare entries.
#[derive(Clone, Debug)]
pub(super) struct SortedMap<K, V, O = Natural> {
    order: O,
    /// The first key of each run.
    firsts: Vec<K>,
    /// The runs; none is empty.
    runs: Vec<Vec<(K, V)>>,
    len: usize,
}

impl<K: Copy, V: Copy, O: Order<K>> SortedMap<K, V, O> {
    /// Creates a map from entries whose keys strictly ascend in this order.
    pub fn from_sorted(order: O, entries: &[(K, V)]) -> Self {
        debug_assert!(entries.is_sorted_by(|a, b| order.compare(&a.0, &b.0).is_lt()));
        Self {
            order,
            firsts: entries.chunks(FILL).map(|run| run[0].0).collect(),
            runs: entries.chunks(FILL).map(<[_]>::to_vec).collect(),
            len: entries.len(),
        }
    }

    /// Number of entries.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The order of the keys.
    pub const fn order(&self) -> &O {
        &self.order
    }

    /// The run where a key is or would be, and its place there.
    fn locate_key(&self, key: &K) -> (usize, Result<usize, usize>) {
        let run = self
            .firsts
            .partition_point(|first| self.order.compare(first, key).is_le())
            .saturating_sub(1);
        let place = self.runs.get(run).map_or(Err(0), |entries| {
            entries.binary_search_by(|(k, _)| self.order.compare(k, key))
        });
        (run, place)
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        let (run, place) = self.locate_key(key);
        let place = place.ok()?;
        Some(&self.runs[run][place].1)
    }

    /// The value of a key, mutable.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let (run, place) = self.locate_key(key);
        let place = place.ok()?;
        Some(&mut self.runs[run][place].1)
    }

    /// The value of a key; inserts `value` if the key is new.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let (run, place) = self.locate_key(&key);
        let (run, place) = match place {
            Ok(place) => (run, place),
            Err(place) => self.insert_at(run, place, (key, value)),
        };
        &mut self.runs[run][place].1
    }

    /// Removes an entry and returns its value.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let (run, place) = self.locate_key(key);
        let place = place.ok()?;
        let (_, value) = self.runs[run].remove(place);
        self.len -= 1;
        self.merge_short_run(run);
        Some(value)
    }

    /// All entries, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (K, V)> {
        self.runs.iter().flatten().copied()
    }

    /// The entries from a key on, ascending.
    pub fn iter_from(&self, key: K) -> impl Iterator<Item = (K, V)> {
        self.iter_after(move |other| self.order.compare(other, &key).is_lt())
    }

    /// The entries after the prefix whose keys are `before`, ascending.
    pub fn iter_after(&self, before: impl Fn(&K) -> bool) -> impl Iterator<Item = (K, V)> {
        let run = self.firsts.partition_point(&before).saturating_sub(1);
        let first = self.runs.get(run).map_or(&[][..], |run| {
            &run[run.partition_point(|(key, _)| before(key))..]
        });
        let others = self.runs.get(run + 1..).unwrap_or_default();
        first.iter().chain(others.iter().flatten()).copied()
    }

    /// Inserts an entry; returns its run and place.
    fn insert_at(&mut self, run: usize, place: usize, entry: (K, V)) -> (usize, usize) {
        self.len += 1;
        let Some(entries) = self.runs.get_mut(run) else {
            self.firsts.push(entry.0);
            self.runs.push(vec![entry]);
            return (run, 0);
        };
        if entries.len() == entries.capacity() {
            entries.reserve_exact(ROOM);
        }
        entries.insert(place, entry);
        self.firsts[run] = entries[0].0;
        // Split a run that is too long.
        if entries.len() <= LONGEST {
            return (run, place);
        }
        let half = entries.len() / 2;
        let upper = entries.split_off(half);
        entries.shrink_to_fit();
        self.firsts.insert(run + 1, upper[0].0);
        self.runs.insert(run + 1, upper);
        if place < half {
            (run, place)
        } else {
            (run + 1, place - half)
        }
    }

    /// Merges or removes a run that became short or empty.
    fn merge_short_run(&mut self, run: usize) {
        if self.runs[run].len() < SHORTEST {
            let left = if run > 0 { run - 1 } else { run };
            let fits = self
                .runs
                .get(left + 1)
                .is_some_and(|right| self.runs[left].len() + right.len() <= FILL);
            if fits {
                let right = self.runs.remove(left + 1);
                self.firsts.remove(left + 1);
                self.runs[left].extend(right);
                self.runs[left].shrink_to(FILL);
                self.firsts[left] = self.runs[left][0].0;
                return;
            }
        }
        match self.runs[run].first() {
            Some(&(first, _)) => self.firsts[run] = first,
            None => {
                self.runs.remove(run);
                self.firsts.remove(run);
            }
        }
    }
}

impl<K, V, O: Default> Default for SortedMap<K, V, O> {
    fn default() -> Self {
        Self {
            order: O::default(),
            firsts: Vec::new(),
            runs: Vec::new(),
            len: 0,
        }
    }
}

/// Compares the entries; the division into runs depends on history.
impl<K, V, O> PartialEq for SortedMap<K, V, O>
where
    K: Copy + PartialEq,
    V: Copy + PartialEq,
    O: Order<K> + PartialEq,
{
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order && self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<K: Copy + Eq, V: Copy + Eq, O: Order<K> + Eq> Eq for SortedMap<K, V, O> {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Natural, SortedMap};
    use crate::layout::hash::mix;

    /// The map grows and shrinks over many runs; the standard library's map gives the result.
    #[test]
    fn does_as_a_tree_does() {
        let mut tree = BTreeMap::new();
        let mut map: SortedMap<u32, u32> = SortedMap::default();
        for step in 0..30_000u32 {
            let key = mix(step) % 4_000;
            // Half the time most steps add, the other half most remove.
            if mix(step ^ 0x5555).is_multiple_of(4) == (step / 5_000).is_multiple_of(2) {
                assert_eq!(map.remove(&key), tree.remove(&key));
            } else {
                let value = tree.entry(key).or_insert(step);
                assert_eq!(map.get_or_insert(key, step), value);
            }
            assert_eq!(map.len(), tree.len());
            assert_eq!(map.get(&(key / 2)), tree.get(&(key / 2)));
            let next = map.iter_from(key).next();
            assert_eq!(next, tree.range(key..).next().map(|(&k, &v)| (k, v)));
        }
        let entries: Vec<(u32, u32)> = tree.into_iter().collect();
        assert!(map.iter().eq(entries.iter().copied()));
        assert!(map == SortedMap::from_sorted(Natural, &entries));
        assert!(map.runs.iter().all(|run| !run.is_empty()));
    }
}
