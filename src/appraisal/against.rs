//! What the rows of every appraisal form are read against.

use std::sync::OnceLock;

use super::copies::{Copies, State};
use super::{Given, title};
use crate::grid::Book;
use crate::refusal::{Refusal, Refused};
use crate::round::{Names, Round};
use crate::rubric::{Codes, Rubric};
use crate::text::{fold, unaccent};

/// What the rows of every form are read against; made once for all forms.
pub struct Against<'a> {
    pub round: &'a Round,
    pub names: &'a Names,
    /// One per block; `None` where the set is broken.
    pub rubrics: &'a [Option<Rubric>],
    codes: Vec<Option<Codes>>,
    pub(super) copies: Copies,
    /// What the round knows; made only for forms that do not say themselves what they repeat.
    known: OnceLock<Copies>,
    knowing: Option<Knowing<'a>>,
}

/// Makes what the round knows of every unit and leaf.
type Knowing<'a> = &'a (dyn Fn() -> Vec<State> + Sync + 'a);

impl<'a> Against<'a> {
    pub fn new(round: &'a Round, names: &'a Names, rubrics: &'a [Option<Rubric>]) -> Self {
        let codes = rubrics.iter().map(|r| r.as_ref().map(Codes::new)).collect();
        let (copies, known) = (Copies::default(), OnceLock::new());
        Against { round, names, rubrics, codes, copies, known, knowing: None }
    }

    /// Takes up what the units declared, first and now.
    pub fn knowing(self, states: Knowing<'a>) -> Self {
        Against { knowing: Some(states), ..self }
    }

    pub(super) fn known(&self) -> &Copies {
        let states = || self.knowing.map(|states| states()).unwrap_or_default();
        self.known.get_or_init(|| Copies::of_states(states()))
    }

    /// Takes up the office's copies of the forms that went out.
    pub fn with_copies(mut self, books: &[Book]) -> Self {
        let mut copies = Copies::default();
        books.iter().for_each(|book| copies.add(book, (self.round, self.names, self.rubrics)));
        self.copies = copies;
        self
    }

    /// What a file that could not be read leaves open, as far as its name says.
    pub fn unread(&self, shown: &str) -> Given {
        let agencies = self.round.agencies.iter().map(|agency| agency.id.as_str());
        let bare = |text: &str| unaccent(&fold(text)).replace(' ', "-");
        let own: Vec<String> = self.round.agencies.iter().map(|one| bare(&one.name)).collect();
        let names = || own.iter().map(String::as_str);
        let blocks = self.round.blocks.iter().map(|block| block.id.as_str());
        let refusal = Refusal {
            round: title::round_of_name(shown),
            agency: title::named_in(shown, &self.round.id, agencies)
                .or_else(|| title::named_in(&bare(shown), "", names()))
                .map(|at| self.round.agencies[at].id.clone()),
            block: title::named_in(shown, &self.round.id, blocks),
            ..Refusal::of_file(Refused::Appraisal, shown.into())
        };
        Given { rows: Vec::new(), refused: vec![refusal] }
    }

    /// The same where an agency is named; nothing of any other.
    pub fn unread_of_agency(&self, shown: &str) -> Given {
        let mut given = self.unread(shown);
        given.refused.retain(|refusal| refusal.agency.is_some());
        given
    }

    /// What stays open where the place that the round looks in is not there.
    pub fn absent(&self, pattern: &str) -> Given {
        let mut given = self.unread(pattern);
        let all = given.refused.iter_mut();
        all.for_each(|refusal| refusal.what = Refused::AbsentAppraisal);
        given
    }

    /// The set of a block with its codes.
    pub(super) fn set(&self, block: usize) -> Option<(&'a Rubric, &Codes)> {
        Some((self.rubrics.get(block)?.as_ref()?, self.codes.get(block)?.as_ref()?))
    }
}
