//! Where a scheme's questions stand on a raw sheet: header texts in, columns out. The exports
//! of the form tools decorate a question's text; what is left must be the whole text.

use std::collections::BTreeMap;

use crate::grid::Grid;
use crate::problem::{Problem, kinds};
use crate::table::{self, Column, Fault, HEADER_ROWS, Table, label_of};
use crate::text::fold;

use super::scheme::{Groups, Scheme};

/// The columns of one sheet.
pub(super) struct Places {
    pub header: (u32, u32),
    pub first_row: u32,
    pub unit: Option<u32>,
    pub form: Option<u32>,
    pub cluster: Option<u32>,
    pub group: Option<u32>,
    /// One per question of the scheme.
    pub questions: Vec<u32>,
    /// One per margin of the weights.
    pub margins: Vec<Option<u32>>,
}

/// What a sheet turned out to be.
pub(super) enum Sheet {
    Forms(Places),
    /// Not one question stands in its header: it is something else.
    Other,
    /// A table of forms that cannot be used.
    Refused(Box<Problem>),
}

/// Finds the table of forms on a sheet.
pub(super) fn find(grid: &Grid, scheme: &Scheme) -> Sheet {
    let names = question_names(grid, scheme);
    let mut columns = vec![
        Column::new("unit", &scheme.columns.unit),
        Column::new("form", &scheme.columns.form),
        Column::new("cluster", &scheme.columns.cluster),
        match scheme.groups {
            Groups::MeanOfPeople => Column::new("group", &scheme.columns.group),
            _ => Column::required("group", &scheme.columns.group),
        },
    ];
    let id = |question: usize| format!("question {question}");
    columns.extend(names.iter().enumerate().map(|(at, names)| Column::required(id(at), names)));
    let margin_id = |margin: usize| format!("margin {margin}");
    let margins = scheme.margins.iter().enumerate();
    columns.extend(margins.map(|(at, margin)| Column::new(margin_id(at), &margin.columns)));
    let asked = columns.iter().skip(4).take(names.len());
    let shown: Vec<&str> = asked.map(|c| c.name.as_str()).collect();
    let table: Table = match table::find(grid, &columns) {
        Ok(table) => table,
        Err(Fault::NoHeader(_)) => return Sheet::Other,
        Err(Fault::Missing(missing))
            if shown.iter().all(|name| missing.iter().any(|m| m == name)) =>
        {
            return Sheet::Other;
        }
        Err(fault) => return Sheet::Refused(Box::new(fault.problem(grid))),
    };
    let questions: Vec<u32> = (0..names.len()).filter_map(|at| table.column(&id(at))).collect();
    if let Some((first, second)) = shared(&questions) {
        let place = table::place(grid, table.header.1, questions[first]);
        let problem = Problem::new(&kinds::survey::COLUMN_SHARED, place);
        let problem = problem.with("first", shown[first]).with("second", shown[second]);
        return Sheet::Refused(Box::new(problem));
    }
    Sheet::Forms(Places {
        header: table.header,
        first_row: table.first_row,
        unit: table.column("unit"),
        form: table.column("form"),
        cluster: table.column("cluster"),
        group: table.column("group"),
        questions,
        margins: (0..scheme.margins.len()).map(|at| table.column(&margin_id(at))).collect(),
    })
}

/// Two questions that would be read from one column.
fn shared(questions: &[u32]) -> Option<(usize, usize)> {
    let mut first: BTreeMap<u32, usize> = BTreeMap::new();
    questions
        .iter()
        .enumerate()
        .find_map(|(at, column)| first.insert(*column, at).map(|earlier| (earlier, at)))
}

/// The texts that head each question's column on this sheet: those that the scheme gives, and
/// header cells that carry one of them between the decorations of an export.
fn question_names(grid: &Grid, scheme: &Scheme) -> Vec<Vec<String>> {
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    for question in &scheme.questions {
        *texts.entry(fold(&question.text)).or_default() += 1;
    }
    let mut names: Vec<Vec<String>> = Vec::new();
    for question in &scheme.questions {
        let mut own = question.columns.clone();
        own.push(question.id.clone());
        // a text that two questions share names neither
        if texts.get(&fold(&question.text)) == Some(&1) {
            own.push(question.text.clone());
        }
        names.push(own);
    }
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for (at, own) in names.iter().enumerate() {
        keys.extend(own.iter().map(|name| (fold(name), at)));
    }
    for row in grid.rows.iter().take_while(|r| r.index < HEADER_ROWS + 3) {
        for text in row.cells.iter().filter_map(|(_, cell)| label_of(cell)) {
            let folded = fold(&text);
            if keys.contains_key(&folded) {
                continue;
            }
            if let Some(at) = bared(&folded).into_iter().flatten().find_map(|k| keys.get(k)) {
                names[*at].push(text);
            }
        }
    }
    names
}

/// The text inside Google's and LimeSurvey's `Question [Row]`, after Kobo's `group/`, and
/// behind a number or code such as `Câu 1:`, `1.` or `C1.`.
fn bared(text: &str) -> [Option<&str>; 3] {
    let row = text.strip_suffix(']').and_then(|t| t.rsplit_once('[')).map(|(_, row)| row.trim());
    let last = text.rsplit_once('/').map(|(_, last)| last.trim());
    let numbered = text.strip_prefix("câu ").unwrap_or(text);
    let end = numbered.find(|c: char| !c.is_alphanumeric() && c != '.');
    let behind = end.map(|end| numbered.split_at(end)).and_then(|(number, rest)| {
        let rest = rest.trim_start_matches([' ', '.', ')', ':', '-', '–']);
        (number.contains(|c: char| c.is_ascii_digit()) && !rest.is_empty()).then_some(rest)
    });
    [row, last, behind]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_decorate_a_question_and_the_whole_text_is_left() {
        assert_eq!(bared("mức độ hài lòng [chỗ ngồi]")[0], Some("chỗ ngồi"));
        assert_eq!(bared("nhom_a/b/c1")[1], Some("c1"));
        for text in
            ["1. chỗ ngồi", "câu 1: chỗ ngồi", "1.1 chỗ ngồi", "c1) chỗ ngồi", "câu 1 chỗ ngồi"]
        {
            assert_eq!(bared(text)[2], Some("chỗ ngồi"), "{text}");
        }
        assert_eq!(bared("chỗ ngồi")[2], None);
    }
}
