//! Whom the forms of a survey cannot tell apart: *chưa đủ căn cứ để nói A hơn B*.

use crate::results::Results;
use crate::survey::{Satisfaction, UnitSatisfaction};

use crate::report::block::{Block, Cell, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::survey::figures::{NOTE_SETS, best_first, published, rank_set, top};
use crate::report::words;
use crate::terms::{Lang, texts};

/// So many units are named in one of them.
const MOST_NAMES: usize = 6;

texts! {
    UNSURE "so sánh", "comparisons";
    NOT_SHOWN "Chưa đủ căn cứ để nói", "What the forms do not show";
    NOT_BETTER
        "Chưa đủ căn cứ để nói {unit} ({index}%) hơn {others}.",
        "The forms do not show {unit} ({index}%) to be better than {others}.";
    AND_MORE " và {n} đơn vị khác", " and {n} other units";
}

/// *Chưa đủ căn cứ để nói A hơn B*, for every unit of which it is so.
pub(crate) fn page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Option<Page<'r>> {
    let order = best_first(survey);
    let unsure = order.into_iter().filter(|unit| !unit.not_above.is_empty());
    let mut columns = Columns::<&'r UnitSatisfaction>::new(lang);
    columns
        .centre(words::RANK, 9.0, |u| u.rank.map_or(Cell::Empty, Cell::whole))
        .left(words::UNIT, 30.0, |u| Cell::text(results.round.unit_name(&u.unit)))
        .centre(words::RANK_SET, 12.0, |u| rank_set(u).map_or(Cell::Empty, Cell::text))
        .left(NOT_SHOWN, 90.0, |u| Cell::text(sentence(results, survey, u, lang)));
    let rows = columns.rows(unsure);
    if rows.is_empty() {
        return None;
    }
    let name = format!("{name} - {}", UNSURE.say(lang));
    let table = Table { fixed_columns: 2, size: 12, ..columns.table(Rows::Held(rows)) };
    let mut blocks = top(results, survey, &name, lang);
    blocks.push(Block::Table(table));
    blocks.push(Block::Line(Line::new(Role::Note, NOTE_SETS.say(lang))));
    Some(Page { name: Some(name), blocks, ..Page::default() })
}

fn sentence(
    results: &Results,
    survey: &Satisfaction,
    unit: &UnitSatisfaction,
    lang: Lang,
) -> String {
    let decimals = results.round.rules.decimals;
    let index = |unit: &UnitSatisfaction| {
        published(unit, decimals).map_or(String::new(), |i| words::fixed(&i, decimals, lang))
    };
    let named = |at: &usize| {
        let other = &survey.units[*at];
        format!("{} ({}%)", results.round.unit_name(&other.unit), index(other))
    };
    let named: Vec<String> = unit.not_above.iter().take(MOST_NAMES).map(named).collect();
    let mut others = named.join(", ");
    if let Some(more) = unit.not_above.len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
        others += &AND_MORE.with(lang, &[("n", &more.to_string())]);
    }
    let facts = [
        ("unit", results.round.unit_name(&unit.unit)),
        ("index", &index(unit)),
        ("others", &others),
    ];
    NOT_BETTER.with(lang, &facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example_results;

    fn said(results: &Results, lang: Lang) -> Vec<String> {
        let survey = &results.surveys[0];
        let Some(page) = page(results, survey, lang, "Hài lòng") else { return Vec::new() };
        let mut said = Vec::new();
        for block in &page.blocks {
            if let Block::Table(table) = block {
                table.rows.visit(&mut |row| {
                    if let Some(Cell::Text(text)) = row.cells.last() {
                        said.push(text.to_string());
                    }
                });
            }
        }
        said
    }

    #[test]
    fn the_sentence_a_leader_needs_is_there() {
        let mut results = example_results::results();
        assert_eq!(said(&results, Lang::Vi), [""; 0]);
        let survey = &mut results.surveys[0];
        survey.units[0].not_above = vec![2];
        survey.units[1].not_above = vec![2, 3, 4, 5, 0, 2, 3, 4];
        let texts = said(&results, Lang::Vi);
        let (first, third) = (&results.surveys[0].units[0], &results.surveys[0].units[2]);
        let (first, third) =
            (results.round.unit_name(&first.unit), results.round.unit_name(&third.unit));
        assert_eq!(
            texts[0],
            format!("Chưa đủ căn cứ để nói {first} (86,00%) hơn {third} (63,33%).")
        );
        assert!(texts[1].ends_with("và 2 đơn vị khác."), "{}", texts[1]);
        assert!(said(&results, Lang::En)[0].contains("(86.00%)"));
    }
}
