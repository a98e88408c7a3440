//! Checklists and counts in words, as the annexes write them.

use super::Words;
use crate::expr::{Expr, Function, Op};

impl Words<'_> {
    /// Each entry of a checklist with its points, or so many points for each; nothing for another
    /// expression.
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
            Expr::Call(Function::Min | Function::Max, sides) => self.counted(sides),
            _ => None,
        }
    }

    /// `mỗi cuộc 1 điểm, tối đa 2 điểm`; `từ 2 điểm, mỗi vụ trừ 0,5 điểm, thấp nhất 0 điểm`.
    fn counted(&self, sides: &[Expr]) -> Option<String> {
        let [sum, Expr::Number(bound)] = sides else { return None };
        let Expr::Apply(op, parts) = sum else { return None };
        match (op, &**parts) {
            (Op::Multiply, [Expr::Number(each), value]) => {
                let (of, one) = self.each_of(value);
                let (each, bound) = (self.so_many(each), self.so_many(bound));
                let vi = format!("{of}: mỗi {one} {each}, tối đa {bound}");
                Some(self.pick(&vi, &format!("{of}: {each} for each, at most {bound}")))
            }
            (Op::Subtract, [Expr::Number(start), Expr::Apply(Op::Multiply, parts)]) => {
                let [Expr::Number(each), value] = &**parts else { return None };
                let (of, one) = self.each_of(value);
                let plain = |n| Words { penalty: false, ..*self }.so_many(n);
                let (start, each, bound) = (plain(start), plain(each), plain(bound));
                let vi = format!("{of}: từ {start}, mỗi {one} trừ {each}, thấp nhất {bound}");
                let en = format!("{of}: from {start}, {each} off for each, at least {bound}");
                Some(self.pick(&vi, &en))
            }
            _ => None,
        }
    }

    /// What is counted, and what one of it is called.
    fn each_of(&self, value: &Expr) -> (String, String) {
        let mut units = value.items().into_iter().map(|key| (self.unit)(key));
        let first = units.next().flatten();
        let one = first.filter(|first| units.all(|unit| unit.as_ref() == Some(first)));
        (self.expr(value), one.unwrap_or_else(|| self.pick("đơn vị", "one")))
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
        let unit = |key: &Key| (key.as_str() != "khong").then(|| "cuộc".to_string());
        Words { lang, label: &label, unit: &unit, penalty: false }.rule(expr)
    }

    fn item(name: &str) -> Expr {
        Expr::Item(Key::new(name))
    }

    #[test]
    fn a_count_is_so_much_for_each() {
        let half = Exact::fraction(1, 2).unwrap();
        let product = |n: &Exact, key| Expr::apply(Op::Multiply, Expr::number(n), item(key));
        let most = |sum, n| Expr::Call(Function::Min, vec![sum, Expr::whole(n)]);
        let count = most(product(&Exact::one(), "a"), 2);
        assert_eq!(said(&count, Lang::Vi), "[Mục a]: mỗi cuộc 1 điểm, tối đa 2 điểm");
        assert_eq!(said(&count, Lang::En), "[Mục a]: 1 points for each, at most 2 points");
        let unnamed = most(product(&half, "khong"), 2);
        assert_eq!(said(&unnamed, Lang::Vi), "[Mục khong]: mỗi đơn vị 0,5 điểm, tối đa 2 điểm");
        let off = Expr::apply(Op::Subtract, Expr::whole(2), product(&half, "a"));
        let off = Expr::Call(Function::Max, vec![off, Expr::whole(0)]);
        assert_eq!(
            said(&off, Lang::Vi),
            "[Mục a]: từ 2 điểm, mỗi cuộc trừ 0,5 điểm, thấp nhất 0 điểm"
        );
        // Another smaller of two numbers stays what it is.
        let other = most(item("a"), 2);
        assert_eq!(said(&other, Lang::Vi), "điểm = (số nhỏ hơn trong hai số: [Mục a]; 2)");
        let label = |key: &Key| format!("Mục {key}");
        let unit = |_: &Key| Some("vụ".to_string());
        let words = Words { lang: Lang::Vi, label: &label, unit: &unit, penalty: true };
        let penalty = most(product(&half, "a"), 3);
        assert_eq!(words.rule(&penalty), "[Mục a]: mỗi vụ trừ 0,5 điểm, tối đa trừ 3 điểm");
        let arm = Arm { when: item("a"), then: Expr::whole(1) };
        assert_eq!(
            words.rule(&Expr::cases(vec![arm], Expr::whole(0))),
            "có “Mục a”: trừ 1 điểm; còn lại: không trừ điểm"
        );
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
