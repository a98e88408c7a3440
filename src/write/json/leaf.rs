//! One leaf: its points, who decided, what went in, and how the rule came to them.

use serde::Serialize;

use super::need::NeedLine;
use super::record::{ReplacedLine, SupplementLine, replaced, supplements};
use super::trace::TraceObject;
use super::values::{CountLine, Declared, PlaceOf, value_of};
use crate::index::NodeIndex;
use crate::refusal::Refusal;
use crate::report::{Cause, Reasons, SurveySource};
use crate::round::Round;
use crate::rubric::Node;
use crate::scores::{
    AppraisedScore, DecidedBy, Gated, Input, LeafScore, OpenPeer, Peer, Stance, State,
};
use crate::terms::Exact;
use crate::value::Aside;

#[derive(Serialize)]
pub(super) struct LeafLine<'r> {
    code: &'r str,
    name: &'r str,
    max: String,
    min: String,
    state: &'static str,
    /// After gates; 0 unless scored, null when not applicable.
    points: Option<String>,
    exact: Option<String>,
    /// What the rule gave from the data; null when it could not.
    computed: Option<String>,
    #[serde(rename = "self")]
    own: Option<String>,
    appraised_1: Option<String>,
    appraised_2: Option<String>,
    decided_by: &'static str,
    /// What it cost the unit and why; null when nothing is lost.
    pub(super) lost: Option<LostLine>,
    /// What an appraiser sent for it and cannot be used: the points are not final.
    #[serde(skip_serializing_if = "Option::is_none")]
    appraisal_refused: Option<RefusalLine<'r>>,
    /// What else was sent for it and cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<SentLine<'r>>,
    /// Values of other units that its points hang on and that are not settled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open_peers: Vec<OpenPeerLine<'r>>,
    /// The unit claims that it does not apply: `open` until an appraiser has agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'static str>,
    /// Of the appraisal that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    appraised_by: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appraisals: Vec<AppraisalLine<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<Gate<'r>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    proof: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    explanation: &'r str,
    /// What replies of the unit took the place of, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<ReplacedLine<'r>>,
    /// Answers to requests to explain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    supplements: Vec<SupplementLine<'r>>,
    /// Where the proof cell leads.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    proof_links: &'r [String],
    /// The comments on the cells of the leaf's rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comments: Vec<CommentLine<'r>>,
    inputs: Vec<InputLine<'r>>,
    /// Where the figure of a survey leaf comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<SurveyLine<'r>>,
    /// The values of other units that decided a relative rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    peers: Vec<PeerLine<'r>>,
    trace: TraceObject<'r>,
    /// What one input alone would have to be for more points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<NeedLine<'r>>,
}

impl<'r> LeafLine<'r> {
    /// `None` when the node is not a leaf.
    pub(super) fn of(
        node: &'r Node,
        figures: &'r NodeIndex,
        score: &'r LeafScore,
        (reasons, survey): (&'r Reasons<'r>, Option<&SurveySource<'r>>),
        round: &'r Round,
    ) -> Option<LeafLine<'r>> {
        let decimals = round.rules.decimals;
        let leaf = node.leaf.as_ref()?;
        let applies = score.state != State::NotApplicable;
        let points = applies.then(|| Figure::of(&figures.points, decimals));
        let decider = decider(score);
        let refusal = score.refusal.as_deref();
        let appraised = |at: usize| score.appraised[at].as_ref().map(|a| a.points.to_plain());
        Some(LeafLine {
            code: node.code.as_str(),
            name: &node.name,
            max: node.max.to_plain(),
            min: leaf.min.to_plain(),
            state: score.state.key(),
            points: points.as_ref().map(|p| p.short.clone()),
            exact: points.map(|p| p.exact),
            computed: score.computed.as_ref().ok().map(|c| c.to_short(decimals)),
            own: score.self_score.as_ref().map(Exact::to_plain),
            appraised_1: appraised(0),
            appraised_2: appraised(1),
            decided_by: score.decided_by.key(),
            lost: None,
            appraisal_refused: refusal.filter(|r| r.what.is_appraisal()).map(RefusalLine::of),
            refused: refusal.filter(|r| !r.what.is_appraisal()).map(SentLine::of),
            open_peers: score.open_peers.iter().map(|p| OpenPeerLine::of(p, round)).collect(),
            claim: score.claim.as_ref().map(|_| match score.is_unconfirmed() {
                true => "open",
                false => "confirmed",
            }),
            appraised_by: decider.and_then(|a| a.agency.as_ref()).map(|a| a.as_str()),
            reason: decider.map(|a| a.reason.as_str()).filter(|r| !r.is_empty()),
            appraisals: appraisals(score),
            gate: figures.gated.as_ref().map(Gate::of),
            proof: &score.proof,
            explanation: &score.explanation,
            replaced: replaced(score),
            supplements: supplements(score),
            proof_links: score.aside.as_deref().map_or(&[], |aside| &aside.proof_links),
            comments: score.aside.as_deref().map(comments).unwrap_or_default(),
            inputs: score.inputs.iter().map(InputLine::of).collect(),
            survey: survey.map(SurveyLine::of),
            peers: score.peers.iter().map(|peer| PeerLine::of(peer, round)).collect(),
            trace: TraceObject::of(leaf, score, reasons),
            needs: score.breakpoints.iter().map(|b| NeedLine::of(b, score)).collect(),
        })
    }
}

