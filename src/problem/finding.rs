//! A problem as data: what stood in the cell, what it was taken for, which other cells have a
//! part in it, which leaves and how many points hang on it (`input.md`, “Shape of a finding”).

use super::{Level, Place, Problem, kinds};
use crate::terms::{Code, Exact, Lang};

/// Another cell that has a part in the problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Involved {
    pub place: Place,
    /// What the cell is about.
    pub label: String,
    /// What stands in it.
    pub raw: String,
}

/// A leaf that hangs on a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stake {
    pub leaf: Code,
    /// By how many points it can still change when the problem is settled.
    pub points: Exact,
}

/// Kinds whose facts have other names than `raw` and `taken`, or whose reading is always the
/// same: what stood there, and what was taken.
const NAMES: &[(&str, &str, Taken)] = &[
    (kinds::round::UNIT_ALIAS.code, "text", Taken::Fact("unit")),
    (kinds::round::UNIT_FORMER.code, "text", Taken::NOT_USED),
    (kinds::round::UNIT_UNKNOWN.code, "text", Taken::NOT_USED),
    (kinds::round::UNIT_AMBIGUOUS.code, "text", Taken::NOT_USED),
    (kinds::round::UNIT_REFUSED.code, "text", Taken::NOT_USED),
    (kinds::round::UNIT_LETTERS.code, "text", Taken::NOT_USED),
    (kinds::round::UNIT_LEGACY.code, "text", Taken::NOT_USED),
    (kinds::evidence::KEY.code, "key", Taken::NOT_USED),
    (kinds::evidence::KEY_LABEL.code, "label", Taken::NOT_USED),
    (kinds::evidence::YEAR.code, "found", Taken::NOT_USED),
    (kinds::codes::CONTRADICTION.code, "label", Taken::NOT_USED),
    (kinds::codes::UNKNOWN.code, "row", Taken::NOT_USED),
    (kinds::codes::AMBIGUOUS.code, "row", Taken::NOT_USED),
    (kinds::appraisal::RANGE.code, "points", Taken::NOT_USED),
    (kinds::codes::UNDERSTOOD.code, "row", Taken::Fact("nodes")),
    (kinds::codes::RENAMED.code, "label", Taken::Fact("nodes")),
    (kinds::table::HEADER_VARIATION.code, "found", Taken::Fact("name")),
    (kinds::values::NOT_APPLICABLE.code, "raw", Taken::Said("không áp dụng", "not applicable")),
    (kinds::values::ZERO_FORMULA.code, "raw", Taken::Said("0", "0")),
    (kinds::evidence::LABEL.code, "label", Taken::Fact("key")),
    (kinds::evidence::MAXIMUM.code, "found", Taken::Fact("max")),
    (kinds::evidence::TOTAL.code, "found", Taken::NOT_USED),
    (kinds::evidence::STRUCK.code, "raw", Taken::Fact("raw")),
    (kinds::evidence::FILE_NAME.code, "named", Taken::Fact("unit")),
    (kinds::evidence::COPY.code, "first", Taken::NOT_USED),
    (kinds::appraisal::MAXIMUM.code, "found", Taken::Fact("max")),
    (kinds::appraisal::NODE.code, "found", Taken::NOT_USED),
    (
        kinds::evidence::CHECK_SETTLED.code,
        "values",
        Taken::Said("số đã sửa", "the corrected values"),
    ),
    (kinds::scores::NO_REASON.code, "given", Taken::Fact("given")),
    (kinds::scores::ZERO_BASE_USED.code, "raw", Taken::Said("không phát sinh", "nothing arose")),
    (kinds::scores::NA_CLAIM.code, "raw", Taken::Said("không áp dụng", "not applicable")),
    (kinds::evidence::COMMENT.code, "text", Taken::Said("chỉ để đọc", "to be read only")),
    (kinds::evidence::HIDDEN_COLUMN.code, "name", Taken::Said("vẫn đọc", "read all the same")),
    (kinds::evidence::TEXT_LEGACY.code, "raw", Taken::Said("giữ nguyên", "kept as it is")),
    (kinds::values::FORMULA_OLD.code, "raw", Taken::Fact("raw")),
    (kinds::values::OTHER_FILE.code, "raw", Taken::Fact("raw")),
    (kinds::values::CHANGING.code, "raw", Taken::Fact("raw")),
    (kinds::values::SHOWN.code, "shown", Taken::Fact("raw")),
    (kinds::survey::PREVIEW.code, "rule", Taken::NOT_USED),
    (kinds::survey::HIDDEN_ROW.code, "rows", Taken::Said("vẫn tính", "counted all the same")),
    (kinds::survey::NUMBERS_ROW.code, "row", Taken::NOT_USED),
    (kinds::survey::UNSEEN.code, "raw", Taken::Said("chữ nhìn thấy", "what is seen")),
    (kinds::appraisal::NO_POINTS.code, "raw", Taken::Said("chưa thẩm định", "not appraised")),
];

/// What a text was taken for.
enum Taken {
    Fact(&'static str),
    Said(&'static str, &'static str),
}

impl Taken {
    const NOT_USED: Taken = Taken::Said("không dùng", "not used");
}

impl Problem {
    /// What stood in the cell, at most 60 characters of it.
    pub fn raw(&self) -> Option<&str> {
        let name = NAMES.iter().find(|(code, ..)| *code == self.kind.code);
        self.fact(name.map_or("raw", |(_, raw, _)| raw), Lang::Vi)
    }

    /// What it was taken for; nothing for what was refused.
    pub fn taken(&self, lang: Lang) -> Option<&str> {
        if self.kind.level == Level::Error {
            return None;
        }
        match NAMES.iter().find(|(code, ..)| *code == self.kind.code).map(|(.., taken)| taken) {
            Some(Taken::Fact(name)) => self.fact(name, lang),
            Some(Taken::Said(vi, en)) => Some(match lang {
                Lang::Vi => vi,
                Lang::En => en,
            }),
            None => self.fact("taken", lang).or_else(|| self.fact("value", lang)),
        }
    }

    /// How many points hang on it; `None` for what is used, and where no leaf hangs on it.
    pub fn at_stake(&self) -> Option<Exact> {
        let counts = self.kind.level == Level::Error && !self.stakes.is_empty();
        counts.then(|| self.stakes.iter().map(|stake| &stake.points).sum())
    }

    /// A fact as it stands in Vietnamese words.
    pub fn plain_fact(&self, name: &str) -> Option<&str> {
        self.fact(name, Lang::Vi)
    }

    fn fact(&self, name: &str, lang: Lang) -> Option<&str> {
        let english = self.facts_en.iter().filter(|_| lang == Lang::En);
        let found = english.chain(&self.facts).find(|(known, _)| *known == name)?;
        Some(found.1.as_str())
    }

    /// Names another cell that has a part in it.
    pub fn involving(mut self, place: Place, label: impl Into<String>, raw: &str) -> Self {
        self.involved.push(Involved { place, label: label.into(), raw: raw.to_string() });
        self
    }

    /// Speaks of so many cells or rows, of which the place is the first.
    pub fn of_many(mut self, times: usize) -> Self {
        self.times = times.max(1);
        self
    }
}
