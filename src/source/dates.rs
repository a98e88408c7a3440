//! Dates as people write them, `31/01/2026`, where TOML wants `2026-01-31`: without quotes they
//! break the syntax of everything around them, with quotes they are divisions.

use std::ops::Range;

use crate::terms::Date;

/// The day that a text names in the order day, month, year, or in TOML's order with other marks or
/// without its zeros; `None` for any other text. Inside, the day as TOML writes it; `None` for a day
/// that no calendar has.
pub fn day_first(text: &str) -> Option<Option<String>> {
    let text = text.trim();
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| "/.-".contains(*c))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [day, month, year] = match parts[..] {
        [year, month, day] if year.len() == 4 => [day, month, year],
        [day, month, year] => [day, month, year],
        _ => return None,
    };
    let digits = |part: &str, least: usize, most: usize| {
        (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(day, 1, 2) || !digits(month, 1, 2) || !digits(year, 4, 4) {
        return None;
    }
    let numbers = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let date = Date::from_ymd_opt(numbers.0, numbers.1, numbers.2);
    let day = date.map(|date| date.format("%Y-%m-%d").to_string());
    // As it should be, it is nothing to mend, whether the calendar has it or not.
    let is_toml = mark == '-' && text.len() == 10 && text.as_bytes()[4] == b'-';
    (!is_toml).then_some(day)
}

/// The text with every such date that stands as a bare value made a string of the same length, so
/// that the rest can be parsed and keeps its places; and where they stand.
pub(super) fn masked(text: &str) -> (String, Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let (mut at, mut quote, mut before) = (0, None, b'\n');
    let mut spans: Vec<Range<usize>> = Vec::new();
    while at < bytes.len() {
        let byte = bytes[at];
        match quote {
            Some(mark) if byte == b'\\' && mark == b'"' => at += 1,
            Some(mark) if byte == mark || byte == b'\n' => quote = None,
            Some(_) => {}
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None if byte == b'#' => {
                while at < bytes.len() && bytes[at] != b'\n' {
                    at += 1;
                }
                continue;
            }
            None if byte.is_ascii_digit() && matches!(before, b'=' | b',' | b'[') => {
                let inside = |b: &u8| b.is_ascii_digit() || b"/.-".contains(b);
                let length = bytes[at..].iter().take_while(|b| inside(b)).count();
                if day_first(&text[at..at + length]).is_some() {
                    spans.push(at..at + length);
                }
                at += length;
                before = b'0';
                continue;
            }
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    let mut masked = text.to_string();
    for span in &spans {
        masked.replace_range(span.clone(), &format!("\"{}\"", ".".repeat(span.len() - 2)));
    }
    (masked, spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_day_first() {
        for (text, day) in [
            ("31/01/2026", "2026-01-31"),
            ("1/2/2026", "2026-02-01"),
            ("05.12.2026", "2026-12-05"),
            (" 5-12-2026 ", "2026-12-05"),
            ("2026/1/5", "2026-01-05"),
            ("2026-1-5", "2026-01-05"),
        ] {
            assert_eq!(day_first(text), Some(Some(day.to_string())), "{text}");
        }
        assert_eq!(day_first("31/02/2026"), Some(None));
        for text in
            ["2026-01-31", "2026-13-31", "1/2", "100/12/2026", "1/2-2026", "a/1/2026", "31/01/26"]
        {
            assert_eq!(day_first(text), None, "{text}");
        }
    }

    #[test]
    fn only_bare_values_are_masked() {
        let text =
            "a = 1/2/2026 # 3/4/2026\nb = \"5/6/2026\"\nc = { x = 07/08/2026, y = [9.10.2026] }\n";
        let (masked, spans) = masked(text);
        let found: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["1/2/2026", "07/08/2026", "9.10.2026"]);
        assert_eq!(masked.len(), text.len());
        assert!(masked.contains("a = \"......\" # 3/4/2026\nb = \"5/6/2026\""));
    }
}
