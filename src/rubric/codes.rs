//! Finds the node that a row of a form names, by its code and its label (`input.md` 1.7).
//! `1.10` is not `1.1`: a code that a spreadsheet turned into a number or a date counts only
//! with the label that proves it.

use std::collections::BTreeMap;

use super::Rubric;
use crate::grid::{Cell, Content, Format};
use crate::problem::{Place, Problem, kinds};
use crate::source::did_you_mean;
use crate::text::{fold, tidy, without_zeros};

/// The codes and names of a set, folded once.
#[derive(Debug, Clone)]
pub struct Codes {
    by_code: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// Code and name as the set writes them.
    shown: Vec<(String, String)>,
}

/// What a row's code and label were found to name. Numbers are positions in `Rubric::nodes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coded {
    /// The code says so, and the label does not object.
    Plain(usize),
    /// The code had another spelling, or only the label says so: worth a note.
    Understood(usize),
    /// The code says so; the label is nobody's. The set's name counts: worth a note.
    Renamed(usize),
    /// The code names the first, the label the second.
    Contradiction(usize, usize),
    /// The code may be any of these.
    Ambiguous(Vec<usize>),
    /// Neither code nor label is of the set.
    Unknown,
    /// Neither was given.
    Blank,
}

impl Codes {
    pub fn new(rubric: &Rubric) -> Codes {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, node) in rubric.nodes.iter().enumerate() {
            by_name.entry(name_key(&node.name)).or_default().push(at);
        }
        let codes = rubric.nodes.iter().enumerate();
        Codes {
            by_code: codes.map(|(at, node)| (fold(node.code.as_str()), at)).collect(),
            by_name,
            shown: rubric.nodes.iter().map(|n| (n.code.to_string(), n.name.clone())).collect(),
        }
    }

    /// The node of a row with this code cell and this label.
    pub fn find(&self, code: Option<&Cell>, label: Option<&str>) -> Coded {
        let label = label.map(tidy).filter(|l| !l.is_empty());
        let named: &[usize] = match &label {
            Some(label) => self.named(label),
            None => &[],
        };
        // Struck-out or raised parts: the text is not the code.
        if code.is_some_and(|c| c.format == Format::Marked) {
            return Coded::Unknown;
        }
        match code.map(|c| &c.content) {
            Some(Content::Text(text)) if !tidy(text).is_empty() => {
                self.by_text(text, label.is_some(), named)
            }
            Some(Content::Number(number)) => self.by_number(*number, label.is_some(), named),
            None | Some(Content::Text(_)) if label.is_none() => Coded::Blank,
            _ => one(named),
        }
    }

    /// The one node that a person means by a code, in any of its spellings, or by a name.
    pub fn named_by(&self, text: &str) -> Option<usize> {
        match self.by_text(text, false, &[]) {
            Coded::Plain(at) | Coded::Understood(at) => Some(at),
            _ => match self.named(text) {
                [at] => Some(*at),
                _ => None,
            },
        }
    }

    fn named(&self, label: &str) -> &[usize] {
        let key = name_key(label);
        let found = self.by_name.get(&key).or_else(|| {
            // The code written in front of the name: “3.2.1. Tỷ lệ hồ sơ …”.
            let (first, rest) = key.split_once(' ')?;
            let coded = first.contains(|c: char| c.is_ascii_digit());
            self.by_name.get(rest.trim()).filter(|_| coded)
        });
        found.map_or(&[], Vec::as_slice)
    }

    fn by_text(&self, text: &str, labelled: bool, named: &[usize]) -> Coded {
        let key = plain_code(text);
        let (at, spelled) = match self.by_code.get(&key) {
            Some(at) => (*at, true),
            None => match self.by_code.get(&other_spelling(&key)) {
                Some(at) => (*at, false),
                // `5.0` for 5, when the label says so too: programs make numbers of codes.
                None => match without_zeros(&key).and_then(|key| self.by_code.get(key)) {
                    Some(at) if named.contains(at) => (*at, false),
                    _ => return Coded::Unknown,
                },
            },
        };
        match named {
            [] if labelled => Coded::Renamed(at),
            [other, ..] if !named.contains(&at) => Coded::Contradiction(at, *other),
            _ if spelled => Coded::Plain(at),
            _ => Coded::Understood(at),
        }
    }

    /// A number lost its trailing zeros: 1.1 may have been `1.1`, `1.10` or `1.100`.
    fn by_number(&self, number: f64, labelled: bool, named: &[usize]) -> Coded {
        let text = crate::grid::number_text(number);
        let tail = if text.contains('.') { "" } else { "." };
        let mut candidates = Vec::new();
        for zeros in ["", "0", "00"] {
            let key = if zeros.is_empty() { text.clone() } else { format!("{text}{tail}{zeros}") };
            candidates.extend(self.by_code.get(&key));
        }
        let agreed: Vec<usize> =
            candidates.iter().copied().filter(|at| named.contains(at)).collect();
        match (&candidates[..], &agreed[..]) {
            ([], _) => Coded::Unknown,
            (_, [at]) if candidates.len() == 1 => Coded::Plain(*at),
            (_, [at]) => Coded::Understood(*at),
            (_, [_, ..]) => Coded::Ambiguous(agreed),
            ([at, ..], []) if !named.is_empty() => Coded::Contradiction(*at, named[0]),
            ([at], []) if labelled => Coded::Renamed(*at),
            ([at], []) => Coded::Understood(*at),
            _ => Coded::Ambiguous(candidates),
        }
    }

    /// What there is to say about a row's code; nothing when it is plain or blank.
    pub fn problem(
        &self,
        coded: &Coded,
        code: Option<&Cell>,
        label: Option<&str>,
        place: Place,
    ) -> Option<Problem> {
        let written = code.map(|c| tidy(&c.raw())).unwrap_or_default();
        let kind = match coded {
            Coded::Plain(_) | Coded::Blank => return None,
            Coded::Understood(_) => &kinds::codes::UNDERSTOOD,
            Coded::Renamed(_) => &kinds::codes::RENAMED,
            Coded::Contradiction(..) => &kinds::codes::CONTRADICTION,
            Coded::Ambiguous(_) => &kinds::codes::AMBIGUOUS,
            Coded::Unknown => &kinds::codes::UNKNOWN,
        };
        let label = label.map(tidy).unwrap_or_default();
        let near = did_you_mean(&written, self.by_code.keys().map(String::as_str));
        let nodes = match coded {
            Coded::Understood(at) | Coded::Renamed(at) => self.listed(&[*at]),
            Coded::Contradiction(one, other) => self.listed(&[*one, *other]),
            Coded::Ambiguous(all) => self.listed(all),
            _ => String::new(),
        };
        let (row, row_en) = match (written.is_empty(), label.is_empty()) {
            (false, true) => (format!("mã “{written}”"), format!("the code “{written}”")),
            (true, _) => (format!("tên “{label}”"), format!("the name “{label}”")),
            _ => (
                format!("mã “{written}”, tên “{label}”"),
                format!("the code “{written}” and the name “{label}”"),
            ),
        };
        let problem = Problem::new(kind, place)
            .with("code", written)
            .with("label", label)
            .said("row", row, row_en)
            .proposing(near)
            .with("nodes", nodes);
        Some(problem)
    }

    fn listed(&self, nodes: &[usize]) -> String {
        let shown = nodes.iter().filter_map(|at| self.shown.get(*at));
        let words: Vec<String> = shown.map(|(code, name)| format!("{code} “{name}”")).collect();
        words.join(", ")
    }
}

