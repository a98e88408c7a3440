//! The files that one unit sent, to the one that counts. Copies count once; of files that differ
//! only a person chooses: by moving files away, or by `[evidence]` in `round.toml`, which names
//! the file (`use`) or the rule (`versions = "newest"`, by the time that is saved inside the
//! files). A choice is a note that names what is not used.

use std::collections::BTreeSet;

use crate::evidence::from_grids::Form;
use crate::evidence::{Entry, LeafEvidence, Saved, SentAs, SentFile, Stop, UnitEvidence};
use crate::ledger::{Aside, Findings, ReadAs, RowFate};
use crate::problem::{Level, Place, Problem, Problems, kinds};
use crate::round::{Round, Unit, Versions};
use crate::rubric::Rubric;
use crate::source::did_you_mean;
use crate::value::Gap;

/// So many differences between two files are named; the others are counted.
const NAMED: usize = 5;

/// The forms of one unit on their way to its evidence.
pub(crate) struct Sent<'a> {
    pub round: &'a Round,
    pub unit: &'a Unit,
    /// `None` where the set of the block is broken.
    pub rubric: Option<&'a Rubric>,
    pub findings: &'a mut Findings,
}

impl Sent<'_> {
    /// The evidence of the form that counts; stopped when nobody chose between several.
    pub(crate) fn settle(&mut self, forms: Vec<Form>) -> UnitEvidence {
        let mut files = Vec::new();
        let distinct = self.without_copies(forms, &mut files);
        let mut distinct = self.without_twins(distinct, &mut files);
        // What a unit that no longer exists sent was refused; it is no version of this one's.
        if distinct.iter().any(|form| !form.of_former) {
            let former = distinct.extract_if(.., |form| form.of_former);
            files.extend(former.map(|form| form.sent(SentAs::Refused)));
        }
        // What came after the last day takes no part in the choice.
        if distinct.iter().any(|form| !form.late) {
            let late = distinct.extract_if(.., |form| form.late);
            files.extend(late.map(|form| form.sent(SentAs::Refused)));
        }
        let chosen = match distinct.len() {
            0 => return UnitEvidence::default(),
            1 => Some((0, None)),
            _ => self.choose(&distinct),
        };
        let Some((chosen, why)) = chosen else {
            files.extend(distinct.iter().map(|form| form.sent(SentAs::Refused)));
            return self.stop(&distinct, files);
        };
        if let Some((vi, en)) = why {
            self.note_choice(&distinct, chosen, (&vi, &en));
        }
        let mut evidence = UnitEvidence::default();
        for (at, form) in distinct.into_iter().enumerate() {
            if at != chosen {
                self.set_aside(&form, RowFate::Aside(Aside::NotChosen));
                files.push(form.sent(SentAs::NotChosen));
                continue;
            }
            let stopped = form.evidence.stopped.is_some();
            files.push(form.sent(if stopped { SentAs::Refused } else { SentAs::Used }));
            evidence = form.evidence;
        }
        // Without a set nothing is read: then its problems say why, and no file need be sent
        // again.
        if self.rubric.is_some() && evidence.stopped.is_some() {
            let file = evidence.file.as_deref().unwrap_or_default();
            let problem = Problem::new(&kinds::evidence::STOPPED, Place::file(file));
            let problem = problem.because_of(Place::file(file));
            self.findings
                .problems
                .push(problem.with("unit", &self.unit.name).of_unit(&self.unit.id));
        }
        UnitEvidence { files, ..evidence }
    }

    /// Exact copies are set aside; of several, the one that `use` names is kept.
    fn without_copies(&mut self, forms: Vec<Form>, files: &mut Vec<SentFile>) -> Vec<Form> {
        let mut distinct: Vec<Form> = Vec::new();
        for form in forms {
            let twin = distinct
                .iter_mut()
                .find(|known| !form.sha256.is_empty() && known.sha256 == form.sha256);
            let Some(twin) = twin else {
                distinct.push(form);
                continue;
            };
            let copy = self.set_beside(twin, form);
            let first = twin.file.clone();
            self.set_aside(&copy, RowFate::Aside(Aside::Copy));
            let problem = Problem::new(&kinds::evidence::COPY, Place::file(copy.file.as_ref()));
            self.findings.problems.push(problem.with("first", first).of_unit(&self.unit.id));
            files.push(copy.sent(SentAs::Copy));
        }
        distinct
    }

    /// Files that say the same need no choice: the first counts, unless `use` names another.
    fn without_twins(&mut self, forms: Vec<Form>, files: &mut Vec<SentFile>) -> Vec<Form> {
        let mut distinct: Vec<Form> = Vec::new();
        for form in forms {
            let twin = distinct.iter_mut().find(|known| {
                says_the_same(known, &form) && self.errors_of(known) == self.errors_of(&form)
            });
            let Some(twin) = twin else {
                distinct.push(form);
                continue;
            };
            let copy = self.set_beside(twin, form);
            let first = twin.file.clone();
            // Other units may stand in the same file.
            let own = Some(&self.unit.id);
            self.findings
                .problems
                .retain(|one| one.place.file != *copy.file || one.unit.as_ref() != own);
            self.set_aside(&copy, RowFate::Aside(Aside::Repeated));
            let problem = Problem::new(&kinds::evidence::SAME_FILE, Place::file(&*copy.file))
                .with("first", &first)
                .with("raw", &copy.file)
                .with("taken", first);
            self.findings.problems.push(problem.of_unit(&self.unit.id));
            files.push(copy.sent(SentAs::Copy));
        }
        distinct
    }

    /// Keeps the one of two that `use` names, else the first; the other comes back.
    fn set_beside(&self, kept: &mut Form, form: Form) -> Form {
        match self.is_named(&form) && !self.is_named(kept) {
            true => std::mem::replace(kept, form),
            false => form,
        }
    }

    /// The codes of all that was refused in what a file says of the unit.
    fn errors_of(&self, form: &Form) -> Vec<&'static str> {
        let of_unit =
            self.findings.problems.iter().filter(|one| one.unit.as_ref() == Some(&self.unit.id));
        let errors =
            of_unit.filter(|one| one.place.file == *form.file && one.kind.level == Level::Error);
        let mut codes: Vec<_> = errors.map(|problem| problem.kind.code).collect();
        codes.sort_unstable();
        codes
    }

    fn is_named(&self, form: &Form) -> bool {
        self.round.chosen_files.iter().any(|chosen| chosen.is(&form.file))
    }

    /// The form that `round.toml` chooses, and by what, in both languages.
    fn choose(&self, forms: &[Form]) -> Option<(usize, Option<(String, String)>)> {
        let named: Vec<usize> = (0..forms.len()).filter(|at| self.is_named(&forms[*at])).collect();
        if let [one] = named[..] {
            let both = ("theo dòng use trong round.toml", "as the line `use` of round.toml says");
            return Some((one, Some((both.0.into(), both.1.into()))));
        }
        if self.round.versions != Versions::Newest || !named.is_empty() {
            return None;
        }
        let times: Option<Vec<Saved>> = forms.iter().map(|form| form.saved).collect();
        let times = times?;
        let newest = *times.iter().max()?;
        let one = times.iter().position(|time| *time == newest)?;
        if times.iter().filter(|time| **time == newest).count() > 1 {
            return None;
        }
        let vi = format!("vì lưu sau cùng ({newest})");
        Some((one, Some((vi, format!("because it was saved last ({newest})")))))
    }

    fn note_choice(&mut self, forms: &[Form], chosen: usize, (vi, en): (&str, &str)) {
        let shown = shown(forms);
        let others = shown.iter().enumerate().filter(|(at, _)| *at != chosen);
        let others: Vec<&str> = others.map(|(_, file)| file.as_str()).collect();
        let mut problem =
            Problem::new(&kinds::evidence::CHOSEN, Place::file(forms[chosen].file.as_ref()))
                .with("unit", &self.unit.name)
                .with("count", forms.len())
                .said("by", vi, en)
                .with("raw", shown.join(", "))
                .with("taken", &forms[chosen].file)
                .with("others", others.join(", "));
        for form in forms {
            problem = problem.involving(Place::file(&*form.file), "", &form.written);
        }
        self.findings.problems.push(problem.of_unit(&self.unit.id));
    }

    /// Nobody but the office may choose.
    fn stop(&mut self, forms: &[Form], files: Vec<SentFile>) -> UnitEvidence {
        for form in forms {
            self.set_aside(form, RowFate::Rejected(kinds::evidence::FILES.code));
        }
        let shown = shown(forms);
        // The example in the words must not choose a file that cannot be used.
        let usable = forms.iter().find(|form| form.evidence.stopped.is_none());
        let usable = usable.unwrap_or(&forms[0]);
        let (vi, en) = self.differences(forms);
        let mut problem =
            Problem::new(&kinds::evidence::FILES, Place::file(forms[0].file.as_ref()))
                .with("unit", &self.unit.name)
                .with("count", forms.len())
                .with("files", shown.join("; "))
                .with("first", &usable.file)
                .said("differences", vi, en);
        for form in forms {
            problem = problem.involving(Place::file(&*form.file), "", &form.written);
        }
        self.findings.problems.push(problem.of_unit(&self.unit.id));
        let versions = forms.iter().map(|form| form.file.clone()).collect();
        UnitEvidence {
            file: Some(forms[0].file.clone()),
            stopped: Some(Stop::Versions { files: versions }),
            files,
            ..UnitEvidence::default()
        }
    }

    /// In which values the files differ: what the office looks at when it chooses.
    fn differences(&self, forms: &[Form]) -> (String, String) {
        let read = |form: &&Form| form.evidence.stopped.is_none();
        let (Some(rubric), true) = (self.rubric, forms.iter().all(|form| read(&form))) else {
            return (String::new(), String::new());
        };
        let mut named = Vec::new();
        for (at, item) in rubric.items.iter().enumerate() {
            let said = |form: &Form| form.evidence.items.get(at).map(|entry| entry.raw.clone());
            let all: Vec<String> =
                forms.iter().map(|form| said(form).unwrap_or_default()).collect();
            if all.iter().any(|raw| *raw != all[0]) {
                let quoted: Vec<String> = all.iter().map(|raw| format!("“{raw}”")).collect();
                named.push(format!("{}: {}", item.label, quoted.join(" / ")));
            }
        }
        match named.is_empty() {
            true => (
                "Mọi số liệu kê khai giống nhau. ".into(),
                "All declared values are the same. ".into(),
            ),
            false => differences(named, ("số liệu", "values")),
        }
    }

    /// Rows that were read as data and then not used after all: all of the form is put aside.
    fn set_aside(&mut self, form: &Form, why: RowFate) {
        for account in self.findings.ledger.of_file(ReadAs::Evidence, &form.file) {
            if form.sheets.is_empty() || form.sheets.contains(&account.sheet) {
                account.change_used(why);
            }
        }
    }
}

