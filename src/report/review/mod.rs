//! The office's own check before it publishes: like cases with unlike points, and appraisers
//! who cut more or less than the others.

mod differences;
mod words;

use crate::results::Results;
use crate::review::{Appraiser, Basis, Cuts, ENOUGH, LikeCase, Member, appraisers, like_cases};
use crate::scores::{AppraisedScore, LeafScore};
use crate::terms::{Exact, Lang};

use super::block::{Cell, Column, Figure, Look, Page, Row, Rows, Table};
use super::standing::{agency_name, block_name, point_decimals};
use super::{heading, words as common};

/// The pages of the review workbook.
pub fn pages(results: &Results, lang: Lang) -> Vec<Page<'_>> {
    vec![
        like_page(results, lang),
        appraiser_page(results, lang),
        differences::differences_page(results, lang),
    ]
}

/// How many unequal cases there are, and the plainest of them, for a terminal.
pub fn lines(results: &Results, most: usize, lang: Lang) -> Vec<String> {
    let cases = like_cases(results);
    let mut lines = vec![format!("{}: {}", words::LIKE_CASES.say(lang), cases.len())];
    for case in cases.iter().take(most) {
        let block = &results.blocks[case.block];
        let node = &block.rubric.nodes[case.node];
        let members = case.members.iter().map(|member| {
            let (unit, _) = block.unit(&results.round, member.unit);
            let points = common::number(&member.points, point_decimals(results), lang);
            format!("{} {points}", unit.name)
        });
        let members: Vec<String> = members.collect();
        lines.push(format!("  {} {}: {}", node.code, node.name, members.join(", ")));
    }
    lines
}

fn like_page(results: &Results, lang: Lang) -> Page<'_> {
    let cases = like_cases(results);
    let mut rows = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        rows.push(case_row(results, at + 1, case, lang));
        rows.extend(case.members.iter().map(|member| member_row(results, case, member, lang)));
    }
    let columns = vec![
        Column::left(common::UNIT.say(lang)),
        Column::right(common::SELF.say(lang)),
        Column::right(common::COMPUTED.say(lang)),
        Column::right(words::POINTS.say(lang)),
        Column::right(words::LESS_THAN_MOST.say(lang)),
        Column::left(common::AGENCY.say(lang)),
        Column::left(common::REASON.say(lang)),
        Column::left(common::ACCOUNT_PROOF.say(lang)),
        Column::left(words::DECIDED_AT.say(lang)),
    ];
    let table =
        Table { columns, rows: Rows::Held(rows), fixed_columns: 1, size: 11, ..Table::default() };
    let widths = vec![26.0, 9.0, 9.0, 9.0, 10.0, 18.0, 40.0, 30.0, 36.0];
    let notes = words::notes(words::HOW_LIKE.say(lang), lang);
    let words = (words::LIKE_CASES, words::NO_LIKE_CASES);
    heading::found(results, words, notes, (table, widths), lang)
}

/// The heading of a case: which leaf, and what is the same.
fn case_row<'r>(results: &Results, number: usize, case: &LikeCase, lang: Lang) -> Row<'r> {
    let block = &results.blocks[case.block];
    let node = &block.rubric.nodes[case.node];
    let inputs = &block.scores[case.members[0].unit].leaves[case.members[0].leaf].inputs;
    let facts = inputs.iter().zip(&case.facts).map(|(input, fact)| {
        let label = block.rubric.item(&input.key).map(|(_, item)| item.label.as_str());
        format!("{}: {}", label.unwrap_or(input.key.as_str()), common::outcome(fact, lang))
    });
    let facts: Vec<String> = facts.collect();
    let facts = match facts.is_empty() {
        true => words::NO_DATA.say(lang).to_string(),
        false => facts.join("; "),
    };
    let proof = if case.proved { common::YES } else { common::NO };
    let text = format!(
        "{} {number}. {} – {} {}. {}: {facts}. {}: {}",
        words::CASE.say(lang),
        block_name(results, block),
        node.code,
        node.name,
        words::FACTS.say(lang),
        words::HAS_PROOF.say(lang),
        proof.say(lang).to_lowercase(),
    );
    Row::new(vec![Cell::text(text)]).looking(Look::Group)
}

