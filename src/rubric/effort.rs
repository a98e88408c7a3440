//! What the steps of a leaf cost, as the set or the office writes it.

use toml::de::{DeTable, DeValue};

use crate::document::{Span, number_of};
use crate::terms::Exact;

/// The effort of a leaf's steps; never negative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effort {
    /// Of each bound that is passed, also where several are passed in one go.
    PerStep(Exact),
    /// Of each natural unit: a dossier, a day, a percentage point; an answer is one.
    Each(Exact),
}

impl Effort {
    /// `2`, or `{ each = 0.1 }`; anything else is none.
    pub(crate) fn read(value: &DeValue<'_>) -> Option<Effort> {
        let number = |value| number_of(value).filter(|n: &Exact| !n.is_negative());
        match value {
            DeValue::Table(table) if table.len() == 1 => {
                number(table.get("each")?.get_ref()).map(Effort::Each)
            }
            other => number(other).map(Effort::PerStep),
        }
    }

    /// The efforts of a file of the office, by code: `3.1.2 = 2`, `"3.1.2" = { each = 0.1 }`, or
    /// tables `[3.1.2]` with a key `effort`, below `[effort]` or at the top. `Err` with what is none.
    pub(crate) fn by_code(file: &DeTable<'_>) -> Result<Vec<(String, Effort)>, Span> {
        let mut found = Vec::new();
        walk("", file, &mut found)?;
        Ok(found)
    }
}

fn walk(above: &str, table: &DeTable<'_>, found: &mut Vec<(String, Effort)>) -> Result<(), Span> {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let code = match (above, name) {
            ("", "schema") => continue,
            (above, "effort") => above.to_string(),
            ("", name) => name.to_string(),
            (above, name) => format!("{above}.{name}"),
        };
        let inner = match value.get_ref() {
            DeValue::Table(inner) if !inner.contains_key("each") => Some(inner),
            _ => None,
        };
        match (inner, Effort::read(value.get_ref())) {
            (Some(inner), _) => walk(&code, inner, found)?,
            (None, Some(effort)) if !code.is_empty() => found.push((code, effort)),
            (None, _) => return Err(value.span()),
        }
    }
    Ok(())
}
