//! *Hài lòng*: the units of every survey, best first, with what their forms can carry, and whom
//! the forms cannot tell apart.

use crate::results::Results;
use crate::survey::{Satisfaction, UnitSatisfaction};

use crate::report::audience::Audience;
use crate::report::block::{
    Block, Cell, Chart, ChartKind, Figure, Line, Page, Role, Rows, Series, Table,
};
use crate::report::columns::Columns;
use crate::report::survey::figures::{
    NOTE_SETS, best_first, float, percentage, published, rank_set, top,
};
use crate::report::survey::{comparisons, fieldwork, names, questions, series_break};
use crate::report::words;
use crate::report::workbook::Workbook;
use crate::terms::{Exact, Lang, texts};

texts! {
    UNWEIGHTED "Chưa gia quyền (%)", "Unweighted (%)";
    TIER "Nhóm", "Tier";
    BLOCK_RANK "Hạng trong khối", "Rank in block";
    BLOCK_MEAN "Bình quân {block}: {mean}% ({n} đơn vị).", "Mean of {block}: {mean}% ({n} units).";
    CHANGE "So với năm trước", "Against last year";
    LOW "Cận dưới {c} (%)", "Lower {c} (%)";
    HIGH "Cận trên {c} (%)", "Upper {c} (%)";
    FEW "Ít phiếu: dưới mức tối thiểu {n}", "Few forms: below the minimum of {n}";
    OPEN "Người trả lời tự chọn: không có sai số", "Self-selected answers: no margin of error";
    NEED "Phiếu cần", "Needed";
    MISSING "Còn thiếu", "Missing";
    OF_UNIT "Chỉ số hài lòng (%)", "Satisfaction (%)";
    FORMS_SHORT "Số phiếu", "Forms";
    INTERVAL "Khoảng tin cậy {c} (%)", "{c} confidence interval (%)";
    CHART "Chỉ số hài lòng và khoảng tin cậy {c}", "Satisfaction with {c} intervals";
}

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let one = |survey: &'r Satisfaction| {
        let mut pages = vec![units_page(results, survey, lang, name)];
        pages.extend(comparisons::page(results, survey, lang, name));
        pages.extend(fieldwork::page(results, survey, lang, name));
        pages.push(questions::weakest_page(results, survey, lang, name));
        pages.push(questions::page(results, survey, lang, name));
        names::named(results, survey, name, lang, pages)
    };
    results.surveys.iter().flat_map(one).collect()
}

/// The units of every survey alone, for the workbook to sign.
pub(crate) fn units<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let one = |survey: &'r Satisfaction| {
        let pages = vec![units_page(results, survey, lang, name)];
        names::named(results, survey, name, lang, pages)
    };
    results.surveys.iter().flat_map(one).collect()
}

fn units_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    let table = listed(survey, columns(results, survey, None, lang));
    let mut blocks = top(results, survey, name, lang);
    blocks.push(Block::Table(table));
    blocks.push(Block::Gap);
    if !survey.self_selected {
        blocks.push(Block::Line(Line::new(Role::Note, NOTE_SETS.say(lang))));
    }
    let several = survey.blocks.iter().filter(|_| survey.blocks.len() > 1);
    for one in several {
        let Some(mean) = &one.mean else { continue };
        let percent = mean.clone() * &Exact::whole(100);
        let mean = words::fixed(&percent, results.round.rules.decimals, lang);
        let n = one.units.to_string();
        let facts = [("block", one.name.as_str()), ("mean", &mean), ("n", &n)];
        blocks.push(Block::Line(Line::new(Role::Note, BLOCK_MEAN.with(lang, &facts))));
    }
    blocks.extend(series_break::lines(results, survey, lang));
    blocks.extend(charts(results, survey, lang).into_iter().map(Block::Aside));
    Page { blocks, ..Page::default() }
}

/// Forms, index and interval alone, for papers and pages; everyone is told no figure of a unit with
/// too few forms.
pub(crate) fn table<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    audience: Audience,
    lang: Lang,
) -> Table<'r> {
    listed(survey, columns(results, survey, Some(audience), lang))
}

fn listed<'r>(survey: &'r Satisfaction, mut columns: Columns<'r, 'r, Placed<'r>>) -> Table<'r> {
    let rows = Rows::Held(columns.rows(best_first(survey).into_iter().enumerate()));
    Table { fixed_columns: 2, size: 12, ..columns.table(rows) }
}

/// A unit with its position in the order of the page.
type Placed<'r> = (usize, &'r UnitSatisfaction);

