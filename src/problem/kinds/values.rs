//! Problems of reading one cell as a value. `{raw}` is what stands in the cell.

crate::problem::kind::kinds! {
    TYPE "E-VALUE-TYPE" Error {
        vi: "Ô {cell} ghi “{raw}” – phải là một con số", "Hãy nhập lại một con số, không ghi chữ kèm theo.";
        en: "Cell {cell} says “{raw}”; it must be a number", "Type a number and no words.";
    }
    WHOLE "E-VALUE-WHOLE" Error {
        vi: "Ô {cell} ghi “{raw}” – phải là số nguyên", "Hãy ghi số lượng, không có phần thập phân.";
        en: "Cell {cell} says “{raw}”; it must be a whole number", "Write a count without decimals.";
    }
    AMBIGUOUS "E-VALUE-AMBIGUOUS" Error {
        vi: "Ô {cell} ghi “{raw}”: không rõ là {one} hay {other}", "Hãy nhập lại, không dùng dấu phân cách nghìn.";
        en: "Cell {cell} says “{raw}”: unclear whether {one} or {other}", "Type it again without a thousands separator.";
    }
    SHARE "E-VALUE-SHARE" Error {
        vi: "Ô {cell} ghi tỷ lệ “{raw}”, trong khi cần ghi một SỐ", "Hãy ghi con số, không ghi phần trăm.";
        en: "Cell {cell} says “{raw}”, a share, where a plain number is needed", "Write the number, not a percentage.";
    }
    PERCENT_BARE "E-VALUE-PERCENT" Error {
        vi: "Ô {cell} ghi “{raw}”: là {one} hay {other}?", "Hãy ghi rõ có dấu %.";
        en: "Cell {cell} says “{raw}”: {one} or {other}?", "Write it with a % sign.";
    }
    RANGE "E-VALUE-RANGE" Error {
        vi: "Ô {cell} ghi “{raw}”, ngoài khoảng cho phép ({allowed})", "Hãy kiểm tra và nhập lại.";
        en: "Cell {cell} says “{raw}”, outside the allowed range ({allowed})", "Check it and type it again.";
    }
    DASH "E-VALUE-DASH" Error {
        vi: "Ô {cell} ghi “{raw}”: không rõ là số 0 hay không có số liệu", "Hãy ghi 0, Không áp dụng, hoặc con số.";
        en: "Cell {cell} says “{raw}”: unclear whether 0 or nothing", "Write 0, Không áp dụng, or a number.";
    }
    DITTO "E-VALUE-DITTO" Error {
        vi: "Ô {cell} ghi “{raw}” (như trên), không phải là giá trị", "Hãy ghi giá trị cụ thể.";
        en: "Cell {cell} says “{raw}” (ditto), which is no value", "Write the value itself.";
    }
    IS_DATE "E-VALUE-IS-DATE" Error {
        vi: "Ô {cell} là ngày tháng hoặc giờ ({raw}); có thể Excel tự đổi, như “1/1”", "Hãy nhập lại con số, định dạng ô là Số hoặc Văn bản.";
        en: "Cell {cell} is a date or time ({raw}); Excel may have made it of something like “1/1”", "Type the number again in a number or text cell.";
    }
    ERROR "E-VALUE-ERROR" Error {
        vi: "Ô {cell} báo lỗi {raw}", "Hãy sửa công thức hoặc nhập lại giá trị.";
        en: "Cell {cell} shows the error {raw}", "Mend the formula or type the value.";
    }
    PICTURE "E-VALUE-PICTURE" Error {
        vi: "Ô {cell} chứa một hình, không phải là giá trị", "Hãy gõ giá trị bằng chữ hoặc số.";
        en: "Cell {cell} holds a picture, which is no value", "Type the value.";
    }
    TURNED "E-VALUE-TURNED" Error {
        vi: "Ô {cell} có ký tự đổi chiều chữ: nhìn thấy một giá trị nhưng tệp lưu giá trị khác (“{raw}”)", "Hãy xóa ô rồi gõ lại, không dán từ nơi khác.";
        en: "Cell {cell} has a character that turns the order of others: another value is seen than the file holds (“{raw}”)", "Clear the cell and type it again instead of pasting.";
    }
    FORMULA "E-VALUE-FORMULA" Error {
        vi: "Ô {cell} có công thức chưa được tính nên không có giá trị", "Hãy mở bằng Excel, bấm Lưu rồi gửi lại.";
        en: "Cell {cell} has a formula that was never computed and so no value", "Open the file in Excel, save it and send it again.";
    }
    BROKEN "E-VALUE-BROKEN" Error {
        vi: "Ô {cell} không đọc được: {raw}", "Hãy nhập lại ô này rồi lưu tệp bằng Excel.";
        en: "Cell {cell} cannot be read: {raw}", "Type the cell again and save the file in Excel.";
    }
    MARKED "E-VALUE-MARKED" Error {
        vi: "Ô {cell} ghi “{raw}”, có phần chữ gạch ngang hoặc chỉ số trên, không rõ dùng phần nào", "Hãy nhập lại một giá trị.";
        en: "Cell {cell} says “{raw}”, part of it struck out or raised: unclear what counts", "Type one value again.";
    }
    MEASURE "E-VALUE-MEASURE" Error {
        vi: "Ô {cell} ghi “{raw}” nhưng tính bằng {measure}, trong khi mẫu hỏi theo {asked}", "Hãy đổi số ra {asked}, ghi lại số và sửa đơn vị tính.";
        en: "Cell {cell} says “{raw}” measured in {measure}, while the form asks in {asked}", "Convert the figure to {asked}, and correct the unit of measure.";
    }
    MERGED "E-VALUE-MERGED" Error {
        vi: "Ô {cell} bị gộp qua nhiều dòng hoặc cột số liệu", "Hãy bỏ gộp ô và nhập riêng từng giá trị.";
        en: "Cell {cell} is merged over several rows or columns of data", "Split it and type each value by itself.";
    }
    DATE "E-VALUE-DATE" Error {
        vi: "Ô {cell} ghi “{raw}” – phải là ngày/tháng/năm", "Hãy ghi như 10/01/2025, hoặc “Không” nếu không thực hiện.";
        en: "Cell {cell} says “{raw}”; it must be day/month/year", "Write it like 10/01/2025, or “Không” if it was not done.";
    }
    DATE_IMPOSSIBLE "E-DATE-IMPOSSIBLE" Error {
        vi: "Ô {cell} ghi “{raw}”: không có ngày này, hoặc năm không hợp lý", "Hãy ghi ngày/tháng/năm có thật.";
        en: "Cell {cell} says “{raw}”: there is no such day, or the year cannot be", "Write a real day/month/year.";
    }
    DATE_INCOMPLETE "E-DATE-INCOMPLETE" Error {
        vi: "Ô {cell} ghi “{raw}”, thiếu ngày", "Hãy ghi đủ ngày/tháng/năm, hoặc “Không” nếu không thực hiện.";
        en: "Cell {cell} says “{raw}”, without a day", "Write day/month/year, or “Không” if it was not done.";
    }
    DATE_SEVERAL "E-DATE-SEVERAL" Error {
        vi: "Ô {cell} ghi nhiều ngày: “{raw}”", "Hãy ghi một ngày.";
        en: "Cell {cell} names several days: “{raw}”", "Write one day.";
    }
    DATE_WORDS "E-DATE-WORDS" Error {
        vi: "Ô {cell} ghi “{raw}”: có một ngày, nhưng không rõ đó có phải là ngày đã thực hiện", "Nếu đã thực hiện, hãy chỉ ghi ngày/tháng/năm; nếu chưa thực hiện, hãy ghi “Không”.";
        en: "Cell {cell} says “{raw}”: it names a day, but not clearly the day on which it was done", "If it was done, write the day/month/year alone; if not, write “Không”.";
    }
    YES_NO "E-VALUE-YESNO" Error {
        vi: "Ô {cell} ghi “{raw}”, không rõ là Có hay Không", "Hãy chọn Có hoặc Không.";
        en: "Cell {cell} says “{raw}”: unclear whether Có (yes) or Không (no)", "Choose Có or Không.";
    }
    CHOICE "E-VALUE-CHOICE" Error {
        vi: "Ô {cell} ghi “{raw}”, không có trong các lựa chọn", "Hãy chọn một trong: {options}.";
        en: "Cell {cell} says “{raw}”, which is none of the options", "Choose one of: {options}.";
    }
    UNDERSTOOD "N-VALUE" Note {
        vi: "Ô {cell} ghi “{raw}”, được hiểu là {value}", "Nếu không đúng, hãy nhập lại.";
        en: "Cell {cell} says “{raw}”, read as {value}", "If that is wrong, type it again.";
    }
    NOT_APPLICABLE "N-VALUE-NA" Note {
        vi: "Ô {cell} ghi “{raw}”, được hiểu là không áp dụng", "Nếu đúng, ghi lý do ở cột “Giải trình”; nếu không đúng, hãy nhập giá trị.";
        en: "Cell {cell} says “{raw}”, read as not applicable", "If that is right, give the reason in the column “Giải trình”; else type the value.";
    }
    ZERO_FORMULA "N-VALUE-FORMULA-ZERO" Note {
        vi: "Ô {cell} có công thức với giá trị lưu là 0; tệp có thể chưa được Excel tính", "Hãy mở bằng Excel, kiểm tra, bấm Lưu.";
        en: "Cell {cell} has a formula whose stored result is 0; Excel may not have computed it", "Open the file in Excel, check it and save it.";
    }
    NEVER_COMPUTED "E-VALUE-FORMULA-ZERO" Error {
        vi: "Ô {cell} có công thức cho {computed} nhưng giá trị lưu là 0: tệp chưa được Excel tính, không dùng được", "Hãy mở bằng Excel, kiểm tra, bấm Lưu rồi gửi lại.";
        en: "The formula in {cell} gives {computed}, its stored result is 0: Excel has not computed the file, so it cannot be used", "Open the file in Excel, check it, save it and send it again.";
    }
    FORMULA_OLD "N-VALUE-FORMULA-OLD" Note {
        vi: "Công thức ở ô {cell} cho {computed} nhưng giá trị lưu là {raw}; phần mềm dùng giá trị lưu", "Hãy mở bằng Excel, bấm F9 để tính lại, kiểm tra rồi lưu.";
        en: "The formula in {cell} gives {computed}, its stored result is {raw}; the stored one is used", "Open the file in Excel, press F9 to compute it again, check it and save it.";
    }
    OTHER_FILE "N-VALUE-FORMULA-LINK" Note {
        vi: "Ô {cell} lấy số từ tệp khác; phần mềm dùng giá trị đã lưu {raw}", "Hãy kiểm tra số này còn đúng với tệp kia không, rồi nhập thẳng số vào ô.";
        en: "Cell {cell} takes its value from another file; the stored one, {raw}, is used", "Check that it still agrees with that file and type the value itself.";
    }
    CHANGING "N-VALUE-FORMULA-CHANGING" Note {
        vi: "Ô {cell} có công thức đổi theo ngày hoặc ngẫu nhiên (TODAY, NOW, RAND); phần mềm dùng giá trị đã lưu {raw}", "Hãy nhập thẳng giá trị vào ô.";
        en: "Cell {cell} has a formula that changes by the day or by chance (TODAY, NOW, RAND); the stored value, {raw}, is used", "Type the value itself.";
    }
    SHOWN "N-VALUE-SHOWN" Note {
        vi: "Ô {cell} hiện “{shown}” nhưng số lưu trong ô là {raw}; phần mềm dùng số lưu", "Nếu số đúng là số đang hiện, hãy nhập lại số đó.";
        en: "Cell {cell} shows “{shown}” but holds {raw}, which is used", "If the number shown is the right one, type it again.";
    }
    LEGACY "E-VALUE-LEGACY" Error {
        vi: "Ô {cell} ghi “{raw}” bằng bảng mã cũ {encoding}; không dùng được", "{proposal}Hãy chuyển sang Unicode bằng UniKey rồi gửi lại.";
        en: "Cell {cell} says “{raw}” in the old encoding {encoding}, which cannot be used", "{proposal}Convert it to Unicode with UniKey and send it again.";
    }
    DATE_MONTH_FIRST "N-DATE-MONTH-FIRST" Note {
        vi: "Ô {cell} hiển thị kiểu Mỹ (tháng trước): Excel lưu là ngày {value}", "Hãy kiểm tra ngày và tháng.";
        en: "Cell {cell} is shown month first: Excel stores {value} (day/month/year)", "Check day and month.";
    }
    DATE_YEAR "E-DATE-YEAR" Error {
        vi: "Ô {cell} ghi ngày {value}, không thuộc kỳ đánh giá ({from} – {to}), trong khi tiêu chí {codes} chấm theo ngày; phần mềm vẫn dùng ngày này", "Hãy kiểm tra năm và ghi lại nếu gõ nhầm; nếu đúng, cơ quan thẩm định xác nhận bằng điểm thẩm định.";
        en: "Cell {cell} says {value}, outside the assessed period ({from} – {to}), and {codes} is judged by the day; it is used all the same", "Check the year and write it again if it is a slip; if it is right, the appraiser confirms it by giving points.";
    }
    DATE_AFTER_SAVED "W-DATE-AFTER-SAVED" Warning {
        vi: "“{label}”: ghi ngày {raw}, trong khi tệp được lưu ngày {saved}: lúc đó việc chưa thể đã làm; phần mềm vẫn dùng ngày này", "Kiểm tra ngày; việc mới dự kiến thì ghi “Không”.";
        en: "“{label}”: the day is {raw}, but the file was saved on {saved}, when it cannot have been done yet; the day is used all the same", "Check the day; write “Không” for what is only planned.";
    }
    DATE_TURNED "E-DATE-TURNED" Error {
        vi: "Ô {cell} lưu ngày {raw}, nhưng ô {other} của tệp để “{text}” ở dạng chữ như trên máy đặt kiểu ngày của Mỹ: có thể đã gõ {turned}; phần mềm vẫn dùng ngày đã lưu", "Hãy kiểm tra với văn bản, rồi ghi lại bằng chữ, ví dụ “ngày 08 tháng 9 năm 2020”.";
        en: "Cell {cell} holds {raw} (day/month/year), but {other} of the file keeps “{text}” as text, as a PC with US dates does: {turned} may have been typed; the stored day is used", "Compare it with the document and write it in words, such as “ngày 08 tháng 9 năm 2020”.";
    }
    OFFICIAL_DIFFERS "E-OFFICIAL-DIFFERS" Error {
        vi: "“{label}”: đơn vị ghi {raw}, số chính thức là {official} ({source}), chênh lệch {difference}; dùng {used}", "Đơn vị giải trình lý do khác nhau, hoặc sửa lại số; cơ quan thẩm định xem lại.";
        en: "“{label}”: the unit wrote {raw}, the official figure is {official} ({source}), a difference of {difference}; {used_en} is used", "The unit gives the reason, or mends its figure; the appraiser looks at it.";
    }
    MAGNITUDE "E-VALUE-MAGNITUDE" Error {
        vi: "Ô {cell} ghi “{raw}”, {how} các đơn vị khác của khối ở cùng số liệu “{label}”{measure} ({others}); phần mềm vẫn dùng số này", "Hãy kiểm tra đơn vị tính{measure} và ghi lại nếu nhầm (như đồng thay cho triệu đồng); nếu đúng, cơ quan thẩm định xác nhận bằng điểm thẩm định.";
        en: "Cell {cell} says “{raw}”, {how} what the other units of the block declare for “{label}”{measure} ({others}); it is used all the same", "Check the unit of measure{measure} and write it again if it is another; if it is right, the appraiser confirms it by giving points.";
    }
    CONFIRMED "N-VALUE-CONFIRMED" Note {
        vi: "Ô {cell} ghi “{raw}” cho “{label}”, một giá trị khác thường, nhưng đã được đơn vị hoặc cơ quan thẩm định xác nhận", "Không cần làm gì.";
        en: "Cell {cell} says “{raw}” for “{label}”, which is unusual, but the unit or an appraiser confirmed it", "Nothing to do.";
    }
    DATE_OUTSIDE "N-DATE-OUTSIDE" Note {
        vi: "Ô {cell}: ngày {value} không thuộc kỳ đánh giá", "Hãy kiểm tra năm; nếu đúng thì không cần sửa.";
        en: "Cell {cell}: {value} lies outside the assessed period", "Check the year; if it is right, nothing need be done.";
    }
}

/// What speaks of a value that is used all the same, and hardly can be true.
pub const DOUBTS: &[Kind] = &[DATE_YEAR, DATE_TURNED, MAGNITUDE, OFFICIAL_DIFFERS];
