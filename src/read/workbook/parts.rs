//! Which part of an xlsx package holds which sheet.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::package::{Package, key_of};

/// Positions in `Package::parts` of the sheets, in the order of the workbook, the order in
/// which calamine lists them; `None` where a part is not there. `None` in all when the
/// package has no workbook.
pub(super) fn sheets(package: &Package) -> Option<Vec<Option<usize>>> {
    let text = |key: &str| std::str::from_utf8(&package.parts[package.part(key)?].bytes).ok();
    let root = relations(text("_rels/.rels")?)?;
    let (_, _, target) =
        root.iter().find(|(_, kind, _)| kind.ends_with("/relationships/officeDocument"))?;
    let workbook = key_of(target.trim_start_matches('/'));
    let (folder, name) = match workbook.rsplit_once('/') {
        Some((folder, name)) => (format!("{folder}/"), name),
        None => (String::new(), workbook.as_str()),
    };
    let relations = relations(text(&format!("{folder}_rels/{name}.rels"))?)?;
    let mut parts = Vec::new();
    each_element(text(&workbook)?, "sheet", &mut |e| {
        let id = attribute(e, "id");
        let target = relations.iter().find(|(own, ..)| Some(own) == id.as_ref());
        parts.push(target.and_then(|(_, _, target)| {
            let key = key_of(target);
            package.part(&match key.strip_prefix('/') {
                Some(absolute) => absolute.to_string(),
                None => format!("{folder}{key}"),
            })
        }));
    })?;
    Some(parts)
}

/// Id, kind and target.
fn relations(text: &str) -> Option<Vec<(String, String, String)>> {
    let mut list = Vec::new();
    each_element(text, "Relationship", &mut |e| {
        let of = |name| attribute(e, name).unwrap_or_default();
        list.push((of("Id"), of("Type"), of("Target")));
    })?;
    Some(list)
}

fn each_element(text: &str, name: &str, visit: &mut dyn FnMut(&BytesStart<'_>)) -> Option<()> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == name => visit(&e),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// The value of an attribute by its local name.
fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    e.attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .map(|a| a.value.to_string())
}
