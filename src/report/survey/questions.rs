//! Questions of a survey: all of them, the weakest of every unit, and a unit's own page.

use std::rc::Rc;

use crate::results::Results;
use crate::survey::scheme::Factor;
use crate::survey::{FactorIndex, QuestionIndex, Satisfaction, UnitSatisfaction};

use crate::report::block::{Block, Cell, Line, Page, Role, Rows, Shade, Table};
use crate::report::columns::Columns;
use crate::report::survey::figures::{best_first, float, percentage, rank_set, top};
use crate::report::words;
use crate::terms::{Exact, Lang, UnitId, mean, texts};

/// So many weakest questions of a unit are shown among all units, and on its own page.
const WEAKEST: usize = 3;
const WEAKEST_OF_ONE: usize = 5;

texts! {
    QUESTIONS "câu hỏi", "questions";
    WEAK "câu yếu", "weakest";
    WEAK_TITLE "Các câu hỏi yếu nhất", "Weakest questions";
    FACTOR "Yếu tố", "Factor";
    ALL_UNITS "Trung bình các đơn vị (%)", "Mean of the units (%)";
    BELOW_ALL "Kém trung bình", "Below the mean";
    OWN_LINE
        "{title}: {n} phiếu hợp lệ; chỉ số {index}%{interval}.",
        "{title}: {n} valid forms; index {index}%{interval}.";
    OWN_INTERVAL ", khoảng tin cậy {c}: {low}% – {high}%", ", {c} interval {low}% to {high}%";
    OWN_PLACE
        "Xếp hạng {rank}/{all}; khoảng thứ hạng theo số phiếu: {set}. Khoảng này không làm thay đổi xếp hạng.",
        "Rank {rank} of {all}; rank set by the forms: {set}. It does not change the rank.";
    OWN_FEW
        "Số phiếu dưới mức tối thiểu {n}: chỉ để tham khảo.",
        "Fewer forms than the minimum of {n}: to be read with care.";
    NAME "Hài lòng", "Satisfaction";
    LOW "Cận dưới {c} (%)", "Lower {c} (%)";
    HIGH "Cận trên {c} (%)", "Upper {c} (%)";
}

/// Every question of every unit.
pub(crate) fn page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    let confidence = [("c", survey.method.confidence.key())];
    let decimals = results.round.rules.decimals;
    let mut columns = Columns::<Answered<'r>>::new(lang);
    columns
        .left(words::UNIT, 24.0, |(unit, _)| Cell::text(results.round.unit_name(&unit.unit)))
        .left(words::CODE, 8.0, |(_, q)| Cell::text(q.id.as_str()))
        .left(words::QUESTION, 46.0, |(_, q)| Cell::text(q.text.as_str()))
        .right(words::ANSWERS, 9.0, |(_, q)| Cell::whole(q.n))
        .right(words::BLANK, 9.0, |(_, q)| Cell::whole(q.blank))
        .right(words::NOT_APPLICABLE_ANSWERS, 9.0, |(_, q)| Cell::whole(q.na))
        .right(words::NO_SHARE, 10.0, |(_, q)| Cell::whole(q.no_share))
        .right(words::REFUSED, 9.0, |(_, q)| Cell::whole(q.refused))
        .right(words::SATISFIED, 9.0, |(_, q)| Cell::whole(q.satisfied))
        .right(words::INDEX, 10.0, move |(_, q)| percentage(q.index.as_ref(), decimals))
        .right(LOW.with(lang, &confidence), 10.0, move |(_, q)| float(q.low, decimals))
        .right(HIGH.with(lang, &confidence), 10.0, move |(_, q)| float(q.high, decimals));
    for (at, option) in survey.method.options.iter().enumerate() {
        columns.right(option.label.as_str(), 10.0, move |(_, q)| {
            q.options.get(at).map_or(Cell::Empty, |n| Cell::whole(*n))
        });
    }
    let table = columns.streamed(|visit| {
        let answered = survey.units.iter().flat_map(|u| u.questions.iter().map(move |q| (u, q)));
        answered.for_each(|one| visit(&one));
    });
    let name = format!("{name} - {}", QUESTIONS.say(lang));
    let mut blocks = top(results, survey, &name, lang);
    blocks.push(Block::Table(Table { fixed_columns: 2, ..table }));
    Page { name: Some(name), blocks, long: true, ..Page::default() }
}

