//! `parindex init DIR`: a new round folder from a few answers; without them one to be filled in, with
//! the year's work told in its comments. `parindex practice DIR`: the shipped round to practise on.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike};
use clap::Args;
use serde_json::json;

use super::common::{Common, DONE, FAILED, Format};
use super::print;
use crate::new_round::{
    Answers, STARTS, Start, begin, practice, start, units_from_book, units_from_text, year_in,
};
use crate::problem::Problems;
use crate::read;
use crate::round::Unit;
use crate::terms::Lang;
use crate::write::fresh::NotFresh;

/// What a new round is called, whose it is and what it begins with.
#[derive(Args)]
pub(super) struct Named {
    /// Năm đánh giá; mặc định theo tên thư mục, không có thì năm nay
    #[arg(long, value_name = "NĂM", help_heading = "Tùy chọn",
        value_parser = clap::value_parser!(i32).range(2000..=2100))]
    year: Option<i32>,
    /// Tên đợt đánh giá; mặc định “Chỉ số cải cách hành chính năm …”
    #[arg(long, value_name = "TÊN", help_heading = "Tùy chọn")]
    title: Option<String>,
    /// Cơ quan ban hành, như “UBND tỉnh Tây Ninh”
    #[arg(long, value_name = "CƠ QUAN", help_heading = "Tùy chọn")]
    issuer: Option<String>,
    /// Cơ quan thực hiện, như “Sở Nội vụ”
    #[arg(long, value_name = "PHÒNG", help_heading = "Tùy chọn")]
    office: Option<String>,
    /// Danh sách đơn vị: tệp Excel, CSV có cột Tên (Mã, Khối nếu có), hoặc .txt mỗi dòng một đơn vị
    #[arg(long, value_name = "TỆP", help_heading = "Tùy chọn")]
    units: Option<PathBuf>,
    /// Bộ tiêu chí bắt đầu: mau, hoa-thanh-2020, ca-mau-2013-trich …; mặc định mau
    #[arg(long, value_name = "TÊN", help_heading = "Tùy chọn")]
    set: Option<String>,
}

pub(super) fn run(folder: &Path, named: &Named, common: &Common) -> u8 {
    let lang = common.lang();
    let Some(start) = start(named.set.as_deref().unwrap_or(STARTS[0].name)) else {
        let known = STARTS.iter().map(|s| format!("  {:26} {}", s.name, s.title.say(lang)));
        let known = known.collect::<Vec<_>>().join("\n");
        print::failure(&match lang {
            Lang::Vi => format!("Không có bộ tiêu chí bắt đầu này. Có các bộ:\n{known}"),
            Lang::En => format!("There is no such set to begin with. There are:\n{known}"),
        });
        return FAILED;
    };
    let units = match named.units.as_deref().map(|file| units_of(file, start)) {
        None => Vec::new(),
        Some(Ok(units)) => units,
        Some(Err(found)) => {
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let year = named.year.or_else(|| year_in(&own_name(folder))).unwrap_or_else(this_year);
    let (title, issuer) = (named.title.as_deref(), named.issuer.as_deref());
    let office = named.office.as_deref();
    let answers = Answers { year, title, issuer, office, start, units };
    if let Err(error) = begin(folder, &answers) {
        return refused(&error, common);
    }
    told(folder, &answers, common);
    DONE
}

/// The shipped round, to practise on.
pub(super) fn practise(folder: &Path, common: &Common) -> u8 {
    if let Err(error) = practice(folder) {
        return refused(&error, common);
    }
    let at = shown(folder);
    if common.format == Format::Json {
        print::json(&json!({ "folder": folder.display().to_string() }));
        return DONE;
    }
    print::line(&match common.lang() {
        Lang::Vi => format!(
            "Đã tạo đợt thực hành {at} (số liệu minh họa, lúc mới thu nhận). Thử: parindex board {at}"
        ),
        Lang::En => {
            format!("Created {at} to practise on (an illustration). Try: parindex board {at}")
        }
    });
    DONE
}

fn refused(error: &NotFresh, common: &Common) -> u8 {
    match error {
        NotFresh::Occupied(_) => print::failure(&error.words(common.lang())),
        NotFresh::Problem(problem) => {
            print::refusal(&[(**problem).clone()].into_iter().collect(), common);
        }
    }
    FAILED
}

/// The units of a list: a text of lines, or a spreadsheet.
fn units_of(file: &Path, start: &Start) -> Result<Vec<Unit>, Problems> {
    let shown = file.display().to_string();
    let is_text = file.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
    if is_text {
        let mut found = Problems::default();
        let bytes = read::bytes(file, &shown)?;
        let text = read::plain_text(&bytes, &shown, &mut found).ok_or(found)?;
        return units_from_text(&text, start);
    }
    let mut found = Problems::default();
    let book = read::book(file, &shown, &read::FORM, &mut found);
    units_from_book(&book.ok_or(found)?, start)
}

fn told(folder: &Path, answers: &Answers<'_>, common: &Common) {
    let at = shown(folder);
    let sets: Vec<String> =
        answers.start.blocks.iter().map(|set| format!("criteria/{}", set.file)).collect();
    let (sets, count) = (sets.join(", "), answers.units.len());
    if common.format == Format::Json {
        print::json(&json!({
            "folder": folder.display().to_string(),
            "year": answers.year,
            "units": count,
        }));
        return;
    }
    print::line(&match common.lang() {
        Lang::Vi => {
            let units = match count {
                0 => "Ghi các đơn vị vào don-vi.xlsx.".to_string(),
                count => format!("Xem lại {count} đơn vị trong don-vi.xlsx."),
            };
            format!(
                "Đã tạo {at}.\n\
                 1. Sửa round.toml trong đó: tên đợt, cơ quan, các ngày, khối. Lời giải thích cả năm làm việc ở \
                 ngay trong tệp.\n\
                 2. {units}\n\
                 3. Sửa {sets} theo quyết định của năm, rồi chạy: parindex check {at}\n\
                 4. Phát mẫu tự chấm: parindex template {at}"
            )
        }
        Lang::En => {
            let units = match count {
                0 => "Write the units into don-vi.xlsx.".to_string(),
                count => format!("Look over the {count} units in don-vi.xlsx."),
            };
            format!(
                "Created {at}.\n\
                 1. Edit its round.toml: title, offices, days, blocks. Its comments tell the year's work.\n\
                 2. {units}\n\
                 3. Edit {sets} after the decision, then run: parindex check {at}\n\
                 4. Make the forms: parindex template {at}"
            )
        }
    });
}

fn shown(folder: &Path) -> String {
    let at = folder.display().to_string();
    if at.contains(' ') { format!("\"{at}\"") } else { at }
}

fn own_name(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_default();
    whole.file_name().unwrap_or_default().to_string_lossy().to_string()
}

/// By the clock of the computer, within the years that a round may be of.
pub(crate) fn this_year() -> i32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = DateTime::from_timestamp(i64::try_from(now).unwrap_or(0), 0);
    now.map_or(2000, |now| now.year()).clamp(2000, 2100)
}
