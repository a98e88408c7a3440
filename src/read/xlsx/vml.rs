//! The drawing of old programs (VML): where their boxes to tick stand, and in which state.

use quick_xml::events::Event;

use crate::grid::{Lying, Over};
use crate::read::anchor::Anchor;
use crate::read::xml::{attribute, each, reference};
use crate::text::tidy;

/// Sizes of a common cell in points of the screen.
const SIZE: (f64, f64) = (64.0, 20.0);

/// One shape that is no comment.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub id: u32,
    kind: String,
    anchor: Anchor,
    checked: String,
    /// The cell that it is linked to.
    pub linked: String,
    text: String,
}

impl Shape {
    /// What it is; `control` tells more of one that is a control of ActiveX.
    pub(super) fn over(&self, control: Option<Lying>) -> Option<Over> {
        let text = tidy(&self.text);
        let what = match (self.kind.as_str(), control) {
            ("Note" | "Button" | "Dialog", _) => return None,
            ("Checkbox" | "Radio", _) => Lying::Tick(match self.checked.trim() {
                "1" => Some(true),
                "" | "0" => Some(false),
                _ => None,
            }),
            ("Pict", Some(Lying::Text)) => return None,
            ("Pict", Some(control)) => control,
            ("Pict", None) => Lying::Picture,
            ("Drop" | "List" | "Spin" | "Scroll" | "EditBox" | "Edit", _) => Lying::Control,
            _ if text.is_empty() => return None,
            _ => Lying::Text,
        };
        let (area, at) = self.anchor.area(SIZE)?;
        Some(Over { at, ..Over::new(area, what, text) })
    }
}

pub(super) fn shapes(part: &str) -> Vec<Shape> {
    let mut all = Vec::new();
    let mut shape = Shape::default();
    let (mut in_words, mut field) = (false, String::new());
    each(part, &mut |event| match event {
        Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
            "shape" | "rect" | "roundrect" | "oval" | "line" => {
                let id = attribute(e, "o:spid").or_else(|| attribute(e, "id"));
                let number = id.as_deref().and_then(|id| id.rsplit_once("_s"));
                let id = number.and_then(|(_, n)| n.parse().ok()).unwrap_or(0);
                shape = Shape { id, ..Shape::default() };
            }
            "textbox" => in_words = matches!(event, Event::Start(_)),
            "div" | "br" if in_words => shape.text.push(' '),
            "ClientData" => shape.kind = attribute(e, "ObjectType").unwrap_or_default(),
            name @ ("Anchor" | "Checked" | "FmlaLink") => field = name.to_string(),
            _ => {}
        },
        Event::Text(t) if in_words => shape.text.push_str(t),
        Event::GeneralRef(e) if in_words => shape.text.extend(reference(e)),
        Event::Text(t) => match field.as_str() {
            "Anchor" => shape.anchor = anchor(t),
            "Checked" => shape.checked = t.to_string(),
            "FmlaLink" => shape.linked = t.trim().to_string(),
            _ => {}
        },
        Event::End(e) => match e.local_name().as_ref() {
            "textbox" => in_words = false,
            "ClientData" => all.push(std::mem::take(&mut shape)),
            _ => field.clear(),
        },
        _ => {}
    });
    all
}

/// `6, 15, 5, 2, 7, 20, 6, 2`: column, offset, row, offset of both corners.
fn anchor(text: &str) -> Anchor {
    let numbers: Vec<f64> = text.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    let corner = |at: usize| numbers.get(at..at + 4)?.try_into().ok();
    Anchor { from: corner(0), to: corner(4) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Area;

    #[test]
    fn a_box_to_tick_stands_on_its_cell_with_its_state() {
        let part = |state: &str| {
            format!(
                r##"<xml><v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><div>Có &amp; đủ</div></v:textbox>
            <x:ClientData ObjectType="Checkbox"><x:Anchor>
             6, 15, 4, 18, 7, 20, 5, 19</x:Anchor>{state}</x:ClientData></v:shape>
             <v:shape id="_x0000_s1026"><x:ClientData ObjectType="Note"><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor></x:ClientData></v:shape></xml>"##
            )
        };
        for (state, expected) in [
            ("<x:Checked>1</x:Checked>", Some(true)),
            ("", Some(false)),
            ("<x:Checked>2</x:Checked>", None),
        ] {
            let shapes = shapes(&part(state));
            assert_eq!((shapes.len(), shapes[0].id), (2, 1025));
            let over = shapes[0].over(None).unwrap();
            assert_eq!((over.what, over.text.as_str()), (Lying::Tick(expected), "Có & đủ"));
            assert_eq!(over.area, Area { first: (4, 6), last: (5, 7) });
            assert!(over.stands_on(5, 6) && !over.stands_on(4, 6));
            assert!(shapes[1].over(None).is_none());
        }
    }
}
