//! Two TOML files key by key.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::SettingChange;

/// A TOML file as its keys, each with its value: `rules.ties`, `unit[long-hoa].name`.
pub type Table = BTreeMap<String, String>;

/// The keys that are different. `None` where a file is no TOML: then nothing is known of its keys.
pub fn changed(file: &str, old: &str, new: &str) -> Option<Vec<SettingChange>> {
    let [old, new] = [flat(old)?, flat(new)?];
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differ = names.into_iter().filter(|name| old.get(*name) != new.get(*name));
    let change = |name: &String| SettingChange {
        name: name.clone(),
        file: file.to_string(),
        key: String::new(),
        old: old.get(name).cloned(),
        new: new.get(name).cloned(),
    };
    Some(differ.map(change).collect())
}

/// The same changes of a criteria set, by the code of the node that they are about: `3.2.1` and
/// `rule.steps[0].from`; what is about no node keeps its name.
pub fn of_rubric(changes: Vec<SettingChange>) -> Vec<SettingChange> {
    let is_code = |part: &&str| part.chars().next().is_some_and(|c| c.is_ascii_digit());
    let split = |change: SettingChange| {
        let parts: Vec<&str> = change.name.split('.').collect();
        let code: Vec<&str> = parts.iter().copied().take_while(is_code).collect();
        match code.is_empty() {
            true => change,
            false => {
                SettingChange { key: parts[code.len()..].join("."), name: code.join("."), ..change }
            }
        }
    };
    changes.into_iter().map(split).collect()
}

fn flat(text: &str) -> Option<Table> {
    let table: toml::Table = text.parse().ok()?;
    let mut all = Table::new();
    for (key, value) in &table {
        add(&mut all, key, value);
    }
    Some(all)
}

fn add(all: &mut Table, path: &str, value: &toml::Value) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                add(all, &format!("{path}.{key}"), value);
            }
        }
        toml::Value::Array(list) if list.iter().any(toml::Value::is_table) => {
            for (at, value) in list.iter().enumerate() {
                let named =
                    ["id", "name", "scheme"].iter().find_map(|key| value.get(key)?.as_str());
                let name = named.map_or_else(|| at.to_string(), str::to_string);
                add(all, &format!("{path}[{name}]"), value);
            }
        }
        value => {
            let shown = match value {
                toml::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            // Two entries of one name are told apart by their number.
            let mut name = path.to_string();
            while all.contains_key(&name) {
                name.push('\'');
            }
            all.insert(name, shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_by_its_way() {
        let old = "[rules]\nties = \"dense\"\n[[unit]]\nid = \"a\"\nname = \"A\"\n[3.1.rule]\nsteps = [{ from = 1 }]\n";
        let new = "[rules]\nties = \"competition\"\n[[unit]]\nid = \"a\"\nname = \"B\"\n[3.1.rule]\nsteps = [{ from = 2 }]\n";
        let changes = of_rubric(changed("x.toml", old, new).unwrap());
        let told: Vec<(&str, &str)> =
            changes.iter().map(|c| (c.name.as_str(), c.key.as_str())).collect();
        assert_eq!(told, [("3.1", "rule.steps[0].from"), ("rules.ties", ""), ("unit[a].name", "")]);
        assert_eq!(changes[0].old.as_deref(), Some("1"));
        assert!(changed("x.toml", old, old).unwrap().is_empty());
        assert!(changed("x.toml", "a = ", new).is_none());
    }
}
