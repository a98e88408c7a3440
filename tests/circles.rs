//! No file of the house uses another that, directly or through others, uses it: whoever reads a
//! file can read what it stands on first. Read from the `use` lines and paths of the sources.
//!
//! A `mod.rs` that only declares and passes names on (`pub use`) is a door, not a user: a name
//! that goes through it counts as taken from the file that holds it.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::{code, root, sources};

/// A module as the words of its path: `["report", "why"]`.
type Module = Vec<String>;

/// What a file takes: the path as written, and under which name it is passed on, if it is.
struct Use {
    path: Vec<String>,
    passed_on: Option<String>,
}

struct House {
    modules: BTreeSet<Module>,
    uses: BTreeMap<Module, Vec<Use>>,
    passed_on: BTreeMap<(Module, String), Vec<String>>,
}

fn words(path: &str) -> Vec<String> {
    path.split("::").map(|w| w.trim().to_string()).collect()
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn flat(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((before, inside)) = tree.strip_suffix('}').and_then(|t| t.split_once('{')) else {
        return vec![tree.to_string()];
    };
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for letter in inside.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match (letter, depth) {
            (',', 0) => parts.push(String::new()),
            _ => parts.last_mut().unwrap().push(letter),
        }
    }
    let parts = parts.iter().filter(|p| !p.trim().is_empty());
    parts.flat_map(|p| flat(p)).map(|p| format!("{before}{p}")).collect()
}

/// The `use` items of a file, and its text without them.
fn split(text: &str) -> (Vec<(bool, String)>, String) {
    let (mut items, mut rest) = (Vec::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        let public = bare.starts_with("pub");
        let after = match bare.strip_prefix("pub") {
            Some(more) if more.starts_with('(') => more.split_once(") ").map_or("", |(_, m)| m),
            Some(more) => more.trim_start(),
            None => bare,
        };
        let Some(first) = after.strip_prefix("use ") else {
            rest.push_str(line);
            rest.push('\n');
            continue;
        };
        let mut item = first.to_string();
        while !item.contains(';') {
            item.push_str(lines.next().expect("a use item ends"));
        }
        let tree = item.split(';').next().unwrap().to_string();
        items.extend(flat(&tree).into_iter().map(|path| (public, path)));
    }
    (items, rest)
}

/// Paths within the text that begin at the crate, here, above, or at a module below.
fn inline(text: &str, below: &BTreeSet<String>) -> Vec<Vec<String>> {
    let letter = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let tokens = text.split(|c| !letter(c)).filter(|t| t.contains("::"));
    let paths = tokens.map(words).filter(|path| {
        let first = path[0].as_str();
        ["crate", "super", "self"].contains(&first) || below.contains(first)
    });
    paths.collect()
}

impl House {
    fn read() -> House {
        let src = root().join("src");
        let mut texts = BTreeMap::new();
        for path in sources(&src) {
            let inside = path.strip_prefix(&src).unwrap().with_extension("");
            let mut module: Module =
                inside.iter().map(|w| w.to_string_lossy().to_string()).collect();
            if module.last().is_some_and(|w| w == "mod" || w == "lib") {
                module.pop();
            }
            let text = code(&path);
            if !text.is_empty() && module != ["main"] {
                texts.insert(module, text);
            }
        }
        let modules: BTreeSet<Module> = texts.keys().cloned().collect();
        let mut house = House { modules, uses: BTreeMap::new(), passed_on: BTreeMap::new() };
        for (module, text) in &texts {
            house.take(module, text);
        }
        house
    }

    fn take(&mut self, module: &Module, text: &str) {
        let inside = self.modules.iter().filter(|m| m.len() == module.len() + 1);
        let below: BTreeSet<String> =
            inside.filter(|m| m.starts_with(module)).map(|m| m.last().unwrap().clone()).collect();
        let (items, rest) = split(text);
        let mut uses: Vec<Use> = Vec::new();
        for (public, item) in items {
            let (path, name) = match item.split_once(" as ") {
                Some((path, name)) => (words(path), name.trim().to_string()),
                None => (words(&item), words(&item).pop().unwrap()),
            };
            uses.push(Use { path, passed_on: public.then_some(name) });
        }
        let inline = inline(&rest, &below).into_iter();
        uses.extend(inline.map(|path| Use { path, passed_on: None }));
        for one in &mut uses {
            one.path = absolute(module, &one.path, &below);
            if let Some(name) = &one.passed_on {
                self.passed_on.insert((module.clone(), name.clone()), one.path.clone());
            }
        }
        uses.retain(|u| u.passed_on.is_none() && !u.path.is_empty());
        self.uses.insert(module.clone(), uses);
    }

