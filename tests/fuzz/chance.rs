//! Repeatable chance, and the ways to spoil an input.

/// A small repeatable source of chance: xorshift.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % end.max(1) as u64).unwrap_or(0)
    }

    pub fn of<'t, T: ?Sized>(&mut self, list: &[&'t T]) -> &'t T {
        list[self.below(list.len())]
    }

    /// The bytes with a few places changed, cut, doubled, moved or replaced by a word.
    pub fn spoil(&mut self, bytes: &[u8], words: &[&[u8]]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(out.len());
            let end = (at + 1 + self.below(40)).min(out.len());
            match self.below(8) {
                0 if at < out.len() => out[at] = u8::try_from(self.below(256)).unwrap_or(0),
                1 if at < out.len() => out[at] ^= 1 << self.below(8),
                2 => drop(out.drain(at.min(end)..end)),
                3 => {
                    let piece = out[at.min(end)..end].to_vec();
                    let to = self.below(out.len());
                    out.splice(to..to, piece);
                }
                4 => out.truncate(at.max(1)),
                5 => drop(out.splice(at.min(end)..end, self.of(words).iter().copied())),
                _ => drop(out.splice(at..at, self.of(words).iter().copied())),
            }
        }
        out
    }

    /// Pieces that `ends` closes (lines, tags), with a few of them left out, doubled, swapped,
    /// or replaced by a word; else as [`Chance::spoil`].
    pub fn shuffle(&mut self, bytes: &[u8], ends: u8, words: &[&[u8]]) -> Vec<u8> {
        let mut pieces: Vec<Vec<u8>> =
            bytes.split_inclusive(|b| *b == ends).map(<[u8]>::to_vec).collect();
        if pieces.is_empty() {
            return self.of(words).to_vec();
        }
        for _ in 0..=self.below(3) {
            let (a, b) = (self.below(pieces.len()), self.below(pieces.len()));
            match self.below(6) {
                0 => drop(pieces.remove(a)),
                1 => pieces.swap(a, b),
                2 => pieces.insert(b, pieces[a].clone()),
                3 => {
                    let (first, last) = (a.min(b), a.max(b));
                    let many = pieces[first..last.min(first + 30)].to_vec();
                    pieces.splice(b..b, many);
                }
                4 => pieces[a] = self.of(words).to_vec(),
                _ => pieces[a] = self.spoil(&pieces[a].clone(), words),
            }
            if pieces.is_empty() {
                break;
            }
        }
        pieces.concat()
    }

    /// One value between quotation marks replaced by a word.
    pub fn requote(&mut self, bytes: &[u8], words: &[&[u8]]) -> Vec<u8> {
        let marks: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b'"').collect();
        let mut out = bytes.to_vec();
        if let Some(pair) = marks.chunks_exact(2).nth(self.below(marks.len() / 2)) {
            out.splice(pair[0] + 1..pair[1], self.of(words).iter().copied());
        }
        out
    }
}
