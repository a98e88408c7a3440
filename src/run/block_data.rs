//! The figures that a block of the round gives for all its units, put into its criteria set.

use std::sync::Arc;

use crate::problem::{Kind, Problem, Problems, kinds};
use crate::round::{Round, Written};
use crate::rubric::{GivenFigure, Rubric};
use crate::source::did_you_mean;
use crate::text::fold;
use crate::value::{DataKind, Origin, Value};

/// Puts the figures that a block gives for all its units into its set. `None` when one of them
/// cannot be used: no unit may be scored without it.
pub(super) fn give(
    round: &Round,
    rubrics: &mut [Option<Rubric>],
    problems: &mut Problems,
) -> Option<()> {
    let mut sound = true;
    for (block, rubric) in round.blocks.iter().zip(rubrics) {
        let Some(rubric) = rubric else { continue };
        for figure in &block.data {
            let at = rubric.items.iter().position(|item| item.key.as_str() == figure.key);
            let problem = |kind: &Kind| {
                let problem = Problem::new(kind, figure.place.clone());
                problem.with("block", &block.name).with("key", &figure.key)
            };
            let Some(at) = at else {
                let keys = rubric.items.iter().map(|item| item.key.as_str());
                let near = did_you_mean(&figure.key, keys);
                problems.push(problem(&kinds::round::BLOCK_DATA_KEY).proposing(near));
                sound = false;
                continue;
            };
            let item = &mut rubric.items[at];
            let Some(value) = value_of(&figure.written, &item.kind) else {
                let problem = problem(&kinds::round::BLOCK_DATA_VALUE);
                problems.push(problem.with("type", item.kind.key()));
                sound = false;
                continue;
            };
            let origin = Origin {
                file: round.file.clone(),
                sheet: "".into(),
                cell: format!("[block.data] {}", figure.key).into(),
            };
            item.given =
                Some(Arc::new(GivenFigure { value, source: figure.source.clone(), origin }));
        }
    }
    sound.then_some(())
}

/// What was written as a value of this kind.
fn value_of(written: &Written, kind: &DataKind) -> Option<Value> {
    match (written, kind) {
        (Written::Number(n), DataKind::Count) if !n.is_whole() || n.is_negative() => None,
        (
            Written::Number(n),
            DataKind::Count | DataKind::Number | DataKind::Money | DataKind::Percent,
        ) => Some(Value::Number(n.clone())),
        (Written::YesNo(yes), DataKind::YesNo) => Some(Value::YesNo(*yes)),
        (Written::Date(day), DataKind::Date) => Some(Value::Date(*day)),
        (Written::Text(text), DataKind::Choice(options)) => {
            let own = options.iter().find(|option| fold(option) == fold(text))?;
            Some(Value::Text(own.clone()))
        }
        (Written::Text(text), DataKind::Text) => Some(Value::Text(text.clone())),
        _ => None,
    }
}
