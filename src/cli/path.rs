//! `parindex path ROUND UNIT`: the cheapest set of steps to a class, an index or a place.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::common::{Common, DONE, FAILED, Format};
use super::one_unit::{place, unknown_code};
use super::print;
use super::progress::Bar;
use crate::ledger::Findings;
use crate::path::{Aim, Also, Answer, Efforts, Question, Step, Way, What, cheapest};
use crate::report;
use crate::report::why::explanation::{Subject, subject};
use crate::results::{BlockResults, Results};
use crate::rubric::Effort;
use crate::run::Materials;
use crate::terms::{Code, Exact, Lang};

/// What was asked on the command line.
pub(super) struct Wish<'a> {
    pub unit: &'a str,
    pub class: Option<&'a str>,
    pub index: Option<&'a str>,
    pub rank: Option<usize>,
    pub leave: &'a [String],
    pub effort: Option<&'a Path>,
    pub with_survey: bool,
    pub with_judged: bool,
}

pub(super) fn run(round: &Path, wish: &Wish<'_>, common: &Common) -> u8 {
    let lang = common.lang();
    let bar = Bar::new(lang);
    let materials = match Materials::read(round, &bar) {
        Ok(materials) => materials,
        Err(found) => {
            bar.finish();
            print::refusal(&found, common);
            return FAILED;
        }
    };
    let (results, _) = materials.assess(&bar);
    bar.finish();
    match answered(&materials, &results, wish, lang) {
        Ok((block, question, answer)) => {
            let unit = block.unit(&results.round, question.at).0;
            match common.format {
                Format::Json => print::json(&told(&results, block, &question, &answer)),
                Format::Text => {
                    let asked = (&question.aim, &answer);
                    let lines = report::path::lines(&results, (block, unit), asked, lang);
                    lines.iter().for_each(|line| print::line(line));
                }
            }
            DONE
        }
        Err(message) => {
            print::failure(&message);
            FAILED
        }
    }
}

fn answered<'r>(
    materials: &Materials,
    results: &'r Results,
    wish: &Wish<'_>,
    lang: Lang,
) -> Result<(&'r BlockResults, Question, Answer), String> {
    let (block, at) = place(results, wish.unit, lang)?;
    let question = question(block, at, wish, lang)?;
    let own = results.blocks.iter().position(|one| std::ptr::eq(one, block));
    let mut answer = None;
    materials.each_base(results, &mut |number, base| {
        if Some(number) == own {
            answer = Some(cheapest(base, &question));
        }
    });
    Ok((block, question, answer.unwrap_or(Answer::Unranked)))
}

fn question(
    block: &BlockResults,
    at: usize,
    wish: &Wish<'_>,
    lang: Lang,
) -> Result<Question, String> {
    let mut left = Vec::new();
    for code in wish.leave {
        let Some(Subject::Node(node)) = subject(block, code) else {
            return Err(unknown_code(block, code, lang));
        };
        let rubric = &block.rubric;
        let below = |leaf: &usize| rubric.with_those_above(*leaf).any(|above| above == node);
        left.extend(rubric.leaves().map(|(leaf, ..)| leaf).filter(below));
    }
    let efforts = match wish.effort {
        Some(file) => efforts(file, block, lang)?,
        None => Efforts::default(),
    };
    let also = Also { surveys: wish.with_survey, judged: wish.with_judged };
    Ok(Question { at, aim: aim(block, wish, lang)?, also, left, efforts })
}

fn aim(block: &BlockResults, wish: &Wish<'_>, lang: Lang) -> Result<Aim, String> {
    let classes = &block.rubric.classes;
    if let Some(name) = wish.class {
        let folded = crate::text::fold(name);
        let found = classes.iter().position(|class| crate::text::fold(&class.name) == folded);
        let names = classes.iter().map(|class| class.name.as_str()).collect::<Vec<_>>().join(", ");
        return found.map(Aim::Class).ok_or_else(|| match lang {
            Lang::Vi => format!("Bộ tiêu chí không có loại “{name}”; có các loại: {names}."),
            Lang::En => format!("The criteria set has no class `{name}`; it has: {names}."),
        });
    }
    if let Some(text) = wish.index {
        let plain = text.trim().trim_end_matches('%').replace(',', ".");
        let index = Exact::from_decimal(&plain).filter(|index| !index.is_negative());
        return index.map(Aim::Index).ok_or_else(|| match lang {
            Lang::Vi => format!("Chỉ số “{text}” không phải là số; viết như 90 hoặc 87.5."),
            Lang::En => format!("The index `{text}` is no number; write 90 or 87.5."),
        });
    }
    match wish.rank {
        Some(rank) if rank > 0 => Ok(Aim::Rank(rank)),
        _ => Err(print::pick(
            lang,
            "Cho biết đích: --to LOẠI, --index CHỈ-SỐ, hoặc --rank HẠNG (từ 1).",
            "Say what to reach: --to CLASS, --index X, or --rank N (from 1).",
        )
        .to_string()),
    }
}

