//! Problems of surveys: schemes, raw sheets of answers, and what the forms can carry.

crate::problem::kind::kinds! {
    // --- the scheme
    SCHEME_TWICE "E-SCHEME-TWICE" Error {
        vi: "“{value}” đã được dùng ở dòng {line} của phương pháp khảo sát", "Mỗi mã, nhãn và tiêu đề cột chỉ được dùng một lần.";
        en: "“{value}” was already used in line {line} of the scheme", "Use each id, label and column header only once.";
    }
    SCHEME_EMPTY "E-SCHEME-EMPTY" Error {
        vi: "Phương pháp khảo sát thiếu {what}", "Thêm ít nhất một bảng {what}.";
        en: "The survey scheme has no {what}", "Add at least one table {what}.";
    }
    SCHEME_MANY "E-SCHEME-MANY" Error {
        vi: "Phương pháp khảo sát có {found} phương án trả lời, nhiều nhất là {most}", "Bớt phương án trả lời.";
        en: "The survey scheme has {found} options, at most {most} are possible", "Leave out some options.";
    }
    SCHEME_SHARE "E-SCHEME-SHARE" Error {
        vi: "Tỷ lệ “{found}” không dùng được cho phương án trả lời", "Ghi từ \"0%\" đến \"100%\"; phương án na = true thì không ghi share.";
        en: "The share “{found}” cannot be used for an option", "Write from \"0%\" to \"100%\"; an option with na = true has no share.";
    }
    SCHEME_NO_SHARE "E-SCHEME-NO-SHARE" Error {
        vi: "Không phương án trả lời nào có share", "Ghi share cho các phương án được tính.";
        en: "No option has a share", "Give a share to the options that count.";
    }
    SCHEME_OVERALL "E-SCHEME-OVERALL" Error {
        vi: "overall = “{found}” không dùng được", "Ghi \"questions\", \"factors\" hoặc \"question:<mã câu hỏi>\" với một câu hỏi có trong tệp ({known}).";
        en: "overall = “{found}” cannot be used", "Write \"questions\", \"factors\" or \"question:<id>\" with a question of this file ({known}).";
    }
    SCHEME_WEIGHTS "E-SCHEME-WEIGHTS" Error {
        vi: "Trọng số của các yếu tố hoặc câu hỏi không dùng được: {why} (tổng {sum})", "Ghi overall = \"weighted\" và weight cho mọi yếu tố (hoặc mọi câu hỏi của yếu tố), cộng lại bằng 100%.";
        en: "The weights of factors or questions cannot be used: {why} (sum {sum})", "Write overall = \"weighted\" and a weight for every factor (or every question of a factor), adding up to 100%.";
    }
    SCHEME_MIN_N "E-SCHEME-MIN-N" Error {
        vi: "min_n = {found} không dùng được", "Ghi số phiếu tối thiểu, từ 0 trở lên.";
        en: "min_n = {found} cannot be used", "Write the least number of forms, 0 or more.";
    }
    SCHEME_CODE "E-SCHEME-CODE" Error {
        vi: "Mã phương án {found} không dùng được", "Ghi một số nguyên (5) hoặc chuỗi (\"A\").";
        en: "The option code {found} cannot be used", "Write a whole number (5) or a string (\"A\").";
    }
    SCHEME_CHOICES "E-SCHEME-CHOICES" Error {
        vi: "Câu hỏi {question} có {found} phương án", "Câu single và multiple cần options hoặc [[question.option]], nhiều nhất {most} phương án; câu text không có phương án.";
        en: "The question {question} has {found} options", "A single or multiple question needs options or [[question.option]], at most {most}; a text question has none.";
    }
    SCHEME_VALIDITY "E-SCHEME-VALIDITY" Error {
        vi: "Quy tắc phiếu hợp lệ {key} = “{found}” không dùng được", "min_answered từ \"0%\" đến \"100%\"; min_seconds từ 0; to không trước from; required là mã câu hỏi của chỉ số.";
        en: "The rule of validity {key} = “{found}” cannot be used", "min_answered is from \"0%\" to \"100%\"; min_seconds is 0 or more; to is not before from; required lists ids of questions of the index.";
    }
    SCHEME_GROUPS "E-SCHEME-GROUPS" Error {
        vi: "Cách gộp các nhóm trả lời chưa rõ: groups = “{groups}”", "[group_weights] chỉ đi với groups = \"weighted\", trọng số không âm và có ít nhất một số lớn hơn 0; group_names chỉ đi với \"mean_of_groups\"; gộp theo nhóm thì cần [columns] group.";
        en: "How the groups come together is not clear: groups = “{groups}”", "[group_weights] needs groups = \"weighted\", weights that are not negative and one above 0; group_names needs \"mean_of_groups\"; both need [columns] group.";
    }
    // --- the raw sheets
    NO_TABLE "E-SURVEY-NO-TABLE" Error {
        vi: "Không trang tính nào có bảng phiếu khảo sát “{scheme}”", "Cần một dòng tiêu đề (trong 30 dòng đầu) có cột đơn vị và cột của từng câu hỏi như tệp phương pháp ghi.";
        en: "No sheet has a table of the survey “{scheme}”", "It needs a header row (within the first 30 rows) with a unit column and a column for each question of the scheme.";
    }
    NO_UNIT_COLUMN "E-SURVEY-NO-UNIT-COLUMN" Error {
        vi: "Bảng phiếu không có cột đơn vị; tiêu đề và tên trang tính cũng không phải tên một đơn vị", "Thêm cột đơn vị, hoặc ghi “Đơn vị: …” phía trên bảng.";
        en: "The table of forms has no unit column, and neither its title nor the sheet's name names a unit", "Add a unit column, or write “Đơn vị: …” above the table.";
    }
    COLUMN_SHARED "E-SURVEY-COLUMN-SHARED" Error {
        vi: "Cột này khớp với cả hai câu hỏi “{first}” và “{second}”", "Sửa tiêu đề cột, hoặc sửa columns trong tệp phương pháp.";
        en: "The column fits both questions “{first}” and “{second}”", "Mend the header, or the columns of the scheme.";
    }
    COLUMN_MISSING "E-SURVEY-COLUMN-MISSING" Error {
        vi: "Bảng phiếu thiếu cột của câu hỏi: {names}", "{proposal}Sửa tiêu đề cột, hoặc thêm tiêu đề ấy vào columns của câu hỏi trong tệp phương pháp. Cả bảng chưa được tính.";
        en: "The table of forms has no column for: {names}", "{proposal}Mend the header, or add that header to the question's columns in the scheme. Nothing of the table was counted.";
    }
    COLUMN_TWICE "E-SURVEY-COLUMN-TWICE" Error {
        vi: "{count} phiếu điền khác nhau ở các cột của cùng một mục ({text}): dòng {rows}", "Không biết cột nào đúng nên mục này của các phiếu ấy không được tính. Nếu là hai mục khác nhau: sửa tiêu đề một cột. Nếu là một mục: ở từng dòng được nêu chỉ giữ một ô; không xóa cả cột đang có câu trả lời.";
        en: "{count} forms fill in the columns of one thing with different answers ({text}): rows {rows}", "It is not known which one is right, so this was not counted in these forms. If they are two things, mend one heading. If they are one, keep one cell in each of these rows; do not delete a column that holds answers.";
    }
    UNSEEN "N-SURVEY-UNSEEN" Note {
        vi: "{count} phiếu có ký tự mắt không thấy ở ô đơn vị hoặc ô trả lời; vẫn được đọc theo chữ nhìn thấy: dòng {rows}", "Xem lại các ô ấy: chữ nhìn thấy và chữ được lưu khác nhau. Gõ lại nếu không chắc.";
        en: "{count} forms hold characters that nobody sees in the unit or an answer; they were read by what is seen: rows {rows}", "Look at these cells: what they show and what they hold differ. Type them again when in doubt.";
    }
    TURNED "E-SURVEY-TURNED" Error {
        vi: "{count} phiếu có ký tự đổi chiều chữ ở ô trả lời nên câu trả lời ấy không được tính: dòng {rows}", "Chữ nhìn thấy và chữ được lưu có thể ngược nhau. Xóa ô rồi gõ lại.";
        en: "{count} forms hold a character that turns the order of others in an answer, which was not counted: rows {rows}", "What is seen and what is held may be reversed. Empty the cell and type it again.";
    }
    COLUMNS_JOINED "N-SURVEY-COLUMNS-JOINED" Note {
        vi: "Các cột cùng một mục được đọc chung như các phiên bản của biểu mẫu: {columns}", "Mỗi phiếu lấy ô có điền, hai ô cùng một trả lời là một; không phải làm gì. Nếu là hai câu hỏi khác nhau, hãy sửa tiêu đề một cột.";
        en: "Columns of one thing were read together, as versions of the form: {columns}", "Each form's filled cell counts, two with one answer are one; nothing to do. If they are two questions, mend one heading.";
    }
    CLOCK "N-SURVEY-CLOCK" Note {
        vi: "Cột giờ {column} không ghi múi giờ và lệch đúng 7 giờ so với cột giờ kia của cùng phiếu: đã đọc là giờ quốc tế (UTC)", "Kiểm tra vài phiếu; nếu không phải giờ quốc tế, hãy ghi múi giờ trong cột này.";
        en: "The times of column {column} have no zone and are just 7 hours off the other times of their forms: read as universal time", "Look at some forms; if these are no universal times, write the zone into the column.";
    }
    NEGATIVE_TIME "W-SURVEY-NEGATIVE-TIME" Warning {
        vi: "{count} phiếu có giờ gửi trước giờ bắt đầu; vẫn được tính, thời gian trả lời coi là không biết: dòng {rows}", "Kiểm tra đồng hồ của máy thu phiếu và múi giờ của hai cột giờ.";
        en: "{count} forms were sent before they were begun; they were counted, the time taken is not known: rows {rows}", "Check the clocks of the devices and the zones of both columns.";
    }
    SHEET_YEAR "E-SURVEY-SHEET-YEAR" Error {
        vi: "Trang “{sheet}” mang tên năm {found}, đợt đánh giá là năm {year}; phiếu trên trang này không được tính", "Nếu là phiếu của năm cũ: xóa trang này. Nếu là phiếu của đợt này: đổi tên trang.";
        en: "The sheet “{sheet}” is called after {found}, the round is of {year}; its forms are not counted", "If they are old forms, delete the sheet; if they are of this round, give it another name.";
    }
    STRUCK "W-SURVEY-STRUCK" Warning {
        vi: "{count} phiếu bị gạch ngang mọi câu trả lời; vẫn được tính: dòng {rows}", "Phiếu đã bỏ thì xóa dòng; phiếu còn dùng thì bỏ gạch ngang.";
        en: "{count} forms have all their answers struck out; they were counted: rows {rows}", "Delete the rows of forms that no longer count; take the line off the others.";
    }
    HIDDEN_ROW "N-SURVEY-HIDDEN-ROW" Note {
        vi: "{count} phiếu ở dòng đang bị ẩn hoặc bị lọc; vẫn được tính: dòng {rows}", "Bỏ ẩn các dòng ấy và xem có đúng là phiếu không.";
        en: "{count} forms stand on rows that are hidden or filtered out; they were counted: rows {rows}", "Unhide the rows and see whether they are forms.";
    }
    NUMBERS_ROW "N-SURVEY-NUMBERS-ROW" Note {
        vi: "Dòng {row} chỉ đánh số cột (1, 2, 3…), không phải phiếu; không được tính", "Không phải làm gì; nếu là một phiếu, hãy ghi số thứ tự khác nhau cho từng phiếu.";
        en: "Row {row} only numbers the columns (1, 2, 3…) and is no form; it was not counted", "Nothing to do; if it is a form, give every form its own number.";
    }
    EXAMPLE_ROW "W-SURVEY-EXAMPLE" Warning {
        vi: "{count} dòng ghi “{text}”: dòng ví dụ hoặc phiếu thử, không được tính: dòng {rows}", "Nên xóa dòng này. Nếu là phiếu thật, hãy ghi số phiếu thay cho “{text}”.";
        en: "{count} rows say “{text}”: examples or trials, which were not counted: rows {rows}", "Better delete them. If they are real forms, write their numbers in place of “{text}”.";
    }
    YEAR "E-SURVEY-YEAR" Error {
        vi: "{count} phiếu ghi năm {years}, không phải năm {year} của đợt đánh giá; được đếm riêng, không tính vào chỉ số: dòng {rows}", "Phiếu của khảo sát năm khác: chuyển tệp ra khỏi thư mục khảo sát. Nếu khảo sát của đợt này thật sự làm vào những ngày đó: ghi from và to trong [validity] của phương pháp khảo sát.";
        en: "{count} forms are of the year {years}, not of {year}, the year of the round; they are counted apart and not in the index: rows {rows}", "Forms of another year's survey: move the file away. If this round's survey was indeed made on those days, write from and to in [validity] of the scheme.";
    }
    OUTSIDE_PERIOD "W-SURVEY-PERIOD" Warning {
        vi: "{count} phiếu gửi ngoài kỳ đánh giá {from} – {to}; vẫn được tính: dòng {rows}", "Nếu không được tính các phiếu này, ghi from và to trong [validity] của phương pháp khảo sát.";
        en: "{count} forms were sent outside the period {from} – {to}; they were counted: rows {rows}", "If they should not count, write from and to in [validity] of the scheme.";
    }
    DOUBLED "W-SURVEY-DOUBLED" Warning {
        vi: "{count} phiếu ở đây đã có ở {first}; chỉ tính một lần: dòng {rows}", "Bỏ bản trùng. Nếu là những phiếu khác nhau, ghi mã phiếu cho từng dòng ở cả hai nơi rồi chạy lại.";
        en: "{count} forms here stand in {first} too; they were counted once: rows {rows}", "Take one of the two away. If they are different forms, give every row a form number in both places and run again.";
    }
    ALIKE "W-SURVEY-ALIKE" Warning {
        vi: "{count} phiếu ở đây giống hệt các phiếu ở {first}, chưa đủ căn cứ để nói là một; vẫn được tính cả hai nơi: dòng {rows}", "Kiểm tra xem một phiếu có nằm ở hai nơi không; nên ghi mã phiếu và thời gian cho từng dòng.";
        en: "{count} forms here equal those in {first}, which is not enough to take them for the same; they were counted in both places: rows {rows}", "Check whether a form stands in two places; give every row a form number and a time.";
    }
    FILE_TWICE "N-SURVEY-FILE-TWICE" Note {
        vi: "Tệp này giống hệt {first}; phiếu chỉ được tính một lần", "Không phải làm gì; nên bỏ bản sao.";
        en: "The file is an exact copy of {first}; its forms were counted once", "Nothing to do; better take the copy away.";
    }
    FILE_MANNER "E-SURVEY-FILE-MANNER" Error {
        vi: "Hai mục [[survey]] cùng lấy tệp này nhưng khai khác nhau (sample, reversed); chỉ tính một lần, theo mục đầu", "Sửa files để mỗi tệp chỉ thuộc một mục.";
        en: "Two entries [[survey]] take this file and say different things of it (sample, reversed); it was counted once, as the first says", "Mend files so that each file belongs to one entry.";
    }
    SIDE_ABSENT "W-SURVEY-SIDE-ABSENT" Warning {
        vi: "Không bảng phiếu nào của khảo sát “{scheme}” có cột của câu hỏi {questions}", "Các câu này không tính vào chỉ số; nếu có hỏi, hãy thêm tiêu đề cột vào columns của câu hỏi.";
        en: "No table of the survey “{scheme}” has a column for the questions {questions}", "They count for no index; if they were asked, add the header to the question's columns.";
    }
    PERSONAL "N-SURVEY-PERSONAL" Note {
        vi: "Cột cá nhân không được đọc: {columns}", "Không phải làm gì; nên xóa các cột này trước khi gửi tệp đi nơi khác.";
        en: "Columns about persons were not read: {columns}", "Nothing to do; better delete them before the file goes anywhere else.";
    }
    COLUMNS_UNUSED "N-SURVEY-COLUMNS-UNUSED" Note {
        vi: "Cột không có trong phương pháp khảo sát, không được đọc: {columns}", "Nếu là câu hỏi của phương pháp, hãy thêm tiêu đề ấy vào columns của câu hỏi.";
        en: "Columns that the scheme does not know were not read: {columns}", "If one is a question of the scheme, add its header to the question's columns.";
    }
    ROW_BROKEN "E-SURVEY-ROW-BROKEN" Error {
        vi: "{count} dòng có số cột khác dòng tiêu đề, có dấu ngoặc kép lẻ hoặc chữ lỗi mã, bị loại: dòng {rows}", "Có thể do dấu phẩy thập phân hoặc dấu phân cách nằm trong câu trả lời; sửa các dòng này rồi chạy lại.";
        en: "{count} rows have another number of columns than the header, a lone quotation mark or garbled letters and were rejected: rows {rows}", "A decimal comma or a separator within an answer may be the cause; mend these rows and run again.";
    }
    HEADER_MOVED "E-SURVEY-HEADER-MOVED" Error {
        vi: "{count} dòng nằm dưới một dòng tiêu đề có các cột khác tiêu đề đầu bảng, bị loại: dòng {rows}", "Xếp lại các cột phần dưới cho giống đầu bảng, hoặc tách phần đó thành tệp riêng.";
        en: "{count} rows stand below a header whose columns are not those at the top and were rejected: rows {rows}", "Put the columns below it in the order of the top, or make that part a file of its own.";
    }
    MODE "E-SURVEY-MODE" Error {
        vi: "{count} phiếu ghi hình thức trả lời “{text}” bị loại: dòng {rows}", "Thêm hình thức này vào [modes] của phương pháp: random hoặc self_selected.";
        en: "{count} forms of the mode “{text}” were rejected: rows {rows}", "Add the mode to [modes] of the scheme: random or self_selected.";
    }
    CODE_RANGE "E-SURVEY-CODE-RANGE" Error {
        vi: "Câu {question}: {count} ô có mã ngoài thang điểm: {cells}", "Ghi một mã của phương pháp ({known}); không trả lời thì để trống, hoặc khai mã ấy trong blanks. Các ô này không được tính.";
        en: "Question {question}: {count} cells have a code outside the scale: {cells}", "Write a code of the scheme ({known}); leave blank what was not answered, or declare the code in blanks. These cells were not counted.";
    }
    CODE_LABEL "E-SURVEY-CODE-LABEL" Error {
        vi: "Câu {question}: {count} ô có mã và nhãn không khớp, thang điểm có thể bị đảo ngược: {cells}", "Phương pháp ghi {known}. Nếu các tệp này dùng số ngược lại, khai reversed = true ở mục [[survey]] của chúng. Các ô này không được tính.";
        en: "Question {question}: {count} cells have a code and a label that do not agree, the scale may be turned around: {cells}", "The scheme says {known}. If these files use the numbers the other way, write reversed = true in their [[survey]]. These cells were not counted.";
    }
    REVERSED "W-SURVEY-REVERSED" Warning {
        vi: "Thang điểm của {what} có vẻ bị đảo ngược so với các phiếu khác của khảo sát “{scheme}”", "Xem lại mẫu phiếu. Nếu số bị đảo, khai reversed = true ở mục [[survey]] của các tệp ấy; phần mềm không tự đảo.";
        en: "The scale of {what} looks turned around against the other forms of the survey “{scheme}”", "Look at the questionnaire. If the numbers are turned around, write reversed = true in the [[survey]] of those files; it is never done unasked.";
    }
    PREVIEW "N-SURVEY-PREVIEW" Note {
        vi: "{count} dòng là bản xem thử của người soạn biểu mẫu, không phải phiếu; không được tính: dòng {rows}", "Không phải làm gì. Nếu đó là phiếu thật, hỏi lại người xuất dữ liệu vì sao cột trạng thái ghi như vậy.";
        en: "{count} rows are previews by those who made the form, no forms; they were not counted: rows {rows}", "Nothing to do. If they are real forms, ask who made the export why their status says so.";
    }
    INVALID "W-SURVEY-INVALID" Warning {
        vi: "{count} phiếu bị loại theo quy tắc {key} ({rule}): dòng {rows}", "Quy tắc nằm trong [validity] của phương pháp; danh sách ở trang Phiếu bị loại.";
        en: "{count} forms were left out by the rule {key} ({rule}): rows {rows}", "The rule stands in [validity] of the scheme; the list is on the page of forms left out.";
    }
    SAME_SECOND "W-SURVEY-SAME-SECOND" Warning {
        vi: "{count} phiếu trùng mọi câu trả lời với phiếu khác của cùng đơn vị gửi trong cùng một giây; vẫn được tính: dòng {rows}", "Kiểm tra xem phiếu có bị gửi hai lần không; muốn loại thì khai same_second = \"reject\" trong [validity].";
        en: "{count} forms have all answers of another form of the unit sent in the same second; they were counted: rows {rows}", "Check whether they were sent twice; to leave them out write same_second = \"reject\" in [validity].";
    }
    HIDDEN_SHEET "N-SURVEY-HIDDEN-SHEET" Note {
        vi: "Có trang tính ẩn giống bảng phiếu; phần mềm không lấy số liệu ở đó", "Nếu cần dùng, hãy bỏ ẩn trang tính.";
        en: "A hidden sheet looks like a table of forms; it was not used", "Unhide the sheet if it should be used.";
    }
    ANSWER "E-SURVEY-ANSWER" Error {
        vi: "Câu {question}: {count} ô không phải phương án trả lời: {cells}", "{proposal}Ghi đúng mã hoặc đúng cả nhãn của phương án ({known}); không chọn thì để trống. Nếu đây là cách ghi khác của một phương án, thêm vào aliases của phương án ấy trong tệp phương pháp khảo sát. Các ô này không được tính.";
        en: "Question {question}: {count} cells are not an answer: {cells}", "{proposal}Write an option's code or its whole label ({known}); leave blank what was not answered. If it is another way of writing an option, add it to that option's aliases in the scheme. These cells were not counted.";
    }
    UNIT_ROWS "W-SURVEY-UNIT-ROWS" Warning {
        vi: "{count} phiếu ghi đơn vị “{text}” bị loại: dòng {rows}", "Sửa tên đơn vị ở các dòng này rồi chạy lại.";
        en: "{count} forms of the unit “{text}” were rejected: rows {rows}", "Mend the unit's name in these rows and run again.";
    }
    NO_UNIT "E-SURVEY-NO-UNIT" Error {
        vi: "{count} phiếu không ghi đơn vị bị loại: dòng {rows}", "Ghi tên đơn vị được đánh giá vào từng dòng.";
        en: "{count} forms without a unit were rejected: rows {rows}", "Write the unit that each form assesses into its row.";
    }
    GROUP "E-SURVEY-GROUP" Error {
        vi: "{count} phiếu ghi nhóm “{text}” bị loại: dòng {rows}", "Ghi một trong các nhóm của phương pháp khảo sát: {known}.";
        en: "{count} forms of the group “{text}” were rejected: rows {rows}", "Write one of the scheme's groups: {known}.";
    }
    BLANK_FORM "W-SURVEY-BLANK-FORM" Warning {
        vi: "{count} phiếu không có câu trả lời nào, không được tính: dòng {rows}", "Nếu phiếu có trả lời, hãy nhập đủ.";
        en: "{count} forms have no answer at all and were not counted: rows {rows}", "Enter the answers if there are any.";
    }
    UNREADABLE_FORM "E-SURVEY-UNREADABLE-FORM" Error {
        vi: "{count} phiếu không có câu trả lời nào đọc được, bị loại: dòng {rows}", "Sửa các ô được nêu rồi chạy lại.";
        en: "{count} forms have no readable answer and were rejected: rows {rows}", "Mend the cells that are listed and run again.";
    }
    COPY "W-SURVEY-COPY" Warning {
        vi: "{count} phiếu trùng mã và trùng mọi câu trả lời với phiếu trước, bị loại: dòng {rows}", "Xóa dòng trùng.";
        en: "{count} forms have the number and every answer of an earlier form and were rejected: rows {rows}", "Delete the copies.";
    }
    ID_TWICE "W-SURVEY-ID-TWICE" Warning {
        vi: "{count} phiếu trùng mã với phiếu trước của cùng đơn vị nhưng trả lời khác; vẫn được tính: dòng {rows}", "Kiểm tra mã phiếu, xóa phiếu nhập hai lần.";
        en: "{count} forms have the number of an earlier form of the unit but other answers; they were counted: rows {rows}", "Check the form numbers and delete what was entered twice.";
    }
    // --- what the forms can carry
    SMALL_N "W-SURVEY-SMALL-N" Warning {
        vi: "{unit}: chỉ có {n} phiếu khảo sát “{scheme}”{own}, ít hơn mức tối thiểu {min_n}", "Chỉ số vẫn được tính và đánh dấu; nên khảo sát thêm.";
        en: "{unit}: only {n} forms of the survey “{scheme}”{own}, fewer than the minimum of {min_n}", "The index is given with a mark; more forms are needed.";
    }
    NONE_VALID "W-SURVEY-NONE-VALID" Warning {
        vi: "{unit}: không có phiếu hợp lệ nào của khảo sát “{scheme}”; {count} phiếu nhận được đều bị loại", "Lý do từng phiếu ở trang Phiếu bị loại; đơn vị chưa có chỉ số, không phải bằng 0. Sửa phiếu hoặc khảo sát lại.";
        en: "{unit}: no valid form of the survey “{scheme}”; all {count} received were left out", "The page of forms left out has the reason of each; the unit has no index, which is not 0. Mend the forms or ask again.";
    }
    UNITS_ABSENT "W-SURVEY-UNITS-ABSENT" Warning {
        vi: "Khảo sát “{scheme}” chưa có phiếu nào tính được của {count} đơn vị: {units}", "Các đơn vị này chưa có chỉ số (không phải bằng 0) và chưa được xếp hạng. Kiểm tra xem tệp phiếu có bị loại hoặc còn thiếu, tên đơn vị có ghi sai không; chưa khảo sát thì khảo sát bổ sung.";
        en: "The survey “{scheme}” has no form that counts of {count} units: {units}", "They have no index, which is not 0, and no rank. Check whether a file was refused or is missing, or a unit's name is wrong; otherwise ask there too.";
    }
    INCOMPLETE "W-SURVEY-INCOMPLETE" Warning {
        vi: "{unit}: {left_out} trong {forms} phiếu của khảo sát “{scheme}”{own} không trả lời đủ nên không được tính", "Cách tính của khảo sát này chỉ lấy phiếu trả lời đủ mọi câu (complete_forms); xem lại nếu số phiếu bỏ ra nhiều.";
        en: "{unit}: {left_out} of {forms} forms of the survey “{scheme}”{own} are incomplete and were left out", "The reading complete_forms uses complete forms only; think again if many are left out.";
    }
    QUESTION_EMPTY "W-SURVEY-QUESTION-EMPTY" Warning {
        vi: "{unit}: không có câu trả lời nào được tính cho câu hỏi {questions} của khảo sát “{scheme}”{own}", "Chỉ số là trung bình của các câu còn lại; kiểm tra bảng phiếu.";
        en: "{unit}: no answer counts for the questions {questions} of the survey “{scheme}”{own}", "The index is the mean of the other questions; check the sheet.";
    }
    GROUP_ABSENT "W-SURVEY-GROUP-ABSENT" Warning {
        vi: "{unit}: không có phiếu nào của nhóm {groups} trong khảo sát “{scheme}”{own}", "Chỉ số chỉ tính các nhóm có phiếu; cần khảo sát thêm nhóm thiếu.";
        en: "{unit}: no form of the groups {groups} in the survey “{scheme}”{own}", "The index is that of the other groups; more forms are needed.";
    }
}
