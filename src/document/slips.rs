//! Slips of people who know Excel and not TOML: what a line that cannot be parsed was meant to be.
//! Only lines of files with a syntax error are looked at.

/// One line with what it should be.
pub(super) struct Slip {
    /// Of the line in the text.
    pub span: std::ops::Range<usize>,
    pub vi: &'static str,
    pub en: &'static str,
    pub mended: String,
}

type Rule = (fn(&str) -> Option<String>, &'static str, &'static str);

/// In this order: a later one sees what an earlier one has mended.
const RULES: &[Rule] = &[
    (spaces, "có dấu cách đặc biệt chép từ Word", "a special space copied from Word"),
    (quotes, "dấu ngoặc kép cong của Word", "curly quotation marks of Word"),
    (comment, "ghi chú phải bắt đầu bằng dấu #", "a remark begins with #"),
    (
        colon,
        "giữa tên khóa và giá trị là dấu =, không phải dấu hai chấm",
        "a key and its value are parted by =, not by a colon",
    ),
    (equals, "thừa dấu =", "there is one = too many"),
    (brackets, "tiêu đề bảng thiếu dấu ngoặc vuông", "a bracket of the heading is missing"),
    (end, "thừa dấu ở cuối dòng", "a mark too many at the end of the line"),
    (yes, "có, không viết là true, false", "yes and no are written true and false"),
    (
        percent,
        "tỷ lệ phần trăm phải đặt trong ngoặc kép",
        "a percentage stands between quotation marks",
    ),
    (minus, "dấu trừ của Word", "a minus sign of Word"),
    (
        comma,
        "dùng dấu chấm, không dùng dấu phẩy thập phân",
        "decimals stand after a point, not after a comma",
    ),
    (thousands, "không dùng dấu phân cách nghìn", "no marks between thousands"),
    (unit, "sau số không ghi đơn vị", "no unit stands behind a number"),
    (
        zero,
        "số không có số 0 ở đầu, và phải có số trước dấu chấm",
        "a number has no zero in front, and a digit before its point",
    ),
    (date, "ngày viết năm-tháng-ngày, đủ hai chữ số", "a date is year-month-day, two digits each"),
    (backslash, "đường dẫn viết bằng dấu /", "paths are written with /"),
    (closing, "thiếu dấu đóng ngoặc", "a closing bracket is missing"),
    (quote, "thiếu dấu ngoặc kép", "a quotation mark is missing"),
];

/// The slips of a text, line by line, and the text with all of them mended.
pub(super) fn slips(text: &str, errors: &[usize]) -> (Vec<Slip>, String) {
    let (mut found, mut mended, mut start) = (Vec::new(), String::with_capacity(text.len()), 0);
    let mut several = false;
    for (number, whole) in text.split_inclusive('\n').enumerate() {
        let line = whole.trim_end_matches(['\n', '\r']);
        let marks = line.matches("\"\"\"").count() + line.matches("'''").count();
        let near = errors.iter().any(|error| error.abs_diff(number) <= 1);
        let slip = if several || marks > 0 || !near { None } else { of_line(line) };
        several ^= marks % 2 == 1;
        match slip {
            Some((vi, en, better)) => {
                mended.push_str(&better);
                mended.push_str(&whole[line.len()..]);
                found.push(Slip { span: start..start + line.len(), vi, en, mended: better });
            }
            None => mended.push_str(whole),
        }
        start += whole.len();
    }
    (found, mended)
}

/// Whether the line can be read by itself. Lists over several lines are left alone.
fn reads(line: &str) -> bool {
    toml::de::DeTable::parse(line).is_ok()
}

/// What is wrong first, and the line with everything mended; only where it can be read then.
fn of_line(line: &str) -> Option<(&'static str, &'static str, String)> {
    let bare = line.trim();
    if bare.is_empty() || bare.starts_with('#') || reads(line) {
        return None;
    }
    let mut better = line.to_string();
    let mut first = None;
    for (mend, vi, en) in RULES {
        if let Some(next) = mend(&better).filter(|next| *next != better) {
            first.get_or_insert((*vi, *en));
            better = next;
            if reads(&better) {
                return first.map(|(vi, en)| (vi, en, better));
            }
        }
    }
    None
}

/// Parts of a line outside of quotation marks, changed; the text inside stays.
fn outside(line: &str, change: impl Fn(&str) -> String) -> String {
    let parts: Vec<&str> = line.split('"').collect();
    let change =
        |(at, part): (usize, &&str)| if at % 2 == 0 { change(part) } else { part.to_string() };
    parts.iter().enumerate().map(change).collect::<Vec<_>>().join("\"")
}

fn spaces(line: &str) -> Option<String> {
    Some(outside(line, |part| {
        part.replace(['\u{A0}', '\u{202F}', '\u{3000}'], " ").replace(['\u{200B}', '\u{FEFF}'], "")
    }))
}

fn quotes(line: &str) -> Option<String> {
    Some(outside(line, |part| {
        part.replace(['“', '”', '„', '‟', '«', '»', '＂'], "\"").replace(['‘', '’'], "'")
    }))
}

fn comment(line: &str) -> Option<String> {
    let bare = line.trim_start();
    if let Some(rest) = bare.strip_prefix("//").or_else(|| bare.strip_prefix("--")) {
        return Some(format!("# {}", rest.trim()));
    }
    let (before, after) =
        line.split_once("//").filter(|(before, _)| before.matches('"').count() % 2 == 0)?;
    Some(format!("{} # {}", before.trim_end(), after.trim()))
}

fn colon(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':')?;
    let plain = key.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    (plain && !key.trim().is_empty()).then(|| {
        format!("{} = {}", key.trim_end(), value.trim_start().trim_start_matches('=').trim_start())
    })
}