/// The efforts of a file of the office.
fn efforts(file: &Path, block: &BlockResults, lang: Lang) -> Result<Efforts, String> {
    let shown = file.display();
    let mut findings = Findings::default();
    let Some(text) = crate::read::text(file, &shown.to_string(), &mut findings) else {
        let told = findings.problems.iter().map(|problem| print::problem_text(problem, lang));
        return Err(told.collect::<Vec<_>>().join("\n"));
    };
    let wrong = |line: usize| match lang {
        Lang::Vi => format!(
            "{shown}:{line}: công sức phải là số không âm hoặc {{ each = số }}; viết như \"3.1.2\" = 2"
        ),
        Lang::En => format!(
            "{shown}:{line}: an effort is a number that is not negative, or {{ each = number }}; write \"3.1.2\" = 2"
        ),
    };
    let line_of = |at: usize| 1 + text[..at.min(text.len())].matches('\n').count();
    let table = toml::de::DeTable::parse(&text)
        .map_err(|error| wrong(error.span().map_or(1, |span| line_of(span.start))))?;
    let found = Effort::by_code(table.get_ref()).map_err(|span| wrong(line_of(span.start)))?;
    let mut by_code = BTreeMap::new();
    for (code, effort) in found {
        let code = Code::parse(&code).ok_or_else(|| unknown_code(block, &code, lang))?;
        by_code.insert(code, effort);
    }
    let efforts = Efforts::new(by_code);
    let unknown = efforts.unknown(&block.rubric).next().cloned();
    match unknown {
        Some(code) => Err(unknown_code(block, code.as_str(), lang)),
        None => Ok(efforts),
    }
}

fn told(results: &Results, block: &BlockResults, question: &Question, answer: &Answer) -> Value {
    let unit = block.unit(&results.round, question.at).0;
    let target = match &question.aim {
        Aim::Class(at) => json!({ "class": block.rubric.classes[*at].name }),
        Aim::Index(index) => json!({ "index": index.to_plain() }),
        Aim::Rank(rank) => json!({ "rank": rank }),
    };
    let decimals = results.round.rules.decimals;
    let mut told = json!({
        "schema": "parindex/path/1",
        "unit": unit.id.as_str(),
        "target": target,
        "reached": matches!(answer, Answer::Already(_) | Answer::Way(_)),
    });
    let Some(object) = told.as_object_mut() else { return told };
    let stay;
    let way = match answer {
        Answer::Way(way) | Answer::OutOfReach { best: way, .. } => way,
        Answer::Already(place) => {
            let effort = Exact::zero();
            stay = Way { effort, steps: Vec::new(), now: place.clone(), then: place.clone() };
            &stay
        }
        Answer::TooMany(_) | Answer::Unranked => return told,
    };
    let (now, then) = (&way.now, &way.then);
    let index = |index: &Option<Exact>| index.as_ref().map(|i| i.to_fixed(decimals));
    object.insert("effort".into(), json!(way.effort.to_plain()));
    object.insert("index".into(), json!([index(&now.published), index(&then.published)]));
    object.insert("rank".into(), json!([now.rank, then.rank]));
    object.insert("class".into(), json!([now.class, then.class]));
    let steps: Vec<Value> = way.steps.iter().map(|step| step_json(block, step)).collect();
    object.insert("steps".into(), json!(steps));
    if let Answer::OutOfReach { gate: Some(gate), .. } = answer {
        let words = report::words::gate(gate, &block.rubric, Lang::Vi);
        object.insert("gate".into(), json!(words));
    }
    told
}

fn step_json(block: &BlockResults, step: &Step) -> Value {
    let code = |leaf: usize| block.rubric.nodes[leaf].code.as_str();
    let leaves = step.leaves.iter().map(|(leaf, before, after)| {
        json!({ "code": code(*leaf), "gain": (after.clone() - before).to_string() })
    });
    let (key, survey, judged) = match &step.what {
        What::Item(key) => (Some(key.as_str()), None, None),
        What::Survey(scheme, of) => (None, Some(format!("{scheme}/{of}")), None),
        What::Judged(node) => (None, None, Some(code(*node))),
    };
    json!({
        "key": key,
        "survey": survey,
        "judged": judged,
        "from": step.from.to_plain(),
        "to": step.to.to_plain(),
        "effort": step.effort.to_plain(),
        "leaves": leaves.collect::<Vec<_>>(),
    })
}
