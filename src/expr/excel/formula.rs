//! Excel formulas as a small tree: constants fold while it is built, and it is written with the
//! parentheses that it needs and within Excel's limits.

use std::fmt::{self, Display, Write as _};

use crate::terms::Exact;

/// Excel takes no longer formula, in UTF-16 units, and no deeper nest of functions.
pub const LONGEST: usize = 8_192;
pub const DEEPEST: usize = 64;
/// More arguments are split over nested calls.
const MOST_ARGUMENTS: usize = 200;
/// The longest text constant within a formula, in UTF-16 units.
const LONGEST_TEXT: usize = 250;
/// Digits of a number that Excel reads.
const DIGITS: usize = 15;

/// A formula or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    Number(Exact),
    Text(String),
    YesNo(bool),
    /// A cell, a range, or what the caller wrote in parentheses.
    Cell(String),
    Call(&'static str, Vec<Formula>),
    Apply(&'static str, Box<[Formula; 2]>),
}

impl Formula {
    pub fn whole(number: i64) -> Formula {
        Formula::Number(Exact::whole(number))
    }

    pub fn cell(address: impl Into<String>) -> Formula {
        Formula::Cell(address.into())
    }

    pub fn text(text: impl Into<String>) -> Formula {
        Formula::Text(text.into())
    }

    /// A call; very many arguments of a function that takes any number of them are grouped.
    pub fn call(function: &'static str, arguments: Vec<Formula>) -> Formula {
        if arguments.len() <= MOST_ARGUMENTS {
            return Formula::Call(function, arguments);
        }
        let groups = arguments.chunks(MOST_ARGUMENTS);
        let groups = groups.map(|group| Formula::Call(function, group.to_vec())).collect();
        Formula::call(function, groups)
    }

    pub fn apply(operator: &'static str, left: Formula, right: Formula) -> Formula {
        Formula::Apply(operator, Box::new([left, right]))
    }

    /// `IF`, unless the condition is known or both ends are the same.
    pub fn when(condition: Formula, then: Formula, otherwise: Formula) -> Formula {
        match condition {
            Formula::YesNo(true) => then,
            Formula::YesNo(false) => otherwise,
            _ if then == otherwise => then,
            condition => Formula::Call("IF", vec![condition, then, otherwise]),
        }
    }

    /// The largest of some states: those that are surely 0 and those that stand twice go.
    pub fn worst(states: impl IntoIterator<Item = Formula>) -> Formula {
        let mut open: Vec<Formula> = Vec::new();
        for state in states {
            let parts = match state {
                Formula::Call("MAX", parts) => parts,
                one => vec![one],
            };
            for part in parts {
                if !part.is_zero() && !open.contains(&part) {
                    open.push(part);
                }
            }
        }
        match open.len() {
            0 => Formula::whole(0),
            1 => open.remove(0),
            _ => Formula::call("MAX", open),
        }
    }

    /// `state` where it is above 0, else `otherwise`.
    pub fn unless(state: Formula, otherwise: Formula) -> Formula {
        if state.is_zero() || state == otherwise {
            return otherwise;
        }
        if otherwise.is_zero() {
            return state;
        }
        // It was looked at already.
        if let Formula::Call("IF", ends) = &otherwise
            && ends[0] == state.clone().is_above_zero()
        {
            return otherwise;
        }
        Formula::when(state.clone().is_above_zero(), state, otherwise)
    }

    pub fn is_above_zero(self) -> Formula {
        match &self {
            Formula::Number(n) => Formula::YesNo(*n > Exact::zero()),
            _ => Formula::apply(">", self, Formula::whole(0)),
        }
    }

    pub fn and(self, other: Formula) -> Formula {
        match (self, other) {
            (Formula::YesNo(true), other) | (other, Formula::YesNo(true)) => other,
            (Formula::YesNo(false), _) | (_, Formula::YesNo(false)) => Formula::YesNo(false),
            (a, b) => Formula::joined("AND", a, b),
        }
    }

    pub fn or(self, other: Formula) -> Formula {
        match (self, other) {
            (Formula::YesNo(false), other) | (other, Formula::YesNo(false)) => other,
            (Formula::YesNo(true), _) | (_, Formula::YesNo(true)) => Formula::YesNo(true),
            (a, b) => Formula::joined("OR", a, b),
        }
    }

    fn joined(function: &'static str, a: Formula, b: Formula) -> Formula {
        let parts = |f: Formula| match f {
            Formula::Call(name, parts) if name == function => parts,
            one => vec![one],
        };
        let mut all = parts(a);
        all.extend(parts(b));
        Formula::call(function, all)
    }

    pub fn is_zero(&self) -> bool {
        matches!(self, Formula::Number(n) if n.is_zero())
    }

    pub fn constant(&self) -> Option<&Exact> {
        match self {
            Formula::Number(n) => Some(n),
            _ => None,
        }
    }

    /// A constant or a cell: it may be written several times.
    pub fn is_atom(&self) -> bool {
        !matches!(self, Formula::Call(..) | Formula::Apply(..))
    }

    fn parts(&self) -> &[Formula] {
        match self {
            Formula::Call(_, arguments) => arguments,
            Formula::Apply(_, sides) => sides.as_slice(),
            _ => &[],
        }
    }

    /// How many constants, cells, functions and operators it is made of.
    pub fn weight(&self) -> usize {
        1 + self.parts().iter().map(Formula::weight).sum::<usize>()
    }

    /// How deep its functions and parentheses are nested.
    pub fn depth(&self) -> usize {
        let inner = self.parts().iter().map(Formula::depth).max().unwrap_or(0);
        inner + usize::from(!self.is_atom())
    }

    /// Whether Excel takes it. Cells that stand for more than an address count as one level.
    pub fn fits(&self) -> bool {
        self.fitting().is_some()
    }

    /// The text of the formula, where Excel takes it.
    pub fn fitting(&self) -> Option<String> {
        if self.depth() >= DEEPEST {
            return None;
        }
        let text = self.to_string();
        // No letter of UTF-8 has fewer bytes than units of UTF-16.
        let fits = text.len() < LONGEST || text.encode_utf16().count() < LONGEST;
        fits.then_some(text)
    }

    fn strength(&self) -> u8 {
        match self {
            Formula::Apply("=" | "<>" | "<" | "<=" | ">" | ">=", _) => 1,
            Formula::Apply("&", _) => 2,
            Formula::Apply("+" | "-", _) => 3,
            Formula::Apply(..) => 4,
            Formula::Number(n) if n.is_negative() => 0,
            Formula::Number(n) if n.to_plain().contains('/') => 0,
            _ => 9,
        }
    }

    fn write(&self, out: &mut fmt::Formatter<'_>, outer: u8) -> fmt::Result {
        let enclosed = self.strength() < outer;
        if enclosed {
            out.write_char('(')?;
        }
        match self {
            Formula::Number(n) => number(out, n)?,
            Formula::Text(text) => quoted(out, text)?,
            Formula::YesNo(yes) => out.write_str(if *yes { "TRUE" } else { "FALSE" })?,
            Formula::Cell(address) => out.write_str(address)?,
            Formula::Call(function, arguments) => {
                write!(out, "{function}(")?;
                for (at, argument) in arguments.iter().enumerate() {
                    if at > 0 {
                        out.write_char(',')?;
                    }
                    argument.write(out, 0)?;
                }
                out.write_char(')')?;
            }
            Formula::Apply(operator, sides) => {
                let own = self.strength();
                sides[0].write(out, own)?;
                out.write_str(operator)?;
                sides[1].write(out, own + 1)?;
            }
        }
        if enclosed {
            out.write_char(')')?;
        }
        Ok(())
    }
}

/// Without the leading `=`; function names in English and `,` between arguments, as files hold
/// them whatever the language of the program.
impl Display for Formula {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(out, 0)
    }
}