fn equals(line: &str) -> Option<String> {
    Some(outside(line, |part| part.replace("==", "=").replace("= =", "=").replace(":=", "=")))
}

fn brackets(line: &str) -> Option<String> {
    let bare = line.trim();
    let inside = bare.trim_matches(['[', ']', '(', ')']);
    let is_name = !inside.is_empty()
        && inside.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let marked = bare.starts_with(['[', '(']) || bare.ends_with([']', ')']);
    let double = bare.starts_with("[[") || bare.ends_with("]]");
    (is_name && marked)
        .then(|| if double { format!("[[{inside}]]") } else { format!("[{inside}]") })
}

fn end(line: &str) -> Option<String> {
    let bare = line.trim_end();
    bare.strip_suffix([',', ';']).map(|rest| rest.trim_end().to_string())
}

fn yes(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let word = match crate::text::fold(value).as_str() {
        "true" | "có" | "đúng" | "yes" => "true",
        "false" | "không" | "sai" | "no" => "false",
        _ => return None,
    };
    Some(format!("{} = {word}", key.trim_end()))
}

/// Numbers right behind `=`, each handed to `change` with what follows it.
fn numbers(line: &str, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    let changed = outside(line, |part| {
        let mut out = String::new();
        for (at, piece) in part.split('=').enumerate() {
            if at > 0 {
                out.push('=');
            }
            let rest = piece.trim_start();
            let signs =
                |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | '-' | '/' | '−');
            let until = rest.find(|c: char| !signs(c)).unwrap_or(rest.len());
            let number = rest[..until].trim_end_matches(',');
            match change(number).filter(|_| at > 0 && !number.is_empty()) {
                Some(better) => {
                    out.push_str(&piece[..piece.len() - rest.len()]);
                    out.push_str(&better);
                    out.push_str(&rest[number.len()..]);
                }
                None => out.push_str(piece),
            }
        }
        out
    });
    Some(changed)
}

fn percent(line: &str) -> Option<String> {
    numbers(line, |number| {
        let plain = number.strip_suffix('%')?;
        Some(format!("\"{}%\"", plain.replace(',', ".")))
    })
}

fn minus(line: &str) -> Option<String> {
    Some(outside(line, |part| part.replace(['−', '–'], "-")))
}

fn comma(line: &str) -> Option<String> {
    numbers(line, |number| {
        let (whole, decimals) = number.split_once(',')?;
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (digits(whole.trim_start_matches('-')) && digits(decimals))
            .then(|| format!("{whole}.{decimals}"))
    })
}

fn thousands(line: &str) -> Option<String> {
    numbers(line, |number| {
        let groups: Vec<&str> = number.split(['.', ',']).collect();
        let (first, rest) = groups.split_first()?;
        let digits =
            |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = rest.len() >= 2 && rest.iter().all(digits) && (1..=3).contains(&first.len());
        grouped.then(|| groups.concat())
    })
}

fn unit(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let (number, word) = value.trim().split_once(' ')?;
    let figure =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let words = word.chars().all(|c| c.is_alphabetic() || c == ' ');
    (figure && words).then(|| format!("{} = {number}", key.trim_end()))
}

fn zero(line: &str) -> Option<String> {
    numbers(line, |number| {
        let plain = number.strip_suffix('.').unwrap_or(number);
        let plain = if plain.starts_with('.') { format!("0{plain}") } else { plain.to_string() };
        let date = plain.contains(['-', '/']);
        let bare = plain.trim_start_matches('0');
        let bare = if bare.is_empty() || bare.starts_with('.') {
            format!("0{bare}")
        } else {
            bare.to_string()
        };
        (!date && bare != *number).then_some(bare)
    })
}

fn date(line: &str) -> Option<String> {
    numbers(line, |number| {
        let parts: Vec<&str> = number.split('-').collect();
        let [a, b, c] = parts[..] else { return None };
        let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
        let whole = |part: &str| part.parse::<u32>().ok();
        let (year, month, day) = (whole(year)?, whole(b)?, whole(day)?);
        (year > 1900).then(|| format!("{year:04}-{month:02}-{day:02}"))
    })
}

fn backslash(line: &str) -> Option<String> {
    line.contains('\\').then(|| line.replace("\\\\", "/").replace('\\', "/"))
}

fn closing(line: &str) -> Option<String> {
    line.contains('=').then_some(())?;
    let plain: String = line.split('"').step_by(2).collect();
    let mut open = Vec::new();
    for c in plain.chars() {
        match c {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' if open.last() == Some(&c) => drop(open.pop()),
            ']' | '}' => return None,
            _ => {}
        }
    }
    open.reverse();
    let rest: String = open.into_iter().collect();
    let bare = line.trim_end().trim_end_matches(',');
    (!rest.is_empty())
        .then(|| format!("{bare}{}{rest}", if rest.starts_with('}') { " " } else { "" }))
}

/// A quotation mark at the end, at the beginning, or both.
fn quote(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim_end(), value.trim());
    let (value, list) =
        match value.strip_prefix('[').map(|rest| rest.strip_suffix(']').unwrap_or(rest)) {
            Some(inside) => (inside.trim(), true),
            None => (value, false),
        };
    let whole = value.matches('"').count();
    let better = match (value.starts_with('"'), value.ends_with('"')) {
        (true, false) if whole == 1 => format!("{value}\""),
        (false, true) if whole == 1 => format!("\"{value}"),
        (false, false) if whole == 0 && value.starts_with(char::is_alphabetic) => {
            match value.trim_matches('\'') {
                words if words.contains(['{', '[', '=', '#', '\'']) => return None,
                words => format!("\"{words}\""),
            }
        }
        _ => return None,
    };
    Some(if list { format!("{key} = [{better}]") } else { format!("{key} = {better}") })
}
