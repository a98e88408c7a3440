//! What calamine does not tell of an xlsx sheet, looked up in the bytes of its part: merged
//! areas, which cells hold formulas, and texts with struck-out or raised runs.

use memchr::memmem;

use crate::grid::Area;

/// Hung on texts with marked runs before calamine flattens them. A private-use character that
/// no keyboard gives.
pub(super) const MARK: char = '\u{F8FE}';

/// Where the formulas of a sheet stand.
pub(super) enum Formulas {
    /// Sorted.
    At(Vec<(u32, u32)>),
    /// The markup is unusual; calamine must be asked.
    Ask,
}

/// Finds the cells with a formula.
pub(super) fn formulas(sheet: &[u8]) -> Formulas {
    if !is_plain(sheet) {
        return Formulas::Ask;
    }
    let mut found = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(sheet, b"<f") {
        if !sheet.get(at + 2).is_some_and(|b| b" >/\r\n\t".contains(b)) {
            continue;
        }
        let cell = memmem::rfind(&sheet[from..at], b"<c ").map(|start| from + start);
        match cell.and_then(|start| address_of(&sheet[start..at])) {
            Some(position) => found.push(position),
            None => return Formulas::Ask,
        }
        from = at;
    }
    found.sort_unstable();
    Formulas::At(found)
}

/// The address of the n-th cell element, from 0.
pub(super) fn nth_cell(sheet: &[u8], n: usize) -> Option<(u32, u32)> {
    if !is_plain(sheet) {
        return None;
    }
    let start = memmem::find_iter(sheet, b"<c")
        .filter(|at| sheet.get(at + 2).is_some_and(|b| b" >/\r\n\t".contains(b)))
        .nth(n)?;
    address_of(&sheet[start..])
}

/// Whether the markup is such that tags can be found by their text alone.
fn is_plain(sheet: &[u8]) -> bool {
    ["<!--", "<![CDATA[", ":sheetData"].iter().all(|t| memmem::find(sheet, t.as_bytes()).is_none())
}

/// The `r` attribute of the tag that the bytes start with.
fn address_of(tag: &[u8]) -> Option<(u32, u32)> {
    let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
    let tag = &tag[..end];
    let at = memmem::find(tag, b" r=\"")? + 4;
    let length = memchr::memchr(b'"', &tag[at..])?;
    position(&tag[at..at + length])
}

