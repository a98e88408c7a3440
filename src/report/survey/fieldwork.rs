//! Quota: have, need and missing of a survey; the size of a sample and the drawn list.

use crate::results::Results;
use crate::survey::register::{Drawn, Sample};
use crate::survey::{Quota, Satisfaction, ServiceQuota};

use crate::report::block::{Block, Cell, Figure, Line, Look, Page, Role, Rows, Table};
use crate::report::columns::Columns;
use crate::report::heading;
use crate::report::survey::figures;
use crate::report::words;
use crate::terms::{Exact, Lang, texts};

texts! {
    WORK "tiến độ", "fieldwork";
    TRANSACTIONS "Số giao dịch", "Transactions";
    NEED "Phiếu cần", "Needed";
    ISSUE "Phiếu phải phát", "To issue";
    HAVE "Phiếu có", "Have";
    MISSING "Còn thiếu", "Missing";
    ISSUED "Phát ra", "Issued";
    RETURNED "Thu về", "Returned";
    RATE "Hợp lệ/phát ra", "Valid/issued";
    SERVICE "Lĩnh vực", "Service";
    SIZE "Cỡ mẫu", "Sample size";
    LIST "Danh sách chọn", "Drawn list";
    DRAWN "Đã chọn", "Drawn";
    RECORDS "Hồ sơ trong sổ", "In the register";
    RECORD "Mã hồ sơ", "Record";
    ORDER "Thứ tự rút", "Order of the draw";
    PLACE "Dòng trong sổ", "Row in the register";
    FORMULA
        "n = N / (1 + N e²), e = {error}, nhân hệ số thiết kế {effect}, làm tròn lên một lần, không quá N. Phiếu phải phát = n / {response} (tỷ lệ dự kiến thu về hợp lệ). Chỉ tiêu theo lĩnh vực chia theo tỷ lệ số giao dịch, phần dư lớn nhất được làm tròn lên.",
        "n = N / (1 + N e²), e = {error}, times the design effect {effect}, rounded up once, at most N. To issue: n / {response} (expected to come back valid). Services share in proportion to their transactions, largest remainders rounded up.";
    SEED
        "Mã khởi tạo: “{seed}”. Hồ sơ thứ i của đơn vị và lĩnh vực (theo thứ tự trong sổ) có thẻ SHA-256 của “{seed}|mã đơn vị|lĩnh vực viết thường|i”; các thẻ nhỏ nhất được chọn. Cùng sổ và cùng mã khởi tạo luôn cho cùng danh sách.",
        "Seed: “{seed}”. Record i of a unit and service (in the order of the register) has the ticket SHA-256 of “{seed}|unit id|service in lower case|i”; the lowest tickets are drawn. The same register and seed always give the same list.";
    NO_REGISTER
        "Chưa khai báo sổ hồ sơ (register) nên chưa chọn danh sách; số giao dịch lấy từ bảng giao dịch.",
        "No register is declared, so nothing was drawn; the numbers are those of the table of transactions.";
    FROM_REGISTER
        "Chưa có bảng giao dịch: số giao dịch là số hồ sơ trong sổ.",
        "Without a table of transactions the numbers are those of the register.";
    COUNTED
        "Phiếu có: phiếu hợp lệ đã nhận, không kể phiếu người dân tự gửi. Còn thiếu: phiếu cần trừ phiếu có.",
        "Have: valid forms received, without self-selected ones. Missing: needed less have.";
    PERSONAL
        "Danh sách có các cột lấy từ sổ theo yêu cầu: {columns}. Đây có thể là dữ liệu cá nhân: chỉ giao cho người đi khảo sát, hủy sau khi xong; không nộp kèm kết quả.",
        "The list has columns of the register that were asked for: {columns}. They may be personal data: for the interviewers only, to be destroyed afterwards, never published with the results.";
    NO_PERSONAL
        "Danh sách không có họ tên, địa chỉ, số điện thoại; tìm hồ sơ theo mã và dòng trong sổ. Cần cột nào thì chạy lại với --keep \"Tên cột\".",
        "The list has no names, addresses or phones; records are found by number and row. For a column, run again with --keep \"Heading\".";
}

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
    let mut columns = Columns::<(usize, &'r Quota)>::new(lang);
    columns
        .centre(words::NUMBER, 7.0, |(at, _)| Cell::whole(at + 1))
        .left(words::UNIT, 36.0, |(_, q)| Cell::text(results.round.unit_name(&q.unit)))
        .right(TRANSACTIONS, 13.0, |(_, q)| number(q.transactions))
        .right(NEED, 13.0, |(_, q)| number(q.need))
        .right(HAVE, 13.0, |(_, q)| number(q.have))
        .right(MISSING, 13.0, |(_, q)| number(q.missing()))
        .right(ISSUED, 13.0, |(_, q)| q.issued.map_or(Cell::Empty, number))
        .right(RETURNED, 13.0, |(_, q)| q.returned.map_or(Cell::Empty, number))
        .right(RATE, 13.0, |(_, q)| rate(q));
    let rows = Rows::Held(columns.rows(survey.quotas.iter().enumerate()));
    let name = format!("{name} - {}", WORK.say(lang));
    let mut blocks = figures::top(results, survey, &name, lang);
    blocks.push(Block::Table(Table { size: 12, ..columns.table(rows) }));
    let formula = formula(&survey.method.plan, lang);
    blocks.push(Block::Line(Line::new(Role::Note, formula)));
    Some(Page { name: Some(name), blocks, ..Page::default() })
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
    Page { name: Some(name.into()), widths: SIZE_WIDTHS.to_vec(), blocks, ..Page::default() }
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
    Page {
        name: Some(SIZE.say(lang).into()),
        widths: SIZE_WIDTHS.to_vec(),
        blocks,
        ..Page::default()
    }
}

