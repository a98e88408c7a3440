//! Quota: have, need and missing of a survey; the size of a sample and the drawn list.

use crate::results::Results;
use crate::survey::register::{Drawn, Sample};
use crate::survey::{Quota, Satisfaction};

use super::block::{Block, Cell, Column, Figure, Line, Look, Page, Role, Row, Rows, Table};
use super::words;
use super::{heading, survey_figures};
use crate::terms::{Exact, Lang, Text};

const WORK: Text = Text { vi: "tiến độ", en: "fieldwork" };
const TRANSACTIONS: Text = Text { vi: "Số giao dịch", en: "Transactions" };
const NEED: Text = Text { vi: "Phiếu cần", en: "Needed" };
const ISSUE: Text = Text { vi: "Phiếu phải phát", en: "To issue" };
const HAVE: Text = Text { vi: "Phiếu có", en: "Have" };
const MISSING: Text = Text { vi: "Còn thiếu", en: "Missing" };
const ISSUED: Text = Text { vi: "Phát ra", en: "Issued" };
const RETURNED: Text = Text { vi: "Thu về", en: "Returned" };
const RATE: Text = Text { vi: "Hợp lệ/phát ra", en: "Valid/issued" };
const SERVICE: Text = Text { vi: "Lĩnh vực", en: "Service" };
const SIZE: Text = Text { vi: "Cỡ mẫu", en: "Sample size" };
const LIST: Text = Text { vi: "Danh sách chọn", en: "Drawn list" };
const DRAWN: Text = Text { vi: "Đã chọn", en: "Drawn" };
const RECORDS: Text = Text { vi: "Hồ sơ trong sổ", en: "In the register" };
const RECORD: Text = Text { vi: "Mã hồ sơ", en: "Record" };
const ORDER: Text = Text { vi: "Thứ tự rút", en: "Order of the draw" };
const PLACE: Text = Text { vi: "Dòng trong sổ", en: "Row in the register" };
const FORMULA: Text = Text {
    vi: "n = N / (1 + N e²), e = {error}, nhân hệ số thiết kế {effect}, làm tròn lên một lần, không quá N. Phiếu phải phát = n / {response} (tỷ lệ dự kiến thu về hợp lệ). Chỉ tiêu theo lĩnh vực chia theo tỷ lệ số giao dịch, phần dư lớn nhất được làm tròn lên.",
    en: "n = N / (1 + N e²), e = {error}, times the design effect {effect}, rounded up once, at most N. To issue: n / {response} (expected to come back valid). Services share in proportion to their transactions, largest remainders rounded up.",
};
const SEED: Text = Text {
    vi: "Mã khởi tạo: “{seed}”. Hồ sơ thứ i của đơn vị và lĩnh vực (theo thứ tự trong sổ) có thẻ SHA-256 của “{seed}|mã đơn vị|lĩnh vực viết thường|i”; các thẻ nhỏ nhất được chọn. Cùng sổ và cùng mã khởi tạo luôn cho cùng danh sách.",
    en: "Seed: “{seed}”. Record i of a unit and service (in the order of the register) has the ticket SHA-256 of “{seed}|unit id|service in lower case|i”; the lowest tickets are drawn. The same register and seed always give the same list.",
};
const NO_REGISTER: Text = Text {
    vi: "Chưa khai báo sổ hồ sơ (register) nên chưa chọn danh sách; số giao dịch lấy từ bảng giao dịch.",
    en: "No register is declared, so nothing was drawn; the numbers are those of the table of transactions.",
};
const FROM_REGISTER: Text = Text {
    vi: "Chưa có bảng giao dịch: số giao dịch là số hồ sơ trong sổ.",
    en: "Without a table of transactions the numbers are those of the register.",
};
const COUNTED: Text = Text {
    vi: "Phiếu có: phiếu hợp lệ đã nhận, không kể phiếu người dân tự gửi. Còn thiếu: phiếu cần trừ phiếu có.",
    en: "Have: valid forms received, without self-selected ones. Missing: needed less have.",
};
const PERSONAL: Text = Text {
    vi: "Danh sách có các cột lấy từ sổ theo yêu cầu: {columns}. Đây có thể là dữ liệu cá nhân: chỉ giao cho người đi khảo sát, hủy sau khi xong; không nộp kèm kết quả.",
    en: "The list has columns of the register that were asked for: {columns}. They may be personal data: for the interviewers only, to be destroyed afterwards, never published with the results.",
};
const NO_PERSONAL: Text = Text {
    vi: "Danh sách không có họ tên, địa chỉ, số điện thoại; tìm hồ sơ theo mã và dòng trong sổ. Cần cột nào thì chạy lại với --keep \"Tên cột\".",
    en: "The list has no names, addresses or phones; records are found by number and row. For a column, run again with --keep \"Heading\".",
};

