//! The folder of a new round, from what the office answered.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use super::set_text::{dated, set_text};
use super::starts::{SIPAS, SetOf, Start, Survey};
use crate::forms::units;
use crate::machine;
use crate::problem::{Place, Problem, Problems, kinds};
use crate::round::{self, Round, Unit};
use crate::run::outline;
use crate::source::Source;
use crate::write::fresh::{NewFile, NotFresh, fresh};
use crate::write::sinks::safe_name;
use crate::write::xlsx::form_workbook;

const ROUND: &str = include_str!("mau/round.toml");
/// The list of units; `round.toml` names it.
pub(crate) const UNITS: &str = "don-vi.xlsx";
const FOLDERS: &[&str] = &["evidence", "appraisal", "survey", "criteria"];
/// So wide is what stands before a remark in `round.toml`.
const VALUE: usize = 25;

/// What the office answered.
#[derive(Debug, Clone)]
pub struct Answers<'a> {
    pub year: i32,
    /// Else “Chỉ số cải cách hành chính năm …”.
    pub title: Option<&'a str>,
    /// Cơ quan ban hành.
    pub issuer: Option<&'a str>,
    /// Cơ quan thực hiện.
    pub office: Option<&'a str>,
    pub start: &'static Start,
    /// With their blocks as positions in `start.blocks`; none: the list is filled in later.
    pub units: Vec<Unit>,
}

/// Writes the folder of a new round, which `check` passes.
///
/// # Errors
/// The folder is not empty or lies among the inputs of another round; or the system refuses.
pub fn begin(folder: &Path, answers: &Answers<'_>) -> Result<(), NotFresh> {
    let problem = |problem| NotFresh::Problem(Box::new(problem));
    if let Some(found) = within_inputs(folder) {
        return Err(problem(found));
    }
    let files = files(folder, answers).map_err(problem)?;
    fresh(folder, &files, FOLDERS)
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

/// What a new round consists of.
fn files(folder: &Path, answers: &Answers<'_>) -> Result<Vec<NewFile>, Problem> {
    let failed = |error: &io::Error| at(folder, error);
    let own = std::path::absolute(folder).map_err(|error| failed(&error))?;
    let own = own.file_name().unwrap_or_default().to_string_lossy().to_string();
    let id = id_of(&own, answers.year);
    let used = used_blocks(answers);
    let text = round_text(&id, answers, &used);
    let source = Source::new("round.toml", text.as_str());
    let round = round::from_toml(&source, &mut Problems::default());
    let mut round = round.ok_or_else(|| failed(&io::Error::other("round.toml")))?;
    list_units(&mut round, answers, &used);
    let units = form_workbook(&units::form(&round), UNITS).map_err(|error| error.problem())?;
    let text_file = |name: String, text: String| (name, Cow::Owned(text.into_bytes()));
    let mut files = vec![text_file("round.toml".into(), text), (UNITS.into(), Cow::Owned(units))];
    for set in &used {
        files.push(text_file(
            format!("criteria/{}", set.file),
            set_text(set, &id, answers.start, answers.year),
        ));
    }
    let asked = answers.start.surveys;
    let sample = std::slice::from_ref(&SIPAS);
    for survey in if asked.is_empty() { sample } else { asked } {
        let name = format!("criteria/{}", survey.file);
        files.push((name, Cow::Borrowed(survey.text.as_bytes())));
    }
    Ok(files)
}

/// The blocks that have units; all of them while no unit is known.
fn used_blocks(answers: &Answers<'_>) -> Vec<&'static SetOf> {
    let is_used = |at: usize| answers.units.iter().any(|unit| unit.block == at);
    let all = answers.start.blocks.iter().enumerate();
    all.filter(|(at, _)| answers.units.is_empty() || is_used(*at)).map(|(_, set)| set).collect()
}

/// The units, with their blocks as the round counts them.
fn list_units(round: &mut Round, answers: &Answers<'_>, used: &[&'static SetOf]) {
    let position = |block: usize| {
        let own = answers.start.blocks.get(block)?.block;
        used.iter().position(|set| set.block == own)
    };
    let units = answers.units.iter();
    round.units = units
        .filter_map(|unit| Some(Unit { block: position(unit.block)?, ..unit.clone() }))
        .collect();
}

fn round_text(id: &str, answers: &Answers<'_>, used: &[&'static SetOf]) -> String {
    let year = answers.year;
    let title = format!("Chỉ số cải cách hành chính năm {year}");
    let value = |given: Option<&str>, else_: &str| {
        let given = given.map(plain).filter(|text| !text.is_empty());
        format!("{:VALUE$}", format!("\"{}\"", given.as_deref().unwrap_or(else_)))
    };
    let agencies = answers.start.agencies.iter();
    let agencies = agencies.map(|(id, name)| table("agency", &[("id", id), ("name", name)]));
    let blocks = used.iter().map(|set| {
        let criteria = format!("criteria/{}", set.file);
        table("block", &[("id", set.block), ("name", set.name), ("criteria", &criteria)])
    });
    let sets: Vec<String> = used.iter().map(|set| format!("criteria/{}", set.file)).collect();
    let title = answers.title.map_or(title, plain);
    let parts = [
        ("{agencies}", agencies.collect::<String>()),
        ("{blocks}", blocks.collect()),
        ("{surveys}", surveys(answers.start.surveys)),
        ("{sets}", sets.join(", ")),
        ("{issuer}", value(answers.issuer, "UBND …")),
        ("{office}", value(answers.office, "Phòng Nội vụ")),
        ("{title}", title),
    ];
    let text = parts.iter().fold(ROUND.to_string(), |text, (mark, part)| text.replace(mark, part));
    dated(&text, id, year)
}

