//! One table of a document, checked against its list of fields.

use toml::de::{DeTable, DeValue};

use super::{At, Field, Shape, Span, day_first};
use crate::problem::{Problems, kinds};
use crate::source::{Source, did_you_mean};
use crate::terms::{Date, Exact};

/// A checked table. Accessors give `None` both for an absent key and for one whose shape was
/// wrong; the latter was reported when the section was opened.
pub struct Section<'d> {
    pub source: &'d Source,
    pub table: &'d DeTable<'d>,
    pub span: Span,
    fields: Vec<Field>,
    sound: bool,
}

impl<'d> Section<'d> {
    /// Checks `table` against `fields`, reporting everything that is wrong. `name` is how
    /// messages call the table: `[3.2.1.rule]`.
    pub fn open(
        source: &'d Source,
        table: &'d DeTable<'d>,
        span: Span,
        fields: &[Field],
        name: &str,
        problems: &mut Problems,
    ) -> Section<'d> {
        Section::open_beside(source, At::new(table, span), fields, name, &|_| false, problems)
    }

    /// Like [`Section::open`], for a table that also holds keys of another reader: those that
    /// `other` accepts are passed over.
    pub fn open_beside(
        source: &'d Source,
        table: At<&'d DeTable<'d>>,
        fields: &[Field],
        name: &str,
        other: &dyn Fn(&str) -> bool,
        problems: &mut Problems,
    ) -> Section<'d> {
        let At { value: table, span } = table;
        let mut section = Section { source, table, span, fields: fields.to_vec(), sound: true };
        for (key, value) in table {
            if other(key.get_ref()) {
                continue;
            }
            let Some(field) = fields.iter().find(|f| f.name == key.get_ref().as_ref()) else {
                section.report_unknown(key.get_ref(), &key.span(), problems);
                continue;
            };
            section.check_shape(field, value.get_ref(), &value.span(), problems);
        }
        for field in fields.iter().filter(|f| f.required) {
            if section.get(field.name).is_none() {
                section.sound = false;
                problems.push(
                    source
                        .problem(&kinds::document::TOML_MISSING_KEY, &section.span)
                        .with("key", field.name)
                        .with("where", name)
                        .with("doc", field.doc_vi())
                        .with("doc_en", field.doc_en()),
                );
            }
        }
        section
    }

    /// Whether nothing was reported for this table.
    pub fn is_sound(&self) -> bool {
        self.sound
    }

    fn report_unknown(&mut self, key: &str, span: &Span, problems: &mut Problems) {
        self.sound = false;
        let names = || self.fields.iter().map(|f| f.name);
        problems.push(
            self.source
                .problem(&kinds::document::TOML_UNKNOWN_KEY, span)
                .with("key", key)
                .proposing(did_you_mean(key, names()))
                .with("known", names().collect::<Vec<_>>().join(", ")),
        );
    }

    fn check_shape(
        &mut self,
        field: &Field,
        value: &DeValue<'_>,
        span: &Span,
        problems: &mut Problems,
    ) {
        if let (Shape::OneOf(known), Some(found)) = (field.shape, value.as_str()) {
            if !known.contains(&found) {
                self.sound = false;
                problems.push(
                    self.source
                        .problem(&kinds::document::TOML_CHOICE, span)
                        .with("key", field.name)
                        .with("found", found)
                        .proposing(did_you_mean(found, known.iter().copied()))
                        .with("known", known.join(", ")),
                );
            }
            return;
        }
        let bare =
            !matches!(self.source.text.get(span.clone()), Some(t) if t.starts_with(['"', '\'']));
        let dated = matches!(field.shape, Shape::Date | Shape::Expression);
        let dated = dated && date_of(value).is_none();
        if let Some(problem) = day_first(self.source, span).filter(|_| bare || dated) {
            self.sound = false;
            // Without quotes it was no TOML, and was told with the syntax.
            problems.push_all(Some(problem).filter(|_| !bare));
            return;
        }
        if !fits(field.shape, value) {
            self.sound = false;
            problems.push(
                self.source
                    .problem(&kinds::document::TOML_TYPE, span)
                    .with("key", field.name)
                    .said("expected", shape_words(field.shape).0, shape_words(field.shape).1)
                    .with("found", self.source.text.get(span.clone()).unwrap_or("?")),
            );
        }
    }

    /// The value of a key with its span, whatever its shape.
    pub fn get(&self, name: &str) -> Option<At<&'d DeValue<'d>>> {
        let (_, value) = self.table.iter().find(|(key, _)| key.get_ref() == name)?;
        Some(At::new(value.get_ref(), value.span()))
    }

    /// Where the key's value stands, or the whole table when it is absent.
    pub fn span_of(&self, name: &str) -> Span {
        self.get(name).map_or(self.span.clone(), |at| at.span)
    }

    pub fn text(&self, name: &str) -> Option<At<String>> {
        let at = self.get(name)?;
        Some(At::new(at.value.as_str()?.to_string(), at.span))
    }

    pub fn texts(&self, name: &str) -> Vec<At<String>> {
        let Some(array) = self.get(name).and_then(|at| at.value.as_array()) else {
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|v| Some(At::new(v.get_ref().as_str()?.to_string(), v.span())))
            .collect()
    }

    pub fn number(&self, name: &str) -> Option<At<Exact>> {
        let at = self.get(name)?;
        Some(At::new(number_of(at.value)?, at.span))
    }

    pub fn numbers(&self, name: &str) -> Vec<At<Exact>> {
        let Some(array) = self.get(name).and_then(|at| at.value.as_array()) else {
            return Vec::new();
        };
        array.iter().filter_map(|v| Some(At::new(number_of(v.get_ref())?, v.span()))).collect()
    }

    pub fn bool(&self, name: &str) -> Option<bool> {
        self.get(name)?.value.as_bool()
    }

    pub fn whole(&self, name: &str) -> Option<i64> {
        whole_of(self.get(name)?.value)
    }

    pub fn date(&self, name: &str) -> Option<At<Date>> {
        let at = self.get(name)?;
        Some(At::new(date_of(at.value)?, at.span))
    }

    pub fn table(&self, name: &str) -> Option<At<&'d DeTable<'d>>> {
        let at = self.get(name)?;
        Some(At::new(at.value.as_table()?, at.span))
    }

    /// The tables of an array of tables, each with its span.
    pub fn tables(&self, name: &str) -> Vec<At<&'d DeTable<'d>>> {
        let Some(array) = self.get(name).and_then(|at| at.value.as_array()) else {
            return Vec::new();
        };
        array.iter().filter_map(|v| Some(At::new(v.get_ref().as_table()?, v.span()))).collect()
    }

    /// Opens the table under `name` with its declared fields.
    pub fn sub(&self, name: &str, problems: &mut Problems) -> Option<Section<'d>> {
        let Shape::Table(fields) = self.fields.iter().find(|f| f.name == name)?.shape else {
            return None;
        };
        let at = self.table(name)?;
        Some(Section::open(self.source, at.value, at.span, fields, name, problems))
    }

    /// Opens each table of the array under `name` with its declared fields.
    pub fn subs(&self, name: &str, problems: &mut Problems) -> Vec<Section<'d>> {
        let Some(Field { shape: Shape::Tables(fields), .. }) =
            self.fields.iter().find(|f| f.name == name)
        else {
            return Vec::new();
        };
        self.tables(name)
            .into_iter()
            .map(|at| Section::open(self.source, at.value, at.span, fields, name, problems))
            .collect()
    }

    /// The entries of a free table of numbers, in the order of the file.
    pub fn number_map(&self, name: &str) -> Vec<(At<String>, At<Exact>)> {
        let Some(at) = self.table(name) else {
            return Vec::new();
        };
        let mut entries: Vec<_> = at
            .value
            .iter()
            .filter_map(|(k, v)| {
                let key = At::new(k.get_ref().to_string(), k.span());
                Some((key, At::new(number_of(v.get_ref())?, v.span())))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }
}

/// The exact number written: an integer, a decimal without exponent, or a string of one with
/// an optional `%`, or of a fraction of two whole numbers: `"904225/904298"`.
pub fn number_of(value: &DeValue<'_>) -> Option<Exact> {
    match value {
        DeValue::Integer(n) if n.radix() == 10 => Exact::from_decimal(&n.as_str().replace('_', "")),
        DeValue::Float(x) => Exact::from_decimal(&x.as_str().replace('_', "")),
        DeValue::String(s) if s.contains('/') => {
            let (above, below) = s.split_once('/')?;
            let whole = |text: &str| Exact::from_decimal(text.trim()).filter(Exact::is_whole);
            whole(above)?.checked_div(&whole(below)?)
        }
        DeValue::String(s) => match s.trim().strip_suffix('%') {
            Some(share) => Exact::from_decimal(share.trim())?.checked_div(&Exact::whole(100)),
            None => Exact::from_decimal(s.trim()),
        },
        _ => None,
    }
}

fn whole_of(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(n) => i64::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok(),
        _ => None,
    }
}

