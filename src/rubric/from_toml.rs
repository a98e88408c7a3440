//! The text of a criteria set (and of its base) to a [`Rubric`], or to all that is wrong.

use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::draft::{Draft, draft, na_policy};
use super::effort::Effort;
use super::extends::File;
use super::raw::read;
use super::{Leaf, Node, Rubric, checks, examples};
use crate::document::{self, At};
use crate::expr::OfRound;
use crate::problem::{Level, Problem, Problems, kinds};
use crate::source::Source;
use crate::terms::{AgencyId, Code};

fn find<'t, 'd>(table: &'t DeTable<'d>, key: &str) -> Option<&'t Spanned<DeValue<'d>>> {
    table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, value)| value)
}

/// The path of the base set, as the key `extends` of `[set]` writes it: relative to the file.
pub fn extends_of(source: &Source) -> Option<At<String>> {
    let table = document::parse(source, &mut Problems::default());
    let set = find(&table.value, "set")?;
    let path = find(set.get_ref().as_table()?, "extends")?;
    Some(At::new(path.get_ref().as_str()?.to_string(), path.span()))
}

/// A set of no round: without a calendar of working days and a period.
pub fn from_toml(
    source: &Source,
    base: Option<&Source>,
    problems: &mut Problems,
) -> Option<Rubric> {
    from_toml_in(&OfRound::default(), source, base, problems)
}

/// Reads and judges a set for a round. `base` is the file that `extends` names; when the caller could not
/// read it, it has reported so, and `None` comes back after a look at the syntax only.
///
/// Every problem of the set is reported in one run; a set with an error gives `None`, unless only
/// worked examples are wrong: they are told and decide nothing.
pub fn from_toml_in(
    round: &OfRound,
    source: &Source,
    base: Option<&Source>,
    problems: &mut Problems,
) -> Option<Rubric> {
    let mut syntax = Problems::default();
    let under = base.map(|base| (base, document::parse(base, &mut syntax)));
    let over = (source, document::parse(source, &mut syntax));
    let mut found = Problems::default();
    let incomplete = base.is_none() && extends_of(source).is_some();
    let files: Vec<File<'_>> = under
        .iter()
        .chain([&over])
        .map(|(source, table)| File { source, table: &table.value, span: table.span.clone() })
        .collect();
    let rubric =
        if incomplete { None } else { judge(round, &files, syntax.is_empty(), &mut found) };
    let broken = syntax.has_errors();
    let of_example = |p: &&Problem| !kinds::rubric::EXAMPLES.contains(&&p.kind);
    let refused = broken || found.iter().filter(of_example).any(|p| p.kind.level == Level::Error);
    for problem in found.iter().filter(|p| !broken || !may_follow(p, &syntax)) {
        problems.push(problem.clone());
    }
    problems.extend(syntax);
    rubric.filter(|_| !refused)
}

/// Whether the problem may only be there because a syntax error swallowed something.
fn may_follow(problem: &Problem, syntax: &Problems) -> bool {
    let of_absence = [
        &kinds::document::TOML_MISSING_KEY,
        &kinds::document::TOML_SCHEMA,
        &kinds::rubric::EXPR_NAME,
        &kinds::rubric::EXPR_NODE,
        &kinds::rubric::SET_REMOVE,
    ];
    of_absence.contains(&&problem.kind)
        || syntax.iter().any(|s| {
            s.place.file == problem.place.file
                && s.place.line.zip(problem.place.line).is_some_and(|(a, b)| a.abs_diff(b) <= 1)
        })
}

