//! Problems of finding the table on a sheet.

crate::problem::kind::kinds! {
    NO_HEADER "E-TABLE-HEADER" Error {
        vi: "Không tìm thấy dòng tiêu đề của bảng trong 30 dòng đầu{uneven}", "Hãy dùng đúng mẫu, giữ nguyên dòng tiêu đề có các cột {names}.";
        en: "No header row of the table stands in the first 30 rows{uneven}", "Use the form and leave its header row, with the columns {names}, as it is.";
    }
    COLUMN_MISSING "E-TABLE-COLUMN-MISSING" Error {
        vi: "Không tìm thấy cột {names} ở dòng tiêu đề của bảng", "{proposal}Hãy dùng đúng mẫu, giữ nguyên tên cột.";
        en: "Column not found: {names}", "{proposal}Use the form and keep the names of its columns.";
    }
    SHEETS "E-TABLE-SHEETS" Error {
        vi: "Tệp có nhiều trang cùng có bảng này: {sheets}; không rõ dùng trang nào", "Gộp các dòng vào một trang; trang không dùng thì xóa hoặc ẩn đi.";
        en: "Several sheets of the file hold this table: {sheets}; it is unclear which counts", "Put all rows on one sheet; delete or hide the others.";
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
    HEADER_AGAIN "N-TABLE-HEADER-AGAIN" Note {
        vi: "Dòng {row} lại là tiêu đề nhưng khác tiêu đề dòng {first}: cột {columns}; các dòng dưới được đọc theo tiêu đề dòng {row}", "Kiểm tra các cột dưới dòng {row}; nên để cả bảng dùng một tiêu đề.";
        en: "Row {row} is a header again, unlike that in row {first}: columns {columns}; the rows below are read by the header in row {row}", "Check the columns below row {row}; better keep one header for the whole table.";
    }
    HEADER_MOVED "E-TABLE-HEADER-MOVED" Error {
        vi: "Dòng {row} lại là tiêu đề nhưng khác tiêu đề dòng {first}: cột {columns}; các dòng dưới không được dùng", "Xếp lại các cột dưới dòng {row} cho giống tiêu đề dòng {first}, hoặc tách phần đó thành tệp riêng.";
        en: "Row {row} is a header again, unlike that in row {first}: columns {columns}; the rows below are not used", "Put the columns below row {row} in the order of row {first}, or make that part a file of its own.";
    }
    HEADER_BROKEN "E-TABLE-HEADER-BROKEN" Error {
        vi: "Dòng {row} lại là tiêu đề nhưng thiếu hoặc trùng cột cần có{names}; các dòng dưới không được dùng", "Ghi đủ tên cột ở dòng {row} như tiêu đề đầu bảng, hoặc xóa dòng đó nếu các cột không đổi.";
        en: "Row {row} is a header again but lacks a column that is needed, or has one twice{names}; the rows below are not used", "Name all columns in row {row} as at the top of the table, or delete the row if the columns are the same.";
    }
    COPY "N-TABLE-COPY" Note {
        vi: "Bảng này giống hệt bảng ở {first}; chỉ tính một", "Nên bỏ bớt một bảng. Nếu là hai bảng khác nhau, hãy kiểm tra vì sao mọi ô giống nhau.";
        en: "This table is the same as that in {first}; one is counted", "Better take one away. If they should differ, check why all their cells are the same.";
    }
    ROW_AGAIN "N-TABLE-ROW-AGAIN" Note {
        vi: "Dòng này giống hệt dòng ở {first}; chỉ tính một", "Nên xóa một dòng.";
        en: "This row is the same as that in {first}; one is counted", "Better delete one of them.";
    }
    SUM "N-TABLE-SUM" Note {
        vi: "Dòng {row} ghi {found}, đúng bằng tổng của {of}; phần mềm coi là dòng cộng, không tính thêm", "Nếu đây là số liệu riêng, hãy ghi rõ tên ở dòng {row}.";
        en: "Row {row} says {found}, which is the sum of {of}; it is taken for a row of sums and not counted again", "If it is a figure of its own, name it in row {row}.";
    }
}
