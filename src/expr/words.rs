//! An expression in words: the *Cách tính điểm* of the annex, and the branches of a trace.

mod listed;
mod rows;

use super::{Arm, Expr, Function, Op, PeerFigure, SurveyOf, Working, ZeroBase};
use crate::terms::{Exact, Key, Lang};

/// Renders expressions in one language, calling data items by their labels.
pub struct Words<'a> {
    pub lang: Lang,
    pub label: &'a dyn Fn(&Key) -> String,
    /// What one of a data item is called: `cuộc`, `vụ`.
    pub unit: &'a dyn Fn(&Key) -> Option<String>,
    /// The points are taken off the total.
    pub penalty: bool,
}

/// A number as a person writes it: decimal comma in Vietnamese, no thousands mark; thirds
/// stay fractions.
pub fn number_words(n: &Exact, lang: Lang) -> String {
    lang.decimal(&n.to_plain())
}

/// Points as people write them: their decimals where there are at most four, else rounded to two.
/// A fraction is for traces, not for those who sign.
pub fn points_words(points: &Exact, lang: Lang) -> String {
    match points.places() {
        Some(0..=4) => number_words(points, lang),
        _ => number_words(&points.round_half_up(2), lang),
    }
}

/// A share as a percentage with at most two places: `62,5%`, `33,33%`.
pub fn share_words(share: &Exact, lang: Lang) -> String {
    percent_words(&share.round_half_up(4), lang)
}

/// A share as a percentage: `98%`, `62,5%`.
pub fn percent_words(share: &Exact, lang: Lang) -> String {
    format!("{}%", number_words(&(share.clone() * &Exact::whole(100)), lang))
}

