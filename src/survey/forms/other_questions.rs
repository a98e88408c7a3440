//! Reads answers to side questions. In: what stands in the cells. Out: the choices as bits.

use std::collections::HashMap;

use crate::grid::{Content, Held, Line};
use crate::text::fold;

use crate::survey::forms::answers::is_left_blank;
use crate::survey::forms::columns::{SideSpot, SideTicks};
use crate::survey::forms::{ANSWERED, OTHER, SIDE_REFUSED};
use crate::survey::scheme::{SideKind, SideQuestion};

/// The choices of one side question as they may be written.
pub(crate) struct SideKey {
    kind: SideKind,
    other: bool,
    /// Folded labels, other spellings and codes.
    names: HashMap<String, usize>,
    /// The names, the longest first: a label may contain another and a comma.
    longest: Vec<(String, usize)>,
}

impl SideKey {
    pub(crate) fn new(question: &SideQuestion) -> SideKey {
        let mut names = HashMap::new();
        let mut longest = Vec::new();
        for (at, option) in question.options.iter().enumerate() {
            for name in option.code.iter().chain([&option.label]).chain(&option.aliases) {
                names.insert(fold(name), at);
                longest.push((fold(name), at));
            }
        }
        longest.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        SideKey { kind: question.kind, other: question.other, names, longest }
    }

    /// The choices of a row; 0 when nothing was answered.
    pub(crate) fn read(&self, spot: &SideSpot, line: &impl Line, hides: bool) -> u64 {
        match spot {
            SideSpot::Absent => 0,
            SideSpot::One(column) => match line.held(*column).label() {
                Some(text) => self.read_text(&text, hides),
                None if matches!(line.held(*column), Held::Nothing) => 0,
                None => SIDE_REFUSED,
            },
            SideSpot::Ticks(ticks) => {
                let ticked = self.ticks(ticks, line, hides);
                let whole = ticks.whole.map_or(0, |column| self.whole(column, line, hides));
                match (ticked, whole) {
                    (bits, 0) | (0, bits) => bits,
                    (ticked, whole) if ticked == whole => whole,
                    _ => SIDE_REFUSED,
                }
            }
        }
    }

    fn whole(&self, column: u32, line: &impl Line, hides: bool) -> u64 {
        self.read(&SideSpot::One(column), line, hides)
    }

    /// Whether the column of the whole answer, readable for itself, is not taken because the
    /// columns of the choices say otherwise.
    pub(crate) fn is_contradicted(&self, spot: &SideSpot, line: &impl Line, hides: bool) -> bool {
        let SideSpot::Ticks(SideTicks { whole: Some(whole), .. }) = spot else { return false };
        let whole = self.whole(*whole, line, hides);
        whole != 0 && whole & SIDE_REFUSED == 0 && self.read(spot, line, hides) & SIDE_REFUSED != 0
    }

    fn read_text(&self, text: &str, hides: bool) -> u64 {
        let folded = fold(text);
        if is_left_blank(&folded) || (hides && folded == "n/a") {
            return 0;
        }
        match self.kind {
            SideKind::Text => ANSWERED,
            SideKind::Single => match self.names.get(&folded) {
                Some(option) => ANSWERED | 1 << option,
                None if self.other => ANSWERED | OTHER,
                None => SIDE_REFUSED,
            },
            SideKind::Multiple => self.several(&folded),
        }
    }

    /// Choices in one cell: `a, b` of Google, `a;b;` of Microsoft and Kobo's labels, `a b` of
    /// Kobo's codes. A label may itself hold a comma.
    fn several(&self, folded: &str) -> u64 {
        let text = folded.trim_end_matches([';', ',', ' ']);
        let marks: &[&str] = match text.contains(';') {
            true => &[";"],
            false => &[",", "\n", "|"],
        };
        if let Some(bits) = self.segmented(text, marks) {
            return ANSWERED | bits;
        }
        let words: Option<u64> = text
            .split(' ')
            .map(|word| Some(1 << self.names.get(word)?))
            .try_fold(0, |bits, bit| Some(bits | bit?));
        if let Some(bits) = words {
            return ANSWERED | bits;
        }
        match self.other {
            true => ANSWERED | self.with_other(text, marks),
            false => SIDE_REFUSED,
        }
    }

    /// The choices of a text that is nothing but whole names between marks.
    fn segmented(&self, text: &str, marks: &[&str]) -> Option<u64> {
        for (name, option) in &self.longest {
            let Some(rest) = text.strip_prefix(name.as_str()) else { continue };
            let rest = rest.trim_start();
            if rest.is_empty() {
                return Some(1 << option);
            }
            let after = marks.iter().find_map(|mark| rest.strip_prefix(mark));
            if let Some(others) = after.and_then(|after| self.segmented(after.trim_start(), marks))
            {
                return Some(1 << option | others);
            }
        }
        None
    }

