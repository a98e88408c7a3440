//! The appraisal forms: what they hold, what they let people write, and that they are read back
//! without a word.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use parindex::forms::appraisal::{Pack, packs};
use parindex::forms::workbook::{Accepts, Content, FormRow};
use parindex::run::{Assessment, assess_whole};
use parindex::write::xlsx::form_workbook;

use crate::support::{Silent, copy, root, run};

fn assessed(folder: &Path) -> Assessment {
    assess_whole(folder, &Silent).0.unwrap_or_else(|| panic!("unusable round"))
}

fn case(name: &str) -> std::path::PathBuf {
    root().join("tests/cases").join(name)
}

/// Code and unit of every row that can be answered.
fn rows(pack: &Pack) -> Vec<String> {
    let text = |row: &FormRow, at: usize| match &row.cells[at].content {
        Content::Text(text) => text.clone(),
        _ => String::new(),
    };
    let answered = |row: &&FormRow| row.cells.iter().any(|c| c.answer.is_some());
    let rows = pack.form.sheet.rows.iter().filter(answered);
    rows.map(|row| format!("{} {}", text(row, 0), text(row, 1))).collect()
}

#[test]
fn a_form_holds_the_leaves_of_its_agency_for_every_unit() {
    let whole = assessed(&root().join("data/hoa-thanh-2020-thu-nhan"));
    let packs = packs(&whole.results, &whole.collected, 1);
    let mut appraised = 0;
    for (number, block) in whole.results.blocks.iter().enumerate() {
        let sent = block.index.units.iter().filter(|u| u.submitted && u.stopped.is_none()).count();
        for (_, node, leaf) in block.rubric.leaves().filter(|(_, _, l)| l.rule.scheme.is_none()) {
            let agency = leaf.rule.by.as_ref().or(leaf.appraiser.as_ref()).unwrap();
            let pack = packs.iter().find(|p| p.block == number && p.agency == *agency).unwrap();
            let of_leaf = rows(pack)
                .into_iter()
                .filter(|row| row.starts_with(&format!("{} ", node.code)))
                .count();
            appraised += of_leaf;
            if leaf.only.is_empty() {
                assert_eq!(of_leaf, sent, "{}", node.code);
            }
        }
    }
    assert_eq!(appraised, packs.iter().map(|p| p.rows).sum::<usize>());
}

#[test]
fn equal_facts_stand_side_by_side() {
    let whole = assessed(&case("disputes"));
    let packs = packs(&whole.results, &whole.collected, 1);
    let ordered: Vec<String> =
        rows(&packs[0]).into_iter().filter(|row| row.starts_with("1.2 ")).collect();
    // Không, then Có, Có, Có; in the order of the round where they are equal.
    assert_eq!(ordered, ["1.2 Phường Châu", "1.2 Phường An", "1.2 Phường Bình", "1.2 Phường Đông"]);
}

#[test]
fn round_2_holds_only_what_was_asked_or_disputed() {
    let whole = assessed(&case("disputes"));
    let packs = packs(&whole.results, &whole.collected, 2);
    assert_eq!(packs.len(), 1);
    assert_eq!(rows(&packs[0]), ["1.1 Phường An", "1.1 Phường Đông", "1.3 Phường Bình"]);
    assert_eq!((packs[0].rows, packs[0].done), (3, 0));
    // What was said in round 1 is there to be read.
    let said: Vec<&Content> =
        packs[0].form.sheet.rows.iter().filter_map(|r| Some(&r.cells.get(9)?.content)).collect();
    let conflict = "1 điểm (appraisal/nv-1.xlsx, lý do: Một sáng kiến); \
                    3 điểm (appraisal/nv-2.xlsx, lý do: Ba sáng kiến)";
    assert!(said.contains(&&Content::Text(conflict.to_string())), "{said:?}");
}

#[test]
fn points_are_kept_within_the_bounds_of_the_leaf() {
    let whole = assessed(&case("disputes"));
    let packs = packs(&whole.results, &whole.collected, 1);
    for row in &packs[0].form.sheet.rows {
        let Some(points) = row.cells.iter().find(|c| c.columns.0 == 11) else { continue };
        let Some(answer) = &points.answer else { continue };
        let Content::Number(max) = &row.cells[3].content else { panic!("no maximum") };
        let Accepts::Decimal(least, most) = &answer.accepts else { panic!("{answer:?}") };
        assert!(least.is_zero() && most == max);
    }
}

