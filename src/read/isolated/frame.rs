//! How the program and its reading workers talk: frames of a known length, both ends of one
//! build. Anything else on the pipe is a fault of the worker, never data.

use std::io::{self, ErrorKind, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Starts every frame. The number goes up whenever what is sent changes; the program's own
/// version stands in the greeting.
const MAGIC: [u8; 8] = *b"PARIDX\0\x01";
/// Bytes of magic and length.
const HEAD: usize = 16;

/// Bytes that are reserved at once.
const RESERVED: u64 = 1 << 20;

/// Writes a frame for each of these: magic, length, bytes. All at once, since every piece that
/// arrives alone wakes the other end for nothing.
pub(super) fn write(out: &mut impl Write, frames: &[&[u8]]) -> io::Result<()> {
    let mut all = Vec::with_capacity(frames.iter().map(|bytes| HEAD + bytes.len()).sum());
    for bytes in frames {
        all.extend_from_slice(&MAGIC);
        all.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        all.extend_from_slice(bytes);
    }
    out.write_all(&all)?;
    out.flush()
}

/// Reads one frame; `None` when the other end has hung up before it.
///
/// # Errors
/// Bytes that are no frame, a frame of more than `most` bytes, a frame cut off.
pub(super) fn read(input: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; HEAD];
    let mut got = 0;
    while got < head.len() {
        match input.read(&mut head[got..]) {
            Ok(0) if got == 0 => return Ok(None),
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(more) => got += more,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    let (magic, length) = head.split_at(8);
    let length = length.iter().rev().fold(0, |n, byte| (n << 8) | u64::from(*byte));
    if magic != MAGIC || length > most {
        return Err(ErrorKind::InvalidData.into());
    }
    // What is longer is reserved as it comes: a wrong length must not reserve memory.
    let mut bytes = Vec::with_capacity(length.min(RESERVED) as usize);
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

/// A value as bytes.
pub(super) fn pack(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

/// # Errors
/// Bytes that are not exactly one such value.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        Ok(_) => Err(ErrorKind::InvalidData.into()),
        Err(e) => Err(io::Error::other(e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_whole_or_not_at_all() {
        let mut pipe = Vec::new();
        write(&mut pipe, &[b"abc", b""]).unwrap();
        let mut input = pipe.as_slice();
        assert_eq!(read(&mut input, 3).unwrap().unwrap(), b"abc");
        assert_eq!(read(&mut input, 3).unwrap().unwrap(), b"");
        assert_eq!(read(&mut input, 3).unwrap(), None);
        for wrong in [&pipe[..18], &pipe[..7], b"memory allocation failed"] {
            assert!(read(&mut &wrong[..], 3).is_err());
        }
        assert!(read(&mut pipe.as_slice(), 2).is_err());
        let mut endless = pipe.clone();
        endless[8..16].fill(0xFF);
        assert!(read(&mut endless.as_slice(), u64::MAX).is_err());
    }

    #[test]
    fn only_a_whole_value_is_taken() {
        let bytes = pack(&("a", 7_u32)).unwrap();
        assert_eq!(unpack::<(String, u32)>(&bytes).unwrap(), ("a".to_string(), 7));
        assert!(unpack::<(String, u32)>(&bytes[..bytes.len() - 1]).is_err());
        assert!(unpack::<(String, u32)>(&[&bytes[..], b"x"].concat()).is_err());
    }
}
