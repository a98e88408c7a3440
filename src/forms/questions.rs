//! What a unit must be asked: what is wrong, unproved or disputed in its evidence.

use std::collections::BTreeMap;

use super::Collected;
use super::answer::{self, Asking};
use super::frame::LANG;
use super::workbook::{Accepts, Answer, Shown};
use crate::evidence::LeafEvidence;
use crate::expr::number_words;
use crate::problem::{Level, Place, Problem, kinds};
use crate::replies::{Ask, Series};
use crate::report::block::Figure;
use crate::report::mending::to_ward;
use crate::results::{BlockResults, Results};
use crate::rubric::{DataItem, FieldKind, NaPolicy, Node};
use crate::scores::{LeafScore, State};
use crate::terms::{Code, Exact, Key};
use crate::value::{Gap, Origin};

/// Points are compared as they are published.
const DECIMALS: u32 = 2;

/// One thing to ask.
#[derive(Debug, Clone)]
pub struct Question {
    pub ask: Ask,
    /// The leaf; `None` for shared figures.
    pub code: Option<Code>,
    pub criterion: String,
    /// What is asked for.
    pub label: String,
    /// What was read.
    pub read: String,
    /// Why that is not accepted.
    pub why: String,
    /// What would be accepted.
    pub accepted: String,
    pub answer: Answer,
    pub shown: Shown,
}

/// What a unit is asked, and what is wrong with its file as a whole.
#[derive(Debug, Clone, Default)]
pub struct Questions {
    pub list: Vec<Question>,
    /// Errors that no single answer can mend, in words.
    pub file: Vec<String>,
}

/// The questions to the unit at position `at` of a block.
pub fn of_unit(
    results: &Results,
    collected: &Collected,
    block: &BlockResults,
    at: usize,
) -> Questions {
    let unit = block.units[at];
    let id = &results.round.units[unit].id;
    let errors: Vec<&Problem> = results
        .problems
        .iter()
        .filter(|p| p.unit.as_ref() == Some(id) && p.kind.level == Level::Error)
        .filter(|p| collected.is_of_unit(unit, &p.place.file))
        .collect();
    let mut asking =
        Maker { results, collected, block, at, errors, questions: Questions::default() };
    if collected.evidence[unit].stopped.is_none() && collected.evidence[unit].file.is_some() {
        asking.ask_all();
    }
    asking.rest();
    asking.questions
}

struct Maker<'a> {
    results: &'a Results,
    collected: &'a Collected,
    block: &'a BlockResults,
    at: usize,
    /// Of this unit.
    errors: Vec<&'a Problem>,
    questions: Questions,
}

impl<'a> Maker<'a> {
    fn ask_all(&mut self) {
        let reasons = self.reasons();
        let rubric = &self.block.rubric;
        let shared = rubric.items.iter().enumerate().filter(|(_, item)| item.leaf.is_none());
        for (at, item) in shared {
            self.ask_value(at, item, None, &reasons);
        }
        for score in &self.block.scores[self.at].leaves {
            self.ask_leaf(score, &reasons);
        }
    }