/// Whether two usable files declare the same, however they write it.
fn says_the_same(one: &Form, other: &Form) -> bool {
    let (a, b) = (&one.evidence, &other.evidence);
    let usable = |form: &Form| form.evidence.stopped.is_none() && !form.of_former;
    let same = |a: &Entry, b: &Entry| {
        a.outcome == b.outcome && (a.outcome != Err(Gap::Unreadable) || a.raw == b.raw)
    };
    let items = || a.items.iter().zip(&b.items).all(|(a, b)| same(a, b));
    let any = a.items.iter().any(|entry| !matches!(entry.outcome, Err(Gap::Missing)));
    let told = |leaf: &LeafEvidence| {
        (
            leaf.self_score.clone(),
            leaf.na_claim.is_some(),
            leaf.proof.clone(),
            leaf.explanation.clone(),
        )
    };
    let leaves = || a.leaves.iter().zip(&b.leaves).all(|(a, b)| told(a) == told(b));
    usable(one) && usable(other) && any && items() && leaves()
}

/// `Khác nhau ở 2 số liệu: …` of two or more versions, in both languages; the first few are named,
/// the others counted. Empty when there are none.
pub fn differences(mut named: Vec<String>, (vi, en): (&str, &str)) -> (String, String) {
    let (count, more) = (named.len(), named.len().saturating_sub(NAMED));
    named.truncate(NAMED);
    let list = named.join("; ");
    match (count, more) {
        (0, _) => (String::new(), String::new()),
        (_, 0) => (
            format!("Khác nhau ở {count} {vi}: {list}. "),
            format!("{count} {en} differ: {list}. "),
        ),
        _ => (
            format!("Khác nhau ở {count} {vi}: {list}; và {more} {vi} nữa. "),
            format!("{count} {en} differ: {list}; and {more} more. "),
        ),
    }
}

