//! Whether two rows about one leaf say the same: points, or a mark beside what the form showed.

use super::mark::is_as_shown;
use crate::terms::Exact;
use crate::value::Gap;

/// What a row says of the points of a leaf.
#[derive(Debug, Clone)]
pub(super) enum Voice {
    /// Points, and those by the data that the form showed beside them.
    Points(Exact, Option<Exact>),
    /// Agreement with what the form showed, where it showed something.
    Agrees(Option<Result<Exact, Gap>>),
}

impl Voice {
    /// Whoever marks *Đồng ý* and whoever writes the shown points say one thing.
    pub(super) fn is_same(&self, other: &Voice, decimals: u32) -> bool {
        let as_shown = |points: &Exact, shown: &Exact| is_as_shown(points, shown, decimals);
        match (self, other) {
            (Voice::Points(one, shown), Voice::Points(other, beside)) => {
                let both = |shown: &Exact| as_shown(one, shown) && as_shown(other, shown);
                one == other || shown.iter().chain(beside).any(both)
            }
            (Voice::Points(points, beside), Voice::Agrees(shown))
            | (Voice::Agrees(shown), Voice::Points(points, beside)) => match shown {
                Some(Ok(shown)) => as_shown(points, shown),
                Some(Err(_)) => false,
                None => beside.as_ref().is_some_and(|shown| as_shown(points, shown)),
            },
            (Voice::Agrees(one), Voice::Agrees(other)) => match (one, other) {
                (Some(Ok(one)), Some(Ok(other))) => as_shown(one, other) || as_shown(other, one),
                (Some(one), Some(other)) => one == other,
                _ => true,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::from_decimal(text).unwrap()
    }

    #[test]
    fn a_mark_and_the_shown_points_are_one_voice() {
        let shown = exact("0.428571428571428");
        let mark = Voice::Agrees(Some(Ok(shown.clone())));
        let same = |one: &Voice, other: &Voice| {
            assert_eq!(one.is_same(other, 2), other.is_same(one, 2));
            one.is_same(other, 2)
        };
        assert!(same(&mark, &Voice::Points(exact("0.43"), None)));
        assert!(!same(&mark, &Voice::Points(exact("0.4"), None)));
        let beside = Voice::Points(exact("0.43"), Some(shown));
        assert!(same(&beside, &Voice::Points(exact("0.4286"), None)));
        assert!(same(&beside, &Voice::Agrees(None)));
        assert!(!same(&Voice::Points(exact("0.4"), None), &Voice::Points(exact("0.43"), None)));
        // Nobody knows what a mark without shown points agreed with.
        assert!(!same(&Voice::Points(exact("0.43"), None), &Voice::Agrees(None)));
        assert!(!same(&mark, &Voice::Agrees(Some(Err(Gap::NotApplicable)))));
    }
}
