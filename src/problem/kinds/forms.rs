//! Problems of the forms that go out and of the replies that come back.

crate::problem::kind::kinds! {
    PREFILL_KEY "E-PREFILL-KEY" Error {
        vi: "Mã số liệu “{key}” không có trong bộ tiêu chí của đơn vị; dòng không được điền sẵn", "{proposal}Ghi mã số liệu như trong bộ tiêu chí.";
        en: "The data key “{key}” is not in the unit's criteria set; the row is not put into its form", "{proposal}Write the key as in the set.";
    }
    PREFILL_TWICE "E-PREFILL-TWICE" Error {
        vi: "{unit} có hai số điền sẵn khác nhau cho số liệu “{key}”: {one} ({first}) và {other} (ô này); không dùng số nào", "Hãy giữ dòng đúng, xóa dòng kia.";
        en: "{unit} has two different figures for “{key}”: {one} ({first}) and {other} (this cell); neither is used", "Keep the row that is right and delete the other.";
    }
    PREFILL_NA "E-PREFILL-NA" Error {
        vi: "Ô {cell} ghi “{raw}” trong bảng số liệu điền sẵn; không điền được vào mẫu", "Nếu số liệu không áp dụng với đơn vị thì bỏ dòng này: đơn vị tự ghi “Không áp dụng” kèm giải trình; nếu có số liệu, hãy ghi giá trị.";
        en: "Cell {cell} says “{raw}” in a table of known figures; it cannot be put into the form", "If the figure does not apply to the unit, take the row away: the unit itself claims that, with a reason; else give the value.";
    }
    PREFILL_DOTS "N-PREFILL-DOTS" Note {
        vi: "Ô {cell} trong bảng số liệu điền sẵn chỉ có dấu chấm để điền; được hiểu là chưa có số liệu, không điền vào mẫu", "Nếu có số liệu, hãy ghi giá trị.";
        en: "Cell {cell} of a table of known figures holds only dots to write on; it was taken as blank and nothing is put into the form", "Give the value if there is one.";
    }
    OFFICIAL_KEY "E-OFFICIAL-KEY" Error {
        vi: "Mã “{key}” không phải là số liệu hay tiêu chí nào của bộ tiêu chí; dòng số liệu chính thức này không được dùng", "{proposal}Ghi mã số liệu, mã tiêu chí, hoặc “Tổng”.";
        en: "“{key}” is no data item and no criterion of the set; this row of official figures is not used", "{proposal}Write the key of a data item, the code of a criterion, or “Tổng”.";
    }
    OFFICIAL_TWICE "E-OFFICIAL-TWICE" Error {
        vi: "{unit} có hai số chính thức khác nhau cho “{key}”: {one} ({first}) và {other} (ô này); không dùng số nào", "Hãy giữ dòng đúng, xóa dòng kia.";
        en: "{unit} has two different official figures for “{key}”: {one} ({first}) and {other} (this cell); neither is used", "Keep the row that is right and delete the other.";
    }
    OFFICIAL_NA "E-OFFICIAL-NA" Error {
        vi: "Ô {cell} ghi “{raw}” trong bảng số liệu chính thức; đây không phải là số", "Nếu không có số thì bỏ dòng này.";
        en: "Cell {cell} says “{raw}” in a table of official figures, which is no figure", "Take the row away if there is none.";
    }
    OFFICIAL_SOURCE "E-OFFICIAL-SOURCE" Error {
        vi: "Số chính thức của “{key}” không ghi nguồn; dòng không được dùng", "Ghi nguồn ở cột “Nguồn”, như “Cổng Dịch vụ công quốc gia”.";
        en: "The official figure of “{key}” has no source; the row is not used", "Say in the column “Nguồn” where it comes from.";
    }
    OFFICIAL_PERIOD "E-OFFICIAL-PERIOD" Error {
        vi: "Số chính thức lấy ngày {day}, không thuộc kỳ đánh giá ({from} – {to}): đây là bảng của kỳ khác; dòng không được dùng", "Lấy bảng số liệu chính thức của kỳ này, hoặc sửa cột “Ngày” nếu ghi nhầm.";
        en: "The official figure is of {day}, outside the period ({from} – {to}): the table is of another period; the row is not used", "Take the official table of this period, or mend the column “Ngày”.";
    }
    PREFILL_SOURCE "E-PREFILL-SOURCE" Error {
        vi: "Số liệu điền sẵn “{key}” không ghi nguồn; dòng không được dùng", "Ghi nguồn ở cột “Nguồn”, như “Báo cáo CCHC năm 2019”.";
        en: "The known figure “{key}” has no source; the row is not used", "Say in the column “Nguồn” where it comes from.";
    }
    REPLY_UNKNOWN "E-REPLY-UNKNOWN" Error {
        vi: "Tệp giống phiếu trả lời nhưng mất trang ẩn “parindex”, nên không rõ của đơn vị nào, lần nào; không dùng", "Hãy trả lời ngay trên tệp đã nhận, không chép sang tệp khác.";
        en: "The file looks like a reply but its hidden sheet “parindex” is gone, so it is unclear whose and to what; it is not used", "Answer in the very file that was sent out.";
    }
    REPLY_UNIT "E-REPLY-UNIT" Error {
        vi: "Phiếu trả lời của đơn vị có mã “{unit}”, không có trong đợt này; không dùng", "Hãy kiểm tra tệp này của đợt nào.";
        en: "The reply is of a unit with the id “{unit}”, which the round does not have; it is not used", "Check which round it belongs to.";
    }
    REPLY_NEVER_ASKED "E-REPLY-NEVER-ASKED" Error {
        vi: "{unit} trả lời lần {number}, nhưng đợt này chưa từng hỏi lần đó; không dùng", "Bản lưu của mỗi lần hỏi nằm trong forms/{folder} của đợt. Hãy lấy lại bản lưu, hoặc hỏi lại đơn vị.";
        en: "{unit} answers asking {number}, which this round never sent; it is not used", "The office's copies stand in forms/{folder} of the round. Put the copy back, or ask again.";
    }
    REPLY_NUMBER "W-REPLY-NUMBER" Warning {
        vi: "Ô {cell} ghi lần hỏi “{found}”, nhưng phiếu này phát ra cho lần hỏi {number}; phần mềm hiểu là trả lời lần {number}", "Trả lời lần hỏi khác thì ghi vào tệp của lần đó; nếu không, sửa lại ô này như lúc nhận.";
        en: "Cell {cell} says asking “{found}”, but the form went out as asking {number}; it is read as the answer to that", "To answer another asking, use the file of that one; else put the cell back as it came.";
    }
    REPLY_SET_CHANGED "E-REPLY-SET-CHANGED" Error {
        vi: "Bộ tiêu chí đã sửa điều mà câu “{ask}” hỏi (tên, điểm, cách tính hoặc số liệu của tiêu chí) sau khi gửi câu hỏi; câu trả lời này không được dùng, các câu khác vẫn dùng", "Chạy lại lệnh trả lại để hỏi lại câu này theo bộ tiêu chí hiện nay.";
        en: "What “{ask}” asks about (name, points, rule or data of the criterion) was changed in the criteria set after the question went out; this answer is not used, the others are", "Send the question out again.";
    }
    REPLY_SET_UNSURE "W-REPLY-SET-CHANGED" Warning {
        vi: "{unit}: bộ tiêu chí đã sửa sau khi gửi câu hỏi; phiếu này do bản phần mềm cũ phát ra, không ghi cách tính lúc hỏi, nên chỉ so được tên tiêu chí và tên số liệu: không đổi, câu trả lời vẫn dùng", "Nếu đã sửa điểm tối đa hay cách tính của tiêu chí được hỏi thì xem lại câu trả lời.";
        en: "{unit}: the criteria set was changed after the questions went out; the form is of an earlier version and does not say what the rules were, so only the names of criteria and data could be compared: they are the same, and the answers are used", "If points or rule of a criterion asked about were changed, look at its answer again.";
    }
    REPLY_EMPTY "E-REPLY-EMPTY" Error {
        vi: "{unit}: phiếu trả lời lần {number} gửi về chưa điền câu nào; coi như chưa trả lời", "Đề nghị đơn vị ghi câu trả lời vào các ô nền vàng của phiếu, lưu lại rồi gửi lại; nếu đơn vị gửi nhầm tệp chưa điền thì gửi tệp đã điền.";
        en: "{unit}: the reply to asking {number} came back with nothing filled in; it counts as not answered", "Ask the unit to write into the yellow cells, save, and send it again.";
    }
    REPLY_SHEET "E-REPLY-SHEET" Error {
        vi: "Phiếu trả lời không còn trang nào có cột “{column}” và “Trả lời”; không dùng", "Hãy trả lời ngay trên tệp đã nhận, giữ nguyên tên các cột.";
        en: "No sheet of the reply has the columns “{column}” and “Trả lời”; it is not used", "Answer in the very file that was sent out and keep its headings.";
    }
    REPLY_QUESTION "E-REPLY-QUESTION" Error {
        vi: "Dòng trả lời câu “{ask}”, nhưng lần này không hỏi câu đó; không dùng", "Chỉ trả lời các dòng có trong phiếu.";
        en: "The row answers “{ask}”, which was not asked this time; it is not used", "Answer only the rows of the form.";
    }
    REPLY_ROW "E-REPLY-ROW" Error {
        vi: "Dòng có câu trả lời “{raw}” nhưng mất mã câu hỏi (cột ẩn), không rõ trả lời câu nào; không dùng", "Hãy trả lời ngay trên dòng của câu hỏi.";
        en: "The row has the answer “{raw}” but has lost the mark of its question (a hidden column); it is not used", "Answer in the row of the question.";
    }
    REPLY_ROW_TWICE "E-REPLY-ROW-TWICE" Error {
        vi: "Câu “{ask}” được trả lời hai lần khác nhau (ô {first} và ô {cell}); không dùng câu nào", "Hãy giữ một dòng.";
        en: "“{ask}” is answered twice in different ways ({first} and {cell}); neither is used", "Keep one row.";
    }
    REPLY_WORDS "E-REPLY-WORDS" Error {
        vi: "Câu “{ask}” cần trả lời bằng lời (tên, số, ký hiệu văn bản; lý do), nhưng ô {cell} chỉ ghi “{raw}”; không dùng", "Có thể chỉ cột trả lời đã được sắp xếp hoặc dán. Ghi lại câu trả lời đúng dòng của câu hỏi.";
        en: "“{ask}” is to be answered in words (a document, a reason), but cell {cell} says only “{raw}”; it is not used", "Perhaps only the column of answers was sorted or pasted. Answer in the row of the question.";
    }
    REPLY_TWICE "E-REPLY-TWICE" Error {
        vi: "{unit} có {count} tệp khác nhau cùng trả lời lần {number}, không dùng tệp nào: {files}", "{undecided}{differences}Hãy chọn một: chuyển các tệp kia ra khỏi thư mục, hoặc ghi vào [evidence] của round.toml: use = [\"{first}\"]; muốn luôn lấy tệp lưu sau cùng thì ghi versions = \"newest\".";
        en: "{unit} has {count} different files that answer asking {number}, none of which is used: {files}", "{undecided}{differences}Choose one: move the others out of the folder, or write into [evidence] of round.toml: use = [\"{first}\"]; to take the one saved last every time, write versions = \"newest\".";
    }
    REPLY_CHOSEN "N-REPLY-CHOSEN" Note {
        vi: "{unit} có {count} tệp khác nhau cùng trả lời lần {number}; dùng tệp này {by}, không dùng: {others}", "{differences}Nếu không đúng, sửa [evidence] của round.toml.";
        en: "{unit} has {count} different files that answer asking {number}; this one is used {by}, not: {others}", "{differences}If that is wrong, mend [evidence] of round.toml.";
    }
    REPLY_SAME "N-REPLY-SAME" Note {
        vi: "{unit}: tệp này trả lời lần {number} giống hệt {taken}; chỉ dùng một", "Nên bỏ bớt tệp này.";
        en: "{unit}: this file answers asking {number} just as {taken} does; one is used", "Better take this file away.";
    }
    REPLY_NO_FORM "E-REPLY-NO-FORM" Error {
        vi: "{unit} đã trả lời, nhưng chưa có bản tự chấm nào dùng được để bổ sung vào", "Hãy để bản tự chấm của đơn vị vào thư mục, hoặc sửa lỗi của bản đó trước.";
        en: "{unit} has answered, but there is no usable evidence form to add the answers to", "Put the unit's form into the folder, or mend it first.";
    }
    REPLY_STALE "E-REPLY-STALE" Error {
        vi: "Bản tự chấm của {unit} ({form}) ở chỗ được hỏi nay ghi khác với lúc hỏi; không rõ số nào mới hơn nên câu trả lời về {asks} không được dùng", "Hỏi đơn vị số nào đúng: nếu là số trong bản tự chấm thì bỏ tệp trả lời này; nếu là câu trả lời thì để lại bản tự chấm đã hỏi, hoặc chạy lại lệnh trả lại để hỏi lần nữa.";
        en: "The evidence form of {unit} ({form}) says something else where it was asked than it did then; it is unclear which is newer, so the answers about {asks} are not used", "Ask the unit which is right: if the form, move this reply away; if the answer, put back the form that was asked about, or send the questions out again.";
    }
    REPLY_LATE "E-REPLY-LATE" Error {
        vi: "{unit}: tệp trả lời lưu lúc {saved}, sau hạn {deadline}; không dùng{instead}", "Nếu vẫn nhận trả lời muộn, ghi late = \"accept\" ở [replies] trong round.toml; mọi trả lời muộn sẽ được nêu tên.";
        en: "{unit}: the reply was saved at {saved}, after the last day {deadline}; it is not used{instead}", "If late answers are to count, write late = \"accept\" under [replies] in round.toml; each will be named.";
    }
    REPLY_LATE_TAKEN "W-REPLY-LATE" Warning {
        vi: "{unit}: tệp trả lời lưu lúc {saved}, sau hạn {deadline}; vẫn dùng theo round.toml", "Kiểm tra việc nhận trả lời muộn.";
        en: "{unit}: the reply was saved at {saved}, after the last day {deadline}; it is used as round.toml says", "Check that late answers are to count.";
    }
    REPLY_NO_TIME "W-REPLY-NO-TIME" Warning {
        vi: "{unit}: không rõ tệp trả lời lưu lúc nào (tệp không ghi giờ lưu), nên không biết có trước hạn {deadline} không; vẫn dùng", "Đối chiếu với ngày nhận tệp (thư điện tử, văn bản đến); nếu quá hạn mà không nhận thì chuyển tệp ra khỏi thư mục.";
        en: "{unit}: the reply does not say when it was saved, so whether it is before the last day, {deadline}, is not known; it is used", "Compare with the day it was received (e-mail, mail book); if it is late and not to count, move it out of the folder.";
    }
    FORM_LATE "E-FORM-LATE" Error {
        vi: "{unit}: bản tự chấm lưu lúc {saved}, sau hạn {deadline}; không dùng", "Nếu vẫn nhận bản tự chấm muộn, ghi late = \"accept\" ở [evidence] trong round.toml.";
        en: "{unit}: the form was saved at {saved}, after the last day {deadline}; it is not used", "If late forms are to count, write late = \"accept\" under [evidence] in round.toml.";
    }
    AFTER_CLOSED "E-CLOSED" Error {
        vi: "Tệp lưu lúc {saved}, sau ngày khóa sổ {closed} của đợt; không dùng gì trong tệp", "Nếu tệp chỉ được mở rồi lưu lại, hãy lấy bản lưu trước ngày khóa sổ; nếu vẫn nhận, sửa closed ở [round] trong round.toml.";
        en: "The file was saved at {saved}, after the round was closed on {closed}; nothing of it is used", "If it was only opened and saved again, put the earlier copy back; if it is to count, change closed under [round] in round.toml.";
    }
    TIMELESS "W-FORM-NO-TIME" Warning {
        vi: "Tệp không ghi giờ lưu, nên không biết có trước {day} ({what}) không; vẫn dùng", "Đối chiếu với ngày nhận tệp (thư điện tử, văn bản đến); nếu nhận sau ngày đó thì chuyển tệp ra khỏi thư mục.";
        en: "The file does not say when it was saved, so whether that was by {day} ({what}) is not known; it is used", "Compare with the day it was received (e-mail, mail book); if that is later, move the file out of the folder.";
    }
    REPLY_ORDER "W-REPLY-ORDER" Warning {
        vi: "{unit}: trả lời lần {number} lại được lưu trước tệp {before} của lần trước; vẫn dùng theo số lần", "Kiểm tra câu trả lời nào mới hơn.";
        en: "{unit}: the answer to asking {number} was saved before {before}, the answer to an earlier one; the numbers count", "Check which answer is newer.";
    }
    REPLY_REPLACED "N-REPLY-REPLACED" Note {
        vi: "“{label}”: {new} thay cho {old}{from} theo trả lời của đơn vị", "Giá trị cũ còn trong phần diễn giải.";
        en: "“{label}”: {new} takes the place of {old}{from}, as the unit answered", "The old value stays in the trace.";
    }
    FORM_EARLIER "W-FORM-EARLIER" Warning {
        vi: "Mẫu đã có được làm trước khi sửa bộ tiêu chí{leaves}; giữ nguyên, chưa ghi mẫu mới", "Muốn phát mẫu theo bộ tiêu chí hiện nay, chạy lại với --force; bản đã có người ghi vẫn được giữ bên cạnh.";
        en: "The form that is there was made before the criteria set was changed{leaves}; it stays, and no new one was written", "Run again with --force for a form of the set as it is now; one that somebody filled in is kept beside it.";
    }
    FORM_OTHER "W-FORM-OTHER" Warning {
        vi: "Ở chỗ của mẫu này có tệp khác ({differs}); mẫu mới được ghi thay vào chỗ đó", "Tệp cũ nếu đã có người sửa thì được giữ bên cạnh với tên có “-cu-1”; nếu là tệp của đợt trước thì chuyển về thư mục của đợt đó.";
        en: "Another file lay in the place of this form ({differs}); the new form takes its place", "If somebody had changed it, it is kept beside under a name with `-cu-1`; if it is of an earlier round, move it to that round's folder.";
    }
    FORMS_STRANGE "W-FORMS-STRANGE" Warning {
        vi: "Thư mục còn {count} mẫu của đợt khác ({of}): {names}", "Đừng gửi nhầm các mẫu này; chuyển chúng về thư mục của đợt đó.";
        en: "The folder still holds {count} forms of another round ({of}): {names}", "Do not send these out; move them to that round's folder.";
    }
    OFFICIAL_BLANK "W-OFFICIAL-BLANK" Warning {
        vi: "Bảng số liệu chính thức có dòng {key} của {unit} nhưng ô giá trị trống; phần mềm dùng số đơn vị kê khai", "Ghi số chính thức vào ô này; chưa có số thì xóa dòng.";
        en: "The official table has a row {key} of {unit} with no value; the declared figure is used", "Write the official figure into the cell; delete the row while there is none.";
    }
    PREFILL_CHANGED "W-PREFILL-CHANGED" Warning {
        vi: "“{label}”: đơn vị ghi {raw}, khác số điền sẵn {known} (nguồn: {source}) mà không ghi lý do; phần mềm dùng số của đơn vị", "Cần ghi lý do ở cột “Giải trình”.";
        en: "“{label}”: the unit wrote {raw}, not the figure put in beforehand, {known} (source: {source}), without a reason; the unit's figure is used", "Give the reason in the column “Giải trình”.";
    }
    PREFILL_EXPLAINED "N-PREFILL-CHANGED" Note {
        vi: "“{label}”: đơn vị ghi {raw}, khác số điền sẵn {known} (nguồn: {source}); lý do: {reason}", "Cơ quan thẩm định cần xem số này.";
        en: "“{label}”: the unit wrote {raw}, not the figure put in beforehand, {known} (source: {source}); reason: {reason}", "The appraiser should look at it.";
    }
    REPLY_TORN "E-REPLY-TORN" Error {
        vi: "Dòng trả lời câu “{ask}” nhưng cột “{heading}” ghi “{found}”{other}; phiếu đã gửi ghi “{wanted}”. Không rõ trả lời câu nào, nên không dùng dòng này", "Có thể chỉ một phần các cột đã được sắp xếp hoặc dán. Hãy trả lời lại trên tệp đã nhận; nếu cần sắp xếp, chọn cả bảng.";
        en: "The row answers “{ask}”, but “{heading}” says “{found}”{other}; the form that went out says “{wanted}”. It is unclear which question is meant, so the row is not used", "Perhaps only some of the columns were sorted or pasted. Answer in the file that was sent out again; to sort it, select the whole table.";
    }
}
