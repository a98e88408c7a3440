//! The columns of the form.

pub(super) const CODE: u16 = 0;
pub(super) const UNIT: u16 = 1;
pub(super) const NAME: u16 = 2;
pub(super) const MAX: u16 = 3;
pub(super) const FACTS: u16 = 4;
pub(super) const PROOF: u16 = 5;
pub(super) const EXPLANATION: u16 = 6;
pub(super) const SELF: u16 = 7;
pub(super) const COMPUTED: u16 = 8;
pub(super) const BEFORE: u16 = 9;
pub(super) const AGREE: u16 = 10;
pub(super) const POINTS: u16 = 11;
pub(super) const REASON: u16 = 12;
pub(super) const REQUEST: u16 = 13;
pub(super) const KEY: u16 = 14;
pub(super) const VALUE: u16 = 15;
/// What an appraiser writes to agree.
pub(super) const MARK: &str = "x";

/// Headings and widths in digits.
pub(super) const COLUMNS: &[(&str, f64)] = &[
    ("Mã", 7.0),
    ("Đơn vị", 18.0),
    ("Tiêu chí thành phần", 22.0),
    ("Điểm tối đa", 7.0),
    ("Số liệu kê khai", 30.0),
    ("Tài liệu kiểm chứng", 24.0),
    ("Giải trình của đơn vị", 22.0),
    ("Điểm tự chấm", 8.0),
    ("Điểm theo số liệu", 9.0),
    ("Ý kiến vòng trước", 24.0),
    ("Đồng ý", 7.0),
    ("Điểm thẩm định", 9.0),
    ("Lý do", 24.0),
    ("Yêu cầu giải trình", 22.0),
    ("Mã số liệu", 14.0),
    ("Giá trị thẩm định", 12.0),
];
