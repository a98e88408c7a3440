//! File names that every system takes: from any text to a short plain name, unique in a run.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::tidy;

/// The longest name, in characters, extension included: whole paths stay below Windows' 260.
const LONGEST: usize = 100;
/// The longest name of [`FileNames`], which get a number and an extension.
const LONGEST_STEM: usize = 76;
/// What is taken for an extension and kept when a name is cut.
const EXTENSION: usize = 5;

/// Names that Windows keeps for devices, whatever the extension.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    "clock$", "conin$", "conout$",
];

/// The names given out so far. Two names never differ only by case.
#[derive(Debug, Clone, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// A safe name (without extension) made from the wanted one; `-2`, `-3` … is added when
    /// it is taken.
    pub fn take(&mut self, wanted: &str) -> String {
        let name = plain(wanted, LONGEST_STEM);
        let numbered = (2u32..).map(|n| format!("{name}-{n}"));
        let free = std::iter::once(name.clone())
            .chain(numbered)
            .find(|n| self.taken.insert(n.to_lowercase()));
        free.unwrap_or(name)
    }
}

/// Letters without accents, digits, `-`, `_` and single dots inside; never empty, never a
/// device, at most [`LONGEST`] characters, of which an extension stays. A name that is already
/// so stays as it is.
pub fn safe_name(wanted: &str) -> String {
    match wanted.rsplit_once('.') {
        Some((stem, end)) if is_extension(end) => {
            format!("{}.{end}", plain(stem, LONGEST - 1 - end.len()))
        }
        _ => plain(wanted, LONGEST),
    }
}

fn is_extension(end: &str) -> bool {
    (1..=EXTENSION).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The most bytes of a name: every system takes 255, and a number may be put to it.
const LONGEST_BYTES: usize = 200;

/// A name that somebody gave a file, kept as it is but for what no system takes or nobody can see:
/// in one normal form, without folders, control and bidi characters, never a device, never
/// hidden, at most [`LONGEST`] characters, of which an extension stays.
pub fn kept_name(given: &str) -> String {
    let own = given.rsplit(['/', '\\']).next().unwrap_or(given);
    let plain = |c: char| if "<>:\"|?*".contains(c) { '-' } else { c };
    let seen = own.chars().filter(|c| !super::turns_direction(*c));
    let seen = seen.filter(|c| !c.is_control() || c.is_whitespace());
    let name: String = tidy(&seen.collect::<String>()).chars().map(plain).collect();
    let name = name.trim_start_matches(['.', '~', ' ']).trim_end_matches(['.', ' ']);
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if is_extension(end) && !stem.is_empty() => (stem, format!(".{end}")),
        _ => (name, String::new()),
    };
    let mut stem = stem.to_string();
    let is_long = |stem: &str| {
        stem.len() + end.len() > LONGEST_BYTES || stem.chars().count() + end.len() >= LONGEST
    };
    while is_long(&stem) {
        stem.pop();
    }
    let stem = stem.trim_end_matches(['.', ' ']);
    let first = stem.split('.').next().unwrap_or(stem).trim_end().to_lowercase();
    let is_device = DEVICES.contains(&first.as_str())
        || ["com", "lpt"].iter().any(|port| {
            first.strip_prefix(port).is_some_and(|number| ["¹", "²", "³"].contains(&number))
        });
    match (stem, is_device) {
        ("", _) => format!("_{end}"),
        (stem, true) => format!("_{stem}{end}"),
        (stem, false) => format!("{stem}{end}"),
    }
}

/// At most so many characters.
fn plain(wanted: &str, longest: usize) -> String {
    let mut name = String::new();
    for c in wanted.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'đ' => name.push('d'),
            'Đ' => name.push('D'),
            c if c.is_ascii_alphanumeric() || c == '_' => name.push(c),
            '.' if !name.is_empty() && !name.ends_with('.') => {
                name.truncate(name.trim_end_matches('-').len());
                name.push('.');
            }
            _ if name.ends_with(['-', '.']) || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    // One is left for the mark of a device.
    name.truncate(longest - 1);
    let name = name.trim_end_matches(['.', '-']);
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    match name {
        "" => "_".to_string(),
        _ if DEVICES.contains(&stem.as_str()) => format!("_{name}"),
        _ => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_stay_inside() {
        assert_eq!(safe_name("radar-long-hoa"), "radar-long-hoa");
        assert_eq!(safe_name("Phường Đông Hưng / Ấp 1"), "Phuong-Dong-Hung-Ap-1");
        assert_eq!(safe_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(safe_name("C:\\x"), "C-x");
        assert_eq!(safe_name("con"), "_con");
        assert_eq!(safe_name("LPT1.txt"), "_LPT1.txt");
        assert_eq!(safe_name(" . "), "_");
        assert_eq!(safe_name("ghi chú..."), "ghi-chu");
        let long = safe_name(&format!("{}.xlsx", "ư".repeat(500)));
        assert!(long.len() <= 100 && long.ends_with("u.xlsx"), "{long}");
        for name in ["a-b", "_con", "x.y_z", "_"] {
            assert_eq!(safe_name(&safe_name(name)), safe_name(name));
        }
    }

    #[test]
    fn kept_names_say_what_they_said() {
        for (given, kept) in [
            ("Phường Long Hoa (2).xlsx", "Phường Long Hoa (2).xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\A\\tự chấm.xls", "tự chấm.xls"),
            ("Phươ\u{300}ng.xlsx", "Phường.xlsx"),
            ("a\u{202E}xslx.exe", "axslx.exe"),
            ("NUL.xlsx", "_NUL.xlsx"),
            ("com¹.csv", "_com¹.csv"),
            ("con .xlsx", "_con.xlsx"),
            ("báo cáo. . .", "báo cáo"),
            (".ẩn.xlsx", "ẩn.xlsx"),
            ("a<b>:c?.ods", "a-b--c-.ods"),
            ("a\tb\n.csv", "a b.csv"),
            ("...", "_"),
            (".xlsx", "xlsx"),
        ] {
            assert_eq!(kept_name(given), kept, "{given:?}");
            assert_eq!(kept_name(kept), kept, "{given:?}");
        }
        let long = kept_name(&format!("{}.xlsx", "ộ".repeat(300)));
        assert!(long.ends_with("ộ.xlsx") && long.len() <= LONGEST_BYTES + 8, "{long}");
    }

    #[test]
    fn long_names_keep_their_number_and_extension() {
        let mut names = FileNames::default();
        let long = "don-vi-".repeat(40);
        for n in 1..30 {
            let name = names.take(&long);
            assert!(n == 1 || name.ends_with(&format!("-{n}")), "{name}");
            for end in [".xlsx", "-day-du.txt"] {
                let file = format!("{name}{end}");
                assert_eq!(safe_name(&file), file);
            }
        }
    }

    #[test]
    fn names_are_unique_whatever_the_case() {
        let mut names = FileNames::default();
        assert_eq!(names.take("Long Hoa"), "Long-Hoa");
        assert_eq!(names.take("long hòa"), "long-hoa-2");
        assert_eq!(names.take("LONG HOA"), "LONG-HOA-3");
    }
}
