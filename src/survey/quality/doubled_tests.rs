use super::*;
use crate::survey::forms::SheetForms;

/// Sheets of forms of one unit: answers, and seconds or 0 for no time.
fn forms(sheets: &[&[([u8; 2], i64)]]) -> Forms {
    let mut forms = Forms::new(2);
    for (at, rows) in sheets.iter().enumerate() {
        forms.sheets.push(SheetForms {
            file: format!("{at}.csv").into(),
            sheet: "".into(),
            account: at,
            column: 0,
            first: forms.len(),
        });
        for (row, (answers, sent)) in rows.iter().enumerate() {
            let form = forms.len();
            forms.push(0, 0, 0, answers);
            forms.rows.push(row as u32 + 1);
            if *sent != 0 {
                forms.sent.put(form, 1_600_000_000 + sent);
            }
        }
    }
    forms
}

fn found(sheets: &[&[([u8; 2], i64)]]) -> Vec<(usize, usize, usize, bool)> {
    let found = doubled(&forms(sheets));
    found.iter().map(|d| (d.earlier, d.later, d.pairs.len(), d.sure)).collect()
}

const VARIED: &[([u8; 2], i64)] = &[([0, 0], 0), ([1, 4], 0), ([3, 4], 0)];
const ALIKE: &[([u8; 2], i64)] = &[([0, 0], 0), ([0, 0], 0)];
const TIMED: &[([u8; 2], i64)] = &[([0, 0], 11), ([0, 0], 77), ([1, 0], 140), ([0, 0], 333)];

#[test]
fn a_whole_sheet_again_is_one() {
    assert_eq!(found(&[VARIED, VARIED]), [(0, 1, 3, true)]);
    assert_eq!(found(&[TIMED, TIMED]), [(0, 1, 4, true)]);
    assert_eq!(found(&[VARIED, TIMED, VARIED]), [(0, 2, 3, true)]);
}

#[test]
fn equal_answers_of_different_people_stay() {
    // within one sheet nothing is compared
    assert_eq!(found(&[&[([0, 0], 0); 9]]), []);
    // a form or two, and no time: told, not dropped
    assert_eq!(found(&[ALIKE, ALIKE]), [(0, 1, 2, false)]);
    // a short sheet whose forms stand somewhere in a long one
    let long = [([0, 0], 0), ([1, 4], 0), ([0, 0], 0), ([3, 4], 0), ([0, 0], 0), ([1, 1], 0)];
    assert_eq!(found(&[VARIED, &long]), []);
    // other times
    let other: Vec<([u8; 2], i64)> = TIMED.iter().map(|(a, t)| (*a, t + 1)).collect();
    assert_eq!(found(&[TIMED, &other]), []);
}

#[test]
fn an_export_that_contains_an_earlier_one_adds_what_is_new() {
    let more: Vec<([u8; 2], i64)> = TIMED.iter().copied().chain([([2, 2], 999)]).collect();
    assert_eq!(found(&[TIMED, &more]), [(0, 1, 4, true)]);
    assert_eq!(found(&[&more, TIMED]), [(0, 1, 4, true)]);
    // the last three of one are the first three of the next
    let rolling: Vec<([u8; 2], i64)> =
        TIMED[1..].iter().copied().chain((0..9).map(|n| ([1, 1], 5000 + n))).collect();
    let before: Vec<([u8; 2], i64)> =
        (0..9).map(|n| ([2, 1], 1 + n)).chain(TIMED.iter().copied()).collect();
    assert_eq!(found(&[&before, &rolling]), [(0, 1, 3, true)]);
    // without times the order must agree, and be of some length
    let long: Vec<([u8; 2], i64)> = (0..20).map(|n| ([n % 5, n % 4], 0)).collect();
    let longer: Vec<([u8; 2], i64)> =
        long.iter().copied().chain([([4, 4], 0), ([0, 1], 0)]).collect();
    assert_eq!(found(&[&long, &longer]), [(0, 1, 20, true)]);
}

#[test]
fn a_part_that_stands_on_both_sheets_in_one_order_is_found_without_times() {
    let form = |n: u32| ([(n * 7 % 11) as u8, (n * n % 13) as u8], 0);
    let before: Vec<([u8; 2], i64)> = (0..60).map(form).collect();
    let after: Vec<([u8; 2], i64)> = (40..100).map(form).collect();
    assert_eq!(found(&[&before, &after]), [(0, 1, 20, true)]);
    // a few are told and stay
    let after: Vec<([u8; 2], i64)> = (54..60).chain(200..260).map(form).collect();
    assert!(found(&[&before, &after]).iter().all(|(.., sure)| !sure));
}

#[test]
fn many_who_are_satisfied_with_everything_are_many_people() {
    let varied = (0..60).map(|n| ([(n * 7 % 11) as u8, (n * n % 13) as u8], 0));
    let sheet: Vec<([u8; 2], i64)> = varied.chain([([0, 0], 0); 60]).collect();
    assert_eq!(found(&[&sheet, &[([0, 0], 0); 45]]), []);
}

#[test]
fn forms_with_times_are_known_again_in_another_order() {
    let sheet: Vec<([u8; 2], i64)> = (0..30).map(|n| ([n as u8 % 5, 0], 100 + 97 * n)).collect();
    let mixed: Vec<([u8; 2], i64)> = sheet[15..].iter().rev().copied().collect();
    let new = (0..15).map(|n| ([n as u8 % 5, 1], 9_000 + 91 * n));
    let later: Vec<([u8; 2], i64)> = mixed.into_iter().chain(new).collect();
    assert_eq!(found(&[&sheet, &later]), [(0, 1, 15, true)]);
}

#[test]
fn numbers_that_begin_anew_on_each_sheet_are_no_proof() {
    let sheet: Vec<([u8; 2], i64)> = (0..10).map(|n| ([n as u8 % 2, 0], 0)).collect();
    let other: Vec<([u8; 2], i64)> = (0..10).map(|_| ([0, 0], 0)).collect();
    let mut both = forms(&[&sheet, &other]);
    (0..20).for_each(|form| both.ids.put(form, 1 + form as u128 % 10));
    assert!(doubled(&both).is_empty());
}