/// Points that were lost, exact, and their one cause.
#[derive(Serialize)]
pub(super) struct LostLine {
    points: String,
    cause: &'static str,
}

impl LostLine {
    pub(super) fn of((cause, lost): (Cause, &Exact)) -> LostLine {
        LostLine { points: lost.to_string(), cause: cause.key() }
    }
}

/// `share`, `low` and `high` are published percent; an interval is not known of a factor.
#[derive(Serialize)]
struct SurveyLine<'r> {
    scheme: &'r str,
    of: String,
    n: usize,
    share: Option<String>,
    low: Option<String>,
    high: Option<String>,
    files: Vec<SurveyFile<'r>>,
}

#[derive(Serialize)]
struct SurveyFile<'r> {
    file: &'r str,
    sha256: &'r str,
}

impl<'r> SurveyLine<'r> {
    fn of(source: &SurveySource<'r>) -> SurveyLine<'r> {
        let percent = |share: f64| format!("{:.2}", share * 100.0);
        let share = source.share.as_ref();
        let files = source.survey.fieldwork.files.iter();
        SurveyLine {
            scheme: &source.survey.scheme,
            of: source.of.to_string(),
            n: source.n,
            share: share.map(|share| (share.clone() * &Exact::whole(100)).to_fixed(2)),
            low: source.low.map(percent),
            high: source.high.map(percent),
            files: files.map(|(file, sha256)| SurveyFile { file, sha256 }).collect(),
        }
    }
}

#[derive(Serialize)]
struct RefusalLine<'r> {
    #[serde(flatten)]
    place: PlaceOf<'r>,
}

impl<'r> RefusalLine<'r> {
    fn of(refusal: &'r Refusal) -> RefusalLine<'r> {
        RefusalLine { place: PlaceOf::within(&refusal.file, refusal.origin.as_ref()) }
    }
}

#[derive(Serialize)]
struct SentLine<'r> {
    what: &'static str,
    #[serde(flatten)]
    place: PlaceOf<'r>,
}

impl<'r> SentLine<'r> {
    fn of(refusal: &'r Refusal) -> SentLine<'r> {
        let place = PlaceOf::within(&refusal.file, refusal.origin.as_ref());
        SentLine { what: refusal.what.key(), place }
    }
}

#[derive(Serialize)]
struct OpenPeerLine<'r> {
    unit: &'r str,
    key: &'r str,
    why: &'static str,
    #[serde(flatten)]
    place: Option<PlaceOf<'r>>,
}

impl<'r> OpenPeerLine<'r> {
    fn of(peer: &'r OpenPeer, round: &'r Round) -> OpenPeerLine<'r> {
        let origin = peer.origin.as_ref();
        OpenPeerLine {
            unit: round.units[peer.unit].id.as_str(),
            key: peer.key.as_str(),
            why: peer.why.key(),
            place: origin.map(|origin| PlaceOf::within(&origin.file, Some(origin))),
        }
    }
}

struct Figure {
    short: String,
    exact: String,
}

impl Figure {
    fn of(points: &Exact, decimals: u32) -> Figure {
        let exact = points.to_string();
        // Most points are whole: one text serves both.
        let short = if points.is_whole() { exact.clone() } else { points.to_short(decimals) };
        Figure { short, exact }
    }
}

