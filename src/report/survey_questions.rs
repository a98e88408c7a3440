//! Questions of a survey: all of them, the weakest of every unit, and a unit's own page.

use crate::results::Results;
use crate::survey::{QuestionIndex, Satisfaction, UnitSatisfaction};

use super::block::{Block, Cell, Column, Line, Page, Role, Row, Rows, Shade, Table, Visit};
use super::survey_figures::{best_first, float, percentage, rank_set, top};
use super::words;
use crate::terms::{Exact, Lang, Text, UnitId, mean};

/// So many weakest questions of a unit are shown among all units, and on its own page.
const WEAKEST: usize = 3;
const WEAKEST_OF_ONE: usize = 5;

const QUESTIONS: Text = Text { vi: "câu hỏi", en: "questions" };
const WEAK: Text = Text { vi: "câu yếu", en: "weakest" };
const WEAK_TITLE: Text = Text { vi: "Các câu hỏi yếu nhất", en: "Weakest questions" };
const FACTOR: Text = Text { vi: "Yếu tố", en: "Factor" };
const ALL_UNITS: Text = Text { vi: "Trung bình các đơn vị (%)", en: "Mean of the units (%)" };
const BELOW_ALL: Text = Text { vi: "Kém trung bình", en: "Below the mean" };
const OWN_LINE: Text = Text {
    vi: "{title}: {n} phiếu hợp lệ; chỉ số {index}%{interval}.",
    en: "{title}: {n} valid forms; index {index}%{interval}.",
};
const OWN_INTERVAL: Text = Text {
    vi: ", khoảng tin cậy {c}: {low}% – {high}%",
    en: ", {c} interval {low}% to {high}%",
};
const OWN_PLACE: Text = Text {
    vi: "Xếp hạng {rank}/{all}; khoảng thứ hạng theo số phiếu: {set}. Khoảng này không làm thay đổi xếp hạng.",
    en: "Rank {rank} of {all}; rank set by the forms: {set}. It does not change the rank.",
};
const OWN_FEW: Text = Text {
    vi: "Số phiếu dưới mức tối thiểu {n}: chỉ để tham khảo.",
    en: "Fewer forms than the minimum of {n}: to be read with care.",
};
const NAME: Text = Text { vi: "Hài lòng", en: "Satisfaction" };
const LOW: Text = Text { vi: "Cận dưới {c} (%)", en: "Lower {c} (%)" };
const HIGH: Text = Text { vi: "Cận trên {c} (%)", en: "Upper {c} (%)" };

/// Every question of every unit.
pub(super) fn page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    let confidence = [("c", survey.method.confidence.key())];
    let columns = vec![
        Column::left(words::UNIT.say(lang)),
        Column::left(words::CODE.say(lang)),
        Column::left(words::QUESTION.say(lang)),
        Column::right(words::ANSWERS.say(lang)),
        Column::right(words::BLANK.say(lang)),
        Column::right(words::NOT_APPLICABLE_ANSWERS.say(lang)),
        Column::right(words::NO_SHARE.say(lang)),
        Column::right(words::REFUSED.say(lang)),
        Column::right(words::SATISFIED.say(lang)),
        Column::right(words::INDEX.say(lang)),
        Column::right(LOW.with(lang, &confidence)),
        Column::right(HIGH.with(lang, &confidence)),
    ];
    let options = survey.method.options.iter().map(|o| Column::right(o.label.as_str()));
    let columns: Vec<Column> = columns.into_iter().chain(options).collect();
    let rows = move |visit: &mut Visit<'_>| {
        for unit in &survey.units {
            for question in &unit.questions {
                visit(&question_row(results, unit, question));
            }
        }
    };
    let name = format!("{name} - {}", QUESTIONS.say(lang));
    let mut blocks = top(results, survey, &name, lang);
    let mut widths = vec![24.0, 8.0, 46.0, 9.0, 9.0, 9.0, 10.0, 9.0, 9.0, 10.0, 10.0, 10.0];
    widths.resize(columns.len(), 10.0);
    let rows = Rows::Made(Box::new(rows));
    let table =
        Table { columns, rows, fixed_columns: 2, filter: true, size: 11, ..Table::default() };
    blocks.push(Block::Table(table));
    Page { name: Some(name), widths, blocks, long: true, ..Page::default() }
}

fn question_row<'r>(
    results: &'r Results,
    unit: &'r UnitSatisfaction,
    question: &'r QuestionIndex,
) -> Row<'r> {
    let decimals = results.round.rules.decimals;
    let mut cells = vec![
        Cell::text(results.round.unit_name(&unit.unit)),
        Cell::text(question.id.as_str()),
        Cell::text(question.text.as_str()),
        Cell::whole(question.n),
        Cell::whole(question.blank),
        Cell::whole(question.na),
        Cell::whole(question.no_share),
        Cell::whole(question.refused),
        Cell::whole(question.satisfied),
        percentage(question.index.as_ref(), decimals),
        float(question.low, decimals),
        float(question.high, decimals),
    ];
    cells.extend(question.options.iter().map(|n| Cell::whole(*n)));
    Row::new(cells)
}

