//! What a file is, by the readers that the round reads it with.

use super::desk::Desk;
use super::documents::is_document;
use super::what::{Dropped, Recognised, What};
use crate::appraisal;
use crate::evidence;
use crate::forms::identity::of_another;
use crate::forms::prefill;
use crate::grid::{Book, Grid};
use crate::ledger::Findings;
use crate::problem::{Level, Problem, Problems, kinds};
use crate::read;
use crate::replies;
use crate::round::is_list_of_units;
use crate::survey::forms::columns;
use crate::survey::populations;
use crate::table;

/// Recognises files against one round.
pub(super) struct Recogniser<'a> {
    desk: &'a Desk,
    evidence: evidence::Against<'a>,
    appraisal: appraisal::Against<'a>,
}

/// Whether any sheet of a file is as asked.
type AnySheet<'a> = dyn Fn(&dyn Fn(&Grid) -> bool) -> bool + 'a;

impl<'a> Recogniser<'a> {
    pub(super) fn new(desk: &'a Desk) -> Recogniser<'a> {
        let (round, rubrics) = (&desk.setting.round, desk.setting.rubrics.as_slice());
        Recogniser {
            desk,
            evidence: evidence::Against::new(round, &desk.names, rubrics),
            appraisal: appraisal::Against::new(round, &desk.names, rubrics),
        }
    }

    /// A dropped file, whose bytes are read by the isolated readers; `shown` is its name in
    /// messages.
    pub(super) fn of_dropped(&self, file: &Dropped, shown: &str) -> Recognised {
        if read::is_temporary(shown) {
            return bare(What::Temporary, Problems::default());
        }
        let mut found = Problems::default();
        match self.read(file, shown, &mut found) {
            Some(book) => self.of_book(&book, found),
            None => match is_document(&found, shown) {
                true => bare(
                    What::Proof { unit: file.of.as_ref().map(|of| of.unit) },
                    Problems::default(),
                ),
                false => bare(What::Unreadable, found),
            },
        }
    }

    /// Answers of a survey may be larger than any form.
    fn read(&self, file: &Dropped, shown: &str, found: &mut Problems) -> Option<Book> {
        let mut of_form = Problems::default();
        let book = read::book_of_bytes(file.bytes.clone(), shown, &read::FORM, &mut of_form);
        let large =
            [&kinds::files::FILE_LARGE, &kinds::files::FILE_CELLS, &kinds::files::FILE_PARTS];
        let is_large = book.is_none() && large.iter().any(|kind| of_form.has(kind));
        if is_large && !self.desk.setting.round.surveys.is_empty() {
            return read::book_of_bytes(file.bytes.clone(), shown, &read::SURVEY, found);
        }
        found.extend(of_form);
        book
    }

    /// A workbook; `found` is what reading it said.
    pub(super) fn of_book(&self, book: &Book, found: Problems) -> Recognised {
        let round = &self.desk.setting.round;
        let saved = book.saved;
        if let Some(of) = of_another(book, &round.id, round.year) {
            return Recognised { saved, ..bare(What::OtherRound(format!("đợt {of}")), found) };
        }
        let visible = || book.sheets.iter().filter(|grid| grid.visible);
        let is_any = |is: &dyn Fn(&Grid) -> bool| visible().any(is);
        let recognised = if replies::is_reply(book) {
            self.reply(book, found)
        } else if let Some(whose) = appraisal::whose(book, round) {
            self.appraisal(book, whose, found)
        } else if !round.prefill.is_empty() && is_any(&prefill::is_table) {
            bare(What::Figures, found)
        } else if let Some(entry) = self.transactions(&is_any) {
            bare(What::Transactions { entry }, found)
        } else if let Some(entry) = self.survey(book) {
            bare(What::Survey { entry }, found)
        } else {
            self.evidence(book, found)
        };
        Recognised { saved, ..recognised }
    }

    fn evidence(&self, book: &Book, mut found: Problems) -> Recognised {
        let mut findings = Findings::default();
        let forms = evidence::form(book, &self.evidence, &mut findings);
        let of_form = findings.problems;
        let own = self.desk.setting.round.year;
        let titled = || forms.is_empty().then(|| other_year_of(book, own)).flatten();
        if let Some(year) = of_other_year(&of_form).or_else(titled) {
            return bare(What::OtherRound(year), found);
        }
        let is_form = !of_form.has(&kinds::evidence::NO_SHEET) || !forms.is_empty();
        if !is_form {
            let is_list = book.sheets.iter().any(|grid| grid.visible && is_list_of_units(grid));
            return bare(if is_list { What::Units } else { What::Unknown }, found);
        }
        let mut units: Vec<usize> = forms.iter().map(|form| form.unit).collect();
        units.sort_unstable();
        units.dedup();
        found.extend(of_form);
        let is_unusable = forms.iter().all(|form| form.evidence.stopped.is_some());
        Recognised { is_unusable, forms, ..bare(What::Evidence { units }, found) }
    }

    fn reply(&self, book: &Book, mut found: Problems) -> Recognised {
        let (round, names) = (&self.desk.setting.round, &self.desk.names);
        let rubrics = self.desk.setting.rubrics.as_slice();
        let against = replies::Against { round, names, rubrics, asked: &self.desk.asked };
        let mut findings = Findings::default();
        let reply = replies::reply(book, &against, &mut findings);
        found.extend(findings.problems);
        match reply {
            Ok(Some(reply)) => {
                let (series, unit, number) = (reply.series, reply.unit, reply.number);
                bare(What::Reply { series, unit, number }, found)
            }
            Ok(None) | Err(_) => bare(What::Unreadable, found),
        }
    }

    fn appraisal(&self, book: &Book, whose: appraisal::Whose, mut found: Problems) -> Recognised {
        let mut findings = Findings::default();
        let given = appraisal::form(book, &self.appraisal, &mut findings);
        if let Some(year) = of_other_year(&findings.problems) {
            return bare(What::OtherRound(year), found);
        }
        found.extend(findings.problems);
        let units = given.rows.iter().filter_map(|row| {
            let score = row.score.as_ref().map(|score| score.unit);
            score.or(row.agreement.as_ref().map(|agreement| agreement.unit))
        });
        let round = &self.desk.setting.round;
        let mut blocks: Vec<usize> =
            units.filter_map(|unit| Some(round.units.get(unit)?.block)).collect();
        blocks.dedup();
        let block = whose.block.or(if let [one] = blocks[..] { Some(one) } else { None });
        let is_unusable = given.rows.is_empty() && given.refused.iter().any(|r| r.origin.is_none());
        let what = What::Appraisal { agency: whose.agency, block, number: whose.number };
        Recognised { is_unusable, ..bare(what, found) }
    }

    /// The entry of the survey that the answers are of: surveys may share headings, and then the one
    /// that more of the sheet speaks for; of several alike, none.
    fn survey(&self, book: &Book) -> Option<usize> {
        let setting = &self.desk.setting;
        let visible = || book.sheets.iter().filter(|grid| grid.visible);
        let like = |scheme| visible().filter_map(|grid| columns::likeness(grid, scheme)).max();
        let entries = setting.round.surveys.iter().zip(&setting.schemes).enumerate();
        let mut found: Vec<_> = entries
            .filter_map(|(at, (entry, scheme))| {
                Some((like(scheme.as_ref()?)?, at, entry.scheme.as_str()))
            })
            .collect();
        let best = found.iter().map(|(likeness, ..)| *likeness).max()?;
        found.retain(|(likeness, ..)| *likeness == best);
        let (_, first, scheme) = *found.first()?;
        found.iter().all(|(.., other)| *other == scheme).then_some(first)
    }

    fn transactions(&self, is_any: &AnySheet<'_>) -> Option<usize> {
        let setting = &self.desk.setting;
        let entries = setting.round.surveys.iter().zip(&setting.schemes).enumerate();
        let mut named = entries.filter(|(_, (entry, _))| entry.population.is_some());
        let found = named.find(|(_, (_, scheme))| {
            let Some(scheme) = scheme else { return false };
            let columns = populations::columns(scheme);
            is_any(&|grid| table::find(grid, &columns).is_ok())
        });
        found.map(|(at, _)| at)
    }
}

/// What a file is, with what of all that was said of it concerns the whole.
fn bare(what: What, found: Problems) -> Recognised {
    let is_error = |p: &&Problem| p.kind.level == Level::Error;
    let to_mend = found.iter().filter(is_error).filter(|p| p.place.cell.is_some()).count();
    let extension = found.iter().find(|p| p.kind == kinds::files::FILE_EXTENSION);
    let extension = extension.and_then(|p| Some(p.plain_fact("found")?.trim_matches('.').into()));
    let of_kind = [&kinds::files::FILE_EXTENSION, &kinds::files::FILE_SEALED];
    let whole = |p: &Problem| p.place.cell.is_none() && p.kind.level == Level::Error;
    let problems = found.into_iter().filter(|p| whole(p) || of_kind.contains(&&p.kind));
    Recognised {
        what,
        extension,
        problems: problems.collect(),
        to_mend,
        is_unusable: false,
        saved: None,
        forms: Vec::new(),
    }
}

/// `năm 2017`, where the title of a form speaks of that year and nowhere of this one.
fn other_year_of(book: &Book, own: i32) -> Option<String> {
    let words = ["chỉ số", "tự chấm", "tự đánh giá"];
    let mut visible = book.sheets.iter().filter(|grid| grid.visible);
    let (year, ..) =
        visible.find_map(|grid| table::other_year(grid, table::HEADER_ROWS, own, &words))?;
    Some(format!("năm {year}"))
}

/// `đợt vinh-son-2025` or `năm 2019`, where the form itself says so.
fn of_other_year(found: &Problems) -> Option<String> {
    let fact = |kind, what: &str| {
        let problem = found.iter().find(|p: &&Problem| p.kind == kind)?;
        Some(format!("{what} {}", problem.plain_fact("found")?))
    };
    fact(kinds::evidence::ROUND, "đợt").or_else(|| fact(kinds::evidence::YEAR, "năm"))
}
