//! No text goes out past its sink (`src/write/sinks`): read from the sources themselves.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{entries, root};

/// Calls that put text into an output, and the sinks through which it must have gone.
const CALLS: &[(&str, &[&str])] = &[
    (".write_string(", CELL),
    (".write_string_with_format(", CELL),
    (".merge_range(", CELL),
    (".write_rich_string", CELL),
    (".write_comment(", CELL),
    ("Note::new(", CELL),
    (".write_url", &["link("]),
    (".set_title(", CELL),
    (".set_author(", CELL),
    (".set_company(", CELL),
    (".set_comment(", CELL),
    (".set_header(", &["margin_text("]),
    (".set_footer(", &["margin_text("]),
    (".set_name(", &["sheet_name(", "cell_text(", "chart_text("]),
    ("Text::new(", &["svg_text("]),
    ("write_record(", &["csv_field("]),
    ("write_field(", &["csv_field("]),
    ("writeln!(std::io::stdout()", &["screen_text(", "screen_json("]),
    ("writeln!(std::io::stderr()", &["screen_text("]),
    ("println!(", &["screen_text("]),
];
const CELL: &[&str] = &["cell_text("];

/// Calls whose text is ours, or has gone through the sink before: file, part of the call, why.
const KNOWN: &[(&str, &str, &str)] = &[
    ("cli/rows.rs", "clean_heads", "column ids of a scheme, for a database"),
    (
        "cli/rows.rs",
        "write_record(cells)",
        "a table for a database: a mark would be part of its text",
    ),
    ("write/archive.rs", "set_comment(format!(\"{MARK}{}\"", "the hash of the package"),
    ("write/xlsx/cells.rs", "area.last.0, last, \"\"", "nothing: the cell comes after"),
    ("write/xlsx/charts.rs", "sheet.set_name(&self.name)", "made by sheet_name in ChartData::new"),
    ("write/xlsx/charts.rs", "series.set_name(&self.name(column))", "a range of cells"),
    ("write/xlsx/charts.rs", "set_name(FONT)", "a font"),
    ("write/xlsx/charts.rs", "row, 0, unit, &header", "two words of ours"),
    ("write/xlsx/forms/hidden.rs", "sheet.set_name(HIDDEN)", "a word of ours"),
    ("write/xlsx/forms/hidden.rs", "sheet.set_name(name)", "a word of ours, from the model"),
    ("write/xlsx/links.rs", "Url::new(url)", "a cell of this workbook"),
    ("write/xlsx/paper.rs", "set_header(format!(\"&C{font}&13&P\"))", "the page number"),
    ("write/xlsx/paper.rs", "footer_text(left)", "made by margin_text in footer_text"),
    ("write/xlsx/table.rs", "row, column, text, format", "a date in digits"),
];

/// The only files that may put bytes on a disk.
const DISK: &[&str] = &[
    "write/files.rs",
    "write/journal.rs",
    "write/staging.rs",
    "write/unpacked.rs",
    "write/put.rs",
    "window/own_files.rs",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

/// The code that goes out: without tests, comments and the sinks themselves.
fn code() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for path in sources(&root().join("src")) {
        let inside = path.strip_prefix(root().join("src")).unwrap();
        let inside = inside.to_string_lossy().replace('\\', "/");
        let test = inside.ends_with("tests.rs") || inside.ends_with("example_results.rs");
        if test || inside.starts_with("write/sinks/") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        found.push((inside, lines.collect::<Vec<_>>().join("\n")));
    }
    found
}

/// The call from its name to its closing parenthesis.
fn call_at(text: &str, at: usize) -> &str {
    let mut depth = 0;
    for (offset, c) in text[at..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return &text[at..=at + offset],
            ')' => depth -= 1,
            _ => {}
        }
    }
    &text[at..]
}

/// Whether one of the names in the call was bound to what a sink gave, in the lines before.
fn bound_before(text: &str, at: usize, call: &str, sinks: &[&str]) -> bool {
    let before: Vec<&str> = text[..at].lines().rev().take(24).collect();
    let names = call.split(|c: char| !c.is_alphanumeric() && c != '_');
    names.filter(|name| !name.is_empty() && *name != "self").any(|name| {
        let bindings = [format!("let {name} ="), format!("let mut {name} =")];
        before.iter().any(|line| {
            bindings.iter().any(|binding| line.contains(binding.as_str()))
                && sinks.iter().any(|sink| line.contains(sink))
        })
    })
}

/// Whether all text in the call stands in the sources.
fn is_literal(call: &str) -> bool {
    call.contains('"') && !call.contains('{') && !call.contains('&')
}

#[test]
fn text_goes_out_through_its_sink() {
    let (mut past, mut calls) = (Vec::new(), 0);
    for (file, text) in code() {
        let edge =
            ["write/", "cli/", "forms/", "main.rs"].iter().any(|room| file.starts_with(room));
        for (name, sinks) in CALLS.iter().filter(|_| edge) {
            for (at, _) in text.match_indices(name) {
                let call = call_at(&text, at);
                calls += 1;
                let through = sinks.iter().any(|sink| call.contains(sink))
                    || bound_before(&text, at, call, sinks);
                // The receiver says which of two things a name is set for.
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                let whole = format!("{}{call}", &text[line..at]);
                let known = KNOWN.iter().any(|(f, part, _)| *f == file && whole.contains(part));
                if !through && !known && !is_literal(call) {
                    past.push(format!("{file}: {}", whole.trim()));
                }
            }
        }
    }
    assert!(calls > 20, "the sources were not read");
    assert!(past.is_empty(), "past the sinks of src/write/sinks:\n{}", past.join("\n"));
}

#[test]
fn every_exception_is_still_needed() {
    let code = code();
    for (file, part, why) in KNOWN {
        let found = code.iter().any(|(own, text)| own == file && text.contains(part));
        assert!(found, "{file} has no {part} ({why}) any more");
    }
}

#[test]
fn bytes_go_to_the_disk_in_one_place() {
    let calls = ["fs::write(", "File::create(", "fs::rename(", "OpenOptions::new(", ".save("];
    for (file, text) in code() {
        for call in calls {
            let own = DISK.contains(&file.as_str());
            assert!(own || !text.contains(call), "{file} has {call}: use write::files::Output");
        }
    }
}
