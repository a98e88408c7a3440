//! One unit: its place, the nodes of the tree, and the leaves.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::leaf::{LeafLine, LostLine};
use super::lines::{list, open};
use crate::evidence::SentFile;
use crate::index::{NodeIndex, UnitIndex};
use crate::report::{Lost, Reasons, Standing, SurveySource};
use crate::results::{BlockResults, Results};
use crate::round::Unit;
use crate::rubric::{ClassGate, FieldKind, Node};
use crate::terms::Lang;

/// The unit's part of the document.
#[derive(Serialize)]
pub(super) struct UnitDocument<'r> {
    #[serde(flatten)]
    head: UnitHead<'r>,
    nodes: Vec<NodeLine<'r>>,
    leaves: Vec<LeafLine<'r>>,
}

impl<'r> UnitDocument<'r> {
    pub(super) fn of(
        results: &'r Results,
        block: &'r BlockResults,
        at: usize,
        reasons: &'r Reasons<'r>,
        lang: Lang,
    ) -> UnitDocument<'r> {
        let decimals = results.round.rules.decimals;
        let (unit, index) = block.unit(&results.round, at);
        let previous = results.previous.get(&unit.id).map(String::as_str);
        let inner = block.rubric.nodes.iter().zip(&index.nodes).filter(|(n, _)| n.leaf.is_none());
        let leaves = block.scores.get(at).map_or(&[][..], |scores| &scores.leaves);
        let lost = Lost::of(&Standing::of(results, block, at));
        let leaves = leaves.iter().enumerate().filter_map(|(nth, score)| {
            let node = block.rubric.nodes.get(score.node)?;
            let figures = index.nodes.get(score.node)?;
            let survey = SurveySource::of(results, &unit.id, node);
            let words = (reasons, survey.as_ref());
            let mut line = LeafLine::of(node, figures, score, words, &results.round)?;
            line.lost = lost.at(nth).map(LostLine::of);
            Some(line)
        });
        let entries = &results.round.rules.tie_break;
        let looked_at = index.parted_by.iter().filter_map(|at| entries.get(*at));
        let parted_by = looked_at.map(|entry| entry.by.written()).collect();
        UnitDocument {
            head: UnitHead {
                parted_by,
                lost: index.rank.map(|_| LostHead::of(&lost)),
                ..UnitHead::of(unit, index, previous, decimals, lang)
            },
            nodes: inner.map(|(node, figures)| NodeLine::of(node, figures, decimals)).collect(),
            leaves: leaves.collect(),
        }
    }

    /// A line for the unit, each node and each leaf.
    pub(super) fn page(&self) -> io::Result<Vec<u8>> {
        let mut page = Vec::with_capacity(64 * 1024);
        open(&mut page, &self.head)?;
        page.push(b'\n');
        list(&mut page, "nodes", self.nodes.iter())?;
        page.extend_from_slice(b",\n");
        list(&mut page, "leaves", self.leaves.iter())?;
        page.push(b'}');
        Ok(page)
    }
}

/// Figures of the whole unit. Without a rank there is no index, class or total to publish.
#[derive(Serialize)]
struct UnitHead<'r> {
    id: &'r str,
    name: &'r str,
    rank: Option<usize>,
    tied: bool,
    /// What was looked at further, because others had its index: of the round's `tie_break`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parted_by: Vec<String>,
    class: Option<&'r str>,
    /// `every_field`, or the gate: `node:7`, `survey:sipas-2017`, `item:bi_ky_luat`.
    class_held_by: Option<String>,
    /// Every gate that did not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    class_held_gates: Vec<String>,
    /// The class that the gate withheld, and the fields that fell short of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    class_held_from: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class_held_fields: Option<&'r [String]>,
    points: Option<String>,
    applicable_max: String,
    index: Option<String>,
    exact: Option<String>,
    bonus: String,
    penalty: String,
    self_points: Option<String>,
    submitted: bool,
    /// Why nothing of what it sent is used; null when that is not so.
    stopped: Option<String>,
    missing: usize,
    unreadable: usize,
    pending: usize,
    /// Leaves whose appraisal was sent and cannot be used.
    appraisal_refused: usize,
    /// Leaves that the unit claims not to apply, which no appraiser has seen.
    #[serde(skip_serializing_if = "is_none")]
    unconfirmed: usize,
    /// Identities of the set that its values break.
    #[serde(skip_serializing_if = "is_none")]
    failed_checks: usize,
    /// Doubtful values that are used and that no appraiser has confirmed.
    #[serde(skip_serializing_if = "is_none")]
    doubts: usize,
    outdated: usize,
    official_refused: usize,
    /// Leaves with a reply that was sent and cannot be used.
    #[serde(skip_serializing_if = "is_none")]
    reply_refused: usize,
    /// Leaves of a survey with forms that cannot be used.
    #[serde(skip_serializing_if = "is_none")]
    survey_refused: usize,
    /// Leaves whose points hang on values of other units that are not settled.
    #[serde(skip_serializing_if = "is_none")]
    open_peers: usize,
    /// What it lost, in points, exact; null without a rank.
    lost: Option<LostHead>,
    /// Whether something of the unit is not final.
    provisional: bool,
    /// Every file that the unit sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileLine<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'r str>,
}

