//! "Trước ngày 31/01: 1; chậm đến 15 ngày: 0,5": the day that is due and the steps of lateness.

use super::clauses::Clause;
use super::meaning::{Late, Reading, Scale};
use super::number::number;
use super::unclear::Unclear;
use crate::terms::{Date, Exact};

const LATE: &[&str] = &["chậm", "trễ", "muộn", "quá hạn", "trễ hạn"];
/// What says that the rest is later, or never done.
const AFTER: &[&str] = &["sau thời hạn trên", "sau thời hạn", "sau thời gian trên", "sau hạn"];

/// When a clause holds.
enum When {
    Due(Date),
    /// So many days late; the first of them, if it is said.
    Days {
        from: Option<i64>,
        to: i64,
        working: bool,
    },
    /// More days late than that.
    More {
        than: i64,
        working: bool,
    },
    Between(Date, Date),
    After(Date),
    Later,
    Never,
}

/// `None` where neither a date nor lateness in days is spoken of.
pub(super) fn read(
    clauses: &[Clause],
    max: &Exact,
    year: Option<i32>,
) -> Option<Result<Reading, Unclear>> {
    let dated = |clause: &Clause| clause.words.contains('/') || clause.words.contains(" tháng ");
    clauses.iter().any(dated).then(|| of_clauses(clauses, max, year))
}

fn of_clauses(clauses: &[Clause], max: &Exact, year: Option<i32>) -> Result<Reading, Unclear> {
    let mut run = Run { max, due: None, late: Vec::new(), closed: false, never: false };
    for clause in clauses {
        run.take(when(&clause.words, year)?, &clause.points)?;
    }
    let due = run.due.ok_or(Unclear::Date)?;
    let rest_unsaid = run.late.is_empty() && !run.closed;
    Ok(Reading { scale: Scale::Deadline { due, late: run.late }, rest_unsaid })
}

/// What was said so far, in the order of the text.
struct Run<'m> {
    max: &'m Exact,
    due: Option<Date>,
    late: Vec<Late>,
    /// Whatever is later was said to earn nothing.
    closed: bool,
    never: bool,
}

impl Run<'_> {
    fn take(&mut self, when: When, points: &Exact) -> Result<(), Unclear> {
        let nothing = points.is_zero();
        match (when, self.due) {
            (When::Due(due), None) if points == self.max => self.due = Some(due),
            (When::Due(_), None) => return Err(Unclear::Best),
            (When::Never, _) if nothing && !self.never => self.never = true,
            (When::Later, Some(_)) if nothing && !self.closed => self.closed = true,
            (When::More { than, working }, Some(_)) if nothing && !self.closed => {
                let last = self.late.last().map_or(0, |late| late.days);
                if than != last || self.late.iter().any(|late| late.working != working) {
                    return Err(Unclear::Late);
                }
                self.closed = true;
            }
            (When::After(day), Some(due)) if nothing && !self.closed => {
                let last = self.late.last().map_or(0, |late| late.days);
                if self.late.iter().any(|late| late.working) || days(due, day) != last {
                    return Err(Unclear::Late);
                }
                self.closed = true;
            }
            (When::Days { from, to, working }, Some(_)) => self.step(from, to, working, points)?,
            (When::Between(first, last), Some(due)) => {
                self.step(Some(days(due, first)), days(due, last), false, points)?;
            }
            _ => return Err(Unclear::Late),
        }
        Ok(())
    }

    /// One more step of lateness, right behind the one before.
    fn step(
        &mut self,
        from: Option<i64>,
        to: i64,
        working: bool,
        points: &Exact,
    ) -> Result<(), Unclear> {
        let (last, before) =
            self.late.last().map_or((0, self.max), |late| (late.days, &late.points));
        let joins = from.is_none_or(|from| from == last + 1) && to > last;
        let same = self.late.iter().all(|late| late.working == working);
        if self.closed || !joins || !same || points >= before {
            return Err(Unclear::Late);
        }
        if points.is_zero() {
            // a step that earns nothing is the end of the steps
            self.closed = true;
            return Ok(());
        }
        self.late.push(Late { days: to, working, points: points.clone() });
        Ok(())
    }
}

fn days(from: Date, to: Date) -> i64 {
    (to - from).num_days()
}

fn when(words: &str, year: Option<i32>) -> Result<When, Unclear> {
    let bare = words.trim();
    if AFTER.contains(&bare) {
        return Ok(When::Later);
    }
    let digits = bare.contains(|c: char| c.is_ascii_digit());
    if !digits && (bare.starts_with("không ") || bare.starts_with("chưa ") || bare == "không") {
        return Ok(When::Never);
    }
    if let Some(lateness) = lateness(bare) {
        return lateness;
    }
    dated(bare, year)
}

/// `None` where the words do not speak of lateness in days.
fn lateness(words: &str) -> Option<Result<When, Unclear>> {
    let padded = format!(" {words} ");
    let found =
        LATE.iter().filter_map(|late| padded.find(&format!(" {late} ")).map(|at| (at, late)));
    let (at, late) = found.min_by_key(|(at, late)| (*at, usize::MAX - late.len()))?;
    // "chậm nhất ngày 31/01" is a day that is due
    let rest = padded[at + late.len() + 1..].trim();
    if rest.starts_with("nhất") {
        return None;
    }
    let subject = padded[..at].trim();
    if !is_subject(subject) {
        return Some(Err(Unclear::Unknown));
    }
    Some(days_late(rest))
}

