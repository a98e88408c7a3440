//! The words to remind units with.

use super::Progress;
use crate::forms::frame;
use crate::report::mending::to_ward;
use crate::report::words;
use crate::results::Results;
use crate::round::Unit;
use crate::survey::register::Sample;
use crate::survey::{Absent, absent};

/// Lines to paste into a message to the units.
pub fn reminder(results: &Results, all: &[Progress], samples: &[Sample]) -> Vec<String> {
    let round = &results.round;
    let name = |p: &Progress| round.units[p.unit].name.clone();
    let mut lines = vec![format!("{} thông báo tiến độ {}:", round.office, lowered(&round.title))];
    let absent = all.iter().filter(|p| p.file.is_none());
    let missing = absent.map(|p| format!("{}{}{}", name(p), stake(p), refused(p)));
    let missing: Vec<String> = missing.collect();
    let mut number = 0;
    if !missing.is_empty() {
        number += 1;
        let due = round.deadline.map_or(String::new(), |d| format!(" (hạn {})", frame::day(d)));
        lines.push(String::new());
        lines.push(format!("{number}. Chưa nhận được bản tự chấm{due}, {} đơn vị:", missing.len()));
        lines.extend(missing.iter().map(|name| format!("- {name}")));
        lines.extend(not_recognised(results));
    }
    let owing: Vec<&Progress> = all.iter().filter(|p| p.file.is_some() && p.open > 0).collect();
    if !owing.is_empty() {
        lines.push(String::new());
        number += 1;
        lines
            .push(format!("{number}. Đã gửi nhưng còn phải sửa, bổ sung, {} đơn vị:", owing.len()));
        for p in &owing {
            lines.push(format!("- {}", owed(p, &name(p))));
        }
    }
    let forms = missing_forms(results, samples);
    let lacks_forms = !forms.is_empty();
    if lacks_forms {
        number += 1;
        lines.push(String::new());
        lines.push(format!("{number}. Phiếu khảo sát còn thiếu:"));
        lines.extend(forms);
    }
    // Blocks whose criteria set is broken have no figures: nothing is known of their units.
    let unknown = round.units.len() - all.len();
    if unknown > 0 {
        lines.push(format!("(Chưa tính được tiến độ của {unknown} đơn vị khác.)"));
    }
    if number == 0 && unknown == 0 {
        lines.push("Các đơn vị đã gửi đủ, chưa có gì phải bổ sung.".to_string());
    }
    if number == 0 {
        return lines;
    }
    lines.push(String::new());
    let due = round
        .reply_deadline
        .map_or(String::new(), |d| format!(" chậm nhất ngày {}", frame::day(d)));
    let mut asked = Vec::new();
    if !missing.is_empty() || !owing.is_empty() {
        asked.push(format!("gửi bản tự chấm, trả lời ngay trên tệp đã nhận{due}"));
    }
    if lacks_forms {
        asked.push("thu và gửi đủ phiếu khảo sát".to_string());
    }
    let asked = asked.join("; ");
    lines.push(format!("Đề nghị các đơn vị {asked}. Vướng mắc xin liên hệ {}.", round.office));
    lines
}

/// Units whose survey forms are fewer than needed; without a known need, those without any.
fn missing_forms(results: &Results, samples: &[Sample]) -> Vec<String> {
    let units = &results.round.units;
    let mut lines = Vec::new();
    for sample in samples {
        for work in sample.quotas.iter().filter(|work| work.missing() > 0) {
            lines.push(format!(
                "- {}: còn thiếu {} phiếu (đã có {}/{}), {}",
                results.round.unit_name(&work.unit),
                work.missing(),
                work.have,
                work.need,
                lowered(&sample.title),
            ));
        }
    }
    for Absent { survey, units: none } in absent(&results.surveys, &results.round) {
        let sized = samples.iter().find(|sample| sample.scheme == survey.scheme);
        let is_said = |unit: &Unit| {
            sized.is_some_and(|s| s.quotas.iter().any(|w| w.unit == unit.id && w.missing() > 0))
        };
        let none = none.into_iter().map(|at| &units[at]).filter(|unit| !is_said(unit));
        lines.extend(none.map(|unit| {
            format!("- {}: chưa có phiếu hợp lệ nào, {}", unit.name, lowered(&survey.title))
        }));
    }
    lines
}

/// What came of which it is not known whose it is: a unit named above may have sent it.
fn not_recognised(results: &Results) -> Option<String> {
    let all = results.unclaimed();
    let names: Vec<&str> = all.iter().map(|(file, _)| to_ward::name(file)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "  ({} đã nhận {} tệp chưa rõ của đơn vị nào: {}. Đơn vị nào đã gửi các tệp này xin \
             báo lại.)",
            results.round.office,
            names.len(),
            names.join(", ")
        )
    })
}

fn owed(p: &Progress, name: &str) -> String {
    if let Some(file) = p.file.as_deref().filter(|_| p.stopped.is_some()) {
        let file = to_ward::name(file);
        return format!("{name}: chưa dùng được bản đã gửi ({file}); cần gửi lại bản tự chấm");
    }
    let waiting = match &p.sent_back {
        Some(last) if last.open > 0 => {
            format!(" (phiếu trả lại lần {} còn {} câu chưa trả lời)", last.number, last.open)
        }
        _ => String::new(),
    };
    let refused = refused(p);
    format!("{name}: {} mục{}{waiting}{refused}", p.open, stake(p))
}

/// Answers that came and cannot be used, by the names of their files.
fn refused(p: &Progress) -> String {
    let names: Vec<&str> = p.refused_replies.iter().map(|file| to_ward::name(file)).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!("; trả lời không dùng được: {}", names.join(", ")),
    }
}

/// The points that hang on what the unit owes.
fn stake(p: &Progress) -> String {
    match p.at_stake.is_zero() {
        true => String::new(),
        false => {
            format!(", còn {} điểm chưa được tính", words::number(&p.at_stake, 2, frame::LANG))
        }
    }
}

/// In the middle of a sentence.
fn lowered(title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
