//! Neutral blocks as HTML. Every text goes through [`html_text`].

use std::fmt::Write;

use crate::report::block::{Align, Block, Cell, Line, Look, Role, Row, Shade, Table, Target};
use crate::results::Results;
use crate::terms::Lang;
use crate::write::charts::{self, ChartError};
use crate::write::figures;
use crate::write::sinks::html_text;

/// The number of shades of a heatmap; `page.css` has a class for each.
const SHADES: f64 = 8.0;

pub(super) struct Writer<'r> {
    pub results: &'r Results,
    pub lang: Lang,
}

/// The words of an alarm.
fn alarm<'b>(block: &'b Block<'_>) -> Option<&'b str> {
    match block {
        Block::Line(line) if line.role == Role::Alarm && !line.text.is_empty() => Some(&line.text),
        _ => None,
    }
}

impl Writer<'_> {
    /// # Errors
    /// A picture that could not be drawn.
    pub(super) fn blocks(&self, blocks: &[Block<'_>]) -> Result<String, ChartError> {
        let (mut out, mut rest) = (String::new(), blocks);
        while let Some(block) = rest.first() {
            // Several alarms in a row are one box.
            let alarms = rest.iter().map_while(alarm).count();
            if alarms > 1 {
                let (said, after) = rest.split_at(alarms);
                out.push_str("<div class=\"alarm\">");
                said.iter().filter_map(alarm).for_each(|text| {
                    put(&mut out, format_args!("<p>{}</p>", html_text(text)));
                });
                out.push_str("</div>\n");
                rest = after;
                continue;
            }
            self.block(block, &mut out)?;
            rest = &rest[1..];
        }
        Ok(out)
    }

    fn block(&self, block: &Block<'_>, out: &mut String) -> Result<(), ChartError> {
        match block {
            Block::Line(line) => self.line(line, out),
            Block::Sides(pairs) => {
                for pair in pairs {
                    pair.iter().for_each(|line| self.line(line, out));
                }
            }
            Block::Table(table) => self.table(table, out),
            Block::Picture(picture) => {
                if let Some(svg) = charts::picture_svg(self.results, picture, self.lang) {
                    put(out, format_args!("<figure>{}</figure>\n", svg?));
                }
            }
            Block::Beside { left, right } => {
                let (left, right) = (self.blocks(left)?, self.blocks(right)?);
                put(
                    out,
                    format_args!(
                        "<div class=\"beside\"><div>{left}</div><div>{right}</div></div>\n"
                    ),
                );
            }
            Block::Fold { title, blocks } => {
                let inside = self.blocks(blocks)?;
                let title = html_text(title);
                put(out, format_args!("<details><summary>{title}</summary>{inside}</details>\n"));
            }
            // A page in a browser has no sheets of paper and draws its charts from figures.
            Block::Chart(_) | Block::Aside(_) | Block::Break | Block::Gap => {}
        }
        Ok(())
    }

    fn line(&self, line: &Line, out: &mut String) {
        if line.text.is_empty() {
            return;
        }
        let text = html_text(&line.text);
        match line.role {
            Role::Section => put(out, format_args!("<h3>{text}</h3>\n")),
            Role::Title => put(out, format_args!("<h2>{text}</h2>\n")),
            Role::Alarm => put(out, format_args!("<p class=\"alarm\">{text}</p>\n")),
            Role::Note | Role::Subtitle => put(out, format_args!("<p class=\"note\">{text}</p>\n")),
            _ => put(out, format_args!("<p>{text}</p>\n")),
        }
    }

    fn table(&self, table: &Table<'_>, out: &mut String) {
        out.push_str("<div class=\"wide\"><table><thead><tr>");
        for column in &table.columns {
            let heading = html_text(&column.heading);
            put(out, format_args!("<th scope=\"col\"{}>{heading}</th>", align(column.align)));
        }
        out.push_str("</tr></thead><tbody>\n");
        table.rows.visit(&mut |row| self.row(table, row, out));
        out.push_str("</tbody></table></div>\n");
    }

    fn row(&self, table: &Table<'_>, row: &Row<'_>, out: &mut String) {
        let class = match row.look {
            Look::Group => " class=\"group\"",
            Look::Field | Look::Total => " class=\"total\"",
            Look::Criterion => " class=\"criterion\"",
            Look::Muted => " class=\"muted\"",
            Look::Plain | Look::Link | Look::Open => "",
        };
        put(out, format_args!("<tr{class}>"));
        for (at, column) in table.columns.iter().enumerate() {
            let cell = row.cells.get(at).unwrap_or(&Cell::Empty);
            let text = figures::text(cell, self.lang);
            let text = html_text(&text);
            // What the page sorts by: the number as such.
            let value = match cell.shown() {
                Cell::Number(number, _) => format!(" data-v=\"{number}\""),
                _ => String::new(),
            };
            let shade = shade(&table.shades, at, cell);
            let align = match column.align {
                Align::Left => String::new(),
                Align::Centre => format!(" class=\"c{shade}\""),
                Align::Right => format!(" class=\"r{shade}\""),
            };
            match cell {
                Cell::Linked(linked) => match linked.to {
                    Target::Unit(block, unit) => put(
                        out,
                        format_args!(
                            "<td{align}{value}><a href=\"#don-vi={block}-{unit}\">{text}</a></td>"
                        ),
                    ),
                    _ => put(out, format_args!("<td{align}{value}>{text}</td>")),
                },
                _ => put(out, format_args!("<td{align}{value}>{text}</td>")),
            }
        }
        out.push_str("</tr>\n");
    }
}

/// Writing into a text cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Centre => " class=\"c\"",
        Align::Right => " class=\"r\"",
    }
}

/// The class of a cell that is the darker the lower its number.
fn shade(shades: &[Shade], at: usize, cell: &Cell<'_>) -> String {
    let Cell::Number(number, _) = cell.shown() else { return String::new() };
    let dark = shades.iter().find_map(|shade| match shade {
        Shade::Low { columns: (from, to), low } if (*from..=*to).contains(&at) => {
            Some(((100.0 - number) / (100.0 - low)).clamp(0.0, 1.0))
        }
        _ => None,
    });
    dark.map_or_else(String::new, |dark| format!(" s{}", (dark * SHADES).round() as u8))
}
