//! A round as written: which keys its file knows, and every entry with the spot it stands at,
//! so that the same checks serve a TOML file and a spreadsheet of units.

use serde_json::{Value, json};

use super::official::OFFICIAL;
use super::papers::PAPERS;
use super::proof::PROOF;
use super::registers::{REGISTER, REGISTERS};
use crate::document::{Field, Shape, Span, schema_of_file};
use crate::grid::Grid;
use crate::problem::{Kind, Place, Problem};
use crate::source::Source;
use crate::table;

pub(super) const ROUND_FILE: &[Field] = &[
    Field::optional("schema", Shape::Whole, "Phiên bản của định dạng: 1"),
    Field::optional("units", Shape::Text, "Bảng tính liệt kê đơn vị, thay cho các mục [[unit]]"),
    Field::required("round", Shape::Table(ROUND), "Đợt đánh giá"),
    Field::optional("rules", Shape::Table(RULES), "Quy tắc xếp hạng và làm tròn"),
    Field::optional("agency", Shape::Tables(AGENCY), "Cơ quan thẩm định"),
    Field::required("block", Shape::Tables(BLOCK), "Khối đơn vị được xếp hạng chung"),
    Field::optional("unit", Shape::Tables(UNIT), "Đơn vị được đánh giá"),
    Field::optional("evidence", Shape::Table(EVIDENCE), "Tệp tự chấm của các đơn vị"),
    Field::optional("appraisal", Shape::Table(FILES), "Tệp thẩm định"),
    Field::optional("prefill", Shape::Table(FILES), "Số liệu biết trước, điền sẵn vào mẫu phát ra"),
    Field::optional(
        "official",
        Shape::Table(OFFICIAL),
        "Bảng số liệu chính thức, để so với số kê khai và điểm tính lại",
    ),
    Field::optional(
        "register",
        Shape::Tables(REGISTER),
        "Sổ, danh sách hồ sơ để đếm số liệu tới từng dòng",
    ),
    Field::optional("registers", Shape::Table(REGISTERS), "Số đếm từ sổ so với số kê khai"),
    Field::optional(
        "replies",
        Shape::Table(REPLIES),
        "Trả lời của đơn vị khi bị trả lại hoặc phải giải trình",
    ),
    Field::optional("survey", Shape::Tables(SURVEY), "Khảo sát mức độ hài lòng"),
    Field::optional("previous", Shape::Table(PREVIOUS), "Kết quả năm trước, cho cột so sánh"),
    Field::optional("papers", Shape::Table(PAPERS), "Những gì các văn bản trình ký cần ghi"),
    Field::optional("proof", Shape::Table(PROOF), "Nơi giữ tài liệu kiểm chứng"),
];

const ROUND: &[Field] = &[
    Field::required("id", Shape::Text, "Mã đợt: a-z, 0-9, gạch nối; thành tên thư mục"),
    Field::required("year", Shape::Whole, "Năm đánh giá, 2000 đến 2100"),
    Field::required("title", Shape::Text, "Tên đợt đánh giá, in trên mọi trang"),
    Field::optional("issuer", Shape::Text, "Cơ quan ban hành kết quả"),
    Field::optional("office", Shape::Text, "Cơ quan thực hiện"),
    Field::optional("period", Shape::Table(PERIOD), "Kỳ đánh giá { from, to }"),
    Field::optional(
        "calendar",
        Shape::Texts,
        "Lịch làm việc, để đếm ngày làm việc: [\"../../criteria/lich/2026.toml\"]",
    ),
    Field::optional("deadline", Shape::Date, "Hạn gửi bản tự chấm"),
    Field::optional(
        "closed",
        Shape::Date,
        "Ngày khóa sổ: bản tự chấm, trả lời, thẩm định lưu sau ngày này không được dùng",
    ),
    Field::optional("illustration", Shape::Bool, "true: in “Số liệu minh họa” trên mọi trang"),
];

const PERIOD: &[Field] = &[
    Field::required("from", Shape::Date, "Ngày đầu kỳ"),
    Field::required("to", Shape::Date, "Ngày cuối kỳ"),
];

pub(super) const TIES: &[&str] = &["competition", "dense"];
pub(super) const RANK_ON: &[&str] = &["published", "exact"];
pub(super) const NOT_SUBMITTED: &[&str] = &["unranked", "zero"];

