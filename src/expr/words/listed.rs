//! Checklists in words, as the annexes write them.

use super::Words;
use crate::expr::{Expr, Function, Op};

impl Words<'_> {
    /// Each entry of a checklist with its points; nothing for another expression.
    pub(super) fn listed(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Call(Function::Sum, entries) => {
                let entry = |entry: &Expr| match entry {
                    Expr::Cases { arms, otherwise } => match (&arms[..], &**otherwise) {
                        ([arm], Expr::Number(rest)) if rest.is_zero() => Some(self.branch(arm)),
                        _ => None,
                    },
                    _ => None,
                };
                let entries: Option<Vec<String>> = entries.iter().map(entry).collect();
                let each = self.pick("cộng điểm từng nội dung", "sum over the entries");
                Some(format!("{each}: {}", entries?.join("; ")))
            }
            Expr::Apply(Op::Multiply, sides) => {
                let (Expr::Number(_), Expr::Call(Function::CountYes, entries)) =
                    (&sides[0], &sides[1])
                else {
                    return None;
                };
                let points = self.points(&sides[0]);
                let each =
                    self.pick(&format!("mỗi nội dung có được {points}"), &format!("{points} each"));
                let entries: Vec<String> =
                    entries.iter().map(|entry| self.quoted(entry)).collect::<Option<_>>()?;
                Some(format!("{each}: {}", entries.join("; ")))
            }
            _ => None,
        }
    }

    /// The label of a data item.
    fn quoted(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Item(key) => Some(format!("“{}”", (self.label)(key))),
            _ => None,
        }
    }

    /// The labels of data items that must all be yes.
    pub(super) fn all_of(&self, when: &Expr) -> Option<Vec<String>> {
        match when {
            Expr::Apply(Op::And, sides) => {
                Some([self.all_of(&sides[0])?, self.all_of(&sides[1])?].concat())
            }
            other => Some(vec![self.quoted(other)?]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::Arm;
    use crate::terms::{Exact, Key, Lang};

    fn said(expr: &Expr, lang: Lang) -> String {
        let label = |key: &Key| format!("Mục {key}");
        Words { lang, label: &label }.rule(expr)
    }

    fn item(name: &str) -> Expr {
        Expr::Item(Key::new(name))
    }

    #[test]
    fn a_checklist_reads_as_a_list() {
        let entry = |name: &str, points: Exact| {
            let arm = Arm { when: item(name), then: Expr::Number(points) };
            Expr::cases(vec![arm], Expr::whole(0))
        };
        let quarter = Exact::fraction(1, 4).unwrap();
        let sum = vec![entry("a", quarter.clone()), entry("b", Exact::whole(1))];
        let sum = Expr::Call(Function::Sum, sum);
        assert_eq!(
            said(&sum, Lang::Vi),
            "cộng điểm từng nội dung: có “Mục a”: 0,25 điểm; có “Mục b”: 1 điểm"
        );
        let count = Expr::Call(Function::CountYes, vec![item("a"), item("b")]);
        let each = Expr::apply(Op::Multiply, Expr::Number(quarter), count);
        assert_eq!(said(&each, Lang::Vi), "mỗi nội dung có được 0,25 điểm: “Mục a”; “Mục b”");
        let both = Expr::apply(Op::And, item("a"), item("b"));
        let arm = Arm { when: both, then: Expr::whole(2) };
        let all = Expr::cases(vec![arm], Expr::whole(0));
        assert_eq!(said(&all, Lang::Vi), "có đủ “Mục a”, “Mục b”: 2 điểm; còn lại: 0 điểm");
        assert!(said(&all, Lang::En).starts_with("yes to all of “Mục a”, “Mục b”: 2 points"));
    }
}
