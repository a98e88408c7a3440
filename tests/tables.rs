//! Cases that people of the field can write and read: one text file each in `tests/tables/`, with
//! its criteria, what the units send, what appraisers give, and what it must come to. Tables have a
//! bar between cells; the test makes workbooks of them. `tests/tables/README.md` says how.

use std::fs;
use std::path::Path;

use parindex::results::Results;
use parindex::scores::State;
use parindex::terms::Lang;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::support::{entries, root, run};

/// `== NAME`, and the lines below it.
struct Part<'t> {
    name: &'t str,
    lines: Vec<&'t str>,
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("== "), parts.last_mut()) {
            (Some(name), _) => parts.push(Part { name: name.trim(), lines: Vec::new() }),
            (None, Some(part)) => part.lines.push(line),
            // what the case is about
            (None, None) => {}
        }
    }
    parts
}

impl<'t> Part<'t> {
    fn rows(&self) -> impl Iterator<Item = Vec<&'t str>> {
        let lines = self.lines.iter().filter(|line| !line.trim().is_empty());
        lines.map(|line| line.split('|').map(str::trim).collect())
    }

    /// A workbook with these labels above the table.
    fn workbook(&self, path: &Path, labels: &[(&str, &str)]) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let labels = labels.iter().map(|(label, value)| vec![*label, *value]);
        for (row, cells) in (0u32..).zip(labels.chain([Vec::new()]).chain(self.rows())) {
            for (column, cell) in (0u16..).zip(cells) {
                // A code is text, as in the forms.
                let number = (column > 0).then(|| cell.parse::<f64>().ok()).flatten();
                match (number, ExcelDateTime::parse_from_str(cell)) {
                    (Some(number), _) => sheet.write(row, column, number).unwrap(),
                    (None, Ok(date)) if cell.len() == 10 && cell.contains('-') => {
                        sheet.write_with_format(row, column, &date, &day).unwrap()
                    }
                    _ => sheet.write(row, column, cell.trim_matches('"')).unwrap(),
                };
            }
        }
        book.save(path).unwrap();
    }
}

/// Lays the case out as a round in a folder.
fn lay(parts: &[Part<'_>], folder: &Path) {
    for name in ["evidence", "appraisal"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    let mut round =
        "schema = 1\n[round]\nid = \"tinh-huong\"\nyear = 2020\ntitle = \"Tình huống\"\n\
                     issuer = \"UBND thị xã\"\noffice = \"Phòng Nội vụ\"\nillustration = true\n\
                     [[agency]]\nid = \"noi-vu\"\nname = \"Phòng Nội vụ\"\n\
                     [[block]]\nid = \"xa\"\nname = \"Khối xã, phường\"\ncriteria = \"set.toml\"\n\
                     [evidence]\nfiles = [\"evidence/*.xlsx\"]\n"
            .to_string();
    for (at, part) in parts.iter().enumerate() {
        match part.name.split_once(": ") {
            None if part.name == "bộ tiêu chí" => {
                let head =
                    "schema = 1\n[set]\nid = \"tinh-huong\"\ntitle = \"Tình huống\"\nyear = 2020\n";
                fs::write(folder.join("set.toml"), format!("{head}{}", part.lines.join("\n")))
                    .unwrap();
            }
            Some(("đơn vị", unit)) => {
                round += &format!("[[unit]]\nid = \"u-{at}\"\nname = \"{unit}\"\nblock = \"xa\"\n");
                part.workbook(&folder.join(format!("evidence/u-{at}.xlsx")), &[("Đơn vị:", unit)]);
            }
            Some(("thẩm định", number)) => {
                let labels = [
                    ("Cơ quan thẩm định:", "Phòng Nội vụ"),
                    ("Khối:", "Khối xã, phường"),
                    ("Vòng:", number),
                ];
                part.workbook(&folder.join(format!("appraisal/vong-{number}.xlsx")), &labels);
            }
            _ => assert!(["kết quả", "vấn đề"].contains(&part.name), "what is {}?", part.name),
        }
    }
    if parts.iter().any(|part| part.name.starts_with("thẩm định")) {
        round += "[appraisal]\nfiles = [\"appraisal/*.xlsx\"]\n";
    }
    fs::write(folder.join("round.toml"), round).unwrap();
}

/// What stands under a heading of the table *kết quả*: a figure of the unit, or the points or the
/// state of a leaf.
fn figure(results: &Results, at: usize, heading: &str) -> String {
    let block = &results.blocks[0];
    let unit = &block.index.units[at];
    match heading {
        "Điểm" => unit.points.to_fixed(2).replace('.', ","),
        "Chỉ số" => {
            unit.index.as_ref().map_or(String::new(), |i| i.to_fixed(2).replace('.', ","))
        }
        "Hạng" => unit.rank.map_or(String::new(), |rank| rank.to_string()),
        "Tạm tính" => if unit.is_provisional() { "có" } else { "không" }.to_string(),
        code => {
            let node = block.rubric.nodes.iter().position(|n| n.code.as_str() == code);
            let node = node.unwrap_or_else(|| panic!("no heading {code}"));
            let leaf = block.scores[at].leaves.iter().find(|l| l.node == node).unwrap();
            match leaf.state {
                State::Scored => unit.nodes[node].points.to_short(2).replace('.', ","),
                State::Missing => "chưa có số liệu".to_string(),
                State::Unreadable => "không đọc được".to_string(),
                State::NotApplicable => "không áp dụng".to_string(),
                State::Pending => "chờ thẩm định".to_string(),
            }
        }
    }
}

fn holds(file: &Path) {
    let text = fs::read_to_string(file).unwrap();
    let name = file.file_name().unwrap().to_string_lossy().to_string();
    let parts = parts(&text);
    let folder = tempfile::tempdir().unwrap();
    lay(&parts, folder.path());
    let (results, problems) = run(folder.path());
    let said: Vec<String> =
        problems.iter().map(|p| format!("{} {}", p.kind.code, p.message(Lang::Vi))).collect();
    let part = |name: &str| parts.iter().find(|part| part.name == name);
    let mut rows = part("kết quả").expect("a table of results").rows();
    let headings = rows.next().unwrap();
    for row in rows {
        let is_it = |at: &usize| results.round.units[*at].name == row[0];
        let at = results.blocks[0].units.iter().position(is_it).expect(row[0]);
        for (heading, wanted) in headings.iter().zip(&row).skip(1) {
            let own = figure(&results, at, heading);
            assert_eq!(own, *wanted, "{name}: {} – {heading}\n{said:#?}", row[0]);
        }
    }
    let wanted: Vec<&str> = part("vấn đề").map_or(Vec::new(), |part| {
        part.lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect()
    });
    let loud = problems.iter().filter(|p| !p.kind.code.starts_with("N-")).map(|p| p.kind.code);
    let mut loud: Vec<&str> = loud.collect();
    loud.sort_unstable();
    assert_eq!(loud, wanted, "{name}: {said:#?}");
}

#[test]
fn tables_come_to_what_they_say() {
    let cases = entries(&root().join("tests/tables"));
    let cases: Vec<_> =
        cases.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")).collect();
    assert!(cases.len() >= 3);
    cases.into_iter().for_each(|file| holds(file));
}
