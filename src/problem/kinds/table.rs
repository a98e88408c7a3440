//! Problems of finding the table on a sheet.

crate::problem::kind::kinds! {
    NO_HEADER "E-TABLE-HEADER" Error {
        vi: "Không tìm thấy dòng tiêu đề của bảng trong 30 dòng đầu", "Hãy dùng đúng mẫu, giữ nguyên dòng tiêu đề có các cột {names}.";
        en: "No header row of the table stands in the first 30 rows", "Use the form and leave its header row, with the columns {names}, as it is.";
    }
    COLUMN_MISSING "E-TABLE-COLUMN-MISSING" Error {
        vi: "Không tìm thấy cột {names} ở dòng tiêu đề của bảng", "{proposal}Hãy dùng đúng mẫu, giữ nguyên tên cột.";
        en: "Column not found: {names}", "{proposal}Use the form and keep the names of its columns.";
    }
    COLUMN_TWICE "E-TABLE-COLUMN-TWICE" Error {
        vi: "Có hai cột cùng tên “{name}” ({first} và {second})", "Hãy giữ một cột, xóa hoặc đổi tên cột kia.";
        en: "Two columns are named “{name}” ({first} and {second})", "Keep one of them.";
    }
    UNSEEN "N-CELL-UNSEEN" Note {
        vi: "Ô {cell} có {what} ({number}){more}: chữ nhìn thấy và chữ lưu trong tệp khác nhau", "Hãy gõ lại nội dung ô, không dán từ nơi khác.";
        en: "Cell {cell} has {what} ({number}){more}: what is seen and what the file holds differ", "Type the cell again instead of pasting it.";
    }
    PROGRAM "N-CELL-PROGRAM" Note {
        vi: "Ô {cell} có công thức gọi chương trình khác hoặc lấy dữ liệu từ mạng{more}; phần mềm không gọi", "Đừng bấm đồng ý nếu Excel hỏi có cho chạy; hãy nhập thẳng giá trị vào ô.";
        en: "Cell {cell} has a formula that calls another program or fetches data from the net{more}; it is not called", "Do not agree if Excel asks whether it may run; type the value itself.";
    }
    HEADER_VARIATION "N-HEADER" Note {
        vi: "Cột “{found}” được hiểu là “{name}”", "Nếu không đúng, hãy dùng tên cột của mẫu.";
        en: "The column “{found}” is read as “{name}”", "If that is wrong, use the column names of the form.";
    }
}
