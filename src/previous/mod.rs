//! Last year's results, as far as this year needs them: indices for the ranking's column and
//! values for `last_year(…)`.

mod file;
mod sound;

use std::collections::BTreeMap;

use file::{File, Round};
pub use file::{PreviousSurvey, PreviousUnit};

use crate::terms::{Date, Exact, Key, UnitId};
use crate::value::{DataKind, Gap, Outcome, Value};

/// What last year's `results.json` says.
#[derive(Debug, Clone, Default)]
pub struct Previous {
    /// Published index by unit, as text.
    pub indices: BTreeMap<UnitId, String>,
    pub surveys: Vec<PreviousSurvey>,
    round: Round,
    names: BTreeMap<UnitId, String>,
    values: BTreeMap<UnitId, BTreeMap<Key, (String, Option<String>)>>,
}

impl Previous {
    /// The same for a round of `year`, which comes after the one that the file is of.
    ///
    /// # Errors
    /// What does not fit or cannot be, in Vietnamese and in English.
    pub fn before(text: &str, year: i32) -> Result<Previous, (String, String)> {
        let previous = Previous::from_json(text)?;
        sound::year(&previous.round, year)?;
        Ok(previous)
    }

    /// Reads a `results.json`; the error says what does not fit or cannot be, in Vietnamese and
    /// in English.
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
        sound::units(&file.blocks)?;
        sound::surveys(&file.surveys)?;
        let mut previous = Previous {
            surveys: file.surveys,
            round: file.round.unwrap_or_default(),
            ..Previous::default()
        };
        for unit in file.blocks.into_iter().flat_map(|block| block.units) {
            let id = UnitId::new(unit.id);
            if !unit.name.trim().is_empty() {
                previous.names.insert(id.clone(), unit.name);
            }
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

    /// The name of a unit last year, where the results say it.
    pub fn name(&self, unit: &UnitId) -> Option<&str> {
        self.names.get(unit).map(String::as_str)
    }

    /// Leaves a unit out: its id was another unit's.
    pub fn forget(&mut self, unit: &UnitId) {
        self.indices.remove(unit);
        self.names.remove(unit);
        self.values.remove(unit);
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

    /// One unit, with these members.
    fn refused(year: &str, units: &str, surveys: &str) -> String {
        let text = format!(
            "{{\"schema\":\"parindex/results/1\",\"round\":{{\"id\":\"r\",\"year\":{year}}},\
             \"blocks\":[{{\"units\":[{units}]}}],\"surveys\":[{surveys}]}}"
        );
        Previous::before(&text, 2021).map_err(|(vi, _)| vi).err().unwrap_or_default()
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let unit = r#"{"id":"a","index":"80.5","rank":1}"#;
        assert_eq!(refused("2020", unit, ""), "");
        assert_eq!(refused("2019", r#"{"id":"a","index":null,"rank":null}"#, ""), "");
        assert_eq!(refused("2020", r#"{"id":"a","index":"103.5","bonus":"4"}"#, ""), "");
        for year in ["2021", "2022", "1800"] {
            assert!(refused(year, unit, "").contains(&format!("năm {year}")), "{year}");
        }
        for (units, found) in [
            (format!("{unit},{unit}"), "hai lần"),
            (r#"{"id":"a","index":"120"}"#.into(), "120"),
            (r#"{"id":"a","index":"120","bonus":"0"}"#.into(), "120"),
            (r#"{"id":"a","index":"-1"}"#.into(), "-1"),
            (r#"{"id":"a","index":"NaN"}"#.into(), "NaN"),
            (r#"{"id":"a","index":"inf"}"#.into(), "inf"),
            (r#"{"id":"a","index":""}"#.into(), "“”"),
            (r#"{"id":"a","index":"80","rank":0}"#.into(), "hạng 0"),
            (r#"{"id":"a","index":"80","rank":-2}"#.into(), "hạng -2"),
            (r#"{"id":"a","index":"80","rank":1.5}"#.into(), "hạng 1.5"),
            (r#"{"id":"a","index":"80","rank":3}"#.into(), "hạng 3"),
        ] {
            let words = refused("2020", &units, "");
            assert!(words.contains(found) && words.contains("“a”"), "{units}: {words}");
        }
        let survey =
            |units: &str| format!(r#"{{"scheme":"s","reading":"pooled","units":[{units}]}}"#);
        let words = refused("2020", unit, &survey(r#"{"unit":"a","index":"101"}"#));
        assert!(words.contains("101") && words.contains("“s”"), "{words}");
        let twice = r#"{"unit":"a","index":"90"},{"unit":"a","index":"90"}"#;
        assert!(refused("2020", unit, &survey(twice)).contains("hai lần"));
    }
}
