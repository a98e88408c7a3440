//! Workbooks that Excel encrypted with a password of its own, as it does when only changes are to
//! be kept from a workbook: every Excel opens them without asking, and so do we. What has a
//! password of a person stays closed.
//!
//! ECMA-376 encryption, “agile” and “standard”, as [MS-OFFCRYPTO] describes them.

use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use quick_xml::events::Event;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::ole::{stream, u32_at};
use super::xml::attributes;

/// The password that Excel uses when nobody gave one.
pub(super) const PASSWORD: &str = "VelvetSweatshop";
/// Rounds of hashing that a file may ask for; Excel asks for a tenth of that.
const MOST_ROUNDS: u32 = 1_000_000;
const BLOCK: usize = 16;
/// The package is encrypted in pieces of so many bytes.
const PIECE: usize = 4096;

/// The package within a compound file; `None` when the password of Excel does not open it, or it
/// is encrypted in another way.
pub(super) fn opened(file: &[u8]) -> Option<Vec<u8>> {
    let info = stream(file, &["encryptioninfo"])?.bytes;
    let package = stream(file, &["encryptedpackage"])?.bytes;
    let length = usize::try_from(u64::from_le_bytes(package.get(..8)?.try_into().ok()?)).ok()?;
    let sealed = package.get(8..)?;
    let mut plain = match info.get(..4)? {
        [4, 0, 4, 0] => agile(std::str::from_utf8(info.get(8..)?).ok()?, sealed)?,
        [2..=4, 0, 2, 0] => standard(&info, sealed)?,
        _ => return None,
    };
    plain.truncate(length);
    plain.starts_with(b"PK").then_some(plain)
}

/// One of the hashes that Excel uses.
#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Hash> {
        Some(match name {
            "SHA1" | "SHA-1" => Hash::Sha1,
            "SHA256" => Hash::Sha256,
            "SHA384" => Hash::Sha384,
            "SHA512" => Hash::Sha512,
            _ => return None,
        })
    }

    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut hash = D::new();
            parts.iter().for_each(|part| hash.update(part));
            hash.finalize().to_vec()
        }
        match self {
            Hash::Sha1 => digest::<Sha1>(parts),
            Hash::Sha256 => digest::<Sha256>(parts),
            Hash::Sha384 => digest::<Sha384>(parts),
            Hash::Sha512 => digest::<Sha512>(parts),
        }
    }

    /// Of the password, hashed over and over.
    fn of_password(self, salt: &[u8], rounds: u32) -> Vec<u8> {
        let wide: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = self.of(&[salt, &wide]);
        (0..rounds).fold(first, |hash, round| self.of(&[&round.to_le_bytes(), &hash]))
    }
}

/// Deciphers whole blocks, each for itself; with `chain` as the chain of blocks wants it.
fn decipher(key: &[u8], chain: Option<&[u8]>, sealed: &[u8]) -> Option<Vec<u8>> {
    fn blocks<C: KeyInit + BlockCipherDecrypt>(key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let cipher = C::new_from_slice(key).ok()?;
        let mut plain = Vec::with_capacity(sealed.len());
        for block in sealed.chunks_exact(BLOCK) {
            let mut block = Array::try_from(block).ok()?;
            cipher.decrypt_block(&mut block);
            plain.extend_from_slice(&block);
        }
        Some(plain)
    }
    let mut plain = match key.len() {
        16 => blocks::<Aes128>(key, sealed)?,
        24 => blocks::<Aes192>(key, sealed)?,
        32 => blocks::<Aes256>(key, sealed)?,
        _ => return None,
    };
    if let Some(first) = chain {
        let before = first.iter().take(BLOCK).chain(sealed);
        plain.iter_mut().zip(before).for_each(|(byte, before)| *byte ^= before);
    }
    Some(plain)
}

/// What an element of the description says: salts in base 64, sizes in bits and bytes.
struct Said {
    salt: Vec<u8>,
    key_bytes: usize,
    hash: Hash,
    rounds: u32,
    input: Vec<u8>,
    value: Vec<u8>,
    key: Vec<u8>,
}

