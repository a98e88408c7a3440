//! The remarks of the ranking as a formula: tied, kept from a class, provisional.

use crate::expr::excel::Formula;
use crate::rubric::Class;

use crate::report::computation::{Sum, Work, ranked_on};
use crate::report::parting;
use crate::report::ranking::source::Source;
use crate::report::standing::Standing;
use crate::report::words;
use crate::terms::{Lang, Text};

/// The remarks of a unit; `rank` is the cell of its rank,
/// `not_sent` is what is said of a unit of which nothing came.
pub(crate) fn formula(
    source: &Source<'_>,
    standing: &Standing<'_>,
    rank: Formula,
    not_sent: Option<&str>,
) -> Formula {
    let (lang, at) = (source.lang, standing.at);
    let nothing = || Formula::text("");
    let mut parts = Vec::new();
    if let Some(ranks) = source.row(&Work::Sum(Sum::Rank)) {
        let same = Formula::call("COUNTIF", vec![ranks, rank.clone()]);
        let tied = Formula::apply(">", same, Formula::whole(1));
        let word = Formula::text(format!("; {}", words::TIED.say(lang)));
        parts.push(Formula::when(tied, word, nothing()));
    }
    parts.extend(parted(source, standing));
    if let Some(words) = not_sent {
        parts.push(Formula::text(format!("; {words}")));
    }
    parts.extend(held(source, at));
    parts.extend(provisional(source, at));
    let all = parts.into_iter().reduce(join).unwrap_or_else(nothing);
    let remarks = Formula::call("MID", vec![all, Formula::whole(3), Formula::whole(999)]);
    let none = Formula::apply("=", rank, nothing());
    Formula::when(none, Formula::text(words::NOTHING_APPLIES.say(lang)), remarks)
}

/// By what it was parted from others in this run, as long as another has its index.
fn parted(source: &Source<'_>, standing: &Standing<'_>) -> Option<Formula> {
    let words = parting::parted(standing, source.lang)?;
    let figure = Work::Sum(ranked_on(source.results));
    let own = source.cell(&figure, standing.at)?;
    let same = Formula::call("COUNTIF", vec![source.row(&figure)?, own]);
    let others = Formula::apply(">", same, Formula::whole(1));
    Some(Formula::when(others, Formula::text(format!("; {words}")), Formula::text("")))
}

fn join(a: Formula, b: Formula) -> Formula {
    Formula::apply("&", a, b)
}

/// What kept the unit from the best class that its index reaches.
fn held(source: &Source<'_>, at: usize) -> Option<Formula> {
    let lang = source.lang;
    let classes = &source.block.rubric.classes;
    if classes.iter().all(|class| !class.is_gated()) {
        return None;
    }
    let reached = source.cell(&Work::Sum(Sum::Reached), at)?;
    let given = source.cell(&Work::Sum(Sum::ClassAt), at)?;
    let mut list = vec![reached.clone()];
    let classes = classes.iter().enumerate();
    list.extend(classes.map(|(position, class)| {
        let low = source.cell(&Work::Low(position), at);
        low.and_then(|low| sentence(class, low, lang)).unwrap_or(Formula::text(""))
    }));
    let kept = Formula::apply("<", reached, given);
    Some(Formula::when(kept, Formula::Call("CHOOSE", list), Formula::text("")))
}

/// The cell `low` says "lĩnh vực 1, 3"; the sentence is put around it.
fn sentence(class: &Class, low: Formula, lang: Lang) -> Option<Formula> {
    if !class.gates.is_empty() {
        let text = words::CLASS_HELD_BY.with(lang, &[("class", class.name.as_str())]);
        let (before, after) = text.split_once("{why}")?;
        return Some(join(join(Formula::text(format!("; {before}")), low), Formula::text(after)));
    }
    let share = words::percent(class.every_field.as_ref()?, lang);
    let facts = [("class", class.name.as_str()), ("share", share.as_str())];
    let text = words::CLASS_HELD.with(lang, &facts);
    let fields = format!("{} {{fields}}", words::FIELD_WORD.say(lang));
    let (before, after) = text.split_once(&fields)?;
    Some(join(join(Formula::text(format!("; {before}")), low), Formula::text(after)))
}

/// `Tạm tính: 3 tiêu chí chưa có số liệu, …`
fn provisional(source: &Source<'_>, at: usize) -> Option<Formula> {
    let lang = source.lang;
    let left: [(Sum, Text); 3] = [
        (Sum::Missing, words::LEFT_MISSING),
        (Sum::Unreadable, words::LEFT_UNREADABLE),
        (Sum::Pending, words::LEFT_PENDING),
    ];
    let mut counts = Vec::new();
    let mut texts = Vec::new();
    for (sum, word) in left {
        let count = source.cell(&Work::Sum(sum), at)?;
        let after = word.say(lang).replace("{n}", "");
        let text = join(join(Formula::text(", "), count.clone()), Formula::text(after));
        texts.push(Formula::when(count.clone().is_above_zero(), text, Formula::text("")));
        counts.push(count);
    }
    // What was refused, claimed or contradicted does not change with the cells.
    let index = &source.block.index.units[at];
    for (word, count) in words::left(index) {
        let text = word.with(lang, &[("n", &count.to_string())]);
        texts.push(Formula::text(format!(", {text}")));
        counts.push(Formula::whole(count as i64));
    }
    let any = Formula::call("SUM", counts).is_above_zero();
    let all = texts.into_iter().reduce(join)?;
    let list = Formula::call("MID", vec![all, Formula::whole(3), Formula::whole(300)]);
    let said = join(Formula::text(format!("; {}: ", words::PROVISIONAL.say(lang))), list);
    Some(Formula::when(any, said, Formula::text("")))
}
