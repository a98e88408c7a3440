//! The cheapest way of a unit to what it aims at, in words.

use crate::path::{Aim, Answer, Place, Step, Way, What, item_of};
use crate::report::{numbers, words as common};
use crate::results::{BlockResults, Results};
use crate::round::Unit;
use crate::rubric::Rubric;
use crate::terms::{Exact, Lang, Text, texts};
use crate::value::Value;

texts! {
    TO_CLASS "xếp loại {class} trở lên", "class {class} or better";
    TO_INDEX "chỉ số từ {index}% trở lên", "an index of {index}% or more";
    TO_RANK "hạng {rank} trở lên", "place {rank} or better";
    ALREADY "{unit} đã đạt {aim}: {place}.", "{unit} has reached {aim}: {place}.";
    WAY "{unit}: cách ít công nhất để đạt {aim} khi các nội dung khác giữ nguyên, tổng công {effort}:",
        "{unit}: the least effort to reach {aim}, everything else as it is, {effort} in all:";
    THEN "Khi đó: {then} (hiện nay: {now}).", "Then: {then} (now: {now}).";
    OUT_OF_REACH "{unit} chưa có cách nào đạt {aim} khi các nội dung khác giữ nguyên.",
        "{unit} cannot reach {aim} while everything else stays as it is.";
    GATE "Vướng điều kiện: {gate}.", "A condition stands in the way: {gate}.";
    NO_STEP "Không có bước nào làm tăng chỉ số.", "No step raises the index.";
    BEST "Cao nhất có thể, với tổng công {effort}:", "The highest that can be reached, with {effort} of effort:";
    TOO_MANY "Các tiêu chí {codes} dùng chung quá nhiều số liệu, số cách phối hợp vượt mức tính được; dùng --leave MÃ để giữ nguyên bớt tiêu chí.",
        "The criteria {codes} share too many figures to try every combination; leave some as they are with --leave CODE.";
    UNRANKED "{unit} chưa có chỉ số nên chưa tìm được cách lên hạng, lên loại.", "{unit} has no index yet.";
    FROM_TO "từ {from} thành {to}", "from {from} to {to}";
    EFFORT "công {effort}", "effort {effort}";
    SURVEY "Kết quả điều tra {scheme}", "The survey {scheme}";
    JUDGED "Điểm do cơ quan thẩm định cho", "The points that the appraiser gives";
    PLACE "{points} điểm, chỉ số {index}%, hạng {rank}, {class}", "{points} points, index {index}%, place {rank}, {class}";
    GAINS "{code}: {before} → {after} điểm", "{code}: {before} → {after} points";
    NO_CLASS "chưa xếp loại", "without a class";
    REMARK "Chỉ tính những nội dung đã có số liệu; nội dung chưa có số liệu, chưa thẩm định không nằm trong cách này.",
        "Only what has data is looked at; what is missing or pending is not part of it.";
}

/// What a unit aims at.
pub fn aim(aim: &Aim, block: &BlockResults, results: &Results, lang: Lang) -> String {
    let decimals = results.round.rules.decimals;
    match aim {
        Aim::Class(at) => TO_CLASS.with(lang, &[("class", &block.rubric.classes[*at].name)]),
        Aim::Index(index) => {
            TO_INDEX.with(lang, &[("index", &numbers::nearly(index, decimals, lang))])
        }
        Aim::Rank(rank) => TO_RANK.with(lang, &[("rank", &rank.to_string())]),
    }
}

/// The answer, line by line.
pub fn lines(
    results: &Results,
    (block, unit): (&BlockResults, &Unit),
    (wanted, answer): (&Aim, &Answer),
    lang: Lang,
) -> Vec<String> {
    let shown = Shown { results, block, lang };
    let aim = aim(wanted, block, results, lang);
    let facts = [("unit", unit.name.as_str()), ("aim", aim.as_str())];
    match answer {
        Answer::Unranked => vec![UNRANKED.with(lang, &facts)],
        Answer::Already(place) => {
            let place = shown.place(place);
            vec![ALREADY.with(lang, &[facts[0], facts[1], ("place", &place)])]
        }
        Answer::TooMany(many) => {
            let codes = many.leaves.iter().map(|at| block.rubric.nodes[*at].code.to_string());
            let codes = codes.collect::<Vec<_>>().join(", ");
            vec![TOO_MANY.with(lang, &[("codes", &codes)])]
        }
        Answer::Way(way) => {
            let effort = numbers::nearly(&way.effort, 2, lang);
            let mut lines = vec![WAY.with(lang, &[facts[0], facts[1], ("effort", &effort)])];
            lines.extend(shown.way(way));
            lines.push(REMARK.say(lang).to_string());
            lines
        }
        Answer::OutOfReach { best, gate } => {
            let mut lines = vec![OUT_OF_REACH.with(lang, &facts)];
            lines.extend(gate.iter().map(|gate| {
                GATE.with(lang, &[("gate", &common::gate(gate, &block.rubric, lang))])
            }));
            if best.steps.is_empty() {
                lines.push(NO_STEP.say(lang).to_string());
            } else {
                let effort = numbers::nearly(&best.effort, 2, lang);
                lines.push(BEST.with(lang, &[("effort", &effort)]));
                lines.extend(shown.way(best));
            }
            lines.push(REMARK.say(lang).to_string());
            lines
        }
    }
}