fn decider(score: &LeafScore) -> Option<&AppraisedScore> {
    match score.decided_by {
        DecidedBy::Appraisal1 => score.appraised[0].as_deref(),
        DecidedBy::Appraisal2 => score.appraised[1].as_deref(),
        DecidedBy::Rule | DecidedBy::Survey => None,
    }
}

fn appraisals(score: &LeafScore) -> Vec<AppraisalLine<'_>> {
    let rounds = (1u8..).zip(&score.appraised);
    rounds.filter_map(|(round, a)| Some(AppraisalLine::of(round, a.as_ref()?))).collect()
}

#[derive(Serialize)]
struct AppraisalLine<'r> {
    round: u8,
    points: String,
    /// They are what the data give; `then`: what the data gave when the form was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    agrees: Option<&'static str>,
    /// Round 2 corrected a value after these points: they do not count.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    overruled: bool,
    agency: Option<&'r str>,
    reason: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    request: &'r str,
    #[serde(flatten)]
    place: PlaceOf<'r>,
}

impl<'r> AppraisalLine<'r> {
    fn of(round: u8, given: &'r AppraisedScore) -> AppraisalLine<'r> {
        AppraisalLine {
            round,
            points: given.points.to_plain(),
            agrees: match given.stance {
                Stance::Agrees => Some("now"),
                Stance::AgreedThen => Some("then"),
                Stance::Differs | Stance::Overruled => None,
            },
            overruled: given.stance == Stance::Overruled,
            agency: given.agency.as_ref().map(|a| a.as_str()),
            reason: &given.reason,
            request: &given.request,
            place: PlaceOf::of(Some(&given.origin)),
        }
    }
}

#[derive(Serialize)]
struct CommentLine<'r> {
    text: &'r str,
    #[serde(flatten)]
    place: PlaceOf<'r>,
}

fn comments(aside: &Aside) -> Vec<CommentLine<'_>> {
    let all = aside.comments.iter();
    let all = all.map(|(origin, text)| CommentLine { text, place: PlaceOf::of(Some(origin)) });
    all.collect()
}

#[derive(Serialize)]
struct InputLine<'r> {
    key: &'r str,
    /// `form`, `reply`, `official`, `block`, `correction`.
    from: &'static str,
    #[serde(flatten)]
    used: Declared<'r>,
    /// The cell held the result of a formula.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    by_formula: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'r str>,
    /// How it was counted from a register.
    #[serde(skip_serializing_if = "Option::is_none")]
    count_of: Option<CountLine<'r>>,
    /// What the unit had declared, when an appraiser corrected it.
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<Declared<'r>>,
}

#[derive(Serialize)]
struct PeerLine<'r> {
    unit: &'r str,
    key: &'r str,
    #[serde(flatten)]
    place: PlaceOf<'r>,
    value: Option<String>,
}

impl<'r> PeerLine<'r> {
    fn of(peer: &'r Peer, round: &'r Round) -> PeerLine<'r> {
        let place = PlaceOf::of(peer.origin.as_ref());
        let unit = round.units.get(peer.unit).map_or("", |unit| unit.id.as_str());
        let (key, value) = (peer.key.as_str(), value_of(&peer.outcome));
        PeerLine { unit, key, place, value }
    }
}

impl<'r> InputLine<'r> {
    fn of(input: &'r Input) -> InputLine<'r> {
        let declared = input.declared.as_deref();
        let is_counted = input.count_of.as_ref().is_some_and(|count| count.rows.is_some());
        InputLine {
            key: input.key.as_str(),
            from: input.from.key(),
            used: Declared::of(
                &input.outcome,
                &input.raw,
                input.origin.as_ref().filter(|_| !is_counted),
            ),
            by_formula: input.by_formula,
            comment: input.comment.as_deref(),
            count_of: input.count_of.as_deref().map(CountLine::of),
            declared: declared.map(|d| Declared::of(&d.outcome, &d.raw, d.origin.as_ref())),
        }
    }
}

/// The gate that took the points: the node that carries it, and the one that earned 0.
#[derive(Serialize)]
pub(super) struct Gate<'r> {
    by: &'r str,
    node: &'r str,
}

impl<'r> Gate<'r> {
    pub(super) fn of(gated: &'r Gated) -> Gate<'r> {
        Gate { by: gated.by.as_str(), node: gated.node.as_str() }
    }
}
