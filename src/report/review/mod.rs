//! The office's own check before it publishes: like cases with unlike points, and appraisers
//! who cut more or less than the others.

mod differences;
mod words;

use crate::results::Results;
use crate::review::{Appraiser, Basis, Cuts, ENOUGH, LikeCase, Member, appraisers, like_cases};
use crate::scores::{AppraisedScore, LeafScore};
use crate::terms::{Exact, Lang};

use crate::report::block::{Cell, Figure, Look, Page, Row, Rows, Table};
use crate::report::columns::Columns;
use crate::report::standing::{agency_name, block_name, point_decimals};
use crate::report::{heading, words as common};

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
    let mut columns = columns(results, lang);
    let mut rows = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        rows.push(case_row(results, at + 1, case, lang));
        rows.extend(columns.rows(case.members.iter().map(|member| Alike { case, member })));
    }
    let table = Table { fixed_columns: 1, ..columns.table(Rows::Held(rows)) };
    let notes = words::notes(words::HOW_LIKE.say(lang), lang);
    let words = (words::LIKE_CASES, words::NO_LIKE_CASES);
    heading::found(results, words, notes, table, lang)
}

/// A unit of a case.
struct Alike<'c> {
    case: &'c LikeCase,
    member: &'c Member,
}

impl Alike<'_> {
    fn score<'r>(&self, results: &'r Results) -> &'r LeafScore {
        &results.blocks[self.case.block].scores[self.member.unit].leaves[self.member.leaf]
    }

    fn given<'r>(&self, results: &'r Results) -> Option<&'r AppraisedScore> {
        self.score(results).appraised.iter().rev().flatten().next().map(|given| &**given)
    }

    fn less(&self) -> Option<Exact> {
        let most = self.case.members.last()?;
        Some(self.member.points.clone() - &most.points).filter(|less| !less.is_zero())
    }
}

fn columns<'r, 'c>(results: &'r Results, lang: Lang) -> Columns<'r, 'r, Alike<'c>> {
    let decimals = point_decimals(results);
    let mut columns = Columns::<Alike<'c>>::new(lang);
    columns
        .left(common::UNIT, 26.0, move |a| {
            let (unit, _) = results.blocks[a.case.block].unit(&results.round, a.member.unit);
            Cell::text(unit.name.as_str())
        })
        .right(common::SELF, 9.0, move |a| {
            Cell::maybe(a.score(results).self_score.as_ref(), decimals)
        })
        .right(common::COMPUTED, 9.0, move |a| match &a.score(results).computed {
            Ok(points) => Cell::exact(points, decimals),
            Err(gap) => Cell::text(common::gap(*gap, lang)),
        })
        .right(words::POINTS, 9.0, move |a| Cell::exact(&a.member.points, decimals))
        .right(words::LESS_THAN_MOST, 10.0, move |a| Cell::maybe(a.less().as_ref(), decimals))
        .left(common::AGENCY, 18.0, move |a| {
            let agency = a.given(results).and_then(|given| given.agency.as_ref());
            agency.map_or(Cell::Empty, |id| Cell::text(agency_name(results, id)))
        })
        .left(common::REASON, 40.0, move |a| {
            a.given(results).map_or(Cell::Empty, |given| Cell::text(given.reason.as_str()))
        })
        .left(common::ACCOUNT_PROOF, 30.0, move |a| Cell::text(a.score(results).proof.as_str()))
        .left(words::DECIDED_AT, 36.0, move |a| match a.given(results) {
            Some(given) => Cell::text(format!("{} – {}", given.origin.file, given.origin.cell)),
            None => Cell::text(common::decided(a.score(results), lang)),
        });
    columns
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

fn appraiser_page(results: &Results, lang: Lang) -> Page<'_> {
    let percent = |share: Exact| share * &Exact::whole(100);
    let mean = move |cuts: &Cuts| Cell::maybe(cuts.mean().map(percent).as_ref(), 2);
    let mut columns = Columns::<Appraiser>::new(lang);
    columns
        .left(common::FILE, 36.0, |a| Cell::text(a.file.clone()))
        .left(common::AGENCY, 24.0, |a| {
            let agency = a.agency.as_ref().map(|id| agency_name(results, id).to_string());
            agency.map_or(Cell::Empty, Cell::text)
        })
        .right(words::OWN_ROWS, 10.0, |a| Cell::whole(a.own.rows))
        .right(words::OWN_CUT, 9.0, |a| Cell::whole(a.own.cut))
        .right(words::OWN_MEAN, 13.0, move |a| mean(&a.own))
        .right(words::OTHER_ROWS, 11.0, |a| Cell::whole(a.others.rows))
        .right(words::OTHER_CUT, 11.0, |a| Cell::whole(a.others.cut))
        .right(words::OTHER_MEAN, 13.0, move |a| mean(&a.others))
        .right(words::DIFFERENCE, 11.0, move |a| match a.difference().map(percent) {
            Some(d) => Cell::Number(d.round_half_up(2).to_f64(), Figure::Signed(2)),
            None => Cell::text(words::TOO_FEW.say(lang)),
        })
        .left(words::BASIS, 20.0, move |a| {
            Cell::text(match a.basis {
                Basis::SameLeaves => words::SAME_LEAVES.say(lang),
                Basis::AllLeaves => words::ALL_LEAVES.say(lang),
            })
        });
    let rows = Rows::Held(columns.rows(appraisers(results)));
    let table = Table { filter: true, ..columns.table(rows) };
    let how = words::HOW_APPRAISERS.with(lang, &[("enough", &ENOUGH.to_string())]);
    let notes = words::notes(&how, lang);
    let words = (words::APPRAISERS, words::NO_APPRAISERS);
    heading::found(results, words, notes, table, lang)
}
