//! The words of the review of appraisals, in both languages.

use crate::report::block::{Line, Role};
use crate::terms::{Lang, Text};

pub(super) const LIKE_CASES: Text =
    Text { vi: "Giống nhau, điểm khác nhau", en: "Like cases, unlike points" };
pub(super) const APPRAISERS: Text =
    Text { vi: "Mức trừ của người thẩm định", en: "Cuts by appraiser" };
pub(super) const HOW_LIKE: Text = Text {
    vi: "Các đơn vị kê khai cùng số liệu, cùng tình trạng tài liệu kiểm chứng nhưng được chấm khác nhau. Chênh lệch lớn đứng trước. Mỗi trường hợp cần một lý do, hoặc cần chấm lại cho bằng nhau.",
    en: "Units with the same declared figures and the same state of proof that were given different points, the largest differences first. Each needs a reason, or to be made equal.",
};
pub(super) const HOW_APPRAISERS: Text = Text {
    vi: "Chỉ so các dòng mà điểm tự chấm đúng bằng điểm theo số liệu và có tài liệu kiểm chứng: ở đó mức trừ là do người thẩm định. So với người khác trên cùng tiêu chí; không đủ {enough} dòng thì so trên mọi tiêu chí; dưới {enough} dòng thì không kết luận.",
    en: "Only rows whose self score equals the computed points and that name a proof are compared: there a cut is the appraiser's own. Compared with others on the same criteria, or on all when fewer than {enough} rows are to be had; below {enough} rows nothing is concluded.",
};
pub(super) const NO_LIKE_CASES: Text = Text {
    vi: "Không có: các đơn vị giống nhau đều được điểm bằng nhau.",
    en: "None: like units were given like points.",
};
pub(super) const NO_APPRAISERS: Text = Text {
    vi: "Chưa có dòng thẩm định nào so sánh được.",
    en: "There are no comparable rows of appraisal yet.",
};
pub(super) const CASE: Text = Text { vi: "Trường hợp", en: "Case" };
pub(super) const FACTS: Text =
    Text { vi: "Số liệu kê khai giống nhau", en: "The same declared figures" };
pub(super) const HAS_PROOF: Text = Text { vi: "Có tài liệu kiểm chứng", en: "Proof named" };
pub(super) const POINTS: Text = Text { vi: "Điểm", en: "Points" };
pub(super) const LESS_THAN_MOST: Text =
    Text { vi: "Kém mức cao nhất", en: "Below the highest" };
pub(super) const DECIDED_AT: Text = Text { vi: "Chấm tại", en: "Given at" };
pub(super) const NO_DATA: Text =
    Text { vi: "(tiêu chí không có số liệu)", en: "(no data item)" };
pub(super) const OWN_ROWS: Text = Text { vi: "Số dòng so được", en: "Comparable rows" };
pub(super) const OWN_CUT: Text = Text { vi: "Số dòng bị trừ", en: "Rows cut" };
pub(super) const OWN_MEAN: Text =
    Text { vi: "Trừ bình quân (% điểm tối đa)", en: "Mean cut (% of maximum)" };
pub(super) const OTHER_ROWS: Text =
    Text { vi: "Số dòng của người khác", en: "Rows of others" };
pub(super) const OTHER_CUT: Text =
    Text { vi: "Người khác trừ (dòng)", en: "Rows cut by others" };
pub(super) const OTHER_MEAN: Text =
    Text { vi: "Người khác trừ bình quân (%)", en: "Mean cut of others (%)" };
pub(super) const DIFFERENCE: Text =
    Text { vi: "Chênh lệch (điểm %)", en: "Difference (points of %)" };
pub(super) const BASIS: Text = Text { vi: "So trên", en: "Compared on" };
pub(super) const SAME_LEAVES: Text = Text { vi: "cùng tiêu chí", en: "the same criteria" };
pub(super) const ALL_LEAVES: Text = Text { vi: "mọi tiêu chí", en: "all criteria" };
pub(super) const TOO_FEW: Text =
    Text { vi: "quá ít để kết luận", en: "too few to conclude" };
const INTERNAL: Text = Text {
    vi: "Tài liệu nội bộ của cơ quan chủ trì, không gửi ra ngoài.",
    en: "For the office only, not to be sent out.",
};
pub(super) const DIFFERENCES: Text =
    Text { vi: "Ý kiến khác nhau", en: "Differing appraisals" };
pub(super) const HOW_DIFFERENCES: Text = Text {
    vi: "Những người thẩm định cùng một vòng cho điểm hoặc sửa số liệu khác nhau: không ý kiến nào được dùng, vòng 2 quyết định.",
    en: "Appraisers of one round gave different points, or corrected a value in different ways: none of it counts, and round 2 decides.",
};
pub(super) const NO_DIFFERENCES: Text = Text {
    vi: "Không có: không hai người nào thẩm định khác nhau.",
    en: "None: no two appraisers differed.",
};
pub(super) const DIFFERED: Text = Text { vi: "Ai ghi gì, ở đâu", en: "Who said what, where" };
pub(super) const OUTCOME: Text = Text { vi: "Quyết định", en: "Decision" };
pub(super) const OPEN: Text = Text { vi: "chưa quyết định", en: "not decided" };

/// That the page is for the office only, and how it was made.
pub(super) fn notes(how: &str, lang: Lang) -> Vec<Line> {
    vec![Line::new(Role::Alarm, INTERNAL.say(lang)), Line::new(Role::Note, how)]
}
