//! *Thu nhận* and *Trả lại*: what units sent, and what goes back to them.

use super::step::{Kind, State, Step, Year};

pub(super) fn intake(year: &Year<'_>) -> Step {
    let all = year.units.len();
    let came = year.came();
    let stopped = year.units.iter().filter(|p| p.stopped.is_some()).count();
    let unclaimed = year.results.unclaimed().len();
    let late = year.units.iter().filter(|p| p.late.is_some_and(|days| days > 0)).count();
    let silent = all - came - stopped;
    let new = |state, vi, en| Step::new(Kind::Intake, state, vi, en);
    if all == 0 {
        let vi = "Chưa có đơn vị nào trong danh sách.".to_string();
        return new(State::Blocked, vi, "There is no unit in the list yet.".to_string());
    }
    let mut vi = format!("Đã nhận {came}/{all} bản tự chấm");
    let mut en = format!("{came} of {all} evidence forms are there");
    for (count, more_vi, more_en) in [
        (silent, "đơn vị chưa gửi", "units have not sent"),
        (stopped, "chưa dùng được", "cannot be used"),
        (unclaimed, "tệp chưa rõ của ai", "files of nobody known"),
        (late, "trễ hạn", "late"),
    ] {
        if count > 0 {
            vi += &format!(", {count} {more_vi}");
            en += &format!(", {count} {more_en}");
        }
    }
    let (vi, en) = (vi + ".", en + ".");
    match (stopped + unclaimed, silent) {
        (0, 0) => new(State::Done, vi, en),
        (0, _) if !year.is_anything_there() => new(State::NotBegun, vi, en)
            .then("Khi các đơn vị gửi về, thả tệp vào đây.", "Drop the files as they come in."),
        (0, _) => new(State::InWork, vi, en)
            .then("Nhắc các đơn vị chưa gửi.", "Remind the units that have not sent."),
        _ => new(State::InWork, vi, en).then(
            "Xem các tệp chưa dùng được, chưa rõ của ai.",
            "Look at the files that cannot be used or are of nobody known.",
        ),
    }
}

pub(super) fn send_back(year: &Year<'_>) -> Step {
    let new = |state, vi, en| Step::new(Kind::SendBack, state, vi, en);
    let sent = || year.units.iter().filter(|p| p.file.is_some());
    if sent().next().is_none() {
        let vi = "Chưa có bản tự chấm nào để xem.".to_string();
        return new(State::Blocked, vi, "No evidence is there yet.".to_string());
    }
    let open: usize = sent().map(|p| p.open).sum();
    let of_units = sent().filter(|p| p.open > 0).count();
    let asked = year.units.iter().filter_map(|p| p.sent_back);
    let (asked, waiting) =
        asked.fold((0, 0), |(asked, waiting), last| (asked + 1, waiting + last.open));
    match (open, asked) {
        (0, 0) => new(
            State::NotNeeded,
            "Không có mục nào phải trả lại.".to_string(),
            "Nothing has to go back.".to_string(),
        ),
        (0, _) => new(
            State::Done,
            format!("Đã trả lại {asked} đơn vị, không còn mục nào mở."),
            format!("{asked} units were asked, and nothing is open."),
        ),
        (_, 0) => new(
            State::NotBegun,
            format!("{open} mục của {of_units} đơn vị phải trả lại; chưa phát phiếu nào."),
            format!("{open} items of {of_units} units must go back; nothing has gone yet."),
        )
        .then("Tạo phiếu trả lại.", "Write the send-back workbooks."),
        (_, _) => {
            let vi = format!(
                "Đã trả lại {asked} đơn vị; {waiting} câu chờ trả lời, {open} mục của {of_units} đơn vị còn mở."
            );
            let en = format!(
                "{asked} units were asked; {waiting} questions wait, {open} items of {of_units} units are open."
            );
            let step = new(State::InWork, vi, en);
            match waiting {
                0 => step.then("Tạo phiếu trả lại lần sau.", "Write the next send-back."),
                _ => step.then(
                    "Nhận trả lời của các đơn vị, nhắc đơn vị chưa trả lời.",
                    "Take in the replies, remind those who have not answered.",
                ),
            }
        }
    }
}
