//! *tong-hop.html*: the leaders' page in one file that opens without a network. What leaves this
//! room is escaped here; the page may load and send nothing (its content policy says so).

mod blocks;
mod packed;

use rayon::prelude::*;
use serde::Serialize;

use super::charts;
use super::files::WriteError;
use super::sinks::{html_text, script_json};
use super::writer::{Occasion, Task, Writer};
use crate::problem::Problems;
use crate::report::Reasons;
use crate::report::audience::Audience;
use crate::report::block::Block;
use crate::report::leaders::{Figures, Leaders, Section};
use crate::results::{BlockResults, Results};
use crate::terms::Lang;

pub const WRITER: Writer = Writer { name: "html", occasion: Occasion::Score, count, write };

/// The leaders' page.
pub const FILE: &str = "tong-hop.html";

/// Of the page, wherever it stands.
pub const STYLE: &str = include_str!("page.css");
pub const SCRIPT: &str = include_str!("page.js");

fn count(results: &Results) -> usize {
    results.blocks.iter().map(|block| block.units.len()).sum()
}

fn write(task: &Task<'_>, problems: &mut Problems) {
    if task.surveys_alone {
        return;
    }
    let written =
        page(task, Audience::Inside).and_then(|page| task.output.write(FILE, page.as_bytes()));
    written.err().into_iter().for_each(|error| problems.push(error.problem()));
}

/// The figures that the script compares, with the parts about the units, packed.
#[derive(Serialize)]
struct Data<'r> {
    #[serde(flatten)]
    figures: Figures<'r>,
    /// By block and unit: a packed [`UnitPart`].
    parts: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct UnitPart {
    html: String,
    causes: Vec<String>,
}

/// The page as one text; the task's `tick` is called once for each unit.
///
/// # Errors
/// A picture that could not be drawn.
pub(super) fn page(task: &Task<'_>, audience: Audience) -> Result<String, WriteError> {
    let reasons = task.reasons.for_papers();
    let body = Body::of(task.results, audience, reasons, task.tick)
        .map_err(|error| WriteError::picture(FILE, &error.to_string()))?;
    Ok(body.alone())
}

/// What the page shows, each part as markup; [`SCRIPT`] and [`STYLE`] go with it.
pub struct Body {
    /// Of the round, and who issues it: as they are written there.
    pub title: String,
    pub issuer: String,
    /// Heading, parts and figures, escaped.
    pub markup: String,
}

impl Body {
    /// `reasons` in the language of the page; `tick` is called once for each unit.
    ///
    /// # Errors
    /// A picture that could not be drawn.
    pub fn of(
        results: &Results,
        audience: Audience,
        reasons: &[Reasons<'_>],
        tick: &(dyn Fn() + Sync),
    ) -> Result<Body, charts::ChartError> {
        let leaders = Leaders::new(results, audience, reasons);
        let writer = blocks::Writer { results, lang: Lang::Vi };
        let part = |block: usize, at: usize| {
            let part = unit_part(&leaders, &writer, block, at);
            tick();
            part
        };
        let parts = |(block, figures): (usize, &BlockResults)| {
            let units = (0..figures.units.len()).into_par_iter();
            units.map(|at| part(block, at)).collect::<Result<Vec<String>, charts::ChartError>>()
        };
        let parts = results.blocks.iter().enumerate().map(parts).collect::<Result<_, _>>()?;
        let data = Data { figures: leaders.figures(), parts };
        let data = serde_json::to_string(&data).map_err(|e| charts::ChartError(e.to_string()))?;
        let sections = sections(&leaders, &writer)?;
        let (title, issuer, marks) = leaders.head();
        let marks = writer.blocks(&marks)?;
        let markup = format!(
            "<header><p class=\"issuer\">{}</p><h1>{}</h1>{marks}</header>\n{sections}\n\
             <script type=\"application/json\" id=\"du-lieu\">{}</script>\n",
            html_text(&issuer),
            html_text(&title),
            script_json(&data)
        );
        Ok(Body { title, issuer, markup })
    }

    /// The page in one file, with everything inside.
    fn alone(&self) -> String {
        let (title, issuer) = (html_text(&self.title), html_text(&self.issuer));
        let markup = &self.markup;
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
            packed::hash_source(STYLE),
            packed::hash_source(SCRIPT)
        );
        format!(
            "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} – {issuer}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             {markup}<script>{SCRIPT}</script>\n</body>\n</html>\n"
        )
    }
}

/// Blocks as markup, every text escaped, for a page that stands around them.
///
/// # Errors
/// A picture that could not be drawn.
pub fn markup(
    results: &Results,
    blocks: &[Block<'_>],
    lang: Lang,
) -> Result<String, charts::ChartError> {
    blocks::Writer { results, lang }.blocks(blocks)
}

fn unit_part(
    leaders: &Leaders<'_>,
    writer: &blocks::Writer<'_>,
    block: usize,
    at: usize,
) -> Result<String, charts::ChartError> {
    let html = writer.blocks(&leaders.unit(block, at))?;
    let part = UnitPart { html, causes: leaders.causes(block, at).causes };
    let text = serde_json::to_string(&part).map_err(|e| charts::ChartError(e.to_string()))?;
    Ok(packed::packed(&text))
}

fn sections(
    leaders: &Leaders<'_>,
    writer: &blocks::Writer<'_>,
) -> Result<String, charts::ChartError> {
    let sections = leaders.sections();
    let link = |s: &Section<'_>| format!("<a href=\"#{}\">{}</a>", s.id, html_text(s.title));
    let links: String = sections.iter().map(link).collect();
    let mut out = format!(
        "<nav aria-label=\"Các phần\">{links}<span class=\"tools\">\
         <label>Tìm đơn vị <input type=\"search\" id=\"tim\" autocomplete=\"off\"></label>\
         <label>Xếp loại <select id=\"loai\"><option value=\"\">tất cả</option></select></label>\
         <button type=\"button\" id=\"so-sanh-nut\" disabled>So sánh (chọn 2 đến 4)</button>\
         <button type=\"button\" id=\"in\">In</button></span></nav>\n<main>\n\
         <section id=\"don-vi\" hidden tabindex=\"-1\"></section>\n\
         <section id=\"so-sanh\" hidden tabindex=\"-1\"></section>\n"
    );
    for section in &sections {
        let body = writer.blocks(&section.blocks)?;
        let title = html_text(section.title);
        out += &format!(
            "<section id=\"{}\" class=\"phan\"><h2>{title}</h2>\n{body}</section>\n",
            section.id
        );
    }
    Ok(out + "</main>")
}
