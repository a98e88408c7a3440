//! Pages from results: what the ranking workbook and a unit's own workbook show. Pages are
//! neutral; a writer turns them into sheets.

pub mod block;

pub mod account;
mod appraisal;
mod arithmetic;
mod charts;
mod choices;
mod classes;
mod comparisons;
mod computation;
mod detail;
mod differed;
mod distance;
mod fields;
pub mod fieldwork;
mod findings;
mod heading;
pub mod history;
mod inputs;
mod ledger;
mod lost;
mod method_words;
mod needs;
mod place;
pub mod preview;
mod problems;
mod quality;
mod ranking;
mod reasons;
mod record;
mod remarks;
pub mod review;
#[cfg(test)]
pub mod sample;
mod satisfaction;
mod series_break;
mod standing;
mod survey_method;
mod survey_questions;
mod survey_sheets;
mod survey_source;
pub mod to_ward;
mod try_out;
mod unit;
mod why;
pub mod words;

use crate::results::Results;
use crate::terms::{Lang, Text};

use block::Page;
pub use heading::{footer, provisional, provisional_all, title as board_frame};
pub use reasons::{Reasons, guide};
pub use standing::point_decimals;
pub use survey_sheets::sheet as sheet_of_survey;
pub use survey_source::SurveySource;
pub use unit::UnitReports;

/// One kind of page of the ranking workbook.
pub struct PageKind {
    pub name: Text,
    /// Gives the pages of this kind, told its name on screen; none when there is nothing to say.
    pub build: for<'r> fn(&'r Results, Lang, &str) -> Vec<Page<'r>>,
}

/// The pages of the ranking workbook, in their order.
pub const PAGES: &[PageKind] = &[
    PageKind { name: Text { vi: "Xếp hạng", en: "Ranking" }, build: ranking::pages },
    PageKind { name: Text { vi: "Biểu đồ", en: "Charts" }, build: charts::pages },
    PageKind { name: Text { vi: "Theo lĩnh vực", en: "By field" }, build: fields::pages },
    PageKind { name: Text { vi: detail::NAME, en: "Detail" }, build: detail::pages },
    PageKind {
        name: Text { vi: computation::workings::NAME, en: "Workings" },
        build: computation::workings::pages,
    },
    PageKind {
        name: Text { vi: appraisal::NAME, en: "Self and appraisal" },
        build: appraisal::pages,
    },
    SATISFACTION,
    OTHER_QUESTIONS,
    QUALITY,
    METHOD,
    PageKind { name: Text { vi: "Xếp loại", en: "Classes" }, build: classes::pages },
    PageKind { name: Text { vi: "Điểm mất", en: "Lost points" }, build: lost::pages },
    PageKind { name: Text { vi: "Vì sao", en: "Why" }, build: why::pages },
    PageKind { name: Text { vi: inputs::NAME, en: "Data" }, build: inputs::pages },
    PageKind { name: Text { vi: "Phải sửa", en: "To be mended" }, build: findings::to_mend },
    PageKind {
        name: Text { vi: "Đã hiểu như sau", en: "Understood as" },
        build: findings::understood,
    },
    PROBLEMS,
    LEDGER,
];

const SATISFACTION: PageKind =
    PageKind { name: Text { vi: "Hài lòng", en: "Satisfaction" }, build: satisfaction::pages };
const METHOD: PageKind = PageKind {
    name: Text { vi: "Phương pháp khảo sát", en: "Survey method" },
    build: survey_method::pages,
};
const OTHER_QUESTIONS: PageKind = PageKind {
    name: Text { vi: "Câu hỏi khác", en: "Other questions" },
    build: choices::pages,
};
const QUALITY: PageKind = PageKind {
    name: Text { vi: "Chất lượng phiếu", en: "Form quality" },
    build: quality::pages,
};
const PROBLEMS: PageKind =
    PageKind { name: Text { vi: "Vấn đề", en: "Problems" }, build: problems::pages };
const LEDGER: PageKind =
    PageKind { name: Text { vi: "Đối soát", en: "Ledger" }, build: ledger::pages };

/// The pages of the workbook of the surveys alone, in their order.
pub const SURVEY_PAGES: &[PageKind] =
    &[SATISFACTION, OTHER_QUESTIONS, QUALITY, METHOD, PROBLEMS, LEDGER];
