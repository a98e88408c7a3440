//! The preview before round 2: worked by hand, and held against what a real round 2 gives.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use parindex::preview::{Choice, Dispute, Outlook, accepting, outlook};
use parindex::report::preview;
use parindex::results::{BlockResults, Results};
use parindex::run::Materials;
use parindex::terms::Lang;

use crate::support::{Silent, copy, root, run};

fn weighed(folder: &Path) -> (Materials, Results, Outlook) {
    let materials = Materials::read(folder, &Silent).unwrap_or_else(|_| panic!("unusable round"));
    let (results, _) = materials.assess(&Silent);
    let outlook = outlook(&results, &|appraisals| materials.with_appraisals(appraisals));
    (materials, results, outlook)
}

fn case() -> std::path::PathBuf {
    root().join("tests/cases/disputes")
}

/// unit, code, cause, then per choice: points, index, rank, class, and who enters or leaves the
/// first three.
fn told(results: &Results, outlook: &Outlook) -> Vec<String> {
    let mut lines = Vec::new();
    for (dispute, effects) in outlook.disputes.iter().zip(&outlook.effects) {
        let block = &results.blocks[dispute.block];
        let name = |at: usize| block.unit(&results.round, at).0.id.to_string();
        let code = &block.rubric.nodes[dispute.score(results).node].code;
        let mut line = format!("{} {code} {}", name(dispute.unit), dispute.cause.key());
        for (choice, effect) in dispute.choices.iter().zip(effects) {
            let figures = &effect.figures;
            write!(
                line,
                " | {} {}: {} {} {}",
                choice.by.key(),
                choice.points,
                figures.published.as_ref().unwrap(),
                figures.rank.unwrap(),
                figures.class.as_deref().unwrap_or("-"),
            )
            .unwrap();
            for one in &effect.top {
                write!(line, ", {} {}-{}", name(one.unit), one.from, one.to).unwrap();
            }
        }
        lines.push(line);
    }
    lines
}

#[test]
fn every_dispute_has_the_effect_worked_by_hand() {
    let (_, results, outlook) = weighed(&case());
    assert_eq!(
        told(&results, &outlook),
        [
            "a 1.1 asked | unit 4: 90 1 Tốt",
            "b 1.3 conflict | appraiser 1: 60 3 Khá | appraiser 3: 80 1 Tốt",
            "c 1.3 pending | lowest 0: 40 4 Yếu | unit 2: 60 3 Khá, b 3-4, c 4-3 | \
             highest 3: 70 2 Khá, b 3-4, c 4-2",
            "d 1.1 asked",
            "d 1.2 contested | unit 3: 100 1 Tốt",
        ]
    );
    assert_eq!(outlook.hinges(), [(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)]);
    let cases: Vec<String> = outlook.cases[0]
        .iter()
        .map(|case| {
            let figures = [&case.worst, &case.best]
                .map(|f| format!("{} {}", f.published.as_ref().unwrap(), f.rank.unwrap()));
            figures.join(" … ")
        })
        .collect();
    assert_eq!(cases, ["70 3 … 90 1", "50 4 … 80 1", "40 4 … 70 2", "80 2 … 100 1"]);
}

/// A stable sequence of numbers.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// Some of the disputes, each with one of its choices.
fn subset<'o>(outlook: &'o Outlook, chance: &mut Chance) -> Vec<(&'o Dispute, &'o Choice)> {
    let open = outlook.disputes.iter().filter(|d| !d.choices.is_empty());
    let mut taken = Vec::new();
    for dispute in open {
        let choice = chance.below(dispute.choices.len() + 1);
        taken.extend(dispute.choices.get(choice).map(|choice| (dispute, choice)));
    }
    taken
}

/// Writes the subset as the appraisal forms of a real round 2, one per agency.
fn write_round_2(folder: &Path, results: &Results, taken: &[(&Dispute, &Choice)]) {
    for agency in &results.round.agencies {
        let mut text = format!("Vòng:,2\nCơ quan thẩm định:,\"{}\"\n", agency.name);
        text += "Đơn vị,Mã,Điểm thẩm định,Lý do\n";
        for (dispute, choice) in taken {
            let block = &results.blocks[dispute.block];
            let node = &block.rubric.nodes[dispute.score(results).node];
            let leaf = node.leaf.as_ref().unwrap();
            if leaf.rule.by.as_ref().or(leaf.appraiser.as_ref()) != Some(&agency.id) {
                continue;
            }
            let (unit, _) = block.unit(&results.round, dispute.unit);
            let points = choice.points.to_plain().replace('.', ",");
            writeln!(text, "\"{}\",{},\"{points}\",Chấp nhận giải trình", unit.name, node.code)
                .unwrap();
        }
        fs::write(folder.join(format!("appraisal/chap-nhan-{}.csv", agency.id)), text).unwrap();
    }
}

fn same(previewed: &[BlockResults], real: &Results) {
    for (preview, real) in previewed.iter().zip(&real.blocks) {
        for (a, b) in preview.index.units.iter().zip(&real.index.units) {
            assert_eq!((&a.points, &a.index, a.rank), (&b.points, &b.index, b.rank));
            assert_eq!((&a.published, &a.class), (&b.published, &b.class));
        }
        assert_eq!(preview.index.mean, real.index.mean);
    }
}

