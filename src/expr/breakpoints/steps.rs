//! Sets of whole numbers: which steps of one input give what is wanted.

/// Closed ranges inside a universe, in order, without overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Steps {
    ranges: Vec<(i64, i64)>,
}

impl Steps {
    pub(super) fn none() -> Steps {
        Steps { ranges: Vec::new() }
    }

    /// From `low` to `high`, both inclusive; empty when they cross.
    pub(super) fn between(low: i64, high: i64) -> Steps {
        Steps { ranges: if low <= high { vec![(low, high)] } else { Vec::new() } }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    #[cfg(test)]
    fn contains(&self, step: i64) -> bool {
        self.ranges.iter().any(|(low, high)| (*low..=*high).contains(&step))
    }

    pub(super) fn and(&self, other: &Steps) -> Steps {
        let mut ranges = Vec::new();
        for (a, b) in &self.ranges {
            for (c, d) in &other.ranges {
                let (low, high) = (*a.max(c), *b.min(d));
                if low <= high {
                    ranges.push((low, high));
                }
            }
        }
        Steps { ranges }
    }

    pub(super) fn or(&self, other: &Steps) -> Steps {
        let mut all: Vec<(i64, i64)> = self.ranges.iter().chain(&other.ranges).copied().collect();
        all.sort_unstable();
        let mut ranges: Vec<(i64, i64)> = Vec::new();
        for (low, high) in all {
            match ranges.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => ranges.push((low, high)),
            }
        }
        Steps { ranges }
    }

    /// What is not in the set, of the universe from `low` to `high`.
    pub(super) fn not(&self, (low, high): (i64, i64)) -> Steps {
        let mut ranges = Vec::new();
        let mut next = low;
        for (a, b) in &self.ranges {
            if next < *a {
                ranges.push((next, a - 1));
            }
            next = next.max(b.saturating_add(1));
        }
        if next <= high {
            ranges.push((next, high));
        }
        Steps { ranges }
    }

    /// The least step of the set that is at least `from`.
    pub(super) fn first_from(&self, from: i64) -> Option<i64> {
        self.ranges.iter().find(|(_, high)| *high >= from).map(|(low, _)| (*low).max(from))
    }

    /// The greatest step of the set that is at most `to`.
    pub(super) fn last_to(&self, to: i64) -> Option<i64> {
        self.ranges.iter().rev().find(|(low, _)| *low <= to).map(|(_, high)| (*high).min(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_steps_behave_as_sets() {
        let universe = (0, 20);
        let a = Steps::between(2, 5).or(&Steps::between(9, 12));
        let b = Steps::between(4, 10);
        for step in 0..=20 {
            let (in_a, in_b) = (a.contains(step), b.contains(step));
            assert_eq!(a.and(&b).contains(step), in_a && in_b, "{step}");
            assert_eq!(a.or(&b).contains(step), in_a || in_b, "{step}");
            assert_eq!(a.not(universe).contains(step), !in_a, "{step}");
        }
        assert_eq!(Steps::between(1, 2).or(&Steps::between(3, 4)), Steps::between(1, 4));
        assert_eq!((a.first_from(6), a.last_to(8)), (Some(9), Some(5)));
        assert_eq!((a.first_from(13), a.last_to(1)), (None, None));
        assert!(Steps::between(3, 2).is_empty());
    }
}