fn member_row<'r>(results: &'r Results, case: &LikeCase, member: &Member, lang: Lang) -> Row<'r> {
    let decimals = point_decimals(results);
    let block = &results.blocks[case.block];
    let (unit, _) = block.unit(&results.round, member.unit);
    let score: &'r LeafScore = &block.scores[member.unit].leaves[member.leaf];
    let given: Option<&'r AppraisedScore> =
        score.appraised.iter().rev().flatten().next().map(|given| &**given);
    let most = case.members.last().map(|m| &m.points);
    let less = most.map(|most| member.points.clone() - most).filter(|less| !less.is_zero());
    let computed = match &score.computed {
        Ok(points) => Cell::exact(points, decimals),
        Err(gap) => Cell::text(common::gap(*gap, lang)),
    };
    let agency = given.and_then(|g| g.agency.as_ref());
    let place = given.map(|g| format!("{} – {}", g.origin.file, g.origin.cell));
    Row::new(vec![
        Cell::text(unit.name.as_str()),
        Cell::maybe(score.self_score.as_ref(), decimals),
        computed,
        Cell::exact(&member.points, decimals),
        less.map_or(Cell::Empty, |less| Cell::exact(&less, decimals)),
        agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id))),
        given.map_or(Cell::Empty, |g| Cell::text(g.reason.as_str())),
        Cell::text(score.proof.as_str()),
        match place {
            Some(place) => Cell::text(place),
            None => Cell::text(common::decided_by(score.decided_by, lang)),
        },
    ])
}

fn appraiser_page(results: &Results, lang: Lang) -> Page<'_> {
    let list = appraisers(results);
    let rows = list.iter().map(|one| appraiser_row(results, one, lang)).collect();
    let columns = vec![
        Column::left(common::FILE.say(lang)),
        Column::left(common::AGENCY.say(lang)),
        Column::right(words::OWN_ROWS.say(lang)),
        Column::right(words::OWN_CUT.say(lang)),
        Column::right(words::OWN_MEAN.say(lang)),
        Column::right(words::OTHER_ROWS.say(lang)),
        Column::right(words::OTHER_CUT.say(lang)),
        Column::right(words::OTHER_MEAN.say(lang)),
        Column::right(words::DIFFERENCE.say(lang)),
        Column::left(words::BASIS.say(lang)),
    ];
    let table = Table { columns, rows: Rows::Held(rows), ..Table::listing() };
    let widths = vec![36.0, 24.0, 10.0, 9.0, 13.0, 11.0, 11.0, 13.0, 11.0, 20.0];
    let how = words::HOW_APPRAISERS.with(lang, &[("enough", &ENOUGH.to_string())]);
    let words = (words::APPRAISERS, words::NO_APPRAISERS);
    heading::found(results, words, self::words::notes(&how, lang), (table, widths), lang)
}

fn appraiser_row<'r>(results: &'r Results, one: &Appraiser, lang: Lang) -> Row<'r> {
    let percent = |share: Exact| share * &Exact::whole(100);
    let mean = |cuts: &Cuts| match cuts.mean() {
        Some(mean) => Cell::exact(&percent(mean), 2),
        None => Cell::Empty,
    };
    let difference = one.difference().map(percent);
    let basis = match one.basis {
        Basis::SameLeaves => words::SAME_LEAVES,
        Basis::AllLeaves => words::ALL_LEAVES,
    };
    let agency = one.agency.as_ref().map(|id| agency_name(results, id).to_string());
    Row::new(vec![
        Cell::text(one.file.clone()),
        agency.map_or(Cell::Empty, Cell::text),
        Cell::whole(one.own.rows),
        Cell::whole(one.own.cut),
        mean(&one.own),
        Cell::whole(one.others.rows),
        Cell::whole(one.others.cut),
        mean(&one.others),
        match &difference {
            Some(d) => Cell::Number(d.round_half_up(2).to_f64(), Figure::Signed(2)),
            None => Cell::text(words::TOO_FEW.say(lang)),
        },
        Cell::text(basis.say(lang)),
    ])
}
