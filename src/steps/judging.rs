//! *Thẩm định*, *Giải trình* and *Khảo sát*: what others say of the units.

use super::step::{Kind, State, Step, Year};
use crate::forms::appraisal::Standing;

pub(super) fn appraisal(year: &Year<'_>) -> Step {
    let new = |state, vi, en| Step::new(Kind::Appraisal, state, vi, en);
    if year.results.round.agencies.is_empty() {
        let vi = "Đợt này không có cơ quan thẩm định.".to_string();
        return new(State::NotNeeded, vi, "No agency appraises in this round.".to_string());
    }
    if !year.is_anything_there() {
        let vi = "Chưa có bản tự chấm nào để thẩm định.".to_string();
        return new(State::Blocked, vi, "No evidence is there yet.".to_string());
    }
    let rounds = [1, 2].map(|number| Sum::of(year.agencies, number));
    let rows: usize = rounds.iter().map(|sum| sum.rows).sum();
    if rows == 0 {
        let vi = "Không có dòng nào phải thẩm định.".to_string();
        return new(State::NotNeeded, vi, "There is no row to appraise.".to_string());
    }
    let done: usize = rounds.iter().map(|sum| sum.filled).sum();
    let conflicts: usize = rounds.iter().map(|sum| sum.conflicts).sum();
    let shown = || (1..).zip(&rounds).filter(|(_, sum)| sum.rows > 0);
    let all = |word: &str| {
        let one = |(n, sum): (u8, &Sum)| format!("{word} {n}: {}/{}", sum.filled, sum.rows);
        shown().map(one).collect::<Vec<_>>().join("; ")
    };
    let mut vi = format!("{} dòng", all("Vòng"));
    let mut en = format!("{} rows", all("Round"));
    if conflicts > 0 {
        vi += &format!("; {conflicts} dòng có ý kiến khác nhau");
        en += &format!("; {conflicts} rows with different opinions");
    }
    let (vi, en) = (vi + ".", en + ".");
    match (done + conflicts, rows - done) {
        (0, _) => new(State::NotBegun, vi, en)
            .then("Tạo bảng thẩm định, gửi các cơ quan.", "Write the appraisal forms."),
        (_, 0) => new(State::Done, vi, en),
        _ if conflicts > 0 => new(State::InWork, vi, en).then(
            "Thống nhất các dòng có ý kiến khác nhau, rồi nhận bảng còn thiếu.",
            "Settle the rows with different opinions, then take in what is missing.",
        ),
        _ if rounds[1].rows > 0 && rounds[0].is_done() => new(State::InWork, vi, en)
            .then("Tạo bảng thẩm định vòng 2.", "Write the forms of round 2."),
        _ => new(State::InWork, vi, en)
            .then("Nhận bảng thẩm định còn thiếu.", "Take in the appraisals that are missing."),
    }
}

/// The agencies of one round of appraisal together.
#[derive(Default)]
struct Sum {
    rows: usize,
    filled: usize,
    conflicts: usize,
}

impl Sum {
    fn of(all: &[Standing], number: u8) -> Sum {
        let own = all.iter().filter(|standing| standing.number == number);
        own.fold(Sum::default(), |sum, one| Sum {
            rows: sum.rows + one.rows,
            filled: sum.filled + one.filled,
            conflicts: sum.conflicts + one.conflicts,
        })
    }

    fn is_done(&self) -> bool {
        self.filled == self.rows
    }
}

