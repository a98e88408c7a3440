//! What bodies are called on papers, and who signs for them.

use crate::text::fold;

const COMMITTEE: &str = "Ủy ban nhân dân";

/// Places that a people's committee governs; a unit of this name writes as its committee.
const PLACES: [&str; 9] =
    ["phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "thành phố", "tỉnh"];

/// Who heads a body, by the first words of its name.
const HEADS: [(&str, &str); 9] = [
    ("văn phòng", "CHÁNH VĂN PHÒNG"),
    ("thanh tra", "CHÁNH THANH TRA"),
    ("phòng", "TRƯỞNG PHÒNG"),
    ("sở", "GIÁM ĐỐC"),
    ("trung tâm", "GIÁM ĐỐC"),
    ("chi cục", "CHI CỤC TRƯỞNG"),
    ("cục", "CỤC TRƯỞNG"),
    ("ban", "TRƯỞNG BAN"),
    ("vụ", "VỤ TRƯỞNG"),
];

fn begins(name: &str, words: &str) -> bool {
    fold(name).strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
}

/// A body's name without the abbreviation that stands before it: `UBND` is not written on papers.
pub(super) fn in_full(name: &str) -> String {
    match name.strip_prefix("UBND ") {
        Some(rest) => format!("{COMMITTEE} {rest}"),
        None => name.to_string(),
    }
}

/// The body that writes for a unit: a ward writes as its people's committee.
pub(super) fn of_unit(name: &str) -> String {
    if !PLACES.iter().any(|place| begins(name, place)) {
        return in_full(name);
    }
    let mut letters = name.chars();
    let first = letters.next().map_or_else(String::new, |c| c.to_lowercase().to_string());
    format!("{COMMITTEE} {first}{}", letters.as_str())
}

pub(super) fn is_committee(name: &str) -> bool {
    begins(name, "ubnd") || begins(name, "ủy ban nhân dân")
}

/// The name in the head of a paper: a committee's place has a line of its own.
pub(super) fn heading(name: &str) -> String {
    let name = in_full(name).to_uppercase();
    let committee = COMMITTEE.to_uppercase();
    match name.strip_prefix(&committee) {
        Some(place) => format!("{committee}\n{}", place.trim()),
        None => name,
    }
}

/// For whom and as what the head of a body signs.
pub(super) fn signers(name: &str) -> Vec<&'static str> {
    if is_committee(name) {
        return vec!["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"];
    }
    let known = HEADS.iter().find(|(words, _)| begins(name, words));
    vec![known.map_or("THỦ TRƯỞNG CƠ QUAN", |(_, head)| head)]
}

/// What stands behind the kind of a paper in its number: `UBND`, else dots.
pub(super) fn mark(name: &str) -> &'static str {
    if is_committee(name) { "UBND" } else { "………" }
}

#[cfg(test)]
mod tests {
    use super::{heading, of_unit, signers};

    #[test]
    fn a_ward_writes_as_its_committee_and_its_chair_signs() {
        assert_eq!(of_unit("Phường Hiệp Tân"), "Ủy ban nhân dân phường Hiệp Tân");
        assert_eq!(of_unit("UBND xã Trường Hòa"), "Ủy ban nhân dân xã Trường Hòa");
        assert_eq!(of_unit("Phòng Y tế"), "Phòng Y tế");
        assert_eq!(heading("UBND thị xã Hòa Thành"), "ỦY BAN NHÂN DÂN\nTHỊ XÃ HÒA THÀNH");
        assert_eq!(signers(&of_unit("Xã Trường Hòa"))[1], "CHỦ TỊCH");
    }

    #[test]
    fn an_office_is_signed_for_by_its_head() {
        assert_eq!(signers("Phòng Nội vụ"), ["TRƯỞNG PHÒNG"]);
        assert_eq!(signers("Văn phòng HĐND-UBND"), ["CHÁNH VĂN PHÒNG"]);
        assert_eq!(signers("Sở Nội vụ"), ["GIÁM ĐỐC"]);
        assert_eq!(signers("Thanh tra thị xã"), ["CHÁNH THANH TRA"]);
        assert_eq!(signers("Hội Nông dân"), ["THỦ TRƯỞNG CƠ QUAN"]);
    }
}
