//! What is said of dropped files, to whoever dropped them.

use std::io;

use chrono::NaiveDateTime;

use super::fate::{Fate, Planned};
use super::what::{Recognised, What};
use crate::machine;
use crate::problem::Level;
use crate::replies::Series;
use crate::round::{Round, SurveyFiles, Versions};
use crate::terms::{Lang, Text};

type Said = Text<String>;

fn said(vi: impl Into<String>, en: impl Into<String>) -> Said {
    Text::new(vi.into(), en.into())
}

impl What {
    /// What the file is and whose, as one phrase: “Bản tự chấm của Phường Long Hoa”.
    pub fn words(&self, round: &Round) -> Said {
        let unit = |at: &usize| round.units.get(*at).map_or("", |unit| unit.name.as_str());
        let names = |units: &[usize]| units.iter().map(unit).collect::<Vec<_>>().join(", ");
        match self {
            What::Evidence { units } if units.is_empty() => said(
                "Bản tự chấm, chưa rõ của đơn vị nào",
                "An evidence form; it is not known whose",
            ),
            What::Evidence { units } => {
                let units = names(units);
                said(format!("Bản tự chấm của {units}"), format!("The evidence form of {units}"))
            }
            What::Reply { series, unit: at, number } => {
                let (name, to) = (unit(at), reply_words(*series));
                said(
                    format!("{} lần {number} của {name}", to.vi),
                    format!("The {} number {number} of {name}", to.en),
                )
            }
            What::Appraisal { agency, block, number } => {
                let agencies = round.agencies.iter();
                let mut name = agencies.filter(|a| Some(&a.id) == agency.as_ref()).map(|a| &a.name);
                let block = block.and_then(|at| round.blocks.get(at)).map(|block| &block.name);
                let parts = [name.next_back(), block].into_iter().flatten();
                let whose: String = parts.map(|part| format!(", {part}")).collect();
                let number = number.map_or("?".to_string(), |n| n.to_string());
                said(
                    format!("Bảng thẩm định vòng {number}{whose}"),
                    format!("An appraisal form of round {number}{whose}"),
                )
            }
            What::Survey { entry } => {
                let scheme = round.surveys.get(*entry).map_or("", |survey| &survey.scheme);
                said(format!("Phiếu khảo sát ({scheme})"), format!("Survey answers ({scheme})"))
            }
            What::Transactions { .. } => {
                said("Bảng số giao dịch của khảo sát", "A survey's table of transactions")
            }
            What::Figures => said("Bảng số liệu điền sẵn", "A table of known figures"),
            What::Units => said("Danh sách đơn vị", "A list of units"),
            What::Proof { unit: Some(at) } => {
                let name = unit(at);
                said(format!("Tài liệu kiểm chứng của {name}"), format!("Proof of {name}"))
            }
            What::Proof { unit: None } => said("Tài liệu kiểm chứng", "Proof"),
            What::OtherRound(of) => {
                said(format!("Biểu mẫu của {of}"), format!("A form of another round ({of})"))
            }
            What::Temporary => said("Tệp tạm", "A temporary file"),
            What::Unknown => said("Bảng tính không nhận ra", "A spreadsheet of no known kind"),
            What::Unreadable => said("Không dùng được", "Not usable"),
        }
    }
}

fn reply_words(series: Series) -> Text {
    match series {
        Series::SendBack => Text::new("Trả lời phiếu trả lại", "reply to send-back"),
        Series::Explain => Text::new("Giải trình", "explanation"),
    }
}

/// How many were copied, how many a person has to look at, of one drop. `unread`: files beside
/// them that could not even be read. `done`: they have been copied, else they would be.
pub fn summary(planned: &[Planned], unread: usize, done: bool, lang: Lang) -> String {
    let copied = planned.iter().filter(|one| one.fate.goes_to().is_some()).count();
    let asked = planned.iter().filter(|one| one.fate.needs_someone()).count() + unread;
    match (lang, done) {
        (Lang::Vi, true) => format!("Đã chép {copied} tệp; {asked} tệp cần xem lại."),
        (Lang::Vi, false) => {
            format!("Sẽ chép {copied} tệp; {asked} tệp cần xem lại. Chưa chép gì.")
        }
        (Lang::En, true) => format!("Copied {copied} files; {asked} need a look."),
        (Lang::En, false) => format!("{copied} files would be copied; {asked} need a look."),
    }
}

