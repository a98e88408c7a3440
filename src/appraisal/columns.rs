//! The columns of an appraisal form with the names that people give them.

use crate::table::Column;

pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::required("unit", &["Đơn vị", "Tên đơn vị", "Đơn vị được thẩm định"]),
        Column::required("code", &["Mã", "Mã tiêu chí", "Mã số"]),
        Column::new(
            "name",
            &["Tiêu chí thành phần", "Tiêu chí", "Lĩnh vực, tiêu chí, tiêu chí thành phần"],
        ),
        Column::new("max", &["Điểm tối đa", "Thang điểm", "Điểm chuẩn"]),
        Column::required("points", &["Điểm thẩm định", "Điểm thẩm định đạt được"]),
        Column::new("computed", &["Điểm theo số liệu"]),
        Column::new("agree", &["Đồng ý", "Nhất trí", "Thống nhất"]),
        Column::new("reason", &["Lý do", "Lý do thẩm định", "Nhận xét"]),
        Column::new("request", &["Yêu cầu giải trình"]),
        Column::new("key", &["Mã số liệu"]),
        Column::new("value", &["Giá trị thẩm định", "Số liệu thẩm định"]),
    ]
}
