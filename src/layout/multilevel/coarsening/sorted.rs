//! A sorted map in short runs: the memory of an array, edits at the cost of a tree.

use std::cmp::Ordering;

/// A longer run is split in two.
const LONGEST: usize = 128;

/// The length of a run when a map is made at once.
const FILL: usize = 96;

/// A shorter run joins a neighbour, if together they are at most [`FILL`] long.
const SHORTEST: usize = 32;

/// By how many entries a run's room grows.
const ROOM: usize = 16;

/// An order of keys: total, and the same for as long as they are in a map.
pub(super) trait Order<K> {
    /// How two keys follow each other.
    fn compare(&self, a: &K, b: &K) -> Ordering;
}

/// The order that the keys have by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Natural;

impl<K: Ord> Order<K> for Natural {
    fn compare(&self, a: &K, b: &K) -> Ordering {
        a.cmp(b)
    }
}

/// A map of small plain keys and values in ascending order. The standard library's
/// nodes are half empty after a graph has grown; these runs have room for at most
/// [`ROOM`] entries more than they hold.
#[derive(Clone, Debug)]
pub(super) struct SortedMap<K, V, O = Natural> {
    order: O,
    /// The first key of each run.
    firsts: Vec<K>,
    /// No run is empty.
    runs: Vec<Vec<(K, V)>>,
    len: usize,
}

impl<K: Copy, V: Copy, O: Order<K>> SortedMap<K, V, O> {
    /// A map of entries whose keys are strictly ascending in this order.
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
    fn find(&self, key: &K) -> (usize, Result<usize, usize>) {
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
        let (run, place) = self.find(key);
        let place = place.ok()?;
        Some(&self.runs[run][place].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let (run, place) = self.find(key);
        let place = place.ok()?;
        Some(&mut self.runs[run][place].1)
    }

    /// The value of a key, which is `value` if it was not there.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let (run, place) = self.find(&key);
        let (run, place) = match place {
            Ok(place) => (run, place),
            Err(place) => self.insert_at(run, place, (key, value)),
        };
        &mut self.runs[run][place].1
    }

    /// Removes an entry and returns its value.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let (run, place) = self.find(key);
        let place = place.ok()?;
        let (_, value) = self.runs[run].remove(place);
        self.len -= 1;
        self.mend(run);
        Some(value)
    }

    /// All entries, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (K, V)> {
        self.runs.iter().flatten().copied()
    }

    /// The entries from a key on, ascending.
    pub fn from(&self, key: K) -> impl Iterator<Item = (K, V)> {
        self.after(move |other| self.order.compare(other, &key).is_lt())
    }

    /// The entries after those that come first and are `before` them, ascending.
    pub fn after(&self, before: impl Fn(&K) -> bool) -> impl Iterator<Item = (K, V)> {
        let run = self.firsts.partition_point(&before).saturating_sub(1);
        let first = self.runs.get(run).map_or(&[][..], |run| {
            &run[run.partition_point(|(key, _)| before(key))..]
        });
        let others = self.runs.get(run + 1..).unwrap_or_default();
        first.iter().chain(others.iter().flatten()).copied()
    }

    /// Puts an entry where it belongs; returns where it is then.
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

    /// After a removal: no run stays empty, and few stay short.
    fn mend(&mut self, run: usize) {
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

/// Equal entries; how they are divided into runs is a matter of history.
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

    /// Grows and shrinks over many runs, like the standard library's map.
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
            let next = map.from(key).next();
            assert_eq!(next, tree.range(key..).next().map(|(&k, &v)| (k, v)));
        }
        let entries: Vec<(u32, u32)> = tree.into_iter().collect();
        assert!(map.iter().eq(entries.iter().copied()));
        assert!(map == SortedMap::from_sorted(Natural, &entries));
        assert!(map.runs.iter().all(|run| !run.is_empty()));
    }
}
