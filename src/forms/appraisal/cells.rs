//! The cells of one unit × leaf: what the unit said, and where the appraiser answers.

use super::columns::{
    AGREE, BEFORE, CODE, COMPUTED, EXPLANATION, FACTS, KEY, MARK, MAX, NAME, POINTS, PROOF, REASON,
    REQUEST, SELF, UNIT, VALUE,
};
use super::{Case, Maker, said};
use crate::expr::{number_words, points_words};
use crate::forms::answer;
use crate::forms::frame::{LANG, locked};
use crate::forms::workbook::{Accepts, Answer, Content, FormCell, FormSheet, Style};
use crate::report::block::{Align, Figure, Look};
use crate::report::{point_decimals, words};
use crate::scores::{LeafScore, Stance};
use crate::terms::Exact;
use crate::value::Gap;

impl Maker<'_> {
    /// Adds the row of a case; gives what the hidden sheet says of it.
    pub(super) fn case_row(&self, sheet: &mut FormSheet, case: &Case<'_>) -> Vec<String> {
        let plain = |column, text: &str| locked(column, text, Look::Plain, Align::Left);
        let mut cells = vec![
            plain(CODE, case.node.code.as_str()),
            plain(UNIT, &case.unit.name),
            plain(NAME, &case.node.name),
            self.points_cell(MAX, Some(&case.node.max)),
            plain(FACTS, &self.facts(case.score)),
            plain(PROOF, &proof(case)),
            plain(EXPLANATION, &explanation(case)),
            self.points_cell(SELF, case.score.self_score.as_ref()),
            self.computed_cell(case.score),
            plain(BEFORE, &self.before(case)),
            self.agree_cell(case),
        ];
        let given = case.score.appraised[self.round_at()].as_deref();
        let written = given.filter(|given| given.stance != Stance::Agrees);
        let mut points = self.points_answer(case);
        points.answer.as_mut().into_iter().for_each(|a| a.prefilled = written.is_some());
        if let Some(written) = written {
            points.content = Content::Number(written.points.clone());
        }
        cells.push(points);
        let why = given.map_or("", |g| g.reason.as_str());
        cells.push(text_answer(REASON, "Lý do", "Bắt buộc khi điểm khác điểm theo số liệu.", why));
        let words = match self.number {
            1 => "Điều đơn vị cần giải trình hoặc tài liệu cần bổ sung trước vòng 2.",
            _ => "Điều đơn vị còn phải giải trình hoặc tài liệu còn phải bổ sung.",
        };
        cells.push(text_answer(REQUEST, "Yêu cầu giải trình", words, &case.asked));
        cells.extend(self.correction_cells(case));
        let said = said::hidden_row(case.unit, &cells);
        sheet.push(cells);
        said
    }

    /// Where the appraiser agrees with the points by the data, or with a claim. There is nothing
    /// to agree with where only an appraiser can say the points.
    fn agree_cell(&self, case: &Case<'_>) -> FormCell {
        let nothing = Err(Gap::Pending);
        if case.leaf.rule.kind == "judged" || case.score.computed == nothing {
            return locked(AGREE, "", Look::Plain, Align::Centre);
        }
        let given = case.score.appraised[self.round_at()].as_deref();
        let agrees = given.is_some_and(|given| given.stance == Stance::Agrees)
            || case.score.confirmed().is_some_and(|seen| seen.round == self.number);
        let words = match case.score.computed {
            Err(Gap::NotApplicable) => {
                "Ghi x nếu đồng ý là không áp dụng. Không đồng ý thì ghi điểm và lý do."
            }
            _ => "Ghi x nếu đồng ý với Điểm theo số liệu. Không đồng ý thì ghi điểm và lý do.",
        };
        let content = match agrees {
            true => Content::Text(MARK.to_string()),
            false => Content::Blank,
        };
        FormCell::new(AGREE, content, Style::plain(Align::Centre)).answered_by(Answer {
            accepts: Accepts::OneOf(vec![MARK.to_string()]),
            prompt: ("Đồng ý".to_string(), words.to_string()),
            error: words.to_string(),
            prefilled: agrees,
        })
    }

    /// A level by its name, or points within the bounds.
    fn points_answer(&self, case: &Case<'_>) -> FormCell {
        let (min, max) = (&case.leaf.min, &case.node.max);
        let levels: Vec<String> =
            case.leaf.rule.levels.iter().map(|(name, _)| name.clone()).collect();
        let (least, most) = (number_words(min, LANG), number_words(max, LANG));
        let blank = match self.number {
            1 => "chưa thẩm định",
            _ => "giữ điểm vòng 1",
        };
        let (accepts, words) = match levels.is_empty() {
            true => (
                Accepts::Decimal(min.clone(), max.clone()),
                format!("Điểm từ {least} đến {most}. Để trống: {blank}."),
            ),
            false => {
                let words = format!("Chọn một mức: {}.", levels.join("; "));
                (Accepts::OneOf(levels), words)
            }
        };
        let style = Style::number(Look::Plain, Figure::Fixed(2));
        FormCell::new(POINTS, Content::Blank, style).answered_by(Answer {
            accepts,
            prompt: ("Điểm thẩm định".to_string(), words.clone()),
            error: words,
            prefilled: false,
        })
    }

    /// Points as decimals that read back: all of their places where they are few, else as many
    /// as the round publishes.
    fn points_cell(&self, column: u16, points: Option<&Exact>) -> FormCell {
        let least = point_decimals(self.results);
        let places = points.map_or(least, |points| match points.places() {
            Some(0) => 0,
            Some(places @ 1..=4) => places.max(least),
            _ => least,
        });
        let style = Style::number(Look::Plain, Figure::Fixed(places as u8));
        let content = points.map_or(Content::Blank, |p| Content::Number(p.round_half_up(places)));
        FormCell::new(column, content, style)
    }

    /// The points by the data; for round 2 those by the figures that round 1 corrected.
    fn computed_cell(&self, score: &LeafScore) -> FormCell {
        let corrected = score.corrected.as_ref().filter(|(round, _)| *round < self.number);
        match corrected.map_or(&score.computed, |(_, ruled)| ruled) {
            Ok(points) => self.points_cell(COMPUTED, Some(points)),
            Err(gap) => locked(COMPUTED, words::gap(*gap, LANG), Look::Plain, Align::Centre),
        }
    }

    /// `Tổng số hồ sơ: 1250 hồ sơ; …`, as declared.
    fn facts(&self, score: &LeafScore) -> String {
        let facts = score.inputs.iter().map(|input| {
            let declared = input.declared.as_ref();
            let outcome = declared.map_or(&input.outcome, |d| &d.outcome);
            let item = self.reasons.item(&input.key);
            let label = self.reasons.label(&input.key);
            let said = said::facts_words(label, outcome, item);
            match declared {
                Some(_) => {
                    let now = words::of_item(&input.outcome, item, LANG);
                    format!("{said} (đã sửa: {now})")
                }
                None => said,
            }
        });
        facts.collect::<Vec<_>>().join("; ")
    }

    /// What round 1 gave, why, and what it asked; for a conflict each of its values.
    fn before(&self, case: &Case<'_>) -> String {
        if self.number == 1 {
            return String::new();
        }
        let mut parts = Vec::new();
        if let Some(given) = &case.score.appraised[0] {
            parts.push(format!("Vòng 1: {} điểm", points_words(&given.points, LANG)));
            parts.extend((!given.reason.is_empty()).then(|| format!("lý do: {}", given.reason)));
        }
        if !case.request.is_empty() {
            parts.push(format!("yêu cầu: {}", case.request));
        }
        parts.extend(self.corrections_of_round_1(case));
        let conflicts = self.results.appraisals.conflicts.iter();
        let place = (1, case.unit_at, case.score.node);
        let here = conflicts.filter(|c| (c.round, c.unit, c.node) == place);
        let because = |reason: &str| match reason {
            "" => String::new(),
            reason => format!(", lý do: {reason}"),
        };
        for given in here.flat_map(|c| &c.said) {
            let points = points_words(&given.points, LANG);
            let why = because(&given.reason);
            parts.push(format!("{points} điểm ({}{why})", given.origin.file));
        }
        for conflict in self.value_conflicts(1, case.unit_at, case.score) {
            let item = self.reasons.item(&conflict.key);
            let label = self.reasons.label(&conflict.key);
            parts.extend(conflict.said.iter().map(|one| {
                let value = words::of_item(&one.outcome, item, LANG);
                let why = because(&one.reason);
                format!("{label} sửa thành {value} ({}{why})", one.origin.file)
            }));
        }
        parts.join("; ")
    }

    /// `Vòng 1: sửa Vốn đã giải ngân thành 600 triệu đồng (lý do: …)`.
    fn corrections_of_round_1(&self, case: &Case<'_>) -> Vec<String> {
        let corrections = self.results.appraisals.corrections.iter();
        let reads =
            |key: &crate::terms::Key| case.score.inputs.iter().any(|input| input.key == *key);
        let own = corrections.filter(|c| c.round == 1 && c.unit == case.unit_at && reads(&c.key));
        let said = own.map(|one| {
            let value = words::of_item(&one.outcome, self.reasons.item(&one.key), LANG);
            let why = match one.reason.as_str() {
                "" => String::new(),
                reason => format!(" (lý do: {reason})"),
            };
            format!("Vòng 1: sửa {} thành {value}{why}", self.reasons.label(&one.key))
        });
        said.collect()
    }

    /// Which value is corrected, and to what: of one item it is known which.
    fn correction_cells(&self, case: &Case<'_>) -> [FormCell; 2] {
        let keys: Vec<String> = case.score.inputs.iter().map(|i| i.key.to_string()).collect();
        let key = match &keys[..] {
            [] => locked(KEY, "", Look::Plain, Align::Left),
            [only] => locked(KEY, only.as_str(), Look::Muted, Align::Left),
            _ => {
                let words = "Số liệu nào được sửa; chỉ chọn khi có ghi Giá trị thẩm định.";
                let blank = FormCell::new(KEY, Content::Blank, Style::plain(Align::Left));
                blank.answered_by(Answer {
                    accepts: Accepts::OneOf(keys.clone()),
                    prompt: ("Mã số liệu".to_string(), words.to_string()),
                    error: "Chọn một mã trong danh sách.".to_string(),
                    prefilled: false,
                })
            }
        };
        let value = match keys.is_empty() {
            true => locked(VALUE, "", Look::Plain, Align::Left),
            false => {
                let words = "Số liệu đúng theo hồ sơ, cách ghi như ở bảng tự chấm; cần ghi lý do.";
                text_answer(VALUE, "Giá trị thẩm định", words, "")
            }
        };
        [key, value]
    }
}

/// The unit's proof, with what it added when it was asked to explain.
fn proof(case: &Case<'_>) -> String {
    let added = case.evidence.map(|e| e.supplements.as_slice()).unwrap_or_default();
    let added = added.iter().map(|s| s.proof.as_str());
    super::joined(std::iter::once(case.score.proof.as_str()).chain(added))
}

fn explanation(case: &Case<'_>) -> String {
    let added = case.evidence.map(|e| e.supplements.as_slice()).unwrap_or_default();
    let added = added.iter().map(|s| s.answer.as_str());
    super::joined(std::iter::once(case.score.explanation.as_str()).chain(added))
}

fn text_answer(column: u16, title: &str, prompt: &str, given: &str) -> FormCell {
    let mut answer = answer::text_answer(title, prompt);
    answer.prefilled = !given.is_empty();
    let content = match given.is_empty() {
        true => Content::Blank,
        false => Content::Text(given.to_string()),
    };
    FormCell::new(column, content, Style::plain(Align::Left)).answered_by(answer)
}
