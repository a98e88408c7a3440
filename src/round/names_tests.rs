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
    assert_eq!(names.find("Xã Long Hoa"), Matched::Unknown(vec![]));
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
    assert_eq!(names.find("Phường 15"), Matched::Unknown(vec![]));
}

#[test]
fn numbered_wards_are_found_by_their_number_alone() {
    let names = names(&["Phường 1", "Phường 2", "Phường 10", "Phường 11", "Quận 1", "Xã Vi"]);
    for (text, unit) in [("P.1", 0), ("phường 1", 0), ("P. 10", 2), ("Q.1", 4), ("Xã Vi", 5)] {
        assert_eq!(names.find(text), Matched::Exact(unit), "{text}");
    }
    for (text, unit) in [
        ("Phường 01", 0),
        ("P1", 0),
        ("P01", 0),
        ("p10", 2),
        ("Q1", 4),
        ("Phường số 11", 3),
        ("Phường XI", 3),
        ("phuong so 2", 1),
        ("Phường II", 1),
        ("UBND P.02", 1),
    ] {
        assert_eq!(names.find(text), Matched::ByAlias(unit), "{text}");
    }
    for text in ["Phường 12", "Phường XII", "P12", "Phường 111", "Phường số 3"] {
        assert_eq!(names.find(text), Matched::Unknown(vec![]), "{text}");
    }
    assert_eq!(names.find("1"), Matched::Ambiguous(vec![0, 4]));
}

#[test]
fn a_ward_whose_own_name_begins_with_a_type_is_proposed() {
    let names = names(&["Phường Phường Đúc", "Phường Đức", "Phường Trường An", "Xã Thị Trấn"]);
    for text in ["Phường Phường Đúc", "UBND phường Phường Đúc", "P. Phường Đúc", "P.PHƯỜNG ĐÚC"]
    {
        assert_eq!(names.find(text), Matched::Exact(0), "{text}");
    }
    assert_eq!(names.find("Phường Đức"), Matched::Exact(1));
    for text in ["Phường Đúc", "PHƯỜNG ĐÚC", "P. Đúc", "UBND phường Đúc", "Đúc", "P Đúc"]
    {
        let Matched::Unknown(near) = names.find(text) else { panic!("{text}") };
        assert_eq!(near.first(), Some(&0), "{text}");
    }
    assert_eq!(names.find("PHUONG DUC"), Matched::Ambiguous(vec![0, 1]));
    assert_eq!(names.find("phuong phuong duc"), Matched::ByAlias(0));
    assert_eq!(names.find("X. Thị Trấn"), Matched::Exact(3));
}

#[test]
fn the_type_may_stand_behind_or_be_short() {
    let names = names(&["Phường Tân Lập", "Xã Tân Lập", "Thị trấn Hòa An", "Đặc khu Cồn Sơn"]);
    for (text, unit) in [
        ("Ph. Tân Lập", 0),
        ("T.T. Hòa An", 2),
        ("ĐK. Cồn Sơn", 3),
        ("HĐND và UBND xã Tân Lập", 1),
        ("HĐND - UBND phường Tân Lập", 0),
    ] {
        assert_eq!(names.find(text), Matched::Exact(unit), "{text}");
    }
    for (text, unit) in [
        ("Tân Lập (xã)", 1),
        ("Tân Lập, phường", 0),
        ("ĐK Cồn Sơn", 3),
        ("Ph Tân Lập", 0),
        ("X Tân Lập", 1),
        ("TT Hoà An", 2),
        ("xa tan lap", 1),
    ] {
        assert_eq!(names.find(text), Matched::ByAlias(unit), "{text}");
    }
    for text in ["Tân Lập", "tan lap"] {
        assert_eq!(names.find(text), Matched::Ambiguous(vec![0, 1]), "{text}");
    }
    // Of the type that is written, or none.
    assert_eq!(names.find("Xã Tân Lạp"), Matched::Unknown(vec![1]));
    assert_eq!(names.find("Thị trấn Tân Lập"), Matched::Unknown(vec![]));
    assert_eq!(names.find("Xã Cồn Sơn"), Matched::Unknown(vec![]));
}

#[test]
fn a_name_whose_row_was_refused_is_nobody_elses() {
    let mut round = test_round(&["Xã Hòa Bình", "Phường An"]);
    let place = Place::cell("units.xlsx", "DS", "A5");
    round.refused.push(crate::round::RefusedUnit { name: "Phường Hòa Bình".into(), place });
    let names = Names::new(&round);
    for text in ["Phường Hòa Bình", "P. Hoà Bình", "phuong hoa binh", "UBND phường Hòa Bình"]
    {
        assert_eq!(names.find(text), Matched::Refused(2), "{text}");
    }
    assert_eq!(names.find("Hòa Bình"), Matched::Ambiguous(vec![0, 2]));
    assert_eq!(names.find("Xã Hòa Bình"), Matched::Exact(0));
    let problem = names.problem(&Matched::Refused(2), "Phường Hòa Bình", Place::file("a")).unwrap();
    assert_eq!(problem.because.unwrap().to_string(), "units.xlsx – DS!A5");
}

#[test]
fn former_names_keep_their_bare_name_too() {
    let mut round = test_round(&["Phường Long Hoa", "Xã Trường Hòa", "Phường Hiệp Tân"]);
    round.units[0].formerly = vec!["Xã Long Hoa".into(), "Xã Trường Tây".into()];
    round.units[1].formerly = vec!["Phường Hiệp Tân".into()];
    let names = Names::new(&round);
    assert_eq!(names.find("Trường Tây"), Matched::Former(vec![0]));
    assert_eq!(names.find("xa truong tay"), Matched::Former(vec![0]));
    // What it was merged into has the same bare name: the new unit is meant.
    assert_eq!(names.find("Long Hoa"), Matched::ByAlias(0));
    assert_eq!(names.find("Xã Long Hoa"), Matched::Former(vec![0]));
}

#[test]
fn a_proposal_says_what_it_rests_on() {
    let names = names(&["Phường Long Hoa", "Xã Trường Hòa"]);
    let said = |text: &str| {
        let problem = names.problem(&names.find(text), text, Place::file("a")).unwrap();
        problem.help(crate::terms::Lang::Vi)
    };
    assert!(said("Xã Long Hoa").starts_with("Danh sách có “Phường Long Hoa”, nhưng khác loại"));
    assert!(said("Xã Trường Hoa").starts_with("Có phải “Xã Trường Hòa”?"));
    assert!(said("Xã Trường Hoa").contains("Tên khác"));
    assert!(!said("Phường Trường Hoa").contains("Có phải"));
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

#[test]
fn a_name_that_the_round_itself_writes_long_is_known() {
    let long = format!("Xã {}", "Dài ".repeat(60).trim());
    let names = names(&["Xã Trường Hòa", &long]);
    assert_eq!(names.find(&long), Matched::Exact(1));
    assert_eq!(names.find(&long.to_uppercase()), Matched::Exact(1));
    assert_eq!(names.find(&format!("{long} Dài")), Matched::Unknown(Vec::new()));
}
