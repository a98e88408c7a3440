//! Which part of an xlsx package holds which sheet, and what belongs to a sheet.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use crate::read::package::{Package, key_of};
use crate::read::xml::each_element;

/// What the workbook says of its sheets.
pub(super) struct Layout {
    /// Positions in `Package::parts` of the sheets, in the order of the workbook, the order in
    /// which calamine lists them; `None` where a part is not there.
    pub sheets: Vec<Option<usize>>,
    /// Formulas are computed only when someone asks for it.
    pub computed_by_hand: bool,
}

/// `None` when the package has no workbook.
pub(super) fn layout(package: &Package) -> Option<Layout> {
    let text = |key: &str| text_of(package, package.part(key)?);
    let root = relations(text("_rels/.rels")?)?;
    let book = root.iter().find(|r| r.kind.ends_with("/relationships/officeDocument"))?;
    let workbook = key_of(book.target.trim_start_matches('/'));
    let relations = relations(text(&relations_key(&workbook))?)?;
    let mut layout = Layout { sheets: Vec::new(), computed_by_hand: false };
    let mut visit = |e: &BytesStart<'_>| match e.local_name().as_ref() {
        "sheet" => {
            let id = attribute(e, "id");
            let target = relations.iter().find(|r| Some(&r.id) == id.as_ref());
            let part = target.and_then(|r| package.part(&resolved(&workbook, &r.target)));
            layout.sheets.push(part);
        }
        "calcPr" => {
            layout.computed_by_hand |= attribute(e, "calcMode").as_deref() == Some("manual")
        }
        _ => {}
    };
    each_element(text(&workbook)?, &mut visit)?;
    Some(layout)
}

/// What a sheet is related to: none when it has no list of relations or that is damaged.
pub(super) fn of_sheet(package: &Package, sheet: usize) -> Vec<Relation> {
    let key = relations_key(&package.parts[sheet].key);
    let text = package.part(&key).and_then(|at| text_of(package, at));
    text.and_then(relations).unwrap_or_default()
}

/// The text of the part that a relation of another part leads to.
pub(super) fn related<'p>(package: &'p Package, from: usize, to: &Relation) -> Option<&'p str> {
    text_of(package, target(package, from, to)?)
}

/// The part that a relation of another part leads to.
pub(super) fn target(package: &Package, from: usize, to: &Relation) -> Option<usize> {
    package.part(&resolved(&package.parts[from].key, &to.target))
}

pub(super) fn text_of(package: &Package, at: usize) -> Option<&str> {
    std::str::from_utf8(&package.parts[at].bytes).ok()
}

/// The key of the list of a part's relations.
fn relations_key(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The key of a target, which is relative to the folder of its part.
fn resolved(part: &str, target: &str) -> String {
    let target = key_of(target);
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_string();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => _ = folders.pop(),
            "." | "" => {}
            name => folders.push(name),
        }
    }
    folders.join("/")
}

/// One line of a list of relations.
pub(super) struct Relation {
    pub id: String,
    pub kind: String,
    pub target: String,
}

fn relations(text: &str) -> Option<Vec<Relation>> {
    let mut list = Vec::new();
    each_element(text, &mut |e| {
        if e.local_name().as_ref() == "Relationship" {
            let of = |name| attribute(e, name).unwrap_or_default();
            list.push(Relation { id: of("Id"), kind: of("Type"), target: of("Target") });
        }
    })?;
    Some(list)
}

/// The value of an attribute by its local name.
fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    e.attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| Some(a.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
}
