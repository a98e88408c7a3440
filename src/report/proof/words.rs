//! The words of the register of proof, in both languages.

use crate::terms::texts;

texts! {
    pub(super) LOOK "Cần xem lại", "To be looked at";
    pub(super) NOTHING "Không có gì cần xem lại.", "Nothing has to be looked at.";
    pub(super) DOCUMENTS "Tài liệu đã nêu", "What is named";
    pub(super) NO_DOCUMENTS "Chưa đơn vị nào nêu tài liệu kiểm chứng.", "No unit has named any proof.";
    pub(super) FILES "Tệp trong thư mục", "Files";
    pub(super) NO_FILES
        "Không có tệp nào trong thư mục tài liệu kiểm chứng, hoặc round.toml chưa có [proof] folders.",
        "No file is in the folders of proof, or round.toml has no [proof] folders.";
    pub(super) CODE "Mã", "Code";
    pub(super) STAKE "Điểm liên quan", "Points at stake";
    pub(super) PLACE "Ở đâu", "Where";
    pub(super) FOUND "Thấy gì", "What was found";
    pub(super) DO "Cần làm", "What to do";
    pub(super) NAMED "Nêu trong bản tự chấm", "As named";
    pub(super) TYPE "Loại", "Type";
    pub(super) NUMBER "Số", "Number";
    pub(super) NOTATION "Ký hiệu", "Notation";
    pub(super) ISSUER "Cơ quan ban hành", "Issuer";
    pub(super) DATE "Ngày", "Date";
    pub(super) FILE "Tệp", "File";
    pub(super) SIZE "Byte", "Bytes";
    pub(super) IS_NAMED "Được nêu", "Named";
    pub(super) NOTE
        "Không kết luận tài liệu nào là sai: mỗi dòng là một chỗ người thẩm định cần mở ra xem, chỗ liên quan nhiều điểm đứng trước.",
        "Nothing here is called false: every row is a place to look at, those with most points at stake first.";
    pub(super) NOT_UNDERSTOOD "Nội dung để nguyên văn vì không rõ là tài liệu nào", "Kept as words, since no document can be told";
    pub(super) FIELD "Kiểm tra tại chỗ", "Checked on the spot";
    pub(super) NO_FIELD "Chưa có tiêu chí nào được chấm để rút.", "No scored leaf to draw from.";
    pub(super) DRAWN
        "Rút {n} tiêu chí bằng mã khởi tạo “{seed}”: mỗi tiêu chí có vé là SHA-256 của “mã khởi tạo|mã đơn vị|mã tiêu chí”, mỗi đơn vị lấy các vé nhỏ nhất; ai có mã khởi tạo cũng rút lại được.",
        "{n} leaves drawn by the seed “{seed}”: the ticket of a leaf is the SHA-256 of “seed|unit|code”, and each unit's lowest tickets are drawn; whoever has the seed can draw again.";
    pub(super) NAME "Nội dung", "Name";
    pub(super) POINTS "Điểm", "Points";
    pub(super) SEEN "Thấy tại chỗ", "Seen on the spot";
    pub(super) POINTS_SEEN "Điểm theo kiểm tra", "Points by the check";
    pub(super) REMARK "Ghi chú", "Remark";
    pub(super) COUNT "{n} nội dung đã nêu, {words} để nguyên văn; {files} tệp", "{n} named, {words} kept as words; {files} files";
    pub(super) NO_FOLDER
        "round.toml chưa có [proof] folders: chưa đối chiếu với tệp.",
        "round.toml has no [proof] folders: nothing was held against files.";
}
