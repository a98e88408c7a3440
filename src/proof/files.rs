//! The files in the folders of proof: whose each is, of which leaf, and of what nature.

use crate::round::{CRITERION, Round, UNIT};
use crate::terms::Code;
use crate::text::fold;

/// What the first bytes and the name of a file say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    Empty,
    Archive,
    Picture,
    Other,
}

/// A file of proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFile {
    /// Path below the folder of the round, with `/`.
    pub shown: String,
    /// In bytes.
    pub size: u64,
    pub sha256: String,
    pub nature: Nature,
    /// Position in `Round::units`; `None` in a folder of all.
    pub unit: Option<usize>,
    /// The criterion that its folder or its name begins with.
    pub code: Option<Code>,
}

impl ProofFile {
    pub fn name(&self) -> &str {
        self.shown.rsplit('/').next().unwrap_or(&self.shown)
    }

    /// The name without its extension and without the code at its beginning.
    pub(super) fn stem(&self) -> &str {
        let name = self.name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match leading_code(stem) {
            Some(code) => &stem[code.as_str().len()..],
            None => stem,
        }
    }
}

/// Where a file of proof lies by a folder of the round: its unit and its criterion. `None` when it
/// is not below that folder, or below one of nobody known.
pub fn place_of(round: &Round, folder: &str, shown: &str) -> Option<(Option<usize>, Option<Code>)> {
    let mut parts = shown.split('/');
    let name = parts.next_back()?;
    let (mut unit, mut code) = (None, None);
    for expected in folder.split('/') {
        let part = parts.next()?;
        match expected {
            UNIT => unit = Some(unit_called(round, part)?),
            CRITERION => code = Some(whole_code(part)?),
            name => (fold(name) == fold(part)).then_some(())?,
        }
    }
    let code = code.or_else(|| parts.find_map(whole_code)).or_else(|| leading_code(name));
    Some((unit, code))
}

/// The literal folder that a folder of the round begins with.
pub fn root_of(folder: &str) -> String {
    let names: Vec<&str> = folder.split('/').take_while(|part| !part.contains('{')).collect();
    names.join("/")
}

fn unit_called(round: &Round, part: &str) -> Option<usize> {
    let part = fold(part);
    let is_it = |name: &str| fold(name) == part;
    round.units.iter().position(|unit| is_it(unit.id.as_str()) || is_it(&unit.name))
}

/// A dotted code that is the whole text, or that a space or dash ends.
fn whole_code(part: &str) -> Option<Code> {
    leading_code(part).filter(|code| code.as_str() == part.trim())
}

/// `3.1.1` of `3.1.1 Kế hoạch.pdf`: numbers with full stops between them, before anything else.
fn leading_code(name: &str) -> Option<Code> {
    let end = name.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(name.len());
    let code = name[..end].trim_end_matches('.');
    let next = name[code.len()..].chars().next();
    let ends = next.is_none_or(|c| matches!(c, ' ' | '_' | '-' | '.'));
    // 10.01.2026 is a date.
    let dated = code.rsplit('.').next().is_some_and(|last| last.len() == 4);
    let parts = code.split('.').count();
    (ends && !dated && parts > 1 && code.split('.').all(|part| !part.is_empty()))
        .then(|| Code::parse(code))
        .flatten()
}

/// What the name and the first bytes tell.
pub fn nature(name: &str, size: u64, head: &[u8]) -> Nature {
    let lower = fold(name);
    let ends = |all: &[&str]| all.iter().any(|end| lower.ends_with(end));
    let begins = |all: &[&[u8]]| all.iter().any(|bytes| head.starts_with(bytes));
    if size == 0 {
        Nature::Empty
    } else if ends(&[".zip", ".rar", ".7z"]) || begins(&[b"Rar!", b"7z\xBC\xAF"]) {
        Nature::Archive
    } else if ends(&[".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".heic"])
        || begins(&[b"\xFF\xD8\xFF", b"\x89PNG", b"II*\0", b"MM\0*"])
    {
        Nature::Picture
    } else {
        Nature::Other
    }
}
