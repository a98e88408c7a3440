//! Whose a file is by its name alone, for files that cannot be read.

use crate::round::Names;
use crate::text::fold;

/// The unit that the file's name without its extension names for sure.
pub(in crate::evidence) fn unit_of_name(shown: &str, names: &Names) -> Option<usize> {
    let name = shown.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let spaced = fold(&stem.replace(['-', '_'], " "));
    // `long-hoa-tu-cham-hoa-thanh-2020.xlsx`, as the forms go out.
    let before = FORM_WORDS.iter().find_map(|word| Some(spaced.split_once(word)?.0));
    let all = [Some(stem), Some(spaced.as_str()), before];
    all.into_iter().flatten().find_map(|text| names.unit(text))
}

/// What follows the unit in the name of its form.
const FORM_WORDS: &[&str] = &[" tu cham", " tự chấm"];

/// Words that tell one version of a form from another, folded.
const VERSION_WORDS: &[&str] = &[
    "lần", "lan", "bản", "ban", "mới", "moi", "sửa", "sua", "bổ", "bo", "sung", "nộp", "nop",
    "lại", "lai", "cuối", "cuoi", "chính", "chinh", "thức", "thuc", "thay", "thế", "the", "đổi",
    "điều", "dieu", "chỉnh", "hoàn", "hoan", "thiện", "thien", "trả", "tra", "lời", "loi", "giải",
    "giai", "trình", "trinh", "phiếu", "phieu", "tự", "tu", "chấm", "cham", "copy", "final", "v",
    "số", "so", "liệu", "lieu", "biểu", "bieu", "mẫu", "mau", "và", "va", "đã", "da", "ký", "ky",
];

/// The unit whose name begins that of a file, whatever follows: `mot-lan-2.xlsx`.
pub fn unit_of_later(shown: &str, names: &Names) -> Option<usize> {
    begins_with(shown, names).map(|(unit, _)| unit)
}

/// The same where what follows only says which version it is; of documents, which may be anything.
pub fn unit_of_version(shown: &str, names: &Names) -> Option<usize> {
    let (unit, rest) = begins_with(shown, names)?;
    let is_version = |word: &String| {
        let bare = word.trim_matches(|c: char| c.is_ascii_digit());
        bare.is_empty() || VERSION_WORDS.contains(&bare)
    };
    rest.iter().all(is_version).then_some(unit)
}

/// The unit that the longest beginning of the name names for sure, and the words after it.
fn begins_with(shown: &str, names: &Names) -> Option<(usize, Vec<String>)> {
    if let Some(unit) = unit_of_name(shown, names) {
        return Some((unit, Vec::new()));
    }
    let name = shown.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain: String =
        fold(stem).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let ends = (1..=words.len()).rev();
    ends.into_iter().find_map(|end| {
        let (own, rest) = words.split_at(end);
        let unit = names.unit(&own.join(" ")).or_else(|| names.unit(&own.join("-")))?;
        Some((unit, rest.iter().map(|word| word.to_string()).collect()))
    })
}
