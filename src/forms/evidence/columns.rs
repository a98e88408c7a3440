//! The columns of the form.

pub(super) const CODE: u16 = 0;
pub(super) const NAME: u16 = 1;
pub(super) const MAX: u16 = 2;
pub(super) const KEY: u16 = 3;
pub(super) const ITEM: u16 = 4;
pub(super) const MEASURE: u16 = 5;
pub(super) const VALUE: u16 = 6;
pub(super) const GUIDE: u16 = 7;
pub(super) const ASKED_PROOF: u16 = 8;
pub(super) const LIVE: u16 = 9;
pub(super) const SELF: u16 = 10;
pub(super) const PROOF: u16 = 11;
pub(super) const EXPLANATION: u16 = 12;

/// Headings and widths in digits; the key is for the program and hidden.
pub(super) const COLUMNS: &[(&str, f64)] = &[
    ("Mã", 8.0),
    ("Lĩnh vực, tiêu chí, tiêu chí thành phần", 27.0),
    ("Điểm tối đa", 7.0),
    ("Mã số liệu", 14.0),
    ("Số liệu kê khai", 27.0),
    ("Đơn vị tính", 9.0),
    ("Giá trị", 13.0),
    ("Cách tính điểm", 30.0),
    ("Yêu cầu kiểm chứng", 20.0),
    ("Điểm tạm tính", 8.0),
    ("Điểm tự chấm", 8.0),
    ("Tài liệu kiểm chứng", 22.0),
    ("Giải trình", 20.0),
];