fn table(name: &str, lines: &[(&str, &str)]) -> String {
    let lines = lines.iter().map(|(key, value)| format!("{key} = \"{value}\"\n"));
    format!("[[{name}]]\n{}", lines.collect::<String>())
}

fn surveys(asked: &[Survey]) -> String {
    let entry = |survey: &Survey| {
        let files: Vec<String> = survey.patterns.iter().map(|p| format!("\"{p}\"")).collect();
        let (file, files) = (survey.file, files.join(", "));
        format!("[[survey]]\nscheme = \"criteria/{file}\"\nfiles = [{files}]\n")
    };
    if asked.is_empty() {
        return "# Khảo sát mức độ hài lòng: bỏ dấu # khi đã có phiếu.\n\
            # [[survey]]\n\
            # scheme = \"criteria/sipas-2017.toml\"\n\
            # files = [\"survey/*.xlsx\", \"survey/*.csv\"]\n"
            .to_string();
    }
    let all: String = asked.iter().map(entry).collect();
    format!("# Khảo sát mà bộ tiêu chí hỏi tới: phiếu để vào survey/, tên tệp như dưới đây.\n{all}")
}

/// Without what a line of `round.toml` cannot hold.
fn plain(text: &str) -> String {
    let text = text.replace(['"', '\\'], " ");
    text.replace(|letter: char| letter.is_control(), " ").trim().to_string()
}

fn at(folder: &Path, error: &io::Error) -> Problem {
    let (vi, en) = machine::words(error);
    let file = folder.display().to_string();
    let problem = Problem::new(&kinds::output::WRITE, Place::file(&file));
    problem.with("file", file).said("detail", vi, en)
}

/// What the folder of a new round is called: `cchc-hoa-thanh-2027`, or with a number where that
/// is taken.
pub fn folder_name(parent: &Path, issuer: &str, year: i32) -> PathBuf {
    let whole = slug(issuer);
    let bare = ["ubnd-", "uy-ban-nhan-dan-"].iter().find_map(|start| whole.strip_prefix(start));
    let bare = bare.unwrap_or(&whole);
    let kinds = ["tinh-", "thanh-pho-", "thi-xa-", "huyen-", "quan-", "phuong-", "xa-", "dac-khu-"];
    let place = kinds.iter().find_map(|kind| bare.strip_prefix(kind)).unwrap_or(bare);
    let name = match place {
        "" | "_" => format!("cchc-{year}"),
        place => format!("cchc-{place}-{year}"),
    };
    let numbered = (2u32..).map(|n| format!("{name}-{n}"));
    let mut all = std::iter::once(name.clone()).chain(numbered).map(|name| parent.join(name));
    all.find(|path| !path.exists()).unwrap_or_else(|| parent.join(name))
}

/// Small letters without accents, digits and single hyphens, at most 50.
pub(super) fn slug(text: &str) -> String {
    let name = safe_name(text).to_lowercase().replace(['.', '_'], "-");
    let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
    let name: String = parts.join("-").chars().take(50).collect();
    name.trim_end_matches('-').to_string()
}

/// The round's id from the folder's name: the year joins it when the name does not say it.
fn id_of(folder: &str, year: i32) -> String {
    let name = slug(folder);
    let year = year.to_string();
    match name.as_str() {
        "" => format!("dot-{year}"),
        name if name.contains(&year) => name.to_string(),
        name => format!("{name}-{year}"),
    }
}

/// A year that the name speaks of.
pub fn year_in(name: &str) -> Option<i32> {
    let runs = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    runs.filter_map(|digits| digits.parse().ok()).find(|year| (2000..=2100).contains(year))
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
        let named = |issuer| folder_name(Path::new("khong-co"), issuer, 2027);
        assert_eq!(named("UBND thị xã Hòa Thành"), Path::new("khong-co/cchc-hoa-thanh-2027"));
        assert_eq!(named("Ủy ban nhân dân tỉnh Cà Mau"), Path::new("khong-co/cchc-ca-mau-2027"));
        assert_eq!(named(" "), Path::new("khong-co/cchc-2027"));
    }
}
