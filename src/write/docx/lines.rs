//! Lines by their role: size, weight and place of each part of an official paper.

use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, SpecialIndentType,
};

use super::letters::{bold_width, fonts};
use crate::report::block::{Line, Role};
use crate::write::sinks::paper_text;

/// The size of running text, in points.
pub(super) const BODY: u8 = 14;
/// Twips of 1.27 cm: where the first line of a paragraph begins.
const FIRST_LINE: i32 = 720;
/// Twips of 6 points, which stand between paragraphs.
const APART: u32 = 120;

/// How a role looks.
struct Look {
    /// In points.
    size: u8,
    bold: bool,
    italic: bool,
    align: AlignmentType,
    first_line: bool,
    /// Twips below.
    after: u32,
}

fn look(role: Role) -> Look {
    let centred = |size, bold, italic| Look {
        size,
        bold,
        italic,
        align: AlignmentType::Center,
        first_line: false,
        after: 0,
    };
    let running = |size, bold, italic| Look {
        size,
        bold,
        italic,
        align: AlignmentType::Both,
        first_line: true,
        after: APART,
    };
    let list = |size, bold, italic| Look {
        size,
        bold,
        italic,
        align: AlignmentType::Left,
        first_line: false,
        after: 0,
    };
    match role {
        Role::Title => centred(14, true, false),
        Role::Abstract => centred(14, true, false),
        Role::Subtitle | Role::Italic => centred(14, false, true),
        Role::Alarm => centred(13, true, true),
        Role::Issuer => centred(13, false, false),
        Role::Nation => centred(12, true, false),
        Role::Office | Role::Rule => centred(13, true, false),
        Role::Motto => centred(14, true, false),
        Role::Number => centred(13, false, false),
        Role::Name => centred(14, true, false),
        Role::Section => Look { align: AlignmentType::Left, ..running(14, true, false) },
        Role::Basis => running(14, false, true),
        Role::Text | Role::Article => running(BODY, false, false),
        Role::Addressee => centred(14, false, false),
        Role::Plain => Look { first_line: false, after: 60, ..running(13, false, false) },
        Role::Note => Look { first_line: false, ..running(12, false, true) },
        Role::Recipients => list(12, true, true),
        Role::Recipient => list(11, false, false),
    }
}

/// The paragraphs of a line in a column of `room` twips: the motto has a rule below it.
pub(super) fn paragraphs(line: &Line, room: usize) -> Vec<Paragraph> {
    match line.role {
        // A third to a half of a body's name of ordinary length.
        Role::Rule => vec![rule(room / 4, room)],
        Role::Motto => {
            let long = bold_width(&line.text, look(Role::Motto).size);
            vec![paragraph(line), rule(long, room)]
        }
        _ => vec![paragraph(line)],
    }
}

fn paragraph(line: &Line) -> Paragraph {
    let look = look(line.role);
    // Words before dots to fill in are not drawn apart.
    let open = matches!(look.align, AlignmentType::Both) && line.text.contains("……");
    let align = if open { AlignmentType::Left } else { look.align };
    let mut paragraph = Paragraph::new().align(align).widow_control(true).line_spacing(
        LineSpacing::new().before(0).after(look.after).line(240).line_rule(LineSpacingType::Auto),
    );
    if look.first_line {
        paragraph =
            paragraph.indent(None, Some(SpecialIndentType::FirstLine(FIRST_LINE)), None, None);
    }
    if matches!(line.role, Role::Section | Role::Title | Role::Abstract | Role::Subtitle) {
        paragraph = paragraph.keep_next(true);
    }
    let (head, rest) = match line.role {
        Role::Article => article(&line.text),
        _ => ("", line.text.as_str()),
    };
    let styled = |text: &str, bold: bool| run(text, look.size, (bold, look.italic));
    if !head.is_empty() {
        paragraph = paragraph.add_run(styled(head, true));
    }
    paragraph.add_run(styled(rest, look.bold))
}

/// `Điều 1.` is bold, what it says is not.
fn article(text: &str) -> (&str, &str) {
    text.find(". ").map_or(("", text), |at| text.split_at(at + 1))
}

/// A run of text; `style` is bold, italic.
pub(super) fn run(text: &str, size: u8, style: (bool, bool)) -> Run {
    let mut run = Run::new().fonts(fonts()).size(2 * usize::from(size)).color("000000");
    let text = paper_text(text);
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(docx_rs::BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    if style.0 {
        run = run.bold();
    }
    if style.1 {
        run = run.italic();
    }
    run
}

/// A thin line in the middle of a column.
fn rule(long: usize, room: usize) -> Paragraph {
    let long = long.min(room);
    let side = ((room - long) / 2) as i32;
    let mut paragraph = Paragraph::new()
        .indent(Some(side), None, Some(side), None)
        .size(4)
        .fonts(fonts())
        .line_spacing(
            LineSpacing::new().before(0).after(60).line(240).line_rule(LineSpacingType::Auto),
        );
    // Spelled as a run, since an empty paragraph takes the height of running text.
    paragraph = paragraph.add_run(Run::new().size(4).fonts(fonts()));
    let line =
        ParagraphBorder::new(ParagraphBorderPosition::Bottom).size(6).space(0).color("000000");
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}

/// An empty line.
pub(super) fn gap() -> Paragraph {
    // The mark of the paragraph, too: it decides the height of an empty one.
    Paragraph::new().size(2 * 8).fonts(fonts()).add_run(run("", 8, (false, false)))
}
