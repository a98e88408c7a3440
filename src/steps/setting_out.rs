//! *Bộ tiêu chí* and *Phát mẫu*: before anything goes out.

use super::step::{Kind, State, Step, Year};
use crate::problem::{Level, Problem, kinds::scores};

/// The sets can be used and the units are known.
pub(super) fn criteria(year: &Year<'_>) -> Step {
    let round = &year.results.round;
    let (blocks, scored) = (round.blocks.len(), year.results.blocks.len());
    let errors = year.problems.iter().filter(|problem| is_of_setting(problem, year)).count();
    let units = round.units.len();
    let new = |state, vi, en| Step::new(Kind::Criteria, state, vi, en);
    if errors > 0 || scored < blocks {
        let vi = format!(
            "{errors} lỗi trong round.toml, bộ tiêu chí, danh sách đơn vị; {scored}/{blocks} khối chấm được."
        );
        let en = format!(
            "{errors} errors in round.toml, criteria and list of units; {scored} of {blocks} blocks can be scored."
        );
        return new(State::InWork, vi, en)
            .then("Sửa các lỗi, rồi kiểm tra lại.", "Mend the errors.");
    }
    if units == 0 {
        let vi = format!("{blocks} khối, chưa có đơn vị nào trong danh sách.");
        let en = format!("{blocks} blocks, and no unit in the list yet.");
        return new(State::InWork, vi, en)
            .then("Ghi các đơn vị vào danh sách.", "Write the units into the list.");
    }
    let leaves: usize = year.results.blocks.iter().map(|b| b.rubric.leaves().count()).sum();
    new(
        State::Done,
        format!("{blocks} khối, {leaves} tiêu chí thành phần, {units} đơn vị; không có lỗi."),
        format!("{blocks} blocks, {leaves} leaves, {units} units; no errors."),
    )
}

/// An error of what the office itself wrote; that forms of a survey are still to come is none.
fn is_of_setting(problem: &Problem, year: &Year<'_>) -> bool {
    let awaits = [&scores::SURVEY_AWAITED, &scores::SURVEY_UNDECLARED];
    let file = problem.place.file.as_str();
    problem.kind.level == Level::Error
        && (file.ends_with(".toml") || year.results.round.units_file.as_deref() == Some(file))
        && problem.unit.is_none()
        && !awaits.contains(&&problem.kind)
}

pub(super) fn sending(year: &Year<'_>, criteria: &Step) -> Step {
    let (forms, units) = (year.files.forms, year.results.round.units.len());
    let new = |state, vi, en| Step::new(Kind::Sending, state, vi, en);
    let came = year.came();
    if forms == 0 && came > 0 {
        let vi = format!(
            "Không có mẫu nào trong forms/evidence, nhưng {came} đơn vị đã gửi bản tự chấm."
        );
        let en = format!("No forms in forms/evidence, but {came} units have sent theirs.");
        return new(State::NotNeeded, vi, en);
    }
    if criteria.state != State::Done && forms == 0 {
        let vi = "Chờ bộ tiêu chí và danh sách đơn vị dùng được.".to_string();
        return new(State::Blocked, vi, "Criteria and units come first.".to_string());
    }
    let words = (
        format!("{forms} mẫu tự chấm cho {units} đơn vị."),
        format!("{forms} evidence forms for {units} units."),
    );
    match forms {
        0 => new(State::NotBegun, format!("Chưa có mẫu nào cho {units} đơn vị."), words.1)
            .then("Tạo mẫu tự chấm, gửi các đơn vị.", "Make the forms."),
        n if n < units => new(State::InWork, words.0, words.1)
            .then("Tạo mẫu cho các đơn vị còn thiếu.", "Make the forms that are missing."),
        _ => new(State::Done, words.0, words.1),
    }
}