impl Said {
    fn of(part: &str, element: &str) -> Option<Said> {
        let mut reader = quick_xml::Reader::from_str(part);
        loop {
            let event = reader.read_event().ok()?;
            let (Event::Start(e) | Event::Empty(e)) = &event else {
                if matches!(event, Event::Eof) {
                    return None;
                }
                continue;
            };
            if e.local_name().as_ref() != element {
                continue;
            }
            let of = |name: &str| attributes(e).find(|(own, _)| *own == name).map(|(_, v)| v);
            let bytes = |name: &str| of(name).and_then(from_base64).unwrap_or_default();
            if of("cipherAlgorithm") != Some("AES")
                || of("cipherChaining") != Some("ChainingModeCBC")
            {
                return None;
            }
            return Some(Said {
                salt: bytes("saltValue"),
                key_bytes: of("keyBits")?.parse::<usize>().ok()? / 8,
                hash: Hash::named(of("hashAlgorithm")?)?,
                rounds: of("spinCount").and_then(|n| n.parse().ok()).unwrap_or(0),
                input: bytes("encryptedVerifierHashInput"),
                value: bytes("encryptedVerifierHashValue"),
                key: bytes("encryptedKeyValue"),
            });
        }
    }

    /// A salt as long as a block.
    fn start(&self) -> Vec<u8> {
        padded(self.salt.clone(), BLOCK)
    }
}

fn padded(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

fn agile(description: &str, sealed: &[u8]) -> Option<Vec<u8>> {
    const INPUT: &[u8] = b"\xFE\xA7\xD2\x76\x3B\x4B\x9E\x79";
    const VALUE: &[u8] = b"\xD7\xAA\x0F\x6D\x30\x61\x34\x4E";
    const KEY: &[u8] = b"\x14\x6E\x0B\xE7\xAB\xAC\xD0\xD6";
    let data = Said::of(description, "keyData")?;
    let own = Said::of(description, "encryptedKey")?;
    if own.rounds > MOST_ROUNDS {
        return None;
    }
    let password = own.hash.of_password(&own.salt, own.rounds);
    let open = |what: &[u8], sealed: &[u8]| {
        let key = padded(own.hash.of(&[&password, what]), own.key_bytes);
        decipher(&key, Some(&own.start()), sealed)
    };
    let (input, value) = (open(INPUT, &own.input)?, open(VALUE, &own.value)?);
    let expected = own.hash.of(&[&input]);
    if expected.is_empty() || !value.starts_with(&expected) {
        return None;
    }
    let key = padded(open(KEY, &own.key)?, data.key_bytes);
    let mut plain = Vec::with_capacity(sealed.len());
    for (number, piece) in sealed.chunks(PIECE).enumerate() {
        let number = u32::try_from(number).ok()?.to_le_bytes();
        let start = padded(data.hash.of(&[&data.salt, &number]), BLOCK);
        plain.extend(decipher(&key, Some(&start), piece)?);
    }
    Some(plain)
}

fn standard(info: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    const ROUNDS: u32 = 50_000;
    let header = 12..12 + u32_at(info, 8)? as usize;
    let bits = u32_at(info.get(header.clone())?, 16)?;
    let verifier = info.get(header.end..)?;
    let (salt, input, value) = (verifier.get(4..20)?, verifier.get(20..36)?, verifier.get(40..72)?);
    let hash = Hash::Sha1;
    let password = hash.of_password(salt, ROUNDS);
    let last = hash.of(&[&password, &[0; 4]]);
    let half = |fill: u8| {
        let mut block = [fill; 64];
        block.iter_mut().zip(&last).for_each(|(byte, own)| *byte ^= own);
        hash.of(&[&block])
    };
    let key_bytes = bits as usize / 8;
    let key = [half(0x36), half(0x5C)].concat();
    let key = key.get(..key_bytes)?;
    let (input, value) = (decipher(key, None, input)?, decipher(key, None, value)?);
    value.starts_with(&hash.of(&[&input])).then_some(())?;
    decipher(key, None, sealed)
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for letter in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let six = LETTERS.iter().position(|own| *own == letter)? as u32;
        (bits, held) = ((bits << 6) | six, held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_read() {
        assert_eq!(from_base64("SGVsbG8=").unwrap(), b"Hello");
        assert_eq!(from_base64("/+8A").unwrap(), [0xFF, 0xEF, 0]);
        assert_eq!(from_base64("a*"), None);
    }
}
