//! Whose a form is that lies where a new one would go: by the hidden sheets of both.

use super::workbook::FormBook;
use crate::grid::Book;
use crate::problem::{Place, Problem, kinds};
use crate::rubric::{Rubric, Since};
use crate::table::{Meta, other_year};

/// Facts of the hidden sheet that two copies of one form share, with their names on screen.
const FACTS: &[(&str, &str, &str)] = &[
    ("form", "loại biểu", "kind of form"),
    ("round", "đợt", "round"),
    ("year", "năm", "year"),
    ("unit", "đơn vị", "unit"),
    ("agency", "cơ quan", "agency"),
    ("block", "khối", "block"),
    ("number", "vòng", "round of appraisal"),
    ("set", "bộ tiêu chí", "criteria set"),
];

/// Rows above a form's table.
const HEAD: u32 = 15;

/// What the file is to the form that would take its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The same form.
    Same,
    /// The same, made before the set was changed in these leaves; none when it does not say.
    Earlier(Vec<String>),
    /// Another's: in what it differs, in Vietnamese and in English.
    Other(String, String),
}

/// Compares the file that is there with the form that would be written.
pub fn whose(there: &Book, form: &FormBook, rubric: &Rubric) -> Whose {
    let Some(meta) = Meta::of(there) else {
        let vi = "tệp không phải là mẫu do phần mềm phát ra".to_string();
        return Whose::Other(vi, "no form of this program".to_string());
    };
    let own = |name: &str| {
        let mut rows = form.hidden.rows.iter();
        let row = rows.find(|row| row.first().is_some_and(|n| n == name));
        row.and_then(|row| row.get(1)).cloned().unwrap_or_default()
    };
    let mut differs = (Vec::new(), Vec::new());
    for (name, vi, en) in FACTS {
        let found = meta.value(name);
        // A form of an earlier version does not say its year.
        if found != own(name) && !(*name == "year" && found.is_empty()) {
            differs.0.push(format!("{vi} {found}"));
            differs.1.push(format!("{en} {found}"));
        }
    }
    let shown = there.sheets.iter().filter(|grid| grid.visible);
    let titles = ["chỉ số", "tự chấm", "thẩm định"];
    let year = shown.filter_map(|grid| other_year(grid, HEAD, form.year, &titles)).next();
    if let Some((year, ..)) = year.filter(|_| meta.value("year").is_empty()) {
        differs.0.push(format!("năm {year}"));
        differs.1.push(format!("year {year}"));
    }
    match (differs.0.is_empty(), rubric.since(&meta)) {
        (false, _) => Whose::Other(differs.0.join(", "), differs.1.join(", ")),
        (true, Since::Same) => Whose::Same,
        (true, Since::Leaves(codes)) => Whose::Earlier(codes),
        (true, Since::Unknown) => Whose::Earlier(Vec::new()),
    }
}

/// So many foreign files are named.
const NAMED: usize = 5;

/// Tells of forms of another round that lie in a folder, each with whose and its name; `None` when
/// there are none.
pub fn strangers(folder: &str, strange: &[(String, String)]) -> Option<Problem> {
    let (of, _) = strange.first()?;
    let mut named: Vec<&str> = strange.iter().take(NAMED).map(|(_, name)| name.as_str()).collect();
    named.extend((strange.len() > NAMED).then_some("…"));
    let problem = Problem::new(&kinds::forms::FORMS_STRANGE, Place::file(folder));
    Some(problem.with("count", strange.len()).with("of", of).with("names", named.join(", ")))
}

/// `đợt vinh-son-2025`, of a form of another round or year; `None` for one of this.
pub fn of_another(there: &Book, round: &str, year: i32) -> Option<String> {
    let meta = Meta::of(there)?;
    let (found, of) = (meta.value("round"), meta.value("year"));
    let other_year = !of.is_empty() && of != year.to_string();
    (found != round || other_year).then(|| match other_year {
        true => format!("{found}, {of}"),
        false => found,
    })
}
