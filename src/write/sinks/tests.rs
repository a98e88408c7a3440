//! What every sink must do to any text at all.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Texts with what people type and what attackers write.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-ZđĐơƯ 0-9._/-]{0,12}",
        1 => Just("Phường Tân Lập".to_string()),
        1 => Just("a\u{301}\u{323}".to_string()),
        1 => prop::sample::select(vec![
            "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "-12,5", "=", "CON", "con.txt",
            "COM1", "COM¹", "lpt9.xlsx", "History", "HISTORY", "..", "../../x", "C:\\x", "a:b", "'", "''",
            "\u{202E}gpj.exe", "\u{2066}", "\u{61C}", "\u{0}", "\u{7}", "\u{1B}[2J", "\u{85}", "\r\n",
            "\u{FFFE}", "\u{FEFF}", "<script>", "&amp;", "\"", "]]>", "</script>", "\u{2028}",
            "javascript:alert(1)", "https://a.vn/?a=1&b=2", "_x0041_", "𠮷", "👨‍👩‍👧", "Ấp 1", "ẤP 1",
        ]).prop_map(str::to_string),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// No control characters but line breaks and tabs, nothing that turns the direction.
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| is_forbidden(c) || turns_direction(c))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn cells_hold_any_text(text in texts(), times in prop_oneof![Just(1usize), 1usize..4_000]) {
        let text = text.repeat(times.min(200_000 / text.len().max(1)).max(1));
        let shown = cell_text(&text);
        prop_assert!(units(&shown) <= 32_767);
        prop_assert!(is_harmless(&shown) && !shown.contains('\t'));
        prop_assert_eq!(is_cut(&text), shown.ends_with(CUT) && !text.ends_with(CUT));
        // The words themselves stay, also those that look like a formula.
        if is_harmless(&text) && !text.contains('\t') && !is_cut(&text) {
            prop_assert_eq!(&*shown, text.as_str());
        }
    }

    #[test]
    fn sheets_have_names_of_their_own(wanted in prop::collection::vec(texts(), 1..12)) {
        let mut taken = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for text in &wanted {
            // Four twins of each, by case and by normal form.
            use unicode_normalization::UnicodeNormalization;
            for twin in [text.clone(), text.to_uppercase(), text.nfd().collect(), text.nfc().collect()] {
                let name = sheet_name(&twin, &mut taken);
                prop_assert!(!name.is_empty() && units(&name) <= 31, "{name:?}");
                prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\n', '\t']), "{name:?}");
                prop_assert!(is_harmless(&name));
                prop_assert!(!name.starts_with('\'') && !name.ends_with('\''), "{name:?}");
                prop_assert_eq!(name.trim(), &name);
                prop_assert!(!name.eq_ignore_ascii_case("history"));
                prop_assert!(seen.insert(name.nfc().collect::<String>().to_lowercase()), "{name:?}");
            }
        }
    }

    #[test]
    fn margins_take_no_codes(text in texts()) {
        let shown = margin_text(&text);
        prop_assert!(units(&shown) <= 2 * 90 && is_harmless(&shown) && !shown.contains('\n'));
        prop_assert!(!shown.replace("&&", "").contains('&'));
    }

    #[test]
    fn file_names_are_plain_and_stay_inside(wanted in prop::collection::vec(texts(), 1..12)) {
        let mut names = FileNames::default();
        let mut seen = BTreeSet::new();
        for text in wanted.iter().chain(&wanted) {
            let safe = safe_name(text);
            prop_assert!(safe.len() <= 100 && !safe.is_empty());
            prop_assert!(safe.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)), "{safe}");
            prop_assert!(!safe.starts_with('.') && !safe.ends_with(['.', ' ', '-']), "{safe}");
            let stem = safe.split('.').next().unwrap().to_ascii_lowercase();
            let device = ["con", "prn", "aux", "nul"].contains(&stem.as_str())
                || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"))
                    && stem.ends_with(|c: char| c.is_ascii_digit()));
            prop_assert!(!device, "{safe}");
            prop_assert_eq!(safe_name(&safe), safe);
            let name = names.take(text);
            prop_assert!(seen.insert(name.to_lowercase()));
            let file = format!("{name}.xlsx");
            prop_assert_eq!(safe_name(&file), file);
        }
    }

    #[test]
    fn fields_start_no_formula(text in texts()) {
        let field = csv_field(&text);
        prop_assert!(is_harmless(&field));
        let number = text.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
        prop_assert!(number || !field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']));
        prop_assert!(!field.starts_with(['=', '@']));
    }

    #[test]
    fn markup_holds_any_text(text in texts()) {
        let shown = html_text(&text);
        prop_assert!(is_harmless(&shown) && !shown.contains(['<', '>', '"', '\'']));
        let back = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
            .replace("&#39;", "'").replace("&amp;", "&");
        prop_assert_eq!(back, visible(&text));
        let svg = svg_text(&text);
        prop_assert!(is_harmless(&svg) && !svg.contains(['\n', '\t']));
        prop_assert!(unicode_normalization::is_nfc(&svg));
        let json = script_json(&serde_json::to_string(&text).unwrap());
        let ends = json.contains(['<', '\u{2028}', '\u{2029}']);
        prop_assert!(!ends);
        prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text.clone());
        prop_assert!(is_harmless(&screen_text(&text)));
        let json = serde_json::to_string(&text).unwrap();
        let shown = screen_json(&json);
        prop_assert!(!shown.contains(turns_direction));
        prop_assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text.clone());
        if let Some(target) = link(&text) {
            prop_assert!(target.to_lowercase().starts_with("http"));
        }
    }
}

#[test]
fn numbers_below_zero_stay_numbers() {
    for number in ["-12,5", "+3", "-0.5", "-95%", "12"] {
        assert_eq!(csv_field(number), number);
    }
    for formula in ["-1+1", "=1", "-A1", "+", "-1,2,3", "@x", "＝1"] {
        assert_eq!(csv_field(formula), format!("'{formula}"));
    }
}

#[test]
fn what_turns_the_direction_is_shown() {
    let text = "Phường \u{202E}59";
    assert_eq!(cell_text(text), "Phường [U+202E]59");
    assert_eq!(html_text(text), "Phường [U+202E]59");
    assert_eq!(svg_text(text), "Phường 59");
    assert_eq!(sheet_name(text, &mut BTreeSet::new()), "Phường 59");
    assert_eq!(safe_name(text), "Phuong-59");
    assert_eq!(screen_text("a\u{1B}[2Jb"), "a [2Jb");
}

#[test]
fn only_pages_of_the_web_are_linked() {
    assert_eq!(link(" https://a.vn/?a=1&b=2 ").unwrap(), "https://a.vn/?a=1&amp;b=2");
    for other in
        ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//a.vn", "", "http:/"]
    {
        assert_eq!(link(other), None, "{other}");
    }
}
