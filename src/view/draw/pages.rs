//! Instances in memory, and the pages of them that are due for upload.
//!
//! Invariant: an instance that differs from the graphics card's copy lies in a due page.

use std::ops::Range;

/// If more than one page in this many is due, all due pages are uploaded as one range: many calls
/// would cost more than the additional bytes.
const SCATTERED: usize = 4;
/// Instances of a page.
const PAGE: usize = 256;

/// Instances of `N` bytes in the format of the graphics card. Pages of [`PAGE`] instances are
/// marked as due when one of their instances changes.
#[derive(Default)]
pub(super) struct Pages<const N: usize> {
    instances: Vec<[u8; N]>,
    due: Vec<bool>,
}

impl<const N: usize> Pages<N> {
    /// The instances.
    pub fn instances(&self) -> &[[u8; N]] {
        &self.instances
    }

    /// Makes the instances equal to `source`; everything before index `from` must be unchanged.
    /// Only pages that differ become due.
    pub fn update_from(&mut self, source: impl ExactSizeIterator<Item = [u8; N]>, from: usize) {
        let length = source.len();
        self.instances.truncate(length);
        self.due.resize(length.div_ceil(PAGE), false);
        let known = self.instances.len();
        // Compare the instances that are known, then append the others.
        let mut source = source.enumerate().skip(from.min(known));
        for (place, instance) in source.by_ref().take(known.saturating_sub(from)) {
            if self.instances[place] != instance {
                self.instances[place] = instance;
                self.due[place / PAGE] = true;
            }
        }
        if known < length {
            self.instances.extend(source.map(|(_, instance)| instance));
            self.due[known / PAGE..].fill(true);
        }
    }

    /// Replaces the instances at `places` by the instances that `source` gives; a place for which
    /// it gives none keeps its own.
    pub fn replace_each(&mut self, places: &[u32], source: impl Fn(usize) -> Option<[u8; N]>) {
        for place in places.iter().map(|&place| place as usize) {
            if let Some(instance) = source(place) {
                self.edit_instance(place, |bytes| *bytes = instance);
            }
        }
    }

    /// Changes one instance; its page is due if that made a difference.
    pub fn edit_instance(&mut self, place: usize, change: impl FnOnce(&mut [u8; N])) {
        let Some(instance) = self.instances.get_mut(place) else {
            return;
        };
        let before = *instance;
        change(instance);
        if *instance != before {
            self.due[place / PAGE] = true;
        }
    }

    /// Marks everything as due: the graphics card has no copy.
    pub fn mark_all_due(&mut self) {
        self.due.fill(true);
    }

    /// Takes the due ranges of instances, ascending; no page is due afterwards.
    pub fn take_due(&mut self) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut pages = 0;
        for (page, due) in self.due.iter_mut().enumerate() {
            if !std::mem::take(due) {
                continue;
            }
            pages += 1;
            let range = page * PAGE..((page + 1) * PAGE).min(self.instances.len());
            match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        if let ([first, .., last], true) = (&ranges[..], pages * SCATTERED > self.due.len()) {
            let all = first.start..last.end;
            ranges.clear();
            ranges.push(all);
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_pages_that_differ_are_due() {
        let mut pages = Pages::<1>::default();
        let mut source = vec![[0]; 20 * PAGE];
        pages.update_from(source.iter().copied(), 0);
        assert_eq!(pages.take_due().first(), Some(&(0..20 * PAGE)));
        assert!(pages.take_due().is_empty());
        source[PAGE + 3] = [1];
        source[7 * PAGE] = [1];
        pages.update_from(source.iter().copied(), 0);
        assert_eq!(pages.take_due(), [PAGE..2 * PAGE, 7 * PAGE..8 * PAGE]);
        pages.edit_instance(5, |instance| *instance = [9]);
        source.push([2]);
        source[5] = [9];
        pages.update_from(source.iter().copied(), 20 * PAGE);
        assert_eq!(pages.take_due(), [0..PAGE, 20 * PAGE..20 * PAGE + 1]);
    }

    proptest! {
        #[test]
        fn uploads_make_the_card_equal_to_the_source(
            scripts in prop::collection::vec((prop::collection::vec(0_u8..3, 0..1500), 0_usize..1500), 1..6),
        ) {
            let (mut pages, mut card) = (Pages::<1>::default(), Vec::new());
            let mut before: Vec<[u8; 1]> = Vec::new();
            for (bytes, from) in scripts {
                let mut source: Vec<[u8; 1]> = bytes.into_iter().map(|byte| [byte]).collect();
                let from = from.min(before.len()).min(source.len());
                source[..from].copy_from_slice(&before[..from]);
                pages.update_from(source.iter().copied(), from);
                card.resize(source.len(), [255]);
                for range in pages.take_due() {
                    card[range.clone()].copy_from_slice(&pages.instances()[range]);
                }
                prop_assert_eq!(&card, &source);
                before = source;
            }
        }
    }
}
