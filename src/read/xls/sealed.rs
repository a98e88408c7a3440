//! Workbooks of Excel 97–2003 and 95 that Excel encrypted with a password of its own, as it does
//! when only changes are to be kept from a workbook: every Excel opens them without asking. What
//! has a password of a person stays closed.
//!
//! RC4, RC4 of CryptoAPI and XOR, as [MS-OFFCRYPTO] and [MS-XLS] (FilePass) describe them.

use md5::{Digest, Md5};
use sha1::Sha1;

use super::globals::{Record, Records};
use crate::read::encrypted::PASSWORD;
use crate::read::ole::{self, Stream, u16_at, u32_at};

/// The record that says how a workbook is encrypted.
const FILE_PASS: u16 = 0x002F;
/// A kind that nobody reads.
const NO_KIND: u16 = 0x0FFF;
const SHEET: u16 = 0x0085;
/// Records that are never encrypted: begin of a part, this one itself, who uses and locks the
/// file, the header of the interface, and two of a shared workbook's list of changes.
const PLAIN: &[u16] = &[0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0138, 0x0196];
/// After so many bytes of the stream comes another key.
const PIECE: usize = 1024;

/// The file with its workbook deciphered; `None` when it is not encrypted, the password of Excel
/// does not open it, or it is encrypted in another way.
pub(super) fn opened(file: &[u8]) -> Option<Vec<u8>> {
    let stream = ole::workbook(file)?;
    let start = Records { stream: &stream.bytes, at: 0 }.take(SOON);
    let is_old = u16_at(&stream.bytes, 4) == Some(0x0500);
    let pass = start.take_while(|record| record.kind != 0x000A).find(|r| r.kind == FILE_PASS)?;
    let cipher = Cipher::of(pass.data, is_old)?;
    let plain = cipher.deciphered(&stream);
    let mut opened = file.to_vec();
    let mut put = |at: usize, byte: u8| {
        *opened.get_mut(stream.in_file(at)?)? = byte;
        Some(())
    };
    for (at, byte) in plain.into_iter().enumerate() {
        put(at, byte)?;
    }
    for (offset, byte) in NO_KIND.to_le_bytes().into_iter().enumerate() {
        put(pass.at + offset, byte)?;
    }
    Some(opened)
}

/// The record stands near the begin.
const SOON: usize = 100;

/// How a workbook is encrypted, with what its keys are made of.
enum Cipher {
    Xor,
    Rc4 { salt: [u8; 16] },
    CryptoApi { salt: [u8; 16], key_bytes: usize },
}

impl Cipher {
    /// From the data of the record; `None` when the password of Excel is not the one.
    fn of(data: &[u8], is_old: bool) -> Option<Cipher> {
        if is_old {
            return (u16_at(data, 2)? == XOR_VERIFIER).then_some(Cipher::Xor);
        }
        let (cipher, verifier, hash) = match (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?)
        {
            (0, _, verifier) => return (verifier == XOR_VERIFIER).then_some(Cipher::Xor),
            (1, 1, 1) => {
                let salt = data.get(6..22)?.try_into().ok()?;
                (Cipher::Rc4 { salt }, data.get(22..38)?, data.get(38..54)?)
            }
            (1, 2..=4, 2) => {
                let end = (u32_at(data, 10)? as usize).checked_add(14)?;
                let header = data.get(14..end)?;
                let key_bytes = match u32_at(header, 16)? / 8 {
                    0 => 5,
                    bytes @ 5..=16 => bytes as usize,
                    _ => return None,
                };
                let rest = data.get(end..)?;
                let salt = rest.get(4..20)?.try_into().ok()?;
                (Cipher::CryptoApi { salt, key_bytes }, rest.get(20..36)?, rest.get(40..60)?)
            }
            _ => return None,
        };
        let mut stream = Rc4::new(&cipher.key(0));
        let own: Vec<u8> = verifier.iter().map(|byte| byte ^ stream.give()).collect();
        let said: Vec<u8> = hash.iter().map(|byte| byte ^ stream.give()).collect();
        let expected = match cipher {
            Cipher::CryptoApi { .. } => Sha1::digest(&own).to_vec(),
            _ => Md5::digest(&own).to_vec(),
        };
        (said == expected).then_some(cipher)
    }

