//! Pages from results: what the ranking workbook and a unit's own workbook show. Pages are
//! neutral; a writer turns them into sheets.

pub mod audience;
pub mod block;
mod columns;
pub mod comparison;
mod computation;
mod contents;
pub mod difference;
pub mod duties;
#[cfg(test)]
pub mod example_results;
mod heading;
pub mod leaders;
mod losses;
pub mod mending;
mod numbers;
mod official;
mod overview;
pub mod papers;
mod parting;
pub mod path;
pub mod preview;
pub mod proof;
mod provisional;
mod public;
mod ranking;
pub mod review;
pub mod sheets;
mod standing;
pub mod survey;
mod try_out;
mod unit;
pub mod why;
pub mod words;
mod workbook;

use crate::terms::Text;

use block::Page;
pub use contents::contents;
pub use heading::{footer, title as board_frame};
pub use losses::{Cause, Lost};
pub use provisional::{
    of_all as provisional_all, public as provisional_public, said as provisional,
};
pub use public::pages as public_pages;
pub use standing::{Standing, point_decimals};
pub use survey::names::sheet as sheet_of_survey;
pub use unit::UnitReports;
pub use why::guide::guide;
pub use why::reasons::Reasons;
pub use why::survey_source::SurveySource;
pub use workbook::Workbook;

/// One kind of page of a workbook of results.
pub struct PageKind {
    pub name: Text,
    /// Gives the pages of this kind, told its name on screen; none when there is nothing to say.
    pub build: for<'r> fn(&'r Workbook<'r>, &str) -> Vec<Page<'r>>,
}

/// The pages of the workbook to sign and to look at, in their order: plain figures.
pub const RANKING_PAGES: &[PageKind] = &[
    PageKind { name: sheets::OVERVIEW, build: overview::pages },
    PageKind { name: sheets::RANKING, build: ranking::signed },
    PageKind { name: sheets::FIELDS, build: ranking::fields::signed },
    PageKind { name: sheets::CLASSES, build: ranking::classes::signed },
    PageKind { name: sheets::SATISFACTION, build: survey::satisfaction::units },
    PageKind { name: sheets::CHARTS, build: ranking::charts::signed },
];

/// The pages of the computation, in their order: what inspectors follow, with live formulas.
pub const PAGES: &[PageKind] = &[
    PageKind { name: sheets::RANKING, build: ranking::pages },
    PageKind { name: sheets::CHARTS, build: ranking::charts::pages },
    PageKind { name: sheets::FIELDS, build: ranking::fields::pages },
    PageKind { name: sheets::CLASSES, build: ranking::classes::pages },
    PageKind { name: sheets::DETAIL, build: ranking::detail::pages },
    PageKind { name: sheets::WORKINGS, build: computation::workings::pages },
    PageKind { name: sheets::LEAVES, build: computation::leaves::pages },
    PageKind { name: sheets::LOST, build: why::lost::pages },
    PageKind { name: sheets::BY_CAUSE, build: why::by_cause::pages },
    PageKind { name: sheets::LOOKED_AT, build: why::looked_at::pages },
    PageKind { name: sheets::WHY, build: why::pages },
    PageKind { name: sheets::VALUES, build: computation::values::pages },
    PageKind { name: sheets::OFFICIAL, build: official::pages },
    PageKind { name: sheets::CALENDAR, build: computation::calendar::pages },
    PageKind { name: sheets::TO_MEND, build: mending::findings::to_mend },
    PageKind { name: sheets::UNDERSTOOD, build: mending::findings::understood },
    PROBLEMS,
    LEDGER,
];

const SATISFACTION: PageKind =
    PageKind { name: sheets::SATISFACTION, build: survey::satisfaction::pages };
const METHOD: PageKind = PageKind { name: sheets::SURVEY_METHOD, build: survey::method::pages };
const OTHER_QUESTIONS: PageKind =
    PageKind { name: sheets::OTHER_QUESTIONS, build: survey::choices::pages };
const QUALITY: PageKind = PageKind { name: sheets::QUALITY, build: survey::quality::pages };
const PROBLEMS: PageKind = PageKind { name: sheets::PROBLEMS, build: mending::problems::pages };
const LEDGER: PageKind = PageKind { name: sheets::LEDGER, build: mending::ledger::pages };

/// The pages of the workbook of the surveys, in their order.
pub const SURVEY_PAGES: &[PageKind] =
    &[SATISFACTION, OTHER_QUESTIONS, QUALITY, METHOD, PROBLEMS, LEDGER];
