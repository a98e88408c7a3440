//! What a unit is told of a problem: what it can mend itself. Paths, the office's folders, its
//! commands and `round.toml` are the office's matters and stay there.

use crate::problem::{Problem, kinds};
use crate::terms::Lang;

/// What only the office has to do with.
const OFFICE: &[&str] = &[
    ".toml",
    "[evidence]",
    "[replies]",
    "[round]",
    "[[",
    "aliases",
    " = ",
    "--",
    "parindex",
    "zero_base",
];
/// What the office does with files.
const FOLDERS: &[&str] = &["thư mục", "folder", "forms/"];

/// Message and advice for the unit; `None` when all of it is the office's matter.
pub fn words(problem: &Problem, lang: Lang) -> Option<String> {
    let message = message(problem, lang)?;
    let help = help(problem, lang);
    let text = match help.is_empty() {
        true => message,
        false => format!("{}. {help}", message.trim_end_matches('.')),
    };
    Some(match &problem.place.cell {
        Some(cell) if lang == Lang::Vi => format!("Ô {cell}: {text}"),
        Some(cell) => format!("{cell}: {text}"),
        None => text,
    })
}

/// The message alone, as a reason beside a question.
pub fn message(problem: &Problem, lang: Lang) -> Option<String> {
    let text = match own_words(problem) {
        Some((vi, _)) if lang == Lang::Vi => vi,
        _ => kept(&problem.message(lang)),
    };
    (!text.is_empty()).then(|| without_folders(&text, problem))
}

/// The advice alone; empty when it is all the office's.
pub fn help(problem: &Problem, lang: Lang) -> String {
    let text = match own_words(problem) {
        Some((_, help)) if lang == Lang::Vi => help.to_string(),
        _ => kept(&problem.help(lang)),
    };
    without_folders(&text, problem)
}

/// Problems whose words are for the office, said as the unit needs them: message and advice.
fn own_words(problem: &Problem) -> Option<(String, &'static str)> {
    let fact = |name| problem.plain_fact(name).unwrap_or_default();
    if problem.kind == kinds::evidence::FILES {
        let message = format!(
            "Đã nhận {} bản tự chấm khác nhau, chưa rõ bản nào là bản chính thức nên chưa dùng bản \
             nào: {}. {}",
            fact("count"),
            fact("files"),
            fact("differences")
        );
        let help = "Đề nghị cho biết bản chính thức, hoặc gửi lại một bản đầy đủ.";
        return Some((message.trim_end().to_string(), help));
    }
    (problem.kind == kinds::files::FILE_STRAY).then(|| {
        let message = format!(
            "Tệp {} đã gửi không phải bảng tính (nội dung: {}) nên không đọc được số liệu",
            problem.place.file,
            fact("found")
        );
        (message, "Đề nghị gửi tệp Excel gốc của bản tự chấm.")
    })
}

/// The sentences that a unit can do something with.
fn kept(text: &str) -> String {
    let is_office = |sentence: &str| {
        OFFICE.iter().chain(FOLDERS).any(|mark| sentence.to_lowercase().contains(mark))
    };
    let sentences = text.split_inclusive(". ").filter(|sentence| !is_office(sentence));
    let kept: String = sentences.collect();
    kept.trim().trim_end_matches(':').to_string()
}

/// Files by their names, without the office's folders.
fn without_folders(text: &str, problem: &Problem) -> String {
    let involved = problem.involved.iter().map(|cell| &cell.place.file);
    let mut text = text.to_string();
    for file in std::iter::once(&problem.place.file).chain(involved) {
        if let Some((folder, _)) = file.rsplit_once('/') {
            text = text.replace(&format!("{folder}/"), "");
        }
    }
    text
}

/// The name of a file without the folders that it lies in.
pub fn name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// Whether a text that goes to a unit names folders, settings or commands of the office.
#[cfg(test)]
pub(crate) fn is_of_the_office(text: &str) -> bool {
    let marks = [".toml", "[evidence]", "[replies]", "[round]", "[[", "parindex", "zero_base"];
    marks.iter().chain(&["evidence/", "appraisal/", "survey/"]).any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{KINDS, Place};

    #[test]
    fn nothing_of_the_office_goes_out() {
        for kind in KINDS.iter().flat_map(|room| room.iter()) {
            let problem = Problem::new(kind, Place::file("evidence/a.xlsx"));
            let told = |lang| words(&problem, lang).unwrap_or_default().to_lowercase();
            let told = format!("{}\n{}", told(Lang::Vi), told(Lang::En));
            for mark in OFFICE.iter().chain(FOLDERS).chain(&["evidence/"]) {
                assert!(!told.contains(mark), "{}: {told}", kind.code);
            }
        }
    }

    #[test]
    fn several_files_are_a_question_to_the_unit() {
        let problem = Problem::new(&kinds::evidence::FILES, Place::file("evidence/a (2).xlsx"))
            .with("unit", "Xã A")
            .with("count", 2)
            .with("files", "evidence/a (2).xlsx; evidence/a.xlsx")
            .with("first", "evidence/a (2).xlsx")
            .said("differences", "Khác nhau ở 1 số liệu: Số: “3” / “0”. ", "");
        assert_eq!(
            words(&problem, Lang::Vi).unwrap(),
            "Đã nhận 2 bản tự chấm khác nhau, chưa rõ bản nào là bản chính thức nên chưa dùng bản \
             nào: a (2).xlsx; a.xlsx. Khác nhau ở 1 số liệu: Số: “3” / “0”. Đề nghị cho biết bản \
             chính thức, hoặc gửi lại một bản đầy đủ."
        );
    }
}