    /// The key of a piece.
    fn key(&self, piece: u32) -> Vec<u8> {
        let password: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let number = piece.to_le_bytes();
        match self {
            Cipher::Xor => Vec::new(),
            Cipher::Rc4 { salt } => {
                let first = Md5::digest(&password);
                let salted = [&first[..5], salt].concat().repeat(16);
                Md5::digest([&Md5::digest(&salted)[..5], &number].concat()).to_vec()
            }
            Cipher::CryptoApi { salt, key_bytes } => {
                let first = Sha1::digest([&salt[..], &password].concat());
                let mut key = Sha1::digest([&first[..], &number].concat())[..*key_bytes].to_vec();
                // A key of 40 bits is filled up.
                key.resize(if *key_bytes == 5 { 16 } else { *key_bytes }, 0);
                key
            }
        }
    }

    /// The stream with the data of its records deciphered.
    fn deciphered(&self, stream: &Stream) -> Vec<u8> {
        let mut plain = stream.bytes.clone();
        let mut keys = Pieces { cipher: self, piece: None, stream: Rc4::new(&[0]), at: 0 };
        for Record { at, kind, data } in (Records { stream: &stream.bytes, at: 0 }) {
            // Where a sheet stands is never encrypted.
            let first = match kind {
                _ if PLAIN.contains(&kind) => data.len(),
                SHEET => data.len().min(4),
                _ => 0,
            };
            for (offset, byte) in data.iter().enumerate().skip(first) {
                let place = at + 4 + offset;
                plain[place] = match self {
                    Cipher::Xor => {
                        (byte ^ XOR[(at + 4 + data.len() + offset) % XOR.len()]).rotate_right(5)
                    }
                    _ => byte ^ keys.at(place),
                };
            }
        }
        plain
    }
}

/// The bytes of the keys along the stream, asked for in its order.
struct Pieces<'c> {
    cipher: &'c Cipher,
    piece: Option<usize>,
    stream: Rc4,
    /// The next byte of the piece.
    at: usize,
}

impl Pieces<'_> {
    fn at(&mut self, place: usize) -> u8 {
        let piece = place / PIECE;
        if self.piece != Some(piece) {
            self.stream = Rc4::new(&self.cipher.key(u32::try_from(piece).unwrap_or(u32::MAX)));
            (self.piece, self.at) = (Some(piece), 0);
        }
        // What is not encrypted takes its bytes of the key all the same.
        while self.at < place % PIECE {
            self.stream.give();
            self.at += 1;
        }
        self.at += 1;
        self.stream.give()
    }
}

/// RC4: the bytes that a text is combined with.
struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    /// `key` has at least one byte.
    fn new(key: &[u8]) -> Rc4 {
        let mut state = std::array::from_fn(|at| at as u8);
        let mut j = 0_u8;
        for (i, own) in (0..256).zip(key.iter().cycle()) {
            j = j.wrapping_add(state[i]).wrapping_add(*own);
            state.swap(i, usize::from(j));
        }
        Rc4 { state, i: 0, j: 0 }
    }

    fn give(&mut self) -> u8 {
        self.i = self.i.wrapping_add(1);
        self.j = self.j.wrapping_add(self.state[usize::from(self.i)]);
        self.state.swap(usize::from(self.i), usize::from(self.j));
        let sum = self.state[usize::from(self.i)].wrapping_add(self.state[usize::from(self.j)]);
        self.state[usize::from(sum)]
    }
}

/// What a password leaves in the record, and the bytes made of it: both of the password of Excel.
const XOR_VERIFIER: u16 = 0x9A0A;
const XOR: [u8; 16] = [
    0x87, 0x6B, 0x9A, 0xE2, 0x1E, 0xE3, 0x05, 0x62, 0x1E, 0x69, 0x96, 0x60, 0x98, 0x6E, 0x94, 0x04,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_gives_the_known_bytes() {
        let cipher = |key: &[u8], text: &[u8]| -> Vec<u8> {
            let mut stream = Rc4::new(key);
            text.iter().map(|byte| byte ^ stream.give()).collect()
        };
        assert_eq!(cipher(b"Wiki", b"pedia"), [0x10, 0x21, 0xBF, 0x04, 0x20]);
        assert_eq!(cipher(b"Key", b"Plaintext")[..4], [0xBB, 0xF3, 0x16, 0xE8]);
    }
}
