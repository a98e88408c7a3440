//! Data items proposed from the texts: one key and one label for each, asked once.

use super::slug::key;
use crate::text::fold;

/// A proposed item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub key: String,
    pub label: String,
    /// As the key `type` says it.
    pub kind: &'static str,
    pub unit: Option<String>,
    pub options: Vec<String>,
    /// Codes of the leaves that use it.
    pub users: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Items {
    pub list: Vec<Item>,
}

impl Items {
    /// A thing that several leaves may speak of: the same words are the same item.
    pub(super) fn shared(&mut self, label: &str, kind: &'static str, code: &str) -> String {
        let label = capital(label);
        let same = |item: &&mut Item| fold(&item.label) == fold(&label) && item.kind == kind;
        if let Some(item) = self.list.iter_mut().find(same) {
            if !item.users.iter().any(|user| user == code) {
                item.users.push(code.to_string());
            }
            return item.key.clone();
        }
        self.own((&label, ""), kind, code).key.clone()
    }

    /// An item of one leaf. Where another has its label, `above` (the name of the node above)
    /// tells them apart.
    pub(super) fn own(
        &mut self,
        (label, above): (&str, &str),
        kind: &'static str,
        code: &str,
    ) -> &mut Item {
        let mut label = capital(label);
        let taken =
            |list: &[Item], label: &str| list.iter().any(|item| fold(&item.label) == fold(label));
        if taken(&self.list, &label) && !above.is_empty() {
            label = format!("{label} ({above})");
        }
        if taken(&self.list, &label) {
            label = format!("{label} (tiêu chí {code})");
        }
        let stem = key(&label);
        let mut own = stem.clone();
        let mut next = 2;
        while self.list.iter().any(|item| item.key == own) {
            own = format!("{stem}_{next}");
            next += 1;
        }
        self.list.push(Item {
            key: own,
            label,
            kind,
            unit: None,
            options: Vec::new(),
            users: vec![code.to_string()],
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + rest.as_str()
}

/// What is divided by what, of "Tỷ lệ A trên tổng số B": labels of both.
pub(super) fn fraction(name: &str) -> Option<(String, String)> {
    const BETWEEN: &[&str] =
        &[" trên tổng số ", " so với tổng số ", "/tổng số ", " trong tổng số "];
    let words = crate::text::tidy(name);
    let rest = words.strip_prefix("Tỷ lệ ").or_else(|| words.strip_prefix("Tỉ lệ "))?;
    let (above, below) = BETWEEN.iter().find_map(|mark| rest.split_once(mark))?;
    let above = match above.starts_with("số ") {
        true => capital(above.trim()),
        false => format!("Số {}", above.trim()),
    };
    let plain = |text: &str| !text.trim().is_empty() && !text.contains(['/', '(', '%']);
    (plain(&above) && plain(below)).then(|| (above, format!("Tổng số {}", below.trim())))
}
