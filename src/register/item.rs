//! Data items that are counted from a register.

use super::algebra::{Unfit, kind, lower};
use super::node::Lowered;
use super::scheme::Scheme;
use crate::expr::{Expr, OfRound, Words, parse_in};
use crate::rubric::CountedFrom;
use crate::terms::{Key, Lang};
use crate::value::DataKind;

/// A data item, and which rows of the register make it.
#[derive(Debug, Clone)]
pub struct Item {
    pub key: Key,
    pub what: What,
    /// Rows that this holds of are looked at; `None` for all rows.
    pub only: Option<Expr>,
    pub(crate) lowered: Lowered,
    /// Whether the row is looked at; `None` for all rows.
    pub(crate) looked_at: Option<Lowered>,
    /// What counts, in Vietnamese and in English.
    pub words: [String; 2],
}

/// What is made of the rows.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// How many rows it holds of.
    Count,
    /// The sum of an expression over the rows.
    Sum(Expr),
    /// How many different values a column has.
    Distinct(usize),
}

/// An item as the criteria set writes it.
///
/// # Errors
/// It cannot be counted from this register.
pub fn compile(
    scheme: &Scheme,
    key: &Key,
    from: &CountedFrom,
    round: &OfRound,
) -> Result<Item, Unfit> {
    let round = OfRound { rows: true, ..round.clone() };
    let parsed =
        |text: &str, wanted: fn(&DataKind) -> bool| expression(scheme, text, wanted, &round);
    let yes = |kind: &DataKind| *kind == DataKind::YesNo;
    let only = from.only.as_deref().map(|text| parsed(text, yes)).transpose()?;
    let (what, only) = match (&from.count, &from.sum, &from.distinct) {
        (None, Some(sum), None) => {
            let number = |k: &DataKind| matches!(k, DataKind::Count | DataKind::Number);
            (What::Sum(parsed(sum, number)?), only)
        }
        (None, None, Some(column)) => {
            let at = scheme.column(column).ok_or_else(|| no_name(column))?;
            (What::Distinct(at), only)
        }
        (count, None, None) => {
            // Without a condition: the derived value of the item's own name.
            let count = parsed(count.as_deref().unwrap_or(key.as_str()), yes)?;
            let both = match only {
                Some(only) => Expr::apply(crate::expr::Op::And, only, count),
                None => count,
            };
            (What::Count, Some(both))
        }
        _ => {
            return Err((
                "chỉ ghi một trong count, sum, distinct".to_string(),
                "write one of count, sum, distinct".to_string(),
            ));
        }
    };
    let lowered = lowered(scheme, &what, only.as_ref())?;
    let looked_at = only.as_ref().map(|only| lower(only, scheme)).transpose()?;
    let words = [Lang::Vi, Lang::En].map(|lang| words(scheme, &what, only.as_ref(), lang));
    Ok(Item { key: key.clone(), what, only, lowered, looked_at, words })
}

fn no_name(name: &str) -> Unfit {
    (format!("mẫu sổ không có “{name}”"), format!("the scheme has no “{name}”"))
}

fn expression(
    scheme: &Scheme,
    text: &str,
    wanted: fn(&DataKind) -> bool,
    round: &OfRound,
) -> Result<Expr, Unfit> {
    let parsed = parse_in(text, round).map_err(|_| {
        (format!("“{text}” không phải là biểu thức"), format!("“{text}” is no expression"))
    })?;
    if let Some((name, _)) = parsed.names.iter().find(|(n, _)| scheme.kind_of(n.as_str()).is_none())
    {
        return Err(no_name(name.as_str()));
    }
    if crate::expr::misfit(&parsed.expr, &|key| scheme.kind_of(key.as_str()))
        || !wanted(&kind(&parsed.expr, scheme))
    {
        return Err((
            format!("“{text}” không cho giá trị đúng loại"),
            format!("“{text}” gives another kind of value"),
        ));
    }
    Ok(parsed.expr)
}

