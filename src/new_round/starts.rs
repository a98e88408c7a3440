//! What a new round may begin with: criteria sets, who appraises by them, the surveys they ask for.

use crate::terms::Text;

/// A beginning.
#[derive(Debug)]
pub struct Start {
    /// How people ask for it: the path of its set below `criteria/`, without `.toml`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: Text,
    /// The year that its dates speak of; `None` where the year is filled in.
    pub year: Option<i32>,
    /// Ids, as the sets call them, and names.
    pub agencies: &'static [(&'static str, &'static str)],
    pub blocks: &'static [SetOf],
    pub surveys: &'static [Survey],
}

/// A block with its criteria set.
#[derive(Debug)]
pub struct SetOf {
    pub block: &'static str,
    pub name: &'static str,
    /// The name of the set's file in the new round's `criteria/`.
    pub file: &'static str,
    pub text: &'static str,
}

/// A survey that the sets ask for.
#[derive(Debug)]
pub struct Survey {
    pub file: &'static str,
    pub text: &'static str,
    pub patterns: &'static [&'static str],
}

/// The beginning of this name.
pub fn start(name: &str) -> Option<&'static Start> {
    let name = name.trim().trim_end_matches(".toml").replace('\\', "/");
    let name = name.strip_prefix("criteria/").unwrap_or(&name);
    STARTS.iter().find(|start| start.name == name)
}

const NOI_VU: (&str, &str) = ("noi-vu", "Phòng Nội vụ");
const HOA_THANH: &[(&str, &str)] = &[
    NOI_VU,
    ("van-phong", "Văn phòng HĐND-UBND"),
    ("vhtt", "Phòng Văn hóa và Thông tin"),
    ("tu-phap", "Phòng Tư pháp"),
    ("tckh", "Phòng Tài chính - Kế hoạch"),
];
const SO_NOI_VU: &[(&str, &str)] = &[("so-noi-vu", "Sở Nội vụ")];

pub(super) const SIPAS: Survey = Survey {
    file: "sipas-2017.toml",
    text: include_str!("../../criteria/sipas-2017.toml"),
    patterns: &["survey/sipas-*.xlsx", "survey/sipas-*.csv"],
};
const OFFICIALS: Survey = Survey {
    file: "khao-sat-can-bo.toml",
    text: include_str!("../../criteria/khao-sat-can-bo.toml"),
    patterns: &["survey/khao-sat-can-bo-*.xlsx", "survey/khao-sat-can-bo-*.csv"],
};
const WARDS: SetOf = SetOf {
    block: "xa-phuong",
    name: "Khối UBND xã, phường",
    file: "xa-phuong.toml",
    text: include_str!("../../criteria/hoa-thanh-2020/xa-phuong.toml"),
};
const DIVISIONS: SetOf = SetOf {
    block: "phong-ban",
    name: "Khối phòng, ban, đơn vị",
    file: "phong-ban.toml",
    text: include_str!("../../criteria/hoa-thanh-2020/phong-ban.toml"),
};

/// Every beginning, the one that is taken by itself first. A new one is an entry here.
pub const STARTS: &[Start] = &[
    Start {
        name: "mau",
        title: Text::new(
            "Bộ tiêu chí mẫu, sáu tiêu chí, để sửa theo quyết định của địa phương",
            "A sample set of six criteria, to be changed after the decision",
        ),
        year: None,
        agencies: &[NOI_VU, ("van-phong", "Văn phòng HĐND và UBND")],
        blocks: &[SetOf {
            block: "xa-phuong",
            name: "Khối UBND xã, phường",
            file: "bo-tieu-chi.toml",
            text: include_str!("mau/bo-tieu-chi.toml"),
        }],
        surveys: &[],
    },
    Start {
        name: "hoa-thanh-2020",
        title: Text::new(
            "Hòa Thành 2020 (minh họa): hai khối, xã phường và phòng ban, hai khảo sát",
            "Hòa Thành 2020 (illustration): two blocks, wards and divisions, two surveys",
        ),
        year: Some(2020),
        agencies: HOA_THANH,
        blocks: &[WARDS, DIVISIONS],
        surveys: &[SIPAS, OFFICIALS],
    },
    Start {
        name: "hoa-thanh-2020/xa-phuong",
        title: Text::new(
            "Hòa Thành 2020 (minh họa): khối xã, phường, hai khảo sát",
            "Hòa Thành 2020 (illustration): wards and communes, two surveys",
        ),
        year: Some(2020),
        agencies: HOA_THANH,
        blocks: &[WARDS],
        surveys: &[SIPAS, OFFICIALS],
    },
    Start {
        name: "hoa-thanh-2020/phong-ban",
        title: Text::new(
            "Hòa Thành 2020 (minh họa): khối phòng, ban, hai khảo sát",
            "Hòa Thành 2020 (illustration): divisions, two surveys",
        ),
        year: Some(2020),
        agencies: HOA_THANH,
        blocks: &[DIVISIONS],
        surveys: &[SIPAS, OFFICIALS],
    },
    Start {
        name: "ca-mau-2013-trich",
        title: Text::new(
            "Trích bộ tiêu chí thật của tỉnh Cà Mau năm 2013 (7 điểm)",
            "An extract of the real set of Cà Mau, 2013 (7 points)",
        ),
        year: Some(2013),
        agencies: SO_NOI_VU,
        blocks: &[SetOf {
            block: "xa-phuong",
            name: "Khối UBND xã, phường",
            file: "bo-tieu-chi.toml",
            text: include_str!("../../criteria/ca-mau-2013-trich.toml"),
        }],
        surveys: &[],
    },
    Start {
        name: "binh-duong-2017",
        title: Text::new(
            "Hai điểm đã công bố, như bảng của tỉnh Bình Dương năm 2017",
            "Two published figures, as in the table of Bình Dương, 2017",
        ),
        year: Some(2017),
        agencies: SO_NOI_VU,
        blocks: &[SetOf {
            block: "cap-huyen",
            name: "Khối đơn vị",
            file: "bo-tieu-chi.toml",
            text: include_str!("../../criteria/binh-duong-2017.toml"),
        }],
        surveys: &[],
    },
];
