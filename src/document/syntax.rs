//! What the TOML parser says, in Vietnamese.

/// The parser's own words, and ours. The first whose words start the message counts.
const WORDS: &[(&str, &str)] = &[
    ("duplicate key", "khóa được viết hai lần"),
    ("string values must be quoted", "chữ phải đặt trong ngoặc kép"),
    ("invalid basic string", "chuỗi chưa đóng ngoặc kép, hoặc có ký tự không được phép"),
    ("invalid literal string", "chuỗi chưa đóng ngoặc đơn, hoặc có ký tự không được phép"),
    ("invalid multi-line", "chuỗi nhiều dòng chưa đóng, hoặc có ký tự không được phép"),
    (
        "missing escaped value",
        "sau dấu \\ phải là một ký tự đặc biệt; đường dẫn nên viết bằng dấu /",
    ),
    ("missing opening quote", "thiếu dấu ngoặc mở chuỗi"),
    ("missing assignment", "thiếu dấu = sau tên khóa"),
    ("key with no value", "khóa không có giá trị"),
    ("missing value", "thiếu giá trị sau dấu ="),
    ("missing comma between array", "thiếu dấu phẩy giữa hai phần tử của danh sách"),
    ("missing comma", "thiếu dấu phẩy giữa hai khóa"),
    ("missing key", "thiếu tên khóa"),
    ("extra comma", "thừa dấu phẩy"),
    ("extra `=`", "thừa dấu ="),
    ("extra assignment", "thừa dấu ="),
    ("unexpected `=`", "dấu = không dùng trong danh sách"),
    ("unclosed array table", "thiếu dấu ]] cuối tiêu đề bảng"),
    ("unclosed table", "thiếu dấu ] cuối tiêu đề bảng"),
    ("unclosed array", "thiếu dấu ] cuối danh sách"),
    ("unclosed inline table", "thiếu dấu } cuối bảng"),
    ("unquoted keys cannot be empty", "tên khóa để trống"),
    ("invalid unquoted key", "tên khóa có ký tự phải đặt trong ngoặc kép"),
    ("invalid date-time", "ngày viết sai, phải như 2020-12-31"),
    ("unexpected leading zero", "số có số 0 thừa ở đầu"),
    ("cannot extend value", "khóa này đã có giá trị, không thể thêm khóa con"),
    ("invalid comment", "ghi chú có ký tự không được phép"),
    ("unexpected content", "thừa nội dung ở cuối dòng"),
    ("unexpected key or value", "thừa nội dung ở cuối dòng"),
    ("invalid inline table element", "trong { … } phải là khóa = giá trị"),
    ("invalid key-value pair", "dòng phải có dạng khóa = giá trị"),
    ("invalid table", "tiêu đề bảng viết sai, phải như [3.2.1]"),
    ("invalid boolean", "phải là true hoặc false"),
    ("cannot recurse further", "lồng quá nhiều tầng"),
    ("recursion limit", "lồng quá nhiều tầng"),
    ("`_` may only go", "số viết sai"),
    ("invalid", "giá trị viết sai"),
];

/// The message in Vietnamese; as it stands when the parser says something new.
pub(super) fn in_vietnamese(message: &str) -> &str {
    WORDS.iter().find(|(theirs, _)| message.starts_with(theirs)).map_or(message, |(_, ours)| ours)
}
