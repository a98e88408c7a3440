//! The 29 types of administrative documents of Nghị định 30/2020/NĐ-CP (Điều 7), each with the
//! abbreviation of its Phụ lục III.

/// A type of document.
#[derive(Debug, PartialEq, Eq)]
pub struct DocumentType {
    /// The abbreviation before the body in a notation; it is also the key in results.
    pub short: &'static str,
    pub name: &'static str,
}

const fn of(short: &'static str, name: &'static str) -> DocumentType {
    DocumentType { short, name }
}

/// All of them, as the decree lists them.
pub const TYPES: &[DocumentType] = &[
    of("NQ", "Nghị quyết"),
    of("QĐ", "Quyết định"),
    of("CT", "Chỉ thị"),
    of("QC", "Quy chế"),
    of("QyĐ", "Quy định"),
    of("TC", "Thông cáo"),
    of("TB", "Thông báo"),
    of("HD", "Hướng dẫn"),
    of("CTr", "Chương trình"),
    of("KH", "Kế hoạch"),
    of("PA", "Phương án"),
    of("ĐA", "Đề án"),
    of("DA", "Dự án"),
    of("BC", "Báo cáo"),
    of("BB", "Biên bản"),
    of("TTr", "Tờ trình"),
    of("HĐ", "Hợp đồng"),
    of("CV", "Công văn"),
    of("CĐ", "Công điện"),
    of("BGN", "Bản ghi nhớ"),
    of("BTT", "Bản thỏa thuận"),
    of("GUQ", "Giấy ủy quyền"),
    of("GM", "Giấy mời"),
    of("GGT", "Giấy giới thiệu"),
    of("GNP", "Giấy nghỉ phép"),
    of("PG", "Phiếu gửi"),
    of("PC", "Phiếu chuyển"),
    of("PB", "Phiếu báo"),
    of("TCg", "Thư công"),
];

/// Abbreviations in notations of documents that the decree does not list: of law, of joint
/// circulars.
pub(super) const OF_LAW: &[&str] = &["nđ", "tt", "ttlt", "nqlt", "vbhn", "l", "pl"];

/// Bodies whose abbreviation alone stands in the notation of an official letter (*công văn*).
pub(super) const BODIES: &[&str] = &[
    "ubnd", "hđnd", "vp", "đu", "snv", "stc", "sttt", "skhcn", "stp", "ttpvhcc", "ttpvhccc", "bcđ",
];

/// The type of an abbreviation, in any case; accents count, since *ĐA* is not *DA*.
pub(super) fn by_short(low: &str) -> Option<&'static DocumentType> {
    TYPES.iter().find(|one| one.short.to_lowercase() == low)
}