/// "đến 15 ngày", "từ 1 đến 10 ngày", "trên 15 ngày làm việc".
fn days_late(rest: &str) -> Result<When, Unclear> {
    let rest = rest.strip_prefix("hạn ").unwrap_or(rest);
    let (span, working) = match (rest.strip_suffix(" ngày làm việc"), rest.strip_suffix(" ngày"))
    {
        (Some(span), _) => (span, true),
        (_, Some(span)) => (span, false),
        _ => match rest.strip_suffix(" ngày trở lên") {
            Some(span) => {
                let from = span.strip_prefix("từ ").and_then(whole).ok_or(Unclear::Late)?;
                return Ok(When::More { than: from - 1, working: false });
            }
            None => return Err(Unclear::Late),
        },
    };
    const UPTO: &[&str] =
        &["đến", "không quá", "tối đa", "trong vòng", "không quá", "dưới hoặc bằng"];
    let after = |leads: &[&str]| {
        leads.iter().find_map(|lead| whole(span.strip_prefix(lead)?.strip_prefix(' ')?))
    };
    if let Some(to) = after(UPTO) {
        return Ok(When::Days { from: None, to, working });
    }
    if let Some(below) = after(&["dưới"]) {
        return Ok(When::Days { from: None, to: below - 1, working });
    }
    if let Some(than) = after(&["trên", "quá", "hơn"]) {
        return Ok(When::More { than, working });
    }
    let span = span.strip_prefix("từ ").unwrap_or(span);
    let ends = span.split_once(" đến ").or_else(|| span.split_once('-'));
    let (from, to) = ends.ok_or(Unclear::Late)?;
    let (Some(from), Some(to)) = (whole(from), whole(to)) else { return Err(Unclear::Late) };
    Ok(When::Days { from: Some(from), to, working })
}

fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let days = digits.then(|| number(text)).flatten()?.floor()?;
    (1..=366).contains(&days).then_some(days)
}

/// "trước ngày D", "chậm nhất ngày D", "từ ngày D đến ngày D", "sau ngày D".
fn dated(words: &str, year: Option<i32>) -> Result<When, Unclear> {
    const DUE: &[&str] = &[
        "chậm nhất là ngày",
        "chậm nhất ngày",
        "chậm nhất",
        "muộn nhất ngày",
        "muộn nhất",
        "đến hết ngày",
        "không quá ngày",
        "đến ngày",
    ];
    let padded = format!(" {words} ");
    let split = |lead: &str| {
        let at = padded.find(&format!(" {lead} "))?;
        let subject = padded[..at].trim();
        is_subject(subject).then(|| padded[at + lead.len() + 1..].trim())
    };
    if let Some(rest) = split("từ ngày").or_else(|| split("từ")) {
        let (first, last) = rest.split_once(" đến ").ok_or(Unclear::Date)?;
        return Ok(When::Between(date(first, year)?, date(last, year)?));
    }
    for lead in DUE {
        if let Some(rest) = split(lead) {
            return Ok(When::Due(date(rest, year)?));
        }
    }
    if let Some(rest) = split("trước") {
        let day = date(rest, year)?;
        return Ok(When::Due(day.pred_opt().ok_or(Unclear::Date)?));
    }
    match split("sau") {
        Some(rest) => Ok(When::After(date(rest, year)?)),
        None => Err(Unclear::Date),
    }
}

/// Whether words before a date only name what is done.
fn is_subject(words: &str) -> bool {
    const TRAPS: &[&str] = &[
        "không", "chưa", "hoặc", "nhưng", "nếu", "trừ", "trước", "sau", "từ", "đến", "chậm", "trễ",
    ];
    !words.contains(|c: char| !(c.is_alphabetic() || c == ' ' || c == ','))
        && !words.split(' ').any(|word| TRAPS.contains(&word))
}

/// `31/01`, `ngày 31/01/2026`, `ngày 15 tháng 12 năm 2026`.
fn date(words: &str, year: Option<i32>) -> Result<Date, Unclear> {
    let bare = words.trim();
    let bare = bare.strip_prefix("hết ").unwrap_or(bare);
    let bare = bare.strip_prefix("ngày ").unwrap_or(bare);
    let spelled = bare.replace(" tháng ", "/").replace(" năm ", "/");
    let parts: Vec<&str> = spelled.split('/').collect();
    let part = |at: usize, longest: usize| {
        let text: &&str = parts.get(at)?;
        let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= longest;
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (day, month) = (part(0, 2).ok_or(Unclear::Date)?, part(1, 2).ok_or(Unclear::Date)?);
    let year = match parts.len() {
        2 => year.ok_or(Unclear::Year)?,
        3 if parts[2].len() == 4 => part(2, 4).ok_or(Unclear::Date)? as i32,
        _ => return Err(Unclear::Date),
    };
    Date::from_ymd_opt(year, month, day).ok_or(Unclear::Date)
}
