//! Sheets that hold the same forms: a file sent twice, a copied sheet, one export as two kinds of
//! file, an export that contains an earlier one. In: all forms. Out: those that stood before.
//!
//! Two people may give the same answers, so one form alone proves nothing: sheets are compared
//! as wholes, and the less a form tells of itself, the more of the sheet must agree, in order.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use rayon::prelude::*;

use crate::survey::forms::Forms;
use crate::survey::forms::times;

/// Forms of a sheet that stand on an earlier one too.
pub(crate) struct Doubled {
    /// Positions in `Forms::sheets`.
    pub earlier: usize,
    pub later: usize,
    /// Each form of the later sheet with its equal on the earlier one.
    pub pairs: Vec<(u32, u32)>,
    /// It is sure enough that they are the same forms.
    pub sure: bool,
}

/// So many sheets are compared with one another when they share a form.
const SHEETS: usize = 64;
/// Without numbers and times, agreement in less than this is no proof when sheets differ in
/// length or order (bits of surprise).
pub(crate) const SURPRISE: f64 = 20.0;
/// So few forms may be alike by chance.
pub(crate) const FEW: usize = 3;

/// The sheets that repeat others, in the order of reading.
pub(crate) fn doubled(forms: &Forms) -> Vec<Doubled> {
    if forms.sheets.len() < 2 {
        return Vec::new();
    }
    let keys = Keys::of(forms);
    let mut found: Vec<Doubled> = Vec::new();
    for ((later, earlier), pairs) in keys.shared() {
        let pair = Pair { keys: &keys, earlier: keys.range(earlier), later: keys.range(later) };
        let (pairs, sure) = match pair.verdict(pairs) {
            Verdict::Same(pairs) => (pairs, true),
            Verdict::Alike(pairs) => (pairs, false),
            Verdict::Others => continue,
        };
        found.push(Doubled { earlier, later, pairs, sure });
    }
    found
}

/// What tells each form from others, as one number.
pub(crate) struct Keys<'f> {
    forms: &'f Forms,
    of_form: Vec<u64>,
}

impl<'f> Keys<'f> {
    fn of(forms: &'f Forms) -> Keys<'f> {
        // a text table made by a spreadsheet program may have lost the seconds
        let whole_minutes: Vec<bool> = (0..forms.sheets.len())
            .map(|sheet| has_minutes_only(forms, range(forms, sheet)))
            .collect();
        let minutes = whole_minutes.iter().any(|only| *only);
        let key = |form: u32| {
            let at = form as usize;
            let mut hasher = DefaultHasher::new();
            let time = time_of(forms, at).map(|seconds| unordered(seconds, minutes));
            (forms.units[at], forms.row(at), forms.ids.get(at)).hash(&mut hasher);
            (time, forms.prints.get(at)).hash(&mut hasher);
            for side in &forms.sides {
                side.get(at).hash(&mut hasher);
            }
            hasher.finish()
        };
        Keys { forms, of_form: (0..forms.len() as u32).into_par_iter().map(key).collect() }
    }

    fn range(&self, sheet: usize) -> Range<usize> {
        range(self.forms, sheet)
    }

    /// Equal forms of two sheets, each with its equal, by the later and the earlier sheet. A key
    /// that stands n times on one sheet and m on the other gives the lesser of both.
    fn shared(&self) -> BTreeMap<(usize, usize), Vec<(u32, u32)>> {
        let mut sorted: Vec<(u64, u32)> = self.of_form.iter().copied().zip(0..).collect();
        sorted.par_sort_unstable();
        let mut shared: BTreeMap<(usize, usize), Vec<(u32, u32)>> = BTreeMap::new();
        for alike in sorted.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            let sheet = |form: &(u64, u32)| self.forms.sheet_of(form.1 as usize).unwrap_or(0);
            let by_sheet: Vec<&[(u64, u32)]> =
                alike.chunk_by(|a, b| sheet(a) == sheet(b)).collect();
            for (at, later) in by_sheet.iter().enumerate() {
                for earlier in &by_sheet[at.saturating_sub(SHEETS)..at] {
                    let sheets = (sheet(&later[0]), sheet(&earlier[0]));
                    let pairs = later.iter().zip(*earlier).map(|(l, e)| (l.1, e.1));
                    shared.entry(sheets).or_default().extend(pairs);
                }
            }
        }
        shared
    }

    /// Whether the form has a number of its own or a time of the day.
    fn is_told(&self, form: usize) -> bool {
        self.forms.ids.get(form) != 0 || time_of(self.forms, form).is_some_and(times::is_precise)
    }
}

pub(crate) enum Verdict {
    Same(Vec<(u32, u32)>),
    /// Equal, and too little to be sure.
    Alike(Vec<(u32, u32)>),
    Others,
}

/// Two sheets with forms in common.
pub(crate) struct Pair<'k, 'f> {
    keys: &'k Keys<'f>,
    pub(crate) earlier: Range<usize>,
    pub(crate) later: Range<usize>,
}