/// A TOML local date, or its ISO text.
pub fn date_of(value: &DeValue<'_>) -> Option<Date> {
    match value {
        DeValue::Datetime(d) if d.time.is_none() => {
            let date = d.date?;
            Date::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        }
        DeValue::String(s) => Date::parse_from_str(s, "%Y-%m-%d").ok(),
        _ => None,
    }
}

fn fits(shape: Shape, value: &DeValue<'_>) -> bool {
    let every = |good: &dyn Fn(&DeValue<'_>) -> bool| {
        value.as_array().is_some_and(|a| a.iter().all(|v| good(v.get_ref())))
    };
    match shape {
        Shape::Text | Shape::OneOf(_) => value.as_str().is_some(),
        Shape::Number => number_of(value).is_some(),
        Shape::Numbers => every(&|v| number_of(v).is_some()),
        Shape::Expression => {
            value.as_str().is_some() || number_of(value).is_some() || date_of(value).is_some()
        }
        Shape::Whole => whole_of(value).is_some(),
        Shape::Bool => value.as_bool().is_some(),
        Shape::Date => date_of(value).is_some(),
        Shape::Texts => every(&|v| v.as_str().is_some()),
        Shape::Table(_) | Shape::FreeTable => value.as_table().is_some(),
        Shape::Tables(_) => every(&|v| v.as_table().is_some()),
        Shape::NumberMap => value
            .as_table()
            .is_some_and(|t| t.iter().all(|(_, v)| number_of(v.get_ref()).is_some())),
        Shape::Any => true,
    }
}

/// In Vietnamese and in English.
fn shape_words(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Text | Shape::OneOf(_) => ("chuỗi trong ngoặc kép", "a string in quotes"),
        Shape::Number => ("một số, hoặc chuỗi như \"95%\"", "a number, or a string like \"95%\""),
        Shape::Numbers => ("danh sách số", "a list of numbers"),
        Shape::Expression => (
            "một biểu thức trong ngoặc kép, một số hoặc một ngày",
            "an expression in quotes, a number or a date",
        ),
        Shape::Whole => ("số nguyên", "a whole number"),
        Shape::Bool => ("true hoặc false", "true or false"),
        Shape::Date => ("ngày dạng 2020-12-31", "a date like 2020-12-31"),
        Shape::Texts => ("danh sách chuỗi [\"…\", \"…\"]", "a list of strings [\"…\", \"…\"]"),
        Shape::Table(_) | Shape::FreeTable => ("một bảng { … }", "a table { … }"),
        Shape::Tables(_) => ("danh sách bảng [{ … }, { … }]", "a list of tables [{ … }, { … }]"),
        Shape::NumberMap => ("một bảng { \"…\" = số }", "a table { \"…\" = number }"),
        Shape::Any => ("giá trị khác", "another value"),
    }
}
