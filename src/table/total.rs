//! Rows of sums are never data, in any table.

use super::place;
use crate::grid::{Cell, Content, Grid, Row, plain};
use crate::problem::{Problem, kinds};
use crate::terms::Exact;
use crate::text::fold;

/// Words that are a sum by themselves or before what is summed: “Cộng”, “Tổng cộng: 12”.
const SUMS: &[&str] =
    &["cộng", "tổng cộng", "tổng số", "tổng điểm", "tổng số điểm", "lũy kế", "luỹ kế"];

/// What only looks like a sum: “Cộng hòa xã hội …”, “Cộng đồng dân cư”; communes are called
/// Cộng Hiền, Cộng Lạc.
const OTHERS: &[&str] = &["hòa", "hoà", "đồng", "tác", "sản", "sinh", "hưởng", "hiền", "lạc"];

/// What “toàn”, “tổng” or “cả” must be followed by: “Toàn trình”, “Tổng hợp” are no sums.
const WHOLES: &[&str] = &[
    "tỉnh",
    "thành phố",
    "tp",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "khối",
    "ngành",
    "đơn vị",
    "địa bàn",
    "cụm",
    "đợt",
    "năm",
    "quý",
    "trang",
    "bảng",
    "cột",
];

/// What people put before the words.
const BEFORE: [char; 8] = ['-', '–', '+', '*', '•', '(', '∑', ' '];

/// Whether a text begins as that of a row of sums does. Data items may begin so too (“Tổng số
/// hồ sơ”): whoever knows its rows by their keys or labels asks only of the others.
pub fn is_total(text: &str) -> bool {
    let folded = fold(text);
    let folded = folded.trim_start_matches(BEFORE);
    let after = |word: &str| {
        let rest = folded.strip_prefix(word)?;
        let ends = rest.chars().next().is_none_or(|c| !c.is_alphabetic());
        ends.then(|| rest.trim_start_matches([' ', ':', '.', '-', '–']))
    };
    let begins = |rest: &str, words: &[&str]| {
        let is = |word: &&str| {
            rest.strip_prefix(*word)
                .is_some_and(|r| r.chars().next().is_none_or(|c| !c.is_alphabetic()))
        };
        words.iter().any(is)
    };
    SUMS.iter().any(|word| after(word).is_some_and(|rest| !begins(rest, OTHERS)))
        || after("tổng")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()))
        || ["toàn", "tổng", "cả"]
            .iter()
            .any(|word| after(word).is_some_and(|rest| begins(rest, WHOLES)))
}

/// Like [`is_total`] where a label may be that of data that is not known by it: “Tổng số hồ sơ”
/// counts something, “Tổng số” and “Tổng số điểm” are sums.
pub fn is_plain_total(text: &str) -> bool {
    let folded = fold(text);
    let rest = folded.trim_start_matches(BEFORE).strip_prefix("tổng số ").map(str::trim_start);
    let counts =
        rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic) && !rest.starts_with("điểm"));
    !counts && is_total(text)
}

/// Whether a text cell of a row, but for those in the columns `free` in which people write what
/// they like, begins as that of a row of sums does.
pub fn is_total_row(row: &Row, free: &[Option<u32>]) -> bool {
    says(row, free, is_total)
}

/// Like [`is_total_row`] where cells may hold labels of data: see [`is_plain_total`].
pub fn is_plain_total_row(row: &Row, free: &[Option<u32>]) -> bool {
    says(row, free, is_plain_total)
}

/// The number in a column of a row when it is the sum of those in the rows above it, which are
/// several and do not only count 1, 2, 3.
pub fn sum_above<'r>(
    above: impl Iterator<Item = &'r Row>,
    row: &Row,
    column: u32,
) -> Option<Exact> {
    let own = figure(row.cell(column)?)?;
    let all: Vec<Exact> = above.filter_map(|row| figure(row.cell(column)?)).collect();
    let one = Exact::whole(1);
    let counts = all.windows(2).all(|two| two[0].clone() + &one == two[1]);
    let sum: Exact = all.iter().sum();
    (all.len() > 1 && !counts && !own.is_zero() && sum == own).then_some(own)
}

/// The note that a row is the sum of what stands above it, in both languages.
pub fn sum_note(
    grid: &Grid,
    row: u32,
    column: u32,
    sum: &Exact,
    (vi, en): (&str, &str),
) -> Problem {
    let sum = sum.to_plain();
    Problem::new(&kinds::table::SUM, place(grid, row, column))
        .with("row", row + 1)
        .number("found", &sum)
        .said("of", vi, en)
        .with("raw", sum)
        .said("taken", "dòng cộng", "a row of sums")
}

fn figure(cell: &Cell) -> Option<Exact> {
    match &cell.content {
        Content::Number(n) => Exact::from_cell_float(*n),
        Content::Text(text) => Exact::from_decimal(&plain(text)),
        _ => None,
    }
}

fn says(row: &Row, free: &[Option<u32>], total: fn(&str) -> bool) -> bool {
    let says = |cell: &Cell| matches!(&cell.content, Content::Text(text) if total(text));
    row.cells.iter().any(|(column, cell)| !free.contains(&Some(*column)) && says(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_begin_with_their_words() {
        for text in [
            "Cộng",
            "CỘNG:",
            "Tổng",
            "Tổng cộng",
            "Tổng số",
            "Tổng số: 3 hồ sơ",
            "Cộng khối xã",
            "Cộng (I+II)",
            "Tổng điểm",
            "Toàn thị xã",
            "Toàn tỉnh",
            "Tổng khối",
            "- Cộng",
            "Lũy kế",
            "Co\u{0323}\u{0302}ng",
            "Cả năm",
            "Tổng 12 hồ sơ",
        ] {
            assert!(is_total(text), "{text}");
        }
        for text in [
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "Cộng đồng dân cư",
            "Cộng Hiền",
            "Cộng Lạc",
            "Toàn trình",
            "Tổng hợp",
            "Công an",
            "Cộngg",
            "Phường An",
            "",
            "Tổng đài 1022",
            "Toàn",
            "Cả",
        ] {
            assert!(!is_total(text), "{text}");
        }
        assert!(is_plain_total("Tổng số điểm") && is_plain_total("Tổng số: 3"));
        for text in ["Tổng số hồ sơ", "- Tổng số hồ sơ (hồ sơ)", "• Tổng số văn bản"]
        {
            assert!(is_total(text) && !is_plain_total(text), "{text}");
        }
    }
}
