//! Last year's results, as far as this year needs them: indices for the ranking's column and
//! values for `last_year(…)`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::terms::{Date, Exact, Key, UnitId};
use crate::value::{DataKind, Gap, Outcome, Value};

/// What last year's `results.json` says.
#[derive(Debug, Clone, Default)]
pub struct Previous {
    /// Published index by unit, as text.
    pub indices: BTreeMap<UnitId, String>,
    pub surveys: Vec<PreviousSurvey>,
    values: BTreeMap<UnitId, BTreeMap<Key, (String, Option<String>)>>,
}

/// What last year's survey found, and by which method.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PreviousSurvey {
    /// The scheme's id.
    pub scheme: String,
    #[serde(default)]
    pub title: String,
    pub reading: String,
    /// `questions`, `factors` or `question:<id>`; empty in results that do not say it.
    #[serde(default)]
    pub overall: String,
    #[serde(default)]
    pub self_selected: bool,
    #[serde(default)]
    pub weighted: bool,
    pub units: Vec<PreviousUnit>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PreviousUnit {
    pub unit: String,
    /// In percent, as published; `None` when nobody gave an answer that counts.
    pub index: Option<String>,
}

#[derive(Deserialize)]
struct File {
    schema: String,
    blocks: Vec<Block>,
    #[serde(default)]
    surveys: Vec<PreviousSurvey>,
}

#[derive(Deserialize)]
struct Block {
    units: Vec<Unit>,
}

#[derive(Deserialize)]
struct Unit {
    id: String,
    index: Option<String>,
    #[serde(default)]
    leaves: Vec<Leaf>,
}

#[derive(Deserialize)]
struct Leaf {
    #[serde(default)]
    inputs: Vec<Input>,
}

#[derive(Deserialize)]
struct Input {
    key: String,
    state: String,
    value: Option<String>,
}

impl Previous {
    /// Reads a `results.json`; the error says what does not fit, in Vietnamese and in English.
    pub fn from_json(text: &str) -> Result<Previous, (String, String)> {
        let file: File = serde_json::from_str(text).map_err(|e| {
            let vi = format!("không đúng dạng ở dòng {}, cột {}", e.line(), e.column());
            (vi, e.to_string())
        })?;
        if file.schema != "parindex/results/1" {
            let found = &file.schema;
            let vi = format!("tệp thuộc loại “{found}”, cần “parindex/results/1”");
            return Err((vi, format!("its schema is “{found}”, not “parindex/results/1”")));
        }
        let mut previous = Previous { surveys: file.surveys, ..Previous::default() };
        for unit in file.blocks.into_iter().flat_map(|block| block.units) {
            let id = UnitId::new(unit.id);
            if let Some(index) = unit.index {
                previous.indices.insert(id.clone(), index);
            }
            let values = previous.values.entry(id).or_default();
            for input in unit.leaves.into_iter().flat_map(|leaf| leaf.inputs) {
                values.insert(Key::new(input.key), (input.state, input.value));
            }
        }
        Ok(previous)
    }

    /// The units of last year.
    pub fn units(&self) -> impl Iterator<Item = &UnitId> {
        self.values.keys()
    }

    /// A value of last year, read as this year's item of the same key is.
    pub fn value(&self, unit: &UnitId, key: &Key, kind: Option<&DataKind>) -> Outcome {
        let found = self.values.get(unit).and_then(|values| values.get(key));
        let Some((state, text)) = found else { return Err(Gap::Missing) };
        match (state.as_str(), text) {
            ("value", Some(text)) => typed(text, kind).ok_or(Gap::Unreadable),
            ("unreadable", _) => Err(Gap::Unreadable),
            ("not_applicable", _) => Err(Gap::NotApplicable),
            _ => Err(Gap::Missing),
        }
    }
}

fn typed(text: &str, kind: Option<&DataKind>) -> Option<Value> {
    Some(match kind? {
        DataKind::Count | DataKind::Number | DataKind::Percent | DataKind::Money => {
            Value::Number(match text.split_once('/') {
                Some((a, b)) => Exact::from_decimal(a)?.checked_div(&Exact::from_decimal(b)?)?,
                None => Exact::from_decimal(text)?,
            })
        }
        DataKind::Date | DataKind::YesNo if text == "no" => Value::YesNo(false),
        DataKind::YesNo if text == "yes" => Value::YesNo(true),
        DataKind::Date => Value::Date(Date::parse_from_str(text, "%Y-%m-%d").ok()?),
        DataKind::YesNo => return None,
        DataKind::Choice(_) | DataKind::Text => Value::Text(text.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        let text = r#"{"schema":"parindex/results/1","blocks":[{"units":[{"id":"a","index":"80.00",
            "leaves":[{"inputs":[{"key":"n","state":"value","value":"2/3"},
            {"key":"d","state":"missing","value":null}]}]}]}]}"#;
        let previous = Previous::from_json(text).unwrap();
        let unit = UnitId::new("a");
        let value = previous.value(&unit, &Key::new("n"), Some(&DataKind::Number));
        assert_eq!(value, Ok(Value::Number(Exact::fraction(2, 3).unwrap())));
        let gap = previous.value(&unit, &Key::new("d"), Some(&DataKind::Date));
        assert_eq!(gap, Err(Gap::Missing));
        assert!(Previous::from_json("{").is_err());
    }

    #[test]
    fn surveys_of_older_results_say_less() {
        let text = r#"{"schema":"parindex/results/1","blocks":[],"surveys":[{"scheme":"s",
            "reading":"pooled","units":[{"unit":"a","index":"87.16"}]}]}"#;
        let previous = Previous::from_json(text).unwrap();
        let survey = &previous.surveys[0];
        assert_eq!((survey.scheme.as_str(), survey.reading.as_str()), ("s", "pooled"));
        assert_eq!((survey.overall.as_str(), survey.weighted), ("", false));
        assert_eq!(survey.units[0].index.as_deref(), Some("87.16"));
    }
}
