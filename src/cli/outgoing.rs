//! Question sheets onto disk: into the round, as the office's record of what was asked, and
//! to a second folder when one is named.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format};
use super::placing::Placing;
use super::progress::Bar;
use super::{outputs, print};
use crate::problem::{Level, Problems};
use crate::replies::Series;
use crate::rubric::Rubric;
use crate::run::{Asking, Assessment, assess_whole, questions};
use crate::terms::{Date, Lang};

/// What a command says of its question sheets.
pub(super) struct Words {
    pub series: Series,
    /// “phiếu trả lại”
    pub name: [&'static str; 2],
    /// There is nothing to ask.
    pub none: [&'static str; 2],
}

/// Asks all units of the round.
pub(super) fn ask(path: &Path, deadline: Option<&str>, words: &Words, common: &Common) -> u8 {
    let lang = common.lang();
    let day = match deadline.map(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d")) {
        None => None,
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => {
            let text = deadline.unwrap_or_default();
            print::failure(&match lang {
                Lang::Vi => {
                    format!("Hạn trả lời “{text}” không phải là ngày; ghi như 2020-12-22.")
                }
                Lang::En => format!("`{text}` is no date; write it like 2020-12-22."),
            });
            return FAILED;
        }
    };
    let bar = Bar::new(lang);
    let (assessment, found) = assess_whole(path, &bar);
    bar.finish();
    let Some(assessment) = assessment else {
        print::refusal(&found, common);
        return FAILED;
    };
    let asking = questions(&assessment, words.series, day);
    let mut failed = Problems::default();
    let record = assessment.folder.join("forms").join(words.series.key());
    let mut told = Problems::default();
    let says = (&mut told, &mut failed);
    let written = write(&asking, &assessment, &record, common, says);
    if !failed.is_empty() {
        return outputs::refused(&assessment.results, &found, &failed, common);
    }
    let deadline = day.or(assessment.results.round.reply_deadline);
    if common.format == Format::Text {
        print::problems(&told.sorted(), Level::Warning, lang);
    }
    report(&assessment, &asking, &written, deadline, words, common);
    DONE
}

/// The record comes first: what is not on record cannot be answered. A file that lies there, as in
/// a folder copied from another year, is put aside and told in `found`.
fn write(
    asking: &Asking,
    assessment: &Assessment,
    record: &Path,
    common: &Common,
    (found, failed): (&mut Problems, &mut Problems),
) -> Vec<PathBuf> {
    let second = common.out.as_deref().filter(|folder| !folder.as_os_str().is_empty());
    let mut written = Vec::new();
    for (folder, is_last) in [(Some(record), second.is_none()), (second, true)] {
        let Some(folder) = folder.filter(|_| !asking.forms.is_empty()) else { continue };
        let Some(output) = outputs::open_forms(folder, &assessment.folder, failed) else {
            return written;
        };
        let mut placing = Placing { output: &output, folder, force: true, found };
        for form in &asking.forms {
            let name = format!("{}.xlsx", form.name);
            let Some(rubric) = rubric_of(assessment, form.unit) else { continue };
            match placing.place(&form.form, rubric, &name) {
                Ok(_) if is_last => written.push(folder.join(&name)),
                Ok(_) => {}
                Err(error) => failed.push(error.problem()),
            }
        }
        outputs::commit(&output, common)
            .err()
            .map(|error| error.problem())
            .into_iter()
            .for_each(|problem| failed.push(problem));
        if !failed.is_empty() {
            return written;
        }
    }
    written
}

/// The criteria set of a unit.
fn rubric_of(assessment: &Assessment, unit: usize) -> Option<&Rubric> {
    let blocks = &assessment.results.blocks;
    blocks.iter().find(|block| block.units.contains(&unit)).map(|block| &block.rubric)
}

fn as_json(
    assessment: &Assessment,
    asking: &Asking,
    written: &[PathBuf],
    deadline: Option<Date>,
) -> Value {
    let units = &assessment.results.round.units;
    let files: Vec<_> = asking
        .forms
        .iter()
        .zip(written)
        .map(|(form, file)| {
            json!({ "unit": units[form.unit].id.as_str(), "file": file.display().to_string() })
        })
        .collect();
    let waiting: Vec<_> = asking
        .waiting
        .iter()
        .map(|(unit, number)| json!({ "unit": units[*unit].id.as_str(), "number": number }))
        .collect();
    let deadline = deadline.map(|d| d.to_string());
    json!({
        "round": assessment.results.round.id,
        "deadline": deadline,
        "written": files,
        "waiting": waiting,
    })
}

fn report(
    assessment: &Assessment,
    asking: &Asking,
    written: &[PathBuf],
    deadline: Option<Date>,
    words: &Words,
    common: &Common,
) {
    let lang = common.lang();
    let units = &assessment.results.round.units;
    if common.format == Format::Json {
        print::json(&as_json(assessment, asking, written, deadline));
        return;
    }
    let at = usize::from(lang == Lang::En);
    for (form, file) in asking.forms.iter().zip(written) {
        print::line(&format!("{}: {}", units[form.unit].name, file.display()));
    }
    for (unit, number) in &asking.waiting {
        print::line(&match lang {
            Lang::Vi => format!("{}: đã hỏi lần {number}, còn chờ trả lời", units[*unit].name),
            Lang::En => format!("{}: asking {number} waits for its answer", units[*unit].name),
        });
    }
    if written.is_empty() && asking.waiting.is_empty() {
        print::line(words.none[at]);
        return;
    }
    let (count, name) = (written.len(), words.name[at]);
    print::line(&match lang {
        Lang::Vi => format!(
            "Đã ghi {count} {name}. Gửi cho đơn vị; tệp trả lời để vào thư mục tự chấm của đợt."
        ),
        Lang::En => {
            format!("Wrote {count} {name}. Send them out; replies go into the evidence folder.")
        }
    });
    if deadline.is_none() {
        print::line(print::pick(
            lang,
            "Chưa có hạn trả lời: thêm --deadline 2020-12-22, hoặc deadline ở [replies] trong round.toml.",
            "There is no last day for answers: add --deadline, or deadline under [replies].",
        ));
    }
}
