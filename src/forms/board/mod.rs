//! How far the units are: who sent what when, how complete, how late, what is at stake; the words
//! to remind them with; and how far the agencies are with their appraisals.

mod appraisers;
mod progress;
mod reminder;

use chrono::NaiveDateTime;

use super::appraisal::Standing;
use super::frame;
use crate::report::block::{Block, Cell, Column, Line, Look, Page, Role, Row, Rows, Table};
use crate::report::survey::fieldwork;
use crate::report::{board_frame, sheet_of_survey};
use crate::results::Results;
use crate::survey::register::Sample;
use crate::terms::Lang;

pub use appraisers::{agency, block};
pub use progress::{LastAsked, Progress, progress};
pub use reminder::reminder;

/// The sheet of the surveys' forms.
const FORMS: &str = "Phiếu khảo sát";

/// When a file was saved, as people write it.
pub fn moment(time: Option<NaiveDateTime>) -> String {
    time.map_or("không rõ".to_string(), |t| t.format("%d/%m/%Y %H:%M").to_string())
}

/// What the board shows.
pub struct Board {
    pub units: Vec<Progress>,
    pub agencies: Vec<Standing>,
    pub surveys: Vec<Sample>,
}

/// The sheets of the board: how far units, agencies and surveys are, and the words to remind the
/// units with.
pub fn pages<'r>(results: &'r Results, board: &'r Board, lang: Lang) -> Vec<Page<'r>> {
    let all = &board.units;
    let line = |text: String| Block::Line(Line::new(Role::Text, text));
    let reminder = Page {
        name: Some("Nhắc việc".into()),
        widths: vec![120.0],
        blocks: reminder(results, all, &board.surveys).into_iter().map(line).collect(),
        ..Page::default()
    };
    let surveys = board.surveys.iter().map(|sample| {
        let page = fieldwork::board_page(results, sample, lang, FORMS);
        let several = board.surveys.len() > 1;
        let name = if several { sheet_of_survey(FORMS, &sample.short, "") } else { FORMS.into() };
        Page { name: Some(name), ..page }
    });
    let mut pages = vec![page(results, all, lang)];
    pages.extend(appraisers::page(results, &board.agencies, lang));
    pages.extend(surveys);
    pages.push(reminder);
    pages
}

/// The sheet *Tiến độ*.
fn page<'r>(results: &'r Results, all: &[Progress], lang: Lang) -> Page<'r> {
    let columns = vec![
        Column::centre("STT"),
        Column::left("Đơn vị"),
        Column::left("Đã nhận"),
        Column::left("Bản đang dùng"),
        Column::left("Lưu lần cuối"),
        Column::right("Số liệu đã khai (%)"),
        Column::right("Trễ hạn (ngày)"),
        Column::right("Lỗi phải sửa"),
        Column::right("Cảnh báo"),
        Column::right("Mục còn hỏi"),
        Column::right("Điểm chờ bổ sung"),
        Column::left("Phiếu trả lại gần nhất"),
        Column::left("Phiếu giải trình gần nhất"),
    ];
    let widths = vec![5.0, 26.0, 26.0, 20.0, 16.0, 10.0, 8.0, 8.0, 8.0, 8.0, 10.0, 24.0, 24.0];
    let mut rows = Vec::new();
    for (position, block) in results.blocks.iter().enumerate() {
        let own = all.iter().filter(|p| p.block == position);
        rows.push(Row {
            cells: vec![Cell::text(results.round.blocks[block.block].name.as_str())],
            look: Look::Group,
        });
        rows.extend(own.enumerate().map(|(at, p)| row(results, at + 1, p)));
    }
    let table = Table {
        fixed_columns: 2,
        filter: false,
        size: 11,
        columns,
        rows: Rows::Held(rows),
        shades: Vec::new(),
    };
    let mut blocks = board_frame(results, "Tiến độ", lang);
    blocks.push(Block::Table(table));
    blocks.extend(unclaimed_lines(results, lang));
    blocks.extend(notes(results, all));
    Page { name: Some("Tiến độ".into()), widths, blocks, ..Page::default() }
}

