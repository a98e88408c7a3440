//! *Vì sao*: one row per unit and leaf that says how its points came about.

mod appraised_history;
pub(super) mod arithmetic;
pub(super) mod by_cause;
pub(super) mod differed;
pub mod explanation;
pub mod guide;
pub mod history;
pub mod history_shown;
mod inputs;
pub(super) mod looked_at;
pub(super) mod lost;
pub(super) mod needs;
pub(super) mod reasons;
pub(super) mod record;
pub(super) mod survey_source;

use std::borrow::Cow;

use crate::results::Results;
use crate::rubric::Node;
use crate::scores::{DecidedBy, Input, LeafScore, State};
use crate::terms::Lang;
use crate::value::Origin;

use crate::report::block::{Block, Cell, Page, Table, Target};
use crate::report::columns::{Columns, OfLeaf};
use crate::report::computation::CODE_ON_WHY;
use crate::report::standing::{Standing, agency_name, point_decimals};
use crate::report::why::differed::Difference;
use crate::report::why::reasons::{Reasons, place};
use crate::report::why::survey_source::SurveySource;
use crate::report::workbook::Workbook;
use crate::report::{heading, words};

pub(crate) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let table = columns(book).streamed(move |visit| each(book, visit));
    let table = Table { fixed_columns: 4, ..table };
    let mut blocks = heading::why_head(book.results, name, book.lang);
    blocks.push(Block::Table(table));
    vec![Page { blocks, long: true, papers_wide: 3, ..Page::default() }]
}

/// A leaf of a unit with what is said of it.
struct Said<'r> {
    standing: Standing<'r>,
    leaf: &'r LeafScore,
    node: &'r Node,
    reasons: &'r Reasons<'r>,
    /// Its points on *Chi tiết*.
    back: Option<Target<'r>>,
}

impl<'r> OfLeaf<'r> for Said<'r> {
    fn standing(&self) -> Standing<'r> {
        self.standing
    }

    fn node(&self) -> &'r Node {
        self.node
    }
}

fn each<'r>(book: &'r Workbook<'r>, visit: &mut dyn FnMut(&Said<'r>)) {
    for (places, reasons) in book.layout.blocks.iter().zip(&book.reasons) {
        for at in 0..places.block.units.len() {
            let standing = Standing::of(book.results, places.block, at);
            for leaf in standing.leaves {
                let node = &places.block.rubric.nodes[leaf.node];
                let back = book.layout.live.then(|| places.points(leaf.node, at));
                visit(&Said { standing, leaf, node, reasons, back });
            }
        }
    }
}

/// The columns that lead somewhere: the code to *Chi tiết*, the place to the input file.
fn columns<'r>(book: &'r Workbook<'r>) -> Columns<'r, 'r, Said<'r>> {
    let (results, lang) = (book.results, book.lang);
    let decimals = point_decimals(results);
    let mut columns = Columns::<Said<'r>>::new(lang);
    columns
        .subject([14.0, 20.0, 8.0, 34.0])
        .cell(CODE_ON_WHY, |s| {
            let code = Cell::text(s.node.code.as_str());
            match &s.back {
                Some(to) => code.leading(to.clone()),
                None => code,
            }
        })
        .right(words::FINAL, 8.0, move |s| match s.leaf.state {
            State::NotApplicable => Cell::Empty,
            _ => Cell::exact(&s.standing.points(s.leaf.node), decimals),
        })
        .right(words::MAX, 8.0, move |s| Cell::exact(&s.node.max, decimals))
        .left(words::STATE, 13.0, move |s| Cell::text(words::state(s.leaf.state, lang)))
        .left(words::GUIDE, 46.0, |s| Cell::text(s.reasons.guide(s.leaf.node)))
        .left(words::VALUE_LOOKED_AT, 26.0, |s| Cell::text(s.reasons.value(s.leaf)))
        .left(words::BRANCH, 20.0, |s| Cell::text(s.reasons.taken(s.leaf)))
        .left(words::MISSED, 20.0, |s| Cell::text(s.reasons.missed(s.leaf)))
        .left(words::NEEDED, 40.0, |s| match s.standing.gated(s.leaf.node) {
            Some(_) => Cell::Empty,
            None => Cell::text(s.reasons.needs(s.leaf).join("\n")),
        })
        .left(words::ARITHMETIC, 30.0, |s| Cell::text(s.arithmetic()))
        .left(words::INPUTS, 46.0, |s| Cell::text(s.inputs()))
        .left(words::OPEN_SOURCE, 26.0, |s| opened(s.leaf))
        .left(words::DECIDED, 22.0, move |s| Cell::text(decided(&s.standing, s.leaf, lang).0))
        .left(words::REASON, 30.0, move |s| Cell::text(s.reason(lang)))
        .left(words::ACCOUNT_PROOF, 26.0, |s| Cell::text(s.leaf.proof.as_str()))
        .left(words::SOURCE, 20.0, |s| {
            let source = s.node.leaf.as_ref().and_then(|leaf| leaf.source.as_deref());
            source.map_or(Cell::Empty, Cell::text)
        });
    columns
}

