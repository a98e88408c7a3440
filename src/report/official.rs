//! *Số liệu chính thức*: declared beside official figures, computed beside official points, with
//! what a difference is worth and whose reason is owed.

use crate::index::{OfficialPoints, official_points};
use crate::official::Known;
use crate::report::block::{Cell, Figure, Page, Rows, Visit};
use crate::report::columns::Columns;
use crate::report::standing::{Standing, block_name};
use crate::report::workbook::Workbook;
use crate::report::{heading, words};
use crate::results::{BlockResults, Results};
use crate::rubric::Rubric;
use crate::scores::{LeafScore, OfficialValue};
use crate::terms::{Exact, Lang, Text, texts};
use crate::value::{Gap, Outcome, Value};

texts! {
    CODE "Mã", "Code";
    WHAT "Số liệu, mục", "Figure, node";
    KIND "Loại", "Kind";
    OF_DATA "số liệu", "figure";
    OF_POINTS "điểm", "points";
    OWN "Đơn vị kê khai / điểm tính lại", "Declared / computed again";
    OFFICIAL "Chính thức", "Official";
    DIFFERENCE "Chênh lệch", "Difference";
    EFFECT "Ảnh hưởng đến điểm", "Effect on points";
    SOURCE "Nguồn", "Source";
    DAY "Ngày", "Day";
    STATE "Tình trạng", "State";
    REASON "Lý do, nguyên nhân", "Reason, cause";
    SAME "khớp", "the same";
    NOT_DECLARED "đơn vị chưa kê khai", "not declared";
    KNOWN "khác, đã rõ nguyên nhân", "differs, cause known";
    OWED "khác, đơn vị còn nợ giải trình", "differs, the unit owes its reason";
    GIVEN "khác, đơn vị đã giải trình", "differs, the unit gave its reason";
    OPEN "khác, chưa rõ nguyên nhân", "differs, cause not known";
}

pub(super) fn pages<'r>(book: &'r Workbook<'r>, name: &str) -> Vec<Page<'r>> {
    let (results, lang) = (book.results, book.lang);
    let any = |block: &BlockResults| block.scores.iter().any(|s| !s.known.is_empty());
    if !results.blocks.iter().any(any) {
        return Vec::new();
    }
    let mut columns = columns(results, lang);
    let table = columns.table(Rows::default());
    let rows = move |visit: &mut Visit<'_>| each(results, &mut |line| visit(&columns.row(line)));
    let table = crate::report::block::Table {
        rows: Rows::Made(Box::new(rows)),
        fixed_columns: 3,
        filter: true,
        ..table
    };
    vec![heading::listing(results, name, lang, table)]
}

/// One official figure.
struct Line<'r> {
    standing: Standing<'r>,
    known: &'r Known,
    of: Of<'r>,
}

enum Of<'r> {
    Value(&'r OfficialValue),
    Points(OfficialPoints<'r>),
}

fn columns<'r>(results: &'r Results, lang: Lang) -> Columns<'r, 'r, Line<'r>> {
    let places = results.round.rules.places_of_points();
    let mut columns = Columns::<Line<'r>>::new(lang);
    columns
        .left(words::BLOCK, 16.0, |l| Cell::text(block_name(l.standing.results, l.standing.block)))
        .left(words::UNIT, 20.0, |l| Cell::text(l.standing.unit.name.as_str()))
        .left(CODE, 16.0, |l| Cell::text(l.known.subject.to_string()))
        .left(WHAT, 34.0, move |l| Cell::text(l.label(lang)))
        .left(KIND, 9.0, move |l| {
            let kind = if matches!(l.of, Of::Value(_)) { OF_DATA } else { OF_POINTS };
            Cell::text(kind.say(lang))
        })
        .right(OWN, 14.0, move |l| match &l.of {
            Of::Value(one) => outcome(&one.declared, lang),
            Of::Points(one) => Cell::exact(&one.computed, places),
        })
        .right(OFFICIAL, 12.0, move |l| match &l.of {
            Of::Value(_) => outcome(&Ok(l.known.value.clone()), lang),
            Of::Points(one) => Cell::exact(&one.official, places),
        })
        .right(DIFFERENCE, 12.0, |l| match l.difference() {
            Some(n) if !n.is_zero() => number(&n),
            _ => Cell::Empty,
        })
        .left(EFFECT, 30.0, move |l| Cell::text(l.effect(lang)))
        .left(SOURCE, 30.0, |l| Cell::text(l.known.source.as_str()))
        .right(DAY, 12.0, |l| l.known.day.map_or(Cell::Empty, Cell::Date))
        .left(STATE, 26.0, move |l| Cell::text(l.state().say(lang)))
        .marked([OWED.say(lang), OPEN.say(lang)])
        .left(REASON, 40.0, |l| Cell::text(l.reason()));
    columns
}

