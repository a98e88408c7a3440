//! The preview before round 2: every open dispute with its effect, best and worst cases, and
//! what hangs on a single dispute.

mod words;

use crate::preview::{Case, Effect, Figures, Move, Outlook, TOP, Unsettled};
use crate::results::Results;
use crate::terms::{Exact, Lang};

use super::block::{Cell, Column, Figure, Line, Page, Role, Row, Rows, Table};
use super::standing::{Standing, block_name, point_decimals};
use super::{heading, words as common};

/// The pages of the preview's workbook.
pub fn pages<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Vec<Page<'r>> {
    vec![
        hinge_page(results, outlook, lang),
        case_page(results, outlook, lang),
        dispute_page(results, outlook, lang),
    ]
}

/// One dispute with one of its choices, ready to be shown.
struct Entry<'r> {
    results: &'r Results,
    outlook: &'r Outlook,
    dispute: usize,
    /// `None` when nobody claims other points.
    choice: Option<usize>,
    lang: Lang,
}

impl<'r> Entry<'r> {
    fn standing(&self) -> Standing<'r> {
        let dispute = &self.outlook.disputes[self.dispute];
        Standing::of(self.results, &self.results.blocks[dispute.block], dispute.unit)
    }

    fn effect(&self) -> Option<&'r Effect> {
        self.outlook.effects[self.dispute].get(self.choice?)
    }

    /// Block, unit, code, leaf.
    fn subject(&self) -> Vec<Cell<'r>> {
        let standing = self.standing();
        let node = self.outlook.disputes[self.dispute].score(self.results).node;
        let node = &standing.block.rubric.nodes[node];
        vec![
            Cell::text(block_name(self.results, standing.block)),
            Cell::text(standing.unit.name.as_str()),
            Cell::text(node.code.as_str()),
            Cell::text(node.name.as_str()),
        ]
    }

    /// Points now, points if accepted, and who says so.
    fn points(&self) -> Vec<Cell<'r>> {
        let decimals = point_decimals(self.results);
        let dispute = &self.outlook.disputes[self.dispute];
        let now = Cell::exact(&dispute.score(self.results).points, decimals);
        match self.choice.map(|at| &dispute.choices[at]) {
            Some(choice) => {
                let by = words::claimant(&choice.by, self.lang);
                vec![now, Cell::exact(&choice.points, decimals), Cell::text(by)]
            }
            None => vec![now, Cell::Empty, Cell::text(words::NO_CLAIM.say(self.lang))],
        }
    }

    /// What changes for whom, one sentence each.
    fn moves(&self) -> String {
        let Some(effect) = self.effect() else { return String::new() };
        let standing = self.standing();
        let class = |class: &Option<String>| {
            class.clone().unwrap_or_else(|| common::NO_CLASS.say(self.lang).to_string())
        };
        let mut parts = Vec::new();
        if effect.class_moves {
            let (from, to) = (class(&standing.index.class), class(&effect.figures.class));
            parts.push(words::CLASS_MOVES.with(self.lang, &[("from", &from), ("to", &to)]));
        }
        let moves = effect.top.iter().map(|one| self.move_words(&standing, one));
        parts.extend(moves);
        parts.join("; ")
    }

    fn move_words(&self, standing: &Standing<'_>, one: &Move) -> String {
        let (unit, _) = standing.block.unit(&self.results.round, one.unit);
        let word = if one.to <= TOP { words::ENTERS } else { words::LEAVES };
        let (from, to, top) = (one.from.to_string(), one.to.to_string(), TOP.to_string());
        let facts = [("unit", unit.name.as_str()), ("from", &from), ("to", &to), ("top", &top)];
        word.with(self.lang, &facts)
    }
}

fn entries<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Vec<Entry<'r>> {
    let mut list = Vec::new();
    for (dispute, found) in outlook.disputes.iter().enumerate() {
        let entry = |choice| Entry { results, outlook, dispute, choice, lang };
        match found.choices.len() {
            0 => list.push(entry(None)),
            count => list.extend((0..count).map(|choice| entry(Some(choice)))),
        }
    }
    list
}