    /// The file that holds what a path names, through the doors that pass it on.
    fn holder(&self, path: &[String]) -> Option<Module> {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let depth = (0..=path.len()).rev().find(|&n| self.modules.contains(&path[..n]))?;
            let holder = path[..depth].to_vec();
            let next =
                path.get(depth).and_then(|n| self.passed_on.get(&(holder.clone(), n.clone())));
            match next {
                Some(target) => path = [target.as_slice(), &path[depth + 1..]].concat(),
                None => return Some(holder),
            }
        }
        None
    }

    fn arrows(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let mut arrows: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (module, uses) in &self.uses {
            let targets = uses.iter().filter_map(|u| self.holder(&u.path));
            let targets = targets.filter(|t| t != module && !t.is_empty());
            arrows.insert(module.clone(), targets.collect());
        }
        arrows
    }
}

/// A path from the crate's root; empty for one into another crate.
fn absolute(module: &Module, path: &[String], below: &BTreeSet<String>) -> Vec<String> {
    match path[0].as_str() {
        "crate" => path[1..].to_vec(),
        "self" => [module.as_slice(), &path[1..]].concat(),
        "super" => {
            let up = path.iter().take_while(|w| *w == "super").count();
            let stem = &module[..module.len().saturating_sub(up)];
            [stem, &path[up..]].concat()
        }
        first if below.contains(first) => [module.as_slice(), path].concat(),
        _ => Vec::new(),
    }
}

/// All that a file uses, directly or through others.
fn reached(arrows: &BTreeMap<Module, BTreeSet<Module>>, from: &Module) -> BTreeSet<Module> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        for target in arrows.get(next).into_iter().flatten() {
            if seen.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    seen
}

/// The files that reach themselves, each with those of its circle that it uses directly.
fn circles(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> BTreeMap<Module, BTreeSet<Module>> {
    let all: BTreeMap<&Module, BTreeSet<Module>> =
        arrows.keys().map(|module| (module, reached(arrows, module))).collect();
    let back = |from: &Module, to: &Module| all.get(from).is_some_and(|r| r.contains(to));
    let tied = arrows.iter().filter(|(module, _)| back(module, module));
    tied.map(|(module, targets)| {
        (module.clone(), targets.iter().filter(|t| back(t, module)).cloned().collect())
    })
    .collect()
}

/// Files that still stand in circles. It only gets shorter: a file that is free must go from it,
/// and no other may come.
const LEFT: &str = include_str!("circles.txt");

#[test]
fn no_circle_between_files() {
    let house = House::read();
    assert!(house.modules.len() > 300, "the house was not read");
    let rest = circles(&house.arrows());
    let shown = |m: &Module| m.join("/");
    let tied: BTreeSet<String> = rest.keys().map(shown).collect();
    let left: BTreeSet<String> = LEFT.lines().map(str::to_string).collect();
    let new: Vec<String> = rest
        .iter()
        .filter(|(m, _)| !left.contains(&shown(m)))
        .map(|(m, targets)| {
            let targets: Vec<String> = targets.iter().map(shown).collect();
            format!("{} -> {}", shown(m), targets.join(", "))
        })
        .collect();
    assert!(new.is_empty(), "files in circles:\n{}", new.join("\n"));
    let free: Vec<&String> = left.difference(&tied).collect();
    assert!(free.is_empty(), "no circle any more, to be taken from tests/circles.txt: {free:?}");
}

#[test]
fn a_circle_is_seen() {
    let arrow = |from: &str, to: &[&str]| {
        (vec![from.to_string()], to.iter().map(|t| vec![t.to_string()]).collect())
    };
    let tied = [arrow("a", &["b"]), arrow("b", &["c"]), arrow("c", &["a"]), arrow("d", &["a"])];
    let rest = circles(&tied.into_iter().collect());
    assert_eq!(rest.len(), 3);
    let free = [arrow("a", &["b"]), arrow("b", &["c"]), arrow("c", &[]), arrow("d", &["a"])];
    assert!(circles(&free.into_iter().collect()).is_empty());
    assert_eq!(flat("a::{b, c::{d, e as f}}"), ["a::b", "a::c::d", "a::c::e as f"]);
}