/// A gate of a class by what it looks at.
fn gate_name(gate: &ClassGate) -> String {
    match gate {
        ClassGate::Node { code, .. } => format!("node:{code}"),
        ClassGate::Survey { scheme, .. } => format!("survey:{scheme}"),
        ClassGate::Item { key, .. } => format!("item:{key}"),
    }
}

impl<'r> UnitHead<'r> {
    fn of(
        unit: &'r Unit,
        figures: &'r UnitIndex,
        previous: Option<&'r str>,
        decimals: u32,
        lang: Lang,
    ) -> UnitHead<'r> {
        let ranked = figures.rank.is_some();
        let held = figures.class_held.as_ref();
        let published = figures.published.as_ref().filter(|_| ranked);
        UnitHead {
            id: unit.id.as_str(),
            name: &unit.name,
            rank: figures.rank,
            tied: figures.tied,
            parted_by: Vec::new(),
            class: figures.class.as_deref().filter(|_| ranked),
            class_held_by: held.map(|h| match (h.fields.is_empty(), h.gates.first()) {
                (true, Some(gate)) => gate_name(gate),
                _ => "every_field".to_string(),
            }),
            class_held_gates: held
                .map(|h| h.gates.iter().map(gate_name).collect())
                .unwrap_or_default(),
            class_held_from: held.map(|h| h.class.as_str()),
            class_held_fields: held.map(|h| h.fields.as_slice()),
            points: ranked.then(|| figures.points.to_short(decimals)),
            applicable_max: figures.applicable_max.to_plain(),
            index: published.map(|i| i.to_fixed(decimals)),
            exact: figures.index.as_ref().filter(|_| ranked).map(|i| i.to_string()),
            bonus: figures.bonus.to_short(decimals),
            penalty: figures.penalty.to_short(decimals),
            self_points: figures.self_points.as_ref().map(|p| p.to_short(decimals)),
            submitted: figures.submitted,
            stopped: figures.stopped.as_ref().map(|stop| stop.words(lang)),
            missing: figures.missing,
            unreadable: figures.unreadable,
            pending: figures.pending,
            appraisal_refused: figures.appraisal_refused,
            unconfirmed: figures.unconfirmed,
            failed_checks: figures.failed_checks,
            doubts: figures.doubts,
            outdated: figures.outdated,
            official_refused: figures.official_refused,
            reply_refused: figures.reply_refused,
            survey_refused: figures.survey_refused,
            open_peers: figures.open_peers,
            lost: None,
            provisional: figures.is_provisional(),
            files: figures.files.iter().map(FileLine::of).collect(),
            previous,
        }
    }
}

/// What a unit lost by each cause; the causes come to the total.
#[derive(Serialize)]
struct LostHead {
    total: String,
    causes: BTreeMap<&'static str, String>,
}

impl LostHead {
    fn of(lost: &Lost) -> LostHead {
        let causes = lost.causes().into_iter();
        LostHead {
            total: lost.total().to_plain(),
            causes: causes.map(|(cause, points)| (cause.key(), points.to_plain())).collect(),
        }
    }
}

#[derive(Serialize)]
struct FileLine<'r> {
    file: &'r str,
    sha256: Option<&'r str>,
    /// By what stands inside the file; asked only where a unit sent several.
    #[serde(skip_serializing_if = "Option::is_none")]
    saved: Option<String>,
    sent_as: &'static str,
}

impl<'r> FileLine<'r> {
    fn of(sent: &'r SentFile) -> FileLine<'r> {
        FileLine {
            file: &sent.file,
            sha256: sent.sha256.as_deref(),
            saved: sent.saved.map(|saved| saved.0.format("%Y-%m-%dT%H:%M:%S").to_string()),
            sent_as: sent.sent_as.key(),
        }
    }
}

#[derive(Serialize)]
struct NodeLine<'r> {
    code: &'r str,
    name: &'r str,
    /// `bonus` or `penalty`.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    points: String,
    exact: String,
    max: String,
    applicable_max: String,
    /// Percent; null when the node is not applicable.
    index: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<super::leaf::Gate<'r>>,
}

impl<'r> NodeLine<'r> {
    fn of(node: &'r Node, figures: &'r NodeIndex, decimals: u32) -> NodeLine<'r> {
        NodeLine {
            code: node.code.as_str(),
            name: &node.name,
            kind: match node.field_kind {
                FieldKind::Plain => None,
                FieldKind::Bonus => Some("bonus"),
                FieldKind::Penalty => Some("penalty"),
            },
            points: figures.points.to_short(decimals),
            exact: figures.points.to_string(),
            max: node.max.to_plain(),
            applicable_max: figures.applicable_max.to_plain(),
            index: figures.index.as_ref().map(|i| i.to_fixed(decimals)),
            gate: figures.gated.as_ref().map(super::leaf::Gate::of),
        }
    }
}

fn is_none(count: &usize) -> bool {
    *count == 0
}
