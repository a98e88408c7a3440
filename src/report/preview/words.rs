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
    pub(super) NONE_OPEN "Không còn nội dung nào để mở.", "Nothing is open.";
    pub(super) NO_HINGES
        "Không nội dung còn mở nào tự nó làm đổi xếp loại hay thứ hạng 1–3.",
        "No class and none of the first three places depends on a single open item.";
    pub(super) NO_HINGES_WEIGHED
        "Trong các nội dung còn mở đã tính được, không nội dung nào tự nó làm đổi xếp loại hay thứ hạng 1–3.",
        "Of the open items that could be weighed, none changes a class or one of the first three places by itself.";
    pub(super) WHOLE_UNIT "cả đơn vị", "the whole unit";
    pub(super) CLASS_OF_OTHER
        "xếp loại của {unit}: {from} → {to}", "class of {unit}: {from} → {to}";
    pub(super) ALL_SETTLED "Mọi điểm đã được quyết định.", "Every score has been decided.";
    pub(super) NOT_WEIGHED
        "Chưa tính ở đây, nhưng còn có thể làm đổi điểm, thứ hạng và xếp loại: {list}.",
        "Not weighed here, yet it may still change points, places and classes: {list}.";
    pub(super) CHECKS_ALONE
        "{n} chỗ số liệu mâu thuẫn ở số liệu không tính điểm",
        "{n} contradictions in values that earn no points";
    pub(super) FILES_UNUSED
        "{n} tệp chưa dùng được, chưa biết sẽ làm đổi gì",
        "{n} files that cannot be used and of which nobody knows what they would change";
    pub(super) UNSCORED
        "{n} khối chưa chấm được ({units})",
        "{n} blocks that were not scored ({units})";
    pub(super) SURVEY_ERRORS
        "{n} chỗ phải sửa ở phiếu khảo sát",
        "{n} places to mend in the survey forms";
    pub(super) HOW
        "Mỗi dòng được chấm lại như thể riêng nội dung đó được giải quyết theo cách ghi ở dòng, các nội dung khác giữ nguyên. Nội dung chưa có số liệu, không đọc được, còn nghi vấn được tính ở mức thấp nhất và cao nhất mà cách tính điểm cho phép; đơn vị chưa nộp: mọi tiêu chí ở mức thấp nhất, cao nhất. Cao nhất của một đơn vị là khi mọi nội dung của đơn vị đó ở mức cao nhất còn các đơn vị khác ở mức thấp nhất; thấp nhất thì ngược lại.",
        "Every row is scored again as if that item alone were settled in the way of the row and all else stayed. What has no data, is unreadable or doubtful is taken at the least and the most that the rule allows; a unit that sent nothing with every leaf at its least and at its most. The best case of a unit is when all that is open of it comes out best and that of the others worst; the worst case is the reverse.";
}

pub(super) fn cause(cause: Cause, lang: Lang) -> &'static str {
    let word = match cause {
        Cause::Conflict => Text {
            vi: "hai người thẩm định cho điểm khác nhau",
            en: "two appraisers give different points",
        },
        Cause::Asked => Text { vi: "yêu cầu giải trình", en: "an explanation was asked for" },
        Cause::Pending => Text { vi: "chờ thẩm định", en: "awaiting appraisal" },
        Cause::Missing => Text { vi: "chưa có số liệu", en: "no data" },
        Cause::Unreadable => Text { vi: "không đọc được", en: "unreadable" },
        Cause::Unconfirmed => Text {
            vi: "“Không áp dụng” chưa được xác nhận",
            en: "a claim that it does not apply, not confirmed",
        },
        Cause::Refused => Text {
            vi: "có nội dung gửi về chưa dùng được",
            en: "something was sent that cannot be used",
        },
        Cause::Doubtful => Text { vi: "số liệu khác thường", en: "a doubtful value" },
        Cause::Check => {
            Text { vi: "số liệu mâu thuẫn nhau", en: "values that contradict each other" }
        }
        Cause::Peers => Text {
            vi: "so với số liệu còn mở của đơn vị khác",
            en: "compared with open values of other units",
        },
        Cause::Survey => Text {
            vi: "kết quả khảo sát chưa đầy đủ",
            en: "what the survey found is not complete",
        },
        Cause::NotSent => Text { vi: "chưa nộp", en: "nothing was sent" },
        Cause::Stopped => {
            Text { vi: "hồ sơ chưa dùng được", en: "what was sent cannot be used" }
        }
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
        Claimant::Reading => Text { vi: "theo số liệu kia", en: "by the other value" },
        Claimant::Highest => Text { vi: "mức cao nhất", en: "the most" },
        Claimant::Appraiser(origin) => {
            return format!("{} – {} – {}", origin.file, origin.sheet, origin.cell);
        }
    };
    word.say(lang).to_string()
}
