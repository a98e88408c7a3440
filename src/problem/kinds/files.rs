//! Problems of files as such: what they are, whether they can be read.

crate::problem::kind::kinds! {
    FILE_MISSING "E-FILE-MISSING" Error {
        vi: "Không có tệp hoặc thư mục này", "Kiểm tra lại đường dẫn và tên tệp.";
        en: "There is no such file or folder", "Check the path and the name.";
    }
    SETS_MISSING "E-SETS-MISSING" Error {
        vi: "Không có {what} nào mà {place} nêu; đã tìm ở {looked}", "Thường là vì chép thư mục đợt đánh giá mà quên thư mục criteria/: chép cả hai, giữ đúng vị trí so với nhau, hoặc sửa dòng {line} trong {place}. Chưa đọc tệp nào khác, kết quả cũ còn nguyên.";
        en: "None of the {what} that {place} names is there; looked for at {looked}", "Most often the folder of the round was copied without the folder criteria/: copy both, each in its place, or mend the line {line} of {place}. Nothing else was read and earlier results are untouched.";
    }
    FILE_GONE "E-FILE-GONE" Error {
        vi: "Tệp vừa có trong thư mục nhưng không còn khi đọc đến: đã bị xóa, đổi tên hoặc ổ đĩa bị ngắt", "Đợt chấm dừng lại, kết quả cũ còn nguyên. Kiểm tra thư mục, ổ mạng hoặc USB rồi chạy lại.";
        en: "The file was in the folder but was gone when it was to be read: deleted, renamed, or the drive was cut off", "The run has stopped and the earlier result is untouched. Check the folder, the network drive or the USB stick and run again.";
    }
    FILE_READ "E-FILE-READ" Error {
        vi: "Không mở được tệp: {detail}", "Kiểm tra tên tệp và đường dẫn trong round.toml; đóng tệp nếu đang mở trong Excel.";
        en: "The file cannot be opened: {detail}", "Check the name and the path in round.toml; close the file if it is open in Excel.";
    }
    FILE_DENIED "E-FILE-DENIED" Error {
        vi: "Máy không cho đọc tệp này: {detail}", "Lần chạy dừng lại, chưa ghi gì, kết quả cũ còn nguyên. Đóng tệp nếu đang mở trong Excel; kiểm tra quyền đọc tệp, ổ mạng hoặc USB rồi chạy lại.";
        en: "The system does not let this file be read: {detail}", "The run has stopped and nothing was written. Close the file if it is open in Excel, check the right to read it, the network drive or the USB stick, and run again.";
    }
    FOLDER_LIST "E-FOLDER-LIST" Error {
        vi: "Không xem được bên trong thư mục này: {detail}", "Lần chạy dừng lại, chưa ghi gì, kết quả cũ còn nguyên: không biết trong đó có tệp nào. Kiểm tra quyền vào thư mục, ổ mạng hoặc USB rồi chạy lại.";
        en: "This folder cannot be looked into: {detail}", "The run has stopped and nothing was written, since nobody knows which files are there. Check the right to enter it, the network drive or the USB stick, and run again.";
    }
    FOLDER_SIMILAR "E-FOLDER-SIMILAR" Error {
        vi: "Không có tệp nào khớp với “{pattern}”, trong khi thư mục {similar} bên cạnh có {count} bảng tính: {names}", "Lần chạy dừng lại, chưa ghi gì, kết quả cũ còn nguyên. Nếu đó là tệp của đợt này: đổi tên thư mục {similar} thành {folder}, hoặc sửa dòng files trong {place}. Nếu không phải: chuyển thư mục {similar} ra khỏi thư mục của đợt.";
        en: "No file matches `{pattern}`, while the folder {similar} beside it holds {count} spreadsheets: {names}", "The run has stopped and nothing was written. If they are files of this round, rename the folder {similar} to {folder} or mend the line `files` in {place}. If not, move the folder {similar} away.";
    }
    FILE_EMPTY "E-FILE-EMPTY" Error {
        vi: "Tệp rỗng, không có dữ liệu", "Hãy gửi lại tệp.";
        en: "The file is empty", "Send the file again.";
    }
    FILE_LARGE "E-FILE-LARGE" Error {
        vi: "Tệp quá lớn: {size} MB, tối đa {limit} MB", "Hãy bỏ ảnh và các trang tính không cần rồi lưu lại.";
        en: "The file is too large: {size} MB, at most {limit} MB", "Remove pictures and needless sheets and save it again.";
    }
    FILE_DAMAGED "E-FILE-DAMAGED" Error {
        vi: "Tệp bị hỏng hoặc bị cắt cụt (chi tiết kỹ thuật: {detail})", "Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại.";
        en: "The file is damaged or cut off (technical detail: {detail})", "Open it in Excel, save it as .xlsx and send it again.";
    }
    FILE_SEALED "N-FILE-SEALED" Note {
        vi: "Tệp được Excel mã hóa bằng mật khẩu sẵn có của Excel nên mở không hỏi mật khẩu; phần mềm đã đọc được", "Không cần làm gì.";
        en: "Excel encrypted the file with its own password, so it opens without asking; it was read", "Nothing to do.";
    }
    FILE_PASSWORD "E-FILE-PASSWORD" Error {
        vi: "Tệp có mật khẩu mở", "Hãy bỏ mật khẩu rồi gửi lại.";
        en: "The file is protected by a password", "Remove the password and send it again.";
    }
    FILE_WEB "E-FILE-WEB" Error {
        vi: "Tệp là trang web lưu đuôi .{extension}", "Hãy mở bằng Excel rồi Lưu thành… .xlsx.";
        en: "The file is a web page saved as .{extension}", "Open it in Excel and save it as .xlsx.";
    }
    FILE_XML "E-FILE-XML" Error {
        vi: "Tệp là {found}", "Hãy mở bằng Excel hoặc LibreOffice rồi Lưu thành… .xlsx.";
        en: "The file is {found}", "Open it in Excel or LibreOffice and save it as .xlsx.";
    }
    FILE_PDF "E-FILE-PDF" Error {
        vi: "Tệp là PDF, không phải bảng tính", "Hãy gửi tệp Excel gốc.";
        en: "The file is a PDF, not a spreadsheet", "Send the Excel file that it was made from.";
    }
    FILE_XLSB "E-FILE-XLSB" Error {
        vi: "Tệp là sổ tính nhị phân .xlsb; phần mềm không đọc vì ô báo lỗi trong loại tệp này bị mất dấu", "Hãy mở bằng Excel rồi Lưu thành… .xlsx.";
        en: "The file is a binary workbook, .xlsb; it is not read, because cells with errors are lost in that kind", "Open it in Excel and save it as .xlsx.";
    }
    FILE_KIND "E-FILE-KIND" Error {
        vi: "Tệp không phải bảng tính (nội dung: {found})", "Hãy gửi tệp .xlsx, .xls, .ods hoặc .csv.";
        en: "The file is not a spreadsheet (content: {found})", "Send an .xlsx, .xls, .ods or .csv file.";
    }
    FILE_ARCHIVE "E-FILE-ARCHIVE" Error {
        vi: "Tệp là tệp nén chứa {count} tệp ({names}), không phải bảng tính", "Hãy giải nén rồi gửi từng tệp bảng tính bên trong; không đổi đuôi tệp nén thành .xlsx.";
        en: "The file is an archive that holds {count} files ({names}), not a spreadsheet", "Unpack it and send the workbooks in it; do not rename an archive to .xlsx.";
    }
    FILE_NO_PATTERN "E-FILE-NO-PATTERN" Error {
        vi: "Tệp này nằm trong thư mục của đợt đánh giá nhưng không khớp mẫu tên tệp nào trong round.toml nên chưa được đọc", "Nếu cần đọc: thêm “{pattern}” vào dòng files của mục {section} trong round.toml rồi chạy lại. Nếu không: chuyển tệp ra khỏi thư mục này.";
        en: "The file is in a folder of the round but matches no file pattern of round.toml, so it was not read", "If it is to be read, add “{pattern}” to the line files of {section} in round.toml and run again. If not, move it out of this folder.";
    }
    FILE_STRAY "E-FILE-STRAY" Error {
        vi: "Tệp này nằm trong thư mục của đợt đánh giá nhưng không phải bảng tính (nội dung: {found}) nên chưa được đọc", "Nếu đây là bài nộp: xin đơn vị tệp Excel gốc rồi chép vào đây. Nếu chỉ là tài liệu kiểm chứng hoặc bản ký quét: chuyển vào thư mục con “kiem-chung”.";
        en: "The file is in a folder of the round but is no spreadsheet (content: {found}), so it was not read", "If it is a submission, ask for the Excel file that it was made from and put that here. If it is only proof or a signed scan, move it into a sub-folder `kiem-chung`.";
    }
    FOLDER_UNREAD "E-FOLDER-UNREAD" Error {
        vi: "Thư mục con này có {count} bảng tính mà không mẫu tên tệp nào trong round.toml khớp, nên chưa được đọc: {names}", "Nếu đó là bài nộp: chép các tệp ra thư mục {folder}, hoặc thêm mẫu “{pattern}” vào mục {section} của round.toml. Nếu là tài liệu kiểm chứng: đổi tên thư mục con thành “kiem-chung”.";
        en: "This sub-folder holds {count} spreadsheets that no file pattern of round.toml matches, so they were not read: {names}", "If they are submissions, put them into {folder} or add the pattern “{pattern}” to {section} of round.toml. If they are proof, rename the sub-folder to `kiem-chung`.";
    }
    FOLDER_PROOF "N-FOLDER-PROOF" Note {
        vi: "Thư mục con này có {count} tệp được coi là tài liệu kiểm chứng; phần mềm không đọc", "Không cần làm gì. Nếu trong đó có bài nộp, chép tệp Excel ra thư mục {folder}.";
        en: "This sub-folder holds {count} files that are taken for proof; they are not read", "Nothing to do. If a submission is among them, put its Excel file into {folder}.";
    }
    FILE_CSV_NAMED "E-FILE-TEXT" Error {
        vi: "Tệp là văn bản thường lưu đuôi .{extension}", "Nếu là CSV, hãy đổi đuôi thành .csv; nếu không, hãy gửi tệp Excel gốc.";
        en: "The file is plain text saved as .{extension}", "Rename it to .csv if that is what it is; else send the Excel file.";
    }
    FILE_EXTENSION "N-FILE-EXTENSION" Note {
        vi: "Tệp thực chất là {found}, không phải .{extension}; phần mềm vẫn đọc được", "Nên lưu lại đúng loại tệp.";
        en: "The file is really {found}, not .{extension}; it is read all the same", "Better save it with its own extension.";
    }
    FILE_MACRO "N-FILE-MACRO" Note {
        vi: "Tệp có macro; phần mềm không chạy macro", "Không cần làm gì.";
        en: "The file has macros; they are not run", "Nothing to do.";
    }
    FILE_BOMB "E-FILE-BOMB" Error {
        vi: "Tệp phình quá lớn khi giải nén ({part})", "Hãy mở bằng Excel, xóa dòng thừa và ảnh rồi lưu lại.";
        en: "The file unpacks to an excessive size ({part})", "Open it in Excel, remove needless rows and pictures, save it again.";
    }
    FILE_PARTS "E-FILE-PARTS" Error {
        vi: "Tệp có phần “{part}” hai lần: hai phần mềm có thể đọc ra hai số khác nhau", "Hãy mở bằng Excel và lưu lại.";
        en: "The file has the part `{part}` twice: two programs could read two numbers", "Open it in Excel and save it again.";
    }
    FILE_DOCTYPE "E-FILE-DOCTYPE" Error {
        vi: "Tệp có khai báo DOCTYPE trong phần “{part}”, không an toàn", "Hãy mở bằng Excel và lưu lại.";
        en: "The file has a DOCTYPE in the part `{part}`, which is unsafe", "Open it in Excel and save it again.";
    }
    FILE_ODD "E-FILE-ODD" Error {
        vi: "Tệp có cấu trúc lạ, có thể bị đọc sai (chi tiết kỹ thuật: {detail})", "Hãy mở bằng Excel và lưu lại.";
        en: "The file has an odd structure and could be misread (technical detail: {detail})", "Open it in Excel and save it again.";
    }
    FILE_STOPPED "E-FILE-STOPPED" Error {
        vi: "Không đọc được tệp: khi đọc, tệp chiếm quá {limit} MB bộ nhớ hoặc làm chương trình đọc dừng đột ngột", "Hãy mở bằng Excel, giữ lại đúng bảng cần gửi, lưu thành .xlsx rồi gửi lại. Các tệp khác vẫn được đọc.";
        en: "The file cannot be read: reading it takes more than {limit} MB of memory or brings the reader down", "Open it in Excel, keep only the table that is to be sent, save it as .xlsx and send it again. The other files were read.";
    }
    FILE_SLOW "E-FILE-SLOW" Error {
        vi: "Đọc tệp quá {limit} giây vẫn chưa xong nên phần mềm dừng đọc tệp này", "Hãy mở bằng Excel, giữ lại đúng bảng cần gửi, lưu thành .xlsx rồi gửi lại. Các tệp khác vẫn được đọc.";
        en: "Reading the file took more than {limit} seconds and was stopped", "Open it in Excel, keep only the table that is to be sent, save it as .xlsx and send it again. The other files were read.";
    }
    FILE_WORKER "E-FILE-WORKER" Error {
        vi: "Không khởi động được tiến trình đọc tệp nên tệp chưa được đọc (chi tiết kỹ thuật: {detail})", "Chạy lại. Nếu vẫn lỗi, có thể phần mềm diệt virus chặn parindex tự mở tiến trình con, hoặc máy hết bộ nhớ: đóng bớt chương trình, báo người phụ trách máy.";
        en: "The reading process could not be started, so the file was not read (technical detail: {detail})", "Run again. If it goes on, an antivirus may keep parindex from starting a process of its own, or the memory is full: close some programs, tell whoever looks after the PC.";
    }
    FILE_MERGES "E-FILE-MERGES" Error {
        vi: "Trang tính “{sheet}” có quá nhiều vùng ô gộp: {count} vùng, tối đa {limit}", "Hãy bỏ gộp ô, giữ lại đúng bảng cần gửi rồi lưu lại.";
        en: "The sheet `{sheet}` has too many merged areas: {count}, at most {limit}", "Unmerge the cells, keep only the table that is to be sent and save it again.";
    }
    FILE_CELLS "E-FILE-CELLS" Error {
        vi: "Trang tính có quá nhiều ô: hơn {limit}", "Hãy giữ lại đúng bảng cần gửi.";
        en: "The sheet has too many cells: more than {limit}", "Keep only the table that is to be sent.";
    }
    FILE_ROWS "E-FILE-ROWS" Error {
        vi: "Tệp văn bản có hơn {limit} dòng; không dòng nào được dùng", "Chia thành nhiều tệp, mỗi tệp có dòng tiêu đề; bỏ các dòng trống ở cuối.";
        en: "The text file has more than {limit} rows; none of them was used", "Split it into several files, each with the header; delete empty rows at the end.";
    }
    FILE_COLUMNS "E-FILE-COLUMNS" Error {
        vi: "Tệp văn bản có hơn {limit} cột (ô {first}); không dòng nào được dùng", "Xuất lại với các cột cần dùng, hoặc xóa các cột thừa ở bên phải; kiểm tra dấu ngăn cột.";
        en: "The text file has more than {limit} columns (cell {first}); no row was used", "Export only the columns that are needed, or delete those at the right; check the separator.";
    }
    CELLS_FAR "N-CELLS-FAR" Note {
        vi: "{count} ô nằm quá xa bảng (từ ô {first}) không được đọc", "Xóa các ô đó nếu không cần.";
        en: "{count} cells far off the table (from {first}) were not read", "Delete them if they are not needed.";
    }
    CELL_ADDRESS "E-CELL-ADDRESS" Error {
        vi: "Một ô ghi địa chỉ “{found}”, không có ô nào như vậy; ô này không được đọc", "Hãy mở tệp bằng Excel, kiểm tra số liệu, lưu lại rồi gửi lại.";
        en: "A cell has the address “{found}”, which no cell has; it was not read", "Open the file in Excel, check its data, save it and send it again.";
    }
    FILE_SKIPPED "N-FILE-SKIPPED" Note {
        vi: "Bỏ qua tệp này: là tệp tạm của Excel hoặc của hệ điều hành", "Không cần làm gì; nếu Excel đã đóng, có thể xóa tệp.";
        en: "The file is skipped: it is a temporary one of Excel or of the system", "Nothing to do; it may be deleted when Excel is closed.";
    }
    FILE_LINE "E-FILE-LINE" Error {
        vi: "Có một dòng dài hơn {limit} MB: tệp không phải bảng phiếu, hoặc bị hỏng; phần từ dòng ấy trở đi không được đọc", "Mở bằng Excel, xem lại các dòng rồi lưu lại dạng CSV UTF-8; hoặc xuất lại từ công cụ khảo sát.";
        en: "A line is longer than {limit} MB: the file is no table of forms, or it is damaged; nothing from that line on was read", "Open it in Excel, look at the rows and save it as CSV UTF-8; or export it again from the survey tool.";
    }
    FILES_NONE "W-FILES-NONE" Warning {
        vi: "Không có tệp nào khớp với “{pattern}”", "Chép tệp vào đúng thư mục, hoặc sửa dòng files trong round.toml.";
        en: "No file matches `{pattern}`", "Put the files into the folder, or mend the line `files` in round.toml.";
    }
    FILES_PATTERN "E-FILES-PATTERN" Error {
        vi: "Mẫu tên tệp “{pattern}” không dùng được: {detail}", "Sửa dòng files trong round.toml, như evidence/*.xlsx.";
        en: "The file pattern `{pattern}` cannot be used: {detail}", "Mend the line `files` in round.toml, like evidence/*.xlsx.";
    }
    TEXT_ENCODING "E-TEXT-ENCODING" Error {
        vi: "Chữ tiếng Việt trong tệp bị lỗi mã, không đọc được chắc chắn", "Mở tệp gốc bằng Excel, chọn Lưu thành… dạng “CSV UTF-8” rồi gửi lại.";
        en: "The Vietnamese text of the file is garbled and cannot be read for sure", "Open the original in Excel, save it as “CSV UTF-8” and send it again.";
    }
    TEXT_1258 "N-TEXT-1258" Note {
        vi: "Tệp dùng bảng mã Windows-1258, đã chuyển", "Nên lưu dạng “CSV UTF-8”.";
        en: "The file is in Windows-1258 and was converted", "Better save it as “CSV UTF-8”.";
    }
    TEXT_UTF8 "E-TEXT-UTF8" Error {
        vi: "Tệp có ký tự không phải mã UTF-8 ở chỗ này", "Hãy mở bằng trình soạn thảo và lưu lại với mã UTF-8.";
        en: "The file has a character here that is not UTF-8", "Open it in an editor and save it again as UTF-8.";
    }
    CSV_FIELDS "E-CSV-FIELDS" Error {
        vi: "Dòng {row}{line} có {found} cột, cần {expected}: có thể do dấu phẩy thập phân", "Hãy sửa dòng này; trong CSV, ô có dấu phẩy phải đặt trong ngoặc kép.";
        en: "Row {row}{line} has {found} columns, expected {expected}: perhaps a decimal comma", "Mend the row; in CSV a cell with a comma must be quoted.";
    }
    CSV_QUOTE "E-CSV-QUOTE" Error {
        vi: "Dòng {row}{line} có dấu ngoặc kép lẻ", "Hãy sửa dòng này rồi gửi lại.";
        en: "Row {row}{line} has a lone quotation mark", "Mend the row and send the file again.";
    }
    RESULTS "E-RESULTS" Error {
        vi: "Không so được với tệp kết quả này: {detail}", "Chọn tệp results.json do parindex score ghi ra, thư mục của đợt hoặc gói .parindex.zip.";
        en: "These results cannot be compared: {detail}", "Choose a results.json that parindex score wrote, the folder of a round or a .parindex.zip.";
    }
}

/// Faults of the machine, and of where things were put: what they hide would be counted as not
/// sent, so no results are made of them.
pub const STOPPING: &[&crate::problem::Kind] =
    &[&FILE_GONE, &FILE_DENIED, &FOLDER_LIST, &FOLDER_SIMILAR, &FILE_WORKER];
