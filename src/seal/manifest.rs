//! What a package says of itself: `manifest.json`.

use serde::{Deserialize, Serialize};

use crate::read::sha256;
use crate::terms::Lang;

/// The version of the format; readers check it.
pub const SCHEMA: &str = "parindex/package/1";

/// The list of a package. Its own bytes are the only ones that it does not name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub schema: String,
    /// `parindex 0.1.0`
    pub program: String,
    pub round: RoundHead,
    /// The day of sealing, `2021-01-05`.
    pub day: String,
    /// The language of the outputs.
    pub lang: Lang,
    /// Whether files that the run does not read are in it.
    pub proof: bool,
    /// Whether personal columns of surveys are in it.
    pub personal: bool,
    /// Inputs and outputs, by name.
    pub parts: Vec<Part>,
    /// Files that the run does not read, by name: they are not in it, their hashes are.
    pub left_out: Vec<Part>,
    /// SHA-256 of all above; printed on the certificate.
    pub seal: String,
    /// The certificate, which holds the seal.
    pub certificate: Option<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundHead {
    pub id: String,
    pub year: i32,
    pub title: String,
    /// The round's file in the package.
    pub file: String,
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub file: String,
    /// In bytes.
    pub size: u64,
    pub sha256: String,
}

impl Part {
    pub fn of(file: impl Into<String>, bytes: &[u8]) -> Part {
        Part { file: file.into(), size: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

impl Manifest {
    /// The same with its seal, as it must be.
    pub fn sealed(mut self) -> Manifest {
        self.seal = self.own_seal();
        self
    }

    fn own_seal(&self) -> String {
        let bare = Manifest { seal: String::new(), certificate: None, ..self.clone() };
        sha256(&bare.bytes())
    }

    /// The file: the same manifest has the same bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads it back.
    ///
    /// # Errors
    /// It is of another format (its name is given), or not what was written (why, in Vietnamese
    /// and in English).
    pub fn from_bytes(bytes: &[u8]) -> Result<Manifest, Fault> {
        #[derive(Deserialize)]
        struct Head {
            schema: String,
        }
        let broken = |error: serde_json::Error| {
            let (line, column) = (error.line(), error.column());
            Fault::Changed(
                format!("không đúng dạng ở dòng {line}, cột {column}"),
                format!("malformed at line {line}, column {column}"),
            )
        };
        let head: Head = serde_json::from_slice(bytes).map_err(broken)?;
        if head.schema != SCHEMA {
            return Err(Fault::Schema(head.schema));
        }
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(broken)?;
        let changed = |vi: &str, en: &str| Err(Fault::Changed(vi.to_string(), en.to_string()));
        if manifest.own_seal() != manifest.seal {
            return changed(
                "mã niêm phong không khớp với danh mục",
                "its seal does not fit its list",
            );
        }
        if manifest.bytes() != bytes {
            return changed("cách viết khác bản gốc", "it is not written as it was");
        }
        Ok(manifest)
    }

    /// Every file that must stand in the package beside the manifest.
    pub fn files(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().chain(&self.certificate)
    }
}

/// Why a manifest is not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is of this format.
    Schema(String),
    /// In Vietnamese and in English.
    Changed(String, String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Manifest {
        let manifest = Manifest {
            schema: SCHEMA.into(),
            program: "parindex 0.1.0".into(),
            round: RoundHead {
                id: "thu".into(),
                year: 2026,
                title: "Thử".into(),
                file: "dau-vao/dot/round.toml".into(),
            },
            day: "2027-01-05".into(),
            lang: Lang::Vi,
            proof: false,
            personal: true,
            parts: vec![Part::of("dau-vao/dot/round.toml", b"schema = 1\n")],
            left_out: Vec::new(),
            seal: String::new(),
            certificate: None,
        };
        let mut manifest = manifest.sealed();
        manifest.certificate = Some(Part::of("chung-nhan.docx", b"x"));
        manifest
    }

    #[test]
    fn no_bit_of_a_manifest_can_change() {
        let bytes = example().bytes();
        assert_eq!(Manifest::from_bytes(&bytes), Ok(example()));
        let certificate = bytes.windows(13).position(|w| w == b"\"certificate\"").unwrap();
        for at in 0..certificate {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                assert!(Manifest::from_bytes(&changed).is_err(), "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn what_the_seal_is_of_is_all_but_the_certificate() {
        let mut other = example();
        other.certificate = None;
        assert_eq!(other.own_seal(), example().seal);
        other.day = "2027-01-06".into();
        assert_ne!(other.own_seal(), example().seal);
    }
}
