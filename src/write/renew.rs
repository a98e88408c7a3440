//! Which files of earlier runs a run takes away: those of the folders that it fills anew.

/// Folders that a run fills anew, with the ends of the names that are ours there: files of an
/// earlier run that this one did not write are removed.
const RENEWED: &[(&str, &[&str])] = &[
    ("", &["xep-hang-day-du.txt", "tinh-toan-day-du.txt", "khao-sat-day-du.txt"]),
    ("don-vi", &[".xlsx", "-day-du.txt"]),
    (PICTURES, &[".png", ".svg"]),
];
const PICTURES: &str = "bieu-do";
/// The same for papers.
const PAPERS: &[(&str, &[&str])] = &[
    ("van-ban", &[".docx"]),
    ("van-ban/phieu-diem", &[".docx"]),
    ("van-ban/tu-danh-gia", &[".docx"]),
    ("cong-khai", &[".html", ".xlsx"]),
    ("cong-khai/bieu-do", &[".png", ".svg"]),
];

/// What a run does with files of earlier runs that it does not write itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renew {
    /// They stay.
    Nothing,
    /// Those of units and texts go.
    AllButPictures,
    All,
    /// The papers, and nothing else.
    Papers,
}

impl Renew {
    /// Whether a file of an earlier run that this one did not write goes.
    pub(super) fn fills_anew(self, file: &str) -> bool {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let is_kept = folder == PICTURES && self == Renew::AllButPictures;
        let filled = if self == Renew::Papers { PAPERS } else { RENEWED };
        self != Renew::Nothing
            && !is_kept
            && filled
                .iter()
                .any(|(known, ends)| *known == folder && ends.iter().any(|end| name.ends_with(end)))
    }
}
