//! *Kết quả* and *Lưu trữ*.

use super::step::{Kind, State, Step, Year};
use crate::terms::Lang;

/// `earlier`: the steps whose work the results rest on.
pub(super) fn results(year: &Year<'_>, earlier: &[&Step]) -> Step {
    let new = |state, vi, en| Step::new(Kind::Results, state, vi, en);
    let units = || year.results.blocks.iter().flat_map(|block| &block.index.units);
    let (ranked, all) = (units().filter(|unit| unit.rank.is_some()).count(), units().count());
    let errors = year.errors();
    let Some(written) = year.files.results else {
        if year.came() == 0 {
            let vi = "Chưa có bản tự chấm nào để chấm.".to_string();
            return new(State::Blocked, vi, "There is nothing to score yet.".to_string());
        }
        let vi = format!("Chưa ghi kết quả; hiện {ranked}/{all} đơn vị được xếp hạng.");
        let en = format!("No results are written; {ranked} of {all} units would be ranked.");
        return new(State::NotBegun, vi, en).then("Chấm điểm.", "Score.");
    };
    if !written.of_these_inputs {
        let vi = "Kết quả đã ghi, nhưng từ đó tệp của đợt đã đổi.".to_string();
        let en = "Results are written, and files of the round have changed since.".to_string();
        return new(State::InWork, vi, en).then("Chấm điểm lại.", "Score again.");
    }
    if errors > 0 {
        let vi = format!(
            "Đã ghi kết quả tạm tính: {ranked}/{all} đơn vị được xếp hạng, còn {errors} lỗi phải sửa."
        );
        let en = format!(
            "Provisional results: {ranked} of {all} units ranked, {errors} errors to mend."
        );
        return new(State::InWork, vi, en)
            .then("Sửa các lỗi còn lại, rồi chấm điểm lại.", "Mend the errors, then score again.");
    }
    let unfinished = earlier.iter().filter(|step| !step.is_settled());
    let names: Vec<_> = unfinished.map(|step| step.kind.name()).collect();
    if !names.is_empty() {
        let [vi, en] = [Lang::Vi, Lang::En]
            .map(|lang| names.iter().map(|name| name.say(lang)).collect::<Vec<_>>().join(", "));
        let vi = format!(
            "Đã ghi kết quả tạm tính: {ranked}/{all} đơn vị được xếp hạng; chưa xong: {vi}."
        );
        let en = format!("Provisional results: {ranked} of {all} units ranked; not done: {en}.");
        return new(State::InWork, vi, en).then(
            "Làm xong các bước trước, rồi chấm điểm lại.",
            "Finish the steps before, then score again.",
        );
    }
    let vi = format!("Đã ghi kết quả: {ranked}/{all} đơn vị được xếp hạng.");
    new(State::Done, vi, format!("Results are written: {ranked} of {all} units ranked."))
        .then("Lập văn bản trình ký.", "Write the papers.")
}

pub(super) fn archive(year: &Year<'_>, results: &Step) -> Step {
    let new = |state, vi, en| Step::new(Kind::Archive, state, vi, en);
    let sealed = year.files.packages;
    match (sealed.count, results.state) {
        (0, State::Done | State::InWork) => {
            let vi = "Chưa đóng gói.".to_string();
            new(State::NotBegun, vi, "Nothing is sealed yet.".to_string()).then(
                "Khi kết quả đã ký, đóng gói.",
                "When the results are signed, seal the round.",
            )
        }
        (0, _) => {
            let vi = "Chờ có kết quả.".to_string();
            new(State::Blocked, vi, "The results come first.".to_string())
        }
        (count, _) => match sealed.changed {
            Some(0) => new(
                State::Done,
                format!("{count} gói niêm phong."),
                format!("{count} sealed packages."),
            ),
            Some(changed) => new(
                State::InWork,
                format!("{count} gói niêm phong; từ đó {changed} tệp của đợt đã đổi."),
                format!(
                    "{count} sealed packages; {changed} files of the round have changed since."
                ),
            )
            .then(
                "Nếu kết quả đã ký là kết quả mới, đóng gói lại.",
                "If the signed results are the new ones, seal the round again.",
            ),
            None => new(
                State::InWork,
                format!("{count} gói niêm phong, không gói nào đọc được."),
                format!("{count} sealed packages, and none can be read."),
            )
            .then("Đóng gói lại.", "Seal the round again."),
        },
    }
}
