//! Which shared strings of an .xls file have runs that say something.

use crate::read::runs::{RunMarks, Runs};

/// The strings whose runs say something. `pieces` are the data of the table's record and of its
/// continuations; reading stops where they make no sense.
pub(super) fn marked_strings(pieces: &[&[u8]], fonts: &[RunMarks]) -> Runs {
    let mut reader = Reader { pieces, piece: 0, at: 8 };
    let mut marked = Vec::new();
    let mut position = 0;
    while let Some(found) = reader.string(fonts) {
        if found != RunMarks::default() {
            marked.push((position, found));
        }
        position += 1;
    }
    Runs::from(marked)
}

struct Reader<'p> {
    pieces: &'p [&'p [u8]],
    piece: usize,
    at: usize,
}

impl Reader<'_> {
    /// Reads one string; what its runs say.
    fn string(&mut self, fonts: &[RunMarks]) -> Option<RunMarks> {
        let length = self.number()?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number()? } else { 0 };
        let extra = if flags & 4 != 0 { self.number()? | (self.number()? << 16) } else { 0 };
        self.characters(length, flags & 1 == 1)?;
        let mut marks = RunMarks::default();
        for _ in 0..runs {
            self.number()?;
            // Font number 4 does not exist.
            let font = self.number()?;
            let font = if font > 4 { font - 1 } else { font };
            let font = fonts.get(font).copied().unwrap_or_default();
            marks.marked |= font.marked;
            marks.font = marks.font.or(font.font);
        }
        self.skip(extra)?;
        Some(marks)
    }

    /// Skips characters; each continuation starts with a new word on their width.
    fn characters(&mut self, mut left: usize, mut wide: bool) -> Option<()> {
        while left > 0 {
            let here = self.pieces.get(self.piece)?.len().saturating_sub(self.at);
            let width = if wide { 2 } else { 1 };
            let taken = left.min(here / width);
            self.at += taken * width;
            left -= taken;
            if left > 0 {
                (self.piece, self.at) = (self.piece + 1, 0);
                wide = self.byte()? & 1 == 1;
            }
        }
        Some(())
    }

    fn skip(&mut self, mut left: usize) -> Option<()> {
        while left > 0 {
            let here = self.pieces.get(self.piece)?.len().saturating_sub(self.at);
            if here >= left {
                self.at += left;
                return Some(());
            }
            left -= here;
            (self.piece, self.at) = (self.piece + 1, 0);
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.pieces.get(self.piece)?.len() {
            (self.piece, self.at) = (self.piece + 1, 0);
        }
        self.at += 1;
        self.pieces[self.piece].get(self.at - 1).copied()
    }

    fn number(&mut self) -> Option<usize> {
        Some(usize::from(self.byte()?) | (usize::from(self.byte()?) << 8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_across_continuations() {
        let plain = [&[0; 8][..], &[2, 0, 0, b'8', b'0']].concat();
        // Three wide characters, the last in the continuation, then one run of font 5.
        let rich = [&plain[..], &[3, 0, 9, 1, 0, b'8', 0, b'0', 0]].concat();
        let rest = [0, b'x', 1, 0, 5, 0, 1, 0, 0, b'z'];
        let struck = RunMarks { marked: true, font: None };
        let mut fonts = [RunMarks::default(); 5];
        assert_eq!(marked_strings(&[&rich, &rest], &fonts).of(1), RunMarks::default());
        fonts[4] = struck;
        let runs = marked_strings(&[&rich, &rest], &fonts);
        assert_eq!((runs.of(0), runs.of(1)), (RunMarks::default(), struck));
    }
}
