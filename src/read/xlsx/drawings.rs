//! What lies over the cells of an xlsx sheet: the shapes and pictures of its drawing, the boxes
//! to tick of its forms and of ActiveX, and the same in the drawing of old programs (VML).

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use quick_xml::events::Event;

use super::parts::{self, Relation};
use super::vml;
use crate::grid::{Area, Lying, Over};
use crate::read::active_x;
use crate::read::anchor::Anchor;
use crate::read::linked::{Link, Linked};
use crate::read::package::Package;
use crate::read::xml::{attribute, attributes, each, reference};
use crate::text::tidy;

/// So many things over one sheet are kept.
const MOST: usize = 2_000;
/// Sizes of a cell that has none of its own, in the unit of drawings.
const WIDTH: f64 = 609_600.0;
const HEIGHT: f64 = 190_500.0;

/// Everything over the sheet, in the order of its parts.
pub(super) fn over(package: &Package, sheet: usize) -> Vec<Linked> {
    let relations = parts::of_sheet(package, sheet);
    let of_kind = |kind: &'static str| relations.iter().filter(move |r| r.kind.ends_with(kind));
    let text = |relation: &Relation| parts::related(package, sheet, relation);
    let mut controls = parts::text_of(package, sheet).map(controls).unwrap_or_default();
    for control in controls.values_mut() {
        let relation = relations.iter().find(|r| Some(&r.id) == control.relation.as_ref());
        let part = relation.and_then(|relation| parts::target(package, sheet, relation));
        if let Some((part, text)) = part.and_then(|at| Some((at, parts::text_of(package, at)?))) {
            control.read(text);
            control.read_stored(package, part);
        }
    }
    let mut all: Vec<Linked> = Vec::new();
    let mut known: BTreeSet<u32> = BTreeSet::new();
    for part in of_kind("/vmlDrawing").filter_map(text) {
        for shape in vml::shapes(part) {
            let control = controls.get(&shape.id);
            known.extend(control.map(|_| shape.id));
            let link = control.and_then(|control| control.link.clone());
            let link = link.or_else(|| Link::of(&shape.linked));
            let over = shape.over(control.map(|control| control.what));
            all.extend(over.map(|over| Linked { over, link }));
        }
    }
    for (id, control) in &controls {
        if !known.contains(id) && control.what != Lying::Text {
            let over = control.area().map(|(area, at)| Over {
                at,
                ..Over::new(area, control.what, control.text.clone())
            });
            all.extend(over.map(|over| Linked { over, link: control.link.clone() }));
        }
    }
    for part in of_kind("/drawing").filter_map(text) {
        all.extend(drawing(part, &controls).into_iter().map(Linked::from));
    }
    all.truncate(MOST);
    all
}

/// A control of a form or of ActiveX, by the number of its shape.
#[derive(Debug)]
struct Control {
    relation: Option<String>,
    anchor: Anchor,
    what: Lying,
    text: String,
    link: Option<Link>,
}

impl Control {
    fn area(&self) -> Option<(Area, (u32, u32))> {
        self.anchor.area((WIDTH, HEIGHT))
    }

    /// Its properties: `formControlPr` of a form, `ocx` of ActiveX.
    fn read(&mut self, part: &str) {
        let mut class = String::new();
        let mut value = None;
        each(part, &mut |event| {
            let (Event::Start(e) | Event::Empty(e)) = event else { return };
            let of = |name: &str| attribute(e, name).unwrap_or_default();
            match e.local_name().as_ref() {
                "formControlPr" => {
                    self.what = form_control(&of("objectType"), &of("checked"));
                    self.link = Link::of(&of("fmlaLink"));
                }
                "ocx" => class = of("ax:classid").to_ascii_uppercase(),
                "ocxPr" if of("ax:name") == "Value" => value = Some(of("ax:value")),
                "ocxPr" if of("ax:name") == "Caption" => self.text = of("ax:value"),
                _ => {}
            }
        });
        if !class.is_empty() {
            self.what = match (active_x::class(&class), value) {
                (Lying::Tick(_), Some(value)) => {
                    Lying::Tick(Some(matches!(value.as_str(), "1" | "-1" | "True")))
                }
                (what, _) => what,
            };
        }
    }

    /// What a control of ActiveX holds, where it stores that in a part of its own.
    fn read_stored(&mut self, package: &Package, part: usize) {
        if self.what != Lying::Tick(None) {
            return;
        }
        let relations = parts::of_sheet(package, part);
        let stored = relations.iter().find_map(|to| parts::target(package, part, to));
        let stored = stored.and_then(|at| active_x::state(&package.parts[at].bytes));
        if let Some((value, caption)) = stored {
            (self.what, self.text) = (Lying::Tick(value), caption);
        }
    }
}

