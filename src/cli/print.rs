//! Problems and tables on standard output, as text or JSON.

use serde_json::{Value, json};

use super::common::{Common, Format};
use crate::counts::Counts;
use crate::ledger::Ledger;
use crate::problem::{Group, Level, Problem, ProblemLine, Problems, by_cause};
use crate::report::words;
use crate::results::{Absence, Results};
use crate::terms::{Lang, Text};
use crate::write::sinks::{screen_json, screen_text};

/// How many problems of one kind are shown in full before the rest is only counted.
const SHOWN_PER_KIND: usize = 20;

/// How many files are named below a cause before the rest is only counted.
const FILES_NAMED: usize = 6;

/// Picks the words of the language.
pub(super) fn pick<'t>(lang: Lang, vi: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Prints a line; a closed pipe is not an error.
pub(super) fn line(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{}", screen_text(text));
}

/// Prints JSON for another program.
pub(super) fn json(value: &Value) {
    use std::io::Write as _;
    let text = value.to_string();
    let _ = writeln!(std::io::stdout(), "{}", screen_json(&text));
}

/// Says on standard error why the command could not run; who hears nothing is not an error.
pub(super) fn failure(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{}", screen_text(text));
}

/// One problem as text: level, code, place, finding, excerpt, what to do.
pub(super) fn problem_text(problem: &Problem, lang: Lang) -> String {
    let mut text = format!(
        "{}[{}] {}\n  {}",
        problem.kind.level.word(lang),
        problem.kind.code,
        problem.place,
        problem.message(lang)
    );
    if let Some(excerpt) = &problem.excerpt {
        for line in excerpt.lines() {
            text += &format!("\n    {line}");
        }
    }
    let help = problem.help(lang);
    if !help.is_empty() {
        text += &format!("\n  → {help}");
    }
    text
}

/// All problems down to a level, worst first: of each cause one, with what follows from it
/// below; many of one kind are cut short and counted.
pub(super) fn problems(problems: &Problems, least: Level, lang: Lang) {
    let mut shown: Vec<(&str, usize)> = Vec::new();
    for group in by_cause(problems.iter()).iter().filter(|group| group.level() <= least) {
        let code = group.first.kind.code;
        let at = shown.iter().position(|(c, _)| *c == code).unwrap_or_else(|| {
            shown.push((code, 0));
            shown.len() - 1
        });
        shown[at].1 += 1;
        if shown[at].1 <= SHOWN_PER_KIND {
            line(&problem_text(group.first, lang));
            if let Some(text) = others_text(group, lang) {
                line(&text);
            }
            line("");
        }
    }
    for (code, count) in shown.iter().filter(|(_, n)| *n > SHOWN_PER_KIND) {
        let more = count - SHOWN_PER_KIND;
        line(&match lang {
            Lang::Vi => format!("… và {more} chỗ khác cùng loại {code}"),
            Lang::En => format!("… and {more} more of {code}"),
        });
    }
}

/// What follows from a problem, or is it again: how many places of which files.
fn others_text(group: &Group<'_>, lang: Lang) -> Option<String> {
    let others = &group.others;
    let count: usize = others.iter().map(|problem| problem.times).sum();
    let places: Vec<String> = match others.len() {
        0 => return None,
        1..=FILES_NAMED => others.iter().map(|problem| problem.place.to_string()).collect(),
        _ => group.files().iter().map(|(file, count)| format!("{file} ({count})")).collect(),
    };
    let more = places.len().saturating_sub(FILES_NAMED);
    let named = places[..places.len() - more].join(", ");
    let rest = match (more, lang) {
        (0, _) => String::new(),
        (_, Lang::Vi) => format!(" … và {more} tệp khác"),
        (_, Lang::En) => format!(" … and {more} more files"),
    };
    let follows = others.iter().any(|problem| problem.because.is_some());
    Some(match (follows, lang) {
        (true, Lang::Vi) => format!("  ↳ Vì vậy còn {count} chỗ: {named}{rest}"),
        (false, Lang::Vi) => format!("  ↳ Còn {count} chỗ như vậy: {named}{rest}"),
        (true, Lang::En) => format!("  ↳ Hence {count} more: {named}{rest}"),
        (false, Lang::En) => format!("  ↳ The same at {count} more: {named}{rest}"),
    })
}

/// The problems as JSON objects, the same as in `results.json`.
pub(super) fn problems_json(problems: &Problems, lang: Lang) -> Value {
    let line = |p| serde_json::to_value(ProblemLine::of(p, lang)).unwrap_or_default();
    problems.iter().map(line).collect::<Vec<_>>().into()
}

/// Why a unit has no index, in few words.
fn absence(why: Absence) -> Text {
    match why {
        Absence::Stopped => Text::new("chờ xử lý hồ sơ", "held"),
        Absence::NothingApplies => words::NOTHING_APPLIES,
        Absence::NotSubmitted => Text::new("chưa nộp", "not submitted"),
        Absence::PerhapsSent => {
            Text::new("chưa rõ (còn tệp chưa nhận ra)", "not known (there are files of nobody)")
        }
    }
}