impl Words<'_> {
    /// The whole rule in one or more clauses, without the bounds of the leaf.
    pub fn rule(&self, expr: &Expr) -> String {
        match expr {
            Expr::OnZeroBase { inner, then, .. } => {
                let zero = match (then, self.lang) {
                    (ZeroBase::NotApplicable, Lang::Vi) => "không phát sinh: không áp dụng",
                    (ZeroBase::Full, Lang::Vi) => "không phát sinh: đạt điểm tối đa",
                    (ZeroBase::Zero, Lang::Vi) => "không phát sinh: 0 điểm",
                    (ZeroBase::NotApplicable, Lang::En) => "without occasion: not applicable",
                    (ZeroBase::Full, Lang::En) => "without occasion: full points",
                    (ZeroBase::Zero, Lang::En) => "without occasion: 0 points",
                };
                format!("{}; {zero}", self.rule(inner))
            }
            Expr::Exempt { tags, .. } if tags.is_empty() => {
                self.pick("đạt điểm tối đa, không phải kê khai", "full points, nothing to declare")
            }
            Expr::Exempt { tags, inner, .. } => {
                let tags = tags.join(", ");
                let vi = format!("đơn vị loại “{tags}”: đạt điểm tối đa, không phải kê khai");
                let en = format!("units of “{tags}”: full points, nothing to declare");
                format!("{}; {}", self.pick(&vi, &en), self.rule(inner))
            }
            Expr::Clamp { inner, .. } => self.rule(inner),
            Expr::Call(function, arguments) if function.rounds() => {
                self.rounded_rule(*function, arguments)
            }
            Expr::Let { value, body } => format!("{}: {}", self.expr(value), self.rule(body)),
            Expr::Cases { .. } => self.branches(expr).join("; "),
            Expr::Judgement => self.pick("cơ quan thẩm định cho điểm", "points by the appraiser"),
            other => self.listed(other).unwrap_or_else(|| {
                let points = match self.penalty {
                    true => self.pick("điểm trừ", "points off"),
                    false => self.pick("điểm", "points"),
                };
                format!("{points} = {}", self.expr(other))
            }),
        }
    }

    /// A rule whose points are rounded.
    fn rounded_rule(&self, function: Function, arguments: &[Expr]) -> String {
        let [inner, places] = arguments else { return String::new() };
        let (vi, en) = rounding_words(function, &self.expr(places));
        format!(
            "{}; {}",
            self.rule(inner),
            self.pick(&format!("điểm {vi}"), &format!("points {en}"))
        )
    }

    /// Each branch of a rule's cases, the last one being `otherwise`. Empty for a rule
    /// without cases.
    pub fn branches(&self, expr: &Expr) -> Vec<String> {
        match expr {
            Expr::OnZeroBase { inner, .. }
            | Expr::Clamp { inner, .. }
            | Expr::Exempt { inner, .. } => self.branches(inner),
            Expr::Let { body, .. } => self.branches(body),
            Expr::Cases { arms, otherwise } => {
                let rest = self.pick("còn lại", "otherwise");
                arms.iter()
                    .map(|arm| self.branch(arm))
                    .chain([format!("{rest}: {}", self.points(otherwise))])
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn branch(&self, arm: &Arm) -> String {
        format!("{}: {}", self.condition(&arm.when), self.points(&arm.then))
    }

    fn points(&self, expr: &Expr) -> String {
        match expr {
            Expr::Number(n) => self.so_many(n),
            _ => self.expr(expr),
        }
    }

    /// `2 điểm`; of a penalty `trừ 2 điểm`.
    pub fn so_many(&self, points: &Exact) -> String {
        let n = points_words(points, self.lang);
        match (self.penalty, points.is_zero(), self.lang) {
            (false, _, Lang::Vi) => format!("{n} điểm"),
            (false, _, Lang::En) => format!("{n} points"),
            (true, true, Lang::Vi) => "không trừ điểm".to_string(),
            (true, true, Lang::En) => "nothing off".to_string(),
            (true, false, Lang::Vi) => format!("trừ {n} điểm"),
            (true, false, Lang::En) => format!("{n} points off"),
        }
    }

    fn pick(&self, vi: &str, en: &str) -> String {
        match self.lang {
            Lang::Vi => vi.to_string(),
            Lang::En => en.to_string(),
        }
    }

    /// A condition on the value that the rule looks at reads as in the decisions: *từ*,
    /// *trên*, *đến*, *dưới*.
    fn condition(&self, when: &Expr) -> String {
        if let Expr::Apply(op, sides) = when {
            if matches!(sides[0], Expr::It) {
                return self.bound(*op, &sides[1]);
            }
            if let (Op::AtMost, Expr::Working(Working::Days, ..)) = (op, &sides[0]) {
                let n = self.expr(&sides[1]);
                let vi = format!("trễ không quá {n} ngày làm việc");
                return self.pick(&vi, &format!("late by up to {n} working days"));
            }
            if let (Op::AtMost, Expr::Call(Function::Days, _)) = (op, &sides[0]) {
                let n = self.expr(&sides[1]);
                let (vi, en) =
                    (format!("trễ không quá {n} ngày"), format!("late by up to {n} days"));
                return self.pick(&vi, &en);
            }
        }
        if let (Expr::Apply(Op::And, _), Some(labels)) = (when, self.all_of(when)) {
            let labels = labels.join(", ");
            return self.pick(&format!("có đủ {labels}"), &format!("yes to all of {labels}"));
        }
        match when {
            Expr::Call(Function::NotDone, _) => self.pick("chưa thực hiện", "not done"),
            Expr::Item(key) => {
                let label = (self.label)(key);
                self.pick(&format!("có “{label}”"), &format!("yes to “{label}”"))
            }
            other => self.expr(other),
        }
    }

    fn bound(&self, op: Op, bound: &Expr) -> String {
        let shown = self.expr(bound);
        let dated = matches!(bound, Expr::Date(_));
        let word = match (op, self.lang) {
            (Op::AtLeast, Lang::Vi) => "từ",
            (Op::More, Lang::Vi) => "trên",
            (Op::AtMost, Lang::Vi) if dated => "đến hết ngày",
            (Op::AtMost, Lang::Vi) => "đến",
            (Op::Less, Lang::Vi) => "dưới",
            (Op::Equal, _) => "=",
            (Op::NotEqual, _) => "≠",
            (Op::AtLeast, Lang::En) => "from",
            (Op::More, Lang::En) => "above",
            (Op::AtMost, Lang::En) => "up to",
            (Op::Less, Lang::En) => "below",
            _ => return format!("… {} {shown}", symbol(op)),
        };
        match bound {
            Expr::Text(_) => shown,
            _ => format!("{word} {shown}"),
        }
    }

    /// Any expression, with parentheses where they are needed.
    pub fn expr(&self, expr: &Expr) -> String {
        self.inner(expr, 0)
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    fn inner(&self, expr: &Expr, outer: u8) -> String {
        match expr {
            Expr::Number(n) => number_words(n, self.lang),
            Expr::Percent(n) => percent_words(n, self.lang),
            Expr::Text(t) => format!("“{t}”"),
            Expr::Date(d) => d.format("%d/%m/%Y").to_string(),
            Expr::YesNo(true) => self.pick("có", "yes"),
            Expr::YesNo(false) => self.pick("không", "no"),
            Expr::Item(key) => format!("[{}]", (self.label)(key)),
            Expr::LastYear(key) => {
                let label = (self.label)(key);
                self.pick(&format!("[{label} năm trước]"), &format!("[{label}, last year]"))
            }
            Expr::Points(code) => self.pick(&format!("điểm {code}"), &format!("points {code}")),
            Expr::Max(code) => {
                self.pick(&format!("điểm tối đa {code}"), &format!("maximum {code}"))
            }
            Expr::Survey { of, .. } => self.survey(of),
            Expr::Working(what, _, sides) => {
                let (a, b) = (self.expr(&sides[0]), self.expr(&sides[1]));
                match what {
                    Working::Days => self.pick(
                        &format!("(số ngày làm việc từ {a} đến {b})"),
                        &format!("(working days from {a} to {b})"),
                    ),
                    Working::Day => self.pick(
                        &format!("(ngày làm việc thứ {b} sau {a})"),
                        &format!("(working day {b} after {a})"),
                    ),
                }
            }
            Expr::PeriodShare(_) => {
                self.pick("[phần của năm trong kỳ đánh giá]", "[part of the year in the period]")
            }
            Expr::Judgement => self.pick("điểm thẩm định", "appraised points"),
            Expr::It => self.pick("giá trị", "value"),
            Expr::Apply(op, sides) => {
                let binding = strength(*op);
                let text = format!(
                    "{} {} {}",
                    self.inner(&sides[0], binding),
                    self.operator(*op),
                    self.inner(&sides[1], binding + 1)
                );
                if binding < outer { format!("({text})") } else { text }
            }
            Expr::Call(function, arguments) => self.call(*function, arguments),
            Expr::Cases { .. } => format!("{{{}}}", self.branches(expr).join("; ")),
            Expr::Let { value, body } => {
                format!("{{{}: {}}}", self.expr(value), self.inner(body, 0))
            }
            Expr::Peer(figure, inner) => {
                let inner = self.expr(inner);
                let (vi, en) = peer_words(*figure);
                self.pick(
                    &format!("{vi} trong khối ({inner})"),
                    &format!("{en} of block ({inner})"),
                )
            }
            Expr::Clamp { inner, .. }
            | Expr::OnZeroBase { inner, .. }
            | Expr::Exempt { inner, .. } => self.inner(inner, outer),
        }
    }

    fn operator(&self, op: Op) -> String {
        match op {
            Op::And => self.pick("và", "and"),
            Op::Or => self.pick("hoặc", "or"),
            _ => symbol(op).to_string(),
        }
    }

    fn survey(&self, of: &SurveyOf) -> String {
        match of {
            SurveyOf::Index => self.pick("chỉ số khảo sát", "survey index"),
            SurveyOf::Factor(id) => {
                self.pick(&format!("chỉ số khảo sát, yếu tố {id}"), &format!("survey, factor {id}"))
            }
            SurveyOf::Question(id) => {
                self.pick(&format!("chỉ số khảo sát, câu {id}"), &format!("survey, question {id}"))
            }
        }
    }

    fn call(&self, function: Function, arguments: &[Expr]) -> String {
        let list: Vec<String> = arguments.iter().map(|a| self.expr(a)).collect();
        let (all, count) = (list.join("; "), list.len());
        if let (true, [value, digits]) = (function.rounds(), &list[..]) {
            let (vi, en) = rounding_words(function, digits);
            return self.pick(&format!("({value}, {vi})"), &format!("({value}, {en})"));
        }
        if let (Function::Days, [from, to]) = (function, &list[..]) {
            return self.pick(
                &format!("(số ngày từ {from} đến {to})"),
                &format!("(days from {from} to {to})"),
            );
        }
        match function {
            Function::Min | Function::Max => {
                let (vi, en) = extreme(function, count);
                self.pick(&format!("({vi}: {all})"), &format!("({en}: {all})"))
            }
            Function::CountYes => {
                let (vi, en) = ("số nội dung ghi Có trong các nội dung", "entries that are yes");
                self.pick(&format!("({vi}: {all})"), &format!("({en}: {all})"))
            }
            Function::Abs => {
                self.pick(&format!("({all}, bỏ dấu âm)"), &format!("({all}, without its sign)"))
            }
            Function::Sum => self.pick(&format!("tổng ({all})"), &format!("sum ({all})")),
            Function::Round | Function::RoundEven | Function::RoundDown => {
                self.pick(&format!("làm tròn ({all})"), &format!("round ({all})"))
            }
            Function::Days => self.pick(&format!("số ngày ({all})"), &format!("days ({all})")),
            Function::Not => self.pick(&format!("không phải ({all})"), &format!("not ({all})")),
            Function::Negate => format!("− ({all})"),
            Function::NotDone => {
                self.pick(&format!("chưa thực hiện ({all})"), &format!("not done ({all})"))
            }
            _ => self.of_a_row(function, &all),
        }
    }
}

/// A rounding to so many decimals, in both languages.
fn rounding_words(function: Function, digits: &str) -> (String, String) {
    let (vi, en) = match digits {
        "0" => ("số nguyên".to_string(), "a whole number".to_string()),
        digits => (format!("{digits} chữ số thập phân"), format!("{digits} decimals")),
    };
    match function {
        Function::RoundDown => (format!("cắt bỏ phần sau {vi}"), format!("cut to {en}")),
        Function::RoundEven => (
            format!("làm tròn đến {vi}, số đúng giữa về số chẵn"),
            format!("rounded to {en}, a half to the even neighbour"),
        ),
        _ => (format!("làm tròn đến {vi}"), format!("rounded to {en}")),
    }
}

/// The least or the greatest of `count` numbers, in both languages.
pub fn extreme(function: Function, count: usize) -> (String, String) {
    let (of_two, of_more, smaller, smallest) = match function {
        Function::Max => ("lớn hơn", "lớn nhất", "larger", "largest"),
        _ => ("nhỏ hơn", "nhỏ nhất", "smaller", "smallest"),
    };
    match count {
        2 => (format!("số {of_two} trong hai số"), format!("the {smaller} of two numbers")),
        _ => {
            (format!("số {of_more} trong {count} số"), format!("the {smallest} of {count} numbers"))
        }
    }
}

fn peer_words(figure: PeerFigure) -> (&'static str, &'static str) {
    match figure {
        PeerFigure::Min => ("thấp nhất", "lowest"),
        PeerFigure::Max => ("cao nhất", "highest"),
        PeerFigure::Mean => ("trung bình", "mean"),
        PeerFigure::Count => ("số đơn vị có số liệu", "units with data"),
        PeerFigure::Above => ("số đơn vị cao hơn", "units above"),
        PeerFigure::Below => ("số đơn vị thấp hơn", "units below"),
    }
}

fn strength(op: Op) -> u8 {
    match op {
        Op::Or => 1,
        Op::And => 2,
        Op::Add | Op::Subtract => 5,
        Op::Multiply | Op::Divide => 6,
        _ => 4,
    }
}

fn symbol(op: Op) -> &'static str {
    match op {
        Op::Add => "+",
        Op::Subtract => "−",
        Op::Multiply => "×",
        Op::Divide => "÷",
        Op::Equal => "=",
        Op::NotEqual => "≠",
        Op::Less => "<",
        Op::AtMost => "≤",
        Op::More => ">",
        Op::AtLeast => "≥",
        Op::And => "và",
        Op::Or => "hoặc",
    }
}
