//! Problems of writing the outputs.

crate::problem::kind::kinds! {
    OPEN "E-OUTPUT-OPEN" Error {
        vi: "Không ghi đè được tệp kết quả {file}: tệp đang mở hoặc bị khóa", "Hãy đóng tệp kết quả đang mở trong Excel ({file}) rồi chạy lại. Nếu tệp không mở, hãy bỏ thuộc tính chỉ đọc của tệp.";
        en: "The output {file} cannot be replaced: it is open or locked", "Close the output file that is open in Excel ({file}) and run again. If it is not open, remove its read-only attribute.";
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
}