/// A question of a unit.
type Answered<'r> = (&'r UnitSatisfaction, &'r QuestionIndex);

/// The weakest questions of every unit.
pub(crate) fn weakest_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    let mut columns = Columns::<Answered<'r>>::new(lang);
    columns.left(words::UNIT, 24.0, |(unit, _)| Cell::text(results.round.unit_name(&unit.unit)));
    weak_columns(&mut columns, results, survey, 46.0);
    let order = best_first(survey).into_iter();
    let weakest = order
        .flat_map(|u| u.weakest().into_iter().take(WEAKEST).map(move |question| (u, question)));
    let rows = Rows::Held(columns.rows(weakest));
    let table = Table { fixed_columns: 1, filter: true, ..columns.table(rows) };
    let name = format!("{name} - {}", WEAK.say(lang));
    let mut blocks = top(results, survey, &name, lang);
    blocks.push(Block::Table(table));
    Page { name: Some(name), blocks, ..Page::default() }
}

/// The mean index of each question over the units that have one.
fn means(survey: &Satisfaction) -> Vec<Option<Exact>> {
    let of =
        |at: usize| mean(survey.units.iter().filter_map(|u| u.questions.get(at)?.index.as_ref()));
    (0..survey.method.questions.len()).map(of).collect()
}

/// A question against the mean of all units; `text` is the width of its words.
fn weak_columns<'r>(
    columns: &mut Columns<'r, 'r, Answered<'r>>,
    results: &'r Results,
    survey: &'r Satisfaction,
    text: f64,
) {
    let (decimals, means) = (results.round.rules.decimals, Rc::new(means(survey)));
    let position = |q: &QuestionIndex| survey.method.questions.iter().position(|o| o.id == q.id);
    let mean = move |q: &QuestionIndex| means.get(position(q)?)?.clone();
    let below = mean.clone();
    columns
        .left(words::CODE, 8.0, |(_, q)| Cell::text(q.id.as_str()))
        .left(words::QUESTION, text, |(_, q)| Cell::text(q.text.as_str()))
        .left(FACTOR, 30.0, move |(_, q)| {
            let at = position(q);
            let holds = |f: &&Factor| at.is_some_and(|at| f.questions.contains(&at));
            let factor = survey.method.factors.iter().find(holds);
            Cell::text(factor.map_or("", |f| f.name.as_str()))
        })
        .right(words::ANSWERS, 10.0, |(_, q)| Cell::whole(q.n))
        .right(words::BLANK, 9.0, |(_, q)| Cell::whole(q.blank))
        .right(words::NOT_APPLICABLE_ANSWERS, 10.0, |(_, q)| Cell::whole(q.na))
        .right(words::INDEX, 10.0, move |(_, q)| percentage(q.index.as_ref(), decimals))
        .right(ALL_UNITS, 13.0, move |(_, q)| percentage(mean(q).as_ref(), decimals))
        .right(BELOW_ALL, 12.0, move |(_, q)| {
            let below = below(q).zip(q.index.as_ref()).map(|(mean, own)| mean - own);
            percentage(below.filter(|b| *b > Exact::zero()).as_ref(), decimals)
        });
}

/// A unit's own pages, one per survey that has forms of it.
pub(crate) fn unit_pages<'r>(results: &'r Results, unit: &UnitId, lang: Lang) -> Vec<Page<'r>> {
    let surveys = results.surveys.iter().filter_map(|survey| Some((survey, survey.unit(unit)?)));
    let pages = surveys.map(|(survey, figures)| unit_page(results, survey, figures, lang));
    pages.collect()
}

