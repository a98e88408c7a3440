//! Which shared strings of an .xls file have struck-out, raised or lowered runs.

/// Positions in the table of strings, sorted. `pieces` are the data of the table's record and
/// of its continuations; reading stops where they make no sense.
pub(super) fn marked_strings(pieces: &[&[u8]], fonts: &[bool]) -> Vec<u32> {
    let mut reader = Reader { pieces, piece: 0, at: 8 };
    let mut marked = Vec::new();
    let mut position = 0;
    while let Some(found) = reader.string(fonts) {
        if found {
            marked.push(position);
        }
        position += 1;
    }
    marked
}

struct Reader<'p> {
    pieces: &'p [&'p [u8]],
    piece: usize,
    at: usize,
}

impl Reader<'_> {
    /// Reads one string; whether it has a marked run.
    fn string(&mut self, fonts: &[bool]) -> Option<bool> {
        let length = self.number()?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number()? } else { 0 };
        let extra = if flags & 4 != 0 { self.number()? | (self.number()? << 16) } else { 0 };
        self.characters(length, flags & 1 == 1)?;
        let mut marked = false;
        for _ in 0..runs {
            self.number()?;
            // Font number 4 does not exist.
            let font = self.number()?;
            let font = if font > 4 { font - 1 } else { font };
            marked |= fonts.get(font).copied().unwrap_or(false);
        }
        self.skip(extra)?;
        Some(marked)
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
        let fonts = [false, false, false, false, true];
        assert_eq!(marked_strings(&[&rich, &rest], &fonts), [1]);
        assert_eq!(marked_strings(&[&rich, &rest], &[false; 5]), [0_u32; 0]);
    }
}
