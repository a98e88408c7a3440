//! Problems of writing the outputs.

crate::problem::kind::kinds! {
    OPEN "E-OUTPUT-OPEN" Error {
        vi: "Không ghi đè được tệp kết quả {file}: tệp đang mở hoặc bị khóa", "Hãy đóng tệp kết quả đang mở trong Excel hoặc Word ({file}) rồi chạy lại. Nếu tệp không mở, hãy bỏ thuộc tính chỉ đọc của tệp.";
        en: "The output {file} cannot be replaced: it is open or locked", "Close the output file that is open in Excel or Word ({file}) and run again. If it is not open, remove its read-only attribute.";
    }
    READ_ONLY "E-OUTPUT-READ-ONLY" Error {
        vi: "Không được phép ghi {file} vào thư mục kết quả", "Chọn thư mục khác bằng --out, hoặc xin quyền ghi vào thư mục này.";
        en: "Writing {file} into the output folder is not permitted", "Choose another folder with --out, or ask for the right to write there.";
    }
    DISK_FULL "E-OUTPUT-DISK" Error {
        vi: "Đĩa đầy khi đang ghi {file}", "Xóa bớt tệp hoặc chọn đĩa khác bằng --out rồi chạy lại; kết quả cũ vẫn còn nguyên.";
        en: "The disk is full while writing {file}", "Free some space or choose another disk with --out and run again; the earlier result is untouched.";
    }
    WRITE "E-OUTPUT-WRITE" Error {
        vi: "Không ghi được {file}: {detail}", "Kiểm tra đường dẫn (có thư mục hay tệp trùng tên không), rồi chạy lại hoặc chọn thư mục khác bằng --out.";
        en: "Cannot write {file}: {detail}", "Check the path (is there a folder or file of the same name?), then run again or choose another folder with --out.";
    }
    BUSY "E-OUTPUT-BUSY" Error {
        vi: "Một lần chạy khác đang ghi vào thư mục {file}", "Chờ lần chạy kia xong rồi chạy lại, hoặc chọn thư mục khác bằng --out.";
        en: "Another run is writing into the folder {file}", "Wait until it is done and run again, or choose another folder with --out.";
    }
    PICTURE "E-OUTPUT-PICTURE" Error {
        vi: "Không vẽ được biểu đồ {file}: {detail}", "Chạy lại với --no-charts để có đủ các bảng; gửi thông báo này cho người phụ trách chương trình. Kết quả cũ vẫn còn nguyên.";
        en: "The picture {file} cannot be drawn: {detail}", "Run with --no-charts to get all tables; send this message to whoever looks after the program. The earlier result is untouched.";
    }
    DOCUMENT "E-OUTPUT-DOCUMENT" Error {
        vi: "Không lập được tệp {file}: {detail}", "Gửi thông báo này cho người phụ trách chương trình. Kết quả cũ vẫn còn nguyên.";
        en: "The file {file} cannot be put together: {detail}", "Send this message to whoever looks after the program. The earlier result is untouched.";
    }
    OTHER_ROUND "E-OUTPUT-ROUND" Error {
        vi: "Thư mục {file} đang giữ kết quả của đợt, năm hoặc bộ tiêu chí khác: {detail}", "Chọn thư mục khác bằng --out. Nếu đúng là muốn ghi vào đây, thêm --force: kết quả cũ được chuyển nguyên vẹn sang thư mục cùng tên có đuôi -cu-1 ở bên cạnh.";
        en: "The folder {file} holds results of another round, year or criteria set: {detail}", "Choose another folder with --out. If you do want to write here, add --force: the earlier results move to a folder of the same name with -cu-1 beside it.";
    }
    INPUTS "E-OUTPUT-INPUTS" Error {
        vi: "Không ghi vào {file}: thư mục này {how} thư mục đầu vào {folder} của đợt chấm", "Chọn thư mục khác bằng --out, ngoài các thư mục đầu vào của đợt (tự chấm, thẩm định, khảo sát, bộ tiêu chí, biểu mẫu). Chưa đọc và chưa ghi gì.";
        en: "Nothing is written into {file}: it {how} the input folder {folder} of the round", "Choose another folder with --out, outside the input folders of the round. Nothing was read and nothing written.";
    }
    KEPT "W-OUTPUT-KEPT" Warning {
        vi: "Tệp {file} không phải của lần chạy trước, hoặc đã được sửa từ đó: giữ lại thành {kept}, kết quả mới ghi vào {file}", "Xem tệp {kept}; nếu không cần nữa thì xóa. Muốn ghi thêm vào kết quả, hãy chép ra tệp khác.";
        en: "The file {file} is not of an earlier run, or was changed since: it was kept as {kept} and the new one stands in its place", "Look at {kept} and delete it when it is not needed. To add to the results, copy them to another file.";
    }
    KEPT_ROUND "W-OUTPUT-KEPT-ROUND" Warning {
        vi: "Kết quả của đợt khác ở đây đã được chuyển sang {folder}{staying}", "Thư mục đó còn nguyên các tệp cũ, kể cả bản có người đã sửa. Tệp còn ở lại (nếu có): xem của đợt nào rồi tự chuyển đi.";
        en: "The results of another round that stood here were moved to {folder}{staying}", "That folder has all of the earlier files, those that somebody had changed included. What stays, if anything: see of which round it is and move it yourself.";
    }
    RECOVERED "W-OUTPUT-RECOVERED" Warning {
        vi: "Một lần chạy trước bị ngắt khi đang ghi vào {folder}: {what}", "Không cần làm gì; chạy lại nếu cần kết quả mới.";
        en: "An earlier run was cut off while it wrote into {folder}: {what}", "Nothing to do; run again for new results.";
    }
}
