//! Pages from results: what the ranking workbook and a unit's own workbook show. Pages are
//! neutral; a writer turns them into sheets.

pub mod block;

pub mod account;
mod appraisal;
mod arithmetic;
pub mod audience;
mod charts;
mod choices;
mod classes;
mod columns;
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
pub mod leaders;
mod ledger;
mod losses;
mod lost;
mod method_words;
mod needs;
mod overview;
pub mod papers;
mod place;
mod plain_tables;
pub mod preview;
mod problems;
mod public;
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
mod sheets;
mod standing;
mod survey_figures;
mod survey_method;
mod survey_questions;
mod survey_sheets;
mod survey_source;
pub mod to_ward;
mod try_out;
mod unit;
mod why;
pub mod words;
mod workbook;

use crate::terms::Text;

use block::Page;
pub use heading::{footer, provisional, provisional_all, title as board_frame};
pub use public::pages as public_pages;
pub use reasons::{Reasons, guide};
pub use standing::point_decimals;
pub use survey_sheets::sheet as sheet_of_survey;
pub use survey_source::SurveySource;
pub use unit::UnitReports;
pub use workbook::Workbook;

/// One kind of page of the ranking workbook.
pub struct PageKind {
    pub name: Text,
    /// Gives the pages of this kind, told its name on screen; none when there is nothing to say.
    pub build: for<'r> fn(&'r Workbook<'r>, &str) -> Vec<Page<'r>>,
}

/// The pages of the ranking workbook, in their order.
pub const PAGES: &[PageKind] = &[
    PageKind { name: sheets::RANKING, build: ranking::pages },
    PageKind { name: sheets::CHARTS, build: charts::pages },
    PageKind { name: sheets::FIELDS, build: fields::pages },
    PageKind { name: sheets::DETAIL, build: detail::pages },
    PageKind { name: sheets::WORKINGS, build: computation::workings::pages },
    PageKind { name: sheets::LEAVES, build: appraisal::pages },
    SATISFACTION,
    OTHER_QUESTIONS,
    QUALITY,
    METHOD,
    PageKind { name: sheets::CLASSES, build: classes::pages },
    PageKind { name: sheets::LOST, build: lost::pages },
    PageKind { name: sheets::WHY, build: why::pages },
    PageKind { name: sheets::VALUES, build: inputs::pages },
    PageKind { name: sheets::TO_MEND, build: findings::to_mend },
    PageKind { name: sheets::UNDERSTOOD, build: findings::understood },
    PROBLEMS,
    LEDGER,
];

const SATISFACTION: PageKind = PageKind { name: sheets::SATISFACTION, build: satisfaction::pages };
const METHOD: PageKind = PageKind { name: sheets::SURVEY_METHOD, build: survey_method::pages };
const OTHER_QUESTIONS: PageKind = PageKind { name: sheets::OTHER_QUESTIONS, build: choices::pages };
const QUALITY: PageKind = PageKind { name: sheets::QUALITY, build: quality::pages };
const PROBLEMS: PageKind = PageKind { name: sheets::PROBLEMS, build: problems::pages };
const LEDGER: PageKind = PageKind { name: sheets::LEDGER, build: ledger::pages };

/// The pages of the workbook of the surveys alone, in their order.
pub const SURVEY_PAGES: &[PageKind] =
    &[SATISFACTION, OTHER_QUESTIONS, QUALITY, METHOD, PROBLEMS, LEDGER];
