//! What people hang on labels, what programs put in place of words, and what a 0 says.

use super::tests::{HEAD, book, read, rubric, sheet, standard, values};
use crate::grid::{Content, Grid};
use crate::terms::Exact;
use crate::text::fold;

/// A form without keys: its rows are the items' by code and label.
fn bare(rows: &[&'static [&'static str]]) -> (String, Vec<&'static str>) {
    let head: Vec<&str> = HEAD.iter().copied().filter(|name| *name != "Mã số liệu").collect();
    let mut all: Vec<&[&str]> = vec![&["BẢNG TỰ CHẤM NĂM 2020"], &["Đơn vị:", "Phường Long Hoa"]];
    all.push(&head);
    all.extend(rows);
    let (form, codes, _) = read(&book("a.xlsx", vec![sheet("Tự chấm", true, &all)]));
    (form.map_or("none".into(), |form| values(&form)), codes)
}

#[test]
fn a_label_with_a_dash_or_its_unit_is_the_item_it_says() {
    let (read, codes) = bare(&[
        &["", "Số liệu chung"],
        &["", "", "- Tổng số hồ sơ (hồ sơ)", "hồ sơ", "=1250"],
        &["", "", "– Số hồ sơ trễ hạn, hồ sơ:", "hồ sơ", "=0"],
        &["1", "Kế hoạch"],
        &["1.1", "Ban hành kế hoạch", "• Đã ban hành", "", "Có"],
        &["1.10", "Nhiệm vụ hoàn thành", "+ Nhiệm vụ được giao", "", "=20"],
        &["", "", "Nhiệm vụ đã xong.", "", "=15"],
        &["1.2", "Đúng hạn"],
    ]);
    assert_eq!((read.as_str(), codes), ("1250 0 yes 20 15", vec![]));
    // The unit of another item is no decoration.
    let (read, codes) = bare(&[
        &["", "Số liệu chung"],
        &["", "", "Tổng số hồ sơ (văn bản)", "", "=1250"],
        &["1.1", "Ban hành kế hoạch", "Đã ban hành", "", "Có"],
    ]);
    assert!(read.starts_with("missing") && codes.contains(&"E-FORM-ROW"), "{read} {codes:?}");
}

#[test]
fn a_shared_item_counts_in_any_part_of_the_form() {
    let rest: [&[&str]; 4] = [
        &["1.1", "Ban hành kế hoạch", "Đã ban hành", "", "Có"],
        &["1.10", "Nhiệm vụ hoàn thành", "Nhiệm vụ được giao", "", "=20"],
        &["", "", "Nhiệm vụ đã xong", "", "=15"],
        &["1.2", "Đúng hạn", "Tổng số hồ sơ", "hồ sơ", "=1250"],
    ];
    let late: &[&str] = &["", "", "Số hồ sơ trễ hạn", "hồ sơ", "=0"];
    let mut rows = rest.to_vec();
    rows.push(late);
    assert_eq!(bare(&rows), ("1250 0 yes 20 15".into(), vec![]));
    // Twice with two values it is neither.
    rows.push(&["", "", "Tổng số hồ sơ", "hồ sơ", "=1200"]);
    let (read, codes) = bare(&rows);
    assert_eq!((read.as_str(), codes), ("unreadable 0 yes 20 15", vec!["E-ROW-TWICE"]));
}

#[test]
fn what_programs_write_is_no_value_and_no_explanation() {
    for (text, code) in [("#REF!", "E-VALUE-ERROR"), ("=DISPIMG(\"ID_1\",1)", "E-VALUE-PICTURE")] {
        let mut grid = sheet("Tự chấm", true, &standard());
        for row in &mut grid.rows {
            if row.cells.iter().any(|(_, cell)| cell.text() == Some("ke_hoach")) {
                for (column, cell) in &mut row.cells {
                    if *column == 5 {
                        cell.content = Content::Text(text.into());
                    }
                }
                let mut cell = row.cells[0].1.clone();
                cell.content = Content::Text(text.into());
                row.cells.push((7, cell));
            }
        }
        let (form, codes, _) = read(&book("a.xlsx", vec![grid]));
        let form = form.unwrap();
        assert_eq!(values(&form), "1250 0 unreadable 20 15");
        assert!(codes.contains(&code) && codes.contains(&"E-TEXT-ERROR"), "{codes:?}");
        assert!(form.evidence.leaves.iter().all(|leaf| leaf.explanation.is_empty()));
    }
}

/// The form's own formula stores 0 for a leaf that earned nothing, and some programs store it for
/// a formula that nobody computed.
#[test]
fn a_self_score_of_zero_by_formula_counts_when_the_data_earn_zero() {
    let meta = sheet("parindex", false, &[&["form", "evidence"], &["round", "r"]]);
    let own = |done: &'static str| {
        let mut rows = standard();
        rows[10] = match done {
            "=0" => &["", "", "xong", "Nhiệm vụ đã xong", "", "=0"],
            "" => &["", "", "xong", "Nhiệm vụ đã xong", ""],
            _ => &["", "", "xong", "Nhiệm vụ đã xong", "", "=15"],
        };
        rows[8] = &["1.10", "Nhiệm vụ hoàn thành", "", "", "", "", "=0"];
        let mut grid: Grid = sheet("Tự chấm", true, &rows);
        for row in &mut grid.rows {
            let leaf = row.cells.iter().any(|(_, c)| c.text().is_some_and(|t| fold(t) == "1.10"));
            for (column, cell) in &mut row.cells {
                cell.by_formula |= leaf && *column == 6;
            }
        }
        let (form, ..) = read(&book("a.xlsx", vec![grid, meta.clone()]));
        let at = rubric().nodes.iter().position(|n| n.code.as_str() == "1.10").unwrap();
        form.unwrap().evidence.leaves[at].self_score.clone()
    };
    assert_eq!(own("=0"), Some(Ok(Exact::zero())));
    assert_eq!(own("=15"), None);
    assert_eq!(own(""), None);
}