impl<'r> Said<'r> {
    /// How the points came out, or why there are none.
    fn arithmetic(&self) -> String {
        let (standing, leaf) = (&self.standing, self.leaf);
        let open = !matches!(leaf.state, State::Scored | State::NotApplicable);
        let gated = standing.gated(leaf.node).is_some();
        match gated || open || self.reasons.judged(standing, leaf).is_some() {
            true => self.reasons.cause(standing, leaf),
            false => self.reasons.points(leaf),
        }
    }

    fn inputs(&self) -> String {
        let results = self.standing.results;
        let survey = SurveySource::of(results, &self.standing.unit.id, self.node);
        let inputs = match survey {
            Some(source) => source.words(self.reasons.lang()),
            None => self.reasons.inputs(self.leaf),
        };
        with_peers(inputs, self.reasons, results, self.leaf)
    }

    /// The reason of the decision, and what the appraisers said before it.
    fn reason(&self, lang: Lang) -> Cow<'r, str> {
        let (standing, leaf) = (&self.standing, self.leaf);
        let (_, reason) = decided(standing, leaf, lang);
        let unit = standing.block.units[standing.at];
        let (results, rubric) = (standing.results, &standing.block.rubric);
        let differed = differed::at_leaf(results, rubric, unit, leaf, lang);
        match differed.is_empty() {
            true => Cow::Borrowed(reason),
            false => Cow::Owned(with_differences(reason, &differed, lang)),
        }
    }
}

/// So many units that were compared with are named in a cell; `why` names all.
const PEERS: usize = 5;

/// The inputs, and below them the values of the units that a relative rule compared with.
fn with_peers(
    inputs: String,
    reasons: &Reasons<'_>,
    results: &Results,
    leaf: &LeafScore,
) -> String {
    let peers = reasons.peers(results, leaf);
    let word = words::ACCOUNT_PEERS.say(reasons.lang());
    let mut lines = vec![inputs];
    lines.extend(peers.iter().take(PEERS).map(|peer| format!("{word}: {peer}")));
    if peers.len() > PEERS {
        let rest = (peers.len() - PEERS).to_string();
        lines.push(words::AND_OTHERS.with(reasons.lang(), &[("n", &rest)]));
    }
    lines.join("\n")
}

/// The first cell that something was read from; the text stays readable where the file itself
/// did not come along.
fn opened(leaf: &LeafScore) -> Cell<'_> {
    let of_input = |input: &Input| input.origin.as_ref().filter(|o| !o.cell.is_empty()).cloned();
    let given = || leaf.appraised.iter().flatten().next().map(|given| given.origin.clone());
    let found: Option<Origin> = leaf.inputs.iter().find_map(of_input).or_else(given);
    found.map_or(Cell::Empty, |origin| {
        Cell::text(place(&origin)).leading(Target::Source(Cow::Owned(origin)))
    })
}

fn with_differences(reason: &str, differed: &[Difference], lang: Lang) -> String {
    let word = words::ACCOUNT_DIFFERED.say(lang);
    let differed = differed.iter().map(|one| format!("{word} – {}", one.words(lang)));
    let reason = Some(reason.to_string()).filter(|reason| !reason.is_empty());
    reason.into_iter().chain(differed).collect::<Vec<_>>().join("\n")
}

/// Who decided, and the reason given.
fn decided<'a>(standing: &Standing<'_>, leaf: &'a LeafScore, lang: Lang) -> (String, &'a str) {
    if leaf.state != State::Scored {
        return (String::new(), "");
    }
    let given = match leaf.decided_by {
        DecidedBy::Appraisal1 => leaf.appraised[0].as_deref(),
        DecidedBy::Appraisal2 => leaf.appraised[1].as_deref(),
        DecidedBy::Rule | DecidedBy::Survey => None,
    };
    let by = words::decided_by(leaf.decided_by, lang);
    let agency = given.and_then(|given| given.agency.as_ref());
    let decided = match agency {
        Some(id) => format!("{by} – {}", agency_name(standing.results, id)),
        None => by.to_string(),
    };
    (decided, given.map_or("", |given| given.reason.as_str()))
}
