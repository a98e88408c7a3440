//! The words of the review of appraisals, in both languages.

use crate::report::block::{Line, Role};
use crate::terms::{Lang, texts};

texts! {
    pub(super) LIKE_CASES "Giống nhau, điểm khác nhau", "Like cases, unlike points";
    pub(super) APPRAISERS "Mức trừ của người thẩm định", "Cuts by appraiser";
    pub(super) HOW_LIKE
        "Các đơn vị kê khai cùng số liệu, cùng tình trạng tài liệu kiểm chứng nhưng được chấm khác nhau. Chênh lệch lớn đứng trước. Mỗi trường hợp cần một lý do, hoặc cần chấm lại cho bằng nhau.",
        "Units with the same declared figures and the same state of proof that were given different points, the largest differences first. Each needs a reason, or to be made equal.";
    pub(super) HOW_APPRAISERS
        "Chỉ so các dòng mà điểm tự chấm đúng bằng điểm theo số liệu và có tài liệu kiểm chứng: ở đó mức trừ là do người thẩm định. So với người khác trên cùng tiêu chí; không đủ {enough} dòng thì so trên mọi tiêu chí; dưới {enough} dòng thì không kết luận.",
        "Only rows whose self score equals the computed points and that name a proof are compared: there a cut is the appraiser's own. Compared with others on the same criteria, or on all when fewer than {enough} rows are to be had; below {enough} rows nothing is concluded.";
    pub(super) NO_LIKE_CASES
        "Không có: các đơn vị giống nhau đều được điểm bằng nhau.",
        "None: like units were given like points.";
    pub(super) NO_APPRAISERS
        "Chưa có dòng thẩm định nào so sánh được.",
        "There are no comparable rows of appraisal yet.";
    pub(super) CASE "Trường hợp", "Case";
    pub(super) FACTS "Số liệu kê khai giống nhau", "The same declared figures";
    pub(super) HAS_PROOF "Có tài liệu kiểm chứng", "Proof named";
    pub(super) POINTS "Điểm", "Points";
    pub(super) LESS_THAN_MOST "Kém mức cao nhất", "Below the highest";
    pub(super) DECIDED_AT "Chấm tại", "Given at";
    pub(super) NO_DATA "(tiêu chí không có số liệu)", "(no data item)";
    pub(super) OWN_ROWS "Số dòng so được", "Comparable rows";
    pub(super) OWN_CUT "Số dòng bị trừ", "Rows cut";
    pub(super) OWN_MEAN "Trừ bình quân (% điểm tối đa)", "Mean cut (% of maximum)";
    pub(super) OTHER_ROWS "Số dòng của người khác", "Rows of others";
    pub(super) OTHER_CUT "Người khác trừ (dòng)", "Rows cut by others";
    pub(super) OTHER_MEAN "Người khác trừ bình quân (%)", "Mean cut of others (%)";
    pub(super) DIFFERENCE "Chênh lệch (điểm %)", "Difference (points of %)";
    pub(super) BASIS "So trên", "Compared on";
    pub(super) SAME_LEAVES "cùng tiêu chí", "the same criteria";
    pub(super) ALL_LEAVES "mọi tiêu chí", "all criteria";
    pub(super) TOO_FEW "quá ít để kết luận", "too few to conclude";
    INTERNAL
        "Tài liệu nội bộ của cơ quan chủ trì, không gửi ra ngoài.",
        "For the office only, not to be sent out.";
    pub(super) DIFFERENCES "Ý kiến khác nhau", "Differing appraisals";
    pub(super) HOW_DIFFERENCES
        "Những người thẩm định cùng một vòng cho điểm hoặc sửa số liệu khác nhau: không ý kiến nào được dùng, vòng 2 quyết định.",
        "Appraisers of one round gave different points, or corrected a value in different ways: none of it counts, and round 2 decides.";
    pub(super) NO_DIFFERENCES
        "Không có: không hai người nào thẩm định khác nhau.",
        "None: no two appraisers differed.";
    pub(super) DIFFERED "Ai ghi gì, ở đâu", "Who said what, where";
    pub(super) OUTCOME "Quyết định", "Decision";
    pub(super) OPEN "chưa quyết định", "not decided";
}

/// That the page is for the office only, and how it was made.
pub(super) fn notes(how: &str, lang: Lang) -> Vec<Line> {
    vec![Line::new(Role::Alarm, INTERNAL.say(lang)), Line::new(Role::Note, how)]
}
