//! Every line of `tests/annexes/scales.tsv`: what a scale must become, or that it must be refused.

use super::{Reading, Scale, Unclear, read, say};
use crate::terms::Exact;

const TABLE: &str = include_str!("../../../tests/annexes/scales.tsv");

fn cases() -> impl Iterator<Item = (Exact, String, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let [max, text, expected]: [&str; 3] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("{line}"));
        let max = Exact::from_decimal(&max.replace(',', ".")).unwrap();
        (max, text.replace("\\n", "\n"), expected)
    })
}

/// The notation of the table.
fn short(read: &Result<Reading, Unclear>) -> String {
    let Ok(reading) = read else { return "?".to_string() };
    let list = |options: &[(String, Exact)]| {
        let one = |(said, points): &(String, Exact)| format!("{said}={}", points.to_plain());
        options.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let words = match &reading.scale {
        Scale::Steps(steps) => {
            let sign = if steps.percent { "%" } else { "" };
            let step = |one: &super::Step| {
                let side = match one.side {
                    super::Side::From => ">=",
                    super::Side::Above => ">",
                    super::Side::Upto => "<=",
                    super::Side::Below => "<",
                };
                format!("{side}{}{sign} {}", one.bound.to_plain(), one.points.to_plain())
            };
            let list: Vec<String> = steps.steps.iter().map(step).collect();
            format!("steps {}, else {}", list.join(", "), steps.otherwise.to_plain())
        }
        Scale::YesNo => "yes_no".to_string(),
        Scale::Choice(options) => format!("choice {}", list(options)),
        Scale::Levels(options) => format!("levels {}", list(options)),
        Scale::Deadline { due, late } => {
            let late = late.iter().map(|one| {
                let working = if one.working { "w" } else { "" };
                format!("+{}{working} {}, ", one.days, one.points.to_plain())
            });
            format!("due {due}, {}never 0", late.collect::<String>())
        }
        Scale::Count { each } => format!("count {}", each.to_plain()),
        Scale::Deduction { each } => format!("deduct {}", each.to_plain()),
        Scale::Ratio { parts, floor } => {
            let parts = parts.as_ref().map(|(a, b)| format!(" a={a} b={b}")).unwrap_or_default();
            let floor = floor.as_ref().map(|floor| format!(" floor {}%", floor.to_plain()));
            format!("ratio{parts}{}", floor.unwrap_or_default())
        }
        Scale::Survey => "survey".to_string(),
    };
    format!("{words}{}", if reading.rest_unsaid { " (!)" } else { "" })
}

#[test]
fn every_scale_becomes_what_it_says_or_is_refused() {
    let mut wrong = Vec::new();
    for (max, text, expected) in cases() {
        let found = read(&text, &max, Some(2026));
        if short(&found) != expected {
            wrong.push(format!(
                "{text:?}\n    must be {expected}\n    became  {} {found:?}",
                short(&found)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_is_long_enough() {
    let refused = cases().filter(|(.., expected)| *expected == "?").count();
    assert!(cases().count() >= 120 && refused >= 40, "{} of {}", refused, cases().count());
}

#[test]
fn what_is_said_of_a_scale_is_read_back() {
    for (max, text, _) in cases() {
        let Ok(mut first) = read(&text, &max, Some(2026)) else { continue };
        // what is said leaves nothing unsaid
        first.rest_unsaid = false;
        let said = say(&first.scale, &max);
        let again = read(&said, &max, None);
        match (&first.scale, again) {
            // yes and no are said with other words; all else is the same
            (_, Ok(again)) => assert_eq!(first, again, "{text:?} → {said:?}"),
            (_, Err(unclear)) => panic!("{text:?} → {said:?}: {unclear:?}"),
        }
    }
}

#[test]
fn no_text_brings_the_grammar_down() {
    let pieces = [
        "từ", "80%", "đến", "dưới", "<", "-", ":", "1", ";", "0,5", "ngày", "31/01", "mỗi", "×",
        "(", ")", "ộ", "\n",
    ];
    let mut seed = 7usize;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..(seed % 12) + 1 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text += pieces[(seed >> 33) % pieces.len()];
            if seed & 1 << 40 != 0 {
                text.push(' ');
            }
        }
        let _ = read(&text, &Exact::one(), Some(2026));
    }
}
