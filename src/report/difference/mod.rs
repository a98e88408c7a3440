//! What is different between two runs, as lines and as pages: what moved, by which criterion and
//! why, and what was changed by hand.

mod words;

use serde_json::Value;

use crate::compare::{Difference, Fate, Said, SettingChange, UnitChange};
use crate::report::block::{Block, Cell, Line, Page, Role, Rows};
use crate::report::columns::Columns;
use crate::terms::Lang;

pub use words::{Name, cause};

/// So many of a kind are told on screen.
const TOLD: usize = 30;

/// The difference in lines: by hand first, then what follows.
pub fn lines(all: &Difference, name: &Name<'_>, lang: Lang) -> Vec<String> {
    let mut lines =
        vec![format!("A: {}", all.sides[0].named), format!("B: {}", all.sides[1].named)];
    if all.is_empty() {
        lines.push(words::SAME.say(lang).to_string());
        return lines;
    }
    let files =
        all.files.iter().map(|f| format!("{}: {}", words::fate(f.change).say(lang), f.file));
    part(&mut lines, words::FILES.say(lang), files.collect(), lang);
    let cells = all.cells.iter().map(|c| {
        format!(
            "{} – {} – {}: {}",
            c.file,
            c.sheet,
            c.cell,
            arrow(c.old.as_deref(), c.new.as_deref())
        )
    });
    part(&mut lines, words::CELLS.say(lang), cells.collect(), lang);
    for (title, changes) in [(words::SETTINGS, &all.settings), (words::RULES, &all.rules)] {
        part(&mut lines, title.say(lang), changes.iter().map(setting).collect(), lang);
    }
    let values = all.values.iter().map(|v| {
        let (old, new) = (said(v.old.as_ref()), said(v.new.as_ref()));
        format!("{} – {}: {old} → {new}", name(&v.unit), v.key)
    });
    part(&mut lines, words::VALUES.say(lang), values.collect(), lang);
    for (title, changes) in
        [(words::STATEMENTS, &all.statements), (words::APPRAISALS, &all.appraisals)]
    {
        let told = changes.iter().map(|c| {
            format!("{} – {}: {} → {}", name(&c.unit), c.key, plain(&c.old), plain(&c.new))
        });
        part(&mut lines, title.say(lang), told.collect(), lang);
    }
    let surveys = all.surveys.iter().map(|s| {
        format!("{} – {}: {} → {}", s.scheme, name(&s.unit), plain(&s.old), plain(&s.new))
    });
    part(&mut lines, words::SURVEYS.say(lang), surveys.collect(), lang);
    let leaves = all.leaves.iter().map(|leaf| {
        let points = arrow(leaf.old.as_deref(), leaf.new.as_deref());
        let causes = causes(&leaf.causes, name, lang);
        format!("{} – {}: {points} ({causes})", name(&leaf.unit), leaf.code)
    });
    part(&mut lines, words::LEAVES.say(lang), leaves.collect(), lang);
    let units = all.units.iter().map(|unit| moved(unit, name, lang));
    part(&mut lines, words::UNITS.say(lang), units.collect(), lang);
    lines
}

fn part(lines: &mut Vec<String>, title: &str, all: Vec<String>, lang: Lang) {
    if all.is_empty() {
        return;
    }
    let count = all.len();
    lines.push(String::new());
    lines.push(format!("{title} ({count})"));
    lines.extend(all.into_iter().take(TOLD).map(|line| format!("  {line}")));
    if count > TOLD {
        let more = (count - TOLD).to_string();
        lines.push(format!("  {}", words::MORE.with(lang, &[("n", &more)])));
    }
}

fn arrow(old: Option<&str>, new: Option<&str>) -> String {
    if old == new {
        return old.unwrap_or("–").to_string();
    }
    format!("{} → {}", old.unwrap_or("–"), new.unwrap_or("–"))
}

fn setting(change: &SettingChange) -> String {
    let values = arrow(change.old.as_deref(), change.new.as_deref());
    format!("{} {} {}: {values}", change.file, change.name, change.key)
}

