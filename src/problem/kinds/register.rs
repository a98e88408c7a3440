//! Problems of registers: lists of rows that data items are counted from.

crate::problem::kind::kinds! {
    SCHEME "E-REGISTER-SCHEME" Error {
        vi: "Mẫu sổ ghi chưa đúng ở “{key}”: {detail}", "Sửa tệp mẫu sổ theo gợi ý trên; `parindex schema register` cho biết từng mục.";
        en: "The register scheme is wrong at “{key}”: {detail}", "Mend the scheme; `parindex schema register` describes every key.";
    }
    EXPR "E-REGISTER-EXPR" Error {
        vi: "Biểu thức “{text}” không dùng được để đếm dòng: {detail}", "Chỉ dùng tên cột của mẫu sổ với + -, so sánh, and or not, if, first, missing, in, days, workdays, workday, year, month.";
        en: "The expression “{text}” cannot count rows: {detail}", "Use columns of the scheme with + -, comparisons, and or not, if, first, missing, in, days, workdays, workday, year, month.";
    }
    EXAMPLE "E-REGISTER-EXAMPLE" Error {
        vi: "Ví dụ tính ra {key} = {found}, nhưng ghi {expected}", "Kiểm tra lại biểu thức hoặc ví dụ.";
        en: "The example gives {key} = {found} but says {expected}", "Check the expression or the example.";
    }
    ITEM "E-REGISTER-ITEM" Error {
        vi: "Số liệu “{key}” lấy từ sổ “{register}”: {detail}", "Sửa mục [data] của bộ tiêu chí, hoặc mục [[register]] của round.toml.";
        en: "The item “{key}” is taken from the register “{register}”: {detail}", "Mend [data] of the criteria set, or [[register]] of round.toml.";
    }
    ROUND "E-REGISTER-ROUND" Error {
        vi: "Mục [[register]] “{id}”: {detail}", "Sửa mục này trong round.toml.";
        en: "The entry [[register]] “{id}”: {detail}", "Mend this entry of round.toml.";
    }
    CELL "E-REGISTER-CELL" Error {
        vi: "Cột “{column}” có {count} ô không đọc được, đầu tiên: {places}; ví dụ {example}. Các dòng này được đếm riêng là không đọc được", "Sửa các ô này trong phần mềm gốc rồi trích xuất lại. Ngày ghi như 05/03/2026 hoặc 2026-03-05.";
        en: "The column “{column}” has {count} cells that cannot be read, first: {places}; for example {example}. These rows are counted apart as unreadable", "Mend them where they come from and extract again. Days are written 05/03/2026 or 2026-03-05.";
    }
    UNIT "E-REGISTER-UNIT" Error {
        vi: "{count} dòng ghi đơn vị không có trong đợt: {names}; đầu tiên: {places}. Các dòng này không tính cho đơn vị nào", "Sửa tên trong sổ, hoặc thêm tên đó vào aliases (hoặc mã vào code) của đơn vị trong round.toml.";
        en: "{count} rows name a unit that the round does not have: {names}; first: {places}. They count for no unit", "Mend the names, or add them as aliases (or code) of the unit in round.toml.";
    }
    KEY "E-REGISTER-KEY" Error {
        vi: "{count} dòng trùng mã với dòng khác nhưng nội dung khác nhau, đầu tiên: {places}. Không rõ dòng nào đúng nên không dùng dòng nào, đếm riêng là không đọc được", "Mỗi mã chỉ giữ một dòng đúng rồi trích xuất lại.";
        en: "{count} rows have the key of another row with other contents, first: {places}. It is unclear which is right; none is used, they are counted apart as unreadable", "Keep the right row of each key and extract again.";
    }
    AGAIN "N-REGISTER-AGAIN" Note {
        vi: "{count} dòng lặp lại y hệt dòng trước (cùng mã, cùng nội dung), đầu tiên: {places}; mỗi mã chỉ tính một dòng", "Không cần sửa nếu các tệp trích xuất gối lên nhau.";
        en: "{count} rows repeat an earlier row (same key, same contents), first: {places}; each key is counted once", "Nothing to mend if the extracts overlap.";
    }
    NO_KEY "E-REGISTER-NO-KEY" Error {
        vi: "{count} dòng có số liệu nhưng không có mã ở cột “{column}”, đầu tiên: {places}; không tính các dòng này", "Ghi mã của từng dòng, hoặc xóa dòng không phải là hồ sơ.";
        en: "{count} rows have data but no key in “{column}”, first: {places}; they are not counted", "Write the key of each row, or delete rows that are none.";
    }
    FORM "W-REGISTER-FORM" Warning {
        vi: "{count} mã ở cột “{column}” không đúng dạng mã hồ sơ (H15.50.05.13-261008-0975), đầu tiên: {places}; vẫn tính", "Kiểm tra các mã này.";
        en: "{count} keys in “{column}” have not the form of a dossier number (H15.50.05.13-261008-0975), first: {places}; they are counted", "Check these keys.";
    }
    ROW "E-REGISTER-ROW" Error {
        vi: "{count} dòng bị đứt hoặc lệch cột, đầu tiên: {places}; không tính các dòng này", "Trích xuất lại tệp; đừng mở và lưu lại bằng phần mềm khác.";
        en: "{count} rows are torn or shifted, first: {places}; they are not counted", "Extract the file again; do not open and save it with another program.";
    }
    CUT "E-REGISTER-CUT" Error {
        vi: "Tệp bị cắt giữa dòng cuối ({places}): có thể thiếu nhiều dòng phía sau. Không lấy số đếm từ sổ này", "Trích xuất hoặc chép lại tệp cho đủ.";
        en: "The file is cut within its last row ({places}): more rows may be lacking. No figure is taken from this register", "Extract or copy the whole file again.";
    }
    AFTER_TOTAL "W-REGISTER-AFTER-TOTAL" Warning {
        vi: "Sau dòng cộng còn {count} dòng có mã, đầu tiên: {places}; vẫn tính các dòng này", "Kiểm tra xem có phải hai danh sách được ghép vào nhau.";
        en: "After a row of totals stand {count} rows with a key, first: {places}; they are counted", "Check whether two lists were put together.";
    }
    MOVED "E-REGISTER-MOVED" Error {
        vi: "Dòng {row} lại là tiêu đề nhưng các cột đứng chỗ khác; {count} dòng từ đó trở xuống không dùng", "Tách phần dưới thành tệp riêng, hoặc xếp lại cột cho giống tiêu đề đầu tệp.";
        en: "Row {row} is a header again with its columns elsewhere; {count} rows from there on are not used", "Make the part below a file of its own, or put its columns in the order of the first header.";
    }
    OUTSIDE "N-REGISTER-OUTSIDE" Note {
        vi: "{count} dòng có “{column}” ngoài kỳ {from}–{to}; không tính vào kỳ này", "Không cần sửa nếu sổ trích rộng hơn kỳ đánh giá.";
        en: "{count} rows have “{column}” outside of the period {from}–{to}; they do not count for it", "Nothing to mend if the extract covers more than the period.";
    }
    NO_DATE "N-REGISTER-NO-DATE" Note {
        vi: "{count} dòng để trống “{column}”, đầu tiên: {places}; không tính vào kỳ nào", "Không cần sửa nếu các việc này chưa tiếp nhận.";
        en: "{count} rows leave “{column}” blank, first: {places}; they count for no period", "Nothing to mend if they were not taken in.";
    }
    PERIOD "E-REGISTER-PERIOD" Error {
        vi: "Không dòng nào của sổ “{id}” nằm trong kỳ {from}–{to} (có {count} dòng ngoài kỳ): có thể là bản trích của kỳ khác. Không lấy số đếm", "Trích xuất sổ đúng kỳ đánh giá.";
        en: "No row of the register “{id}” lies in the period {from}–{to} ({count} rows lie outside): it may be the extract of another period. No figure is taken", "Extract the register of the assessed period.";
    }
    MONTHS "W-REGISTER-MONTHS" Warning {
        vi: "Sổ “{id}” không có dòng nào trong {months} của kỳ: bản trích có thể thiếu", "Kiểm tra bản trích; nếu đúng là không phát sinh thì không cần sửa.";
        en: "The register “{id}” has no row in {months} of the period: the extract may lack them", "Check the extract; if there was nothing, nothing is to be mended.";
    }
    STALE "W-REGISTER-STALE" Warning {
        vi: "Dòng mới nhất của sổ “{id}” là ngày {last}, trước ngày trích {as_of} đã {days} ngày", "Kiểm tra xem bản trích có thiếu phần cuối.";
        en: "The latest row of the register “{id}” is of {last}, {days} days before the extract of {as_of}", "Check whether the end of the extract is lacking.";
    }
    EARLY "W-REGISTER-EARLY" Warning {
        vi: "Sổ “{id}” trích ngày {as_of}, trước khi kỳ kết thúc ({to}): số đếm là tạm tính; đơn vị không có dòng nào được coi là chưa có số liệu, không phải 0", "Trích xuất lại sau ngày cuối kỳ.";
        en: "The register “{id}” was extracted on {as_of}, before the period ends ({to}): its figures are provisional; a unit without rows has no figure, not 0", "Extract again after the last day.";
    }
    FEWER "E-REGISTER-FEWER" Error {
        vi: "Sổ “{id}” của {unit} có {now} dòng, ít hơn {before} dòng của bản trích đã dùng trước đó; không lấy số đếm của đơn vị này", "Kiểm tra bản trích. Nếu đúng là ít đi, ghi fewer = \"accept\" ở mục [[register]].";
        en: "The register “{id}” has {now} rows of {unit}, fewer than the {before} of the extract used before; no figure of this unit is taken", "Check the extract. If fewer is right, write fewer = \"accept\" in [[register]].";
    }
    COUNTS "E-REGISTER-COUNTS" Error {
        vi: "Bảng đếm sẵn: {detail}", "Mỗi dòng cần unit, item, value: mã đơn vị của đợt, mã số liệu của bộ tiêu chí, số nguyên không âm.";
        en: "The table of counts: {detail}", "Each row needs unit, item, value: an id of the round, a key of the criteria set, a whole number not below 0.";
    }
}
