//! Keys and ids of what people named in words.

use crate::expr::is_name;
use crate::text::{fold, unaccent};

/// The words without marks, joined by `-`: `Văn phòng HĐND-UBND` → `van-phong-hdnd-ubnd`.
pub(crate) fn slug(text: &str) -> String {
    joined(text, "-", 60)
}

/// The id of an agency: `Phòng Nội vụ` → `noi-vu`.
pub(crate) fn agency(text: &str) -> String {
    let slug = slug(text);
    slug.strip_prefix("phong-").map(str::to_string).unwrap_or(slug)
}

/// The key of a data item: `Ngày ban hành kế hoạch` → `ngay_ban_hanh_ke_hoach`.
pub(crate) fn key(label: &str) -> String {
    let key = joined(label, "_", 40);
    match key.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && is_name(&key) => key,
        _ => format!("so_lieu_{key}").trim_end_matches('_').to_string(),
    }
}

fn joined(text: &str, with: &str, longest: usize) -> String {
    let plain = unaccent(&fold(text));
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut out = String::new();
    for word in words {
        if !out.is_empty() && out.len() + word.len() > longest {
            break;
        }
        if !out.is_empty() {
            out.push_str(with);
        }
        out.push_str(word);
    }
    if out.is_empty() { "khong-ten".replace('-', with) } else { out }
}