fn said(value: Option<&Said>) -> String {
    match value {
        None => "–".to_string(),
        Some(said) => said.value.clone().unwrap_or_else(|| format!("({})", said.state)),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "–".to_string(),
        Value::Array(all) if all.is_empty() => "–".to_string(),
        Value::Array(all) => all.iter().map(given).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// What an appraiser gave, or a unit answered.
fn given(value: &Value) -> String {
    let text = |key: &str| value.get(key).map(plain).filter(|text| !text.is_empty());
    let round = text("round").or_else(|| text("number")).map(|round| format!("({round})"));
    let parts = [round, text("points"), text("answer"), text("proof"), text("reason")];
    let told: Vec<String> = parts.into_iter().flatten().collect();
    if told.is_empty() { value.to_string() } else { told.join(" ") }
}

fn moved(unit: &UnitChange, name: &Name<'_>, lang: Lang) -> String {
    let number = |text: &Option<String>| text.as_deref().map(|text| lang.decimal(text));
    let [old, new] = unit.index.each_ref().map(number);
    let rank = unit.rank.map(|rank| rank.map(|rank| rank.to_string()));
    let class = [unit.class[0].as_deref(), unit.class[1].as_deref()];
    let facts = [
        ("unit", name(&unit.unit)),
        ("index", arrow(old.as_deref(), new.as_deref())),
        ("rank", arrow(rank[0].as_deref(), rank[1].as_deref())),
        ("class", arrow(class[0], class[1])),
        ("causes", causes(&unit.causes, name, lang)),
    ];
    let facts: Vec<(&str, &str)> = facts.iter().map(|(key, text)| (*key, text.as_str())).collect();
    words::MOVED.with(lang, &facts)
}

fn causes(all: &[String], name: &Name<'_>, lang: Lang) -> String {
    const NAMED: usize = 4;
    let mut told: Vec<String> = all.iter().take(NAMED).map(|one| cause(one, name, lang)).collect();
    if all.len() > NAMED {
        told.push(words::MORE.with(lang, &[("n", &(all.len() - NAMED).to_string())]));
    }
    told.join("; ")
}

/// What the workbook is called.
pub fn title(lang: Lang) -> &'static str {
    words::TITLE.say(lang)
}

/// The pages of the workbook.
pub fn pages<'r>(all: &'r Difference, name: &'r Name<'r>, lang: Lang) -> Vec<Page<'r>> {
    vec![
        page(all, words::UNITS.say(lang), lang, units(all, name, lang)),
        page(all, words::LEAVES.say(lang), lang, leaves(all, name, lang)),
        page(all, words::BY_HAND.say(lang), lang, by_hand(all, lang)),
        page(all, words::SAID.say(lang), lang, said_by(all, name, lang)),
    ]
}

fn page<'r>(all: &Difference, title: &str, lang: Lang, table: Block<'r>) -> Page<'r> {
    let [a, b] = &all.sides;
    let mut blocks = vec![
        Block::Line(Line::new(Role::Title, title.to_uppercase())),
        Block::Line(Line::new(Role::Plain, format!("A: {} ({}, {})", a.named, a.title, a.program))),
        Block::Line(Line::new(Role::Plain, format!("B: {} ({}, {})", b.named, b.title, b.program))),
    ];
    if all.is_empty() {
        blocks.push(Block::Line(Line::new(Role::Alarm, words::SAME.say(lang))));
    }
    blocks.push(Block::Gap);
    blocks.push(table);
    Page { name: Some(title.to_string()), blocks, ..Page::default() }
}

fn text<'r>(text: Option<&str>) -> Cell<'r> {
    text.map_or(Cell::Empty, |text| Cell::text(text.to_string()))
}

fn units<'r>(all: &'r Difference, name: &'r Name<'r>, lang: Lang) -> Block<'r> {
    let number =
        move |value: &Option<String>| text(value.as_deref().map(|v| lang.decimal(v)).as_deref());
    let rank = |value: Option<usize>| value.map_or(Cell::Empty, Cell::whole);
    let mut columns: Columns<'_, 'r, &UnitChange> = Columns::new(lang);
    columns
        .left(words::UNIT, 28.0, |u| Cell::text(name(&u.unit)))
        .right(words::INDEX_A, 10.0, move |u| number(&u.index[0]))
        .right(words::INDEX_B, 10.0, move |u| number(&u.index[1]))
        .right(words::RANK_A, 8.0, move |u| rank(u.rank[0]))
        .right(words::RANK_B, 8.0, move |u| rank(u.rank[1]))
        .centre(words::CLASS_A, 14.0, |u| text(u.class[0].as_deref()))
        .centre(words::CLASS_B, 14.0, |u| text(u.class[1].as_deref()))
        .left(words::PARTS, 40.0, |u| {
            let parts =
                u.by_leaf.iter().map(|part| format!("{}: {}", part.code, part.index_points));
            Cell::text(parts.collect::<Vec<_>>().join("; "))
        })
        .left(words::CAUSES, 60.0, move |u| Cell::text(causes(&u.causes, name, lang)));
    let rows = columns.rows(&all.units);
    Block::Table(columns.table(Rows::Held(rows)))
}

