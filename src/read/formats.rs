//! The formats that can be read, and the one of a file.

use super::input::Input;
use super::{encrypted, ods, sniff, text, xls, xlsx};
use crate::caught::caught;
use crate::grid::Grid;
use crate::problem::{Place, Problem, Problems, kinds};

/// Merged areas of one sheet: more refuses the file.
const MERGED: usize = 5_000;

/// One format that can be read.
pub(super) struct Reader {
    format: sniff::Format,
    /// What people call it.
    name: &'static str,
    pub extensions: &'static [&'static str],
    read: fn(&Input<'_>, &mut Problems) -> Result<Vec<Grid>, Problem>,
}

/// Every format that can be read: a new one is a file and a line here.
pub(super) const READERS: &[Reader] = &[
    Reader {
        format: sniff::Format::Xlsx,
        name: ".xlsx",
        extensions: &["xlsx", "xlsm", "xltx", "et"],
        read: xlsx::read,
    },
    Reader {
        format: sniff::Format::Xls,
        name: ".xls",
        extensions: &["xls", "xlt", "et"],
        read: xls::read,
    },
    Reader { format: sniff::Format::Ods, name: ".ods", extensions: &["ods"], read: ods::read },
    Reader {
        format: sniff::Format::Text,
        name: ".csv",
        extensions: &["csv", "txt", "tsv"],
        read: text::csv::read,
    },
];

/// The sheets of a file, read in this process.
pub(super) fn read_sheets(
    input: &Input<'_>,
    problems: &mut Problems,
) -> Result<Vec<Grid>, Problem> {
    let format = match sniff::format(input) {
        Err(problem) if problem.kind == kinds::files::FILE_PASSWORD => {
            let opened = caught(|| encrypted::opened(input.bytes)).ok().flatten();
            let bytes = opened.ok_or(problem)?;
            problems.push(input.problem(&kinds::files::FILE_SEALED));
            return read_sheets(&Input { bytes: &bytes, ..*input }, problems);
        }
        format => format?,
    };
    let reader = READERS.iter().find(|r| r.format == format).ok_or_else(|| {
        input.problem(&kinds::files::FILE_KIND).said("found", "không rõ", "unknown")
    })?;
    if !reader.extensions.contains(&input.extension) {
        problems.push(
            input
                .problem(&kinds::files::FILE_EXTENSION)
                .with("found", reader.name)
                .with("extension", input.extension),
        );
    }
    // The libraries below have panicked on broken files before; that spoils one file only.
    let sheets = caught(|| (reader.read)(input, problems)).map_err(|panic| {
        let detail = format!("{}, panic: {}", reader.name, panic.place);
        input.problem(&kinds::files::FILE_DAMAGED).with("detail", detail)
    })??;
    match sheets.iter().find(|sheet| sheet.merged.len() > MERGED) {
        // Whoever looks a cell up goes through the merged areas one by one.
        Some(sheet) => Err(Problem::new(&kinds::files::FILE_MERGES, Place::file(input.shown))
            .with("sheet", &sheet.sheet)
            .with("count", sheet.merged.len())
            .with("limit", MERGED)),
        None => Ok(sheets),
    }
}
