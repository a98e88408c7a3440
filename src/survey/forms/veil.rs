//! Takes what may be about a person off a book of raw answers before anything is said of it.

use crate::grid::{Book, Cell, Content};
use crate::problem::Problems;
use crate::round::Names;
use crate::text::fold;

use crate::survey::forms::columns::meaningful;
use crate::survey::forms::personal::{
    HIDDEN, is_contact, is_unit, is_vowel, may_be_personal, may_name,
};
use crate::survey::scheme::{Groups, Scheme};

/// Words of the names that programs and offices give to sheets of answers.
const WORDS_OF_SHEETS: &[&str] = &[
    "sheet",
    "trang",
    "tính",
    "form",
    "forms",
    "responses",
    "response",
    "phản",
    "hồi",
    "phiếu",
    "khảo",
    "sát",
    "câu",
    "hỏi",
    "trả",
    "lời",
    "kết",
    "quả",
    "dữ",
    "liệu",
    "data",
    "raw",
    "export",
    "worksheet",
    "answers",
    "tổng",
    "hợp",
    "danh",
    "sách",
    "mẫu",
    "biểu",
    "bảng",
    "nhập",
    "hướng",
    "dẫn",
    "ghi",
    "chú",
    "tháng",
    "năm",
    "đợt",
    "lần",
    "ngày",
    "tuần",
    "cán",
    "bộ",
    "công",
    "chức",
    "người",
    "dân",
    "tổ",
    "doanh",
    "nghiệp",
    "hài",
    "lòng",
    "điều",
    "tra",
    "xã",
    "hội",
    "học",
    "số",
    "ý",
    "kiến",
    "phỏng",
    "vấn",
    "thống",
    "kê",
    "tiến",
    "độ",
    "giao",
    "dịch",
    "sổ",
    "hồ",
    "sơ",
    "đơn",
    "vị",
    "cũ",
    "mới",
    "gốc",
    "google",
    "kobo",
    "ms",
    "limesurvey",
    "qualtrics",
    "sipas",
    "copy",
    "of",
    "bản",
    "sao",
    "khác",
    "và",
    "các",
    "trực",
    "tuyến",
    "giấy",
    "chính",
    "thức",
];

/// Whether a sheet's name may stand in outputs: it names a unit, or is made of figures, of the
/// words of offices and programs, and of those of the survey itself.
fn is_sheet_name(name: &str, scheme: &Scheme, names: &Names) -> bool {
    if is_contact(name) {
        return false;
    }
    if is_unit(&names.find(name), name) {
        return true;
    }
    let of_survey = [&scheme.id, &scheme.short, &scheme.title];
    let groups: Vec<&String> = match &scheme.groups {
        Groups::MeanOfPeople => Vec::new(),
        Groups::MeanOfGroups(groups) => groups.iter().collect(),
        Groups::Weighted(groups) => groups.iter().map(|(group, _)| group).collect(),
    };
    let known: Vec<String> = of_survey.into_iter().chain(groups).map(|text| fold(text)).collect();
    let is_known = |word: &str| {
        known.iter().any(|text| text.split(|c: char| !c.is_alphanumeric()).any(|own| own == word))
    };
    let folded = fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        let figures = word.chars().any(|c| c.is_ascii_digit());
        figures
            || (word.chars().count() <= 4 && !word.contains(is_vowel))
            || WORDS_OF_SHEETS.contains(&word)
            || is_known(word)
    })
}

/// Takes from a book of raw answers what the run does not read and may be a person's: of a sheet of
/// answers to one of the schemes, every column that says nothing to it, and what is no answer where
/// one should stand; elsewhere, whatever may name somebody. Headers stay, so that it is told that
/// there were such columns. Whether anything was taken.
pub fn withhold(book: &mut Book, schemes: &[&Scheme], names: &Names) -> bool {
    let is_personal = |cell: &Cell| match &cell.content {
        Content::Text(text) => may_be_personal(text) && !is_unit(&names.find(text), text),
        Content::Number(number) => is_contact(&number.to_string()),
        _ => false,
    };
    let mut taken = false;
    for grid in &mut book.sheets {
        let found = schemes.iter().find_map(|scheme| meaningful(grid, scheme));
        for row in &mut grid.rows {
            for (column, cell) in &mut row.cells {
                let stays = match &found {
                    Some((header, read)) if row.index > *header => match read.get(column) {
                        Some(is_bare) => !is_bare || !is_personal(cell),
                        None => false,
                    },
                    _ => !is_personal(cell),
                };
                if !stays {
                    cell.content = Content::Text(HIDDEN.to_string());
                    taken = true;
                }
            }
        }
    }
    taken
}

/// Takes from a book of raw answers what may be a person's before anything is said of it: names of
/// sheets become their number, words that lie over the cells are withheld.
pub fn veil(book: &mut Book, scheme: &Scheme, names: &Names, said: &mut Problems) {
    for (at, grid) in book.sheets.iter_mut().enumerate() {
        // What lies over answers is quoted only when it is made of the survey's own words.
        let is_own = |text: &str| is_sheet_name(text, scheme, names) && !may_name(text);
        for over in grid.over.iter_mut().filter(|over| !over.text.is_empty()) {
            if !is_own(&over.text) {
                over.text = HIDDEN.to_string();
            }
        }
        if is_sheet_name(&grid.sheet, scheme, names) {
            continue;
        }
        let veiled = format!("{HIDDEN} ({})", at + 1);
        for problem in said.iter_mut() {
            if problem.place.sheet.as_deref() == Some(grid.sheet.as_ref()) {
                problem.place.sheet = Some(veiled.clone());
            }
        }
        grid.sheet = veiled.into();
    }
}