fn number<'r>(n: &Exact) -> Cell<'r> {
    Cell::Number(n.to_f64(), Figure::Signed(n.places().unwrap_or(4).min(4) as u8))
}

fn outcome<'r>(outcome: &Outcome, lang: Lang) -> Cell<'r> {
    match outcome {
        Ok(Value::Number(n)) => {
            Cell::Number(n.to_f64(), Figure::Fixed(n.places().unwrap_or(4).min(4) as u8))
        }
        Ok(Value::Date(day)) => Cell::Date(*day),
        other => Cell::text(words::outcome(other, lang)),
    }
}

fn each<'r>(results: &'r Results, visit: &mut dyn FnMut(&Line<'r>)) {
    for block in &results.blocks {
        for at in 0..block.units.len() {
            let standing = Standing::of(results, block, at);
            let scores = &block.scores[at];
            for one in &scores.official {
                visit(&Line { standing, known: &one.known, of: Of::Value(one) });
            }
            let unit = block.unit(&results.round, at);
            for one in official_points(&results.round, &block.rubric, unit, scores) {
                visit(&Line { standing, known: one.known, of: Of::Points(one) });
            }
        }
    }
}

impl<'r> Line<'r> {
    fn rubric(&self) -> &'r Rubric {
        &self.standing.block.rubric
    }

    fn label(&self, lang: Lang) -> String {
        match &self.of {
            Of::Value(one) => self.rubric().items[one.item].label.clone(),
            Of::Points(one) => match one.node {
                Some(at) => self.rubric().nodes[at].name.clone(),
                None => words::TOTAL_POINTS.say(lang).to_string(),
            },
        }
    }

    /// Declared, or computed, less official.
    fn difference(&self) -> Option<Exact> {
        match &self.of {
            Of::Value(one) => one.difference().map(|n| -n),
            Of::Points(one) => Some(one.difference()),
        }
    }

    fn effect(&self, lang: Lang) -> String {
        let Of::Value(one) = &self.of else { return String::new() };
        let shown = |points: &Result<Exact, Gap>| match points {
            Ok(points) => crate::expr::points_words(points, lang),
            Err(gap) => words::gap(*gap, lang).to_string(),
        };
        let changed = one.effects.iter().filter(|(_, declared, official)| declared != official);
        let part = |(at, declared, official): &(usize, _, _)| {
            let code = &self.rubric().nodes[*at].code;
            format!("{code}: {} → {}", shown(declared), shown(official))
        };
        changed.map(part).collect::<Vec<_>>().join("; ")
    }

    /// The leaves that read the figure.
    fn leaves(&self) -> impl Iterator<Item = &'r LeafScore> {
        let effects: Vec<usize> = match &self.of {
            Of::Value(one) => one.effects.iter().map(|(at, ..)| *at).collect(),
            Of::Points(_) => Vec::new(),
        };
        self.standing.leaves.iter().filter(move |leaf| effects.contains(&leaf.node))
    }

    fn explained(&self) -> Option<usize> {
        match &self.of {
            Of::Value(one) => one.explained,
            Of::Points(one) => one.explained,
        }
    }

    fn state(&self) -> Text {
        let differs = match &self.of {
            Of::Value(one) => one.differs(),
            Of::Points(one) => !one.difference().is_zero(),
        };
        let explains = || self.leaves().any(|leaf| !leaf.explanation.is_empty());
        match (&self.of, self.explained()) {
            _ if !differs => SAME,
            (_, Some(_)) => KNOWN,
            (Of::Points(_), None) => OPEN,
            (Of::Value(one), None) if one.declared == Err(Gap::Missing) => NOT_DECLARED,
            (Of::Value(_), None) if explains() => GIVEN,
            (Of::Value(_), None) => OWED,
        }
    }

    fn reason(&self) -> String {
        let known = &self.standing.results.round.official.known;
        if let Some(cause) = self.explained().and_then(|at| known.get(at)) {
            let same = self.difference().is_some_and(|n| n.is_zero());
            return if same { String::new() } else { cause.cause.clone() };
        }
        let said = self.leaves().map(|leaf| leaf.explanation.as_str());
        said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
    }
}
