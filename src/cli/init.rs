//! `parindex init DIR`: a new round folder, empty of units and figures: the round with the year's
//! work told in its comments, a small criteria set to be changed, the survey scheme of the
//! ministry, and the list of units to fill in.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike};

use super::{Common, DONE, FAILED, print};
use crate::forms::units;
use crate::machine;
use crate::problem::{Problem, Problems};
use crate::round;
use crate::run::outline;
use crate::source::Source;
use crate::terms::Lang;
use crate::write::sinks::safe_name;
use crate::write::xlsx::form_workbook;

const ROUND: &str = include_str!("init/round.toml");
const SET: &str = include_str!("init/bo-tieu-chi.toml");
const SCHEME: &str = include_str!("../../criteria/sipas-2017.toml");
/// The list of units; `round.toml` names it.
const UNITS: &str = "don-vi.xlsx";

const FOLDERS: &[&str] = &["evidence", "appraisal", "survey", "criteria"];

/// What a new round is called.
pub(super) struct Named<'a> {
    /// The year; else the one in the folder's name, else this year.
    pub year: Option<i32>,
    pub title: Option<&'a str>,
}

pub(super) fn run(folder: &Path, named: &Named<'_>, common: &Common) -> u8 {
    let lang = common.lang();
    if let Some(problem) = within_inputs(folder) {
        print::refusal(&[problem].into_iter().collect(), common);
        return FAILED;
    }
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() {
        let at = folder.display();
        print::failure(&match lang {
            Lang::Vi => {
                format!("{at} đã có và không trống; hãy chọn thư mục khác để không ghi đè tệp nào.")
            }
            Lang::En => format!("{at} is there and not empty; choose another."),
        });
        return FAILED;
    }
    if let Err(error) = write(folder, named) {
        let (vi, en) = machine::words(&error);
        print::failure(&format!("{}: {}", folder.display(), print::pick(lang, &vi, &en)));
        return FAILED;
    }
    let at = folder.display().to_string();
    let at = if at.contains(' ') { format!("\"{at}\"") } else { at };
    print::line(&match lang {
        Lang::Vi => format!(
            "Đã tạo {at}.\n\
             1. Sửa round.toml trong đó: tên đợt, cơ quan, các ngày, khối. Lời giải thích cả năm làm việc ở \
             ngay trong tệp.\n\
             2. Ghi các đơn vị vào {UNITS}.\n\
             3. Sửa criteria/bo-tieu-chi.toml theo quyết định của năm, rồi chạy: parindex check {at}\n\
             4. Phát mẫu tự chấm: parindex template {at}"
        ),
        Lang::En => format!(
            "Created {at}.\n\
             1. Edit its round.toml: title, offices, days, blocks. Its comments tell the year's work.\n\
             2. Write the units into {UNITS}.\n\
             3. Edit criteria/bo-tieu-chi.toml after the decision, then run: parindex check {at}\n\
             4. Make the forms: parindex template {at}"
        ),
    });
    DONE
}

/// A new round does not begin in an input folder of another.
fn within_inputs(folder: &Path) -> Option<Problem> {
    let whole = std::path::absolute(folder).ok()?;
    let mut above = whole.ancestors().skip(1);
    above.find_map(|round| match round.join("round.toml").is_file() {
        true => outline(round)?.refuses(folder, false),
        false => None,
    })
}

fn write(folder: &Path, named: &Named<'_>) -> io::Result<()> {
    for name in FOLDERS {
        fs::create_dir_all(folder.join(name))?;
    }
    let own = fs::canonicalize(folder)?;
    let own = own.file_name().unwrap_or_default().to_string_lossy().to_string();
    let year = named.year.or_else(|| year_in(&own)).unwrap_or_else(this_year);
    let title = format!("Chỉ số cải cách hành chính năm {year}");
    let title = named.title.unwrap_or(&title).replace(['"', '\\', '\n', '\r'], " ");
    let filled = |text: &str| {
        text.replace("{id}", &id_of(&own, year))
            .replace("{title}", &title)
            .replace("{year}", &year.to_string())
            .replace("{next}", &(year + 1).to_string())
            .replace("{last}", &(year - 1).to_string())
    };
    let text = filled(ROUND);
    fs::write(folder.join("round.toml"), &text)?;
    fs::write(folder.join("criteria/bo-tieu-chi.toml"), filled(SET))?;
    fs::write(folder.join("criteria/sipas-2017.toml"), SCHEME)?;
    let source = Source::new("round.toml", text);
    let round = round::from_toml(&source, &mut Problems::default());
    let round = round.ok_or_else(|| io::Error::other("round.toml"))?;
    let bytes = form_workbook(&units::form(&round), UNITS);
    let bytes = bytes.map_err(|error| io::Error::other(error.problem().message(Lang::Vi)))?;
    fs::write(folder.join(UNITS), bytes)
}

/// The round's id from the folder's name: the year joins it when the name does not say it.
fn id_of(folder: &str, year: i32) -> String {
    let name = safe_name(folder).to_lowercase().replace('.', "-");
    let name: String = name.trim_matches(['-', '_']).chars().take(50).collect();
    let name = name.trim_end_matches(['-', '_']);
    let year = year.to_string();
    match name {
        "" => format!("dot-{year}"),
        name if name.contains(&year) => name.to_string(),
        name => format!("{name}-{year}"),
    }
}

/// A year that the name speaks of.
fn year_in(name: &str) -> Option<i32> {
    let runs = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    runs.filter_map(|digits| digits.parse().ok()).find(|year| (2000..=2100).contains(year))
}

fn this_year() -> i32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = DateTime::from_timestamp(i64::try_from(now).unwrap_or(0), 0);
    now.map_or(2000, |now| now.year()).clamp(2000, 2100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids_and_years() {
        for (folder, id) in [
            ("cchc-2027", "cchc-2027"),
            ("Đợt Vĩnh Sơn 2027", "dot-vinh-son-2027"),
            ("moi", "moi-2027"),
            ("--", "dot-2027"),
            ("CCHC.2027 (mới)", "cchc-2027-moi"),
        ] {
            assert_eq!(id_of(folder, 2027), id, "{folder}");
        }
        assert_eq!(year_in("cchc-2027"), Some(2027));
        assert_eq!((year_in("cchc"), year_in("cchc-12345")), (None, None));
    }
}
