//! Which category of each margin a form is in: cells in, positions in the category names out.

use std::collections::HashMap;

use crate::grid::{Cell, Content, number_text};
use crate::text::{fold, tidy};

use super::forms::NO_CATEGORY;
use super::weights::Margin;

/// The categories of every margin as they may be written.
#[derive(Default)]
pub(super) struct Categories {
    margins: Vec<Key>,
    /// By margin, in the order of the positions.
    pub names: Vec<Vec<String>>,
}

#[derive(Default)]
struct Key {
    by_fold: HashMap<String, u16>,
    /// Ages from, to (inclusive), position.
    ranges: Vec<(f64, f64, u16)>,
    /// Any text is a category.
    open: bool,
}

impl Categories {
    pub fn new(margins: &[Margin]) -> Categories {
        let mut categories = Categories::default();
        for margin in margins {
            let names = margin.categories();
            let mut key = Key { open: names.is_empty(), ..Key::default() };
            for (at, name) in names.iter().enumerate() {
                key.by_fold.insert(folded(name), at as u16);
                if let Some((from, to)) = range(name) {
                    key.ranges.push((from, to, at as u16));
                }
            }
            categories.margins.push(key);
            categories.names.push(names);
        }
        categories
    }

    /// The category of `margin` that the cell names, or [`NO_CATEGORY`].
    pub fn read(&mut self, margin: usize, cell: Option<&Cell>) -> u16 {
        let text = match cell.map(|cell| &cell.content) {
            Some(Content::Text(text)) => text.clone(),
            Some(Content::Number(n)) => number_text(*n),
            _ => return NO_CATEGORY,
        };
        let key = &mut self.margins[margin];
        let folded = folded(&text);
        if let Some(at) = key.by_fold.get(&folded) {
            return *at;
        }
        let number = folded.parse::<f64>().ok();
        let within =
            |(from, to, _): &&(f64, f64, u16)| number.is_some_and(|n| *from <= n && n <= *to);
        if let Some((_, _, at)) = key.ranges.iter().find(within) {
            return *at;
        }
        let names = &mut self.names[margin];
        if !key.open || folded.is_empty() || names.len() >= usize::from(NO_CATEGORY) {
            return NO_CATEGORY;
        }
        let at = names.len() as u16;
        names.push(tidy(&text));
        key.by_fold.insert(folded, at);
        at
    }
}

/// All dashes alike.
fn folded(text: &str) -> String {
    fold(text).replace(['–', '—'], "-")
}

/// `18-34`, `55+`: from and to, inclusive.
fn range(name: &str) -> Option<(f64, f64)> {
    let name = folded(name);
    let whole = |text: &str| text.trim().parse::<u32>().ok().map(f64::from);
    if let Some(from) = name.strip_suffix('+') {
        return Some((whole(from)?, f64::INFINITY));
    }
    let (from, to) = name.split_once('-')?;
    Some((whole(from)?, whole(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Format;
    use crate::survey::weights::Targets;
    use crate::terms::Exact;

    fn cell(content: Content) -> Cell {
        Cell { content, format: Format::General, by_formula: false }
    }

    #[test]
    fn cells_name_categories() {
        let fixed = |names: &[&str]| Margin {
            name: String::new(),
            columns: vec![],
            targets: Targets::Fixed(names.iter().map(|n| (n.to_string(), Exact::one())).collect()),
        };
        let open = Margin { targets: Targets::Services, ..fixed(&[]) };
        let mut categories =
            Categories::new(&[fixed(&["Nam", "Nữ"]), fixed(&["18–34", "35+"]), open]);
        let text = |t: &str| cell(Content::Text(t.into()));
        assert_eq!(categories.read(0, Some(&text(" NỮ "))), 1);
        assert_eq!(categories.read(0, Some(&text("Nu"))), NO_CATEGORY);
        assert_eq!(categories.read(0, None), NO_CATEGORY);
        assert_eq!(categories.read(1, Some(&cell(Content::Number(34.0)))), 0);
        assert_eq!(categories.read(1, Some(&text("35"))), 1);
        assert_eq!(categories.read(1, Some(&text("18-34"))), 0);
        assert_eq!(categories.read(1, Some(&cell(Content::Number(17.0)))), NO_CATEGORY);
        assert_eq!(categories.read(2, Some(&text("Hộ tịch"))), 0);
        assert_eq!(categories.read(2, Some(&text("Đất đai"))), 1);
        assert_eq!(categories.read(2, Some(&text("HỘ TỊCH"))), 0);
        assert_eq!(categories.names[2], ["Hộ tịch", "Đất đai"]);
    }
}
