//! Which values the rules of a block use: each has a cell of its own.

use crate::expr::{Expr, SurveyOf};
use crate::results::{BlockResults, Results};
use crate::terms::Key;

/// A value that rules use; it has a row of its own for every unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Used<'r> {
    /// Position in `Rubric::items`.
    Item(usize),
    LastYear(&'r Key),
    Survey {
        scheme: &'r str,
        of: &'r SurveyOf,
    },
}

/// Every value that a rule of the block uses, in the order of first use.
pub(crate) fn used<'r>(results: &'r Results, block: &'r BlockResults) -> Vec<Used<'r>> {
    let mut list: Vec<Used<'r>> = Vec::new();
    let mut others: Vec<Used<'r>> = Vec::new();
    let held = |scheme: &str| results.surveys.iter().any(|s| s.scheme == scheme);
    for (_, _, leaf) in block.rubric.leaves() {
        leaf.rule.expr.walk(&mut |e| {
            let (to, used) = match e {
                Expr::Item(key) => match block.rubric.item(key) {
                    Some((at, _)) => (&mut list, Used::Item(at)),
                    None => return,
                },
                Expr::LastYear(key) => (&mut others, Used::LastYear(key)),
                Expr::Survey { scheme, of } if held(scheme) => {
                    (&mut others, Used::Survey { scheme, of })
                }
                _ => return,
            };
            if !to.contains(&used) {
                to.push(used);
            }
        });
    }
    list.extend(others);
    list
}