/// A part of a workbook as text.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn only_answers_can_be_written() {
    let whole = assessed(&case("disputes"));
    let packs = packs(&whole.results, &whole.collected, 1);
    let book = form_workbook(&packs[0].form, "x.xlsx").unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection"));
    assert!(sheet.contains("<dataValidation type=\"decimal\""));
    let styles = part(&book, "xl/styles.xml");
    assert!(styles.contains("<protection locked=\"0\"/>"));
    assert!(part(&book, "xl/workbook.xml").contains("state=\"hidden\""));
}

#[test]
fn a_form_that_comes_back_as_it_was_says_nothing_new() {
    let folder = case("disputes");
    let whole = assessed(&folder);
    let (before, found) = run(&folder);
    let place = tempfile::tempdir().unwrap();
    copy(&folder, place.path());
    fs::remove_dir_all(place.path().join("appraisal")).unwrap();
    fs::create_dir(place.path().join("appraisal")).unwrap();
    // What was given is filled in beforehand: the form stands for the two forms before it.
    for pack in packs(&whole.results, &whole.collected, 1) {
        let book = form_workbook(&pack.form, "x.xlsx").unwrap();
        fs::write(place.path().join("appraisal/mot.xlsx"), book).unwrap();
    }
    let (after, problems) = run(place.path());
    let codes = |p: &parindex::problem::Problems| -> Vec<&'static str> {
        let quiet = ["E-APPRAISAL-CONFLICT"];
        p.iter().map(|p| p.kind.code).filter(|code| !quiet.contains(code)).collect()
    };
    assert_eq!(codes(&problems), codes(&found));
    for (a, b) in before.blocks[0].index.units.iter().zip(&after.blocks[0].index.units) {
        assert_eq!((&a.points, a.rank), (&b.points, b.rank));
    }
    let requests = |r: &parindex::results::Results| {
        let beside = r.appraisals.scores.iter().filter(|s| !s.request.is_empty()).count();
        (beside, r.appraisals.requests.len())
    };
    assert_eq!(requests(&after), requests(&before));
}

/// The rows of a form that can be answered, for a change.
fn answered(pack: &mut Pack) -> Vec<&mut FormRow> {
    let rows = pack.form.sheet.rows.iter_mut();
    rows.filter(|row| row.cells.iter().any(|c| c.answer.is_some())).collect()
}

/// The round of disputes with nothing appraised yet.
fn unappraised() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    copy(&case("disputes"), place.path());
    fs::remove_dir_all(place.path().join("appraisal")).unwrap();
    fs::create_dir_all(place.path().join("appraisal")).unwrap();
    fs::create_dir_all(place.path().join("forms/appraisal/vong-1")).unwrap();
    place
}

/// Cells of the problem of torn rows, with what is said.
fn torn(folder: &Path) -> Vec<(Option<String>, String)> {
    let (_, problems) = run(folder);
    let torn = problems.iter().filter(|p| p.kind.code == "E-APPRAISAL-TORN");
    torn.map(|p| (p.place.cell.clone(), p.message(parindex::terms::Lang::Vi))).collect()
}

const FACTS: usize = 4;
const AGREE: usize = 10;

