//! *Hài lòng*: one page of units and one of questions for every survey.

use crate::results::Results;
use crate::survey::{QuestionIndex, Satisfaction, UnitSatisfaction};
use crate::terms::{Exact, Lang};

use super::block::{
    Block, Cell, Chart, ChartKind, Column, Figure, Line, Page, Role, Row, Rows, Series, Table,
    Visit,
};
use super::{heading, words};

pub fn pages<'r>(results: &'r Results, lang: Lang, name: &str) -> Vec<Page<'r>> {
    results
        .surveys
        .iter()
        .flat_map(|survey| {
            [units_page(results, survey, lang, name), questions_page(results, survey, lang, name)]
        })
        .collect()
}

fn unit_name<'r>(results: &'r Results, unit: &'r UnitSatisfaction) -> &'r str {
    let named = results.round.units.iter().find(|u| u.id == unit.unit);
    named.map_or(unit.unit.as_str(), |u| u.name.as_str())
}

fn top<'r>(results: &Results, survey: &Satisfaction, name: &str, lang: Lang) -> Vec<Block<'r>> {
    let mut blocks = heading::title(results, name, lang);
    let about = [survey.title.as_str(), survey.basis.as_str()];
    let about: Vec<&str> = about.into_iter().filter(|t| !t.is_empty()).collect();
    let reading = heading::reading(survey.reading, lang);
    let facts = [("title", survey.title.as_str()), ("reading", reading)];
    for text in [about.join(" – "), words::NOTE_SURVEY.with(lang, &facts)] {
        blocks.push(Block::Line(Line::new(Role::Subtitle, text)));
    }
    blocks.push(Block::Gap);
    blocks
}

fn units_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
    let mut columns = vec![
        Column::centre(words::NUMBER.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::right(words::FORMS.say(lang)),
        Column::right(words::INDEX.say(lang)),
        Column::right(words::LOW.say(lang)),
        Column::right(words::HIGH.say(lang)),
        Column::centre(words::RANK.say(lang)),
        Column::centre(words::RANK_SET.say(lang)),
    ];
    let factors = survey.units.first().map_or(&[][..], |u| &u.factors[..]);
    columns.extend(factors.iter().map(|f| Column::right(format!("{}. {}", f.id, f.name))));
    columns.push(Column::left(words::REMARK.say(lang)));
    let order = best_first(survey);
    let decimals = results.round.rules.decimals;
    let row = |(at, unit): (usize, &&'r UnitSatisfaction)| {
        unit_row(results, survey, at + 1, unit, decimals, lang)
    };
    let rows: Vec<Row> = order.iter().enumerate().map(row).collect();
    let mut blocks = top(results, survey, name, lang);
    let mut widths = vec![6.0, 30.0, 9.0, 10.0, 10.0, 10.0, 9.0, 11.0];
    widths.resize(8 + factors.len(), 13.0);
    widths.push(28.0);
    let table =
        Table { columns, rows: Rows::Held(rows), fixed_columns: 2, size: 12, ..Table::default() };
    blocks.push(Block::Table(table));
    blocks.push(Block::Gap);
    let note = match lang {
        Lang::Vi => {
            "Khoảng thứ hạng: các thứ hạng mà số phiếu chưa đủ căn cứ để phân biệt; không làm thay đổi xếp hạng chính thức."
        }
        Lang::En => {
            "Rank set: the places that the forms cannot tell apart; it never changes the official rank."
        }
    };
    blocks.push(Block::Line(Line::new(Role::Note, note)));
    blocks.extend(charts(results, survey, lang).into_iter().map(Block::Aside));
    Page { widths, blocks, ..Page::default() }
}

fn unit_row<'r>(
    results: &'r Results,
    survey: &Satisfaction,
    number: usize,
    unit: &'r UnitSatisfaction,
    decimals: u32,
    lang: Lang,
) -> Row<'r> {
    let rank_set = match (unit.rank_low, unit.rank_high) {
        (Some(low), Some(high)) if low == high => Cell::text(low.to_string()),
        (Some(low), Some(high)) => Cell::text(format!("{low} – {high}")),
        _ => Cell::Empty,
    };
    let mut cells = vec![
        Cell::whole(number),
        Cell::text(unit_name(results, unit)),
        Cell::whole(unit.n),
        percentage(unit.index.as_ref(), decimals),
        float(unit.low, decimals),
        float(unit.high, decimals),
        unit.rank.map_or(Cell::Empty, Cell::whole),
        rank_set,
    ];
    cells.extend(unit.factors.iter().map(|f| percentage(f.index.as_ref(), decimals)));
    cells.push(Cell::text(remark(survey, unit, lang)));
    Row::new(cells)
}

