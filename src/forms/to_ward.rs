//! What a unit is told of a problem: what it can mend itself. Paths, the office's folders, its
//! commands and `round.toml` are the office's matters and stay there.

use super::frame::LANG;
use crate::problem::{Problem, kinds};

/// What only the office has to do with.
const OFFICE: &[&str] =
    &[".toml", "[evidence]", "[replies]", "[round]", "[[", "aliases", " = ", "--", "parindex"];
/// What the office does with files.
const FOLDERS: &[&str] = &["thư mục", "forms/"];

/// Message and advice for the unit; `None` when all of it is the office's matter.
pub fn words(problem: &Problem) -> Option<String> {
    if let Some(own) = own_words(problem) {
        return Some(without_folders(&own, problem));
    }
    let message = message(problem)?;
    let help = kept(&problem.help(LANG));
    let text = match help.is_empty() {
        true => message,
        false => format!("{message}. {help}"),
    };
    Some(match &problem.place.cell {
        Some(cell) => format!("Ô {cell}: {text}"),
        None => text,
    })
}

/// The message alone, as a reason beside a question.
pub fn message(problem: &Problem) -> Option<String> {
    let text = kept(&problem.message(LANG));
    (!text.is_empty()).then(|| without_folders(&text, problem))
}

/// Problems whose words are for the office, said as the unit needs them.
fn own_words(problem: &Problem) -> Option<String> {
    let fact = |name| problem.plain_fact(name).unwrap_or_default();
    if problem.kind == kinds::evidence::FILES {
        return Some(format!(
            "Đã nhận {} bản tự chấm khác nhau, chưa rõ bản nào là bản chính thức nên chưa dùng bản \
             nào: {}. {}Đề nghị cho biết bản chính thức, hoặc gửi lại một bản đầy đủ.",
            fact("count"),
            fact("files"),
            fact("differences")
        ));
    }
    (problem.kind == kinds::files::FILE_STRAY).then(|| {
        format!(
            "Tệp {} đã gửi không phải bảng tính (nội dung: {}) nên không đọc được số liệu. Đề nghị \
             gửi tệp Excel gốc của bản tự chấm.",
            problem.place.file,
            fact("found")
        )
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{KINDS, Place};

    #[test]
    fn nothing_of_the_office_goes_out() {
        for kind in KINDS.iter().flat_map(|room| room.iter()) {
            let problem = Problem::new(kind, Place::file("evidence/a.xlsx"));
            let told = words(&problem).unwrap_or_default().to_lowercase();
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
            words(&problem).unwrap(),
            "Đã nhận 2 bản tự chấm khác nhau, chưa rõ bản nào là bản chính thức nên chưa dùng bản \
             nào: a (2).xlsx; a.xlsx. Khác nhau ở 1 số liệu: Số: “3” / “0”. Đề nghị cho biết bản \
             chính thức, hoặc gửi lại một bản đầy đủ."
        );
    }
}
