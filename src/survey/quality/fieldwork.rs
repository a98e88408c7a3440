//! What the forms of a survey look like beside its figures: those left out, interviewers, side
//! questions.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Problems;
use crate::round::Round;
use crate::survey::figures::side_counts::SideCounts;
use crate::survey::forms::times;
use crate::survey::forms::{Forms, NO_TIME, NONE};
use crate::survey::scheme::Scheme;
use crate::terms::UnitId;

use super::{Quality, Read, Reason, Rejected, quality, reversed};

/// What stands beside the figures of a survey.
#[derive(Debug, Clone, Default)]
pub struct Fieldwork {
    /// The first forms that were left out, in the order of reading.
    pub rejected: Vec<RejectedForm>,
    /// How many forms were left out, by reason; reasons without any are absent.
    pub reasons: Vec<(Reason, usize)>,
    pub interviewers: Vec<InterviewerQuality>,
    pub sides: Vec<SideCounts>,
    /// The files that gave valid forms, each with the hash of its bytes.
    pub files: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
pub struct RejectedForm {
    pub file: String,
    /// Empty for CSV.
    pub sheet: String,
    /// From 1.
    pub row: u32,
    pub unit: Option<UnitId>,
    pub reason: Reason,
}

/// The forms of one interviewer.
#[derive(Debug, Clone)]
pub struct InterviewerQuality {
    /// A code in the order of reading: names of people stand in no output.
    pub name: String,
    /// Where the first form stands, for those who may look there: file, sheet, row from 1.
    pub first: (String, String, u32),
    /// Of how many units.
    pub units: usize,
    pub quality: Quality,
    /// The most forms on one day, when times are known.
    pub busiest_day: Option<usize>,
}

/// Sums up the forms of a survey; says which scales look turned around.
pub fn fieldwork(
    read: &Read,
    scheme: &Scheme,
    round: &Round,
    problems: &mut Problems,
) -> Fieldwork {
    reversed::report(&read.forms, scheme, round, problems);
    let named = |rejected: &Rejected| {
        let sheet = read.forms.sheets.get(rejected.sheet);
        RejectedForm {
            file: sheet.map_or(String::new(), |s| s.file.to_string()),
            sheet: sheet.map_or(String::new(), |s| s.sheet.to_string()),
            row: rejected.row + 1,
            unit: rejected.unit.and_then(|u| Some(round.units.get(u as usize)?.id.clone())),
            reason: rejected.reason,
        }
    };
    let reasons = Reason::all().map(|reason| (reason, read.reasons[reason as usize]));
    Fieldwork {
        rejected: read.rejected.iter().map(named).collect(),
        reasons: reasons.filter(|(_, count)| *count > 0).collect(),
        interviewers: interviewers(&read.forms),
        sides: Vec::new(),
        files: Vec::new(),
    }
}

fn interviewers(forms: &Forms) -> Vec<InterviewerQuality> {
    if forms.interviewers.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); forms.interviewers.names.len()];
    for form in 0..forms.len() {
        let interviewer = forms.interviewers.get(form);
        if interviewer != NONE {
            rows[interviewer as usize].push(form);
        }
    }
    let of = |(number, rows): (usize, Vec<usize>)| {
        let units: BTreeSet<u32> = rows.iter().map(|form| forms.units[*form]).collect();
        let mut days: BTreeMap<i64, usize> = BTreeMap::new();
        for sent in rows.iter().map(|form| forms.sent.get(*form)).filter(|s| *s != NO_TIME) {
            *days.entry(times::day(sent)).or_default() += 1;
        }
        InterviewerQuality {
            name: format!("ĐTV {:02}", number + 1),
            first: rows.first().map_or_else(Default::default, |form| place(forms, *form)),
            units: units.len(),
            quality: quality(forms, &rows),
            busiest_day: days.values().copied().max(),
        }
    };
    let all = rows.into_iter().enumerate();
    all.filter(|(_, rows)| !rows.is_empty()).map(of).collect()
}

fn place(forms: &Forms, form: usize) -> (String, String, u32) {
    let sheet = forms.sheet_of(form).and_then(|at| forms.sheets.get(at));
    let (file, name) =
        sheet.map_or_else(Default::default, |s| (s.file.to_string(), s.sheet.to_string()));
    (file, name, forms.rows.get(form).map_or(0, |row| row + 1))
}