const RULES: &[Field] = &[
    Field::optional("ties", Shape::OneOf(TIES), "Đồng hạng: 1, 2, 2, 4 hoặc 1, 2, 2, 3"),
    Field::optional(
        "decimals",
        Shape::Any,
        "Số chữ số thập phân khi công bố, 0 đến 6; riêng điểm và chỉ số: { points = 2, index = 2 }",
    ),
    Field::optional("rank_on", Shape::OneOf(RANK_ON), "Xếp hạng theo số đã làm tròn hay số đúng"),
    Field::optional(
        "tie_break",
        Shape::Texts,
        "Bằng chỉ số thì xét tiếp lần lượt, số cao hơn xếp trước: \"node:3\" (chỉ số thành phần), \"survey:<mã khảo sát>\", \"item:<mã số liệu>\"",
    ),
    Field::optional("not_submitted", Shape::OneOf(NOT_SUBMITTED), "Đơn vị không nộp bài"),
    Field::optional(
        "not_held",
        Shape::Texts,
        "Mã các khảo sát không tổ chức trong đợt này: tiêu chí không áp dụng",
    ),
];

const AGENCY: &[Field] = &[
    Field::required("id", Shape::Text, "Mã cơ quan: a-z, 0-9, gạch nối; bộ tiêu chí gọi tên này"),
    Field::required("name", Shape::Text, "Tên cơ quan thẩm định"),
];

const BLOCK: &[Field] = &[
    Field::required("id", Shape::Text, "Mã khối: a-z, 0-9, gạch nối"),
    Field::required("name", Shape::Text, "Tên khối"),
    Field::required("criteria", Shape::Text, "Đường dẫn tới bộ tiêu chí của khối"),
    Field::optional(
        "data",
        Shape::FreeTable,
        "Số chung cho mọi đơn vị của khối, không hỏi đơn vị: mã = giá trị, hoặc { value, source }; source chung",
    ),
];

const UNIT: &[Field] = &[
    Field::required("id", Shape::Text, "Mã đơn vị: a-z, 0-9, gạch nối; thành tên tệp"),
    Field::required("name", Shape::Text, "Tên đầy đủ, có loại đơn vị: Phường Long Hoa"),
    Field::optional("code", Shape::Text, "Mã định danh trong các bảng chính thức: H44.20"),
    Field::required("block", Shape::Text, "Mã khối"),
    Field::optional("aliases", Shape::Texts, "Tên khác được chấp nhận trong các tệp gửi về"),
    Field::optional("formerly", Shape::Texts, "Tên các đơn vị cũ đã nhập vào đơn vị này"),
    Field::optional("tags", Shape::Texts, "Nhãn, cho tiêu chí chỉ áp dụng với một số đơn vị"),
    Field::optional(
        "predecessors",
        Shape::Tables(PREDECESSOR),
        "Đơn vị của năm trước mà đơn vị này là: đổi tên, sáp nhập hoặc chia tách",
    ),
    Field::optional(
        "predecessor_weights",
        Shape::Text,
        "Mã số liệu năm trước để tính tỷ trọng của các đơn vị trước đây, thay cho weight",
    ),
];

pub(super) const VERSIONS: &[&str] = &["refuse", "newest"];
const EVIDENCE: &[Field] = &[
    Field::required("files", Shape::Texts, "Mẫu đường dẫn: [\"evidence/*.xlsx\"]"),
    Field::optional(
        "versions",
        Shape::OneOf(VERSIONS),
        "Một đơn vị có nhiều tệp khác nhau: dừng lại để hỏi, hay lấy tệp lưu sau cùng (giờ ghi trong tệp)",
    ),
    Field::optional(
        "use",
        Shape::Texts,
        "Tệp được chọn của đơn vị có nhiều tệp: [\"evidence/long-hoa (2).xlsx\"]",
    ),
    Field::optional(
        "late",
        Shape::OneOf(LATE),
        "Bản tự chấm lưu sau hạn: accept (vẫn dùng, mặc định) hoặc refuse (không dùng)",
    ),
];

const FILES: &[Field] =
    &[Field::required("files", Shape::Texts, "Mẫu đường dẫn: [\"evidence/*.xlsx\"]")];

pub(super) const LATE: &[&str] = &["refuse", "accept"];

const REPLIES: &[Field] = &[
    Field::optional("deadline", Shape::Date, "Hạn trả lời ghi trong các tệp trả lại"),
    Field::optional(
        "late",
        Shape::OneOf(LATE),
        "Trả lời sau hạn: refuse (không dùng) hoặc accept (vẫn dùng)",
    ),
];

const SURVEY: &[Field] = &[
    Field::required("scheme", Shape::Text, "Đường dẫn tới phương pháp khảo sát"),
    Field::required("files", Shape::Texts, "Mẫu đường dẫn tới các tệp phiếu"),
    Field::optional(
        "population",
        Shape::Text,
        "Bảng giao dịch: số giao dịch, phiếu phát ra, phiếu thu về của từng đơn vị, lĩnh vực",
    ),
    Field::optional(
        "register",
        Shape::Texts,
        "Mẫu đường dẫn tới các sổ hồ sơ để chọn mẫu ngẫu nhiên",
    ),
    Field::optional(
        "sample",
        Shape::OneOf(&["random", "self_selected"]),
        "self_selected: các tệp này là phiếu tự chọn (QR, Zalo); được tính riêng",
    ),
    Field::optional(
        "reversed",
        Shape::Bool,
        "true: trong các tệp này số của thang điểm bị đảo ngược (1 là tốt nhất)",
    ),
];

