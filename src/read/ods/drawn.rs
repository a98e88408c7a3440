//! What lies over the cells of an .ods sheet: frames, shapes with words, controls of forms.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use crate::grid::{Area, Lying, Over, position};
use crate::read::linked::{Link, Linked};
use crate::read::xml::{attribute, reference};
use crate::text::tidy;

/// Something that lies over a cell or, anchored to its page, over a sheet.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The byte of the part that it begins with.
    pub start: usize,
    at: Option<(u32, u32)>,
    end: Option<(u32, u32)>,
    /// Elements that are open.
    depth: usize,
    text: String,
    in_words: bool,
    picture: bool,
    /// A chart or another document, which has a picture of itself.
    object: bool,
    control: Option<String>,
}

impl Drawn {
    /// `None` when nothing drawn begins here; `at` is the cell that it stands in.
    pub(super) fn begin(event: &Event<'_>, at: Option<(u32, u32)>, start: usize) -> Option<Drawn> {
        let (Event::Start(e) | Event::Empty(e)) = event else { return None };
        if !e.name().as_ref().starts_with("draw:") {
            return None;
        }
        let end = attribute(e, "table:end-cell-address");
        let end = end.and_then(|end| cell_of(&end));
        let mut drawn = Drawn {
            start,
            at,
            end,
            depth: 0,
            text: String::new(),
            in_words: false,
            picture: false,
            object: false,
            control: None,
        };
        drawn.take(event);
        Some(drawn)
    }

    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(e) => {
                self.depth += 1;
                self.element(e);
            }
            Event::Empty(e) => self.element(e),
            Event::End(e) => {
                self.depth = self.depth.saturating_sub(1);
                self.in_words &= e.name().as_ref() != "text:p";
            }
            Event::Text(t) if self.in_words => self.text.push_str(t),
            Event::GeneralRef(e) if self.in_words => self.text.extend(reference(e)),
            _ => {}
        }
    }

    fn element(&mut self, e: &BytesStart<'_>) {
        match e.name().as_ref() {
            "draw:image" => self.picture = true,
            "draw:object" | "draw:object-ole" | "draw:plugin" => self.object = true,
            "draw:control" => self.control = attribute(e, "draw:control"),
            "text:p" => {
                self.in_words = true;
                self.text.push(' ');
            }
            "text:s" | "text:line-break" => self.text.push(' '),
            _ => {}
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        self.depth == 0
    }

    /// What it is to a reader of the sheet; nothing for a line, a chart, a shape without words.
    pub(super) fn over(&self, controls: &Controls) -> Option<Linked> {
        let text = tidy(&self.text);
        let (what, text, link) = match self.control.as_ref() {
            Some(id) => match controls.all.get(id).cloned() {
                // A button or a label holds no answer.
                Some((Lying::Text, ..)) => return None,
                known => known.unwrap_or((Lying::Control, String::new(), None)),
            },
            None if !text.is_empty() => (Lying::Text, text, None),
            None if self.picture && !self.object => (Lying::Picture, text, None),
            None => return None,
        };
        let first = self.at.or(self.end).unwrap_or((0, 0));
        // It stands in its first cell; how far it reaches is a matter of taste.
        let last = self.end.filter(|_| what == Lying::Text).unwrap_or(first);
        let last = (last.0.max(first.0), last.1.max(first.1));
        Some(Linked {
            over: Over { at: first, ..Over::new(Area { first, last }, what, text) },
            link,
        })
    }
}

/// The controls of the forms of a file, by their ids.
#[derive(Debug, Default)]
pub(super) struct Controls {
    all: BTreeMap<String, (Lying, String, Option<Link>)>,
}

impl Controls {
    pub(super) fn take(&mut self, event: &Event<'_>) {
        let (Event::Start(e) | Event::Empty(e)) = event else { return };
        let name = e.name();
        let Some(kind) = name.as_ref().strip_prefix("form:") else { return };
        let of = |name: &str| attribute(e, name);
        let what = match kind {
            "checkbox" => {
                Lying::Tick(match of("form:current-state").or(of("form:state")).as_deref() {
                    Some("checked") => Some(true),
                    Some("unknown") => None,
                    _ => Some(false),
                })
            }
            "radio" => {
                let chosen = of("form:current-selected").or(of("form:selected"));
                Lying::Tick(Some(chosen.as_deref() == Some("true")))
            }
            "form" => return,
            "button" | "frame" | "fixed-text" | "image" | "hidden" => Lying::Text,
            _ => Lying::Control,
        };
        let link = of("form:linked-cell").and_then(|cell| Link::of(&cell));
        let text = of("form:current-value").or(of("form:label")).unwrap_or_default();
        for id in [of("xml:id"), of("form:id")].into_iter().flatten() {
            self.all.insert(id, (what, tidy(&text), link.clone()));
        }
    }
}

/// `'Tự chấm'.G6` → its cell.
fn cell_of(address: &str) -> Option<(u32, u32)> {
    let (_, cell) = address.rsplit_once('.')?;
    position(cell.replace('$', "").as_bytes())
}
