//! The list of units of a new round, to be filled in: *Mã, Tên, Khối, Tên khác, Nhãn*.

use super::answer;
use super::frame;
use super::workbook::{
    Accepts, Answer, Content, FormBook, FormCell, FormColumn, FormSheet, Hidden, Style,
};
use crate::report::block::{Align, Role};
use crate::round::{Round, Unit};

const SHEET: &str = "Đơn vị";

/// Rows to write in: more than any province has wards.
const ROWS: usize = 250;
/// Empty rows below a list that is longer.
const MORE: usize = 20;

const COLUMNS: &[(&str, f64, &str)] = &[
    ("Mã", 18.0, "Chữ thường không dấu, chữ số, gạch nối, như long-hoa. Không đổi giữa các năm."),
    ("Tên", 32.0, "Tên đầy đủ, có loại đơn vị: Phường Long Hoa."),
    ("Khối", 16.0, ""),
    ("Tên khác", 32.0, "Tên khác đơn vị hay ghi, cách nhau bằng dấu chấm phẩy. Có thể để trống."),
    ("Nhãn", 20.0, "Cho tiêu chí chỉ áp dụng với một số đơn vị. Có thể để trống."),
    (
        "Tên cũ",
        32.0,
        "Tên đơn vị cũ đã nhập vào đơn vị này, cách nhau bằng dấu chấm phẩy. Có thể để trống.",
    ),
];

/// The list for the blocks of the round: its units, and rows for more.
pub fn form(round: &Round) -> FormBook {
    let column = |(_, width, _): &(&str, f64, &str)| FormColumn { width: *width, hidden: false };
    let mut sheet = FormSheet {
        name: SHEET.to_string(),
        columns: COLUMNS.iter().map(column).collect(),
        footer: [round.title.clone(), String::new()],
        ..FormSheet::default()
    };
    let all = (0, sheet.last_column());
    let line = |text: &str, role| FormCell::wide(all, text, Style::Line(role));
    sheet.push(vec![line("DANH SÁCH ĐƠN VỊ ĐƯỢC ĐÁNH GIÁ", Role::Title)]);
    sheet.push(vec![line("Mỗi đơn vị một dòng; Mã, Tên, Khối phải có.", Role::Note)]);
    frame::headings(&mut sheet, &COLUMNS.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
    let blocks: Vec<String> = round.blocks.iter().map(|block| block.id.to_string()).collect();
    for at in 0..ROWS.max(round.units.len() + MORE) {
        let known = round.units.get(at).map(|unit| written(unit, round));
        let cells = COLUMNS.iter().enumerate().map(|(at, (name, _, help))| {
            let answer = match *name {
                "Khối" => block(&blocks),
                name => answer::text_answer(name, help),
            };
            let text = known.as_ref().map(|known| known[at].clone()).filter(|t| !t.is_empty());
            let content = text.map_or(Content::Blank, Content::Text);
            FormCell::new(at as u16, content, Style::plain(Align::Left)).answered_by(answer)
        });
        let cells = cells.collect();
        sheet.push(cells);
    }
    let row = |name: &str, value: &str| vec![name.to_string(), value.to_string()];
    FormBook {
        title: round.title.clone(),
        author: round.office.clone(),
        year: round.year,
        sheet,
        hidden: Hidden { rows: vec![row("form", "units"), row("round", &round.id)] },
        workings: None,
    }
}

/// What the row of a unit says, column by column.
fn written(unit: &Unit, round: &Round) -> [String; 6] {
    let block = round.blocks.get(unit.block).map(|block| block.id.to_string());
    let id = unit.id.to_string();
    let [aliases, tags, formerly] =
        [&unit.aliases, &unit.tags, &unit.formerly].map(|list| list.join("; "));
    [id, unit.name.clone(), block.unwrap_or_default(), aliases, tags, formerly]
}

fn block(known: &[String]) -> Answer {
    let words = format!("Chọn khối: {}.", known.join(", "));
    Answer {
        accepts: Accepts::OneOf(known.to_vec()),
        prompt: ("Khối".to_string(), words.clone()),
        error: words,
        prefilled: false,
    }
}
