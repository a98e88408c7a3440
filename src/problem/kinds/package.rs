//! Problems of sealed packages: of making one, and of what one holds.

crate::problem::kind::kinds! {
    NOT_ONE "E-PACKAGE-NOT" Error {
        vi: "Tệp này không phải gói niêm phong của parindex: {detail}", "Chọn đúng tệp có đuôi .parindex.zip do lệnh parindex seal ghi ra; nếu tệp đã bị giải nén rồi nén lại thì xin lại bản gốc.";
        en: "This file is no sealed package of parindex: {detail}", "Choose the .parindex.zip that parindex seal wrote; if it was unpacked and packed again, ask for the original.";
    }
    DAMAGED "E-PACKAGE-DAMAGED" Error {
        vi: "Gói niêm phong hỏng hoặc bị cắt cụt: {detail}", "Không dùng gói này. Chép lại từ nơi lưu gốc rồi kiểm tra lại bằng parindex verify.";
        en: "The sealed package is damaged or cut short: {detail}", "Do not use it. Copy it again from where the original is kept and run parindex verify.";
    }
    PART "E-PACKAGE-PART" Error {
        vi: "Gói có phần không được nhận: {part} – {why}", "Không mở gói này; gói do parindex seal lập không bao giờ có phần như vậy. Xin lại bản gốc.";
        en: "The package holds a part that is not accepted: {part} – {why}", "Do not open it; no package made by parindex seal has such a part. Ask for the original.";
    }
    TWICE "E-PACKAGE-TWICE" Error {
        vi: "Gói có hai phần trùng tên: {part}", "Không mở gói này: mỗi phần mềm có thể đọc một phần khác nhau. Xin lại bản gốc.";
        en: "Two parts of the package have one name: {part}", "Do not open it: programs may read one or the other. Ask for the original.";
    }
    BOMB "E-PACKAGE-BOMB" Error {
        vi: "Gói bung ra quá lớn: {part}", "Không mở gói này. Xin lại bản gốc, hoặc lập lại gói không kèm minh chứng (bỏ --proof).";
        en: "The package unpacks to too much: {part}", "Do not open it. Ask for the original, or seal again without --proof.";
    }
    SCHEMA "E-PACKAGE-SCHEMA" Error {
        vi: "Gói thuộc dạng “{found}”, chương trình này đọc được “{known}”", "Dùng bản parindex đã lập gói, hoặc bản mới hơn.";
        en: "The package is of the format “{found}”; this program reads “{known}”", "Use the parindex that made the package, or a newer one.";
    }
    MANIFEST "E-PACKAGE-MANIFEST" Error {
        vi: "Danh mục của gói (manifest.json) đã bị sửa: {detail}", "Gói không còn là bản đã niêm phong. Xin lại bản gốc; đối chiếu mã niêm phong in trên giấy chứng nhận.";
        en: "The manifest of the package (manifest.json) was changed: {detail}", "The package is not what was sealed. Ask for the original; compare the seal printed on the certificate.";
    }
    CHANGED "E-PACKAGE-CHANGED" Error {
        vi: "Phần {part} của gói đã bị sửa", "Gói không còn là bản đã niêm phong. Xin lại bản gốc.";
        en: "The part {part} of the package was changed", "The package is not what was sealed. Ask for the original.";
    }
    MISSING "E-PACKAGE-MISSING" Error {
        vi: "Gói thiếu phần {part}", "Gói không còn là bản đã niêm phong. Xin lại bản gốc.";
        en: "The package lacks its part {part}", "The package is not what was sealed. Ask for the original.";
    }
    ADDED "E-PACKAGE-ADDED" Error {
        vi: "Gói có phần {part} không có trong danh mục", "Gói không còn là bản đã niêm phong. Xin lại bản gốc.";
        en: "The package holds {part}, which its manifest does not list", "The package is not what was sealed. Ask for the original.";
    }
    FRAME "E-PACKAGE-FRAME" Error {
        vi: "Các phần còn nguyên nhưng khung của tệp zip (đầu mục, mục lục hoặc mã ở cuối tệp) đã khác", "Gói đã bị mở ra nén lại, hoặc hỏng khi chép. Xin lại bản gốc.";
        en: "The parts are whole, but the frame of the zip file (headers, directory or the code at its end) differs", "The package was packed again, or damaged on its way. Ask for the original.";
    }
    RERUN "E-PACKAGE-RERUN" Error {
        vi: "Chạy lại từ số liệu trong gói cho {part} khác với bản trong gói", "So hai bản bằng parindex diff. Nếu gói do phiên bản khác lập thì dùng đúng phiên bản ghi trên giấy chứng nhận.";
        en: "Run again from the data of the package, {part} differs from the one in it", "Compare them with parindex diff. If another version made the package, use the version named on the certificate.";
    }
    PROGRAM "W-PACKAGE-PROGRAM" Warning {
        vi: "Gói do {found} lập, đang kiểm tra bằng {own}", "Kết quả chạy lại có thể khác chỉ vì khác phiên bản; muốn chắc chắn hãy dùng đúng phiên bản đã lập gói.";
        en: "The package was made by {found} and is looked at by {own}", "What is run again may differ for that reason alone; to be sure use the version that made it.";
    }
    READ_ONLY "E-PACKAGE-READ-ONLY" Error {
        vi: "Gói niêm phong chỉ để đọc: lệnh này ghi vào thư mục của đợt", "Dùng lệnh này với thư mục của đợt. Với gói: score, papers, check, why, history, preview, survey, diff, verify.";
        en: "A sealed package is read-only: this command writes into the folder of the round", "Use it on the folder of the round. On a package: score, papers, check, why, history, preview, survey, diff, verify.";
    }
    ABSOLUTE "E-SEAL-ABSOLUTE" Error {
        vi: "Không đóng gói được: đợt dùng tệp {file} bằng đường dẫn tuyệt đối", "Chép tệp vào thư mục của đợt (hoặc cạnh đó), sửa round.toml thành đường dẫn tương đối rồi đóng gói lại.";
        en: "It cannot be sealed: the round uses {file} by an absolute path", "Copy the file into the folder of the round or beside it, write a relative path in round.toml and seal again.";
    }
    DIFFERS "E-SEAL-DIFFERS" Error {
        vi: "Không đóng gói được: chạy từ bản chép của đợt cho kết quả khác, ở {detail}", "Có tệp mà đợt dùng nằm ngoài những gì chép được, hoặc tệp vừa bị sửa trong lúc chạy. Đóng các tệp đang mở rồi chạy lại; nếu vẫn lỗi, gửi thông báo này cho người phụ trách chương trình.";
        en: "It cannot be sealed: a copy of the round gives other results, at {detail}", "Something that the round uses was not copied, or a file was changed meanwhile. Close open files and run again; if it goes on, send this message to whoever looks after the program.";
    }
    LARGE "E-SEAL-LARGE" Error {
        vi: "Không đóng gói được: {detail}", "Bỏ --proof để gói không kèm tệp minh chứng (danh mục vẫn ghi mã SHA-256 của từng tệp), hoặc bớt tệp trong thư mục của đợt.";
        en: "It cannot be sealed: {detail}", "Leave out --proof: the manifest still holds the SHA-256 of each file; or take files out of the folder of the round.";
    }
    PERSONAL "E-SEAL-PERSONAL" Error {
        vi: "Không bỏ được cột cá nhân của {file}: {why}", "Lưu tệp khảo sát thành .xlsx hoặc .csv rồi đóng gói lại, hoặc đóng gói không có --no-personal.";
        en: "The personal columns of {file} cannot be taken out: {why}", "Save the survey file as .xlsx or .csv and seal again, or seal without --no-personal.";
    }
}
