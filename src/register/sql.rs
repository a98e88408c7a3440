//! The same counts as one SELECT for a database that holds the cleaned rows of the register.

use super::item::{Item, What};
use super::node::Node;
use super::scheme::{Constants, Kind, Scheme, days_of};
use crate::expr::Op;
use crate::terms::Date;

/// Whose SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    PostgreSql,
    DataFusion,
}

/// The column that names the cells which could not be read.
pub(crate) const UNREAD: &str = "khong_doc_duoc";

/// The table of a register, then one SELECT of unit, item and number. `None` without items.
pub fn sql(
    scheme: &Scheme,
    items: &[Item],
    constants: &Constants,
    dialect: Dialect,
) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    let printing = Printing { scheme, constants, dialect };
    let selects: Vec<String> = items.iter().map(|item| printing.select(item)).collect();
    let select = selects.join("\nUNION ALL\n");
    Some(format!("{}\n\n{select}\nORDER BY 1, 2;\n", table(scheme, dialect)))
}

fn table(scheme: &Scheme, dialect: Dialect) -> String {
    let text = if dialect == Dialect::PostgreSql { "TEXT" } else { "VARCHAR" };
    let columns = scheme.columns.iter().enumerate().map(|(at, column)| {
        let kind = match &column.kind {
            _ if at == scheme.unit => text,
            Kind::Text | Kind::Choice { .. } => text,
            Kind::Date | Kind::Dates => "DATE",
            Kind::DateTime => "TIMESTAMP",
            Kind::YesNo => "BOOLEAN",
            Kind::Count => "BIGINT",
        };
        format!("  {} {kind},\n", quoted(&column.id))
    });
    let columns: String = columns.collect();
    format!("CREATE TABLE {} (\n{columns}  {UNREAD} {text}\n);", quoted(&scheme.id))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn text(of: &str) -> String {
    format!("'{}'", of.replace('\'', "''"))
}

struct Printing<'a> {
    scheme: &'a Scheme,
    constants: &'a Constants,
    dialect: Dialect,
}

impl Printing<'_> {
    fn select(&self, item: &Item) -> String {
        let unit = quoted(&self.scheme.columns[self.scheme.unit].id);
        let date = self.date();
        let day = |day: Date| format!("DATE '{}'", day.format("%Y-%m-%d"));
        let within = match self.constants.period {
            Some((from, to)) => format!("{date} BETWEEN {} AND {}", day(from), day(to)),
            None => format!("{date} IS NOT NULL"),
        };
        let holds = self.node(&item.lowered.value);
        let value = match &item.what {
            What::Count => format!("SUM(CASE WHEN {within} AND {holds} THEN 1 ELSE 0 END)"),
            What::Sum(_) => format!("SUM(CASE WHEN {within} THEN COALESCE({holds}, 0) ELSE 0 END)"),
            What::Distinct(at) => {
                let column = quoted(&self.scheme.columns[*at].id);
                format!("COUNT(DISTINCT CASE WHEN {within} AND {holds} THEN {column} END)")
            }
        };
        format!(
            "SELECT {unit} AS unit, {} AS item, CAST({value} AS BIGINT) AS value\nFROM {}\nWHERE {unit} IS NOT NULL\nGROUP BY {unit}",
            text(item.key.as_str()),
            quoted(&self.scheme.id),
        )
    }

    fn date(&self) -> String {
        format!("CAST({} AS DATE)", quoted(&self.scheme.columns[self.scheme.date].id))
    }

    fn node(&self, node: &Node) -> String {
        let of = |node: &Node| self.node(node);
        match node {
            Node::Column(at) => self.column(*at),
            Node::Unread(at) => {
                let id = text(&format!(" {} ", self.scheme.columns[*at].id));
                format!("(STRPOS(' ' || COALESCE({UNREAD}, '') || ' ', {id}) > 0)")
            }
            Node::Constant(constant) => match self.constants.day(constant) {
                Some(day) => days_of(day).to_string(),
                None => "CAST(NULL AS BIGINT)".to_string(),
            },
            Node::Int(n) if *n < 0 => format!("({n})"),
            Node::Int(n) => n.to_string(),
            Node::Bool(true) => "TRUE".to_string(),
            Node::Bool(false) => "FALSE".to_string(),
            Node::Text(said) => text(said),
            Node::Null => "NULL".to_string(),
            Node::Add(a, b) => format!("({} + {})", of(a), of(b)),
            Node::Subtract(a, b) => format!("({} - {})", of(a), of(b)),
            Node::Times(a, by) => format!("({} * {})", of(a), of(&Node::Int(*by))),
            Node::Divide(a, by) => format!("({} / {by})", of(a)),
            Node::Rest(a, by) => format!("({} % {by})", of(a)),
            Node::Year(a) => self.part("YEAR", a),
            Node::Month(a) => self.part("MONTH", a),
            Node::Compare(op, a, b) => format!("({} {} {})", of(a), sign(*op), of(b)),
            Node::And(a, b) => format!("({} AND {})", of(a), of(b)),
            Node::Or(a, b) => format!("({} OR {})", of(a), of(b)),
            Node::Not(a) => format!("(NOT {})", of(a)),
            Node::IsNull(a) => format!("({} IS NULL)", of(a)),
            Node::If(three) => {
                let [when, then, otherwise] = &**three;
                format!("(CASE WHEN {} THEN {} ELSE {} END)", of(when), of(then), of(otherwise))
            }
        }
    }

    /// A column as its expressions see it: days as numbers since 1970.
    fn column(&self, at: usize) -> String {
        let column = &self.scheme.columns[at];
        let id = quoted(&column.id);
        match (&column.kind, self.dialect) {
            (Kind::Date | Kind::Dates | Kind::DateTime, Dialect::PostgreSql) => {
                format!("(CAST({id} AS DATE) - DATE '1970-01-01')")
            }
            (Kind::Date | Kind::Dates | Kind::DateTime, Dialect::DataFusion) => {
                format!("CAST(CAST({id} AS DATE) AS INT)")
            }
            _ => id,
        }
    }

    fn part(&self, part: &str, of: &Node) -> String {
        let day = self.node(of);
        match self.dialect {
            Dialect::PostgreSql => format!(
                "CAST(EXTRACT({part} FROM (DATE '1970-01-01' + CAST({day} AS INTEGER))) AS BIGINT)"
            ),
            Dialect::DataFusion => {
                format!("CAST(EXTRACT({part} FROM CAST(CAST({day} AS INT) AS DATE)) AS BIGINT)")
            }
        }
    }
}

fn sign(op: Op) -> &'static str {
    match op {
        Op::Equal => "=",
        Op::NotEqual => "<>",
        Op::Less => "<",
        Op::AtMost => "<=",
        Op::More => ">",
        _ => ">=",
    }
}
