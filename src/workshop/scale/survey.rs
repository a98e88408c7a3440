//! "Điều tra xã hội học": the points come from a survey, and nothing else is said.

use crate::text::fold;

pub(super) fn read(text: &str) -> bool {
    const LEADS: &[&str] = &[
        "điểm",
        "từ",
        "theo",
        "kết quả",
        "xác định",
        "qua",
        "bằng",
        "thông qua",
        "tính",
        "phiếu",
        "của",
        "lấy",
    ];
    const CORES: &[&str] = &[
        "điều tra xã hội học",
        "điều tra xhh",
        "đtxhh",
        "khảo sát",
        "khảo sát xã hội học",
        "điều tra, khảo sát",
        "khảo sát, điều tra",
        "khảo sát, điều tra xã hội học",
    ];
    let words = fold(text);
    let mut rest = words.trim_end_matches(['.', ';']).trim();
    for times in [" × điểm tối đa", " x điểm tối đa", " * điểm tối đa"] {
        rest = rest.strip_suffix(times).unwrap_or(rest);
    }
    while let Some(after) = LEADS.iter().find_map(|lead| rest.strip_prefix(lead)?.strip_prefix(' '))
    {
        rest = after.trim();
    }
    CORES.contains(&rest)
}
