//! The styles of an ods file, in `styles.xml` and at the head of `content.xml`: how cells are shown, and which texts are struck out or raised.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::grid::Font;
use crate::read::number_format::NumberFormat;
use crate::read::xml::attribute;

/// One style of cells or of parts of texts.
#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    /// The name of its data style.
    data: Option<String>,
    pub struck: bool,
    pub raised: bool,
    pub font: Option<Font>,
}

/// What `automatic-styles` says.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The fonts that matter, by the names that styles call them.
    fonts: BTreeMap<String, Font>,
    styles: BTreeMap<String, Style>,
    /// Number formats in the notation of Excel.
    codes: BTreeMap<String, String>,
    open: Option<String>,
    open_code: Option<String>,
    /// The open data style shows hundredths.
    is_percentage: bool,
    in_text: bool,
}

impl Styles {
    pub(super) fn get(&self, name: &str) -> Option<&Style> {
        self.styles.get(name)
    }

    pub(super) fn number_format(&self, style: &Style) -> Option<NumberFormat> {
        let code = self.codes.get(style.data.as_ref()?)?;
        Some(NumberFormat::new(code, None))
    }

    /// Takes all styles of `styles.xml`, which those of `content.xml` may build on.
    pub(super) fn read(&mut self, part: &str) -> Option<()> {
        let mut reader = Reader::from_str(part);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event().ok()? {
                Event::Start(e) => _ = self.start(&e, false),
                Event::Empty(e) => _ = self.start(&e, true),
                Event::End(e) => self.end(e.name().as_ref()),
                Event::Text(t) => self.text(&t),
                Event::Eof => return Some(()),
                _ => {}
            }
        }
    }

    /// Whether the element was one of a style.
    pub(super) fn start(&mut self, e: &BytesStart<'_>, is_empty: bool) -> bool {
        match e.name().as_ref() {
            "style:font-face" => self.font_face(e),
            "style:style" => {
                self.open = attribute(e, "style:name").filter(|_| !is_empty);
                let parent = attribute(e, "style:parent-style-name");
                let parent = parent.and_then(|name| self.styles.get(&name)).cloned();
                let mut style = parent.unwrap_or_default();
                style.data = attribute(e, "style:data-style-name").or(style.data);
                self.styles.extend(attribute(e, "style:name").map(|name| (name, style)));
            }
            "style:text-properties" => self.text_properties(e),
            "number:number-style"
            | "number:percentage-style"
            | "number:currency-style"
            | "number:date-style" => {
                self.open_code = attribute(e, "style:name");
                if let Some(name) = &self.open_code {
                    self.codes.remove(name);
                }
                self.is_percentage = e.local_name().as_ref() == "percentage-style";
                self.in_text = false;
            }
            "number:text" | "number:currency-symbol" => self.in_text = !is_empty,
            "number:number" => self.number(e),
            "number:day" | "number:month" | "number:year" => {
                let letter = e.local_name().as_ref().chars().next();
                self.add(&letter.map(String::from).unwrap_or_default());
            }
            _ => return false,
        }
        true
    }

    pub(super) fn end(&mut self, name: &str) {
        match name {
            "style:style" => self.open = None,
            "number:number-style"
            | "number:percentage-style"
            | "number:currency-style"
            | "number:date-style" => {
                self.open_code = None;
            }
            "number:text" | "number:currency-symbol" => self.in_text = false,
            _ => {}
        }
    }

    /// A literal of a number format: its percent sign and its words say something.
    pub(super) fn text(&mut self, text: &str) {
        if !self.in_text {
            return;
        }
        if text.contains('%') {
            self.add(if self.is_percentage { "%" } else { "\"%\"" });
        } else if text.contains(|c: char| c.is_alphabetic() || "$€£¥".contains(c)) {
            self.add(&format!("\"{}\"", text.replace('"', "")));
        }
    }

    fn add(&mut self, code: &str) {
        if let Some(name) = &self.open_code {
            self.codes.entry(name.clone()).or_default().push_str(code);
        }
    }

    fn number(&mut self, e: &BytesStart<'_>) {
        let most = 20;
        let places = attribute(e, "number:decimal-places").and_then(|n| n.parse::<usize>().ok());
        let factor = attribute(e, "number:display-factor").and_then(|n| n.parse::<u64>().ok());
        let thousands = factor.map_or(0, |f| f.max(1).ilog10() as usize / 3);
        let code = match places {
            Some(0) => format!("0{}", ",".repeat(thousands)),
            Some(places) => format!("0.{}{}", "0".repeat(places.min(most)), ",".repeat(thousands)),
            None => "general".into(),
        };
        self.add(&code);
    }

    fn font_face(&mut self, e: &BytesStart<'_>) {
        let family = attribute(e, "svg:font-family").unwrap_or_default();
        let font = Font::named(family.trim_matches(['\'', '"']));
        if let (Some(name), Some(font)) = (attribute(e, "style:name"), font) {
            self.fonts.insert(name, font);
        }
    }

    fn text_properties(&mut self, e: &BytesStart<'_>) {
        let Some(style) = self.open.as_ref().and_then(|name| self.styles.get_mut(name)) else {
            return;
        };
        let line = attribute(e, "style:text-line-through-style")
            .or_else(|| attribute(e, "style:text-line-through-type"));
        style.struck = line.map_or(style.struck, |line| line != "none");
        let position = attribute(e, "style:text-position");
        style.raised = position.map_or(style.raised, |position| !position.starts_with("0%"));
        let font = attribute(e, "style:font-name").or_else(|| attribute(e, "fo:font-family"));
        if let Some(name) = font {
            let known = self.fonts.get(&name).copied();
            style.font = known.or_else(|| Font::named(name.trim_matches(['\'', '"'])));
        }
    }
}
