//! Every rule can be written as Excel formulas: the workbook that is published computes.

use crate::expr::excel::{Anywhere, Unsupported, formulas};
use crate::problem::{Problems, kinds};
use crate::rubric::draft::Draft;
use crate::terms::Key;

pub(super) fn check(draft: &Draft<'_>, problems: &mut Problems) {
    let kind = |key: &Key| draft.raw.kind_of(key.as_str());
    for at in draft.leaves() {
        let Some(rule) = &draft.rules[at] else { continue };
        let made = formulas(&rule.expr, &Anywhere { kind: &kind });
        let why = match made {
            Ok(made) if made.fit() => continue,
            Ok(_) => Unsupported::TooLarge,
            Err(why) => why,
        };
        let (vi, en) = match why {
            Unsupported::TextOrder => (
                "so sánh chữ chỉ dùng được = và !=, không dùng được lớn hơn, nhỏ hơn",
                "texts can only be compared with = and !=, not with < or >",
            ),
            Unsupported::NoCalendar => ("cần lịch làm việc", "it needs a calendar"),
            Unsupported::TooLarge => (
                "biểu thức quá lớn, hơn 8.192 ký tự hoặc 64 tầng dù đã tách ra nhiều ô",
                "it is larger than 8,192 characters or 64 levels even in parts",
            ),
        };
        let node = &draft.raw.nodes[at];
        let spot = node.keys.spot("rule").unwrap_or(node.spot.clone());
        let problem = spot.problem(&kinds::rubric::SET_FORMULA);
        problems.push(problem.with("code", draft.code(at)).said("why", vi, en));
    }
}