impl Planned {
    /// What became of the file, as one sentence. `done`: it has been copied, else it would be.
    pub fn words(&self, done: bool, lang: Lang) -> String {
        match (&self.fate, lang) {
            (Fate::New { file } | Fate::Version { file, .. }, Lang::Vi) if done => {
                format!("đã chép vào {file}")
            }
            (Fate::New { file } | Fate::Version { file, .. }, Lang::Vi) => {
                format!("sẽ chép vào {file}")
            }
            (Fate::New { file } | Fate::Version { file, .. }, Lang::En) => match done {
                true => format!("copied to {file}"),
                false => format!("goes to {file}"),
            },
            (Fate::Already { file }, Lang::Vi) => format!("đã có, giống hệt {file}; không chép"),
            (Fate::Already { file }, Lang::En) => format!("is there, the same as {file}"),
            (Fate::Twice { name }, Lang::Vi) => {
                format!("trùng với {name} trong cùng lần thả; không chép")
            }
            (Fate::Twice { name }, Lang::En) => format!("the same as {name}, dropped with it"),
            (Fate::Asked(words) | Fate::Refused(words) | Fate::Failed(words), lang) => {
                words.clone().pick(lang)
            }
        }
    }

    /// What a person has to decide, where a file stands beside others.
    pub fn question(&self, lang: Lang) -> Option<String> {
        match &self.fate {
            Fate::Version { question, .. } => Some(question.clone().pick(lang)),
            _ => None,
        }
    }
}

/// The first thing that the reader objected to, with what to do.
fn objection(is: &Recognised) -> Option<Said> {
    let problem = is.problems.iter().find(|p| p.kind.level == Level::Error)?;
    let both = |lang| {
        let (message, help) = (problem.message(lang), problem.help(lang));
        if help.is_empty() { message } else { format!("{message}. {help}") }
    };
    Some(said(both(Lang::Vi), both(Lang::En)))
}

pub(super) fn unreadable(is: &Recognised) -> Said {
    let told = objection(is).unwrap_or_else(|| said("không đọc được tệp", "it cannot be read"));
    said(format!("không chép: {}", told.vi), format!("not copied: {}", told.en))
}

pub(super) fn no_unit(is: &Recognised) -> Said {
    let told = objection(is).unwrap_or_else(|| {
        said("không thấy tên đơn vị trong tệp", "the name of the unit was not found in it")
    });
    said(
        format!("chưa chép, chưa rõ của đơn vị nào: {}", told.vi),
        format!("not copied, for it is not known whose it is: {}", told.en),
    )
}

pub(super) fn unusable_beside(is: &Recognised, beside: &[(String, Option<NaiveDateTime>)]) -> Said {
    let told = unreadable(is);
    let files = listed(beside);
    said(
        format!("{} Đơn vị đã có {files}, vẫn được dùng.", ended(&told.vi)),
        format!("{} {files} is there and still counts.", ended(&told.en)),
    )
}

fn ended(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}

pub(super) fn whose_proof() -> Said {
    said(
        "chưa chép: chưa rõ tài liệu của đơn vị nào; hãy chọn đơn vị",
        "not copied: it is not known of which unit; say which",
    )
}

pub(super) fn several_entries(entries: &[&SurveyFiles]) -> Said {
    let patterns: Vec<&str> = entries.iter().flat_map(|e| &e.files).map(String::as_str).collect();
    let patterns = patterns.join(", ");
    said(
        format!(
            "chưa chép: round.toml có nhiều mục [[survey]] của phương án này, đọc khác nhau; hãy tự chép vào đúng chỗ ({patterns})"
        ),
        format!(
            "not copied: round.toml reads such answers in several ways; put it into the right place ({patterns})"
        ),
    )
}

pub(super) fn other_round(of: &str, round: &Round) -> Said {
    let own = format!("{}, năm {}", round.id, round.year);
    said(
        format!("không chép: biểu mẫu của {of}, không phải của đợt này ({own}) – đợt khác"),
        format!("not copied: a form of another round ({of}), not of this one ({own})"),
    )
}

pub(super) fn temporary() -> Said {
    said(
        "không chép: tệp tạm của Excel hoặc của hệ điều hành",
        "not copied: a temporary file of Excel or of the system",
    )
}

pub(super) fn unknown() -> Said {
    said(
        "không chép: không nhận ra là bản tự chấm, bảng thẩm định, trả lời hay phiếu khảo sát của đợt này. Hãy dùng đúng mẫu đã phát; nếu là tài liệu kiểm chứng thì gửi dạng PDF",
        "not copied: it is no evidence form, appraisal, reply or survey of this round. Use the form that was sent out",
    )
}

