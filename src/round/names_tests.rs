use super::*;
use crate::round::test_round;

fn names(units: &[&str]) -> Names {
    Names::new(&test_round(units))
}

fn hoa_thanh() -> Names {
    let mut round = test_round(&[
        "Phường Long Hoa",
        "Phường Hiệp Tân",
        "Phường Long Thành Bắc",
        "Xã Long Thành Nam",
        "Xã Trường Hòa",
        "Phòng Tài chính - Kế hoạch",
        "Phường Tân Lập",
        "Xã Tân Lập",
    ]);
    round.units[0].aliases = vec!["Ph. L.Hoa".into(), "LH".into()];
    Names::new(&round)
}

#[test]
fn exact_after_folding() {
    let names = hoa_thanh();
    for (text, unit) in [
        ("PHƯỜNG LONG HOA", 0),
        ("UBND phường Hiệp Tân", 1),
        ("UBND P. Hiệp Tân", 1),
        ("Uỷ ban nhân dân xã Trường Hoà", 4),
        ("X.Trường Hòa", 4),
        ("Phòng Tài chính – Kế hoạch", 5),
        ("phường Tân Lâ\u{0323}p", 6),
        ("u7", 7),
    ] {
        assert_eq!(names.find(text), Matched::Exact(unit), "{text}");
    }
}

#[test]
fn one_hit_by_other_ways_is_an_alias() {
    let names = hoa_thanh();
    for (text, unit) in [
        ("LH", 0),
        ("Ph. L.Hoa", 0),
        ("P Hiệp Tân", 1),
        ("Long Thành Bắc", 2),
        ("phuong long thanh bac", 2),
        ("uy ban nhan dan phuong Hiep Tan", 1),
        ("P. Hiep Tan", 1),
        ("Truong Hoa", 4),
        ("Phường Long Hoa (thị xã Hòa Thành)", 0),
        ("P. Long Hoa, TX. Hòa Thành, tỉnh Tây Ninh", 0),
        ("P. Tài chính - Kế hoạch", 5),
        ("xã Tân Lập - huyện Tân Biên", 7),
    ] {
        assert_eq!(names.find(text), Matched::ByAlias(unit), "{text}");
    }
}

#[test]
fn several_hits_are_refused() {
    let names = hoa_thanh();
    assert_eq!(names.find("Tân Lập"), Matched::Ambiguous(vec![6, 7]));
    assert_eq!(names.find("tan lap"), Matched::Ambiguous(vec![6, 7]));
    let twins = self::names(&["Phường Long Hoa", "Phường Long Hòa", "Xã Mỹ Lý", "Xã Mĩ Lí"]);
    assert_eq!(twins.find("phuong long hoa"), Matched::Ambiguous(vec![0, 1]));
    assert_eq!(twins.find("Phường Long Hoa"), Matched::Exact(0));
    assert_eq!(twins.find("Xã Mỹ Lí"), Matched::Ambiguous(vec![2, 3]));
    let both = self::names(&["Phường Nội vụ", "Phòng Nội vụ"]);
    assert_eq!(both.find("P. Nội vụ"), Matched::Ambiguous(vec![0, 1]));
    let districts = self::names(&["Xã Tân Lập (huyện A)", "Xã Tân Lập (huyện B)"]);
    assert_eq!(districts.find("Xã Tân Lập (huyện B)"), Matched::Exact(1));
    assert_eq!(districts.find("Xã Tân Lập"), Matched::Ambiguous(vec![0, 1]));
}

#[test]
fn type_and_accents_are_part_of_the_identity() {
    let names = hoa_thanh();
    let Matched::Unknown(near) = names.find("Xã Long Hoa") else { panic!() };
    assert_eq!(near.first(), Some(&0));
    let Matched::Unknown(near) = names.find("Phường Hiệp Tan") else { panic!() };
    assert_eq!(near.first(), Some(&1));
    for text in ["Phường Tân Lạp", "Phường Tân Lâp", "Phường Tân Lậpp", "phường Hiệp Tận"]
    {
        assert!(matches!(names.find(text), Matched::Unknown(_)), "{text}");
    }
    assert_eq!(names.find("Sở Y tế"), Matched::Unknown(vec![]));
    assert_eq!(names.find(""), Matched::Unknown(vec![]));
    assert_eq!(names.find(&"Long ".repeat(9000)), Matched::Unknown(vec![]));
}

#[test]
fn spelling_habits_are_aliases() {
    let names = names(&["Xã Mỹ Quý", "Xã Đắk Hà", "Phường 5", "Xã Ea H'leo", "Xã Toàn Sơn"]);
    for (text, unit) in
        [("xã Mĩ Quí", 0), ("Xã Đăk Hà", 1), ("P. 05", 2), ("Phường 05", 2), ("Xã Tòan Sơn", 4)]
    {
        assert_eq!(names.find(text), Matched::ByAlias(unit), "{text}");
    }
    assert_eq!(names.find("Xã Ea H’leo"), Matched::Exact(3));
    assert_eq!(names.find("P.5"), Matched::Exact(2));
    assert!(matches!(names.find("Phường 15"), Matched::Unknown(_)));
}

#[test]
fn foreign_letters_and_old_encodings_are_refused() {
    let names = hoa_thanh();
    let bad = |text: &str| match names.find(text) {
        Matched::Bad(bad) => bad,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(bad("Phường Hiệ\u{0440} Tân"), BadName::Foreign('р'));
    assert_eq!(bad("Ph\u{00AD}êng T©n LËp"), BadName::Legacy(Encoding::Tcvn3, Some(6)));
    assert_eq!(bad("Phöôøng Taân Laäp"), BadName::Legacy(Encoding::Vni, Some(6)));
    assert_eq!(bad("X· Vâ §¾c ®Þnh"), BadName::Legacy(Encoding::Tcvn3, None));
    assert_eq!(bad("XÃ£ TÃ¢n Láº\u{AD}p"), BadName::Legacy(Encoding::Misread, Some(7)));
}

#[test]
fn everything_but_an_exact_match_is_told() {
    let names = hoa_thanh();
    let mut problems = Problems::default();
    let place = || Place::cell("a.xlsx", "Tự chấm", "B3");
    assert_eq!(names.find_or_report("P. Long Hoa", place(), &mut problems), Some(0));
    assert!(problems.is_empty());
    assert_eq!(names.find_or_report("long hoa", place(), &mut problems), Some(0));
    assert_eq!(names.find_or_report("Tân Lập", place(), &mut problems), None);
    assert_eq!(names.find_or_report("Xã Long Hoa", place(), &mut problems), None);
    let codes: Vec<&str> = problems.iter().map(|p| p.kind.code).collect();
    assert_eq!(codes, ["N-UNIT-ALIAS", "E-UNIT-AMBIGUOUS", "E-UNIT-UNKNOWN"]);
}

proptest::proptest! {
    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,40}|[ưươờphngáàảãạâầấậăđxtT. ,()\u{0300}-\u{0323}]{0,30}") {
        let names = hoa_thanh();
        let matched = names.find(&text);
        names.problem(&matched, &text, Place::file("a"));
    }
}