const PREVIOUS: &[Field] = &[
    Field::optional(
        "results",
        Shape::Text,
        "Đường dẫn tới results.json của năm trước: chỉ những gì đã công bố",
    ),
    Field::optional(
        "round",
        Shape::Text,
        "Thư mục đợt của năm trước, có cả số liệu và bộ tiêu chí: để so hai năm như nhau",
    ),
];

const PREDECESSOR: &[Field] = &[
    Field::required("id", Shape::Text, "Mã của đơn vị ở đợt năm trước"),
    Field::optional("weight", Shape::Number, "Tỷ trọng, như \"60%\"; cộng lại phải là 100%"),
];

/// The JSON Schema of `round.toml`, from the same lists that read it.
pub fn schema() -> Value {
    let mut schema = schema_of_file(ROUND_FILE, "parindex: round.toml");
    schema["properties"]["round"]["properties"]["year"]["minimum"] = json!(2000);
    schema["properties"]["round"]["properties"]["year"]["maximum"] = json!(2100);
    let places = json!({ "type": "integer", "minimum": 0, "maximum": 6 });
    let both = json!({ "points": places, "index": places });
    let both = json!({ "type": "object", "properties": both, "additionalProperties": false });
    schema["properties"]["rules"]["properties"]["decimals"]["oneOf"] = json!([places, both]);
    for (list, pattern) in [("agency", ID), ("block", ID), ("unit", ID)] {
        schema["properties"][list]["items"]["properties"]["id"]["pattern"] = json!(pattern);
    }
    schema["properties"]["round"]["properties"]["id"]["pattern"] = json!(ID);
    if let Some(required) = schema["required"].as_array_mut() {
        required.push("schema".into());
    }
    schema
}

/// What an id looks like; `checks` asks the same by hand.
const ID: &str = "^[a-z0-9]([a-z0-9_-]{0,58}[a-z0-9])?$";

/// Where an entry stands on its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    Span(Span),
    Cell(u32, u32),
}

/// What the entries are written on.
#[derive(Clone, Copy)]
pub(super) enum Paper<'p> {
    Toml(&'p Source),
    Sheet(&'p Grid),
}

impl Paper<'_> {
    pub(super) fn place(&self, spot: &Spot) -> Place {
        match (self, spot) {
            (Paper::Toml(source), Spot::Span(span)) => source.place(span),
            (Paper::Sheet(grid), Spot::Cell(row, column)) => table::place(grid, *row, *column),
            (Paper::Toml(source), _) => Place::file(source.path.as_ref()),
            (Paper::Sheet(grid), _) => Place::file(grid.file.as_ref()),
        }
    }

    pub(super) fn problem(&self, kind: &Kind, spot: &Spot) -> Problem {
        match (self, spot) {
            (Paper::Toml(source), Spot::Span(span)) => source.problem(kind, span),
            _ => Problem::new(kind, self.place(spot)),
        }
    }
}

/// A text with its spot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub text: String,
    pub spot: Spot,
}

/// A unit as written.
#[derive(Debug, Clone)]
pub(super) struct RawUnit {
    pub id: Written,
    pub name: Written,
    /// Its code in official tables.
    pub code: Option<Written>,
    /// The id of a block; in a spreadsheet also its name.
    pub block: Written,
    pub aliases: Vec<Written>,
    pub formerly: Vec<Written>,
    pub tags: Vec<String>,
}

impl RawUnit {
    /// Whether another row gives the same unit in all that is said of it.
    pub(super) fn says_the_same(&self, other: &RawUnit) -> bool {
        fn said(unit: &RawUnit) -> Vec<&str> {
            let one = [&unit.id, &unit.name, &unit.block].into_iter();
            let lists = unit.aliases.iter().chain(&unit.formerly);
            let texts = one.chain(lists).map(|written| written.text.as_str());
            texts.chain(unit.tags.iter().map(String::as_str)).collect()
        }
        said(self) == said(other)
    }

    /// Its row in a spreadsheet.
    pub(super) fn row(&self) -> Option<u32> {
        match self.id.spot {
            Spot::Cell(row, _) => Some(row),
            Spot::Span(_) => None,
        }
    }
}

/// An id and a name: of a block or an agency.
#[derive(Debug, Clone)]
pub(super) struct RawNamed {
    pub id: Written,
    pub name: Written,
}
