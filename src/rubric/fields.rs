//! The keys of a criteria set: one list per table, for reading, messages and JSON Schema.

use crate::document::{Field, Shape};

/// The top level, beside the codes of the annex.
pub(super) const FILE: &[Field] = &[
    Field::optional("schema", Shape::Whole, "Phiên bản định dạng: 1. / Version of the format: 1."),
    Field::optional("set", Shape::Table(SET), "Bộ tiêu chí. / The set as a whole."),
    Field::optional(
        "class",
        Shape::Tables(CLASS),
        "Xếp loại, cao nhất trước. / Classes, best first.",
    ),
    Field::optional(
        "data",
        Shape::FreeTable,
        "Số liệu dùng chung, hỏi một lần. / Data items used by several leaves, asked once.",
    ),
    Field::optional(
        "check",
        Shape::Tables(CHECK),
        "Điều kiện số liệu phải thỏa. / Identities that the evidence must satisfy.",
    ),
];

pub(super) const SET: &[Field] = &[
    Field::optional("id", Shape::Text, "Mã bộ tiêu chí. / Id of the set."),
    Field::optional("title", Shape::Text, "Tên bộ tiêu chí. / Title."),
    Field::optional("year", Shape::Whole, "Năm đánh giá. / Year assessed."),
    Field::optional("decision", Shape::Text, "Văn bản ban hành. / The decision that issued it."),
    Field::optional(
        "total",
        Shape::Number,
        "Tổng điểm, không kể thưởng và phạt. / Sum of the maxima outside bonus and penalty.",
    ),
    Field::optional(
        "extends",
        Shape::Text,
        "Bộ gốc mà tệp này bổ sung, thay thế; đường dẫn tính từ tệp này. / A base set that this \
         file adds to and overrides; path relative to this file.",
    ),
    Field::optional(
        "rounding",
        Shape::Table(ROUNDING),
        "Làm tròn trước khi công bố; không ghi thì không làm tròn. / Rounding before publication; \
         without it nothing is rounded.",
    ),
    Field::optional(
        "over_max",
        Shape::Bool,
        "Điểm thưởng được đưa tổng vượt mức tối đa. / Bonus may lift the total above the maximum.",
    ),
];

pub(super) const MODES: &[&str] = &["half_up", "half_even", "down", "none"];

const ROUND_TO: &[Field] = &[
    Field::optional(
        "decimals",
        Shape::Whole,
        "Số chữ số thập phân, 0 đến 12. / Decimals, 0 to 12.",
    ),
    Field::optional(
        "mode",
        Shape::OneOf(MODES),
        "Cách làm tròn: half_up (số đúng giữa làm tròn lên, mặc định), half_even (về số chẵn), down (cắt \
         bỏ), none (không làm tròn). / How: half_up (default), half_even, down, none.",
    ),
];

pub(super) const ROUNDING: &[Field] = &[
    Field::optional(
        "value",
        Shape::Table(ROUND_TO),
        "Làm tròn tỷ lệ trước khi xét: { decimals = 4 }. / Rounding of the ratio that a rule judges.",
    ),
    Field::optional(
        "points",
        Shape::Table(ROUND_TO),
        "Làm tròn điểm từng tiêu chí thành phần. / Rounding of the points of each leaf.",
    ),
    Field::optional(
        "fixed",
        Shape::Bool,
        "true: các mục bên dưới không được đặt khác. / Nodes below must not say otherwise.",
    ),
];

pub(super) const CLASS: &[Field] = &[
    Field::required("name", Shape::Text, "Tên loại. / Name of the class."),
    Field::optional(
        "from",
        Shape::Number,
        "Chỉ số công bố thấp nhất của loại, theo %, tính cả mức này. / Inclusive lower bound of \
         the published index, in percent.",
    ),
    Field::optional(
        "from_points",
        Shape::Number,
        "Thay cho from: tổng điểm thấp nhất của loại, tính cả mức này. / In place of `from`: inclusive \
         lower bound of the published points.",
    ),
    Field::optional(
        "gates",
        Shape::Tables(GATE),
        "Điều kiện khống chế khác: [{ node, from }, { survey, of, from }, { item, is }]. / What else \
         must hold.",
    ),
    Field::optional(
        "every_field",
        Shape::Number,
        "Chỉ số thành phần mà mọi lĩnh vực phải đạt, như \"70%\". / Component index that every \
         applicable field must reach, such as \"70%\".",
    ),
];

