//! Where a file belongs by the patterns of `round.toml`, under which name.

use glob::{MatchOptions, Pattern};

use crate::text::composed;

/// As files are found: `*.xlsx` means `.XLSX` too.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: false,
    require_literal_separator: false,
    require_literal_leading_dot: false,
};

/// A path below the round's folder that one of the patterns names, for a file of this name: the
/// name itself where a pattern takes it, else the name put in the place of the pattern's `*`.
/// `None` when no pattern takes a file of this extension, or all of them look outside of the
/// round.
pub(super) fn place(patterns: &[String], name: &str) -> Option<String> {
    let within: Vec<(String, &str)> = patterns.iter().filter_map(|p| split(p)).collect();
    let as_it_is = within.iter().find(|(_, file)| takes(file, name));
    if let Some((folder, _)) = as_it_is {
        return Some(format!("{folder}{name}"));
    }
    within.iter().find_map(|(folder, file)| Some(format!("{folder}{}", filled(file, name)?)))
}

/// The other name `number` of a file at a place: `a-ban-2.xlsx`. Patterns take it as they took the
/// first.
pub(super) fn numbered(file: &str, number: u32) -> String {
    match file.rsplit_once('.') {
        Some((stem, end)) if !end.contains('/') => format!("{stem}-ban-{number}.{end}"),
        _ => format!("{file}-ban-{number}"),
    }
}

/// Whether one of the patterns takes the file at this path.
pub(super) fn is_named(patterns: &[String], file: &str) -> bool {
    let (folder, name) = file.rsplit_once('/').map_or(("", file), |(f, name)| (f, name));
    let mut within = patterns.iter().filter_map(|p| split(p));
    within.any(|(own, pattern)| own.trim_end_matches('/') == folder && takes(pattern, name))
}

/// The folder of a pattern, with its `/`, and the pattern of its files; `None` where it looks
/// outside of the round or does not say in which folder.
fn split(pattern: &str) -> Option<(String, &str)> {
    let (folders, file) = match pattern.rsplit_once(['/', '\\']) {
        Some((folders, file)) => (folders, file),
        None => ("", pattern),
    };
    let mut folder = String::new();
    for (at, part) in folders.split(['/', '\\']).enumerate() {
        match part {
            "" if at == 0 && !folders.is_empty() => return None,
            ".." => return None,
            "" | "." | "**" => {}
            part if part.contains([':', '*', '?', '[']) => return None,
            part => folder += &format!("{part}/"),
        }
    }
    Some((folder, file))
}

fn takes(pattern: &str, name: &str) -> bool {
    let pattern = Pattern::new(&composed(pattern));
    pattern.is_ok_and(|pattern| pattern.matches_with(&composed(name), MATCHING))
}

/// The name in the place of the pattern's only `*`: `sipas-*.xlsx` and `phiếu.xlsx` give
/// `sipas-phiếu.xlsx`.
fn filled(pattern: &str, name: &str) -> Option<String> {
    let (before, after) = pattern.split_once('*')?;
    if after.contains(['*', '?', '[']) || before.contains(['?', '[']) {
        return None;
    }
    let (stem, end) = name.rsplit_once('.')?;
    let filled = format!("{before}{stem}{after}");
    let whole = if after.is_empty() { format!("{filled}.{end}") } else { filled };
    let same_end = whole.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(end));
    (same_end && takes(pattern, &whole)).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_the_round_looks_at() {
        let at = |patterns: &[&str], name: &str| {
            let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
            let found = place(&patterns, name);
            if let Some(file) = &found {
                assert!(is_named(&patterns, file), "{file}");
                assert!(is_named(&patterns, &numbered(file, 2)), "{file}");
            }
            found
        };
        let both = ["evidence/*.xlsx", "evidence/*.csv"];
        assert_eq!(at(&both, "A.XLSX").unwrap(), "evidence/A.XLSX");
        assert_eq!(at(&both, "a.csv").unwrap(), "evidence/a.csv");
        assert_eq!(at(&both, "a.ods"), None);
        assert_eq!(at(&["s/sipas-*.xlsx"], "phiếu.xlsx").unwrap(), "s/sipas-phiếu.xlsx");
        assert_eq!(at(&["s/sipas-*.xlsx"], "phiếu.csv"), None);
        assert_eq!(at(&["**/nop/*"], "a.xls").unwrap(), "nop/a.xls");
        assert_eq!(at(&["nop\\*"], "a.xls").unwrap(), "nop/a.xls");
        for outside in ["../chung/*", "/tmp/*", "C:/nop/*", "a/*/b.xlsx", "*/x*.xlsx"] {
            assert_eq!(at(&[outside], "b.xlsx"), None, "{outside}");
        }
        assert_eq!(numbered("appraisal/vong-1.xlsx", 3), "appraisal/vong-1-ban-3.xlsx");
    }
}
