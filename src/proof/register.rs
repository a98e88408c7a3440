//! The register: every piece that a leaf names as proof with the files that it was found in.

use super::files::ProofFile;
use super::grammar::named_in;
use super::matching::{is_called, names};
use super::named::Mention;
use crate::evidence::{UnitEvidence, unescaped};
use crate::problem::{Place, Problems};
use crate::results::{BlockResults, Results};
use crate::scores::{DecidedBy, LeafScore, State};
use crate::terms::{AgencyId, Code, Date, Exact};
use crate::value::Value;

/// A piece of a cell of proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub mention: Mention,
    /// Positions in `Register::files`.
    pub files: Vec<usize>,
}

/// What one leaf of one unit names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafProof {
    /// Position in `Round::units`.
    pub unit: usize,
    pub code: Code,
    pub name: String,
    pub appraiser: Option<AgencyId>,
    /// What the set asks for.
    pub asked: Option<String>,
    /// Whether its papers may be named for other leaves too.
    pub shared: bool,
    /// The points that it earned: they are at stake.
    pub points: Exact,
    /// Whether it was scored from what the unit said.
    pub scored: bool,
    /// The dates that the unit declared for it.
    pub dates: Vec<Date>,
    pub named: Vec<Named>,
    /// The cell of proof, else that of the self score, else the form.
    pub place: Place,
}

/// All that is named and all that is there.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// By unit in the order of the round, then by leaf in that of the set.
    pub leaves: Vec<LeafProof>,
    /// By name.
    pub files: Vec<ProofFile>,
    /// One per file: whether something names it, or its criterion is known.
    pub is_named: Vec<bool>,
    /// What a person has to look at, in the order of listings; empty until it was looked for.
    pub problems: Problems,
}

impl Register {
    /// `evidence`: one per unit of the round.
    pub fn new(results: &Results, evidence: &[UnitEvidence], files: Vec<ProofFile>) -> Register {
        let mut register =
            Register { is_named: vec![false; files.len()], files, ..Register::default() };
        for block in &results.blocks {
            for (at, unit) in block.units.iter().enumerate() {
                let Some(evidence) = evidence.get(*unit).filter(|sent| sent.file.is_some()) else {
                    continue;
                };
                let scores = block.scores.get(at).into_iter().flat_map(|scores| &scores.leaves);
                register
                    .leaves
                    .extend(scores.filter_map(|score| leaf(block, *unit, score, evidence)));
            }
        }
        register.leaves.sort_by_key(|leaf| leaf.unit);
        register.find_files();
        register
    }

    /// How many pieces are words that are not understood.
    pub fn words(&self) -> usize {
        let all = self.leaves.iter().flat_map(|leaf| &leaf.named);
        all.filter(|named| matches!(named.mention, Mention::Words(_))).count()
    }

    fn find_files(&mut self) {
        for leaf in &mut self.leaves {
            let own = |file: &ProofFile| file.unit.is_none_or(|unit| unit == leaf.unit);
            for named in &mut leaf.named {
                let here = self.files.iter().enumerate().filter(|(_, file)| own(file));
                let here = here.filter(|(_, file)| is_it(&named.mention, file));
                named.files = here.map(|(at, _)| at).collect();
                named.files.iter().for_each(|at| self.is_named[*at] = true);
            }
        }
        self.find_by_criterion();
    }

    /// A file that lies at a criterion is that of the only document that has none there.
    fn find_by_criterion(&mut self) {
        for leaf in &mut self.leaves {
            let is_there = |(_, file): &(usize, &ProofFile)| {
                file.unit == Some(leaf.unit) && file.code.as_ref() == Some(&leaf.code)
            };
            let here = self.files.iter().enumerate().filter(is_there).map(|(at, _)| at);
            let here: Vec<usize> = here.filter(|at| !self.is_named[*at]).collect();
            let mut open = leaf.named.iter_mut().filter(|named| {
                named.files.is_empty() && matches!(named.mention, Mention::Document(_))
            });
            if let (Some(named), None, [file]) = (open.next(), open.next(), &here[..]) {
                named.files.push(*file);
            }
            here.iter().for_each(|at| self.is_named[*at] = true);
        }
    }
}

fn is_it(mention: &Mention, file: &ProofFile) -> bool {
    match mention {
        Mention::Document(document) => is_called(file.stem(), document),
        Mention::File(name) | Mention::Link(name) => names(name, file.name()),
        Mention::SameAs(_) | Mention::Words(_) => false,
    }
}

/// `None` for a leaf that forms do not answer.
fn leaf(
    block: &BlockResults,
    unit: usize,
    score: &LeafScore,
    evidence: &UnitEvidence,
) -> Option<LeafProof> {
    let node = block.rubric.nodes.get(score.node)?;
    let of_set = node.leaf.as_ref()?;
    if score.decided_by == DecidedBy::Survey {
        return None;
    }
    let declared = evidence.leaves.get(score.node)?;
    let links = declared.aside.iter().flat_map(|aside| &aside.proof_links);
    let supplements = declared.supplements.iter().map(|more| more.proof.as_str());
    let mut named: Vec<Mention> =
        [declared.proof.as_str()].into_iter().chain(supplements).flat_map(named_in).collect();
    for link in links.map(|link| unescaped(link)) {
        let known = named.iter().any(|one| matches!(one, Mention::Link(to) if *to == link));
        named.extend((!known).then_some(Mention::Link(link)));
    }
    let dates = score.inputs.iter().filter_map(|input| match &input.outcome {
        Ok(Value::Date(date)) => Some(*date),
        _ => None,
    });
    let said_at = declared.proof_origin.as_ref().or(declared.self_origin.as_ref());
    let file = evidence.file.as_deref().unwrap_or_default();
    Some(LeafProof {
        unit,
        code: node.code.clone(),
        name: node.name.clone(),
        appraiser: of_set.appraiser().cloned(),
        asked: of_set.proof.clone(),
        shared: of_set.proof_shared,
        points: score.points.clone(),
        scored: score.state == State::Scored,
        dates: dates.collect(),
        named: named.into_iter().map(|mention| Named { mention, files: Vec::new() }).collect(),
        place: said_at.map_or_else(|| Place::file(file), Place::from),
    })
}