fn number(out: &mut fmt::Formatter<'_>, number: &Exact) -> fmt::Result {
    let plain = number.to_plain();
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    if plain.split('/').all(|part| digits(part) <= DIGITS) {
        return out.write_str(&plain);
    }
    let text = format!("{:.14e}", number.to_f64());
    match text.split_once('e') {
        Some((mantissa, exponent)) if exponent.starts_with('-') => {
            write!(out, "{mantissa}E{exponent}")
        }
        Some((mantissa, exponent)) => write!(out, "{mantissa}E+{exponent}"),
        None => out.write_str(&text),
    }
}

/// Quotation marks are doubled; a long text is put together from parts.
fn quoted(out: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut used = 0;
    out.write_char('"')?;
    for letter in text.chars() {
        used += letter.len_utf16();
        if used > LONGEST_TEXT {
            out.write_str("\"&\"")?;
            used = letter.len_utf16();
        }
        match letter {
            '"' => out.write_str("\"\"")?,
            letter => out.write_char(letter)?,
        }
    }
    out.write_char('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(name: &str) -> Formula {
        Formula::cell(name)
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let sum = Formula::apply("+", cell("A1"), cell("A2"));
        let difference = Formula::apply("-", cell("A3"), sum.clone());
        assert_eq!(difference.to_string(), "A3-(A1+A2)");
        let third = Formula::Number(Exact::fraction(1, 3).unwrap());
        assert_eq!(Formula::apply("*", third, sum).to_string(), "(1/3)*(A1+A2)");
        let negative = Formula::whole(-2);
        assert_eq!(Formula::apply("-", cell("A1"), negative.clone()).to_string(), "A1-(-2)");
        assert_eq!(Formula::call("MIN", vec![negative, cell("A1")]).to_string(), "MIN(-2,A1)");
    }

    #[test]
    fn states_fold() {
        let none = || Formula::whole(0);
        assert!(Formula::worst([none(), none()]).is_zero());
        assert_eq!(Formula::worst([none(), cell("A1"), cell("A1")]), cell("A1"));
        let two = Formula::worst([cell("A1"), cell("A2")]);
        assert_eq!(Formula::worst([two, cell("A2"), cell("A3")]).to_string(), "MAX(A1,A2,A3)");
        assert_eq!(Formula::unless(none(), cell("B1")), cell("B1"));
        assert_eq!(Formula::unless(cell("A1"), none()), cell("A1"));
    }

    #[test]
    fn texts_are_quoted_and_split() {
        assert_eq!(Formula::text("a\"b").to_string(), "\"a\"\"b\"");
        let long = Formula::text("x".repeat(600)).to_string();
        assert!(long.split('&').all(|part| part.len() <= 255), "{long}");
        assert_eq!(long.replace("\"&\"", "").len(), 602);
    }

    #[test]
    fn numbers_have_no_more_digits_than_excel_reads() {
        let shown = |text: &str| Formula::Number(Exact::from_decimal(text).unwrap()).to_string();
        assert_eq!(shown("0.95"), "0.95");
        assert_eq!(shown("949999999999"), "949999999999");
        assert_eq!(shown("12345678901234567890"), "1.23456789012346E+19");
        assert_eq!(shown("0.000000000000000000012345"), "1.23450000000000E-20");
    }

    #[test]
    fn very_many_arguments_are_grouped() {
        let sum = Formula::call("SUM", vec![cell("A1"); 600]);
        assert_eq!(sum.parts().len(), 3);
        assert!(sum.fits());
    }
}
