//! The formulas of expressions as text; what they compute, `tests/recalculate` asks of another
//! engine.

use super::{Anywhere, Cells, Formula, Formulas, LONGEST, Sort, Source, Unsupported, formulas};
use crate::expr::{Expr, ZeroBase, parse};
use crate::terms::{Exact, Key};
use crate::value::DataKind;

/// `a` stands in A1 with its state in A2, `b` in B1 and B2 …; helper cells in row 9.
struct Letters;

impl Cells for Letters {
    fn item(&self, key: &Key) -> Source {
        let letter = key.as_str()[..1].to_uppercase();
        let sort = match key.as_str() {
            "y" | "z" => Sort::YesNo,
            "d" => Sort::Date,
            "c" => Sort::Choice,
            "t" => Sort::Text,
            "x" => Sort::Number,
            _ => Sort::Whole,
        };
        let cell = |row: u8| Formula::cell(format!("{letter}{row}"));
        Source { state: cell(2), value: cell(1), sort }
    }

    fn carries(&self, _: &[String]) -> bool {
        false
    }

    fn helper(&self, at: usize) -> String {
        format!("H{at}")
    }

    fn helper_range(&self, at: usize) -> String {
        format!("H{at}:Z{at}")
    }
}

fn of(text: &str) -> Formulas {
    let expr = parse(text).unwrap_or_else(|_| panic!("{text}")).expr;
    formulas(&expr, &Letters).unwrap_or_else(|why| panic!("{text}: {why:?}"))
}

#[track_caller]
fn check(text: &str, state: &str, value: &str) {
    let made = of(text);
    assert_eq!((made.state.to_string().as_str(), made.value.to_string().as_str()), (state, value));
}

#[test]
fn states_are_the_worst_of_what_is_used() {
    check("a + b", "MAX(A2,B2)", "A1+B1");
    check("min(a, 3, a)", "A2", "MIN(A1,3,A1)");
    check("2 * 3 + 1", "0", "7");
    // Only the branch that is taken.
    check("if(y, a, 1)", "IF(Y2>0,Y2,IF(Y1,A2,0))", "IF(Y1,A1,1)");
}

#[test]
fn a_decided_side_decides() {
    let made = of("y or z");
    assert_eq!(made.state.to_string(), "IF(OR(IF(Y2=0,Y1,FALSE),IF(Z2=0,Z1,FALSE)),0,MAX(Y2,Z2))");
    assert_eq!(made.value.to_string(), "OR(IF(Y2=0,Y1,FALSE),IF(Z2=0,Z1,FALSE))");
}

#[test]
fn a_zero_denominator_is_a_state() {
    let state = "IF(MAX(A2,B2)>0,MAX(A2,B2),IF(B1=0,IF(A1<>0,5,1),0))";
    check("a / b", state, "A1/B1");
    check("1 / b", "IF(B2>0,B2,IF(B1=0,1,0))", "1/B1");
    check("a / 4", "A2", "A1/4");
    let quotient = parse("a / b").map(|p| p.expr).unwrap_or(Expr::It);
    let inner = Box::new(quotient);
    let full = Expr::OnZeroBase { inner, then: ZeroBase::Full, full: Exact::whole(2) };
    let made = formulas(&full, &Letters).expect("a quotient has formulas");
    assert_eq!(made.state.to_string(), "IF(H1=1,0,H1)");
    assert_eq!(made.value.to_string(), "IF(H1=1,2,A1/B1)");
}

#[test]
fn only_computed_numbers_are_guarded() {
    check("a >= 3", "A2", "A1>=3");
    check("x >= 0.1", "X2", "X1>=0.1");
    check("x + 0.2 <= 0.3", "X2", "ROUND((X1+0.2-0.3)/MAX(1,ABS(X1)),14)<=0");
    check("a / 4 >= 98%", "A2", "ROUND(A1/4-0.98,14)>=0");
    check("a / 4 >= 30", "A2", "ROUND(A1/4-30,12)>=0");
    check("a + b = 2 * b", "MAX(A2,B2)", "A1+B1=2*B1");
}

#[test]
fn dates_may_be_the_answer_no() {
    check("d <= \"2020-06-30\"", "IF(D2>0,D2,IF(D1<0,5,0))", "D1<=DATE(2020,6,30)");
    check("days(\"2020-06-30\", d)", "IF(D2>0,D2,IF(D1<0,5,0))", "D1-DATE(2020,6,30)");
}

#[test]
fn texts_are_compared_as_the_rules_compare_them() {
    check("c = \"Tốt\"", "C2", "C1=\"Tốt\"");
    check("t = \"Tốt\"", "T2", "EXACT(T1,\"Tốt\")");
    let order = parse("t < \"b\"").map(|p| p.expr).unwrap_or(Expr::It);
    assert_eq!(formulas(&order, &Letters), Err(Unsupported::TextOrder));
}

#[test]
fn peers_are_a_range_of_helper_cells() {
    let made = of("a - peer_min(a)");
    let helper = made.helpers[1].as_ref().expect("a helper cell");
    assert_eq!(helper.formula.to_string(), "IF(A2>0,\"\",A1)");
    assert_eq!(made.value.to_string(), "A1-MIN(H1:Z1)");
    let made = of("peer_above(a / b)");
    let rounded = made.helpers.last().and_then(Option::as_ref).expect("a helper cell");
    assert!(rounded.formula.to_string().starts_with("IF(ISNUMBER(H1),ROUND(H1,12-INT(LOG10("));
    assert!(made.value.to_string().starts_with("RANK("), "{}", made.value);
}

/// The longest and deepest that the parser lets through.
#[test]
fn what_is_too_large_for_a_cell_is_split() {
    let sum = format!("sum({})", vec!["x * 1.5"; 240].join(", "));
    let chain = vec!["(x + 0.1)"; 120].join(" * ");
    let nested = format!("{}1{}", "if(x + 0.1 >= 0.3, x / 3, ".repeat(60), ")".repeat(60));
    let logic = vec!["(y or x + 0.1 > 0.3)"; 60].join(" and ");
    let kind =
        |key: &Key| Some(if key.as_str() == "y" { DataKind::YesNo } else { DataKind::Number });
    for text in [sum, chain, nested, format!("if({logic}, 1, 0)")] {
        let expr = parse(&text).unwrap_or_else(|e| panic!("{e:?}")).expr;
        let made = formulas(&expr, &Anywhere { kind: &kind }).expect("it is split");
        let all = made.helpers.iter().flatten().map(|h| &h.formula);
        for formula in all.chain([&made.state, &made.value]) {
            assert!(formula.fits());
            assert!(formula.to_string().encode_utf16().count() < LONGEST);
        }
        assert!(made.helpers.len() > 2, "{}", made.value);
    }
}
