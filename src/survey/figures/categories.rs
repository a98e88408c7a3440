//! Which category of a margin a text names: texts in, positions out.

use std::collections::HashMap;

use crate::text::fold;

/// The categories of a margin as they may be written.
#[derive(Default)]
pub(crate) struct Categories {
    by_fold: HashMap<String, usize>,
    /// Ages from, to (inclusive), position.
    ranges: Vec<(f64, f64, usize)>,
}

impl Categories {
    pub(crate) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Categories {
        let mut categories = Categories::default();
        for (at, name) in names.enumerate() {
            categories.by_fold.insert(folded(name), at);
            if let Some((from, to)) = range(name) {
                categories.ranges.push((from, to, at));
            }
        }
        categories
    }

    /// The category that the text names in full, or that a number lies in.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let text = folded(text);
        if let Some(at) = self.by_fold.get(&text) {
            return Some(*at);
        }
        let number: f64 = text.parse().ok()?;
        let within = |(from, to, _): &&(f64, f64, usize)| *from <= number && number <= *to;
        self.ranges.iter().find(within).map(|(_, _, at)| *at)
    }
}

/// All dashes alike.
fn folded(text: &str) -> String {
    fold(text).replace(['–', '—'], "-")
}

/// The bound of an open range: nobody is older than 120 years, and a year of birth is no age.
fn highest(from: f64) -> f64 {
    match from {
        from if from <= 120.0 => 120.0,
        from if from < 1_900.0 => 10.0 * from,
        from if from < 2_100.0 => 2_100.0,
        _ => f64::INFINITY,
    }
}

/// `18-34`, `55+`: from and to, inclusive.
fn range(name: &str) -> Option<(f64, f64)> {
    let name = folded(name);
    let whole = |text: &str| text.trim().parse::<u32>().ok().map(f64::from);
    if let Some(from) = name.strip_suffix('+') {
        let from = whole(from)?;
        return Some((from, highest(from)));
    }
    let (from, to) = name.split_once('-')?;
    Some((whole(from)?, whole(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_ages_name_categories() {
        let sex = Categories::new(["Nam", "Nữ"].into_iter());
        assert_eq!(sex.find(" NỮ "), Some(1));
        assert_eq!(sex.find("Nu"), None);
        let age = Categories::new(["18–34", "35+"].into_iter());
        assert_eq!(age.find("34"), Some(0));
        assert_eq!(age.find("35"), Some(1));
        assert_eq!(age.find("18-34"), Some(0));
        assert_eq!(age.find("17"), None);
        assert_eq!(age.find(""), None);
        assert_eq!(age.find("96"), Some(1));
        // a year of birth is no age, and 34,5 lies in none of the ranges
        for odd in ["1995", "2001", "121", "34,5", "034512"] {
            assert_eq!(age.find(odd), None, "{odd}");
        }
        let born = Categories::new(["1960-1994", "1995+"].into_iter());
        assert_eq!(
            (born.find("1995"), born.find("1994"), born.find("25")),
            (Some(1), Some(0), None)
        );
    }
}