fn unit_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    unit: &'r UnitSatisfaction,
    lang: Lang,
) -> Page<'r> {
    let name = NAME.say(lang);
    let title = format!("{name} – {}", results.round.unit_name(&unit.unit));
    let mut blocks = top(results, survey, &title, lang);
    let texts = own_lines(results, survey, unit, lang);
    blocks.extend(texts.into_iter().map(|text| Block::Line(Line::new(Role::Text, text))));
    blocks.push(Block::Gap);
    blocks.push(Block::Table(factor_table(results, survey, unit, lang)));
    blocks.push(Block::Gap);
    blocks.push(Block::Line(Line::new(Role::Section, WEAK_TITLE.say(lang))));
    let mut columns = Columns::<Answered<'r>>::new(lang);
    weak_columns(&mut columns, results, survey, 50.0);
    let weakest = unit.weakest().into_iter().take(WEAKEST_OF_ONE);
    let rows = Rows::Held(columns.rows(weakest.map(|question| (unit, question))));
    blocks.push(Block::Table(Table { size: 12, ..columns.table(rows) }));
    let widths = vec![8.0, 50.0, 30.0, 10.0, 10.0, 10.0, 10.0, 13.0, 12.0];
    Page { name: Some(name.into()), widths, blocks, ..Page::default() }
}

fn own_lines(
    results: &Results,
    survey: &Satisfaction,
    unit: &UnitSatisfaction,
    lang: Lang,
) -> Vec<String> {
    let decimals = results.round.rules.decimals;
    let Some(index) = &unit.index else { return Vec::new() };
    let percent =
        |share: &Exact| words::fixed(&(share.clone() * &Exact::whole(100)), decimals, lang);
    let bound = |share: f64| words::statistic(share * 100.0, decimals as usize, lang);
    let interval = unit.low.zip(unit.high).map_or(String::new(), |(low, high)| {
        let c = survey.method.confidence.key();
        OWN_INTERVAL.with(lang, &[("c", c), ("low", &bound(low)), ("high", &bound(high))])
    });
    let facts = [
        ("title", survey.title.as_str()),
        ("n", &unit.n.to_string()),
        ("index", &percent(index)),
        ("interval", &interval),
    ];
    let mut lines = vec![OWN_LINE.with(lang, &facts)];
    if let (Some(rank), Some(set)) = (unit.rank, rank_set(unit)) {
        let (rank, all) = (rank.to_string(), survey.units.len().to_string());
        lines.push(OWN_PLACE.with(lang, &[("rank", &rank), ("all", &all), ("set", &set)]));
    }
    if unit.small {
        lines.push(OWN_FEW.with(lang, &[("n", &survey.min_n.to_string())]));
    }
    lines
}

fn factor_table<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    unit: &'r UnitSatisfaction,
    lang: Lang,
) -> Table<'r> {
    let decimals = results.round.rules.decimals;
    let mean =
        |at: usize| mean(survey.units.iter().filter_map(|u| u.factors.get(at)?.index.as_ref()));
    let mut columns = Columns::<(usize, &'r FactorIndex)>::new(lang);
    columns
        .left(words::CODE, 0.0, |(_, f)| Cell::text(f.id.as_str()))
        .left(FACTOR, 0.0, |(_, f)| Cell::text(f.name.as_str()))
        .right(words::INDEX, 0.0, |(_, f)| percentage(f.index.as_ref(), decimals))
        .shaded(2, |columns| Shade::Low { columns, low: 50.0 });
    columns.right(ALL_UNITS, 0.0, |(at, _)| percentage(mean(*at).as_ref(), decimals));
    let rows = Rows::Held(columns.rows(unit.factors.iter().enumerate()));
    Table { size: 12, ..columns.table(rows) }
}
