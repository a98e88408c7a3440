//! Every list of things has what each of its things needs.

use parindex::problem::KINDS;
use parindex::report::{PAGES, RANKING_PAGES, SURVEY_PAGES};
use parindex::rules::RULES;
use parindex::write::WRITERS;
use parindex::{round, rubric, survey};

fn unique<'a>(names: impl Iterator<Item = &'a str>) {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        assert!(!name.is_empty() && !seen.contains(&name), "{name:?}");
        seen.push(name);
    }
    assert!(!seen.is_empty());
}

#[test]
fn names_are_unique() {
    unique(RULES.iter().map(|r| r.name));
    for pages in [PAGES, RANKING_PAGES, SURVEY_PAGES] {
        unique(pages.iter().map(|p| p.name.vi));
        unique(pages.iter().map(|p| p.name.en));
    }
    unique(WRITERS.iter().map(|w| w.name));
    unique(KINDS.iter().flat_map(|room| room.iter()).map(|k| k.code));
}

#[test]
fn every_kind_of_problem_speaks_both_languages() {
    for kind in KINDS.iter().flat_map(|room| room.iter()) {
        for text in [kind.message.vi, kind.help.vi, kind.message.en, kind.help.en] {
            assert!(!text.trim().is_empty(), "{} says nothing", kind.code);
        }
        // The words of a check are the set's own.
        let own = kind.message.vi.starts_with('{');
        assert!(own || kind.message.vi != kind.message.en, "{}", kind.code);
    }
}

#[test]
fn the_schemas_know_every_rule_and_every_format() {
    let criteria = rubric::schema().to_string();
    for rule in RULES {
        assert!(criteria.contains(&format!("\"{}\"", rule.name)), "{}", rule.name);
        assert!(!rule.doc.is_empty());
        for field in rule.fields {
            assert!(criteria.contains(&format!("\"{}\"", field.name)), "{}", field.name);
        }
    }
    for schema in [rubric::schema(), round::schema(), survey::scheme::schema()] {
        assert!(schema.get("$schema").is_some() && schema.get("properties").is_some());
    }
}

#[test]
fn sheet_names_fit_excel() {
    for page in PAGES {
        for name in [page.name.vi, page.name.en] {
            assert!(name.encode_utf16().count() <= 27, "{name} leaves no room for a number");
            assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
        }
    }
}