/// The units' figures lie between their worst and best cases.
fn within_the_cases(outlook: &Outlook, blocks: &[BlockResults]) {
    for (cases, block) in outlook.cases.iter().zip(blocks) {
        for (case, index) in cases.iter().zip(&block.index.units) {
            assert!(case.worst.index <= index.index && index.index <= case.best.index);
            assert!(case.best.rank <= index.rank && index.rank <= case.worst.rank);
        }
    }
}

fn accepted_subsets_come_true(folder: &Path, rounds: usize) {
    let (materials, results, outlook) = weighed(folder);
    assert!(outlook.disputes.iter().any(|d| !d.choices.is_empty()));
    let mut chance = Chance(2020);
    for _ in 0..rounds {
        let taken = subset(&outlook, &mut chance);
        let previewed = materials.with_appraisals(&accepting(&results, taken.iter().copied()));
        within_the_cases(&outlook, &previewed);
        let place = tempfile::tempdir().unwrap();
        let copied = place.path().join("data/round");
        copy(folder, &copied);
        copy(&root().join("criteria"), &place.path().join("criteria"));
        let text = fs::read_to_string(copied.join("round.toml")).unwrap();
        let text = text.replace("\"appraisal/*.xlsx\"", "\"appraisal/*\"");
        fs::write(copied.join("round.toml"), text).unwrap();
        write_round_2(&copied, &results, &taken);
        let (real, problems) = run(&copied);
        let refused = problems
            .iter()
            .filter(|p| p.kind.code.starts_with("E-") && p.place.file.contains("chap-nhan"));
        assert_eq!(refused.count(), 0);
        same(&previewed, &real);
    }
}

#[test]
fn any_accepted_subset_gives_the_previewed_result() {
    accepted_subsets_come_true(&case(), 12);
    accepted_subsets_come_true(&root().join("data/hoa-thanh-2020-thu-nhan"), 3);
}

#[test]
fn one_dispute_alone_gives_the_previewed_figures() {
    let (materials, results, outlook) = weighed(&root().join("data/hoa-thanh-2020-thu-nhan"));
    for (dispute, effects) in outlook.disputes.iter().zip(&outlook.effects) {
        for (choice, effect) in dispute.choices.iter().zip(effects) {
            let blocks = materials.with_appraisals(&accepting(&results, [(dispute, choice)]));
            let unit = &blocks[dispute.block].index.units[dispute.unit];
            let figures = &effect.figures;
            assert_eq!((&unit.points, &unit.index), (&figures.points, &figures.index));
            assert_eq!((&unit.class, unit.rank), (&figures.class, figures.rank));
        }
    }
}

/// What is said not to be weighed.
fn not_weighed(folder: &Path) -> String {
    let (_, results, outlook) = weighed(folder);
    preview::not_weighed(&results, &outlook, Lang::Vi).unwrap_or_default()
}

/// Rows that contradict each other are a dispute with a choice for each: weighed, so not counted
/// among what is not. Another appraisal that cannot be used is.
#[test]
fn contradicting_rows_are_weighed_and_not_counted_again() {
    let refused = "điểm thẩm định gửi về chưa dùng được";
    let copied = tempfile::tempdir().unwrap();
    copy(&case(), copied.path());
    assert!(!not_weighed(copied.path()).contains(refused), "{}", not_weighed(copied.path()));
    // Points that cannot be read, of a leaf that nobody contests.
    let row = |unit: &str| {
        let lines = "Vòng:,1\nCơ quan thẩm định:,Phòng Nội vụ\nĐơn vị,Mã,Điểm thẩm định,Lý do\n";
        fs::write(copied.path().join("appraisal/nv-3.csv"), format!("{lines}{unit}\n")).unwrap();
        not_weighed(copied.path())
    };
    let other = row("Phường Châu,1.2,ba phẩy,xem lại");
    assert!(other.contains(&format!("1 tiêu chí có {refused}")), "{other}");
    // Of a leaf in dispute they stand beside the two rows: one thing more that is not weighed.
    let third = row("Phường Bình,1.3,ba phẩy,xem lại");
    assert!(third.contains(&format!("1 tiêu chí có {refused}")), "{third}");
    // A third row with other points is one choice more.
    let fourth = row("Phường Bình,1.3,2,Hai sáng kiến");
    assert!(!fourth.contains(refused), "{fourth}");
}

/// The same of values that appraisers correct differently.
#[test]
fn contradicting_corrections_are_not_counted_again() {
    let copied = tempfile::tempdir().unwrap();
    copy(&case(), copied.path());
    copy(&root().join("tests/differing/vong-1"), &copied.path().join("appraisal"));
    let said = not_weighed(copied.path());
    assert!(!said.contains("điểm thẩm định gửi về chưa dùng được"), "{said}");
}

/// Where nothing came, nothing that was sent is said to be unusable.
#[test]
fn an_appraisal_that_never_came_is_not_said_to_have_been_sent() {
    let copied = tempfile::tempdir().unwrap();
    copy(&case(), copied.path());
    fs::remove_dir_all(copied.path().join("appraisal")).unwrap();
    let said = not_weighed(copied.path());
    assert!(said.contains("tiêu chí chưa có phiếu thẩm định gửi về"), "{said}");
    assert!(!said.contains("gửi về chưa dùng được"), "{said}");
}