/// Have, need and missing of every unit; no page when no number of transactions is known.
pub fn page<'r>(
    results: &'r Results,
    survey: &'r Satisfaction,
    lang: Lang,
    name: &str,
) -> Option<Page<'r>> {
    if survey.quotas.is_empty() {
        return None;
    }
    let heads = [TRANSACTIONS, NEED, HAVE, MISSING, ISSUED, RETURNED, RATE];
    let mut columns =
        vec![Column::centre(words::NUMBER.say(lang)), Column::left(words::UNIT.say(lang))];
    columns.extend(heads.iter().map(|head| Column::right(head.say(lang))));
    let rows = survey.quotas.iter().enumerate().map(|(at, work)| {
        let mut cells = vec![Cell::whole(at + 1), Cell::text(name_of(results, work))];
        cells.extend([work.transactions, work.need, work.have, work.missing()].map(number));
        cells.extend([work.issued, work.returned].map(|n| n.map_or(Cell::Empty, number)));
        cells.push(rate(work));
        Row::new(cells)
    });
    let rows = Rows::Held(rows.collect());
    let name = format!("{name} - {}", WORK.say(lang));
    let mut blocks = survey_figures::top(results, survey, &name, lang);
    blocks.push(Block::Table(Table { columns, rows, size: 12, ..Table::default() }));
    let formula = formula(&survey.method.plan, lang);
    blocks.push(Block::Line(Line::new(Role::Note, formula)));
    let mut widths = vec![7.0, 36.0];
    widths.resize(9, 13.0);
    Some(Page { name: Some(name), widths, blocks, ..Page::default() })
}

/// Valid forms over issued ones, when those are known.
fn rate<'a>(work: &Quota) -> Cell<'a> {
    match work.issued {
        Some(issued) if issued > 0 => {
            Cell::Number(work.have as f64 / issued as f64, Figure::Percent(1))
        }
        _ => Cell::Empty,
    }
}

fn name_of<'r>(results: &'r Results, work: &'r Quota) -> &'r str {
    results.round.unit_name(&work.unit)
}

fn number<'a>(n: u64) -> Cell<'a> {
    Cell::whole(n as usize)
}

/// The formula with its settings.
pub fn formula(plan: &crate::survey::scheme::SamplePlan, lang: Lang) -> String {
    let facts = [
        ("error", words::percent(&plan.error, lang)),
        ("effect", words::number(&plan.design_effect, 4, lang)),
        ("response", words::percent(&plan.response, lang)),
    ];
    FORMULA.with(lang, &facts.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// *Cỡ mẫu* and the drawn list of one survey.
pub fn sample_pages<'r>(results: &'r Results, sample: &'r Sample, lang: Lang) -> Vec<Page<'r>> {
    let mut pages = vec![size_page(results, sample, lang)];
    if !sample.drawn.is_empty() {
        pages.push(list_page(results, sample, lang));
    }
    pages
}

/// Have, need and missing of every unit and service while the forms come in.
pub fn board_page<'r>(
    results: &'r Results,
    sample: &'r Sample,
    lang: Lang,
    name: &'static str,
) -> Page<'r> {
    let title = format!("{name} – {}", sample.title);
    let mut blocks = heading::title(results, &title, lang);
    blocks.extend([Block::Gap, Block::Table(size_table(results, sample, lang)), Block::Gap]);
    let mut note = |text: String| blocks.push(Block::Line(Line::new(Role::Note, text)));
    note(COUNTED.say(lang).to_string());
    note(formula(&sample.plan, lang));
    Page { name: Some(name.into()), widths: size_widths(), blocks, ..Page::default() }
}

fn size_page<'r>(results: &'r Results, sample: &'r Sample, lang: Lang) -> Page<'r> {
    let title = format!("{} – {}", SIZE.say(lang), sample.title);
    let mut blocks = heading::title(results, &title, lang);
    blocks.extend([Block::Gap, Block::Table(size_table(results, sample, lang)), Block::Gap]);
    let note = |text: String| Block::Line(Line::new(Role::Note, text));
    blocks.push(note(formula(&sample.plan, lang)));
    if sample.from_register {
        blocks.push(note(FROM_REGISTER.say(lang).to_string()));
    }
    blocks.extend(draw_notes(sample, lang).into_iter().map(note));
    Page { name: Some(SIZE.say(lang).into()), widths: size_widths(), blocks, ..Page::default() }
}

fn size_widths() -> Vec<f64> {
    vec![32.0, 34.0, 11.0, 10.0, 11.0, 10.0, 10.0, 11.0, 10.0]
}

