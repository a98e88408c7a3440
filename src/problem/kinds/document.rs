//! Problems of TOML files as such: syntax, keys, shapes.

crate::problem::kind::kinds! {
    TOML_SYNTAX "E-TOML-SYNTAX" Error {
        vi: "Dòng này viết sai cú pháp TOML: {detail}", "Sửa chỗ được đánh dấu rồi chạy lại.";
        en: "TOML syntax error: {detail}", "Mend the marked spot and run again.";
    }
    TOML_SLIP "E-TOML-SLIP" Error {
        vi: "Dòng này viết sai: {what}", "Viết: {mended}";
        en: "This line cannot be read: {what}", "Write: {mended}";
    }
    TOML_LARGE "E-TOML-LARGE" Error {
        vi: "Tệp quá lớn nên không đọc: {tables} bảng, {size} MB; tối đa {most_tables} bảng, {most_size} MB", "Kiểm tra có chép nhầm hay lặp nội dung không; hãy dùng đúng tệp do người soạn.";
        en: "The file is too large and was not read: {tables} tables, {size} MB; at most {most_tables} tables, {most_size} MB", "See whether its content was copied or repeated by mistake; use the file that a person wrote.";
    }
    TOML_SCHEMA "E-TOML-SCHEMA" Error {
        vi: "Tệp cần dòng “schema = 1”, {found}", "Ghi schema = 1 ở đầu tệp; phiên bản khác cần chương trình mới hơn.";
        en: "The file needs the line `schema = 1`, {found}", "Put schema = 1 at the top; another version needs a newer program.";
    }
    TOML_UNKNOWN_KEY "E-TOML-UNKNOWN-KEY" Error {
        vi: "Không có khóa tên “{key}” ở đây", "{proposal}Các khóa dùng được: {known}.";
        en: "There is no key named `{key}` here", "{proposal}Known keys: {known}.";
    }
    TOML_MISSING_KEY "E-TOML-MISSING-KEY" Error {
        vi: "Thiếu khóa “{key}” trong {where}", "Thêm dòng {key} = … ({doc}).";
        en: "The key `{key}` is missing in {where}", "Add a line {key} = … ({doc_en}).";
    }
    TOML_TYPE "E-TOML-TYPE" Error {
        vi: "Khóa “{key}” phải là {expected}, ở đây ghi {found}", "Sửa giá trị của {key}.";
        en: "The key `{key}` must be {expected}, found {found}", "Mend the value of {key}.";
    }
    TOML_DATE "E-TOML-DATE" Error {
        vi: "Ngày {found} viết chưa đúng cách của tệp này", "{mended}";
        en: "The date {found} is not written as this file wants it", "{mended}";
    }
    TOML_CHOICE "E-TOML-CHOICE" Error {
        vi: "“{found}” không dùng được cho khóa “{key}”", "{proposal}Hãy chọn một trong: {known}.";
        en: "`{found}` cannot be used for the key `{key}`", "{proposal}Use one of: {known}.";
    }
}
