//! The words of the preview, in both languages.

use crate::preview::{Cause, Claimant};
use crate::terms::{Lang, Text};

pub(super) const DISPUTES: Text = Text { vi: "Nội dung còn mở", en: "Open disputes" };
pub(super) const CASES: Text = Text { vi: "Cao nhất, thấp nhất", en: "Best and worst" };
pub(super) const HINGES: Text =
    Text { vi: "Điểm quyết định", en: "What hangs on one dispute" };
pub(super) const WHY_OPEN: Text = Text { vi: "Vì sao còn mở", en: "Why it is open" };
pub(super) const NOW: Text = Text { vi: "Điểm hiện tại", en: "Points now" };
pub(super) const IF_ACCEPTED: Text =
    Text { vi: "Điểm nếu chấp nhận", en: "Points if accepted" };
pub(super) const PROPOSED_BY: Text = Text { vi: "Theo", en: "According to" };
pub(super) const TOTAL_NOW: Text = Text { vi: "Tổng điểm hiện tại", en: "Total now" };
pub(super) const TOTAL_THEN: Text = Text { vi: "Tổng điểm khi đó", en: "Total then" };
pub(super) const INDEX_NOW: Text = Text { vi: "Chỉ số hiện tại (%)", en: "Index now (%)" };
pub(super) const INDEX_THEN: Text = Text { vi: "Chỉ số khi đó (%)", en: "Index then (%)" };
pub(super) const INDEX_MOVES: Text = Text { vi: "Tăng, giảm", en: "Change" };
pub(super) const RANK_NOW: Text = Text { vi: "Hạng hiện tại", en: "Rank now" };
pub(super) const RANK_THEN: Text = Text { vi: "Hạng khi đó", en: "Rank then" };
pub(super) const CLASS_NOW: Text = Text { vi: "Loại hiện tại", en: "Class now" };
pub(super) const CLASS_THEN: Text = Text { vi: "Loại khi đó", en: "Class then" };
pub(super) const SAID: Text = Text { vi: "Cơ quan thẩm định ghi", en: "The appraiser wrote" };
pub(super) const OPEN_COUNT: Text = Text { vi: "Số nội dung còn mở", en: "Open disputes" };
pub(super) const LOWEST_INDEX: Text =
    Text { vi: "Chỉ số thấp nhất (%)", en: "Lowest index (%)" };
pub(super) const HIGHEST_INDEX: Text =
    Text { vi: "Chỉ số cao nhất (%)", en: "Highest index (%)" };
pub(super) const WORST_RANK: Text = Text { vi: "Hạng thấp nhất", en: "Worst rank" };
pub(super) const BEST_RANK: Text = Text { vi: "Hạng cao nhất", en: "Best rank" };
pub(super) const LOWEST_CLASS: Text = Text { vi: "Loại thấp nhất", en: "Lowest class" };
pub(super) const HIGHEST_CLASS: Text = Text { vi: "Loại cao nhất", en: "Highest class" };
pub(super) const WHAT_MOVES: Text = Text { vi: "Điều thay đổi", en: "What changes" };
pub(super) const NO_CLAIM: Text =
    Text { vi: "chưa ai đề nghị mức điểm khác", en: "nobody claims other points" };
pub(super) const CLASS_MOVES: Text =
    Text { vi: "xếp loại: {from} → {to}", en: "class: {from} → {to}" };
pub(super) const ENTERS: Text = Text {
    vi: "{unit} vào nhóm {top} đơn vị dẫn đầu: hạng {from} → {to}",
    en: "{unit} enters the first {top}: rank {from} → {to}",
};
pub(super) const LEAVES: Text = Text {
    vi: "{unit} ra khỏi nhóm {top} đơn vị dẫn đầu: hạng {from} → {to}",
    en: "{unit} leaves the first {top}: rank {from} → {to}",
};
pub(super) const NONE_OPEN: Text = Text {
    vi: "Không còn nội dung thẩm định nào để mở.",
    en: "No dispute is open.",
};
pub(super) const NO_HINGES: Text = Text {
    vi: "Trong các nội dung còn mở đã tính được, không nội dung nào tự nó làm đổi xếp loại hay thứ hạng 1–3.",
    en: "Of the open disputes that could be weighed, none changes a class or one of the first three places by itself.",
};
pub(super) const ALL_SETTLED: Text = Text {
    vi: "Mọi điểm đã được quyết định.",
    en: "Every score has been decided.",
};
pub(super) const NOT_WEIGHED: Text = Text {
    vi: "Chưa tính ở đây, nhưng còn có thể làm đổi điểm, thứ hạng và xếp loại: {list}.",
    en: "Not weighed here, yet it may still change points, places and classes: {list}.",
};
pub(super) const NO_CLAIMS: Text = Text {
    vi: "{n} nội dung còn mở chưa có ai đề nghị mức điểm khác",
    en: "{n} open disputes in which nobody has claimed other points",
};
pub(super) const UNSENT: Text = Text {
    vi: "{n} đơn vị chưa nộp ({units})",
    en: "{n} units that sent nothing ({units})",
};
pub(super) const STOPPED: Text = Text {
    vi: "{n} đơn vị có hồ sơ chưa dùng được ({units})",
    en: "{n} units whose files cannot be used ({units})",
};
pub(super) const UNSCORED: Text = Text {
    vi: "{n} khối chưa chấm được ({units})",
    en: "{n} blocks that were not scored ({units})",
};
pub(super) const SURVEY_ERRORS: Text = Text {
    vi: "{n} chỗ phải sửa ở phiếu khảo sát",
    en: "{n} places to mend in the survey forms",
};

pub(super) const HOW: Text = Text {
    vi: "Mỗi dòng được chấm lại như thể vòng 2 chấp nhận riêng nội dung đó, các nội dung khác giữ nguyên. Cao nhất của một đơn vị là khi mọi nội dung của đơn vị đó được chấp nhận còn các đơn vị khác ở mức thấp nhất; thấp nhất thì ngược lại.",
    en: "Every row is scored again as if round 2 accepted that dispute alone and all else stayed. The best case of a unit is when all its disputes are settled its way and those of the others against them; the worst case is the reverse.",
};

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
