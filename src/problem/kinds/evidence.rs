//! Problems of evidence forms: which sheet, whose, which row.

crate::problem::kind::kinds! {
    SHEETS "E-FORM-SHEETS" Error {
        vi: "Tệp có nhiều trang giống mẫu, không rõ dùng trang nào: {sheets}", "Hãy giữ một trang, xóa trang thừa; mỗi đơn vị một tệp.";
        en: "The file has several sheets like the form; which one counts? {sheets}", "Keep one and delete the others; one file for each unit.";
    }
    SHEET_PARTS "N-FORM-PARTS" Note {
        vi: "Bản tự chấm nằm trên {count} trang: {sheets}; phần mềm đọc chung là một bản", "Không cần làm gì; nên để cả bản trên một trang như mẫu.";
        en: "The form stands on {count} sheets: {sheets}; they are read as one", "Nothing to do; better keep it on one sheet as in the form.";
    }
    SHEET_EACH "N-FORM-UNITS" Note {
        vi: "Tệp có {count} trang tự chấm của nhiều đơn vị; mỗi trang được đọc cho đơn vị ghi trên trang đó: {taken}", "Hãy kiểm tra mỗi trang đúng đơn vị; nên gửi mỗi đơn vị một tệp.";
        en: "The file has {count} forms of several units; each sheet is read for the unit that it names: {taken}", "Check that each sheet is of its unit; better one file for each unit.";
    }
    NO_SHEET "E-FORM-SHEET" Error {
        vi: "Tệp không có trang nào giống mẫu “Tự chấm”{uneven}", "Hãy dùng đúng mẫu, giữ nguyên tên các cột như “Mã”, “Mã số liệu”, “Giá trị”.";
        en: "No sheet of the file looks like the form “Tự chấm”{uneven}", "Use the form and keep the names of its columns, such as “Mã”, “Mã số liệu”, “Giá trị”.";
    }
    HIDDEN "N-FORM-HIDDEN" Note {
        vi: "Có trang tính ẩn “{sheet}” giống mẫu; phần mềm không lấy số liệu ở đó", "Nếu cần dùng, hãy bỏ ẩn trang và gửi lại.";
        en: "The hidden sheet “{sheet}” looks like the form; it is not used", "If it should count, unhide it and send the file again.";
    }
    HIDDEN_ROW "N-FORM-HIDDEN-ROW" Note {
        vi: "Dòng {row} đang bị ẩn nhưng có số liệu; {use}", "Hãy bỏ ẩn dòng này và kiểm tra số liệu.";
        en: "Row {row} is hidden but has data; {use}", "Unhide the row and check its value.";
    }
    HIDDEN_COLUMN "N-FORM-HIDDEN-COLUMN" Note {
        vi: "Cột {column} (“{name}”) đang bị ẩn nhưng có số liệu; phần mềm vẫn đọc", "Hãy bỏ ẩn cột này và kiểm tra số liệu.";
        en: "Column {column} (“{name}”) is hidden but has data; it is read all the same", "Unhide the column and check its values.";
    }
    COMMENT "N-CELL-COMMENT" Note {
        vi: "Ô {cell} có ghi chú: “{text}”", "Người thẩm định đọc ghi chú này; phần mềm không tính theo ghi chú.";
        en: "Cell {cell} has a comment: “{text}”", "It is for the appraiser to read; nothing is computed from it.";
    }
    OVER_VALUE "E-VALUE-OVER" Error {
        vi: "Ô {cell} {holds} nhưng có {what} nằm đè lên; không rõ đơn vị kê khai gì", "Hãy nhập giá trị vào chính ô {cell} và bỏ phần nằm đè lên.";
        en: "Cell {cell} {holds} but {what} lies over it; what the unit declares is unclear", "Type the value into the cell {cell} itself and take away what lies over it.";
    }
    OVER_CELL "N-CELL-OVER" Note {
        vi: "Trên ô {cell} có {what}; {use}", "Người thẩm định mở tệp để xem; số liệu phải nhập vào chính các ô.";
        en: "Over the cell {cell} lies {what}; {use}", "It is for the appraiser to see; values must be typed into the cells themselves.";
    }
    BY_HAND "N-FORM-MANUAL" Note {
        vi: "Tệp đặt chế độ tính tay nên kết quả công thức có thể đã cũ; phần mềm dùng giá trị lưu", "Hãy mở bằng Excel, bấm F9 để tính lại, kiểm tra rồi lưu.";
        en: "The file computes its formulas by hand, so their results may be old; the stored ones are used", "Open the file in Excel, press F9 to compute it again, check it and save it.";
    }
    DATES_1904 "N-FORM-1904" Note {
        vi: "Tệp dùng hệ ngày 1904 của máy Mac; phần mềm đã đổi các ngày theo hệ này", "Hãy kiểm tra các ngày đã kê khai.";
        en: "The file counts its dates from 1904, as Macs did; they were read so", "Check the dates that were declared.";
    }
    TEXT_LEGACY "N-TEXT-LEGACY" Note {
        vi: "Ô {cell} ghi “{raw}” bằng bảng mã cũ {encoding}; có thể là “{decoded}”", "Hãy chuyển sang Unicode bằng UniKey để người thẩm định đọc được.";
        en: "Cell {cell} says “{raw}” in the old encoding {encoding}; it may mean “{decoded}”", "Convert it to Unicode with UniKey so that the appraiser can read it.";
    }
    FORM_LEGACY "E-FORM-LEGACY" Error {
        vi: "Trang “{sheet}” dùng bảng mã cũ {encoding} nên không đọc được tên cột, tên đơn vị", "Hãy chuyển cả trang sang Unicode bằng UniKey rồi gửi lại.";
        en: "The sheet “{sheet}” is in the old encoding {encoding}, so its columns and unit cannot be read", "Convert the whole sheet to Unicode with UniKey and send it again.";
    }
    TOTAL "N-ROW-TOTAL" Note {
        vi: "Dòng cộng ghi điểm tự chấm {found} nhưng cộng lại được {sum}; phần mềm không dùng dòng cộng", "Kiểm tra lại các điểm tự chấm phía trên.";
        en: "The row of totals says {found} for the self scores, which add up to {sum}; it is not used", "Check the self scores above it.";
    }
    STRUCK "N-VALUE-STRUCK" Note {
        vi: "Ô {cell} ghi “{raw}” nhưng cả ô bị gạch ngang; phần mềm vẫn dùng", "Nếu số này đã bỏ, hãy xóa hoặc nhập lại.";
        en: "Cell {cell} says “{raw}” and is struck out as a whole; it is used all the same", "If it no longer counts, clear it or type it again.";
    }
    NO_UNIT "E-FORM-UNIT" Error {
        vi: "Không thấy tên đơn vị ở phần đầu trang (dòng “Đơn vị:”), nên không dùng được tệp", "Hãy ghi tên đơn vị sau chữ “Đơn vị:”.";
        en: "The top of the sheet does not name the unit (line “Đơn vị:”), so the file cannot be used", "Write the unit's name after “Đơn vị:”.";
    }
    FILE_NAME "W-FORM-FILE-NAME" Warning {
        vi: "Tên tệp chỉ “{named}”, trong trang ghi “{unit}”; phần mềm dùng tên trong trang", "Hãy kiểm tra tệp này của đơn vị nào.";
        en: "The file is named after “{named}”, its sheet says “{unit}”; the sheet counts", "Check whose file it is.";
    }
    ROUND "E-FORM-ROUND" Error {
        vi: "Mẫu này của đợt “{found}”, không phải đợt “{round}”", "Hãy dùng mẫu của đợt này.";
        en: "The form belongs to the round “{found}”, not to “{round}”", "Use the form of this round.";
    }
    YEAR "E-FORM-YEAR" Error {
        vi: "Tiêu đề của trang ghi năm {found}, đợt này là năm {year}", "Hãy dùng mẫu của năm {year}.";
        en: "The title of the sheet says {found}, the round is of {year}", "Use the form of {year}.";
    }
    OTHER_FIGURES "W-FORM-FIGURES-BESIDE" Warning {
        vi: "Cột {name} không có trong mẫu nhưng ghi số khác cột “Giá trị” ở {count} dòng: {cells}; phần mềm chỉ dùng cột “Giá trị”", "Nếu số ở cột này mới đúng, hãy ghi vào cột “Giá trị”; nếu không, hãy xóa cột này.";
        en: "A column {name} is not of the form and holds other figures than “Giá trị” in {count} rows: {cells}; only “Giá trị” is used", "If these are the right ones write them into “Giá trị”; else delete the column.";
    }
    BLOCK_DIFFERS "W-BLOCK-DATA-DIFFERS" Warning {
        vi: "“{label}”: đơn vị ghi {raw}, số dùng chung của khối là {given} (nguồn: {source}); phần mềm dùng số của khối", "Nếu số của đơn vị mới đúng, sửa [block.data] trong round.toml hoặc bỏ dòng đó; nếu không thì không phải làm gì.";
        en: "“{label}”: the unit wrote {raw}, the figure of the whole block is {given} (source: {source}); that of the block is used", "If the unit is right mend [block.data] in round.toml or delete its line; else there is nothing to do.";
    }
    TITLE "W-FORM-TITLE" Warning {
        vi: "Trang ghi “{found}”: có thể không phải bản tự chấm chính thức của cả năm {year}; phần mềm vẫn dùng", "Hỏi lại đơn vị có gửi đúng bản không; nếu đúng, sửa dòng chữ hoặc tên trang ấy.";
        en: "The sheet says “{found}”: it may not be the final form of the whole year {year}; it is used all the same", "Ask the unit whether it sent the right one; if so, mend that line or the name of the sheet.";
    }
    COLUMN_PERIOD "E-FORM-COLUMN-PERIOD" Error {
        vi: "Tiêu đề của cột “{column}” ghi “{found}” (ô {cell}): không phải kết quả thực hiện của năm {year}; trang này không được dùng", "Hãy ghi kết quả thực hiện năm {year} ở cột “{column}”; cột kế hoạch hoặc cột của năm khác thì xóa đi, hoặc đặt tên khác và để sau cột “{column}”.";
        en: "The heading of the column “{column}” says “{found}” (cell {cell}): these are not the results of {year}; the sheet is not used", "Write the results of {year} in the column “{column}”; delete the columns of plans and other years, or give them other names and put them behind it.";
    }
    OTHER_UNIT "E-FORM-OTHER-UNIT" Error {
        vi: "Mẫu này phát cho “{found}”, trong trang ghi “{unit}”", "Hãy dùng mẫu đã phát cho chính đơn vị.";
        en: "The form was made for “{found}”, its sheet says “{unit}”", "Use the form made for the unit.";
    }
    FOREIGN "E-EVIDENCE-FOREIGN" Error {
        vi: "{count} trong {of} tệp tự chấm ghi tên đơn vị không có trong đợt “{round}”", "Có lẽ thư mục này được chép từ đợt khác, hoặc danh sách đơn vị chưa đủ. Kiểm tra điều này trước, rồi mới sửa từng tệp.";
        en: "{count} of {of} evidence files name units that the round “{round}” does not have", "The folder may have been copied from another round, or the list of units is not complete. Check this before mending single files.";
    }
    SET "E-FORM-SET" Error {
        vi: "Mẫu này theo bộ tiêu chí “{found}”, đơn vị thuộc bộ “{set}”", "Hãy dùng mẫu của bộ tiêu chí “{set}”.";
        en: "The form follows the criteria set “{found}”, the unit has “{set}”", "Use the form of “{set}”.";
    }
    SET_CHANGED "W-FORM-SET-CHANGED" Warning {
        vi: "Bộ tiêu chí đã sửa sau khi phát mẫu này{leaves}", "So mẫu với bộ tiêu chí hiện nay; nếu khác nhiều, hãy phát lại mẫu.";
        en: "The criteria set was changed after this form was made{leaves}", "Compare the form with the set as it is now; if much differs, send out a new form.";
    }
    KEY "E-FORM-KEY" Error {
        vi: "Mã số liệu “{key}” không có trong bộ tiêu chí; dòng không được tính", "{proposal}Giữ nguyên mã số liệu của mẫu.";
        en: "The data key “{key}” is not in the criteria set; the row does not count", "{proposal}Leave the data keys of the form.";
    }
    KEY_LABEL "E-FORM-KEY-LABEL" Error {
        vi: "Mã số liệu “{key}” và tên “{label}” chỉ hai số liệu khác nhau; dòng không được tính", "Sửa mã hoặc tên cho khớp với mẫu.";
        en: "The data key “{key}” and the label “{label}” mean different items; the row does not count", "Make them agree with the form.";
    }
    KEY_LEAF "E-FORM-KEY-LEAF" Error {
        vi: "Mã số liệu “{key}” thuộc tiêu chí {leaf}, nhưng dòng ghi mã {code}; dòng không được tính", "Sửa mã cho khớp với mẫu.";
        en: "The data key “{key}” belongs to {leaf}, but the row has the code {code}; it does not count", "Make them agree with the form.";
    }
    LABEL "N-FORM-LABEL" Note {
        vi: "Tên số liệu “{label}” khác mẫu; phần mềm dùng mã “{key}”", "Giữ nguyên tên số liệu của mẫu.";
        en: "The label “{label}” differs from the form; the key “{key}” counts", "Leave the labels of the form.";
    }
    MAXIMUM "N-FORM-MAX" Note {
        vi: "Điểm tối đa của mã {code} trên mẫu là {found}, trong bộ tiêu chí là {max}; phần mềm dùng bộ tiêu chí", "Giữ nguyên điểm tối đa của mẫu.";
        en: "The maximum of {code} is given as {found}, the set says {max}; the set counts", "Leave the maxima of the form.";
    }
    ROW "E-FORM-ROW" Error {
        vi: "Dòng có giá trị “{raw}” nhưng không rõ là số liệu nào; không được tính", "Ghi đủ mã và tên số liệu như trong mẫu.";
        en: "The row has the value “{raw}” but it is unclear of which item; it does not count", "Write key and label as in the form.";
    }
    TWICE "E-ROW-TWICE" Error {
        vi: "“{label}” xuất hiện hai lần, giá trị khác nhau, không dùng giá trị nào (“{one}” ở ô {first}, “{other}” ở ô {cell})", "Hãy giữ một dòng, xóa dòng kia.";
        en: "“{label}” stands twice with different values, neither of which is used (“{one}” in {first}, “{other}” in {cell})", "Keep one row.";
    }
    TWICE_SAME "N-ROW-TWICE" Note {
        vi: "“{label}” xuất hiện hai lần, cùng giá trị (ô {first})", "Nên xóa một dòng.";
        en: "“{label}” stands twice with the same value (cell {first})", "Better delete one row.";
    }
    ROW_MISSING "E-ROW-MISSING" Error {
        vi: "Thiếu dòng “{label}” (mã {key})", "Hãy thêm lại dòng này như trong mẫu rồi ghi số liệu.";
        en: "The row “{label}” (key {key}) is missing", "Put the row back as in the form and give the value.";
    }
    SHIFTED "E-VALUE-SHIFTED" Error {
        vi: "Cột “Giá trị” trống, cột {column} lại ghi “{raw}” (ô {cell}). Có thể nhập lệch cột", "Hãy ghi giá trị vào cột “Giá trị”.";
        en: "The value is blank and the column {column} says “{raw}” ({cell}): perhaps one column off", "Write the value in the column “Giá trị”.";
    }
    BLANK "E-VALUE-BLANK" Error {
        vi: "Ô {cell} trống nhưng tiêu chí {code} có điểm tự chấm ({self_score})", "Hãy ghi số liệu “{label}”.";
        en: "Cell {cell} is blank although {code} has a self score ({self_score})", "Give the value “{label}”.";
    }
    SELF_RANGE "W-SELF-RANGE" Warning {
        vi: "Ô {cell} ghi điểm tự chấm {raw}, ngoài khoảng từ {min} đến {max} của tiêu chí {code}; điểm tự chấm chỉ để so sánh, không được tính", "Hãy xem lại điểm tự chấm, hoặc có ghi nhầm dòng không.";
        en: "Cell {cell} gives a self score of {raw}, outside {min} to {max} of {code}; self scores are compared, never counted", "Look at the self score again, and whether it stands in the wrong row.";
    }
    TEXT_ERROR "E-TEXT-ERROR" Error {
        vi: "Ô {cell} chỉ có “{raw}” do phần mềm bảng tính ghi, không phải chữ của người; không được coi là nội dung", "Hãy gõ lại nội dung ô bằng chữ.";
        en: "Cell {cell} holds nothing but “{raw}”, which a program wrote and no person; it says nothing", "Type what the cell should say.";
    }
    NA_REASON "W-NA-REASON" Warning {
        vi: "{subject} ghi không áp dụng nhưng không có giải trình", "Cần ghi lý do ở cột “Giải trình”.";
        en: "{subject} is claimed not applicable without an explanation", "Give the reason in the column “Giải trình”.";
    }
    NA_FIGURES "E-NA-FIGURES" Error {
        vi: "Tiêu chí {code}: ô {cell} ghi “{raw}” nhưng vẫn kê khai {figures}; không rõ ý nào đúng, nên không dùng cả hai", "Không áp dụng thì xóa các số liệu của tiêu chí này và ghi lý do ở cột “Giải trình”; có phát sinh thì xóa ô ghi không áp dụng.";
        en: "{code}: cell {cell} says “{raw}”, while {figures} are declared; which is meant is unclear, so neither is used", "If it does not apply delete the figures and give the reason; else delete the claim.";
    }
    NA_ANSWER "E-NA-ANSWER" Error {
        vi: "Tiêu chí {code}: ô {cell} trả lời “{raw}” cho câu “Không phát sinh nhiệm vụ?”; không rõ là có hay không phát sinh, nên không dùng", "Không phát sinh thì ghi “Không áp dụng” và lý do ở cột “Giải trình”; có phát sinh thì để trống ô này, ghi số liệu ở các dòng bên dưới.";
        en: "{code}: cell {cell} answers “{raw}” to “Không phát sinh nhiệm vụ?” (was there nothing to do?); it is unclear which is meant, so it is not used", "If there was nothing to do write “Không áp dụng” and the reason; else leave the cell blank and declare the figures below.";
    }
    FILES "E-UNIT-FILES" Error {
        vi: "{unit} có {count} tệp khác nhau, không dùng tệp nào: {files}", "{differences}Hãy chọn một: chuyển các tệp kia ra khỏi thư mục, hoặc ghi vào [evidence] của round.toml: use = [\"{first}\"].";
        en: "{unit} has {count} different files, none of which is used: {files}", "{differences}Choose one: move the others out of the folder, or write into [evidence] of round.toml: use = [\"{first}\"].";
    }
    CHOSEN "N-UNIT-CHOSEN" Note {
        vi: "{unit} có {count} tệp khác nhau; dùng tệp này {by}, không dùng: {others}", "Nếu không đúng, sửa [evidence] của round.toml.";
        en: "{unit} has {count} different files; this one is used {by}, not: {others}", "If that is wrong, mend [evidence] of round.toml.";
    }
    USE "E-EVIDENCE-USE" Error {
        vi: "Dòng use chọn tệp “{file}”, nhưng không có tệp tự chấm nào tên như vậy", "{proposal}Ghi đúng đường dẫn của tệp, như trong các thông báo.";
        en: "The line `use` chooses “{file}”, but no file of evidence has that name", "{proposal}Write the path of the file as messages show it.";
    }
    TWO_UNITS "E-FORM-TWO-UNITS" Error {
        vi: "Trang ghi tên hai đơn vị: “{one}” (ô {first}) và “{other}” (ô {cell}); không dùng tệp cho đơn vị nào", "Mỗi đơn vị một tệp: hãy tách ra và gửi lại.";
        en: "The sheet names two units: “{one}” ({first}) and “{other}” ({cell}); the file is used for neither", "One file for each unit: separate them and send them again.";
    }
    COPY "N-FILE-COPY" Note {
        vi: "Tệp giống hệt tệp {first}; chỉ dùng một", "Nên xóa bản sao.";
        en: "The file is an exact copy of {first}; one is used", "Better delete the copy.";
    }
    STOPPED "E-UNIT-STOPPED" Error {
        vi: "{unit}: không dùng được tệp đã gửi, nên chưa xếp hạng", "Sửa các lỗi được nêu của tệp này rồi gửi lại.";
        en: "{unit}: what it sent cannot be used, so it is not ranked", "Mend what is said of the file and send it again.";
    }
    SAME_NUMBERS "W-UNITS-SAME" Warning {
        vi: "{unit} có cả {count} số liệu giống hệt {other} (tệp {other_file})", "Hãy kiểm tra có chép nhầm tệp không.";
        en: "{unit} has exactly the {count} values of {other} (file {other_file})", "Check whether a file was copied by mistake.";
    }
    ALIKE_NUMBERS "W-UNITS-ALIKE" Warning {
        vi: "{unit} và {other} ghi giống hệt nhau {count} trong {of} con số có từ hai chữ số trở lên mà cả hai cùng kê khai (tệp {other_file}): {examples}", "Hai đơn vị khó có cùng những con số này: hãy kiểm tra có chép số liệu của nhau không.";
        en: "{unit} and {other} declare the same in {count} of the {of} numbers of two digits or more that both declare (file {other_file}): {examples}", "Two units hardly have the same numbers: check whether one copied from the other.";
    }
    CHECK "E-CHECK" Error {
        vi: "{message} ({values})", "Hãy kiểm tra và sửa lại các số liệu này.";
        en: "{message} ({values})", "Check and mend these numbers.";
    }
    CHECK_SETTLED "N-CHECK-SETTLED" Note {
        vi: "{message}: số đơn vị kê khai không khớp, cơ quan thẩm định đã sửa; phần mềm dùng số đã sửa ({values})", "Không cần làm gì; đơn vị nên sửa số liệu gốc.";
        en: "{message}: what the unit declared did not agree and an appraiser corrected it; the corrected values are used ({values})", "Nothing to do; the unit had better mend its own figures.";
    }
    SAME_FILE "N-UNIT-FILES-SAME" Note {
        vi: "Tệp này kê khai giống hệt {first} của cùng đơn vị; chỉ tính một", "Nên bỏ bớt tệp này.";
        en: "This file declares the same as {first} of the same unit; one is counted", "Better take this file away.";
    }
}
