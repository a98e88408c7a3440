//! *Hài lòng*: the units of every survey, best first, with what their forms can carry, and whom
//! the forms cannot tell apart.

use crate::results::Results;
use crate::survey::{Satisfaction, UnitSatisfaction};

use super::block::{
    Block, Cell, Chart, ChartKind, Column, Figure, Line, Page, Role, Row, Rows, Series, Table,
};
use super::survey_figures::{NOTE_SETS, best_first, float, percentage, published, rank_set, top};
use super::workbook::Workbook;
use super::{comparisons, fieldwork, series_break, survey_questions, survey_sheets, words};
use crate::terms::{Exact, Lang, Text};

const UNWEIGHTED: Text = Text { vi: "Chưa gia quyền (%)", en: "Unweighted (%)" };
const TIER: Text = Text { vi: "Nhóm", en: "Tier" };
const CHANGE: Text = Text { vi: "So với năm trước", en: "Against last year" };
const LOW: Text = Text { vi: "Cận dưới {c} (%)", en: "Lower {c} (%)" };
const HIGH: Text = Text { vi: "Cận trên {c} (%)", en: "Upper {c} (%)" };
const FEW: Text = Text {
    vi: "Ít phiếu: dưới mức tối thiểu {n}",
    en: "Few forms: below the minimum of {n}",
};
const OPEN: Text = Text {
    vi: "Người trả lời tự chọn: không có sai số",
    en: "Self-selected answers: no margin of error",
};
const NEED: Text = Text { vi: "Phiếu cần", en: "Needed" };
const MISSING: Text = Text { vi: "Còn thiếu", en: "Missing" };
const CHART: Text = Text {
    vi: "Chỉ số hài lòng và khoảng tin cậy {c}",
    en: "Satisfaction with {c} intervals",
};

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let one = |survey: &'r Satisfaction| {
        let mut pages = vec![units_page(results, survey, lang, name)];
        pages.extend(comparisons::page(results, survey, lang, name));
        pages.extend(fieldwork::page(results, survey, lang, name));
        pages.push(survey_questions::weakest_page(results, survey, lang, name));
        pages.push(survey_questions::page(results, survey, lang, name));
        survey_sheets::named(results, survey, name, lang, pages)
    };
    results.surveys.iter().flat_map(one).collect()
}

/// The optional columns of the table of units.
struct Columns {
    weighted: bool,
    previous: bool,
    fieldwork: bool,
}

fn units_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    let previous = series_break::comparable(results, survey);
    let shown = Columns {
        weighted: !survey.method.margins.is_empty(),
        previous: previous.is_some(),
        fieldwork: !survey.quotas.is_empty(),
    };
    let (columns, widths) = columns(survey, &shown, lang);
    let order = best_first(survey);
    let row = |(at, unit): (usize, &&'r UnitSatisfaction)| {
        let last_year =
            previous.and_then(|p| p.units.iter().find(|u| u.unit == unit.unit.as_str()));
        let last_year = last_year.and_then(|u| Exact::from_decimal(u.index.as_deref()?));
        unit_row(results, survey, at + 1, unit, &shown, last_year, lang)
    };
    let rows: Vec<Row> = order.iter().enumerate().map(row).collect();
    let mut blocks = top(results, survey, name, lang);
    let table =
        Table { columns, rows: Rows::Held(rows), fixed_columns: 2, size: 12, ..Table::default() };
    blocks.push(Block::Table(table));
    blocks.push(Block::Gap);
    if !survey.self_selected {
        blocks.push(Block::Line(Line::new(Role::Note, NOTE_SETS.say(lang))));
    }
    blocks.extend(series_break::lines(results, survey, lang));
    blocks.extend(charts(results, survey, lang).into_iter().map(Block::Aside));
    Page { widths, blocks, ..Page::default() }
}

fn columns(survey: &Satisfaction, shown: &Columns, lang: Lang) -> (Vec<Column>, Vec<f64>) {
    let confidence = [("c", survey.method.confidence.key())];
    let mut columns = vec![
        (Column::centre(words::NUMBER.say(lang)), 6.0),
        (Column::left(words::UNIT.say(lang)), 30.0),
        (Column::right(words::FORMS.say(lang)), 10.0),
        (Column::right(words::INDEX.say(lang)), 10.0),
    ];
    if shown.weighted {
        columns.push((Column::right(UNWEIGHTED.say(lang)), 10.0));
    }
    if !survey.self_selected {
        columns.push((Column::right(LOW.with(lang, &confidence)), 10.0));
        columns.push((Column::right(HIGH.with(lang, &confidence)), 10.0));
    }
    columns.push((Column::centre(words::RANK.say(lang)), 9.0));
    if !survey.self_selected {
        columns.push((Column::centre(words::RANK_SET.say(lang)), 11.0));
        columns.push((Column::centre(TIER.say(lang)), 8.0));
    }
    if shown.previous {
        columns.push((Column::right(words::PREVIOUS.say(lang)), 10.0));
        columns.push((Column::right(CHANGE.say(lang)), 10.0));
    }
    if shown.fieldwork {
        columns.push((Column::right(NEED.say(lang)), 10.0));
        columns.push((Column::right(MISSING.say(lang)), 10.0));
    }
    let factors = &survey.method.factors;
    columns.extend(factors.iter().map(|f| (Column::right(format!("{}. {}", f.id, f.name)), 13.0)));
    columns.push((Column::left(words::REMARK.say(lang)), 28.0));
    columns.into_iter().unzip()
}

