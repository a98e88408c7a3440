//! Calendars of working days: the files that `calendar` in `[round]` names, to one [`Calendar`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Weekday};
use serde_json::Value;

use crate::document::{
    At, Field, Section, Shape, Span, check_schema_version, date_of, parse, schema_of_file,
};
use crate::problem::{Problems, kinds::round as kinds};
use crate::source::Source;
use crate::terms::{Calendar, Date, SpecialDay};

const DAY: &[Field] = &[
    Field::required("day", Shape::Date, "Ngày"),
    Field::optional("name", Shape::Text, "Tên ngày nghỉ, hoặc lý do làm bù"),
    Field::optional("source", Shape::Text, "Văn bản quy định ngày này"),
];

const CALENDAR: &[Field] = &[
    Field::optional("schema", Shape::Whole, "Phiên bản của định dạng: 1"),
    Field::optional("title", Shape::Text, "Tên lịch"),
    Field::optional(
        "year",
        Shape::Whole,
        "Năm mà lịch này phủ hết; không ghi thì là các năm có ngày trong lịch",
    ),
    Field::optional("source", Shape::Text, "Văn bản chung, cho các ngày không ghi riêng"),
    Field::required("holidays", Shape::Tables(DAY), "Ngày nghỉ: [{ day, name, source }]"),
    Field::optional(
        "working",
        Shape::Any,
        "Thứ Bảy, Chủ nhật phải làm việc: [2026-01-10] hoặc [{ day, name, source }]",
    ),
];

/// The JSON Schema of `criteria/lich/*.toml`.
pub fn calendar_schema() -> Value {
    schema_of_file(CALENDAR, "parindex: lịch làm việc / calendar of working days")
}

/// Reads several calendars as one. What is wrong is told; a calendar with an error gives `None`.
pub fn calendar_from_toml(sources: &[Source], problems: &mut Problems) -> Option<Calendar> {
    let mut found = Problems::default();
    let mut reader = Reader { years: BTreeSet::new(), days: BTreeMap::new(), problems: &mut found };
    for source in sources {
        reader.file(source);
    }
    let Reader { years, days, .. } = reader;
    let refused = found.has_errors();
    problems.extend(found);
    (!refused).then(|| Calendar::new(years, days.into_values().map(|(day, _)| day)))
}

struct Reader<'p> {
    years: BTreeSet<i32>,
    /// Each with where it stands.
    days: BTreeMap<Date, (SpecialDay, String)>,
    problems: &'p mut Problems,
}

impl Reader<'_> {
    fn file(&mut self, source: &Source) {
        let document = parse(source, self.problems);
        check_schema_version(source, &document.value, self.problems);
        let span = 0..document.span.end.min(1);
        let name = source.path.as_ref();
        let file = Section::open(source, &document.value, span, CALENDAR, name, self.problems);
        let year = file.whole("year").and_then(|year| i32::try_from(year).ok());
        self.years.extend(year);
        let common = file.text("source").map(|at| at.value).unwrap_or_default();
        for day in file.subs("holidays", self.problems) {
            self.day(&day, (false, &common), year);
        }
        let Some(list) = file.get("working") else { return };
        let Some(list) = list.value.as_array() else {
            self.bad_list(source, &file.span_of("working"));
            return;
        };
        for entry in list {
            let (value, span) = (entry.get_ref(), entry.span());
            match (date_of(value), value.as_table()) {
                (Some(day), _) => {
                    let special = special(day, true, String::new(), common.clone());
                    self.take(source, At::new(special, span), year);
                }
                (None, Some(table)) => {
                    let day = Section::open(source, table, span, DAY, "working", self.problems);
                    self.day(&day, (true, &common), year);
                }
                (None, None) => self.bad_list(source, &span),
            }
        }
    }

    fn bad_list(&mut self, source: &Source, span: &Span) {
        let problem = source.problem(&crate::problem::kinds::document::TOML_TYPE, span);
        let expected = ("danh sách ngày như [2026-01-10]", "a list of days such as [2026-01-10]");
        self.problems.push(
            problem
                .with("key", "working")
                .said("expected", expected.0, expected.1)
                .with("found", source.text.get(span.clone()).unwrap_or("?")),
        );
    }

    fn day(&mut self, section: &Section<'_>, (worked, common): (bool, &str), year: Option<i32>) {
        let Some(at) = section.date("day") else { return };
        let text = |key: &str| section.text(key).map(|at| at.value);
        let source = text("source").unwrap_or_else(|| common.to_string());
        let special = special(at.value, worked, text("name").unwrap_or_default(), source);
        self.take(section.source, At::new(special, at.span), year);
    }

    fn take(&mut self, source: &Source, at: At<SpecialDay>, year: Option<i32>) {
        let day = at.value.day;
        let shown = day.format("%d/%m/%Y").to_string();
        match year {
            None => {
                self.years.insert(day.year());
            }
            Some(year) if year != day.year() => {
                let problem = source.problem(&kinds::CALENDAR_YEAR, &at.span);
                self.problems.push(problem.with("day", &shown).with("year", year));
            }
            Some(_) => {}
        }
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if at.value.is_worked && !weekend {
            let problem = source.problem(&kinds::CALENDAR_WEEKDAY, &at.span);
            self.problems.push(problem.with("day", &shown));
        }
        let place = source.place(&at.span).to_string();
        if let Some((_, first)) = self.days.get(&day) {
            let problem = source.problem(&kinds::CALENDAR_TWICE, &at.span);
            self.problems.push(problem.with("day", &shown).with("first", first));
            return;
        }
        self.days.insert(day, (at.value, place));
    }
}

fn special(day: Date, is_worked: bool, name: String, source: String) -> SpecialDay {
    SpecialDay { day, is_worked, name, source }
}
