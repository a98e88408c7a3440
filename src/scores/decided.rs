//! What the appraisers said of a leaf, over what its rule gives: points, agreement, claims seen.

use super::leaf::LeafScoring;
use super::{AppraisedScore, Confirmed, DecidedBy, LeafScore, Manner, Stance, State};
use crate::appraisal::{Agreement, Appraised, is_as_shown};
use crate::evidence::Stop;
use crate::expr::points_words;
use crate::problem::{Kind, Place, Problem, Problems, kinds};
use crate::refusal::{Refusal, Refused};
use crate::terms::{AgencyId, Exact, Lang};
use crate::value::{Gap, Origin};

/// What a rule gives, or why it gives nothing.
type Computed = Result<Exact, Gap>;

/// The appraisals of one leaf of one unit on their way into its score.
struct Deciding<'a> {
    scoring: &'a LeafScoring<'a>,
    /// What the rule gives from the data as they are now, after corrections.
    ruled: Computed,
    problems: &'a mut Problems,
}

impl LeafScoring<'_> {
    /// What the appraisers make of the score that the rule gives.
    pub(super) fn decide(&self, ruled: Computed, score: &mut LeafScore, problems: &mut Problems) {
        Deciding { scoring: self, ruled, problems }.decide(score);
    }
}

impl Deciding<'_> {
    /// Round after round; the last one is final.
    fn decide(&mut self, score: &mut LeafScore) {
        let (data, node) = (self.scoring.data, self.scoring.at);
        let by_rule = (score.state, score.points.clone(), score.decided_by, score.claim.clone());
        for round in [1, 2] {
            for given in data.appraised.iter().filter(|a| (a.round, a.node) == (round, node)) {
                self.points(score, given);
            }
            for agreed in data.agreed.iter().filter(|a| (a.round, a.node) == (round, node)) {
                self.agreement(score, agreed);
            }
        }
        if self.is_overruled(score) {
            (score.state, score.points, score.decided_by, score.claim) = by_rule;
        }
    }

    /// Whether the points of round 1 gave way to a value that round 2 corrected, or agreement with
    /// what was declared to a value that the same round corrected. Another agency's
    /// correction of a shared value leaves a judgement of this leaf's own appraiser as it is.
    fn is_overruled(&mut self, score: &mut LeafScore) -> bool {
        let (ruled, scoring) = (self.ruled.as_ref(), self.scoring);
        // Another row of the round corrected what this one saw as it was declared.
        let is_unseen = |given: &AppraisedScore| {
            ruled != Ok(&given.points) && !scoring.is_corrected_beside(&given.origin)
        };
        let (given, same) = match (&mut score.appraised, scoring.corrected_in()) {
            ([Some(given), None], Some(2)) => (given, None),
            ([Some(given), None], Some(1)) if is_unseen(given) => (given, Some(1)),
            ([_, Some(given)], Some(2)) if is_unseen(given) => (given, Some(2)),
            _ => return false,
        };
        if matches!(self.ruled, Err(Gap::Missing | Gap::Unreadable | Gap::Pending)) {
            return false;
        }
        let is_later = same.is_none() && scoring.is_corrected_by_appraiser();
        let follows = given.stance == Stance::Agrees || is_later;
        let (points, origin) = (given.points.clone(), given.origin.clone());
        if follows {
            given.stance = Stance::Overruled;
        }
        if self.ruled.as_ref() != Ok(&points) {
            let kind = match follows {
                true => &kinds::appraisal::OVERRULED,
                false => &kinds::appraisal::POINTS_KEPT,
            };
            let (vi, en) = both(&points);
            let story = correction_words(same, follows, (&vi, &en));
            let problem = self.problem(kind, &origin, &self.ruled).said("given", vi, en);
            self.problems.push(problem.said("story", story.0, story.1));
        }
        follows
    }

    fn decimals(&self) -> u32 {
        self.scoring.sources.round.rules.decimals
    }

    /// The exact points that `written` shows: what the rule gives now, or gave from what was
    /// declared.
    fn exact_of(&self, score: &LeafScore, written: &Exact, round: u8) -> Option<Exact> {
        let decimals = self.decimals();
        let of = |computed: &Computed| {
            computed.clone().ok().filter(|exact| is_as_shown(written, exact, decimals))
        };
        match self.scoring.corrected_in() {
            Some(later) if later > round => of(&score.computed).or_else(|| of(&self.ruled)),
            // What an earlier round corrected is known: nobody agrees with the figure before it.
            Some(earlier) if earlier < round => of(&self.ruled),
            _ => of(&self.ruled).or_else(|| of(&score.computed)),
        }
    }

    fn points(&mut self, score: &mut LeafScore, given: &Appraised) {
        let decimals = self.decimals();
        let before = score.appraised[0].as_ref().map(|before| before.points.clone());
        let kept = before.filter(|before| is_as_shown(&given.points, before, decimals));
        let judged = self.scoring.leaf.rule.kind == "judged";
        let exact = self.exact_of(score, &given.points, given.round);
        let as_then = || {
            let shown = given.shown.as_ref();
            shown.is_some_and(|shown| is_as_shown(&given.points, shown, decimals))
        };
        let (points, stance) = match (exact, kept) {
            (Some(exact), _) => (exact, Stance::Agrees),
            (None, Some(kept)) => (kept, Stance::Differs),
            (None, None) => {
                let points = given.points.clone();
                let then = !judged && given.reason.is_empty() && as_then();
                if !judged && given.reason.is_empty() {
                    self.tell_difference(score, given, then);
                }
                if !judged && !then && !self.is_superseded(given) {
                    self.tell_change(score, given);
                }
                (points, if then { Stance::AgreedThen } else { Stance::Differs })
            }
        };
        let request = given.request.clone();
        let manner = if as_then() { Manner::AsShown } else { Manner::Own };
        let made = AppraisedScore {
            points,
            shown: given.shown.clone(),
            stance,
            manner,
            request,
            reason: given.reason.clone(),
            agency: given.agency.clone(),
            origin: given.origin.clone(),
        };
        take(score, given.round, made);
    }

    /// What the data gave when the form of a round went out, as far as it is known now.
    fn known_in<'c>(&'c self, score: &'c LeafScore, round: u8) -> &'c Computed {
        match self.scoring.corrected_in() {
            Some(earlier) if earlier < round => &self.ruled,
            _ => &score.computed,
        }
    }

    /// Other points than the data give, without a reason: a change that nobody explains, or what
    /// the data gave on the day of the form.
    fn tell_difference(&mut self, score: &LeafScore, given: &Appraised, then: bool) {
        let kind = match then {
            true => &kinds::appraisal::POINTS_OLD,
            false => &kinds::scores::NO_REASON,
        };
        let problem = self.problem(kind, &given.origin, self.known_in(score, given.round));
        let (vi, en) = both(&given.points);
        let problem = problem.said("given", vi, en);
        // What a form that cannot be used no longer says follows from the fault of that form.
        self.problems.push(match &self.scoring.data.evidence.stopped {
            Some(Stop::Unusable { file }) => problem.because_of(Place::file(file.as_ref())),
            _ => problem,
        });
    }

    /// Whether round 2 says something of the leaf after points of round 1.
    fn is_superseded(&self, given: &Appraised) -> bool {
        let (data, node) = (self.scoring.data, self.scoring.at);
        given.round == 1
            && (data.appraised.iter().any(|a| (a.round, a.node) == (2, node))
                || data.agreed.iter().any(|a| (a.round, a.node) == (2, node)))
    }

    /// Points that were given beside others than the data give now: the figures have changed since,
    /// and the appraiser has not seen them. What appraisers corrected is no change of the unit's.
    fn tell_change(&mut self, score: &LeafScore, given: &Appraised) {
        let decimals = self.decimals();
        let Some(shown) = &given.shown else { return };
        let shows =
            |now: &Computed| now.as_ref().is_ok_and(|now| is_as_shown(shown, now, decimals));
        let is_known = shows(&self.ruled) || shows(self.known_in(score, given.round));
        let before = score.appraised[0].as_ref();
        if is_known || before.is_some_and(|before| is_as_shown(shown, &before.points, decimals)) {
            return;
        }
        let problem = self.problem(&kinds::appraisal::POINTS_BEFORE, &given.origin, &self.ruled);
        let ((vi, en), (then_vi, then_en)) = (both(&given.points), both(shown));
        let problem = problem.said("given", vi, en).said("shown", then_vi, then_en);
        self.problems.push(match &self.scoring.data.evidence.stopped {
            Some(Stop::Unusable { file }) => problem.because_of(Place::file(file.as_ref())),
            _ => problem,
        });
    }

    fn agreement(&mut self, score: &mut LeafScore, agreed: &Agreement) {
        let decimals = self.decimals();
        let exact = match &agreed.shown {
            None => self.ruled.clone().ok(),
            Some(Ok(shown)) => self.exact_of(score, shown, agreed.round).or_else(|| {
                let before = score.appraised[0].as_ref().map(|before| before.points.clone());
                before.filter(|before| is_as_shown(shown, before, decimals))
            }),
            Some(Err(_)) => None,
        };
        if let Some(points) = exact {
            let made = AppraisedScore {
                points,
                shown: agreed.shown.clone().and_then(Result::ok),
                stance: Stance::Agrees,
                manner: Manner::Mark,
                reason: agreed.reason.clone(),
                request: String::new(),
                agency: agreed.agency.clone(),
                origin: agreed.origin.clone(),
            };
            return take(score, agreed.round, made);
        }
        let shown = agreed.shown.clone().unwrap_or(self.ruled.clone());
        // A claim that earns the full points is one, too.
        let claimed = self.ruled == Err(Gap::NotApplicable) || score.claim.is_some();
        match (&shown, claimed) {
            (Err(Gap::NotApplicable), true) => {
                let confirmed = Confirmed {
                    round: agreed.round,
                    agency: agreed.agency.clone(),
                    origin: agreed.origin.clone(),
                };
                match &mut score.claim {
                    Some(claim) => claim.confirmed = Some(confirmed),
                    // A zero base is no claim.
                    None => score.agreed_absent = Some(Box::new(confirmed)),
                }
            }
            (Err(Gap::NotApplicable), false) => self.refuse_claim(score, agreed),
            (Err(gap), _) if Err(*gap) == self.ruled => {
                let kind = &kinds::appraisal::AGREE_NOTHING;
                let problem = self.problem(kind, &agreed.origin, &self.ruled);
                self.problems.push(problem);
            }
            _ => {
                let kind = &kinds::appraisal::AGREE_OLD;
                let (vi, en) = computed_words(&shown);
                let problem = self.problem(kind, &agreed.origin, &self.ruled);
                self.problems.push(problem.said("shown", vi, en));
            }
        }
    }

    /// The appraiser agrees that it does not apply, and the unit does not claim it (any more).
    fn refuse_claim(&mut self, score: &mut LeafScore, agreed: &Agreement) {
        let problem = match &agreed.in_words {
            None => {
                let (vi, en) = computed_words(&Err(Gap::NotApplicable));
                let kind = &kinds::appraisal::AGREE_OLD;
                self.problem(kind, &agreed.origin, &self.ruled).said("shown", vi, en)
            }
            Some(words) => self
                .problem(&kinds::appraisal::NOT_POINTS, &agreed.origin, &self.ruled)
                .with("cell", &agreed.origin.cell)
                .with("raw", words),
        };
        self.problems.push(problem);
        if score.appraised.iter().all(Option::is_none) {
            score.refusal =
                Some(Box::new(self.refusal(&agreed.agency, &agreed.origin, agreed.round)));
        }
    }

    fn refusal(&self, agency: &Option<AgencyId>, origin: &Origin, round: u8) -> Refusal {
        Refusal {
            round: Some(round),
            agency: agency.clone(),
            node: Some(self.scoring.at),
            ..Refusal::of_cell(Refused::Appraisal, origin.clone(), self.scoring.data.at)
        }
    }

    fn problem(&self, kind: &'static Kind, origin: &Origin, computed: &Computed) -> Problem {
        let (vi, en) = computed_words(computed);
        self.scoring.problem(kind, &Some(origin.clone())).said("computed", vi, en)
    }
}

