//! Many short lists in two allocations: what belongs to a member, to a side, to a layer.

use std::ops::Index;

/// Lists, one after the other; of indices, where nothing else is said.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists<T = usize> {
    /// Where each list ends; it begins where the one before it ends.
    ends: Vec<usize>,
    all: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// Makes `count` lists of pairs of a list and what is in it, in the order of the pairs.
    pub(super) fn sorted(count: usize, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        // While filling, each end is where the list's next one goes.
        let mut ends = vec![0; count];
        for (list, _) in pairs.clone() {
            ends[list] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut all = vec![T::default(); total];
        for (list, value) in pairs {
            all[ends[list]] = value;
            ends[list] += 1;
        }
        Self { ends, all }
    }

    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.len()).map(|list| &self[list])
    }
}

impl<T> Index<usize> for Lists<T> {
    type Output = [T];

    fn index(&self, list: usize) -> &[T] {
        let begin = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[begin..self.ends[list]]
    }
}
