//! What may be about a person and is never copied into a message, a table or a list: a text is
//! quoted only when it is near a known answer, names a unit, or has words that no name has.

use crate::round::{BadName, Matched};
use crate::source::did_you_mean;
use crate::text::fold;

/// Stands for what must not be copied into a message.
pub(crate) const HIDDEN: &str = "•••";

/// Words that stand in answers and in no name of a person.
const WORDS_OF_ANSWERS: &[&str] = &[
    "không",
    "chưa",
    "rất",
    "hơi",
    "khá",
    "quá",
    "lắm",
    "cũng",
    "được",
    "có",
    "ý",
    "kiến",
    "biết",
    "rõ",
    "trả",
    "lời",
    "áp",
    "dụng",
    "đánh",
    "giá",
    "sử",
    "hài",
    "lòng",
    "đồng",
    "bình",
    "thường",
    "tốt",
    "kém",
    "tương",
    "đối",
    "bỏ",
    "trống",
    "khác",
    "nhớ",
    "muốn",
    "hoàn",
    "toàn",
];

/// Whether a text may be quoted: it is near one of the `known` ones, or a code, or made of the
/// words of answers. Anything else may be about a person and stand one column off.
pub(crate) fn is_sayable(text: &str, known: &[&str]) -> bool {
    if is_contact(text) {
        return false;
    }
    let folded = fold(text);
    let labels: Vec<String> = known.iter().map(|label| fold(label)).collect();
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_short_number = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let is_code = |word: &str| {
        let letters = word.chars().count();
        letters <= 1
            || is_short_number(word)
            || (letters <= 4 && word.chars().all(|c| c.is_alphabetic() && !is_vowel(c)))
    };
    let shortens = |label: &String| abbreviates(&folded, label);
    if words.iter().all(|word| is_code(word)) || labels.iter().any(shortens) {
        return true;
    }
    // a name beside an answer makes it longer
    let as_long = labels.iter().filter(|label| label.split(' ').count() == words.len());
    if did_you_mean(&folded, as_long.map(String::as_str)).is_some() {
        return true;
    }
    let is_of_labels =
        |word: &str| labels.iter().any(|label| label.split(' ').any(|of_label| of_label == word));
    let spoken = |word: &str| WORDS_OF_ANSWERS.contains(&word) || is_of_labels(word);
    words.len() > 1 && words.iter().all(|word| is_code(word) || spoken(word))
}

/// Whether a word is made of the initials of a label, from the first to the last: `KYK` and `KCYK`
/// of "Không có ý kiến".
fn abbreviates(word: &str, label: &str) -> bool {
    let initials: Vec<char> =
        label.split(' ').filter_map(|of| of.chars().map(plain).next()).collect();
    let letters: Vec<char> = word.chars().map(plain).collect();
    let mut rest = initials.iter();
    letters.len() > 1
        && letters.first() == initials.first()
        && letters.last() == initials.last()
        && letters.iter().all(|letter| rest.any(|initial| initial == letter))
}

/// The letter without its marks.
fn plain(c: char) -> char {
    use unicode_normalization::UnicodeNormalization as _;
    let base = std::iter::once(c).nfd().next().unwrap_or(c);
    if base == 'đ' { 'd' } else { base }
}

/// No Vietnamese syllable is without one; `KTL` and `DK` are.
pub(crate) fn is_vowel(c: char) -> bool {
    "aeiouy".contains(plain(c))
}

/// Whether a text may be a phone number, a number of an identity card or a mail address.
pub(crate) fn is_contact(text: &str) -> bool {
    let runs = text.split(|c: char| !c.is_ascii_digit() && !" .-+()".contains(c));
    let digits = |run: &str| run.bytes().filter(u8::is_ascii_digit).count();
    text.contains('@') || runs.map(digits).any(|digits| digits >= 8)
}

/// Whether a text in the column of units is a unit's name or looks like one: anything else that
/// stands there may be about a person.
pub(crate) fn is_unit(matched: &Matched, text: &str) -> bool {
    let near = match matched {
        Matched::Exact(_) | Matched::ByAlias(_) | Matched::Ambiguous(_) | Matched::Former(_) => {
            return !is_contact(text);
        }
        Matched::Refused(_) => true,
        Matched::Unknown(near) => !near.is_empty(),
        Matched::Bad(BadName::Legacy(_, unit)) => unit.is_some(),
        Matched::Bad(BadName::Foreign(_)) => false,
    };
    near && !is_contact(text) && !is_addressed(text)
}

