//! The words of the preview, in both languages.

use crate::preview::{Cause, Claimant};
use crate::terms::{Lang, Text, texts};

texts! {
    pub(super) DISPUTES "Nội dung còn mở", "Open disputes";
    pub(super) CASES "Cao nhất, thấp nhất", "Best and worst";
    pub(super) HINGES "Điểm quyết định", "What hangs on one dispute";
    pub(super) WHY_OPEN "Vì sao còn mở", "Why it is open";
    pub(super) NOW "Điểm hiện tại", "Points now";
    pub(super) IF_ACCEPTED "Điểm nếu chấp nhận", "Points if accepted";
    pub(super) PROPOSED_BY "Theo", "According to";
    pub(super) TOTAL_NOW "Tổng điểm hiện tại", "Total now";
    pub(super) TOTAL_THEN "Tổng điểm khi đó", "Total then";
    pub(super) INDEX_NOW "Chỉ số hiện tại (%)", "Index now (%)";
    pub(super) INDEX_THEN "Chỉ số khi đó (%)", "Index then (%)";
    pub(super) INDEX_MOVES "Tăng, giảm", "Change";
    pub(super) RANK_NOW "Hạng hiện tại", "Rank now";
    pub(super) RANK_THEN "Hạng khi đó", "Rank then";
    pub(super) CLASS_NOW "Loại hiện tại", "Class now";
    pub(super) CLASS_THEN "Loại khi đó", "Class then";
    pub(super) SAID "Cơ quan thẩm định ghi", "The appraiser wrote";
    pub(super) OPEN_COUNT "Số nội dung còn mở", "Open disputes";
    pub(super) LOWEST_INDEX "Chỉ số thấp nhất (%)", "Lowest index (%)";
    pub(super) HIGHEST_INDEX "Chỉ số cao nhất (%)", "Highest index (%)";
    pub(super) WORST_RANK "Hạng thấp nhất", "Worst rank";
    pub(super) BEST_RANK "Hạng cao nhất", "Best rank";
    pub(super) LOWEST_CLASS "Loại thấp nhất", "Lowest class";
    pub(super) HIGHEST_CLASS "Loại cao nhất", "Highest class";
    pub(super) WHAT_MOVES "Điều thay đổi", "What changes";
    pub(super) NO_CLAIM "chưa ai đề nghị mức điểm khác", "nobody claims other points";
    pub(super) CLASS_MOVES "xếp loại: {from} → {to}", "class: {from} → {to}";
    pub(super) ENTERS
        "{unit} vào nhóm {top} đơn vị dẫn đầu: hạng {from} → {to}",
        "{unit} enters the first {top}: rank {from} → {to}";
    pub(super) LEAVES
        "{unit} ra khỏi nhóm {top} đơn vị dẫn đầu: hạng {from} → {to}",
        "{unit} leaves the first {top}: rank {from} → {to}";
    pub(super) NONE_OPEN "Không còn nội dung thẩm định nào để mở.", "No dispute is open.";
    pub(super) NO_HINGES
        "Trong các nội dung còn mở đã tính được, không nội dung nào tự nó làm đổi xếp loại hay thứ hạng 1–3.",
        "Of the open disputes that could be weighed, none changes a class or one of the first three places by itself.";
    pub(super) ALL_SETTLED "Mọi điểm đã được quyết định.", "Every score has been decided.";
    pub(super) NOT_WEIGHED
        "Chưa tính ở đây, nhưng còn có thể làm đổi điểm, thứ hạng và xếp loại: {list}.",
        "Not weighed here, yet it may still change points, places and classes: {list}.";
    pub(super) NO_CLAIMS
        "{n} nội dung còn mở chưa có ai đề nghị mức điểm khác",
        "{n} open disputes in which nobody has claimed other points";
    pub(super) UNSENT "{n} đơn vị chưa nộp ({units})", "{n} units that sent nothing ({units})";
    pub(super) STOPPED
        "{n} đơn vị có hồ sơ chưa dùng được ({units})",
        "{n} units whose files cannot be used ({units})";
    pub(super) UNSCORED
        "{n} khối chưa chấm được ({units})",
        "{n} blocks that were not scored ({units})";
    pub(super) SURVEY_ERRORS
        "{n} chỗ phải sửa ở phiếu khảo sát",
        "{n} places to mend in the survey forms";
    pub(super) HOW
        "Mỗi dòng được chấm lại như thể vòng 2 chấp nhận riêng nội dung đó, các nội dung khác giữ nguyên. Cao nhất của một đơn vị là khi mọi nội dung của đơn vị đó được chấp nhận còn các đơn vị khác ở mức thấp nhất; thấp nhất thì ngược lại.",
        "Every row is scored again as if round 2 accepted that dispute alone and all else stayed. The best case of a unit is when all its disputes are settled its way and those of the others against them; the worst case is the reverse.";
}

pub(super) fn cause(cause: Cause, lang: Lang) -> &'static str {
    let word = match cause {
        Cause::Conflict => Text {
            vi: "hai người thẩm định cho điểm khác nhau",
            en: "two appraisers give different points",
        },
        Cause::Asked => Text { vi: "yêu cầu giải trình", en: "an explanation was asked for" },
        Cause::Pending => Text { vi: "chờ thẩm định", en: "awaiting appraisal" },
        Cause::Contested => Text {
            vi: "tự chấm khác điểm vòng 1",
            en: "the self score differs from round 1",
        },
    };
    word.say(lang)
}

pub(super) fn claimant(by: &Claimant, lang: Lang) -> String {
    let word = match by {
        Claimant::Unit => Text { vi: "điểm tự chấm", en: "self score" },
        Claimant::Rule => Text { vi: "điểm theo số liệu", en: "computed points" },
        Claimant::Lowest => Text { vi: "mức thấp nhất", en: "the least" },
        Claimant::Highest => Text { vi: "mức cao nhất", en: "the most" },
        Claimant::Appraiser(origin) => {
            return format!("{} – {} – {}", origin.file, origin.sheet, origin.cell);
        }
    };
    word.say(lang).to_string()
}
