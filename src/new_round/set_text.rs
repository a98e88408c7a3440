//! The criteria set of a new round: of its own id, and with the years that it speaks of moved.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::starts::{SetOf, Start};

/// The text of a set for a round of this id and year.
pub(super) fn set_text(set: &SetOf, id: &str, start: &Start, year: i32) -> String {
    let from = match start.year {
        None => return dated(set.text, id, year),
        Some(from) if from == year => return set.text.to_string(),
        Some(from) => from,
    };
    let mut move_ = Moving { from, to: year, due: None };
    let lines = set.text.lines().map(|line| move_.line(line, id, set.block));
    let lines: Vec<String> = lines.collect();
    let name = start.name;
    format!(
        "# Chép từ bộ tiêu chí {name} của phần mềm; các năm {from} đã đổi thành {year}, căn cứ\n\
         # (source) còn của bộ gốc. Hãy sửa theo quyết định của năm {year}.\n{}\n",
        lines.join("\n")
    )
}

/// Marks of years and of the round's id, filled in.
pub(super) fn dated(text: &str, id: &str, year: i32) -> String {
    text.replace("{id}", id)
        .replace("{year}", &year.to_string())
        .replace("{next}", &(year + 1).to_string())
        .replace("{last}", &(year - 1).to_string())
}

/// A set on its way to another year, line by line.
struct Moving {
    from: i32,
    to: i32,
    /// The last day of the rule that the lines belong to, as the set has it.
    due: Option<NaiveDate>,
}

impl Moving {
    fn line(&mut self, line: &str, id: &str, block: &str) -> String {
        let (from, by) = (self.from, self.to - self.from);
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        match key.trim() {
            key if key.starts_with('#') => return line.to_string(),
            "source" => return line.to_string(),
            // The first words of a set; nodes and items have no id.
            "id" => return format!("id = \"{id}/{block}\""),
            "decision" => return "decision = \"Quyết định số …/QĐ-UBND\"".to_string(),
            "due" => self.due = value.trim().parse().ok(),
            key if key.starts_with('[') && !key.starts_with("[[") => self.due = None,
            "given" if self.due.is_some() => return self.example(line),
            _ => {}
        }
        match line.contains("nam_") {
            true => moved(line, from - 10..=from + 1, by),
            false => moved(line, from..=from, by),
        }
    }

    /// The days of an example stay as far from the last day as they were, since its points do.
    fn example(&self, line: &str) -> String {
        let Some(due) = self.due else { return line.to_string() };
        let new_due = in_year(due, due.year() + self.to - self.from);
        let words = line.split_inclusive([' ', ',', '}']).map(|word| {
            let bare = word.trim_end_matches([' ', ',', '}']);
            match (bare.parse::<NaiveDate>(), new_due) {
                (Ok(day), Some(new_due)) => {
                    word.replacen(bare, &(new_due + (day - due)).to_string(), 1)
                }
                _ => word.to_string(),
            }
        });
        words.collect()
    }
}

/// The same day of another year; the last of February where there is none.
fn in_year(day: NaiveDate, year: i32) -> Option<NaiveDate> {
    day.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
}

/// The numbers that are one of these years, moved.
fn moved(line: &str, years: RangeInclusive<i32>, by: i32) -> String {
    let mut out = String::with_capacity(line.len());
    let mut digits = String::new();
    for letter in line.chars().chain(['\n']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let year = digits.parse().ok().filter(|n| digits.len() == 4 && years.contains(n));
        match year {
            Some(year) => out += &(year + by).to_string(),
            None => out += &digits,
        }
        digits.clear();
        out.push(letter);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_move_and_other_numbers_stay() {
        assert_eq!(moved("due = 2020-01-31", 2020..=2020, 7), "due = 2027-01-31");
        assert_eq!(
            moved("12020 và 20201, 31/12/2020", 2020..=2020, 1),
            "12020 và 20201, 31/12/2021"
        );
        assert_eq!(moved("nam_x = 2018, 4", 2010..=2021, 2), "nam_x = 2020, 4");
    }

    #[test]
    fn examples_keep_their_distance_from_the_last_day() {
        let mut moving = Moving { from: 2020, to: 2027, due: None };
        let mut line = |text| moving.line(text, "x", "b");
        assert_eq!(line("due = 2020-01-31"), "due = 2027-01-31");
        // 31 days, across the end of a February that was longer.
        assert_eq!(line("given = { ngay = 2020-03-02 }"), "given = { ngay = 2027-03-03 }");
        assert_eq!(line("[1.2]"), "[1.2]");
        assert_eq!(line("given = { ngay = 2020-03-02 }"), "given = { ngay = 2027-03-02 }");
        assert_eq!(line("source = \"628/UBND năm 2020\""), "source = \"628/UBND năm 2020\"");
    }
}