/// The widths of a page about sizes: wide enough for its notes, also without a register.
const SIZE_WIDTHS: [f64; 9] = [32.0, 34.0, 11.0, 10.0, 11.0, 10.0, 10.0, 11.0, 10.0];

/// The figures of a unit or of one of its services.
struct Size<'r> {
    unit: &'r str,
    service: &'r str,
    transactions: u64,
    need: u64,
    issue: u64,
    have: Option<u64>,
    missing: Option<u64>,
    records: u64,
    drawn: u64,
}

impl<'r> Size<'r> {
    fn of_unit(results: &'r Results, sample: &Sample, quota: &'r Quota) -> Size<'r> {
        let (records, drawn) = sample.counts(&quota.unit, None);
        Size {
            unit: results.round.unit_name(&quota.unit),
            service: "",
            transactions: quota.transactions,
            need: quota.need,
            issue: quota.issue,
            have: Some(quota.have),
            missing: Some(quota.missing()),
            records,
            drawn,
        }
    }

    fn of_service(sample: &Sample, quota: &Quota, service: &'r ServiceQuota) -> Size<'r> {
        let (records, drawn) = sample.counts(&quota.unit, Some(&service.name));
        Size {
            unit: "",
            service: &service.name,
            transactions: service.transactions,
            need: service.need,
            issue: service.issue,
            have: service.have,
            missing: service.missing(),
            records,
            drawn,
        }
    }
}

fn size_table<'r>(results: &'r Results, sample: &'r Sample, lang: Lang) -> Table<'r> {
    let sum = |pick: fn(&Quota) -> u64| number(sample.quotas.iter().map(pick).sum());
    let mut columns = Columns::<Size<'r>>::new(lang);
    columns
        .left(words::UNIT, 32.0, |s| Cell::text(s.unit))
        .total(Cell::text(words::TOTAL.say(lang)))
        .left(SERVICE, 34.0, |s| Cell::text(s.service))
        .right(TRANSACTIONS, 11.0, |s| number(s.transactions))
        .total(sum(|q| q.transactions))
        .right(NEED, 10.0, |s| number(s.need))
        .total(sum(|q| q.need))
        .right(ISSUE, 11.0, |s| number(s.issue))
        .total(sum(|q| q.issue))
        .right(HAVE, 10.0, |s| s.have.map_or(Cell::Empty, number))
        .total(sum(|q| q.have))
        .right(MISSING, 10.0, |s| s.missing.map_or(Cell::Empty, number))
        .total(sum(Quota::missing));
    if sample.register {
        columns
            .right(RECORDS, 11.0, |s| number(s.records))
            .total(number(sample.records.len() as u64))
            .right(DRAWN, 10.0, |s| number(s.drawn))
            .total(number(sample.drawn.len() as u64));
    }
    let mut rows = Vec::new();
    for quota in &sample.quotas {
        let look = if quota.services.is_empty() { Look::Plain } else { Look::Field };
        rows.push(columns.row(&Size::of_unit(results, sample, quota)).looking(look));
        let services =
            quota.services.iter().map(|service| Size::of_service(sample, quota, service));
        rows.extend(columns.rows(services));
    }
    rows.push(columns.total_row());
    Table { fixed_columns: 1, size: 12, ..columns.table(Rows::Held(rows)) }
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
    let record = |drawn: &Drawn| &sample.records[drawn.record];
    let mut columns = Columns::<(usize, &'r Drawn)>::new(lang);
    columns
        .centre(words::NUMBER, 7.0, |(at, _)| Cell::whole(at + 1))
        .left(words::UNIT, 30.0, move |(_, drawn)| {
            Cell::text(results.round.unit_name(&record(drawn).unit))
        })
        .left(SERVICE, 28.0, move |(_, drawn)| Cell::text(record(drawn).service.as_str()))
        .left(RECORD, 22.0, move |(_, drawn)| Cell::text(record(drawn).code.as_str()))
        .left(PLACE, 34.0, move |(_, drawn)| Cell::text(record(drawn).place.as_str()))
        .centre(ORDER, 9.0, |(_, drawn)| Cell::whole(drawn.order));
    for (at, heading) in sample.kept.iter().enumerate() {
        columns.left(heading.as_str(), 28.0, move |(_, drawn)| {
            record(drawn).kept.get(at).map_or(Cell::Empty, |text| Cell::text(text.as_str()))
        });
    }
    let rows = Rows::Held(columns.rows(sample.drawn.iter().enumerate()));
    let title = format!("{} – {}", LIST.say(lang), sample.title);
    let mut blocks = heading::title(results, &title, lang);
    let note = |text: String| Block::Line(Line::new(Role::Note, text));
    blocks.extend(draw_notes(sample, lang).into_iter().map(note));
    blocks.push(Block::Gap);
    let table = columns.table(rows);
    blocks.push(Block::Table(Table { fixed_columns: 2, filter: true, ..table }));
    Page { name: Some(LIST.say(lang).into()), blocks, ..Page::default() }
}

/// Half the width of an interval, for *n* answers and a share, in points of percent.
pub fn half_width(n: u32, share: &Exact, confidence: crate::survey::Confidence) -> Option<f64> {
    let n = f64::from(n);
    let (low, high) = crate::survey::intervals::wilson(share.to_f64() * n, n, None, confidence)?;
    Some((high - low) / 2.0)
}
