//! `parindex init DIR`: a new round folder, empty of units and figures: the round with the year's
//! work told in its comments, a small criteria set to be changed, the survey scheme of the
//! ministry, and the list of units to fill in.

use std::fs;
use std::io;
use std::path::{Component, Path};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike};

use super::common::{Common, DONE, FAILED};
use super::print;
use crate::forms::units;
use crate::machine;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round;
use crate::run::outline;
use crate::source::Source;
use crate::terms::Lang;
use crate::write::files::{Output, recover};
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
    // What an ended run had begun is finished, or goes.
    if let Err(error) = recover(folder) {
        print::refusal(&[error.problem()].into_iter().collect(), common);
        return FAILED;
    }
    // A path such as `moi/..` is there once it is made.
    let through = folder.components().any(|part| part == Component::ParentDir) && !folder.exists();
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() || through {
        let at = folder.display();
        print::failure(&match lang {
            Lang::Vi => {
                format!("{at} đã có và không trống; hãy chọn thư mục khác để không ghi đè tệp nào.")
            }
            Lang::En => format!("{at} is there and not empty; choose another."),
        });
        return FAILED;
    }
    if let Err(problem) = write(folder, named) {
        print::refusal(&[problem].into_iter().collect(), common);
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

/// All files, or none: a round of which half is there is none.
fn write(folder: &Path, named: &Named<'_>) -> Result<(), Problem> {
    let output = Output::staged(folder).map_err(|error| error.problem())?.unrecorded();
    let files = files(folder, named)?;
    for (name, bytes) in &files {
        output.write(name, bytes).map_err(|error| error.problem())?;
    }
    let made = FOLDERS.iter().try_for_each(|name| fs::create_dir_all(folder.join(name)));
    let done = match made {
        Ok(()) => output.commit().map(drop).map_err(|error| error.problem()),
        Err(error) => Err(at(folder, &error)),
    };
    if done.is_err() {
        FOLDERS.iter().for_each(|name| drop(fs::remove_dir(folder.join(name))));
    }
    done
}

fn at(folder: &Path, error: &io::Error) -> Problem {
    let (vi, en) = machine::words(error);
    let place = Place::file(folder.display().to_string());
    Problem::new(&kinds::output::WRITE, place).said("detail", vi, en)
}

/// What a new round consists of.
fn files(folder: &Path, named: &Named<'_>) -> Result<Vec<(&'static str, Vec<u8>)>, Problem> {
    let own = fs::canonicalize(folder).map_err(|error| at(folder, &error))?;
    let own = own.file_name().unwrap_or_default().to_string_lossy().to_string();
    let year = named.year.or_else(|| year_in(&own)).unwrap_or_else(this_year);
    let title = format!("Chỉ số cải cách hành chính năm {year}");
    let title = named.title.unwrap_or(&title).replace(['"', '\\'], " ");
    let title = title.replace(|letter: char| letter.is_control(), " ");
    let filled = |text: &str| {
        text.replace("{id}", &id_of(&own, year))
            .replace("{year}", &year.to_string())
            .replace("{next}", &(year + 1).to_string())
            .replace("{last}", &(year - 1).to_string())
            .replace("{title}", &title)
    };
    let text = filled(ROUND);
    let source = Source::new("round.toml", text.as_str());
    let round = round::from_toml(&source, &mut Problems::default());
    let round = round.ok_or_else(|| at(folder, &io::Error::other("round.toml")))?;
    let units = form_workbook(&units::form(&round), UNITS).map_err(|error| error.problem())?;
    Ok(vec![
        ("round.toml", text.into_bytes()),
        ("criteria/bo-tieu-chi.toml", filled(SET).into_bytes()),
        ("criteria/sipas-2017.toml", SCHEME.as_bytes().to_vec()),
        (UNITS, units),
    ])
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