/// The appraised points become those of the leaf; a claim that it does not apply is refused.
fn take(score: &mut LeafScore, round: u8, made: AppraisedScore) {
    score.state = State::Scored;
    score.points = made.points.clone();
    score.claim = None;
    score.agreed_absent = None;
    score.decided_by = if round == 1 { DecidedBy::Appraisal1 } else { DecidedBy::Appraisal2 };
    score.appraised[usize::from(round != 1)] = Some(Box::new(made));
}

fn both(points: &Exact) -> (String, String) {
    (points_words(points, Lang::Vi), points_words(points, Lang::En))
}

/// How points stand to a corrected value that they do not follow from: of round 2, or of the
/// `same` round; and whether the correction decides.
fn correction_words(same: Option<u8>, follows: bool, (vi, en): (&str, &str)) -> (String, String) {
    match (same, follows) {
        (None, true) => (
            format!("vòng 1 cho {vi} điểm; vòng 2 sửa số liệu và không cho điểm"),
            format!("round 1 gave {en}; round 2 corrects a value and gives no points"),
        ),
        (None, false) => (
            format!("vòng 1 cho {vi} điểm; ở vòng 2 cơ quan khác sửa số liệu dùng chung"),
            format!("round 1 gave {en}; in round 2 another agency corrects a shared value"),
        ),
        (Some(round), true) => (
            format!(
                "vòng {round} có dòng đồng ý với {vi} điểm theo số liệu đã kê khai, có dòng khác \
                 sửa chính số liệu đó"
            ),
            format!(
                "in round {round} one row agrees with the {en} of the declared data, another \
                 corrects these data"
            ),
        ),
        (Some(round), false) => (
            format!("vòng {round} có dòng cho {vi} điểm, có dòng khác sửa số liệu"),
            format!("in round {round} one row gives {en}, another corrects a value"),
        ),
    }
}

/// In Vietnamese and in English.
fn computed_words(computed: &Computed) -> (String, String) {
    let (vi, en) = match computed {
        Ok(points) => return both(points),
        Err(Gap::Missing) => ("chưa có số liệu", "no data"),
        Err(Gap::Unreadable) => ("không đọc được", "unreadable"),
        Err(Gap::NotApplicable) => ("không áp dụng", "not applicable"),
        Err(Gap::Pending) => ("chờ thẩm định", "pending"),
    };
    (vi.into(), en.into())
}
