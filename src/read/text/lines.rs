//! Where the rows of a text table begin and end, which the library that splits them into fields
//! does not tell.

/// Whether a quotation mark of a record is never closed, or swallowed whole rows before it was:
/// lines inside the record with at least so many fields.
pub(super) fn is_torn(raw: &[u8], separator: u8, fields_of_a_row: usize) -> bool {
    if memchr::memchr_iter(b'"', raw).count() % 2 == 1 {
        return true;
    }
    // The first line begins the record and the last one ends it.
    let mut inner = raw.trim_ascii_end().split(|b| *b == b'\n').skip(1).peekable();
    while let Some(line) = inner.next() {
        let fields = memchr::memchr_iter(separator, line).count() + 1;
        if inner.peek().is_some() && fields >= fields_of_a_row {
            return true;
        }
    }
    false
}

/// The position behind the line end at `at`, if one is there.
pub(super) fn after_line(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        _ => at + 1,
    }
}

/// How many blank lines stand where the library looked for a record, and where it begins. The
/// position may be between the two bytes of a line end.
pub(super) fn blank_lines(bytes: &[u8], start: usize) -> (usize, usize) {
    let mut at = start;
    if at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut blank = 0;
    while let Some(b'\r' | b'\n') = bytes.get(at) {
        at = after_line(bytes, at);
        blank += 1;
    }
    (blank, at)
}
