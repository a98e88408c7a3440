//! The kinds of scoring rule. Each is one file: its fields, its meaning, and its lowering to
//! [`Expr`]; nothing else. A new kind is a file and two adjacent lines here.

mod checklist;
mod choice;
mod compare;
mod count;
mod deadline;
mod deduction;
mod formula;
mod judged;
mod kind;
mod linear;
mod lowering;
mod proportional;
mod relative;
mod rule;
mod steps;
mod survey;
mod yes_no;

use toml::de::DeTable;

use crate::document::{At, Section};
use crate::expr::{Expr, ZeroBase};
use crate::problem::{Problems, kinds::rubric as kinds};
use crate::source::{Source, did_you_mean};

pub use kind::RuleKind;
pub use rule::{Context, Rule};

use lowering::Lowering;

/// Every rule kind. Parsing, the schema, the help and the tests loop over it.
pub const RULES: &[RuleKind] = &[
    yes_no::RULE,
    checklist::RULE,
    steps::RULE,
    proportional::RULE,
    linear::RULE,
    count::RULE,
    deduction::RULE,
    deadline::RULE,
    compare::RULE,
    choice::RULE,
    formula::RULE,
    relative::RULE,
    survey::RULE,
    judged::RULE,
];

/// Lowers the table of one rule. Everything wrong with it is reported; `None` then.
pub fn lower(
    source: &Source,
    table: &At<&DeTable<'_>>,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Option<Rule> {
    let found = table.value.iter().find(|(key, _)| key.get_ref() == "kind");
    let word = found.and_then(|(_, value)| value.get_ref().as_str());
    let Some(kind) = RULES.iter().find(|r| Some(r.name) == word) else {
        let span = found.map_or(table.span.clone(), |(_, value)| value.span());
        let names = || RULES.iter().map(|r| r.name);
        let near = word.and_then(|w| did_you_mean(w, names()));
        problems.push(
            source
                .problem(&kinds::RULE_KIND, &span)
                .with("found", word.unwrap_or(""))
                .proposing(near)
                .with("known", names().collect::<Vec<_>>().join(", ")),
        );
        return None;
    };
    let fields = kind.all_fields();
    let name = format!("rule kind = \"{}\"", kind.name);
    let section = Section::open(source, table.value, table.span.clone(), &fields, &name, problems);
    if !section.is_sound() {
        return None;
    }
    let zero_base = section.text("zero_base").and_then(|at| match at.value.as_str() {
        "not_applicable" => Some(ZeroBase::NotApplicable),
        "full" => Some(ZeroBase::Full),
        "zero" => Some(ZeroBase::Zero),
        _ => None,
    });
    let rule = Rule {
        kind: kind.name,
        expr: Expr::It,
        zero_base,
        levels: Vec::new(),
        by: None,
        scheme: None,
    };
    let mut lowering = Lowering { section: &section, context, problems, rule };
    let inner = context.rounding.of_points((kind.lower)(&mut lowering)?);
    let mut rule = lowering.rule;
    let clamped =
        Expr::Clamp { inner: Box::new(inner), min: context.min.clone(), max: context.max.clone() };
    let clamped = match &context.full_for {
        None => clamped,
        Some(tags) => {
            Expr::Exempt { tags: tags.clone(), full: context.max.clone(), inner: Box::new(clamped) }
        }
    };
    rule.expr = match zero_base {
        None => clamped,
        Some(then) => {
            Expr::OnZeroBase { inner: Box::new(clamped), then, full: context.max.clone() }
        }
    };
    Some(rule)
}