/// What the preview cannot weigh and may still change the results; `None` when there is nothing.
pub fn not_weighed(results: &Results, outlook: &Outlook, lang: Lang) -> Option<String> {
    let open = Unsettled::of(results, &outlook.disputes);
    let unclaimed = outlook.disputes.iter().filter(|d| d.choices.is_empty()).count();
    let counts = [
        (words::NO_CLAIMS, unclaimed),
        (common::LEFT_MISSING, open.missing),
        (common::LEFT_UNREADABLE, open.unreadable),
        (common::LEFT_REFUSED, open.refused),
        (common::LEFT_UNCONFIRMED, open.unconfirmed),
        (common::LEFT_CHECKS, open.failed_checks),
        (common::LEFT_DOUBTS, open.doubts),
        (words::SURVEY_ERRORS, open.survey_errors),
    ];
    let counts = counts.iter().filter(|(_, n)| *n > 0);
    let mut list: Vec<String> =
        counts.map(|(word, n)| word.with(lang, &[("n", &n.to_string())])).collect();
    let units = |all: &[usize]| {
        all.iter().map(|at| results.round.units[*at].name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let blocks = open.unscored.iter().map(|at| results.round.blocks[*at].name.as_str());
    let blocks = blocks.collect::<Vec<_>>().join(", ");
    let named = [
        (words::UNSENT, open.unsent.len(), units(&open.unsent)),
        (words::STOPPED, open.stopped.len(), units(&open.stopped)),
        (words::UNSCORED, open.unscored.len(), blocks),
    ];
    for (word, n, names) in named.iter().filter(|(_, n, _)| *n > 0) {
        list.push(word.with(lang, &[("n", &n.to_string()), ("units", names)]));
    }
    (!list.is_empty()).then(|| words::NOT_WEIGHED.with(lang, &[("list", &list.join("; "))]))
}

/// How it was computed, and what could not be weighed.
fn notes(results: &Results, outlook: &Outlook, lang: Lang) -> Vec<Line> {
    let open = not_weighed(results, outlook, lang).map(|text| Line::new(Role::Alarm, text));
    std::iter::once(Line::new(Role::Note, words::HOW.say(lang))).chain(open).collect()
}

fn hinge_page<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Page<'r> {
    let rows = outlook.hinges().into_iter().map(|(dispute, choice)| {
        let entry = Entry { results, outlook, dispute, choice: Some(choice), lang };
        let mut cells = entry.subject();
        cells.extend(entry.points());
        cells.push(Cell::text(entry.moves()));
        Row::new(cells)
    });
    let columns = vec![
        Column::left(common::BLOCK.say(lang)),
        Column::left(common::UNIT.say(lang)),
        Column::left(common::CODE.say(lang)),
        Column::left(common::LEAF.say(lang)),
        Column::right(words::NOW.say(lang)),
        Column::right(words::IF_ACCEPTED.say(lang)),
        Column::left(words::PROPOSED_BY.say(lang)),
        Column::left(words::WHAT_MOVES.say(lang)),
    ];
    let table = Table { columns, rows: Rows::Held(rows.collect()), ..Table::listing() };
    let widths = vec![18.0, 20.0, 8.0, 36.0, 10.0, 10.0, 18.0, 46.0];
    let words = (words::HINGES, words::NO_HINGES);
    heading::found(results, words, notes(results, outlook, lang), (table, widths), lang)
}

fn case_page<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Page<'r> {
    let mut rows = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        for at in block.ranking() {
            let open = outlook.disputes.iter().filter(|d| (d.block, d.unit) == (number, at));
            let standing = Standing::of(results, block, at);
            rows.push(case_row(&standing, open.count(), &outlook.cases[number][at]));
        }
    }
    let columns = vec![
        Column::left(common::BLOCK.say(lang)),
        Column::left(common::UNIT.say(lang)),
        Column::right(words::OPEN_COUNT.say(lang)),
        Column::right(words::LOWEST_INDEX.say(lang)),
        Column::right(words::INDEX_NOW.say(lang)),
        Column::right(words::HIGHEST_INDEX.say(lang)),
        Column::centre(words::WORST_RANK.say(lang)),
        Column::centre(words::RANK_NOW.say(lang)),
        Column::centre(words::BEST_RANK.say(lang)),
        Column::left(words::LOWEST_CLASS.say(lang)),
        Column::left(words::CLASS_NOW.say(lang)),
        Column::left(words::HIGHEST_CLASS.say(lang)),
    ];
    let table = Table { columns, rows: Rows::Held(rows), ..Table::listing() };
    let widths = vec![18.0, 22.0, 9.0, 10.0, 10.0, 10.0, 9.0, 9.0, 9.0, 13.0, 13.0, 13.0];
    let words = (words::CASES, words::NONE_OPEN);
    heading::found(results, words, notes(results, outlook, lang), (table, widths), lang)
}

