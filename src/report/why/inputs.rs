//! What a rule computed from, in words: each value with its cell, and those of other units.

use super::reasons::Reasons;
use crate::official::CountOf;
use crate::report::words;
use crate::results::Results;
use crate::scores::{Declared, Input, LeafScore, OpenPeer, Peer};
use crate::terms::Lang;

impl Reasons<'_> {
    /// Every input with its value and its cell, in one text.
    pub fn inputs(&self, leaf: &LeafScore) -> String {
        let one = |input: &Input| {
            let label = self.label(&input.key);
            let value = self.value_words(input);
            match &input.origin {
                Some(origin) => format!("{label} = {value} [{}]", self.place(origin)),
                None => format!("{label} = {value}"),
            }
        };
        leaf.inputs.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    /// The values of other units that decided a relative rule, each with its cell.
    pub fn peers(&self, results: &Results, leaf: &LeafScore) -> Vec<String> {
        let one = |peer: &Peer| {
            let value = words::of_item(&peer.outcome, self.item(&peer.key), self.lang);
            let unit = results.round.units.get(peer.unit).map_or("", |unit| unit.name.as_str());
            let at =
                peer.origin.as_ref().map(|o| format!(" [{}]", self.place(o))).unwrap_or_default();
            format!("{unit}: {} = {value}{at}", self.label(&peer.key))
        };
        leaf.peers.iter().map(one).collect()
    }

    /// The values of other units that the points hang on and that are open, each with its cell.
    pub fn open_peers(&self, results: &Results, leaf: &LeafScore) -> Vec<String> {
        let one = |peer: &OpenPeer| {
            let unit = results.round.units.get(peer.unit).map_or("", |unit| unit.name.as_str());
            let (label, why) = (self.label(&peer.key), words::open_value(peer.why).say(self.lang));
            let at =
                peer.origin.as_ref().map(|o| format!(" [{}]", self.place(o))).unwrap_or_default();
            let facts = [("label", label), ("unit", unit), ("why", why)];
            words::OPEN_PEER.with(self.lang, &facts) + &at
        };
        leaf.open_peers.iter().map(one).collect()
    }

    /// Each input with what its cell said and, where an appraiser corrected it, what the unit
    /// had declared.
    pub fn input_lines(&self, leaf: &LeafScore) -> Vec<String> {
        let one = |input: &Input| {
            let mut line = format!("{}: {}", self.label(&input.key), self.value_words(input));
            if let Some(count) = &input.count_of {
                line += &counted(count, self.lang);
            } else if !input.raw.is_empty() {
                line += &match (self.lang, input.by_formula) {
                    (Lang::Vi, false) => format!(" (ô ghi “{}”)", input.raw),
                    (Lang::Vi, true) => format!(" (ô ghi “{}”, do công thức)", input.raw),
                    (Lang::En, false) => format!(" (the cell says \"{}\")", input.raw),
                    (Lang::En, true) => format!(" (the cell says \"{}\", by a formula)", input.raw),
                };
            }
            if let Some(origin) = &input.origin {
                line += &format!(" [{}]", self.place(origin));
            }
            if let Some(Declared { outcome, raw, origin }) = input.declared.as_deref() {
                let declared = words::of_item(outcome, self.item(&input.key), self.lang);
                let at =
                    origin.as_ref().map(|o| format!(" [{}]", self.place(o))).unwrap_or_default();
                line += &match self.lang {
                    Lang::Vi => format!("; đơn vị kê khai {declared} (ô ghi “{raw}”){at}"),
                    Lang::En => format!("; the unit declared {declared} (\"{raw}\"){at}"),
                };
            }
            if let Some(comment) = &input.comment {
                line += &match self.lang {
                    Lang::Vi => format!("; ghi chú của ô: “{comment}”"),
                    Lang::En => format!("; comment on the cell: “{comment}”"),
                };
            }
            line
        };
        leaf.inputs.iter().map(one).collect()
    }

    fn value_words(&self, input: &Input) -> String {
        words::of_item(&input.outcome, self.item(&input.key), self.lang)
    }
}

/// What stands behind a counted figure: the condition in words, rows that are not known, the files.
fn counted(count: &CountOf, lang: Lang) -> String {
    let CountOf { register, rows, unknown, unreadable, condition, files, sha256 } = count;
    let files: Vec<String> =
        files.iter().zip(sha256).map(|(file, hash)| format!("{file} (sha256 {hash})")).collect();
    let files = files.join(", ");
    match (lang, rows) {
        (Lang::Vi, Some(rows)) => format!(
            " (sổ “{register}”: {}; {rows} dòng được tính, {unknown} dòng chưa biết, {unreadable} dòng không đọc được; tệp {files}; xem từng dòng bằng parindex rows)",
            condition[0]
        ),
        (Lang::Vi, None) => {
            format!(" (sổ “{register}”, hệ khác đếm: {}; tệp {files})", condition[0])
        }
        (Lang::En, Some(rows)) => format!(
            " (register \"{register}\": {}; {rows} rows counted, {unknown} not known, {unreadable} unreadable; files {files}; parindex rows shows each)",
            condition[1]
        ),
        (Lang::En, None) => {
            format!(
                " (register \"{register}\", counted elsewhere: {}; files {files})",
                condition[1]
            )
        }
    }
}