/// `whole`: the files have no syntax error, so that what is absent was never written.
fn judge(
    round: &OfRound,
    files: &[File<'_>],
    whole: bool,
    problems: &mut Problems,
) -> Option<Rubric> {
    if let [base, _] = files
        && let Some(chain) = extends_of(base.source)
    {
        let problem = base.source.problem(&kinds::rubric::SET_EXTENDS_CHAIN, &chain.span);
        problems.push(problem.with("found", chain.value));
    }
    let draft = draft(read(files, round, problems)?, problems);
    if !whole {
        return None;
    }
    let order = checks::judge(&draft, problems);
    let mut examples = Vec::new();
    for at in 0..draft.raw.nodes.len() {
        examples.push(examples::of_leaf(&draft, at, order.is_some(), problems));
    }
    let text: Vec<&str> = files.iter().map(|f| f.source.text.as_ref()).collect();
    rubric(&draft, order?, examples, files.last()?.source, &text)
}

/// The checked set; `None` where something is absent, which was reported.
fn rubric(
    draft: &Draft<'_>,
    scoring_order: Vec<usize>,
    examples: Vec<Vec<super::Example>>,
    source: &Source,
    texts: &[&str],
) -> Option<Rubric> {
    let set = &draft.raw.set;
    let nodes: Option<Vec<Node>> =
        examples.into_iter().enumerate().map(|(at, examples)| node(draft, at, examples)).collect();
    Some(Rubric {
        id: set.text("id")?,
        title: set.text("title")?,
        year: set.holder("year")?.whole("year")?.try_into().ok()?,
        decision: set.text("decision").unwrap_or_default(),
        total: set.number("total")?,
        over_max: set.holder("over_max").and_then(|s| s.bool("over_max")).unwrap_or(false),
        file: source.path.clone(),
        sha256: sha256(texts),
        classes: draft.classes.iter().map(|(class, _)| class.clone()).collect(),
        items: draft.raw.items.iter().map(|i| i.item.clone()).collect(),
        checks: draft.checks.clone(),
        nodes: nodes?,
        scoring_order,
    })
}

fn sha256(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn node(draft: &Draft<'_>, at: usize, examples: Vec<super::Example>) -> Option<Node> {
    let keys = &draft.raw.nodes[at].keys;
    let spot = &draft.raw.nodes[at].spot;
    Some(Node {
        place: spot.source.place(&spot.span),
        code: draft.code(at).clone(),
        name: keys.text("name")?,
        field_kind: draft.raw.field_kind(at),
        max: draft.max(at)?,
        parent: draft.raw.parents[at],
        children: draft.raw.children[at].clone(),
        requires: keys.texts("requires").iter().filter_map(|at| Code::parse(&at.value)).collect(),
        leaf: if draft.raw.is_leaf(at) { Some(leaf(draft, at, examples)?) } else { None },
    })
}

/// What the steps of a leaf cost, as it or a node above says.
fn effort(draft: &Draft<'_>, at: usize) -> Option<Effort> {
    let keys = draft.raw.inherited(at, "effort")?;
    Effort::read(keys.holder("effort")?.get("effort")?.value)
}

fn leaf(draft: &Draft<'_>, at: usize, examples: Vec<super::Example>) -> Option<Leaf> {
    let text = |key: &str| draft.raw.inherited(at, key).and_then(|keys| keys.text(key));
    let shared =
        draft.raw.inherited(at, "proof_shared").and_then(|keys| keys.holder("proof_shared"));
    let only = draft.raw.inherited(at, "only").map(|keys| keys.texts("only")).unwrap_or_default();
    Some(Leaf {
        min: draft.min(at),
        appraiser: text("appraiser").map(AgencyId),
        proof: text("proof"),
        proof_shared: shared.and_then(|keys| keys.bool("proof_shared")).unwrap_or(false),
        source: text("source"),
        na: na_policy(text("na").as_deref()),
        only: only.into_iter().map(|at| at.value).collect(),
        rule: draft.rules[at].clone()?,
        was: match draft.raw.nodes[at].keys.text("was") {
            Some(code) => vec![code.trim().to_string()],
            None => draft.raw.nodes[at].keys.texts("was").into_iter().map(|at| at.value).collect(),
        },
        effort: effort(draft, at),
        guide: draft.raw.nodes[at].keys.text("guide"),
        examples,
    })
}
