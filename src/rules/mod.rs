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
mod linear;
mod lowering;
mod proportional;
mod relative;
mod steps;
mod survey;
mod yes_no;

use toml::de::DeTable;

use crate::document::{At, Field, Section, Shape};
use crate::expr::{Expr, Names, ZeroBase};
use crate::problem::{Problems, kinds::rubric as kinds};
use crate::source::{Source, did_you_mean};
use crate::terms::{AgencyId, Exact};

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

/// One kind of rule.
pub struct RuleKind {
    /// The word in the criteria set.
    pub name: &'static str,
    /// What it means, for the schema.
    pub doc: &'static str,
    /// Its keys beside `kind` and `zero_base`, which every rule has.
    pub fields: &'static [Field],
    lower: fn(&mut Lowering<'_, '_>) -> Option<Expr>,
}

impl RuleKind {
    /// The keys of a rule table of this kind, those of every rule first.
    pub fn all_fields(&self) -> Vec<Field> {
        COMMON.iter().chain(self.fields).copied().collect()
    }
}

const COMMON: &[Field] = &[
    Field::required("kind", Shape::Text, "loại quy tắc"),
    Field::optional(
        "zero_base",
        Shape::OneOf(&["not_applicable", "full", "zero"]),
        "khi mẫu số bằng 0: không áp dụng, đủ điểm hay 0 điểm",
    ),
];

/// A rule, lowered.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The word in the criteria set: `steps`.
    pub kind: &'static str,
    /// Gives the points, within the leaf's bounds.
    pub expr: Expr,
    pub zero_base: Option<ZeroBase>,
    /// Levels of a judged rule, with the points each is worth, in the order of the set.
    pub levels: Vec<(String, Exact)>,
    /// Who judges, when a judged rule names an agency of its own.
    pub by: Option<AgencyId>,
    /// The scheme that a survey rule looks at.
    pub scheme: Option<String>,
}

/// What a rule may know of its leaf and its set.
pub struct Context<'a> {
    pub max: &'a Exact,
    pub min: &'a Exact,
    pub names: Names<'a>,
}

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
    let inner = (kind.lower)(&mut lowering)?;
    let mut rule = lowering.rule;
    let clamped =
        Expr::Clamp { inner: Box::new(inner), min: context.min.clone(), max: context.max.clone() };
    rule.expr = match zero_base {
        None => clamped,
        Some(then) => {
            Expr::OnZeroBase { inner: Box::new(clamped), then, full: context.max.clone() }
        }
    };
    Some(rule)
}