/// The ranking of every block as a table that fits a terminal.
pub(super) fn ranking(results: &Results, lang: Lang) {
    let decimals = results.round.rules.decimals;
    let number = |text: String| lang.decimal(&text);
    for block in &results.blocks {
        line("");
        line(&results.round.blocks[block.block].name);
        let names = block.units.iter().map(|&u| results.round.units[u].name.chars().count());
        let width = names.max().unwrap_or(0).max(8);
        line(&format!(
            "  {:>4}  {:width$}  {:>8}  {:>8}  {}",
            pick(lang, "Hạng", "Rank"),
            pick(lang, "Đơn vị", "Unit"),
            pick(lang, "Điểm", "Points"),
            pick(lang, "Chỉ số", "Index"),
            pick(lang, "Xếp loại", "Class"),
        ));
        for at in block.ranking() {
            let (unit, index) = block.unit(&results.round, at);
            let published = index.index.as_ref().map(|i| number(i.to_fixed(decimals)));
            let note = match (index.rank, index.open()) {
                (None, _) => absence(results.absence(index)).say(lang).to_string(),
                (Some(_), 0) => index.class.clone().unwrap_or_default(),
                (Some(_), n) => {
                    let class = index.class.clone().unwrap_or_default();
                    format!("{class} ({n} {})", pick(lang, "chỗ chưa chốt", "open"))
                }
            };
            line(&format!(
                "  {:>4}  {:width$}  {:>8}  {:>8}  {note}",
                index.rank.map(|r| r.to_string()).unwrap_or("–".into()),
                unit.name,
                index.rank.map(|_| number(index.points.to_fixed(decimals))).unwrap_or("–".into()),
                published.unwrap_or("–".into()),
            ));
        }
        if let Some(mean) = &block.index.mean {
            let mean = number(mean.to_fixed(decimals));
            let word = pick(lang, "Giá trị trung bình", "Mean");
            line(&format!("  {:>4}  {word:width$}  {:>8}  {mean:>8}", "", ""));
        }
    }
}

/// Prints problems that kept a command from running.
pub(super) fn refusal(found: &Problems, common: &Common) {
    let counts = Counts::of(&Ledger::default(), found);
    match common.format {
        Format::Json => {
            let problems = problems_json(found, common.lang());
            json(&json!({ "counts": counts, "problems": problems }));
        }
        Format::Text => {
            problems(found, Level::Note, common.lang());
            line(&counts.line(common.lang()));
        }
    }
}

/// The last line of a command that found nothing to count, by why that is.
pub(super) struct Nothing {
    /// The round does not declare it.
    pub undeclared: Text,
    /// It is declared and nothing is wrong with it, but nothing is there.
    pub empty: Text,
}

/// Why nothing was counted: what is wrong comes before what may not be there yet.
pub(super) fn nothing_counted(
    declared: bool,
    found: &Problems,
    lang: Lang,
    nothing: &Nothing,
) -> String {
    let errors = found.iter().filter(|problem| problem.kind.level == Level::Error).count();
    match (declared, errors, lang) {
        (false, _, lang) => nothing.undeclared.say(lang).to_string(),
        (true, 0, lang) => nothing.empty.say(lang).to_string(),
        (true, errors, Lang::Vi) => {
            format!("Chưa tính được gì vì {errors} lỗi nêu ở trên: sửa các lỗi đó rồi chạy lại.")
        }
        (true, errors, Lang::En) => {
            format!(
                "Nothing was counted because of the errors above ({errors}): mend them and run again."
            )
        }
    }
}

/// What happened to files beside the command's own work, on standard error.
pub(super) fn aside(problem: &Problem, common: &Common) {
    failure(&problem_text(problem, common.lang()));
}

/// What was found in the inputs and what could not be written, each with its count.
pub(super) fn unwritten(counts: &Counts, found: &Problems, failed: &Problems, common: &Common) {
    let lang = common.lang();
    if common.format == Format::Json {
        let mut all = found.clone();
        all.extend(failed.clone());
        let (problems, faults) = (problems_json(&all, lang), failed.iter().count());
        json(&json!({ "counts": counts, "output_errors": faults, "problems": problems }));
        return;
    }
    problems(found, Level::Warning, lang);
    problems(failed, Level::Note, lang);
    line(&counts.line(lang));
    let count = failed.iter().count();
    line(&match lang {
        Lang::Vi => {
            format!("Không ghi được kết quả: {count} lỗi khi ghi; kết quả cũ vẫn còn nguyên.")
        }
        Lang::En => {
            format!(
                "No results were written: {count} faults of writing; earlier ones are untouched."
            )
        }
    });
}