fn unit_row<'r>(
    results: &'r Results,
    survey: &Satisfaction,
    number: usize,
    unit: &'r UnitSatisfaction,
    shown: &Columns,
    last_year: Option<Exact>,
    lang: Lang,
) -> Row<'r> {
    let decimals = results.round.rules.decimals;
    let mut cells = vec![
        Cell::whole(number),
        Cell::text(results.round.unit_name(&unit.unit)),
        Cell::whole(unit.n),
        percentage(unit.index.as_ref(), decimals),
    ];
    if shown.weighted {
        cells.push(percentage(unit.unweighted.as_ref(), decimals));
    }
    if !survey.self_selected {
        cells.extend([float(unit.low, decimals), float(unit.high, decimals)]);
    }
    cells.push(unit.rank.map_or(Cell::Empty, Cell::whole));
    if !survey.self_selected {
        cells.push(rank_set(unit).map_or(Cell::Empty, Cell::text));
        cells.push(unit.tier.map_or(Cell::Empty, Cell::whole));
    }
    if shown.previous {
        let change = last_year.as_ref().zip(published(unit, decimals)).map(|(old, new)| new - old);
        cells.push(Cell::maybe(last_year.as_ref(), decimals));
        cells.push(
            change
                .map_or(Cell::Empty, |c| Cell::Number(c.to_f64(), Figure::Signed(decimals as u8))),
        );
    }
    if shown.fieldwork {
        let work = survey.quotas.iter().find(|w| w.unit == unit.unit);
        let figures = work.map(|w| [w.need, w.missing()]);
        let number = |n: u64| Cell::whole(n as usize);
        cells.extend(figures.map_or([Cell::Empty, Cell::Empty], |f| f.map(number)));
    }
    cells.extend(unit.factors.iter().map(|f| percentage(f.index.as_ref(), decimals)));
    cells.push(Cell::text(remark(survey, unit, lang)));
    Row::new(cells)
}

fn remark(survey: &Satisfaction, unit: &UnitSatisfaction, lang: Lang) -> String {
    let mut parts = Vec::new();
    if unit.small {
        parts.push(FEW.with(lang, &[("n", &survey.min_n.to_string())]));
    }
    if survey.self_selected {
        parts.push(OPEN.say(lang).to_string());
    }
    parts.join("; ")
}

/// The charts of one survey, so many units in each as can be read.
pub(super) fn charts(results: &Results, survey: &Satisfaction, lang: Lang) -> Vec<Chart> {
    let order = best_first(survey);
    order.chunks(40).map(|units| chart(results, survey, units, lang)).collect()
}

fn chart(
    results: &Results,
    survey: &Satisfaction,
    units: &[&UnitSatisfaction],
    lang: Lang,
) -> Chart {
    let percent = |x: f64| (x * 10_000.0).round() / 100.0;
    let of = |pick: &dyn Fn(&UnitSatisfaction) -> Option<f64>| {
        units.iter().map(|u| pick(u)).collect::<Vec<_>>()
    };
    let index = |u: &UnitSatisfaction| u.index.as_ref().map(|i| percent(i.to_f64()));
    let down = |u: &UnitSatisfaction| Some((index(u)? - percent(u.low?)).max(0.0));
    let up = |u: &UnitSatisfaction| Some((percent(u.high?) - index(u)?).max(0.0));
    let series = |name: &str, values| Series {
        name: name.to_string(),
        values,
        formulas: Vec::new(),
        line: false,
    };
    let title = match survey.self_selected {
        true => words::INDEX.say(lang).to_string(),
        false => CHART.with(lang, &[("c", survey.method.confidence.key())]),
    };
    Chart {
        kind: ChartKind::Whiskers,
        title: format!("{title} – {}", survey.title),
        categories: units.iter().map(|u| results.round.unit_name(&u.unit).to_string()).collect(),
        series: vec![
            series(words::INDEX.say(lang), of(&index)),
            series(words::DOWN.say(lang), of(&down)),
            series(words::UP.say(lang), of(&up)),
        ],
        top: Some(100.0),
        decimals: results.round.rules.decimals as u8,
    }
}
