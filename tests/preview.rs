//! The preview before round 2: worked by hand, and held against what a real round 2 gives.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use parindex::index::BlockIndex;
use parindex::preview::{Choice, Dispute, Outlook, TOP, outlook};
use parindex::report::preview;
use parindex::results::Results;
use parindex::run::Materials;
use parindex::scenario::Base;
use parindex::terms::Lang;

use crate::scenario::{generated, replay};
use crate::support::{Silent, copy, root, run};

fn weighed(folder: &Path) -> (Materials, Results, Outlook) {
    let materials = Materials::read(folder, &Silent).unwrap_or_else(|_| panic!("unusable round"));
    let (results, _) = materials.assess(&Silent);
    let outlook = outlook(&results, &|visit| materials.each_base(&results, visit));
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
        let code = dispute.score(results).map(|score| &block.rubric.nodes[score.node].code);
        let code = code.map_or("-".to_string(), |code| code.to_string());
        let mut line = format!("{} {code} {}", name(dispute.unit), dispute.cause.key());
        for (choice, effect) in dispute.choices.iter().zip(effects) {
            let figures = &effect.figures;
            write!(
                line,
                " | {} {}: {} {} {}",
                choice.by.key(),
                effect.leaf.as_ref().map_or("-".to_string(), |points| points.to_string()),
                figures.published.as_ref().unwrap(),
                figures.rank.unwrap(),
                figures.class.as_deref().unwrap_or("-"),
            )
            .unwrap();
            for one in &effect.top {
                let [from, to] = [one.from, one.to].map(|rank| rank.unwrap_or(0));
                write!(line, ", {} {from}-{to}", name(one.unit)).unwrap();
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
            "a 1.1 asked | unit 4: 90 1 Tốt | lowest 0: 50 2 Yếu",
            "b 1.3 conflict | appraiser 1: 60 3 Khá | appraiser 3: 80 1 Tốt",
            "c 1.3 pending | lowest 0: 40 4 Yếu | unit 2: 60 3 Khá, b 3-4, c 4-3 | \
             highest 3: 70 2 Khá, b 3-4, c 4-2",
            "d 1.1 asked | lowest 0: 40 3 Yếu, c 4-3",
            "d 1.2 contested | unit 3: 100 1 Tốt",
        ]
    );
    assert_eq!(outlook.hinges(), [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (2, 2), (3, 0)]);
    let cases: Vec<String> = outlook.cases[0]
        .iter()
        .map(|case| {
            let figures = [&case.worst, &case.best]
                .map(|f| format!("{} {}", f.published.as_ref().unwrap(), f.rank.unwrap()));
            figures.join(" … ")
        })
        .collect();
    assert_eq!(cases, ["50 4 … 90 1", "50 4 … 80 1", "40 4 … 70 1", "40 4 … 100 1"]);
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

/// Some of what is open, each with one of its choices: what an appraiser can settle by points.
fn subset<'o>(
    results: &Results,
    outlook: &'o Outlook,
    chance: &mut Chance,
) -> Vec<(&'o Dispute, &'o Choice)> {
    let mut taken = Vec::new();
    for dispute in outlook.disputes.iter().filter(|dispute| has_appraiser(results, dispute)) {
        let choices = dispute.choices.iter().filter(|choice| choice.points.is_some());
        let choices: Vec<&Choice> = choices.collect();
        let choice = chance.below(choices.len() + 1);
        taken.extend(choices.get(choice).map(|choice| (dispute, *choice)));
    }
    taken
}

fn has_appraiser(results: &Results, dispute: &Dispute) -> bool {
    let Some(score) = dispute.score(results) else { return false };
    let leaf = results.blocks[dispute.block].rubric.nodes[score.node].leaf.as_ref().unwrap();
    leaf.rule.scheme.is_none() && leaf.rule.by.as_ref().or(leaf.appraiser.as_ref()).is_some()
}

