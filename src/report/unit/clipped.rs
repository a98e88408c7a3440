//! Texts that must leave room for others on one sheet of paper: cut at a word, with what was opened
//! closed again.

/// Letters of a line that takes no more than two lines of print.
const LINE: usize = 150;
/// Letters that a name keeps at least.
const LEAST: usize = 20;

/// A line of its own, with its full stop.
pub(crate) fn sentence(line: &str) -> String {
    let line = clipped(line, LINE);
    if line.ends_with(['.', '…']) { line } else { line + "." }
}

/// A next step: what the figure is called gives way to what is to be done.
pub(crate) fn step(text: &str, most: usize) -> String {
    let letters = text.chars().count();
    let named = text.strip_prefix('“').and_then(|rest| rest.split_once("”: "));
    match named {
        Some((name, done)) if letters > most => {
            let room = most.saturating_sub(done.chars().count() + 4).max(LEAST);
            clipped(&format!("“{}”: {done}", clipped(name, room)), most + LEAST)
        }
        _ => clipped(text, most),
    }
}

/// The text, or its beginning up to the end of a word.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let start: String = text.chars().take(most).collect();
    let whole = start.rfind(' ').map_or(start.as_str(), |at| &start[..at]);
    let start = whole.trim_end_matches([' ', ',', ';', ':', '-', '–', '(', '“']);
    let open = start.matches('“').count() > start.matches('”').count();
    format!("{start}…{}", if open { "”" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::{clipped, sentence, step};

    #[test]
    fn what_is_cut_keeps_its_quotation_marks_in_pairs() {
        assert_eq!(clipped("chưa đạt mức “từ 98%: 2 điểm”", 22), "chưa đạt mức “từ 98%…”");
        assert_eq!(clipped("chưa đạt mức “từ 98%”", 14), "chưa đạt mức…");
        assert_eq!(clipped("ngắn", 22), "ngắn");
    }

    #[test]
    fn a_step_says_what_to_do_however_long_the_name() {
        let name = "Số dịch vụ công trực tuyến mức độ 3, 4 có phát sinh hồ sơ trong năm đánh giá";
        let said = step(&format!("“{name}”: thêm 1 dịch vụ (thành 9) thì được 1 điểm"), 80);
        assert!(said.ends_with("…”: thêm 1 dịch vụ (thành 9) thì được 1 điểm"), "{said}");
        assert!(said.chars().count() <= 100, "{said}");
    }

    #[test]
    fn a_line_ends_with_one_full_stop() {
        assert_eq!(sentence("Chưa nộp"), "Chưa nộp.");
        assert_eq!(sentence("Chưa nộp."), "Chưa nộp.");
    }
}