/// How a way is shown.
struct Shown<'r> {
    results: &'r Results,
    block: &'r BlockResults,
    lang: Lang,
}

impl Shown<'_> {
    fn rubric(&self) -> &Rubric {
        &self.block.rubric
    }

    fn way(&self, way: &Way) -> Vec<String> {
        let lang = self.lang;
        let steps = way.steps.iter().enumerate();
        let mut lines: Vec<String> =
            steps.map(|(at, step)| format!("{}. {}", at + 1, self.step(step))).collect();
        let (then, now) = (self.place(&way.then), self.place(&way.now));
        lines.push(THEN.with(lang, &[("then", &then), ("now", &now)]));
        lines
    }

    fn step(&self, step: &Step) -> String {
        let lang = self.lang;
        let facts = [("from", self.value(step, &step.from)), ("to", self.value(step, &step.to))];
        let facts = facts.each_ref().map(|(name, text)| (*name, text.as_str()));
        let moved = FROM_TO.with(lang, &facts);
        let effort = EFFORT.with(lang, &[("effort", &numbers::nearly(&step.effort, 2, lang))]);
        let gains = step.leaves.iter().map(|(leaf, before, after)| self.gain(*leaf, before, after));
        let gains = gains.collect::<Vec<_>>().join("; ");
        format!("{}: {moved} ({effort}) – {gains}", self.subject(step))
    }

    fn gain(&self, leaf: usize, before: &Exact, after: &Exact) -> String {
        let decimals = crate::report::point_decimals(self.results);
        let (before, after) = (
            numbers::nearly(before, decimals, self.lang),
            numbers::nearly(after, decimals, self.lang),
        );
        let code = self.rubric().nodes[leaf].code.to_string();
        let facts = [("code", code.as_str()), ("before", &before), ("after", &after)];
        GAINS.with(self.lang, &facts)
    }

    /// What is worked on, as people call it.
    fn subject(&self, step: &Step) -> String {
        match &step.what {
            What::Item(key) => {
                let item = item_of(self.rubric(), &step.what);
                item.map_or(key.to_string(), |item| item.label.clone())
            }
            What::Survey(scheme, _) => SURVEY.with(self.lang, &[("scheme", scheme)]),
            What::Judged(node) => {
                let node = &self.rubric().nodes[*node];
                format!("{} {} – {}", node.code, node.name, JUDGED.say(self.lang))
            }
        }
    }

    fn value(&self, step: &Step, value: &Value) -> String {
        match (&step.what, value) {
            (What::Survey(..), Value::Number(share)) => numbers::percent(share, self.lang),
            (What::Judged(_), Value::Number(points)) => {
                let decimals = crate::report::point_decimals(self.results);
                numbers::nearly(points, decimals, self.lang)
            }
            _ => {
                let item = item_of(self.rubric(), &step.what);
                numbers::of_item(&Ok(value.clone()), item, self.lang)
            }
        }
    }

    fn place(&self, place: &Place) -> String {
        let (lang, rules) = (self.lang, &self.results.round.rules);
        let none: Text = NO_CLASS;
        let points = numbers::fixed(&place.points, rules.places_of_points(), lang);
        let index = place.published.as_ref();
        let index = index.map_or("–".to_string(), |i| numbers::fixed(i, rules.decimals, lang));
        let rank = place.rank.map_or("–".to_string(), |rank| rank.to_string());
        let class = match &place.class {
            Some(class) => common::quoted(class, lang),
            None => none.say(lang).to_string(),
        };
        let facts =
            [("points", points.as_str()), ("index", &index), ("rank", &rank), ("class", &class)];
        PLACE.with(lang, &facts)
    }
}