/// Each file with what tells it from the others: how it spells the unit, when it was saved.
fn shown(forms: &[Form]) -> Vec<String> {
    let spellings: BTreeSet<&str> =
        forms.iter().map(|form| form.written.as_str()).filter(|name| !name.is_empty()).collect();
    let spelled = spellings.len() > 1;
    let one = |form: &Form| {
        let written =
            (spelled && !form.written.is_empty()).then(|| format!("ghi “{}”", form.written));
        let saved = form.saved.map(|saved| format!("lưu {saved}"));
        let facts: Vec<String> = [written, saved].into_iter().flatten().collect();
        match facts.is_empty() {
            true => form.file.to_string(),
            false => format!("{} ({})", form.file, facts.join(", ")),
        }
    };
    forms.iter().map(one).collect()
}

impl Form {
    fn sent(&self, sent_as: SentAs) -> SentFile {
        let sha256 = Some(self.sha256.clone()).filter(|hash| !hash.is_empty());
        SentFile { file: self.file.clone(), sha256, saved: self.saved, sent_as }
    }
}

/// Files that `use` names and that were not found: a choice that chooses nothing.
pub fn choices_exist(round: &Round, files: &[&str], problems: &mut Problems) {
    for chosen in &round.chosen_files {
        if !files.iter().any(|file| chosen.is(file)) {
            let near = did_you_mean(&chosen.file, files.iter().copied());
            let problem = Problem::new(&kinds::evidence::USE, chosen.place.clone());
            problems.push(problem.with("file", &chosen.file).proposing(near));
        }
    }
}