impl Pair<'_, '_> {
    fn verdict(&self, mut pairs: Vec<(u32, u32)>) -> Verdict {
        pairs.sort_unstable();
        let least = self.earlier.len().min(self.later.len());
        let told = pairs.iter().filter(|(form, _)| self.keys.is_told(*form as usize)).count();
        if told * 10 >= pairs.len() * 9 {
            let nearly_all = pairs.len() * 10 >= least * 9;
            let some = pairs.len() >= FEW && (is_run(&pairs) || !self.by_chance(&pairs));
            return match nearly_all || some {
                true => Verdict::Same(pairs),
                false => Verdict::Others,
            };
        }
        let whole = self.earlier.len() == self.later.len() && pairs.len() == least;
        let Some(aligned) = self.aligned() else {
            return match whole && self.surprise(&pairs) >= SURPRISE {
                true => Verdict::Same(pairs),
                false => self.overlap(),
            };
        };
        let surprise = self.surprise(&aligned);
        match whole {
            true if aligned.len() >= FEW || surprise > 0.0 => Verdict::Same(aligned),
            true => Verdict::Alike(aligned),
            false if surprise >= SURPRISE => Verdict::Same(aligned),
            false => Verdict::Others,
        }
    }

    /// Whether the forms could have met others of the same time and answers by chance: then forms
    /// of one sheet meet each other about as often. Numbers alone may begin anew on every sheet;
    /// forms with equal ones are for the rules of validity.
    fn by_chance(&self, pairs: &[(u32, u32)]) -> bool {
        let is_timed =
            |form: u32| time_of(self.keys.forms, form as usize).is_some_and(times::is_precise);
        if pairs.iter().filter(|(form, _)| is_timed(*form)).count() * 10 < pairs.len() * 9 {
            return true;
        }
        let within = |range: &Range<usize>| {
            let keys: HashSet<u64> = range.clone().map(|form| self.key(form)).collect();
            range.len() - keys.len()
        };
        pairs.len() <= 4 * (within(&self.earlier) + within(&self.later))
    }

    pub(crate) fn key(&self, form: usize) -> u64 {
        self.keys.of_form[form]
    }

    /// The equal forms when nearly all of the shorter sheet stands in the longer one in the same
    /// order without a gap.
    fn aligned(&self) -> Option<Vec<(u32, u32)>> {
        let later_is_short = self.later.len() <= self.earlier.len();
        let (short, long) = match later_is_short {
            true => (self.later.clone(), self.earlier.clone()),
            false => (self.earlier.clone(), self.later.clone()),
        };
        let pairs = |offset: usize| {
            let equal = short
                .clone()
                .zip(long.start + offset..)
                .filter(|(s, l)| *l < long.end && self.key(*s) == self.key(*l));
            equal.collect::<Vec<_>>()
        };
        let offsets = long.len() - short.len();
        let head = self.key(short.start);
        let starts = (0..=offsets)
            .filter(|offset| *offset == 0 || self.key(long.start + offset) == head)
            .take(SHEETS);
        let best = starts.map(pairs).max_by_key(Vec::len)?;
        let enough = best.len() * 10 >= short.len() * 9;
        enough.then(|| {
            let ordered =
                best.into_iter().map(|(s, l)| if later_is_short { (s, l) } else { (l, s) });
            ordered.map(|(later, earlier)| (later as u32, earlier as u32)).collect()
        })
    }

    /// How little the equality could come by chance, from how often each form's pattern stands
    /// on the sheets. A pattern counts once: where many are satisfied with everything, all of a
    /// kiosk's or an interviewer's forms may honestly be alike.
    pub(crate) fn surprise(&self, pairs: &[(u32, u32)]) -> f64 {
        let mut often: HashMap<u64, usize> = HashMap::new();
        for form in self.later.clone().chain(self.earlier.clone()) {
            *often.entry(self.key(form)).or_default() += 1;
        }
        let all = (self.later.len() + self.earlier.len()) as f64;
        let bits = |(form, _): &(u32, u32)| {
            let count = often.get(&self.key(*form as usize)).copied().unwrap_or(1);
            (all / count as f64).log2()
        };
        let mut seen = HashSet::new();
        pairs.iter().filter(|(form, _)| seen.insert(self.key(*form as usize))).map(bits).sum()
    }
}

/// Whether the pairs follow each other on both sheets.
fn is_run(pairs: &[(u32, u32)]) -> bool {
    pairs.windows(2).all(|two| two[0].0 + 1 == two[1].0 && two[0].1 + 1 == two[1].1)
}

fn range(forms: &Forms, sheet: usize) -> Range<usize> {
    let start = forms.sheets.get(sheet).map_or(0, |sheet| sheet.first);
    let end = forms.sheets.get(sheet + 1).map_or(forms.len(), |next| next.first);
    start..end
}

/// When the form was sent or, where that is not known, begun.
pub(crate) fn time_of(forms: &Forms, form: usize) -> Option<i64> {
    let (sent, begun) = (forms.sent.get(form), forms.begun.get(form));
    [sent, begun].into_iter().find(|time| *time != crate::survey::forms::NO_TIME)
}

fn has_minutes_only(forms: &Forms, mut rows: Range<usize>) -> bool {
    rows.all(|form| time_of(forms, form).is_none_or(|seconds| seconds.rem_euclid(60) == 0))
}

/// A time whose day and month may have changed places: a computer with other settings wrote one
/// of the files.
fn unordered(seconds: i64, minutes: bool) -> (i32, u32, u32, i64) {
    use chrono::Datelike as _;
    let unit = if minutes { 60 } else { 1 };
    let clock = seconds.rem_euclid(86_400).div_euclid(unit);
    let date = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().date_naive();
    let (day, month) = (date.day(), date.month());
    (date.year(), day.min(month), day.max(month), clock)
}

#[cfg(test)]
#[path = "doubled_tests.rs"]
mod tests;
