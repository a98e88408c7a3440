//! The preview before round 2: every open dispute with its effect, best and worst cases, and
//! what hangs on a single dispute.

mod words;

use crate::preview::{Case, Choice, Effect, Figures, Move, Outlook, TOP, Unsettled};
use crate::results::Results;
use crate::rubric::Node;
use crate::scores::LeafScore;
use crate::terms::{Exact, Lang};

use crate::report::block::{Cell, Figure, Line, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::standing::{Standing, block_name, point_decimals};
use crate::report::{heading, words as common};

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
    fn effect(&self) -> Option<&'r Effect> {
        self.outlook.effects[self.dispute].get(self.choice?)
    }

    /// `None` where the whole unit is open.
    fn leaf(&self) -> Option<&'r LeafScore> {
        self.outlook.disputes[self.dispute].score(self.results)
    }

    fn node(&self) -> Option<&'r Node> {
        Some(&self.standing().block.rubric.nodes[self.leaf()?.node])
    }

    fn standing(&self) -> Standing<'r> {
        let dispute = &self.outlook.disputes[self.dispute];
        Standing::of(self.results, &self.results.blocks[dispute.block], dispute.unit)
    }

    /// The points of the leaf if the choice is accepted.
    fn points_then(&self) -> Option<&'r Exact> {
        self.effect().and_then(|effect| effect.leaf.as_ref())
    }

    fn accepted(&self) -> Option<&'r Choice> {
        self.choice.map(|at| &self.outlook.disputes[self.dispute].choices[at])
    }

    /// The figures of the unit if the choice is accepted.
    fn then(&self) -> Option<&'r Figures> {
        self.effect().map(|effect| &effect.figures)
    }

    /// What changes for whom, one sentence each.
    fn moves(&self) -> String {
        let Some(effect) = self.effect() else { return String::new() };
        let standing = self.standing();
        let class = |class: &Option<String>| {
            class.clone().unwrap_or_else(|| common::NO_CLASS.say(self.lang).to_string())
        };
        let mut parts = Vec::new();
        for one in &effect.classes {
            let (from, to) = (class(&one.from), class(&one.to));
            let (unit, _) = standing.block.unit(&self.results.round, one.unit);
            let own = one.unit == self.outlook.disputes[self.dispute].unit;
            let word = if own { words::CLASS_MOVES } else { words::CLASS_OF_OTHER };
            let facts = [("from", from.as_str()), ("to", &to), ("unit", &unit.name)];
            parts.push(word.with(self.lang, &facts));
        }
        let moves = effect.top.iter().map(|one| self.move_words(&standing, one));
        parts.extend(moves);
        parts.join("; ")
    }

    fn move_words(&self, standing: &Standing<'_>, one: &Move) -> String {
        let (unit, _) = standing.block.unit(&self.results.round, one.unit);
        let is_in = one.to.is_some_and(|to| to <= TOP);
        let word = if is_in { words::ENTERS } else { words::LEAVES };
        let rank = |rank: Option<usize>| rank.map_or("–".to_string(), |rank| rank.to_string());
        let (from, to, top) = (rank(one.from), rank(one.to), TOP.to_string());
        let facts = [("unit", unit.name.as_str()), ("from", &from), ("to", &to), ("top", &top)];
        word.with(self.lang, &facts)
    }
}