fn size_table<'r>(results: &'r Results, sample: &'r Sample, lang: Lang) -> Table<'r> {
    let heads = [TRANSACTIONS, NEED, ISSUE, HAVE, MISSING, RECORDS, DRAWN];
    let heads = if sample.register { &heads[..] } else { &heads[..5] };
    let mut columns = vec![Column::left(words::UNIT.say(lang)), Column::left(SERVICE.say(lang))];
    columns.extend(heads.iter().map(|head| Column::right(head.say(lang))));
    let mut rows = Vec::new();
    for work in &sample.quotas {
        let figures = [work.transactions, work.need, work.issue, work.have, work.missing()];
        let figures = figures.map(Some);
        let (records, drawn) = sample.counts(&work.unit, None);
        let look = if work.services.is_empty() { Look::Plain } else { Look::Field };
        let cells = size_row(name_of(results, work), "", figures, (records, drawn), sample);
        rows.push(cells.looking(look));
        for service in &work.services {
            let counts = sample.counts(&work.unit, Some(&service.name));
            let figures = [
                Some(service.transactions),
                Some(service.need),
                Some(service.issue),
                service.have,
                service.missing(),
            ];
            rows.push(size_row("", &service.name, figures, counts, sample));
        }
    }
    rows.push(total_row(sample, lang));
    let rows = Rows::Held(rows);
    Table { columns, rows, fixed_columns: 1, size: 12, ..Table::default() }
}

fn size_row<'r>(
    unit: &'r str,
    service: &'r str,
    figures: [Option<u64>; 5],
    (records, drawn): (u64, u64),
    sample: &Sample,
) -> Row<'r> {
    let mut cells = vec![Cell::text(unit), Cell::text(service)];
    cells.extend(figures.map(|n| n.map_or(Cell::Empty, number)));
    if sample.register {
        cells.extend([number(records), number(drawn)]);
    }
    Row::new(cells)
}

fn total_row<'r>(sample: &Sample, lang: Lang) -> Row<'r> {
    let sum = |pick: fn(&Quota) -> u64| number(sample.quotas.iter().map(pick).sum());
    let mut cells = vec![Cell::text(words::TOTAL.say(lang)), Cell::Empty];
    cells.extend([
        sum(|w| w.transactions),
        sum(|w| w.need),
        sum(|w| w.issue),
        sum(|w| w.have),
        sum(Quota::missing),
    ]);
    if sample.register {
        cells.extend([number(sample.records.len() as u64), number(sample.drawn.len() as u64)]);
    }
    Row::new(cells).looking(Look::Total)
}

fn draw_notes(sample: &Sample, lang: Lang) -> Vec<String> {
    if !sample.register {
        return vec![NO_REGISTER.say(lang).to_string()];
    }
    let personal = match sample.kept.is_empty() {
        true => NO_PERSONAL.say(lang).to_string(),
        false => PERSONAL.with(lang, &[("columns", &sample.kept.join(", "))]),
    };
    vec![SEED.with(lang, &[("seed", &sample.seed)]), personal]
}

fn list_page<'r>(results: &'r Results, sample: &'r Sample, lang: Lang) -> Page<'r> {
    let mut columns = vec![
        Column::centre(words::NUMBER.say(lang)),
        Column::left(words::UNIT.say(lang)),
        Column::left(SERVICE.say(lang)),
        Column::left(RECORD.say(lang)),
        Column::left(PLACE.say(lang)),
        Column::centre(ORDER.say(lang)),
    ];
    columns.extend(sample.kept.iter().map(|heading| Column::left(heading.as_str())));
    let row = |(at, drawn): (usize, &'r Drawn)| {
        let record = &sample.records[drawn.record];
        let mut cells = vec![
            Cell::whole(at + 1),
            Cell::text(results.round.unit_name(&record.unit)),
            Cell::text(record.service.as_str()),
            Cell::text(record.code.as_str()),
            Cell::text(record.place.as_str()),
            Cell::whole(drawn.order),
        ];
        cells.extend(record.kept.iter().map(|text| Cell::text(text.as_str())));
        Row::new(cells)
    };
    let rows = sample.drawn.iter().enumerate().map(row).collect();
    let title = format!("{} – {}", LIST.say(lang), sample.title);
    let mut blocks = heading::title(results, &title, lang);
    let note = |text: String| Block::Line(Line::new(Role::Note, text));
    blocks.extend(draw_notes(sample, lang).into_iter().map(note));
    blocks.push(Block::Gap);
    let rows = Rows::Held(rows);
    let mut widths = vec![7.0, 30.0, 28.0, 22.0, 34.0, 9.0];
    widths.resize(columns.len(), 28.0);
    blocks.push(Block::Table(Table {
        columns,
        rows,
        fixed_columns: 2,
        filter: true,
        size: 11,
        ..Table::default()
    }));
    Page { name: Some(LIST.say(lang).into()), widths, blocks, ..Page::default() }
}

/// Half the width of an interval, for *n* answers and a share, in points of percent.
pub fn half_width(n: u32, share: &Exact, confidence: crate::survey::Confidence) -> Option<f64> {
    let n = f64::from(n);
    let (low, high) = crate::survey::intervals::wilson(share.to_f64() * n, n, None, confidence)?;
    Some((high - low) / 2.0)
}