/// `G14` → `(13, 6)`.
fn position(a1: &[u8]) -> Option<(u32, u32)> {
    let letters = a1.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column =
        a1[..letters].iter().fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = std::str::from_utf8(&a1[letters..]).ok()?.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

/// Whether every cell has one value, as one piece of text. calamine takes the first piece of
/// `1<!-- -->20` and of `12&#48;`, and the last of two values: other programs would see others.
pub(super) fn has_plain_values(sheet: &[u8]) -> bool {
    if ["<!--", "<![CDATA["].iter().any(|t| memmem::find(sheet, t.as_bytes()).is_some())
        || memmem::rfind(sheet, b"<?").is_some_and(|at| at > 3)
    {
        return false;
    }
    memmem::find_iter(sheet, b"v>").all(|at| {
        let Some(open) = memchr::memrchr(b'<', &sheet[..at]) else { return true };
        let tag = &sheet[open + 1..at];
        let Some(prefix) = tag.strip_prefix(b"/") else { return true };
        if !prefix.is_empty() && prefix.last() != Some(&b':') {
            return true;
        }
        let after = sheet[at + 2..].iter().find(|b| !b.is_ascii_whitespace());
        let next = memchr::memchr(b'<', &sheet[at..]).and_then(|n| sheet.get(at + n + 1));
        after == Some(&b'<') && next == Some(&b'/') && !has_reference(sheet, open)
    })
}

/// Whether a number that ends here is written with a character reference; texts may be.
fn has_reference(sheet: &[u8], end: usize) -> bool {
    let start = memchr::memrchr(b'>', &sheet[..end]).unwrap_or(0);
    if memchr::memchr(b'&', &sheet[start..end]).is_none() {
        return false;
    }
    let cell =
        memmem::rfind(&sheet[..start], b"<c ").or_else(|| memmem::rfind(&sheet[..start], b":c "));
    let tag = cell.and_then(|cell| {
        let end = memchr::memchr(b'>', &sheet[cell..])?;
        Some(&sheet[cell..cell + end])
    });
    !tag.is_some_and(|tag| {
        [&b"t=\"str\""[..], b"t='str'"].iter().any(|t| memmem::find(tag, t).is_some())
    })
}

/// The merged areas of a sheet.
pub(super) fn merged(sheet: &[u8]) -> Vec<Area> {
    let areas = memmem::find_iter(sheet, b"mergeCell ").filter_map(|at| {
        let end = at + memchr::memchr(b'>', &sheet[at..])?;
        let tag = &sheet[at..end];
        let from = memmem::find(tag, b"ref=")? + 5;
        let length = tag[from..].iter().position(|b| *b == b'"' || *b == b'\'')?;
        let reference = &tag[from..from + length];
        let colon = memchr::memchr(b':', reference)?;
        let (first, last) = (position(&reference[..colon])?, position(&reference[colon + 1..])?);
        Some(Area { first, last })
    });
    areas.collect()
}

/// The hidden rows of a sheet, sorted.
pub(super) fn hidden_rows(sheet: &[u8]) -> Vec<u32> {
    let tags = [&b" hidden=\"1\""[..], b" hidden=\"true\""].into_iter();
    let spots = tags.flat_map(|word| memmem::find_iter(sheet, word));
    let mut rows: Vec<u32> = spots
        .filter_map(|at| {
            let start = memchr::memrchr(b'<', &sheet[..at])?;
            let tag = &sheet[start..start + memchr::memchr(b'>', &sheet[start..])?];
            let from = memmem::find(tag, b" r=\"").filter(|_| tag.starts_with(b"<row "))? + 4;
            let length = memchr::memchr(b'"', &tag[from..])?;
            let row: u32 = std::str::from_utf8(&tag[from..from + length]).ok()?.parse().ok()?;
            row.checked_sub(1)
        })
        .collect();
    rows.sort_unstable();
    rows
}

/// Makes the declared number of shared strings unknown: calamine reserves that much memory
/// before it reads one.
pub(super) fn hide_count(strings: &mut [u8]) {
    let head = strings.len().min(4096);
    if let Some(at) = memmem::find(&strings[..head], b"uniqueCount") {
        strings[at..at + 6].copy_from_slice(b"hidden");
    }
}

/// Hangs [`MARK`] on every text item (`si` or `is`) that has a struck-out, raised or lowered
/// run; `None` when there is none, which a look at two words tells.
pub(super) fn mark_runs(part: &[u8], item: &str) -> Option<Vec<u8>> {
    let mut spots: Vec<(usize, String)> = Vec::new();
    for word in ["strike", "vertAlign"] {
        for at in memmem::find_iter(part, word.as_bytes()) {
            if at == 0 || !b"<:".contains(&part[at - 1]) || !is_on(&part[at..]) {
                continue;
            }
            spots.extend(end_of_item(part, at, item));
        }
    }
    if spots.is_empty() {
        return None;
    }
    spots.sort();
    spots.dedup();
    let mut out = Vec::with_capacity(part.len() + spots.len() * 40);
    let mut from = 0;
    for (at, prefix) in spots {
        out.extend_from_slice(&part[from..at]);
        let run = format!("<{prefix}r><{prefix}t>{MARK}</{prefix}t></{prefix}r>");
        out.extend_from_slice(run.as_bytes());
        from = at;
    }
    out.extend_from_slice(&part[from..]);
    Some(out)
}

/// Whether the tag that the bytes start with says so: `strike` unless its value is false,
/// `vertAlign` unless it is the baseline.
fn is_on(tag: &[u8]) -> bool {
    let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
    let tag = &tag[..end];
    let off = ["\"0\"", "\"false\"", "\"off\"", "\"baseline\"", "'0'", "'false'", "'baseline'"];
    !off.iter().any(|value| memmem::find(tag, value.as_bytes()).is_some())
}

/// Where the end tag of the item around `at` starts, and its prefix.
fn end_of_item(part: &[u8], at: usize, item: &str) -> Option<(usize, String)> {
    let tail = format!("{item}>");
    memmem::find_iter(&part[at..], tail.as_bytes()).find_map(|offset| {
        let end = at + offset;
        let start = memchr::memrchr(b'<', &part[at..end])? + at;
        let between = std::str::from_utf8(&part[start..end]).ok()?;
        let prefix = between.strip_prefix("</")?;
        (prefix.is_empty() || prefix.ends_with(':')).then(|| (start, prefix.to_string()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_found_at_their_cells() {
        let sheet = br#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="AB12" s="3"><f>A1</f></c></row></sheetData>"#;
        let Formulas::At(found) = formulas(sheet) else { panic!() };
        assert_eq!(found, [(11, 27)]);
        assert_eq!(nth_cell(sheet, 1), Some((11, 27)));
        assert!(matches!(formulas(b"<c><f>1</f></c>"), Formulas::Ask));
    }

    #[test]
    fn only_plain_values_pass() {
        let ok = [
            r#"<?xml version="1.0"?><c r="A1"><f>A2</f><v>120</v></c><c/>"#,
            r#"<c t="str"><f>A1&amp;A2</f><v>A &amp; B</v> </c>"#,
            "<x:c><x:v>1</x:v></x:c>",
            "<is><t>a &amp; b</t></is>",
        ];
        let odd = [
            "<c><v>1<!-- -->20</v></c>",
            "<c><v><![CDATA[1]]></v></c>",
            "<c><v>12<?x?>0</v></c>",
            "<c ><v>12&#48;</v></c>",
            "<c><v>1</v><v>2</v></c>",
            "<x:c ><x:v>1</x:v>\n<x:is/></x:c>",
        ];
        assert!(ok.iter().all(|part| has_plain_values(part.as_bytes())));
        assert!(!odd.iter().any(|part| has_plain_values(part.as_bytes())));
    }

    #[test]
    fn merged_areas_are_read() {
        let sheet = br#"<mergeCells count="1"><mergeCell ref="B2:C10"/></mergeCells>"#;
        assert_eq!(merged(sheet), [Area { first: (1, 1), last: (9, 2) }]);
    }

    #[test]
    fn hidden_rows_are_known() {
        let sheet =
            br#"<cols><col hidden="1"/></cols><row r="3" spans="1:2" hidden="1"><c r="A3"/></row>"#;
        assert_eq!(hidden_rows(sheet), [2]);
    }

    #[test]
    fn struck_runs_mark_their_text() {
        let part = "<sst><si><t>a</t></si><si><r><rPr><strike/></rPr><t>80</t></r><r><t> 95</t></r></si></sst>";
        let marked = String::from_utf8(mark_runs(part.as_bytes(), "si").unwrap()).unwrap();
        let run = format!("<r><t>{MARK}</t></r>");
        assert_eq!(marked, part.replace("95</t></r></si>", &format!("95</t></r>{run}</si>")));
        assert_eq!(mark_runs(b"<si><r><rPr><strike val=\"0\"/></rPr></r></si>", "si"), None);
    }
}