#[test]
fn a_form_is_held_to_what_it_says_itself_and_not_to_a_later_copy() {
    let place = unappraised();
    let whole = assessed(place.path());
    let made = || packs(&whole.results, &whole.collected, 1).remove(0);
    let save = |pack: &Pack, file: &str| {
        let book = form_workbook(&pack.form, file).unwrap();
        fs::write(place.path().join(file), book).unwrap();
    };
    // The office made its copy anew after the units replied.
    let mut later = made();
    for row in answered(&mut later) {
        if let Content::Text(facts) = &mut row.cells[FACTS].content {
            facts.push_str("; mới");
        }
    }
    save(&later, "forms/appraisal/vong-1/nv.xlsx");
    let mut pack = made();
    for row in answered(&mut pack) {
        if row.cells[AGREE].answer.is_some() {
            row.cells[AGREE].content = Content::Text("x".into());
        }
    }
    save(&pack, "appraisal/nv.xlsx");
    assert_eq!(torn(place.path()), []);
    assert_eq!(assessed(place.path()).results.appraisals.agreements.len(), 8);

    // One column was sorted by itself: no copy is needed to see it.
    let mut rows = answered(&mut pack);
    let first = rows[0].cells[FACTS].content.clone();
    let second = std::mem::replace(&mut rows[1].cells[FACTS].content, first);
    rows[0].cells[FACTS].content = second;
    save(&pack, "appraisal/nv.xlsx");
    for copy in [true, false] {
        if !copy {
            fs::remove_dir_all(place.path().join("forms")).unwrap();
        }
        let told = torn(place.path());
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].1.contains("; bản đã phát ghi “Tỷ lệ đúng hạn: "), "{told:?}");
    }
}

/// Without a copy and a hidden sheet: what is another's in whole, and the unit's own on no day.
#[test]
fn a_table_without_its_form_is_held_to_what_the_round_knows() {
    let place = unappraised();
    let lines = "Vòng:,1\nCơ quan thẩm định:,Phòng Nội vụ\n\
                 Đơn vị,Mã,Số liệu kê khai,Tài liệu kiểm chứng,Điểm thẩm định,Lý do\n\
                 Phường An,1.1,Tỷ lệ đúng hạn: 60%,Báo cáo,2,Theo số liệu\n\
                 Phường Châu,1.1,Tỷ lệ đúng hạn: 75%,Báo cáo,2,Trước khi giải trình\n\
                 Phường Đông,1.1,Tỷ lệ đúng hạn: 100%,Báo cáo,4,\n";
    fs::write(place.path().join("appraisal/nv.csv"), lines).unwrap();
    let told = torn(place.path());
    assert_eq!(told.len(), 1, "{told:?}");
    let said = "“Tỷ lệ đúng hạn: 60%”, là của Phường Bình – 1.1; số liệu của đợt này ghi \
                “Tỷ lệ đúng hạn: 90%”";
    assert_eq!(told[0].0.as_deref(), Some("C4"));
    assert!(told[0].1.contains(said), "{told:?}");
    assert_eq!(assessed(place.path()).results.appraisals.scores.len(), 2);
}

/// No occasion is no claim, and yet something to agree with.
#[test]
fn agreement_that_there_was_no_occasion_is_counted() {
    let whole = assessed(&root().join("data/hoa-thanh-2020"));
    let scores = whole.results.blocks.iter().flat_map(|block| &block.scores);
    let agreed = |leaf: &&parindex::scores::LeafScore| leaf.agreed_absent.is_some();
    assert!(scores.flat_map(|unit| &unit.leaves).any(|leaf| agreed(&leaf)));
    let packs = packs(&whole.results, &whole.collected, 1);
    let (done, rows) = packs.iter().fold((0, 0), |sum, p| (sum.0 + p.done, sum.1 + p.rows));
    assert_eq!(done, rows);
}

/// One row corrects the value with a reason, another of the same round agrees with the points that
/// the value gave as declared: the correction decides, and it is said.
#[test]
fn agreement_with_what_was_declared_gives_way_to_a_correction_of_the_same_round() {
    let head = "Cơ quan thẩm định:,Phòng Nội vụ\n\
                Đơn vị,Mã,Điểm theo số liệu,Đồng ý,Điểm thẩm định,Lý do,Mã số liệu,Giá trị thẩm định\n";
    for number in ["1", "2"] {
        let place = unappraised();
        for (file, row) in
            [("a", "Phường An,1.1,4,,,Đếm lại,dung_han,60%"), ("b", "Phường An,1.1,4,x,,,,")]
        {
            let file = place.path().join(format!("appraisal/{file}.csv"));
            fs::write(file, format!("Vòng:,{number}\n{head}{row}\n")).unwrap();
        }
        let outcome = |code: &str| {
            let (results, problems) = run(place.path());
            let points = results.blocks[0].scores[0].leaves[0].points.to_plain();
            (points, problems.iter().filter(|p| p.kind.code == code).count())
        };
        assert_eq!(outcome("W-APPRAISAL-OVERRULED"), ("2".to_string(), 1), "{number}");
        // Points of its own are kept, and that is said as well.
        let file = place.path().join("appraisal/b.csv");
        let row = "Phường An,1.1,4,,3,Thiếu báo cáo,,";
        fs::write(file, format!("Vòng:,{number}\n{head}{row}\n")).unwrap();
        assert_eq!(outcome("W-APPRAISAL-POINTS-KEPT"), ("3".to_string(), 1), "{number}");
    }
}

