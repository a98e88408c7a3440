//! How wide text is in Times New Roman, so that rows are high enough for what they hold:
//! Excel does not grow rows of merged cells, and viewers do not grow any.

/// Pixels of one digit of the 11-point text font: the unit of column widths.
pub(super) const DIGIT: f64 = 7.0;
/// What a cell keeps free at its sides, in pixels.
const PADDING: f64 = 8.0;
/// The highest row that Excel takes, in points.
const HIGHEST: f64 = 409.0;

/// The height in points of a row whose text of `size` points stands in `width` pixels.
pub(super) fn height(lines: usize, size: u8) -> f64 {
    (lines.max(1) as f64 * f64::from(size) * 1.22 + 3.5).min(HIGHEST)
}

/// How many lines the text takes when it is wrapped at spaces.
pub(super) fn lines(text: &str, size: u8, bold: bool, width: f64) -> usize {
    let room = ((width - PADDING) / pixels_of_em(size, bold)).max(1.0);
    if (text.len() as f64) < room * 1.2 && !text.contains('\n') {
        return 1;
    }
    text.split('\n').map(|part| lines_of_part(part, room)).sum()
}

fn lines_of_part(text: &str, room: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split(' ') {
        let wide: f64 = word.chars().map(ems).sum();
        let needed = if used > 0.0 { used + 0.25 + wide } else { wide };
        if needed <= room {
            used = needed;
            continue;
        }
        lines += usize::from(used > 0.0);
        // A word longer than the line is broken anywhere.
        lines += (wide / room) as usize;
        used = wide % room;
    }
    lines
}

/// Pixels of one em at 96 dots per inch; a little more than true, since fonts differ.
fn pixels_of_em(size: u8, bold: bool) -> f64 {
    f64::from(size) * 96.0 / 72.0 * if bold { 1.08 } else { 1.03 }
}

/// Width in ems of a letter of Times New Roman, roughly; accents do not widen a letter.
fn ems(c: char) -> f64 {
    match c {
        'I' | 'Í' | 'Ì' => 0.34,
        'M' | 'W' => 0.9,
        c if c.is_uppercase() => 0.68,
        ' ' | '.' | ',' => 0.25,
        'i' | 'j' | 'l' | 't' | ':' | ';' | '/' | 'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 0.28,
        'f' | 'r' | '(' | ')' | '[' | ']' | '-' | '!' => 0.34,
        's' | 'z' => 0.4,
        'a' | 'c' | 'e' | 'à'..='å' | 'è'..='ë' | 'ă' | 'ạ'..='ặ' | 'ẹ'..='ệ' => 0.45,
        'm' | '%' | '…' | '@' => 0.85,
        'w' => 0.72,
        'ư' | 'ơ' | 'ừ'..='ự' | 'ớ'..='ợ' => 0.56,
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_at_spaces_and_breaks() {
        assert_eq!(lines("Phường Long Hoa", 12, false, 200.0), 1);
        assert_eq!(lines("Phường Long Hoa", 12, false, 60.0), 3);
        assert_eq!(lines("một\nhai", 12, false, 200.0), 2);
        assert!(lines(&"a".repeat(100), 12, false, 100.0) >= 7);
    }
}