/// Writes the subset as the appraisal forms of a real round 2, one per agency.
fn write_round_2(folder: &Path, results: &Results, taken: &[(&Dispute, &Choice)]) {
    for agency in &results.round.agencies {
        let mut text = format!("Vòng:,2\nCơ quan thẩm định:,\"{}\"\n", agency.name);
        text += "Đơn vị,Mã,Điểm thẩm định,Lý do\n";
        for (dispute, choice) in taken {
            let block = &results.blocks[dispute.block];
            let node = &block.rubric.nodes[dispute.score(results).unwrap().node];
            let leaf = node.leaf.as_ref().unwrap();
            if leaf.rule.by.as_ref().or(leaf.appraiser.as_ref()) != Some(&agency.id) {
                continue;
            }
            let (unit, _) = block.unit(&results.round, dispute.unit);
            let points = choice.points.as_ref().unwrap().to_plain().replace('.', ",");
            writeln!(text, "\"{}\",{},\"{points}\",Chấp nhận giải trình", unit.name, node.code)
                .unwrap();
        }
        fs::write(folder.join(format!("appraisal/chap-nhan-{}.csv", agency.id)), text).unwrap();
    }
}

fn same(previewed: &[BlockIndex], real: &Results) {
    for (preview, real) in previewed.iter().zip(&real.blocks) {
        for (a, b) in preview.units.iter().zip(&real.index.units) {
            assert_eq!((&a.points, &a.index, a.rank), (&b.points, &b.index, b.rank));
            assert_eq!((&a.published, &a.class), (&b.published, &b.class));
        }
        assert_eq!(preview.mean, real.index.mean);
    }
}

/// The units' figures lie between their worst and best cases.
fn within_the_cases(outlook: &Outlook, blocks: &[BlockIndex]) {
    for (cases, block) in outlook.cases.iter().zip(blocks) {
        for (case, index) in cases.iter().zip(&block.units) {
            assert!(case.worst.index <= index.index && index.index <= case.best.index);
            // Without a rank is behind everyone.
            let behind = |rank: Option<usize>| rank.unwrap_or(usize::MAX);
            let rank = behind(index.rank);
            assert!(behind(case.best.rank) <= rank && rank <= behind(case.worst.rank));
        }
    }
}

