use super::*;
use crate::grid::{Area, Format};

fn grid(rows: &[&[&str]]) -> Grid {
    let mut grid = Grid { visible: true, ..Grid::default() };
    for (index, cells) in rows.iter().enumerate() {
        let cells: Vec<(u32, Cell)> = cells
            .iter()
            .enumerate()
            .filter(|(_, t)| !t.is_empty())
            .map(|(c, t)| {
                let content = Content::Text(t.to_string());
                (c as u32, Cell { content, format: Format::General, by_formula: false })
            })
            .collect();
        if !cells.is_empty() {
            grid.rows.push(Row { index: index as u32, cells });
        }
    }
    grid
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("code", &["Mã", "Mã số"]),
        Column::required("value", &["Giá trị", "Số liệu"]),
        Column::new("self", &["Điểm tự chấm", "Điểm tự đánh giá"]),
        Column::new("max", &["Điểm tối đa"]),
    ]
}

#[test]
fn columns_stand_anywhere_in_any_order() {
    let g = grid(&[
        &["UBND thị xã"],
        &["", "Đơn vị:", "", "Phường Long Hoa"],
        &[],
        &["", "ĐIỂM TỰ\nĐÁNH GIÁ (3)", "ghi chú", "giá trị (%)*", "Mã"],
        &["", "(1)", "(2)", "(3)", "(4)"],
        &["", "1", "", "2", "1.1"],
    ]);
    let table = find(&g, &columns()).unwrap();
    assert_eq!((table.column("code"), table.column("value")), (Some(4), Some(3)));
    assert_eq!((table.column("self"), table.column("max")), (Some(1), None));
    assert_eq!((table.header, table.first_row), ((3, 3), 5));
    let mut problems = Problems::default();
    table.note_variations(&g, &mut problems);
    let said: Vec<String> = problems.iter().map(|p| p.facts[0].1.clone()).collect();
    assert_eq!(said, ["giá trị (%)*", "ĐIỂM TỰ ĐÁNH GIÁ (3)"]);
    let unit = title_value(&g, 3, &["Đơn vị"]).unwrap();
    assert_eq!((unit.text.as_str(), unit.row, unit.column), ("Phường Long Hoa", 1, 3));
}

#[test]
fn what_makes_a_header_another_text_is_made_visible() {
    let said = |header: &str| {
        let g = grid(&[&["Mã", header, "Điểm tự chấm"]]);
        let mut problems = Problems::default();
        find(&g, &columns()).unwrap().note_variations(&g, &mut problems);
        problems.iter().map(|p| p.facts[0].1.clone()).collect::<Vec<_>>()
    };
    assert!(said("Giá trị").is_empty());
    assert!(said(" Giá trị ").is_empty());
    assert_eq!(said("GIÁ TRỊ"), ["GIÁ TRỊ"]);
    assert_eq!(said("Giá\ntrị"), ["Giá↵trị"]);
    assert_eq!(said("Giá\u{A0}trị"), ["Giá␣trị"]);
    assert_eq!(said("Gia\u{301} tri\u{323}"), ["Gia◌\u{301} tri◌\u{323}"]);
}

#[test]
fn group_cells_join_their_children() {
    let mut g = grid(&[
        &["Mã", "Điểm", "", "Giá trị"],
        &["", "Tối đa", "Tự chấm", ""],
        &["1.1", "2", "1", "5"],
    ]);
    g.merged =
        vec![Area { first: (0, 1), last: (0, 2) }, Area { first: (0, 0), last: (1, 0) }].into();
    let table = find(&g, &columns()).unwrap();
    assert_eq!((table.column("max"), table.column("self")), (Some(1), Some(2)));
    assert_eq!((table.header, table.first_row), ((0, 1), 2));
}

#[test]
fn a_heading_over_several_columns_of_figures_names_none() {
    let sheet = |second: &'static str, wide: bool| {
        let mut g = grid(&[
            &["Mã", "Giá trị", "", "Điểm tự chấm"],
            &["", "Kế hoạch", "Thực hiện", ""],
            &["1.1", "99", second, "1"],
        ]);
        if wide {
            g.merged = vec![Area { first: (0, 1), last: (0, 2) }].into();
        }
        find(&g, &columns())
    };
    for wide in [true, false] {
        let fault = sheet("100", wide).unwrap_err();
        assert!(matches!(fault, Fault::Twice { ref second, .. } if second == "C1"), "{fault:?}");
        // Words beside the figures are no other figures.
        assert_eq!(sheet("hồ sơ", wide).unwrap().column("value"), Some(1));
    }
}

#[test]
fn faults_are_named() {
    let twice = grid(&[&["Mã", "Giá trị", "Giá trị"]]);
    let fault = find(&twice, &columns()).unwrap_err();
    assert!(matches!(fault, Fault::Twice { ref second, .. } if second == "C1"), "{fault:?}");
    let missing = grid(&[&["Mã", "Điểm tối đa"]]);
    assert_eq!(find(&missing, &columns()).unwrap_err(), Fault::Missing(vec!["Giá trị".into()]));
    let none = find(&grid(&[&["a", "b"]]), &columns()).unwrap_err();
    assert!(matches!(none, Fault::NoHeader(_)));
}

#[test]
fn rows_of_column_numbers_are_told_from_data() {
    let row = |cells: &[&str]| grid(&[cells]).rows.remove(0);
    assert!(numbers(&row(&["(1)", "(2)", "(3)=(1)+(2)"])));
    assert!(numbers(&row(&["A", "B", "1", "2"])));
    assert!(numbers(&row(&["1", "2", "3", "4", "5", "6"])));
    assert!(!numbers(&row(&["1", "2", "3", "4"])));
    assert!(!numbers(&row(&["1.1", "Ban hành kế hoạch", "2"])));
}

fn numbers(row: &Row) -> bool {
    numbers_columns(row)
}

#[test]
fn the_unit_may_stand_after_the_colon() {
    let g = grid(&[&["Đơn vị: Xã Trường Đông"], &["Đơn vị: ……", "Xã Trường Hòa"]]);
    assert_eq!(title_value(&g, 9, &["Đơn vị:"]).unwrap().text, "Xã Trường Đông");
    assert_eq!(
        title_value(&Grid { rows: g.rows[1..].to_vec(), ..g }, 9, &["Đơn vị"]).unwrap().text,
        "Xã Trường Hòa"
    );
}