/// “Chị Lành” is near to “Xã Chi Lăng”.
fn is_addressed(text: &str) -> bool {
    let forms = ["ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "họ", "tên"];
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| forms.contains(&word))
}

/// Whether a text may also be the name of a person: it may stand one column off.
pub(crate) fn is_personal(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let named = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(char::is_alphabetic)
    };
    is_contact(text) || ((2..=6).contains(&words.len()) && words.iter().all(named))
}

/// Whether what stands in a cell of answers may tell who gave them: a name, or how to reach
/// somebody.
pub(crate) fn may_be_personal(text: &str) -> bool {
    may_name(text) || is_contact(text)
}

/// Whether a text holds the name of a person, or may be one: it stands one column off, heads a
/// column, or was written in small letters.
pub(crate) fn may_name(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let is_capital = |at: usize| words[at].chars().next().is_some_and(char::is_uppercase);
    let names = |at: usize| {
        let (word, Some(next)) = (folded[at].as_str(), folded.get(at + 1)) else { return false };
        if ADDRESSES.contains(&word) {
            return !NEVER_NAMES.contains(&next.as_str());
        }
        let is_pair = SURNAMES.contains(&word) && !NEVER_NAMES.contains(&next.as_str());
        let by_middle = next == "văn" || next == "thị";
        let capitals = is_capital(at) && is_capital(at + 1);
        let alone = words.len() <= 4 && at == 0;
        is_pair && (by_middle || capitals || alone)
    };
    is_personal(text) || (0..words.len()).any(names)
}

/// How people are spoken of, each before a name.
const ADDRESSES: &[&str] = &["ông", "bà", "anh", "chị", "cô", "chú", "bác"];

const SURNAMES: &[&str] = &[
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "đinh", "đoàn", "lâm", "mai", "trịnh", "trương", "đào", "cao",
    "hà", "lương", "tạ", "tô", "thái", "châu", "nông", "quách", "kiều", "lưu", "tăng", "vương",
    "thạch", "danh", "siu",
];

/// Words behind a surname or an address that make it another word: `hồ sơ`, `lý do`, `chị em`.
const NEVER_NAMES: &[&str] = &[
    "sơ",
    "do",
    "cán",
    "bộ",
    "em",
    "con",
    "bà",
    "chị",
    "ông",
    "cô",
    "chú",
    "phụ",
    "nhân",
    "viên",
    "tiếp",
    "lãnh",
    "ấy",
    "ta",
    "đó",
    "này",
    "ý",
    "sĩ",
    "hơn",
    "nhất",
    "nội",
    "tây",
    "đạo",
    "tạo",
    "thể",
    "kết",
    "viên",
    "hợp",
    "trình",
    "cường",
    "sự",
    "cầu",
    "ở",
    "rất",
    "có",
    "không",
    "thì",
    "là",
    "và",
    "hay",
    "của",
    "trong",
    "tại",
    "phòng",
    "độ",
    "vào",
    "lắm",
    "quá",
    "làm",
    "phải",
    "chưa",
    "cũng",
    "đã",
    "được",
    "cho",
    "nên",
    "cần",
    "muốn",
    "đi",
    "đến",
    "về",
    "khi",
    "nào",
    "gì",
    "với",
    "bị",
    "sách",
    "mục",
    "dân",
    "nghiệp",
    "giáo",
    "sinh",
    "tháng",
    "xã",
    "phường",
    "thiện",
    "công",
    "chức",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_small_letters_and_within_words() {
        for text in [
            "nguyễn văn an",
            "lê thị b",
            "trần an",
            "chị Lan",
            "cô lan ở bộ phận một cửa",
            "Cán bộ Nguyễn Văn An làm rất tốt",
            "Họ tên: Trần Thị B",
            "5 – Phạm Hùng",
            "gặp ông tư",
            "0912 345 678",
        ] {
            assert!(may_name(text), "{text}");
        }
        for text in [
            "hồ sơ trả chậm",
            "lý do không rõ",
            "cán bộ rất nhiệt tình",
            "Anh chị cán bộ rất tốt",
            "Nơi ngồi chờ có đủ chỗ",
            "cao hơn năm trước",
            "Q1",
            "thái độ tốt",
            "Ý kiến khác",
        ] {
            assert!(!may_name(text), "{text}");
        }
    }
}
