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
mod live;
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
mod trial;
mod unit;
mod why;
pub mod words;

use crate::results::Results;
use crate::terms::Lang;

use block::Page;
pub use heading::{footer, provisional, title as board_frame};
pub use reasons::{Reasons, guide};
pub use standing::point_decimals;
pub use survey_sheets::sheet as sheet_of_survey;
pub use survey_source::SurveySource;
pub use unit::UnitReports;

/// One kind of page of the ranking workbook.
pub struct PageKind {
    pub vi: &'static str,
    pub en: &'static str,
    /// Gives the pages of this kind, told its name on screen; none when there is nothing to say.
    pub build: for<'r> fn(&'r Results, Lang, &str) -> Vec<Page<'r>>,
}

impl PageKind {
    /// Its name on screen.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// The pages of the ranking workbook, in their order.
pub const PAGES: &[PageKind] = &[
    PageKind { vi: "Xếp hạng", en: "Ranking", build: ranking::pages },
    PageKind { vi: "Biểu đồ", en: "Charts", build: charts::pages },
    PageKind { vi: "Theo lĩnh vực", en: "By field", build: fields::pages },
    PageKind { vi: detail::NAME, en: "Detail", build: detail::pages },
    PageKind { vi: live::workings::NAME, en: "Workings", build: live::workings::pages },
    PageKind { vi: appraisal::NAME, en: "Self and appraisal", build: appraisal::pages },
    SATISFACTION,
    OTHER_QUESTIONS,
    QUALITY,
    METHOD,
    PageKind { vi: "Xếp loại", en: "Classes", build: classes::pages },
    PageKind { vi: "Điểm mất", en: "Lost points", build: lost::pages },
    PageKind { vi: "Vì sao", en: "Why", build: why::pages },
    PageKind { vi: inputs::NAME, en: "Data", build: inputs::pages },
    PageKind { vi: "Phải sửa", en: "To be mended", build: findings::to_mend },
    PageKind { vi: "Đã hiểu như sau", en: "Understood as", build: findings::understood },
    PROBLEMS,
    LEDGER,
];

const SATISFACTION: PageKind =
    PageKind { vi: "Hài lòng", en: "Satisfaction", build: satisfaction::pages };
const METHOD: PageKind =
    PageKind { vi: "Phương pháp khảo sát", en: "Survey method", build: survey_method::pages };
const OTHER_QUESTIONS: PageKind =
    PageKind { vi: "Câu hỏi khác", en: "Other questions", build: choices::pages };
const QUALITY: PageKind =
    PageKind { vi: "Chất lượng phiếu", en: "Form quality", build: quality::pages };
const PROBLEMS: PageKind = PageKind { vi: "Vấn đề", en: "Problems", build: problems::pages };
const LEDGER: PageKind = PageKind { vi: "Đối soát", en: "Ledger", build: ledger::pages };

/// The pages of the workbook of the surveys alone, in their order.
pub const SURVEY_PAGES: &[PageKind] =
    &[SATISFACTION, OTHER_QUESTIONS, QUALITY, METHOD, PROBLEMS, LEDGER];