pub(super) fn units_in_round() -> Said {
    said(
        "không chép: đợt này khai đơn vị ngay trong round.toml; sửa ở đó",
        "not copied: this round lists its units in round.toml; change them there",
    )
}

pub(super) fn no_pattern(name: &str, patterns: &[String]) -> Said {
    let patterns = patterns.join(", ");
    said(
        format!(
            "không chép: round.toml không có chỗ trong thư mục của đợt cho tệp như {name} (các mẫu tên: {patterns}). Thêm mẫu tên vào round.toml, hoặc lưu tệp thành .xlsx"
        ),
        format!(
            "not copied: no pattern of round.toml takes {name} into the round's folder ({patterns})"
        ),
    )
}

pub(super) fn other_file(file: &str) -> Said {
    said(
        format!("không chép: round.toml gọi tên tệp {file}; hãy lưu cùng loại tệp rồi thả lại"),
        format!("not copied: round.toml names the file {file}; save it as a file of that kind"),
    )
}

pub(super) fn is_there(file: &str) -> Said {
    said(
        format!(
            "không chép: {file} đã có và khác tệp này; phần mềm không ghi đè. Chuyển tệp cũ sang chỗ khác rồi thả lại"
        ),
        format!(
            "not copied: {file} is there and differs; nothing is overwritten. Move it away first"
        ),
    )
}

pub(super) fn failed(file: &str, error: &io::Error) -> Said {
    let (vi, en) = machine::words(error);
    said(
        format!(
            "chưa chép được vào {file}: {vi}. Sửa nguyên nhân rồi thả lại; không tệp nào bị đổi"
        ),
        format!("could not be copied to {file}: {en}. Nothing was changed"),
    )
}

/// Each file with when it was saved.
fn listed(files: &[(String, Option<NaiveDateTime>)]) -> String {
    let one = |(file, saved): &(String, Option<NaiveDateTime>)| match saved {
        Some(saved) => format!("{file} (lưu {})", saved.format("%d/%m/%Y %H:%M")),
        None => file.clone(),
    };
    files.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What the program does with several files that speak of the same, by `round.toml`.
pub(super) fn versions(
    is: &Recognised,
    beside: &[(String, Option<NaiveDateTime>)],
    file: &str,
    round: &Round,
) -> Said {
    let files = listed(beside);
    if matches!(is.what, What::Appraisal { .. }) {
        return said(
            format!(
                "đã có {files} cùng cơ quan, khối, vòng: hai bảng được đọc cùng nhau, dòng nào cho điểm khác nhau thì chưa tính dòng ấy cho đến khi thống nhất. Chuyển bảng không dùng ra khỏi thư mục"
            ),
            format!(
                "{files} is of the same agency, block and round: both are read, and rows that differ count for nothing until settled"
            ),
        );
    }
    let chosen = beside.iter().find(|(own, _)| round.chosen_files.iter().any(|c| c.is(own)));
    if let Some((own, _)) = chosen {
        return said(
            format!(
                "đã có {files}: round.toml chọn {own} (use), nên tệp mới không được dùng. Muốn dùng tệp mới, đổi dòng use thành \"{file}\""
            ),
            format!(
                "{files} is there: round.toml chooses {own} (`use`), and the new file does not count"
            ),
        );
    }
    let times = || beside.iter().map(|(_, saved)| *saved).chain([is.saved]);
    let newest = times().max().flatten().filter(|_| times().all(|time| time.is_some()));
    match (round.versions, newest) {
        (Versions::Newest, Some(newest)) => {
            let own = if is.saved == Some(newest) { "tệp mới" } else { "tệp đã có" };
            let own_en = if is.saved == Some(newest) { "the new one" } else { "the earlier one" };
            let time = newest.format("%d/%m/%Y %H:%M");
            said(
                format!(
                    "đã có {files}: round.toml lấy tệp lưu sau cùng, là {own} (lưu {time}). Đúng ý không?"
                ),
                format!("{files} is there: round.toml takes the one saved last, {own_en} ({time})"),
            )
        }
        _ => said(
            format!(
                "đã có {files}: hai tệp khác nhau thì phần mềm dừng đơn vị này để hỏi. Chọn tệp được dùng: ghi use = [\"{file}\"] hoặc tệp cũ vào [evidence] của round.toml, hoặc chuyển tệp không dùng ra khỏi thư mục"
            ),
            format!(
                "{files} is there: of files that differ none counts until somebody chooses. Write use = [\"{file}\"] or the earlier file into [evidence] of round.toml, or move one away"
            ),
        ),
    }
}