    fn evidence(&self) -> &'a crate::evidence::UnitEvidence {
        &self.collected.evidence[self.block.units[self.at]]
    }

    /// Why each value cannot stay as it is.
    fn reasons(&self) -> BTreeMap<&'a Key, Vec<String>> {
        let (rubric, evidence) = (&self.block.rubric, self.evidence());
        let mut reasons: BTreeMap<&Key, Vec<String>> = BTreeMap::new();
        let tags = &self.results.round.units[self.block.units[self.at]].tags;
        let asked = rubric.items.iter().zip(&evidence.items);
        for (item, entry) in asked.filter(|(item, _)| rubric.asks_item(item, tags)) {
            let forbidden = entry.outcome == Err(Gap::NotApplicable) && self.is_forbidden(item);
            let words = match &entry.outcome {
                Err(Gap::Unreadable) => "Không đọc được giá trị",
                Err(Gap::Missing) => "Ô để trống",
                _ if forbidden => "Tiêu chí này không được ghi không áp dụng",
                _ => {
                    let doubts = self.doubts_of(entry.origin.as_ref());
                    if !doubts.is_empty() {
                        reasons.entry(&item.key).or_default().extend(doubts);
                    }
                    continue;
                }
            };
            let mut told = self.told_of(entry.origin.as_ref(), item);
            if told.is_empty() {
                told.push(words.to_string());
            }
            reasons.entry(&item.key).or_default().extend(told);
        }
        let check = kinds::evidence::CHECK.code;
        for problem in self.errors.iter().filter(|p| p.kind.code == check) {
            let message = problem.plain_fact("message").unwrap_or_default().to_string();
            for (item, entry) in rubric.items.iter().zip(&evidence.items) {
                let is_there =
                    |place: &Place| entry.origin.as_ref().is_some_and(|o| Place::from(o) == *place);
                if problem.involved.iter().any(|cell| is_there(&cell.place)) {
                    reasons.entry(&item.key).or_default().push(message.clone());
                }
            }
        }
        reasons
    }

    /// What is doubted of a value that is used all the same.
    fn doubts_of(&self, origin: Option<&Origin>) -> Vec<String> {
        let doubts = kinds::values::DOUBTS;
        let is_doubt = |p: &&&Problem| doubts.iter().any(|kind| kind.code == p.kind.code);
        let here = |p: &&&Problem| origin.is_some_and(|origin| stands_at(p, origin));
        let told = self.errors.iter().filter(is_doubt).filter(here);
        told.filter_map(|p| to_ward::message(p, LANG)).collect()
    }

    fn is_forbidden(&self, item: &DataItem) -> bool {
        let node = item.leaf.as_ref().and_then(|code| self.block.rubric.node(code));
        let leaf = node.and_then(|node| node.leaf.as_ref());
        leaf.is_none_or(|leaf| leaf.na == NaPolicy::Forbid)
    }

    /// What was reported of the value's cell or of its row.
    fn told_of(&self, origin: Option<&Origin>, item: &DataItem) -> Vec<String> {
        let fact = |p: &Problem, name: &str, value: &str| {
            p.facts.iter().any(|(n, v)| *n == name && v == value)
        };
        let about = |p: &&&Problem| {
            let code = p.kind.code;
            // Not at the item's cell: told by its key.
            let elsewhere = [kinds::evidence::ROW_MISSING.code, kinds::evidence::SHIFTED.code];
            let gone = elsewhere.contains(&code) && fact(p, "key", item.key.as_str());
            let twice = code == kinds::evidence::TWICE.code && fact(p, "label", &item.label);
            let check = code == kinds::evidence::CHECK.code;
            gone || twice || (!check && origin.is_some_and(|o| stands_at(p, o)))
        };
        self.errors.iter().filter(about).filter_map(|p| to_ward::message(p, LANG)).collect()
    }

    fn ask_value(
        &mut self,
        at: usize,
        item: &DataItem,
        node: Option<&Node>,
        reasons: &BTreeMap<&Key, Vec<String>>,
    ) {
        if let Some(why) = reasons.get(&item.key) {
            self.push_value(at, item, node, why.join(". "), "");
        }
    }

    fn push_value(
        &mut self,
        at: usize,
        item: &DataItem,
        node: Option<&Node>,
        why: String,
        hint: &str,
    ) {
        let (rubric, round) = (&self.block.rubric, &self.results.round);
        let na = node.is_some_and(answer::may_be_na) && answer::says_na_itself(item);
        let Asking { answer, shown, words } = answer::asking(item, rubric, round, na);
        let entry = &self.evidence().items[at];
        let read = match (entry.raw.as_str(), &entry.origin) {
            ("", _) => "(trống)".to_string(),
            (raw, Some(o)) => format!("“{raw}” (ô {})", o.cell),
            (raw, None) => format!("“{raw}”"),
        };
        self.questions.list.push(Question {
            ask: Ask::Value(item.key.clone()),
            code: node.map(|n| n.code.clone()),
            criterion: node.map_or("Số liệu chung".to_string(), |n| n.name.clone()),
            label: item.label.clone(),
            read,
            why,
            accepted: format!("{words}{hint}"),
            answer,
            shown,
        });
    }

    fn ask_leaf(&mut self, score: &LeafScore, reasons: &BTreeMap<&Key, Vec<String>>) {
        let rubric = &self.block.rubric;
        let node = &rubric.nodes[score.node];
        let said = &self.evidence().leaves[score.node];
        let own = || {
            let items = rubric.items.iter().enumerate();
            items.filter(|(_, item)| item.leaf.as_ref() == Some(&node.code))
        };
        let applies = score.state != State::NotApplicable;
        for (at, item) in own().filter(|_| applies) {
            self.ask_value(at, item, Some(node), reasons);
        }
        let asked = own().any(|(_, item)| reasons.contains_key(&item.key));
        if applies && !asked {
            self.dispute(score, node, own().collect());
        }
        let claims = said.na_claim.is_some()
            || own().any(|(at, _)| self.evidence().items[at].outcome == Err(Gap::NotApplicable));
        if claims && said.explanation.is_empty() && self.is_for(node) {
            self.push_text(
                Ask::Reason(node.code.clone()),
                node,
                "Lý do không áp dụng",
                "(trống)",
                "Ghi không áp dụng nhưng không có lý do",
                "Ghi rõ vì sao đơn vị không phát sinh nhiệm vụ này.",
            );
        }
        self.ask_proof(score, node, said);
    }

    fn is_for(&self, node: &Node) -> bool {
        let unit = &self.results.round.units[self.block.units[self.at]];
        node.leaf.as_ref().is_some_and(|leaf| leaf.is_for(&unit.tags))
    }

    /// A self score that cannot be read, or that the data do not bear out.
    fn dispute(&mut self, score: &LeafScore, node: &Node, own: Vec<(usize, &DataItem)>) {
        let said = &self.evidence().leaves[score.node];
        let Some(given) = &said.self_score else { return };
        let place = said.self_origin.as_ref();
        let cell = place.map_or(String::new(), |o| format!(" (ô {})", o.cell));
        let shown = |n: &Exact| number_words(&n.round_half_up(DECIMALS), LANG);
        match (given, &score.computed) {
            (Err(Gap::Unreadable), _) => {
                let about = |p: &&&Problem| place.is_some_and(|o| stands_at(p, o));
                let told = self.errors.iter().filter(about);
                let told: Vec<String> = told.filter_map(|p| to_ward::message(p, LANG)).collect();
                self.push_self_score(node, format!("không đọc được{cell}"), told.join(". "));
            }
            (Ok(own_score), Ok(computed)) if self.is_disputed(own_score, computed, node) => {
                let why = format!(
                    "Điểm tự chấm {} khác điểm tính từ số liệu đã khai ({})",
                    shown(own_score),
                    shown(computed)
                );
                self.push_self_score(node, format!("{}{cell}", shown(own_score)), why.clone());
                for (at, item) in own {
                    let hint = " Chỉ ghi nếu số đã khai là sai; đúng rồi thì để trống.";
                    self.push_value(at, item, Some(node), why.clone(), hint);
                }
            }
            _ => {}
        }
    }

    /// Whether the two differ as published, and the unit has not answered that before.
    fn is_disputed(&self, own: &Exact, computed: &Exact, node: &Node) -> bool {
        let unit = self.block.units[self.at];
        let replies = &self.collected.replies;
        let asked = replies.asked.iter().filter(|a| a.series == Series::SendBack);
        let ask = Ask::SelfScore(node.code.clone());
        let answered = asked
            .filter(|a| a.unit == unit && a.asks.contains(&ask))
            .any(|a| replies.reply_to(a).is_some());
        !answered && own.round_half_up(DECIMALS) != computed.round_half_up(DECIMALS)
    }

    fn push_self_score(&mut self, node: &Node, read: String, why: String) {
        let Some(leaf) = &node.leaf else { return };
        let (min, max) = (&leaf.min, &node.max);
        let words = format!(
            "Điểm từ {} đến {}. Giữ điểm đã chấm thì để trống và ghi lý do ở cột Giải trình thêm.",
            number_words(min, LANG),
            number_words(max, LANG)
        );
        let answer = Answer {
            accepts: Accepts::Decimal(min.clone(), max.clone()),
            prompt: ("Điểm tự chấm".to_string(), words.clone()),
            error: words.clone(),
            prefilled: false,
        };
        self.questions.list.push(Question {
            ask: Ask::SelfScore(node.code.clone()),
            code: Some(node.code.clone()),
            criterion: node.name.clone(),
            label: "Điểm tự chấm".to_string(),
            read,
            why,
            accepted: words,
            answer,
            shown: Shown::Number(Figure::Fixed(2)),
        });
    }

    fn ask_proof(&mut self, score: &LeafScore, node: &Node, said: &LeafEvidence) {
        let Some(wanted) = node.leaf.as_ref().and_then(|leaf| leaf.proof.as_deref()) else {
            return;
        };
        let surveyed = node.leaf.as_ref().is_some_and(|leaf| leaf.rule.scheme.is_some());
        let plain = node.field_kind != FieldKind::Penalty && !surveyed;
        if !plain || !said.proof.is_empty() {
            return;
        }
        // Whoever still owes the value is asked for its proof with it: nobody comes twice.
        let (why, or_not) = match &score.computed {
            Ok(points) if !points.is_zero() => {
                let points = number_words(&points.round_half_up(DECIMALS), LANG);
                let why = format!("Số liệu cho {points} điểm nhưng chưa có tài liệu kiểm chứng");
                (why, "")
            }
            Err(Gap::Missing | Gap::Unreadable) if score.state != State::NotApplicable => (
                "Chưa có tài liệu kiểm chứng cho số liệu đang hỏi".to_string(),
                " Số liệu bổ sung không được điểm thì để trống.",
            ),
            _ => return,
        };
        let accepted = format!(
            "{}. Ghi số, ký hiệu, ngày, nơi ban hành, hoặc tên tệp gửi kèm.{or_not}",
            wanted.trim_end_matches('.')
        );
        let ask = Ask::Proof(node.code.clone());
        self.push_text(ask, node, "Tài liệu kiểm chứng", "(trống)", &why, &accepted);
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of a question")]
    fn push_text(
        &mut self,
        ask: Ask,
        node: &Node,
        label: &str,
        read: &str,
        why: &str,
        accepted: &str,
    ) {
        self.questions.list.push(Question {
            ask,
            code: Some(node.code.clone()),
            criterion: node.name.clone(),
            label: label.to_string(),
            read: read.to_string(),
            why: why.to_string(),
            accepted: accepted.to_string(),
            answer: answer::text_answer(label, accepted),
            shown: Shown::Text,
        });
    }

    /// Errors of the form that the questions do not speak of. What is wrong with a reply is the
    /// office's to know: what it left open is asked again anyway, and the rest counts for nothing.
    fn rest(&mut self) {
        let replies = &self.collected.replies.accepted;
        let whys: Vec<&str> = self.questions.list.iter().map(|q| q.why.as_str()).collect();
        let check = kinds::evidence::CHECK.code;
        let of_data = |p: &&&Problem| {
            let message = to_ward::message(p, LANG).unwrap_or_default();
            let of_reply = replies.iter().any(|r| r.file.as_ref() == p.place.file);
            let told = !message.is_empty() && whys.iter().any(|why| why.contains(&message));
            p.kind.code != check && !of_reply && !told
        };
        let rest = self.errors.iter().filter(of_data).filter_map(|p| to_ward::words(p, LANG));
        self.questions.file = rest.collect();
    }
}

fn stands_at(problem: &Problem, origin: &Origin) -> bool {
    problem.place == Place::from(origin)
}
