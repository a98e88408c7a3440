//! The steps of one unit: what each of its figures may be moved to, found leaf by leaf.

use super::effort::Efforts;
use crate::expr::{Expr, SurveyOf};
use crate::rubric::{DataItem, Leaf};
use crate::scenario::{Base, Change};
use crate::scores::{Breakpoint, LeafScore, State, ValueFrom};
use crate::terms::{Exact, Key};
use crate::value::{DataKind, Value};

/// A rule with more steps than this has none: every further unit earns a little more.
const MOST_STEPS: usize = 12;

/// So many points of a slope are looked at where each unit costs: all, when there are no more.
const MOST_UNITS: i64 = 48;

/// What may be worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A data item of the unit.
    Item(Key),
    /// What a survey finds of it.
    Survey(String, SurveyOf),
    /// The points that an appraiser gives a leaf, as a position in `Rubric::nodes`.
    Judged(usize),
}

/// What is asked for besides the unit's own figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Also {
    /// Shares that surveys find.
    pub surveys: bool,
    /// Points that appraisers give by their own judgement.
    pub judged: bool,
}

/// A value that something may be moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub to: Value,
    /// The leaf whose step this is, as a position in `Rubric::nodes`.
    pub leaf: usize,
    pub effort: Exact,
    pub change: Change,
}

/// Something that may be moved, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mover {
    pub what: What,
    pub now: Value,
    pub targets: Vec<Target>,
}

/// Finds the steps of the unit at position `at` of the block.
pub(super) struct Finding<'a> {
    pub base: &'a Base<'a>,
    pub at: usize,
    pub efforts: &'a Efforts,
    pub also: Also,
    /// Leaves that are left as they are, as positions in `Rubric::nodes`.
    pub left: &'a [usize],
}