fn unclaimed_lines<'r>(results: &Results, lang: Lang) -> Vec<Block<'r>> {
    let all = results.unclaimed();
    if all.is_empty() {
        return Vec::new();
    }
    let line = |role, text| Block::Line(Line::new(role, text));
    let mut blocks = vec![Block::Gap, line(Role::Section, unclaimed_heading(all.len(), lang))];
    let lines = all.iter().map(|(file, why)| format!("{file}: {}", why.message(lang)));
    blocks.extend(lines.map(|text| line(Role::Text, text)));
    blocks
}

/// Stands above [`Results::unclaimed`].
pub fn unclaimed_heading(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Chưa dùng được và chưa rõ của đơn vị nào ({count} tệp, thư mục)"),
        Lang::En => format!("Not used, and not known whose ({count} files and folders)"),
    }
}

/// What “không rõ” means, and what the office does about it.
pub const TIMELESS: &str = "Không rõ: tệp không ghi giờ lưu bên trong (tệp CSV không bao giờ ghi), \
    phần mềm không biết nộp đúng hạn hay trễ. Đối chiếu ngày nhận ở văn bản đến hoặc thư điện tử, \
    hoặc đề nghị đơn vị gửi lại tệp Excel.";

fn notes<'r>(results: &Results, all: &[Progress]) -> Vec<Block<'r>> {
    let deadline =
        results.round.deadline.map_or("chưa khai trong round.toml".to_string(), frame::day);
    let closed = results.round.closed.map_or(String::new(), |day| {
        format!("; khóa sổ hết ngày {}: tệp lưu sau ngày này không được dùng", frame::day(day))
    });
    let lines = [
        format!("Hạn gửi bản tự chấm: {deadline}{closed}. Ngày nhận là giờ lưu ghi bên trong tệp (giờ Việt Nam), không phải ngày của tệp trên máy; đơn vị sửa lại rồi lưu thì giờ này đổi theo."),
        "Số liệu đã khai: số ô có giá trị hoặc ghi không áp dụng, trên tổng số ô phải khai của đơn vị.".to_string(),
        "Điểm chờ bổ sung: điểm tối đa của tiêu chí chưa có số liệu hoặc không đọc được, cộng điểm theo số liệu của tiêu chí chưa có tài liệu kiểm chứng và chưa thẩm định.".to_string(),
    ];
    let timeless = all.iter().any(Progress::is_timeless).then(|| TIMELESS.to_string());
    let lines = lines.into_iter().chain(timeless);
    lines.map(|text| Block::Line(Line::new(Role::Note, text))).collect()
}

fn row<'r>(results: &'r Results, number: usize, p: &Progress) -> Row<'r> {
    let look = if p.file.is_none() { Look::Muted } else { Look::Plain };
    let mut received = match (&p.file, &p.stopped) {
        (None, _) => p.absent_words().to_string(),
        (_, Some(stopped)) => stopped.clone(),
        (Some(file), None) => file.clone(),
    };
    received.extend(p.refused_words().map(|words| format!("; {words}")));
    let saved = if p.file.is_some() { moment(p.received) } else { String::new() };
    let late = match p.late {
        Some(days) => Cell::whole(usize::try_from(days).unwrap_or(0)),
        None if p.is_timeless() => Cell::text("không rõ"),
        None => Cell::Empty,
    };
    Row {
        cells: vec![
            Cell::whole(number),
            Cell::text(results.round.units[p.unit].name.as_str()),
            Cell::text(received),
            Cell::text(p.version()),
            Cell::text(saved),
            Cell::whole(p.percent()),
            late,
            Cell::whole(p.errors),
            Cell::whole(p.warnings),
            Cell::whole(p.open),
            Cell::exact(&p.at_stake, 2),
            Cell::text(asked_words(p.sent_back.as_ref())),
            Cell::text(asked_words(p.explaining.as_ref())),
        ],
        look,
    }
}

fn asked_words(asked: Option<&LastAsked>) -> String {
    asked.map_or(String::new(), LastAsked::words)
}