fn accepted_subsets_come_true(folder: &Path, rounds: usize) {
    let (materials, results, outlook) = weighed(folder);
    assert!(outlook.disputes.iter().any(|d| !d.choices.is_empty()));
    let mut chance = Chance(2020);
    for _ in 0..rounds {
        let taken = subset(&results, &outlook, &mut chance);
        let mut previewed = Vec::new();
        materials.each_base(&results, &mut |block, base| {
            let own = taken.iter().filter(|(dispute, _)| dispute.block == block);
            let changes = own.flat_map(|(_, choice)| choice.changes.iter().cloned());
            previewed.push(base.run(&changes.collect::<Vec<_>>()).index().whole());
        });
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

/// Every outcome that the preview names is what a full run of the changed inputs gives: index, rank
/// and class of every unit of the block.
fn every_outcome_comes_true(results: &Results, outlook: &Outlook, block: usize, base: &Base<'_>) {
    let own = outlook.disputes.iter().zip(&outlook.effects);
    for (dispute, effects) in own.filter(|(dispute, _)| dispute.block == block) {
        for (choice, effect) in dispute.choices.iter().zip(effects) {
            let (scores, index) = replay(base.sources, &choice.changes);
            let figures = &effect.figures;
            let real = &index.units[dispute.unit];
            let told = (&figures.points, &figures.index, figures.rank, &figures.class);
            let found = (&real.points, &real.index, real.rank, &real.class);
            assert_eq!(told, found, "{dispute:?} {choice:?}");
            let leaf = dispute.leaf.map(|leaf| scores[dispute.unit].leaves[leaf].points.clone());
            assert_eq!(effect.leaf, leaf);
            let now = &results.blocks[block].index.units;
            let classes = now.iter().zip(&index.units).enumerate();
            let moved = classes.filter(|(_, (now, then))| now.class != then.class);
            let moved: Vec<usize> = moved.map(|(at, _)| at).collect();
            assert_eq!(effect.classes.iter().map(|one| one.unit).collect::<Vec<_>>(), moved);
            let top = |rank: Option<usize>| rank.is_some_and(|rank| rank <= TOP);
            let tops = now.iter().zip(&index.units).enumerate();
            let tops = tops.filter(|(_, (now, then))| top(now.rank) != top(then.rank));
            let tops: Vec<(usize, Option<usize>)> =
                tops.map(|(at, (_, then))| (at, then.rank)).collect();
            assert_eq!(effect.top.iter().map(|one| (one.unit, one.to)).collect::<Vec<_>>(), tops);
        }
    }
}

#[test]
fn every_named_outcome_is_what_a_full_run_gives() {
    for round in [
        "tests/cases/disputes",
        "tests/cases/forms-cycle",
        "tests/cases/gates-and-na",
        "data/hoa-thanh-2020",
    ] {
        let (materials, results, outlook) = weighed(&root().join(round));
        materials.each_base(&results, &mut |block, base| {
            every_outcome_comes_true(&results, &outlook, block, base);
        });
    }
}

#[test]
fn every_named_outcome_of_generated_rounds_is_what_a_full_run_gives() {
    let mut causes: Vec<&str> = Vec::new();
    for seed in 0..50 {
        generated(seed, 2 + seed as usize % 3, |results, sources| {
            let block = &results.blocks[0];
            let base = Base::new(sources, &block.scores, &block.index);
            let outlook = outlook(results, &|visit| visit(0, &base));
            causes.extend(outlook.disputes.iter().map(|one| one.cause.key()));
            every_outcome_comes_true(results, &outlook, 0, &base);
        });
    }
    for cause in ["missing", "unreadable", "unconfirmed", "pending", "peers", "survey", "not_sent"]
    {
        assert!(causes.contains(&cause), "{cause}");
    }
}

/// What is open of a unit's leaf, in a word.
fn causes(folder: &Path) -> Vec<String> {
    let (_, results, outlook) = weighed(folder);
    let told = told(&results, &outlook);
    let word = |line: &String| line.split(" | ").next().unwrap().to_string();
    told.iter().map(word).collect()
}

/// Rows that contradict each other are a dispute with a choice for each; another row that cannot be
/// used may be anything.
#[test]
fn what_cannot_be_used_is_open_too() {
    let copied = tempfile::tempdir().unwrap();
    copy(&case(), copied.path());
    assert!(!causes(copied.path()).iter().any(|one| one.ends_with("refused")));
    // Points that cannot be read, of a leaf that nobody contests.
    let row = |unit: &str| {
        let lines = "Vòng:,1\nCơ quan thẩm định:,Phòng Nội vụ\nĐơn vị,Mã,Điểm thẩm định,Lý do\n";
        fs::write(copied.path().join("appraisal/nv-3.csv"), format!("{lines}{unit}\n")).unwrap();
    };
    row("Phường Châu,1.2,ba phẩy,xem lại");
    assert!(causes(copied.path()).contains(&"c 1.2 refused".to_string()));
    // Of a leaf in dispute the two rows are no longer all that it can come to.
    row("Phường Bình,1.3,ba phẩy,xem lại");
    let (_, results, outlook) = weighed(copied.path());
    let line = told(&results, &outlook).into_iter().find(|line| line.starts_with("b 1.3"));
    assert!(line.as_ref().is_some_and(|line| line.contains("lowest 0")), "{line:?}");
    // A third row with other points is one choice more.
    row("Phường Bình,1.3,2,Hai sáng kiến");
    let (_, results, outlook) = weighed(copied.path());
    let line = told(&results, &outlook).into_iter().find(|line| line.starts_with("b 1.3"));
    assert!(line.as_ref().is_some_and(|line| line.contains("appraiser 2:")), "{line:?}");
}

/// The sentence about all that is open is said only when it is true of all.
#[test]
fn the_sentence_about_everything_is_said_only_when_all_is_weighed() {
    let (_, mut results, mut outlook) = weighed(&case());
    // As if nothing of what is open decided anything.
    for effect in outlook.effects.iter_mut().flatten() {
        effect.classes.clear();
        effect.top.clear();
    }
    let said = |results: &Results, outlook: &Outlook| {
        preview::lines(results, outlook, Lang::Vi).join("\n")
    };
    let of_all = "Không nội dung còn mở nào tự nó làm đổi xếp loại";
    assert!(said(&results, &outlook).contains(of_all));
    // A second block that could not be scored: nobody knows what it would come to.
    let more = results.round.blocks[0].clone();
    results.round.blocks.push(more);
    let told = said(&results, &outlook);
    assert!(!told.contains(of_all) && told.contains("đã tính được"), "{told}");
}