/// `read`: who reads the table on a paper or a page, which show no more than the figures
/// themselves; none on the sheets of the office.
fn columns<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    read: Option<Audience>,
    lang: Lang,
) -> Columns<'r, 'r, Placed<'r>> {
    let decimals = results.round.rules.decimals;
    let confidence = [("c", survey.method.confidence.key())];
    let wide = |on_sheet: f64, read_so: f64| if read.is_some() { read_so } else { on_sheet };
    let (forms, index) = match read {
        Some(_) => (FORMS_SHORT, OF_UNIT),
        None => (words::FORMS, words::INDEX),
    };
    let told = move |u: &UnitSatisfaction| !(u.small && read == Some(Audience::Public));
    let mut columns = Columns::<Placed<'r>>::new(lang);
    columns
        .centre(words::NUMBER, wide(6.0, 6.5), |(at, _)| Cell::whole(at + 1))
        .left(words::UNIT, wide(30.0, 34.0), |(_, u)| Cell::text(results.round.unit_name(&u.unit)))
        .right(forms, wide(10.0, 9.0), |(_, u)| Cell::whole(u.n))
        .right(index, wide(10.0, 12.0), move |(_, u)| {
            percentage(u.index.as_ref().filter(|_| told(u)), decimals)
        });
    if read.is_some() {
        if !survey.self_selected {
            columns.centre(INTERVAL.with(lang, &confidence), 20.0, move |(_, u)| {
                let interval = u.low.zip(u.high).filter(|_| told(u));
                interval.map_or(Cell::Empty, |(low, high)| {
                    let end = |x: f64| words::statistic(x * 100.0, decimals as usize, lang);
                    Cell::text(format!("{} – {}", end(low), end(high)))
                })
            });
        }
        return columns;
    }
    if !survey.method.margins.is_empty() {
        columns.right(UNWEIGHTED, 10.0, move |(_, u)| percentage(u.unweighted.as_ref(), decimals));
    }
    if !survey.self_selected {
        columns
            .right(LOW.with(lang, &confidence), 10.0, move |(_, u)| float(u.low, decimals))
            .right(HIGH.with(lang, &confidence), 10.0, move |(_, u)| float(u.high, decimals));
    }
    columns.centre(words::RANK, 9.0, |(_, u)| u.rank.map_or(Cell::Empty, Cell::whole));
    if !survey.self_selected {
        columns
            .centre(words::RANK_SET, 11.0, |(_, u)| rank_set(u).map_or(Cell::Empty, Cell::text))
            .centre(TIER, 8.0, |(_, u)| u.tier.map_or(Cell::Empty, Cell::whole));
    }
    of_last_year_and_quota(&mut columns, results, survey);
    for (at, factor) in survey.method.factors.iter().enumerate() {
        columns.right(format!("{}. {}", factor.id, factor.name), 13.0, move |(_, u)| {
            percentage(u.factors.get(at).and_then(|f| f.index.as_ref()), decimals)
        });
    }
    if survey.blocks.len() > 1 {
        columns.centre(BLOCK_RANK, 9.0, |(_, u)| u.block_rank.map_or(Cell::Empty, Cell::whole));
    }
    columns.left(words::REMARK, 28.0, move |(_, u)| Cell::text(remark(survey, u, lang)));
    columns
}

/// Against last year, where the surveys can be compared; the forms that the sample still needs.
fn of_last_year_and_quota<'r>(
    columns: &mut Columns<'r, 'r, Placed<'r>>,
    results: &'r Results,
    survey: &'r Satisfaction,
) {
    let decimals = results.round.rules.decimals;
    if let Some(previous) = series_break::comparable(results, survey) {
        let last_year = move |u: &UnitSatisfaction| {
            let of_unit = previous.units.iter().find(|old| old.unit == u.unit.as_str())?;
            Exact::from_decimal(of_unit.index.as_deref()?)
        };
        columns
            .right(words::PREVIOUS, 10.0, move |(_, u)| {
                Cell::maybe(last_year(u).as_ref(), decimals)
            })
            .right(CHANGE, 10.0, move |(_, u)| {
                let change = published(u, decimals).zip(last_year(u)).map(|(new, old)| new - &old);
                let signed = Figure::Signed(decimals as u8);
                change.map_or(Cell::Empty, |change| Cell::Number(change.to_f64(), signed))
            });
    }
    if !survey.quotas.is_empty() {
        let quota = |u: &UnitSatisfaction| survey.quotas.iter().find(|q| q.unit == u.unit);
        let number = |n: Option<u64>| n.map_or(Cell::Empty, |n| Cell::whole(n as usize));
        columns.right(NEED, 10.0, move |(_, u)| number(quota(u).map(|q| q.need))).right(
            MISSING,
            10.0,
            move |(_, u)| number(quota(u).map(|q| q.missing())),
        );
    }
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
pub(crate) fn charts(results: &Results, survey: &Satisfaction, lang: Lang) -> Vec<Chart> {
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
    let title = match survey.self_selected {
        true => words::INDEX.say(lang).to_string(),
        false => CHART.with(lang, &[("c", survey.method.confidence.key())]),
    };
    Chart {
        kind: ChartKind::Whiskers,
        title: format!("{title} – {}", survey.title),
        categories: units.iter().map(|u| results.round.unit_name(&u.unit).to_string()).collect(),
        series: vec![
            Series::plain(words::INDEX.say(lang), of(&index)),
            Series::plain(words::DOWN.say(lang), of(&down)),
            Series::plain(words::UP.say(lang), of(&up)),
        ],
        top: Some(100.0),
        decimals: results.round.rules.decimals as u8,
    }
}