pub(super) const GATE: &[Field] = &[
    Field::optional("node", Shape::Text, "Mã mục có chỉ số thành phần phải đạt. / A node."),
    Field::optional("survey", Shape::Text, "Mã phương pháp khảo sát. / A survey."),
    Field::optional(
        "of",
        Shape::Text,
        "Phần của khảo sát: index, factor:<mã> hoặc question:<mã>. / Part of the survey.",
    ),
    Field::optional("item", Shape::Text, "Mã số liệu. / A data item."),
    Field::optional("from", Shape::Number, "Mức phải đạt, như \"70%\". / The share to reach."),
    Field::optional("is", Shape::Any, "Giá trị phải có, như \"Không\". / The value it must have."),
];

pub(super) const CHECK: &[Field] = &[
    Field::required(
        "that",
        Shape::Text,
        "Biểu thức có/không phải đúng. / Yes/no expression that must hold.",
    ),
    Field::required("message", Shape::Text, "Lời báo khi không đúng. / Words when it does not."),
];

/// What a data item can be, as the key `type` says it.
pub(super) const TYPES: &[&str] =
    &["count", "number", "percent", "money", "date", "yes_no", "choice", "text"];

pub(super) const ITEM: &[Field] = &[
    Field::required("label", Shape::Text, "Tên số liệu. / What is asked."),
    Field::optional("unit", Shape::Text, "Đơn vị tính, như \"hồ sơ\". / Unit of measure."),
    Field::required(
        "type",
        Shape::OneOf(TYPES),
        "Kiểu: count là số nguyên không âm; percent là tỷ lệ %. / Type: count is whole and not \
         negative; percent is a share.",
    ),
    Field::optional(
        "options",
        Shape::Texts,
        "Các lựa chọn của kiểu choice. / Options of a choice.",
    ),
    Field::optional(
        "from",
        Shape::Text,
        "Sổ mà số liệu được đếm từ đó: id của [[register]]. / The register it is counted from.",
    ),
    Field::optional(
        "count",
        Shape::Text,
        "Điều kiện của dòng được đếm; mặc định là giá trị cùng tên của mẫu sổ. / Condition of a row.",
    ),
    Field::optional("sum", Shape::Text, "Giá trị của dòng được cộng. / What is added up."),
    Field::optional(
        "distinct",
        Shape::Text,
        "Cột được đếm các giá trị khác nhau. / Column whose different values are counted.",
    ),
    Field::optional(
        "where",
        Shape::Text,
        "Chỉ các dòng thỏa điều kiện này. / Only rows of which this holds.",
    ),
];

pub(super) const NA: &[&str] = &["exclude", "full", "forbid"];

