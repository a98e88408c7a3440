use super::*;
use crate::grid::{Content, Format};
use crate::table::find;

fn grid(rows: &[&[&str]]) -> Grid {
    let cell = |text: &str| {
        let content = Content::Text(text.to_string());
        Cell { content, format: Format::General, by_formula: false }
    };
    let row = |(index, cells): (u32, &&[&str])| Row {
        index,
        cells: (0u32..)
            .zip(*cells)
            .filter(|(_, t)| !t.is_empty())
            .map(|(at, t)| (at, cell(t)))
            .collect(),
    };
    let rows = (0u32..).zip(rows).map(row).filter(|row| !row.cells.is_empty());
    Grid { visible: true, rows: rows.collect(), ..Grid::default() }
}

/// The letter of the column of values in force at each row, `-` for a heading, `!` for a refused
/// row, `?` for another table; and the codes of what was said.
fn read(rows: &[&[&str]], follows: bool) -> (String, Vec<&'static str>) {
    let grid = grid(rows);
    let columns = [
        Column::required("code", &["Mã"]),
        Column::required("value", &["Giá trị", "Số liệu"]),
        Column::new("self", &["Điểm tự chấm"]),
        Column::new("note", &["Ghi chú"]),
    ];
    let known = |cell: &Cell| cell.text().is_some_and(|text| text.starts_with("1."));
    let layout = Layout { columns: &columns, usable: &|_| true, known: &known, follows };
    let mut problems = Problems::default();
    let main = find(&grid, &columns).unwrap();
    let sections = Sections::new(&grid, main, &layout, &mut problems);
    let mark = |row: &Row| match sections.under(row.index) {
        Under::Heading => "-".to_string(),
        Under::Table(table) => column_letters(table.column("value").unwrap()),
        Under::Refused => "!".to_string(),
        Under::Other => "?".to_string(),
    };
    (grid.rows.iter().map(mark).collect(), problems.iter().map(|p| p.kind.code).collect())
}

const TOP: &[&str] = &["Mã", "Giá trị", "Điểm tự chấm", "Ghi chú"];
const ROW: &[&str] = &["1.1", "5", "1"];

#[test]
fn a_printed_header_is_harmless() {
    assert_eq!(read(&[TOP, ROW, TOP, ROW], true), ("-B-B".into(), vec![]));
    // other words, numbers below it, a heading left out: the columns are the same
    let again: &[&str] = &["MÃ:", "Số liệu (%)", "Điểm tự chấm"];
    let numbers: &[&str] = &["(1)", "(2)", "(3)"];
    assert_eq!(read(&[TOP, ROW, again, numbers, ROW], true), ("-B--B".into(), vec![]));
}

#[test]
fn a_header_with_other_columns_begins_a_table() {
    let moved: &[&str] = &["Mã", "Điểm tự chấm", "Giá trị"];
    let said = vec!["N-TABLE-HEADER-AGAIN"];
    assert_eq!(read(&[TOP, ROW, moved, ROW, TOP, ROW], true).0, "-B-C-B");
    assert_eq!(read(&[TOP, ROW, moved, ROW], true), ("-B-C".into(), said.clone()));
    assert_eq!(read(&[TOP, ROW, moved, ROW], false), ("-B-!".into(), vec!["E-TABLE-HEADER-MOVED"]));
    // a column put in before the others, and a header of two rows
    let wider: &[&str] = &["STT", "Mã", "Giá trị", "Điểm tự chấm"];
    assert_eq!(
        read(&[TOP, ROW, wider, &["1", "1.1", "5", "1"]], true),
        ("-B-C".into(), said.clone())
    );
    let upper: &[&str] = &["Mã", "", "Số liệu", "Điểm tự chấm"];
    let other_word = vec!["N-HEADER", "N-TABLE-HEADER-AGAIN"];
    assert_eq!(read(&[TOP, ROW, upper, ROW], true), ("-B-C".into(), other_word));
}

#[test]
fn groups_that_bear_the_names_of_columns_are_one_header_with_them() {
    let groups: &[&str] = &["Mã", "Số liệu", "", "Tự chấm"];
    let below: &[&str] = &["", "Nội dung", "Giá trị", "Điểm tự chấm", "Ghi chú"];
    let data: &[&str] = &["1.1", "Số hồ sơ", "5", "1"];
    assert_eq!(read(&[groups, below, data, data], true), ("--CC".into(), vec![]));
}

#[test]
fn a_column_that_lost_its_name_refuses_what_stands_in_it() {
    let renamed: &[&str] = &["Mã", "Giá trị", "nt"];
    let refused = ("-B-!".into(), vec!["E-TABLE-HEADER-MOVED"]);
    assert_eq!(read(&[TOP, ROW, renamed, ROW], true), refused);
    // nothing stands in it
    let said = vec!["N-TABLE-HEADER-AGAIN"];
    assert_eq!(read(&[TOP, ROW, renamed, &["1.1", "5"]], true), ("-B-B".into(), said));
}

#[test]
fn a_header_that_lacks_a_column_refuses_what_is_ours() {
    let lacking: &[&str] = &["Mã", "Điểm tự chấm", "Ghi chú"];
    let refused = ("-B-!".into(), vec!["E-TABLE-HEADER-BROKEN"]);
    assert_eq!(read(&[TOP, ROW, lacking, ROW], true), refused);
    // a list of documents below the table is none of it
    let list: &[&str] = &["Mã", "Tên tài liệu", "Ghi chú"];
    assert_eq!(
        read(&[TOP, ROW, list, &["A", "Kế hoạch", "gửi kèm"]], true),
        ("-B-?".into(), vec![])
    );
}

#[test]
fn a_smaller_header_above_is_the_first() {
    let small: &[&str] = &["Mã", "Giá trị", "Điểm tự chấm"];
    let full: &[&str] = &["Mã", "Điểm tự chấm", "Giá trị", "Ghi chú"];
    let said = vec!["N-TABLE-HEADER-AGAIN"];
    assert_eq!(read(&[small, ROW, full, ROW], true), ("-B-C".into(), said));
    let title: &[&str] = &["Mã:", "PX-1", "Giá trị:", "triệu đồng"];
    assert_eq!(read(&[title, TOP, ROW], true), ("--B".into(), vec![]));
}

#[test]
fn a_header_swallows_no_row_of_data() {
    // Each header names a column that the other lacks.
    let first: &[&str] = &["Mã", "Giá trị", "Điểm tự chấm"];
    let second: &[&str] = &["Mã", "Giá trị", "", "Ghi chú"];
    for row in [ROW, &["1.1", "40%"], &["1.1", "2,5"]] {
        let (under, _) = read(&[first, row, second, row], true);
        assert_eq!(under, "-B-B", "{row:?}");
    }
}