fn form_control(kind: &str, checked: &str) -> Lying {
    match kind {
        "CheckBox" | "Radio" => Lying::Tick(match checked {
            "Checked" => Some(true),
            "Mixed" => None,
            _ => Some(false),
        }),
        // Buttons, frames and labels hold no answer.
        "Button" | "GBox" | "Label" => Lying::Text,
        _ => Lying::Control,
    }
}

/// The controls that the sheet lists, each with its place.
fn controls(sheet: &str) -> BTreeMap<u32, Control> {
    let mut all = BTreeMap::new();
    let Some(start) = memmem::rfind(sheet.as_bytes(), b"controls>") else { return all };
    let begin = memmem::find(sheet.as_bytes(), b"controls>").unwrap_or(start);
    let Some(listed) = sheet.get(begin + "controls>".len()..start) else { return all };
    let mut place = Placed::default();
    let mut current: Option<u32> = None;
    each(listed, &mut |event| {
        place.take(event);
        let (Event::Start(e) | Event::Empty(e)) = event else {
            if let (Event::End(e), Some(id)) = (event, current)
                && e.local_name().as_ref() == "control"
                && let Some(control) = all.get_mut(&id)
            {
                let control: &mut Control = control;
                control.anchor = std::mem::take(&mut place.anchor);
                current = None;
            }
            return;
        };
        if e.local_name().as_ref() == "control" {
            current = attribute(e, "shapeId").and_then(|id| id.parse().ok());
            let relation = attributes(e).find(|(name, _)| name.ends_with(":id"));
            let relation = relation.map(|(_, id)| id.to_string());
            let (anchor, text) = (Anchor::default(), String::new());
            let control = Control { relation, anchor, what: Lying::Control, text, link: None };
            current.map(|id| all.entry(id).or_insert(control));
        }
        if e.local_name().as_ref() == "controlPr"
            && let Some(control) = current.and_then(|id| all.get_mut(&id))
        {
            control.link = attribute(e, "linkedCell").and_then(|cell| Link::of(&cell));
        }
    });
    all
}

/// Hears the places of anchors: `from` and `to` with their columns and rows.
#[derive(Default)]
struct Placed {
    anchor: Anchor,
    /// In `to`, not in `from`.
    ends: bool,
    field: Option<usize>,
}

impl Placed {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(e) => match e.local_name().as_ref() {
                "from" => (self.ends, self.anchor.from) = (false, Some([0.0; 4])),
                "to" => (self.ends, self.anchor.to) = (true, Some([0.0; 4])),
                "col" => self.field = Some(0),
                "colOff" => self.field = Some(1),
                "row" => self.field = Some(2),
                "rowOff" => self.field = Some(3),
                _ => {}
            },
            Event::Text(t) => {
                let place = if self.ends { &mut self.anchor.to } else { &mut self.anchor.from };
                if let (Some(field), Some(place)) = (self.field, place) {
                    place[field] = t.trim().parse().unwrap_or(0.0);
                }
            }
            Event::End(_) => self.field = None,
            _ => {}
        }
    }
}

/// What hangs on one anchor of a drawing.
#[derive(Default)]
struct Hung {
    pictures: bool,
    text: String,
    /// It is the picture of a control, which is known by its own part.
    of_control: bool,
}

fn drawing(part: &str, controls: &BTreeMap<u32, Control>) -> Vec<Over> {
    let mut all = Vec::new();
    let mut place = Placed::default();
    let mut hung = Hung::default();
    let mut in_text = false;
    each(part, &mut |event| {
        place.take(event);
        match event {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                    (place.anchor, hung) = (Anchor::default(), Hung::default());
                }
                "pic" => hung.pictures = true,
                "cNvPr" => {
                    let id = attribute(e, "id").and_then(|id| id.parse::<u32>().ok());
                    hung.of_control |= id.is_some_and(|id| controls.contains_key(&id));
                }
                "t" => in_text = matches!(event, Event::Start(_)),
                "p" | "br" => hung.text.push(' '),
                _ => {}
            },
            Event::Text(t) if in_text => hung.text.push_str(t),
            Event::GeneralRef(e) if in_text => hung.text.extend(reference(e)),
            Event::End(e) => match e.local_name().as_ref() {
                "t" => in_text = false,
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                    all.extend(hung.over(&place.anchor));
                    hung = Hung::default();
                }
                _ => {}
            },
            _ => {}
        }
    });
    all
}

impl Hung {
    fn over(&self, anchor: &Anchor) -> Vec<Over> {
        if self.of_control {
            return Vec::new();
        }
        let nowhere = (Area { first: (0, 0), last: (0, 0) }, (0, 0));
        let (area, at) = anchor.area((WIDTH, HEIGHT)).unwrap_or(nowhere);
        let over = |what, text| Over { at, ..Over::new(area, what, text) };
        let picture = self.pictures.then(|| over(Lying::Picture, String::new()));
        let text = tidy(&self.text);
        let text = (!text.is_empty()).then(|| over(Lying::Text, text));
        picture.into_iter().chain(text).collect()
    }
}