/// A blank cell takes nothing from the row above; the form itself tells whose row it was.
#[test]
fn a_row_whose_unit_was_deleted_is_nobodys_and_the_form_tells_whose_it_was() {
    let place = unappraised();
    let whole = assessed(place.path());
    let mut pack = packs(&whole.results, &whole.collected, 1).remove(0);
    let asked = rows(&pack);
    let at = asked.iter().position(|row| row.starts_with("1.2 ")).unwrap() + 1;
    let row = answered(&mut pack).remove(at);
    row.cells[1].content = Content::Blank;
    let points = row.cells.iter_mut().find(|c| c.columns.0 == 11).unwrap();
    points.content = Content::Number(parindex::terms::Exact::whole(1));
    let book = form_workbook(&pack.form, "nv.xlsx").unwrap();
    fs::write(place.path().join("appraisal/nv.xlsx"), book).unwrap();
    let (results, problems) = run(place.path());
    assert_eq!(results.appraisals.scores.len(), 0);
    let told: Vec<String> = problems
        .iter()
        .filter(|p| p.kind.code == "E-APPRAISAL-ROW")
        .map(|p| p.message(parindex::terms::Lang::Vi))
        .collect();
    let unit = asked[at].trim_start_matches("1.2 ");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains(&format!("(bản đã phát ghi dòng này của {unit} – 1.2)")), "{told:?}");
}

/// The unit reads what stands of its points, also where whoever asks agreed or corrected a value.
#[test]
fn the_form_to_explain_says_what_stood_when_it_was_asked() {
    let place = unappraised();
    let head = "Vòng:,1\nCơ quan thẩm định:,Phòng Nội vụ\nĐơn vị,Mã,Điểm theo số liệu,Đồng ý,\
                Điểm thẩm định,Lý do,Yêu cầu giải trình,Mã số liệu,Giá trị thẩm định\n";
    let rows = "Phường An,1.1,4,x,,,Gửi báo cáo,,\n\
                Phường Bình,1.1,,,,Đếm lại,Vì sao lệch,dung_han,60%\n\
                Phường Châu,1.1,,không,,,Vì sao chậm,,\n";
    // One of the requests stands in two files.
    let first = rows.lines().next().unwrap();
    for (file, rows) in [("a", rows), ("b", first)] {
        let file = place.path().join(format!("appraisal/{file}.csv"));
        fs::write(file, format!("{head}{rows}")).unwrap();
    }
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_parindex"));
    let done = command.arg("explain-round").arg(place.path()).output().unwrap();
    let folder = place.path().join("forms/explain");
    for (unit, wanted) in [
        ("a-", "Đồng ý với điểm theo số liệu (Phòng Nội vụ)"),
        ("b-", "Đếm lại (Phòng Nội vụ)"),
        ("c-", "Chưa cho điểm (Phòng Nội vụ)"),
    ] {
        let files = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{done:?}"));
        let mut files = files.map(|entry| entry.unwrap().path());
        let is_its = |file: &std::path::PathBuf| {
            file.file_name().unwrap().to_string_lossy().starts_with(unit)
        };
        let file = files.find(is_its).unwrap_or_else(|| panic!("{unit} {done:?}"));
        let said = part(&fs::read(file).unwrap(), "xl/sharedStrings.xml");
        assert!(said.contains(wanted), "{unit} {said}");
        assert!(!said.contains("Gửi báo cáo; Gửi báo cáo"));
    }
}