pub(super) fn explaining(year: &Year<'_>, appraisal: &Step) -> Step {
    let new = |state, vi, en| Step::new(Kind::Explaining, state, vi, en);
    let first = year.agencies.iter().filter(|standing| standing.number == 1);
    let requests: usize = first.map(|standing| standing.requests).sum();
    let asked = year.units.iter().filter_map(|p| p.explaining);
    let (asked, waiting) =
        asked.fold((0, 0), |(asked, waiting), last| (asked + 1, waiting + last.open));
    let settled = matches!(appraisal.state, State::Done | State::NotNeeded);
    match (requests, asked, waiting) {
        (0, 0, _) if settled => new(
            State::NotNeeded,
            "Không cơ quan nào yêu cầu giải trình.".to_string(),
            "No agency wants anything explained.".to_string(),
        ),
        (0, 0, _) => new(
            State::Blocked,
            "Chưa có yêu cầu giải trình; chờ thẩm định vòng 1.".to_string(),
            "Nothing is to be explained yet; round 1 comes first.".to_string(),
        ),
        (_, 0, _) => new(
            State::NotBegun,
            format!("{requests} dòng cần giải trình; chưa gửi phiếu nào."),
            format!("{requests} rows are to be explained; nothing has gone out yet."),
        )
        .then("Tạo phiếu yêu cầu giải trình.", "Write the requests to explain."),
        (_, _, 0) => new(
            State::Done,
            format!(
                "{requests} dòng cần giải trình; {asked} đơn vị đã được hỏi, không còn câu chờ."
            ),
            format!("{requests} rows; {asked} units were asked, and no question waits."),
        ),
        _ => new(
            State::InWork,
            format!(
                "{requests} dòng cần giải trình; đã hỏi {asked} đơn vị, {waiting} câu chờ trả lời."
            ),
            format!("{requests} rows; {asked} units were asked, {waiting} questions wait."),
        )
        .then("Nhận giải trình của các đơn vị.", "Take in the explanations."),
    }
}

pub(super) fn survey(year: &Year<'_>) -> Step {
    let new = |state, vi, en| Step::new(Kind::Survey, state, vi, en);
    let round = &year.results.round;
    if round.surveys.is_empty() {
        let undeclared = undeclared(year);
        if undeclared.is_empty() {
            let vi = "Đợt này không có khảo sát.".to_string();
            return new(State::NotNeeded, vi, "This round holds no survey.".to_string());
        }
        let names = undeclared.join(", ");
        let vi = format!("Bộ tiêu chí lấy khảo sát {names}, round.toml chưa khai khảo sát nào.");
        let en = format!("The criteria ask for {names}, and round.toml declares no survey.");
        return new(State::Blocked, vi, en).then(
            "Thêm mục [[survey]], hoặc ghi not_held vào round.toml.",
            "Add a [[survey]], or write `not_held` in round.toml.",
        );
    }
    let surveys = &year.results.surveys;
    let forms =
        |survey: &crate::survey::Satisfaction| survey.units.iter().map(|u| u.n).sum::<usize>();
    let all: usize = surveys.iter().map(forms).sum();
    let missing: u64 =
        surveys.iter().flat_map(|s| &s.quotas).map(crate::survey::Quota::missing).sum();
    // Entries of one scheme are one survey.
    let mut schemes: Vec<&str> = round.surveys.iter().map(|s| s.scheme.as_str()).collect();
    schemes.sort_unstable();
    schemes.dedup();
    let held = surveys.iter().filter(|survey| forms(survey) > 0);
    let mut held: Vec<&str> = held.map(|survey| survey.scheme.as_str()).collect();
    held.dedup();
    let (wanted, held) = (schemes.len(), held.len());
    if all == 0 {
        let vi = format!("{wanted} khảo sát, chưa có phiếu nào.");
        let en = format!("{wanted} surveys, and no form yet.");
        return new(State::NotBegun, vi, en).then(
            "Tính cỡ mẫu, rồi thả tệp phiếu vào đây khi có.",
            "Size the sample, then drop the files of forms.",
        );
    }
    let mut vi = format!("{all} phiếu dùng được của {held}/{wanted} khảo sát");
    let mut en = format!("{all} usable forms of {held} of {wanted} surveys");
    if missing > 0 {
        vi += &format!(", còn thiếu {missing} phiếu");
        en += &format!(", {missing} still missing");
    }
    let (vi, en) = (vi + ".", en + ".");
    match missing == 0 && held >= wanted {
        true => new(State::Done, vi, en),
        false => new(State::InWork, vi, en)
            .then("Nhận thêm phiếu còn thiếu.", "Take in the forms that are missing."),
    }
}

/// Surveys that criteria ask for and that the round does not leave out.
fn undeclared(year: &Year<'_>) -> Vec<String> {
    let rubrics = year.results.blocks.iter().map(|block| &block.rubric);
    let leaves = rubrics.flat_map(|rubric| rubric.leaves());
    let mut asked: Vec<String> =
        leaves.filter_map(|(.., leaf)| leaf.rule.scheme.as_deref().map(str::to_string)).collect();
    asked.sort_unstable();
    asked.dedup();
    asked.retain(|scheme| year.results.round.awaits(scheme));
    asked
}