/// A field, a criterion or a sub-criterion.
pub(super) const NODE: &[Field] = &[
    Field::optional("name", Shape::Text, "Tên như trong phụ lục. / Name as in the annex."),
    Field::optional(
        "max",
        Shape::Number,
        "Điểm tối đa; với lĩnh vực thưởng, phạt là mức trần. / Maximum points; the cap of a bonus \
         or penalty field.",
    ),
    Field::optional(
        "min",
        Shape::Number,
        "Điểm tối thiểu, thường là 0. / Minimum points, usually 0.",
    ),
    Field::optional(
        "kind",
        Shape::OneOf(&["bonus", "penalty"]),
        "Lĩnh vực thưởng hay phạt. / A bonus or penalty field.",
    ),
    Field::optional(
        "appraiser",
        Shape::Text,
        "Mã cơ quan thẩm định, cho cả các mục con. / Agency that appraises, also for the children.",
    ),
    Field::optional(
        "proof",
        Shape::Text,
        "Tài liệu kiểm chứng, cho cả các mục con. / Proof asked for.",
    ),
    Field::optional(
        "proof_shared",
        Shape::Bool,
        "true: một tài liệu được dùng cho nhiều tiêu chí; cho cả các mục con. / Papers may prove \
         other leaves too.",
    ),
    Field::optional(
        "source",
        Shape::Text,
        "Căn cứ: điều khoản của văn bản, cho cả các mục con. / Clause of the decision.",
    ),
    Field::optional(
        "na",
        Shape::OneOf(NA),
        "Khi đơn vị ghi “Không áp dụng”: exclude trừ khỏi mẫu số, full cho điểm tối đa, forbid \
         không chấp nhận. / What a claim “not applicable” does.",
    ),
    Field::optional(
        "only",
        Shape::Texts,
        "Chỉ cho đơn vị có một trong các nhãn này. / Only for units with one of these tags.",
    ),
    Field::optional(
        "full_for",
        Shape::Texts,
        "Đơn vị có một trong các nhãn này đạt điểm tối đa, không phải kê khai. / Units with one of \
         these tags get the maximum without being asked.",
    ),
    Field::optional(
        "always_full",
        Shape::Bool,
        "true: mọi đơn vị đạt điểm tối đa, không phải kê khai. / Every unit gets the maximum \
         without being asked.",
    ),
    Field::optional(
        "requires",
        Shape::Texts,
        "Điều kiện khống chế: một trong các mục này 0 điểm thì mục này 0 điểm. / Gate: if one of \
         these nodes earned 0, so does this one.",
    ),
    Field::optional(
        "rounding",
        Shape::Table(ROUNDING),
        "Làm tròn riêng của mục này và các mục con. / Rounding of this node and those below.",
    ),
    Field::optional(
        "was",
        Shape::Any,
        "Tiêu chí này năm trước là: \"3.1.1\", [\"3.1.1\", \"3.1.2\"] (gộp) hoặc \"none\" (mới). / The \
         leaf of last year's set that it was.",
    ),
    Field::optional(
        "effort",
        Shape::Any,
        "Công sức của mỗi bước lên điểm (mặc định 1), hoặc { each = 0.1 } cho mỗi đơn vị đo; dùng cho \
         parindex path. / What each step costs, or each natural unit.",
    ),
    Field::optional("guide", Shape::Text, "Cách tính điểm bằng lời. / How it is scored, in words."),
    Field::optional("rule", Shape::FreeTable, "Cách tính điểm. / The scoring rule."),
    Field::optional(
        "data",
        Shape::FreeTable,
        "Số liệu của tiêu chí này. / Data items of this leaf.",
    ),
    Field::optional(
        "example",
        Shape::Tables(EXAMPLE),
        "Ví dụ tính điểm, được chạy thử. / Worked examples; they are run.",
    ),
    Field::optional(
        "remove",
        Shape::Bool,
        "Bỏ mục này của bộ gốc. / Drops this node of the base set.",
    ),
];

/// The keys of [`NODE`] that only a leaf may have.
pub(super) const LEAF_ONLY: &[&str] = &["min", "guide", "rule", "data", "example", "was"];

pub(super) const STATES: &[&str] = &["missing", "unreadable", "not_applicable", "pending"];

pub(super) const EXAMPLE: &[Field] = &[
    Field::optional("given", Shape::FreeTable, "Số liệu kê khai. / Values of the data items."),
    Field::optional(
        "points",
        Shape::Number,
        "Điểm phải ra, đúng từng chữ số; phân số ghi \"904225/904298\". / Points that must come out, \
         exactly.",
    ),
    Field::optional(
        "rounded",
        Shape::Number,
        "Điểm phải ra sau khi làm tròn tới số chữ số đã ghi: \"99.99\". / Points rounded half-up to the \
         decimals written.",
    ),
    Field::optional(
        "state",
        Shape::OneOf(STATES),
        "Trạng thái phải ra khi không có điểm. / State that must come out instead of points.",
    ),
    Field::optional(
        "survey",
        Shape::Number,
        "Kết quả khảo sát, như \"86%\". / Share of the survey.",
    ),
    Field::optional(
        "judged",
        Shape::Number,
        "Điểm thẩm định cho. / Points given by the appraiser.",
    ),
    Field::optional("last_year", Shape::FreeTable, "Số liệu năm trước. / Last year's values."),
    Field::optional(
        "peers",
        Shape::Tables(&[]),
        "Số liệu của các đơn vị khác trong khối: [{ … }, { … }]. / Values of the other units.",
    ),
];

/// Whether a table key is a part of a code (or a whole code, when quoted) and not a word:
/// it starts with a digit, is one letter, or is a Roman number.
pub(super) fn is_code(key: &str) -> bool {
    key.split('.').all(|part| {
        part.chars().all(char::is_alphanumeric)
            && (part.starts_with(|c: char| c.is_ascii_digit())
                || part.chars().count() == 1
                || !part.is_empty() && part.chars().all(|c| "IVXLCDM".contains(c)))
    })
}

/// The same test for JSON Schema.
pub(super) const CODE_PATTERN: &str =
    r"^([0-9][^.]*|[^.]|[IVXLCDM]+)(\.([0-9][^.]*|[^.]|[IVXLCDM]+))*$";
