//! Texts that a spreadsheet program put where people write: errors and codes of pictures.

use super::tidy;

/// What a program wrote in a cell in place of what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Machine {
    /// `#REF!`, `#VALUE!`, `Err:502`, `#####`: nothing is said.
    Error,
    /// `=DISPIMG("ID_…",1)`: a picture stands in the cell, and only programs that know the code
    /// show it.
    Picture,
}

/// What the whole of a text is when no person wrote it; `None` for all that people write, also
/// where they quote an error. Such a text is no value, no proof, no explanation and no reason.
pub fn machine(text: &str) -> Option<Machine> {
    // Nearly every text is a person's, and has none of these.
    if !text.contains(['#', '(', ':']) {
        return None;
    }
    let tidy = tidy(text);
    if is_picture(&tidy) {
        return Some(Machine::Picture);
    }
    let wrapping = |c: char| "\"'()[]{}=.,;:|".contains(c);
    let mut words = tidy.split([' ', ',', ';', '|']).map(|word| word.trim_matches(wrapping));
    let mut written = words.by_ref().filter(|word| !word.is_empty()).peekable();
    written.peek()?;
    written.all(is_error).then_some(Machine::Error)
}

/// Whether a text names a function that shows a picture in its cell, as WPS and Excel store it.
fn is_picture(text: &str) -> bool {
    let formula = text.trim_start_matches(['=', '@', '+', '\'', '"', ' ']).to_ascii_uppercase();
    let name = formula.strip_prefix("_XLFN.").unwrap_or(&formula);
    let name = name.strip_prefix("_XLWS.").unwrap_or(name);
    ["DISPIMG", "IMAGE"].iter().any(|function| {
        name.strip_prefix(function).is_some_and(|rest| {
            rest.trim_start().starts_with('(')
                // `IMAGE(` may begin a sentence; with its sign of a formula it does not.
                && (*function == "DISPIMG" || text.starts_with(['=', '_']))
        })
    })
}

/// `#REF!`, `#DIV/0!`, `#NAME?`, `#N/A`, `#GETTING_DATA`, `#####`, `Err:502`, in the spellings of
/// all programs and languages: capitals between a hash and a mark.
fn is_error(word: &str) -> bool {
    let upper = word.to_uppercase();
    if let Some(number) = upper.strip_prefix("ERR:") {
        return (3..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    }
    let Some(name) = upper.strip_prefix('#') else { return false };
    if ["N/A", "N/D", "NV", "GETTING_DATA", "DIV/0"].contains(&name) {
        return true;
    }
    let hashes = name.len() >= 2 && name.bytes().all(|b| b == b'#');
    let marked = name.strip_suffix(['!', '?']).is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || "/0_".contains(c))
    });
    hashes || marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_told_from_what_people_write() {
        for text in [
            "#REF!",
            " #REF! ",
            "#ref!",
            "#VALUE!",
            "#DIV/0!",
            "#NAME?",
            "#N/A",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#GETTING_DATA",
            "#FIELD!",
            "#BLOCKED!",
            "#CONNECT!",
            "#ERROR!",
            "#BEZUG!",
            "#DIV/0",
            "######",
            "Err:502",
            "=#REF!",
            "#REF! #REF!",
            "#REF!; #N/A",
            "(#REF!)",
            "\u{200B}#REF!",
            "'#REF!",
        ] {
            assert_eq!(machine(text), Some(Machine::Error), "{text}");
        }
        for text in [
            "=DISPIMG(\"ID_8A7F\",1)",
            "DISPIMG(\"ID_8A7F\",1)",
            "=_xlfn.DISPIMG(\"ID_8A7F\",1)",
            "_xlfn.DISPIMG(\"ID_8A7F\",1)",
            "=IMAGE(\"https://a.vn/a.png\")",
            "=_xlfn.IMAGE(\"https://a.vn/a.png\")",
        ] {
            assert_eq!(machine(text), Some(Machine::Picture), "{text}");
        }
        for text in [
            "",
            "  ",
            "#",
            "#1",
            "#12 QĐ-UBND",
            "Báo cáo #REF!",
            "Ô ghi #N/A do chưa có số",
            "N/A",
            "Error",
            "Err",
            "#hashtag",
            "Image (ảnh chụp)",
            "Ảnh DISPIMG",
            "###1",
            "!",
            "#!",
            "QĐ số 5/QĐ-UBND",
            "đã ban hành",
        ] {
            assert_eq!(machine(text), None, "{text}");
        }
    }
}
