//! Problems of proof. None says that a paper is false: each says where a person has to look.

crate::problem::kind::kinds! {
    FOLDER "E-PROOF-FOLDER" Error {
        vi: "[proof] folders có “{folder}”, không phải thư mục nằm trong thư mục của đợt", "Ghi đường dẫn bắt đầu bằng tên một thư mục của đợt, ví dụ \"minh-chung\"; ngoài tên thư mục chỉ được dùng hai chữ thay cho mã đơn vị và mã tiêu chí (docs/proof.md).";
        en: "[proof] folders has `{folder}`, which is no folder inside that of the round", "Begin with the name of a folder of the round, such as \"minh-chung\"; besides names only the two words for a unit and a criterion may be used (docs/proof.md).";
    }
    NONE "W-PROOF-NONE" Warning {
        vi: "{leaf} được {points} điểm mà chưa nêu tài liệu kiểm chứng nào; bộ tiêu chí yêu cầu: {asked}", "Nêu số, ký hiệu, ngày của tài liệu trong cột Tài liệu kiểm chứng, hoặc xem lại điểm.";
        en: "{leaf} earned {points} points and no proof is named; the set asks for: {asked}", "Name number, notation and date of the document in the column of proof, or look at the points again.";
    }
    MISSING "W-PROOF-MISSING" Warning {
        vi: "{leaf} nêu “{document}”, nhưng trong thư mục tài liệu kiểm chứng chưa thấy tệp nào có tên như vậy", "Bổ sung tệp, hoặc đổi tên tệp cho có số và ký hiệu; người thẩm định tìm bản giấy trước khi kết luận.";
        en: "{leaf} names “{document}”, but no file of the folders of proof is called so", "Add the file, or put number and notation into its name; an appraiser looks for the paper before deciding.";
    }
    PERIOD "W-PROOF-PERIOD" Warning {
        vi: "{leaf}: “{document}” đề ngày {date}, ngoài kỳ đánh giá {from} – {to}", "Người thẩm định xem tài liệu này có được tính cho kỳ đánh giá không.";
        en: "{leaf}: “{document}” is dated {date}, outside the period {from} – {to}", "An appraiser decides whether it counts for the period.";
    }
    DATE "W-PROOF-DATE" Warning {
        vi: "{leaf}: ngày kê khai là {declared}, còn tài liệu kiểm chứng đề ngày {dates}", "Xem tài liệu gốc rồi sửa ngày kê khai hoặc tên tài liệu; ngày trên tài liệu là ngày được tính.";
        en: "{leaf}: the form says {declared}, the proof is dated {dates}", "Look at the paper and mend the date in the form or the name of the document; the date of the paper counts.";
    }
    REUSED "W-PROOF-REUSED" Warning {
        vi: "“{document}” được dùng cho nhiều tiêu chí: {leaves}", "Người thẩm định xem một tài liệu có chứng minh được cho từng tiêu chí không. Nếu bộ tiêu chí cho phép dùng chung, ghi proof_shared = true ở các tiêu chí đó.";
        en: "“{document}” is named for several leaves: {leaves}", "An appraiser decides whether one paper proves each of them. Where the set allows it, write proof_shared = true for these leaves.";
    }
    TWO_DATES "W-PROOF-TWO-DATES" Warning {
        vi: "Cùng một số, ký hiệu {document} mà ghi hai ngày: {dates}", "Xem tài liệu gốc để biết ngày nào đúng, hoặc đó là hai tài liệu khác nhau.";
        en: "One number and notation, {document}, is given two dates: {dates}", "Look at the paper to see which is right, or whether they are two documents.";
    }
    COPIED "W-PROOF-COPIED" Warning {
        vi: "Tệp giống hệt từng byte với tệp của đơn vị khác: {others}", "Người thẩm định xem hai đơn vị có cùng nộp một văn bản không phải của mình không; văn bản chung của cấp trên thì không sao.";
        en: "The file has the very bytes of a file of another unit: {others}", "An appraiser looks whether two units handed in one paper that is not their own; a paper of a higher body is all right.";
    }
    EMPTY "W-PROOF-EMPTY" Warning {
        vi: "Tệp tài liệu kiểm chứng rỗng (0 byte)", "Chép lại tệp từ nơi lưu gốc.";
        en: "The file of proof is empty (0 bytes)", "Copy it again from where it is kept.";
    }
    ARCHIVE "W-PROOF-ARCHIVE" Warning {
        vi: "Tệp tài liệu kiểm chứng là tệp nén, không xem được tài liệu bên trong", "Giải nén và chép từng tài liệu vào thư mục.";
        en: "The file of proof is an archive; the documents in it are not looked at", "Unpack it and put each document into the folder.";
    }
    PICTURE "N-PROOF-PICTURE" Note {
        vi: "Tệp tài liệu kiểm chứng là ảnh, không phải văn bản", "Người thẩm định mở ra xem; nên dùng bản PDF của văn bản.";
        en: "The file of proof is a picture", "An appraiser has to open it; a PDF of the document is better.";
    }
    LINK "W-PROOF-LINK" Warning {
        vi: "{leaf}: tài liệu kiểm chứng là liên kết tới một ổ đĩa mà người khác không mở được: {link}", "Chép tệp vào thư mục tài liệu kiểm chứng và nêu tên tệp.";
        en: "{leaf}: the proof is a link to a disk that nobody else can open: {link}", "Copy the file into the folder of proof and give its name.";
    }
    UNNAMED "N-PROOF-UNNAMED" Note {
        vi: "Không tiêu chí nào nêu tài liệu này", "Nếu dùng làm minh chứng thì nêu số, ký hiệu hoặc tên tệp ở tiêu chí; nếu không thì bỏ ra.";
        en: "No leaf names this file", "If it proves something, name it at its leaf; else take it away.";
    }
}