    /// Known names between the marks; the rest is the respondent's own answer.
    fn with_other(&self, text: &str, marks: &[&str]) -> u64 {
        let mut bits = 0;
        let mut rest = text;
        while !rest.is_empty() {
            let known = self.longest.iter().find_map(|(name, option)| {
                let after = rest.strip_prefix(name.as_str())?.trim_start();
                let mark = marks.iter().find_map(|mark| after.strip_prefix(mark));
                mark.or(after.is_empty().then_some("")).map(|after| (option, after.trim_start()))
            });
            match known {
                Some((option, after)) => {
                    bits |= 1 << option;
                    rest = after;
                }
                // what is written in own words reaches to the end: it may hold marks
                None => return bits | OTHER,
            }
        }
        bits
    }

    /// A column for each choice: 1/0, Y, Có/Không, x, or the label again.
    fn ticks(&self, ticks: &SideTicks, line: &impl Line, hides: bool) -> u64 {
        let (mut bits, mut left) = (0, 0_u64);
        for (column, option) in &ticks.columns {
            let held = line.held(*column);
            bits |= match mark(held, hides) {
                Some(Mark::Yes) => ANSWERED | 1 << option,
                Some(Mark::No) => {
                    left |= 1 << option;
                    ANSWERED
                }
                Some(Mark::Blank) => 0,
                None => match held.label().map(|text| self.names.get(&fold(&text)).copied()) {
                    Some(Some(named)) if named == *option => ANSWERED | 1 << option,
                    _ => SIDE_REFUSED,
                },
            };
        }
        // two versions of the form disagree on an option
        if bits & left != 0 {
            bits |= SIDE_REFUSED;
        }
        let written = ticks.other.and_then(|column| line.held(column).label());
        let words = fold(&written.unwrap_or_default());
        if !is_left_blank(&words) && (!hides || words != "n/a") {
            bits |= ANSWERED | OTHER;
        }
        bits
    }
}

/// What a cell of a column for one option says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Yes,
    No,
    Blank,
}

/// `None` when it is no mark.
pub(crate) fn mark(held: Held<'_>, hides: bool) -> Option<Mark> {
    let text = match held {
        Held::Nothing => return Some(Mark::Blank),
        Held::Text(text) => fold(&String::from_utf8_lossy(text)),
        Held::Cell(cell) => match &cell.content {
            Content::Bool(true) => return Some(Mark::Yes),
            Content::Bool(false) => return Some(Mark::No),
            Content::Number(n) if *n == 1.0 => return Some(Mark::Yes),
            Content::Number(n) if *n == 0.0 => return Some(Mark::No),
            _ => return None,
        },
    };
    match text.as_str() {
        text if is_left_blank(text) => Some(Mark::Blank),
        "n/a" if hides => Some(Mark::Blank),
        "x" | "v" | "✓" | "✔" | "√" | "☑" | "☒" | "1" | "y" | "yes" | "có" | "true" | "đúng" => {
            Some(Mark::Yes)
        }
        "0" | "n" | "no" | "không" | "false" | "sai" | "☐" => Some(Mark::No),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::scheme::SideOption;

    fn key(labels: &[&str], other: bool) -> SideKey {
        let option = |label: &&str| SideOption {
            code: Some(label.split(' ').next().unwrap_or_default().to_lowercase()),
            label: label.to_string(),
            aliases: Vec::new(),
        };
        SideKey::new(&SideQuestion {
            id: "q".into(),
            text: "Q".into(),
            columns: Vec::new(),
            kind: SideKind::Multiple,
            options: labels.iter().map(option).collect(),
            other,
            show: false,
        })
    }

    #[test]
    fn choices_of_one_cell_are_told_by_their_whole_names() {
        let key = key(&["Loa phường, xã", "Zalo", "Cổng thông tin"], false);
        for text in
            ["Loa phường, xã, Zalo", "Zalo;Loa phường, xã;", "zalo loa", "Loa phường, xã,Zalo"]
        {
            assert_eq!(key.read_text(text, false), ANSWERED | 0b11, "{text}");
        }
        assert_eq!(key.read_text("Loa phường", false), SIDE_REFUSED);
        assert_eq!(key.read_text("Zalo, Báo", false), SIDE_REFUSED);
        assert_eq!(key.read_text("", false), 0);
    }

    #[test]
    fn own_words_are_counted_as_other() {
        let key = key(&["Loa phường, xã", "Zalo"], true);
        assert_eq!(key.read_text("Zalo, báo, đài", false), ANSWERED | OTHER | 0b10);
        assert_eq!(key.read_text("báo", false), ANSWERED | OTHER);
        assert_eq!(key.read_text("………", false), 0);
    }

    #[test]
    fn a_blank_is_not_a_no() {
        assert_eq!(mark(Held::Nothing, false), Some(Mark::Blank));
        assert_eq!(mark(Held::Text(b"0"), false), Some(Mark::No));
        assert_eq!(mark(Held::Text("Có".as_bytes()), false), Some(Mark::Yes));
        assert_eq!(mark(Held::Text(b"N/A"), true), Some(Mark::Blank));
        assert_eq!(mark(Held::Text(b"N/A"), false), None);
    }
}