/// Block, unit, code and name of the leaf, where it is one that is open.
fn subject<'r>(columns: &mut Columns<'r, 'r, Entry<'r>>, [block, unit, code, leaf]: [f64; 4]) {
    columns
        .left(common::BLOCK, block, |e| Cell::text(block_name(e.results, e.standing().block)))
        .left(common::UNIT, unit, |e| Cell::text(e.standing().unit.name.as_str()))
        .left(common::CODE, code, |e| {
            e.node().map_or(Cell::Empty, |node| Cell::text(node.code.as_str()))
        })
        .left(common::LEAF, leaf, |e| match e.node() {
            Some(node) => Cell::text(node.name.as_str()),
            None => Cell::text(words::WHOLE_UNIT.say(e.lang)),
        });
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

/// What nobody can weigh and may still change the results; `None` when there is nothing.
pub fn not_weighed(results: &Results, lang: Lang) -> Option<String> {
    let open = Unsettled::of(results);
    let counts = [
        (words::CHECKS_ALONE, open.unweighed_checks),
        (common::LEFT_OUTDATED, open.outdated),
        (common::LEFT_OFFICIAL, open.official),
        (words::SURVEY_ERRORS, open.survey_errors),
        (words::FILES_UNUSED, open.unused_files),
    ];
    let counts = counts.iter().filter(|(_, n)| *n > 0);
    let mut list: Vec<String> =
        counts.map(|(word, n)| word.with(lang, &[("n", &n.to_string())])).collect();
    let blocks = open.unscored.iter().map(|at| results.round.blocks[*at].name.as_str());
    let blocks: Vec<&str> = blocks.collect();
    if !blocks.is_empty() {
        let (n, names) = (blocks.len().to_string(), blocks.join(", "));
        list.push(words::UNSCORED.with(lang, &[("n", &n), ("units", &names)]));
    }
    (!list.is_empty()).then(|| words::NOT_WEIGHED.with(lang, &[("list", &list.join("; "))]))
}

/// What is said where no single thing that is open decides: of all only when all was weighed.
fn no_hinges(results: &Results) -> crate::terms::Text {
    match Unsettled::of(results).unweighed() {
        0 => words::NO_HINGES,
        _ => words::NO_HINGES_WEIGHED,
    }
}

/// How it was computed, and what could not be weighed.
fn notes(results: &Results, lang: Lang) -> Vec<Line> {
    let open = not_weighed(results, lang).map(|text| Line::new(Role::Alarm, text));
    std::iter::once(Line::new(Role::Note, words::HOW.say(lang))).chain(open).collect()
}

/// Points now, points if accepted, and who says so.
fn points_columns<'r>(columns: &mut Columns<'r, 'r, Entry<'r>>, (now, then, by): (f64, f64, f64)) {
    let decimals = |entry: &Entry<'_>| point_decimals(entry.results);
    columns
        .right(words::NOW, now, move |e| {
            Cell::maybe(e.leaf().map(|leaf| &leaf.points), decimals(e))
        })
        .right(words::IF_ACCEPTED, then, move |e| Cell::maybe(e.points_then(), decimals(e)))
        .left(words::PROPOSED_BY, by, |e| match e.accepted() {
            Some(choice) => Cell::text(words::claimant(&choice.by, e.lang)),
            None => Cell::text(words::NO_CLAIM.say(e.lang)),
        });
}

fn hinge_page<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Page<'r> {
    let mut columns = Columns::<Entry<'r>>::new(lang);
    subject(&mut columns, [18.0, 20.0, 8.0, 36.0]);
    points_columns(&mut columns, (10.0, 10.0, 18.0));
    columns.left(words::WHAT_MOVES, 46.0, |e| Cell::text(e.moves()));
    let hinges = outlook.hinges().into_iter().map(|(dispute, choice)| Entry {
        results,
        outlook,
        dispute,
        choice: Some(choice),
        lang,
    });
    let rows = Rows::Held(columns.rows(hinges));
    let table = Table { filter: true, ..columns.table(rows) };
    let words = (words::HINGES, no_hinges(results));
    heading::found(results, words, notes(results, lang), table, lang)
}

/// The best and the worst that a unit can come to.
struct CaseOf<'r> {
    standing: Standing<'r>,
    open: usize,
    case: &'r Case,
}

fn case_page<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Page<'r> {
    let mut all = Vec::new();
    for (number, block) in results.blocks.iter().enumerate() {
        for at in block.ranking() {
            let open = outlook.disputes.iter().filter(|d| (d.block, d.unit) == (number, at));
            let (standing, open) = (Standing::of(results, block, at), open.count());
            all.push(CaseOf { standing, open, case: &outlook.cases[number][at] });
        }
    }
    let decimals = results.round.rules.decimals;
    let index = move |figure: &Option<Exact>| Cell::maybe(figure.as_ref(), decimals);
    let rank = |rank: Option<usize>| rank.map_or(Cell::Empty, Cell::whole);
    let class = |class: &'r Option<String>| class.as_deref().map_or(Cell::Empty, Cell::text);
    let mut columns = Columns::<CaseOf<'r>>::new(lang);
    columns
        .left(common::BLOCK, 18.0, |c| Cell::text(block_name(results, c.standing.block)))
        .left(common::UNIT, 22.0, |c| Cell::text(c.standing.unit.name.as_str()))
        .right(words::OPEN_COUNT, 9.0, |c| Cell::whole(c.open))
        .right(words::LOWEST_INDEX, 10.0, move |c| index(&c.case.worst.published))
        .right(words::INDEX_NOW, 10.0, move |c| index(&c.standing.index.published))
        .right(words::HIGHEST_INDEX, 10.0, move |c| index(&c.case.best.published))
        .centre(words::WORST_RANK, 9.0, move |c| rank(c.case.worst.rank))
        .centre(words::RANK_NOW, 9.0, move |c| rank(c.standing.index.rank))
        .centre(words::BEST_RANK, 9.0, move |c| rank(c.case.best.rank))
        .left(words::LOWEST_CLASS, 13.0, move |c| class(&c.case.worst.class))
        .left(words::CLASS_NOW, 13.0, move |c| class(&c.standing.index.class))
        .left(words::HIGHEST_CLASS, 13.0, move |c| class(&c.case.best.class));
    let rows = Rows::Held(columns.rows(all));
    let table = Table { filter: true, ..columns.table(rows) };
    let words = (words::CASES, words::NONE_OPEN);
    heading::found(results, words, notes(results, lang), table, lang)
}

