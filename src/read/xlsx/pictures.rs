//! Pictures in cells of an xlsx package: of Excel, whose cell holds an error and a number that
//! leads over four parts to an image, and of WPS, whose cell holds a formula with a name.

use std::collections::BTreeSet;

use super::parts::text_of;
use crate::read::package::Package;
use crate::read::xml::{attribute, each_element};

/// The kinds of rich values that are pictures.
const PICTURES: &[&str] = &["_localimage", "_webimage"];

#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// Numbers that a cell may have in `vm`, from 1.
    values: BTreeSet<u32>,
    /// Names of pictures of WPS.
    names: BTreeSet<String>,
}

impl Pictures {
    pub(super) fn of(package: &Package) -> Pictures {
        let text = |key: &str| text_of(package, package.part(key)?);
        let names = text("xl/cellimages.xml").map(names).unwrap_or_default();
        let rich = || {
            let structures = text("xl/richdata/rdrichvaluestructure.xml")?;
            let values = text("xl/richdata/rdrichvalue.xml")?;
            Some(values_of(text("xl/metadata.xml")?, &is_picture(values, structures)))
        };
        Pictures { values: rich().unwrap_or_default(), names }
    }

    pub(super) fn is_value(&self, number: u32) -> bool {
        self.values.contains(&number)
    }

    /// Whether the formula shows a picture that the package holds.
    pub(super) fn is_formula(&self, formula: &str) -> bool {
        let Some((_, rest)) = formula.split_once("DISPIMG(") else { return false };
        let rest = rest.trim_start().replace("&quot;", "\"");
        let name = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        name.is_some_and(|(name, _)| self.names.contains(name))
    }
}

fn names(part: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    each_element(part, &mut |e| {
        if e.local_name().as_ref() == "cNvPr" {
            names.extend(attribute(e, "name"));
        }
    });
    names
}

/// For each rich value whether it is a picture.
fn is_picture(values: &str, structures: &str) -> Vec<bool> {
    let mut kinds = Vec::new();
    each_element(structures, &mut |e| {
        if e.local_name().as_ref() == "s" {
            let kind = attribute(e, "t").unwrap_or_default().to_ascii_lowercase();
            kinds.push(PICTURES.contains(&kind.as_str()));
        }
    });
    let mut all = Vec::new();
    each_element(values, &mut |e| {
        if e.local_name().as_ref() == "rv" {
            let kind = attribute(e, "s").and_then(|s| s.parse::<usize>().ok());
            all.push(kind.and_then(|kind| kinds.get(kind).copied()).unwrap_or(false));
        }
    });
    all
}

/// The numbers of `vm` that lead to pictures: a block of `valueMetadata` names a block of
/// `futureMetadata`, which names a rich value.
fn values_of(metadata: &str, is_picture: &[bool]) -> BTreeSet<u32> {
    let (mut rich, mut future, mut of_rich) = (Vec::new(), false, false);
    let (mut number, mut found) = (0, BTreeSet::new());
    each_element(metadata, &mut |e| match e.local_name().as_ref() {
        "futureMetadata" => {
            (future, of_rich) = (true, attribute(e, "name").as_deref() == Some("XLRICHVALUE"));
        }
        "valueMetadata" => future = false,
        "cellMetadata" => (future, of_rich) = (true, false),
        "rvb" if future && of_rich => {
            rich.push(attribute(e, "i").and_then(|i| i.parse::<usize>().ok()));
        }
        "bk" if !future => number += 1,
        "rc" if !future => {
            let block = attribute(e, "v").and_then(|v| v.parse::<usize>().ok());
            let value = block.and_then(|block| rich.get(block).copied().flatten());
            if value.is_some_and(|at| is_picture.get(at) == Some(&true)) {
                found.insert(number);
            }
        }
        _ => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_lead_to_an_image_are_pictures() {
        let structures = r#"<s t="_error"/><s t="_localImage"/>"#;
        let values = r#"<rv s="0"/><rv s="1"><v>0</v></rv>"#;
        assert_eq!(is_picture(values, structures), [false, true]);
        let metadata = r#"<metadata><futureMetadata name="XLDAPR"><bk/></futureMetadata>
            <futureMetadata name="XLRICHVALUE"><bk><x:rvb i="0"/></bk><bk><x:rvb i="1"/></bk></futureMetadata>
            <cellMetadata><bk><rc t="1" v="0"/></bk></cellMetadata>
            <valueMetadata><bk><rc t="2" v="1"/></bk><bk><rc t="2" v="0"/></bk></valueMetadata></metadata>"#;
        assert_eq!(values_of(metadata, &[false, true]), BTreeSet::from([1]));
        let names = names(r#"<c:cellImages><xdr:cNvPr id="2" name="ID_0A"/></c:cellImages>"#);
        let pictures = Pictures { values: BTreeSet::new(), names };
        assert!(pictures.is_formula("_xlfn.DISPIMG(\"ID_0A\",1)"));
        assert!(!pictures.is_formula("_xlfn.DISPIMG(\"ID_0B\",1)"));
        assert!(!pictures.is_formula("SUM(A1:A2)"));
    }
}
