//! What parts units of one index, in words.

use crate::report::standing::Standing;
use crate::report::words;
use crate::results::Results;
use crate::round::TieKey;
use crate::rubric::Rubric;
use crate::terms::Lang;

/// `Cùng chỉ số với đơn vị khác, xét tiếp: chỉ số thành phần mục 3 85,00%`; nothing where no other
/// unit has its index.
pub(crate) fn parted(standing: &Standing<'_>, lang: Lang) -> Option<String> {
    let index = standing.index;
    let entries = &standing.results.round.rules.tie_break;
    let one = |at: &usize| {
        let figure = index.ties.get(*at)?.as_ref()?;
        let by = &entries.get(*at)?.by;
        let figure = match by {
            TieKey::Item(_) => words::number(figure, 6, lang),
            _ => format!("{}%", words::fixed(figure, standing.decimals(), lang)),
        };
        Some(format!("{} {figure}", name(by, &standing.block.rubric, lang)))
    };
    let figures: Vec<String> = index.parted_by.iter().filter_map(one).collect();
    let figures = figures.join("; ");
    (!figures.is_empty()).then(|| words::PARTED_BY.with(lang, &[("figures", &figures)]))
}

/// What the method says of equal indices; nothing where they share a place at once.
pub(crate) fn rule(results: &Results, lang: Lang) -> Option<String> {
    let entries = &results.round.rules.tie_break;
    let one = |entry: &crate::round::TieBreak| {
        let sets = results.blocks.iter().map(|block| &block.rubric);
        let has = |set: &&Rubric| match &entry.by {
            TieKey::Item(key) => set.item(key).is_some(),
            _ => true,
        };
        let set = sets.clone().find(has).or(sets.clone().next())?;
        Some(name(&entry.by, set, lang))
    };
    let names: Vec<String> = entries.iter().filter_map(one).collect();
    let list = names.join("; ");
    (!names.is_empty()).then(|| words::NOTE_TIE_BREAK.with(lang, &[("list", &list)]))
}

/// `chỉ số thành phần mục 3`, `khảo sát sipas`, the label of a data item.
pub(crate) fn name(by: &TieKey, rubric: &Rubric, lang: Lang) -> String {
    match (by, lang) {
        (TieKey::Node(code), Lang::Vi) => format!("chỉ số thành phần mục {code}"),
        (TieKey::Node(code), Lang::En) => format!("the component index of {code}"),
        (TieKey::Survey(scheme), Lang::Vi) => format!("khảo sát {scheme}"),
        (TieKey::Survey(scheme), Lang::En) => format!("the survey {scheme}"),
        (TieKey::Item(key), _) => {
            let label = rubric.item(key).map_or(key.as_str(), |(_, item)| item.label.as_str());
            format!("“{label}”")
        }
    }
}
