//! Problems of the round: its file, its list of units, and names of units in other files.

crate::problem::kind::kinds! {
    UNIT_ALIAS "N-UNIT-ALIAS" Note {
        vi: "Tên đơn vị “{text}” được hiểu là {unit}", "Kiểm tra lại; nếu sai, hãy ghi đúng tên đơn vị.";
        en: "The unit name “{text}” was taken to mean {unit}", "Check it; if it is wrong, write the unit's full name.";
    }
    UNIT_AMBIGUOUS "E-UNIT-AMBIGUOUS" Error {
        vi: "Tên đơn vị “{text}” có thể là {units}", "Hãy ghi đủ loại đơn vị (phường, xã …), có dấu, đúng như danh sách của đợt đánh giá.";
        en: "The unit name “{text}” may be any of {units}", "Write the full name with its type (phường, xã …) and accents, as the round lists it.";
    }
    UNIT_UNKNOWN "E-UNIT-UNKNOWN" Error {
        vi: "Không có đơn vị nào tên “{text}” trong đợt đánh giá", "Tên gần nhất: {near}. Hãy sửa tên, hoặc thêm vào aliases của đơn vị trong round.toml.";
        en: "No unit of the round is named “{text}”", "Nearest names: {near}. Mend the name, or add it to the unit's aliases in round.toml.";
    }
    UNIT_LETTERS "E-UNIT-LETTERS" Error {
        vi: "Tên đơn vị “{text}” có ký tự lạ (chữ “{letter}” không phải chữ Việt)", "Hãy gõ lại tên đơn vị.";
        en: "The unit name “{text}” has a foreign letter (“{letter}” is not Vietnamese)", "Type the unit's name again.";
    }
    UNIT_LEGACY "E-UNIT-LEGACY" Error {
        vi: "Tên đơn vị “{text}” dùng bảng mã cũ hoặc bị lỗi mã: {encoding}", "Hãy chuyển sang Unicode bằng UniKey rồi gửi lại. Có thể là: {near}.";
        en: "The unit name “{text}” is in an old or damaged encoding: {encoding}", "Convert it to Unicode with UniKey and send it again. It may be: {near}.";
    }
}