fn remark(survey: &Satisfaction, unit: &UnitSatisfaction, lang: Lang) -> String {
    let mut parts = Vec::new();
    if unit.small {
        parts.push(match lang {
            Lang::Vi => format!("Ít phiếu: dưới mức tối thiểu {}", survey.min_n),
            Lang::En => format!("Few forms: below the minimum of {}", survey.min_n),
        });
    }
    if survey.self_selected {
        parts.push(match lang {
            Lang::Vi => "Người trả lời tự chọn: không có sai số".to_string(),
            Lang::En => "Self-selected answers: no margin of error".to_string(),
        });
    }
    parts.join("; ")
}

fn best_first(survey: &Satisfaction) -> Vec<&UnitSatisfaction> {
    let mut order: Vec<&UnitSatisfaction> = survey.units.iter().collect();
    order.sort_by_key(|u| u.rank.unwrap_or(usize::MAX));
    order
}

/// The charts of one survey, so many units in each as can be read.
pub fn charts(results: &Results, survey: &Satisfaction, lang: Lang) -> Vec<Chart> {
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
    let title = match lang {
        Lang::Vi => "Chỉ số hài lòng và khoảng tin cậy 95%",
        Lang::En => "Satisfaction with 95% intervals",
    };
    Chart {
        kind: ChartKind::Whiskers,
        title: format!("{title} – {}", survey.title),
        categories: units.iter().map(|u| unit_name(results, u).to_string()).collect(),
        series: vec![
            series(words::INDEX.say(lang), of(&index)),
            series(words::DOWN.say(lang), of(&down)),
            series(words::UP.say(lang), of(&up)),
        ],
        top: Some(100.0),
        decimals: results.round.rules.decimals as u8,
    }
}

fn questions_page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Page<'r> {
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
        Column::right(words::LOW.say(lang)),
        Column::right(words::HIGH.say(lang)),
    ];
    let rows = move |visit: &mut Visit<'_>| {
        for unit in &survey.units {
            for question in &unit.questions {
                visit(&question_row(results, unit, question));
            }
        }
    };
    let suffix = match lang {
        Lang::Vi => "câu hỏi",
        Lang::En => "questions",
    };
    let name = format!("{name} - {suffix}");
    let mut blocks = top(results, survey, &name, lang);
    let table = Table {
        columns,
        rows: Rows::Made(Box::new(rows)),
        fixed_columns: 2,
        filter: true,
        size: 11,
        ..Table::default()
    };
    blocks.push(Block::Table(table));
    let widths = vec![24.0, 8.0, 46.0, 9.0, 9.0, 9.0, 10.0, 9.0, 9.0, 10.0, 10.0, 10.0];
    Page { name: Some(name), widths, blocks, long: true, ..Page::default() }
}

fn question_row<'r>(
    results: &'r Results,
    unit: &'r UnitSatisfaction,
    question: &'r QuestionIndex,
) -> Row<'r> {
    let decimals = results.round.rules.decimals;
    Row::new(vec![
        Cell::text(unit_name(results, unit)),
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
    ])
}

/// A share of one as a number of percent.
fn percentage<'a>(share: Option<&Exact>, decimals: u32) -> Cell<'a> {
    Cell::maybe(share.map(|s| s.clone() * &Exact::whole(100)).as_ref(), decimals)
}

fn float<'a>(share: Option<f64>, decimals: u32) -> Cell<'a> {
    let Some(share) = share.filter(|s| s.is_finite()) else {
        return Cell::Empty;
    };
    let scale = 10f64.powi(decimals as i32);
    let value = (share * 100.0 * scale).round() / scale;
    Cell::Number(value, Figure::Fixed(decimals as u8))
}