fn case_row<'r>(standing: &Standing<'r>, open: usize, case: &'r Case) -> Row<'r> {
    let decimals = standing.decimals();
    let index = |figure: Option<&Exact>| Cell::maybe(figure, decimals);
    let rank = |rank: Option<usize>| rank.map_or(Cell::Empty, Cell::whole);
    let class = |class: &'r Option<String>| class.as_deref().map_or(Cell::Empty, Cell::text);
    let now = standing.index;
    Row::new(vec![
        Cell::text(block_name(standing.results, standing.block)),
        Cell::text(standing.unit.name.as_str()),
        Cell::whole(open),
        index(case.worst.published.as_ref()),
        index(now.published.as_ref()),
        index(case.best.published.as_ref()),
        rank(case.worst.rank),
        rank(now.rank),
        rank(case.best.rank),
        class(&case.worst.class),
        class(&now.class),
        class(&case.best.class),
    ])
}

fn dispute_page<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Page<'r> {
    let rows = entries(results, outlook, lang).into_iter().map(|entry| dispute_row(&entry));
    let columns = vec![
        Column::left(common::BLOCK.say(lang)),
        Column::left(common::UNIT.say(lang)),
        Column::left(common::CODE.say(lang)),
        Column::left(common::LEAF.say(lang)),
        Column::left(words::WHY_OPEN.say(lang)),
        Column::right(words::NOW.say(lang)),
        Column::right(words::IF_ACCEPTED.say(lang)),
        Column::left(words::PROPOSED_BY.say(lang)),
        Column::right(words::TOTAL_NOW.say(lang)),
        Column::right(words::TOTAL_THEN.say(lang)),
        Column::right(words::INDEX_NOW.say(lang)),
        Column::right(words::INDEX_THEN.say(lang)),
        Column::right(words::INDEX_MOVES.say(lang)),
        Column::centre(words::RANK_NOW.say(lang)),
        Column::centre(words::RANK_THEN.say(lang)),
        Column::left(words::CLASS_NOW.say(lang)),
        Column::left(words::CLASS_THEN.say(lang)),
        Column::left(words::SAID.say(lang)),
    ];
    let rows = Rows::Held(rows.collect());
    let table = Table { columns, rows, fixed_columns: 3, ..Table::listing() };
    let widths = vec![
        14.0, 18.0, 8.0, 30.0, 16.0, 9.0, 9.0, 16.0, 9.0, 9.0, 9.0, 9.0, 8.0, 7.0, 7.0, 11.0, 11.0,
        34.0,
    ];
    let words = (words::DISPUTES, words::NONE_OPEN);
    heading::found(results, words, notes(results, outlook, lang), (table, widths), lang)
}

