//! Says which forms were left out, sheet by sheet, and takes their rows from those that were used.

use std::collections::BTreeMap;

use super::reasons::Reason;
use crate::grid::address;
use crate::ledger::{Aside, Findings, Ledger, RowFate};
use crate::problem::{Kind, Place, Problem, Problems, kinds::survey as kinds};
use crate::survey::forms::listed::listed;
use crate::survey::forms::{Forms, REFUSED};
use crate::terms::Lang;

/// So many rows are named in a message.
const NAMED: usize = 10;

/// `survey/a.xlsx – Phiếu, dòng 2 – 41`, in Vietnamese and English.
pub(super) fn said_place(forms: &Forms, sheet: usize, rows: &[u32]) -> (String, String) {
    let Some(at) = forms.sheets.get(sheet) else { return Default::default() };
    let place = match at.sheet.is_empty() {
        true => at.file.to_string(),
        false => format!("{} – {}", at.file, at.sheet),
    };
    let first = rows.iter().min().map_or(0, |row| row + 1);
    let last = rows.iter().max().map_or(0, |row| row + 1);
    let rows = if first == last { first.to_string() } else { format!("{first} – {last}") };
    (format!("{place}, dòng {rows}"), format!("{place}, rows {rows}"))
}

/// Says forms sheet by sheet.
pub(super) fn say(forms: &Forms, list: &[u32], kind: &Kind, problems: &mut Problems) {
    by_sheet(forms, list, kind).into_iter().for_each(|problem| problems.push(problem));
}

pub(super) fn by_sheet(forms: &Forms, list: &[u32], kind: &Kind) -> Vec<Problem> {
    let mut sheets: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for form in list {
        let sheet = forms.sheet_of(*form as usize).unwrap_or(0);
        sheets.entry(sheet).or_default().push(forms.rows[*form as usize]);
    }
    let problem =
        |(sheet, rows): (usize, Vec<u32>)| rows_problem(forms, sheet, &rows, rows.len(), kind);
    sheets.into_iter().map(problem).collect()
}

pub(super) fn rows_problem(
    forms: &Forms,
    sheet: usize,
    rows: &[u32],
    count: usize,
    kind: &Kind,
) -> Problem {
    let named = rows.iter().take(NAMED).map(|row| (row + 1).to_string()).collect();
    let place = forms.sheets.get(sheet).map_or(Place::default(), |at| Place {
        sheet: Some(at.sheet.to_string()).filter(|s| !s.is_empty()),
        cell: Some(address(rows.first().copied().unwrap_or(0), at.column)),
        ..Place::file(at.file.as_ref())
    });
    Problem::new(kind, place).with("count", count).with("rows", listed(named, count)).of_many(count)
}

pub(super) fn kind_of(reason: Reason) -> &'static Kind {
    match reason {
        Reason::Copy => &kinds::COPY,
        Reason::Preview => &kinds::PREVIEW,
        Reason::Doubled => &kinds::DOUBLED,
        Reason::OtherYear => &kinds::YEAR,
        _ => &kinds::INVALID,
    }
}

/// What becomes of the row; one that stands elsewhere too is not lost.
pub(super) fn fate_of(reason: Reason) -> RowFate {
    match reason {
        Reason::Doubled => RowFate::Aside(Aside::Repeated),
        Reason::Preview => RowFate::Aside(Aside::Remark),
        reason => RowFate::Rejected(kind_of(reason).code),
    }
}

/// Takes the rows of the forms that are left out from those that were used.
pub(super) fn take_back(forms: &Forms, out: &[Option<Reason>], ledger: &mut Ledger) {
    for (at, sheet) in forms.sheets.iter().enumerate() {
        let Some(account) = ledger.accounts.get_mut(sheet.account) else { continue };
        let end = forms.sheets.get(at + 1).map_or(forms.len(), |next| next.first);
        let left = (sheet.first..end).filter_map(|form| Some((form, out[form]?)));
        for (form, _) in left.clone() {
            account.values -= forms.row(form).iter().filter(|answer| **answer < REFUSED).count();
        }
        account.change_all(left.map(|(form, reason)| (forms.rows[form], fate_of(reason))));
    }
}

pub(super) fn report(forms: &Forms, out: &[Option<Reason>], findings: &mut Findings) {
    let mut sheets: BTreeMap<(usize, Reason), (Vec<u32>, usize)> = BTreeMap::new();
    take_back(forms, out, &mut findings.ledger);
    for (form, reason) in out.iter().enumerate() {
        // the others were said where they were found
        let unsaid = |reason: &Reason| !matches!(reason, Reason::Doubled | Reason::OtherYear);
        let Some(reason) = reason.as_ref().filter(|reason| unsaid(reason)) else { continue };
        let sheet = forms.sheet_of(form).unwrap_or(0);
        let (rows, count) = sheets.entry((sheet, *reason)).or_default();
        *count += 1;
        if rows.len() < NAMED {
            rows.push(forms.rows[form]);
        }
    }
    for ((sheet, reason), (rows, count)) in sheets {
        let kind = kind_of(reason);
        let problem = rows_problem(forms, sheet, &rows, count, kind);
        findings.problems.push(
            problem
                .said("rule", reason.say(Lang::Vi), reason.say(Lang::En))
                .with("key", reason.key()),
        );
    }
}