fn dispute_page<'r>(results: &'r Results, outlook: &'r Outlook, lang: Lang) -> Page<'r> {
    let (decimals, places) = (results.round.rules.decimals, point_decimals(results));
    let rank = |rank: Option<usize>| rank.map_or(Cell::Empty, Cell::whole);
    let class = |class: Option<&'r str>| class.map_or(Cell::Empty, Cell::text);
    let now = |e: &Entry<'r>| e.standing().index;
    let mut columns = Columns::<Entry<'r>>::new(lang);
    subject(&mut columns, [14.0, 18.0, 8.0, 30.0]);
    columns.left(words::WHY_OPEN, 16.0, |e| {
        Cell::text(words::cause(e.outlook.disputes[e.dispute].cause, e.lang))
    });
    points_columns(&mut columns, (9.0, 9.0, 16.0));
    columns
        .right(words::TOTAL_NOW, 9.0, move |e| Cell::exact(&now(e).points, places))
        .right(words::TOTAL_THEN, 9.0, move |e| Cell::maybe(e.then().map(|f| &f.points), places))
        .right(words::INDEX_NOW, 9.0, move |e| Cell::maybe(now(e).published.as_ref(), decimals))
        .right(words::INDEX_THEN, 9.0, move |e| {
            Cell::maybe(e.then().and_then(|f| f.published.as_ref()), decimals)
        })
        .right(words::INDEX_MOVES, 8.0, move |e| {
            let then = e.then().and_then(|f| f.published.clone());
            let moved = then.zip(now(e).published.as_ref()).map(|(then, now)| then - now);
            let signed = Figure::Signed(decimals as u8);
            moved.map_or(Cell::Empty, |moved| Cell::Number(moved.to_f64(), signed))
        })
        .centre(words::RANK_NOW, 7.0, move |e| rank(now(e).rank))
        .centre(words::RANK_THEN, 7.0, move |e| rank(e.then().and_then(|f| f.rank)))
        .left(words::CLASS_NOW, 11.0, move |e| class(now(e).class.as_deref()))
        .left(words::CLASS_THEN, 11.0, move |e| class(e.then().and_then(|f| f.class.as_deref())))
        .left(words::SAID, 34.0, |e| Cell::text(e.outlook.disputes[e.dispute].words.as_str()));
    let rows = Rows::Held(columns.rows(entries(results, outlook, lang)));
    let table = Table { fixed_columns: 3, filter: true, ..columns.table(rows) };
    let words = (words::DISPUTES, words::NONE_OPEN);
    heading::found(results, words, notes(results, lang), table, lang)
}

/// What a terminal shows: what hangs on one dispute, then the spread of every unit.
pub fn lines(results: &Results, outlook: &Outlook, lang: Lang) -> Vec<String> {
    if outlook.disputes.is_empty() {
        let none = words::NONE_OPEN.say(lang).to_string();
        let settled = || words::ALL_SETTLED.say(lang).to_string();
        return vec![none, not_weighed(results, lang).unwrap_or_else(settled)];
    }
    let mut lines: Vec<String> = not_weighed(results, lang).into_iter().collect();
    lines.push(words::HINGES.say(lang).to_string());
    let hinges = outlook.hinges();
    if hinges.is_empty() {
        lines.push(format!("  {}", no_hinges(results).say(lang)));
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
        let decimals = point_decimals(self.results);
        let points = |points: &Exact| common::number(points, decimals, self.lang);
        let what = match (self.node(), self.leaf()) {
            (Some(node), Some(leaf)) => format!(
                "{} {}: {} → {}",
                node.code,
                node.name,
                points(&leaf.points),
                self.points_then().map(points).unwrap_or_default()
            ),
            _ => {
                let by = self.accepted().map(|choice| words::claimant(&choice.by, self.lang));
                format!("{}: {}", words::WHOLE_UNIT.say(self.lang), by.unwrap_or_default())
            }
        };
        let cause = words::cause(dispute.cause, self.lang);
        format!("  {} – {what} ({cause}): {}", standing.unit.name, self.moves())
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
