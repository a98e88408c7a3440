//! Rows of a sheet of forms that are no forms: totals, notes and signatures below a table.

use crate::grid::{Held, Line};
use crate::table::is_total as is_sum;
use crate::text::fold;

use crate::survey::forms::columns::{Places, Spot};

/// What lines below a table that are no forms begin with, beside those of sums, in both languages.
/// No unit, form or person is called so.
const TOTALS: &[&str] = &[
    "trung bình",
    "điểm trung bình",
    "giá trị trung bình",
    "tb",
    "đtb",
    "điểm tb",
    "bình quân",
    "điểm bình quân",
    "bq",
    "trung vị",
    "độ lệch chuẩn",
    "đlc",
    "phương sai",
    "tỷ lệ",
    "tỉ lệ",
    "tl",
    "lớn nhất",
    "nhỏ nhất",
    "cao nhất",
    "thấp nhất",
    "số phiếu",
    "tổng phiếu",
    "tổng số phiếu",
    "cộng phiếu",
    "mean",
    "average",
    "avg",
    "median",
    "total",
    "grand total",
    "subtotal",
    "sum",
    "count",
    "stdev",
    "std",
    "min",
    "max",
    "percent",
];
/// A mark, a code or a mistyped one has no more letters; words of a note have.
const MARK: usize = 3;

/// Whether a folded text heads a line of totals: one of the words alone, with signs, or with what it
/// is of: “TB:”, “Tỷ lệ %”, “Average of C1”, “Tổng phiếu: 5”. “TB-01” may be the number of a form.
pub(crate) fn is_total(folded: &str) -> bool {
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let heads = |word: &&str| {
        let Some(rest) = folded.strip_prefix(*word) else { return false };
        let behind = rest.trim_start();
        let alone = !behind.chars().any(char::is_alphanumeric);
        let of = rest.len() > behind.len() && OF.iter().any(|of| behind.starts_with(of));
        alone || of || behind.starts_with([':', '='])
    };
    TOTALS.iter().any(heads) || is_sum(folded)
}

/// What a line of totals is of.
const OF: &[&str] = &["của ", "chung", "cộng", "of ", "các câu", "toàn ", "từng câu", "mỗi câu"];

/// A text of totals stands before the answers.
pub(crate) fn heads_totals<L: Line>(line: &L, questions: &[Spot]) -> bool {
    let first = questions.iter().map(Spot::first).min().unwrap_or(0);
    (0..first).any(|column| {
        let held = line.held(column);
        let is_text = match held {
            Held::Text(_) => true,
            Held::Cell(cell) => cell.text().is_some(),
            Held::Nothing => false,
        };
        is_text && is_total(&fold(&held.raw()))
    })
}

/// Words of totals stand where a form has its number. Numbers of forms have figures, words of totals
/// have none: most rows are told by that alone.
pub(crate) fn numbers_totals<L: Line>(line: &L, form: Option<u32>) -> bool {
    form.is_some_and(|column| match line.held(column) {
        Held::Text(text) if !text.iter().any(u8::is_ascii_digit) => {
            is_total(&fold(&String::from_utf8_lossy(text)))
        }
        Held::Cell(cell) => cell.text().is_some_and(|text| {
            !text.contains(|c: char| c.is_ascii_digit()) && is_total(&fold(text))
        }),
        _ => false,
    })
}

/// Words alone in the place of a number that say that the row shows how to fill in a form.
const EXAMPLES: &[&str] =
    &["vd", "ví dụ", "mẫu", "phiếu mẫu", "dòng mẫu", "phiếu ví dụ", "sample", "example"];
/// Words that say that somebody tried the form, perhaps with a number behind them.
const TRIALS: &[&str] = &["test", "thử", "phiếu thử", "thử nghiệm", "demo"];
/// Bytes of the longest of them, marks apart, with a number.
const LONGEST: usize = 32;

/// The words that say that a row is an example or a trial, with their column: alone in the column
/// of numbers, or in one before the answers that has no meaning.
pub(crate) fn example<L: Line>(line: &L, places: &Places) -> Option<(u32, String)> {
    let form = places.form.map(|(column, _)| column);
    let first = places.questions.iter().map(Spot::first).min().unwrap_or(0);
    let columns = form.into_iter().chain((0..first).filter(|at| !places.describes(*at)));
    columns
        .filter_map(|column| {
            let held = line.held(column);
            let likely = match held {
                Held::Text(text) => text.len() <= LONGEST && text.first().is_some_and(begins),
                Held::Cell(cell) => {
                    let text = cell.text().unwrap_or_default().as_bytes();
                    text.len() <= LONGEST && text.first().is_some_and(begins)
                }
                Held::Nothing => false,
            };
            let text = likely.then(|| held.raw())?;
            is_example(&fold(&text)).then_some((column, text))
        })
        .next()
}

/// Most numbers of forms are told from the words by their first letter.
fn begins(first: &u8) -> bool {
    b"vmpdstVMPDST(\xC4".contains(first) || b"eE".contains(first)
}

fn is_example(folded: &str) -> bool {
    let words = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let trial = words.trim_end_matches(|c: char| !c.is_alphabetic());
    EXAMPLES.contains(&words) || TRIALS.contains(&trial)
}

/// Everything that stands in the columns of answers is as short as a mark or a code: somebody
/// filled in a form, however wrongly.
pub(crate) fn has_marks_only<L: Line>(line: &L, questions: &[Spot]) -> bool {
    let is_short = |column: u32| {
        line.merged(column).is_none() && line.held(column).raw().trim().chars().count() <= MARK
    };
    questions.iter().all(|spot| spot.columns().into_iter().all(is_short))
}