fn dispute_row<'r>(entry: &Entry<'r>) -> Row<'r> {
    let (standing, lang) = (entry.standing(), entry.lang);
    let decimals = standing.decimals();
    let dispute = &entry.outlook.disputes[entry.dispute];
    let then: Option<&'r Figures> = entry.effect().map(|e| &e.figures);
    let now = standing.index;
    let moved = match (then.and_then(|f| f.published.as_ref()), &now.published) {
        (Some(then), Some(now)) => {
            let moved = then.clone() - now;
            Cell::Number(moved.to_f64(), Figure::Signed(decimals as u8))
        }
        _ => Cell::Empty,
    };
    let rank = |rank: Option<usize>| rank.map_or(Cell::Empty, Cell::whole);
    let class = |class: Option<&'r str>| class.map_or(Cell::Empty, Cell::text);
    let mut cells = entry.subject();
    cells.push(Cell::text(words::cause(dispute.cause, lang)));
    cells.extend(entry.points());
    cells.extend([
        Cell::exact(&now.points, point_decimals(entry.results)),
        Cell::maybe(then.map(|f| &f.points), point_decimals(entry.results)),
        Cell::maybe(now.published.as_ref(), decimals),
        Cell::maybe(then.and_then(|f| f.published.as_ref()), decimals),
        moved,
        rank(now.rank),
        rank(then.and_then(|f| f.rank)),
        class(now.class.as_deref()),
        class(then.and_then(|f| f.class.as_deref())),
        Cell::text(dispute.words.as_str()),
    ]);
    Row::new(cells)
}

/// What a terminal shows: what hangs on one dispute, then the spread of every unit.
pub fn lines(results: &Results, outlook: &Outlook, lang: Lang) -> Vec<String> {
    if outlook.disputes.is_empty() {
        let none = words::NONE_OPEN.say(lang).to_string();
        let settled = || words::ALL_SETTLED.say(lang).to_string();
        return vec![none, not_weighed(results, outlook, lang).unwrap_or_else(settled)];
    }
    let mut lines: Vec<String> = not_weighed(results, outlook, lang).into_iter().collect();
    lines.push(words::HINGES.say(lang).to_string());
    let hinges = outlook.hinges();
    if hinges.is_empty() {
        lines.push(format!("  {}", words::NO_HINGES.say(lang)));
    }
    for (dispute, choice) in hinges {
        let entry = Entry { results, outlook, dispute, choice: Some(choice), lang };
        lines.push(entry.line());
    }
    lines.push(String::new());
    lines.push(words::CASES.say(lang).to_string());
    for (number, block) in results.blocks.iter().enumerate() {
        lines.push(block_name(results, block).to_string());
        for at in block.ranking().into_iter().filter(|&at| block.index.units[at].rank.is_some()) {
            let standing = Standing::of(results, block, at);
            lines.push(case_line(&standing, &outlook.cases[number][at], lang));
        }
    }
    lines
}

impl Entry<'_> {
    fn line(&self) -> String {
        let standing = self.standing();
        let dispute = &self.outlook.disputes[self.dispute];
        let score = dispute.score(self.results);
        let node = &standing.block.rubric.nodes[score.node];
        let decimals = point_decimals(self.results);
        let then = self.choice.map(|at| &dispute.choices[at].points);
        let points = |points: &Exact| common::number(points, decimals, self.lang);
        format!(
            "  {} – {} {}: {} → {} ({}): {}",
            standing.unit.name,
            node.code,
            node.name,
            points(&score.points),
            then.map(points).unwrap_or_default(),
            words::cause(dispute.cause, self.lang),
            self.moves(),
        )
    }
}

fn case_line(standing: &Standing<'_>, case: &Case, lang: Lang) -> String {
    let decimals = standing.decimals();
    let index = |figure: &Option<Exact>| match figure {
        Some(figure) => common::fixed(figure, decimals, lang),
        None => "–".to_string(),
    };
    let rank = |rank: Option<usize>| rank.map_or("–".to_string(), |rank| rank.to_string());
    let now = standing.index;
    format!(
        "  {}: {} {} ({} … {}); {} {} ({} … {})",
        standing.unit.name,
        common::INDEX.say(lang),
        index(&now.published),
        index(&case.worst.published),
        index(&case.best.published),
        common::RANK.say(lang).to_lowercase(),
        rank(now.rank),
        rank(case.worst.rank),
        rank(case.best.rank),
    )
}
