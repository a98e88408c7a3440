//! A text table cut into pieces of bounded size.

use std::fs::File;
use std::io::Read as _;

/// Bytes of a piece.
const PIECE: usize = 4 << 20;

/// No honest row of answers is longer than so many bytes.
pub(super) const LONGEST: usize = 16 << 20;

/// Where a table is read from.
pub(super) enum Source {
    /// A file of UTF-8, and the bytes to pass over.
    File(File, usize),
    Text(String, usize),
}

/// Cuts the table into pieces that end with a line.
pub(super) struct Cutter<'s> {
    source: &'s Source,
    number: usize,
    at: usize,
    /// Read, and not given out.
    rest: Vec<u8>,
    done: bool,
    /// Why the file could not be read to its end.
    pub failed: Option<std::io::Error>,
    /// Lines from a line without end on, which nobody reads.
    pub lost: u32,
}

impl<'s> Cutter<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        let (Source::File(_, at) | Source::Text(_, at)) = source;
        Cutter { source, number: 0, at: *at, rest: Vec::new(), done: false, failed: None, lost: 0 }
    }

    /// The next piece and its number, from 0.
    pub(super) fn next(&mut self) -> Option<(usize, Vec<u8>)> {
        self.next_within(PIECE)
    }

    pub(super) fn next_within(&mut self, piece: usize) -> Option<(usize, Vec<u8>)> {
        // behind what could not be read nobody else goes on either
        if self.failed.is_some() {
            return None;
        }
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.reserve(piece.saturating_sub(bytes.len()) + 1);
        let mut wanted = piece;
        let end = loop {
            while !self.done && bytes.len() < wanted {
                let more = self.read(&mut bytes, wanted);
                self.done = more == 0;
            }
            match border(&bytes) {
                _ if self.done => break bytes.len(),
                Some(end) => break end,
                None if wanted >= LONGEST => {
                    self.count_lost(bytes);
                    let kind = std::io::ErrorKind::InvalidData;
                    self.failed = Some(std::io::Error::from(kind));
                    return None;
                }
                // a line longer than a piece
                None => wanted += piece,
            }
        };
        self.rest = bytes.split_off(end);
        if bytes.is_empty() {
            return None;
        }
        self.number += 1;
        Some((self.number - 1, bytes))
    }

    /// Counts the lines of what was read and of all that follows.
    fn count_lost(&mut self, mut bytes: Vec<u8>) {
        let (mut ends, mut begun) = ([0_u64, 0], false);
        while !bytes.is_empty() {
            for (count, end) in ends.iter_mut().zip([b'\n', b'\r']) {
                *count += memchr::memchr_iter(end, &bytes).count() as u64;
            }
            begun = !matches!(bytes.last(), Some(b'\n' | b'\r'));
            bytes.clear();
            self.read(&mut bytes, PIECE);
        }
        let lines = ends[0].max(ends[1]) + u64::from(begun);
        self.lost = u32::try_from(lines).unwrap_or(u32::MAX);
    }

    fn read(&mut self, bytes: &mut Vec<u8>, wanted: usize) -> usize {
        let room = wanted - bytes.len();
        match self.source {
            Source::Text(text, _) => {
                let end = text.len().min(self.at + room);
                bytes.extend_from_slice(&text.as_bytes()[self.at..end]);
                let read = end - self.at;
                self.at = end;
                read
            }
            Source::File(file, _) => {
                if self.number == 0 && bytes.is_empty() && self.at > 0 {
                    let mut skipped = Vec::new();
                    _ = file.take(self.at as u64).read_to_end(&mut skipped);
                    self.at = 0;
                }
                match file.take(room as u64).read_to_end(bytes) {
                    Ok(read) => read,
                    Err(e) => {
                        self.failed = Some(e);
                        0
                    }
                }
            }
        }
    }
}

/// Where the last whole line ends: at a line end outside quotation marks, if there is one.
pub(super) fn border(bytes: &[u8]) -> Option<usize> {
    let last = |bytes: &[u8]| memchr::memrchr2(b'\n', b'\r', bytes);
    let mut end = last(bytes)?;
    if memchr::memchr(b'"', bytes).is_some() {
        let mut odd = memchr::memchr_iter(b'"', bytes).count() % 2 == 1;
        let mut until = bytes.len();
        let mut marks = memchr::memrchr_iter(b'"', bytes);
        loop {
            let mark = marks.next();
            let from = mark.map_or(0, |mark| mark + 1);
            if let (false, Some(found)) = (odd, last(&bytes[from..until])) {
                end = from + found;
                break;
            }
            let Some(mark) = mark else { break };
            odd = !odd;
            until = mark;
        }
    }
    // between the two bytes of a line end is no border; the next byte is not read yet
    if end + 1 == bytes.len() && bytes[end] == b'\r' {
        return border(&bytes[..end]);
    }
    Some(end + 1)
}