fn leaves<'r>(all: &'r Difference, name: &'r Name<'r>, lang: Lang) -> Block<'r> {
    let mut columns: Columns<'_, 'r, &crate::compare::LeafChange> = Columns::new(lang);
    columns
        .left(words::UNIT, 28.0, |l| Cell::text(name(&l.unit)))
        .left(words::CODE, 10.0, |l| Cell::text(l.code.as_str()))
        .right(words::POINTS_A, 12.0, |l| text(l.old.as_deref()))
        .right(words::POINTS_B, 12.0, |l| text(l.new.as_deref()))
        .left(words::CAUSES, 80.0, move |l| Cell::text(causes(&l.causes, name, lang)));
    let rows = columns.rows(&all.leaves);
    Block::Table(columns.table(Rows::Held(rows)))
}

/// What, where, old and new.
type Told = (String, String, Option<String>, Option<String>);

fn told<'r>(rows: Vec<Told>, lang: Lang) -> Block<'r> {
    let mut columns: Columns<'_, 'r, Told> = Columns::new(lang);
    columns
        .left(words::WHAT, 18.0, |t| Cell::text(t.0.clone()))
        .left(words::WHERE, 60.0, |t| Cell::text(t.1.clone()))
        .left(words::OLD, 40.0, |t| text(t.2.as_deref()))
        .left(words::NEW, 40.0, |t| text(t.3.as_deref()));
    let rows = columns.rows(rows);
    Block::Table(columns.table(Rows::Held(rows)))
}

fn by_hand<'r>(all: &Difference, lang: Lang) -> Block<'r> {
    let what = |text: crate::terms::Text| text.say(lang).to_string();
    let mut rows: Vec<Told> = Vec::new();
    for file in &all.files {
        let fate = what(words::fate(file.change));
        let (old, new) = match file.change {
            Fate::Changed => (None, None),
            Fate::Added => (None, Some(file.file.clone())),
            Fate::Removed => (Some(file.file.clone()), None),
        };
        rows.push((fate, file.file.clone(), old, new));
    }
    rows.extend(all.cells.iter().map(|cell| {
        let place = format!("{} – {} – {}", cell.file, cell.sheet, cell.cell);
        (what(words::CELLS), place, cell.old.clone(), cell.new.clone())
    }));
    for (title, changes) in [(words::SETTINGS, &all.settings), (words::RULES, &all.rules)] {
        rows.extend(changes.iter().map(|change| {
            let place = format!("{} {} {}", change.file, change.name, change.key);
            (what(title), place, change.old.clone(), change.new.clone())
        }));
    }
    told(rows, lang)
}

fn said_by<'r>(all: &Difference, name: &Name<'_>, lang: Lang) -> Block<'r> {
    let what = |text: crate::terms::Text| text.say(lang).to_string();
    let mut rows: Vec<Told> = Vec::new();
    rows.extend(all.values.iter().map(|change| {
        let place = format!("{} – {}", name(&change.unit), change.key);
        let (old, new) = (said(change.old.as_ref()), said(change.new.as_ref()));
        (what(words::VALUES), place, Some(old), Some(new))
    }));
    for (title, changes) in
        [(words::STATEMENTS, &all.statements), (words::APPRAISALS, &all.appraisals)]
    {
        rows.extend(changes.iter().map(|change| {
            let place = format!("{} – {}", name(&change.unit), change.key);
            (what(title), place, Some(plain(&change.old)), Some(plain(&change.new)))
        }));
    }
    rows.extend(all.surveys.iter().map(|change| {
        let place = format!("{} – {}", change.scheme, name(&change.unit));
        (what(words::SURVEYS), place, Some(plain(&change.old)), Some(plain(&change.new)))
    }));
    told(rows, lang)
}