/// The weakest questions of every unit.
pub(super) fn weakest_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    let means = means(survey);
    let mut columns = vec![Column::left(words::UNIT.say(lang))];
    columns.extend(weak_columns(lang));
    let mut rows = Vec::new();
    for unit in best_first(survey) {
        for question in unit.weakest().into_iter().take(WEAKEST) {
            let mut cells = vec![Cell::text(results.round.unit_name(&unit.unit))];
            cells.extend(weak_cells(results, survey, question, &means));
            rows.push(Row::new(cells));
        }
    }
    let name = format!("{name} - {}", WEAK.say(lang));
    let mut blocks = top(results, survey, &name, lang);
    let rows = Rows::Held(rows);
    let table =
        Table { columns, rows, fixed_columns: 1, filter: true, size: 11, ..Table::default() };
    blocks.push(Block::Table(table));
    let widths = vec![24.0, 8.0, 46.0, 30.0, 10.0, 9.0, 10.0, 10.0, 13.0, 12.0];
    Page { name: Some(name), widths, blocks, ..Page::default() }
}

/// The mean index of each question over the units that have one.
fn means(survey: &Satisfaction) -> Vec<Option<Exact>> {
    let of =
        |at: usize| mean(survey.units.iter().filter_map(|u| u.questions.get(at)?.index.as_ref()));
    (0..survey.method.questions.len()).map(of).collect()
}

fn weak_columns(lang: Lang) -> Vec<Column> {
    vec![
        Column::left(words::CODE.say(lang)),
        Column::left(words::QUESTION.say(lang)),
        Column::left(FACTOR.say(lang)),
        Column::right(words::ANSWERS.say(lang)),
        Column::right(words::BLANK.say(lang)),
        Column::right(words::NOT_APPLICABLE_ANSWERS.say(lang)),
        Column::right(words::INDEX.say(lang)),
        Column::right(ALL_UNITS.say(lang)),
        Column::right(BELOW_ALL.say(lang)),
    ]
}

fn weak_cells<'r>(
    results: &Results,
    survey: &'r Satisfaction,
    question: &'r QuestionIndex,
    means: &[Option<Exact>],
) -> Vec<Cell<'r>> {
    let decimals = results.round.rules.decimals;
    let at = survey.method.questions.iter().position(|q| q.id == question.id);
    let mean = at.and_then(|at| means.get(at)?.as_ref());
    let factor =
        survey.method.factors.iter().find(|f| at.is_some_and(|q| f.questions.contains(&q)));
    let below = mean.zip(question.index.as_ref()).map(|(mean, own)| mean.clone() - own);
    vec![
        Cell::text(question.id.as_str()),
        Cell::text(question.text.as_str()),
        Cell::text(factor.map_or("", |f| f.name.as_str())),
        Cell::whole(question.n),
        Cell::whole(question.blank),
        Cell::whole(question.na),
        percentage(question.index.as_ref(), decimals),
        percentage(mean, decimals),
        percentage(below.filter(|b| *b > Exact::zero()).as_ref(), decimals),
    ]
}

/// A unit's own pages, one per survey that has forms of it.
pub(super) fn unit_pages<'r>(results: &'r Results, unit: &UnitId, lang: Lang) -> Vec<Page<'r>> {
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
    let means = means(survey);
    let weakest = unit.weakest().into_iter().take(WEAKEST_OF_ONE);
    let rows = weakest.map(|q| Row::new(weak_cells(results, survey, q, &means))).collect();
    let columns = weak_columns(lang);
    blocks.push(Block::Table(Table {
        columns,
        rows: Rows::Held(rows),
        size: 12,
        ..Table::default()
    }));
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
    let row = |(at, factor): (usize, &'r crate::survey::FactorIndex)| {
        let mean = mean(survey.units.iter().filter_map(|u| u.factors.get(at)?.index.as_ref()));
        Row::new(vec![
            Cell::text(factor.id.as_str()),
            Cell::text(factor.name.as_str()),
            percentage(factor.index.as_ref(), decimals),
            percentage(mean.as_ref(), decimals),
        ])
    };
    Table {
        columns: vec![
            Column::left(words::CODE.say(lang)),
            Column::left(FACTOR.say(lang)),
            Column::right(words::INDEX.say(lang)),
            Column::right(ALL_UNITS.say(lang)),
        ],
        rows: Rows::Held(unit.factors.iter().enumerate().map(row).collect()),
        shades: vec![Shade::Low { columns: (2, 2), low: 50.0 }],
        size: 12,
        ..Table::default()
    }
}
