//! The criteria set in words: fields, criteria, leaves, each leaf with how it is scored and its
//! worked examples.

use crate::expr::points_words;
use crate::report::{Reasons, words};
use crate::results::{BlockResults, Results};
use crate::rubric::{Example, FieldKind, Leaf, Node, Rubric};
use crate::terms::Key;
use crate::value::Outcome;
use crate::window::html::{Html, html};
use crate::window::problems::LANG;

/// Every set of the round, once.
pub(super) fn sets(results: &Results) -> Html {
    let mut seen: Vec<&str> = Vec::new();
    let mut all = Vec::new();
    for block in &results.blocks {
        if !seen.contains(&&*block.rubric.file) {
            seen.push(&block.rubric.file);
            all.push(set(results, block));
        }
    }
    all.into_iter().collect()
}

/// What the parts of one set share.
struct Teller<'r> {
    results: &'r Results,
    rubric: &'r Rubric,
    reasons: Reasons<'r>,
}

fn set(results: &Results, block: &BlockResults) -> Html {
    let rubric = &block.rubric;
    let teller = Teller { results, rubric, reasons: Reasons::new(block, LANG) };
    let classes = rubric
        .classes
        .iter()
        .map(|class| format!("{} từ {}%", class.name, LANG.decimal(&class.from.to_plain())));
    let classes: Vec<String> = classes.collect();
    let classes = (!classes.is_empty())
        .then(|| html!("<p>Xếp loại: {classes}.</p>", classes = classes.join("; ")));
    let examples: usize = rubric.leaves().map(|(.., leaf)| leaf.examples.len()).sum();
    let run = (examples > 0).then(|| {
        html!(
            "<p class=\"note\">{examples} ví dụ kèm theo đã được chấm thử và ra đúng kết quả ghi bên cạnh.</p>",
            examples = examples,
        )
    });
    let roots = rubric.nodes.iter().enumerate().filter(|(_, node)| node.parent.is_none());
    html!(
        "<h2>{title}</h2><p>{decision}</p><p>Tổng điểm {total}. {leaves} tiêu chí chấm điểm.</p>{classes}{run}\
         <div class=\"tree\">{roots}</div>",
        title = rubric.title,
        decision = rubric.decision,
        total = points_words(&rubric.total, LANG),
        leaves = rubric.leaves().count(),
        classes = classes,
        run = run,
        roots = roots.map(|(at, _)| teller.node(at)).collect::<Html>(),
    )
}

impl Teller<'_> {
    fn node(&self, at: usize) -> Html {
        let node = &self.rubric.nodes[at];
        let inside = match &node.leaf {
            Some(leaf) => self.leaf(at, leaf),
            None => node.children.iter().map(|&child| self.node(child)).collect(),
        };
        html!(
            "<details><summary>{code} {name}: {max}</summary>{inside}</details>",
            code = node.code.as_str(),
            name = node.name,
            max = most(node),
            inside = inside,
        )
    }

    fn leaf(&self, at: usize, leaf: &Leaf) -> Html {
        let line = |what: &str, said: Option<&str>| {
            let said = said.filter(|said| !said.is_empty());
            said.map(|said| html!("<p>{what}: {said}</p>", what = what, said = said))
        };
        let agency = leaf.appraiser().map(|id| {
            let known = self.results.round.agencies.iter().find(|agency| agency.id == *id);
            known.map_or(id.as_str(), |agency| agency.name.as_str())
        });
        let examples: Html = leaf.examples.iter().map(|example| self.example(example)).collect();
        let lines = [
            line("Cách tính điểm", Some(self.reasons.guide(at))),
            line("Tài liệu kiểm chứng", leaf.proof.as_deref()),
            line("Cơ quan thẩm định", agency),
            line("Căn cứ", leaf.source.as_deref()),
        ];
        html!(
            "{lines}{examples}",
            lines = lines.into_iter().flatten().collect::<Html>(),
            examples = examples,
        )
    }

    fn example(&self, example: &Example) -> Html {
        let mut given: Vec<String> = self.values("", &example.given);
        given.extend(self.values("năm trước, ", &example.last_year));
        for (at, peer) in example.peers.iter().enumerate() {
            given.extend(self.values(&format!("đơn vị khác {}, ", at + 1), peer));
        }
        let share = |share| crate::expr::percent_words(share, LANG);
        given.extend(example.survey.as_ref().map(|s| format!("khảo sát {}", share(s))));
        let judged = example.judged.as_ref().map(|points| points_words(points, LANG));
        given.extend(judged.map(|points| format!("cơ quan thẩm định cho {points} điểm")));
        let comes_to = match &example.expected {
            Ok(points) => format!("{} điểm", points_words(points, LANG)),
            Err(gap) => words::gap(*gap, LANG).to_string(),
        };
        let given =
            if given.is_empty() { "không có số liệu".into() } else { given.join("; ") };
        html!(
            "<p class=\"example\">Ví dụ: {given} → <strong>{comes_to}</strong></p>",
            given = given,
            comes_to = comes_to,
        )
    }

    fn values(&self, whose: &str, values: &[(Key, Outcome)]) -> Vec<String> {
        let one = |(key, outcome): &(Key, Outcome)| {
            let value = words::of_item(outcome, self.reasons.item(key), LANG);
            format!("{whose}{} = {value}", self.reasons.label(key))
        };
        values.iter().map(one).collect()
    }
}

/// How many points there are to gain or lose.
fn most(node: &Node) -> String {
    let points = points_words(&node.max, LANG);
    match node.field_kind {
        FieldKind::Plain => format!("tối đa {points} điểm"),
        FieldKind::Bonus => format!("điểm thưởng, tối đa {points}"),
        FieldKind::Penalty => format!("điểm trừ, tối đa {points}"),
    }
}
