//! The words to remind units with.

use super::Progress;
use crate::forms::frame;
use crate::report::words;
use crate::results::Results;

/// Lines to paste into a message to the units.
pub fn reminder(results: &Results, all: &[Progress]) -> Vec<String> {
    let round = &results.round;
    let name = |p: &Progress| round.units[p.unit].name.clone();
    let mut lines = vec![format!("{} thông báo tiến độ {}:", round.office, lowered(&round.title))];
    let absent = all.iter().filter(|p| p.file.is_none());
    let missing: Vec<String> = absent.map(|p| format!("{}{}", name(p), stake(p))).collect();
    if !missing.is_empty() {
        let due = round.deadline.map_or(String::new(), |d| format!(" (hạn {})", frame::day(d)));
        lines.push(String::new());
        lines.push(format!("1. Chưa nhận được bản tự chấm{due}, {} đơn vị:", missing.len()));
        lines.extend(missing.iter().map(|name| format!("- {name}")));
    }
    let owing: Vec<&Progress> = all.iter().filter(|p| p.file.is_some() && p.open > 0).collect();
    if !owing.is_empty() {
        lines.push(String::new());
        let number = if missing.is_empty() { 1 } else { 2 };
        lines
            .push(format!("{number}. Đã gửi nhưng còn phải sửa, bổ sung, {} đơn vị:", owing.len()));
        for p in owing {
            lines.push(format!("- {}", owed(p, &name(p))));
        }
    }
    // Blocks whose criteria set is broken have no figures: nothing is known of their units.
    let unknown = round.units.len() - all.len();
    if unknown > 0 {
        lines.push(format!(
            "(Chưa tính được {unknown} đơn vị vì bộ tiêu chí có lỗi; chạy parindex check để xem.)"
        ));
    }
    let nothing = all.iter().all(|p| p.file.is_some() && p.open == 0);
    if nothing && unknown == 0 {
        lines.push("Các đơn vị đã gửi đủ, chưa có gì phải bổ sung.".to_string());
    }
    if nothing {
        return lines;
    }
    lines.push(String::new());
    let due = round
        .reply_deadline
        .map_or(String::new(), |d| format!(" trước hết ngày {}", frame::day(d)));
    lines.push(format!(
        "Đề nghị các đơn vị gửi bản tự chấm, trả lời ngay trên tệp đã nhận{due}. Vướng mắc xin liên hệ {}.",
        round.office
    ));
    lines
}

fn owed(p: &Progress, name: &str) -> String {
    if let Some(stopped) = &p.stopped {
        return format!("{name}: {stopped}; cần gửi lại bản tự chấm");
    }
    let waiting = match &p.sent_back {
        Some(last) if last.open > 0 => {
            format!(" (phiếu trả lại lần {} còn {} câu chưa trả lời)", last.number, last.open)
        }
        _ => String::new(),
    };
    let refused = p.refused_words().map_or(String::new(), |words| format!("; {words}"));
    format!("{name}: {} mục{}{waiting}{refused}", p.open, stake(p))
}

/// The points that hang on what the unit owes.
fn stake(p: &Progress) -> String {
    match p.at_stake.is_zero() {
        true => String::new(),
        false => format!(", đang treo {} điểm", words::number(&p.at_stake, 2, frame::LANG)),
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