fn one(named: &[usize]) -> Coded {
    match named {
        [] => Coded::Unknown,
        [at] => Coded::Understood(*at),
        _ => Coded::Ambiguous(named.to_vec()),
    }
}

/// Two labels with one key are the same words.
fn name_key(label: &str) -> String {
    fold(label).trim_matches([' ', '.', ':', ';', ',', '-', '–', '*', '+']).to_string()
}

/// The code without what people hang on it: `Tiêu chí 3,1.` → `3.1`.
fn plain_code(text: &str) -> String {
    let folded = fold(text);
    let words = ["tiêu chí thành phần", "tiêu chí", "mã", "tc"];
    let bare = words.iter().find_map(|w| folded.strip_prefix(w)).unwrap_or(&folded);
    let bare: String = bare.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
    bare.replace(',', ".").trim_matches('.').to_string()
}

/// `III.1`, `03.01` and `3-1` as `3.1`.
fn other_spelling(key: &str) -> String {
    let parts = key.split(['.', '-']).map(|part| {
        let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        match roman(part) {
            Some(number) => number.to_string(),
            None if digits && part.len() > 1 => part.trim_start_matches('0').to_string(),
            None => part.to_string(),
        }
    });
    parts.collect::<Vec<_>>().join(".")
}

fn roman(part: &str) -> Option<usize> {
    const NUMBERS: &[&str] = &[
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv",
    ];
    NUMBERS.iter().position(|n| *n == part).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 Kế hoạch, 1.1 Ban hành, 1.10 Báo cáo, 3 Thủ tục, 3.1 Rà soát, 3.2 Trùng, 3.3 Trùng.
    fn codes() -> Codes {
        let nodes = [
            ("1", "Kế hoạch"),
            ("1.1", "Ban hành"),
            ("1.10", "Báo cáo"),
            ("3", "Thủ tục"),
            ("3.1", "Rà soát"),
            ("3.2", "Trùng"),
            ("3.3", "Trùng"),
        ];
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, name)) in nodes.iter().enumerate() {
            by_name.entry(name_key(name)).or_default().push(at);
        }
        Codes {
            by_code: nodes.iter().enumerate().map(|(at, (c, _))| (c.to_string(), at)).collect(),
            by_name,
            shown: nodes.iter().map(|(c, n)| (c.to_string(), n.to_string())).collect(),
        }
    }

    fn cell(content: Content) -> Cell {
        Cell { content, format: Format::General, by_formula: false }
    }

    fn text(code: &str, label: &str) -> Coded {
        codes().find(Some(&cell(Content::Text(code.into()))), Some(label))
    }

    fn number(code: f64, label: &str) -> Coded {
        codes().find(Some(&cell(Content::Number(code))), Some(label))
    }

    #[test]
    fn spellings_of_text_codes() {
        for plain in ["3.1", "3,1", "3.1.", "3. 1", "Tiêu chí 3.1", "\u{A0}3.1"] {
            assert_eq!(text(plain, "Rà soát"), Coded::Plain(4), "{plain}");
            assert_eq!(text(plain, ""), Coded::Plain(4), "{plain}");
        }
        for noted in ["III.1", "03.01", "3-1"] {
            assert_eq!(text(noted, "Rà soát"), Coded::Understood(4), "{noted}");
        }
        for unknown in ["31", "02-Thg1", "3.10", "9.9"] {
            assert_eq!(text(unknown, "Rà soát"), Coded::Unknown, "{unknown}");
        }
        assert_eq!(text("3.0", "Thủ tục"), Coded::Understood(3));
        assert_eq!(text("3.0", ""), Coded::Unknown);
        assert_eq!(text("3.1", "Rà soát văn bản"), Coded::Renamed(4));
        assert_eq!(text("3.1", "Ban hành"), Coded::Contradiction(4, 1));
        assert_eq!(text("3.1", "3.1. Rà soát"), Coded::Plain(4));
    }

    #[test]
    fn numbers_and_dates_need_the_label() {
        assert_eq!(number(1.1, "Báo cáo"), Coded::Understood(2));
        assert_eq!(number(1.1, "Ban hành"), Coded::Understood(1));
        assert_eq!(number(1.1, ""), Coded::Ambiguous(vec![1, 2]));
        assert_eq!(number(1.1, "Viết khác"), Coded::Ambiguous(vec![1, 2]));
        assert_eq!(number(3.1, "Rà soát"), Coded::Plain(4));
        assert_eq!(number(3.1, "Trùng"), Coded::Contradiction(4, 5));
        assert_eq!(number(7.0, "Trùng"), Coded::Unknown);
        let date = chrono::NaiveDate::from_ymd_opt(2020, 1, 3).and_then(|d| d.and_hms_opt(0, 0, 0));
        let date = cell(Content::Date(date.unwrap()));
        assert_eq!(codes().find(Some(&date), Some("Rà soát")), Coded::Understood(4));
        assert_eq!(codes().find(Some(&date), None), Coded::Unknown);
    }

    #[test]
    fn labels_alone_resolve_when_they_are_one() {
        assert_eq!(codes().find(None, Some(" rà soát: ")), Coded::Understood(4));
        assert_eq!(codes().find(None, Some("Trùng")), Coded::Ambiguous(vec![5, 6]));
        assert_eq!(codes().find(None, None), Coded::Blank);
    }
}
