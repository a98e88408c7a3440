//! Two items with one label: nobody who fills in a form can tell them apart.

use crate::problem::{Place, Problem, Problems, kinds};
use crate::rubric::Rubric;
use crate::text::fold;

pub(super) fn check(rubric: &Rubric, problems: &mut Problems) {
    for (at, item) in rubric.items.iter().enumerate() {
        let before = &rubric.items[..at];
        let Some(first) = before.iter().find(|other| fold(&other.label) == fold(&item.label))
        else {
            continue;
        };
        let node = item.leaf.as_ref().and_then(|code| rubric.node(code));
        let place = node.map_or(Place::file(&*rubric.file), |node| node.place.clone());
        problems.push(
            Problem::new(&kinds::workshop::SET_ITEM_LABEL, place)
                .with("key", &item.key)
                .with("other", &first.key)
                .with("label", &item.label),
        );
    }
}