impl Finding<'_> {
    pub(super) fn movers(&self) -> Vec<Mover> {
        let mut movers: Vec<Mover> = Vec::new();
        let leaves = &self.base.scores[self.at].leaves;
        for score in leaves.iter().filter(|score| !self.left.contains(&score.node)) {
            for breakpoint in &score.breakpoints {
                let found = self.of_breakpoint(score, breakpoint);
                found.into_iter().for_each(|mover| add(&mut movers, mover));
            }
            self.judged(score).into_iter().for_each(|mover| add(&mut movers, mover));
        }
        movers
    }

    /// The steps of one input of a leaf.
    fn of_breakpoint(&self, score: &LeafScore, first: &Breakpoint) -> Option<Mover> {
        let what = self.what(score, first)?;
        let now = self.now(score, first, &what)?;
        let kind = self.leaf(score)?.rule.kind;
        let steps = match kind {
            "proportional" | "linear" | "relative" | "survey" => None,
            _ => self.ladder(score, first, &what),
        };
        let targets = match steps {
            Some(reached) => self.targets(score, (&what, &now), reached),
            None => self.slope(score, first, (&what, &now)),
        };
        (!targets.is_empty()).then_some(Mover { what, now, targets })
    }

    /// The values at which the leaf earns more, each the nearest after the one before. `None` where
    /// there are more than a rule has steps.
    fn ladder(&self, score: &LeafScore, first: &Breakpoint, what: &What) -> Option<Vec<Value>> {
        let mut reached: Vec<Value> = Vec::new();
        let mut points = score.points.clone();
        let mut next = first.next.clone();
        loop {
            if reached.len() == MOST_STEPS {
                return None;
            }
            let to = next.to.clone();
            let outcome = self.base.run(&[self.change(what, &to, score)]);
            let same = |leaf: &&LeafScore| leaf.node == score.node;
            let scored = outcome.scores(self.at).leaves.iter().find(same)?;
            // What does not come to what the step promises is no step: the figure is another's.
            let kept = scored.state == State::Scored && scored.points == next.points;
            if !kept || reached.contains(&to) || scored.points == points {
                return Some(reached);
            }
            reached.push(to);
            points = scored.points.clone();
            let further =
                scored.breakpoints.iter().find(|one| self.what(scored, one).as_ref() == Some(what));
            let Some(further) = further else { return Some(reached) };
            next = further.next.clone();
        }
    }

    fn targets(
        &self,
        score: &LeafScore,
        (what, now): (&What, &Value),
        reached: Vec<Value>,
    ) -> Vec<Target> {
        let target = |(at, to): (usize, Value)| {
            let effort = self.effort(score.node, what, (at + 1, now, &to));
            let change = self.change(what, &to, score);
            Target { to, leaf: score.node, effort, change }
        };
        reached.into_iter().enumerate().map(target).collect()
    }

    /// On a slope, the value that earns the maximum is the one step; where each unit costs, also
    /// those on the way to it.
    fn slope(
        &self,
        score: &LeafScore,
        first: &Breakpoint,
        (what, now): (&What, &Value),
    ) -> Vec<Target> {
        let end = first.full.as_ref().unwrap_or(&first.next).to.clone();
        let mut targets = Vec::new();
        if self.efforts.is_by_unit(self.base.sources.rubric, score.node) {
            let between = self.between(what, now, &end);
            targets.extend(
                between.into_iter().flat_map(|to| self.targets(score, (what, now), vec![to])),
            );
        }
        targets.extend(self.targets(score, (what, now), vec![end]));
        targets
    }

    /// Whole units (of a share, hundredths of a percentage point) between two values.
    fn between(&self, what: &What, now: &Value, end: &Value) -> Vec<Value> {
        let (Value::Number(from), Value::Number(to)) = (now, end) else { return Vec::new() };
        let far = to.clone() - from;
        let decimals = if self.is_share(what) { 4 } else { 0 };
        let mut all: Vec<Exact> = Vec::new();
        for part in 1..MOST_UNITS {
            let Some(part) = Exact::fraction(part, MOST_UNITS) else { continue };
            let away = far.clone() * &part;
            let away = match away.is_negative() {
                true => -(-away).round_up(decimals),
                false => away.round_up(decimals),
            };
            let value = from.clone() + &away;
            if value != *to && all.last() != Some(&value) {
                all.push(value);
            }
        }
        all.into_iter().map(Value::Number).collect()
    }

    fn is_share(&self, what: &What) -> bool {
        let rubric = self.base.sources.rubric;
        match what {
            What::Item(_) => {
                item_of(rubric, what).is_some_and(|item| item.kind == DataKind::Percent)
            }
            What::Survey(..) => true,
            What::Judged(_) => false,
        }
    }

    fn what(&self, score: &LeafScore, breakpoint: &Breakpoint) -> Option<What> {
        match breakpoint.input {
            Some(at) => {
                let input = &score.inputs[at];
                let own = input.from != ValueFrom::Block;
                own.then(|| What::Item(input.key.clone()))
            }
            None if self.also.surveys => {
                let mut found = None;
                self.leaf(score)?.rule.expr.walk(&mut |expr| {
                    if let Expr::Survey { scheme, of } = expr {
                        found = Some(What::Survey(scheme.to_string(), of.clone()));
                    }
                });
                found
            }
            None => None,
        }
    }

    fn effort(
        &self,
        leaf: usize,
        what: &What,
        (steps, from, to): (usize, &Value, &Value),
    ) -> Exact {
        let rubric = self.base.sources.rubric;
        let units = far(from, to, self.is_share(what));
        self.efforts.of(rubric, leaf, (steps, &units))
    }

    fn leaf(&self, score: &LeafScore) -> Option<&Leaf> {
        self.base.sources.rubric.nodes[score.node].leaf.as_ref()
    }

    fn now(&self, score: &LeafScore, breakpoint: &Breakpoint, what: &What) -> Option<Value> {
        let sources = self.base.sources;
        match what {
            What::Item(_) => score.inputs[breakpoint.input?].outcome.clone().ok(),
            What::Survey(scheme, of) => {
                let unit = &sources.round.units[sources.units[self.at]].id;
                (sources.share)(unit, scheme, of).map(Value::Number)
            }
            What::Judged(_) => Some(Value::Number(score.points.clone())),
        }
    }

    /// What is supposed: that the unit had declared it, or, where its own word does not count, that
    /// whoever decides the figure had said so.
    fn change(&self, what: &What, to: &Value, score: &LeafScore) -> Change {
        let unit = self.at;
        match what {
            What::Item(key) => {
                let input = score.inputs.iter().find(|input| input.key == *key);
                let from = input.map(|input| input.from);
                let (key, outcome) = (key.clone(), Ok(to.clone()));
                match from {
                    Some(ValueFrom::Correction | ValueFrom::Official) => {
                        Change::Corrected { unit, key, outcome }
                    }
                    _ => Change::Declared { unit, key, outcome },
                }
            }
            What::Survey(scheme, of) => {
                let share = match to {
                    Value::Number(share) => Some(share.clone()),
                    _ => None,
                };
                Change::Share { unit, scheme: scheme.clone(), of: of.clone(), share }
            }
            What::Judged(node) => {
                let points = match to {
                    Value::Number(points) => points.clone(),
                    _ => Exact::zero(),
                };
                Change::Points { unit, node: *node, points }
            }
        }
    }

    /// The step to the maximum of a leaf that appraisers judge.
    fn judged(&self, score: &LeafScore) -> Option<Mover> {
        let rubric = self.base.sources.rubric;
        let node = &rubric.nodes[score.node];
        let leaf = node.leaf.as_ref()?;
        let judged = leaf.rule.kind == "judged" && score.state == State::Scored;
        if !self.also.judged || !judged || score.points >= node.max {
            return None;
        }
        let (what, now) = (What::Judged(score.node), Value::Number(score.points.clone()));
        let to = Value::Number(node.max.clone());
        let effort = self.effort(score.node, &what, (1, &now, &to));
        let change = self.change(&what, &to, score);
        let targets = vec![Target { to, leaf: score.node, effort, change }];
        Some(Mover { what, now, targets })
    }
}

/// The steps of a figure that several leaves look at stand together; of two ways to one value, the
/// easier one counts.
fn add(movers: &mut Vec<Mover>, mover: Mover) {
    let Some(known) = movers.iter_mut().find(|known| known.what == mover.what) else {
        movers.push(mover);
        return;
    };
    for target in mover.targets {
        match known.targets.iter_mut().find(|one| one.to == target.to) {
            Some(one) if target.effort < one.effort => *one = target,
            Some(_) => {}
            None => known.targets.push(target),
        }
    }
}

/// The item that something moves, where it is one.
pub fn item_of<'r>(rubric: &'r crate::rubric::Rubric, what: &What) -> Option<&'r DataItem> {
    match what {
        What::Item(key) => rubric.item(key).map(|(_, item)| item),
        What::Survey(..) | What::Judged(_) => None,
    }
}

/// How many natural units lie between two values; of shares, percentage points.
fn far(from: &Value, to: &Value, is_share: bool) -> Exact {
    match (from, to) {
        (Value::Number(from), Value::Number(to)) => {
            let far = (to.clone() - from).abs();
            if is_share { far * &Exact::whole(100) } else { far }
        }
        (Value::Date(from), Value::Date(to)) => Exact::whole((*to - *from).num_days().abs()),
        _ => Exact::one(),
    }
}
