use super::*;

fn full(text: &str) -> String {
    name_key(text).full
}

#[test]
fn one_unit_has_one_key() {
    for same in [
        "phường Hòa An",
        "PHƯỜNG HOÀ AN",
        "P. Hòa An",
        "P.Hoà An",
        "UBND phường Hòa An",
        "Uỷ ban nhân dân phường  Hòa\u{00A0}An",
        "Ủy ban nhân dân P. Hòa An.",
        "Phươ\u{0300}ng Ho\u{0300}a An",
        "Phường H\u{200B}òa\u{00AD} An",
    ] {
        assert_eq!(full(same), "phường hòa an", "{same}");
    }
    assert_eq!(full("TT. Hòa Thành"), "thị trấn hòa thành");
    assert_eq!(full("TP. Tây Ninh"), "thành phố tây ninh");
    assert_eq!(full("X. Ðông Hòa"), full("xã Đông Hoà"));
    assert_eq!(full("xã Ɖông Hòa"), full("xã Đông Hòa"));
    assert_eq!(full("Phòng Tài chính – Kế hoạch"), full("phòng Tài chính-Kế hoạch"));
}

#[test]
fn tones_move_only_where_both_places_are_right() {
    assert_eq!(full("xã Thuý Uỷ Khoẻ"), full("xã Thúy Ủy Khỏe"));
    assert_ne!(full("xã Quý"), full("xã Qúy"));
    assert_ne!(full("xã Toàn"), full("xã Tòan"));
    assert_eq!(loose(&full("xã Toàn")), loose(&full("xã Tòan")));
    assert_ne!(full("xã Lập"), full("xã Lạp"));
    assert_ne!(loose("xã lập"), loose("xã lạp"));
    assert_ne!(loose("xã lập"), loose("xã lâp"));
}

#[test]
fn habits_of_spelling_are_aliases() {
    assert_ne!(full("xã Mỹ Lý"), full("xã Mĩ Lí"));
    assert_eq!(loose(&full("xã Mỹ Lý")), loose(&full("xã Mĩ Lí")));
    assert_eq!(loose("xã đăk hà"), loose("xã đắk hà"));
    assert_ne!(loose("xã thúy"), loose("xã thúi"));
    assert_ne!(loose("xã hay"), loose("xã hai"));
}

#[test]
fn a_container_is_recognised() {
    let cut = |t| without_container(t);
    assert_eq!(cut("Phường Long Hoa (thị xã Hòa Thành)").as_deref(), Some("phường long hoa"));
    assert_eq!(cut("Xã A, TX. B, tỉnh C").as_deref(), Some("xã a"));
    assert_eq!(cut("Phòng Nội vụ, Lao động"), None);
    assert_eq!(cut("Phường Long Hoa (cũ)"), None);
    assert_eq!(cut("Thị xã Hòa Thành"), None);
}
