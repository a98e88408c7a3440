//! The draft as TOML: the decisions on top, every criterion with the row that it comes from.

use super::decisions::{Decision, is_one};
use super::head::Head;
use super::items::{Item, Items};
use super::rule::Leaf;
use super::slug;
use super::written::{one_line, quoted};
use crate::terms::Lang;
use crate::workshop::table::{Annex, Entry, sums};

pub(super) fn text(
    annex: &Annex,
    head: &Head,
    (leaves, items): (&[Leaf], &Items),
    decisions: &[Decision],
) -> String {
    let mut lines = vec![
        "# Bản thảo do phần mềm đọc từ phụ lục. Việc người soạn phải quyết định, theo thứ tự:"
            .to_string(),
    ];
    for (at, decision) in decisions.iter().enumerate() {
        lines.push(format!("#  {}. {}", at + 1, one_line(&decision.line(Lang::Vi))));
    }
    lines.push(String::new());
    lines.push("schema = 1".to_string());
    lines.push(String::new());
    lines.push("[set]".to_string());
    lines.push(format!("id = {}", quoted(&head.id)));
    lines.push(format!("title = {}", quoted(&head.title)));
    lines.push(format!("year = {}", head.year));
    if !head.decision.is_empty() {
        lines.push(format!("decision = {}", quoted(&head.decision)));
    }
    lines.extend(sums::total(annex).map(|total| format!("total = {}", total.to_plain())));
    let shared: Vec<&Item> = items.list.iter().filter(|item| item.users.len() > 1).collect();
    if !shared.is_empty() {
        lines.extend([
            String::new(),
            "# Số liệu chung: hỏi một lần, nhiều tiêu chí cùng dùng.".to_string(),
        ]);
        lines.push("[data]".to_string());
        lines.extend(shared.into_iter().map(item));
    }
    let mut written: Vec<String> = Vec::new();
    for entry in &annex.entries {
        missing_above(&entry.code, annex, &mut written, &mut lines);
        node(annex, entry, &mut lines);
        written.push(entry.code.clone());
        if let Some(leaf) = leaves.iter().find(|leaf| leaf.code == entry.code) {
            of_leaf(leaf, items, &mut lines);
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Criteria above that have no row of their own.
fn missing_above(code: &str, annex: &Annex, written: &mut Vec<String>, lines: &mut Vec<String>) {
    let mut above: Vec<&str> = Vec::new();
    let mut rest = code;
    while let Some((up, _)) = rest.rsplit_once('.') {
        above.push(up);
        rest = up;
    }
    for code in above.into_iter().rev() {
        let there = annex.entries.iter().any(|entry| entry.code == code);
        if !there && !written.iter().any(|own| own == code) {
            lines.extend([String::new(), format!("# CHƯA RÕ: phụ lục không có dòng {code}")]);
            lines.extend([
                format!("[{code}]"),
                format!("name = {}", quoted(&format!("Mục {code}"))),
            ]);
            written.push(code.to_string());
        }
    }
}

fn node(annex: &Annex, entry: &Entry, lines: &mut Vec<String>) {
    let is_leaf = annex.is_leaf(&entry.code);
    lines.extend([String::new(), format!("# {}", one_line(&entry.place.to_string()))]);
    lines.push(format!("[{}]", entry.code));
    lines.push(format!("name = {}", quoted(&entry.name)));
    let kind = (!entry.code.contains('.')).then(|| sums::kind(&entry.name)).flatten();
    if let Some(kind) = kind {
        lines.push(format!("kind = \"{kind}\""));
    }
    let agrees = is_leaf || kind.is_some() || annex.points(&entry.code) == entry.max;
    match &entry.max {
        Some(max) if agrees => lines.push(format!("max = {}", max.to_plain())),
        Some(max) => lines.push(format!(
            "# CHƯA RÕ: phụ lục ghi {} điểm, khác tổng các mục con",
            Lang::Vi.decimal(&max.to_plain())
        )),
        None => {}
    }
    if !is_leaf {
        return;
    }
    if !entry.appraiser.is_empty() {
        let line = format!("appraiser = {}", quoted(&slug::agency(&entry.appraiser)));
        match is_one(&entry.appraiser) {
            true => lines.push(line),
            false => {
                lines.push(format!("# CHƯA RÕ: cơ quan thẩm định: {}", one_line(&entry.appraiser)))
            }
        }
    }
    if !entry.proof.is_empty() {
        lines.push(format!("proof = {}", quoted(&entry.proof)));
    }
    if !entry.scale.is_empty() {
        lines.push(format!("guide = {}", quoted(&entry.scale)));
    }
}

fn of_leaf(leaf: &Leaf, items: &Items, lines: &mut Vec<String>) {
    let own: Vec<&Item> =
        items.list.iter().filter(|item| item.users == [leaf.code.clone()]).collect();
    if !own.is_empty() {
        lines.extend([String::new(), format!("[{}.data]", leaf.code)]);
        lines.extend(own.into_iter().map(item));
    }
    lines.push(String::new());
    if let Some(unclear) = &leaf.unclear {
        lines.push(format!("# CHƯA RÕ: {}", one_line(unclear)));
    }
    lines.push(format!("[{}.rule]", leaf.code));
    lines.extend(leaf.rule.iter().cloned());
}

fn item(item: &Item) -> String {
    let mut parts = vec![format!("label = {}", quoted(&item.label))];
    parts.extend(item.unit.as_ref().map(|unit| format!("unit = {}", quoted(unit))));
    parts.push(format!("type = \"{}\"", item.kind));
    if !item.options.is_empty() {
        let options: Vec<String> = item.options.iter().map(|option| quoted(option)).collect();
        parts.push(format!("options = [{}]", options.join(", ")));
    }
    format!("{} = {{ {} }}", item.key, parts.join(", "))
}
