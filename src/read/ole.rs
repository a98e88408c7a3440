//! The streams of an .xls file, found with bounds before calamine looks for its own: a chain of
//! sectors that runs in a circle would make calamine fill all memory.

/// Starts every compound file.
pub(crate) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A stream of a compound file, and where its bytes stand in the file.
pub(crate) struct Stream {
    pub bytes: Vec<u8>,
    unit: usize,
    /// Where each unit starts in the file.
    starts: Vec<usize>,
}

impl Stream {
    /// The position in the file of a byte of the stream.
    pub(crate) fn in_file(&self, at: usize) -> Option<usize> {
        Some(self.starts.get(at / self.unit)? + at % self.unit)
    }
}

const RESERVED: u32 = 0xFFFF_FFFA;
const END: u32 = 0xFFFF_FFFE;
const MINI: usize = 64;
/// Streams below this length stand in the mini stream.
const MINI_BELOW: usize = 4096;

struct Header {
    size: usize,
    /// Whole sectors that the file can hold.
    most: usize,
}

/// The stream that calamine will read: `Workbook`, else `Book`. `None` when the file is damaged
/// anywhere on the way there.
pub(crate) fn workbook(file: &[u8]) -> Option<Stream> {
    stream(file, &["workbook", "book"])
}

/// Where the list of the streams of a compound file begins.
pub(crate) fn directory_at(head: &[u8]) -> Option<u64> {
    if !head.starts_with(MAGIC) {
        return None;
    }
    let size = if u16_at(head, 30)? == 12 { 4096 } else { 512 };
    Some((u64::from(u32_at(head, 48)?) + 1) * size)
}

/// The first stream with one of these names, in lower case; `None` when there is none, or the
/// file is damaged anywhere on the way there.
pub(crate) fn stream(file: &[u8], names: &[&str]) -> Option<Stream> {
    let size = match u16_at(file, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let header = Header { size, most: file.len() / size };
    let fat = fat(file, &header)?;
    let directory = header.chain(file, &fat, u32_at(file, 48)?, usize::MAX)?;
    let entries: Vec<&[u8]> = directory.bytes.chunks_exact(128).collect();
    let root = entries.first()?;
    let mut minis = None;
    if u32_at(file, 64)? > 0 {
        let length = u32_at(file, 64)? as usize * size;
        let own = header.chain(file, &fat, u32_at(file, 60)?, length)?;
        let stream = header.chain(file, &fat, u32_at(root, 116)?, length_of(root, size)?)?;
        minis = Some((numbers(&own.bytes), stream));
    }
    let entry = names.iter().find_map(|name| {
        entries.iter().find(|entry| name_of(entry).is_some_and(|own| own == *name))
    })?;
    let (start, length) = (u32_at(entry, 116)?, length_of(entry, size)?);
    if length >= MINI_BELOW {
        return header.chain(file, &fat, start, length);
    }
    let (fat, stream) = minis?;
    mini_chain(&stream, &fat, start, length)
}

impl Header {
    fn sector<'f>(&self, file: &'f [u8], id: u32) -> Option<(usize, &'f [u8])> {
        let start = self.size.checked_mul(id as usize)?.checked_add(self.size.max(512))?;
        let end = (start + self.size).min(file.len());
        Some((start, file.get(start..end)?))
    }

    /// The sectors from `id` on, at most `length` bytes; `None` when the chain leaves the file
    /// or runs in a circle.
    fn chain(&self, file: &[u8], fat: &[u32], mut id: u32, length: usize) -> Option<Stream> {
        let mut stream = Stream { bytes: Vec::new(), unit: self.size, starts: Vec::new() };
        while id != END && stream.bytes.len() < length {
            if stream.starts.len() > self.most {
                return None;
            }
            let (start, sector) = self.sector(file, id)?;
            let left = length - stream.bytes.len();
            stream.bytes.extend_from_slice(&sector[..sector.len().min(left)]);
            stream.starts.push(start);
            id = *fat.get(id as usize)?;
        }
        Some(stream)
    }
}

/// The allocation table: which sector follows which.
fn fat(file: &[u8], header: &Header) -> Option<Vec<u32>> {
    let mut listed = numbers(file.get(76..512)?);
    let mut next = u32_at(file, 68)?;
    let mut lists = 0;
    while next < RESERVED {
        lists += 1;
        if lists > header.most {
            return None;
        }
        listed.extend(numbers(header.sector(file, next)?.1));
        next = listed.pop()?;
    }
    let mut fat = Vec::new();
    for id in listed.into_iter().filter(|id| *id < RESERVED) {
        fat.extend(numbers(header.sector(file, id)?.1));
        if fat.len() > 2 * file.len() {
            return None;
        }
    }
    Some(fat)
}

fn mini_chain(stream: &Stream, fat: &[u32], mut id: u32, length: usize) -> Option<Stream> {
    let mut mini = Stream { bytes: Vec::new(), unit: MINI, starts: Vec::new() };
    while id != END && mini.bytes.len() < length {
        if mini.starts.len() > MINI_BELOW / MINI {
            return None;
        }
        let at = (id as usize).checked_mul(MINI)?;
        let sector = stream.bytes.get(at..(at + MINI).min(stream.bytes.len()))?;
        let left = length - mini.bytes.len();
        mini.bytes.extend_from_slice(&sector[..sector.len().min(left)]);
        mini.starts.push(stream.in_file(at)?);
        id = *fat.get(id as usize)?;
    }
    Some(mini)
}

/// In lower case.
fn name_of(entry: &[u8]) -> Option<String> {
    let units: Vec<u16> = entry
        .get(..64)?
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let name = String::from_utf16_lossy(&units);
    Some(name.split('\0').next()?.to_ascii_lowercase())
}

fn length_of(entry: &[u8], sector: usize) -> Option<usize> {
    let low = u32_at(entry, 120)? as usize;
    if sector == 512 || u32_at(entry, 124)? == 0 { Some(low) } else { None }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Text as far as it is whole characters, without what ends it.
pub(crate) fn utf16(bytes: &[u8], most: usize) -> String {
    let units: Vec<u16> =
        bytes.chunks_exact(2).take(most).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
    String::from_utf16_lossy(&units).trim_end_matches('\0').to_string()
}
