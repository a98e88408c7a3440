//! Where a piece of a cell of proof may end.

use crate::proof::cursor::Cursor;

/// Whether a piece may end here: at the end, before a separator, or before a last full stop.
pub(super) fn is_end(cursor: &Cursor<'_>) -> bool {
    let mut next = cursor.clone();
    next.spaces();
    next.sign('.');
    next.spaces();
    next.is_at_end() || separator(&mut cursor.clone())
}

/// Steps over what parts two pieces.
pub(super) fn separator(cursor: &mut Cursor<'_>) -> bool {
    let start = cursor.at;
    cursor.spaces();
    let spaced = cursor.at > start;
    let mut any = cursor.sign(',') || cursor.sign('+');
    if (any || spaced) && cursor.words("và") {
        any = true;
    }
    let mut last = cursor.clone();
    if last.sign('.') {
        last.spaces();
        if last.is_at_end() {
            any = true;
            *cursor = last;
        }
    }
    cursor.spaces();
    if !any {
        cursor.at = start;
    }
    any
}