/// What is computed of each row: whether it counts, or what it adds.
fn lowered(scheme: &Scheme, what: &What, only: Option<&Expr>) -> Result<Lowered, Unfit> {
    let all = Expr::YesNo(true);
    match what {
        What::Count | What::Distinct(_) => lower(only.unwrap_or(&all), scheme),
        What::Sum(of) => match only {
            None => lower(of, scheme),
            Some(only) => {
                let arm = crate::expr::Arm { when: only.clone(), then: of.clone() };
                lower(&Expr::cases(vec![arm], Expr::whole(0)), scheme)
            }
        },
    }
}

fn words(scheme: &Scheme, what: &What, only: Option<&Expr>, lang: Lang) -> String {
    let say = |expr: &Expr| in_words(scheme, expr, lang);
    let rows = match (only, lang) {
        (Some(only), Lang::Vi) => format!("các dòng mà: {}", say(only)),
        (Some(only), Lang::En) => format!("rows of which: {}", say(only)),
        (None, Lang::Vi) => "mọi dòng trong kỳ".to_string(),
        (None, Lang::En) => "all rows of the period".to_string(),
    };
    let name = |at: usize| scheme.columns[at].headers.first().cloned().unwrap_or_default();
    match (what, lang) {
        (What::Count, Lang::Vi) => format!("đếm {rows}"),
        (What::Count, Lang::En) => format!("counts {rows}"),
        (What::Sum(of), Lang::Vi) => format!("cộng {} của {rows}", say(of)),
        (What::Sum(of), Lang::En) => format!("adds {} of {rows}", say(of)),
        (What::Distinct(at), Lang::Vi) => format!("đếm {} khác nhau của {rows}", name(*at)),
        (What::Distinct(at), Lang::En) => format!("counts different {} of {rows}", name(*at)),
    }
}

/// An expression with the headers of the columns it names.
fn in_words(scheme: &Scheme, expr: &Expr, lang: Lang) -> String {
    let said = one_in_words(scheme, expr, lang);
    let mut named: Vec<&Key> = Vec::new();
    let mut open = expr.items();
    while let Some(key) = open.pop() {
        if let Some(derived) = scheme.derived(key.as_str()).filter(|_| !named.contains(&key)) {
            named.push(key);
            open.extend(derived.expr.items());
        }
    }
    let order = |key: &&Key| scheme.derived.iter().position(|d| d.id == key.as_str());
    named.sort_by_key(|key| std::cmp::Reverse(order(key)));
    let meant = named.iter().filter_map(|key| {
        let derived = scheme.derived(key.as_str())?;
        Some(format!("[{key}] = {}", one_in_words(scheme, &derived.expr, lang)))
    });
    let meant: Vec<String> = meant.collect();
    match (meant.is_empty(), lang) {
        (true, _) => said,
        (false, Lang::Vi) => format!("{said}; trong đó {}", meant.join("; ")),
        (false, Lang::En) => format!("{said}; where {}", meant.join("; ")),
    }
}

fn one_in_words(scheme: &Scheme, expr: &Expr, lang: Lang) -> String {
    let label = |key: &Key| match scheme.column(key.as_str()) {
        Some(at) => {
            let column = &scheme.columns[at];
            column.headers.first().unwrap_or(&column.id).clone()
        }
        None => constant_words(key.as_str(), lang).to_string(),
    };
    Words { lang, label: &label, unit: &|_| None, penalty: false }.expr(expr)
}

fn constant_words(name: &str, lang: Lang) -> &str {
    match (name, lang) {
        ("ky_tu", Lang::Vi) => "ngày đầu kỳ",
        ("ky_tu", Lang::En) => "the first day of the period",
        ("ky_den", Lang::Vi) => "ngày cuối kỳ",
        ("ky_den", Lang::En) => "the last day of the period",
        ("ngay_trich", Lang::Vi) => "ngày trích sổ",
        ("ngay_trich", Lang::En) => "the day of the extract",
        (other, _) => other,
    }
}

impl Item {
    /// Notes the columns that it reads.
    pub(crate) fn columns(&self, used: &mut [bool]) {
        self.lowered.value.columns(used);
        self.lowered.unread.columns(used);
        if let What::Distinct(at) = self.what {
            used[at] = true;
        }
    }
}
