//! Registers: lists of rows (dossiers, documents, tasks, petitions) that data items are counted
//! from. In: the scheme of a register and its extracts. Out: what each item comes to for each unit,
//! and which row counts why.
//!
//! A row expression is the same [`crate::expr::Expr`] as in a rule, with the columns of the scheme as
//! names. It is read in four ways: evaluated for one row (`row`), as whole-number algebra (`algebra`),
//! which becomes a polars expression (`engine`) or SQL (`sql`), and in words.

mod algebra;
mod cells;
mod counts_table;
mod engine;
mod figures;
mod gather;
mod guards;
mod item;
mod kind;
mod listing;
mod node;
mod odd;
mod piece;
mod reader;
mod row;
mod scheme;
mod sql;
mod working_days;

pub use counts_table::{Reported, from_counts};
pub use figures::{Figure, Figures, UnitRows};
pub use gather::{Gathered, Gatherer};
pub use guards::{Before, Guarded, guard};
pub use item::{Item, What, compile};
pub use listing::{Listed, clean_heads, heads};
pub use piece::{Fate, Piece};
pub use reader::{Counting, Plan, RowReader};
pub use scheme::{Constants, Scheme, from_toml, schema};
pub use sql::{Dialect, sql};
