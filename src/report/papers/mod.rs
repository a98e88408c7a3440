//! The papers that an office signs and hands in, as pages for Word. Every figure is the run's; what
//! nobody has given stays open as dots. In Vietnamese only: they follow Nghị định 30/2020/NĐ-CP.

mod annexes;
mod bodies;
mod certificate;
mod decision;
mod frame;
mod result_report;
mod score_sheet;
mod self_assessment;
mod set;
mod submission;
mod summary;

pub use certificate::{Sealing, certificate};
pub use set::{Paper, Set};

/// One kind of paper.
pub struct PaperKind {
    /// What an office calls it.
    pub name: &'static str,
    pub papers: for<'s> fn(&'s Set<'s>) -> Vec<Paper<'s>>,
}

/// Every kind of paper, in the order in which they are handed in.
pub const PAPERS: &[PaperKind] = &[
    PaperKind { name: "Báo cáo", papers: result_report::papers },
    PaperKind { name: "Tờ trình", papers: submission::papers },
    PaperKind { name: "Quyết định", papers: decision::papers },
    PaperKind { name: "Phụ lục", papers: annexes::papers },
    PaperKind { name: "Phiếu điểm", papers: score_sheet::papers },
    PaperKind { name: "Báo cáo tự đánh giá", papers: self_assessment::papers },
];
